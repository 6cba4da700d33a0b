//! Two groups pooled or kept apart: which right reaches which candidate.

use sightline::engine::Cell;
use sightline::model::*;

use crate::cases::*;
use crate::world::*;

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
