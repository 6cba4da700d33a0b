//! A choice of one among few, side by side: the views of a workspace.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius, size};

/// One choice.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    /// Its icon, if any.
    pub icon: Option<Icon>,
    /// Its word.
    pub text: &'a str,
}

impl<'a> Segment<'a> {
    /// A choice with an icon.
    pub const fn new(icon: Icon, text: &'a str) -> Self {
        Segment {
            icon: Some(icon),
            text,
        }
    }

    /// A choice of just a word.
    pub const fn word(text: &'a str) -> Self {
        Segment { icon: None, text }
    }
}

/// Draws the choices; returns the one that was picked if it is another.
pub fn segmented(ui: &mut Ui, segments: &[Segment<'_>], selected: usize) -> Option<usize> {
    let t = theme::tokens(ui);
    let texts: Vec<_> = segments
        .iter()
        .map(|segment| {
            let font = Type::Small.medium();
            ui.painter()
                .layout_no_wrap(segment.text.to_owned(), font, t.text)
        })
        .collect();
    let width_of = |segment: &Segment<'_>, text: f32| {
        text + 20.0 + if segment.icon.is_some() { 22.0 } else { 0.0 }
    };
    let total = segments
        .iter()
        .zip(&texts)
        .map(|(s, g)| width_of(s, g.size().x))
        .sum();
    let (outer, group) = ui.allocate_exact_size(vec2(total, size::BUTTON), Sense::hover());
    let painter = ui.painter().clone();
    let corner = radius::BUTTON;
    painter.rect_filled(outer, corner, t.panel);
    let mut picked = None;
    let mut x = outer.left();
    let mut focused = None;
    for (nth, (segment, galley)) in segments.iter().zip(texts).enumerate() {
        let width = width_of(segment, galley.size().x);
        let rect = Rect::from_min_size(pos2(x, outer.top()), vec2(width, outer.height()));
        let response = ui.interact(rect, group.id.with(nth), Sense::click());
        let chosen = nth == selected;
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, segment.text)
        });
        let round = CornerRadius {
            nw: if nth == 0 { corner } else { 0 },
            sw: if nth == 0 { corner } else { 0 },
            ne: if nth + 1 == segments.len() { corner } else { 0 },
            se: if nth + 1 == segments.len() { corner } else { 0 },
        };
        if chosen {
            painter.rect_filled(rect, round, t.selected);
        } else if response.hovered() {
            painter.rect_filled(rect, round, t.hover);
        }
        if nth > 0 {
            painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, t.line));
        }
        let ink = if chosen { t.text } else { t.text2 };
        let mut left = rect.left() + 10.0;
        if let Some(icon) = segment.icon {
            icons::paint(&painter, icon, pos2(left + 8.0, rect.center().y), 16.0, ink);
            left += 22.0;
        }
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        painter.galley_with_override_text_color(at, galley, ink);
        if response.has_focus() {
            focused = Some(rect);
        }
        if response.clicked() && !chosen {
            picked = Some(nth);
        }
        x += width;
    }
    painter.rect_stroke(outer, corner, Stroke::new(1.0, t.field), StrokeKind::Inside);
    if let Some(rect) = focused {
        paint::focus_outline(&painter, rect, f32::from(corner), Ring::Inside, t);
    }
    picked
}
