//! Eyes that are nobody's: someone who holds one role and nothing else, or is a member of one group
//! and nothing else. The HR system is seen as it would be with one such person more, in the model as
//! it is or in the scenario that is looked at; neither the model nor the file knows of them.

use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::analysis::Analysis;
use super::edits::{groups, roles};
use super::{Background, Patience, Session};
use crate::engine::{Engine, Words};
use crate::model::{
    Change, Edit, GroupId, Key, Model, Principal, PrincipalId, RoleId, Subject, slug,
};

/// Whose eyes, if no one's in the model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Eyes {
    /// Someone who holds this role alone.
    Role(RoleId),
    /// Someone who is a member of this group alone.
    Group(GroupId),
}

impl Eyes {
    /// The record that says what they have.
    pub fn key(&self) -> Key {
        match self {
            Eyes::Role(id) => Key::Role(id.clone()),
            Eyes::Group(id) => Key::Group(id.clone()),
        }
    }

    /// What they are called.
    pub fn title(&self, model: &Model) -> String {
        let name = model.title(&self.key());
        match self {
            Eyes::Role(_) => format!("Someone with the role {name} alone"),
            Eyes::Group(_) => format!("A member of {name} and nothing else"),
        }
    }

    /// Puts one into a model; returns who it is.
    fn put_into(&self, model: &mut Model) -> Option<PrincipalId> {
        let name = self.title(model);
        let id: PrincipalId = slug(&name, |id| model.principals().contains(&id.into())).into();
        let person = Principal::new(id.clone(), name);
        let born = Change::new("stand in", vec![Edit::put(person)]);
        model.apply(&born).ok()?;
        let given = match self {
            Eyes::Role(role) => roles::assign(model, &Subject::User(id.clone()), role).0,
            Eyes::Group(group) => groups::list(model, group, &id, true)?,
        };
        model.apply(&given).ok()?;
        Some(id)
    }
}

/// One who stands in, with the answers of a model they are in.
#[derive(Debug)]
pub struct StandIn {
    /// Who it is there.
    pub who: PrincipalId,
    /// The answers.
    pub engine: Arc<Engine>,
}

/// For what it was worked out: the number of the answers it rests on, and whose eyes.
type Of = (u64, Eyes);

/// Whose eyes are used instead of someone's.
#[derive(Debug, Default)]
pub(super) struct StandIns {
    eyes: Option<Eyes>,
    made: Background<Of, Option<StandIn>>,
}

impl StandIns {
    /// Brings it up to the answers, or begins to. True if something came.
    pub(super) fn prepare(&mut self, base: &Arc<Engine>, nth: u64, at: &Patience) -> bool {
        let Some(eyes) = self.eyes.clone() else {
            return false;
        };
        let at_once = base.model().principals().len() <= at.people;
        let was = self.made.last_key().cloned();
        let (base, of, wake) = (base.clone(), eyes.clone(), at.wake.clone());
        let work = move || {
            let mut model = base.model().clone();
            let who = of.put_into(&mut model)?;
            let engine = Arc::new(base.again(&model, base.day()));
            Some(StandIn { who, engine })
        };
        self.made
            .get((nth, eyes), at_once, work, move || wake.call());
        self.made.last_key() != was.as_ref()
    }
}

impl Session {
    /// Whose eyes are used, if no one's in the model.
    pub fn eyes(&self) -> Option<&Eyes> {
        self.stand_ins.eyes.as_ref()
    }

    /// Who stands in, and a number that no other answers of this document have. None while it is
    /// worked out, or where someone's own eyes are used.
    pub fn stand_in(&self) -> Option<(&StandIn, u64)> {
        let eyes = self.eyes()?;
        let key = self
            .stand_ins
            .made
            .last_key()
            .filter(|key| key.1 == *eyes)?;
        let stand_in = self.stand_ins.made.latest()?.as_ref().as_ref()?;
        let number = FxBuildHasher.hash_one(key);
        // Those of the open model are counted from 1.
        Some((stand_in, number | (1 << 63)))
    }

    /// Uses the eyes of someone who holds one thing alone.
    pub(super) fn see_through(&mut self, eyes: Option<Eyes>) {
        self.stand_ins.eyes = eyes;
        if self.stand_ins.eyes.is_some() {
            self.seeing_as = None;
        }
    }

    /// Brings the one who stands in up to the answers that are looked at.
    pub(super) fn tend_stand_in(&mut self) -> bool {
        let model = self.document.as_ref().map(|document| document.model());
        let is_there = |eyes: &Eyes| model.is_some_and(|model| model.contains(&eyes.key()));
        if !self.stand_ins.eyes.as_ref().is_some_and(is_there) {
            self.stand_ins.eyes = None;
            return false;
        }
        let open = |analysis: &Analysis| Some((analysis.engine()?.clone(), analysis.nth()));
        let seen = self.scenarios.seen();
        let base = seen.map(|(engine, nth)| (engine.clone(), nth));
        match base.or_else(|| open(&self.analysis)) {
            Some((engine, nth)) => self.stand_ins.prepare(&engine, nth, &self.patience),
            None => false,
        }
    }

    /// With whose eyes the HR system is seen, in words; none = with nobody's.
    pub fn seen_by(&self) -> Option<String> {
        let model = self.document.as_ref()?.model();
        if let Some(eyes) = self.eyes() {
            return Some(eyes.title(model));
        }
        let who = self.seeing_as()?;
        let seen = self.scenarios.seen().map(|(engine, _)| engine.model());
        Some(Words::new(seen.unwrap_or(model)).person(who))
    }
}
