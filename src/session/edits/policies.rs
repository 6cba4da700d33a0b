//! The rules of a model as values one can fill in: a new one is a draft that changes nothing until
//! it is added; an edit is one change, named after the part that was edited.

use crate::model::{
    DelegationRule, Dependent, Edit, Effect, Guard, Implication, Key, LevelId, Model, PermissionId,
    PermissionRef, Record, Requirement, RoleId, Scope, Suppression, Switch, Who, slug,
};

use crate::model::Change;

/// The sorts of rules, in the order they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A named yes or no.
    Switch,
    /// Takes a permission out of what some roles give.
    Suppression,
    /// A final no.
    Guard,
    /// One right brings another.
    Implication,
    /// A main permission and its dependents.
    Requirement,
    /// Who may do which administrative act.
    Delegation,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Sort; 6] = [
        Sort::Switch,
        Sort::Suppression,
        Sort::Guard,
        Sort::Implication,
        Sort::Requirement,
        Sort::Delegation,
    ];

    /// The head of its list.
    pub fn heading(self) -> &'static str {
        match self {
            Sort::Switch => "Switches",
            Sort::Suppression => "Suppressions",
            Sort::Guard => "Guards",
            Sort::Implication => "Implications",
            Sort::Requirement => "Requirements",
            Sort::Delegation => "Delegation",
        }
    }

    /// One of them, as in "add a guard".
    pub fn word(self) -> &'static str {
        match self {
            Sort::Switch => "switch",
            Sort::Suppression => "suppression",
            Sort::Guard => "guard",
            Sort::Implication => "implication",
            Sort::Requirement => "requirement",
            Sort::Delegation => "delegation rule",
        }
    }

    /// What such a rule is for.
    pub fn purpose(self) -> &'static str {
        match self {
            Sort::Switch => "A named yes or no that grants and other rules can wait for",
            Sort::Suppression => "Takes a permission out of what some roles give",
            Sort::Guard => "A final no: nothing else overrides it",
            Sort::Implication => "Whoever has one permission has another as well",
            Sort::Requirement => "On each role a permission reaches no further than others",
            Sort::Delegation => "Who may give roles, set permissions and do the rest",
        }
    }
}

/// A rule that can be filled in. What is not chosen yet is empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// A switch.
    Switch(Switch),
    /// A suppression.
    Suppression(Suppression),
    /// A guard.
    Guard(Guard),
    /// An implication.
    Implication(Implication),
    /// A requirement.
    Requirement(Requirement),
    /// A delegation rule.
    Delegation(DelegationRule),
}

impl Rule {
    /// A rule of the model; none if the key names something else.
    pub fn of(model: &Model, key: &Key) -> Option<Rule> {
        Some(match key {
            Key::Switch(id) => Rule::Switch(model.switches().get(id)?.clone()),
            Key::Suppression(id) => Rule::Suppression(model.suppressions().get(id)?.clone()),
            Key::Guard(id) => Rule::Guard(model.guards().get(id)?.clone()),
            Key::Implication(id) => Rule::Implication(model.implications().get(id)?.clone()),
            Key::Requirement(id) => Rule::Requirement(model.requirements().get(id)?.clone()),
            Key::DelegationRule(id) => Rule::Delegation(model.delegation().get(id)?.clone()),
            _ => return None,
        })
    }

    /// A rule nothing is chosen in yet.
    pub fn blank(sort: Sort) -> Rule {
        let (no_permission, no_level) = (PermissionId::from(""), LevelId::from(""));
        match sort {
            Sort::Switch => Rule::Switch(Switch {
                id: "".into(),
                name: String::new(),
                on: false,
                flipped_by: None,
            }),
            Sort::Suppression => Rule::Suppression(Suppression {
                id: "".into(),
                name: String::new(),
                roles: Vec::new(),
                permission: "".into(),
                switch: None,
                mode: None,
            }),
            Sort::Guard => Rule::Guard(Guard {
                id: "".into(),
                name: String::new(),
                permission: "".into(),
                level: None,
                who: Who::Anyone,
                on: Scope::UNSET,
                except: Vec::new(),
                switch: None,
            }),
            Sort::Implication => Rule::Implication(Implication {
                id: "".into(),
                permission: no_permission,
                level: no_level.clone(),
                implies: "".into(),
                at: no_level,
                kind: None,
            }),
            Sort::Requirement => Rule::Requirement(Requirement {
                id: "".into(),
                main: no_permission,
                dependents: Vec::new(),
            }),
            Sort::Delegation => Rule::Delegation(DelegationRule {
                id: "".into(),
                name: String::new(),
                effect: Effect::Allow,
                acts: Vec::new(),
                by: Who::Anyone,
                holding: None,
                subject: None,
                roles: None,
            }),
        }
    }

    /// Its sort.
    pub fn sort(&self) -> Sort {
        match self {
            Rule::Switch(_) => Sort::Switch,
            Rule::Suppression(_) => Sort::Suppression,
            Rule::Guard(_) => Sort::Guard,
            Rule::Implication(_) => Sort::Implication,
            Rule::Requirement(_) => Sort::Requirement,
            Rule::Delegation(_) => Sort::Delegation,
        }
    }

    /// Its name, for sorts that have one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Rule::Switch(one) => Some(&one.name),
            Rule::Suppression(one) => Some(&one.name),
            Rule::Guard(one) => Some(&one.name),
            Rule::Delegation(one) => Some(&one.name),
            Rule::Implication(_) | Rule::Requirement(_) => None,
        }
    }

    /// The same under another name.
    pub fn named(mut self, name: &str) -> Rule {
        let name = name.to_owned();
        match &mut self {
            Rule::Switch(one) => one.name = name,
            Rule::Suppression(one) => one.name = name,
            Rule::Guard(one) => one.name = name,
            Rule::Delegation(one) => one.name = name,
            Rule::Implication(_) | Rule::Requirement(_) => {}
        }
        self
    }

    /// What is still to be chosen, first things first.
    pub fn missing(&self) -> Option<&'static str> {
        let no_name = self.name().is_some_and(|name| name.trim().is_empty());
        let no_ref = |one: &PermissionRef| one.as_str().is_empty();
        let chosen = match self {
            Rule::Switch(_) | Rule::Delegation(_) => None,
            Rule::Suppression(one) if one.roles.is_empty() => Some("Choose the roles it is about"),
            Rule::Suppression(one) if no_ref(&one.permission) => {
                Some("Choose the permission it takes away")
            }
            Rule::Guard(one) if no_ref(&one.permission) => Some("Choose the permission it stops"),
            Rule::Implication(one) if one.permission.as_str().is_empty() => {
                Some("Choose the permission that brings another")
            }
            Rule::Implication(one) if no_ref(&one.implies) => {
                Some("Choose the permission it brings")
            }
            Rule::Requirement(one) if one.main.as_str().is_empty() => {
                Some("Choose the main permission")
            }
            Rule::Requirement(one) if one.dependents.is_empty() => {
                Some("Choose at least one permission it needs")
            }
            _ => None,
        };
        chosen.or(no_name.then_some("Give it a name: it is the reason people read"))
    }

    /// The key it has in the model.
    pub fn key(&self) -> Key {
        match self {
            Rule::Switch(one) => Key::Switch(one.id.clone()),
            Rule::Suppression(one) => Key::Suppression(one.id.clone()),
            Rule::Guard(one) => Key::Guard(one.id.clone()),
            Rule::Implication(one) => Key::Implication(one.id.clone()),
            Rule::Requirement(one) => Key::Requirement(one.id.clone()),
            Rule::Delegation(one) => Key::DelegationRule(one.id.clone()),
        }
    }

    fn record(self) -> Record {
        let name = self.name().unwrap_or_default().trim().to_owned();
        match self.named(&name) {
            Rule::Switch(one) => one.into(),
            Rule::Suppression(one) => one.into(),
            Rule::Guard(one) => one.into(),
            Rule::Implication(one) => one.into(),
            Rule::Requirement(one) => one.into(),
            Rule::Delegation(one) => one.into(),
        }
    }

    /// "the guard Private feedback", "what Add candidate brings".
    fn words(&self, model: &Model) -> String {
        let title = |id: &PermissionId| model.title(&Key::Permission(id.clone()));
        match self {
            Rule::Implication(one) => format!("what {} brings", title(&one.permission)),
            Rule::Requirement(one) => format!("what {} needs", title(&one.main)),
            other => format!(
                "the {} {}",
                other.sort().word(),
                other.name().unwrap_or_default().trim()
            ),
        }
    }

    /// Under which id a new one is kept.
    fn with_id(mut self, model: &Model) -> Rule {
        let base = match &self {
            Rule::Implication(one) => format!("{} {}", one.permission, one.implies.base()),
            Rule::Requirement(one) => format!("{} needs", one.main),
            other => other.name().unwrap_or_default().to_owned(),
        };
        let free = |key: &dyn Fn(&str) -> Key| slug(&base, |id| model.contains(&key(id)));
        match &mut self {
            Rule::Switch(one) => one.id = free(&|id| Key::Switch(id.into())).into(),
            Rule::Suppression(one) => one.id = free(&|id| Key::Suppression(id.into())).into(),
            Rule::Guard(one) => one.id = free(&|id| Key::Guard(id.into())).into(),
            Rule::Implication(one) => one.id = free(&|id| Key::Implication(id.into())).into(),
            Rule::Requirement(one) => one.id = free(&|id| Key::Requirement(id.into())).into(),
            Rule::Delegation(one) => one.id = free(&|id| Key::DelegationRule(id.into())).into(),
        }
        self
    }
}

/// Adds a rule that is whole.
pub fn add(model: &Model, rule: Rule) -> (Change, Key) {
    let rule = rule.with_id(model);
    let label = match &rule {
        Rule::Implication(one) => format!(
            "let {} bring {}",
            model.title(&Key::Permission(one.permission.clone())),
            model.title(&Key::Permission(one.implies.base()))
        ),
        Rule::Requirement(one) => format!(
            "let {} need {}",
            model.title(&Key::Permission(one.main.clone())),
            needs(model, one)
        ),
        other => format!("add {}", other.words(model)),
    };
    let key = rule.key();
    (Change::new(label, vec![Edit::put(rule.record())]), key)
}

/// The dependents of a requirement by name.
pub fn needs(model: &Model, of: &Requirement) -> String {
    let title = |one: &Dependent| model.title(&Key::Permission(one.permission.clone()));
    let names: Vec<String> = of.dependents.iter().map(title).collect();
    names.join(" and ")
}

/// Changes a rule. `part` says what of it: "whom it stops". None if nothing differs.
pub fn change(model: &Model, rule: Rule, part: &str) -> Option<Change> {
    let old = Rule::of(model, &rule.key())?;
    if old == rule {
        return None;
    }
    let label = match (old.name(), rule.name()) {
        (Some(was), Some(now)) if was != now => {
            format!("rename {} to {}", old.words(model), now.trim())
        }
        _ => format!("change {} ({part})", old.words(model)),
    };
    Some(Change::new(label, vec![Edit::put(rule.record())]))
}

/// Roles on a list, or off it.
pub fn toggled(list: &[RoleId], role: &RoleId) -> Vec<RoleId> {
    let mut list = list.to_vec();
    match list.iter().position(|one| one == role) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(role.clone()),
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    #[test]
    fn a_draft_says_what_is_missing_and_is_one_named_step() {
        let mut model = Model::default();
        let start = vec![Edit::put(Role::new("admin", "Admin"))];
        model.apply(&Change::new("start", start)).unwrap();
        let mut draft = Rule::blank(Sort::Switch);
        assert!(draft.missing().is_some());
        draft = draft.named(" Private feedback ");
        assert_eq!(draft.missing(), None);
        let (change, key) = add(&model, draft);
        assert_eq!(change.label, "add the switch Private feedback");
        model.apply(&change).unwrap();
        let Some(Rule::Switch(mut switch)) = Rule::of(&model, &key) else {
            unreachable!("it was put there");
        };
        switch.flipped_by = Some(vec!["admin".into()]);
        let change = super::change(&model, Rule::Switch(switch.clone()), "who flips it").unwrap();
        let label = "change the switch Private feedback (who flips it)";
        assert_eq!(change.label, label);
        model.apply(&change).unwrap();
        assert!(super::change(&model, Rule::Switch(switch), "").is_none());
    }

    #[test]
    fn every_sort_begins_with_something_to_choose() {
        for sort in Sort::ALL {
            let blank = Rule::blank(sort);
            assert_eq!(blank.sort(), sort);
            assert!(blank.missing().is_some(), "{sort:?}");
        }
    }
}
