//! Roles and permissions from a matrix, in text and JSON.

use serde_json::json;

use super::super::args::Import;
use super::super::{Reply, count};
use super::{
    SOME_REFUSED, called, judged, mapped, path_json, read_words, reading_json, save, saved,
};
use crate::io::table::Source;
use crate::model::{Date, Model};
use crate::session::intake::matrix::{MatrixPlan, Part, guess, plan};

/// Takes a matrix over.
pub fn matrix(args: &Import, base: &Model, source: &Source, day: Date) -> Result<Reply, String> {
    let guessed = guess(source);
    if guessed.is_none() && args.map.is_empty() {
        return Err(format!(
            "`{}` is no matrix: no column names permissions while others hold levels or ticks",
            args.file.display()
        ));
    }
    let mut mapping = guessed.unwrap_or_else(|| {
        let columns = source.heads().into_iter().map(|head| (head, Part::Nothing));
        crate::session::intake::matrix::MatrixMapping {
            columns: columns.collect(),
        }
    });
    for text in &args.map {
        let (column, to) = mapped(text)?;
        mapping.set(column, Part::parse(to)?)?;
    }
    let mut plan = plan(base, source, &mapping, &called(&args.file));
    if let Some(change) = &plan.change
        && let Err(why) = judged(base, change, day)
    {
        plan.problem = Some(why);
        plan.after = None;
    }
    let model = plan
        .after
        .as_ref()
        .or(plan.problem.is_none().then_some(base));
    let out = save(args, model)?;
    let mut text = format!("{}: {}\n", called(&args.file), read_words(source));
    text.push_str(&text_of(&plan));
    text.push_str(&saved(&out));
    Ok(Reply {
        text,
        json: json!({
            "reading": reading_json(&source.reading, source),
            "columns": plan.mapping.columns.iter().map(|(head, part)| {
                json!({ "head": head, "goes": part.word() })
            }).collect::<Vec<_>>(),
            "modules": plan.modules.iter().map(|(id, name, is_new)| {
                json!({ "id": id.as_str(), "name": name, "new": is_new })
            }).collect::<Vec<_>>(),
            "permissions": plan.permissions.iter().map(|one| json!({
                "row": one.nth, "id": one.id.as_str(), "name": one.name,
                "ladder": one.ladder.as_str(), "new": one.is_new,
            })).collect::<Vec<_>>(),
            "roles": plan.roles.iter().map(|one| json!({
                "head": one.head, "id": one.id.as_str(), "new": one.is_new, "grants": one.n_grants,
            })).collect::<Vec<_>>(),
            "refused": plan.unread.iter().map(|one| json!({
                "row": one.nth, "permission": one.row, "column": one.column,
                "text": one.text, "why": one.why,
            })).collect::<Vec<_>>(),
            "notes": plan.notes,
            "problem": plan.problem,
            "out": path_json(&out),
        }),
        code: if plan.unread.is_empty() && plan.problem.is_none() {
            0
        } else {
            SOME_REFUSED
        },
    })
}

fn text_of(plan: &MatrixPlan) -> String {
    let mut text = "Columns\n".to_owned();
    for (head, part) in &plan.mapping.columns {
        text.push_str(&format!("  {head} → {}\n", part.word()));
    }
    let new = |is_new: bool| if is_new { ", new" } else { "" };
    for (id, name, is_new) in &plan.modules {
        text.push_str(&format!("{name}{}\n", new(*is_new)));
        let of_module = plan.permissions.iter().filter(|one| one.id.module() == *id);
        for one in of_module {
            text.push_str(&format!(
                "  Row {}: {} ({}){}\n",
                one.nth,
                one.name,
                one.ladder,
                new(one.is_new)
            ));
        }
    }
    for role in &plan.roles {
        text.push_str(&format!(
            "{}{}: {}\n",
            role.head,
            new(role.is_new),
            count(role.n_grants, "grant", "grants")
        ));
    }
    for note in &plan.notes {
        text.push_str(&format!("{note}\n"));
    }
    if !plan.unread.is_empty() {
        text.push_str("Not taken\n");
    }
    for one in &plan.unread {
        let place = match (one.nth, one.column.as_str()) {
            (0, column) => format!("Column {column}"),
            (nth, "") => format!("Row {nth}, {}", one.row),
            (nth, column) => format!("Row {nth}, {}, {column}", one.row),
        };
        let said = match one.text.is_empty() {
            true => String::new(),
            false => format!("“{}”: ", one.text),
        };
        text.push_str(&format!("  {place}: {said}{}\n", one.why));
    }
    if let Some(problem) = &plan.problem {
        text.push_str(&format!("Nothing can be taken: {problem}\n"));
    }
    text
}
