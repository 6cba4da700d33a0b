//! The card: who gains and who loses by the scenario, what the gate would say of it, what the
//! checks say otherwise. A line that is clicked says why it is so, before and after.

use std::sync::Arc;

use egui::{Frame, Margin, Ui};

use super::rows::{self, Gains};
use super::{Of, Open, State};
use crate::engine::{Question, capital};
use crate::model::Key;
use crate::session::{Action, Actions, Note, ScenarioAsk, Workspace};
use crate::ui::checks::words::{count, thousands};
use crate::ui::shifts::is_small;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{
    CardAction, CardNote, ChangeCard, ChangeGroup, ChangeLine, Choice, Combo, EmptyPlace, Run,
    Tone, coming, divider, label, sentence,
};
use crate::ui::{Context, icons, wake};

/// Draws the card with what it is compared with.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    actions: &mut Actions,
) {
    let has_steps = cx
        .session
        .scenarios()
        .open()
        .is_some_and(|one| !one.steps().is_empty());
    Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        if !has_steps {
            ui.set_max_height(210.0);
            EmptyPlace {
                icon: icons::SCIENCE,
                title: "Nothing is thought out yet",
                why: "Add a step: who gains, who loses, which duties collide and which \
                      expectations break stands here, by name",
                button: None,
            }
            .show(ui);
            return;
        }
        against(ui, cx, actions);
        let Some(open) = open else {
            coming(ui, "Working out who gains and who loses");
            return;
        };
        content(ui, cx, open, state, actions);
    });
    divider(ui);
}

/// What the scenario is compared with.
fn against(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let all = cx.session.scenarios();
    let open = all.open().map(|one| one.id());
    let others: Vec<_> = all
        .list()
        .iter()
        .filter(|one| Some(one.id()) != open)
        .map(|one| (one.id(), one.title()))
        .collect();
    if others.is_empty() {
        return;
    }
    let mut choices = vec![Choice::new("What is now").icon(icons::DATABASE)];
    let of_others = others.iter().map(|(_, title)| Choice::new(title));
    choices.extend(of_others.map(|choice| choice.icon(icons::SCIENCE)));
    let against = all.against().map(|one| one.id());
    let at = others.iter().position(|(id, _)| Some(*id) == against);
    let at = Some(at.map_or(0, |at| at + 1));
    let picked = Combo::new("Compare with", &choices, at).show(ui);
    if let Some(at) = picked {
        let id = at.checked_sub(1).and_then(|at| others.get(at));
        let ask = ScenarioAsk::Against(id.map(|(id, _)| *id));
        actions.push(Action::Scenario(ask));
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: &Open<'_>,
    state: &mut State,
    actions: &mut Actions,
) {
    let of = open.key(cx);
    let gains = gains(ui, cx, open, state, of);
    let Some(gains) = gains else {
        let title = open.scenario.title();
        label(
            ui,
            title,
            Type::Body,
            Weight::Semibold,
            theme::tokens(ui).text,
        );
        coming(ui, "Working out who gains and who loses");
        return;
    };
    let checked = notes(ui, cx, open, state, of);
    let asked = draw(ui, open, &gains, checked.as_deref());
    match asked {
        Some(Asked::Why(question)) => {
            let why = rows::why(open.base.engine, &open.worked.engine, &question);
            state.wants_to_know = Some(question.clone());
            state.asked = Some(super::Asked { of, question, why });
        }
        Some(Asked::Record(key)) => actions.push(Action::Reveal(Workspace::Checks, key)),
        None => {}
    }
    if let Some(asked) = state.asked.as_ref().filter(|asked| asked.of == of) {
        told_why(ui, open, &asked.question, &asked.why);
    }
}

/// What was clicked on the card.
enum Asked {
    Why(Question),
    Record(Key),
}

fn gains(
    ui: &Ui,
    cx: &Context<'_>,
    open: &Open<'_>,
    state: &mut State,
    of: Of,
) -> Option<Arc<Gains>> {
    if !open.is_current {
        return state.gains.last();
    }
    let (old, worked) = (open.base.engine.clone(), open.worked.clone());
    let today = cx.session.today();
    let work = move || {
        let gains = Gains::new(&old, &worked.engine);
        gains.tried(&worked.now, &worked.plan.change, today)
    };
    state
        .gains
        .get(of, is_small(cx.model), work, wake(ui.ctx()))
}

fn notes(
    ui: &Ui,
    cx: &Context<'_>,
    open: &Open<'_>,
    state: &mut State,
    of: Of,
) -> Option<Arc<Vec<Note>>> {
    if !open.is_current {
        return None;
    }
    let is_now = open.base.version.is_none() && !cx.analysis.is_checking();
    let known = is_now.then(|| cx.analysis.shared_checks());
    let (old, new) = (open.base.engine.clone(), open.worked.engine.clone());
    let work = move || rows::checked(&old, known, &new);
    state
        .checks
        .get(of, is_small(cx.model), work, wake(ui.ctx()))
}

fn draw(ui: &mut Ui, open: &Open<'_>, gains: &Gains, checked: Option<&Vec<Note>>) -> Option<Asked> {
    let title = match &open.base.title {
        None => open.scenario.title(),
        Some(base) => format!("{}, against: {base}", open.scenario.title()),
    };
    let lines: Vec<Vec<ChangeLine<'_>>> = gains
        .groups
        .iter()
        .enumerate()
        .map(|(nth, group)| {
            let listed = group.lines.iter().take(gains.n_listed(nth));
            let lines = listed.map(|(gain, what)| ChangeLine {
                gain: *gain,
                who: if *gain { "can" } else { "no longer can" },
                what,
            });
            lines.collect()
        })
        .collect();
    let mut groups: Vec<ChangeGroup<'_>> = gains
        .groups
        .iter()
        .zip(&lines)
        .map(|(group, lines)| ChangeGroup {
            title: &group.name,
            count: group.lines.len(),
            lines,
        })
        .collect();
    let more = format!("And {} more", thousands(gains.n_more));
    if gains.n_more > 0 {
        groups.push(ChangeGroup {
            title: &more,
            count: gains.n_more,
            lines: &[],
        });
    }
    let rest = count(gains.n_people, "person", "people");
    let (said, keys) = card_notes(gains, checked, !open.is_current);
    let card_notes: Vec<CardNote<'_>> = said
        .iter()
        .map(|(tone, text)| CardNote { tone: *tone, text })
        .collect();
    let card = ChangeCard {
        title: &title,
        gained: (gains.n_gains, "gained"),
        lost: (gains.n_losses, "lost"),
        rest: &rest,
        groups: &groups,
        notes: &card_notes,
        buttons: &[],
    };
    match card.show(ui)? {
        CardAction::Line(group, line) => gains.question(group, line).map(Asked::Why),
        CardAction::Note(nth) => keys.get(nth).cloned().flatten().map(Asked::Record),
        CardAction::Button(_) => None,
    }
}

/// What stands below the lines, and the record each leads to.
fn card_notes(
    gains: &Gains,
    checked: Option<&Vec<Note>>,
    is_behind: bool,
) -> (Vec<(Tone, String)>, Vec<Option<Key>>) {
    let mut said: Vec<(Tone, String, Option<Key>)> = Vec::new();
    if let Some(why) = &gains.refusal {
        let words = format!("Would not be accepted: {}", capital(why));
        said.push((Tone::Refused, words, None));
    }
    if is_behind {
        let words = "The model has changed: it is being worked out again";
        said.push((Tone::Info, words.to_owned(), None));
    }
    if gains.is_cut {
        let words = "Too many to list by name: the first stand here, and each record is counted";
        said.push((Tone::Info, words.to_owned(), None));
    }
    if gains.groups.is_empty() {
        said.push((Tone::Info, "Nobody’s access changes".to_owned(), None));
    }
    match checked {
        None => {
            let words = "Checking duties and expectations";
            said.push((Tone::Info, words.to_owned(), None));
        }
        Some(notes) => {
            let (lines, n_more) = rows::told(notes);
            let lines = lines.into_iter();
            said.extend(lines.map(|(tone, text, key)| (tone, text.to_owned(), Some(key.clone()))));
            if n_more > 0 {
                said.push((Tone::Info, format!("And {n_more} more"), None));
            }
            if notes.is_empty() {
                let words = "No duty, expectation or finding comes or goes";
                said.push((Tone::Allowed, words.to_owned(), None));
            }
        }
    }
    let keys = said.iter().map(|(.., key)| key.clone()).collect();
    let said = said.into_iter().map(|(tone, text, _)| (tone, text));
    (said.collect(), keys)
}

fn told_why(ui: &mut Ui, open: &Open<'_>, question: &Question, why: &[(bool, String); 2]) {
    let t = theme::tokens(ui);
    ui.add_space(space::S);
    let who = open.worked.engine.model();
    let who = who.title(&Key::Principal(question.actor.clone()));
    label(
        ui,
        format!("Why, for {who}"),
        Type::Small,
        Weight::Semibold,
        t.text,
    );
    let base = open.base.title.as_ref().map_or("Now", |title| title);
    let heads = [base, "In this scenario"];
    for (head, (allowed, said)) in heads.iter().zip(why) {
        sentence(
            ui,
            *allowed,
            &[Run::strong(head), Run::plain(": "), Run::plain(said)],
        );
    }
}
