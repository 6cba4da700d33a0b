//! What the rows of a matrix name: modules, permissions, their ladders, and reaches.

use super::{Line, Maker};
use crate::model::{
    About, Edit, Ladder, LadderId, LevelId, Module, ModuleId, NamedReach, Permission, PermissionId,
    Reach, ReachId, Reports, norm, slug,
};
use crate::session::intake::matrix::mapping::Part;
use crate::session::intake::matrix::words::{Level, Range, Said, is_level};

impl<'a> Maker<'a> {
    /// The named reach of a word; a new one where the model has none.
    pub(super) fn reach(&mut self, range: Range) -> ReachId {
        let (name, names): (&str, &[&str]) = match range {
            Range::Own => ("own", &["own", "self", "oneself"]),
            Range::Sub => ("sub", &["sub", "team", "reports"]),
            Range::All => ("all", &["all", "everyone"]),
        };
        let is_named = |reach: &&NamedReach| {
            names.contains(&norm(&reach.name).as_str()) || names.contains(&reach.id.as_str())
        };
        let known = self.model.reaches().iter().chain(&self.reaches);
        if let Some(known) = known.into_iter().find(is_named) {
            return known.id.clone();
        }
        let id = slug(name, |id| self.model.reaches().contains(&id.into()));
        let reach = NamedReach {
            id: id.as_str().into(),
            name: name.to_owned(),
            reach: match range {
                Range::Own => Reach::Oneself,
                Range::Sub => Reach::Reports(Reports {
                    oneself: Some(true),
                    ..Reports::default()
                }),
                Range::All => Reach::Everyone,
            },
        };
        self.reaches.push(reach);
        id.as_str().into()
    }

    /// The permission of a row: one the model has, by its name in its module or by its path; else
    /// a new one.
    pub(super) fn permission(&mut self, line: &Line<'a>) -> (Permission, bool) {
        let name = norm(&line.name);
        let module = self.modules.get(&norm(&line.module)).cloned();
        let known = self.model.permissions().iter().find(|one| {
            let is_in = line.module.is_empty() || module.as_ref() == Some(&one.id.module());
            norm(one.id.as_str()) == name || (is_in && norm(&one.name) == name)
        });
        if let Some(known) = known {
            if !self
                .plan
                .modules
                .iter()
                .any(|(id, ..)| *id == known.id.module())
            {
                let id = known.id.module();
                let name = self
                    .model
                    .modules()
                    .get(&id)
                    .map_or(String::new(), |m| m.name.clone());
                self.plan.modules.push((id, name, false));
            }
            return (known.clone(), false);
        }
        let module = self.module(&line.module);
        let part = slug(&line.name, |part| {
            let id: PermissionId = format!("{module}.{part}").into();
            self.model.permissions().contains(&id)
        });
        let says_whom = line.cells.iter().any(|cell| match cell {
            Said::Given(gifts) => gifts.iter().any(|(_, range)| range.is_some()),
            _ => false,
        });
        let description = self.mapping.place(Part::Description);
        let permission = Permission {
            id: format!("{module}.{part}").into(),
            name: line.name.clone(),
            ladder: self.ladder(line),
            about: if says_whom {
                About::Person
            } else {
                About::Nothing
            },
            fields: Vec::new(),
            sensitive: false,
            description: description.map_or("", |at| line.row.cell(at)).to_owned(),
        };
        let is_again = self
            .plan
            .permissions
            .iter()
            .any(|known| known.id == permission.id);
        if !is_again {
            self.edits.push(Edit::put(permission.clone()));
        }
        (permission, true)
    }

    pub(super) fn module(&mut self, name: &str) -> ModuleId {
        let name = if name.is_empty() { "General" } else { name };
        let id = match self.modules.get(&norm(name)) {
            Some(known) => known.clone(),
            None => {
                let model = self.model;
                let modules = &self.plan.modules;
                let taken = |id: &str| {
                    model.modules().contains(&id.into())
                        || modules.iter().any(|(one, ..)| *one == *id)
                };
                let id: ModuleId = slug(name, taken).into();
                self.modules.insert(norm(name), id.clone());
                self.edits.push(Edit::put(Module {
                    id: id.clone(),
                    name: name.to_owned(),
                    on: true,
                    users: None,
                    merge: None,
                    view_set: None,
                    empty_message: None,
                }));
                id
            }
        };
        if !self.plan.modules.iter().any(|(known, ..)| *known == id) {
            let is_new = !self.model.modules().contains(&id);
            self.plan
                .modules
                .push((id.clone(), name.to_owned(), is_new));
        }
        id
    }

    /// The ladder that has the levels of a row: one the model has, else a new one.
    pub(super) fn ladder(&mut self, line: &Line<'a>) -> LadderId {
        let gifts = line.cells.iter().filter_map(|cell| match cell {
            Said::Given(gifts) => Some(gifts),
            _ => None,
        });
        let mut used: Vec<Level> = gifts.flatten().filter_map(|(level, _)| *level).collect();
        used.retain(|level| *level != Level::Tick);
        let has = |level| used.contains(&level);
        let levels: &[&str] = match (has(Level::Masked), has(Level::Propose)) {
            _ if used.is_empty() => &["no", "yes"],
            (false, false) => &["none", "view", "edit"],
            (true, false) => &["none", "masked", "view", "edit"],
            (false, true) => &["none", "view", "propose", "edit"],
            (true, true) => &["none", "masked", "view", "propose", "edit"],
        };
        let is_it = |ladder: &&Ladder| {
            let names = ladder.levels.iter().map(LevelId::as_str);
            names.eq(levels.iter().copied())
        };
        if let Some(known) = self.ladders.iter().find(is_it) {
            return known.id.clone();
        }
        let name = levels.get(1..).unwrap_or(levels).join("-");
        let name = if used.is_empty() {
            "yes-no".to_owned()
        } else {
            name
        };
        let id = slug(&name, |id| {
            self.ladders.iter().any(|ladder| ladder.id == *id)
        });
        let ladder = Ladder {
            id: id.as_str().into(),
            levels: levels.iter().map(|level| (*level).into()).collect(),
        };
        self.ladders.push(ladder.clone());
        self.edits.insert(0, Edit::put(ladder));
        id.as_str().into()
    }
}

/// The level of a ladder that a word means.
pub fn level_of(ladder: &Ladder, level: Option<Level>) -> Result<LevelId, String> {
    let above = ladder.levels.get(1..).unwrap_or_default();
    let wanted = level.unwrap_or(Level::Tick);
    let named = above.iter().find(|one| is_level(wanted, one.as_str()));
    match (named, wanted, above) {
        (Some(level), ..) => Ok(level.clone()),
        // A tick on a ladder of two: there is nothing else it could mean.
        (None, Level::Tick, [only]) => Ok(only.clone()),
        (None, ..) => {
            let names: Vec<&str> = above.iter().map(LevelId::as_str).collect();
            Err(format!("it does not say which level: {}", names.join(", ")))
        }
    }
}
