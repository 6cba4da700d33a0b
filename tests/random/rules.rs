//! Random implications, suppressions, guards, delegation rules, expectations and requirements.

use sightline::model::*;

use super::dice::Dice;
use super::gives::{level_of, permission_ref};
use super::make::ids;
use super::selectors::{item_selector, reach, scope, who};

pub fn rules(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let switches = ids(&parts.switches);
    let n = d.below(5);
    for i in 0..n {
        let (mut from, to) = (d.pick(&all), d.pick(&all));
        // Chains.
        if let Some(last) = parts.implications.last().filter(|_| d.chance(50)) {
            from = last.implies.base();
        }
        let implication = Implication {
            id: format!("im{i}").into(),
            level: level_of(d, parts, &from, 10),
            permission: from,
            implies: permission_ref(d, &to),
            at: level_of(d, parts, &to, 10),
            kind: d.pick(&[
                None,
                Some(ImplicationKind::Hard),
                Some(ImplicationKind::Hard),
                Some(ImplicationKind::Preset),
            ]),
        };
        parts.implications.push(implication);
    }
    let n = d.pick(&[0, 1, 1, 2]);
    parts.suppressions = d.list(n, |d, i| {
        let mut id = d.pick(&all);
        if !parts.implications.is_empty() && d.chance(50) {
            id = d.pick(&parts.implications).implies.base();
        }
        Suppression {
            id: format!("su{i}").into(),
            name: format!("Suppression {i}"),
            roles: d.some(&roles, 2),
            permission: permission_ref(d, &id),
            switch: d.maybe(30, |d| d.pick(&switches)),
            mode: d.pick(&[
                None,
                Some(SuppressionMode::Source),
                Some(SuppressionMode::Person),
            ]),
        }
    });
    let n = d.below(4);
    parts.guards = d.list(n, |d, i| {
        let id = d.pick(&all);
        let n_except = d.below(3);
        Guard {
            id: format!("gu{i}").into(),
            name: format!("Guard {i}"),
            permission: permission_ref(d, &id),
            level: d.maybe(50, |d| level_of(d, parts, &id, 10)),
            who: who(d, parts, 2),
            on: scope(d, parts, 45),
            except: d.list(n_except, |d, _| GuardException {
                who: who(d, parts, 1),
                on: scope(d, parts, 40),
            }),
            switch: d.maybe(25, |d| d.pick(&switches)),
        }
    });
}

pub fn delegation(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let n = d.below(5);
    parts.delegation = d.list(n, |d, i| {
        let id = d.pick(&all);
        DelegationRule {
            id: format!("de{i}").into(),
            name: format!("Rule {i}"),
            effect: match d.chance(30) {
                true => Effect::Deny,
                false => Effect::Allow,
            },
            acts: d.some(&Act::ALL, 3),
            by: who(d, parts, 1),
            holding: d.maybe(30, |d| Holding {
                level: level_of(d, parts, &id, 0),
                permission: id,
            }),
            subject: d.maybe(50, |d| who(d, parts, 1)),
            roles: d.maybe(30, |d| d.some(&roles, 2)),
        }
    });
    let n = d.below(4);
    parts.expectations = d.list(n, |d, i| {
        let id = d.pick(&all);
        let people = reach(d, parts, 1);
        let items = item_selector(d, parts, 1);
        Expectation {
            id: format!("e{i}").into(),
            name: String::new(),
            rules: Vec::new(),
            who: who(d, parts, 1),
            verdict: d.pick(&[Verdict::Can, Verdict::Cannot, Verdict::OnlyTheyCan]),
            level: level_of(d, parts, &id, 0),
            permission: id,
            on: match d.below(4) {
                0 => On::Nothing,
                1 => On::People(people),
                2 => On::Items(items),
                _ => On::Pairs(people, items),
            },
            date: d.maybe(30, |_| Date::new(2026, 6, 16).unwrap()),
        }
    });
    let n = d.below(3);
    parts.requirements = d.list(n, |d, i| Requirement {
        id: format!("q{i}").into(),
        main: d.pick(&all),
        dependents: d
            .some(&all, 2)
            .into_iter()
            .map(|permission| Dependent {
                level: d.maybe(30, |d| level_of(d, parts, &permission, 0)),
                permission,
            })
            .collect(),
    });
}
