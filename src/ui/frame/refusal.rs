//! Why the last edit was not accepted. It stays until it is put away or an edit is accepted.

use egui::{Align, Frame, Layout, Margin, Stroke, Ui};

use crate::session::{Action, Actions};
use crate::ui::widgets::{Run, icon_button, link, runs};
use crate::ui::{Context, icons, theme};

/// Draws the bar, if there is anything to say.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let Some(refusal) = cx.session.refusal() else {
        return;
    };
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.refused_bg)
        .stroke(Stroke::new(1.0, t.refused))
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                icons::icon(ui, icons::BLOCK, 18.0, t.refused);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, icons::CLOSE, "Put this away", true).clicked() {
                        actions.push(Action::DismissRefusal);
                    }
                    if let Some(key) = &refusal.key
                        && cx.model.contains(key)
                        && link(ui, "Show it").clicked()
                    {
                        actions.select(key.clone());
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = [
                            Run::strong("Not accepted: "),
                            Run::plain(&refusal.label),
                            Run::plain(". "),
                            Run::plain(&refusal.reason),
                            Run::plain(". Nothing has changed"),
                        ];
                        runs(ui, &words, theme::Type::Small, t.text, t.text);
                    });
                });
            });
        });
}
