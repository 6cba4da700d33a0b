//! A table that reads well in a terminal and is Markdown at the same time.

/// Columns of text; the first stands left, the others right.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(head: &[&str]) -> Table {
        Table {
            head: head.iter().map(|cell| (*cell).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it.
    pub fn print(&self) {
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let cells = self.rows.iter().chain([&self.head]);
                cells
                    .filter_map(|row| row.get(column))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        println!("{}", line(&self.head, &widths));
        let rule: Vec<String> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| {
                let dashes = "-".repeat((*width).max(3) - usize::from(column > 0));
                if column > 0 {
                    format!("{dashes}:")
                } else {
                    dashes
                }
            })
            .collect();
        println!("{}", line(&rule, &widths));
        for row in &self.rows {
            println!("{}", line(row, &widths));
        }
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut text = String::from("|");
    for (column, width) in widths.iter().enumerate() {
        let cell = cells.get(column).map_or("", String::as_str);
        let space = " ".repeat(width.saturating_sub(cell.chars().count()));
        if column == 0 {
            text.push_str(&format!(" {cell}{space} |"));
        } else {
            text.push_str(&format!(" {space}{cell} |"));
        }
    }
    text
}
