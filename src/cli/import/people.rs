//! People from a table, in text and JSON.

use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::super::args::{Import, ImportLeavers};
use super::super::{Reply, count, some_of};
use super::{
    SOME_REFUSED, called, judged, mapped, path_json, read_words, reading_json, rows_words, save,
    saved,
};
use crate::engine::Engine;
use crate::io::table::Source;
use crate::model::{Date, Key, Model, PrincipalId};
use crate::session::intake::{
    Choices, Goes, Leavers, Mapping, Plan, RowPlan, guess, plan, type_word,
};
use crate::session::{Changes, Shifts};

/// As many names or lines as are printed of one list.
const MOST_SHOWN: usize = 20;
/// As many of those whose access changes are printed.
const MOST_PEOPLE: usize = 100;
/// As much of what one of them gains or loses is printed.
const MOST_DEEDS: usize = 4;

/// Takes people over.
pub fn people(args: &Import, base: &Model, source: &Source, day: Date) -> Result<Reply, String> {
    let mut mapping = guess(base, source);
    for text in &args.map {
        let (column, to) = mapped(text)?;
        let nth = mapping.find(column)?;
        let goes = Goes::parse(base, column, to)?;
        mapping.set(nth, goes);
    }
    let choices = Choices {
        leavers: match args.leavers {
            ImportLeavers::Keep => Leavers::Keep,
            ImportLeavers::End => Leavers::End,
            ImportLeavers::Remove => Leavers::Remove,
        },
        ..Choices::default()
    };
    let mut plan = plan(base, source, &mapping, &choices, &called(&args.file));
    let changes = changes(base, &mut plan, day);
    let model = plan
        .after
        .as_ref()
        .or(plan.problem.is_none().then_some(base));
    let out = save(args, model)?;
    let n_refused = plan.counts().3;
    let mut text = format!("{}: {}\n", called(&args.file), read_words(source));
    for note in &source.notes {
        text.push_str(&format!("{note}\n"));
    }
    text.push_str(&columns_text(base, &plan.mapping));
    text.push_str(&taken_text(base, &plan, args.leavers));
    text.push_str(&unclear_text(&plan));
    text.push_str(&access_text(base, &plan, changes.as_ref()));
    let access = changes
        .iter()
        .flat_map(|changes| by_person(base, &plan, &changes.shifts));
    let access: Vec<Json> = access
        .map(|(who, gains, losses)| json!({ "who": who, "gains": gains, "losses": losses }))
        .collect();
    text.push_str(&saved(&out));
    Ok(Reply {
        text,
        json: json!({
            "reading": reading_json(&source.reading, source),
            "columns": columns_json(base, &plan.mapping),
            "new": plan.counts().0,
            "changed": changed_json(&plan),
            "same": plan.counts().2,
            "refused": plan.refused().map(|(row, why)| {
                json!({ "row": row.nth, "who": row.who, "why": why })
            }).collect::<Vec<_>>(),
            "unclear": plan.troubles.iter().map(|trouble| json!({
                "rows": trouble.rows,
                "what": trouble.words,
                "done": done(trouble),
                "offers": trouble.offers.iter().map(|o| o.words.as_str()).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "new_fields": plan.new_fields.iter().map(|field| json!({
                "id": field.id.as_str(), "name": field.name, "type": type_word(&field.kind),
            })).collect::<Vec<_>>(),
            "new_teams": plan.new_teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(),
            "new_groups": plan.new_groups,
            "leavers": plan.leavers.iter().map(PrincipalId::as_str).collect::<Vec<_>>(),
            "access": access,
            "access_of": changes.as_ref().map_or(0, |changes| changes.n_people),
            "problem": plan.problem,
            "out": path_json(&out),
        }),
        code: if n_refused > 0 || plan.problem.is_some() {
            SOME_REFUSED
        } else {
            0
        },
    })
}

/// Who gains and who loses what, where the model gives anything to anyone; and whether the change
/// may be saved at all.
fn changes(base: &Model, plan: &mut Plan, day: Date) -> Option<Changes> {
    let change = plan.change.as_ref()?;
    if base.permissions().is_empty() {
        return None;
    }
    if let Err(why) = judged(base, change, day) {
        plan.problem = Some(why);
        plan.after = None;
        return None;
    }
    plan.changes(&Engine::new(base, day), day)
}

fn columns_text(base: &Model, mapping: &Mapping) -> String {
    let mut text = "Columns\n".to_owned();
    for column in &mapping.columns {
        let why = match column.why.is_empty() {
            true => String::new(),
            false => format!(" ({})", column.why),
        };
        text.push_str(&format!(
            "  {} → {}{why}\n",
            column.head,
            column.goes.words(base)
        ));
    }
    text
}

fn columns_json(base: &Model, mapping: &Mapping) -> Vec<Json> {
    let columns = mapping.columns.iter();
    let columns = columns.map(
        |column| json!({ "head": column.head, "goes": column.goes.words(base), "why": column.why }),
    );
    columns.collect()
}

fn changed_json(plan: &Plan) -> Vec<Json> {
    let rows = plan.rows.iter().filter_map(|row| match &row.plan {
        RowPlan::Changed(cells) => Some(json!({
            "row": row.nth,
            "who": row.who,
            "cells": cells.iter().map(|cell| json!({
                "column": cell.column, "from": cell.from, "to": cell.to,
            })).collect::<Vec<_>>(),
        })),
        _ => None,
    });
    rows.collect()
}

fn taken_text(base: &Model, plan: &Plan, leavers: ImportLeavers) -> String {
    let (n_new, n_changed, n_same, n_refused) = plan.counts();
    let mut text =
        format!("{n_new} new, {n_changed} changed, {n_same} as before, {n_refused} refused\n");
    if let Some(problem) = &plan.problem {
        text.push_str(&format!("Nothing can be taken: {problem}\n"));
    }
    for row in plan.rows.iter() {
        if let RowPlan::Changed(cells) = &row.plan {
            let cells = cells.iter().map(|cell| {
                let blank = |text: &str| if text.is_empty() { "not set" } else { text }.to_owned();
                format!(
                    "{}: {} → {}",
                    cell.column,
                    blank(&cell.from),
                    blank(&cell.to)
                )
            });
            let cells: Vec<String> = cells.collect();
            text.push_str(&format!(
                "  Row {}, {}: {}\n",
                row.nth,
                row.who,
                cells.join(", ")
            ));
        }
    }
    let mut list = |words: &str, names: Vec<String>| {
        if !names.is_empty() {
            text.push_str(&format!("{words}: {}\n", some_of(&names, MOST_SHOWN)));
        }
    };
    let fields = plan.new_fields.iter();
    list(
        "New fields",
        fields
            .map(|field| format!("{} ({})", field.name, type_word(&field.kind)))
            .collect(),
    );
    for (field, words) in &plan.new_words {
        list(&format!("New choices of {field}"), words.clone());
    }
    list(
        "New teams",
        plan.new_teams
            .iter()
            .map(|team| team.name.clone())
            .collect(),
    );
    list("New groups", plan.new_groups.clone());
    let done = match leavers {
        ImportLeavers::Keep => "kept",
        ImportLeavers::End => "their accounts end",
        ImportLeavers::Remove => "removed",
    };
    let names = plan.leavers.iter();
    let names = names
        .map(|id| base.title(&Key::Principal(id.clone())))
        .collect();
    list(&format!("Not in the file, {done}"), names);
    text
}

fn done(trouble: &crate::session::intake::Trouble) -> &str {
    let mut offers = trouble.offers.iter();
    let chosen = offers.find(|offer| offer.repair == trouble.chosen);
    chosen.map_or("", |offer| offer.words.as_str())
}

fn unclear_text(plan: &Plan) -> String {
    let mut text = String::new();
    if !plan.troubles.is_empty() {
        text.push_str("Not clear\n");
    }
    for trouble in &plan.troubles {
        let others = trouble
            .offers
            .iter()
            .filter(|offer| offer.repair != trouble.chosen);
        let others: Vec<&str> = others.map(|offer| offer.words.as_str()).collect();
        text.push_str(&format!(
            "  {}: {}. Done: {}; or: {}\n",
            rows_words(&trouble.rows),
            trouble.words,
            done(trouble),
            others.join("; ")
        ));
    }
    if plan.refused().next().is_some() {
        text.push_str("Not taken\n");
    }
    for (row, why) in plan.refused() {
        let who = match row.who.is_empty() {
            true => String::new(),
            false => format!(", {}", row.who),
        };
        text.push_str(&format!("  Row {}{who}: {why}\n", row.nth));
    }
    text
}

/// What each person gains and loses, in words; in the order of the model.
fn by_person(
    base: &Model,
    plan: &Plan,
    shifts: &Shifts,
) -> Vec<(String, Vec<String>, Vec<String>)> {
    let after = plan.after.as_ref().unwrap_or(base);
    let mut list: IndexMap<&PrincipalId, (Vec<String>, Vec<String>)> = IndexMap::new();
    for line in &shifts.lines {
        let slot = list.entry(&line.who).or_default();
        match line.gain {
            true => slot.0.push(line.words(after)),
            false => slot.1.push(line.words(base)),
        }
    }
    let name = |id: &PrincipalId| {
        let key = Key::Principal(id.clone());
        if after.contains(&key) { after } else { base }.title(&key)
    };
    let list = list.into_iter();
    list.map(|(id, (gains, losses))| (name(id), gains, losses))
        .collect()
}

fn access_text(base: &Model, plan: &Plan, changes: Option<&Changes>) -> String {
    let Some(changes) = changes else {
        return String::new();
    };
    if changes.is_empty() {
        return "Nobody's access changes\n".to_owned();
    }
    let people = by_person(base, plan, &changes.shifts);
    let mut text = format!(
        "Access changes for {}\n",
        count(changes.n_people, "person", "people")
    );
    for (who, gains, losses) in people.iter().take(MOST_PEOPLE) {
        for (verb, list) in [("gains", gains), ("loses", losses)] {
            if !list.is_empty() {
                text.push_str(&format!("  {who} {verb}: {}\n", some_of(list, MOST_DEEDS)));
            }
        }
    }
    let told = people.len().min(MOST_PEOPLE);
    if changes.n_people > told {
        text.push_str(&format!("  and {} more\n", changes.n_people - told));
    }
    text
}
