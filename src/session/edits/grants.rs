//! Edits of what a role or a custom set grants, one cell of the grid at a time.

use crate::engine::capital;
use crate::model::{
    About, Change, CustomSetId, Edit, Grant, ImplicationKind, ItemSelector, Key, LevelId, Model,
    ModuleId, PermissionId, PermissionRef, Reach, Record, RoleId, Scope, Subject, SwitchId,
};

/// What bears grants: a column of the grid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A role.
    Role(RoleId),
    /// A custom set.
    Set(CustomSetId),
}

impl Bearer {
    /// The record.
    pub fn key(&self) -> Key {
        match self {
            Bearer::Role(id) => Key::Role(id.clone()),
            Bearer::Set(id) => Key::CustomSet(id.clone()),
        }
    }

    /// The bearer a key names, if it names one.
    pub fn of_key(key: &Key) -> Option<Bearer> {
        match key {
            Key::Role(id) => Some(Bearer::Role(id.clone())),
            Key::CustomSet(id) => Some(Bearer::Set(id.clone())),
            _ => None,
        }
    }

    /// Its grants.
    pub fn grants<'m>(&self, model: &'m Model) -> &'m [Grant] {
        match self {
            Bearer::Role(id) => model.roles().get(id).map_or(&[], |role| &role.grants),
            Bearer::Set(id) => model.custom_sets().get(id).map_or(&[], |set| &set.grants),
        }
    }

    /// What people call it.
    pub fn title(&self, model: &Model) -> String {
        match self {
            Bearer::Role(id) => model.title(&Key::Role(id.clone())),
            Bearer::Set(id) => match model.custom_sets().get(id) {
                Some(set) => {
                    let name = subject_title(model, &set.of);
                    let end = if name.ends_with('s') { "" } else { "s" };
                    format!("{name}’{end} own set")
                }
                None => id.to_string(),
            },
        }
    }

    /// The module it is confined to, for a custom set.
    pub fn module(&self, model: &Model) -> Option<ModuleId> {
        match self {
            Bearer::Role(_) => None,
            Bearer::Set(id) => model.custom_sets().get(id).map(|set| set.module.clone()),
        }
    }

    fn with(&self, model: &Model, change: impl FnOnce(&mut Vec<Grant>)) -> Option<Record> {
        match self {
            Bearer::Role(id) => {
                let mut role = model.roles().get(id)?.clone();
                change(&mut role.grants);
                Some(role.into())
            }
            Bearer::Set(id) => {
                let mut set = model.custom_sets().get(id)?.clone();
                change(&mut set.grants);
                Some(set.into())
            }
        }
    }

    fn edit(
        &self,
        model: &Model,
        label: String,
        change: impl FnOnce(&mut Vec<Grant>),
    ) -> Option<Change> {
        let record = self.with(model, change)?;
        (model.record(&self.key()).as_ref() != Some(&record))
            .then(|| Change::new(label, vec![Edit::put(record)]))
    }
}

/// A user or a group by name.
pub fn subject_title(model: &Model, subject: &Subject) -> String {
    match subject {
        Subject::User(id) => model.title(&Key::Principal(id.clone())),
        Subject::Group(id) => model.title(&Key::Group(id.clone())),
    }
}

/// Places of the grants on just this permission, highest level first.
pub fn own(model: &Model, bearer: &Bearer, permission: &PermissionId) -> Vec<usize> {
    let grants = bearer.grants(model);
    let ladder = model.ladder_of(permission);
    let rank = |at: &usize| {
        let level = grants.get(*at).map(|grant| &grant.level);
        level
            .and_then(|level| ladder?.rank(level))
            .unwrap_or_default()
    };
    let mut list: Vec<usize> = grants
        .iter()
        .enumerate()
        .filter(|(_, grant)| grant.permission.as_str() == permission.as_str())
        .map(|(at, _)| at)
        .collect();
    list.sort_by_key(|at| std::cmp::Reverse(rank(at)));
    list
}

/// A level and a permission as they stand in the name of a step: "View Salary".
pub fn deed(model: &Model, permission: &PermissionId, level: &LevelId) -> String {
    let name = model.title(&Key::Permission(permission.clone()));
    match level.as_str() {
        "yes" => name,
        "masked" => format!("Masked {name}"),
        other => format!("{} {name}", capital(other)),
    }
}

/// Sets the level of a cell by rank; 0 takes away all the bearer itself grants there. A cell with
/// several grants keeps the others: the highest one is set.
pub fn set_level(
    model: &Model,
    bearer: &Bearer,
    permission: &PermissionId,
    rank: usize,
) -> Option<Change> {
    let ladder = model.ladder_of(permission)?;
    let rank = rank.min(ladder.levels.len().saturating_sub(1));
    if rank == 0 {
        return clear(model, bearer, permission);
    }
    let level = ladder.level(rank)?.clone();
    let title = bearer.title(model);
    match own(model, bearer, permission).first() {
        Some(at) => set_level_of(model, bearer, *at, &level),
        None => {
            let on = proposed_scope(model, bearer, permission);
            let presets = presets(model, bearer, permission, rank, &on);
            let mut label = format!("give {title} {}", deed(model, permission, &level));
            if !presets.is_empty() {
                label.push_str(&format!(" with {} that go with it", presets.len()));
            }
            bearer.edit(model, label, |grants| {
                grants.push(grant(permission, level, on));
                grants.extend(presets);
            })
        }
    }
}

/// Sets the level of one grant.
pub fn set_level_of(model: &Model, bearer: &Bearer, at: usize, level: &LevelId) -> Option<Change> {
    let permission = bearer.grants(model).get(at)?.permission.base();
    let label = format!(
        "give {} {}",
        bearer.title(model),
        deed(model, &permission, level)
    );
    bearer.edit(model, label, |grants| {
        if let Some(grant) = grants.get_mut(at) {
            grant.level = level.clone();
        }
    })
}

/// Sets on whom and on what one grant works. `words` says it in the name of the step.
pub fn set_scope(
    model: &Model,
    bearer: &Bearer,
    at: usize,
    on: Scope,
    words: &str,
) -> Option<Change> {
    let permission = bearer.grants(model).get(at)?.permission.base();
    let name = model.title(&Key::Permission(permission));
    let label = format!("let {} reach {words} with {name}", bearer.title(model));
    bearer.edit(model, label, |grants| {
        if let Some(grant) = grants.get_mut(at) {
            grant.on = on;
        }
    })
}

/// Makes one grant need a switch, or no switch.
pub fn set_switch(
    model: &Model,
    bearer: &Bearer,
    at: usize,
    switch: Option<SwitchId>,
) -> Option<Change> {
    let permission = bearer.grants(model).get(at)?.permission.base();
    let name = model.title(&Key::Permission(permission));
    let label = match &switch {
        Some(id) => format!(
            "give {} {name} only while {} is on",
            bearer.title(model),
            model.title(&Key::Switch(id.clone()))
        ),
        None => format!("give {} {name} whatever the switches", bearer.title(model)),
    };
    bearer.edit(model, label, |grants| {
        if let Some(grant) = grants.get_mut(at) {
            grant.switch = switch;
        }
    })
}

/// Takes one grant away.
pub fn take(model: &Model, bearer: &Bearer, at: usize) -> Option<Change> {
    let grant = bearer.grants(model).get(at)?;
    let name = model.title(&Key::Permission(grant.permission.base()));
    let label = format!("take {name} from {}", bearer.title(model));
    bearer.edit(model, label, |grants| {
        if at < grants.len() {
            grants.remove(at);
        }
    })
}

/// Takes away everything the bearer itself grants on a permission.
pub fn clear(model: &Model, bearer: &Bearer, permission: &PermissionId) -> Option<Change> {
    let name = model.title(&Key::Permission(permission.clone()));
    let label = format!("take {name} from {}", bearer.title(model));
    bearer.edit(model, label, |grants| {
        grants.retain(|grant| grant.permission.as_str() != permission.as_str());
    })
}

/// Takes away what the bearer grants on a permission, as it is named in the grant, at a level.
pub fn take_level(
    model: &Model,
    bearer: &Bearer,
    permission: &str,
    level: &LevelId,
) -> Option<Change> {
    let base = PermissionRef::from(permission).base();
    let label = format!(
        "take {} from {}",
        deed(model, &base, level),
        bearer.title(model)
    );
    bearer.edit(model, label, |grants| {
        grants.retain(|grant| grant.permission.as_str() != permission || grant.level != *level);
    })
}

/// Adds another grant on a permission the bearer already grants, at the same level.
pub fn add_another(model: &Model, bearer: &Bearer, permission: &PermissionId) -> Option<Change> {
    let at = *own(model, bearer, permission).first()?;
    let first = bearer.grants(model).get(at)?.clone();
    let about = &model.permissions().get(permission)?.about;
    let on = narrowest(about);
    let label = format!(
        "give {} {} on more",
        bearer.title(model),
        deed(model, permission, &first.level)
    );
    bearer.edit(model, label, |grants| {
        grants.push(Grant { on, ..first });
    })
}

fn grant(permission: &PermissionId, level: LevelId, on: Scope) -> Grant {
    Grant {
        permission: permission.into(),
        level,
        on,
        switch: None,
    }
}

/// The least a new grant can reach and still be of use.
pub fn narrowest(about: &About) -> Scope {
    match about {
        About::Nothing => Scope::UNSET,
        About::Item(_) => Scope::items(ItemSelector::CreatedByMe),
        _ => Scope::people(Reach::Oneself),
    }
}

/// On whom a new grant works: as the grant on its parent, or on the nearest permission of the same
/// sort above it in the catalogue; else the least there is.
fn proposed_scope(model: &Model, bearer: &Bearer, permission: &PermissionId) -> Scope {
    let Some(record) = model.permissions().get(permission) else {
        return Scope::UNSET;
    };
    if record.about == About::Nothing {
        return Scope::UNSET;
    }
    let grants = bearer.grants(model);
    if let Some(covering) = grants
        .iter()
        .find(|grant| model.covers(&grant.permission, permission))
    {
        return covering.on.clone();
    }
    // What a view set leaves decides for the rest of its module: no limit of their own needed.
    let module = model.modules().get(&permission.module());
    let view = module.and_then(|module| module.view_set.as_ref());
    if view.is_some_and(|view| view != permission) && !record.about.has_person() {
        return Scope::UNSET;
    }
    let here = model.permissions().position(permission).unwrap_or(0);
    let near = grants
        .iter()
        .filter_map(|grant| {
            let base = grant.permission.base();
            let same = model.permissions().get(&base)?.about == record.about;
            let place = model.permissions().position(&base)?;
            (same && base.module() == permission.module()).then(|| (place.abs_diff(here), grant))
        })
        .min_by_key(|(far, _)| *far);
    near.map_or_else(|| narrowest(&record.about), |(_, grant)| grant.on.clone())
}

/// What a preset ticks along with a permission (A-L7), unless it is granted already.
fn presets(
    model: &Model,
    bearer: &Bearer,
    permission: &PermissionId,
    rank: usize,
    on: &Scope,
) -> Vec<Grant> {
    let held = bearer.grants(model);
    let ladder = model.ladder_of(permission);
    model
        .implications()
        .iter()
        .filter(|implication| {
            let kind = implication.kind.unwrap_or(model.settings().implication);
            let from = ladder.and_then(|ladder| ladder.rank(&implication.level));
            kind == ImplicationKind::Preset
                && implication.permission == *permission
                && from.is_some_and(|from| from <= rank)
        })
        .filter(|implication| {
            let implied = implication.implies.base();
            !held
                .iter()
                .any(|grant| model.covers(&grant.permission, &implied))
        })
        .map(|implication| Grant {
            permission: implication.implies.clone(),
            level: implication.at.clone(),
            on: on.clone(),
            switch: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ladder, Module, Parts, Permission, Role};

    fn model() -> Model {
        let permission = |id: &str, name: &str| Permission {
            id: id.into(),
            name: name.to_owned(),
            ladder: "access".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        };
        let module = Module {
            id: "people".into(),
            name: "People".to_owned(),
            on: true,
            users: None,
            merge: None,
            view_set: None,
            empty_message: None,
        };
        let parts = Parts {
            ladders: vec![Ladder {
                id: "access".into(),
                levels: vec!["none".into(), "view".into(), "edit".into()],
            }],
            modules: vec![module],
            permissions: vec![
                permission("people.job", "Job"),
                permission("people.pay", "Salary"),
            ],
            roles: vec![Role::new("partner", "HR Partner")],
            ..Parts::default()
        };
        parts.into_model().0
    }

    #[test]
    fn a_cell_is_set_raised_narrowed_and_cleared_by_name() {
        let mut model = model();
        let bearer = Bearer::Role("partner".into());
        let pay: PermissionId = "people.pay".into();
        let change = set_level(&model, &bearer, &pay, 1).unwrap();
        assert_eq!(change.label, "give HR Partner View Salary");
        model.apply(&change).unwrap();
        let grant = &bearer.grants(&model)[0];
        assert_eq!(grant.level, "view");
        assert_eq!(grant.on, Scope::people(Reach::Oneself));

        let change = set_scope(
            &model,
            &bearer,
            0,
            Scope::people(Reach::Everyone),
            "everyone",
        );
        let change = change.unwrap();
        assert_eq!(change.label, "let HR Partner reach everyone with Salary");
        model.apply(&change).unwrap();

        // A neighbour starts with the reach of the one beside it.
        let change = set_level(&model, &bearer, &"people.job".into(), 9).unwrap();
        model.apply(&change).unwrap();
        assert_eq!(bearer.grants(&model)[1].on, Scope::people(Reach::Everyone));
        assert_eq!(bearer.grants(&model)[1].level, "edit");

        let change = set_level(&model, &bearer, &pay, 0).unwrap();
        assert_eq!(change.label, "take Salary from HR Partner");
        model.apply(&change).unwrap();
        assert_eq!(bearer.grants(&model).len(), 1);
        assert!(set_level(&model, &bearer, &pay, 0).is_none());
    }
}
