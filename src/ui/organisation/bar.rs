//! The bar of the organisation: views, the filter, adding.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::{State, View, kinds, table};
use crate::session::cells::Of;
use crate::session::{Action, Actions, Command, edits};
use crate::ui::Context;
use crate::ui::checks::words::thousands;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Button, Segment, TextField, divider, icon_button, label, segmented};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    Frame::new().fill(t.panel).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            views(ui, state);
            if state.view == View::Items {
                ui.add_space(space::S);
                kinds::chooser(ui, cx, &mut state.items);
            }
            if state.view != View::Chart && ui.available_width() > 320.0 {
                ui.add_space(space::S);
                filter(ui, state);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                add(ui, cx, state, actions);
                more(ui, cx, state, actions);
                if ui.available_width() > 110.0 {
                    let n = thousands(cx.analysis.n_people());
                    let words = match state.view {
                        View::Chart => format!("{n} people"),
                        _ => state.table.count_words(),
                    };
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    });
    divider(ui);
}

fn views(ui: &mut Ui, state: &mut State) {
    let words = [
        Segment::new(icons::ACCOUNT_TREE, "Chart"),
        Segment::new(icons::TABLE_ROWS, "People"),
        Segment::new(icons::GROUPS, "Teams"),
        Segment::new(icons::SELL, "Labels"),
        Segment::new(icons::INVENTORY_2, "Items"),
    ];
    let chosen = View::ALL.iter().position(|view| *view == state.view);
    if let Some(nth) = segmented(ui, &words, chosen.unwrap_or(0))
        && let Some(view) = View::ALL.get(nth)
    {
        state.view = *view;
        state.filter.clear();
    }
}

fn filter(ui: &mut Ui, state: &mut State) {
    let width = (ui.available_width() - 330.0).clamp(120.0, 220.0);
    let field = TextField::bare("Filter", &state.filter)
        .placeholder("Filter")
        .icon(icons::FILTER_LIST)
        .tall()
        .width(width)
        .show(ui);
    if let Some(text) = field.draft.or(field.done) {
        state.filter = text;
    }
}

/// What else the tables offer.
fn more(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    match state.view {
        View::People => {
            let paste = icon_button(ui, icons::CONTENT_PASTE, "Paste rows…", true);
            if paste.clicked() {
                state.paste.ask(ui.ctx());
            }
            if icon_button(ui, icons::LIST_ALT, "Fields…", true).clicked() {
                state.fields.start(Of::People);
            }
        }
        View::Items => {
            let Some(of) = kinds::of(cx, &mut state.items) else {
                return;
            };
            match kinds::menu(ui, cx, &mut state.items) {
                Some(kinds::Asked::Fields(kind)) => state.fields.start(Of::Items(kind)),
                Some(kinds::Asked::Remove(kind)) => kinds::remove(kind, actions),
                None => {}
            }
            if icon_button(ui, icons::LIST_ALT, "Fields…", true).clicked() {
                state.fields.start(of);
            }
        }
        _ => {}
    }
}

fn add(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let State {
        view, table, items, ..
    } = state;
    match view {
        View::Chart | View::People => {
            let button = Button::new("Add person").icon(icons::PERSON_ADD);
            if ui.add(button).clicked() {
                actions.command(Command::AddPerson);
            }
        }
        View::Teams => add_button(ui, cx, &Of::Teams, icons::GROUP_ADD, table, actions),
        View::Labels => add_button(ui, cx, &Of::Labels, icons::ADD, table, actions),
        View::Items => {
            if let Some(of) = kinds::of(cx, items) {
                add_button(ui, cx, &of, icons::POST_ADD, table, actions);
            }
        }
    }
}

fn add_button(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    icon: Icon,
    table: &mut table::State,
    actions: &mut Actions,
) {
    let words = format!("Add {}", of.words(cx.model).0);
    if ui.add(Button::new(&words).icon(icon)).clicked() {
        let (change, key) = edits::places::add(cx.model, of, cx.selected());
        actions.push(Action::ApplyAndSelect(change, key));
        table.name_next();
    }
}
