//! The worked cases of world S (levels of access and permission dependencies), each by its id.
//! How a refusal is shown in the window is tested there; here is what it shows.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{change, day, engine, ids, sees, world};
use sightline::engine::checks::findings;
use sightline::engine::gate::{Highlight, RefusalCode, Verdict, try_change};
use sightline::io;
use sightline::model::{
    Assignment, Change, Dependent, Edit, Grant, Group, Key, Model, Reach, Requirement, Role, Scope,
    Subject, Window,
};

const TIMEOFF: &str = "hrm.timeoff";
const EDIT: &str = "hrm.edit_hrm";
const PROFILE: &str = "hrm.see_profile";
const PERSONAL: &str = "hrm.see_personal";

/// The role `member` with these levels of access; what is not named is at none.
fn member(levels: &[(&str, &str)]) -> Role {
    let mut role = Role::new("member", "Member");
    for (permission, level) in levels {
        if *level != "none" {
            role.grants.push(Grant {
                permission: (*permission).into(),
                level: "yes".into(),
                on: Scope::people(Reach::Named((*level).into())),
                switch: None,
            });
        }
    }
    role
}

/// World S where the role `member` has these levels of access. It was not tried: it is the given.
fn given(levels: &[(&str, &str)]) -> Model {
    let mut model = world("s");
    change(&mut model, vec![Edit::put(member(levels))]);
    model
}

fn save(model: &Model, levels: &[(&str, &str)]) -> Verdict {
    let change = Change::new("set Member", vec![Edit::put(member(levels))]);
    try_change(model, &change, None, day())
}

/// The message of a refusal and the permissions it highlights.
fn refused(verdict: Verdict) -> (String, BTreeSet<String>) {
    match verdict {
        Verdict::Refused {
            code,
            message,
            highlight,
        } => {
            assert_eq!(code, RefusalCode::Requirement, "{message}");
            let highlighted = highlight.into_iter().map(|h| match h {
                Highlight::Permission(id) => id.to_string(),
                other => panic!("{other:?} is highlighted"),
            });
            (message, highlighted.collect())
        }
        Verdict::Accepted { .. } => panic!("accepted"),
    }
}

fn accepted(verdict: Verdict) -> Model {
    match verdict {
        Verdict::Accepted { model, .. } => *model,
        Verdict::Refused { message, .. } => panic!("refused: {message}"),
    }
}

fn timeoff(model: &Model, who: &str) -> BTreeSet<String> {
    sees(&engine(model), who, TIMEOFF, "yes")
}

fn requirement(id: &str, main: &str, dependents: &[&str]) -> Edit {
    Edit::put(Requirement {
        id: id.into(),
        main: main.into(),
        dependents: dependents
            .iter()
            .map(|permission| Dependent {
                permission: (*permission).into(),
                level: None,
            })
            .collect(),
    })
}

#[test]
fn s1_own_reaches_oneself() {
    assert_eq!(timeoff(&given(&[(TIMEOFF, "own")]), "mia"), ids(["mia"]));
}

#[test]
fn s2_sub_reaches_oneself_and_all_subordinates() {
    let model = given(&[(TIMEOFF, "sub")]);
    assert_eq!(timeoff(&model, "mia"), ids(["mia", "tom", "una"]));
}

#[test]
fn s3_all_reaches_everyone() {
    let model = given(&[(TIMEOFF, "all")]);
    let everyone = ids(["ceo", "mia", "tom", "una", "vic"]);
    assert_eq!(timeoff(&model, "mia"), everyone);
}

#[test]
fn s4_none_does_not_reach_even_oneself() {
    assert_eq!(timeoff(&given(&[(TIMEOFF, "none")]), "mia"), ids([]));

    // The bottom of the ladder, written out, is none as well.
    let mut model = world("s");
    let mut role = member(&[(TIMEOFF, "all")]);
    role.grants[0].level = "no".into();
    change(&mut model, vec![Edit::put(role)]);
    assert_eq!(timeoff(&model, "mia"), ids([]));
}

#[test]
fn s5_a_main_above_a_dependent_is_refused_and_highlights_it() {
    let model = given(&[(PROFILE, "sub"), (PERSONAL, "all")]);
    let before = model.clone();
    let verdict = save(
        &model,
        &[(EDIT, "all"), (PROFILE, "sub"), (PERSONAL, "all")],
    );
    let (message, highlighted) = refused(verdict);
    assert_eq!(highlighted, ids([PROFILE]), "{message}");
    assert!(!message.is_empty());
    assert_eq!(model, before);
    assert_eq!(sees(&engine(&model), "mia", EDIT, "yes"), ids([]));
}

#[test]
fn s6_after_the_dependent_is_raised_the_main_is_accepted() {
    let model = given(&[(PROFILE, "sub"), (PERSONAL, "all")]);
    let model = accepted(save(&model, &[(PROFILE, "all"), (PERSONAL, "all")]));
    let levels = [(EDIT, "all"), (PROFILE, "all"), (PERSONAL, "all")];
    let model = accepted(save(&model, &levels));
    assert_eq!(sees(&engine(&model), "mia", EDIT, "yes").len(), 5);
}

#[test]
fn s10_one_save_that_sets_all_three_is_accepted() {
    let model = given(&[]);
    let model = accepted(save(
        &model,
        &[(EDIT, "sub"), (PROFILE, "sub"), (PERSONAL, "sub")],
    ));
    assert_eq!(
        sees(&engine(&model), "mia", EDIT, "yes"),
        ids(["mia", "tom", "una"])
    );
}

#[test]
fn s12_a_role_assigned_to_a_user_group_reaches_its_members_only() {
    let mut model = given(&[(TIMEOFF, "all")]);
    let group = Group {
        id: "leads".into(),
        name: "Leads".into(),
        description: "Those who lead".into(),
        listed: vec!["mia".into()],
        condition: None,
        groups: Vec::new(),
    };
    let assignment = Assignment {
        id: "leads-member".into(),
        to: Subject::Group("leads".into()),
        role: "member".into(),
        scope: Scope::UNSET,
        window: Window::default(),
    };
    change(
        &mut model,
        vec![
            Edit::Remove(Key::Assignment("mia-member".into())),
            Edit::put(group),
            Edit::put(assignment),
        ],
    );
    assert_eq!(timeoff(&model, "mia").len(), 5);
    assert_eq!(timeoff(&model, "vic"), ids([]));
}

#[test]
fn s13_levels_compare_by_name_and_not_by_todays_people() {
    let mut model = given(&[(TIMEOFF, "sub"), (EDIT, "sub"), (PROFILE, "sub")]);
    let mut assignment = model.assignments().at(0).unwrap().clone();
    assignment.to = Subject::User("vic".into());
    let role = member(&[
        (TIMEOFF, "sub"),
        (EDIT, "sub"),
        (PROFILE, "sub"),
        (PERSONAL, "sub"),
    ]);
    change(&mut model, vec![Edit::put(assignment), Edit::put(role)]);
    assert_eq!(timeoff(&model, "vic"), ids(["vic"]));
    let list = findings(&engine(&model));
    assert!(list.is_empty(), "{list:?}");

    // Own reaches the same one person today and is lower all the same.
    let levels = [(EDIT, "sub"), (PROFILE, "own"), (PERSONAL, "sub")];
    let (_, highlighted) = refused(save(&model, &levels));
    assert_eq!(highlighted, ids([EDIT]));
}

#[test]
fn s15_a_chain_highlights_every_permission_that_must_rise() {
    let both_own = [(PROFILE, "own"), (PERSONAL, "own")];
    let raised = [(EDIT, "all"), (PROFILE, "own"), (PERSONAL, "own")];

    let mut model = given(&both_own);
    let link = requirement("see_personal", PERSONAL, &[PROFILE]);
    change(&mut model, vec![link.clone()]);
    let (message, highlighted) = refused(save(&model, &raised));
    assert_eq!(highlighted, ids([PROFILE, PERSONAL]), "{message}");

    // The same where the main names only the first link of the chain.
    let mut model = given(&both_own);
    change(
        &mut model,
        vec![link, requirement("edit_hrm", EDIT, &[PERSONAL])],
    );
    let (message, highlighted) = refused(save(&model, &raised));
    assert_eq!(highlighted, ids([PROFILE, PERSONAL]), "{message}");
}

#[test]
fn s16_the_message_names_the_wanted_level_and_each_dependent_with_its_own() {
    let model = given(&[(PROFILE, "sub"), (PERSONAL, "own")]);
    let before = model.clone();
    let levels = [(EDIT, "all"), (PROFILE, "sub"), (PERSONAL, "own")];
    let (message, highlighted) = refused(save(&model, &levels));
    assert_eq!(highlighted, ids([PROFILE, PERSONAL]));
    for said in [
        "Edit in HRM at all",
        "See associate profile, which is at sub",
        "See personal info, which is at own",
    ] {
        assert!(message.contains(said), "`{said}` is not in: {message}");
    }
    assert_eq!(model, before);

    // What is at none is named as none.
    let (message, _) = refused(save(&given(&[]), &[(EDIT, "own")]));
    assert!(message.contains("See associate profile, which is at none"));

    // Nothing is raised along: what is saved is what was asked for.
    let model = accepted(save(&model, &[(PROFILE, "all"), (PERSONAL, "own")]));
    let role = model.roles().get(&"member".into()).unwrap();
    assert_eq!(*role, member(&[(PROFILE, "all"), (PERSONAL, "own")]));
}

#[test]
fn a_s1_lowering_a_dependent_below_its_main_is_refused_and_highlights_the_main() {
    let model = given(&[(EDIT, "sub"), (PROFILE, "all"), (PERSONAL, "sub")]);
    let levels = [(EDIT, "sub"), (PROFILE, "all"), (PERSONAL, "own")];
    let (message, highlighted) = refused(save(&model, &levels));
    assert_eq!(highlighted, ids([EDIT]), "{message}");

    // Down to the level of the main it may go.
    accepted(save(
        &model,
        &[(EDIT, "sub"), (PROFILE, "sub"), (PERSONAL, "sub")],
    ));
}

#[test]
fn a_s6_of_several_roles_the_highest_level_counts() {
    let mut model = given(&[(TIMEOFF, "all")]);
    let own = Role {
        id: "own".into(),
        ..member(&[(TIMEOFF, "own")])
    };
    let assignment = Assignment {
        id: "mia-own".into(),
        role: "own".into(),
        ..model.assignments().at(0).unwrap().clone()
    };
    change(&mut model, vec![Edit::put(own), Edit::put(assignment)]);
    assert_eq!(timeoff(&model, "mia").len(), 5);
}

#[test]
fn x7_a_refused_change_leaves_the_saved_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.ron");
    let model = given(&[(PROFILE, "sub"), (PERSONAL, "all")]);
    io::save(&path, &model).unwrap();
    let bytes = std::fs::read(&path).unwrap();

    refused(save(
        &model,
        &[(EDIT, "all"), (PROFILE, "sub"), (PERSONAL, "all")],
    ));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    io::save(&path, &model).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(io::load(&path).unwrap().model, model);
}
