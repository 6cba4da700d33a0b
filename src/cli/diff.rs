//! `diff`: who gains and who loses what between two models.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::args::Diff;
use super::{Reply, engine, names, some_of};
use crate::engine::{Cell, Engine, Words, compare};
use crate::model::{Date, LevelId, PermissionId, PrincipalId};

/// As many targets of one line as are printed.
const MOST_TARGETS: usize = 8;

/// Compares two models.
pub fn diff(args: &Diff, day: Date) -> Result<Reply, String> {
    let old = engine(&args.old, day)?;
    let new = engine(&args.new, day)?;
    let difference = compare(&old, &new);
    let mut text = section("Gains", &new, &difference.gains);
    text.push_str(&section("Loses", &old, &difference.losses));
    if difference.is_empty() {
        text.push_str("Both give the same access\n");
    }
    let list = |engine: &Engine, cells: &[Cell]| -> Vec<Json> {
        cells.iter().map(|cell| json_of(engine, cell)).collect()
    };
    Ok(Reply {
        text,
        json: json!({
            "gains": list(&new, &difference.gains),
            "losses": list(&old, &difference.losses),
        }),
        code: u8::from(!difference.is_empty()),
    })
}

fn json_of(engine: &Engine, cell: &Cell) -> Json {
    json!({
        "who": cell.who.as_str(),
        "permission": cell.permission.as_str(),
        "level": cell.level.as_str(),
        "target": names::target_text(engine.model(), &cell.target),
    })
}

/// The cells of one side, a line for everything one principal can do alike.
fn section(heading: &str, engine: &Engine, cells: &[Cell]) -> String {
    if cells.is_empty() {
        return String::new();
    }
    let model = engine.model();
    let words = Words::new(model);
    let mut rows: BTreeMap<(&PrincipalId, &PermissionId, &LevelId), Vec<String>> = BTreeMap::new();
    for cell in cells {
        rows.entry((&cell.who, &cell.permission, &cell.level))
            .or_default()
            .push(cell.target.title(model));
    }
    let mut text = format!("{heading}\n");
    for ((who, permission, level), mut targets) in rows {
        targets.retain(|title| !title.is_empty());
        let deed = words.deed(permission, level.as_str());
        let on = if targets.is_empty() {
            String::new()
        } else {
            format!(" of {}", some_of(&targets, MOST_TARGETS))
        };
        text.push_str(&format!("  {}: {deed}{on}\n", words.person(who)));
    }
    text
}
