//! What becomes of a plain question once it is answered: it is remembered, and its door is gone
//! through.

use super::Session;
use super::action::{Action, Effect};
use super::place::Workspace;
use super::plain::Door;
use crate::model::Key;

/// As many questions as are remembered.
const MOST_REMEMBERED: usize = 20;

impl Session {
    pub(super) fn answered(&mut self, question: String, door: Option<Door>) {
        self.asked.retain(|known| *known != question);
        self.asked.push(question.clone());
        if self.asked.len() > MOST_REMEMBERED {
            self.asked.remove(0);
        }
        match door {
            Some(door) => self.go_through(door),
            None => {
                self.simulate();
                self.effects.push(Effect::ShowAnswer(question));
            }
        }
    }

    pub(super) fn go_through(&mut self, door: Door) {
        match door {
            Door::Record(key) => {
                let home = Workspace::of(&key);
                self.act(Action::Reveal(home, key));
            }
            Door::Why(question) => self.act(Action::Ask(question)),
            Door::SeeAs(who) => {
                self.act(Action::SeeAs(Some(who.clone())));
                self.act(Action::Reveal(
                    Workspace::Simulate,
                    Key::Principal(who.clone()),
                ));
                self.effects.push(Effect::SeeAs(who));
            }
            Door::WhoCan {
                permission,
                level,
                target,
            } => {
                self.simulate();
                self.effects.push(Effect::ShowWhoCan {
                    permission,
                    level,
                    target,
                });
            }
        }
    }

    fn simulate(&mut self) {
        let key = self.selection.key().cloned();
        self.visit(Workspace::Simulate, key);
    }
}
