//! World L, the worked cases of onboarding permissions: each test bears the id of its case.
//! Not here: how the window shows them.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/cases.rs"]
mod cases;

use cases::*;
use sightline::engine::delegate::ActSubject;
use sightline::engine::gate::{RefusalCode, Verdict};
use sightline::engine::{Cell, Difference, compare};
use sightline::model::*;

const ALL: [&str; 7] = ["Y", "Z", "V", "E", "E2", "N1", "P"];
const FORM_ACTIONS: [&str; 4] = ["approve", "update", "remind", "resubmit"];
const SECTIONS: [&str; 5] = ["personal", "A", "B", "C", "D"];

fn own() -> Scope {
    Scope::items(ItemSelector::CreatedByMe)
}

fn manager_is_me() -> Scope {
    Scope::items(ItemSelector::FieldIsMine {
        field: "manager_email".into(),
        mine: "email".into(),
    })
}

fn hr_is(email: &str) -> Scope {
    Scope::items(ItemSelector::Where(Condition::one(
        "hr_email",
        Op::Is,
        &[email],
    )))
}

fn without_pending() -> Scope {
    let pending = Condition::one("stage", Op::Is, &["Pending"]);
    Scope::items(ItemSelector::Except(
        Box::new(ItemSelector::Any),
        Box::new(ItemSelector::Where(pending)),
    ))
}

fn all() -> std::collections::BTreeSet<String> {
    ids(&ALL)
}

/// World L with `who` added in a role, alone or through groups that hold it.
fn added(who: &str, role: &str, groups: &[&str]) -> Model {
    let mut model = world("l");
    let mut edits = vec![assign(to_user(who), role, Scope::UNSET)];
    for group in groups {
        edits.push(listed(&model, group, &[who]));
        edits.push(assign(to_group(group), role, Scope::UNSET));
    }
    change(&mut model, edits);
    model
}

fn l7() -> Model {
    let mut model = added("e1", "viewer", &["A"]);
    let grants = [
        "onb.add@yes",
        "onb.section@edit",
        "onb.update@yes",
        "onb.candidates@view",
        "onb.status@edit",
    ];
    let edit = custom(to_group("A"), "onb", grants.map(grant).to_vec());
    change(&mut model, vec![edit]);
    model
}

fn l9() -> Model {
    let mut model = added("e1", "viewer", &["A", "B"]);
    let a = vec![
        grant_on("onb.candidates@view", manager_is_me()),
        grant("onb.status@edit"),
    ];
    let b = vec![
        grant("onb.add"),
        grant("onb.section@edit"),
        grant("onb.update"),
        grant_on("onb.candidates@view", hr_is("hr@x.io")),
        grant("onb.action.push_sf"),
    ];
    change(
        &mut model,
        vec![
            custom(to_group("A"), "onb", a),
            custom(to_group("B"), "onb", b),
        ],
    );
    model
}

fn paired(mut model: Model) -> Model {
    let mut onb = model.modules().get(&"onb".into()).unwrap().clone();
    onb.merge = Some(Merge::Paired);
    change(&mut model, vec![Edit::put(onb)]);
    model
}

#[test]
fn l1_agents_act_on_what_they_added() {
    let engine = engine(&world("l"));
    assert_eq!(sees(&engine, "A", "onb.candidates@view"), ids(&["Y"]));
    assert_eq!(sees(&engine, "B", "onb.candidates@view"), ids(&["P", "Z"]));
    assert!(can(&engine, "A", "onb.status@edit", "Y"));
    assert!(!can(&engine, "A", "onb.candidates@view", "Z"));
    assert!(!can(&engine, "A", "onb.status@view", "Z"));
    for what in [
        "onb.add",
        "onb.bulk_upload",
        "onb.report",
        "onb.bulk_update",
    ] {
        assert!(can(&engine, "A", what, ""), "{what}");
    }
    for what in [
        "onb.section.A@edit",
        "onb.action.push_sf",
        "onb.activity.skip",
        "onb.form.tax.approve",
    ] {
        assert!(can(&engine, "A", what, "Y"), "{what}");
        assert!(!can(&engine, "A", what, "Z"), "{what}");
    }
}

#[test]
fn l2_admin_acts_on_everyone() {
    let engine = engine(&world("l"));
    let adm = PrincipalId::from("adm");
    for permission in engine.model().permissions().iter() {
        let ladder = engine.model().ladder_of(&permission.id).unwrap();
        let what = format!("{}@{}", permission.id, ladder.levels.last().unwrap());
        if permission.about.has_item() {
            assert_eq!(sees(&engine, "adm", &what), all(), "{what}");
        } else {
            assert!(can(&engine, "adm", &what, ""), "{what}");
        }
    }
    assert!(can(&engine, "adm", "onb.action.push_sf", "Y"));
    assert!(engine.gained_by_pooling(&adm).is_empty());
}

#[test]
fn l3_admins_permissions_cannot_be_changed() {
    let model = world("l");
    let set = |of: &str| vec![custom(to_user(of), "onb", vec![grant("onb.status@view")])];
    let code = |verdict: Verdict| match verdict {
        Verdict::Accepted { .. } => None,
        Verdict::Refused { code, .. } => Some(code),
    };
    assert_eq!(code(attempt(&model, set("A"), Some("adm"))), None);
    assert_eq!(code(attempt(&model, set("vw"), Some("adm"))), None);
    assert_eq!(
        code(attempt(&model, set("A"), Some("B"))),
        Some(RefusalCode::NotPermitted)
    );
    assert_eq!(
        code(attempt(&model, set("A"), Some("A"))),
        Some(RefusalCode::NotPermitted)
    );
    assert_eq!(
        code(attempt(&model, set("adm"), Some("adm"))),
        Some(RefusalCode::NotPermitted)
    );
    // Whoever holds the model: the predefined role stays as it is all the same.
    assert_eq!(
        code(attempt(&model, set("adm"), None)),
        Some(RefusalCode::Locked)
    );
    let mut admin = model.roles().get(&"admin".into()).unwrap().clone();
    admin.grants.pop();
    assert_eq!(
        code(attempt(&model, vec![Edit::put(admin)], None)),
        Some(RefusalCode::Locked)
    );

    let engine = engine(&model);
    assert!(may(&engine, "adm", Act::SetPermissions, &user("A"), None));
    assert!(!may(&engine, "A", Act::SetPermissions, &user("B"), None));
    assert!(!may(
        &engine,
        "adm",
        Act::SetPermissions,
        &user("adm"),
        None
    ));
}

#[test]
fn l3_groups_of_admins_likewise() {
    let mut model = world("l");
    let admins = assign(to_group("A"), "admin", Scope::UNSET);
    let viewers = assign(to_group("B"), "viewer", Scope::UNSET);
    change(&mut model, vec![admins, viewers]);
    let engine = engine(&model);
    let group = |id: &str| ActSubject::Group(id.into());
    assert!(!may(&engine, "adm", Act::SetPermissions, &group("A"), None));
    assert!(may(&engine, "adm", Act::SetPermissions, &group("B"), None));
    let set = vec![custom(to_group("A"), "onb", vec![])];
    assert!(!attempt(&model, set, Some("adm")).is_accepted());
}

/// A group given a role with the admin's inside has admins in it, and is none of an admin's business.
#[test]
fn l3_groups_that_hold_an_admin_role_inside_another_likewise() {
    let mut model = world("l");
    let nested = |role: &str| NestedRole {
        role: role.into(),
        scope: Scope::UNSET,
    };
    let mut inner = Role::new("inner", "Inner");
    inner.nested = vec![nested("admin"), nested("outer")];
    let mut outer = Role::new("outer", "Outer");
    outer.nested = vec![nested("viewer"), nested("inner")];
    let given = assign(to_group("A"), "outer", Scope::UNSET);
    let plain = assign(to_group("B"), "viewer", Scope::UNSET);
    let edits = vec![Edit::put(inner), Edit::put(outer), given, plain];
    change(&mut model, edits);
    let engine = engine(&model);
    let group = |id: &str| ActSubject::Group(id.into());
    assert!(!may(&engine, "adm", Act::SetPermissions, &group("A"), None));
    assert!(may(&engine, "adm", Act::SetPermissions, &group("B"), None));
}

#[test]
fn l4_viewer_opens_and_finds_nothing() {
    let engine = engine(&world("l"));
    assert!(can(&engine, "vw", "onb.open", ""));
    assert_eq!(sees(&engine, "vw", "onb.candidates@view"), ids(&[]));
    let all_there_is: Vec<_> = engine.effective(&"vw".into());
    assert_eq!(all_there_is.len(), 1, "{all_there_is:?}");
    let onb = engine.model().modules().get(&"onb".into()).unwrap();
    assert!(
        onb.empty_message
            .as_deref()
            .unwrap()
            .contains("Contact an Onboarding Admin")
    );
    assert!(
        !can(&engine, "hr", "onb.open", ""),
        "not added to the module"
    );
}

#[test]
fn l5_viewer_customised() {
    let mut model = world("l");
    let set = vec![
        grant("onb.add"),
        grant("onb.section@edit"),
        grant_on("onb.candidates@view", own()),
        grant("onb.status@edit"),
    ];
    change(&mut model, vec![custom(to_user("vw"), "onb", set)]);
    let engine = engine(&model);
    assert!(can(&engine, "vw", "onb.open", ""));
    assert!(can(&engine, "vw", "onb.add", ""));
    assert_eq!(sees(&engine, "vw", "onb.candidates@view"), ids(&["V"]));
    assert_eq!(sees(&engine, "vw", "onb.status@edit"), ids(&["V"]));
    assert_eq!(
        sees(&engine, "vw", "onb.section.personal@edit"),
        ids(&["V"])
    );
    assert!(!can(&engine, "vw", "onb.candidates@view", "Y"));
    assert!(!can(&engine, "vw", "onb.action.push_sf", "V"));
}

fn l6() -> Model {
    let mut model = world("l");
    let set = vec![
        grant("onb.add@no"),
        grant("onb.candidates@view"),
        grant("onb.status@edit"),
    ];
    change(&mut model, vec![custom(to_user("B"), "onb", set)]);
    model
}

#[test]
fn l6_agent_customised_keeps_only_that() {
    let engine = engine(&l6());
    assert!(!can(&engine, "B", "onb.add", ""));
    assert!(!can(&engine, "B", "onb.report", ""));
    assert!(can(&engine, "B", "onb.open", ""));
    assert_eq!(sees(&engine, "B", "onb.candidates@view"), all());
    assert_eq!(sees(&engine, "B", "onb.status@edit"), all());
    for section in SECTIONS {
        assert!(!can(
            &engine,
            "B",
            &format!("onb.section.{section}@view"),
            "Z"
        ));
    }
    assert!(!can(&engine, "B", "onb.action.push_sf", "Z"));
    assert!(!can(&engine, "B", "onb.form.tax@view", "Z"));
    assert_eq!(
        sees(&engine, "A", "onb.section.A@edit"),
        ids(&["Y"]),
        "A is as before"
    );
}

#[test]
fn l7_group_of_viewers() {
    let before = engine(&added("e1", "viewer", &["A"]));
    assert_eq!(sees(&before, "e1", "onb.candidates@view"), ids(&[]));
    assert!(!can(&before, "e1", "onb.add", ""));

    let engine = engine(&l7());
    assert!(can(&engine, "e1", "onb.add", ""));
    for what in [
        "onb.section.personal@edit",
        "onb.update",
        "onb.candidates@view",
        "onb.status@edit",
    ] {
        assert_eq!(sees(&engine, "e1", what), all(), "{what}");
    }
    assert!(!can(&engine, "e1", "onb.report", ""));
}

fn l8() -> Model {
    let mut model = added("e2", "agent", &["B"]);
    let set = vec![
        grant("onb.add@no"),
        grant("onb.candidates@view"),
        grant("onb.report"),
        grant("onb.status@edit"),
    ];
    change(&mut model, vec![custom(to_group("B"), "onb", set)]);
    model
}

#[test]
fn l8_group_of_agents() {
    let before = engine(&added("e2", "agent", &["B"]));
    assert!(can(&before, "e2", "onb.candidates@view", "E2"));
    assert!(!can(&before, "e2", "onb.candidates@view", "Y"));

    let engine = engine(&l8());
    assert!(
        can(&engine, "e2", "onb.add", ""),
        "from the agent's own default"
    );
    assert_eq!(sees(&engine, "e2", "onb.candidates@view"), all());
    assert!(can(&engine, "e2", "onb.report", ""));
    assert_eq!(sees(&engine, "e2", "onb.status@edit"), all());
    let add = ask(&engine, "e2", "onb.add", "");
    let keys: Vec<String> = add.paths.iter().map(|p| p.key()).collect();
    assert_eq!(keys.len(), 1, "only the default gives it: {keys:?}");
    assert!(keys[0].starts_with("assignment:e2-agent/"), "{keys:?}");
}

/// A-L13: the agent's actions spread to all candidates under pooling, and only there.
#[test]
fn l8_pooling_spreads_the_agents_actions() {
    let push = "onb.action.push_sf";
    assert_eq!(sees(&engine(&l8()), "e2", push), all());
    assert_eq!(sees(&engine(&paired(l8())), "e2", push), ids(&["E2"]));
}

#[test]
fn l9_two_groups_pool() {
    let engine = engine(&l9());
    assert!(can(&engine, "e1", "onb.add", ""));
    assert_eq!(sees(&engine, "e1", "onb.candidates@view"), ids(&["Y", "Z"]));
    for what in [
        "onb.status@edit",
        "onb.section.personal@edit",
        "onb.action.push_sf",
    ] {
        assert_eq!(sees(&engine, "e1", what), ids(&["Y", "Z"]), "{what}");
    }
    assert!(can(&engine, "e1", "onb.open", ""));
}

#[test]
fn l9_what_the_text_leaves_out() {
    let engine = engine(&l9());
    assert_eq!(sees(&engine, "e1", "onb.update"), ids(&["Y", "Z"]));
    assert!(can(&engine, "e1", "onb.bulk_upload", ""));
    assert!(can(&engine, "e1", "onb.bulk_update", ""));
    assert!(!can(&engine, "e1", "onb.candidates@view", "N1"));
    assert!(
        !can(&engine, "e1", "onb.candidates@view", "E"),
        "added by e1, yet in no list"
    );
    assert!(!can(&engine, "e1", "onb.action.welcome", "Y"));
}

/// A-L12: blanks and case do not matter, an empty field matches nothing.
#[test]
fn l9_emails_match_as_people_read_them() {
    let mut model = l9();
    let mut y = model.items().get(&"Y".into()).unwrap().clone();
    y.fields
        .set(&"manager_email".into(), Some(Value::from(" E1@X.io ")));
    change(&mut model, vec![Edit::put(y)]);
    assert!(can(&engine(&model), "e1", "onb.candidates@view", "Y"));
    let nobody = person(&model, "e1", |p| {
        p.fields.set(&"email".into(), Some("".into()))
    });
    change(&mut model, vec![nobody]);
    assert_eq!(
        sees(&engine(&model), "e1", "onb.candidates@view"),
        ids(&["Z"])
    );
    let none = person(&model, "e1", |p| p.fields.set(&"email".into(), None));
    change(&mut model, vec![none]);
    assert_eq!(
        sees(&engine(&model), "e1", "onb.candidates@view"),
        ids(&["Z"])
    );
}

#[test]
fn l10_group_and_own_set() {
    let mut model = added("e1", "viewer", &["A"]);
    let group = vec![
        grant("onb.add"),
        grant("onb.section@edit"),
        grant_on("onb.candidates@view", own()),
        grant("onb.status@edit"),
        grant("onb.form@view"),
    ];
    let alone = vec![
        grant("onb.add@no"),
        grant("onb.candidates@view"),
        grant("onb.form.personal@edit"),
    ];
    change(
        &mut model,
        vec![
            custom(to_group("A"), "onb", group),
            custom(to_user("e1"), "onb", alone),
        ],
    );
    let engine = engine(&model);
    assert!(can(&engine, "e1", "onb.add", ""));
    assert_eq!(sees(&engine, "e1", "onb.candidates@view"), all());
    assert!(can(&engine, "e1", "onb.section.B@edit", "Y"));
    assert!(can(&engine, "e1", "onb.status@edit", "Y"));
    for form in ["personal", "tax", "bgv"] {
        assert_eq!(sees(&engine, "e1", &format!("onb.form.{form}@view")), all());
    }
    assert!(!can(&engine, "e1", "onb.form.tax@edit", "Y"));
    assert!(!can(&engine, "e1", "onb.form.tax.approve", "Y"));
    assert!(can(&engine, "e1", "onb.form.personal@edit", "Y"));
    assert!(can(&engine, "e1", "onb.form.personal.approve", "Y"));
}

fn two_groups(a: Vec<Grant>, b: Vec<Grant>) -> Model {
    let mut model = added("e1", "viewer", &["A", "B"]);
    change(
        &mut model,
        vec![
            custom(to_group("A"), "onb", a),
            custom(to_group("B"), "onb", b),
        ],
    );
    model
}

#[test]
fn l11_edit_beats_view() {
    let give = |level: &str| {
        vec![
            grant("onb.candidates@view"),
            grant(&format!("onb.section@{level}")),
        ]
    };
    for (a, b) in [("edit", "view"), ("view", "edit")] {
        let engine = engine(&two_groups(give(a), give(b)));
        assert!(can(&engine, "e1", "onb.section.A@edit", "Y"));
    }
}

#[test]
fn l12_add_beats_not_add() {
    for (a, b) in [("onb.add@yes", "onb.add@no"), ("onb.add@no", "onb.add@yes")] {
        let engine = engine(&two_groups(vec![grant(a)], vec![grant(b)]));
        assert!(can(&engine, "e1", "onb.add", ""));
        assert!(can(&engine, "e1", "onb.bulk_upload", ""));
    }
    let engine = engine(&two_groups(vec![grant("onb.add@no")], vec![]));
    assert!(!can(&engine, "e1", "onb.add", ""));
}

fn e1_with(grants: Vec<Grant>) -> Model {
    let mut model = added("e1", "viewer", &[]);
    change(&mut model, vec![custom(to_user("e1"), "onb", grants)]);
    model
}

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
fn l24_paired_keeps_each_right_with_its_source() {
    let model = paired(l9());
    let engine = engine(&model);
    assert_eq!(sees(&engine, "e1", "onb.candidates@view"), ids(&["Y", "Z"]));
    assert_eq!(sees(&engine, "e1", "onb.status@edit"), ids(&["Y"]));
    assert_eq!(sees(&engine, "e1", "onb.action.push_sf"), ids(&["Z"]));
    assert!(engine.gained_by_pooling(&"e1".into()).is_empty());
}

#[test]
fn l24_gained_only_through_pooling() {
    let engine = engine(&l9());
    let gained: Vec<String> = engine
        .gained_by_pooling(&"e1".into())
        .iter()
        .map(|c: &Cell| format!("{}.{}", c.target.id(), c.permission))
        .collect();
    assert!(
        gained.contains(&"Y.onb.action.push_sf".to_owned()),
        "{gained:?}"
    );
    assert!(gained.contains(&"Z.onb.status".to_owned()), "{gained:?}");
    assert!(!gained.contains(&"Y.onb.status".to_owned()), "{gained:?}");
    assert!(
        !gained.contains(&"Z.onb.action.push_sf".to_owned()),
        "{gained:?}"
    );
    let push = ask(&engine, "e1", "onb.action.push_sf", "Y");
    assert!(push.paths.iter().all(|p| p.by_pooling));
    let push = ask(&engine, "e1", "onb.action.push_sf", "Z");
    assert!(push.paths.iter().all(|p| !p.by_pooling));
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
fn l27_out_of_the_group_out_of_its_rights() {
    let mut model = l7();
    let edit = listed(&model, "A", &[]);
    let verdict = attempt(&model, vec![edit.clone()], Some("adm"));
    assert!(verdict.is_accepted(), "{verdict:?}");
    change(&mut model, vec![edit]);
    let engine = engine(&model);
    let left: Vec<String> = engine
        .effective(&"e1".into())
        .iter()
        .map(|e| e.permission.to_string())
        .collect();
    assert_eq!(left, ["onb.open"], "nothing but what a viewer has");
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

#[test]
fn l33_what_a_custom_set_takes_away_is_listed() {
    let Difference { gains, losses } = compare(&engine(&world("l")), &engine(&l6()));
    let text = |c: &Cell| format!("{} {}@{} {}", c.who, c.permission, c.level, c.target.id());
    let losses: Vec<String> = losses.iter().map(text).collect();
    let gains: Vec<String> = gains.iter().map(text).collect();
    for lost in [
        "B onb.add@yes ",
        "B onb.bulk_upload@yes ",
        "B onb.report@yes ",
        "B onb.bulk_update@yes ",
        "B onb.update@yes Z",
        "B onb.section.A@edit Z",
        "B onb.section.personal@view P",
        "B onb.action.push_sf@yes Z",
        "B onb.activity.skip@yes Z",
        "B onb.form.tax@edit Z",
        "B onb.form.bgv.approve@yes P",
    ] {
        assert!(losses.iter().any(|l| l == lost), "{lost} in {losses:#?}");
    }
    assert!(losses.iter().all(|l| l.starts_with("B ")));
    assert!(
        losses
            .iter()
            .all(|l| !l.contains("onb.status") && !l.contains("onb.open"))
    );
    assert!(
        gains.iter().any(|g| g == "B onb.status@edit Y"),
        "{gains:#?}"
    );
    assert!(
        gains
            .iter()
            .all(|g| g.contains("onb.candidates") || g.contains("onb.status"))
    );
}

/// People are added with one of the three roles, by an admin.
#[test]
fn rule_l6_admins_add_people_with_a_role() {
    let engine = engine(&world("l"));
    for role in ["admin", "agent", "viewer"] {
        let new = ActSubject::NewUser;
        assert!(may(&engine, "adm", Act::AddUser, &new, Some(role)));
        assert!(!may(&engine, "A", Act::AddUser, &new, Some(role)));
    }
    let add = |role: &str| {
        let new = Edit::put(Principal::new("new", "New colleague"));
        vec![new, assign(to_user("new"), role, Scope::UNSET)]
    };
    let model = world("l");
    for role in ["admin", "agent", "viewer"] {
        assert!(
            attempt(&model, add(role), Some("adm")).is_accepted(),
            "{role}"
        );
        assert!(
            !attempt(&model, add(role), Some("B")).is_accepted(),
            "{role}"
        );
    }
}
