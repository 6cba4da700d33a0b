//! Sentences that answer: allowed or refused with the reason, and expectations.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::text::{Run, runs_galley};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius};

/// The answer to "may they": a card in the colour of the answer, the reason strong.
pub fn sentence(ui: &mut Ui, allowed: bool, words: &[Run<'_>]) -> Response {
    let t = theme::tokens(ui);
    let (icon, ink, ground) = if allowed {
        (icons::CHECK_CIRCLE, t.allowed, t.allowed_bg)
    } else {
        (icons::BLOCK, t.refused, t.refused_bg)
    };
    let width = ui.available_width();
    let galley = runs_galley(ui, words, Type::Small, t.text, t.text, width - 46.0);
    let height = galley.size().y + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, Run::join(words)));
    let painter = ui.painter();
    painter.rect_filled(rect, radius::CARD, ground);
    icons::paint(painter, icon, rect.min + vec2(18.0, 15.0), 17.0, ink);
    painter.galley(rect.min + vec2(34.0, 7.0), galley, t.text);
    response
}

/// An expectation in a list. `right` is how many it speaks of, or who breaks it;
/// `below` names them. The whole row can be chosen.
pub fn claim(
    ui: &mut Ui,
    holds: bool,
    words: &[Run<'_>],
    right: &str,
    below: Option<&str>,
    selected: bool,
) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (ink, right_font) = if holds {
        (t.text3, Type::Small.regular())
    } else {
        (t.refused, Type::Small.medium())
    };
    let right = paint::line(ui, right, right_font, ink, width * 0.3);
    let room = width - 44.0 - right.size().x - 28.0;
    let galley = runs_galley(ui, words, Type::Small, t.text2, t.text, room);
    let below = below.map(|names| {
        let font = Type::Small.regular();
        paint::block(ui, names, font, Type::Small.line(), t.refused, width - 60.0)
    });
    let more = below.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
    let height = galley.size().y + more + 16.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let state = if holds { "holds" } else { "broken" };
        let words = format!("{}, {state}", Run::join(words));
        WidgetInfo::selected(Role::Row, true, selected, words)
    });
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0.0, t.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let (icon, ink) = if holds {
        (icons::CHECK_CIRCLE, t.allowed)
    } else {
        (icons::CANCEL, t.refused)
    };
    icons::paint(painter, icon, rect.min + vec2(22.0, 16.0), 17.0, ink);
    let line = galley.size().y;
    painter.galley(rect.min + vec2(44.0, 8.0), galley, t.text2);
    let at = pos2(rect.right() - 14.0, rect.top() + 16.0);
    paint::right_center(painter, at, right, t.text3);
    if let Some(below) = below {
        painter.galley(rect.min + vec2(44.0, 10.0 + line), below, t.refused);
    }
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response
}
