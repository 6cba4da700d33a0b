//! Why something is so: steps that are doors, and the small changes that would allow it.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius};

/// One step of a reason.
#[derive(Debug, Clone, Copy)]
pub struct WhyStep<'a> {
    /// Icon of the thing the step is about.
    pub icon: Icon,
    /// Colour of that thing's kind.
    pub color: Color32,
    /// What is so.
    pub title: &'a str,
    /// What makes it so.
    pub reason: &'a str,
    /// A line leads to the next step.
    pub more: bool,
}

/// Draws a step; the whole row is the door to what made it.
pub fn why_step(ui: &mut Ui, step: &WhyStep<'_>) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let room = width - 32.0 - 24.0;
    let title = paint::block(ui, step.title, Type::Small.medium(), 16.0, t.text, room);
    let reason = paint::block(ui, step.reason, Type::Small.regular(), 16.0, t.text3, room);
    let height = title.size().y + reason.size().y + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let words = format!("{}: {}", step.title, step.reason);
        WidgetInfo::labeled(Role::Button, true, words)
    });
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, radius::FIELD, t.hover);
    }
    let center = rect.min + vec2(11.5, 16.5);
    if step.more {
        let line = Stroke::new(1.0, t.line);
        painter.vline(center.x, center.y + 11.5..=rect.bottom() + 8.0, line);
    }
    painter.circle(center, 11.0, t.panel, Stroke::new(1.0, t.field));
    icons::paint(painter, step.icon, center, 14.0, step.color);
    let below = title.size().y;
    painter.galley(rect.min + vec2(32.0, 4.0), title, t.text);
    painter.galley(rect.min + vec2(32.0, 4.0 + below), reason, t.text3);
    let door = pos2(rect.right() - 8.0, center.y - 4.0);
    icons::paint(painter, icons::CHEVRON_RIGHT, door, 16.0, t.text2);
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
    response
}

/// A change that would allow what is refused.
#[derive(Debug, Clone, Copy)]
pub struct NearMiss<'a> {
    /// The change.
    pub change: &'a str,
    /// How it is made and how far it goes.
    pub how: &'a str,
    /// How many others it lets in.
    pub others: usize,
    /// What follows the number, such as "others let in".
    pub words: &'a str,
}

/// Draws the card; returns the response of Try.
pub fn near_miss(ui: &mut Ui, miss: &NearMiss<'_>) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let room = width - 22.0;
    let change = paint::block(ui, miss.change, Type::Small.medium(), 16.0, t.text, room);
    let how = paint::block(ui, miss.how, Type::Small.regular(), 16.0, t.text3, room);
    let height = change.size().y + how.size().y + 18.0 + 8.0 + 14.0;
    let (rect, card) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    card.widget_info(|| {
        let words = format!(
            "{}, {}, {} {}",
            miss.change, miss.how, miss.others, miss.words
        );
        WidgetInfo::labeled(Role::Group, true, words)
    });
    let painter = ui.painter();
    let edge = Stroke::new(1.0, t.line);
    painter.rect(rect, radius::CARD, t.panel, edge, StrokeKind::Inside);
    let mut at = rect.min + vec2(11.0, 8.0);
    let below = change.size().y;
    painter.galley(at, change, t.text);
    at.y += below;
    painter.galley(at, how, t.text3);
    let middle = rect.bottom() - 18.0;
    let ink = if miss.others == 0 {
        t.allowed
    } else {
        t.refused
    };
    let number = miss.others.to_string();
    let number = paint::line(ui, &number, Type::Small.semibold(), ink, room);
    let end = paint::left_center(painter, pos2(at.x, middle), number, ink).right() + 5.0;
    let words = paint::line(ui, miss.words, Type::Small.regular(), t.text2, room - 60.0);
    paint::left_center(painter, pos2(end, middle), words, t.text2);
    let door = egui::Rect::from_center_size(pos2(rect.right() - 25.0, middle), vec2(32.0, 20.0));
    let response = ui.interact(door, card.id.with("try"), Sense::click());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Try: {}", miss.change)));
    let word = paint::line(ui, "Try", Type::Small.medium(), t.accent, 40.0);
    let at = egui::Align2::CENTER_CENTER
        .anchor_size(door.center(), word.size())
        .min;
    ui.painter().galley(at, word, t.accent);
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
