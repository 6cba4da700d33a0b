//! Edits of expectations: an answer kept as a sentence that must hold.

use crate::engine::{Answer, ItemRef, Words};
use crate::model::{
    Change, Edit, Expectation, ItemSelector, LevelId, Model, On, PermissionId, Reach, Verdict, Who,
    slug,
};

/// What is to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The sentence.
    pub name: String,
    /// Who.
    pub who: Who,
    /// Can or cannot.
    pub verdict: Verdict,
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On what.
    pub on: On,
}

/// Keeps the answer to one question as a sentence that must hold.
pub fn keep_answer(model: &Model, answer: &Answer) -> Change {
    let words = Words::new(model);
    let question = &answer.question;
    let deed = words.deed(&question.permission, question.level.as_str());
    let can = if answer.allowed { "can" } else { "cannot" };
    let target = question.target.title(model);
    let of = if target.is_empty() {
        String::new()
    } else {
        format!(" of {target}")
    };
    let name = format!("{} {can} {deed}{of}", words.person(&question.actor));
    let on = match (&question.target.item, &question.target.person) {
        (Some(ItemRef::Item(id)), _) => On::Items(ItemSelector::Listed(vec![id.clone()])),
        (_, Some(person)) => On::People(Reach::Listed(vec![person.clone()])),
        _ => On::Nothing,
    };
    let held = Held {
        name: name.clone(),
        who: Who::Listed(vec![question.actor.clone()]),
        verdict: if answer.allowed {
            Verdict::Can
        } else {
            Verdict::Cannot
        },
        permission: question.permission.clone(),
        level: question.level.clone(),
        on,
    };
    keep(model, &name, vec![held])
}

/// Keeps sentences that must hold, as one step.
pub fn keep(model: &Model, name: &str, sentences: Vec<Held>) -> Change {
    let mut edits = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for held in sentences {
        let id = slug(&held.name, |id| {
            model.expectations().contains(&id.into()) || taken.iter().any(|known| known == id)
        });
        taken.push(id.clone());
        edits.push(Edit::put(Expectation {
            id: id.as_str().into(),
            name: held.name,
            rules: Vec::new(),
            who: held.who,
            verdict: held.verdict,
            permission: held.permission,
            level: held.level,
            on: held.on,
            date: None,
        }));
    }
    Change::new(format!("expect that {name}"), edits)
}
