//! Days and limits in the real window: from and until, over and not yet, the limit in each of the
//! four places, what is left of them together, and why nothing is (D8, A-D2).
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{
    Change, Date, Edit, ItemSelector, Key, NestedRole, Reach, Role, Scope, Subject,
};
use sightline::session::Action;
use sightline::session::edits::{admins, roles};

fn world_d() -> Window {
    let file = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/cases/d.ron");
    let mut window = common::window::window([1600.0, 1000.0], Some(file), []);
    window.run();
    window
}

fn given(window: &mut Window) -> sightline::model::AssignmentId {
    let to = Subject::User("aino".into());
    let (change, id) = roles::assign(model(window), &to, &"local".into());
    window.state_mut().push(Action::Apply(change));
    window.run();
    select(window, Key::Assignment(id.clone()));
    id
}

#[test]
fn days_are_set_shown_and_refused_at_the_field() {
    let mut window = world_d();
    let id = given(&mut window);
    let days = |window: &Window| model(window).assignments().get(&id).unwrap().window;
    type_over(&mut window, "From", "2026-12-01");
    let day = |m, d| Date::new(2026, m, d);
    assert_eq!(days(&window).from, day(12, 1));
    assert!(has_text(&window, "It does not count yet"));
    let before = model(&window).clone();
    type_over(&mut window, "Until", "2026-11-30");
    assert_eq!(model(&window), &before);
    let said = "It begins on 2026-12-01: it cannot end on 2026-11-30. Nothing has changed";
    window.get_by_label(said);
    type_over(&mut window, "Until", "tomorrow");
    assert_eq!(model(&window), &before);
    assert!(has_text(&window, "“tomorrow” is no day"));
    type_over(&mut window, "From", "2026-01-01");
    type_over(&mut window, "Until", "2026-06-30");
    assert_eq!(days(&window).until, day(6, 30));
    assert!(has_text(&window, "It does not count any more"));
    // Over and not yet are told on the page of the person too.
    select(&mut window, Key::Principal("aino".into()));
    assert!(has_text(&window, "over since 2026-06-30"));
    undo(&mut window);
    assert_eq!(days(&window).until, None);
    assert!(!has_text(&window, "over since"));
}

#[test]
fn a_d2_unset_and_empty_differ_and_two_places_with_nobody_in_common_are_named() {
    let mut window = world_d();
    let id = given(&mut window);
    assert!(has_text(&window, "no limit on people"));
    choose(&mut window, "People", "Nobody");
    assert!(has_text(
        &window,
        "nobody: the assignment to Aino is limited to nobody"
    ));
    choose(&mut window, "People", "No limit set here");
    let scope = |window: &Window| {
        let given = model(window).assignments().get(&id).unwrap();
        given.scope.clone()
    };
    assert_eq!(scope(&window), Scope::UNSET);
    // Each place reaches someone; together they reach nobody.
    let m = model(&window).clone();
    let everyone: Vec<_> = m.principals().iter().filter(|p| p.has_record()).collect();
    let (first, second) = (everyone[0].id.clone(), everyone[1].id.clone());
    let limit = Scope::people(Reach::Listed(vec![first]));
    let change = roles::edit_assignment(&m, &id, "limit", |a| a.scope = limit).unwrap();
    window.state_mut().push(Action::Apply(change));
    window.run();
    let own = Scope::people(Reach::Listed(vec![second]));
    let change = admins::set_scope(model(&window), &"aino".into(), own, "one").unwrap();
    window.state_mut().push(Action::Apply(change));
    window.run();
    let why = "the assignment to Aino and everything Aino holds have nobody in common";
    assert!(has_text(&window, why));
    // The same stands on the page of the person.
    select(&mut window, Key::Principal("aino".into()));
    assert!(has_text(&window, why));
    // And on the role.
    select(&mut window, Key::Role("local".into()));
    assert!(has_text(&window, why));
}

/// D9 to D13: the same editor in all four places.
#[test]
fn the_scope_is_set_by_one_editor_in_four_places() {
    let mut window = world_d();
    let id = given(&mut window);
    choose(&mut window, "People", "Everyone");
    let everyone = Some(Reach::Everyone);
    let m = model(&window);
    assert_eq!(m.assignments().get(&id).unwrap().scope.people, everyone);
    select(&mut window, Key::Role("local".into()));
    let locked = model(&window).roles().get(&"local".into()).unwrap().locked;
    assert!(!locked);
    choose(&mut window, "People", "Everyone");
    let m = model(&window);
    assert_eq!(
        m.roles().get(&"local".into()).unwrap().scope.people,
        everyone
    );
    select(&mut window, Key::Principal("aino".into()));
    choose(&mut window, "People", "Everyone");
    let m = model(&window);
    let own = m.principal_scopes().get(&"aino".into()).unwrap();
    assert_eq!(own.scope.people, everyone);
    let to = Subject::User("aino".into());
    let (change, direct) = roles::grant_directly(
        m,
        &to,
        &"lms.content.edit".into(),
        &"yes".into(),
        Scope::UNSET,
    );
    window.state_mut().push(Action::Apply(change));
    window.run();
    select(&mut window, Key::DirectGrant(direct.clone()));
    choose(&mut window, "People", "Everyone");
    let m = model(&window);
    assert_eq!(
        m.direct_grants().get(&direct).unwrap().scope.people,
        everyone
    );
    assert!(has_text(&window, "Together: "));
}

/// A limit of several parts: any of them, all of them, one but not the other.
#[test]
fn a_limit_is_put_together_from_several() {
    let mut window = world_d();
    let id = given(&mut window);
    let people = |window: &Window| {
        let given = model(window).assignments().get(&id).unwrap();
        given.scope.people.clone()
    };
    choose(&mut window, "People", "All reports");
    choose(&mut window, "People", "These, but not …");
    let all = || Box::new(Reach::all_reports());
    let but = Reach::Except(all(), Box::new(Reach::Oneself));
    assert_eq!(people(&window), Some(but));
    choose(&mut window, "But not", "Direct reports");
    let but = Reach::Except(all(), Box::new(Reach::direct_reports()));
    assert_eq!(people(&window), Some(but.clone()));
    choose(&mut window, "People", "Any of several");
    assert_eq!(
        people(&window),
        Some(Reach::Union(vec![but, Reach::Oneself]))
    );
}

/// The same for items.
#[test]
fn a_limit_of_items_is_put_together_from_several() {
    let mut window = world_d();
    let id = given(&mut window);
    let items = |window: &Window| {
        let given = model(window).assignments().get(&id).unwrap();
        given.scope.items.clone()
    };
    choose(&mut window, "Items", "Added by oneself");
    choose(&mut window, "Items", "Any of several");
    let two = || ItemSelector::Union(vec![ItemSelector::CreatedByMe, ItemSelector::OwnedByMe]);
    assert_eq!(items(&window), Some(two()));
    choose(&mut window, "Or", "None at all");
    click(&mut window, "Add another");
    let three = ItemSelector::Union(vec![
        ItemSelector::CreatedByMe,
        ItemSelector::Nothing,
        ItemSelector::CreatedByMe,
    ]);
    assert_eq!(items(&window), Some(three.clone()));
    choose(&mut window, "Items", "These, but not …");
    choose(&mut window, "But not", "Added by oneself");
    let but = Box::new(ItemSelector::CreatedByMe);
    assert_eq!(
        items(&window),
        Some(ItemSelector::Except(Box::new(three), but))
    );
}

/// What is left counts on the way into a role inside as well.
#[test]
fn a_role_inside_with_nobody_left_says_because_of_which_two_places() {
    let mut window = world_d();
    let id = given(&mut window);
    let m = model(&window).clone();
    let everyone: Vec<_> = m.principals().iter().filter(|p| p.has_record()).collect();
    let only = |nth: usize| Scope::people(Reach::Listed(vec![everyone[nth].id.clone()]));
    let mut role = m
        .roles()
        .get(&m.assignments().get(&id).unwrap().role)
        .unwrap()
        .clone();
    let outer = role.name.clone();
    role.nested.push(NestedRole {
        role: "inner".into(),
        scope: only(1),
    });
    let set = vec![Edit::put(Role::new("inner", "Inner")), Edit::put(role)];
    window
        .state_mut()
        .push(Action::Apply(Change::new("nest", set)));
    window.run();
    let change = roles::edit_assignment(model(&window), &id, "limit", |a| a.scope = only(0));
    window.state_mut().push(Action::Apply(change.unwrap()));
    window.run();
    select(&mut window, Key::Assignment(id.clone()));
    window.get_by_label(&format!("Inner, inside {outer}"));
    let why = format!("the assignment to Aino and Inner inside {outer} have nobody in common");
    assert!(has_text(&window, &why));
}
