//! That others changed or removed the file of the open model. It stays until it is settled.

use egui::{Align, Frame, Layout, Margin, Stroke, Ui};

use crate::session::{Action, Actions, Command, OnDisk, Question};
use crate::ui::widgets::{Run, link, runs};
use crate::ui::{Context, icons, theme};

/// Draws the bar, if there is anything to settle.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let on_disk = cx.document.on_disk();
    // The question says the same.
    let is_asked = matches!(cx.session.question(), Some(Question::OnDisk { .. }));
    if !on_disk.is_open() || is_asked {
        return;
    }
    let is_gone = on_disk == OnDisk::Gone;
    let file = cx.document.origin().file_name().unwrap_or_default();
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.warning_bg)
        .stroke(Stroke::new(1.0, t.warning))
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                icons::icon(ui, icons::SYNC_PROBLEM, 18.0, t.warning);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if link(ui, "Save as…").clicked() {
                        actions.command(Command::SaveAs);
                    }
                    if is_gone {
                        if link(ui, "Save it there again").clicked() {
                            actions.push(Action::KeepMine { save: true });
                        }
                    } else {
                        for (words, action) in [
                            ("Compare", Action::CompareWithDisk),
                            ("Keep mine", Action::KeepMine { save: false }),
                            ("Reload", Action::Reload),
                        ] {
                            if link(ui, words).clicked() {
                                actions.push(action);
                            }
                        }
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let what = if is_gone {
                            " was removed or moved. The model is still here"
                        } else {
                            " was changed by someone else. What you have here is as you left it"
                        };
                        let words = [Run::strong(&file), Run::plain(what)];
                        runs(ui, &words, theme::Type::Small, t.text, t.text);
                    });
                });
            });
        });
}
