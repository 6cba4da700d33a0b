//! The cells of a row as the record they make. What a cell says is first put into the one form
//! that cells of the table are read in.

use rustc_hash::FxHashMap;

use super::content::{Profile, profiles};
use super::dates::{Day, DayOrder, day};
use super::draft::Draft;
use super::goes::Goes;
use super::mapping::Mapping;
use super::numbers::{Decimal, amount};
use super::people_of::Naming;
use super::trouble::{Hitch, Offer, Repair, Troubles};
use super::words;
use crate::io::table::{Form, Source, is_error_cell};
use crate::model::{
    Account, Field, FieldType, LineId, Model, Principal, PrincipalId, Record, Team, TeamId, Value,
    norm, slug,
};
use crate::session::cells::{CellValue, Column, Names, read_value};

/// What the cells of a file add to the model beside people.
#[derive(Debug, Default)]
pub struct Beside {
    /// Fields as they will be, by column of the file.
    pub fields: Vec<Option<Field>>,
    /// The known words of choices, by column.
    options: Vec<FxHashMap<String, String>>,
    /// Words that join the choices of a field the model has, by column.
    pub added: Vec<Vec<String>>,
    /// New teams, by their names in the form in which they are compared.
    pub teams: Vec<Team>,
    team_ids: FxHashMap<String, TeamId>,
    /// Names of groups with those who join them.
    pub groups: Vec<(String, Vec<PrincipalId>)>,
    group_places: FxHashMap<String, usize>,
}

impl Beside {
    fn new(model: &Model, mapping: &Mapping) -> Beside {
        let mut beside = Beside::default();
        for column in &mapping.columns {
            let field = column.goes.field().cloned();
            let options = match field.as_ref().map(|field| &field.kind) {
                Some(FieldType::Choice(options)) => {
                    options.iter().map(|one| (norm(one), one.clone())).collect()
                }
                _ => FxHashMap::default(),
            };
            beside.options.push(options);
            beside.fields.push(field);
            beside.added.push(Vec::new());
        }
        for team in model.teams().iter() {
            beside
                .team_ids
                .insert(norm(team.id.as_str()), team.id.clone());
        }
        for team in model.teams().iter() {
            beside.team_ids.insert(norm(&team.name), team.id.clone());
        }
        beside
    }

    /// The team of a name; a new one where there is none.
    fn team(&mut self, model: &Model, name: &str, strict: bool) -> Result<TeamId, String> {
        if let Some(id) = self.team_ids.get(&norm(name)) {
            return Ok(id.clone());
        }
        if strict {
            return Err(format!("There is no team “{name}”"));
        }
        let teams = &self.teams;
        let taken = |id: &str| {
            model.teams().contains(&id.into()) || teams.iter().any(|team| team.id == *id)
        };
        let id: TeamId = slug(name, taken).into();
        self.teams.push(Team {
            id: id.clone(),
            name: name.to_owned(),
        });
        self.team_ids.insert(norm(name), id.clone());
        Ok(id)
    }

    fn joins(&mut self, group: &str, who: &PrincipalId) {
        let place = *self.group_places.entry(norm(group)).or_insert_with(|| {
            self.groups.push((group.to_owned(), Vec::new()));
            self.groups.len() - 1
        });
        if let Some((_, members)) = self.groups.get_mut(place)
            && members.last() != Some(who)
        {
            members.push(who.clone());
        }
    }
}

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
            beside: Beside::new(model, mapping),
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
                for name in self.parts(cell) {
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
                let parts = self.parts(cell).into_iter();
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

    /// The names in a cell of several: one with a comma in it may be a name as well.
    fn parts<'t>(&self, cell: &'t str) -> Vec<&'t str> {
        let is_one = self.beside.team_ids.contains_key(&norm(cell));
        let all: &[char] = match cell.contains([';', '|', '\n']) {
            _ if is_one => &[],
            true => &[';', '|', '\n'],
            false => &[','],
        };
        let parts = cell.split(all).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
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

    fn field(
        &mut self,
        at: usize,
        field: &Field,
        cell: &str,
        draft: &Draft<'_>,
        record: &mut Record,
    ) -> Result<(), String> {
        let head = self
            .mapping
            .columns
            .get(at)
            .map_or("", |column| column.head.as_str());
        let column = Column::Field(field.id.clone());
        let mut set = |value: Option<Value>| column.set(record, CellValue::Field(value));
        if cell.is_empty() {
            set(None);
            return Ok(());
        }
        let read = match &field.kind {
            FieldType::Text => Ok(Some(Value::Text(cell.to_owned()))),
            FieldType::Date => self.day(at, head, cell, draft),
            FieldType::Number => self.number(at, head, cell, draft),
            FieldType::Choice(_) => self.choice(at, field, cell, draft),
            FieldType::Person => {
                let id = draft
                    .is
                    .as_ref()
                    .map_or_else(|_| "".into(), |(id, _)| id.clone());
                let people = self.people(head, cell, draft, &id)?;
                Ok(people.first().map(|id| Value::Text(id.to_string())))
            }
            FieldType::List => {
                let parts = list_parts(cell).into_iter().map(str::to_owned);
                Ok(Some(Value::List(parts.collect())))
            }
            FieldType::Flag => match words::flag(cell) {
                Some(flag) => Ok(Some(Value::Flag(flag))),
                None => read_value(&field.kind, self.names, cell).map(Some),
            },
            FieldType::Email => read_value(&field.kind, self.names, cell).map(Some),
        };
        match read {
            Ok(value) => set(value),
            Err(why) => {
                self.unreadable(at, head, draft, &why)?;
                set(None);
            }
        }
        Ok(())
    }

    fn day(
        &mut self,
        at: usize,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let not = || format!("“{cell}” is not a day like 2026-11-21");
        let read = day(cell).ok_or_else(not)?;
        let order = match (read, self.profiles.get(at).and_then(Profile::day_order)) {
            (Day::Blank, _) => return Ok(None),
            (_, Some(order)) => order,
            (Day::Either(..), None) => self.order(head, cell, draft)?,
            (Day::Only(order, _), None) => order,
            (Day::Clear(_), None) => DayOrder::DayFirst,
        };
        let day = read.in_order(order).ok_or_else(not)?;
        Ok(Some(Value::Text(day.to_string())))
    }

    /// The order of days in a column where none tells it.
    fn order(&mut self, head: &str, cell: &str, draft: &Draft<'_>) -> Result<DayOrder, String> {
        // Points stand between day and month only where the day comes first.
        if cell.contains('.') {
            return Ok(DayOrder::DayFirst);
        }
        let usual = self.usual_order.unwrap_or(DayOrder::MonthFirst);
        let other = match usual {
            DayOrder::DayFirst => DayOrder::MonthFirst,
            DayOrder::MonthFirst => DayOrder::DayFirst,
        };
        let about = || {
            let words = format!("Days of {head} can be read in two ways, such as {cell}");
            let offers = [Repair::Order(usual), Repair::Order(other), Repair::Refuse];
            (words, Offer::plain(&offers))
        };
        match self
            .troubles
            .ask(Hitch::Days(head.to_owned()), draft.row.nth(), about)
        {
            Repair::Order(order) => Ok(order),
            _ => Err(format!(
                "“{cell}” can be two days; write it like 2026-11-21"
            )),
        }
    }

    fn number(
        &mut self,
        at: usize,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let not = || format!("“{cell}” is not a number");
        let read = amount(cell).ok_or_else(not)?;
        let sign = match self.profiles.get(at).and_then(Profile::decimal) {
            Some(sign) => sign,
            None if read.with(Decimal::Point) == read.with(Decimal::Comma) => Decimal::Point,
            None => self.sign(head, cell, draft)?,
        };
        let number = read.with(sign).ok_or_else(not)?;
        Ok(Some(Value::Number(crate::model::Number(number))))
    }

    /// What parts the fraction in a column where no cell tells it: three digits after the only
    /// sign are a group of thousands.
    fn sign(&mut self, head: &str, cell: &str, draft: &Draft<'_>) -> Result<Decimal, String> {
        let of_groups = match cell.contains(',') {
            true => Decimal::Point,
            false => Decimal::Comma,
        };
        let usual = self.usual_sign.unwrap_or(of_groups);
        let other = match usual {
            Decimal::Point => Decimal::Comma,
            Decimal::Comma => Decimal::Point,
        };
        let about = || {
            let words = format!("Numbers of {head} can be read in two ways, such as {cell}");
            let offers = [Repair::Sign(usual), Repair::Sign(other), Repair::Refuse];
            (words, Offer::plain(&offers))
        };
        match self
            .troubles
            .ask(Hitch::Numbers(head.to_owned()), draft.row.nth(), about)
        {
            Repair::Sign(sign) => Ok(sign),
            _ => Err(format!("“{cell}” can be two numbers")),
        }
    }

    fn choice(
        &mut self,
        at: usize,
        field: &Field,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let known = self
            .beside
            .options
            .get(at)
            .and_then(|options| options.get(&norm(cell)));
        if let Some(known) = known {
            return Ok(Some(Value::Text(known.clone())));
        }
        let is_of_model = self.model.fields().contains(&field.id);
        let repair = match is_of_model {
            false => Repair::AddWords,
            true => {
                let about = || {
                    let words = format!("{} has words that are no choice yet", field.name);
                    let offers = [Repair::AddWords, Repair::LeaveBlank, Repair::Refuse];
                    (words, Offer::plain(&offers))
                };
                let hitch = Hitch::Options(field.name.clone());
                self.troubles.ask(hitch, draft.row.nth(), about)
            }
        };
        match repair {
            Repair::AddWords => {
                if let Some(options) = self.beside.options.get_mut(at) {
                    options.insert(norm(cell), cell.to_owned());
                }
                if let Some(added) = self.beside.added.get_mut(at).filter(|_| is_of_model) {
                    added.push(cell.to_owned());
                }
                if let Some(Some(Field {
                    kind: FieldType::Choice(options),
                    ..
                })) = self.beside.fields.get_mut(at)
                {
                    options.push(cell.to_owned());
                }
                Ok(Some(Value::Text(cell.to_owned())))
            }
            Repair::LeaveBlank => Ok(None),
            _ => {
                // As a cell of the table says it.
                read_value(&field.kind, self.names, cell).map(Some)
            }
        }
    }

    fn status(&mut self, cell: &str, draft: &Draft<'_>, record: &mut Record) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let state = match words::account(cell) {
            Some(state) => Some(state),
            None => {
                let about = || {
                    let words = format!("“{cell}” is no state of an account that is known");
                    let offers = [
                        Repair::LeaveBlank,
                        Repair::State(Account::Active),
                        Repair::State(Account::Blocked),
                        Repair::State(Account::NotStarted),
                        Repair::State(Account::Ended),
                        Repair::Refuse,
                    ];
                    (words, Offer::plain(&offers))
                };
                match self
                    .troubles
                    .ask(Hitch::Word(norm(cell)), draft.row.nth(), about)
                {
                    Repair::State(state) => Some(state),
                    Repair::LeaveBlank => None,
                    _ => {
                        return Err(format!(
                            "Account: “{cell}” is none of Active, Blocked, Not started, Ended"
                        ));
                    }
                }
            }
        };
        if let Some(state) = state {
            Column::Account.set(record, CellValue::Account(state));
        }
        Ok(())
    }

    fn unless(
        &mut self,
        at: usize,
        state: Account,
        cell: &str,
        draft: &Draft<'_>,
        record: &mut Record,
    ) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let state = match words::flag(cell) {
            Some(true) => Account::Active,
            Some(false) => state,
            None => {
                let head = self
                    .mapping
                    .columns
                    .get(at)
                    .map_or("", |column| column.head.as_str());
                self.unreadable(at, head, draft, &format!("“{cell}” is not yes or no"))?;
                return Ok(());
            }
        };
        Column::Account.set(record, CellValue::Account(state));
        Ok(())
    }
}

/// The values of a list in a cell.
fn list_parts(cell: &str) -> Vec<&str> {
    let all: &[char] = match cell.contains([';', '|', '\n']) {
        true => &[';', '|', '\n'],
        false => &[','],
    };
    let parts = cell.split(all).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}
