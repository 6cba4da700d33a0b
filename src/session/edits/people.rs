//! Edits of people: add, rename, set a field, a manager, teams, the account.

use crate::model::{
    Account, Change, Edit, FieldId, Key, LineId, ManagerEdge, Model, Principal, PrincipalId,
    PrincipalSort, TeamId, Value, slug,
};

/// Adds a person with a name to be changed. Returns the id.
pub fn add(model: &Model) -> (Change, PrincipalId) {
    let taken = |name: &str| model.principals().iter().any(|p| p.name == name);
    let name = (1..)
        .map(|n| match n {
            1 => "New person".to_owned(),
            n => format!("New person {n}"),
        })
        .find(|name| !taken(name))
        .unwrap_or_default();
    let id: PrincipalId = slug(&name, |id| is_taken(model, id)).into();
    let person = Principal::new(id.clone(), name.clone());
    (
        Change::new(format!("add {name}"), vec![Edit::put(person)]),
        id,
    )
}

fn is_taken(model: &Model, id: &str) -> bool {
    model.principals().contains(&id.into()) || model.items().contains(&id.into())
}

fn edit(
    model: &Model,
    id: &PrincipalId,
    label: impl FnOnce(&Principal) -> String,
    change: impl FnOnce(&mut Principal),
) -> Option<Change> {
    let old = model.principals().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Change::new(label(old), vec![Edit::put(new)]))
}

/// Changes what a person is called.
pub fn rename(model: &Model, id: &PrincipalId, name: &str) -> Option<Change> {
    let name = name.trim();
    edit(
        model,
        id,
        |old| format!("rename {} to {name}", old.name),
        |person| person.name = name.to_owned(),
    )
}

/// Sets or clears a field.
pub fn set_field(
    model: &Model,
    id: &PrincipalId,
    field: &FieldId,
    value: Option<Value>,
) -> Option<Change> {
    let name = model
        .fields()
        .get(field)
        .map_or_else(|| field.to_string(), |field| field.name.clone());
    let to = value.as_ref().map(ToString::to_string);
    edit(
        model,
        id,
        |old| match to {
            Some(to) => format!("set {name} of {} to {to}", old.name),
            None => format!("clear {name} of {}", old.name),
        },
        |person| {
            person
                .fields
                .set(field, value.filter(|value| !value.is_empty()))
        },
    )
}

/// Changes the state of the account.
pub fn set_account(model: &Model, id: &PrincipalId, account: Account) -> Option<Change> {
    let verb = match account {
        Account::Active => "activate",
        Account::Blocked => "block",
        Account::NotStarted => "mark as not started",
        Account::Ended => "end",
    };
    edit(
        model,
        id,
        |old| match account {
            Account::NotStarted => format!("mark {} as not started", old.name),
            _ => format!("{verb} {}", old.name),
        },
        |person| person.account = account,
    )
}

/// Changes which of the three sorts someone is. A service user has no record: fields, managers
/// and teams go.
pub fn set_sort(model: &Model, id: &PrincipalId, sort: PrincipalSort) -> Option<Change> {
    let word = match sort {
        PrincipalSort::Person => "a person",
        PrincipalSort::ServiceUser => "a service user",
        PrincipalSort::External => "an external user",
    };
    edit(
        model,
        id,
        |old| format!("make {} {word}", old.name),
        |person| {
            person.sort = sort;
            if sort == PrincipalSort::ServiceUser {
                person.fields = Default::default();
                person.managers.clear();
                person.teams.clear();
                person.leads.clear();
            }
        },
    )
}

/// Sets the one manager of a line, or clears it.
pub fn set_manager(
    model: &Model,
    id: &PrincipalId,
    line: &LineId,
    manager: Option<&PrincipalId>,
) -> Option<Change> {
    let to = manager.map(|manager| name_of(model, manager));
    edit(
        model,
        id,
        |old| match to {
            Some(to) => format!("move {} under {to}", old.name),
            None => format!(
                "take {} out of the {} line",
                old.name,
                line_name(model, line)
            ),
        },
        |person| {
            let at = person.managers.iter().position(|edge| edge.0 == *line);
            person.managers.retain(|edge| edge.0 != *line);
            if let Some(manager) = manager {
                let at = at
                    .unwrap_or(person.managers.len())
                    .min(person.managers.len());
                person
                    .managers
                    .insert(at, ManagerEdge(line.clone(), manager.clone()));
            }
        },
    )
}

/// Adds a manager on a line that takes several.
pub fn add_manager(
    model: &Model,
    id: &PrincipalId,
    line: &LineId,
    manager: &PrincipalId,
) -> Option<Change> {
    edit(
        model,
        id,
        |old| {
            format!(
                "let {} report to {} as well",
                old.name,
                name_of(model, manager)
            )
        },
        |person| {
            let edge = ManagerEdge(line.clone(), manager.clone());
            if !person.managers.contains(&edge) {
                person.managers.push(edge);
            }
        },
    )
}

/// Takes one manager edge away.
pub fn remove_manager(
    model: &Model,
    id: &PrincipalId,
    line: &LineId,
    manager: &PrincipalId,
) -> Option<Change> {
    edit(
        model,
        id,
        |old| {
            format!(
                "end the line from {} to {}",
                old.name,
                name_of(model, manager)
            )
        },
        |person| {
            person
                .managers
                .retain(|edge| edge.0 != *line || edge.1 != *manager);
        },
    )
}

/// Puts someone into a team or takes them out; `lead` for its lead.
pub fn set_team(
    model: &Model,
    id: &PrincipalId,
    team: &TeamId,
    lead: bool,
    is_in: bool,
) -> Option<Change> {
    let name = model
        .teams()
        .get(team)
        .map_or_else(|| team.to_string(), |team| team.name.clone());
    edit(
        model,
        id,
        |old| match (lead, is_in) {
            (true, true) => format!("let {} lead {name}", old.name),
            (true, false) => format!("let {} no longer lead {name}", old.name),
            (false, true) => format!("add {} to {name}", old.name),
            (false, false) => format!("take {} out of {name}", old.name),
        },
        |person| {
            let list = if lead {
                &mut person.leads
            } else {
                &mut person.teams
            };
            list.retain(|one| one != team);
            if is_in {
                list.push(team.clone());
            }
        },
    )
}

/// The people the line would lead round to, if `manager` came above `id`: from `id` down to
/// `manager` and back. `None` if there is no circle.
pub fn circle(
    model: &Model,
    id: &PrincipalId,
    line: &LineId,
    manager: &PrincipalId,
) -> Option<Vec<PrincipalId>> {
    let mut way = vec![manager.clone()];
    let mut at = manager.clone();
    while at != *id {
        let up = model
            .principals()
            .get(&at)?
            .managers
            .iter()
            .find(|edge| edge.0 == *line)?;
        at = up.1.clone();
        if way.contains(&at) {
            return None;
        }
        way.push(at.clone());
    }
    way.reverse();
    Some(way)
}

fn name_of(model: &Model, id: &PrincipalId) -> String {
    model.title(&Key::Principal(id.clone()))
}

fn line_name(model: &Model, line: &LineId) -> String {
    model
        .settings()
        .line(line)
        .map_or_else(|| line.to_string(), |line| line.name.to_lowercase())
}
