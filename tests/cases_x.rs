//! Cases across systems: modules side by side, explanations, questions asked from both ends.
//! Each test bears the id of its case. Not here: how the window shows them.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/cases.rs"]
mod cases;

use cases::*;
use sightline::engine::gate::{RefusalCode, Verdict};
use sightline::model::*;

/// World L in the state of case L9: Employee 1, a viewer in two groups with permissions.
fn l9() -> Model {
    let mut model = world("l");
    let manager = ItemSelector::FieldIsMine {
        field: "manager_email".into(),
        mine: "email".into(),
    };
    let hr = ItemSelector::Where(Condition::one("hr_email", Op::Is, &["hr@x.io"]));
    let a = vec![
        grant_on("onb.candidates@view", Scope::items(manager)),
        grant("onb.status@edit"),
    ];
    let b = vec![
        grant("onb.add"),
        grant("onb.section@edit"),
        grant("onb.update"),
        grant_on("onb.candidates@view", Scope::items(hr)),
        grant("onb.action.push_sf"),
    ];
    let edits = vec![
        assign(to_user("e1"), "viewer", Scope::UNSET),
        listed(&model, "A", &["e1"]),
        listed(&model, "B", &["e1"]),
        assign(to_group("A"), "viewer", Scope::UNSET),
        assign(to_group("B"), "viewer", Scope::UNSET),
        custom(to_group("A"), "onb", a),
        custom(to_group("B"), "onb", b),
    ];
    change(&mut model, edits);
    model
}

/// Learning beside onboarding, paired, about the same items.
fn with_learning(mut model: Model) -> Model {
    let about = || About::Item(vec!["candidate".into()]);
    let permission = |id: &str| {
        Edit::put(Permission {
            id: id.into(),
            name: id.to_owned(),
            ladder: "yes_no".into(),
            about: about(),
            fields: vec![],
            sensitive: false,
            description: String::new(),
        })
    };
    let one = |id: &str| Scope::items(ItemSelector::Listed(vec![id.into()]));
    let lms = Module {
        id: "lms".into(),
        name: "Learning".to_owned(),
        on: true,
        users: None,
        merge: Some(Merge::Paired),
        view_set: Some("lms.list".into()),
        empty_message: None,
    };
    let edits = vec![
        permission("lms.list"),
        permission("lms.rate"),
        permission("lms.enrol"),
        Edit::put(lms),
        role(
            "raters",
            Scope::UNSET,
            vec![grant_on("lms.list", one("E2")), grant("lms.rate")],
        ),
        role(
            "enrolers",
            Scope::UNSET,
            vec![grant_on("lms.list", one("V")), grant("lms.enrol")],
        ),
        assign(to_user("e1"), "raters", Scope::UNSET),
        assign(to_user("e1"), "enrolers", Scope::UNSET),
    ];
    change(&mut model, edits);
    model
}

#[test]
fn x3_pooling_never_crosses_modules() {
    let alone = engine(&l9());
    let both = engine(&with_learning(l9()));
    assert_eq!(sees(&both, "e1", "lms.list"), ids(&["E2", "V"]));
    assert_eq!(sees(&both, "e1", "lms.rate"), ids(&["E2"]));
    assert_eq!(sees(&both, "e1", "lms.enrol"), ids(&["V"]));
    for what in [
        "onb.candidates@view",
        "onb.status@edit",
        "onb.action.push_sf",
        "onb.section.A@edit",
    ] {
        assert_eq!(sees(&both, "e1", what), ids(&["Y", "Z"]), "{what}");
        assert_eq!(sees(&both, "e1", what), sees(&alone, "e1", what), "{what}");
    }
    let gained = both.gained_by_pooling(&"e1".into());
    assert!(gained.iter().all(|c| c.permission.module() == "onb"));
    assert_eq!(gained, alone.gained_by_pooling(&"e1".into()));
}

#[test]
fn x5_who_can_is_everyone_whom_a_decision_allows() {
    let engine = engine(&l9());
    let (permission, level) = deed("onb.section.personal@edit");
    let on = target(engine.model(), "Z");
    let listed: Vec<String> = engine
        .who_can(&permission, &level, Some(&on))
        .iter()
        .map(ToString::to_string)
        .collect();
    let decided: Vec<String> = engine
        .model()
        .principals()
        .ids()
        .filter(|who| engine.decide(who, &permission, &level, &on).allowed)
        .map(ToString::to_string)
        .collect();
    assert_eq!(listed, decided);
    assert_eq!(
        ids(&listed.iter().map(String::as_str).collect::<Vec<_>>()),
        ids(&["B", "adm", "e1"])
    );
}

/// World P with full access switched on for admins and review results hidden from them.
fn hidden_reviews() -> Model {
    let mut model = world("p");
    let on = |id: &str| {
        let mut switch = model.switches().get(&id.into()).unwrap().clone();
        switch.on = true;
        Edit::put(switch)
    };
    let edits = vec![on("full_assessments"), on("hide_reviews_from_admins")];
    change(&mut model, edits);
    model
}

#[test]
fn x4_an_explanation_names_the_path_that_allows_and_the_one_that_is_suppressed() {
    let mut model = hidden_reviews();
    let to_ad = person(&model, "ext", |p| {
        p.managers = vec![ManagerEdge("primary".into(), "ad".into())];
    });
    let mut item = model.items().get(&"as:ext".into()).unwrap().clone();
    item.owner = Some("okr".into());
    change(&mut model, vec![to_ad, Edit::put(item)]);
    let engine = engine(&model);
    let answer = ask(&engine, "ad", "reviews.result", "as:ext");
    assert!(answer.allowed);
    let sentence = answer.sentence(&engine);
    let by_manager = "because of the role Manager, held by everyone with a direct report";
    assert!(sentence.contains(by_manager), "{sentence}");
    assert!(!sentence.contains("the role Admin"), "{sentence}");
    let held: Vec<String> = engine
        .held_back(&answer.question)
        .iter()
        .map(|miss| miss.text(&engine))
        .collect();
    assert!(
        held.iter().any(|text| text.contains("the role Admin")
            && text.contains("No visibility of review results for admins")),
        "{held:?}"
    );
}

#[test]
fn x6_the_last_super_admin_stays() {
    let model = world("p");
    let gone = Edit::Remove(Key::Assignment("sa-super".into()));
    let blocked = person(&model, "sa", |p| p.account = Account::Blocked);
    for edit in [gone.clone(), blocked] {
        let verdict = attempt(&model, vec![edit], Some("sa"));
        assert!(
            matches!(&verdict, Verdict::Refused { code: RefusalCode::LastHolder, highlight, .. }
                if !highlight.is_empty()),
            "{verdict:?}"
        );
    }
    let second = assign(to_user("okr"), "super", Scope::UNSET);
    let verdict = attempt(&model, vec![second, gone], Some("sa"));
    assert!(verdict.is_accepted(), "another one takes over");
}
