//! A part of the inspector that folds, with its count at the right.

use egui::collapsing_header::CollapsingState;
use egui::{Margin, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size, space};

/// A section.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct Section<'a> {
    title: &'a str,
    count: &'a str,
    open: bool,
}

impl<'a> Section<'a> {
    /// An open section.
    pub fn new(title: &'a str) -> Self {
        Section {
            title,
            count: "",
            open: true,
        }
    }

    /// What stands at the right of the head.
    pub fn count(self, count: &'a str) -> Self {
        Section { count, ..self }
    }

    /// Folded when first shown.
    pub fn folded(self) -> Self {
        Section {
            open: false,
            ..self
        }
    }

    /// Draws head, content when open, and the line below. Nothing when folded.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
        let t = theme::tokens(ui);
        let id = ui.make_persistent_id(("section", self.title));
        let mut state = CollapsingState::load_with_default_open(ui, id, self.open);
        let width = ui.available_width();
        let spacing = ui.spacing().item_spacing;
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::S);
        let head = vec2(width, size::SECTION_HEAD);
        let (rect, response) = ui.allocate_exact_size(head, Sense::click());
        let words = match self.count {
            "" => self.title.to_owned(),
            count => format!("{}, {count}", self.title),
        };
        response.widget_info(|| {
            WidgetInfo::selected(Role::DisclosureTriangle, true, state.is_open(), &words)
        });
        if response.clicked() {
            state.toggle(ui);
        }
        let painter = ui.painter();
        if response.hovered() {
            painter.rect_filled(rect, 0.0, t.hover);
        }
        let icon = if state.is_open() {
            icons::EXPAND_MORE
        } else {
            icons::CHEVRON_RIGHT
        };
        let middle = rect.center().y;
        icons::paint(
            painter,
            icon,
            pos2(rect.left() + 24.0, middle),
            16.0,
            t.text2,
        );
        // The title keeps its room; a long count is cut.
        let left = rect.left() + 38.0;
        let right = pos2(rect.right() - space::XL, middle);
        let room = right.x - left;
        let title = paint::line(ui, self.title, Type::Small.semibold(), t.text2, room);
        let rest = (room - title.size().x - space::M).max(0.0);
        paint::left_center(painter, pos2(left, middle), title, t.text2);
        if rest > 12.0 {
            let count = paint::line(ui, self.count, Type::Small.regular(), t.text3, rest);
            paint::right_center(painter, right, count, t.text3);
        }
        paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
        // The same whatever comes and goes above: what is typed here keeps the keyboard.
        let stable = UiBuilder::new().scope_id(id.with("body"));
        let body = state.show_body_unindented(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let margin = Margin {
                left: 16,
                right: 16,
                top: 2,
                bottom: 10,
            };
            egui::Frame::new()
                .inner_margin(margin)
                .show(ui, |ui| {
                    ui.scope_builder(stable, |ui| {
                        ui.set_width(ui.available_width());
                        content(ui)
                    })
                    .inner
                })
                .inner
        });
        ui.add_space(if state.is_open() { 0.0 } else { space::S });
        let (line, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
        ui.painter()
            .hline(line.x_range(), line.center().y, Stroke::new(1.0, t.line));
        ui.spacing_mut().item_spacing = spacing;
        body.map(|inner| inner.inner)
    }
}
