//! The place where a form opens above a table or the grid.

use egui::{Frame, Ui};

use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{divider, label};

/// Draws the form over the width there is, with a line below.
pub fn form<R>(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::tokens(ui);
    let inner = Frame::new()
        .fill(t.panel)
        .inner_margin(space::XL)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            label(ui, title, Type::Body, Weight::Semibold, t.text);
            content(ui)
        })
        .inner;
    divider(ui);
    inner
}
