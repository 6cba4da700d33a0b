//! A word of a sentence one can change: a chip that opens a list or a small card of fields.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Button, Popover};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};

/// Draws the chip: `name` says what is chosen here, `text` what is chosen now, if anything is.
pub(super) fn word_chip(ui: &mut Ui, name: &str, text: Option<&str>, hint: &str) -> Response {
    let t = theme::tokens(ui);
    let ink = if text.is_some() { t.text } else { t.text3 };
    let shown = text.unwrap_or(hint);
    let room = (ui.max_rect().width() - 30.0).max(40.0);
    let galley = paint::line(ui, shown, Type::Small.medium(), ink, room);
    let is_cut = galley.elided;
    let wanted = vec2(galley.size().x + 28.0, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let round = size::CHIP / 2.0;
        let fill = match (text.is_some(), response.hovered()) {
            (_, true) => t.hover,
            (true, _) => t.panel,
            _ => Color32::TRANSPARENT,
        };
        painter.rect_filled(rect, round, fill);
        if text.is_some() {
            let edge = Stroke::new(1.0, t.field);
            painter.rect_stroke(rect, round, edge, StrokeKind::Inside);
        } else {
            let dash = Stroke::new(1.0, t.field);
            paint::dashed_rect(painter, rect, round, dash, paint::ABSENT);
        }
        let at = pos2(rect.left() + 10.0, rect.center().y);
        paint::left_center(painter, at, galley, ink);
        let at = pos2(rect.right() - 12.0, rect.center().y);
        icons::paint(painter, icons::ARROW_DROP_DOWN, at, 16.0, t.text2);
        paint::focus_ring(ui, &response, round, Ring::Outside, t);
    }
    match is_cut {
        true => response.on_hover_text(shown),
        false => response,
    }
}

/// A word that opens a card of fields below it.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct WordCard<'a> {
    name: &'a str,
    text: &'a str,
    hint: &'a str,
    width: f32,
}

impl<'a> WordCard<'a> {
    /// `name` says what is chosen here, `text` what is chosen now.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        WordCard {
            name,
            text,
            hint: "",
            width: 380.0,
        }
    }

    /// What stands there while nothing is chosen.
    pub fn hint(self, hint: &'a str) -> Self {
        WordCard { hint, ..self }
    }

    /// Draws the word, and while it is open the card, in which a copy of `value` is edited.
    /// `content` returns the new copy when it changes it. Returns what the card was left with, if
    /// that differs: by Done, or by a click outside. Escape and Cancel throw the copy away.
    pub fn edit<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        ui: &mut Ui,
        value: &T,
        content: impl FnOnce(&mut Ui, &T) -> Option<T>,
    ) -> Option<T> {
        let response = word_chip(ui, self.name, self.chosen(), self.hint);
        let id = response.id.with("card");
        let known: Option<T> = ui.data(|data| data.get_temp(id));
        let is_new = known.is_none();
        let mut draft = match (known, response.clicked()) {
            (Some(draft), false) => draft,
            (Some(draft), true) => return self.leave(ui, &response, draft, value),
            (None, true) => value.clone(),
            (None, false) => return None,
        };
        let popover = Popover::new(self.name, response.rect)
            .width(self.width)
            .below();
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let ((done, cancel), closed) = popover.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(changed) = content(ui, &draft) {
                draft = changed;
            }
            ui.horizontal(|ui| {
                let done = ui.add(Button::primary("Done")).clicked();
                (done, ui.add(Button::plain("Cancel")).clicked())
            })
            .inner
        });
        // The press that opened it is not one outside of it.
        let is_left = closed && !is_new;
        if cancel || (is_left && escaped) {
            ui.data_mut(|data| data.remove::<T>(id));
            response.request_focus();
            return None;
        }
        if done || is_left {
            return self.leave(ui, &response, draft, value);
        }
        ui.data_mut(|data| data.insert_temp(id, draft));
        None
    }

    fn chosen(&self) -> Option<&'a str> {
        Some(self.text).filter(|text| !text.is_empty())
    }

    fn leave<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        ui: &Ui,
        response: &Response,
        draft: T,
        value: &T,
    ) -> Option<T> {
        ui.data_mut(|data| data.remove::<T>(response.id.with("card")));
        response.request_focus();
        (draft != *value).then_some(draft)
    }
}

/// Joining words between the chips of a sentence, placed as one piece.
pub fn word(ui: &mut Ui, text: &str) -> Response {
    let t = theme::tokens(ui);
    let galley = paint::line(ui, text, Type::Small.regular(), t.text2, f32::INFINITY);
    let wanted = vec2(galley.size().x, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    paint::left_center(ui.painter(), rect.left_center(), galley, t.text2);
    response
}
