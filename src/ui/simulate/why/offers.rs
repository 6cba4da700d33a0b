//! What would grant what was refused: the smallest changes as cards, each with whom else it lets in,
//! by name. One click applies it, through the usual gate, or keeps it as a scenario.

use egui::{Stroke, Ui, vec2};

use super::super::State;
use crate::engine::{Question, capital};
use crate::model::{Key, Model, PrincipalId};
use crate::session::remedies::{Remedy, remedies};
use crate::session::{Action, Actions, Background, ScenarioAsk};
use crate::ui::checks::words::thousands;
use crate::ui::icons;
use crate::ui::shifts;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{Button, Section, coming, label, link};
use crate::ui::{Context, wake};

/// Names that stand on a card before it is unfolded.
const FEW: usize = 3;

/// The answers of one model, and what was asked of it.
type Of = ((u64, u64), Question);

/// Remedies for the question at hand.
#[derive(Debug, Default)]
pub struct Offers {
    found: Background<Of, Vec<Remedy>>,
    /// The card whose names are all shown, by the name of its change.
    unfolded: Option<String>,
}

/// The section of a refused question.
pub(super) fn offers_section(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    question: &Question,
    actions: &mut Actions,
) {
    // A change made from a scenario's model is none of the open model.
    if cx.seen.is_some() {
        return;
    }
    let key = (cx.answers(), question.clone());
    let (engine, of) = (cx.engine.clone(), question.clone());
    let offers = &mut state.offers;
    let found = offers.found.get(
        key,
        shifts::is_small(cx.model),
        move || remedies(&engine, &of),
        wake(ui.ctx()),
    );
    let Some(found) = found else {
        Section::new("What would grant it").show(ui, |ui| {
            coming(ui, "Looking for the smallest changes");
        });
        return;
    };
    let count = match found.len() {
        1 => "1 way".to_owned(),
        n => format!("{n} ways"),
    };
    Section::new("What would grant it").count(&count).show(ui, |ui| {
        if found.is_empty() {
            let t = theme::tokens(ui);
            let text = "No small change grants it: it is not about this, or the gate refuses every way";
            label(ui, text, Type::Small, Weight::Regular, t.text3);
        }
        for (n, remedy) in found.iter().enumerate() {
            if n > 0 {
                ui.add_space(space::S);
            }
            ui.push_id(n, |ui| card(ui, cx, offers, question, remedy, actions));
        }
    });
}

fn card(
    ui: &mut Ui,
    cx: &Context<'_>,
    offers: &mut Offers,
    question: &Question,
    remedy: &Remedy,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
            let title = capital(&remedy.change.label);
            label(ui, title, Type::Small, Weight::Medium, t.text);
            label(
                ui,
                capital(&remedy.how),
                Type::Small,
                Weight::Regular,
                t.text3,
            );
            who_else(ui, cx, offers, question, remedy);
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                let blocked = (!cx.is_current()).then_some("Wait for the answers of the last edit");
                let name = &remedy.change.label;
                let apply = ui.add(Button::new("Apply").blocked(blocked));
                if apply.on_hover_text(capital(name)).clicked() {
                    actions.push(Action::Apply(remedy.change.clone()));
                }
                let keep = ui.add(Button::plain("Try as a scenario").blocked(blocked));
                if keep.clicked() {
                    actions.push(Action::Scenario(ScenarioAsk::Try(remedy.change.clone())));
                }
            });
        });
}

/// Whom a change lets in beside the one who asked.
fn who_else(
    ui: &mut Ui,
    cx: &Context<'_>,
    offers: &mut Offers,
    question: &Question,
    remedy: &Remedy,
) {
    let t = theme::tokens(ui);
    let is_unfolded = offers.unfolded.as_ref() == Some(&remedy.change.label);
    let (ink, icon) = match remedy.n_others {
        0 => (t.allowed, icons::CHECK_CIRCLE),
        _ => (t.refused, icons::GROUP_ADD),
    };
    ui.horizontal_top(|ui| {
        icons::icon(ui, icon, 15.0, ink);
        ui.vertical(|ui| {
            label(ui, lets_in(remedy), Type::Small, Weight::Semibold, ink);
        });
    });
    let n_named = if is_unfolded { usize::MAX } else { FEW };
    if remedy.n_others > 0 {
        let names = names(cx.model, remedy, n_named);
        label(ui, names, Type::Small, Weight::Regular, t.text2);
    }
    for line in besides(cx.model, question, remedy) {
        label(ui, line, Type::Small, Weight::Regular, t.text3);
    }
    if remedy.n_others > FEW {
        let words = if is_unfolded {
            "Fewer names"
        } else {
            "All names"
        };
        if link(ui, words).clicked() {
            offers.unfolded = (!is_unfolded).then(|| remedy.change.label.clone());
        }
    }
}

fn lets_in(remedy: &Remedy) -> String {
    match remedy.n_others {
        0 => "Lets in no one else".to_owned(),
        1 => "Lets in 1 other".to_owned(),
        n => format!("Lets in {} others", thousands(n)),
    }
}

/// Those let in: who could do just the same first.
fn names(model: &Model, remedy: &Remedy, most: usize) -> String {
    let name = |id: &PrincipalId| model.title(&Key::Principal(id.clone()));
    let same = remedy
        .same
        .iter()
        .map(|id| format!("{} (the same)", name(id)));
    let others = remedy.others.iter().filter(|id| !remedy.same.contains(id));
    let all: Vec<String> = same.chain(others.map(name)).take(most).collect();
    let rest = remedy.n_others.saturating_sub(all.len());
    match rest {
        0 => all.join(", "),
        n => format!("{} and {} more", all.join(", "), thousands(n)),
    }
}

/// What else comes of it.
fn besides(model: &Model, question: &Question, remedy: &Remedy) -> Vec<String> {
    let mut lines = Vec::new();
    if remedy.n_more > 0 {
        let who = model.title(&Key::Principal(question.actor.clone()));
        let (n, things) = (
            thousands(remedy.n_more),
            if remedy.n_more == 1 {
                "thing"
            } else {
                "things"
            },
        );
        lines.push(format!("{who} could do {n} more {things} by it"));
    }
    match remedy.n_lose {
        0 => {}
        1 => lines.push("1 person loses something by it".to_owned()),
        n => lines.push(format!("{} people lose something by it", thousands(n))),
    }
    lines
}
