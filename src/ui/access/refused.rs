//! The card at a cell whose change was refused: what is in its way, each way to mend it with who
//! gains and who loses, and leaving it as it was.

use egui::{Key as Press, Modifiers, Rect, Ui};

use crate::model::{Change, Key};
use crate::session::edits::grants::Bearer;
use crate::session::{Action, Actions};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Popover, Run, divider, label, number_key, repair_card, runs};
use crate::ui::{Context, icons, wake};

use super::State;
use super::ask::{Asked, Effect};
use super::rows::Grid;

/// What the repairs would do; of the model and the changes they were worked out for.
pub type Effects = crate::session::Background<((u64, u64), Vec<Change>), Vec<Option<Effect>>>;

const LEAVE: &str = "Leave it as it was";

/// Draws the card.
pub fn show(
    ui: &Ui,
    cx: &Context<'_>,
    grid: &Grid,
    state: &mut State,
    anchor: Rect,
    actions: &mut Actions,
) {
    let (Some(mut asked), Some(refusal)) = (state.asked.clone(), cx.session.refusal()) else {
        return;
    };
    let t = theme::tokens(ui);
    let popover = Popover::new("Not accepted", anchor).refused();
    let (done, closed) = popover.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.horizontal(|ui| {
            icons::icon(ui, icons::ERROR, 20.0, t.refused);
            let title = format!("Not accepted: {}", refusal.label);
            label(ui, title, Type::Body, Weight::Semibold, t.text);
        });
        label(ui, &refusal.reason, Type::Small, Weight::Regular, t.text2);
        in_the_way(ui, cx, grid, &asked);
        divider(ui);
        let effects = effects(ui, cx, state, &asked);
        let chosen = choices(ui, cx, &mut asked, effects.as_deref());
        divider(ui);
        let apply = ui
            .horizontal(|ui| {
                let words = if chosen.is_some() {
                    "Do this"
                } else {
                    "Leave it"
                };
                ui.add(Button::primary(words)).clicked()
            })
            .inner;
        let apply = apply || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Enter));
        apply.then_some(chosen)
    });
    match done {
        Some(Some(change)) => {
            // The mended change stands for what was collected.
            state.collected = None;
            state.asked = None;
            state.menu = None;
            actions.apply(change);
        }
        Some(None) => put_away(state, actions),
        None if closed => put_away(state, actions),
        None => state.asked = Some(asked),
    }
}

fn put_away(state: &mut State, actions: &mut Actions) {
    state.asked = None;
    state.menu = None;
    actions.push(Action::DismissRefusal);
}

/// Every cell that is in the way, with what it holds.
fn in_the_way(ui: &mut Ui, cx: &Context<'_>, grid: &Grid, asked: &Asked) {
    let Some(refused) = asked.refused.as_ref().filter(|r| !r.offenders.is_empty()) else {
        return;
    };
    let t = theme::tokens(ui);
    divider(ui);
    label(ui, "In its way", Type::Small, Weight::Regular, t.text3);
    let several = refused
        .offenders
        .iter()
        .any(|(key, _)| *key != asked.at.0.key());
    for (key, id) in &refused.offenders {
        let mut name = cx.model.title(&Key::Permission(id.clone()));
        let bearer = Bearer::of_key(key);
        let cell = bearer
            .as_ref()
            .and_then(|bearer| grid.find_cell(bearer, id));
        let has = cell.map_or_else(|| "none".to_owned(), |cell| cell.words());
        if let Some(bearer) = bearer.filter(|_| several) {
            name.push_str(&format!(" of {}", bearer.title(cx.model)));
        }
        let words = [Run::strong(&name), Run::plain(" is at "), Run::plain(&has)];
        runs(ui, &words, Type::Small, t.text2, t.text);
    }
}

/// Worked out once, in a thread for large models.
fn effects(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    asked: &Asked,
) -> Option<std::sync::Arc<Vec<Option<Effect>>>> {
    let refused = asked.refused.as_ref()?;
    if !cx.is_current() {
        return None;
    }
    let changes: Vec<Change> = refused.repairs.iter().map(|r| r.change.clone()).collect();
    let (engine, day, of) = (cx.engine.clone(), cx.day(), changes.clone());
    let work = move || {
        let each = of.iter().map(|change| Effect::of(&engine, change, day));
        each.collect()
    };
    let key = (cx.answers(), changes);
    state.effects.get(key, cx.at_once(), work, wake(ui.ctx()))
}

/// The ways out as cards; returns the change of the one that is chosen, none for leaving it.
fn choices(
    ui: &mut Ui,
    cx: &Context<'_>,
    asked: &mut Asked,
    effects: Option<&Vec<Option<Effect>>>,
) -> Option<Change> {
    let refused = asked.refused.as_mut()?;
    let n = refused.repairs.len();
    if let Some(key) = number_key(ui.ctx(), n + 1) {
        refused.chosen = key - 1;
    }
    for (nth, repair) in refused.repairs.iter().enumerate() {
        let (gain, lose) = match effects.and_then(|effects| effects.get(nth)) {
            Some(Some(effect)) => effect.words(cx.model),
            Some(None) => ("it would not be accepted either".to_owned(), String::new()),
            None => (
                "working out who gains and who loses".to_owned(),
                String::new(),
            ),
        };
        let mut words = gain;
        if !lose.is_empty() {
            words.push_str("; ");
            words.push_str(&lose);
        }
        let effect = [Run::plain(&words)];
        let is_chosen = refused.chosen == nth;
        if repair_card(ui, nth + 1, &repair.title, &effect, is_chosen).clicked() {
            refused.chosen = nth;
        }
    }
    let effect = [Run::plain("nobody gains; nobody loses")];
    if repair_card(ui, n + 1, LEAVE, &effect, refused.chosen >= n).clicked() {
        refused.chosen = n;
    }
    refused
        .repairs
        .get(refused.chosen)
        .map(|repair| repair.change.clone())
}
