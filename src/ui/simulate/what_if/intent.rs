//! What the form comes to: the step, or what is still to be chosen for it.

use super::form::{Form, Kind};
use crate::model::{Date, Model, Window};
use crate::session::scenario::Deed;

impl Form {
    /// The step, or what is still to be chosen.
    pub(super) fn deed(&self, model: &Model) -> Result<Deed, &'static str> {
        match self.kind {
            Kind::Hire => return self.hire.deed(model),
            Kind::Switch => {
                let id = self.switch.as_ref().ok_or("Choose the switch first")?;
                let on = model.switches().get(id).is_some_and(|one| one.on);
                return Ok(Deed::Switch {
                    switch: id.clone(),
                    on: !on,
                });
            }
            Kind::Module => {
                let id = self.module.as_ref().ok_or("Choose the module first")?;
                let on = model.modules().get(id).is_some_and(|one| one.on);
                return Ok(Deed::Module {
                    module: id.clone(),
                    on: !on,
                });
            }
            _ => {}
        }
        let person = self.person(model).ok_or("Choose who first")?;
        let needs_record = matches!(
            self.kind,
            Kind::Move | Kind::Field | Kind::Team | Kind::Lead
        );
        if needs_record && !person.has_record() {
            return Err("A service user has no managers, fields or teams");
        }
        let who = person.id.clone();
        let role = || self.role.clone().ok_or("Choose the role first");
        let old_role = || self.old_role.clone().ok_or("Choose which role first");
        Ok(match self.kind {
            Kind::Move => Deed::Move {
                who,
                line: self.line.clone().ok_or("The model has no such line")?,
                under: self.under.clone().ok_or("Choose the new manager first")?,
            },
            Kind::Field => Deed::SetField {
                who,
                field: self.field.clone().ok_or("Choose the field first")?,
                value: self.value.clone().ok_or("Choose the new value first")?,
            },
            Kind::Team if self.from.is_none() && self.to.is_none() => {
                return Err("Choose a team first");
            }
            Kind::Team => Deed::Team {
                who,
                from: self.from.clone(),
                to: self.to.clone(),
            },
            Kind::Lead => {
                let team = self.team.clone().ok_or("Choose the team first")?;
                let leads = !person.leads.contains(&team);
                Deed::Lead { who, team, leads }
            }
            Kind::Give => Deed::Give {
                who,
                role: role()?,
                window: self.window()?,
            },
            Kind::Replace => Deed::Replace {
                who,
                old: old_role()?,
                new: role()?,
            },
            Kind::Take => Deed::Take {
                who,
                role: old_role()?,
            },
            Kind::Group => Deed::Group {
                who,
                group: self.group.clone().ok_or("Choose the group first")?,
                is_in: self.is_listed(model) == Some(false),
            },
            Kind::Account => Deed::Account {
                who,
                account: self.account.ok_or("Choose the state first")?,
            },
            Kind::Leave | Kind::Hire | Kind::Switch | Kind::Module => Deed::Leave {
                who,
                reports_to: self.reports_to.clone(),
            },
        })
    }

    fn window(&self) -> Result<Window, &'static str> {
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse::<Date>().map(Some),
        };
        match (read(&self.begins), read(&self.ends)) {
            (Ok(Some(from)), Ok(Some(until))) if until < from => {
                Err("It cannot end before it begins")
            }
            (Ok(from), Ok(until)) => Ok(Window { from, until }),
            _ => Err("A day looks like 2026-11-21"),
        }
    }
}
