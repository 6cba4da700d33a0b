//! Person by person: everything they can do, to whom, and by what.

use std::collections::BTreeMap;

use super::super::{Effective, Engine, ItemRef, Words};
use super::names::Names;
use super::{Page, fill};
use crate::model::{About, Account, ModuleId, PrincipalId};

/// Every principal with everything they can do. Whoever can do the same as someone before them is
/// told in one line.
pub(super) fn people(page: &mut Page, engine: &Engine, names: &Names<'_>) {
    page.section("Everyone in turn");
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for principal in engine.model().principals().iter() {
        let account = match principal.account {
            Account::Active => "",
            Account::Blocked => " — account blocked",
            Account::NotStarted => " — account not started",
            Account::Ended => " — account ended",
        };
        page.line(0, "");
        let name = &principal.name;
        page.line(1, &format!("{name} ({}){account}", principal.id));
        let mut block = Page::default();
        one(&mut block, engine, names, &principal.id);
        match told.get(&block.text) {
            Some(other) => page.line(2, &format!("the same as {other}")),
            None => {
                page.text.push_str(&block.text);
                told.insert(block.text, name.clone());
            }
        }
    }
}

/// The roles of one principal, then every right, module by module.
fn one(page: &mut Page, engine: &Engine, names: &Names<'_>, who: &PrincipalId) {
    let model = engine.model();
    let roles: Vec<String> = engine
        .roles_of(who)
        .iter()
        .filter_map(|id| model.roles().get(id).map(|role| role.name.clone()))
        .collect();
    let roles = match roles.is_empty() {
        true => "no role".to_owned(),
        false => roles.join(", "),
    };
    page.line(2, &format!("holds {roles}"));
    let rows = engine.effective(who);
    if rows.is_empty() {
        page.line(2, "can do nothing");
    }
    let mut module: Option<ModuleId> = None;
    for (n, row) in rows.iter().enumerate() {
        // A level that the next one up reaches just as far says nothing new.
        let is_outdone = rows.get(n + 1).is_some_and(|next| {
            next.permission == row.permission && reach(engine, who, next) == reach(engine, who, row)
        });
        if is_outdone {
            continue;
        }
        let of = row.permission.module();
        if module.as_ref() != Some(&of) {
            let record = model.modules().get(&of);
            page.line(
                2,
                &record.map_or_else(|| of.to_string(), |m| m.name.clone()),
            );
            module = Some(of);
        }
        told(page, engine, names, who, row);
    }
}

/// What tells how far a row goes. Pairs are counted as well: people and items alone do not say
/// which belong together.
fn reach<'r>(
    engine: &Engine,
    who: &PrincipalId,
    row: &'r Effective,
) -> (&'r [PrincipalId], &'r [ItemRef], usize) {
    let n = engine.n_targets(who, &row.permission, &row.level);
    (&row.people, &row.items, n)
}

fn told(page: &mut Page, engine: &Engine, names: &Names<'_>, who: &PrincipalId, row: &Effective) {
    let words = Words::new(engine.model());
    let mut sources: Vec<String> = Vec::new();
    for path in &row.paths {
        let pooled = if path.by_pooling {
            ", only by pooling"
        } else {
            ""
        };
        let implied = if path.implied_by.is_empty() {
            String::new()
        } else {
            format!(", implied by {}", words.permission(&path.granted.base()))
        };
        let source = format!("{}{implied}{pooled}", words.source(path));
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let name = fill(&words.permission(&row.permission), 36);
    let level = fill(row.level.as_str(), 8);
    let mut targets = targets(engine, names, who, row);
    let first = match targets.is_empty() {
        true => String::new(),
        false => targets.remove(0),
    };
    page.line(3, &format!("{name}{level}{first}"));
    for more in targets {
        page.line(3, &format!("{}{}{more}", fill("", 36), fill("", 8)));
    }
    page.line(5, &format!("by {}", sources.join("; ")));
}

/// What a row reaches, in one line; a line for each set of people where items and people pair up.
fn targets(engine: &Engine, names: &Names<'_>, who: &PrincipalId, row: &Effective) -> Vec<String> {
    let permission = engine.model().permissions().get(&row.permission);
    let about = permission.map(|p| p.about.clone()).unwrap_or_default();
    match about {
        About::Nothing => vec![String::new()],
        About::Person => vec![names.people(&row.people, Some(who))],
        About::Item(_) | About::ItemOfPerson(_) => vec![names.items(&row.items)],
        About::PersonAndItem(_) => {
            let mut sets: Vec<(Vec<PrincipalId>, Vec<ItemRef>)> = Vec::new();
            let mut by_item: Vec<(ItemRef, Vec<PrincipalId>)> = Vec::new();
            for target in engine.targets(who, &row.permission, &row.level) {
                let (Some(person), Some(item)) = (target.person, target.item) else {
                    continue;
                };
                match by_item.iter_mut().find(|(of, _)| *of == item) {
                    Some((_, people)) => people.push(person),
                    None => by_item.push((item, vec![person])),
                }
            }
            for (item, people) in by_item {
                match sets.iter_mut().find(|(of, _)| *of == people) {
                    Some((_, items)) => items.push(item),
                    None => sets.push((people, vec![item])),
                }
            }
            sets.iter()
                .map(|(people, items)| {
                    let people = names.people(people, Some(who));
                    format!("{people} × {}", names.items(items))
                })
                .collect()
        }
    }
}
