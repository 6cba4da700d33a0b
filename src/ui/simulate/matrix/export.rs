//! The part of the matrix in sight as a file for spreadsheets: comma-separated, one line a row.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::engine::heat::{Heat, HeatOf, Side};
use crate::model::slug;
use crate::session::Export;

/// A file has no more cells than this.
pub const MOST_CELLS: usize = 5_000_000;

/// The file to be made.
pub fn file(heat: Arc<Heat>, rows: Range<usize>, columns: Range<usize>, least: usize) -> Export {
    let model = heat.engine().model();
    let of = match heat.of() {
        HeatOf::Targets(permission) => permission.as_str().replace('.', "-"),
        HeatOf::Permissions => "permissions".to_owned(),
        HeatOf::Roles => "roles".to_owned(),
    };
    let title = match model.name().trim() {
        "" => "Untitled model",
        name => name,
    };
    let name = format!("{}-matrix-{of}.csv", slug(title, |_| false));
    Export::new(name, move || {
        Ok(csv(&heat, rows.clone(), columns.clone(), least).into_bytes())
    })
}

/// The cells as text; a name that stands twice on a side is followed by its id.
pub fn csv(heat: &Heat, rows: Range<usize>, columns: Range<usize>, least: usize) -> String {
    let across = names(heat, columns.clone().filter_map(|nth| heat.column(nth)));
    let down = names(heat, rows.clone().filter_map(|nth| heat.row(nth)));
    let mut text = String::new();
    let head = std::iter::once(String::new()).chain(across);
    line(&mut text, head);
    for (row, name) in rows.zip(down) {
        let levels = heat
            .levels_in(row, columns.clone())
            .into_iter()
            .map(|level| {
                let level = level.filter(|at| *at >= least);
                let level = level.and_then(|at| heat.levels().get(at));
                level.map(|level| level.id.to_string()).unwrap_or_default()
            });
        line(&mut text, std::iter::once(name).chain(levels));
    }
    text
}

fn names(heat: &Heat, sides: impl Iterator<Item = Side>) -> Vec<String> {
    let model = heat.engine().model();
    let all: Vec<(String, Side)> = sides.map(|side| (side.title(model), side)).collect();
    let mut met: HashSet<&str> = HashSet::new();
    let again = all.iter().filter(|(name, _)| !met.insert(name));
    let twice: HashSet<&str> = again.map(|(name, _)| name.as_str()).collect();
    let told = all
        .iter()
        .map(|(name, side)| match twice.contains(name.as_str()) {
            true => format!("{name} ({})", side.id()),
            false => name.clone(),
        });
    told.collect()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            text.push(',');
        }
        text.push_str(&safe(&cell));
    }
    text.push_str("\r\n");
}

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula is kept from being one.
fn safe(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula_and_commas_stay_inside() {
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("@Ann"), "'@Ann");
        assert_eq!(safe("-3, \"x\""), "\"'-3, \"\"x\"\"\"");
        assert_eq!(safe("\tx"), "'\tx");
        assert_eq!(safe("Zoë, Ltd"), "\"Zoë, Ltd\"");
        assert_eq!(safe("view"), "view");
    }
}
