//! What a node of a graph stands for, in full: the lines one reads when pointing at it.

use crate::engine::{Engine, Words, capital};
use crate::model::{
    About, Condition, Grant, Group, Key, KindId, ManagerEdge, Model, Module, Permission, Principal,
    PrincipalId, Role, Subject,
};

use super::scene::{Node, NodeKind, plural};

/// As many grants, roles or people are named.
const MOST: usize = 8;

/// The definition of a node, line by line.
pub fn definition(engine: &Engine, node: &Node) -> Vec<String> {
    let told = Told {
        engine,
        model: engine.model(),
        words: Words::new(engine.model()),
    };
    match &node.record {
        Some(key) => told.record(key),
        None if node.kind == NodeKind::Bundle => told.bundle(&node.members),
        None => node
            .reach
            .as_ref()
            .map(|scope| vec![capital(&told.words.scope(scope))])
            .unwrap_or_default(),
    }
}

struct Told<'e> {
    engine: &'e Engine,
    model: &'e Model,
    words: Words<'e>,
}

impl Told<'_> {
    fn record(&self, key: &Key) -> Vec<String> {
        let model = self.model;
        let lines = match key {
            Key::Principal(id) => model.principals().get(id).map(|one| self.person(one)),
            Key::Group(id) => model.groups().get(id).map(|one| self.group(one)),
            Key::Role(id) => model.roles().get(id).map(|one| self.role(one)),
            Key::CustomSet(id) => model.custom_sets().get(id).map(|set| {
                let mut lines = vec![format!(
                    "Replaces what {} would hold in {}",
                    self.words.subject(&set.of),
                    model.title(&Key::Module(set.module.clone()))
                )];
                lines.extend(self.grants(&set.grants));
                lines
            }),
            Key::Permission(id) => model.permissions().get(id).map(|one| self.permission(one)),
            Key::Module(id) => model.modules().get(id).map(|one| self.module(one)),
            _ => None,
        };
        lines.unwrap_or_default()
    }

    fn bundle(&self, members: &[PrincipalId]) -> Vec<String> {
        let names = members.iter().map(|id| self.words.person(id)).collect();
        vec![listed(names)]
    }

    fn person(&self, one: &Principal) -> Vec<String> {
        let mut lines = Vec::new();
        let fields = self.model.fields().iter();
        let values = fields.filter_map(|field| {
            let value = one.fields.get(&field.id)?;
            Some(format!("{}: {value}", field.name))
        });
        lines.extend(values.take(5));
        let managers = one.managers.iter();
        let managers = managers.map(|ManagerEdge(line, to)| {
            format!(
                "{} manager: {}",
                capital(line.as_str()),
                self.words.person(to)
            )
        });
        lines.extend(managers);
        let groups = self.engine.groups_of(&one.id).into_iter().map(Key::Group);
        let groups: Vec<String> = groups.map(|key| self.model.title(&key)).collect();
        if !groups.is_empty() {
            lines.push(format!("In {}", listed(groups)));
        }
        let roles = self.engine.roles_of(&one.id).into_iter().map(Key::Role);
        let roles: Vec<String> = roles.map(|key| self.model.title(&key)).collect();
        if !roles.is_empty() {
            lines.push(format!("Holds {}", listed(roles)));
        }
        lines
    }

    fn group(&self, one: &Group) -> Vec<String> {
        let mut lines = described(&one.description);
        if let Some(condition) = &one.condition {
            lines.push(format!("Members: {}", self.condition(condition)));
        }
        if !one.listed.is_empty() {
            let names = one.listed.iter().map(|id| self.words.person(id)).collect();
            lines.push(format!("Listed: {}", listed(names)));
        }
        if !one.groups.is_empty() {
            let inside = one.groups.iter().cloned().map(Key::Group);
            let names = inside.map(|key| self.model.title(&key)).collect();
            lines.push(format!("With the members of {}", listed(names)));
        }
        let given = self.model.assignments().iter();
        let given = given.filter(|a| a.to == Subject::Group(one.id.clone()));
        let names: Vec<String> = given
            .map(|a| self.model.title(&Key::Role(a.role.clone())))
            .collect();
        if !names.is_empty() {
            lines.push(format!("Holds {}", listed(names)));
        }
        lines
    }

    fn role(&self, one: &Role) -> Vec<String> {
        let mut lines = described(&one.description);
        if let Some(who) = &one.derived {
            lines.push(format!("Held by {}", self.words.who(who)));
        }
        if !one.scope.is_unset() {
            lines.push(format!("At most {}", self.words.scope(&one.scope)));
        }
        if !one.nested.is_empty() {
            let inside = one.nested.iter().map(|inner| Key::Role(inner.role.clone()));
            let names = inside.map(|key| self.model.title(&key)).collect();
            lines.push(format!("Contains {}", listed(names)));
        }
        lines.extend(self.grants(&one.grants));
        lines
    }

    fn permission(&self, one: &Permission) -> Vec<String> {
        let mut lines = described(&one.description);
        if let Some(ladder) = self.model.ladder_of(&one.id) {
            let levels: Vec<&str> = ladder.levels.iter().map(|level| level.as_str()).collect();
            lines.push(format!("Levels: {}", levels.join(", ")));
        }
        let kind = |ids: &[KindId]| {
            let names = ids.iter().cloned().map(Key::Kind);
            listed(names.map(|key| self.model.title(&key)).collect())
        };
        lines.push(match &one.about {
            About::Nothing => "An action, about nothing further".to_owned(),
            About::Person => "About a person".to_owned(),
            About::Item(id) => format!("About an item: {}", kind(id)),
            About::ItemOfPerson(id) => format!("About an item of a person: {}", kind(id)),
            About::PersonAndItem(id) => format!("About a person and an item: {}", kind(id)),
        });
        let brings = self.model.implications().iter();
        let brings = brings.filter(|i| i.permission == one.id).map(|i| {
            let name = self.words.permission(&i.implies.base());
            format!("At {} it brings {name} at {}", i.level, i.at)
        });
        lines.extend(brings.take(MOST));
        let needs = self.model.requirements().iter();
        let needs = needs
            .filter(|r| r.main == one.id)
            .flat_map(|r| &r.dependents);
        let names: Vec<String> = needs
            .map(|dependent| self.words.permission(&dependent.permission))
            .collect();
        if !names.is_empty() {
            lines.push(format!("Needs {}", listed(names)));
        }
        lines.push(one.id.to_string());
        lines
    }

    fn module(&self, one: &Module) -> Vec<String> {
        let mut lines = vec![match one.on {
            true => "On".to_owned(),
            false => "Off for everyone".to_owned(),
        }];
        if let Some(who) = &one.users {
            lines.push(format!("For {}", self.words.who(who)));
        }
        if let Some(id) = &one.view_set {
            let name = self.words.permission(id);
            lines.push(format!("{name} decides what is seen in it"));
        }
        let all = self.model.permissions().iter();
        let n = all.filter(|p| p.id.module() == one.id).count();
        lines.push(plural(n, "permission", "permissions"));
        lines
    }

    fn grants(&self, grants: &[Grant]) -> Vec<String> {
        let mut lines: Vec<String> = grants
            .iter()
            .take(MOST)
            .map(|grant| {
                let name = self.words.permission(&grant.permission.base());
                let on = match grant.on.is_unset() {
                    true => String::new(),
                    false => format!(", on {}", self.words.scope(&grant.on)),
                };
                format!("Grants {name}: {}{on}", grant.level)
            })
            .collect();
        if grants.len() > MOST {
            lines.push(format!("and {} more grants", grants.len() - MOST));
        }
        lines
    }

    fn condition(&self, condition: &Condition) -> String {
        format!("whose {}", self.words.condition(condition))
    }
}

fn described(description: &str) -> Vec<String> {
    let text = description.trim();
    (!text.is_empty())
        .then(|| text.to_owned())
        .into_iter()
        .collect()
}

fn listed(mut names: Vec<String>) -> String {
    let n_more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    match n_more {
        0 => names.join(", "),
        n => format!("{} and {n} more", names.join(", ")),
    }
}
