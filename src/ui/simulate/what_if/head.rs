//! Which scenario is open, and what becomes of it: keep it under a name, see with someone's eyes in
//! it, apply it, drop it.

use egui::{Frame, Margin, Ui, vec2};

use super::{Open, State};
use crate::session::scenario::Scenarios;
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, TextField, divider, icon_button, label, link};

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    actions: &mut Actions,
) {
    let all = cx.session.scenarios();
    let mut ask = None;
    Frame::new().inner_margin(Margin::same(12)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 8.0);
        ask = choose(ui, all);
        if all.open().is_some() {
            ask = match &mut state.naming {
                Some(_) => keep_as(ui, state),
                None => buttons(ui, cx, open, state),
            }
            .or(ask.take());
        }
        if let Some(gone) = all.gone() {
            ui.horizontal_wrapped(|ui| {
                let t = theme::tokens(ui);
                let words = format!("No longer in the list: {}", gone.title());
                label(ui, words, Type::Small, Weight::Regular, t.text3);
                if link(ui, "Bring it back").clicked() {
                    ask = Some(ScenarioAsk::BringBack);
                }
            });
        }
    });
    divider(ui);
    if let Some(ask) = ask {
        actions.push(Action::Scenario(ask));
    }
}

fn choose(ui: &mut Ui, all: &Scenarios) -> Option<ScenarioAsk> {
    let mut ask = None;
    ui.horizontal(|ui| {
        let titles: Vec<(String, bool)> = all
            .list()
            .iter()
            .map(|one| (one.title(), one.is_kept()))
            .collect();
        let choices: Vec<Choice<'_>> = titles
            .iter()
            .map(|(title, is_kept)| match is_kept {
                true => Choice::new(title).icon(icons::BOOKMARK),
                false => Choice::new(title).icon(icons::SCIENCE).detail("not kept"),
            })
            .collect();
        let open = all.open().map(|one| one.id());
        let at = all.list().iter().position(|one| Some(one.id()) == open);
        let picked = Combo::bare("Scenario", &choices, at)
            .placeholder("A new scenario")
            .width((ui.available_width() - 72.0).max(80.0))
            .tall()
            .show(ui);
        if let Some(one) = picked.and_then(|at| all.list().get(at)) {
            ask = Some(ScenarioAsk::Open(one.id()));
        }
        if icon_button(ui, icons::ADD, "New scenario", true).clicked() {
            ask = Some(ScenarioAsk::New);
        }
        let name = "Another with the same steps";
        if icon_button(ui, icons::CONTENT_COPY, name, open.is_some()).clicked() {
            ask = Some(ScenarioAsk::Copy);
        }
    });
    ask
}

/// Why it cannot be applied, if it cannot.
fn blocked(cx: &Context<'_>, open: Option<&Open<'_>>) -> Option<String> {
    let n_steps = cx
        .session
        .scenarios()
        .open()
        .map_or(0, |one| one.steps().len());
    let open = match (n_steps, open) {
        (0, _) => return Some("Add a step first".to_owned()),
        (_, Some(open)) if open.is_current => open,
        _ => return Some("It is still being worked out".to_owned()),
    };
    let plan = &open.worked.plan;
    match plan.n_unfit() {
        0 if plan.change.edits.is_empty() => Some("It is all so already".to_owned()),
        0 => None,
        1 => Some("1 step cannot be done: remove it first".to_owned()),
        n => Some(format!("{n} steps cannot be done: remove them first")),
    }
}

fn buttons(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
) -> Option<ScenarioAsk> {
    let mut ask = None;
    let scenario = cx.session.scenarios().open()?;
    ui.horizontal_wrapped(|ui| {
        let why = blocked(cx, open);
        let apply = Button::primary("Apply")
            .blocked(why.as_deref())
            .hint("Do all of it, as one step that can be undone");
        if ui.add(apply).clicked() {
            ask = Some(ScenarioAsk::Apply);
        }
        let word = if scenario.is_kept() {
            "Rename…"
        } else {
            "Keep as…"
        };
        if ui.add(Button::new(word)).clicked() {
            state.asks_name = true;
            state.naming = Some(match scenario.is_kept() {
                true => scenario.title(),
                false => String::new(),
            });
        }
        let is_seen = cx.session.scenarios().seen_in().map(|one| one.id()) == Some(scenario.id());
        let why = scenario.steps().is_empty().then_some("Add a step first");
        let see = Button::new("See as in this scenario")
            .icon(icons::VISIBILITY)
            .blocked(why);
        if ui.add(see).clicked() {
            ask = Some(ScenarioAsk::SeeIn(Some(scenario.id())));
            state.wants_to_see = true;
        }
        if is_seen && ui.add(Button::plain("See what is again")).clicked() {
            ask = Some(ScenarioAsk::SeeIn(None));
        }
        if ui.add(Button::destructive("Drop")).clicked() {
            ask = Some(ScenarioAsk::Drop);
        }
    });
    ask
}

fn keep_as(ui: &mut Ui, state: &mut State) -> Option<ScenarioAsk> {
    let draft = state.naming.clone().unwrap_or_default();
    let field = TextField::bare("Name of the scenario", &draft)
        .tall()
        .show(ui);
    if state.asks_name {
        field.response.request_focus();
        state.asks_name = false;
    }
    let mut name = field.draft.or(field.done).unwrap_or(draft);
    let mut ask = None;
    ui.horizontal(|ui| {
        let why = name.trim().is_empty().then_some("Type a name first");
        let keep = ui.add(Button::primary("Keep").blocked(why)).clicked();
        if why.is_none() && (keep || field.entered) {
            ask = Some(ScenarioAsk::Name(std::mem::take(&mut name)));
        }
        if ask.is_some() || ui.add(Button::plain("Cancel")).clicked() {
            state.naming = None;
        } else {
            state.naming = Some(name);
        }
    });
    ask
}
