//! Makes the plan of a matrix row by row.

mod catalogue;

use rustc_hash::FxHashMap;

use super::mapping::{MatrixMapping, Part};
use super::words::{Gift, Said, said};
use super::{MatrixPlan, PlannedPermission, PlannedRole, Unread};
use crate::io::table::{Row, Source};
use crate::model::{
    About, Change, Edit, Grant, Ladder, Model, ModuleId, NamedReach, Permission, PermissionId,
    PermissionRef, Reach, Record, Role, RoleId, Scope, norm, slug,
};
use catalogue::level_of;

/// A row of the matrix that names a permission.
struct Line<'s> {
    row: Row<'s>,
    module: String,
    name: String,
    /// What the cell of each role says.
    cells: Vec<Said>,
}

/// Makes a plan.
pub struct Maker<'a> {
    model: &'a Model,
    source: &'a Source,
    mapping: &'a MatrixMapping,
    /// Columns of roles.
    columns: Vec<usize>,
    plan: MatrixPlan,
    /// What comes beside the roles.
    edits: Vec<Edit>,
    ladders: Vec<Ladder>,
    reaches: Vec<NamedReach>,
    modules: FxHashMap<String, ModuleId>,
    /// Roles as they will be, by column.
    roles: Vec<Option<Role>>,
}

impl<'a> Maker<'a> {
    /// Ready to plan.
    pub fn new(model: &'a Model, source: &'a Source, mapping: &'a MatrixMapping) -> Self {
        let columns = mapping.columns.iter().enumerate();
        let columns = columns.filter(|(_, (_, part))| *part == Part::Role);
        let mut modules = FxHashMap::default();
        for module in model.modules().iter() {
            modules.insert(norm(module.id.as_str()), module.id.clone());
        }
        for module in model.modules().iter() {
            modules.insert(norm(&module.name), module.id.clone());
        }
        Maker {
            columns: columns.map(|(at, _)| at).collect(),
            plan: MatrixPlan {
                mapping: mapping.clone(),
                ..MatrixPlan::default()
            },
            edits: Vec::new(),
            ladders: model.ladders().iter().cloned().collect(),
            reaches: Vec::new(),
            roles: Vec::new(),
            model,
            source,
            mapping,
            modules,
        }
    }

    /// The plan.
    pub fn plan(mut self, from: &str) -> MatrixPlan {
        self.columns_to_roles();
        for line in self.lines() {
            self.line(&line);
        }
        self.finish(from)
    }

    fn columns_to_roles(&mut self) {
        let mut taken: Vec<RoleId> = Vec::new();
        for at in self.columns.clone() {
            let head = self.head(at);
            let name = norm(&head);
            let known = self
                .model
                .roles()
                .iter()
                .find(|role| norm(&role.name) == name || norm(role.id.as_str()) == name);
            let why = match known {
                Some(role) if role.locked => {
                    Some("the permissions of a predefined role stay as they are")
                }
                Some(role) if taken.contains(&role.id) => {
                    Some("another column is of the same role")
                }
                _ => None,
            };
            if let Some(why) = why {
                self.unread(0, "", &head, "", why.to_owned());
                self.roles.push(None);
                continue;
            }
            let role = known.cloned().unwrap_or_else(|| {
                let id = slug(&head, |id| {
                    self.model.roles().contains(&id.into()) || taken.iter().any(|one| *one == *id)
                });
                Role::new(id.as_str(), head.clone())
            });
            taken.push(role.id.clone());
            self.plan.roles.push(PlannedRole {
                head,
                id: role.id.clone(),
                is_new: known.is_none(),
                n_grants: 0,
            });
            self.roles.push(Some(role));
        }
    }

    fn head(&self, at: usize) -> String {
        let columns = self.mapping.columns.get(at);
        columns.map_or(String::new(), |(head, _)| head.clone())
    }

    fn unread(&mut self, nth: usize, row: &str, column: &str, text: &str, why: String) {
        self.plan.unread.push(Unread {
            nth,
            row: row.to_owned(),
            column: column.to_owned(),
            text: text.to_owned(),
            why,
        });
    }

    /// The rows that name permissions. Without a column for modules, a row that gives nothing and
    /// stands above one that does names the module of those below it.
    fn lines(&mut self) -> Vec<Line<'a>> {
        let source = self.source;
        let rows: Vec<Row<'a>> = source.body().collect();
        let module_at = self.mapping.place(Part::Module);
        let name_at = self.mapping.place(Part::Permission);
        let columns = self.columns.clone();
        let is_blank = |row: &Row<'_>| columns.iter().all(|at| row.cell(*at).is_empty());
        let mut module = String::new();
        let mut lines = Vec::new();
        for (nth, row) in rows.iter().enumerate() {
            let name = name_at.map_or("", |at| row.cell(at));
            let above = module_at.map_or("", |at| row.cell(at));
            if !above.is_empty() {
                above.clone_into(&mut module);
            }
            let gives_below = rows.get(nth + 1).is_some_and(|next| !is_blank(next));
            let is_head = is_blank(row)
                && match module_at {
                    Some(_) => name.is_empty(),
                    None => gives_below && !name.is_empty(),
                };
            if is_head {
                if module_at.is_none() {
                    name.clone_into(&mut module);
                }
                continue;
            }
            if name.is_empty() {
                self.unread(
                    row.nth(),
                    above,
                    "",
                    "",
                    "it names no permission".to_owned(),
                );
                continue;
            }
            lines.push(Line {
                row: *row,
                module: module.clone(),
                name: name.to_owned(),
                cells: columns.iter().map(|at| said(row.cell(*at))).collect(),
            });
        }
        lines
    }

    fn line(&mut self, line: &Line<'a>) {
        let (permission, is_new) = self.permission(line);
        let Some(ladder) = self
            .ladders
            .iter()
            .find(|ladder| ladder.id == permission.ladder)
            .cloned()
        else {
            return;
        };
        let nth = line.row.nth();
        if self
            .plan
            .permissions
            .iter()
            .any(|known| known.id == permission.id)
        {
            self.unread(
                nth,
                &line.name,
                "",
                "",
                "a row above is of the same permission".to_owned(),
            );
            return;
        }
        self.plan.permissions.push(PlannedPermission {
            nth,
            id: permission.id.clone(),
            name: permission.name.clone(),
            ladder: ladder.id.clone(),
            is_new,
        });
        let columns = self.columns.clone();
        for ((place, at), cell) in columns.iter().enumerate().zip(&line.cells) {
            if !matches!(self.roles.get(place), Some(Some(_))) {
                continue;
            }
            let grants = match cell {
                Said::Nothing => Ok(Vec::new()),
                Said::Unknown(why) => Err(why.clone()),
                Said::Given(gifts) => self.grants(&permission, &ladder, gifts),
            };
            match grants {
                Ok(grants) => self.give(place, &permission.id, grants),
                Err(why) => {
                    let head = self.head(*at);
                    self.unread(nth, &line.name, &head, line.row.cell(*at), why);
                }
            }
        }
    }

    /// Puts the grants of one cell in place of those on just this permission.
    fn give(&mut self, place: usize, permission: &PermissionId, grants: Vec<Grant>) {
        let Some(Some(role)) = self.roles.get_mut(place) else {
            return;
        };
        self.plan.n_grants += grants.len();
        if let Some(planned) = self
            .plan
            .roles
            .iter_mut()
            .find(|planned| planned.id == role.id)
        {
            planned.n_grants += grants.len();
        }
        let is_own = |grant: &Grant| grant.permission.as_str() == permission.as_str();
        let at = role.grants.iter().position(is_own);
        let at = at.unwrap_or(role.grants.len());
        role.grants.retain(|grant| !is_own(grant));
        let at = at.min(role.grants.len());
        for (nth, grant) in grants.into_iter().enumerate() {
            role.grants.insert(at + nth, grant);
        }
    }

    fn grants(
        &mut self,
        permission: &Permission,
        ladder: &Ladder,
        gifts: &[Gift],
    ) -> Result<Vec<Grant>, String> {
        let mut grants = Vec::new();
        for (level, range) in gifts {
            let level = level_of(ladder, *level)?;
            let on = match range {
                None => Scope::UNSET,
                Some(_) if !permission.about.has_person() => {
                    return Err(format!(
                        "it says on whom, but {} is not about a person",
                        permission.name
                    ));
                }
                Some(range) => Scope::people(Reach::Named(self.reach(*range))),
            };
            grants.push(Grant {
                permission: PermissionRef::from(&permission.id),
                level,
                on,
                switch: None,
            });
        }
        Ok(grants)
    }

    fn finish(mut self, from: &str) -> MatrixPlan {
        let mut edits: Vec<Edit> = Vec::new();
        self.reaches.sort_by_key(|reach| {
            ["own", "sub", "all"]
                .iter()
                .position(|name| *name == reach.name)
        });
        edits.extend(self.reaches.iter().cloned().map(Edit::put));
        edits.append(&mut self.edits);
        for role in self.roles.into_iter().flatten() {
            if self.model.roles().get(&role.id) != Some(&role) {
                edits.push(Edit::put(role));
            }
        }
        let mut plan = self.plan;
        let n_new = plan.permissions.iter().filter(|one| one.is_new).count();
        let is_about_nobody = |edit: &Edit| match edit {
            Edit::Put { record, .. } => {
                matches!(record, Record::Permission(one) if one.about == About::Nothing)
            }
            _ => false,
        };
        if edits.iter().any(is_about_nobody) {
            plan.notes.push(
                "New permissions whose cells say no reach are about nobody in particular; \
                 say in Access whose data they are about"
                    .to_owned(),
            );
        }
        if edits.is_empty() {
            return plan;
        }
        let label = match n_new {
            0 => format!("set what {} roles give as {from} says", plan.roles.len()),
            n => format!(
                "take {n} permissions and {} roles from {from}",
                plan.roles.len()
            ),
        };
        let change = Change::new(label, edits);
        let mut after = self.model.clone();
        match after.apply(&change) {
            Ok(_) => {
                plan.change = Some(change);
                plan.after = Some(after);
            }
            Err(broken) => plan.problem = Some(broken.to_string()),
        }
        plan
    }
}
