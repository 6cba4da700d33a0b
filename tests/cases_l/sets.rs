//! Sets of a person or a group in place of what a role gives, and several of them together.

use sightline::engine::{Cell, Difference, compare};

use crate::cases::*;
use crate::world::*;

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
