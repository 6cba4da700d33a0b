//! The part of the matrix in sight as a file for spreadsheets: comma-separated, one line a row.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::engine::heat::{Heat, HeatOf, Side};
use crate::io::csv;
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
        Ok(text(&heat, rows.clone(), columns.clone(), least).into_bytes())
    })
}

/// The cells as text; a name that stands twice on a side is followed by its id.
pub fn text(heat: &Heat, rows: Range<usize>, columns: Range<usize>, least: usize) -> String {
    let across = names(heat, columns.clone().filter_map(|nth| heat.column(nth)));
    let down = names(heat, rows.clone().filter_map(|nth| heat.row(nth)));
    let mut text = csv::MARK.to_owned();
    let head = std::iter::once(String::new()).chain(across);
    csv::row(&mut text, head);
    for (row, name) in rows.zip(down) {
        let levels = heat
            .levels_in(row, columns.clone())
            .into_iter()
            .map(|level| {
                let level = level.filter(|at| *at >= least);
                let level = level.and_then(|at| heat.levels().get(at));
                level.map(|level| level.id.to_string()).unwrap_or_default()
            });
        csv::row(&mut text, std::iter::once(name).chain(levels));
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
