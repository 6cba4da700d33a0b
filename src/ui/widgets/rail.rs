//! One item of the left rail: a workspace.

use egui::{Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius, size};

/// What an item shows.
#[derive(Debug, Clone, Copy)]
pub struct RailItem<'a> {
    /// Its icon.
    pub icon: Icon,
    /// Its word.
    pub text: &'a str,
    /// This workspace is open.
    pub active: bool,
    /// A number that wants attention.
    pub badge: Option<usize>,
    /// A model is open.
    pub enabled: bool,
    /// Icon only, for small windows; the word becomes the tooltip.
    pub small: bool,
    /// Its height: 54 where the window is not too low for it.
    pub height: f32,
}

impl RailItem<'_> {
    /// Draws it, 84 wide (56 when small).
    pub fn show(&self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let width = if self.small {
            size::RAIL_SMALL
        } else {
            size::RAIL
        };
        let sense = if self.enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (outer, response) = ui.allocate_exact_size(vec2(width, self.height), sense);
        let name = match self.badge {
            Some(number) => format!("{}, {number} problems", self.text),
            None => self.text.to_owned(),
        };
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, self.enabled, self.active, self.text)
        });
        let rect = outer.shrink2(vec2(6.0, 0.0));
        let painter = ui.painter();
        if self.active {
            let edge = Stroke::new(1.0, t.line);
            painter.rect(rect, radius::CARD, t.panel, edge, StrokeKind::Inside);
            let bar =
                Rect::from_center_size(pos2(outer.left() + 1.5, outer.center().y), vec2(3.0, 34.0));
            painter.rect_filled(
                bar,
                egui::CornerRadius {
                    ne: 2,
                    se: 2,
                    nw: 0,
                    sw: 0,
                },
                t.accent,
            );
        } else if self.enabled && response.hovered() {
            painter.rect_filled(rect, radius::CARD, t.hover);
        }
        let ink = match (self.enabled, self.active) {
            (false, _) => t.text3,
            (_, true) => t.accent,
            _ => t.text2,
        };
        let middle = rect.center().x;
        let icon = if self.small {
            rect.center().y
        } else {
            rect.top() + 18.0
        };
        icons::paint(painter, self.icon, pos2(middle, icon), 20.0, ink);
        if !self.small {
            let font = Type::Micro.medium();
            let at = pos2(middle, rect.top() + 39.0);
            painter.text(at, Align2::CENTER_CENTER, self.text, font, ink);
        }
        if let Some(number) = self.badge {
            let aside = if self.small { 9.0 } else { 15.0 };
            badge(ui, pos2(rect.right() - aside, rect.top() + 12.0), number);
        }
        paint::focus_ring(ui, &response, f32::from(radius::CARD), Ring::Inside, t);
        if self.small || self.badge.is_some() {
            response.on_hover_text(name)
        } else {
            response
        }
    }
}

fn badge(ui: &Ui, center: egui::Pos2, number: usize) {
    let t = theme::tokens(ui);
    let words = if number > 99 {
        "99+".to_owned()
    } else {
        number.to_string()
    };
    let galley = ui
        .painter()
        .layout_no_wrap(words, Type::Micro.medium(), t.refused);
    let size = vec2((galley.size().x + 8.0).max(16.0), 16.0);
    let rect = Rect::from_center_size(center, size);
    ui.painter().rect_filled(rect, 8.0, t.refused_bg);
    let at = Align2::CENTER_CENTER
        .anchor_size(rect.center(), galley.size())
        .min;
    ui.painter().galley(at, galley, t.refused);
}
