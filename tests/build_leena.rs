//! As a new user: from an empty model, only with mouse and keyboard, by what is read aloud, the
//! Leena onboarding system is built in the window. It answers like the sample, and undo leads back
//! to the empty model and redo on again through the same models.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::hands::{self, Window};
use egui::accesskit::Role;
use egui::{Key as Press, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::engine::{Engine, Target};
use sightline::model::{
    About, Date, FieldType, Grant, Item, ItemSelector, Model, Permission, PermissionId, Principal,
    Subject,
};
use sightline::session::Command;

const PEOPLE: [&str; 5] = [
    "Employee 1",
    "Employee A",
    "Employee B",
    "User A",
    "Noor Haddad",
];
const CANDIDATES: [&str; 4] = ["Candidate Y", "Candidate Z", "Zoya Petrova", "Leila Rahimi"];
const MODULE: &str = "Onboarding";

/// Someone at the window, and every model there was on the way.
struct Hand {
    window: Window,
    models: BTreeMap<u64, Model>,
}

impl Hand {
    fn new() -> Hand {
        // As high as a tall screen: the whole grid is in view.
        let mut window = common::window::window([1920.0, 2000.0], None, []);
        window.run();
        hands::click(&mut window, "Blank model");
        hands::click(&mut window, "Make model");
        let models = BTreeMap::new();
        let mut hand = Hand { window, models };
        hand.note();
        hand
    }

    fn model(&self) -> &Model {
        hands::model(&self.window)
    }

    /// Whatever was done is one step at most, and its model is kept.
    fn note(&mut self) {
        let document = self.window.state().session().document().unwrap();
        let (state, model) = (document.history().state(), document.model().clone());
        let known = self.models.entry(state).or_insert_with(|| model.clone());
        assert_eq!(*known, model);
        assert_eq!(
            self.models.len(),
            document.history().n_moments(),
            "one gesture, one step"
        );
        let refusal = self.window.state().session().refusal();
        assert!(refusal.is_none(), "{refusal:?}");
    }

    fn click(&mut self, label: &str) {
        hands::click(&mut self.window, label);
        self.note();
    }

    /// Goes to a view: the bar is drawn before the view, which may bear the same name.
    fn view(&mut self, label: &str) {
        self.window.get_all_by_label(label).next().unwrap().click();
        self.window.run();
        self.note();
    }

    fn click_last(&mut self, label: &str) {
        hands::click_last(&mut self.window, label);
        self.note();
    }

    fn write(&mut self, field: &str, text: &str) {
        hands::type_over(&mut self.window, field, text);
        self.note();
    }

    /// Types into the field that was opened last.
    fn type_last(&mut self, field: &str, text: &str) {
        let fields = self
            .window
            .get_all_by_role_and_label(Role::TextInput, field);
        fields.last().unwrap().focus();
        self.window.run();
        let fields = self
            .window
            .get_all_by_role_and_label(Role::TextInput, field);
        fields.last().unwrap().type_text(text);
        self.window.run();
        self.note();
    }

    fn choose(&mut self, field: &str, choice: &str) {
        hands::choose(&mut self.window, field, choice);
        self.note();
    }

    fn press(&mut self, key: Press) {
        self.window.key_press(key);
        self.window.run();
        self.note();
    }

    fn press_with_command(&mut self, modifiers: Modifiers, key: Press) {
        let with = Modifiers::COMMAND | modifiers;
        self.window.key_press_modifiers(with, key);
        self.window.run();
    }

    /// Chooses from the first list of this name, if something else is chosen there.
    fn choose_first(&mut self, field: &str, choice: &str) {
        let lists = self.window.get_all_by_role_and_label(Role::ComboBox, field);
        let list = lists.into_iter().next().unwrap();
        if list.accesskit_node().value().as_deref() == Some(choice) {
            return;
        }
        list.click();
        self.window.run();
        hands::pick(&mut self.window, field, choice);
        self.note();
    }

    /// Goes to a workspace by its key.
    fn go(&mut self, key: Press) {
        self.press_with_command(Modifiers::NONE, key);
        self.note();
    }

    /// Looks for something by its name in the search, and takes what is found first.
    fn find(&mut self, name: &str) {
        self.press_with_command(Modifiers::NONE, Press::K);
        self.window.run();
        let field = self.window.get_by_label("Find or run");
        field.type_text(name);
        self.window.run();
        self.press(Press::Enter);
        self.window.run();
    }

    /// Clicks the row of a table that begins so.
    fn click_row(&mut self, name: &str) {
        let rows = self.window.get_all_by_role(Role::Row);
        let begins = |label: Option<String>| label.is_some_and(|label| label.starts_with(name));
        let row = rows
            .into_iter()
            .find(|row| begins(row.accesskit_node().label()));
        row.unwrap_or_else(|| panic!("no row {name}")).click();
        self.window.run();
        self.note();
    }

    /// Writes into a field of several lines and leaves it by Tab.
    fn write_lines(&mut self, field: &str, text: &str) {
        let lines = self
            .window
            .get_by_role_and_label(Role::MultilineTextInput, field);
        lines.focus();
        self.window.run();
        let found = self
            .window
            .get_by_role_and_label(Role::MultilineTextInput, field);
        found.type_text(text);
        self.window.run();
        self.window.key_press(Press::Tab);
        self.window.run();
        self.note();
    }
}

fn sample() -> Model {
    sightline::io::load(&common::window::sample("leena"))
        .unwrap()
        .model
}

fn person<'m>(model: &'m Model, name: &str) -> &'m Principal {
    let mut people = model.principals().iter();
    people
        .find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no person {name}"))
}

fn item<'m>(model: &'m Model, name: &str) -> &'m Item {
    let mut items = model.items().iter();
    items
        .find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no item {name}"))
}

fn permission<'m>(model: &'m Model, name: &str) -> &'m Permission {
    let mut permissions = model.permissions().iter();
    permissions
        .find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no permission {name}"))
}

fn people(hand: &mut Hand, like: &Model) {
    hand.view("People");
    hand.click("Fields…");
    for (name, sort) in [("Email", "Email"), ("Title", "Text")] {
        hands::type_into(&mut hand.window, "New field", name);
        hand.choose("Type", sort);
        hand.click("Add field");
    }
    hand.click("Close");
    for name in PEOPLE {
        hand.click_last("Add person");
        hand.write("Name", name);
        for field in ["email", "title"] {
            let value = person(like, name).fields.get(&field.into()).unwrap();
            let label = if field == "email" { "Email" } else { "Title" };
            hand.write(label, &value.to_string());
        }
    }
}

/// The kind of the candidates, with the fields the criteria go by and the stage.
fn kind(hand: &mut Hand, like: &Model) {
    hand.click("Add the first kind");
    hand.type_last("Name", "Candidate");
    hand.click("Add kind");
    hand.click("Kinds of items…");
    hand.click("Fields of the kind Candidate…");
    for field in &like.kinds().at(0).unwrap().fields[..3] {
        hands::type_into(&mut hand.window, "New field", &field.name);
        match &field.kind {
            FieldType::Choice(options) => {
                hand.choose("Type", "Choice of several");
                hands::type_into(&mut hand.window, "Choices", &options.join(", "));
            }
            _ => hand.choose("Type", "Email"),
        }
        hand.click("Add field");
    }
    hand.click("Close");
}

fn candidates(hand: &mut Hand, like: &Model) {
    hand.view("Items");
    kind(hand, like);
    for name in CANDIDATES {
        let of = item(like, name);
        hand.click_last("Add candidate");
        hand.write("Name", name);
        let creator = of.creator.as_ref().unwrap();
        let creator = person(hand.model(), &like.principals().get(creator).unwrap().name);
        let creator = format!("{}, {}", creator.name, creator.id);
        hand.choose("Made by", &creator);
        for (field, label) in [("manager_email", "Manager email"), ("hr_email", "HR email")] {
            let value = of.fields.get(&field.into()).unwrap().to_string();
            hand.write(label, value.trim());
        }
        let stage = of.fields.get(&"stage".into()).unwrap().to_string();
        hand.choose("Stage", &stage);
    }
}

/// The permissions of the module, each where the sample has it: in the module, or below another.
fn permissions(hand: &mut Hand, like: &Model) {
    hand.go(Press::Num2);
    hand.view("Modules");
    hand.click("Add a first module");
    hand.write("Name", MODULE);
    hand.choose("Sources", "Pooled, rights reach whatever any source shows");
    for one in onboarding(like) {
        let parent = one.id.parent().and_then(|id| like.permissions().get(&id));
        match parent {
            None => {
                // Back to the module: its row in the table.
                hand.view("Modules");
                hand.click_row(MODULE);
                hand.click("Add a permission to it");
            }
            Some(parent) => {
                let name = parent.name.clone();
                hand.find(&name);
                hand.click("Add a part of it");
            }
        }
        hand.write("Name", &one.name);
        if !one.description.is_empty() {
            hand.write_lines("Description", &one.description);
        }
        let about = match one.about.has_item() {
            true => "candidate",
            false => "no one and nothing",
        };
        hand.choose_first("About", about);
        let levels = match one.ladder.as_str() {
            "yes_no" => "no < yes",
            _ => "none < view < edit",
        };
        hand.choose_first("Levels", levels);
    }
    hand.view("Modules");
    hand.click_row(MODULE);
    hand.choose("What is seen", "View candidate");
}

/// The permissions of the sample's module, parents first.
fn onboarding(like: &Model) -> Vec<Permission> {
    let of_module = |one: &&Permission| one.id.module().as_str() == "onb";
    let mut list: Vec<_> = like
        .permissions()
        .iter()
        .filter(of_module)
        .cloned()
        .collect();
    list.sort_by_key(|one| one.id.as_str().matches('.').count());
    list
}

/// What brings what along, and the switch.
fn rules(hand: &mut Hand, like: &Model) {
    hand.view("Rules");
    for one in like.implications().iter() {
        let name = |id: &PermissionId| like.permissions().get(id).unwrap().name.clone();
        // The draft stands before the rules that are there.
        hand.click("Add an implication");
        let from = format!("{}, {MODULE}", name(&one.permission));
        hand.choose_first("Permission that brings", &from);
        // Yes or no has one level to speak of.
        if one.level.as_str() != "yes" {
            hand.choose_first("From level", one.level.as_str());
        }
        let brought = format!("{}, {MODULE}", name(&one.implies.base()));
        hand.choose_first("Permission brought", &brought);
        if one.at.as_str() != "yes" {
            hand.choose_first("Level brought", one.at.as_str());
        }
        let n = hand.model().implications().len();
        hand.click("Add this implication");
        assert_eq!(hand.model().implications().len(), n + 1);
    }
    let switch = like.switches().at(0).unwrap();
    hand.click("Add a switch");
    hands::type_into(&mut hand.window, "Name of the switch", &switch.name);
    hand.click("Add this switch");
}

/// The level of a grant, by the number key of the grid.
fn key_of(like: &Model, permission: &PermissionId, level: &str) -> Press {
    let levels = match like.permissions().get(permission).unwrap().ladder.as_str() {
        "yes_no" => ["no", "yes", ""],
        _ => ["none", "view", "edit"],
    };
    match levels.iter().position(|one| *one == level) {
        Some(1) => Press::Num1,
        Some(2) => Press::Num2,
        _ => Press::Delete,
    }
}

/// Gives in the grid what a role or a set of the sample gives: the cell, the number key, and where
/// it is limited, the limit beside it.
fn grants(hand: &mut Hand, like: &Model, head: &str, list: &[Grant]) {
    for grant in list {
        let id = grant.permission.base();
        let name = like.permissions().get(&id).unwrap().name.clone();
        let cell = |hand: &Hand| {
            let wanted = format!("{head}, {name}: ");
            let cells = hand.window.get_all_by_role(Role::Cell);
            let labels = cells
                .into_iter()
                .filter_map(|cell| cell.accesskit_node().label());
            let mut found = labels.filter(|label| label.starts_with(&wanted));
            found.next().unwrap_or_else(|| panic!("no cell {wanted}"))
        };
        let label = cell(hand);
        hand.click(&label);
        hand.press(key_of(like, &id, grant.level.as_str()));
        // The cell stands before the limit of the whole role; a new grant starts narrow.
        match &grant.on.items {
            None if !like.permissions().get(&id).unwrap().about.has_item() => {}
            None => hand.choose_first("Items", "No limit set here"),
            Some(ItemSelector::CreatedByMe) => hand.choose_first("Items", "Added by oneself"),
            Some(ItemSelector::FieldIsMine { .. }) => {
                hand.choose_first("Items", "A field matches mine");
                hand.choose_first("Its field", "Manager email");
                hand.choose_first("My field", "Email");
            }
            Some(ItemSelector::Where(condition)) => {
                hand.choose_first("Items", "A condition");
                hand.choose_first("Field of clause 1", "HR email");
                let value = condition.clauses[0].values[0].to_string();
                hand.write("Add a value to clause 1", &value);
            }
            other => panic!("{other:?}"),
        }
        if grant.switch.is_some() {
            let name = &like.switches().at(0).unwrap().name;
            hand.choose("Needs switch", &format!("{name}, now off"));
        }
    }
}

fn roles(hand: &mut Hand, like: &Model) {
    hand.view("Roles");
    for id in ["admin", "agent", "viewer", "module_user"] {
        let role = like.roles().get(&id.into()).unwrap();
        hand.click_last("Add role");
        hand.write("Name", &role.name);
        hand.write_lines("Description", &role.description);
        grants(hand, like, &role.name, &role.grants);
        if role.derived.is_some() {
            hand.choose("Held by", "Holders of a role");
            for held in ["Onboarding Admin", "Onboarding Agent", "Onboarding Viewer"] {
                hand.choose("Add a role", held);
            }
        }
        for assignment in like
            .assignments()
            .iter()
            .filter(|one| one.role.as_str() == id)
        {
            let Subject::User(who) = &assignment.to else {
                continue;
            };
            let name = &like.principals().get(who).unwrap().name;
            if PEOPLE.contains(&name.as_str()) {
                let who = person(hand.model(), name);
                let choice = format!("{name}, {}", who.id);
                hand.choose("Give it to someone", &choice);
            }
        }
        if role.locked {
            hand.click("Permissions are fixed");
        }
    }
}

fn groups(hand: &mut Hand, like: &Model) {
    hand.view("Groups");
    for (nth, name) in ["Group A", "Group B"].into_iter().enumerate() {
        let group = like.groups().iter().find(|one| one.name == name).unwrap();
        if nth == 0 {
            hand.click("Add a first group");
        } else {
            hand.click("Add group");
        }
        // A group is not made before it says what it is for.
        hand.type_last("Name", name);
        hand.click("Make group");
        let missing = format!("A group needs a description. What is {name} for?");
        hand.window.get_by_label(&missing);
        hand.type_last("Description", &group.description);
        hand.click("Make group");
        for member in &group.listed {
            let name = &like.principals().get(member).unwrap().name;
            let who = person(hand.model(), name);
            let choice = format!("{name}, {}", who.id);
            hand.choose("Add someone by name", &choice);
        }
        hand.choose("Give a role", "Onboarding Viewer");
    }
}

/// The permissions set for one person or group: they stand in place of what their roles give.
fn custom_sets(hand: &mut Hand, like: &Model) {
    hand.view("Custom sets");
    for id in ["group-a-onb", "group-b-onb", "user-a-onb"] {
        let set = like.custom_sets().get(&id.into()).unwrap();
        let (name, choice) = match &set.of {
            Subject::Group(id) => {
                let name = like.groups().get(id).unwrap().name.clone();
                (name.clone(), format!("{name}, group"))
            }
            Subject::User(id) => {
                let name = like.principals().get(id).unwrap().name.clone();
                let who = person(hand.model(), &name).id.clone();
                (name.clone(), format!("{name}, {who}"))
            }
        };
        hand.click_last("Add custom set");
        hand.choose("For whom", &choice);
        hand.choose("Module", MODULE);
        hand.choose("Start", "Start empty");
        hand.click("Make the set");
        grants(hand, like, &name, &set.grants);
    }
}

/// Every right of one person at every level, on every candidate and on nothing, by name.
fn answers(
    model: &Model,
    names: &[Permission],
) -> BTreeMap<(String, String, String, String), bool> {
    let engine = Engine::new(model, Date::new(2026, 11, 21).unwrap());
    let mut answers = BTreeMap::new();
    for who in PEOPLE {
        let actor = &person(model, who).id;
        for one in names {
            let of = permission(model, &one.name);
            let targets: Vec<(String, Target)> = match of.about {
                About::Nothing => vec![(String::new(), Target::default())],
                _ => CANDIDATES
                    .into_iter()
                    .map(|name| {
                        (
                            name.to_owned(),
                            Target::of_item(model, &item(model, name).id),
                        )
                    })
                    .collect(),
            };
            for level in ["yes", "view", "edit"] {
                if !model
                    .ladder_of(&of.id)
                    .unwrap()
                    .levels
                    .iter()
                    .any(|l| l.as_str() == level)
                {
                    continue;
                }
                for (name, target) in &targets {
                    let is_allowed = engine.allows(actor, &of.id, &level.into(), target);
                    let key = (who.into(), one.name.clone(), level.into(), name.clone());
                    answers.insert(key, is_allowed);
                }
            }
        }
    }
    answers
}

#[test]
fn build_leena_from_an_empty_model() {
    let like = sample();
    let mut hand = Hand::new();
    let empty = hand.model().clone();
    hand.write("Model name", "Leena onboarding");
    people(&mut hand, &like);
    candidates(&mut hand, &like);
    permissions(&mut hand, &like);
    rules(&mut hand, &like);
    roles(&mut hand, &like);
    groups(&mut hand, &like);
    custom_sets(&mut hand, &like);
    it_answers_like_the_sample(&hand, &like);
    it_goes_back_and_on_again(&mut hand, &empty);
}

fn it_answers_like_the_sample(hand: &Hand, like: &Model) {
    let names = onboarding(like);
    let (built, wanted) = (answers(hand.model(), &names), answers(like, &names));
    let differs = wanted
        .iter()
        .filter(|(key, one)| built.get(key) != Some(one));
    assert_eq!(differs.collect::<Vec<_>>(), vec![], "as the sample has it");
    let n = wanted.len();
    assert!(n > 800, "{n} answers");
    let n_allowed = wanted.values().filter(|one| **one).count();
    assert!(
        n_allowed > 100 && n_allowed < n,
        "{n_allowed} of {n} are allowed"
    );
}

fn it_goes_back_and_on_again(hand: &mut Hand, empty: &Model) {
    let built = hand.model().clone();
    let n_steps = hand.models.len();
    let mut walk = |modifiers, command: Command| {
        let mut n = 0;
        while command.blocked(hand.window.state().session()).is_none() {
            hand.press_with_command(modifiers, Press::Z);
            hand.note();
            n += 1;
        }
        assert_eq!(n + 1, n_steps);
        hand.model().clone()
    };
    assert_eq!(&walk(Modifiers::NONE, Command::Undo), empty);
    assert_eq!(walk(Modifiers::SHIFT, Command::Redo), built);
}
