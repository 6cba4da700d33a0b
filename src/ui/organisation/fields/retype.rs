//! Another type for a field: what is kept, what does not fit and is lost, what access changes.

use egui::Ui;

use super::{KINDS, Page, State, nth_of, remove};
use crate::session::Actions;
use crate::session::cells::Of;
use crate::session::edits::fields::{self as edits, Retype};
use crate::ui::checks::words::thousands;
use crate::ui::organisation::preview::{self, Preview};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Look, divider, label, spinner};
use crate::ui::{Context, wake};

/// Draws what would become of it, and asks.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    actions: &mut Actions,
) -> bool {
    let State {
        page,
        plans,
        nth,
        preview,
        ..
    } = state;
    let Page::Retyping(id, kind) = page else {
        return false;
    };
    let (model, whose, field, wanted) = (cx.model.clone(), of.clone(), id.clone(), kind.clone());
    let make = move || edits::retype(&model, &whose, &field, wanted);
    let plan = plans.get((cx.stamp(), *nth), cx.at_once(), make, wake(ui.ctx()));
    let t = theme::tokens(ui);
    let name = of.field(cx.model, id).map(|field| field.name.clone());
    let to = KINDS.get(nth_of(kind)).copied().unwrap_or_default();
    let words = format!(
        "{} becomes: {}",
        name.unwrap_or_default(),
        to.to_lowercase()
    );
    label(ui, words, Type::Small, Weight::Semibold, t.text);
    let done = match plan.as_deref() {
        None => {
            spinner(ui, "Reading what it holds");
            ui.add(Button::plain("Cancel")).clicked()
        }
        Some(None) => true,
        Some(Some(plan)) => told(ui, cx, of, plan, preview, "Change the type", actions),
    };
    if done {
        *page = Page::List;
    }
    false
}

/// What is kept and lost; true when it is done or given up.
pub(super) fn told(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    plan: &Retype,
    preview: &mut Preview,
    verb: &str,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let (one, many) = of.words(cx.model);
    let count = |n: usize| match n {
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    };
    if plan.n_kept > 0 {
        let words = format!("What it says stays for {}", count(plan.n_kept));
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    if !plan.lost.is_empty() {
        let words = format!(
            "Does not fit and is cleared for {}:",
            count(plan.lost.len())
        );
        label(ui, words, Type::Small, Weight::Medium, t.warning);
        remove::lost(ui, cx, &plan.lost);
    }
    if plan.broken.is_empty() {
        divider(ui);
        let outcome = preview.get(ui, cx, &plan.change);
        preview::short(ui, outcome.as_deref(), 5);
    } else {
        broken(ui, cx, plan);
    }
    let why = (!plan.broken.is_empty()).then_some("Change these conditions first");
    let mut done = false;
    ui.horizontal(|ui| {
        let button = match plan.lost.is_empty() {
            true => Button::primary(verb),
            false => Button::new(verb).look(Look::Destructive),
        };
        if ui.add(button.blocked(why)).clicked() && why.is_none() {
            actions.apply(plan.change.clone());
            done = true;
        }
        done |= ui.add(Button::plain("Cancel")).clicked();
    });
    done
}

/// Conditions that could never hold again, and where they stand.
fn broken(ui: &mut Ui, cx: &Context<'_>, plan: &Retype) {
    const FEW: usize = 6;
    let t = theme::tokens(ui);
    let words = match plan.broken.len() {
        1 => "1 condition could never hold again:".to_owned(),
        n => format!("{n} conditions could never hold again:"),
    };
    label(ui, words, Type::Small, Weight::Medium, t.refused);
    for (key, clause) in plan.broken.iter().take(FEW) {
        let of = match key {
            Some(key) => format!("{} {}", key.word(), cx.model.title(key)),
            None => "the settings: whom “everyone” leaves out".to_owned(),
        };
        label(
            ui,
            format!("{clause} · {of}"),
            Type::Small,
            Weight::Regular,
            t.text2,
        );
    }
    if plan.broken.len() > FEW {
        let words = format!("and {} more", plan.broken.len() - FEW);
        label(ui, words, Type::Small, Weight::Regular, t.text3);
    }
    let words = "Change these conditions first. Nothing has changed yet";
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    divider(ui);
}
