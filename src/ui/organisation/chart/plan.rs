//! Where everyone stands in the chart: people, the lines between them, what is folded. Worked out
//! from the model and the folds alone.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Pos2, Rect, vec2};

use super::wrap::wrap;
use crate::graph::tree::{TreeLayout, TreeNode, TreeRequest, tree};
use crate::model::{Key, Model, PrincipalId};

/// Width and height of a card.
pub const CARD: egui::Vec2 = vec2(184.0, 58.0);
/// From how many people on the lower levels are folded at first.
const MANY: usize = 70;

/// Someone in the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Who.
    pub id: PrincipalId,
    /// The name.
    pub name: String,
    /// What tells them apart: fields that are short texts.
    pub line: String,
    /// Index of the manager on the first line.
    pub up: Option<usize>,
    /// Indices of managers on other lines.
    pub others: Vec<usize>,
    /// Everything below is hidden.
    pub folded: bool,
}

/// The chart.
#[derive(Debug)]
pub struct Plan {
    /// Everyone with a record, in the order of the model.
    pub people: Vec<Person>,
    /// Where they stand.
    pub layout: TreeLayout,
    /// Those who are not hidden by a fold, in the order of the model.
    pub shown: Vec<(usize, Rect)>,
    /// Where those stand.
    pub shown_rects: Vec<Rect>,
    /// Lines to managers on other lines than the first, between those who are shown.
    pub dotted: Vec<(Rect, Rect)>,
    /// Someone has a manager on another line than the first.
    pub has_others: bool,
    index: BTreeMap<PrincipalId, usize>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            people: Vec::new(),
            layout: tree(&TreeRequest::default()),
            shown: Vec::new(),
            shown_rects: Vec::new(),
            dotted: Vec::new(),
            has_others: false,
            index: BTreeMap::new(),
        }
    }
}

impl Plan {
    /// The chart of a model.
    pub fn of(model: &Model, folded: &BTreeSet<PrincipalId>) -> Plan {
        let first = model.settings().lines.first().map(|line| &line.id);
        let with_record: Vec<_> = model
            .principals()
            .iter()
            .filter(|p| p.has_record())
            .collect();
        let index: BTreeMap<PrincipalId, usize> = with_record
            .iter()
            .enumerate()
            .map(|(nth, person)| (person.id.clone(), nth))
            .collect();
        let people: Vec<Person> = with_record
            .iter()
            .map(|person| {
                let on_first = |edge: &&crate::model::ManagerEdge| Some(&edge.0) == first;
                let up = person.managers.iter().find(on_first);
                let others = person.managers.iter().filter(|edge| !on_first(edge));
                Person {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    line: second_line(model, &person.id),
                    up: up.and_then(|edge| index.get(&edge.1).copied()),
                    others: others
                        .filter_map(|edge| index.get(&edge.1).copied())
                        .collect(),
                    folded: folded.contains(&person.id),
                }
            })
            .collect();
        let nodes = people.iter().map(|person| TreeNode {
            parent: person.up,
            size: CARD,
            folded: person.folded,
        });
        let mut layout = tree(&TreeRequest {
            nodes: nodes.collect(),
            column: Some(6),
            // The card of a folded manager says how many are below: they can stand in columns.
            fold_sign: None,
            ..TreeRequest::default()
        });
        let ups: Vec<Option<usize>> = people.iter().map(|person| person.up).collect();
        wrap(&mut layout, &ups);
        let places = layout.nodes.iter().enumerate();
        let shown: Vec<(usize, Rect)> = places
            .filter_map(|(nth, rect)| Some((nth, (*rect)?)))
            .collect();
        let rect_of = |nth: usize| layout.nodes.get(nth).copied().flatten();
        let others = |nth: usize| people.get(nth).map_or(&[][..], |p| &p.others);
        let dotted = shown.iter().flat_map(|(nth, from)| {
            let ups = others(*nth).iter().filter_map(|up| rect_of(*up));
            ups.map(|to| (*from, to))
        });
        Plan {
            dotted: dotted.collect(),
            has_others: people.iter().any(|person| !person.others.is_empty()),
            shown_rects: shown.iter().map(|(_, rect)| *rect).collect(),
            shown,
            people,
            layout,
            index,
        }
    }

    /// Where someone stands, if they are not hidden by a fold.
    pub fn rect(&self, id: &PrincipalId) -> Option<Rect> {
        let nth = self.index.get(id)?;
        self.layout.nodes.get(*nth).copied().flatten()
    }

    /// Place in the list.
    pub fn nth(&self, id: &PrincipalId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Everyone above someone, nearest first.
    pub fn above(&self, id: &PrincipalId) -> Vec<PrincipalId> {
        let mut way = Vec::new();
        let mut at = self.index.get(id).and_then(|nth| self.people.get(*nth)?.up);
        while let Some(person) = at.and_then(|nth| self.people.get(nth)) {
            if way.contains(&person.id) {
                break;
            }
            way.push(person.id.clone());
            at = person.up;
        }
        way
    }

    /// The manager.
    pub fn step_up(&self, id: &PrincipalId) -> Option<PrincipalId> {
        self.above(id).into_iter().next()
    }

    /// The first of those below that is shown.
    pub fn step_down(&self, id: &PrincipalId) -> Option<PrincipalId> {
        let here = self.nth(id);
        let mut below = (0..self.people.len()).filter(|nth| self.is_shown(*nth));
        let found = below.find(|nth| self.people.get(*nth).is_some_and(|p| p.up == here));
        found
            .and_then(|nth| self.people.get(nth))
            .map(|p| p.id.clone())
    }

    /// The one beside, under the same manager.
    pub fn step_aside(&self, id: &PrincipalId, by: isize) -> Option<PrincipalId> {
        let here = self.nth(id)?;
        let up = self.people.get(here)?.up;
        let beside: Vec<usize> = (0..self.people.len())
            .filter(|nth| self.is_shown(*nth))
            .filter(|nth| self.people.get(*nth).is_some_and(|p| p.up == up))
            .collect();
        let at = beside.iter().position(|nth| *nth == here)?;
        let to = at.checked_add_signed(by)?;
        let nth = beside.get(to)?;
        self.people.get(*nth).map(|person| person.id.clone())
    }

    fn is_shown(&self, nth: usize) -> bool {
        self.layout.nodes.get(nth).is_some_and(Option::is_some)
    }

    /// Who stands at a place of the plane.
    pub fn at(&self, point: Pos2) -> Option<usize> {
        let mut shown = self.shown.iter();
        let found = shown.find(|(_, rect)| rect.contains(point))?;
        Some(found.0)
    }

    /// Which of those who are shown is selected.
    pub fn lit(&self, selected: Option<&Key>) -> Option<usize> {
        let Some(Key::Principal(id)) = selected else {
            return None;
        };
        let nth = self.nth(id)?;
        self.shown.binary_search_by_key(&nth, |(nth, _)| *nth).ok()
    }
}

/// Below the name: the first fields that read as a place in the company.
fn second_line(model: &Model, id: &PrincipalId) -> String {
    let Some(person) = model.principals().get(id) else {
        return String::new();
    };
    let wanted = [
        "title",
        "job_title",
        "position",
        "department",
        "site",
        "office",
        "country",
    ];
    let mut words: Vec<String> = Vec::new();
    for name in wanted {
        if words.len() == 2 {
            break;
        }
        if let Some(value) = person.fields.get(&name.into())
            && !value.is_empty()
        {
            words.push(value.to_string());
        }
    }
    if words.is_empty() {
        let teams = person.teams.iter().take(2);
        words.extend(teams.map(|id| model.title(&Key::Team(id.clone()))));
    }
    words.join(" · ")
}

/// In a large company everyone two steps down from the top is folded at first.
pub fn folded_at_first(model: &Model) -> BTreeSet<PrincipalId> {
    let plan = Plan::of(model, &BTreeSet::new());
    if plan.people.len() < MANY {
        return BTreeSet::new();
    }
    plan.people
        .iter()
        .enumerate()
        .filter(|(nth, _)| plan.layout.n_below.get(*nth).is_some_and(|n| *n > 0))
        .filter(|(_, person)| plan.above(&person.id).len() >= 2)
        .map(|(_, person)| person.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Edit, ManagerEdge, Principal};

    fn model() -> Model {
        let mut model = Model::default();
        let person = |id: &str, up: Option<&str>| {
            let mut person = Principal::new(id, id.to_uppercase());
            person.managers = up
                .map(|up| ManagerEdge("primary".into(), up.into()))
                .into_iter()
                .collect();
            Edit::put(person)
        };
        let edits = vec![
            person("a", None),
            person("b", Some("a")),
            person("c", Some("a")),
        ];
        model.apply(&Change::new("start", edits)).unwrap();
        model
    }

    #[test]
    fn steps_walk_the_tree_as_it_is_drawn() {
        let plan = Plan::of(&model(), &BTreeSet::new());
        assert_eq!(plan.step_down(&"a".into()), Some("b".into()));
        assert_eq!(plan.step_aside(&"b".into(), 1), Some("c".into()));
        assert_eq!(plan.step_up(&"c".into()), Some("a".into()));
        assert_eq!(plan.step_up(&"a".into()), None);
    }

    #[test]
    fn a_fold_hides_those_below_and_counts_them() {
        let plan = Plan::of(&model(), &BTreeSet::from(["a".into()]));
        assert!(plan.rect(&"b".into()).is_none());
        assert_eq!(plan.layout.n_below.first(), Some(&2));
        assert_eq!(plan.step_down(&"a".into()), None);
    }
}
