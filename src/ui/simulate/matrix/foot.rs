//! What stands under the matrix: the words of a cell, the legend, the buttons.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::heads::Places;
use super::job::Made;
use super::view::{self, View};
use super::{State, export, extent, input, legend};
use crate::session::{Action, Actions};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::icon_button;

/// The words, the legend and the buttons.
pub(super) fn show(
    ui: &mut Ui,
    state: &mut State,
    made: &Made,
    places: &Places,
    below: Rect,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let heat = &made.heat;
    let (extent, room) = (extent(heat), places.cells.size());
    let words_rect = Rect::from_min_size(below.min + vec2(0.0, 4.0), vec2(below.width(), 22.0));
    let builder = |rect: Rect, salt: &'static str, layout: Layout| {
        UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout)
    };
    let left = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(builder(words_rect, "words", left));
    let said = state.said.as_ref().map(|(_, text)| text.clone());
    let (text, ink) = match said.filter(|text| !text.is_empty()) {
        Some(text) => (text, t.text),
        None => (
            "Point at a cell, or walk with the arrow keys; click or Enter asks why".to_owned(),
            t.text3,
        ),
    };
    let rich = Type::Small.rich(text, Weight::Medium, ink);
    line.add(egui::Label::new(rich).truncate());

    let strip = Rect::from_min_max(pos2(below.left(), words_rect.bottom() + 2.0), below.max);
    let right = Layout::right_to_left(Align::Center);
    let mut strip_ui = ui.new_child(builder(strip, "buttons", right));
    let ui = &mut strip_ui;
    let least = state.least_of(heat);
    let (rows, columns) = (
        state.view.rows(extent, room),
        state.view.columns(extent, room),
    );
    let is_few = rows.len().saturating_mul(columns.len()) <= export::MOST_CELLS;
    let save = match is_few {
        true => "Save what is in sight as CSV",
        false => "Too many cells are in sight to be saved as CSV: zoom in first",
    };
    if icon_button(ui, icons::DOWNLOAD, save, is_few).clicked() {
        let file = export::file(heat.clone(), rows, columns, least);
        actions.push(Action::Export(file));
    }
    let cursor = state.place(made);
    let nearness = state.view.nearness(extent, room);
    if icon_button(ui, icons::FIT_SCREEN, "Show everything", true).clicked() {
        state.view = View::all(extent, room);
    }
    if icon_button(ui, icons::ADD, "Zoom in", nearness < 1.0).clicked() {
        input::zoom(&mut state.view, view::STEP, extent, room, cursor);
    }
    if icon_button(
        ui,
        icons::REMOVE,
        "Zoom out",
        state.view != View::all(extent, room),
    )
    .clicked()
    {
        input::zoom(&mut state.view, 1.0 / view::STEP, extent, room, cursor);
    }
    let legend = Rect::from_min_max(strip.min, pos2(ui.min_rect().left() - 8.0, strip.bottom()));
    legend::show(ui, legend, heat, least, state.view.is_readable());
}
