//! The cells of a row as the record they make. What a cell says is first put into the one form
//! that cells of the table are read in.

mod values;

use super::beside::Beside;
use super::content::{Profile, profiles};
use super::dates::DayOrder;
use super::draft::Draft;
use super::goes::Goes;
use super::mapping::Mapping;
use super::numbers::Decimal;
use super::people_of::Naming;
use super::trouble::{Hitch, Offer, Repair, Troubles};
use super::words;
use crate::io::table::{Form, Source, is_error_cell};
use crate::model::{FieldType, LineId, Model, Principal, PrincipalId, Record, TeamId};
use crate::session::cells::{CellValue, Column, Names};

/// What reading cells needs.
pub struct Filler<'a, 'c> {
    model: &'a Model,
    mapping: &'a Mapping,
    names: &'a Names,
    profiles: Vec<Profile<'a>>,
    /// The order of the days in the columns where something tells it.
    usual_order: Option<DayOrder>,
    usual_sign: Option<Decimal>,
    may_end_early: bool,
    /// What is added beside people.
    pub beside: Beside,
    troubles: &'a mut Troubles<'c>,
}

/// Several people, teams or values of one row that come from several columns.
#[derive(Default)]
struct Gathered {
    managers: Vec<(LineId, Vec<PrincipalId>)>,
    teams: Option<Vec<TeamId>>,
    leads: Option<Vec<TeamId>>,
    groups: Vec<String>,
}

impl<'a, 'c> Filler<'a, 'c> {
    /// Ready to read the rows of a source.
    pub fn new(
        model: &'a Model,
        source: &'a Source,
        mapping: &'a Mapping,
        names: &'a Names,
        troubles: &'a mut Troubles<'c>,
    ) -> Self {
        let profiles = profiles(source);
        let goes_to = |at: &usize, is: fn(&FieldType) -> bool| {
            let field = mapping
                .columns
                .get(*at)
                .and_then(|column| column.goes.field());
            field.is_some_and(|field| is(&field.kind))
        };
        let dates = (0..profiles.len()).filter(|at| goes_to(at, |kind| *kind == FieldType::Date));
        let numbers =
            (0..profiles.len()).filter(|at| goes_to(at, |kind| *kind == FieldType::Number));
        let usual_order = dates.filter_map(|at| profiles.get(at)?.day_order()).next();
        let usual_sign = numbers.filter_map(|at| profiles.get(at)?.decimal()).next();
        Filler {
            model,
            mapping,
            names,
            usual_order,
            usual_sign,
            may_end_early: source.reading.form == Form::Delimited,
            beside: Beside::new(model, source, mapping),
            profiles,
            troubles,
        }
    }

    /// Reads the cells of a row into the record they make.
    pub fn read(&mut self, draft: &mut Draft<'_>) {
        let Ok((id, is_new)) = draft.is.clone() else {
            return;
        };
        let mut record = match self.model.principals().get_shared(&id) {
            Some(person) => Record::Principal(person.clone()),
            None => Principal::new(id.clone(), draft.name.clone()).into(),
        };
        match self.fill(draft, &id, is_new, &mut record) {
            Ok(()) => draft.record = Some(record),
            Err(why) => draft.is = Err(why),
        }
    }

    fn fill(
        &mut self,
        draft: &Draft<'_>,
        id: &PrincipalId,
        is_new: bool,
        record: &mut Record,
    ) -> Result<(), String> {
        let mut gathered = Gathered::default();
        self.name(draft, is_new, record);
        for at in 0..self.mapping.columns.len() {
            let cell = draft.row.cell(at);
            let Some(column) = self.mapping.columns.get(at) else {
                continue;
            };
            // A row of a text that ends early says nothing of the rest.
            let is_there = at < draft.row.len() || !self.may_end_early;
            if cell.is_empty() && (is_new || !is_there) {
                continue;
            }
            let head = column.head.as_str();
            let cell = match is_error_cell(cell) {
                true => {
                    self.unreadable(at, head, draft, &format!("the spreadsheet says {cell}"))?
                }
                false => cell,
            };
            self.cell(at, cell, draft, id, record, &mut gathered)?;
        }
        self.several(gathered, id, record);
        Ok(())
    }

    /// Those found by their id or address may have another name now; those found by their name are
    /// not renamed by another way of writing it.
    fn name(&self, draft: &Draft<'_>, is_new: bool, record: &mut Record) {
        let tells = |goes: &Goes| {
            let is_email = goes
                .field()
                .is_some_and(|field| field.kind == FieldType::Email);
            *goes == Goes::Id || (is_email && !self.troubles.strict())
        };
        let mut telling = self.mapping.places(tells).into_iter();
        let is_told = telling.any(|at| !draft.row.cell(at).is_empty());
        if !draft.name.is_empty() && (is_new || is_told) {
            Column::Name.set(record, CellValue::Name(draft.name.clone()));
        }
    }

    fn cell(
        &mut self,
        at: usize,
        cell: &str,
        draft: &Draft<'_>,
        id: &PrincipalId,
        record: &mut Record,
        gathered: &mut Gathered,
    ) -> Result<(), String> {
        let Some(column) = self.mapping.columns.get(at) else {
            return Ok(());
        };
        let strict = self.troubles.strict();
        match &column.goes {
            Goes::Nowhere | Goes::Id | Goes::Name(_) => {}
            Goes::Field(field) => self.field(at, field, cell, draft, record)?,
            Goes::Status(field) => {
                if let Some(field) = field {
                    self.field(at, field, cell, draft, record)?;
                }
                self.status(cell, draft, record)?;
            }
            Goes::Unless(state) => self.unless(at, *state, cell, draft, record)?,
            Goes::Manager(line) | Goes::Managers(line) => {
                let single = matches!(column.goes, Goes::Manager(_));
                let people = self.people(&column.head, cell, draft, id)?;
                self.managers(line, single, people, gathered);
            }
            Goes::Teams | Goes::Leads => {
                let mut teams = Vec::new();
                for name in self.beside.parts(cell, strict) {
                    let team = self.beside.team(self.model, name, strict);
                    let team = team.map_err(|why| format!("{}: {why}", column.head))?;
                    if !teams.contains(&team) {
                        teams.push(team);
                    }
                }
                let slot = match column.goes {
                    Goes::Teams => &mut gathered.teams,
                    _ => &mut gathered.leads,
                };
                slot.get_or_insert_default().extend(teams);
            }
            Goes::Groups => {
                let parts = self.beside.parts(cell, strict).into_iter();
                gathered.groups.extend(parts.map(str::to_owned));
            }
            Goes::Sort => {
                if let (Some(sort), Record::Principal(person)) = (words::sort(cell), record) {
                    std::sync::Arc::make_mut(person).sort = sort;
                }
            }
        }
        Ok(())
    }

    /// Puts what came from several columns into the record.
    fn several(&mut self, gathered: Gathered, id: &PrincipalId, record: &mut Record) {
        for (line, mut people) in gathered.managers {
            let known = self.model.settings().line(&line);
            let single = known.is_some_and(|line| line.single);
            match single {
                true => {
                    let one = people.into_iter().next();
                    Column::Manager(line).set(record, CellValue::Person(one));
                }
                false => {
                    people.dedup();
                    Column::Managers(line).set(record, CellValue::People(people));
                }
            }
        }
        if let Some(teams) = gathered.teams {
            Column::Teams.set(record, CellValue::Teams(teams));
        }
        if let (Some(leads), Record::Principal(person)) = (gathered.leads, record) {
            std::sync::Arc::make_mut(person).leads = leads;
        }
        for group in &gathered.groups {
            self.beside.joins(group, id);
        }
    }

    /// Managers of a line. Of several on a line that takes one, the others are additional.
    fn managers(
        &self,
        line: &LineId,
        single: bool,
        people: Vec<PrincipalId>,
        gathered: &mut Gathered,
    ) {
        let mut put = |line: &LineId, people: Vec<PrincipalId>| match gathered
            .managers
            .iter_mut()
            .find(|(known, _)| known == line)
        {
            Some((_, list)) => list.extend(people),
            None => gathered.managers.push((line.clone(), people)),
        };
        if !single || people.len() < 2 {
            put(line, people);
            return;
        }
        let mut people = people.into_iter();
        put(line, people.next().into_iter().collect());
        let mut lines = self.model.settings().lines.iter();
        if let Some(more) = lines.find(|line| !line.single) {
            put(&more.id, people.collect());
        }
    }

    /// The people a cell names.
    fn people(
        &mut self,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
        id: &PrincipalId,
    ) -> Result<Vec<PrincipalId>, String> {
        let naming = Naming { names: self.names };
        naming.people(head, cell, draft.row.nth(), id, self.troubles)
    }

    /// Says that a cell is not what its column takes; returns what it counts as.
    fn unreadable(
        &mut self,
        at: usize,
        head: &str,
        draft: &Draft<'_>,
        why: &str,
    ) -> Result<&'static str, String> {
        let words = format!("{head}: {why}");
        let about = || {
            let offers = Offer::plain(&[Repair::Refuse, Repair::LeaveBlank]);
            (
                format!("Cells of {head} cannot be read, the first because {why}"),
                offers,
            )
        };
        let hitch = Hitch::Unreadable(format!("{head} ({})", at + 1));
        match self.troubles.ask(hitch, draft.row.nth(), about) {
            Repair::LeaveBlank => Ok(""),
            _ => Err(words),
        }
    }
}
