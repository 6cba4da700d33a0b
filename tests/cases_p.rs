//! The worked cases of performance, world P, by their ids.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/worlds.rs"]
#[allow(dead_code, reason = "each file of cases uses some of them")]
mod worlds;

use std::collections::BTreeSet;

use sightline::engine::delegate::{ActSubject, may};
use sightline::engine::gate::{RefusalCode, Verdict, notice, try_change};
use sightline::engine::{Answer, Denial, Engine};
use sightline::model::{
    Act, Assignment, Change, DirectGrant, Edit, LabelId, ManagerEdge, Model, Principal, Reach,
    Scope, Subject, Window,
};
use worlds::{ask, can, change, day, engine, ids, sees, sees_items, world};

/// A change to one switch.
fn switch(model: &Model, id: &str, on: bool) -> Edit {
    let mut switch = model.switches().get(&id.into()).unwrap().clone();
    switch.on = on;
    Edit::put(switch)
}

fn flip(model: &mut Model, id: &str, on: bool) {
    let edit = switch(model, id, on);
    change(model, vec![edit]);
}

/// A change to one person.
fn person(model: &Model, id: &str, edit: impl FnOnce(&mut Principal)) -> Edit {
    let mut person = model.principals().get(&id.into()).unwrap().clone();
    edit(&mut person);
    Edit::put(person)
}

fn report_to(model: &mut Model, id: &str, manager: &str) {
    let edit = person(model, id, |p| {
        p.managers = vec![ManagerEdge("primary".into(), manager.into())];
    });
    change(model, vec![edit]);
}

fn grant(id: &str, to: &str, permission: &str, scope: Scope) -> Edit {
    Edit::put(DirectGrant {
        id: id.into(),
        to: Subject::User(to.into()),
        permission: permission.into(),
        level: "yes".into(),
        scope,
        switch: None,
        window: Window::default(),
    })
}

fn assign(id: &str, to: &str, role: &str) -> Change {
    let assignment = Assignment {
        id: id.into(),
        to: Subject::User(to.into()),
        role: role.into(),
        scope: Scope::UNSET,
        window: Window::default(),
    };
    Change::new("give a role", vec![Edit::put(assignment)])
}

fn yes(engine: &Engine, who: &str, permission: &str, on: &str) -> bool {
    can(engine, who, permission, "yes", on)
}

fn why_not(answer: &Answer, engine: &Engine) -> String {
    assert!(!answer.allowed, "{}", answer.sentence(engine));
    answer.sentence(engine)
}

#[test]
fn p1_a_manager_is_whoever_has_a_report_and_only_so_long() {
    let mut model = world("p");
    let holds = |model: &Model, who: &str| {
        let held = engine(model).roles_of(&who.into());
        held.iter().any(|role| *role == "manager")
    };
    assert!(holds(&model, "mgr"));
    assert!(!holds(&model, "ext"));
    report_to(&mut model, "rep", "lead");
    assert!(holds(&model, "mgr"), "ana is still an additional report");
    report_to(&mut model, "ana", "sa");
    assert!(!holds(&model, "mgr"));
}

#[test]
fn p2_cascading_shows_indirect_reports_and_lets_no_one_manage_them() {
    let mut model = world("p");
    let off = engine(&model);
    assert!(yes(&off, "mgr", "reviews.result", "as:rep"));
    assert!(!yes(&off, "mgr", "reviews.result", "as:ind"));
    assert!(yes(&off, "mgr", "goals.manage", "rep"));
    assert!(!yes(&off, "mgr", "goals.view", "ind"));
    flip(&mut model, "cascade", true);
    let on = engine(&model);
    assert!(yes(&on, "mgr", "reviews.result", "as:ind"));
    assert!(yes(&on, "mgr", "goals.view", "ind"));
    assert!(!yes(&on, "mgr", "goals.manage", "ind"));
    assert!(!yes(&on, "mgr", "reviews.write", "as:ind"));
}

#[test]
fn p3_an_additional_manager_sees_direct_reports_and_cascading_stops_there() {
    let mut model = world("p");
    for on in [false, true] {
        flip(&mut model, "cascade", on);
        let engine = engine(&model);
        assert!(yes(&engine, "mgr", "reviews.result", "as:ana"));
        assert!(yes(&engine, "mgr", "goals.manage", "ana"));
        assert!(!yes(&engine, "mgr", "reviews.result", "as:aind"));
        assert!(!yes(&engine, "mgr", "goals.view", "aind"));
    }
}

#[test]
fn p4_a_manager_does_not_read_private_feedback_of_a_report() {
    let mut model = world("p");
    assert!(!yes(
        &engine(&model),
        "mgr",
        "feedback.private.read",
        "fb:rep"
    ));
    let edits = vec![grant("try", "mgr", "feedback.private.read", Scope::UNSET)];
    change(&mut model, edits);
    let engine = engine(&model);
    let answer = ask(&engine, "mgr", "feedback.private.read", "yes", "fb:rep");
    assert_eq!(
        answer.denial,
        Some(Denial::Guard("private_feedback".into()))
    );
    assert!(
        !answer.paths.is_empty(),
        "the guard names what it overrules"
    );
}

#[test]
fn p5_neither_admin_nor_super_admin_reads_private_feedback_of_others() {
    let model = world("p");
    let engine = engine(&model);
    assert!(!yes(&engine, "ad", "feedback.private.read", "fb:rep"));
    assert!(!yes(&engine, "sa", "feedback.private.read", "fb:rep"));
}

#[test]
fn p6_everyone_reads_the_private_feedback_they_received() {
    let model = world("p");
    let engine = engine(&model);
    assert!(yes(&engine, "rep", "feedback.private.read", "fb:rep"));
    assert!(yes(&engine, "ad", "feedback.private.read", "fb:ad"));
    let read = sees_items(&engine, "rep", "feedback.private.read", "yes");
    assert_eq!(read, ids(["fb:rep"]));
    assert!(
        yes(&engine, "okr", "feedback.private.read", "fb:rep"),
        "the sender"
    );
}

#[test]
fn p7_full_access_opens_all_assessments_to_admins_and_super_admins() {
    let mut model = world("p");
    let off = engine(&model);
    assert!(yes(&off, "ad", "reviews.result", "as:ext"));
    assert!(!yes(&off, "ad", "reviews.result", "as:okr"));
    flip(&mut model, "full_assessments", true);
    let on = engine(&model);
    assert!(yes(&on, "ad", "reviews.result", "as:ext"));
    assert!(yes(&on, "ad", "reviews.result", "as:okr"));
    assert!(yes(&on, "sa", "reviews.result", "as:okr"));
    assert!(yes(&on, "sa", "reviews.result", "as:ind"));
}

fn hidden() -> Model {
    let mut model = world("p");
    flip(&mut model, "full_assessments", true);
    flip(&mut model, "hide_reviews_from_admins", true);
    model
}

#[test]
fn p8_hiding_reviews_from_admins_hides_them_from_super_admins() {
    let model = hidden();
    let engine = engine(&model);
    assert!(!yes(&engine, "ad", "reviews.result", "as:ind"));
    assert!(!yes(&engine, "sa", "reviews.result", "as:ind"));
    assert!(!yes(&engine, "sa", "reviews.result", "as:rep"));
    let answer = ask(&engine, "sa", "reviews.result", "yes", "as:ind");
    let near: Vec<String> = answer.near.iter().map(|miss| miss.text(&engine)).collect();
    assert!(
        near.iter()
            .any(|text| text.contains("No visibility of review results for admins")),
        "{near:?}"
    );
}

#[test]
fn p9_hiding_takes_the_admin_path_only_unless_it_goes_by_person() {
    let mut model = hidden();
    report_to(&mut model, "ext", "ad");
    let by_source = engine(&model);
    assert!(
        yes(&by_source, "ad", "reviews.result", "as:ext"),
        "as manager"
    );
    assert!(
        yes(&by_source, "ad", "reviews.result", "as:rep"),
        "as cycle owner"
    );
    let mut settings = model.settings().clone();
    settings.suppression = sightline::model::SuppressionMode::Person;
    change(&mut model, vec![Edit::Settings(settings.into())]);
    let by_person = engine(&model);
    assert!(!yes(&by_person, "ad", "reviews.result", "as:ext"));
    assert!(!yes(&by_person, "ad", "reviews.result", "as:rep"));
    assert!(yes(&by_person, "mgr", "reviews.result", "as:rep"));
}

#[test]
fn p11_survey_analytics_reach_the_team_one_leads() {
    let model = world("p");
    let engine = engine(&model);
    let seen = sees(&engine, "lead", "surveys.analytics.team", "yes");
    assert_eq!(seen, ids(["mgr", "rep", "ind", "lead"]));
    assert!(!yes(&engine, "lead", "surveys.analytics.team", "okr"));
    assert!(sees(&engine, "rep", "surveys.analytics.team", "yes").is_empty());
}

#[test]
fn p12_hrbp_rights_view_and_stop_at_the_guard() {
    let mut model = world("p");
    let sales = || Scope::people(Reach::Team("Sales".into()));
    let rights = [
        "reviews.result",
        "goals.view",
        "feedback.analytics",
        "meetings.analytics",
    ];
    let edits = rights
        .iter()
        .map(|p| grant(p, "hrbp", p, sales()))
        .collect();
    change(&mut model, edits);
    let engine = engine(&model);
    assert!(yes(&engine, "hrbp", "reviews.result", "as:rep"));
    assert!(!yes(&engine, "hrbp", "reviews.result", "as:okr"));
    assert!(yes(&engine, "hrbp", "goals.view", "rep"));
    assert!(!yes(&engine, "hrbp", "goals.manage", "rep"));
    assert!(yes(&engine, "hrbp", "feedback.analytics", "rep"));
    assert!(yes(&engine, "hrbp", "meetings.analytics", "rep"));
    assert!(!yes(&engine, "hrbp", "feedback.private.read", "fb:rep"));
}

#[test]
fn p14_a_module_that_is_off_stops_a_super_admin_who_can_still_switch_it() {
    let mut model = world("p");
    let mut surveys = model.modules().get(&"surveys".into()).unwrap().clone();
    surveys.on = false;
    change(&mut model, vec![Edit::put(surveys)]);
    let engine = engine(&model);
    let answer = ask(&engine, "sa", "surveys.create", "yes", "");
    assert_eq!(answer.denial, Some(Denial::ModuleOff("surveys".into())));
    assert!(why_not(&answer, &engine).contains("module is off"));
    assert!(yes(&engine, "sa", "platform.switches", ""));
    let module = ActSubject::Module("surveys".into());
    assert!(may(&engine, &"sa".into(), Act::SetModule, &module, None).allowed);
    assert!(!may(&engine, &"ad".into(), Act::SetModule, &module, None).allowed);
}

#[test]
fn p15_leading_a_team_follows_from_being_named_its_lead() {
    let mut model = world("p");
    assert!(!yes(
        &engine(&model),
        "ext",
        "surveys.analytics.team",
        "ext"
    ));
    let edit = person(&model, "ext", |p| p.leads = vec!["Ext".into()]);
    change(&mut model, vec![edit]);
    let engine = engine(&model);
    assert!(yes(&engine, "ext", "surveys.analytics.team", "ext"));
    assert!(yes(&engine, "ext", "goals.team.edit", "ext"));
    assert!(!yes(&engine, "ext", "goals.team.edit", "rep"));
}

#[test]
fn p16_admin_rights_in_one_module_stay_in_it() {
    let mut model = world("p");
    change(
        &mut model,
        vec![grant("goals", "okr", "goals.tags", Scope::UNSET)],
    );
    let engine = engine(&model);
    assert!(yes(&engine, "okr", "goals.tags", ""));
    assert!(!yes(&engine, "okr", "surveys.create", ""));
    assert!(!yes(&engine, "okr", "reviews.cycle.create", ""));
}

#[test]
fn p17_super_admins_assign_status_and_admins_name_team_leads() {
    let model = world("p");
    let engine = engine(&model);
    let okr = ActSubject::User("okr".into());
    let gives = |by: &str, role: &str| {
        let role = role.into();
        may(&engine, &by.into(), Act::GiveRole, &okr, Some(&role)).allowed
    };
    assert!(gives("sa", "admin"));
    assert!(gives("sa", "super"));
    assert!(!gives("ad", "admin"));
    assert!(!gives("ad", "super"));
    assert!(may(&engine, &"ad".into(), Act::SetTeamLead, &okr, None).allowed);
    assert!(!may(&engine, &"ext".into(), Act::SetTeamLead, &okr, None).allowed);
    let tries = |by: &str, role: &str| {
        try_change(&model, &assign("new", "okr", role), Some(&by.into()), day())
    };
    assert!(tries("sa", "admin").is_accepted());
    assert!(tries("sa", "super").is_accepted());
    let refused = tries("ad", "admin");
    assert!(matches!(
        refused,
        Verdict::Refused {
            code: RefusalCode::NotPermitted,
            ..
        }
    ));
    let named = person(&model, "ext", |p| p.leads = vec!["Ext".into()]);
    let named = Change::new("name a team lead", vec![named]);
    assert!(try_change(&model, &named, Some(&"ad".into()), day()).is_accepted());
    assert!(!try_change(&model, &named, Some(&"ext".into()), day()).is_accepted());
}

#[test]
fn p18_a_normal_user_has_no_admin_right() {
    let model = world("p");
    let engine = engine(&model);
    for permission in [
        "surveys.create",
        "reviews.cycle.create",
        "platform.users.manage",
        "goals.tags",
    ] {
        assert!(!yes(&engine, "ext", permission, ""), "{permission}");
    }
}

#[test]
fn p19_managers_create_surveys_when_that_is_switched_on() {
    let mut model = world("p");
    for on in [false, true] {
        flip(&mut model, "manager_surveys", on);
        let engine = engine(&model);
        assert_eq!(yes(&engine, "mgr", "surveys.create", ""), on);
        assert!(!yes(&engine, "ext", "surveys.create", ""));
        assert!(yes(&engine, "ad", "surveys.create", ""));
    }
}

#[test]
fn p20_managers_set_up_cycles_when_that_is_switched_on() {
    let mut model = world("p");
    for on in [false, true] {
        flip(&mut model, "manager_cycles", on);
        let engine = engine(&model);
        assert_eq!(yes(&engine, "mgr", "reviews.cycle.create", ""), on);
        assert!(yes(&engine, "ad", "reviews.cycle.create", ""));
    }
}

#[test]
fn p21_a_team_lead_makes_team_goals_whatever_the_switch_for_users_says() {
    let mut model = world("p");
    for on in [false, true] {
        flip(&mut model, "users_team_goals", on);
        let engine = engine(&model);
        assert!(yes(&engine, "lead", "goals.team.edit", "ind"));
        assert_eq!(yes(&engine, "rep", "goals.team.edit", "ind"), on);
        assert!(!yes(&engine, "rep", "goals.team.edit", "okr"));
    }
}

#[test]
fn p22_the_catalogue_has_seven_roles_and_the_platform_three() {
    let path = format!("{}/samples/leapsome/model.ron", env!("CARGO_MANIFEST_DIR"));
    let model = sightline::io::load(path.as_ref()).unwrap().model;
    let below = |label: &str| {
        let is_leaf = |id: &LabelId| !model.labels().iter().any(|l| l.parent.as_ref() == Some(id));
        let mut found = BTreeSet::new();
        for label_below in model.labels().iter().filter(|l| is_leaf(&l.id)) {
            let mut up = label_below.parent.clone();
            while let Some(id) = up {
                if id == *label {
                    found.insert(label_below.id.clone());
                }
                up = model.labels().get(&id).and_then(|l| l.parent.clone());
            }
        }
        found
    };
    assert_eq!(below("catalogue").len(), 7);
    let choices = below("platform-role");
    let choices: BTreeSet<&str> = model
        .roles()
        .iter()
        .filter(|role| role.labels.iter().any(|label| choices.contains(label)))
        .map(|role| role.name.as_str())
        .collect();
    assert_eq!(choices, BTreeSet::from(["Super admin", "Admin", "User"]));
}

#[test]
fn p23_rights_follow_the_manager_line_with_no_edit_of_rights() {
    let mut model = world("p");
    report_to(&mut model, "rep", "lead");
    let engine = engine(&model);
    assert!(!yes(&engine, "mgr", "reviews.result", "as:rep"));
    assert!(yes(&engine, "lead", "reviews.result", "as:rep"));
}

#[test]
fn p24_a_super_admin_has_every_right_an_admin_has_as_admin() {
    let mut model = world("p");
    flip(&mut model, "full_assessments", true);
    flip(&mut model, "full_goals", true);
    let engine = engine(&model);
    let mut n_rights = 0;
    for row in engine.effective(&"ad".into()) {
        let is_admin_right = row
            .paths
            .iter()
            .any(|path| path.roles.iter().any(|r| *r == "admin"));
        if is_admin_right {
            n_rights += 1;
            let of_super = engine.effective_on(&"sa".into(), &row.permission);
            let same = of_super.iter().find(|other| other.level == row.level);
            let paths = &same.unwrap_or_else(|| panic!("{}", row.permission)).paths;
            assert!(paths.iter().any(|p| p.roles.iter().any(|r| *r == "admin")));
        }
    }
    assert_eq!(
        n_rights, 10,
        "nine grants, and viewing goals by managing them"
    );
}

#[test]
fn p26_after_a_role_is_given_a_new_login_may_be_needed() {
    let model = world("p");
    let change = assign("new", "okr", "admin");
    assert!(try_change(&model, &change, Some(&"sa".into()), day()).is_accepted());
    let said = notice(&model, &change).unwrap();
    assert_eq!(said, "Granted; OKR champion may need to log in again");
    let mut quiet = model.settings().clone();
    quiet.new_login_for_new_rights = false;
    let mut other = model;
    worlds::change(&mut other, vec![Edit::Settings(quiet.into())]);
    assert_eq!(notice(&other, &change), None);
}
