//! A rule as a sentence to read.

use super::words::{Words, capital};
use crate::model::{
    DelegationRule, Effect, Guard, Implication, ImplicationKind, Key, LevelId, Model,
    PermissionRef, Requirement, Suppression, SuppressionMode, SwitchId, Who,
};

impl Words<'_> {
    /// A rule as a sentence; none if the key names something else.
    pub fn rule(&self, key: &Key) -> Option<String> {
        let model = self.model();
        Some(match key {
            Key::Switch(id) => switch(model, id),
            Key::Suppression(id) => suppression(model, model.suppressions().get(id)?),
            Key::Guard(id) => guard(self, model.guards().get(id)?),
            Key::Implication(id) => implication(model, model.implications().get(id)?),
            Key::Requirement(id) => requirement(model, model.requirements().get(id)?),
            Key::DelegationRule(id) => delegation(self, model.delegation().get(id)?),
            _ => return None,
        })
    }
}

fn names(model: &Model, keys: impl Iterator<Item = Key>) -> String {
    let names: Vec<String> = keys.map(|key| model.title(&key)).collect();
    match names.split_last() {
        None => "no role".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn permission(model: &Model, named: &PermissionRef) -> String {
    let name = model.title(&Key::Permission(named.base()));
    if named.is_parts_only() {
        format!("every part of {name}")
    } else {
        name
    }
}

fn at_level(level: &LevelId) -> String {
    match level.as_str() {
        "yes" => String::new(),
        other => format!(" at {other}"),
    }
}

fn while_on(model: &Model, switch: Option<&SwitchId>) -> String {
    let Some(id) = switch else {
        return String::new();
    };
    let state = match model.switches().get(id) {
        Some(switch) if switch.on => "on",
        _ => "off",
    };
    let name = model.title(&Key::Switch(id.clone()));
    format!(" while “{name}” is on (it is {state})")
}

fn switch(model: &Model, id: &SwitchId) -> String {
    let Some(switch) = model.switches().get(id) else {
        return String::new();
    };
    let state = if switch.on { "On" } else { "Off" };
    let n = model.uses_of(&Key::Switch(id.clone())).len();
    let used = match n {
        0 => "nothing needs it".to_owned(),
        1 => "needed in 1 place".to_owned(),
        n => format!("needed in {n} places"),
    };
    let by = match &switch.flipped_by {
        None => String::new(),
        Some(roles) if roles.is_empty() => ", flipped by no one".to_owned(),
        Some(roles) => format!(
            ", flipped by holders of {}",
            names(model, roles.iter().cloned().map(Key::Role))
        ),
    };
    format!("{state}, {used}{by}")
}

fn suppression(model: &Model, of: &Suppression) -> String {
    let roles = names(model, of.roles.iter().cloned().map(Key::Role));
    let what = permission(model, &of.permission);
    let when = while_on(model, of.switch.as_ref());
    match of.mode.unwrap_or(model.settings().suppression) {
        SuppressionMode::Source => {
            format!("{roles} does not give {what}{when}; other ways to it stay")
        }
        SuppressionMode::Person => {
            format!("Whoever holds {roles} does not have {what}{when}, whatever else gives it")
        }
    }
}

fn guard(words: &Words<'_>, of: &Guard) -> String {
    let model = words.model();
    let what = permission(model, &of.permission);
    let level = of.level.as_ref().map(at_level).unwrap_or_default();
    let who = match &of.who {
        Who::Not(others) => format!("everyone but {}", words.who(others)),
        who => words.who(who),
    };
    let mut text = format!("Stops {who} from {what}{level}");
    if !of.on.is_unset() {
        text.push_str(&format!(" on {}", words.scope(&of.on)));
    }
    for except in &of.except {
        text.push_str(&format!(", except {}", words.who(&except.who)));
        if !except.on.is_unset() {
            text.push_str(&format!(" on {}", words.scope(&except.on)));
        }
    }
    text.push_str(&while_on(model, of.switch.as_ref()));
    text
}

fn implication(model: &Model, of: &Implication) -> String {
    let first = model.title(&Key::Permission(of.permission.clone()));
    let then = permission(model, &of.implies);
    let (from, at) = (at_level(&of.level), at_level(&of.at));
    match of.kind.unwrap_or(model.settings().implication) {
        ImplicationKind::Hard => {
            format!("Whoever has {first}{from} also has {then}{at}, with the same reach")
        }
        ImplicationKind::Preset => {
            format!("Giving {first}{from} ticks {then}{at}; it can be unticked")
        }
    }
}

fn requirement(model: &Model, of: &Requirement) -> String {
    let main = model.title(&Key::Permission(of.main.clone()));
    let needs: Vec<String> = of
        .dependents
        .iter()
        .map(|dependent| {
            let name = model.title(&Key::Permission(dependent.permission.clone()));
            match &dependent.level {
                Some(level) => format!("{name}{}", at_level(level)),
                None => name,
            }
        })
        .collect();
    format!(
        "{main} reaches no further than {} on the same role",
        needs.join(" and ")
    )
}

fn delegation(words: &Words<'_>, of: &DelegationRule) -> String {
    let model = words.model();
    let verb = match of.effect {
        Effect::Allow => "may",
        Effect::Deny => "may not",
    };
    let acts = if of.acts.is_empty() {
        "do anything".to_owned()
    } else {
        let acts: Vec<&str> = of.acts.iter().map(|act| act.words()).collect();
        acts.join(", ")
    };
    let mut text = format!("{} {verb} {acts}", words.who(&of.by));
    if let Some(holding) = &of.holding {
        let name = model.title(&Key::Permission(holding.permission.clone()));
        text.push_str(&format!(", with {name}{}", at_level(&holding.level)));
    }
    if let Some(subject) = &of.subject {
        text.push_str(&format!(" to {}", words.who(subject)));
    }
    if let Some(roles) = &of.roles {
        text.push_str(&format!(
            ", for the role {}",
            names(model, roles.iter().cloned().map(Key::Role))
        ));
    }
    capital(&text)
}
