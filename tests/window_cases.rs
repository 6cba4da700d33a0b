//! The halves of worked cases that happen in the window: each test bears the id of its case and
//! drives the real window by accessible label.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::PathBuf;

use common::window::window;
use egui::accesskit::{Role, Toggled};
use egui::{Key as Press, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{CustomSet, Edit, Key, Model, Reach, Subject};
use sightline::session::{Action, Command, Workspace};
use sightline::ui::SightlineApp;

type Window = Harness<'static, SightlineApp>;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}"))
}

fn on(name: &str, workspace: Workspace) -> Window {
    let mut window = window([1600.0, 1000.0], Some(file(name)), []);
    window.state_mut().push(Action::Go(workspace));
    window.run();
    window
}

fn model(window: &Window) -> &Model {
    window.state().session().document().unwrap().model()
}

fn select(window: &mut Window, key: Key) {
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run();
}

fn type_into(window: &mut Window, field: &str, text: &str) {
    let found = window.get_by_role_and_label(Role::TextInput, field);
    found.focus();
    window.run();
    let found = window.get_by_role_and_label(Role::TextInput, field);
    found.type_text(text);
    window.run_steps(8);
}

/// Chooses from a list: the field by its name, then the one who is to be chosen.
fn choose(window: &mut Window, field: &str, choice: &str) {
    let list = window.get_by_role_and_label(Role::ComboBox, field);
    list.click();
    window.run();
    // A long list is searched.
    let search = format!("Search {field}");
    let word = choice.split(',').next().unwrap();
    if let Some(search) = window.query_by_role_and_label(Role::TextInput, &search) {
        search.type_text(word);
        window.run();
    }
    let option = |window: &Window| {
        window
            .query_all_by_role(Role::ListBoxOption)
            .any(|node| node.accesskit_node().label().as_deref() == Some(choice))
    };
    assert!(option(window), "{field} offers no {choice}");
    window
        .get_by_role_and_label(Role::ListBoxOption, choice)
        .click();
    window.run();
}

fn has_text(window: &Window, part: &str) -> bool {
    window
        .query_all_by(|node| {
            let label = node.label();
            let value = node.value();
            label.is_some_and(|l| l.contains(part)) || value.is_some_and(|v| v.contains(part))
        })
        .next()
        .is_some()
}

fn undo(window: &mut Window) {
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
}

/// The cells of the grid now in view, by the beginning of their names, with whether they are marked.
fn cells(window: &Window, start: &str) -> Vec<(String, bool)> {
    let nodes = window.query_all_by(|node| {
        node.role() == Role::Cell && node.label().is_some_and(|l| l.starts_with(start))
    });
    nodes
        .map(|node| {
            let node = node.accesskit_node();
            let marked = node.is_selected() == Some(true) || node.toggled() == Some(Toggled::True);
            (node.label().unwrap_or_default(), marked)
        })
        .collect()
}

const H8: &str = "View selected employees' Lifecycle sections";

#[test]
fn h8_permission_search_jumps_to_the_cell_and_highlights_it() {
    let mut window = on("hibob/model.ron", Workspace::Access);
    window.set_size(egui::vec2(1280.0, 520.0));
    window.run();
    let role = model(&window).roles().at(0).unwrap().clone();
    let start = format!("{}, {H8}:", role.name);
    assert!(
        cells(&window, &start).is_empty(),
        "it must be out of view at first"
    );
    select(&mut window, Key::Role(role.id.clone()));
    type_into(&mut window, "Search permissions", H8);
    // That one result, and what it stands under.
    let rows: Vec<String> = window
        .query_all_by_role(Role::TreeItem)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.contains("employees'"))
        .collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    // Opening it leaves the search: the whole tree is there, scrolled to that cell, which is marked.
    let row = window.query_all_by(|n| {
        n.role() == Role::TreeItem && n.label().is_some_and(|l| l.starts_with(H8))
    });
    row.last().unwrap().click();
    window.run();
    let found = cells(&window, &start);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1, "the cell is highlighted: {found:?}");
    let others = cells(&window, &format!("{}, ", role.name));
    assert!(others.len() > 1, "the search is left: {others:?}");
    assert_eq!(others.iter().filter(|(_, marked)| *marked).count(), 1);
}

#[test]
fn h8_enter_jumps_too_and_the_cell_counts_only_once_ticked_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let copy = common::window::copy_of("hibob", folder.path());
    let mut window = window([1600.0, 1000.0], Some(copy.clone()), []);
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    let empty = model(&window)
        .roles()
        .iter()
        .find(|role| !role.locked && role.grants.is_empty())
        .map(|role| role.id.clone());
    let role = empty.unwrap_or_else(|| {
        let (change, id) = sightline::session::edits::roles::add(model(&window));
        window.state_mut().push(Action::Apply(change));
        window.state_mut().push(Action::Command(Command::Save));
        window.run();
        id
    });
    let name = model(&window).roles().get(&role).unwrap().name.clone();
    select(&mut window, Key::Role(role.clone()));
    type_into(&mut window, "Search permissions", H8);
    window.key_press(Press::Enter);
    window.run();
    // Found is not ticked.
    let unticked = format!("{name}, {H8}: none");
    assert_eq!(cells(&window, &unticked), [(unticked.clone(), true)]);
    assert!(model(&window).roles().get(&role).unwrap().grants.is_empty());
    // The keyboard is there at once.
    window.key_press(Press::Num1);
    window.run();
    assert_eq!(model(&window).roles().get(&role).unwrap().grants.len(), 1);
    // Not saved, it is lost.
    let kept = sightline::io::native::parse(std::fs::read(&copy).unwrap()).unwrap();
    assert!(kept.model.roles().get(&role).unwrap().grants.is_empty());
}

/// World D, with a role for Aino within Finland and a permission of her own.
fn aino() -> Window {
    let mut window = on("cases/d.ron", Workspace::Organisation);
    let to = Subject::User("aino".into());
    use sightline::model::{ItemSelector, Scope};
    use sightline::session::edits::roles;
    let (given, id) = roles::assign(model(&window), &to, &"local".into());
    window.state_mut().push(Action::Apply(given));
    window.run();
    let finland = Scope::people(Reach::Group("FI".into()));
    let limit = roles::edit_assignment(model(&window), &id, "limit", |a| a.scope = finland);
    window.state_mut().push(Action::Apply(limit.unwrap()));
    window.run();
    let labelled = Scope {
        people: None,
        items: Some(ItemSelector::Labelled(vec!["mandatory".into()])),
    };
    let (direct, _) = roles::grant_directly(
        model(&window),
        &to,
        &"lms.content.edit".into(),
        &"yes".into(),
        labelled,
    );
    window.state_mut().push(Action::Apply(direct));
    window.run();
    select(&mut window, Key::Principal("aino".into()));
    window
}

#[test]
fn d11_effective_permissions_are_a_list_to_read_only_with_every_path() {
    let mut window = aino();
    window.set_size(egui::vec2(1600.0, 1400.0));
    window.run();
    let before = model(&window).clone();
    let names = |window: &Window| -> Vec<(Role, String)> {
        let nodes = window.query_all_by(|_| true);
        nodes
            .map(|n| n.accesskit_node())
            .map(|n| (n.role(), n.label().or(n.value()).unwrap_or_default()))
            .collect()
    };
    let folded = names(&window);
    click(&mut window, "Effective permissions, to read only");
    assert!(has_text(&window, "edit content on 3 items"));
    // The same permission by both ways, the role and the direct one, each with its limit.
    assert!(has_text(&window, "From the role Local administrator"));
    assert!(has_text(
        &window,
        "From a direct grant, reaching labelled Mandatory"
    ));
    let limit = "within members of Everyone in Finland by the assignment";
    assert!(has_text(&window, limit));
    // Nothing that opens with it can be edited: names that lead on, and plain text.
    let added: Vec<(Role, String)> = names(&window)
        .into_iter()
        .filter(|node| !folded.contains(node))
        .collect();
    assert!(added.len() > 6, "{added:?}");
    for (role, name) in &added {
        let can_edit = matches!(
            role,
            Role::TextInput
                | Role::MultilineTextInput
                | Role::ComboBox
                | Role::CheckBox
                | Role::Button
                | Role::SpinButton
                | Role::Slider
                | Role::Switch
        );
        assert!(!can_edit, "{role:?} {name}");
    }
    // Clicked, a permission is shown, not changed.
    let line = window.query_all_by(|n| n.label().is_some_and(|l| l.contains("edit content on 3")));
    line.last().unwrap().click();
    window.run();
    let selected = window.state().session().selected().cloned();
    assert_eq!(selected, Some(Key::Permission("lms.content.edit".into())));
    assert_eq!(model(&window), &before);
}

#[test]
fn d18_the_form_for_an_admin_has_no_scope_and_the_page_after_it_offers_one() {
    let mut window = on("cases/d.ron", Workspace::Access);
    let before = model(&window).clone();
    click(&mut window, "Add admin");
    for field in ["Name", "Employee ID"] {
        window.get_by_role_and_label(Role::TextInput, field);
    }
    window.get_by_role_and_label(Role::ComboBox, "Give them a role");
    window.get_by_role_and_label(Role::ComboBox, "Put a label on them");
    // No scope anywhere in it.
    for name in ["People", "Items", "Reach"] {
        let found = window.query_by_role_and_label(Role::ComboBox, name);
        assert!(found.is_none(), "{name}");
    }
    // What is missing is said at its field; nothing is made.
    click(&mut window, "Add this admin");
    window.get_by_label("An admin needs a name");
    assert_eq!(model(&window), &before);
    type_into(&mut window, "Name", "Ola Nordmann");
    // An id that is taken is refused by name.
    let field = window.get_by_role_and_label(Role::TextInput, "Employee ID");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Press::A);
    type_into(&mut window, "Employee ID", "aino");
    window.get_by_label("Aino has this ID already. Choose another");
    window.key_press_modifiers(Modifiers::COMMAND, Press::A);
    type_into(&mut window, "Employee ID", "e-4711");
    choose(&mut window, "Give them a role", "Local administrator");
    choose(&mut window, "Put a label on them", "Finland");
    click(&mut window, "Add this admin");
    let id = "e-4711".into();
    let new = model(&window).principals().get(&id).unwrap().clone();
    assert_eq!(new.name, "Ola Nordmann");
    assert_eq!(new.labels, ["finland"]);
    let roles = model(&window).assignments().iter();
    let given: Vec<_> = roles
        .filter(|a| a.to == Subject::User(id.clone()))
        .collect();
    assert_eq!(given.len(), 1);
    assert!(given[0].scope.is_unset());
    assert!(model(&window).principal_scopes().get(&id).is_none());
    // Their own page is open and offers the scope.
    let selected = window.state().session().selected().cloned();
    assert_eq!(selected, Some(Key::Principal(id.clone())));
    choose(&mut window, "People", "A group");
    assert!(model(&window).principal_scopes().get(&id).is_some());
    undo(&mut window);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

/// D10: the scope of a principal is set, changed and lifted on their page, each one step of undo.
#[test]
fn rule_d10_the_scope_of_a_person_is_edited_like_the_others_and_undone() {
    let mut window = aino();
    let before = model(&window).clone();
    let of = |window: &Window| {
        let scopes = model(window).principal_scopes();
        scopes.get(&"aino".into()).map(|one| one.scope.clone())
    };
    choose(&mut window, "People", "Nobody");
    let scope = of(&window).unwrap();
    assert_eq!(scope.people, Some(Reach::Nobody));
    assert!(has_text(
        &window,
        "Undo: limit everything Aino has to nobody"
    ));
    // Everything: the role and the direct grant alike.
    assert!(has_text(&window, "Limit on everything held, nobody"));
    choose(&mut window, "People", "No limit set here");
    assert!(of(&window).is_none(), "unset is not empty");
    undo(&mut window);
    assert_eq!(of(&window), Some(scope));
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn l3_the_permissions_of_an_admin_cannot_be_changed() {
    let mut window = on("cases/l.ron", Workspace::Access);
    let before = model(&window).clone();
    click(&mut window, "Custom sets");
    click(&mut window, "Add custom set");
    choose(&mut window, "For whom", "Onboarding admin, adm");
    choose(&mut window, "Module", "Onboarding");
    let said = "Permissions of Onboarding admin cannot be changed: \
                they hold Onboarding Admin, which is predefined";
    window.get_by_label(said);
    assert!(window.query_by_label("Make the set").is_none());
    assert!(window.query_by_label_contains("rights lost").is_none());
    click(&mut window, "Cancel");
    // An agent's may be.
    click(&mut window, "Add custom set");
    choose(&mut window, "For whom", "Employee A, A");
    choose(&mut window, "Module", "Onboarding");
    assert!(window.query_by_label(said).is_none());
    window.get_by_label("Make the set");
    click(&mut window, "Cancel");
    // The role itself is locked in the grid, and says so.
    click(&mut window, "Roles");
    click(&mut window, "Onboarding Admin, Add candidate: yes, locked");
    window.key_press(Press::Delete);
    window.run();
    assert!(has_text(&window, "Predefined: it cannot be changed"));
    assert_eq!(model(&window), &before);
    // However else it is asked for, the model stays and the window says why.
    let set = CustomSet {
        id: "forced".into(),
        of: Subject::User("adm".into()),
        module: "onb".into(),
        grants: Vec::new(),
    };
    let change = sightline::model::Change::new("give a set", vec![Edit::put(set)]);
    window.state_mut().push(Action::Apply(change));
    window.run();
    assert!(has_text(
        &window,
        "permissions of Onboarding admin cannot be changed"
    ));
    assert_eq!(model(&window), &before);
}

#[test]
fn l4_a_viewer_opens_the_module_and_reads_whom_to_ask() {
    let mut window = on("cases/l.ron", Workspace::Simulate);
    select(&mut window, Key::Principal("vw".into()));
    window
        .state_mut()
        .push(Action::Command(Command::SeeAsSelected));
    window.run();
    assert!(has_text(
        &window,
        "The HR system as Onboarding viewer sees it"
    ));
    let message = model(&window)
        .modules()
        .at(0)
        .unwrap()
        .empty_message
        .clone();
    let message = message.unwrap();
    assert!(message.contains("Contact an Onboarding Admin for more permission"));
    window.get_by_label(&message);
    for item in model(&window).items().iter() {
        assert!(!has_text(&window, &item.name), "{}", item.name);
    }
    // Whoever has candidates has no such message.
    let agent = "A".into();
    window.state_mut().push(Action::SeeAs(Some(agent)));
    window.run();
    assert!(has_text(&window, "Candidate Y"));
    assert!(!has_text(&window, &message));
}
