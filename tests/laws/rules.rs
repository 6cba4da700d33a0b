//! Laws of circles, requirements, implications and refused changes.

use std::collections::BTreeSet;

use sightline::engine::gate;
use sightline::model::*;

use crate::judges::{Judge, allowed};
use crate::oracle;
use crate::random::{self, check, day, model};
use crate::{law, must, principals};

/// A permission about nothing in a module of its own, granted by nobody yet.
fn add_probe(parts: &mut Parts) -> Grant {
    parts.modules.push(Module {
        id: "probe".into(),
        name: "Probe".into(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    parts.permissions.push(Permission {
        id: "probe.it".into(),
        name: "Probe".into(),
        ladder: "yn".into(),
        about: About::Nothing,
        fields: Vec::new(),
        sensitive: false,
        description: String::new(),
    });
    parts.ladders.retain(|ladder| ladder.id != "yn");
    parts.ladders.push(Ladder {
        id: "yn".into(),
        levels: vec!["no".into(), "yes".into()],
    });
    Grant {
        permission: "probe.it".into(),
        level: "yes".into(),
        on: Scope::UNSET,
        switch: None,
    }
}

fn who_can_probe(judge: Judge, parts: &Parts) -> BTreeSet<PrincipalId> {
    let yes = allowed(&judge(&model(parts)));
    let probes = yes.into_iter().filter(|q| q.1 == "probe.it");
    probes.map(|q| q.0).collect()
}

/// Everything reached from a start over `next`, the start too.
fn reached<T: Clone + PartialEq>(start: &T, next: impl Fn(&T) -> Vec<T>) -> Vec<T> {
    let mut seen = vec![start.clone()];
    let mut at = 0;
    while at < seen.len() {
        for one in next(&seen[at].clone()) {
            if !seen.contains(&one) {
                seen.push(one);
            }
        }
        at += 1;
    }
    seen
}

#[test]
fn law_07_circles_end_with_the_least_result() {
    law(36, |sample, judge| {
        let mut d = sample.dice();
        let active = |parts: &Parts, id: &PrincipalId| {
            let p = parts.principals.iter().find(|p| p.id == *id).unwrap();
            p.account == Account::Active
        };
        // A circle of groups: members of each are those listed anywhere on it.
        let mut parts = sample.parts.clone();
        let probe = add_probe(&mut parts);
        let n_groups = parts.groups.len();
        for n in 0..n_groups {
            let next = parts.groups[(n + 1) % n_groups].id.clone();
            parts.groups[n].condition = None;
            parts.groups[n].groups.push(next);
        }
        let group = d.pick(&parts.groups).id;
        parts.direct_grants.push(DirectGrant {
            id: "probe".into(),
            to: Subject::Group(group),
            permission: probe.permission.clone(),
            level: probe.level.clone(),
            scope: Scope::UNSET,
            switch: None,
            window: Window::default(),
        });
        let listed = parts.groups.iter().flat_map(|g| g.listed.clone());
        let expected: BTreeSet<_> = listed.filter(|id| active(&parts, id)).collect();
        let found = who_can_probe(judge, &parts);
        must(found == expected, || {
            format!("{found:?} are members, not {expected:?}")
        })?;

        // Roles nested in circles: who holds a role has what it reaches, and no one else.
        let mut parts = sample.parts.clone();
        let probe = add_probe(&mut parts);
        for role in &mut parts.roles {
            role.derived = None;
        }
        let n_roles = parts.roles.len();
        let (from, to) = (d.below(n_roles), d.below(n_roles));
        let back = parts.roles[from].id.clone();
        parts.roles[to].nested.push(NestedRole {
            role: back,
            scope: Scope::UNSET,
        });
        let start = d.pick(&parts.roles).id;
        let inside = d.below(n_roles);
        parts.roles[inside].grants.push(probe);
        let who = d.pick(&principals(&parts));
        parts.assignments = vec![Assignment {
            id: "probe".into(),
            to: Subject::User(who.clone()),
            role: start.clone(),
            scope: Scope::UNSET,
            window: Window::default(),
        }];
        let roles = reached(&start, |id| {
            let role = parts.roles.iter().find(|r| r.id == *id).unwrap();
            role.nested.iter().map(|n| n.role.clone()).collect()
        });
        let mut expected = BTreeSet::new();
        if roles.contains(&parts.roles[inside].id) && active(&parts, &who) {
            expected.insert(who);
        }
        let found = who_can_probe(judge, &parts);
        must(found == expected, || {
            format!("{found:?} hold the role, not {expected:?}")
        })
    });
}

/// Every permission that must rise before its mains may stay, through chains.
fn too_low(
    requirements: &[Requirement],
    ids: &[PermissionId],
    role: &[(usize, usize)],
) -> BTreeSet<PermissionId> {
    let of = |id: &PermissionId| role[ids.iter().position(|other| other == id).unwrap()];
    let mut low = BTreeSet::new();
    for main in ids.iter().filter(|id| of(id).0 > 0) {
        let below = reached(main, |id| {
            let here = requirements.iter().filter(|q| q.main == *id);
            here.flat_map(|q| q.dependents.iter().map(|d| d.permission.clone()))
                .collect()
        });
        for id in below {
            if of(&id).0 < of(main).0 || of(&id).1 < of(main).1 {
                low.insert(id);
            }
        }
    }
    low
}

#[test]
fn law_08_the_higher_and_the_lower_of_two_sound_roles_are_sound() {
    const REACHES: [&str; 4] = ["none", "own", "sub", "all"];
    check(200, |sample| {
        let mut d = sample.dice();
        let n = d.within(2, 5);
        let mut parts = Parts {
            settings: sample.parts.settings.clone(),
            ..Parts::default()
        };
        parts.settings.everyone_omits = None;
        parts.ladders = vec![Ladder {
            id: "ve".into(),
            levels: vec!["none".into(), "view".into(), "edit".into()],
        }];
        let named = [Reach::Oneself, Reach::all_reports(), Reach::Everyone];
        for (id, reach) in REACHES[1..].iter().zip(named) {
            parts.reaches.push(NamedReach {
                id: (*id).into(),
                name: (*id).into(),
                reach,
            });
        }
        parts.modules.push(Module {
            id: "m".into(),
            name: "M".into(),
            on: true,
            users: None,
            merge: None,
            view_set: None,
            empty_message: None,
        });
        let ids: Vec<PermissionId> = (0..n).map(|i| format!("m.p{i}").into()).collect();
        for id in &ids {
            parts.permissions.push(Permission {
                id: id.clone(),
                name: id.to_string(),
                ladder: "ve".into(),
                about: About::Person,
                fields: Vec::new(),
                sensitive: false,
                description: String::new(),
            });
        }
        for i in 0..d.within(1, 3) {
            parts.requirements.push(Requirement {
                id: format!("q{i}").into(),
                main: d.pick(&ids),
                dependents: d
                    .some_of(&ids, 2)
                    .into_iter()
                    .map(|permission| Dependent {
                        permission,
                        level: None,
                    })
                    .collect(),
            });
        }
        let model = model(&parts);
        // A role is a rank and a reach for each permission; the dependents are raised until it is sound.
        let sound = |d: &mut random::Dice| {
            let mut role: Vec<(usize, usize)> = ids
                .iter()
                .map(|_| match d.below(4) {
                    0 => (0, 0),
                    reach => (d.within(1, 2), reach),
                })
                .collect();
            loop {
                let before = role.clone();
                for q in &parts.requirements {
                    let main = role[ids.iter().position(|id| *id == q.main).unwrap()];
                    for dependent in &q.dependents {
                        let at = ids
                            .iter()
                            .position(|id| *id == dependent.permission)
                            .unwrap();
                        role[at] = (role[at].0.max(main.0), role[at].1.max(main.1));
                    }
                }
                if before == role {
                    return role;
                }
            }
        };
        let grants = |role: &[(usize, usize)]| -> Vec<Grant> {
            let given = ids.iter().zip(role).filter(|(_, (rank, _))| *rank > 0);
            given
                .map(|(id, (rank, reach))| Grant {
                    permission: id.into(),
                    level: parts.ladders[0].levels[*rank].clone(),
                    on: Scope::people(Reach::Named(REACHES[*reach].into())),
                    switch: None,
                })
                .collect()
        };
        let (a, b) = (sound(&mut d), sound(&mut d));
        let each = |of: fn(usize, usize) -> usize| -> Vec<(usize, usize)> {
            let pairs = a.iter().zip(&b);
            pairs.map(|(a, b)| (of(a.0, b.0), of(a.1, b.1))).collect()
        };
        // Any role at all, to see the others refused.
        let any: Vec<(usize, usize)> = ids
            .iter()
            .map(|_| match d.below(4) {
                0 => (0, 0),
                reach => (d.within(1, 2), reach),
            })
            .collect();
        for (name, role) in [
            ("first", a.clone()),
            ("second", b.clone()),
            ("higher", each(usize::max)),
            ("lower", each(usize::min)),
            ("any", any),
        ] {
            let grants = grants(&role);
            let breaks = oracle::requirement_breaks(&model, &grants);
            if name != "any" {
                must(breaks.is_empty(), || {
                    format!("{name} {role:?} of {a:?} and {b:?}: {breaks:?}")
                })?;
            }
            let record = Role {
                grants,
                ..Role::new("r", "R")
            };
            let change = Change::new("set a role", vec![Edit::put(record)]);
            let verdict = gate::try_change(&model, &change, None, day());
            must(verdict.is_accepted() == breaks.is_empty(), || {
                format!("{name} {role:?}: {breaks:?}, {verdict:?}")
            })?;
            if let gate::Verdict::Refused { highlight, .. } = verdict {
                let expected = too_low(&parts.requirements, &ids, &role);
                let expected: Vec<_> = expected
                    .into_iter()
                    .map(gate::Highlight::Permission)
                    .collect();
                must(highlight == expected, || {
                    format!("{role:?}: {highlight:?} are highlighted, not {expected:?}")
                })?;
            }
        }
        Ok(())
    });
}

#[test]
fn law_12_closing_twice_or_in_parts_changes_nothing() {
    law(25, |sample, judge| {
        let mut d = sample.dice();
        let mut parts = sample.parts.clone();
        parts.modules.iter_mut().for_each(|m| m.view_set = None);
        parts.suppressions.clear();
        parts.custom_sets.clear();
        let at = d.below(parts.roles.len());
        let whole = allowed(&judge(&model(&parts)));

        // In parts: what a role gives is what its halves give.
        let (mut first, mut second) = (parts.clone(), parts.clone());
        let cut = d.within(0, parts.roles[at].grants.len());
        first.roles[at].grants.truncate(cut);
        second.roles[at].grants.drain(..cut);
        let mut halves = allowed(&judge(&model(&first)));
        halves.extend(allowed(&judge(&model(&second))));
        must(whole == halves, || {
            let odd = whole.symmetric_difference(&halves).next();
            format!("role {at} cut at {cut}: {odd:?}")
        })?;

        // Twice: writing out what one step of the implications gives adds nothing.
        let before = sample.model();
        for role in &mut parts.roles {
            let mut more = Vec::new();
            for grant in &role.grants {
                for i in &parts.implications {
                    let kind = i.kind.unwrap_or(parts.settings.implication);
                    let rank = |level| before.ladder_of(&i.permission).unwrap().rank(level);
                    if kind == ImplicationKind::Hard
                        && before.covers(&grant.permission, &i.permission)
                        && rank(&grant.level) > Some(0)
                        && rank(&grant.level) >= rank(&i.level)
                    {
                        more.push(Grant {
                            permission: i.implies.clone(),
                            level: i.at.clone(),
                            ..grant.clone()
                        });
                    }
                }
            }
            role.grants.extend(more);
        }
        let again = allowed(&judge(&model(&parts)));
        must(whole == again, || {
            format!("{:?}", whole.symmetric_difference(&again).next())
        })
    });
}

#[test]
fn law_13_a_refused_change_leaves_the_model_as_it_was() {
    check(100, |sample| {
        let before = sample.model();
        let mut after = before.clone();
        let mut d = sample.dice();
        let mut edits = Vec::new();
        for key in d.some(&before.keys(), 3) {
            edits.push(match (d.below(3), before.record(&key)) {
                (0, _) => Edit::Remove(key),
                (1, _) => Edit::Move {
                    key,
                    to: d.below(4),
                },
                (_, Some(record)) => Edit::Put { record, at: None },
                (_, None) => unreachable!(),
            });
        }
        edits.push(Edit::Name("other".into()));
        let mut change = Change::new("several things", edits);
        match gate::try_change(&before, &change, None, day()) {
            gate::Verdict::Accepted { model, undo } => {
                let mut back = *model;
                back.apply(&undo)
                    .map_err(|why| format!("no way back: {why}"))?;
                must(back == before, || format!("{change:?} was not undone"))?;
            }
            gate::Verdict::Refused { .. } => {}
        }
        must(before == sample.model(), || {
            format!("trying {change:?} left traces")
        })?;
        match after.apply(&change) {
            Err(_) => must(after == before, || format!("{change:?} left traces"))?,
            Ok(undo) => {
                after
                    .apply(&undo)
                    .map_err(|why| format!("no way back: {why}"))?;
                must(after == before, || format!("{change:?} was not undone"))?;
            }
        }
        change
            .edits
            .push(Edit::Remove(Key::Role("not there".into())));
        must(after.apply(&change).is_err(), || {
            "a broken change was taken".into()
        })?;
        must(after == before, || format!("{change:?} left traces"))
    });
}
