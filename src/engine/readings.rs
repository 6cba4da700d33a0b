//! READINGS: which settings of the model had a say in an answer. Products differ in them, so each
//! is named with what it is now, what else it could be, and whether the answer would then differ.
//!
//! Two things count as a say: a path of the answer speaks of what the setting settles, or the
//! answer comes out otherwise where the setting is turned. The second is found by asking again.

mod flip;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use super::answer::{Answer, Question};
use crate::model::{Change, ImplicationId, LineId, ModuleId, ReachId, SuppressionId};

/// A reading in which products differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// Paired or pooled, in a module.
    Merge(ModuleId),
    /// Whether reports include oneself.
    ReportsIncludeOneself,
    /// Whom *everyone* leaves out.
    EveryoneOmits,
    /// Whether *everyone* leaves out external users.
    EveryoneOmitsExternals,
    /// How clauses are joined in a condition that does not say.
    Join,
    /// Whether a manager line counts beyond direct reports.
    Cascade(LineId),
    /// Whether a suppression follows the source or the person.
    Suppression(SuppressionId),
    /// Whether one right brings another for good, or as a preset.
    Implication(ImplicationId),
    /// What a named reach means.
    Reach(ReachId),
}

/// What would become of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfTurned {
    /// The other answer.
    Answer,
    /// The same answer by other paths.
    Paths,
    /// Nothing.
    Nothing,
}

/// The other value of a reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// What it would be.
    pub value: String,
    /// What sets it so.
    pub change: Change,
    /// What would become of the answer.
    pub effect: IfTurned,
}

/// A reading that had a say in an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingUse {
    /// Which.
    pub reading: Reading,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub now: String,
    /// What else it could be; none for a definition, which has no opposite.
    pub turned: Option<Turned>,
}

impl SettingUse {
    /// The reading as one line, for lists and tests.
    pub fn text(&self) -> String {
        let turned = self.turned.as_ref().map(|turned| {
            let then = match turned.effect {
                IfTurned::Answer => "the answer turns",
                IfTurned::Paths => "the same by other paths",
                IfTurned::Nothing => "the same answer",
            };
            format!("; {}: {then}", turned.value)
        });
        format!("{}: {}{}", self.name, self.now, turned.unwrap_or_default())
    }
}

impl Engine {
    /// The readings that had a say in the answer to a question.
    pub fn settings_deciding(&self, question: &Question) -> Vec<SettingUse> {
        let answer = self.answer(question);
        let spoken_of = self.spoken_of(&answer);
        let mut uses: BTreeMap<Reading, SettingUse> = BTreeMap::new();
        for reading in spoken_of.iter().chain(&self.turnable(question)) {
            if uses.contains_key(reading) {
                continue;
            }
            let Some((name, now)) = self.said(reading) else {
                continue;
            };
            let turned = self.turned(reading, &answer);
            let is_felt = turned
                .as_ref()
                .is_some_and(|turned| turned.effect != IfTurned::Nothing);
            if is_felt || spoken_of.contains(reading) {
                let reading = reading.clone();
                uses.insert(
                    reading.clone(),
                    SettingUse {
                        reading,
                        name,
                        now,
                        turned,
                    },
                );
            }
        }
        uses.into_values().collect()
    }

    fn answer(&self, question: &Question) -> Answer {
        let Question {
            actor,
            permission,
            level,
            target,
        } = question;
        self.decide(actor, permission, level, target)
    }

    fn turned(&self, reading: &Reading, answer: &Answer) -> Option<Turned> {
        let (value, change) = self.other(reading)?;
        let mut model = self.model().clone();
        model.apply(&change).ok()?;
        let after = self.again(&model, self.day()).answer(&answer.question);
        let effect = if after.allowed != answer.allowed {
            IfTurned::Answer
        } else if after.allowed && ways(&after) != ways(answer) {
            IfTurned::Paths
        } else {
            IfTurned::Nothing
        };
        Some(Turned {
            value,
            change,
            effect,
        })
    }

    /// Readings that are turned to see whether the answer follows.
    fn turnable(&self, question: &Question) -> Vec<Reading> {
        let model = self.model();
        let settings = model.settings();
        let permission = &question.permission;
        let mut list = vec![Reading::ReportsIncludeOneself, Reading::Join];
        if settings.everyone_omits.is_some() {
            list.push(Reading::EveryoneOmits);
        }
        list.push(Reading::EveryoneOmitsExternals);
        let lines = settings.lines.iter();
        list.extend(lines.map(|line| Reading::Cascade(line.id.clone())));
        list.extend(self.merge_of(permission));
        let suppressions = model.suppressions().iter();
        list.extend(
            suppressions
                .filter(|one| model.covers(&one.permission, permission))
                .map(|one| Reading::Suppression(one.id.clone())),
        );
        let implications = model.implications().iter();
        list.extend(
            implications
                .filter(|one| model.covers(&one.implies, permission))
                .map(|one| Reading::Implication(one.id.clone())),
        );
        list
    }

    /// How sources merge has a say about rights on items in modules with a view set.
    fn merge_of(&self, permission: &crate::model::PermissionId) -> Option<Reading> {
        let module = self.model().modules().get(&permission.module())?;
        let view = module.view_set.as_ref()?;
        let about = &self.model().permissions().get(permission)?.about;
        (view != permission && about.has_item()).then(|| Reading::Merge(module.id.clone()))
    }
}

/// What tells the paths of an answer from those of another.
fn ways(answer: &Answer) -> BTreeSet<(String, bool)> {
    let paths = answer.paths.iter();
    paths.map(|path| (path.key(), path.by_pooling)).collect()
}
