//! What a person does in the window: click, type, choose from a list, undo.

use egui::Pos2;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Key, Model};
use sightline::session::{Action, Command, Workspace};
use sightline::ui::SightlineApp;

/// The window.
pub type Window = Harness<'static, SightlineApp>;

/// The facts as they are now.
pub fn model(window: &Window) -> &Model {
    window.state().session().document().unwrap().model()
}

/// The graph of a sample.
pub fn graph(name: &str) -> Window {
    let mut window = super::window::on(name);
    window.state_mut().push(Action::Go(Workspace::Graph));
    // A large one is laid out in a thread; a spinner turns meanwhile.
    window.run_steps(2);
    wait_for(&mut window, "Graph of ");
    window.run();
    window
}

/// Selects a record, as clicking it somewhere else does.
pub fn select(window: &mut Window, key: Key) {
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
}

/// Clicks the one thing of this name.
pub fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run();
}

/// Clicks the last thing of this name: what lies on top is drawn last.
pub fn click_last(window: &mut Window, label: &str) {
    window.get_all_by_label(label).last().unwrap().click();
    window.run();
}

/// Opens a list, or the card of a word.
pub fn combo(window: &mut Window, name: &str) {
    let list = window.get_by_role_and_label(Role::ComboBox, name);
    list.click();
    window.run();
}

/// Types into a field.
pub fn type_into(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    let found = window.get_by_role_and_label(Role::TextInput, field);
    found.type_text(text);
    window.run_steps(8);
}

/// Types into a field in place of what it holds, and leaves it with Enter.
pub fn type_over(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    match text {
        "" => window.key_press(egui::Key::Delete),
        text => window
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(text),
    }
    window.run_steps(4);
    window.key_press(egui::Key::Enter);
    window.run_steps(4);
}

/// Chooses from a list: the field by its name, then the one who is to be chosen.
pub fn choose(window: &mut Window, field: &str, choice: &str) {
    let lists = window.get_all_by_role_and_label(Role::ComboBox, field);
    lists.last().unwrap().click();
    window.run();
    pick(window, field, choice);
}

/// Chooses from the list that is open.
pub fn pick(window: &mut Window, field: &str, choice: &str) {
    // A long list is searched.
    let search = format!("Search {field}");
    let word = choice.split(',').next().unwrap();
    if let Some(search) = window.query_by_role_and_label(Role::TextInput, &search) {
        search.type_text(word);
        window.run();
    }
    let offered: Vec<String> = window
        .query_all_by_role(Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        offered.iter().any(|one| one == choice),
        "{field} offers no {choice}, only {offered:?}"
    );
    window
        .get_by_role_and_label(Role::ListBoxOption, choice)
        .click();
    window.run();
}

/// True if some text in view holds this.
pub fn has_text(window: &Window, part: &str) -> bool {
    window
        .query_all_by(|node| {
            let label = node.label();
            let value = node.value();
            label.is_some_and(|l| l.contains(part)) || value.is_some_and(|v| v.contains(part))
        })
        .next()
        .is_some()
}

/// The middle of what is drawn last of all things whose names begin so.
pub fn middle(window: &Window, start: &str) -> Pos2 {
    let start = start.to_owned();
    let found = window.query_all_by(move |n| n.label().is_some_and(|l| l.starts_with(&start)));
    found.last().unwrap().rect().center()
}

/// Drags from one place to another.
pub fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run_steps(2);
    window.drag_at(from);
    window.run_steps(1);
    for step in 1..=4 {
        window.hover_at(from + (to - from) * (step as f32 / 4.0));
        window.run_steps(2);
    }
    window.drop_at(to);
    window.run();
}

/// What undo would take back.
pub fn undo_label(window: &Window) -> Option<String> {
    let history = window.state().session().document().unwrap().history();
    history.undo_label().map(str::to_owned)
}

/// Draws until something whose name or value begins so is there.
pub fn wait_for(window: &mut Window, start: &str) {
    for _ in 0..300 {
        window.run_steps(1);
        let says = |text: Option<String>| text.is_some_and(|text| text.starts_with(start));
        let mut found = window.query_all_by(|n| says(n.label()) || says(n.value()));
        if found.next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{start} never came");
}

/// Takes the last step back.
pub fn undo(window: &mut Window) {
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
}

/// Does it again.
pub fn redo(window: &mut Window) {
    window.state_mut().push(Action::Command(Command::Redo));
    window.run();
}
