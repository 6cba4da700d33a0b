//! Who is in which team: several people at once, in one step.

use super::moves::some_of;
use crate::model::{Change, Edit, Key, Model, PrincipalId, TeamId};

/// Takes people out of one team and puts them into another; either may be none. Whoever leaves a
/// team no longer leads it. None if nobody changes.
pub fn change(
    model: &Model,
    who: &[PrincipalId],
    from: Option<&TeamId>,
    to: Option<&TeamId>,
) -> Option<Change> {
    let mut names = Vec::new();
    let mut edits = Vec::new();
    for old in who.iter().filter_map(|id| model.principals().get(id)) {
        if !old.has_record() {
            continue;
        }
        let mut person = old.clone();
        if let Some(from) = from {
            person.teams.retain(|team| team != from);
            person.leads.retain(|team| team != from);
        }
        if let Some(to) = to.filter(|to| !person.teams.contains(to)) {
            person.teams.push(to.clone());
        }
        if person != *old {
            names.push(old.name.clone());
            edits.push(Edit::put(person));
        }
    }
    let names = some_of(&names)?;
    let name = |team: &TeamId| model.title(&Key::Team(team.clone()));
    let label = match (from, to) {
        (Some(from), Some(to)) => format!("move {names} from {} to {}", name(from), name(to)),
        (None, Some(to)) => format!("add {names} to {}", name(to)),
        (Some(from), None) => format!("take {names} out of {}", name(from)),
        (None, None) => return None,
    };
    Some(Change::new(label, edits))
}

/// Members and leads of a team, the leads first, each in the order of the model.
pub fn members(model: &Model, team: &TeamId) -> Vec<PrincipalId> {
    let people = model.principals().iter();
    let (mut leads, mut rest) = (Vec::new(), Vec::new());
    for person in people {
        if person.leads.contains(team) {
            leads.push(person.id.clone());
        } else if person.teams.contains(team) {
            rest.push(person.id.clone());
        }
    }
    leads.extend(rest);
    leads
}

/// People with a record who are in no team.
pub fn without(model: &Model) -> Vec<PrincipalId> {
    let people = model.principals().iter().filter(|person| {
        let is_in_none = person.teams.is_empty() && person.leads.is_empty();
        person.has_record() && is_in_none
    });
    people.map(|person| person.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Principal, Team};

    #[test]
    fn several_move_from_team_to_team_in_one_step() {
        let mut model = Model::default();
        let team = |id: &str| {
            Edit::put(Team {
                id: id.into(),
                name: id.to_uppercase(),
            })
        };
        let person = |id: &str| {
            let mut person = Principal::new(id, id.to_uppercase());
            person.teams = vec!["x".into()];
            Edit::put(person)
        };
        let start = vec![team("x"), team("y"), person("a"), person("b")];
        model.apply(&Change::new("start", start)).unwrap();
        let before = model.clone();
        let who = ["a".into(), "b".into()];
        let moved = change(&model, &who, Some(&"x".into()), Some(&"y".into())).unwrap();
        assert_eq!(moved.label, "move A and B from X to Y");
        let undo = model.apply(&moved).unwrap();
        assert_eq!(members(&model, &"y".into()), who);
        assert!(members(&model, &"x".into()).is_empty());
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }
}
