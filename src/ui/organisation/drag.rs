//! Something dragged onto a row of a table: what is said beside the pointer, and the card that
//! asks with who gains and who loses.

use egui::{Area, Id, Key as Press, Modifiers, Order, Rect, Stroke, Ui, vec2};

use super::preview::{self, Preview};
use crate::model::{Change, Key};
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::Context;
use crate::ui::shifts::Outcome as Choice;
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{Popover, label};

/// Something on the way, and what is asked about it.
#[derive(Debug, Default)]
pub struct Drag {
    /// What was grabbed.
    pub what: Vec<Key>,
    asked: Option<(Change, Rect)>,
    preview: Preview,
}

/// What letting go does.
#[derive(Debug, Clone, PartialEq)]
pub enum Drop {
    /// Nothing: it is so already, or there is nothing under the pointer.
    Nothing(String),
    /// Refused, and why.
    Refused(String),
    /// It asks about this.
    Change(Change),
}

impl Drag {
    /// Takes hold of something.
    pub fn grab(&mut self, what: Vec<Key>) {
        self.what = what;
        self.asked = None;
    }

    /// True while something is on the way.
    pub fn is_on(&self) -> bool {
        !self.what.is_empty()
    }

    /// Says what letting go would do, and asks when it is let go. The reason of a refusal comes
    /// back when it is let go over what cannot be.
    pub fn carry(
        &mut self,
        ui: &Ui,
        title: &str,
        drop: Drop,
        target: Option<Rect>,
    ) -> Option<String> {
        if !self.is_on() {
            return None;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Escape)) {
            self.what.clear();
            return None;
        }
        if ui.input(|input| input.pointer.any_down()) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
            beside(ui, title, &drop);
            return None;
        }
        self.what.clear();
        match drop {
            Drop::Change(change) => self.asked = target.map(|rect| (change, rect)),
            Drop::Refused(why) => return Some(why),
            Drop::Nothing(_) => {}
        }
        None
    }

    /// The card that asks.
    pub fn show(&mut self, ui: &mut Ui, cx: &Context<'_>, verb: &str, actions: &mut Actions) {
        let Some((change, place)) = self.asked.clone() else {
            return;
        };
        let outcome = self.preview.get(ui, cx, &change);
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Enter));
        let chosen = Popover::new("Who gains and who loses", place).show(ui.ctx(), |ui| {
            preview::ask(ui, cx, &change, outcome.as_deref(), verb)
        });
        match chosen {
            (Some(Choice::Cancel), _) | (None, true) => self.asked = None,
            (Some(Choice::Keep), _) => {
                actions.push(Action::Scenario(ScenarioAsk::Try(change)));
                self.asked = None;
            }
            (Some(Choice::Do), _) => {
                actions.apply(change);
                self.asked = None;
            }
            _ if enter => {
                actions.apply(change);
                self.asked = None;
            }
            _ => {}
        }
    }
}

fn beside(ui: &Ui, title: &str, drop: &Drop) {
    let t = theme::tokens(ui);
    let Some(at) = ui.input(|input| input.pointer.latest_pos()) else {
        return;
    };
    let edge = match drop {
        Drop::Refused(_) => t.refused,
        _ => t.accent,
    };
    Area::new(Id::unique("on the way to a row"))
        .order(Order::Tooltip)
        .fixed_pos(at + vec2(16.0, 14.0))
        .constrain_to(ui.ctx().content_rect().shrink(6.0))
        .interactable(false)
        .accessible_name("What moves")
        .show(ui.ctx(), |ui| {
            let frame = theme::raised_frame(t, radius::CARD).stroke(Stroke::new(2.0, edge));
            frame.inner_margin(11.0).show(ui, |ui| {
                ui.set_width(280.0);
                ui.spacing_mut().item_spacing.y = 4.0;
                label(ui, title, Type::Body, Weight::Semibold, t.text);
                match drop {
                    Drop::Nothing(words) => {
                        label(ui, words, Type::Small, Weight::Regular, t.text3);
                    }
                    Drop::Refused(why) => preview::impossible(ui, why),
                    Drop::Change(change) => {
                        let words = preview::sentence(&change.label);
                        label(ui, words, Type::Small, Weight::Regular, t.text2);
                    }
                }
            });
        });
}
