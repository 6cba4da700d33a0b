//! What only shows once all rows are taken together: manager lines that go round in a circle, and
//! people who are named but whose own row is not taken.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use super::trouble::{Hitch, Offer, Repair, Troubles};
use crate::model::{FieldId, Key, LineId, Model, Principal, PrincipalId, Record, Value};
use crate::session::cells::{CellValue, Column};

/// As many places to cut a circle at as are offered.
const MOST_OFFERED: usize = 6;
/// As many names of a circle as are said.
const MOST_SAID: usize = 8;

/// Finds the circles on the lines that take one manager, and opens each where it is said to be.
pub fn open_circles(
    model: &Model,
    lines: &[LineId],
    drafts: &mut [Draft<'_>],
    troubles: &mut Troubles<'_>,
) {
    for line in lines {
        let web = Web::of(model, line, drafts);
        for circle in web.circles() {
            open(model, line, &web, &circle, drafts, troubles);
        }
    }
}

/// Who has which manager on a line.
struct Web {
    people: Vec<PrincipalId>,
    /// By place.
    managers: Vec<Option<u32>>,
    /// The row about someone, by place.
    rows: Vec<Option<u32>>,
    n_reports: Vec<u32>,
}

fn manager<'p>(person: &'p Principal, line: &LineId) -> Option<&'p PrincipalId> {
    let mut edges = person.managers.iter();
    edges.find(|edge| edge.0 == *line).map(|edge| &edge.1)
}

impl Web {
    fn of(model: &Model, line: &LineId, drafts: &[Draft<'_>]) -> Web {
        let mut places: FxHashMap<&PrincipalId, u32> = FxHashMap::default();
        let mut people: Vec<(&PrincipalId, Option<&PrincipalId>, Option<u32>)> = Vec::new();
        for person in model.principals().iter() {
            places.insert(&person.id, people.len() as u32);
            people.push((&person.id, manager(person, line), None));
        }
        for (nth, draft) in drafts.iter().enumerate() {
            let (Some(Record::Principal(person)), Ok(_)) = (&draft.record, &draft.is) else {
                continue;
            };
            let at = *places.entry(&person.id).or_insert(people.len() as u32);
            let entry = (&person.id, manager(person, line), Some(nth as u32));
            match people.get_mut(at as usize) {
                Some(slot) => *slot = entry,
                None => people.push(entry),
            }
        }
        let managers: Vec<Option<u32>> = people
            .iter()
            .map(|(_, manager, _)| places.get((*manager)?).copied())
            .collect();
        let mut n_reports = vec![0; people.len()];
        for manager in managers.iter().flatten() {
            if let Some(n) = n_reports.get_mut(*manager as usize) {
                *n += 1;
            }
        }
        Web {
            rows: people.iter().map(|(_, _, row)| *row).collect(),
            people: people.into_iter().map(|(id, ..)| id.clone()).collect(),
            managers,
            n_reports,
        }
    }

    /// The places of each circle, in the order in which one manages the next.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![0usize; self.people.len()];
        let mut circles = Vec::new();
        for start in 0..self.people.len() {
            let mut at = start;
            loop {
                match seen.get_mut(at) {
                    Some(mark) if *mark == 0 => *mark = start + 1,
                    Some(mark) if *mark == start + 1 => {
                        circles.push(self.around(at));
                        break;
                    }
                    _ => break,
                }
                match self.managers.get(at).copied().flatten() {
                    Some(up) => at = up as usize,
                    None => break,
                }
            }
        }
        circles
    }

    fn around(&self, start: usize) -> Vec<usize> {
        let mut circle = vec![start];
        let mut at = start;
        while let Some(up) = self.managers.get(at).copied().flatten() {
            at = up as usize;
            if at == start || circle.len() > self.people.len() {
                break;
            }
            circle.push(at);
        }
        circle
    }
}

fn open(
    model: &Model,
    line: &LineId,
    web: &Web,
    circle: &[usize],
    drafts: &mut [Draft<'_>],
    troubles: &mut Troubles<'_>,
) {
    let row = |at: usize| web.rows.get(at).copied().flatten().map(|row| row as usize);
    let mut inside: Vec<usize> = circle
        .iter()
        .copied()
        .filter(|at| row(*at).is_some())
        .collect();
    // Whoever has the most people below is most likely the top.
    inside.sort_by_key(|at| (std::cmp::Reverse(web.n_reports.get(*at).copied()), row(*at)));
    let Some(first) = inside.first().and_then(|at| row(*at)) else {
        return;
    };
    let id = |at: usize| web.people.get(at).cloned();
    let mut ids: Vec<PrincipalId> = circle.iter().filter_map(|at| id(*at)).collect();
    let called = |at: &usize| match row(*at).and_then(|row| drafts.get(row)) {
        Some(draft) if !draft.name.is_empty() => draft.name.clone(),
        _ => id(*at).map_or(String::new(), |id| model.title(&Key::Principal(id))),
    };
    let mut names: Vec<String> = circle.iter().take(MOST_SAID).map(called).collect();
    names.push(if circle.len() > MOST_SAID {
        "…".to_owned()
    } else {
        names.first().cloned().unwrap_or_default()
    });
    let words = format!("Managers go round in a circle: {}", names.join(" → "));
    ids.sort_unstable();
    let nth = drafts.get(first).map_or(0, |draft| draft.row.nth());
    let hitch = Hitch::Circle(ids);
    let about = || {
        let cuts = inside.iter().take(MOST_OFFERED).filter_map(|at| id(*at));
        let mut offers: Vec<Offer> = cuts.map(|id| Offer::take(Repair::CutAt(id))).collect();
        offers.extend(Offer::plain(&[Repair::Refuse]));
        (words.clone(), offers)
    };
    let repair = troubles.ask(hitch.clone(), nth, about);
    for at in &inside {
        if let Some(draft) = row(*at).and_then(|row| drafts.get_mut(row)) {
            troubles.also(&hitch, draft.row.nth());
            match &repair {
                Repair::CutAt(who) if Some(who) == id(*at).as_ref() => {
                    if let Some(record) = &mut draft.record {
                        Column::Manager(line.clone()).set(record, CellValue::Person(None));
                    }
                }
                Repair::CutAt(_) => {}
                _ => {
                    draft.is = Err(words.clone());
                    draft.record = None;
                }
            }
        }
    }
}

/// Takes those out of other rows who are new and whose own row is not taken. What is refused for
/// that may leave others without a manager in turn.
pub fn drop_untaken(
    model: &Model,
    person_fields: &[FieldId],
    drafts: &mut [Draft<'_>],
    troubles: &mut Troubles<'_>,
) {
    loop {
        let taken: FxHashSet<PrincipalId> = drafts
            .iter()
            .filter(|draft| draft.record.is_some())
            .filter_map(|draft| draft.is.as_ref().ok().map(|(id, _)| id.clone()))
            .collect();
        let is_there = |id: &PrincipalId| taken.contains(id) || model.principals().contains(id);
        let mut is_settled = true;
        for draft in drafts.iter_mut() {
            let Some(Record::Principal(person)) = &draft.record else {
                continue;
            };
            let of_fields = person_fields
                .iter()
                .filter_map(|id| match person.fields.get(id) {
                    Some(Value::Text(text)) => Some(text.as_str().into()),
                    _ => None,
                });
            let named = person.managers.iter().map(|edge| edge.1.clone());
            let missing: Vec<PrincipalId> =
                named.chain(of_fields).filter(|id| !is_there(id)).collect();
            for id in missing {
                is_settled &= drop_one(&id, person_fields, draft, troubles);
            }
        }
        if is_settled {
            return;
        }
    }
}

/// Takes someone out of a row. False if the row is refused for it.
fn drop_one(
    id: &PrincipalId,
    person_fields: &[FieldId],
    draft: &mut Draft<'_>,
    troubles: &mut Troubles<'_>,
) -> bool {
    let words = format!("The row about {id} is not taken, but others name them");
    let about = || {
        let offers = Offer::plain(&[Repair::LeaveBlank, Repair::Refuse]);
        (words, offers)
    };
    match troubles.ask(Hitch::NotTaken(id.clone()), draft.row.nth(), about) {
        Repair::LeaveBlank => {
            if let Some(Record::Principal(person)) = &mut draft.record {
                let person = Arc::make_mut(person);
                person.managers.retain(|edge| edge.1 != *id);
                for field in person_fields {
                    if person.fields.get(field) == Some(&Value::Text(id.to_string())) {
                        person.fields.set(field, None);
                    }
                }
            }
            true
        }
        _ => {
            draft.is = Err(format!("It names {id}, whose row is not taken"));
            draft.record = None;
            false
        }
    }
}
