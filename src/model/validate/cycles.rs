//! What only shows across records: circles of labels, managers, groups and roles, and custom sets
//! that are there twice.

use rustc_hash::FxHashSet;

use super::Check;
use crate::model::facts::Key;
use crate::model::refs::Path;

impl Check<'_> {
    pub(super) fn label_cycles(&mut self) {
        let model = self.model;
        for label in model.labels().iter() {
            let mut up = label.parent.as_ref();
            let mut n_steps = 0;
            while let Some(id) = up {
                n_steps += 1;
                if *id == label.id || n_steps > model.labels().len() {
                    self.place_at(&Key::Label(label.id.clone()));
                    self.at("parent", |c| {
                        c.error(format!("label `{}` lies below itself", label.name));
                    });
                    break;
                }
                up = model.labels().get(id).and_then(|l| l.parent.as_ref());
            }
        }
        self.path = Path::default();
    }

    /// A line that takes one manager only is a tree; a loop in it cannot be drawn or meant.
    pub(super) fn manager_cycles(&mut self) {
        let model = self.model;
        for line in model.settings().lines.iter().filter(|line| line.single) {
            let n_people = model.principals().len();
            let managers: Vec<Option<usize>> = model
                .principals()
                .iter()
                .map(|p| {
                    let edge = p.managers.iter().find(|edge| edge.0 == line.id)?;
                    model.principals().position(&edge.1)
                })
                .collect();
            // 0 = not seen, otherwise the number of the walk that saw it first.
            let mut seen = vec![0usize; n_people];
            for start in 0..n_people {
                let mut at = start;
                loop {
                    match seen.get(at) {
                        Some(0) => {}
                        Some(&walk) if walk == start + 1 => {
                            self.manager_cycle_at(at, &managers);
                            break;
                        }
                        _ => break,
                    }
                    if let Some(mark) = seen.get_mut(at) {
                        *mark = start + 1;
                    }
                    match managers.get(at).copied().flatten() {
                        Some(up) if up != at => at = up,
                        _ => break,
                    }
                }
            }
        }
        self.path = Path::default();
    }

    pub(super) fn manager_cycle_at(&mut self, at: usize, managers: &[Option<usize>]) {
        let Some(first) = self.model.principals().at(at) else {
            return;
        };
        let key = Key::Principal(first.id.clone());
        let mut names = vec![self.called(at)];
        let mut up = managers.get(at).copied().flatten();
        while let Some(n) = up {
            names.push(self.called(n));
            if n == at || names.len() > 12 {
                break;
            }
            up = managers.get(n).copied().flatten();
        }
        self.place_at(&key);
        self.at("managers", |c| {
            c.error(format!(
                "managers go round in a circle: {}",
                names.join(" → ")
            ));
        });
    }

    /// What people call someone; with the id where two bear the name.
    fn called(&self, at: usize) -> String {
        let people = self.model.principals();
        let Some(one) = people.at(at) else {
            return String::new();
        };
        if people.iter().filter(|p| p.name == one.name).count() > 1 {
            format!("{} ({})", one.name, one.id)
        } else {
            one.name.clone()
        }
    }

    pub(super) fn nesting_cycles(&mut self) {
        let model = self.model;
        for group in model.groups().iter() {
            let inner = |id: &crate::model::ids::GroupId| {
                model
                    .groups()
                    .get(id)
                    .map(|g| g.groups.clone())
                    .unwrap_or_default()
            };
            if reaches_itself(&group.id, inner) {
                self.place_at(&Key::Group(group.id.clone()));
                self.warn(format!(
                    "group `{}` contains itself; its members are those listed and matched along the circle",
                    group.name
                ));
            }
        }
        for role in model.roles().iter() {
            let inner = |id: &crate::model::ids::RoleId| {
                model
                    .roles()
                    .get(id)
                    .map(|r| r.nested.iter().map(|n| n.role.clone()).collect())
                    .unwrap_or_default()
            };
            if reaches_itself(&role.id, inner) {
                self.place_at(&Key::Role(role.id.clone()));
                self.warn(format!(
                    "role `{}` contains itself; each role counts once along the circle",
                    role.name
                ));
            }
        }
        self.path = Path::default();
        self.key = None;
    }

    pub(super) fn custom_sets_once(&mut self) {
        let mut seen = FxHashSet::default();
        for set in self.model.custom_sets().iter() {
            if !seen.insert((&set.of, &set.module)) {
                self.place_at(&Key::CustomSet(set.id.clone()));
                self.error(format!(
                    "there is another custom set of the same subject in module `{}`; one is expected",
                    set.module
                ));
            }
        }
        self.path = Path::default();
        self.key = None;
    }
}

fn reaches_itself<T: Clone + PartialEq>(start: &T, inner: impl Fn(&T) -> Vec<T>) -> bool {
    let mut seen: Vec<T> = Vec::new();
    let mut todo = inner(start);
    while let Some(one) = todo.pop() {
        if one == *start {
            return true;
        }
        if !seen.contains(&one) {
            todo.extend(inner(&one));
            seen.push(one);
        }
    }
    false
}
