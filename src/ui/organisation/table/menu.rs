//! The menu of a row and its cells, and what stands where there are no rows.

use egui::{Popup, Ui};

use super::order::Shown;
use super::{State, Wish, answer_cells, block};
use crate::model::Key;
use crate::session::cells::Of;
use crate::session::{Action, Actions, Command, edits};
use crate::ui::Context;
use crate::ui::frame::menu_item;
use crate::ui::icons;
use crate::ui::widgets::{CellAction, EmptyPlace, divider, entry};

/// Draws the menu where the right button was pressed.
pub(super) fn show(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    shown: &Shown,
    actions: &mut Actions,
) {
    let Some(at) = state.menu else { return };
    let id = egui::Id::unique("menu of the selected rows");
    let is_person = matches!(cx.selected(), Some(Key::Principal(_)));
    let mut is_open = true;
    let mut asked = None;
    Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClick)
        .open_bool(&mut is_open)
        .width(240.0)
        .show(|ui| {
            ui.set_max_width(240.0);
            if state.cells.cursor(shown).is_some() {
                if entry(ui, icons::EDIT, "Edit the cell", "F2").clicked() {
                    asked = Some(CellAction::Edit { fresh: false });
                }
                if entry(ui, icons::CONTENT_COPY, "Copy cells", "").clicked() {
                    block::copy(ui, cx, state, shown, actions);
                }
                if entry(ui, icons::CONTENT_PASTE, "Paste into cells", "").clicked() {
                    ui.ctx()
                        .send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                }
                if entry(ui, icons::CLOSE, "Clear cells", "").clicked() {
                    asked = Some(CellAction::Clear);
                }
                divider(ui);
            }
            if is_person {
                menu_item(ui, cx.session, Command::MoveUnder, actions);
                menu_item(ui, cx.session, Command::WhatIf, actions);
                if entry(ui, icons::GROUP_ADD, "Put into a team…", "").clicked() {
                    state.wish = Some(Wish::Team);
                }
                if entry(ui, icons::CONTENT_COPY, "Copy rows", "").clicked() {
                    super::super::bulk::copy_rows(ui, cx, actions);
                }
            }
            if let Some(Key::Label(id)) = cx.selected()
                && entry(ui, icons::MOVE_ITEM, "Move under…", "").clicked()
            {
                state.wish = Some(Wish::MoveLabel(id.clone()));
            }
            menu_item(ui, cx.session, Command::Remove, actions);
        });
    if !is_open {
        state.menu = None;
    }
    if let Some(asked) = asked {
        answer_cells(ui, asked, cx, state, shown, actions);
    }
}

/// What stands where there are no rows, and how the first is made.
pub(super) fn empty(ui: &mut Ui, cx: &Context<'_>, of: &Of, actions: &mut Actions) {
    let first = match of {
        Of::Items(kind) => {
            let kind = cx.model.title(&Key::Kind(kind.clone())).to_lowercase();
            format!("Add the first {kind}")
        }
        Of::People => "Add the first person".to_owned(),
        Of::Teams => "Add the first team".to_owned(),
        Of::Labels => "Add the first label".to_owned(),
    };
    let (icon, title, why) = match of {
        Of::People => (
            icons::GROUPS,
            "Nobody is here yet",
            "People, with their managers, teams and the model’s own fields",
        ),
        Of::Teams => (
            icons::GROUPS,
            "No teams yet",
            "Teams have members and leads, and rights can follow both",
        ),
        Of::Labels => (
            icons::SELL,
            "No labels yet",
            "A right on a label reaches everything below it",
        ),
        Of::Items(_) => (
            icons::INVENTORY_2,
            "None of this kind yet",
            "Whatever is not a person: candidates, courses, reviews",
        ),
    };
    let place = EmptyPlace {
        icon,
        title,
        why,
        button: Some(&first),
    };
    if !place.show(ui).is_some_and(|button| button.clicked()) {
        return;
    }
    match of {
        Of::People => actions.command(Command::AddPerson),
        _ => {
            let (change, key) = edits::places::add(cx.model, of, None);
            actions.push(Action::ApplyAndSelect(change, key));
        }
    }
}
