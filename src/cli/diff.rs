//! `diff`: who gains and who loses what between two models, by name.

use serde_json::{Value, json};

use super::args::DiffArgs;
use super::{Output, engine};
use crate::engine::{Cell, Engine, Words, compare};
use crate::model::Date;

pub(super) fn run(args: &DiffArgs, today: Date) -> Result<Output, String> {
    let old = engine(&args.old, args.on_date, today)?;
    let new = engine(&args.new, args.on_date, today)?;
    let difference = compare(&old, &new);
    let code = u8::from(!difference.is_empty());
    if args.json {
        let value = json!({
            "gains": cells(&difference.gains),
            "losses": cells(&difference.losses),
        });
        return Ok(Output::json(&value, code));
    }
    if difference.is_empty() {
        return Ok(Output::said("the same access\n", 0));
    }
    let mut text = String::new();
    lines(&new, &difference.gains, "gains", &mut text);
    lines(&old, &difference.losses, "loses", &mut text);
    text.push_str(&format!(
        "{} gained, {} lost\n",
        difference.gains.len(),
        difference.losses.len()
    ));
    Ok(Output::said(text, code))
}

fn cells(cells: &[Cell]) -> Vec<Value> {
    cells
        .iter()
        .map(|cell| {
            json!({
                "who": cell.who.as_str(),
                "permission": cell.permission.as_str(),
                "level": cell.level.as_str(),
                "target": cell.target.id(),
            })
        })
        .collect()
}

fn lines(engine: &Engine, cells: &[Cell], verb: &str, text: &mut String) {
    let model = engine.model();
    let words = Words::new(model);
    for cell in cells {
        let target = cell.target.title(model);
        let on = if target.is_empty() {
            String::new()
        } else {
            format!(" of {target}")
        };
        text.push_str(&format!(
            "{} {verb} {}@{}{on}\n",
            words.person(&cell.who),
            cell.permission,
            cell.level
        ));
    }
}
