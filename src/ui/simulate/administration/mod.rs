//! User management, as an administrator finds them: on whom the delegation rules let one act,
//! and how. Each act is a question that can be clicked.

mod list;
mod record;
pub mod rows;

use egui::Ui;

use super::rows::Page;
use crate::engine::Engine;
use crate::engine::delegate::{ActSubject, is_administrator};
use crate::model::{Act, Model, PrincipalId, RoleId};
use crate::ui::Context;
use rows::{ListOf, Part};

/// What it is called in the menu.
pub(super) const TITLE: &str = "User management";
/// Why it is not in someone's menu.
pub(super) const ABSENCE: &str = "no delegation rule lets them act on anyone";

/// An act that was clicked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub act: Act,
    pub role: Option<RoleId>,
    pub subject: ActSubject,
}

/// What the page keeps for itself.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The page is open, instead of a module.
    pub is_open: bool,
    /// The act the Why panel answers for.
    pub asked: Option<Asked>,
    list: ListOf,
    search: String,
    subject: Option<ActSubject>,
    parts: Option<(Wanted, Vec<Part>)>,
    found: Option<(FoundOf, Vec<usize>)>,
    /// In whose menu it is, of which answers.
    is_found: Option<((u64, u64), PrincipalId, bool)>,
}

/// What the acts were worked out for.
type Wanted = ((u64, u64), PrincipalId, ActSubject);
/// What a list was searched for.
type FoundOf = ((u64, u64), ListOf, String);

impl State {
    /// Opens the page.
    pub(super) fn open(&mut self) {
        self.is_open = true;
    }

    /// Leaves it for a module or another view.
    pub(super) fn leave(&mut self) {
        self.is_open = false;
        self.asked = None;
    }

    /// Whether it stands in someone's menu; none if the model says nothing of who administers.
    pub(super) fn stands_in_menu(
        &mut self,
        revision: (u64, u64),
        engine: &Engine,
        who: &PrincipalId,
    ) -> Option<bool> {
        if engine.model().delegation().is_empty() {
            self.leave();
            return None;
        }
        match &self.is_found {
            Some((of, whose, found)) if *of == revision && whose == who => Some(*found),
            _ => {
                let found = is_administrator(engine, who);
                self.is_found = Some((revision, who.clone(), found));
                Some(found)
            }
        }
    }

    fn subject(&self, model: &Model) -> Option<ActSubject> {
        let is_there = |subject: &ActSubject| match rows::key_of(subject) {
            Some(key) => model.record(&key).is_some(),
            None => true,
        };
        let chosen = self.subject.clone().filter(is_there);
        // With someone new as the first row, the first who is there says more.
        let first = match self.list {
            ListOf::Users if !model.principals().is_empty() => 1,
            _ => 0,
        };
        chosen.or_else(|| self.list.at(model, first))
    }
}

/// Draws the list in the middle.
pub(super) fn show_list(ui: &mut Ui, cx: &Context<'_>, page: &Page, state: &mut super::State) {
    list::show(ui, cx, page, state);
}

/// Draws the record at the right.
pub(super) fn show_record(ui: &mut Ui, cx: &Context<'_>, page: &Page, state: &mut super::State) {
    let model = cx.engine.model();
    let Some(subject) = state.administration.subject(model) else {
        return;
    };
    let wanted = (page.wanted.revision, page.wanted.actor.clone(), subject);
    let own = &mut state.administration;
    let parts = match own.parts.take() {
        Some((of, parts)) if of == wanted => parts,
        _ => rows::parts(cx.engine, &wanted.1, &wanted.2),
    };
    record::show(ui, model, &wanted.2, &parts, state);
    state.administration.parts = Some((wanted, parts));
}
