//! What was worked out as of the day, and what a scheme does not say, each by name with a reason.

use super::Note;
use crate::engine::Engine;
use crate::engine::words::Words;
use crate::model::{Account, ImplicationKind, Subject, SwitchId, Window};

fn note(what: impl Into<String>, why: impl Into<String>) -> Note {
    Note {
        what: what.into(),
        why: why.into(),
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

impl Engine {
    pub(super) fn settled(&self) -> Vec<Note> {
        let mut list = Vec::new();
        self.settled_gates(&mut list);
        self.settled_members(&mut list);
        self.settled_windows(&mut list);
        self.settled_rules(&mut list);
        list
    }

    fn settled_gates(&self, list: &mut Vec<Note>) {
        for (account, word) in [
            (Account::Blocked, "blocked"),
            (Account::NotStarted, "not yet active"),
            (Account::Ended, "ended"),
        ] {
            let principals = self.model().principals().iter();
            let n = principals.filter(|p| p.account == account).count();
            if n > 0 {
                let what = count(n, "account", "accounts");
                list.push(note(
                    format!("{what} {word}"),
                    "they hold nothing, also when they can be used again",
                ));
            }
        }
        for (module, gate) in self.model().modules().iter().zip(&self.rights.modules) {
            let what = format!("Module {}", module.name);
            if !gate.on {
                list.push(note(what, "it is off: nothing of it is given"));
            } else if let Some(users) = &gate.users {
                let n = count(users.len(), "user", "users");
                list.push(note(
                    what,
                    format!("only its {n} of today hold rights in it"),
                ));
            }
        }
    }

    fn settled_members(&self, list: &mut Vec<Note>) {
        let words = Words::new(self.model());
        for role in self.model().roles().iter() {
            if let Some(who) = &role.derived {
                let n = self.holders.held(&self.world, &role.id).len();
                list.push(note(
                    format!("Role {}", role.name),
                    format!(
                        "held by {}: becomes its {} of today",
                        words.derived(who),
                        count(n, "holder", "holders")
                    ),
                ));
            }
        }
        for (group, members) in self.model().groups().iter().zip(&self.world.groups) {
            let is_given = |to: &Subject| matches!(to, Subject::Group(id) if *id == group.id);
            let gives = self.model().assignments().iter().any(|a| is_given(&a.to))
                || self.model().direct_grants().iter().any(|d| is_given(&d.to))
                || self.model().custom_sets().iter().any(|s| is_given(&s.of));
            if gives && let Some(condition) = &group.condition {
                list.push(note(
                    format!("Group {}", group.name),
                    format!(
                        "its condition, {}, becomes its {} of today",
                        words.condition(condition),
                        count(members.len(), "member", "members")
                    ),
                ));
            }
        }
    }

    fn settled_windows(&self, list: &mut Vec<Note>) {
        let words = Words::new(self.model());
        for a in self.model().assignments().iter() {
            let role = self.model().roles().get(&a.role);
            let role = role.map_or_else(|| a.role.to_string(), |role| role.name.clone());
            let what = format!("Role {role} of {}", words.subject(&a.to));
            self.settled_window(what, &a.window, list);
        }
        for d in self.model().direct_grants().iter() {
            let name = words.permission(&d.permission.base());
            let what = format!("{name} given to {}", words.subject(&d.to));
            self.settled_window(what, &d.window, list);
        }
    }

    fn settled_window(&self, what: String, window: &Window, list: &mut Vec<Note>) {
        let today = self.day();
        match (window.from, window.until) {
            (Some(from), _) if from > today => {
                let why = format!("begins on {from}: not given yet, and not by itself on that day");
                list.push(note(what, why));
            }
            (_, Some(until)) if until >= today => {
                let why = format!("ends after {until}: given, and not taken away after that day");
                list.push(note(what, why));
            }
            _ => {}
        }
    }

    fn settled_rules(&self, list: &mut Vec<Note>) {
        let model = self.model();
        let words = Words::new(model);
        for set in model.custom_sets().iter() {
            let module = model.modules().get(&set.module);
            let module = module.map_or_else(|| set.module.to_string(), |m| m.name.clone());
            list.push(note(
                format!("Custom set of {} in {module}", words.subject(&set.of)),
                "it replaces what their own unlocked roles give there: worked out",
            ));
        }
        for switch in model.switches().iter() {
            if self.is_switch_used(&switch.id) {
                let state = if switch.on { "on" } else { "off" };
                list.push(note(
                    format!("Switch {}", switch.name),
                    format!("it is {state}: what needs it is worked out"),
                ));
            }
        }
        for (suppression, known) in model.suppressions().iter().zip(&self.rights.suppressions) {
            if known.is_active {
                list.push(note(
                    format!("Suppression {}", suppression.name),
                    "what it takes away is not given",
                ));
            }
        }
        let kind = model.settings().implication;
        let hard = model.implications().iter();
        let n = hard
            .filter(|i| i.kind.unwrap_or(kind) == ImplicationKind::Hard)
            .count();
        if n > 0 {
            list.push(note(
                count(n, "implication", "implications"),
                "what they bring is written out as rules",
            ));
        }
    }

    fn is_switch_used(&self, id: &SwitchId) -> bool {
        let model = self.model();
        let is = |switch: &Option<SwitchId>| switch.as_ref() == Some(id);
        let mut grants = model
            .roles()
            .iter()
            .flat_map(|role| &role.grants)
            .chain(model.custom_sets().iter().flat_map(|set| &set.grants));
        grants.any(|grant| is(&grant.switch))
            || model.direct_grants().iter().any(|d| is(&d.switch))
            || model.suppressions().iter().any(|s| is(&s.switch))
            || model.guards().iter().any(|g| is(&g.switch))
    }

    pub(super) fn unsaid(&self) -> Vec<Note> {
        let model = self.model();
        let rules = [
            (model.requirements().len(), "requirement", "requirements"),
            (
                model.delegation().len(),
                "delegation rule",
                "delegation rules",
            ),
            (model.expectations().len(), "expectation", "expectations"),
            (model.duties().len(), "duty rule", "duty rules"),
        ];
        let why = "about the model and not about today's access";
        rules
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, many)| note(count(n, one, many), why))
            .collect()
    }
}
