//! The frame of the window: rail, top bar, centre, inspector, status bar.

mod on_disk;
mod rail;
mod refusal;
mod side;
mod status_bar;
mod top_bar;
mod work;

pub use rail::{icon as icon_of, item as menu_item};

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::session::{Actions, Session, Workspace};

use super::theme::{self, size};
use super::widgets::{ToastAction, toast};
use super::{
    Context, Room, State, access, checks, compare, drag, graph, history, organisation, simulate,
    start,
};

/// Draws the window but for what lies over it.
pub fn show(ui: &mut Ui, session: &Session, room: Room, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let cx = Context::new(session, room);
    Panel::bottom("status bar")
        .exact_size(size::STATUS_BAR)
        .frame(Frame::new().fill(t.rail))
        .show_separator_line(true)
        .resizable(false)
        .show(ui, |ui| status_bar::show(ui, session, cx.as_ref(), actions));
    let rail = if room.is_small() {
        size::RAIL_SMALL
    } else {
        size::RAIL
    };
    Panel::left("rail")
        .exact_size(rail)
        .frame(Frame::new().fill(t.rail))
        .resizable(false)
        .show(ui, |ui| rail::show(ui, session, room, actions));
    Panel::top("top bar")
        .exact_size(size::TOP_BAR)
        .frame(Frame::new().fill(t.panel))
        .resizable(false)
        .show(ui, |ui| top_bar::show(ui, session, room, state, actions));
    history::show(ui, session, room, &mut state.history, actions);
    side::show(ui, session, cx.as_ref(), room, state, actions);
    CentralPanel::default()
        .frame(Frame::new().fill(t.canvas))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            match &cx {
                Some(cx) => {
                    on_disk::show(ui, cx, actions);
                    // A refusal at a cell of the grid is told there.
                    let at_cell = session.workspace() == Workspace::Access
                        && access::shows_refusal(&state.access, cx);
                    if !at_cell {
                        refusal::show(ui, cx, actions);
                    }
                    ui.spacing_mut().item_spacing.y = 6.0;
                    workspace(ui, cx, state, actions);
                }
                None => start::show(ui, session, &mut state.start, actions),
            }
        });
    if let Some(cx) = &cx {
        drag::show(ui.ctx(), cx);
    }
    toasts(ui, session, actions);
    work::show(ui, session, actions);
}

fn workspace(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    match cx.session.workspace() {
        Workspace::Organisation => organisation::show(ui, cx, &mut state.organisation, actions),
        Workspace::Access => access::show(ui, cx, &mut state.access, actions),
        Workspace::Graph => {
            if let Some(question) = state.simulate.take_asked() {
                state.graph.light(question);
            }
            if let Some((permission, target)) = state.simulate.take_shown() {
                state.graph.light_who_can(permission, target);
            }
            graph::show(ui, cx, &mut state.graph, actions);
        }
        Workspace::Simulate => simulate::show(ui, cx, &mut state.simulate, actions),
        Workspace::Checks => checks::show(ui, cx, &mut state.checks, actions),
        Workspace::Compare => compare::show(ui, cx, &mut state.compare, actions),
    }
}

fn toasts(ui: &Ui, session: &Session, actions: &mut Actions) {
    let Some(shown) = session.toast() else { return };
    let id = egui::Id::unique(("toast since", shown.nth, &shown.text));
    let now = ui.input(|input| input.time);
    let since = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    let undo = session
        .document()
        .and_then(|document| document.history().undo_label())
        .filter(|_| shown.undo)
        .map(|label| format!("Undo: {label}"));
    let bottom = size::STATUS_BAR + 36.0;
    match toast(ui, &shown.text, undo.as_deref(), since, bottom) {
        ToastAction::Keep => {}
        ToastAction::Undo => {
            actions.command(crate::session::Command::Undo);
            actions.push(crate::session::Action::DismissToast);
        }
        ToastAction::Gone => actions.push(crate::session::Action::DismissToast),
    }
}
