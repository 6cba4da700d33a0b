//! Whatever is done in a session, undo to the start and redo to the end lead through the same
//! models, on every sample; and a model that is saved, left behind or reloaded is the same model.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "the random models throw it in more ways")]
#[path = "random/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::path::PathBuf;

use dice::Dice;
use sightline::io;
use sightline::model::{Account, Change, Date, Edit, Key, Model, Principal, Subject};
use sightline::session::cells::Of;
use sightline::session::edits::grants::{self, Bearer};
use sightline::session::edits::{catalogue, groups, people, places, removal, roles, rules};
use sightline::session::{Action, Command, Document, Session, Workspace};

const SAMPLES: [&str; 6] = ["leena", "hibob", "datafisher", "sherp", "leapsome", "acme"];

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}/model.ron"))
}

fn session(name: &str) -> Session {
    let mut session = Session::new(Date::new(2026, 11, 21).unwrap(), None);
    session.act(Action::Open(sample(name)));
    session
}

fn document(session: &Session) -> &Document {
    session.document().unwrap()
}

fn any<T: Clone>(dice: &mut Dice, mut list: impl ExactSizeIterator<Item = T>) -> Option<T> {
    let n = list.len();
    list.nth(dice.below(n))
}

/// An edit someone might make; some are refused, and some change nothing.
fn change(dice: &mut Dice, model: &Model) -> Option<Change> {
    let person = any(dice, model.principals().ids().cloned())?;
    let role = any(dice, model.roles().ids().cloned())?;
    let group = any(dice, model.groups().ids().cloned());
    let permission = any(dice, model.permissions().ids().cloned())?;
    let key = any(dice, model.keys().into_iter())?;
    let nth = dice.below(100);
    match dice.below(22) {
        0 => Some(people::add(model).0),
        1 => people::rename(model, &person, &format!("Someone {nth}")),
        2 => people::set_account(
            model,
            &person,
            dice.pick(&[Account::Blocked, Account::Active]),
        ),
        3 => {
            let line = model.settings().lines[0].id.clone();
            let boss = any(dice, model.principals().ids().cloned());
            people::set_manager(
                model,
                &person,
                &line,
                boss.as_ref().filter(|_| dice.chance(80)),
            )
        }
        4 => Some(places::add(model, &Of::Teams, None).0),
        5 => Some(places::add(model, &Of::Labels, Some(&key)).0),
        6 => places::rename(model, &key, &format!("Other name {nth}")),
        7 | 8 => Some(removal::remove(model, &[key])),
        9 => {
            let several =
                (0..dice.within(2, 6)).filter_map(|_| any(dice, model.keys().into_iter()));
            let several: Vec<Key> = several.collect();
            Some(removal::remove(model, &several))
        }
        10..=12 => grants::set_level(model, &Bearer::Role(role), &permission, dice.below(4)),
        13 => grants::clear(model, &Bearer::Role(role), &permission),
        14 => Some(roles::assign(model, &Subject::User(person), &role).0),
        15 => roles::copy(model, &role).map(|(change, _)| change),
        16 => roles::set_locked(model, &role, dice.chance(50)),
        17 => groups::list(model, &group?, &person, dice.chance(60)),
        18 => groups::set_condition(model, &group?, None),
        19 => {
            let switch = any(dice, model.switches().ids().cloned())?;
            rules::flip(model, &switch)
        }
        20 => catalogue::add_permission(model, &Key::Permission(permission)).map(|(one, _)| one),
        _ => Some(bulk(dice, model)),
    }
}

/// Many records at once, in another order too.
fn bulk(dice: &mut Dice, model: &Model) -> Change {
    let nth = dice.below(100);
    let mut edits = Vec::new();
    for person in model.principals().iter().filter(|_| !nth.is_multiple_of(3)) {
        let mut person = person.clone();
        person.name.push_str(" x");
        edits.push(Edit::put(person));
    }
    for n in 0..dice.below(4) {
        edits.push(Edit::put(Principal::new(format!("hire-{nth}-{n}"), "Hire")));
        let key = Key::Principal(format!("hire-{nth}-{n}").into());
        let to = dice.below(model.principals().len());
        edits.push(Edit::Move { key, to });
    }
    edits.push(Edit::Name(format!("Model {nth}")));
    Change::new(format!("do much at once {nth}"), edits)
}

fn action(dice: &mut Dice, session: &Session) -> Option<Action> {
    let model = document(session).model();
    let history = document(session).history();
    Some(match dice.below(30) {
        0 | 1 => Action::Command(Command::Undo),
        2 | 10 => Action::Command(Command::Redo),
        3 => {
            let at = dice.below(history.n_moments());
            Action::WalkTo(history.moment(at)?.state)
        }
        4 => Action::Select(any(dice, model.keys().into_iter())),
        5 => Action::Go(dice.pick(&Workspace::ALL)),
        6 => Action::Command(dice.pick(&[Command::Remove, Command::AddPerson, Command::Back])),
        7 | 8 => Action::ApplyIn(1 + dice.below(2) as u64, change(dice, model)?),
        9 => {
            let key = any(dice, model.keys().into_iter())?;
            Action::ApplyAndSelect(change(dice, model)?, key)
        }
        _ => Action::Apply(change(dice, model)?),
    })
}

/// Does so many things at random; the model of every state there was.
fn live(session: &mut Session, dice: &mut Dice, n: usize) -> BTreeMap<u64, Model> {
    let mut seen = BTreeMap::new();
    let note = |session: &Session, seen: &mut BTreeMap<u64, Model>| {
        let (state, model) = (
            document(session).history().state(),
            document(session).model(),
        );
        let known = seen.entry(state).or_insert_with(|| model.clone());
        assert_eq!(known, model, "state {state} is always the same model");
    };
    note(session, &mut seen);
    for _ in 0..n {
        if let Some(action) = action(dice, session) {
            let before = document(session).model().clone();
            let state = document(session).history().state();
            session.act(action);
            if document(session).history().state() == state {
                assert_eq!(document(session).model(), &before, "no step, no change");
            }
            note(session, &mut seen);
        }
    }
    seen
}

fn walk(session: &mut Session, seen: &BTreeMap<u64, Model>, command: Command) {
    loop {
        let document = document(session);
        let state = document.history().state();
        assert_eq!(
            Some(document.model()),
            seen.get(&state),
            "{command:?} to {state}"
        );
        if command.blocked(session).is_some() {
            return;
        }
        session.act(Action::Command(command));
    }
}

#[test]
fn undo_to_the_start_and_redo_to_the_end_lead_through_the_same_models() {
    for (nth, name) in SAMPLES.into_iter().enumerate() {
        let n_runs = if name == "acme" { 1 } else { 4 };
        for seed in 0..n_runs {
            let mut session = session(name);
            let opened = document(&session).model().clone();
            let mut dice = Dice::new(1000 * nth as u64 + seed);
            let seen = live(&mut session, &mut dice, 60);
            assert!(seen.len() > 20, "{name}: something was done");
            walk(&mut session, &seen, Command::Redo);
            let end = document(&session).model().clone();
            walk(&mut session, &seen, Command::Undo);
            assert_eq!(document(&session).model(), &opened, "{name} {seed}");
            assert!(!session.is_unsaved());
            walk(&mut session, &seen, Command::Redo);
            assert_eq!(document(&session).model(), &end, "{name} {seed}");
            // Every point is found without walking there, too.
            for moment in document(&session).history().moments() {
                let there = document(&session).model_at(moment.state);
                assert_eq!(there.as_ref(), seen.get(&moment.state));
            }
        }
    }
}

#[test]
fn a_change_between_two_models_leads_from_one_to_the_other_and_back() {
    for (nth, name) in SAMPLES.into_iter().enumerate().take(5) {
        let mut session = session(name);
        let mut dice = Dice::new(77 + nth as u64);
        let seen: Vec<Model> = live(&mut session, &mut dice, 40).into_values().collect();
        for _ in 0..20 {
            let (old, new) = (dice.pick(&seen), dice.pick(&seen));
            let change = Change::between("", &old, &new);
            let mut now = old.clone();
            let back = now.retrace(&[&change]).unwrap();
            assert_eq!(now, new);
            now.retrace(&back.iter().collect::<Vec<_>>()).unwrap();
            assert_eq!(now, old);
        }
    }
}

#[test]
fn what_is_kept_for_after_a_crash_is_the_model_that_was_open() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, name) in SAMPLES.into_iter().enumerate().take(5) {
        let mut session = session(name);
        live(&mut session, &mut Dice::new(5 + nth as u64), 40);
        let model = document(&session).model();
        let slot = io::recovery::Slot::new(folder.path()).unwrap();
        slot.keep(&io::recovery::About::default(), model).unwrap();
        assert_eq!(&slot.read().unwrap().1, model, "{name}");
        slot.clear().unwrap();
    }
}
