//! The counts kept in the repository, and how new ones stand beside them.

use sightline_bench::measure::machine::said_by_rustc;
use sightline_bench::measure::table::Table;
use sightline_bench::measure::words;

/// How many percent more are too many.
pub const TOLERANCE: f64 = 5.0;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");

const HEAD: &str = "\
# Instructions each kind of question takes on a generated company, counted by callgrind.
# Written by `cargo bench --manifest-path benches/engine/Cargo.toml --bench instructions -- --update`;
# compared by the same without `--update`, where 5 % more fails. Another compiler or kind of machine
# than the next line names is shown only.
";

/// Counts, and what they were made with.
pub struct Ledger {
    pub made_with: String,
    counts: Vec<(String, u64)>,
}

impl Ledger {
    /// Counts made now.
    pub fn of(counts: impl IntoIterator<Item = (String, u64)>) -> Ledger {
        Ledger {
            made_with: made_with(),
            counts: counts.into_iter().collect(),
        }
    }

    /// The counts that are kept; none where there is no file yet.
    pub fn read() -> Ledger {
        let text = std::fs::read_to_string(PATH).unwrap_or_default();
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let made_with = lines.next().unwrap_or_default().to_owned();
        let counts = lines
            .filter_map(|line| {
                let (name, count) = line.rsplit_once(' ')?;
                let count = count.replace(',', "").parse().ok()?;
                Some((name.trim().to_owned(), count))
            })
            .collect();
        Ledger { made_with, counts }
    }

    /// Keeps these counts.
    pub fn write(&self) {
        let mut text = format!("{HEAD}{}\n", self.made_with);
        for (name, count) in &self.counts {
            text.push_str(&format!("{name:<28} {:>15}\n", words::thousands(*count)));
        }
        std::fs::write(PATH, text).expect("the file can be written");
        println!("written: benches/engine/instructions.txt");
    }

    /// True if counts may be held against each other.
    pub fn is_comparable(&self, kept: &Ledger) -> bool {
        self.made_with == kept.made_with
    }

    /// Prints both side by side. Returns how many are too many.
    pub fn print_beside(&self, kept: &Ledger) -> usize {
        let mut table = Table::new(&["instructions", "kept", "now", "difference", ""]);
        let mut n_slower = 0;
        for (name, count) in &self.counts {
            let before = kept.counts.iter().find(|(kept, _)| kept == name);
            let percent = before.map(|(_, kept)| (*count as f64 / *kept as f64 - 1.0) * 100.0);
            let verdict = match percent {
                Some(percent) if percent > TOLERANCE => {
                    n_slower += 1;
                    "slower"
                }
                Some(percent) if percent < -TOLERANCE => "faster: write the file anew",
                Some(_) => "",
                None => "new: write the file anew",
            };
            table.row([
                name.clone(),
                before.map_or_else(|| "–".to_owned(), |(_, kept)| words::thousands(*kept)),
                words::thousands(*count),
                percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent:+.2} %")),
                verdict.to_owned(),
            ]);
        }
        table.print();
        n_slower
    }
}

/// Compiler and kind of machine.
fn made_with() -> String {
    let said = said_by_rustc("-vV");
    let line = |key: &str| {
        said.lines()
            .find_map(|line| line.strip_prefix(key))
            .unwrap_or("?")
            .trim()
            .to_owned()
    };
    format!("rustc {}, {}", line("release:"), line("host:"))
}
