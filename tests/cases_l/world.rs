//! World L as the cases change it: added people, groups with sets of their own, usual limits.

use sightline::model::*;

use crate::cases::*;

pub const ALL: [&str; 7] = ["Y", "Z", "V", "E", "E2", "N1", "P"];
pub const FORM_ACTIONS: [&str; 4] = ["approve", "update", "remind", "resubmit"];
pub const SECTIONS: [&str; 5] = ["personal", "A", "B", "C", "D"];

pub fn own() -> Scope {
    Scope::items(ItemSelector::CreatedByMe)
}

pub fn manager_is_me() -> Scope {
    Scope::items(ItemSelector::FieldIsMine {
        field: "manager_email".into(),
        mine: "email".into(),
    })
}

pub fn hr_is(email: &str) -> Scope {
    Scope::items(ItemSelector::Where(Condition::one(
        "hr_email",
        Op::Is,
        &[email],
    )))
}

pub fn without_pending() -> Scope {
    let pending = Condition::one("stage", Op::Is, &["Pending"]);
    Scope::items(ItemSelector::Except(
        Box::new(ItemSelector::Any),
        Box::new(ItemSelector::Where(pending)),
    ))
}

pub fn all() -> std::collections::BTreeSet<String> {
    ids(&ALL)
}

/// World L with `who` added in a role, alone or through groups that hold it.
pub fn added(who: &str, role: &str, groups: &[&str]) -> Model {
    let mut model = world("l");
    let mut edits = vec![assign(to_user(who), role, Scope::UNSET)];
    for group in groups {
        edits.push(listed(&model, group, &[who]));
        edits.push(assign(to_group(group), role, Scope::UNSET));
    }
    change(&mut model, edits);
    model
}

pub fn l7() -> Model {
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

pub fn l9() -> Model {
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

pub fn paired(mut model: Model) -> Model {
    let mut onb = model.modules().get(&"onb".into()).unwrap().clone();
    onb.merge = Some(Merge::Paired);
    change(&mut model, vec![Edit::put(onb)]);
    model
}

pub fn l6() -> Model {
    let mut model = world("l");
    let set = vec![
        grant("onb.add@no"),
        grant("onb.candidates@view"),
        grant("onb.status@edit"),
    ];
    change(&mut model, vec![custom(to_user("B"), "onb", set)]);
    model
}

pub fn l8() -> Model {
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

pub fn two_groups(a: Vec<Grant>, b: Vec<Grant>) -> Model {
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

pub fn e1_with(grants: Vec<Grant>) -> Model {
    let mut model = added("e1", "viewer", &[]);
    change(&mut model, vec![custom(to_user("e1"), "onb", grants)]);
    model
}
