//! The bar of the workspace: its views, filters, and what can be added.

use egui::{Align, Frame, Layout, Stroke, StrokeKind, Ui, vec2};

use crate::model::{Change, Key, ModuleId};
use crate::session::edits::{catalogue, grants::Bearer, ladders, roles};
use crate::session::{Action, Actions, Command};
use crate::ui::Context;
use crate::ui::icons::{self, Icon};
use crate::ui::inspector::ask_name;
use crate::ui::theme::{self, Type, Weight, radius, size, space};
use crate::ui::widgets::{Button, Chip, Segment, divider, icon_button, key_cap, label, segmented};

use super::{State, View};

const VIEWS: [View; 5] = [
    View::Groups,
    View::Roles,
    View::Sets,
    View::Modules,
    View::Rules,
];

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let views = [
        Segment::new(icons::GROUP_WORK, "Groups"),
        Segment::new(icons::GRID_ON, "Roles"),
        Segment::new(icons::TUNE, "Custom sets"),
        Segment::new(icons::WIDGETS, "Modules"),
        Segment::new(icons::POLICY, "Rules"),
    ];
    Frame::new().fill(t.panel).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let selected = VIEWS.iter().position(|view| *view == state.view);
            let picked = segmented(ui, &views, selected.unwrap_or(0));
            if let Some(view) = picked.and_then(|nth| VIEWS.get(nth)) {
                state.view = *view;
                state.menu = None;
            }
            let is_tight = ui.available_width() < 620.0;
            let is_cramped = ui.available_width() < 220.0;
            if is_cramped {
                ui.spacing_mut().item_spacing.x = 2.0;
            } else {
                ui.add_space(space::M);
            }
            let by_bearer = matches!(state.view, View::Roles | View::Sets);
            if by_bearer {
                let (icon, hint) = (icons::FILTER_LIST, "Only rows that differ from the save");
                if toggle(ui, "Changed only", hint, icon, state.changed_only, is_tight) {
                    state.changed_only = !state.changed_only;
                }
                let (icon, hint) = (icons::EDIT_NOTE, "Set several cells, judged as one");
                let on = state.collected.is_some();
                if toggle(ui, "Collect edits", hint, icon, on, is_tight) {
                    state.toggle_collecting();
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(if is_cramped { 4.0 } else { space::L });
                right(ui, cx, state, is_tight, actions);
            });
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        divider(ui);
    });
}

/// A filter or a mode, on or off. Tight, it is an icon.
fn toggle(ui: &mut Ui, name: &str, hint: &str, icon: Icon, on: bool, is_tight: bool) -> bool {
    if !is_tight {
        let chip = Chip::new(name).icon(icon).on(on).show(ui);
        return chip.response.on_hover_text(hint).clicked();
    }
    let t = theme::tokens(ui);
    let button = icon_button(ui, icon, name, true);
    if on {
        let edge = Stroke::new(1.0, t.accent);
        ui.painter()
            .rect_stroke(button.rect, radius::BUTTON, edge, StrokeKind::Inside);
    }
    button.clicked()
}

/// Adds what can be made here. Tight, the buttons of the grid are icons with their words to be
/// read aloud and hovered.
fn right(ui: &mut Ui, cx: &Context<'_>, state: &mut State, is_tight: bool, actions: &mut Actions) {
    let t = theme::tokens(ui);
    match state.view {
        View::Groups => {
            if ui.add(Button::new("Add group").icon(icons::ADD)).clicked() {
                state.groups.start_new();
            }
            count(ui, cx.model.groups().len(), "group", "groups");
        }
        View::Roles => {
            let button = |ui: &mut Ui, icon, text| match is_tight {
                true => icon_button(ui, icon, text, true).clicked(),
                false => ui.add(Button::new(text).icon(icon)).clicked(),
            };
            if button(ui, icons::ADD, "Add role") {
                add_role(ui, cx, actions);
            }
            // Where there is no room for it, the inspector of a module has it.
            let has_room = !is_tight || ui.available_width() > 130.0;
            let has_modules = !cx.model.modules().is_empty();
            if has_room && has_modules && button(ui, icons::KEY, "Add permission") {
                add_permission(ui, cx, actions);
            }
            if button(ui, icons::PERSON_ADD, "Add admin") {
                actions.command(Command::AddAdmin);
            }
            if ui.available_width() > 420.0 {
                label(ui, "reach", Type::Small, Weight::Regular, t.text2);
                key_cap(ui, "R");
                label(ui, "level", Type::Small, Weight::Regular, t.text2);
                key_cap(ui, "1–5");
                cell_name(ui, cx, state);
            }
        }
        View::Sets => {
            let add = Button::new("Add custom set").icon(icons::ADD);
            if ui.add(add).clicked() {
                state.new_set.start();
            }
            count(
                ui,
                cx.model.custom_sets().len(),
                "custom set",
                "custom sets",
            );
        }
        View::Modules => {
            let add = Button::new("Add module").icon(icons::ADD);
            if ui.add(add).clicked() {
                add_module(ui, cx, actions);
            }
            if ui.add(Button::new("Add levels").icon(icons::ADD)).clicked() {
                let (change, id) = ladders::add(cx.model);
                make(ui, change, Key::Ladder(id), actions);
            }
            count(ui, cx.model.modules().len(), "module", "modules");
        }
        View::Rules => {}
    }
}

fn cell_name(ui: &mut Ui, cx: &Context<'_>, state: &State) {
    let t = theme::tokens(ui);
    let Some((Bearer::Role(role), permission)) = &state.cursor else {
        return;
    };
    let text = format!(
        "{} · {}",
        cx.model.title(&Key::Permission(permission.clone())),
        cx.model.title(&Key::Role(role.clone()))
    );
    if ui.available_width() > 240.0 {
        let text = Type::Small.rich(text, Weight::Regular, t.text2);
        ui.add(egui::Label::new(text).truncate());
    }
}

fn count(ui: &mut Ui, n: usize, one: &str, many: &str) {
    let t = theme::tokens(ui);
    let text = if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    };
    label(ui, text, Type::Small, Weight::Regular, t.text3);
}

/// Makes something, selects it and lets its name be typed.
fn make(ctx: &egui::Context, change: Change, key: Key, actions: &mut Actions) {
    ask_name(ctx, &key);
    actions.push(Action::ApplyAndSelect(change, key));
}

/// Adds a module and selects it.
pub(super) fn add_module(ctx: &egui::Context, cx: &Context<'_>, actions: &mut Actions) {
    let (change, key) = catalogue::add_module(cx.model);
    make(ctx, change, key, actions);
}

/// Adds a permission beside the selected one, or to the selected module, else to the first one.
pub(super) fn add_permission(ctx: &egui::Context, cx: &Context<'_>, actions: &mut Actions) {
    let to = |id: &ModuleId| catalogue::add_permission(cx.model, &Key::Module(id.clone()));
    let made = match cx.selected() {
        Some(Key::Module(id)) => to(id),
        Some(Key::Permission(id)) => catalogue::add_beside(cx.model, id),
        _ => cx.model.modules().ids().next().and_then(to),
    };
    if let Some((change, key)) = made {
        make(ctx, change, key, actions);
    }
}

/// Adds a role and selects it.
pub(super) fn add_role(ctx: &egui::Context, cx: &Context<'_>, actions: &mut Actions) {
    let (change, id) = roles::add(cx.model);
    make(ctx, change, Key::Role(id), actions);
}
