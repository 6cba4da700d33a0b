//! READINGS: which settings of the model had a say in an answer. Products differ in them, so each
//! is named with what it is now, what else it could be, and whether the answer would then differ.
//!
//! Two things count as a say: a path of the answer speaks of what the setting settles, or the
//! answer comes out otherwise where the setting is turned. The second is found by asking again.

mod flip;
mod walk;

use std::collections::BTreeSet;

use super::Engine;
use super::answer::{Answer, Question};
use crate::model::{
    Change, Edit, ImplicationId, LineId, ModuleId, PermissionId, ReachId, SuppressionId,
};

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
        // Several readings may follow one setting, which is turned once.
        let mut tried: Vec<(Vec<Edit>, IfTurned)> = Vec::new();
        let mut uses: Vec<SettingUse> = Vec::new();
        for reading in spoken_of.iter().chain(&self.turnable(question)) {
            let is_known = uses.iter().any(|one| one.reading == *reading);
            let Some((name, now)) = self.said(reading).filter(|_| !is_known) else {
                continue;
            };
            let turned = self.other(reading).and_then(|(value, change)| {
                let known = tried.iter().find(|(edits, _)| *edits == change.edits);
                let effect = match known {
                    // What no path speaks of is told once.
                    Some(_) if !spoken_of.contains(reading) => return None,
                    Some((_, effect)) => *effect,
                    None => self.effect_of(&change, &answer)?,
                };
                tried.push((change.edits.clone(), effect));
                Some(Turned {
                    value,
                    change,
                    effect,
                })
            });
            let is_felt = turned
                .as_ref()
                .is_some_and(|turned| turned.effect != IfTurned::Nothing);
            if is_felt || spoken_of.contains(reading) {
                uses.push(SettingUse {
                    reading: reading.clone(),
                    name,
                    now,
                    turned,
                });
            }
        }
        uses.sort_by(|a, b| a.reading.cmp(&b.reading));
        uses
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

    /// What would become of an answer; none where the change cannot be made.
    fn effect_of(&self, change: &Change, answer: &Answer) -> Option<IfTurned> {
        let mut model = self.model().clone();
        model.apply(change).ok()?;
        let after = self.again(&model, self.day()).answer(&answer.question);
        Some(if after.allowed != answer.allowed {
            IfTurned::Answer
        } else if after.allowed && ways(&after) != ways(answer) {
            IfTurned::Paths
        } else {
            IfTurned::Nothing
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
        let (sources, implications) = self.sources_of(permission);
        list.extend(implications.into_iter().map(Reading::Implication));
        let suppressions = model.suppressions().iter();
        list.extend(
            suppressions
                .filter(|one| sources.iter().any(|id| model.covers(&one.permission, id)))
                .map(|one| Reading::Suppression(one.id.clone())),
        );
        list
    }

    /// The permissions from which a right can come by implication, itself and the view set of its
    /// module included, and the implications that lead there, the nearest first.
    fn sources_of(&self, permission: &PermissionId) -> (Vec<PermissionId>, Vec<ImplicationId>) {
        let model = self.model();
        let module = model.modules().get(&permission.module());
        let view = module.and_then(|module| module.view_set.clone());
        let mut sources: Vec<PermissionId> = [permission.clone()].into_iter().chain(view).collect();
        let mut found: Vec<ImplicationId> = Vec::new();
        let mut next = 0;
        while let Some(at) = sources.get(next).cloned() {
            next += 1;
            for one in model.implications().iter() {
                if model.covers(&one.implies, &at) && !found.contains(&one.id) {
                    found.push(one.id.clone());
                    if !sources.contains(&one.permission) {
                        sources.push(one.permission.clone());
                    }
                }
            }
        }
        (sources, found)
    }

    /// How sources merge has a say about rights on items in modules with a view set.
    fn merge_of(&self, permission: &PermissionId) -> Option<Reading> {
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
