//! Laws of scopes, levels, merging, explanations and guards: what adds access and what does not.

use std::collections::BTreeSet;

use sightline::model::*;

use crate::judges::{Question, allowed, oracle_says};
use crate::oracle::{self, Denial};
use crate::random::{self, check, day, model};
use crate::{add_principal_scope, both_scopes, bottom, law, must, principals, top, within};

#[test]
fn law_01_paired_is_within_pooled() {
    law(25, |sample, judge| {
        let merged = |merge| {
            let mut parts = sample.parts.clone();
            parts.modules.iter_mut().for_each(|m| m.merge = Some(merge));
            allowed(&judge(&model(&parts)))
        };
        within(
            &merged(Merge::Paired),
            &merged(Merge::Pooled),
            "lost by pooling",
        )
    });
}

#[test]
fn law_02_a_level_includes_the_levels_below() {
    law(36, |sample, judge| {
        let model = sample.model();
        let yes = allowed(&judge(&model));
        for (actor, permission, level, target) in &yes {
            for lower in oracle::levels(&model, permission) {
                if lower == *level {
                    break;
                }
                let question = (actor.clone(), permission.clone(), lower, target.clone());
                must(yes.contains(&question), || format!("no to {question:?}"))?;
            }
        }
        Ok(())
    });
}

#[test]
fn law_03_a_scope_on_an_actor_is_an_and() {
    law(36, |sample, judge| {
        let before_model = sample.model();
        let before = judge(&before_model);
        let mut d = sample.dice();
        let actor = d.pick(&principals(&sample.parts));
        let scope = random::scope(&mut d, &sample.parts, 60);
        let mut parts = sample.parts.clone();
        add_principal_scope(&mut parts, &actor, &scope);
        for (question, after) in judge(&model(&parts)) {
            let (who, permission, _, target) = &question;
            let about = &before_model.permissions().get(permission).unwrap().about;
            let target = oracle::meant(&before_model, about, target);
            let expected = before[&question].allowed
                && (*who != actor || oracle::admits(&before_model, &scope, who, about, &target));
            must(after.allowed == expected, || {
                format!("{question:?} with {scope:?} on {actor}: {}", after.allowed)
            })?;
        }
        Ok(())
    });
}

#[test]
fn law_04_a_scope_at_any_place_adds_nothing() {
    law(36, |sample, judge| {
        let before = allowed(&judge(&sample.model()));
        let mut d = sample.dice();
        let scope = random::scope(&mut d, &sample.parts, 60);
        let mut places: Vec<Parts> = Vec::new();
        for n in 0..sample.parts.roles.len() {
            let mut parts = sample.parts.clone();
            parts.roles[n].scope = both_scopes(&parts.roles[n].scope, &scope);
            places.push(parts);
        }
        for n in 0..sample.parts.assignments.len() {
            let mut parts = sample.parts.clone();
            parts.assignments[n].scope = both_scopes(&parts.assignments[n].scope, &scope);
            places.push(parts);
        }
        for n in 0..sample.parts.direct_grants.len() {
            let mut parts = sample.parts.clone();
            parts.direct_grants[n].scope = both_scopes(&parts.direct_grants[n].scope, &scope);
            places.push(parts);
        }
        for principal in principals(&sample.parts) {
            let mut parts = sample.parts.clone();
            add_principal_scope(&mut parts, &principal, &scope);
            places.push(parts);
        }
        let parts = d.pick(&places);
        within(&allowed(&judge(&model(&parts))), &before, "won by a scope")
    });
}

#[test]
fn law_05_order_does_not_matter() {
    law(30, |sample, judge| {
        let mut d = sample.dice();
        let mut parts = sample.parts.clone();
        d.shuffle(&mut parts.assignments);
        d.shuffle(&mut parts.groups);
        d.shuffle(&mut parts.direct_grants);
        d.shuffle(&mut parts.custom_sets);
        d.shuffle(&mut parts.implications);
        d.shuffle(&mut parts.suppressions);
        d.shuffle(&mut parts.guards);
        d.shuffle(&mut parts.roles);
        d.shuffle(&mut parts.principals);
        for group in &mut parts.groups {
            d.shuffle(&mut group.listed);
            d.shuffle(&mut group.groups);
        }
        let after = judge(&model(&parts));
        for (question, before) in judge(&sample.model()) {
            let after = &after[&question];
            must(
                (before.allowed, &before.paths) == (after.allowed, &after.paths),
                || format!("{question:?}: {before:?}, then {after:?}"),
            )?;
        }
        Ok(())
    });
}

/// Takes out what may turn more roles into less access: guards, suppression by person, gates of
/// modules, and derived roles of those who are not something.
fn only_additive(parts: &mut Parts) {
    fn positive(who: &Who) -> Who {
        match who {
            Who::Not(one) => positive(one),
            Who::AllOf(list) => Who::AllOf(list.iter().map(positive).collect()),
            Who::AnyOf(list) => Who::AnyOf(list.iter().map(positive).collect()),
            _ => who.clone(),
        }
    }
    parts.guards.clear();
    for suppression in &mut parts.suppressions {
        suppression.mode = Some(SuppressionMode::Source);
    }
    for module in &mut parts.modules {
        module.users = None;
    }
    for role in &mut parts.roles {
        role.derived = role.derived.as_ref().map(positive);
    }
}

#[test]
fn law_06_an_assignment_or_a_group_removes_nothing() {
    law(30, |sample, judge| {
        let mut d = sample.dice();
        let mut parts = sample.parts.clone();
        only_additive(&mut parts);
        let before = allowed(&judge(&model(&parts)));
        let who = d.pick(&principals(&parts));
        let role = d.pick(&parts.roles).id;
        let to = if d.chance(50) {
            parts.groups.push(Group {
                id: "new".into(),
                name: "New".into(),
                description: "new".into(),
                listed: vec![who],
                condition: None,
                groups: Vec::new(),
            });
            Subject::Group("new".into())
        } else {
            Subject::User(who)
        };
        parts.assignments.push(Assignment {
            id: "new".into(),
            to,
            role,
            scope: random::scope(&mut d, &sample.parts, 20),
            window: Window::default(),
        });
        let after = allowed(&judge(&model(&parts)));
        within(&before, &after, "lost by an assignment")
    });
}

#[test]
fn law_09_who_can_is_everyone_for_whom_the_answer_is_yes() {
    check(15, |sample| {
        let model = sample.model();
        let answers = oracle_says(&model);
        let mut d = sample.dice();
        let all: Vec<&Question> = answers.keys().collect();
        for _ in 0..10 {
            let (_, permission, level, target) = d.pick(&all);
            let found = oracle::who_can(&model, day(), permission, level, target);
            let expected: BTreeSet<_> = allowed(&answers)
                .into_iter()
                .filter(|q| (&q.1, &q.2, &q.3) == (permission, level, target))
                .map(|q| q.0)
                .collect();
            must(found == expected, || {
                format!("{found:?} can, not {expected:?}")
            })?;
        }
        Ok(())
    });
}

/// The place of the grant a path ends in: its role, custom set or direct grant, and its number.
fn grant_of(path: &str) -> (&'static str, String, usize) {
    let parts: Vec<&str> = path.split('/').collect();
    let (start, n) = (parts[0].split_once(':').unwrap(), parts[2].parse().unwrap());
    match start.0 {
        "custom" => ("custom", start.1.to_owned(), n),
        "direct" => ("direct", start.1.to_owned(), n),
        _ => ("role", parts[1].rsplit('>').next().unwrap().to_owned(), n),
    }
}

/// Every grant for which `goes` is true is set to the bottom level, where it gives nothing.
fn without_grants(parts: &Parts, goes: impl Fn(&(&'static str, String, usize)) -> bool) -> Parts {
    let mut less = parts.clone();
    for role in &mut less.roles {
        for (n, grant) in role.grants.iter_mut().enumerate() {
            if goes(&("role", role.id.to_string(), n)) {
                grant.level = bottom(parts, &grant.permission);
            }
        }
    }
    for set in &mut less.custom_sets {
        for (n, grant) in set.grants.iter_mut().enumerate() {
            if goes(&("custom", set.id.to_string(), n)) {
                grant.level = bottom(parts, &grant.permission);
            }
        }
    }
    for grant in &mut less.direct_grants {
        if goes(&("direct", grant.id.to_string(), 0)) {
            grant.level = bottom(parts, &grant.permission);
        }
    }
    less
}

/// A right on items in a module with a view set rests on the grants of the view set as well; an
/// explanation names the right's own path. So the second half is asked of the others only.
#[test]
fn law_10_an_answer_rests_on_the_paths_it_names() {
    law(15, |sample, judge| {
        let answers = judge(&sample.model());
        let yes: Vec<&Question> = answers.keys().filter(|q| answers[*q].allowed).collect();
        let mut d = sample.dice();
        for question in d.some(&yes, 4) {
            let named: BTreeSet<_> = answers[question]
                .paths
                .iter()
                .map(|p| grant_of(p))
                .collect();
            let less = without_grants(&sample.parts, |place| named.contains(place));
            let after = &judge(&model(&less))[question];
            must(!after.allowed, || {
                format!("{question:?} is still allowed by {after:?}")
            })?;

            let permission = sample.parts.permissions.iter().find(|p| p.id == question.1);
            let about = &permission.unwrap().about;
            let module = question.1.module();
            let module = sample
                .parts
                .modules
                .iter()
                .find(|m| m.id == module)
                .unwrap();
            let view = module.view_set.as_ref();
            if !about.has_item() || view.is_none_or(|view| *view == question.1) {
                let less = without_grants(&sample.parts, |place| !named.contains(place));
                let after = &judge(&model(&less))[question];
                must(after.allowed, || {
                    format!("{question:?} needed more than {named:?}")
                })?;
            }
        }
        Ok(())
    });
}

#[test]
fn law_11_a_guard_stays_whatever_is_added() {
    law(25, |sample, judge| {
        let before = judge(&sample.model());
        let mut parts = sample.parts.clone();
        for principal in principals(&parts) {
            for permission in &sample.parts.permissions {
                parts.direct_grants.push(DirectGrant {
                    id: format!("all-{principal}-{}", permission.id).into(),
                    to: Subject::User(principal.clone()),
                    permission: (&permission.id).into(),
                    level: top(&parts, permission),
                    scope: Scope::UNSET,
                    switch: None,
                    window: Window::default(),
                });
            }
        }
        let after = judge(&model(&parts));
        for (question, decision) in before {
            if let Some(Denial::Guard(_)) = decision.denial {
                let after = &after[&question];
                must(!after.allowed && after.denial == decision.denial, || {
                    format!("{question:?}: {decision:?}, then {after:?}")
                })?;
            }
        }
        Ok(())
    });
}
