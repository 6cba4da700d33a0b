//! Random models must be worth the tests that use them: every concept matters in some of them.

mod judges;
mod oracle;
mod random;

use std::cell::RefCell;
use std::collections::BTreeMap;

use judges::oracle_says;
use oracle::Denial;
use random::{check, model};
use sightline::model::*;

#[test]
fn random_models_are_rich() {
    let counts = RefCell::new(BTreeMap::<&str, usize>::new());
    check(60, |sample| {
        let answers = oracle_says(&sample.model());
        let mut counts = counts.borrow_mut();
        let mut count = |what, n| *counts.entry(what).or_default() += n;
        count("questions", answers.len());
        for d in answers.values() {
            let what = match &d.denial {
                None => "allowed",
                Some(Denial::Account) => "account",
                Some(Denial::ModuleOff) => "module off",
                Some(Denial::ModuleUsers) => "module users",
                Some(Denial::Kind) => "kind",
                Some(Denial::Guard(_)) => "guard",
                Some(Denial::NoPath) => "no path",
            };
            count(what, 1);
            if d.denial.is_none() && d.paths.len() > 1 {
                count("several paths", 1);
            }
            if !d.allowed && !d.paths.is_empty() {
                count("overruled", 1);
            }
        }
        Ok(())
    });
    let counts = counts.into_inner();
    println!("{counts:?}");
    let share = |what| counts[what] as f64 / counts["questions"] as f64;
    assert!(share("allowed") > 0.10 && share("allowed") < 0.60);
    for what in [
        "account",
        "module off",
        "module users",
        "guard",
        "several paths",
        "overruled",
    ] {
        assert!(share(what) > 0.005, "{what}");
    }
}

/// Each concept must matter for some answer, or it is not tested at all.
#[test]
fn every_concept_changes_answers() {
    type Without = fn(&mut Parts);
    let concepts: [(&str, Without); 17] = [
        ("groups", |p| {
            p.groups.iter_mut().for_each(|g| g.listed.clear())
        }),
        ("nested groups", |p| {
            p.groups.iter_mut().for_each(|g| g.groups.clear())
        }),
        ("group conditions", |p| {
            p.groups.iter_mut().for_each(|g| g.condition = None)
        }),
        ("nested roles", |p| {
            p.roles.iter_mut().for_each(|r| r.nested.clear())
        }),
        ("derived roles", |p| {
            p.roles.iter_mut().for_each(|r| r.derived = None)
        }),
        ("locked roles", |p| {
            p.roles.iter_mut().for_each(|r| r.locked = false)
        }),
        ("role scopes", |p| {
            p.roles.iter_mut().for_each(|r| r.scope = Scope::UNSET)
        }),
        ("view sets", |p| {
            p.modules.iter_mut().for_each(|m| m.view_set = None)
        }),
        ("pooling", |p| {
            p.modules
                .iter_mut()
                .for_each(|m| m.merge = Some(Merge::Paired))
        }),
        ("implications", |p| p.implications.clear()),
        ("suppressions", |p| p.suppressions.clear()),
        ("suppression by person", |p| {
            let all = p.suppressions.iter_mut();
            all.for_each(|s| s.mode = Some(SuppressionMode::Source));
        }),
        ("guards", |p| p.guards.clear()),
        ("guard exceptions", |p| {
            p.guards.iter_mut().for_each(|g| g.except.clear())
        }),
        ("custom sets", |p| p.custom_sets.clear()),
        ("direct grants", |p| p.direct_grants.clear()),
        ("principal scopes", |p| p.principal_scopes.clear()),
    ];
    let seen = RefCell::new(BTreeMap::<&str, usize>::new());
    check(80, |sample| {
        let before = oracle_says(&sample.model());
        for (name, without) in concepts {
            let mut parts = sample.parts.clone();
            without(&mut parts);
            let matters = before != oracle_says(&model(&parts));
            *seen.borrow_mut().entry(name).or_default() += usize::from(matters);
        }
        Ok(())
    });
    println!("{seen:?}");
    for (name, n) in seen.into_inner() {
        assert!(n > 0, "{name} never mattered");
    }
}
