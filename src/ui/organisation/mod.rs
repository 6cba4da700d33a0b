//! ORGANISATION: people as a chart and as a table, teams, labels, items. `sheet` and
//! `chart/plan` are what is shown, as plain data; the rest draws it.

mod bar;
mod bulk;
mod chart;
mod drag;
mod fields;
mod kinds;
mod labels;
mod lines;
mod move_under;
mod paste;
pub mod preview;
mod removing;
pub mod sheet;
mod split;
mod table;
mod teams;

use egui::{Event, Ui};

use crate::model::{Key, PrincipalId};
use crate::session::Actions;
use crate::session::cells::Of;

use super::Context;

/// The views of the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The org chart.
    #[default]
    Chart,
    /// Everyone in a table.
    People,
    /// Teams.
    Teams,
    /// The label tree.
    Labels,
    /// Items of every kind.
    Items,
}

impl View {
    const ALL: [View; 5] = [
        View::Chart,
        View::People,
        View::Teams,
        View::Labels,
        View::Items,
    ];
}

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    filter: String,
    chart: chart::State,
    table: table::State,
    move_under: move_under::State,
    bulk: bulk::State,
    paste: paste::State,
    fields: fields::State,
    items: kinds::State,
    removing: removing::State,
    teams: teams::State,
    labels: labels::State,
}

impl State {
    /// Asks under whom these people are to be.
    pub fn move_under(&mut self, who: Vec<PrincipalId>) {
        self.move_under.start(who);
    }

    /// Asks whether these are to go although other records name them.
    pub fn remove(&mut self, keys: Vec<Key>) {
        self.removing.start(keys);
    }
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::show(ui, cx, state, actions);
    move_under::show(ui, cx, &mut state.move_under, actions);
    paste::show(ui, cx, &mut state.paste, actions);
    fields::show(ui, cx, &mut state.fields, actions);
    kinds::naming(ui, cx, &mut state.items, actions);
    removing::show(ui, cx, &mut state.removing, actions);
    teams::assigning(ui, cx, &mut state.teams, actions);
    labels::moving(ui, cx, &mut state.labels, actions);
    let of = match state.view {
        View::Chart => {
            chart::show(ui, cx, &mut state.chart, actions);
            return;
        }
        View::People => Of::People,
        View::Teams => {
            let State { teams, table, .. } = state;
            teams::show(ui, cx, &state.filter, teams, table, actions);
            wish(cx, state);
            return;
        }
        View::Labels => {
            let State { labels, table, .. } = state;
            labels::show(ui, cx, &state.filter, labels, table, actions);
            wish(cx, state);
            return;
        }
        View::Items => match kinds::of(cx, &mut state.items) {
            Some(of) => of,
            None => {
                kinds::empty(ui, &mut state.items);
                return;
            }
        },
    };
    bulk::show(ui, cx, &of, &mut state.bulk, actions);
    table::show(ui, cx, &of, &state.filter, &mut state.table, actions);
    wish(cx, state);
    if of == Of::People {
        clipboard(ui, cx, state, actions);
    }
}

/// What the menu of a row leads to outside its table.
fn wish(cx: &Context<'_>, state: &mut State) {
    match state.table.take_wish() {
        Some(table::Wish::Team) => teams::assign_selected(cx, &mut state.teams),
        Some(table::Wish::MoveLabel(id)) => state.labels.move_under(id),
        None => {}
    }
}

/// Rows that are copied out and pasted in, unless someone is typing.
fn clipboard(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let is_elsewhere = ui.text_edit_focused()
        || state.table.is_busy()
        || cx.session.is_palette_open()
        || cx.session.question().is_some();
    if is_elsewhere {
        return;
    }
    let (copied, pasted) = ui.input(|input| {
        let mut events = input.events.iter();
        let copied = events.clone().any(|event| *event == Event::Copy);
        let pasted = events.find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        });
        (copied, pasted)
    });
    if let Some(text) = pasted {
        state.paste.start(&text);
    } else if copied && !state.paste.is_open() {
        bulk::copy_rows(ui, cx, actions);
    }
}
