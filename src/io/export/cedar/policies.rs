//! The policies: one `permit` for each rule of the scheme, one `forbid` for each guard.

use std::fmt::Write;

use super::expr::{Expr, entity, string};
use super::says::Says;
use super::{Onto, action, holder};
use crate::engine::scheme::{Limits, Rule, Scheme, SchemeGuard};
use crate::model::{Permission, PermissionId};

/// All policies of a scheme.
pub(super) fn text(says: &mut Says<'_>, scheme: &Scheme) -> String {
    let mut out = String::new();
    let day = says.engine.day();
    let _ = writeln!(
        out,
        "// Access as of {day}. A policy lists every level it gives; texts compare trimmed and in\n\
         // lower case.\n"
    );
    for rule in &scheme.rules {
        permit(says, scheme, rule, &mut out);
    }
    for guard in &scheme.guards {
        forbid(says, scheme, guard, &mut out);
    }
    out
}

fn permit(says: &mut Says<'_>, scheme: &Scheme, rule: &Rule, out: &mut String) {
    let model = says.engine.model();
    let Some(permission) = model.permissions().get(&rule.permission) else {
        return;
    };
    let limits = Limits {
        people: rule.people.clone(),
        items: rule.items.clone(),
    };
    let when = within(says, Onto::of(permission), &limits);
    if when == Expr::False {
        return;
    }
    let title = match holder(&scheme.holders, rule.holders) {
        Some((_, id)) => id,
        None => "everyone".to_owned(),
    };
    let id = format!("{title}/{}", action(&rule.permission, &rule.level));
    let id = says.names.policy(&id);
    let actions = actions(says, std::slice::from_ref(&rule.permission), 1, rule.rank);
    let _ = writeln!(out, "@id({})\n@note({})", string(&id), string(&rule.note));
    let head = head("permit", &principal(scheme, rule.holders), &actions);
    out.push_str(&head);
    if when != Expr::True {
        let _ = write!(out, "\nwhen {{ {} }}", when.text());
    }
    out.push_str(";\n\n");
}

fn forbid(says: &mut Says<'_>, scheme: &Scheme, guard: &SchemeGuard, out: &mut String) {
    let model = says.engine.model();
    let covered = guard.permissions.iter();
    let covered: Vec<&Permission> = covered
        .filter_map(|id| model.permissions().get(id))
        .collect();
    let mut all: Vec<Onto> = covered.iter().map(|one| Onto::of(one)).collect();
    all.sort_unstable();
    all.dedup();
    for onto in all {
        let alike = covered.iter().filter(|one| Onto::of(one) == onto);
        let ids: Vec<PermissionId> = alike.map(|one| one.id.clone()).collect();
        let when = within(says, onto, &guard.on);
        let except: Vec<Expr> = guard
            .except
            .iter()
            .map(|(who, on)| {
                let who = match holder(&scheme.holders, *who) {
                    None => Expr::True,
                    Some(("User", id)) => {
                        Expr::atom(format!("principal == {}", entity("User", &id)))
                    }
                    Some((kind, id)) => Expr::atom(format!("principal in {}", entity(kind, &id))),
                };
                Expr::all([who, within(says, onto, on)])
            })
            .collect();
        let unless = Expr::any(except);
        if when == Expr::False || unless == Expr::True {
            continue;
        }
        let id = says.names.policy(&format!("guard/{}", guard.id));
        let actions = actions(says, &ids, guard.rank, usize::MAX);
        let _ = writeln!(
            out,
            "@id({})\n@note({})",
            string(&id),
            string(&format!("Guard {}", guard.name))
        );
        out.push_str(&head("forbid", &principal(scheme, guard.who), &actions));
        if when != Expr::True {
            let _ = write!(out, "\nwhen {{ {} }}", when.text());
        }
        if unless != Expr::False {
            let _ = write!(out, "\nunless {{ {} }}", unless.text());
        }
        out.push_str(";\n\n");
    }
}

fn head(effect: &str, principal: &str, actions: &str) -> String {
    format!("{effect} (\n  {principal},\n  {actions},\n  resource\n)")
}

fn principal(scheme: &Scheme, at: usize) -> String {
    match holder(&scheme.holders, at) {
        None => "principal".to_owned(),
        Some(("User", id)) => format!("principal == {}", entity("User", &id)),
        Some((kind, id)) => format!("principal in {}", entity(kind, &id)),
    }
}

/// The actions of permissions from a rank up to another.
fn actions(says: &Says<'_>, permissions: &[PermissionId], from: usize, to: usize) -> String {
    let model = says.engine.model();
    let mut list = Vec::new();
    for permission in permissions {
        let levels = model.ladder_of(permission).map(|ladder| &ladder.levels);
        for (rank, level) in levels.into_iter().flatten().enumerate() {
            if (from..=to).contains(&rank) {
                list.push(entity("Action", &action(permission, level)));
            }
        }
    }
    match list.as_slice() {
        [one] => format!("action == {one}"),
        more => format!("action in [{}]", more.join(", ")),
    }
}

fn within(says: &mut Says<'_>, onto: Onto, limits: &Limits) -> Expr {
    let people = match (&limits.people, onto) {
        (None, _) | (_, Onto::System | Onto::Item) => Expr::True,
        (Some(reach), Onto::Person) => says.reach(reach, "resource"),
        (Some(reach), Onto::Pair) => says.reach(reach, "context.person"),
        (Some(reach), Onto::ItemOfPerson) => {
            let person = says.reach(reach, "resource.about");
            says.about(person)
        }
    };
    let items = match (&limits.items, onto) {
        (None, _) | (_, Onto::System | Onto::Person) => Expr::True,
        (Some(items), _) => says.items(items),
    };
    Expr::all([people, items])
}
