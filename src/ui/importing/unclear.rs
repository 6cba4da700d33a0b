//! What is not clear, the rows it is about, and what can be done: another answer can be chosen.

use egui::{ScrollArea, Stroke, Ui, vec2};

use super::{Said, rows_words};
use crate::session::intake::{Hitch, Plan, Repair, Trouble};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{Choice, Combo, label};

/// As many as are shown: each is a card.
const MOST_SHOWN: usize = 200;

pub(super) fn show(ui: &mut Ui, plan: &Plan, said: &mut Said) {
    let t = theme::tokens(ui);
    if plan.troubles.is_empty() {
        ui.horizontal(|ui| {
            icons::icon(ui, icons::CHECK_CIRCLE, 17.0, t.allowed);
            let text = "Everything in the file is clear";
            label(ui, text, Type::Small, Weight::Semibold, t.allowed);
        });
        return;
    }
    ScrollArea::vertical()
        .id_salt("what is not clear")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for (nth, trouble) in plan.troubles.iter().take(MOST_SHOWN).enumerate() {
                ui.push_id(nth, |ui| card(ui, plan, trouble, said));
            }
            if plan.troubles.len() > MOST_SHOWN {
                let n = plan.troubles.len() - MOST_SHOWN;
                let text = format!("and {n} more, done as proposed");
                label(ui, text, Type::Small, Weight::Regular, t.text3);
            }
        });
}

/// The words that would join those one chooses from.
fn new_words(plan: &Plan, trouble: &Trouble) -> Option<String> {
    let Hitch::Options(field) = &trouble.hitch else {
        return None;
    };
    let (_, words) = plan.new_words.iter().find(|(name, _)| name == field)?;
    let shown: Vec<&str> = words.iter().take(12).map(String::as_str).collect();
    let more = match words.len() - shown.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    Some(format!("{}{more}", shown.join(", ")))
}

fn card(ui: &mut Ui, plan: &Plan, trouble: &Trouble, said: &mut Said) {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            ui.horizontal_top(|ui| {
                let (icon, ink) = match trouble.chosen {
                    Repair::Refuse => (icons::BLOCK, t.refused),
                    _ => (icons::WARNING, t.warning),
                };
                icons::icon(ui, icon, 16.0, ink);
                let words: String = trouble.words.chars().take(300).collect();
                label(ui, words, Type::Small, Weight::Medium, t.text);
            });
            if let Some(words) = new_words(plan, trouble) {
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
            ui.horizontal_wrapped(|ui| {
                let rows = rows_words(&trouble.rows);
                label(ui, rows, Type::Small, Weight::Regular, t.text3);
                let offers = trouble.offers.iter();
                let choices: Vec<Choice<'_>> =
                    offers.map(|offer| Choice::new(&offer.words)).collect();
                let mut offers = trouble.offers.iter();
                let at = offers.position(|offer| offer.repair == trouble.chosen);
                let name = format!("What is done: {}", trouble.words);
                let combo = Combo::bare(&name, &choices, at).width(280.0);
                if let Some(offer) = combo.show(ui).and_then(|at| trouble.offers.get(at)) {
                    let (hitch, repair) = (trouble.hitch.clone(), offer.repair.clone());
                    said.choices.repairs.insert(hitch, repair);
                }
            });
        });
}
