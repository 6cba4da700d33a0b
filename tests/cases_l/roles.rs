//! The three roles: what they give from the start, and who may change whose permissions.

use sightline::engine::delegate::ActSubject;
use sightline::engine::gate::{RefusalCode, Verdict};
use sightline::model::*;

use crate::cases::*;
use crate::world::*;

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
