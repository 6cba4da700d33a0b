//! What goes on in threads, over the top of the page: a file that is being opened, with a way to
//! stop it, and that the answers shown are of an earlier model.

use egui::{Align2, Area, Id, Order, Ui, vec2};

use crate::session::{Action, Actions, OpeningStage, Session};
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight, radius, size};
use crate::ui::widgets::{label, link};

/// Draws it, while there is anything.
pub fn show(ui: &Ui, session: &Session, actions: &mut Actions) {
    if let Some(opening) = session.opening() {
        let name = opening.path().file_name();
        let name = name.map(|name| name.to_string_lossy()).unwrap_or_default();
        let people = |n: usize| match n {
            1 => "1 person or account".to_owned(),
            n => format!("{} people and accounts", thousands(n)),
        };
        let (step, what) = match opening.stage() {
            OpeningStage::Reading => (1, "reading".to_owned()),
            OpeningStage::Checking(n) => (2, format!("checking {}", people(n))),
            OpeningStage::Answering(n) => (3, format!("working out the answers for {}", people(n))),
        };
        let words = format!("Opening {name}: {what}");
        if card(ui, "opening", &words, Some(step)) {
            actions.push(Action::StopOpening);
        }
    } else if session.document().is_some() && !session.analysis().is_current() {
        card(ui, "answering", "Working out the answers again", None);
    }
}

/// A card in the middle below the top bar; true if it is to stop.
fn card(ui: &Ui, id: &str, words: &str, step: Option<usize>) -> bool {
    let t = theme::tokens(ui);
    let mut stop = false;
    Area::new(Id::unique(("work", id)))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, size::TOP_BAR + 8.0))
        .accessible_name(words.to_owned())
        .role(egui::Role::Status)
        .interactable(step.is_some())
        .show(ui.ctx(), |ui| {
            let frame = theme::raised_frame(t, radius::CARD);
            frame
                .inner_margin(egui::Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.add(egui::Spinner::new().size(16.0).color(t.accent));
                        label(ui, words, Type::Small, Weight::Regular, t.text);
                        if let Some(step) = step {
                            let of = format!("step {step} of 3");
                            label(ui, of, Type::Small, Weight::Regular, t.text3);
                            ui.add_space(4.0);
                            stop = link(ui, "Cancel").clicked();
                        }
                    });
                });
        });
    stop
}
