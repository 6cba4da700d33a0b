//! Moving people below another manager: who moves along, what is in the way, and the one change.

use std::collections::BTreeMap;

use crate::model::{Change, Edit, Key, LineId, ManagerEdge, Model, PrincipalId};

use super::people::circle;

/// Puts people below one manager on a line, or out of it, in one step. None if nobody would move.
pub fn under(
    model: &Model,
    who: &[PrincipalId],
    line: &LineId,
    manager: Option<&PrincipalId>,
) -> Option<Change> {
    let mut edits = Vec::new();
    let mut moved = Vec::new();
    for id in who {
        let Some(old) = model.principals().get(id) else {
            continue;
        };
        if !old.has_record() || Some(id) == manager {
            continue;
        }
        let mut person = old.clone();
        let at = person.managers.iter().position(|edge| edge.0 == *line);
        person.managers.retain(|edge| edge.0 != *line);
        if let Some(manager) = manager {
            let at = at.unwrap_or(0).min(person.managers.len());
            let edge = ManagerEdge(line.clone(), manager.clone());
            person.managers.insert(at, edge);
        }
        if person != *old {
            moved.push(old.name.clone());
            edits.push(Edit::put(person));
        }
    }
    let names = some_of(&moved)?;
    let label = match manager {
        Some(manager) => format!("move {names} under {}", name_of(model, manager)),
        None => format!("move {names} to the top"),
    };
    Some(Change::new(label, edits))
}

/// Names in a phrase: "Ann", "Ann and Bob", "Ann, Bob and 7 more". None without a name.
pub fn some_of(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, two, rest @ ..] => Some(format!("{one}, {two} and {} more", rest.len())),
    }
}

/// How many people are below those who move, themselves not counted.
pub fn n_below(model: &Model, line: &LineId, who: &[PrincipalId]) -> usize {
    let mut reports: BTreeMap<&PrincipalId, Vec<&PrincipalId>> = BTreeMap::new();
    for person in model.principals().iter().filter(|p| p.has_record()) {
        for edge in person.managers.iter().filter(|edge| edge.0 == *line) {
            reports.entry(&edge.1).or_default().push(&person.id);
        }
    }
    let mut todo: Vec<&PrincipalId> = who.iter().collect();
    let mut below = std::collections::BTreeSet::new();
    while let Some(id) = todo.pop() {
        for report in reports.get(id).into_iter().flatten() {
            if !who.contains(report) && below.insert(*report) {
                todo.push(report);
            }
        }
    }
    below.len()
}

/// What moves, in words: "Ann Lee and 6 below".
pub fn words(model: &Model, who: &[PrincipalId], n_below: usize) -> String {
    let names: Vec<String> = who.iter().map(|id| name_of(model, id)).collect();
    let names = some_of(&names).unwrap_or_else(|| "Nobody".to_owned());
    match n_below {
        0 => names,
        n => format!("{names} with {n} below"),
    }
}

/// Why someone cannot come above those who move: the circle, by name. None if nothing is in the
/// way.
pub fn obstacle(
    model: &Model,
    who: &[PrincipalId],
    line: &LineId,
    manager: &PrincipalId,
) -> Option<String> {
    let way = who
        .iter()
        .filter(|id| *id != manager)
        .find_map(|id| circle(model, id, line, manager))?;
    let mut names: Vec<String> = way.iter().map(|id| name_of(model, id)).collect();
    let first = names.first()?.clone();
    names.push(first.clone());
    let below = name_of(model, manager);
    let way = names.join(" → ");
    Some(format!(
        "{below} is below {first}. They would go round in a circle: {way}"
    ))
}

fn name_of(model: &Model, id: &PrincipalId) -> String {
    model.title(&Key::Principal(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Principal;

    fn model() -> Model {
        let mut model = Model::default();
        let person = |id: &str, up: Option<&str>| {
            let mut person = Principal::new(id, id.to_uppercase());
            let edge = up.map(|up| ManagerEdge("primary".into(), up.into()));
            person.managers = edge.into_iter().collect();
            Edit::put(person)
        };
        let start = vec![
            person("a", None),
            person("b", Some("a")),
            person("c", Some("b")),
            person("d", Some("a")),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        model
    }

    #[test]
    fn several_move_in_one_step_and_those_below_come_along() {
        let mut model = model();
        let before = model.clone();
        let line = "primary".into();
        let who = ["b".into(), "d".into()];
        assert_eq!(n_below(&model, &line, &who), 1);
        assert_eq!(words(&model, &who, 1), "B and D with 1 below");
        let change = under(&model, &who, &line, None).unwrap();
        assert_eq!(change.label, "move B and D to the top");
        let undo = model.apply(&change).unwrap();
        assert!(
            model
                .principals()
                .get(&"d".into())
                .unwrap()
                .managers
                .is_empty()
        );
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn a_circle_is_told_by_name() {
        let model = model();
        let said = obstacle(&model, &["a".into()], &"primary".into(), &"c".into());
        let wanted = "C is below A. They would go round in a circle: A → B → C → A";
        assert_eq!(said.as_deref(), Some(wanted));
        assert!(obstacle(&model, &["c".into()], &"primary".into(), &"d".into()).is_none());
    }

    #[test]
    fn who_is_there_already_does_not_move() {
        let model = model();
        let to: PrincipalId = "a".into();
        assert!(under(&model, &["b".into()], &"primary".into(), Some(&to)).is_none());
    }
}
