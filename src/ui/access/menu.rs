//! What hangs at a cell: its editor, the reason why a locked one cannot be edited, or a refusal.

use egui::{Rect, Ui};

use crate::model::Key;
use crate::session::edits::{grants::Bearer, roles};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Popover, Run, label, runs};

use super::rows::Grid;
use super::{State, cell_edit, refused};

/// Draws what is open at the anchor.
pub fn show(
    ui: &Ui,
    cx: &Context<'_>,
    grid: &Grid,
    state: &mut State,
    anchor: Option<Rect>,
    actions: &mut Actions,
) {
    state.anchored = anchor.is_some();
    let Some(anchor) = anchor else { return };
    if state.refused(cx).is_some() {
        refused::show(ui, cx, grid, state, anchor, actions);
        return;
    }
    let Some(menu) = state.menu.clone() else {
        return;
    };
    let name = cx.model.title(&Key::Permission(menu.permission.clone()));
    let title = format!("{name} in {}", menu.bearer.title(cx.model));
    let t = theme::tokens(ui);
    let popover = Popover::new("Level and reach", anchor).width(380.0);
    let mut close = false;
    let (_, closed) = popover.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        label(ui, title, Type::Body, Weight::Semibold, t.text);
        let path = cell_edit::breadcrumb(cx, &menu.permission);
        label(ui, path, Type::Small, Weight::Regular, t.text3);
        if menu.locked {
            close = locked(ui, cx, &menu.bearer, actions);
            return;
        }
        if let Some(cell) = grid.find_cell(&menu.bearer, &menu.permission) {
            if cell.outside {
                let text = "This set is for another module: nothing of this one can be in it";
                label(ui, text, Type::Small, Weight::Regular, t.text2);
                return;
            }
            if cell.n_own == 0 && !cell.because.is_empty() {
                let text = format!("Now {}. Choosing a level makes it its own", cell.words());
                label(ui, text, Type::Small, Weight::Regular, t.text2);
            }
        }
        let edited = state.edited(cx.model);
        let draft = Context {
            model: &edited,
            ..*cx
        };
        let at = (menu.bearer.clone(), menu.permission.clone());
        if let Some(change) = cell_edit::show(ui, &draft, &at.0, &at.1) {
            state.ask(cx.model, at, change, actions);
        }
    });
    if closed || close {
        state.menu = None;
    }
}

fn locked(ui: &mut Ui, cx: &Context<'_>, bearer: &Bearer, actions: &mut Actions) -> bool {
    let t = theme::tokens(ui);
    let name = bearer.title(cx.model);
    ui.horizontal(|ui| {
        icons::icon(ui, icons::LOCK, 18.0, t.text2);
        let words = [
            Run::strong(&name),
            Run::plain(" is predefined: its permissions cannot be changed. A copy can be."),
        ];
        runs(ui, &words, Type::Small, t.text2, t.text);
    });
    let Bearer::Role(id) = bearer else {
        return false;
    };
    let button = Button::new("Copy role").icon(icons::CONTENT_COPY);
    if ui.add(button).clicked()
        && let Some((change, new)) = roles::copy(cx.model, id)
    {
        actions.push(Action::ApplyAndSelect(change, Key::Role(new)));
        return true;
    }
    false
}
