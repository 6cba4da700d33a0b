//! One column of a table of records: its name, what a cell says and may hold, how what was typed
//! is read, and what it becomes in the record.

use std::sync::Arc;

use super::value::{self, ACCOUNTS, account_word};
use super::{Names, Of};
use crate::model::{
    Account, FieldId, FieldType, FieldValues, Key, LabelId, LineId, ManagerEdge, Model, Principal,
    PrincipalId, Record, TeamId, Value, norm,
};
use crate::session::edits::places::Part;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// The id, which tells records of one name apart.
    Id,
    /// The name.
    Name,
    /// The manager on a line that takes one.
    Manager(LineId),
    /// The managers on a line that takes several.
    Managers(LineId),
    /// One of the model's own fields.
    Field(FieldId),
    /// The teams they are members of.
    Teams,
    /// State of the account.
    Account,
    /// Whom an item is about, who owns it, who made it.
    Person(Part),
    /// Labels.
    Labels,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// An id.
    Id(PrincipalId),
    /// A name.
    Name(String),
    /// Someone, or nobody.
    Person(Option<PrincipalId>),
    /// Several people.
    People(Vec<PrincipalId>),
    /// The value of a field, or none.
    Field(Option<Value>),
    /// Teams.
    Teams(Vec<TeamId>),
    /// Labels.
    Labels(Vec<LabelId>),
    /// State of the account.
    Account(Account),
}

/// What a cell may hold: which control edits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellKind {
    /// It is not edited.
    Fixed,
    /// Text of a form; what would be accepted, where not every text is.
    Typed(&'static str),
    /// One of these words.
    OneOf(Vec<String>),
    /// Someone.
    Person,
    /// Several people.
    People,
    /// Several of these records.
    Several(Vec<Key>),
}

impl Of {
    /// Every column, in the order of the table; the id first.
    pub fn columns(&self, model: &Model) -> Vec<Column> {
        let mut columns = vec![Column::Id, Column::Name];
        let lines = &model.settings().lines;
        let single = lines.iter().filter(|line| line.single);
        let fields = self.fields(model);
        let fields = fields.into_iter().map(|field| Column::Field(field.id));
        match self {
            Of::People => {
                columns.extend(single.map(|line| Column::Manager(line.id.clone())));
                columns.extend(fields);
                columns.extend([Column::Teams, Column::Account]);
                let several = lines.iter().filter(|line| !line.single);
                columns.extend(several.map(|line| Column::Managers(line.id.clone())));
            }
            Of::Items(_) => {
                columns.extend(fields);
                let parts = [Part::Subject, Part::Owner, Part::Creator];
                columns.extend(parts.map(Column::Person));
                columns.push(Column::Labels);
            }
            Of::Teams | Of::Labels => {}
        }
        columns
    }
}

impl Column {
    /// Its head.
    pub fn title(&self, model: &Model, of: &Of) -> String {
        match self {
            Column::Id => "ID".to_owned(),
            Column::Name => "Name".to_owned(),
            Column::Manager(line) | Column::Managers(line) => {
                let line = model.settings().line(line).map(|line| line.name.clone());
                line.unwrap_or_default()
            }
            Column::Field(id) => {
                let field = of.field(model, id).map(|field| field.name.clone());
                field.unwrap_or_else(|| id.to_string())
            }
            Column::Teams => "Teams".to_owned(),
            Column::Account => "Account".to_owned(),
            Column::Person(Part::Subject) => "About".to_owned(),
            Column::Person(Part::Owner) => "Owner".to_owned(),
            Column::Person(Part::Creator) => "Made by".to_owned(),
            Column::Labels => "Labels".to_owned(),
        }
    }

    /// True if a head names this column: its title, its id, or a usual word for it.
    pub fn is_called(&self, model: &Model, of: &Of, head: &str) -> bool {
        let head = norm(head);
        let also: &[&str] = match self {
            Column::Id => &["employee id", "employee number", "person id"],
            Column::Name => &["full name", "employee", "person", "item"],
            Column::Teams => &["team"],
            Column::Account => &["account state", "status"],
            Column::Labels => &["label"],
            Column::Person(Part::Subject) => &["subject"],
            Column::Person(Part::Creator) => &["creator"],
            Column::Field(id) if norm(id.as_str()) == head => return true,
            Column::Manager(line) | Column::Managers(line) if norm(line.as_str()) == head => {
                return true;
            }
            Column::Manager(line) => {
                let first = model.settings().lines.iter().find(|line| line.single);
                if first.is_some_and(|first| first.id == *line) {
                    &["manager", "reports to"]
                } else {
                    &[]
                }
            }
            _ => &[],
        };
        norm(&self.title(model, of)) == head || also.contains(&head.as_str())
    }

    /// What its cells may hold.
    pub fn kind(&self, model: &Model, of: &Of) -> CellKind {
        match self {
            Column::Id => CellKind::Fixed,
            Column::Name => CellKind::Typed(""),
            Column::Manager(_) | Column::Person(_) => CellKind::Person,
            Column::Managers(_) => CellKind::People,
            Column::Teams => {
                CellKind::Several(model.teams().ids().cloned().map(Key::Team).collect())
            }
            Column::Labels => {
                CellKind::Several(model.labels().ids().cloned().map(Key::Label).collect())
            }
            Column::Account => {
                CellKind::OneOf(ACCOUNTS.map(|one| account_word(one).to_owned()).to_vec())
            }
            Column::Field(id) => match of.field(model, id).map(|field| &field.kind) {
                None => CellKind::Fixed,
                Some(FieldType::Text) => CellKind::Typed(""),
                Some(FieldType::Email) => CellKind::Typed("An email address like name@example.com"),
                Some(FieldType::Number) => CellKind::Typed("A number"),
                Some(FieldType::Date) => CellKind::Typed("A day like 2026-11-21"),
                Some(FieldType::List) => CellKind::Typed("Several, with commas between them"),
                Some(FieldType::Flag) => CellKind::OneOf(vec!["yes".to_owned(), "no".to_owned()]),
                Some(FieldType::Choice(options)) => CellKind::OneOf(options.clone()),
                Some(FieldType::Person) => CellKind::Person,
            },
        }
    }

    /// Someone, or nobody, as a value of this column.
    pub fn person(&self, who: Option<PrincipalId>) -> CellValue {
        match self {
            Column::Field(_) => CellValue::Field(who.map(|id| Value::Text(id.to_string()))),
            _ => CellValue::Person(who),
        }
    }

    /// Several records as a value of this column.
    pub fn several(&self, keys: &[Key]) -> CellValue {
        match self {
            Column::Managers(_) => CellValue::People(
                keys.iter()
                    .filter_map(|key| match key {
                        Key::Principal(id) => Some(id.clone()),
                        _ => None,
                    })
                    .collect(),
            ),
            Column::Teams => CellValue::Teams(
                keys.iter()
                    .filter_map(|key| match key {
                        Key::Team(id) => Some(id.clone()),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => CellValue::Labels(
                keys.iter()
                    .filter_map(|key| match key {
                        Key::Label(id) => Some(id.clone()),
                        _ => None,
                    })
                    .collect(),
            ),
        }
    }

    /// The records a cell of several names.
    pub fn ticked(&self, record: &Record) -> Vec<Key> {
        match (self, record) {
            (Column::Teams, Record::Principal(person)) => {
                person.teams.iter().cloned().map(Key::Team).collect()
            }
            (Column::Labels, Record::Item(item)) => {
                item.labels.iter().cloned().map(Key::Label).collect()
            }
            (Column::Managers(line), Record::Principal(person)) => {
                let edges = person.managers.iter().filter(|edge| edge.0 == *line);
                edges.map(|edge| Key::Principal(edge.1.clone())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whoever a cell of someone names.
    pub fn whom(&self, record: &Record) -> Option<PrincipalId> {
        match (self, record) {
            (Column::Manager(line), Record::Principal(person)) => {
                let edge = person.managers.iter().find(|edge| edge.0 == *line)?;
                Some(edge.1.clone())
            }
            (Column::Person(part), Record::Item(item)) => match part {
                Part::Subject => item.subject.clone(),
                Part::Owner => item.owner.clone(),
                Part::Creator => item.creator.clone(),
            },
            (Column::Field(id), Record::Principal(person)) => text_of(&person.fields, id),
            (Column::Field(id), Record::Item(item)) => text_of(&item.fields, id),
            _ => None,
        }
    }

    /// True if a cell may be left blank.
    pub fn can_be_blank(&self) -> bool {
        !matches!(self, Column::Id | Column::Name | Column::Account)
    }

    /// What a cell says. With names it says it so that it can be read back.
    pub fn text(&self, model: &Model, names: Option<&Names>, record: &Record) -> String {
        let called = |id: &PrincipalId| match names {
            Some(names) => names.text(model, id),
            None => model.title(&Key::Principal(id.clone())),
        };
        match (self, record) {
            (Column::Id, record) => record.key().id(),
            (Column::Name, record) => record.title(),
            (Column::Manager(line) | Column::Managers(line), Record::Principal(person)) => {
                let edges = person.managers.iter().filter(|edge| edge.0 == *line);
                listed(edges.map(|edge| called(&edge.1)))
            }
            (Column::Field(id), Record::Principal(person)) => {
                field_text(model, &Of::People, id, &person.fields, &called)
            }
            (Column::Field(id), Record::Item(item)) => {
                let of = Of::Items(item.kind.clone());
                field_text(model, &of, id, &item.fields, &called)
            }
            (Column::Teams, Record::Principal(person)) => listed(
                person
                    .teams
                    .iter()
                    .map(|id| model.title(&Key::Team(id.clone()))),
            ),
            (Column::Account, Record::Principal(person)) => account_word(person.account).to_owned(),
            (Column::Person(part), Record::Item(item)) => {
                let who = match part {
                    Part::Subject => &item.subject,
                    Part::Owner => &item.owner,
                    Part::Creator => &item.creator,
                };
                who.as_ref().map(&called).unwrap_or_default()
            }
            (Column::Labels, Record::Item(item)) => listed(
                item.labels
                    .iter()
                    .map(|id| model.title(&Key::Label(id.clone()))),
            ),
            _ => String::new(),
        }
    }

    /// What a text means in this column, or what would be accepted. A blank text clears.
    pub fn read(
        &self,
        model: &Model,
        of: &Of,
        names: &Names,
        text: &str,
    ) -> Result<CellValue, String> {
        let text = text.trim();
        let is_blank = text.is_empty();
        match self {
            Column::Id if is_blank => Err("Everyone needs an ID".to_owned()),
            Column::Id => Ok(CellValue::Id(text.into())),
            Column::Name if is_blank && *of == Of::People => {
                Err("Everyone needs a name".to_owned())
            }
            Column::Name if is_blank => Err("It needs a name".to_owned()),
            Column::Name => Ok(CellValue::Name(text.to_owned())),
            Column::Manager(_) | Column::Person(_) if is_blank => Ok(CellValue::Person(None)),
            Column::Manager(_) | Column::Person(_) => {
                names.find(text).map(|id| CellValue::Person(Some(id)))
            }
            Column::Managers(_) => {
                let parts = text.split([',', ';']).map(str::trim);
                let people = parts
                    .filter(|part| !part.is_empty())
                    .map(|one| names.find(one));
                people.collect::<Result<_, _>>().map(CellValue::People)
            }
            Column::Field(_) if is_blank => Ok(CellValue::Field(None)),
            Column::Field(id) => {
                let kind = of.field(model, id).map(|field| &field.kind);
                let kind = kind.ok_or_else(|| "There is no such field".to_owned())?;
                value::read(kind, names, text).map(|value| CellValue::Field(Some(value)))
            }
            Column::Teams => {
                let all = model
                    .teams()
                    .iter()
                    .map(|t| (&t.id, t.id.as_str(), t.name.as_str()));
                named(all, "team", text).map(CellValue::Teams)
            }
            Column::Labels => {
                let all = model
                    .labels()
                    .iter()
                    .map(|l| (&l.id, l.id.as_str(), l.name.as_str()));
                named(all, "label", text).map(CellValue::Labels)
            }
            Column::Account => value::account(text).map(CellValue::Account),
        }
    }

    /// Why a record has no such cell to be set, if it has none.
    pub fn objection(&self, record: &Record) -> Option<&'static str> {
        match (self, record) {
            (Column::Id, _) => Some("An ID never changes"),
            (Column::Name | Column::Account, _) => None,
            (_, Record::Principal(person)) if !person.has_record() => {
                Some("A service user has no employee record: no fields, managers or teams")
            }
            _ => None,
        }
    }

    /// Puts a value into a record.
    pub fn set(&self, record: &mut Record, value: CellValue) {
        match record {
            Record::Principal(person) => self.set_person(Arc::make_mut(person), value),
            Record::Item(item) => {
                let item = Arc::make_mut(item);
                match (self, value) {
                    (Column::Name, CellValue::Name(name)) => item.name = name,
                    (Column::Field(id), CellValue::Field(value)) => {
                        item.fields.set(id, value.filter(|value| !value.is_empty()));
                    }
                    (Column::Person(Part::Subject), CellValue::Person(who)) => item.subject = who,
                    (Column::Person(Part::Owner), CellValue::Person(who)) => item.owner = who,
                    (Column::Person(Part::Creator), CellValue::Person(who)) => item.creator = who,
                    (Column::Labels, CellValue::Labels(labels)) => item.labels = labels,
                    _ => {}
                }
            }
            Record::Team(team) => {
                if let (Column::Name, CellValue::Name(name)) = (self, value) {
                    Arc::make_mut(team).name = name;
                }
            }
            Record::Label(label) => {
                if let (Column::Name, CellValue::Name(name)) = (self, value) {
                    Arc::make_mut(label).name = name;
                }
            }
            _ => {}
        }
    }

    fn set_person(&self, person: &mut Principal, value: CellValue) {
        match (self, value) {
            (Column::Name, CellValue::Name(name)) => person.name = name,
            (Column::Manager(line), CellValue::Person(manager)) => {
                set_managers(person, line, manager.into_iter().collect(), 0);
            }
            (Column::Managers(line), CellValue::People(managers)) => {
                let last = person.managers.len();
                set_managers(person, line, managers, last);
            }
            (Column::Field(id), CellValue::Field(value)) => {
                let value = value.filter(|value| !value.is_empty());
                person.fields.set(id, value);
            }
            (Column::Teams, CellValue::Teams(teams)) => person.teams = teams,
            (Column::Account, CellValue::Account(account)) => person.account = account,
            // An id never changes.
            _ => {}
        }
    }
}

/// The managers of a line stand where the first of them stood; else at a place.
fn set_managers(person: &mut Principal, line: &LineId, managers: Vec<PrincipalId>, place: usize) {
    let at = person.managers.iter().position(|edge| edge.0 == *line);
    person.managers.retain(|edge| edge.0 != *line);
    let at = at.unwrap_or(place).min(person.managers.len());
    for (nth, manager) in managers.into_iter().enumerate() {
        let edge = ManagerEdge(line.clone(), manager);
        person.managers.insert(at + nth, edge);
    }
}

fn text_of(fields: &FieldValues, id: &FieldId) -> Option<PrincipalId> {
    let value = fields.get(id)?;
    Some(value.to_string().as_str().into())
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn field_text(
    model: &Model,
    of: &Of,
    id: &FieldId,
    fields: &FieldValues,
    called: &dyn Fn(&PrincipalId) -> String,
) -> String {
    let kind = of.field(model, id).map(|field| &field.kind);
    match (kind, fields.get(id)) {
        (_, None) => String::new(),
        (Some(FieldType::Person), Some(Value::Text(id))) => called(&id.as_str().into()),
        (_, Some(value)) => value.to_string(),
    }
}

/// Teams or labels named in a text, with commas between them.
fn named<'m, T: Clone + PartialEq + 'm>(
    all: impl Iterator<Item = (&'m T, &'m str, &'m str)> + Clone,
    word: &str,
    text: &str,
) -> Result<Vec<T>, String> {
    // A name may have a comma in it.
    if let Some((id, ..)) = all.clone().find(|(.., name)| norm(name) == norm(text)) {
        return Ok(vec![id.clone()]);
    }
    let mut list: Vec<T> = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let mut all = all.clone();
        match all.find(|(_, id, name)| norm(name) == norm(part) || norm(id) == norm(part)) {
            Some((id, ..)) if !list.contains(id) => list.push(id.clone()),
            Some(_) => {}
            None => return Err(format!("There is no {word} “{part}”")),
        }
    }
    Ok(list)
}
