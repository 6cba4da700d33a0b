//! The single rights: update, sections, forms, activities, pending candidates, status.

use sightline::model::*;

use crate::cases::*;
use crate::world::*;

#[test]
fn l14_update_brings_bulk_update_only() {
    let engine = engine(&e1_with(vec![
        grant("onb.update"),
        grant("onb.candidates@view"),
    ]));
    assert!(can(&engine, "e1", "onb.bulk_update", ""));
    assert!(can(&engine, "e1", "onb.update", "Y"));
    assert!(!can(&engine, "e1", "onb.bulk_upload", ""));
    assert!(!can(&engine, "e1", "onb.add", ""));
    assert!(!can(&engine, "e1", "onb.section.A@view", "Y"));
}

#[test]
fn l15_manager_email_is_mine() {
    let engine = engine(&e1_with(vec![grant_on(
        "onb.candidates@view",
        manager_is_me(),
    )]));
    assert_eq!(sees(&engine, "e1", "onb.candidates@view"), ids(&["Y"]));
    let why_not = ask(&engine, "e1", "onb.candidates@view", "Z");
    let text: Vec<String> = why_not.near.iter().map(|n| n.text(&engine)).collect();
    assert!(
        text.iter().any(|t| t.contains("q@x.io")),
        "names the value that differs: {text:?}"
    );
}

#[test]
fn l17_section_by_section() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant("onb.section.A@view"),
        grant("onb.section.B@edit"),
        grant("onb.section.C@none"),
    ]));
    let may = |what: &str| can(&engine, "e1", &format!("onb.section.{what}"), "Y");
    assert!(may("A@view") && !may("A@edit"));
    assert!(may("B@view") && may("B@edit"));
    assert!(!may("C@view") && !may("D@view") && !may("personal@view"));
}

#[test]
fn l18_edit_forms_brings_all_form_actions() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant("onb.form@edit"),
    ]));
    for form in ["personal", "tax", "bgv"] {
        assert!(can(&engine, "e1", &format!("onb.form.{form}@edit"), "Y"));
        for action in FORM_ACTIONS {
            assert!(can(
                &engine,
                "e1",
                &format!("onb.form.{form}.{action}"),
                "Y"
            ));
        }
    }
}

#[test]
fn l19_no_access_to_forms() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant("onb.form@none"),
    ]));
    for form in ["personal", "tax", "bgv"] {
        assert!(!can(&engine, "e1", &format!("onb.form.{form}@view"), "Y"));
        for action in FORM_ACTIONS {
            assert!(!can(
                &engine,
                "e1",
                &format!("onb.form.{form}.{action}"),
                "Y"
            ));
        }
    }
    let shown = engine.effective(&"e1".into());
    assert!(
        shown
            .iter()
            .all(|e| !e.permission.as_str().starts_with("onb.form"))
    );
}

#[test]
fn l19_forms_by_criterion_and_single_action() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant_on("onb.form.bgv@view", hr_is("hr@x.io")),
        grant_on("onb.form.bgv.approve", hr_is("hr@x.io")),
    ]));
    assert_eq!(sees(&engine, "e1", "onb.form.bgv.approve"), ids(&["Z"]));
    assert_eq!(sees(&engine, "e1", "onb.form.bgv@view"), ids(&["Z"]));
    assert!(!can(&engine, "e1", "onb.form.bgv@edit", "Z"));
    assert!(!can(&engine, "e1", "onb.form.bgv.remind", "Z"));
}

/// L19: "all actions" are those configured, also one configured later.
#[test]
fn l19_actions_configured_later_are_covered() {
    let mut model = e1_with(vec![grant("onb.candidates@view"), grant("onb.action")]);
    let mut later = model
        .permissions()
        .get(&"onb.action.welcome".into())
        .unwrap()
        .clone();
    later.id = "onb.action.close".into();
    change(&mut model, vec![Edit::put(later)]);
    assert_eq!(sees(&engine(&model), "e1", "onb.action.close"), all());
    assert_eq!(sees(&engine(&model), "adm", "onb.action.close"), all());
}

#[test]
fn l20_activities_one_by_one() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant("onb.activity.remind"),
    ]));
    assert!(can(&engine, "e1", "onb.activity.remind", "Y"));
    for other in ["retrigger", "resubmit", "skip"] {
        assert!(!can(&engine, "e1", &format!("onb.activity.{other}"), "Y"));
    }
}

#[test]
fn l21_exclude_pending() {
    let model = e1_with(vec![grant_on("onb.candidates@view", without_pending())]);
    let engine = engine(&model);
    assert!(!can(&engine, "e1", "onb.candidates@view", "P"));
    assert!(can(&engine, "e1", "onb.candidates@view", "Z"));
}

/// A-L9: in a union pending candidates are shown if any source shows them.
#[test]
fn l21_pending_shown_if_any_source_shows_them() {
    let one = vec![grant_on("onb.candidates@view", without_pending())];
    let engine = engine(&two_groups(one, vec![grant("onb.candidates@view")]));
    assert!(can(&engine, "e1", "onb.candidates@view", "P"));
}

#[test]
fn l25_add_candidate_brings_every_section() {
    let set = vec![
        grant("onb.add"),
        grant("onb.candidates@view"),
        grant("onb.section.C@none"),
    ];
    let model = e1_with(set.clone());
    let engine_ = engine(&model);
    let answer = ask(&engine_, "e1", "onb.section.C@edit", "Y");
    assert!(answer.allowed);
    let path = &answer.paths[0];
    assert_eq!(path.granted.as_str(), "onb.add", "because of Add candidate");
    assert!(!path.implied_by.is_empty());

    // A tenant may read "by default" as a tick that can be taken away (A-L7).
    let mut preset = model.clone();
    let mut rule = model
        .implications()
        .get(&"add-sections".into())
        .unwrap()
        .clone();
    rule.kind = Some(ImplicationKind::Preset);
    change(&mut preset, vec![Edit::put(rule)]);
    assert!(!can(&engine(&preset), "e1", "onb.section.C@edit", "Y"));
}

#[test]
fn l28_status_view_only() {
    let engine = engine(&e1_with(vec![
        grant("onb.candidates@view"),
        grant("onb.status@view"),
    ]));
    assert!(can(&engine, "e1", "onb.status@view", "Y"));
    assert!(!can(&engine, "e1", "onb.status@edit", "Y"));
}

/// A right without a view of the candidate reaches no one.
#[test]
fn rule_l33_a_right_without_a_view_reaches_no_one() {
    let engine = engine(&e1_with(vec![grant("onb.status@edit")]));
    assert_eq!(sees(&engine, "e1", "onb.status@view"), ids(&[]));
}
