//! A question that must be answered before anything else.

use egui::{Align, Context, Id, Layout, Modal};

use super::{Button, Look, label};
use crate::ui::theme::{self, Type, Weight, radius};

/// A question with up to five answers.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What is asked.
    pub title: &'a str,
    /// What hangs on the answer.
    pub sentence: &'a str,
    /// The answers, the safest first; the first takes the Enter key.
    pub answers: &'a [(&'a str, Look)],
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One of the answers, by place.
    Button(usize),
    /// Escape: leave everything as it is.
    Leave,
}

impl Question<'_> {
    /// Draws it over the whole window.
    pub fn show(&self, ctx: &Context) -> Option<Answer> {
        let t = theme::tokens(ctx);
        let id = Id::unique(("question", self.title));
        let frame = theme::raised_frame(t, radius::POPOVER).inner_margin(20.0);
        let area = Modal::default_area(id)
            .accessible_name(self.title)
            .role(egui::Role::AlertDialog);
        let modal = Modal::new(id)
            .frame(frame)
            .backdrop_color(t.scrim)
            .area(area);
        let pass = ctx.cumulative_pass_nr();
        let last = ctx.data(|data| data.get_temp::<u64>(id));
        let fresh = last.is_none_or(|last| last + 2 < pass);
        ctx.data_mut(|data| data.insert_temp(id, pass));
        let shown = modal.show(ctx, |ui| {
            let more = self.answers.len().saturating_sub(3) as f32;
            ui.set_width(400.0 + 60.0 * more);
            label(ui, self.title, Type::Title, Weight::Semibold, t.text);
            label(ui, self.sentence, Type::Small, Weight::Regular, t.text2);
            ui.add_space(10.0);
            let mut answer = None;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (nth, (text, look)) in self.answers.iter().enumerate() {
                    let response = ui.add(Button::new(text).look(*look));
                    if nth == 0 && fresh {
                        response.request_focus();
                    }
                    if response.clicked() {
                        answer = Some(Answer::Button(nth));
                    }
                }
            });
            answer
        });
        let escaped = shown.is_top_modal
            && !shown.any_popup_open
            && ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        shown.inner.or(escaped.then_some(Answer::Leave))
    }
}
