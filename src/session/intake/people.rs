//! The plan of a file of people, and the one change that takes them over.

use rustc_hash::FxHashSet;

use super::beside::Beside;
use super::draft::{Draft, identify};
use super::fill::Filler;
use super::goes::Goes;
use super::lines::{drop_untaken, open_circles};
use super::mapping::Mapping;
use super::told::{PlannedRow, RowPlan, Teller};
use super::trouble::{Choices, Leavers, Trouble, Troubles};
use crate::engine::Engine;
use crate::io::table::Source;
use crate::model::{
    Account, Change, Date, Edit, Field, FieldId, FieldType, Group, Key, LineId, Model, PrincipalId,
    PrincipalSort, Team, norm, slug,
};
use crate::session::Changes;
use crate::session::cells::{Names, Settled, settle};
use crate::session::edits::removal::remove;

/// The plan of a file of people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Where each column goes.
    pub mapping: Mapping,
    /// Row by row, in the order of the file.
    pub rows: Vec<PlannedRow>,
    /// What is not clear, and what is done about it.
    pub troubles: Vec<Trouble>,
    /// Fields the model does not have yet.
    pub new_fields: Vec<Field>,
    /// Words that join the choices of a field, by the field's name.
    pub new_words: Vec<(String, Vec<String>)>,
    /// Teams the model does not have yet.
    pub new_teams: Vec<Team>,
    /// Groups the model does not have yet, by name.
    pub new_groups: Vec<String>,
    /// People of the model who are not in the file, in the order of the model.
    pub leavers: Vec<PrincipalId>,
    /// Everything that is not refused, in one step. None if nothing would change.
    pub change: Option<Change>,
    /// The model after it.
    pub after: Option<Model>,
    /// Why not even that would be accepted.
    pub problem: Option<String>,
}

impl Plan {
    /// How many rows are about someone new, who changes, who stays, and are refused.
    pub fn counts(&self) -> (usize, usize, usize, usize) {
        let count = |is: fn(&RowPlan) -> bool| self.rows.iter().filter(|r| is(&r.plan)).count();
        (
            count(|plan| matches!(plan, RowPlan::New)),
            count(|plan| matches!(plan, RowPlan::Changed(_))),
            count(|plan| matches!(plan, RowPlan::Same)),
            count(|plan| matches!(plan, RowPlan::Refused(_))),
        )
    }

    /// The rows that are refused, with the reason.
    pub fn refused(&self) -> impl Iterator<Item = (&PlannedRow, &str)> {
        self.rows.iter().filter_map(|row| match &row.plan {
            RowPlan::Refused(why) => Some((row, why.as_str())),
            _ => None,
        })
    }

    /// By name, who gains and who loses what if it is done; none if nothing would change.
    pub fn changes(&self, now: &Engine, day: Date) -> Option<Changes> {
        let after = self.after.as_ref()?;
        Some(Changes::between(now, &now.again(after, day)))
    }
}

/// Plans what a file does to the people of a model. `from` is what it is called: "people.csv".
pub fn plan(
    model: &Model,
    source: &Source,
    mapping: &Mapping,
    choices: &Choices,
    from: &str,
) -> Plan {
    let mut troubles = Troubles::new(choices);
    let mut names = Names::of(model);
    let mut drafts = identify(model, source, mapping, &mut names, &mut troubles);
    let mut filler = Filler::new(model, source, mapping, &names, &mut troubles);
    for draft in &mut drafts {
        filler.read(draft);
    }
    let beside = filler.beside;
    if !choices.strict {
        open_circles(model, &single_lines(mapping), &mut drafts, &mut troubles);
        let fields = mapping.fields().into_iter();
        let people = fields.filter(|field| field.kind == FieldType::Person);
        let people: Vec<FieldId> = people.map(|field| field.id.clone()).collect();
        drop_untaken(model, &people, &mut drafts, &mut troubles);
    }
    let leavers = match choices.strict {
        true => Vec::new(),
        false => leavers(model, &drafts),
    };
    let making = Making {
        model,
        beside: &beside,
        leavers: &leavers,
        what: choices.leavers,
        from,
    };
    let mut settled = settle(model, &mut drafts, |drafts| making.change(drafts), refuse);
    let after = settled.after.take();
    let called = |id: &PrincipalId| {
        let model = after.as_ref().unwrap_or(model);
        format!("{} ({id})", model.title(&Key::Principal(id.clone())))
    };
    let troubles = troubles.list(&called);
    let teller = Teller::new(model, after.as_ref().unwrap_or(model), &names, mapping);
    let rows = drafts.into_iter().map(|draft| teller.tell(draft)).collect();
    drop(teller);
    told(
        model, mapping, rows, troubles, beside, leavers, settled, after,
    )
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the plan")]
fn told(
    model: &Model,
    mapping: &Mapping,
    rows: Vec<PlannedRow>,
    troubles: Vec<Trouble>,
    beside: Beside,
    leavers: Vec<PrincipalId>,
    settled: Settled,
    after: Option<Model>,
) -> Plan {
    let is_changed = settled.change.is_some();
    let fields = beside.fields.iter().flatten();
    let new_fields = fields.filter(|field| is_changed && !model.fields().contains(&field.id));
    let added = beside.fields.iter().zip(&beside.added);
    let new_words = added.filter_map(|(field, words)| {
        let name = field.as_ref()?.name.clone();
        (is_changed && !words.is_empty()).then(|| (name, words.clone()))
    });
    let new_groups = beside.groups.iter().map(|(name, _)| name);
    let new_groups = new_groups.filter(|name| group_of(model, name).is_none());
    Plan {
        mapping: mapping.clone(),
        rows,
        troubles,
        new_fields: new_fields.cloned().collect(),
        new_words: new_words.collect(),
        new_groups: new_groups.filter(|_| is_changed).cloned().collect(),
        new_teams: if is_changed { beside.teams } else { Vec::new() },
        leavers,
        change: settled.change,
        after,
        problem: settled.problem,
    }
}

fn single_lines(mapping: &Mapping) -> Vec<LineId> {
    let mut lines: Vec<LineId> = Vec::new();
    for column in &mapping.columns {
        if let Goes::Manager(line) = &column.goes
            && !lines.contains(line)
        {
            lines.push(line.clone());
        }
    }
    lines
}

/// Employees of the model whom no row is about. A row that is refused is about someone all the
/// same, as far as that is known.
fn leavers(model: &Model, drafts: &[Draft<'_>]) -> Vec<PrincipalId> {
    let named: FxHashSet<String> = drafts.iter().map(|draft| norm(&draft.name)).collect();
    let seen: FxHashSet<&PrincipalId> = drafts
        .iter()
        .filter_map(|draft| draft.is.as_ref().ok().map(|(id, _)| id))
        .collect();
    let has_refused = drafts.iter().any(|draft| draft.is.is_err());
    let people = model.principals().iter();
    let people = people.filter(|person| person.sort == PrincipalSort::Person);
    people
        .filter(|person| person.account != Account::Ended && !seen.contains(&person.id))
        .filter(|person| !has_refused || !named.contains(&norm(&person.name)))
        .map(|person| person.id.clone())
        .collect()
}

/// Leaves out the row about someone whom the model refuses.
fn refuse(drafts: &mut [Draft<'_>], key: &Key, why: &str) -> bool {
    let Key::Principal(id) = key else {
        return false;
    };
    let draft = drafts
        .iter_mut()
        .find(|draft| draft.record.is_some() && matches!(&draft.is, Ok((of, _)) if of == id));
    let Some(draft) = draft else { return false };
    draft.is = Err(why.to_owned());
    draft.record = None;
    true
}

/// The group of a name or id.
fn group_of<'m>(model: &'m Model, name: &str) -> Option<&'m Group> {
    let name = norm(name);
    let mut groups = model.groups().iter();
    groups.find(|group| norm(&group.name) == name || norm(group.id.as_str()) == name)
}

/// What a change is made of.
struct Making<'a> {
    model: &'a Model,
    beside: &'a Beside,
    leavers: &'a [PrincipalId],
    what: Leavers,
    from: &'a str,
}

impl Making<'_> {
    fn change(&self, drafts: &[Draft<'_>]) -> Option<Change> {
        let (mut n_new, mut n_changed) = (0, 0);
        let mut people = Vec::new();
        for record in drafts.iter().filter_map(|draft| draft.record.as_ref()) {
            match self.model.record(&record.key()) {
                Some(old) if old == *record => continue,
                Some(_) => n_changed += 1,
                None => n_new += 1,
            }
            people.push(Edit::put(record.clone()));
        }
        let groups = self.groups(drafts);
        let leaving = match self.what {
            Leavers::Keep => 0,
            Leavers::End | Leavers::Remove => self.leavers.len(),
        };
        if people.is_empty() && groups.is_empty() && leaving == 0 {
            return None;
        }
        let mut edits = self.fields();
        edits.extend(self.beside.teams.iter().cloned().map(Edit::put));
        edits.extend(people);
        edits.extend(groups);
        self.leave(&mut edits);
        Some(Change::new(self.label(n_new, n_changed, leaving), edits))
    }

    /// New fields, and those with more to choose from.
    fn fields(&self) -> Vec<Edit> {
        let fields = self.beside.fields.iter().zip(&self.beside.added);
        let changed = fields.filter_map(|(field, added)| {
            let field = field.as_ref()?;
            let is_new = !self.model.fields().contains(&field.id);
            (is_new || !added.is_empty()).then(|| Edit::put(field.clone()))
        });
        changed.collect()
    }

    fn groups(&self, drafts: &[Draft<'_>]) -> Vec<Edit> {
        if self.beside.groups.is_empty() {
            return Vec::new();
        }
        let taken: FxHashSet<&PrincipalId> = drafts
            .iter()
            .filter(|draft| draft.record.is_some())
            .filter_map(|draft| draft.is.as_ref().ok().map(|(id, _)| id))
            .collect();
        let mut new_ids: Vec<String> = Vec::new();
        let mut edits = Vec::new();
        for (name, members) in &self.beside.groups {
            let members = members.iter().filter(|id| taken.contains(id));
            let known = group_of(self.model, name);
            let mut group = known.cloned().unwrap_or_else(|| {
                let id = slug(name, |id| {
                    self.model.groups().contains(&id.into()) || new_ids.iter().any(|n| n == id)
                });
                new_ids.push(id.clone());
                Group {
                    id: id.into(),
                    name: name.clone(),
                    description: format!("Members as {} says", self.from),
                    listed: Vec::new(),
                    condition: None,
                    groups: Vec::new(),
                }
            });
            let mut listed: FxHashSet<PrincipalId> = group.listed.iter().cloned().collect();
            for id in members {
                if listed.insert(id.clone()) {
                    group.listed.push(id.clone());
                }
            }
            if known != Some(&group) {
                edits.push(Edit::put(group));
            }
        }
        edits
    }

    fn leave(&self, edits: &mut Vec<Edit>) {
        match self.what {
            Leavers::Keep => {}
            Leavers::End => {
                for id in self.leavers {
                    if let Some(person) = self.model.principals().get(id) {
                        let mut person = person.clone();
                        person.account = Account::Ended;
                        edits.push(Edit::put(person));
                    }
                }
            }
            Leavers::Remove => {
                // As the model will be, so that new reports of theirs are looked after as well.
                let mut after = self.model.clone();
                if after.apply(&Change::new("", edits.clone())).is_ok() {
                    let keys: Vec<Key> = self.leavers.iter().cloned().map(Key::Principal).collect();
                    edits.extend(remove(&after, &keys).edits);
                }
            }
        }
    }

    fn label(&self, n_new: usize, n_changed: usize, n_leaving: usize) -> String {
        let people = |n: usize| match n {
            1 => "1 person".to_owned(),
            n => format!("{n} people"),
        };
        let from = self.from;
        let mut label = match (n_new, n_changed) {
            (0, 0) if n_leaving == 0 => format!("take over groups from {from}"),
            (0, 0) => String::new(),
            (new, 0) => format!("add {} from {from}", people(new)),
            (0, changed) => format!("change {} by {from}", people(changed)),
            (new, changed) => {
                format!(
                    "add {} and change {} by {from}",
                    people(new),
                    people(changed)
                )
            }
        };
        if n_leaving > 0 {
            let verb = match self.what {
                Leavers::Remove => "remove",
                _ => "end",
            };
            let words = format!("{verb} {} not in {from}", people(n_leaving));
            match label.is_empty() {
                true => label = words,
                false => label.push_str(&format!(", {words}")),
            }
        }
        label
    }
}
