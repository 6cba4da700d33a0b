//! One cell of a table while its row is drawn: the ways to fill it.

use egui::{Painter, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint;
use crate::ui::theme::{self, Type};

/// The place of one cell while its row is drawn.
pub struct Cell<'u> {
    /// For widgets of one's own, such as a field in place: see [`Cell::child`].
    pub ui: &'u mut Ui,
    /// The whole cell.
    pub rect: Rect,
    /// Which row.
    pub row: usize,
    /// Which column.
    pub column: usize,
    /// The row is selected.
    pub selected: bool,
    /// Numbers stand at the right.
    pub(super) right: bool,
}

impl Cell<'_> {
    /// A value.
    pub fn text(&mut self, text: &str) {
        let t = theme::tokens(self.ui);
        self.line(text, Type::Small.regular(), t.text2);
    }

    /// The name of the row; heavier when the row is selected.
    pub fn name(&mut self, text: &str) {
        let t = theme::tokens(self.ui);
        let font = if self.selected {
            Type::Small.medium()
        } else {
            Type::Small.regular()
        };
        self.line(text, font, t.text);
    }

    /// A caption or id.
    pub fn quiet(&mut self, text: &str) {
        let t = theme::tokens(self.ui);
        self.line(text, Type::Small.regular(), t.text3);
    }

    /// A number; a missing one leaves the cell empty.
    pub fn number(&mut self, number: Option<&str>) {
        let t = theme::tokens(self.ui);
        if let Some(number) = number {
            self.line(number, Type::Small.medium(), t.text);
        }
    }

    /// An icon before the rest; the cell becomes narrower by it.
    pub fn icon(&mut self, icon: Icon, color: egui::Color32) {
        let at = pos2(self.rect.left() + 18.0, self.rect.center().y);
        icons::paint(&self.painter(), icon, at, 16.0, color);
        self.rect.min.x += 20.0;
    }

    /// Marks a value that is not accepted.
    pub fn refused(&mut self) {
        let t = theme::tokens(self.ui);
        let painter = self.painter();
        let edge = Stroke::new(2.0, t.refused);
        painter.rect_stroke(self.rect, 0.0, edge, egui::StrokeKind::Inside);
        let at = pos2(self.rect.right() - 14.0, self.rect.center().y);
        icons::paint(&painter, icons::ERROR, at, 16.0, t.refused);
        self.rect.max.x -= 20.0;
    }

    /// A ui inside the cell, for a field in place.
    pub fn child(&mut self) -> Ui {
        let inner = self.rect.shrink2(vec2(4.0, 2.0));
        self.ui.new_child(
            UiBuilder::new()
                .id_salt((self.row, self.column))
                .max_rect(inner),
        )
    }

    /// A painter cut to the cell.
    pub fn painter(&self) -> Painter {
        self.ui
            .painter()
            .with_clip_rect(self.rect.intersect(self.ui.clip_rect()))
    }

    fn line(&mut self, text: &str, font: egui::FontId, color: egui::Color32) {
        if text.is_empty() {
            return;
        }
        let room = self.rect.width() - 20.0;
        let galley = paint::line(self.ui, text, font, color, room);
        let middle = self.rect.center().y;
        let painter = self.ui.painter();
        if self.right {
            paint::right_center(
                painter,
                pos2(self.rect.right() - 10.0, middle),
                galley,
                color,
            );
        } else {
            paint::left_center(
                painter,
                pos2(self.rect.left() + 10.0, middle),
                galley,
                color,
            );
        }
    }
}
