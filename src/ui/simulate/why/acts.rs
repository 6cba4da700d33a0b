//! Why someone may or may not do an administrative act: the rule that decides, and what of the
//! others does not fit.

use egui::{ScrollArea, Ui};

use super::State;
use super::steps::{Step, draw_steps};
use crate::engine::Words;
use crate::engine::delegate::{RuleFit, RuleMiss, may, rule_fits};
use crate::model::{Effect, Key, PrincipalId};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::glyphs::KindShape;
use crate::ui::icons;
use crate::ui::simulate::administration::{Asked, rows};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Run, Section, divider, label, sentence};

/// Draws the answer about the act that was clicked.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    by: &PrincipalId,
    asked: &Asked,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let model = cx.engine.model();
    let role = asked.role.as_ref();
    let ruling = may(cx.engine, by, asked.act, &asked.subject, role);
    let fits = rule_fits(cx.engine, by, asked.act, &asked.subject, role);
    let deed = rows::deed(model, asked.act, role, &asked.subject);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 12))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let title = format!("Why: {deed}");
                    label(ui, title, Type::Title, Weight::Semibold, t.text);
                });
            divider(ui);
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 10))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let who = Words::new(model).person(by);
                    let (verb, link) = if ruling.allowed {
                        ("may", " because of the rule ")
                    } else if ruling.decided_by.is_some() {
                        ("may not", " because of the rule ")
                    } else {
                        ("may not", ": ")
                    };
                    let start = format!("{who} {verb} {deed}");
                    let reason = match ruling.decided_by {
                        Some(_) => format!("{link}“{}”", ruling.rule),
                        None => format!("{link}{}", ruling.rule),
                    };
                    let words = [Run::plain(&start), Run::strong(&reason)];
                    sentence(ui, ruling.allowed, &words);
                });
            let (deciding, others): (Vec<&RuleFit>, Vec<&RuleFit>) =
                fits.iter().partition(|fit| fit.misses.is_empty());
            section(ui, cx, actions, "Rules about it that apply", &deciding);
            section(ui, cx, actions, "Rules about it that do not apply", &others);
        });
}

fn section(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions, title: &str, fits: &[&RuleFit]) {
    if fits.is_empty() {
        return;
    }
    let count = match fits.len() {
        1 => "1 rule".to_owned(),
        n => format!("{n} rules"),
    };
    Section::new(title).count(&count).show(ui, |ui| {
        let steps: Vec<Step> = fits.iter().map(|fit| step(cx, fit)).collect();
        draw_steps(ui, actions, &steps);
    });
}

fn step(cx: &Context<'_>, fit: &RuleFit) -> Step {
    let model = cx.engine.model();
    let key = Key::DelegationRule(fit.rule.clone());
    let (icon, shape) = match (fit.misses.is_empty(), fit.effect) {
        (true, Effect::Allow) => (icons::CHECK_CIRCLE, KindShape::Permission),
        (true, Effect::Deny) => (icons::GPP_BAD, KindShape::Guard),
        (false, _) => (icons::BLOCK, KindShape::Guard),
    };
    let reason = match (fit.misses.is_empty(), fit.effect) {
        (true, Effect::Allow) => "allows it, unless a rule refuses".to_owned(),
        (true, Effect::Deny) => "refuses it, whatever allows".to_owned(),
        (false, effect) => {
            let verb = match effect {
                Effect::Allow => "would allow it",
                Effect::Deny => "would refuse it",
            };
            let misses: Vec<String> = fit
                .misses
                .iter()
                .map(|miss| missing(cx, fit, *miss))
                .collect();
            format!("{verb}; {}", misses.join(", and "))
        }
    };
    Step {
        icon,
        shape,
        title: model.title(&key),
        reason,
        door: Some(key),
    }
}

fn missing(cx: &Context<'_>, fit: &RuleFit, miss: RuleMiss) -> String {
    let model = cx.engine.model();
    let words = Words::new(model);
    let Some(rule) = model.delegation().get(&fit.rule) else {
        return String::new();
    };
    match miss {
        RuleMiss::Act => "it is about other acts".to_owned(),
        RuleMiss::By => format!("it is for {}", words.who(&rule.by)),
        RuleMiss::Subject => match &rule.subject {
            Some(who) => format!("it is about {}", words.who(who)),
            None => String::new(),
        },
        RuleMiss::Role => {
            let roles = rule.roles.iter().flatten();
            let names: Vec<String> = roles
                .map(|role| model.title(&Key::Role(role.clone())))
                .collect();
            format!("it is about the role {}", names.join(" or "))
        }
        RuleMiss::Holding => match &rule.holding {
            Some(holding) => {
                let deed = words.deed(&holding.permission, holding.level.as_str());
                format!("it asks that one can {deed} there")
            }
            None => String::new(),
        },
    }
}

/// The act that was clicked, while the page about them is open.
pub(super) fn asked(state: &State) -> Option<(PrincipalId, Asked)> {
    let own = &state.administration;
    let is_shown = own.is_open && state.view == crate::ui::simulate::View::SeeAs;
    let asked = own.asked.clone().filter(|_| is_shown)?;
    Some((state.actor.clone()?, asked))
}
