//! Of whom something holds, and what is kept of someone: roles, groups, teams, managers, grants.

use rustc_hash::FxHashSet;

use super::super::question::{Holding, Kept};
use super::super::words::{count, folk, names};
use super::gives::{direct_row, window};
use super::targets::dotted;
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::{Engine, Words};
use crate::model::{
    Account, Key, Model, PermissionId, Principal, PrincipalId, PrincipalSort, RoleId, Subject,
    TeamId, Who, Window,
};

/// Everyone of whom something holds.
pub(super) fn who_has(engine: &Engine, holding: &Holding) -> PlainAnswer {
    let model = engine.model();
    let title = |key: Key| model.title(&key);
    let is = |of: &dyn Fn(&Principal) -> bool| -> Vec<PrincipalId> {
        let those = model.principals().iter().filter(|one| of(one));
        those.map(|one| one.id.clone()).collect()
    };
    match holding {
        Holding::Role(id) => role(engine, id),
        Holding::Direct => direct(engine, None),
        Holding::DirectOf(permissions) => direct(engine, Some(permissions)),
        Holding::CustomSet => custom_sets(model),
        Holding::Temporary => temporary(engine),
        Holding::Nothing => {
            let mut answer = listed(model, nothing(engine), ("can do nothing", "can do nothing"));
            if answer.rows.is_empty() {
                answer.sentence = "Everyone can do something".to_owned();
            }
            answer
        }
        Holding::NoRole => {
            let held: FxHashSet<PrincipalId> = model
                .roles()
                .ids()
                .flat_map(|role| engine.holders(role))
                .collect();
            let without = is(&|one| !held.contains(&one.id));
            listed(model, without, ("holds no role", "hold no role"))
        }
        Holding::Group(id) => {
            let name = title(Key::Group(id.clone()));
            let (one, many) = (format!("is in {name}"), format!("are in {name}"));
            let mut answer = listed(model, engine.members(id), (&one, &many));
            answer.door = Some(Door::Record(Key::Group(id.clone())));
            answer
        }
        Holding::Team(id) => team(
            model,
            id,
            is(&|one| one.teams.contains(id)),
            ("is in", "are in"),
        ),
        Holding::Leads(id) => team(
            model,
            id,
            is(&|one| one.leads.contains(id)),
            ("leads", "lead"),
        ),
        Holding::Manages(of) => {
            let managers = model.principals().get(of).map(|one| one.managers.clone());
            let mut rows = Vec::new();
            for edge in managers.unwrap_or_default() {
                let line = model.settings().line(&edge.0);
                let line = line.map_or_else(|| edge.0.to_string(), |line| line.name.clone());
                let name = title(Key::Principal(edge.1.clone()));
                rows.push(AnswerRow::new(
                    name,
                    line,
                    Door::Record(Key::Principal(edge.1)),
                ));
            }
            let list: Vec<String> = rows.iter().map(|row| row.text.clone()).collect();
            let name = title(Key::Principal(of.clone()));
            let sentence = match rows.len() {
                0 => format!("{name} has no manager"),
                1 => format!("{} manages {name}", names(&list)),
                _ => format!("{} manage {name}", names(&list)),
            };
            PlainAnswer {
                rows,
                ..PlainAnswer::said(sentence)
            }
        }
        Holding::ReportsTo(to, depth) => {
            let name = title(Key::Principal(to.clone()));
            let how = if *depth == Some(1) { "directly " } else { "" };
            let one = format!("reports {how}to {name}");
            let many = format!("report {how}to {name}");
            listed(model, engine.reports(to, *depth), (&one, &many))
        }
        Holding::Account(state) => {
            let words = match state {
                Account::Active => ("is active", "are active"),
                Account::Blocked => ("is blocked", "are blocked"),
                Account::NotStarted => ("is not yet active", "are not yet active"),
                Account::Ended => ("has an account that ended", "have accounts that ended"),
            };
            listed(model, is(&|one| one.account == *state), words)
        }
        Holding::Sort(sort) => {
            let said = Words::new(model).who(&Who::Sort(*sort));
            let those = is(&|one| one.sort == *sort);
            let n = those.len();
            let mut answer = listed(model, those, ("", ""));
            answer.sentence = match n {
                0 => format!("There are no {said}"),
                1 => format!("There is 1 of the {said}"),
                n => format!("There are {n} {said}"),
            };
            answer
        }
        Holding::LeftOut => {
            let words = ("is left out by “everyone”", "are left out by “everyone”");
            listed(model, engine.omitted_by_everyone(), words)
        }
    }
}

/// People by name, each a door to the record.
fn listed(model: &Model, who: Vec<PrincipalId>, (one, many): (&str, &str)) -> PlainAnswer {
    let list: Vec<String> = who
        .iter()
        .map(|id| model.title(&Key::Principal(id.clone())))
        .collect();
    let sentence = match list.len() {
        0 => format!("No one {one}"),
        1 => format!("{} {one}", names(&list)),
        2 | 3 => format!("{} {many}", names(&list)),
        _ => format!("{} {many}", folk(model, who.iter())),
    };
    let rows = who.into_iter().zip(list).map(|(id, name)| {
        AnswerRow::new(name, about(model, &id), Door::Record(Key::Principal(id)))
    });
    PlainAnswer {
        rows: rows.collect(),
        ..PlainAnswer::said(sentence)
    }
}

/// What tells a person apart: the first fields of choice or text.
fn about(model: &Model, id: &PrincipalId) -> String {
    use crate::model::FieldType;
    let Some(person) = model.principals().get(id) else {
        return String::new();
    };
    let told = model
        .fields()
        .iter()
        .filter(|field| matches!(field.kind, FieldType::Choice(_) | FieldType::Text));
    let values = told.filter_map(|field| person.fields.get(&field.id).map(ToString::to_string));
    values.take(3).collect::<Vec<_>>().join(" · ")
}

fn team(
    model: &Model,
    id: &TeamId,
    who: Vec<PrincipalId>,
    (one, many): (&str, &str),
) -> PlainAnswer {
    let name = model.title(&Key::Team(id.clone()));
    let mut answer = listed(
        model,
        who,
        (&format!("{one} {name}"), &format!("{many} {name}")),
    );
    answer.door = Some(Door::Record(Key::Team(id.clone())));
    answer
}

fn role(engine: &Engine, id: &RoleId) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let name = model.title(&Key::Role(id.clone()));
    let holders = engine.holders(id);
    let derived = model.roles().get(id).and_then(|role| role.derived.as_ref());
    let derived_for: FxHashSet<PrincipalId> = derived
        .map(|who| engine.who(who).into_iter().collect())
        .unwrap_or_default();
    let by = |who: &PrincipalId| {
        let to_them = |subject: &Subject| match subject {
            Subject::User(user) => user == who,
            Subject::Group(group) => engine.groups_of(who).contains(group),
        };
        let day = engine.day();
        let mut given = model
            .assignments()
            .iter()
            .filter(|one| one.role == *id && one.window.contains(day) && to_them(&one.to));
        match (given.next(), derived) {
            (Some(one), _) => match &one.to {
                Subject::User(_) => dotted(&["assigned", &window(&one.window)]),
                Subject::Group(_) => dotted(&[
                    &format!("by {}", words.subject(&one.to)),
                    &window(&one.window),
                ]),
            },
            (None, Some(derivation)) if derived_for.contains(who) => {
                format!("held by {}", words.derived(derivation))
            }
            _ => "inside another role".to_owned(),
        }
    };
    let list: Vec<String> = holders.iter().map(|id| words.person(id)).collect();
    let sentence = match holders.len() {
        0 => format!("No one holds {name}"),
        1 => format!("{} holds {name}", names(&list)),
        2 | 3 => format!("{} hold {name}", names(&list)),
        _ => format!("{} hold {name}", folk(model, holders.iter())),
    };
    let rows = holders.iter().zip(list).map(|(who, name)| {
        AnswerRow::new(name, by(who), Door::Record(Key::Principal(who.clone())))
    });
    PlainAnswer {
        rows: rows.collect(),
        door: Some(Door::Record(Key::Role(id.clone()))),
        ..PlainAnswer::said(sentence)
    }
}

fn direct(engine: &Engine, of: Option<&[PermissionId]>) -> PlainAnswer {
    let model = engine.model();
    let mut rows = Vec::new();
    let (mut n_users, mut n_groups) = (0, 0);
    for grant in model.direct_grants().iter() {
        let is_asked = of.is_none_or(|permissions| {
            permissions
                .iter()
                .any(|one| model.covers(&grant.permission, one))
        });
        if !is_asked {
            continue;
        }
        match &grant.to {
            Subject::User(_) => n_users += 1,
            Subject::Group(_) => n_groups += 1,
        }
        let mut row = direct_row(model, grant);
        if !grant.window.contains(engine.day()) {
            row.detail = dotted(&[&row.detail, "not on this day"]);
        }
        rows.push(row);
    }
    let what = match of.and_then(<[_]>::first) {
        Some(permission) => format!(" of {}", Words::new(model).permission(permission)),
        None => String::new(),
    };
    let users = count(n_users, "person", "people");
    let groups = count(n_groups, "group", "groups");
    let sentence = match (rows.len(), n_users, n_groups) {
        (0, ..) => format!("No one has a direct grant{what}"),
        (n, _, 0) => format!(
            "{}{what}, to people",
            count(n, "direct grant", "direct grants")
        ),
        (n, 0, _) => format!(
            "{}{what}, to groups",
            count(n, "direct grant", "direct grants")
        ),
        (n, ..) => format!(
            "{}{what}: {n_users} to {}, {n_groups} to {}",
            count(n, "direct grant", "direct grants"),
            users.split_once(' ').map_or("", |(_, word)| word),
            groups.split_once(' ').map_or("", |(_, word)| word)
        ),
    };
    PlainAnswer {
        rows,
        ..PlainAnswer::said(sentence)
    }
}

fn custom_sets(model: &Model) -> PlainAnswer {
    let words = Words::new(model);
    let rows: Vec<AnswerRow> = model
        .custom_sets()
        .iter()
        .map(|set| {
            let module = model.title(&Key::Module(set.module.clone()));
            let n = count(set.grants.len(), "grant", "grants");
            AnswerRow::new(
                crate::engine::capital(&words.subject(&set.of)),
                dotted(&[&module, &n]),
                Door::Record(Key::CustomSet(set.id.clone())),
            )
        })
        .collect();
    let sentence = match rows.len() {
        0 => "No one has a custom set".to_owned(),
        n => count(n, "custom set", "custom sets"),
    };
    PlainAnswer {
        rows,
        ..PlainAnswer::said(sentence)
    }
}

/// Assignments and direct grants that begin or end on a day.
fn temporary(engine: &Engine) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let mut rows = Vec::new();
    let mut add = |to: &Subject, what: String, of: &Window, key: Key| {
        if *of == Window::default() {
            return;
        }
        let now = if of.contains(engine.day()) {
            ""
        } else {
            "not on this day"
        };
        rows.push(AnswerRow::new(
            crate::engine::capital(&words.subject(to)),
            dotted(&[&what, &window(of), now]),
            Door::Record(key),
        ));
    };
    for one in model.assignments().iter() {
        let role = model.title(&Key::Role(one.role.clone()));
        add(&one.to, role, &one.window, Key::Assignment(one.id.clone()));
    }
    for one in model.direct_grants().iter() {
        let deed = words.deed(&one.permission.base(), one.level.as_str());
        add(&one.to, deed, &one.window, Key::DirectGrant(one.id.clone()));
    }
    let sentence = match rows.len() {
        0 => "Nothing begins or ends on a day".to_owned(),
        1 => "1 right begins or ends on a day".to_owned(),
        n => format!("{n} rights begin or end on a day"),
    };
    PlainAnswer {
        rows,
        ..PlainAnswer::said(sentence)
    }
}

/// Everyone who can do nothing at all.
fn nothing(engine: &Engine) -> Vec<PrincipalId> {
    let model = engine.model();
    let mut with: FxHashSet<&PrincipalId> = FxHashSet::default();
    for permission in model.permissions().iter() {
        let lowest = model
            .ladder_of(&permission.id)
            .and_then(|ladder| ladder.level(1));
        let who = lowest.and_then(|level| engine.who_may(&permission.id, level, None));
        with.extend(who.iter().flat_map(|who| who.iter()));
    }
    let without = model.principals().ids().filter(|id| !with.contains(id));
    without.cloned().collect()
}

/// What is kept of someone.
pub(super) fn of(engine: &Engine, who: &PrincipalId, what: Kept) -> PlainAnswer {
    let model = engine.model();
    let name = Words::new(model).person(who);
    let row =
        |key: Key| AnswerRow::new(model.title(&key), key.word().to_owned(), Door::Record(key));
    let (rows, said): (Vec<AnswerRow>, &str) = match what {
        Kept::Roles => {
            let roles = engine.roles_of(who).into_iter();
            (roles.map(|id| row(Key::Role(id))).collect(), "holds")
        }
        Kept::Groups => {
            let groups = engine.groups_of(who).into_iter();
            (groups.map(|id| row(Key::Group(id))).collect(), "is in")
        }
        Kept::Teams => {
            let teams = model.principals().get(who).map(|one| one.teams.clone());
            let teams = teams.unwrap_or_default().into_iter();
            (teams.map(|id| row(Key::Team(id))).collect(), "is in")
        }
        Kept::Direct => {
            let groups = engine.groups_of(who);
            let to_them = |to: &Subject| match to {
                Subject::User(user) => user == who,
                Subject::Group(group) => groups.contains(group),
            };
            let grants = model.direct_grants().iter().filter(|one| to_them(&one.to));
            (
                grants.map(|grant| direct_row(model, grant)).collect(),
                "has",
            )
        }
    };
    let list: Vec<String> = rows.iter().map(|row| row.text.clone()).collect();
    let sentence = match (what, rows.len()) {
        (Kept::Roles, 0) => format!("{name} holds no role"),
        (Kept::Groups, 0) => format!("{name} is in no group"),
        (Kept::Teams, 0) => format!("{name} is in no team"),
        (Kept::Direct, n) => format!(
            "{name} has {}",
            if n == 0 {
                "no direct grant".to_owned()
            } else {
                count(n, "direct grant", "direct grants")
            }
        ),
        _ => format!("{name} {said} {}", names(&list)),
    };
    PlainAnswer {
        rows,
        door: Some(Door::Record(Key::Principal(who.clone()))),
        ..PlainAnswer::said(sentence)
    }
}

/// What a name stands for; several records may bear it.
pub(super) fn what_is(engine: &Engine, keys: &[Key]) -> PlainAnswer {
    let model = engine.model();
    let word = |key: &Key| match key {
        Key::Principal(id) => match model.principals().get(id).map(|one| one.sort) {
            Some(PrincipalSort::ServiceUser) => "service user",
            Some(PrincipalSort::External) => "external user",
            Some(PrincipalSort::Person) | None => "person",
        },
        key => key.word(),
    };
    let with_article = |key: &Key| {
        let word = word(key);
        let is_vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
        format!("{} {word}", if is_vowel { "an" } else { "a" })
    };
    let said: Vec<String> = keys.iter().map(with_article).collect();
    let title = keys.first().map(|key| model.title(key)).unwrap_or_default();
    let rows = keys.iter().map(|key| {
        let detail = match key {
            Key::Principal(id) => about(model, id),
            key => dotted(&[key.word(), &key.id()]),
        };
        AnswerRow::new(model.title(key), detail, Door::Record(key.clone()))
    });
    let door = match keys {
        [one] => Some(Door::Record(one.clone())),
        _ => None,
    };
    PlainAnswer {
        rows: rows.collect(),
        door,
        ..PlainAnswer::said(format!("{title} is {}", names(&said)))
    }
}
