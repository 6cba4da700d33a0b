//! What a panel may read while it draws, and how much room the window has.

use std::sync::Arc;

use crate::engine::Engine;
use crate::model::{Date, Key, Model, PrincipalSort};
use crate::session::scenario::Scenario;
use crate::session::{Analysis, Document, Session};

use super::glyphs::KindShape;
use super::theme::size;

/// What a panel reads: the session, and of it the parts every panel needs.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Everything.
    pub session: &'a Session,
    /// The open document.
    pub document: &'a Document,
    /// Its facts.
    pub model: &'a Model,
    /// The answers.
    pub engine: &'a Arc<Engine>,
    /// What else follows from the facts.
    pub analysis: &'a Analysis,
    /// The room of the window.
    pub room: Room,
    /// What tells the answers of a scenario from all others, where they are looked at.
    pub seen: Option<u64>,
}

impl<'a> Context<'a> {
    /// The context of a session with a document.
    pub fn new(session: &'a Session, room: Room) -> Option<Context<'a>> {
        let document = session.document()?;
        Some(Context {
            session,
            document,
            model: document.model(),
            engine: session.analysis().engine()?,
            analysis: session.analysis(),
            room,
            seen: None,
        })
    }

    /// The record the inspector shows.
    pub fn selected(&self) -> Option<&'a Key> {
        self.session.selected()
    }

    /// True if the record is selected.
    pub fn is_selected(&self, key: &Key) -> bool {
        self.session.selection().contains(key)
    }

    /// The day the answers are for.
    pub fn day(&self) -> Date {
        self.session.day()
    }

    /// Names one state of one document: the key of everything a panel keeps that follows from the
    /// facts alone.
    pub fn stamp(&self) -> (u64, u64) {
        (self.session.n_documents(), self.document.revision())
    }

    /// Names the model and the day the engine answers for: the key of everything a panel keeps that
    /// follows from answers.
    pub fn answers(&self) -> (u64, u64) {
        let answers = self.seen.unwrap_or_else(|| self.analysis.nth());
        (self.session.n_documents(), answers)
    }

    /// The HR system as it would be in a scenario; as it is without one, or before it is worked
    /// out. The model is the scenario's: a change made from it is none of the open model.
    pub fn in_scenario(&self, scenario: Option<&Scenario>) -> Context<'a> {
        let all = self.session.scenarios();
        match scenario.and_then(|one| all.answers(one.id())) {
            Some((engine, nth)) => Context {
                model: engine.model(),
                engine,
                seen: Some(nth),
                ..*self
            },
            None => *self,
        }
    }

    /// The HR system of another model than the open one; `nth` tells its answers from all others.
    pub fn in_model<'b>(&self, engine: &'b Arc<Engine>, nth: u64) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            model: engine.model(),
            engine,
            seen: Some(nth),
            ..*self
        }
    }

    /// The HR system as it is seen: with the one who stands in, in the scenario that was chosen for
    /// it, or as it is.
    pub fn as_seen(&self) -> Context<'a> {
        if let Some((stand_in, nth)) = self.session.stand_in() {
            return Context {
                model: stand_in.engine.model(),
                engine: &stand_in.engine,
                seen: Some(nth),
                ..*self
            };
        }
        self.in_scenario(self.session.scenarios().seen_in())
    }

    /// True if the engine answers for the model as it is. What decides anything waits for it.
    pub fn is_current(&self) -> bool {
        self.analysis.is_current()
    }

    /// True if the model is worked on in threads.
    pub fn is_large(&self) -> bool {
        self.model.principals().len() > self.session.patience().people
    }

    /// True if what follows from the model is worked out in the frame.
    pub fn at_once(&self) -> bool {
        !self.is_large()
    }
}

/// Draws again when a thread has something.
pub fn wake(ctx: &egui::Context) -> impl FnOnce() + Send + 'static {
    let ctx = ctx.clone();
    move || ctx.request_repaint()
}

/// How much room the window has, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Width of the window.
    pub width: f32,
    /// Height of the window.
    pub height: f32,
}

impl Room {
    /// The room there is now.
    pub fn of(ctx: &egui::Context) -> Room {
        let size = ctx.content_rect().size();
        Room {
            width: size.x,
            height: size.y,
        }
    }

    /// Icons only in the rail, the inspector narrower.
    pub fn is_small(self) -> bool {
        self.width < 1400.0
    }

    /// Zoomed in on a small screen: the top bar keeps only what has no other place.
    pub fn is_cramped(self) -> bool {
        self.width < 860.0
    }

    /// Width of the panels at the right, until they are drawn wider.
    pub fn side(self) -> f32 {
        if self.is_small() {
            size::INSPECTOR_SMALL
        } else {
            size::INSPECTOR
        }
    }

    /// The inspector lies over the workspace.
    pub fn is_narrow(self) -> bool {
        self.width < 1100.0
    }
}

/// The sign of a record's kind.
pub fn kind_of(model: &Model, key: &Key) -> KindShape {
    match key {
        Key::Principal(id) | Key::PrincipalScope(id) => {
            match model.principals().get(id).map(|person| person.sort) {
                Some(PrincipalSort::ServiceUser) => KindShape::ServiceUser,
                Some(PrincipalSort::External) => KindShape::External,
                _ => KindShape::Person,
            }
        }
        Key::Team(_) => KindShape::Bundle,
        Key::Group(_) => KindShape::Group,
        Key::Role(_) | Key::Assignment(_) | Key::CustomSet(_) | Key::DelegationRule(_) => {
            KindShape::Role
        }
        Key::Permission(_)
        | Key::DirectGrant(_)
        | Key::Implication(_)
        | Key::Requirement(_)
        | Key::Ladder(_)
        | Key::Expectation(_)
        | Key::DutyRule(_) => KindShape::Permission,
        Key::Module(_) => KindShape::Module,
        Key::Switch(_) => KindShape::Switch,
        Key::Guard(_) | Key::Suppression(_) => KindShape::Guard,
        Key::Field(_) | Key::Reach(_) | Key::Label(_) | Key::Kind(_) | Key::Item(_) => {
            KindShape::Data
        }
    }
}
