//! Where the inspector lies: beside the workspace, or over it where the window is narrow.

use egui::{Frame, Panel, ScrollArea, Ui, UiBuilder};

use crate::session::{Actions, Session, Workspace};
use crate::ui::theme;
use crate::ui::{Context, Room, State, drag, inspector, simulate, start};

/// Draws the inspector, unless it is hidden.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    cx: Option<&Context<'_>>,
    room: Room,
    state: &mut State,
    actions: &mut Actions,
) {
    // A small window has room for one of the two.
    let has_history = state.history.is_open && session.document().is_some();
    if state.inspector_hidden || (has_history && room.is_small()) {
        return;
    }
    // Narrow windows have no room beside: the inspector comes when something is selected.
    let has_question = session.workspace() == Workspace::Simulate && state.simulate.has_question();
    if room.is_narrow() && session.selection().is_empty() && !has_question {
        return;
    }
    let t = theme::tokens(ui);
    Panel::right(if room.is_small() {
        "inspector small"
    } else {
        "inspector"
    })
    .default_size(room.side())
    .size_range(280.0..=520.0)
    .frame(Frame::new().fill(t.panel))
    .show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The panel is as wide as it was drawn, whatever stands in it.
        let place = ui.available_rect_before_wrap();
        ui.allocate_rect(place, egui::Sense::hover());
        let mut inside = ui.new_child(UiBuilder::new().id_salt("inside").max_rect(place));
        inside.set_clip_rect(place.intersect(ui.clip_rect()));
        let ui = &mut inside;
        if let Some(cx) = cx
            && session.workspace() == Workspace::Simulate
        {
            simulate::show_why(ui, cx, &mut state.simulate, actions);
            return;
        }
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| match cx {
                Some(cx) => {
                    if let Some(key) = cx.selected() {
                        drag::target(ui, cx, ui.clip_rect(), key, actions);
                    }
                    inspector::show(ui, cx, actions);
                }
                None => start::side(ui, session, &mut state.start, actions),
            });
    });
}
