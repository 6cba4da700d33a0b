//! Permission by permission: who can, at each level, and by which roles.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{AccessPath, Effective, Engine, ItemRef, Source};
use super::names::Names;
use super::{Page, fill};
use crate::model::{Permission, PrincipalId, Reach};

/// Names are told up to so many.
const MOST_NAMES: usize = 12;

/// Every permission with those who can use it, at each level.
pub(super) fn permissions(page: &mut Page, engine: &Engine, names: &Names<'_>) {
    let model = engine.model();
    page.section("Who can do what");
    for permission in model.permissions().iter() {
        let rows: Vec<(PrincipalId, Vec<Effective>)> = model
            .principals()
            .ids()
            .map(|id| (id.clone(), engine.effective_on(id, &permission.id)))
            .collect();
        let sensitive = if permission.sensitive {
            ", sensitive"
        } else {
            ""
        };
        page.line(0, "");
        page.line(
            1,
            &format!("{} ({}{sensitive})", permission.name, permission.id),
        );
        let levels = model.ladder_of(&permission.id);
        let levels = levels.map(|l| l.levels.clone()).unwrap_or_default();
        for level in levels.iter().skip(1) {
            let at_level = rows.iter().filter_map(|(id, effective)| {
                let row = effective.iter().find(|row| row.level == *level)?;
                Some((id, row))
            });
            told(
                page,
                names,
                engine,
                permission,
                level.as_str(),
                at_level.collect(),
            );
        }
    }
}

fn told(
    page: &mut Page,
    names: &Names<'_>,
    engine: &Engine,
    permission: &Permission,
    level: &str,
    rows: Vec<(&PrincipalId, &Effective)>,
) {
    let level = fill(level, 9);
    if rows.is_empty() {
        page.line(2, &format!("{level}no one"));
        return;
    }
    let has_target = permission.about.has_person() || permission.about.has_item();
    let (own, others): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(id, row)| has_target && is_own(engine, id, row));
    let ids_of = |list: &[(&PrincipalId, &Effective)]| -> Vec<PrincipalId> {
        list.iter().map(|(id, _)| (*id).clone()).collect()
    };
    let mut parts = Vec::new();
    if others.len() > MOST_NAMES {
        let sources = by_source(engine, &others);
        parts.push(format!("{}: {sources}", others.len()));
    } else if !others.is_empty() {
        parts.push(names.holders(&ids_of(&others)));
    }
    if own.len() > MOST_NAMES {
        parts.push(format!("of themselves only: {}", own.len()));
    } else if !own.is_empty() {
        let who = names.holders(&ids_of(&own));
        parts.push(format!("of themselves only: {who}"));
    }
    page.line(2, &format!("{level}{}", parts.join("; ")));
}

/// True if someone reaches nothing but what is their own.
fn is_own(engine: &Engine, id: &PrincipalId, row: &Effective) -> bool {
    let items_own = row.items.iter().all(|item| match item {
        ItemRef::Item(item) => {
            let record = engine.model().items().get(item);
            record.is_some_and(|i| i.subject.as_ref() == Some(id))
        }
        ItemRef::Account(account) => account == id,
        ItemRef::Role(_) => false,
    });
    let reaches_something = !row.people.is_empty() || !row.items.is_empty();
    reaches_something && items_own && row.people.iter().all(|person| person == id)
}

/// How many come by which role. What reaches oneself only is left out.
fn by_source(engine: &Engine, rows: &[(&PrincipalId, &Effective)]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, row) in rows {
        let far = row.paths.iter().filter(|path| !is_of_oneself(engine, path));
        let sources: BTreeSet<String> = far.map(|path| source(engine, path)).collect();
        for source in sources {
            *counts.entry(source).or_default() += 1;
        }
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(source, n)| format!("{n} by {source}"))
        .collect();
    parts.join(", ")
}

fn source(engine: &Engine, path: &AccessPath) -> String {
    match (path.roles.first(), &path.source) {
        (Some(role), _) => {
            let record = engine.model().roles().get(role);
            record.map_or_else(|| role.to_string(), |r| r.name.clone())
        }
        (None, Source::Custom(_)) => "a custom set".to_owned(),
        (None, _) => "a direct grant".to_owned(),
    }
}

fn is_of_oneself(engine: &Engine, path: &AccessPath) -> bool {
    let role = path.roles.last();
    let role = role.and_then(|id| engine.model().roles().get(id));
    let grant = role.and_then(|role| role.grants.get(path.grant));
    grant.is_some_and(|grant| grant.on.people == Some(Reach::Oneself))
}
