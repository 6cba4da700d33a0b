//! The panel beside the picture: the paths from someone to something, or what is worth a look.

use egui::{
    Color32, Frame, Panel, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::picture::Picture;
use super::{State, found, paths};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{divider, icon_button, label};

const WIDTH: f32 = 320.0;

/// What stands beside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The paths from someone to something.
    Paths,
    /// What is worth a look.
    Findings,
}

impl Side {
    fn title(self) -> &'static str {
        match self {
            Side::Paths => "Paths",
            Side::Findings => "Worth a look",
        }
    }
}

/// A line of the panel that can be chosen: an icon, a sentence, and quieter words below it.
pub(super) fn row(
    ui: &mut Ui,
    icon: Icon,
    ink: Color32,
    words: &str,
    below: &str,
    selected: bool,
) -> Response {
    const LEFT: f32 = 44.0;
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let line = Type::Small.line();
    let block = |words: &str, ink| {
        let font = Type::Small.regular();
        paint::block(ui, words, font, line, ink, width - LEFT - space::L)
    };
    let text = block(words, t.text);
    let more = (!below.is_empty()).then(|| block(below, t.text2));
    let height = text.size().y + more.as_ref().map_or(0.0, |more| more.size().y + 2.0) + 16.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let all = [words, below].map(str::trim).join(" ");
        WidgetInfo::selected(Role::Row, true, selected, all.trim())
    });
    let painter = ui.painter();
    if selected || response.hovered() {
        let ground = if selected { t.selected } else { t.hover };
        painter.rect_filled(rect, 0.0, ground);
    }
    let edge = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, edge);
    icons::paint(painter, icon, rect.min + vec2(22.0, 16.0), 17.0, ink);
    let at = rect.min + vec2(LEFT, 8.0);
    let below_at = at + vec2(0.0, text.size().y + 2.0);
    painter.galley(at, text, t.text);
    if let Some(more) = more {
        painter.galley(below_at, more, t.text2);
    }
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response
}

/// Draws it, if it is open.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    actions: &mut Actions,
) {
    let Some(side) = state.side else { return };
    let t = theme::tokens(ui);
    let width = WIDTH.min(ui.available_width() * 0.45);
    Panel::left("beside the graph")
        .exact_size(width)
        .resizable(false)
        .frame(Frame::new().fill(t.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::M);
            ui.horizontal(|ui| {
                ui.add_space(space::L);
                label(ui, side.title(), Type::Title, Weight::Semibold, t.text);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.add_space(space::M);
                    if icon_button(ui, icons::CLOSE, "Close the panel", true).clicked() {
                        state.side = None;
                        state.put_out();
                    }
                });
            });
            ui.add_space(space::M);
            divider(ui);
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| match side {
                    Side::Paths => paths::show(ui, cx, state, actions),
                    Side::Findings => found::show(ui, cx, state, picture, actions),
                });
        });
}
