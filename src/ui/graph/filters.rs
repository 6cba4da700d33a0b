//! What of the graph is shown: kinds of things and of edges, only some people, and what is drawn
//! as one.

use std::collections::BTreeSet;

use egui::{Popup, ScrollArea, Ui};

use super::State;
use super::picture::Picture;
use crate::graph::scene::{EdgeKind, NodeKind, SceneKind};
use crate::model::{Key, PrincipalId};
use crate::ui::Context;
use crate::ui::access::picker;
use crate::ui::icons;
use crate::ui::signs;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Chip, Choice, Combo, divider, label, link};

/// Kinds in the order of the columns; people are left out by their own list.
const NODES: [NodeKind; 7] = [
    NodeKind::Person,
    NodeKind::Bundle,
    NodeKind::Group,
    NodeKind::Role,
    NodeKind::CustomSet,
    NodeKind::Permission,
    NodeKind::Reach,
];

const ACCESS: [EdgeKind; 6] = [
    EdgeKind::Member,
    EdgeKind::Holds,
    EdgeKind::Contains,
    EdgeKind::Grants,
    EdgeKind::Direct,
    EdgeKind::Reaches,
];

const PERMISSIONS: [EdgeKind; 4] = [
    EdgeKind::Implies,
    EdgeKind::Needs,
    EdgeKind::PartOf,
    EdgeKind::ViewSet,
];

/// What is left out and folded.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Filters {
    pub without_nodes: BTreeSet<NodeKind>,
    pub without_edges: BTreeSet<EdgeKind>,
    pub people: BTreeSet<PrincipalId>,
    pub folded: BTreeSet<Key>,
}

impl Filters {
    fn len(&self) -> usize {
        self.without_nodes.len() + self.without_edges.len() + self.people.len() + self.folded.len()
    }
}

/// The chip in the bar with what it opens.
pub(super) fn chip(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: Option<&Picture>,
    is_narrow: bool,
) {
    let n = state.filters.len() + usize::from(!state.modules.is_empty());
    let words = match n {
        0 => "Filters".to_owned(),
        n => format!("Filters, {n}"),
    };
    let chip = super::bar::toggle(ui, icons::TUNE, &words, n > 0, is_narrow);
    Popup::menu(&chip)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .width(300.0)
        .show(|ui| {
            ui.set_max_width(300.0);
            ScrollArea::vertical().max_height(560.0).show(ui, |ui| {
                content(ui, cx, state, picture);
            });
        });
}

fn content(ui: &mut Ui, cx: &Context<'_>, state: &mut State, picture: Option<&Picture>) {
    ui.spacing_mut().item_spacing.y = space::S;
    if cx.model.modules().len() > 1 {
        head(ui, "Modules");
        modules(ui, cx, state);
        divider(ui);
    }
    if state.kind != SceneKind::Permissions {
        head(ui, "Shown");
        for kind in NODES {
            let word = signs::node(kind).word();
            let word = match kind {
                NodeKind::Bundle => "several people as one",
                _ => word,
            };
            toggle(ui, &mut state.filters.without_nodes, kind, word);
        }
        divider(ui);
    }
    head(ui, "Edges");
    let (access, permissions) = match state.kind {
        SceneKind::Access => (true, false),
        SceneKind::Permissions => (false, true),
        SceneKind::Combined => (true, true),
    };
    for kind in ACCESS.into_iter().filter(|_| access) {
        toggle(ui, &mut state.filters.without_edges, kind, kind.word());
    }
    for kind in PERMISSIONS.into_iter().filter(|_| permissions) {
        toggle(ui, &mut state.filters.without_edges, kind, kind.word());
    }
    if access {
        divider(ui);
        head(ui, "Only these people");
        people(ui, cx, state);
    }
    divider(ui);
    head(ui, "Drawn as one");
    folded(ui, cx, state, picture);
    if !state.open.is_empty() {
        divider(ui);
        if link(ui, "Close the bundles that are open").clicked() {
            state.open.clear();
        }
    }
    if state.filters.len() > 0 || !state.modules.is_empty() {
        divider(ui);
        if link(ui, "Show everything").clicked() {
            state.modules.clear();
            state.filters = Filters::default();
        }
    }
}

fn head(ui: &mut Ui, words: &str) {
    let t = theme::tokens(ui);
    ui.add_space(space::S);
    label(ui, words, Type::Small, Weight::Semibold, t.text2);
}

fn toggle<K: Ord + Copy>(ui: &mut Ui, without: &mut BTreeSet<K>, kind: K, word: &str) {
    let mut shown = !without.contains(&kind);
    if ui.checkbox(&mut shown, word).changed() {
        match shown {
            true => without.remove(&kind),
            false => without.insert(kind),
        };
    }
}

fn people(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let taken = state.filters.people.clone();
    for id in &taken {
        let name = cx.model.title(&Key::Principal(id.clone()));
        let chip = Chip::new(&name).icon(icons::PERSON).closable().show(ui);
        if chip.closed {
            state.filters.people.remove(id);
        }
    }
    if let Some(id) = picker::people(ui, cx, "Add a person", &|id| taken.contains(id)) {
        state.filters.people.insert(id);
    }
}

/// Modules, roles with roles inside, groups with groups inside.
fn folded(ui: &mut Ui, cx: &Context<'_>, state: &mut State, picture: Option<&Picture>) {
    let model = cx.model;
    let mut keys: Vec<Key> = Vec::new();
    if state.kind != SceneKind::Permissions {
        let roles = model.roles().iter().filter(|role| !role.nested.is_empty());
        keys.extend(roles.map(|role| Key::Role(role.id.clone())));
        let groups = model.groups().iter();
        let groups = groups.filter(|group| !group.groups.is_empty());
        keys.extend(groups.map(|group| Key::Group(group.id.clone())));
    }
    keys.extend(model.modules().ids().cloned().map(Key::Module));
    let all = keys.iter().all(|key| state.filters.folded.contains(key));
    let n_nodes = picture.map_or(0, |picture| picture.scene.nodes.len());
    if keys.len() > 1 && n_nodes > 0 {
        let words = if all { "Unfold all" } else { "Fold all" };
        if link(ui, words).clicked() {
            state.filters.folded = match all {
                true => BTreeSet::new(),
                false => keys.iter().cloned().collect(),
            };
        }
    }
    for key in keys {
        let mut is_folded = state.filters.folded.contains(&key);
        let word = match &key {
            Key::Role(_) => format!("{} with the roles inside", model.title(&key)),
            Key::Group(_) => format!("{} with the groups inside", model.title(&key)),
            _ => model.title(&key),
        };
        if ui.checkbox(&mut is_folded, word).changed() {
            match is_folded {
                true => state.filters.folded.insert(key),
                false => state.filters.folded.remove(&key),
            };
        }
    }
}

/// Only one module, or all.
fn modules(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let all = cx.model.modules();
    if all.len() < 2 {
        return;
    }
    let mut choices = vec![Choice::new("All modules")];
    choices.extend(
        all.iter()
            .map(|m| Choice::new(&m.name).icon(icons::WIDGETS)),
    );
    let chosen = match state.modules.len() {
        1 => state
            .modules
            .first()
            .and_then(|id| all.position(id))
            .map_or(0, |at| at + 1),
        _ => 0,
    };
    let picked = Combo::bare("Modules", &choices, Some(chosen))
        .width(260.0)
        .show(ui);
    match picked {
        Some(0) => state.modules.clear(),
        Some(n) => {
            state.modules.clear();
            state.modules.extend(all.at(n - 1).map(|m| m.id.clone()));
        }
        None => {}
    }
}
