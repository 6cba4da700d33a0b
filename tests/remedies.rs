//! What would grant what was refused: every offer grants it, passes the gate and names just whom
//! else it lets in; and the offers one expects are among them.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{change, day, engine, sample, world};

use sightline::engine::gate::{Verdict, try_change};
use sightline::engine::{Engine, Question, Target, compare};
use sightline::model::*;
use sightline::session::remedies::{Remedy, remedies};

fn question(model: &Model, who: &str, what: &str, level: &str, on: &str) -> Question {
    let target = if model.items().contains(&on.into()) {
        Target::of_item(model, &on.into())
    } else {
        Target::of_person(model, &on.into())
    };
    Question {
        actor: who.into(),
        permission: what.into(),
        level: level.into(),
        target,
    }
}

/// What the offers say, one a line.
fn told(model: &Model, question: &Question) -> Vec<String> {
    let engine = engine(model);
    remedies(&engine, question)
        .iter()
        .map(|one| {
            let names: Vec<&str> = one.others.iter().map(PrincipalId::as_str).collect();
            format!("{} [{}]", one.change.label, names.join(" "))
        })
        .collect()
}

/// The model after an offer.
fn applied(model: &Model, remedy: &Remedy) -> Model {
    match try_change(model, &remedy.change, None, day()) {
        Verdict::Accepted { model, .. } => *model,
        Verdict::Refused { message, .. } => panic!("{}: {message}", remedy.change.label),
    }
}

fn prove(before: &Engine, question: &Question) -> usize {
    let offers = remedies(before, question);
    for offer in &offers {
        let after = engine(&applied(before.model(), offer));
        let Question {
            actor,
            permission,
            level,
            target,
        } = question;
        let name = &offer.change.label;
        let answer = after.decide(actor, permission, level, target);
        assert!(answer.allowed, "{name}: {question:?}");
        let difference = compare(before, &after);
        let gained: BTreeSet<_> = difference.gains.iter().map(|cell| &cell.who).collect();
        let told: BTreeSet<_> = offer.others.iter().collect();
        let mut others = gained.clone();
        others.remove(actor);
        assert_eq!(told, others, "{name}");
        assert_eq!(offer.n_others, others.len(), "{name}");
        let lost: BTreeSet<_> = difference.losses.iter().map(|cell| &cell.who).collect();
        assert_eq!(offer.n_lose, lost.len(), "{name}");
        let who = |engine: &Engine| -> BTreeSet<PrincipalId> {
            let all = engine.who_can(permission, level, Some(target));
            all.into_iter().collect()
        };
        let mut same: BTreeSet<_> = who(&after).difference(&who(before)).cloned().collect();
        same.remove(actor);
        assert_eq!(
            offer.same.iter().cloned().collect::<BTreeSet<_>>(),
            same,
            "{name}"
        );
    }
    offers.len()
}

#[test]
fn every_offer_grants_and_names_just_whom_else_it_lets_in() {
    let mut n_offers = 0;
    for name in ["hibob", "datafisher", "sherp", "leena", "leapsome"] {
        let model = sample(name);
        let engine = engine(&model);
        let actors: Vec<_> = model.principals().ids().collect();
        let mut n_asked = 0;
        'asking: for (nth, permission) in model.permissions().iter().enumerate() {
            let Some(ladder) = model.ladder_of(&permission.id) else {
                continue;
            };
            let actor = actors[(nth * 7 + 3) % actors.len()];
            let level = &ladder.levels[1 + nth % (ladder.levels.len() - 1)];
            let people = model
                .principals()
                .ids()
                .map(|id| Target::of_person(&model, id));
            let items = model.items().ids().map(|id| Target::of_item(&model, id));
            let targets: Vec<Target> = people.chain(items).collect();
            for step in 0..6 {
                let target = targets[(nth * 5 + step * 11) % targets.len()].clone();
                let question = Question {
                    actor: actor.clone(),
                    permission: permission.id.clone(),
                    level: level.clone(),
                    target,
                };
                let answer = engine.decide(
                    &question.actor,
                    &question.permission,
                    &question.level,
                    &question.target,
                );
                if !answer.allowed {
                    n_offers += prove(&engine, &question);
                    n_asked += 1;
                    if n_asked == 6 {
                        break 'asking;
                    }
                    break;
                }
            }
        }
        assert!(n_asked > 0, "{name}");
    }
    assert!(n_offers > 40, "{n_offers}");
}

#[test]
fn what_is_allowed_needs_nothing() {
    let model = world("p");
    let own = question(&model, "rep", "feedback.private.read", "yes", "fb:rep");
    assert!(remedies(&engine(&model), &own).is_empty());
}

/// World H with a group for London, whose members read the basics of Leeds.
fn leeds() -> Model {
    let mut model = world("h");
    let who = Condition::one("site", Op::Is, &["Leeds"]);
    change(
        &mut model,
        vec![
            Edit::put(Role {
                grants: vec![Grant {
                    permission: "people.basic".into(),
                    level: "view".into(),
                    on: Scope::people(Reach::Where(who)),
                    switch: None,
                }],
                ..Role::new("leeds", "Leeds partner")
            }),
            Edit::put(Assignment {
                id: "ann-leeds".into(),
                to: Subject::User("ann".into()),
                role: "leeds".into(),
                scope: Scope::UNSET,
                window: Window::default(),
            }),
        ],
    );
    model
}

#[test]
fn a_condition_is_offered_one_more_value_and_one_more_person() {
    let model = leeds();
    let offers = told(
        &model,
        &question(&model, "ann", "people.basic", "view", "ben"),
    );
    let has = |part: &str| offers.iter().any(|offer| offer.contains(part));
    assert!(has("London too"), "{offers:#?}");
    assert!(has("Ben too") || has("ben too"), "{offers:#?}");
    assert!(has("directly"), "{offers:#?}");
}

#[test]
fn a_blocked_account_is_offered_to_be_active_again() {
    let mut model = leeds();
    let mut ann = model.principals().get(&"ann".into()).unwrap().clone();
    ann.account = Account::Blocked;
    change(&mut model, vec![Edit::put(ann)]);
    // Being active is not enough for London, so the offer goes on from there.
    let leeds = told(
        &model,
        &question(&model, "ann", "people.basic", "view", "cy"),
    );
    assert!(!leeds.is_empty());
    let london = told(
        &model,
        &question(&model, "ann", "people.basic", "view", "ben"),
    );
    assert!(
        london.iter().any(|offer| offer.contains(" and ")),
        "{london:#?}"
    );
}

#[test]
fn a_switch_that_is_off_is_offered_to_be_on() {
    let model = world("p");
    let cascade = question(&model, "mgr", "reviews.result", "yes", "as:ind");
    let offers = told(&model, &cascade);
    let is_switch = |offer: &String| offer.starts_with("switch “");
    assert!(offers.iter().any(is_switch), "{offers:#?}");
}

#[test]
fn a_guard_is_offered_an_exception_and_nothing_beside_it() {
    let model = world("p");
    let feedback = question(&model, "mgr", "feedback.private.read", "yes", "fb:rep");
    let engine = engine(&model);
    let first = engine.decide(
        &feedback.actor,
        &feedback.permission,
        &feedback.level,
        &feedback.target,
    );
    assert!(!first.allowed);
    let n_offers = prove(&engine, &feedback);
    let labels = told(&model, &feedback);
    assert_eq!(n_offers, labels.len());
    assert!(
        labels.iter().all(|label| label.contains("through here")),
        "{labels:#?}"
    );
}

#[test]
fn what_no_role_gives_is_offered_by_role_by_group_and_for_just_this() {
    let model = world("l");
    let offers = told(&model, &question(&model, "e1", "onb.form.tax", "edit", "Y"));
    assert!(!offers.is_empty());
    let first = offers.first().unwrap();
    assert!(
        first.ends_with("[]"),
        "the first lets in no one else: {first}"
    );
}

#[test]
fn what_is_held_already_is_offered_to_give_more_with_everyone_who_holds_it() {
    let model = sample("leena");
    let form = question(&model, "employee-1", "onb.form.tax", "view", "candidate-y");
    let offers = told(&model, &form);
    let own_set = |offer: &String| offer.contains("own set View Tax form");
    assert!(offers.iter().any(own_set), "{offers:#?}");
    prove(&engine(&model), &form);
}
