//! The edits of a step, made by the same functions that edit the model elsewhere.

use std::sync::Arc;

use super::{Deed, NewHire};
use crate::model::{
    Account, Assignment, Change, Edit, GroupId, Key, LineId, ManagerEdge, Model, Principal,
    PrincipalId, Record, RoleId, Subject, TeamId, Window,
};
use crate::session::edits::{admins, groups, moves, people, roles, rules, teams};

/// Nothing where it is so already, or why it cannot be.
type Outcome = Result<Option<Change>, String>;

impl Deed {
    /// What it comes to in a model that holds what it names: nothing where it is so already, or
    /// why it cannot be done.
    pub fn change(&self, model: &Model) -> Result<Option<Change>, String> {
        match self {
            Deed::Move { who, line, under } => move_under(model, who, line, under.as_ref()),
            Deed::SetField { who, field, value } => {
                Ok(people::set_field(model, who, field, value.clone()))
            }
            Deed::Team { who, from, to } => team(model, who, from.as_ref(), to.as_ref()),
            Deed::Lead { who, team, leads } => {
                let is_so = model.principals().get(who);
                let is_so = is_so.is_some_and(|person| person.leads.contains(team)) == *leads;
                Ok((!is_so)
                    .then(|| people::set_team(model, who, team, true, *leads))
                    .flatten())
            }
            Deed::Give { who, role, window } => Ok(give(model, who, role, *window)),
            Deed::Take { who, role } => take(model, who, role),
            Deed::Replace { who, old, new } => replace(model, who, old, new),
            Deed::Group { who, group, is_in } => list(model, who, group, *is_in),
            Deed::Account { who, account } => Ok(people::set_account(model, who, *account)),
            Deed::Leave { who, reports_to } => Ok(leave(model, who, reports_to.as_ref())),
            Deed::Hire(new) => hire(model, new),
            Deed::Switch { switch, on } => {
                let is_so = model.switches().get(switch).is_some_and(|s| s.on == *on);
                Ok((!is_so).then(|| rules::flip(model, switch)).flatten())
            }
            Deed::Module { module, on } => Ok(rules::set_module_on(model, module, *on)),
            Deed::Made(made) => made.change(model),
        }
    }
}

/// Several changes, each made from the model with those before it.
struct Work {
    model: Model,
    edits: Vec<Edit>,
}

impl Work {
    fn on(model: &Model) -> Work {
        Work {
            model: model.clone(),
            edits: Vec::new(),
        }
    }

    fn then(&mut self, change: Option<Change>) {
        if let Some(change) = change
            && self.model.retrace(&[&change]).is_ok()
        {
            self.edits.extend(change.edits);
        }
    }

    fn done(self, label: String) -> Option<Change> {
        (!self.edits.is_empty()).then(|| Change::new(label, self.edits))
    }
}

fn name(model: &Model, id: &PrincipalId) -> String {
    model.title(&Key::Principal(id.clone()))
}

fn move_under(
    model: &Model,
    who: &PrincipalId,
    line: &LineId,
    under: Option<&PrincipalId>,
) -> Outcome {
    if under == Some(who) {
        return Err("nobody is their own manager".to_owned());
    }
    let is_single = model.settings().line(line).is_none_or(|line| line.single);
    if !is_single {
        // A line that takes several: one more, or none at all.
        return Ok(match under {
            Some(under) => people::add_manager(model, who, line, under),
            None => people::set_manager(model, who, line, None),
        });
    }
    let who = std::slice::from_ref(who);
    match under.and_then(|under| moves::obstacle(model, who, line, under)) {
        Some(why) => Err(why),
        None => Ok(moves::under(model, who, line, under)),
    }
}

fn team(model: &Model, who: &PrincipalId, from: Option<&TeamId>, to: Option<&TeamId>) -> Outcome {
    let is_in = |team: &TeamId| {
        let person = model.principals().get(who);
        person.is_some_and(|p| p.teams.contains(team) || p.leads.contains(team))
    };
    if let Some(from) = from.filter(|from| !is_in(from)) {
        if to.is_some_and(is_in) {
            return Ok(None);
        }
        let team = model.title(&Key::Team(from.clone()));
        return Err(format!("{} is not in {team}", name(model, who)));
    }
    Ok(teams::change(model, std::slice::from_ref(who), from, to))
}

/// The assignments of a role to someone by name.
fn given<'m>(
    model: &'m Model,
    who: &PrincipalId,
    role: &RoleId,
) -> impl Iterator<Item = &'m Assignment> {
    let to = Subject::User(who.clone());
    let role = role.clone();
    let all = model.assignments().iter();
    all.filter(move |one| one.to == to && one.role == role)
}

fn give(model: &Model, who: &PrincipalId, role: &RoleId, window: Window) -> Option<Change> {
    if given(model, who, role).any(|one| one.window == window) {
        return None;
    }
    let (mut change, _) = roles::assign(model, &Subject::User(who.clone()), role);
    for edit in &mut change.edits {
        if let Edit::Put {
            record: Record::Assignment(one),
            ..
        } = edit
        {
            Arc::make_mut(one).window = window;
        }
    }
    change.label.push_str(&match (window.from, window.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" from {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (Some(from), Some(until)) => format!(" from {from} until {until}"),
    });
    Some(change)
}

fn take(model: &Model, who: &PrincipalId, role: &RoleId) -> Outcome {
    let mut work = Work::on(model);
    let mut label = None;
    for one in given(model, who, role) {
        let change = roles::unassign(model, &one.id);
        label = label.or_else(|| change.as_ref().map(|change| change.label.clone()));
        work.then(change);
    }
    match label {
        Some(label) => Ok(work.done(label)),
        None => {
            let role = model.title(&Key::Role(role.clone()));
            let who = name(model, who);
            Err(format!("{who} was not given the role {role} by name"))
        }
    }
}

fn replace(model: &Model, who: &PrincipalId, old: &RoleId, new: &RoleId) -> Outcome {
    let title = |role: &RoleId| model.title(&Key::Role(role.clone()));
    let held: Vec<&Assignment> = given(model, who, old).collect();
    if held.is_empty() || old == new {
        if given(model, who, new).next().is_some() {
            return Ok(None);
        }
        let who = name(model, who);
        return Err(format!(
            "{who} was not given the role {} by name",
            title(old)
        ));
    }
    let mut work = Work::on(model);
    for one in held {
        work.then(roles::unassign(&work.model, &one.id));
        let (mut change, _) = roles::assign(&work.model, &one.to, new);
        for edit in &mut change.edits {
            if let Edit::Put {
                record: Record::Assignment(put),
                ..
            } = edit
            {
                let put = Arc::make_mut(put);
                put.scope = one.scope.clone();
                put.window = one.window;
            }
        }
        work.then(Some(change));
    }
    let (who, old, new) = (name(model, who), title(old), title(new));
    Ok(work.done(format!("give {who} the role {new} instead of {old}")))
}

fn list(model: &Model, who: &PrincipalId, group: &GroupId, is_in: bool) -> Outcome {
    let known = model.groups().get(group);
    if known.is_some_and(|known| known.listed.contains(who)) != is_in {
        return Ok(groups::list(model, group, who, is_in));
    }
    if is_in {
        return Ok(None);
    }
    let group = model.title(&Key::Group(group.clone()));
    Err(format!("{} is not listed in {group}", name(model, who)))
}

fn leave(model: &Model, who: &PrincipalId, reports_to: Option<&PrincipalId>) -> Option<Change> {
    let old = model.principals().get(who)?;
    let to = Subject::User(who.clone());
    let mut work = Work::on(model);
    let mut gone = old.clone();
    gone.account = Account::Ended;
    gone.teams.clear();
    gone.leads.clear();
    if gone != *old {
        work.then(Some(Change::new("leave", vec![Edit::put(gone)])));
    }
    for one in model.groups().iter().filter(|g| g.listed.contains(who)) {
        work.then(groups::list(model, &one.id, who, false));
    }
    let roles = model.assignments().iter().filter(|one| one.to == to);
    let roles = roles.map(|one| Key::Assignment(one.id.clone()));
    let direct = model.direct_grants().iter().filter(|one| one.to == to);
    let direct = direct.map(|one| Key::DirectGrant(one.id.clone()));
    let sets = model.custom_sets().iter().filter(|one| one.of == to);
    let sets = sets.map(|one| Key::CustomSet(one.id.clone()));
    let held = roles.chain(direct).chain(sets).map(Edit::Remove).collect();
    work.then(Some(Change::new("leave", held)));
    let mut label = format!("let {} leave", old.name);
    if let Some(heir) = reports_to {
        let moved = reports_come(model, old, heir);
        if !moved.is_empty() {
            label.push_str(&format!("; their reports come to {}", name(model, heir)));
        }
        work.then(Some(Change::new("leave", moved)));
    }
    work.done(label)
}

/// Those who report to someone report to another instead; whoever takes over and was one of them
/// comes to where the other stood.
fn reports_come(model: &Model, from: &Principal, to: &PrincipalId) -> Vec<Edit> {
    let above = |line: &LineId| from.managers.iter().find(|edge| edge.0 == *line);
    let mut edits = Vec::new();
    for old in model.principals().iter() {
        if !old.managers.iter().any(|edge| edge.1 == from.id) {
            continue;
        }
        let mut person = old.clone();
        let mut kept: Vec<ManagerEdge> = Vec::with_capacity(person.managers.len());
        for ManagerEdge(line, manager) in std::mem::take(&mut person.managers) {
            let manager = match manager == from.id {
                false => Some(manager),
                true if person.id == *to => above(&line).map(|edge| edge.1.clone()),
                true => Some(to.clone()),
            };
            let edge = manager.map(|manager| ManagerEdge(line, manager));
            kept.extend(edge.filter(|edge| !kept.contains(edge) && edge.1 != person.id));
        }
        person.managers = kept;
        edits.push(Edit::put(person));
    }
    edits
}

fn hire(model: &Model, new: &NewHire) -> Outcome {
    if let Some(bearer) = admins::bearer_of(model, &new.id) {
        return Err(format!("{bearer} has the ID {} already", new.id));
    }
    let id: PrincipalId = new.id.as_str().into();
    let mut person = Principal::new(id.clone(), new.name.trim());
    person.fields = new.fields.clone();
    person.teams = new.teams.clone();
    let edge = new.manager.clone();
    person.managers = edge
        .map(|(line, manager)| ManagerEdge(line, manager))
        .into_iter()
        .collect();
    let mut work = Work::on(model);
    work.then(Some(Change::new("hire", vec![Edit::put(person)])));
    for group in &new.groups {
        work.then(groups::list(&work.model, group, &id, true));
    }
    for role in &new.roles {
        let (change, _) = roles::assign(&work.model, &Subject::User(id.clone()), role);
        work.then(Some(change));
    }
    Ok(work.done(format!("hire {}", new.name.trim())))
}
