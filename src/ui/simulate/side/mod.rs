//! Side by side: two principals, or one now and before; only what differs, with the reason of each
//! difference. `rows` is what is shown, as plain data.

mod choose;
mod lines;
mod list;
pub mod rows;

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;

use egui::{Frame, Stroke, Ui, vec2};

use rustc_hash::FxBuildHasher;

use super::State as Simulate;
use crate::engine::{Engine, Question};
use crate::model::{Key, PermissionId, PrincipalId};
use crate::session::Background;
use crate::ui::checks::words::{count, thousands};
use crate::ui::compare::{Base, base_model};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{EmptyPlace, label, waiting};
use crate::ui::{Context, icons, wake};
use rows::{Side, Sides};

/// What the one side is set beside.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Against {
    /// Another principal.
    Principal(PrincipalId),
    /// The same principal in an earlier model.
    Before(Base),
}

/// What two sides were worked out for.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    answers: (u64, u64),
    who: PrincipalId,
    against: Against,
    /// The state the file holds: saving changes it and not the revision.
    saved: Option<u64>,
}

/// What came of it.
#[derive(Debug)]
struct Worked {
    sides: Sides,
    /// The answers of the earlier model, where one side is that.
    before: Option<Arc<Engine>>,
}

impl State {
    /// A question that was asked of the earlier model is asked of it in other words.
    pub(super) fn goes_on(&mut self, was: &Question, question: &Question) {
        if self.asked_before.as_ref() == Some(was) {
            self.asked_before = Some(question.clone());
        }
    }

    /// The answers of the earlier model, if that is what was asked, and a number no others have.
    pub(super) fn before(&self, question: &Question) -> Option<(&Arc<Engine>, u64)> {
        if self.asked_before.as_ref() != Some(question) {
            return None;
        }
        let worked = self.sides.latest()?.as_ref().as_ref()?;
        let wanted = self.sides.last_key()?;
        let number = FxBuildHasher.hash_one((wanted.answers, wanted.saved, &wanted.against));
        Some((worked.before.as_ref()?, number | (1 << 63)))
    }
}

/// What was chosen, and what came of it.
#[derive(Debug, Default)]
pub struct State {
    /// The first side; none = with whose eyes one looks.
    first: Option<PrincipalId>,
    against: Option<Against>,
    sides: Background<Wanted, Option<Worked>>,
    /// What was asked of the earlier model.
    asked_before: Option<Question>,
    /// Lines whose targets are shown one by one.
    open: BTreeSet<(PermissionId, usize)>,
    /// Permissions that are folded although others are not, or the other way round.
    turned: BTreeSet<PermissionId>,
    flat: Option<list::Flat>,
}

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, seen_as: &PrincipalId) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER)
        .show(ui, |ui| {
            let full = ui.available_size();
            ui.set_min_size(full);
            ui.add_space(space::L);
            let first = choose::show(ui, cx, &mut state.side, seen_as);
            ui.add_space(space::M);
            answer(ui, cx, state, first);
        });
}

fn answer(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, who: PrincipalId) {
    let Some(against) = state.side.against.clone() else {
        EmptyPlace {
            icon: icons::COMPARE_ARROWS,
            title: "Nobody to set beside yet",
            why: "Choose another person, someone who holds a role, or an earlier state of the model",
            button: None,
        }
        .show(ui);
        return;
    };
    let wanted = Wanted {
        answers: cx.answers(),
        who,
        against,
        saved: cx.document.saved_state(),
    };
    let Some(sides) = sides(ui, cx, &mut state.side, &wanted) else {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            waiting(ui, "Working out what differs, and why");
        });
        return;
    };
    let Some(Worked { sides, .. }) = sides.as_ref() else {
        EmptyPlace {
            icon: icons::HISTORY,
            title: "That state is not there any more",
            why: "Choose another state of the model",
            button: None,
        }
        .show(ui);
        return;
    };
    totals(ui, cx, sides, &wanted);
    ui.add_space(space::M);
    if sides.modules.is_empty() {
        EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "Nothing differs",
            why: "Both may do the same to the same people and items",
            button: None,
        }
        .show(ui);
        return;
    }
    list::show(ui, cx, state, sides, &wanted);
}

fn sides(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    wanted: &Wanted,
) -> Option<Arc<Option<Worked>>> {
    if !cx.is_current() {
        return None;
    }
    let is_known = state.sides.last_key() == Some(wanted);
    // An earlier model is made only where it is going to be looked at.
    let before = match &wanted.against {
        Against::Before(base) if !is_known => base_model(cx.document, *base),
        _ => None,
    };
    let (engine, of) = (cx.engine.clone(), wanted.clone());
    let work = move || match &of.against {
        Against::Principal(other) => Some(Worked {
            sides: rows::compare([&of.who, other].map(|who| Side {
                engine: &engine,
                who,
            })),
            before: None,
        }),
        Against::Before(_) => {
            let before = Arc::new(engine.again(&before?, engine.day()));
            let sides = rows::compare([&*engine, &*before].map(|engine| Side {
                engine,
                who: &of.who,
            }));
            Some(Worked {
                sides,
                before: Some(before),
            })
        }
    };
    state
        .sides
        .get(wanted.clone(), cx.at_once(), work, wake(ui.ctx()))
}

/// What the two sides are called.
fn names(cx: &Context<'_>, wanted: &Wanted) -> [String; 2] {
    let name = |id: &PrincipalId| cx.model.title(&Key::Principal(id.clone()));
    match &wanted.against {
        Against::Principal(other) => [name(&wanted.who), name(other)],
        Against::Before(_) => ["Now".to_owned(), "Before".to_owned()],
    }
}

fn totals(ui: &mut Ui, cx: &Context<'_>, sides: &Sides, wanted: &Wanted) {
    let t = theme::tokens(ui);
    let [a, b] = names(cx, wanted);
    let [only_a, only_b] = sides.n_only;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
        ui.add_space(space::L);
        let total = match sides.n_differ() {
            0 => "Nothing differs".to_owned(),
            n => format!("{} differ", count(n, "permission", "permissions")),
        };
        let total = total.replace("1 permission differ", "1 permission differs");
        label(ui, total, Type::Title, Weight::Semibold, t.text);
        let parts = [
            (only_a, format!("only {a}")),
            (only_b, format!("only {b}")),
            (sides.n_other, "other levels or targets".to_owned()),
            (sides.n_same, "the same".to_owned()),
        ];
        for (n, words) in parts.iter().filter(|(n, _)| *n > 0) {
            let text = format!("{} {words}", thousands(*n));
            label(ui, text, Type::Small, Weight::Regular, t.text2);
        }
    });
}
