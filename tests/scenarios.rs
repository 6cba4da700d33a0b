//! Scenarios, other days and time lines, as the session keeps them: the worked cases as what-ifs.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/worlds.rs"]
#[allow(dead_code, reason = "each file of cases uses some of them")]
mod worlds;

use std::path::PathBuf;

use sightline::engine::Engine;
use sightline::model::{Account, Assignment, Change, Date, Edit, Model, Scope, Subject, Window};
use sightline::session::scenario::Deed;
use sightline::session::{
    Action, Command, ScenarioAsk, Session, Shifts, TimeLine, Workspace, notes, time_line,
};
use worlds::{can, day, world};

fn session(world: &str) -> Session {
    let file = format!("samples/cases/{world}.ron");
    let mut session = Session::new(day(), None);
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    session.act(Action::Open(file));
    session.act(Action::Go(Workspace::Simulate));
    session.prepare();
    session
}

fn ask(session: &mut Session, ask: ScenarioAsk) {
    session.act(Action::Scenario(ask));
    session.prepare();
}

fn add(session: &mut Session, deed: Deed) {
    ask(session, ScenarioAsk::Add(deed));
}

fn model(session: &Session) -> &Model {
    session.document().unwrap().model()
}

/// The answers of the open scenario.
fn then(session: &Session) -> &Engine {
    let all = session.scenarios();
    all.engine(all.open().unwrap().id()).unwrap()
}

fn now(session: &Session) -> &Engine {
    session.analysis().engine().unwrap()
}

fn under(who: &str, manager: &str) -> Deed {
    Deed::Move {
        who: who.into(),
        line: "primary".into(),
        under: Some(manager.into()),
    }
}

fn switch(id: &str, on: bool) -> Deed {
    Deed::Switch {
        switch: id.into(),
        on,
    }
}

/// Gains and losses as text.
fn said(session: &Session, old: &Engine, new: &Engine) -> Vec<String> {
    let model = model(session);
    let lines = Shifts::between(old, new).lines.into_iter();
    let lines = lines.map(|shift| {
        let sign = if shift.gain { '+' } else { '-' };
        format!("{sign} {} {}", shift.who, shift.words(model))
    });
    lines.collect()
}

fn yes(engine: &Engine, who: &str, permission: &str, on: &str) -> bool {
    can(engine, who, permission, "yes", on)
}

#[test]
fn p1_without_reports_one_would_be_no_manager() {
    let mut session = session("p");
    let before = model(&session).clone();
    let is_manager = |engine: &Engine| engine.roles_of(&"mgr".into()).contains(&"manager".into());
    add(&mut session, under("rep", "lead"));
    assert!(
        is_manager(then(&session)),
        "ana is still an additional report"
    );
    let out = Deed::Move {
        who: "ana".into(),
        line: "additional".into(),
        under: None,
    };
    add(&mut session, out);
    assert!(!is_manager(then(&session)));
    ask(&mut session, ScenarioAsk::Remove(2));
    assert!(is_manager(then(&session)));
    assert!(is_manager(now(&session)));
    assert_eq!(model(&session), &before);
}

#[test]
fn p2_the_switch_that_cascades_shows_indirect_reports() {
    let mut session = session("p");
    add(&mut session, switch("cascade", true));
    assert!(yes(then(&session), "mgr", "reviews.result", "as:ind"));
    assert!(yes(then(&session), "mgr", "goals.view", "ind"));
    assert!(!yes(then(&session), "mgr", "goals.manage", "ind"));
    assert!(!yes(now(&session), "mgr", "reviews.result", "as:ind"));
    let lines = said(&session, now(&session), then(&session));
    assert!(lines.iter().all(|line| line.starts_with('+')), "{lines:#?}");
    assert!(
        lines.iter().any(|line| line.starts_with("+ mgr ")),
        "{lines:#?}"
    );
}

#[test]
fn p23_rights_would_follow_the_manager_line() {
    let mut session = session("p");
    add(&mut session, under("rep", "lead"));
    assert!(!yes(then(&session), "mgr", "reviews.result", "as:rep"));
    assert!(yes(then(&session), "lead", "reviews.result", "as:rep"));
    let lines = said(&session, now(&session), then(&session));
    let mgr = "- mgr view review results of Assessment of Report";
    assert!(lines.iter().any(|line| line == mgr), "{lines:#?}");
    assert!(yes(now(&session), "mgr", "reviews.result", "as:rep"));
}

#[test]
fn applied_it_is_one_step_with_its_name_and_undo_takes_all_of_it_back() {
    let mut session = session("p");
    let before = model(&session).clone();
    add(&mut session, under("rep", "lead"));
    add(&mut session, switch("cascade", true));
    ask(&mut session, ScenarioAsk::Name("New line".to_owned()));
    ask(&mut session, ScenarioAsk::Apply);
    let history = session.document().unwrap().history();
    assert_eq!(history.n_undo(), 1);
    assert_eq!(history.undo_label(), Some("apply the scenario “New line”"));
    assert!(yes(now(&session), "lead", "reviews.result", "as:rep"));
    assert!(session.scenarios().open().is_none());
    session.act(Action::Command(Command::Undo));
    assert_eq!(model(&session), &before);
    ask(&mut session, ScenarioAsk::BringBack);
    assert_eq!(session.scenarios().open().unwrap().steps().len(), 2);
}

#[test]
fn the_gate_refuses_a_scenario_as_it_would_refuse_the_edit() {
    let mut session = session("p");
    let before = model(&session).clone();
    add(
        &mut session,
        Deed::Account {
            who: "sa".into(),
            account: Account::Blocked,
        },
    );
    ask(&mut session, ScenarioAsk::Apply);
    let refusal = session.refusal().unwrap();
    assert!(
        refusal
            .reason
            .contains("no one would hold Super admin any more"),
        "{refusal:?}"
    );
    assert_eq!(model(&session), &before);
    assert!(session.scenarios().open().is_some(), "it is not lost");
}

#[test]
fn two_scenarios_are_compared_with_each_other_and_copied_and_dropped() {
    let mut session = session("p");
    add(&mut session, under("rep", "lead"));
    let first = session.scenarios().open().unwrap().id();
    ask(&mut session, ScenarioAsk::Copy);
    let second = session.scenarios().open().unwrap().id();
    assert_ne!(first, second);
    ask(&mut session, ScenarioAsk::Against(Some(first)));
    let all = session.scenarios();
    assert_eq!(all.against().map(|one| one.id()), Some(first));
    let (a, b) = (all.engine(first).unwrap(), all.engine(second).unwrap());
    assert!(Shifts::between(a, b).is_empty());
    add(&mut session, switch("manager_surveys", true));
    let all = session.scenarios();
    let (a, b) = (all.engine(first).unwrap(), all.engine(second).unwrap());
    let lines = said(&session, a, b);
    assert!(
        lines.iter().all(|line| line.ends_with("create surveys")),
        "{lines:#?}"
    );
    assert!(!lines.is_empty());
    ask(&mut session, ScenarioAsk::Drop);
    assert_eq!(session.scenarios().open().unwrap().id(), first);
    assert!(session.scenarios().against().is_none());
    assert_eq!(session.scenarios().list().len(), 1);
}

#[test]
fn what_was_edited_since_shows_in_the_scenario() {
    let mut session = session("p");
    add(&mut session, under("rep", "lead"));
    let gone = [sightline::model::Key::Principal("lead".into())];
    let change = sightline::session::edits::removal::remove(model(&session), &gone);
    session.act(Action::Apply(change));
    session.prepare();
    let all = session.scenarios();
    let plan = &all.worked(all.open().unwrap().id()).unwrap().plan;
    assert_eq!(plan.n_unfit(), 1);
    let step = format!("{:?}", plan.steps[0].fit);
    assert!(
        step.contains("Team lead is not in the model any more"),
        "{step}"
    );
}

#[test]
fn the_system_is_seen_as_it_would_be_by_someone_not_yet_hired() {
    let mut session = session("p");
    let new = sightline::session::scenario::NewHire {
        id: "new".to_owned(),
        name: "New hire".to_owned(),
        roles: vec!["admin".into()],
        ..Default::default()
    };
    add(&mut session, Deed::Hire(Box::new(new)));
    session.act(Action::SeeAs(Some("new".into())));
    assert_eq!(
        session.seeing_as(),
        None,
        "nobody of that name is there now"
    );
    let id = session.scenarios().open().unwrap().id();
    ask(&mut session, ScenarioAsk::SeeIn(Some(id)));
    session.act(Action::SeeAs(Some("new".into())));
    assert_eq!(session.seeing_as(), Some(&"new".into()));
    let (seen, _) = session.scenarios().seen().unwrap();
    assert!(yes(seen, "new", "surveys.create", ""));
    ask(&mut session, ScenarioAsk::SeeIn(None));
    assert_eq!(session.seeing_as(), None);
}

/// World P with an admin for the month of January.
fn january() -> Model {
    let mut model = world("p");
    let on = |m, d| Date::new(2027, m, d);
    let cover = |id: &str, to, role: &str, window| {
        Edit::put(Assignment {
            id: id.into(),
            to,
            role: role.into(),
            scope: Scope::UNSET,
            window,
        })
    };
    let user = |id: &str| Subject::User(id.into());
    let january = Window {
        from: on(1, 1),
        until: on(1, 31),
    };
    let later = Window {
        from: on(1, 10),
        until: None,
    };
    let edits = vec![
        cover("cover", user("okr"), "admin", january),
        // An admin has it anyway: nothing changes by it.
        cover("again", user("ad"), "admin", later),
    ];
    model.apply(&Change::new("cover", edits)).unwrap();
    model
}

fn told(model: &Model, line: &TimeLine) -> String {
    let mut text = String::new();
    for turn in &line.turns {
        text.push_str(&format!("{} {}\n", turn.day, turn.causes.join("; ")));
        for shift in &turn.shifts.lines {
            let sign = if shift.gain { '+' } else { '-' };
            text.push_str(&format!("  {sign} {}\n", shift.words(model)));
        }
    }
    text
}

#[test]
fn the_time_line_says_on_which_days_what_begins_and_ends() {
    let model = january();
    let engine = worlds::engine(&model);
    let line = told(&model, &time_line(&engine, &"okr".into()));
    let begins: Vec<&str> = line
        .lines()
        .filter(|line| line.starts_with("  +"))
        .collect();
    let ends: Vec<&str> = line
        .lines()
        .filter(|line| line.starts_with("  -"))
        .collect();
    let days: Vec<&str> = line
        .lines()
        .filter(|line| line.starts_with("2027"))
        .collect();
    let wanted = [
        "2027-01-01 the role Admin begins",
        "2027-02-01 the role Admin ends",
    ];
    assert_eq!(days, wanted, "{line}");
    assert!(begins.contains(&"  + manage users and teams"), "{line}");
    assert!(ends.contains(&"  - manage users and teams"), "{line}");
    assert_eq!(begins.len(), ends.len());

    let twice = told(&model, &time_line(&engine, &"ad".into()));
    assert_eq!(twice, "2027-01-10 the role Admin begins\n");
    assert_eq!(told(&model, &time_line(&engine, &"rep".into())), "");
}

#[test]
fn another_day_is_answered_for_across_the_session_and_today_comes_back() {
    let mut session = session("p");
    let change = Change::between("cover", model(&session), &january());
    session.act(Action::Apply(change));
    session.prepare();
    let of_today = session.analysis().nth();
    assert!(!yes(now(&session), "okr", "surveys.create", ""));
    let day = Date::new(2027, 1, 15).unwrap();
    session.act(Action::AsOf(Some(day)));
    session.prepare();
    assert_eq!((session.day(), session.as_of()), (day, Some(day)));
    assert!(yes(now(&session), "okr", "surveys.create", ""));
    assert_ne!(session.analysis().nth(), of_today);
    session.act(Action::Command(Command::BackToToday));
    session.prepare();
    assert_eq!(session.as_of(), None);
    assert!(!yes(now(&session), "okr", "surveys.create", ""));
}

#[test]
fn the_checks_say_what_comes_and_what_goes() {
    let model = worlds::sample("acme");
    let engine = worlds::engine(&model);
    let checks = sightline::session::Checks::of(&engine);
    assert!(notes((&model, &checks), (&model, &checks)).is_empty());
    let mut after = model.clone();
    let to = Subject::Group("payroll".into());
    let (change, _) =
        sightline::session::edits::roles::assign(&after, &to, &"payroll-approver".into());
    after.apply(&change).unwrap();
    let then = worlds::engine(&after);
    let checked = sightline::session::Checks::of(&then);
    let said = notes((&model, &checks), (&after, &checked));
    let texts: Vec<&str> = said.iter().map(|note| note.text.as_str()).collect();
    let conflict = texts
        .iter()
        .find(|text| text.starts_with("Duty conflict: "));
    assert!(
        conflict.is_some_and(|text| text.ends_with("No one prepares and approves a pay run")),
        "{texts:#?}"
    );
    let back = notes((&after, &checked), (&model, &checks));
    assert!(
        back.iter()
            .any(|note| note.good && note.text.starts_with("Settled: "))
    );
}

/// A session with a folder of its own, on a file.
fn session_on(folder: &std::path::Path, file: &std::path::Path) -> Session {
    let mut session = Session::new(day(), Some(folder.to_owned()));
    session.act(Action::Open(file.to_owned()));
    session.act(Action::Go(Workspace::Simulate));
    session.prepare();
    session
}

/// Waits until something kept in a thread is as it should be.
fn until(mut is_so: impl FnMut() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("it never came");
}

#[test]
fn scenarios_are_there_again_another_day_and_not_in_the_file() {
    use sightline::session::scenario::NewHire;
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path().join("own"), home.path().join("p.ron"));
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/cases/p.ron");
    std::fs::copy(&sample, &file).unwrap();
    let mut first = session_on(&folder, &file);
    let model = model(&first).clone();
    let person = |nth: usize| model.principals().at(nth).unwrap().id.clone();
    let role = model.roles().at(0).unwrap().id.clone();
    let line = model.settings().lines[0].id.clone();
    let field = model.fields().at(0).unwrap().id.clone();
    let deeds = [
        Deed::Move {
            who: person(1),
            line: line.clone(),
            under: None,
        },
        Deed::SetField {
            who: person(0),
            field: field.clone(),
            value: Some("two\nlines \"quoted\"".into()),
        },
        Deed::Give {
            who: person(1),
            role: role.clone(),
            window: Window {
                from: Some(Date::new(2027, 1, 1).unwrap()),
                until: None,
            },
        },
        Deed::Take {
            who: person(0),
            role: role.clone(),
        },
        Deed::Account {
            who: person(2),
            account: Account::Blocked,
        },
        Deed::Leave {
            who: person(2),
            reports_to: Some(person(0)),
        },
        Deed::Hire(Box::new(NewHire {
            id: "new-one".to_owned(),
            name: "New One".to_owned(),
            manager: Some((line, person(0))),
            roles: vec![role],
            ..NewHire::default()
        })),
        Deed::Module {
            module: model.modules().at(0).unwrap().id.clone(),
            on: false,
        },
    ];
    for deed in deeds {
        add(&mut first, deed);
    }
    ask(&mut first, ScenarioAsk::Name("Spring".to_owned()));
    // A change made elsewhere is one of whole records.
    let mut other = model.roles().at(0).unwrap().clone();
    other.name = "Renamed".to_owned();
    let mut edits = vec![Edit::put(other)];
    edits.push(Edit::Settings(std::sync::Arc::new(
        model.settings().clone(),
    )));
    ask(&mut first, ScenarioAsk::Try(Change::new("rename", edits)));
    let kept = first.scenarios().list().to_vec();
    assert_eq!(kept.len(), 2);
    assert_eq!(
        std::fs::read(&sample).unwrap(),
        std::fs::read(&file).unwrap()
    );

    until(|| session_on(&folder, &file).scenarios().list() == kept);
    let mut second = session_on(&folder, &file);
    assert_eq!(second.scenarios().open().unwrap().title(), "Spring");
    // Another file has none of them.
    let sibling = home.path().join("q.ron");
    std::fs::copy(&file, &sibling).unwrap();
    assert!(session_on(&folder, &sibling).scenarios().list().is_empty());
    // New ones are not taken for old ones, and what is dropped is gone for good.
    ask(&mut second, ScenarioAsk::Copy);
    let ids: std::collections::BTreeSet<u64> = second
        .scenarios()
        .list()
        .iter()
        .map(|one| one.id())
        .collect();
    assert_eq!(ids.len(), 3);
    for _ in 0..3 {
        ask(&mut second, ScenarioAsk::Drop);
    }
    until(|| session_on(&folder, &file).scenarios().list().is_empty());
}

#[test]
fn kept_scenarios_that_cannot_be_read_keep_no_file_from_opening() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path().join("own"), home.path().join("l.ron"));
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/cases/l.ron");
    std::fs::copy(sample, &file).unwrap();
    for text in [
        "",
        "nonsense",
        "(version: 99, scenarios: [])",
        "(version: 1",
    ] {
        sightline::io::beside::keep(&folder, "scenarios", &file, Some(text)).unwrap();
        let session = session_on(&folder, &file);
        assert!(session.document().is_some());
        assert!(session.scenarios().list().is_empty());
    }
}
