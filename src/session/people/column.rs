//! One column of the people table: its name, what a cell says, and how what was typed is read.

use rustc_hash::FxHashMap;

use crate::model::{
    Account, Date, FieldId, FieldType, Key, LineId, ManagerEdge, Model, Number, Principal,
    PrincipalId, TeamId, Value, norm,
};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleColumn {
    /// The id, which tells people of one name apart.
    Id,
    /// The name.
    Name,
    /// The manager on a line.
    Manager(LineId),
    /// One of the model's own fields.
    Field(FieldId),
    /// The teams they are members of.
    Teams,
    /// State of the account.
    Account,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// An id.
    Id(PrincipalId),
    /// A name.
    Name(String),
    /// A manager, or nobody.
    Manager(Option<PrincipalId>),
    /// The value of a field, or none.
    Field(Option<Value>),
    /// Teams.
    Teams(Vec<TeamId>),
    /// State of the account.
    Account(Account),
}

/// Who is meant by a name or an id.
#[derive(Debug, Default)]
pub struct Names {
    ids: FxHashMap<String, PrincipalId>,
    names: FxHashMap<String, Vec<PrincipalId>>,
}

impl Names {
    /// Everyone with a record in a model.
    pub fn of(model: &Model) -> Names {
        let mut names = Names::default();
        for person in model.principals().iter().filter(|p| p.has_record()) {
            names.add(&person.id, &person.name);
        }
        names
    }

    /// Someone who is about to be added.
    pub fn add(&mut self, id: &PrincipalId, name: &str) {
        self.ids.insert(norm(id.as_str()), id.clone());
        self.names.entry(norm(name)).or_default().push(id.clone());
    }

    /// Everyone of a name.
    pub fn called(&self, name: &str) -> &[PrincipalId] {
        self.names.get(&norm(name)).map_or(&[], Vec::as_slice)
    }

    /// Whoever bears an id.
    pub fn with_id(&self, id: &str) -> Option<&PrincipalId> {
        self.ids.get(&norm(id))
    }

    /// The one that is meant, or why it is not clear.
    pub fn find(&self, text: &str) -> Result<PrincipalId, String> {
        if let Some(id) = self.with_id(text) {
            return Ok(id.clone());
        }
        match self.called(text) {
            [one] => Ok(one.clone()),
            [] => Err(format!("Nobody is called “{text}”")),
            several => Err(format!(
                "{} people are called “{text}”. Their ID tells them apart",
                several.len()
            )),
        }
    }
}

impl PeopleColumn {
    /// Every column of a model, in the order of the table.
    pub fn all(model: &Model) -> Vec<PeopleColumn> {
        let mut columns = vec![PeopleColumn::Id, PeopleColumn::Name];
        let lines = model.settings().lines.iter().filter(|line| line.single);
        columns.extend(lines.map(|line| PeopleColumn::Manager(line.id.clone())));
        let fields = model.fields().iter();
        columns.extend(fields.map(|field| PeopleColumn::Field(field.id.clone())));
        columns.extend([PeopleColumn::Teams, PeopleColumn::Account]);
        columns
    }

    /// Its head.
    pub fn title(&self, model: &Model) -> String {
        match self {
            PeopleColumn::Id => "ID".to_owned(),
            PeopleColumn::Name => "Name".to_owned(),
            PeopleColumn::Manager(line) => {
                let line = model.settings().line(line).map(|line| line.name.clone());
                line.unwrap_or_default()
            }
            PeopleColumn::Field(id) => model.title(&Key::Field(id.clone())),
            PeopleColumn::Teams => "Teams".to_owned(),
            PeopleColumn::Account => "Account".to_owned(),
        }
    }

    /// True if a head names this column: its title, its id, or a usual word for it.
    pub fn is_called(&self, model: &Model, head: &str) -> bool {
        let head = norm(head);
        let also: &[&str] = match self {
            PeopleColumn::Id => &["employee id", "employee number", "person id"],
            PeopleColumn::Name => &["full name", "employee", "person"],
            PeopleColumn::Teams => &["team"],
            PeopleColumn::Account => &["account state", "status"],
            PeopleColumn::Field(id) if norm(id.as_str()) == head => return true,
            PeopleColumn::Manager(line) if norm(line.as_str()) == head => return true,
            PeopleColumn::Manager(line) => {
                let first = model.settings().lines.iter().find(|line| line.single);
                if first.is_some_and(|first| first.id == *line) {
                    &["manager", "reports to"]
                } else {
                    &[]
                }
            }
            PeopleColumn::Field(_) => &[],
        };
        norm(&self.title(model)) == head || also.contains(&head.as_str())
    }

    /// What the cell of someone says, so that it can be read back.
    pub fn text(&self, model: &Model, names: &Names, person: &Principal) -> String {
        match self {
            PeopleColumn::Id => person.id.to_string(),
            PeopleColumn::Name => person.name.clone(),
            PeopleColumn::Manager(line) => {
                let edge = person.managers.iter().find(|edge| edge.0 == *line);
                edge.map_or_else(String::new, |edge| called(model, names, &edge.1))
            }
            PeopleColumn::Field(id) => {
                let kind = model.fields().get(id).map(|field| &field.kind);
                match (kind, person.fields.get(id)) {
                    (_, None) => String::new(),
                    (Some(FieldType::Person), Some(Value::Text(id))) => {
                        called(model, names, &id.as_str().into())
                    }
                    (_, Some(value)) => value.to_string(),
                }
            }
            PeopleColumn::Teams => {
                let teams = person.teams.iter();
                let names = teams.map(|id| model.title(&Key::Team(id.clone())));
                names.collect::<Vec<_>>().join(", ")
            }
            PeopleColumn::Account => account_word(person.account).to_owned(),
        }
    }

    /// What a text means in this column, or what would be accepted. A blank text clears.
    pub fn read(&self, model: &Model, names: &Names, text: &str) -> Result<CellValue, String> {
        let text = text.trim();
        let is_blank = text.is_empty();
        match self {
            PeopleColumn::Id if is_blank => Err("Everyone needs an ID".to_owned()),
            PeopleColumn::Id => Ok(CellValue::Id(text.into())),
            PeopleColumn::Name if is_blank => Err("Everyone needs a name".to_owned()),
            PeopleColumn::Name => Ok(CellValue::Name(text.to_owned())),
            PeopleColumn::Manager(_) if is_blank => Ok(CellValue::Manager(None)),
            PeopleColumn::Manager(_) => names.find(text).map(|id| CellValue::Manager(Some(id))),
            PeopleColumn::Field(_) if is_blank => Ok(CellValue::Field(None)),
            PeopleColumn::Field(id) => {
                let kind = model.fields().get(id).map(|field| &field.kind);
                let kind = kind.ok_or_else(|| "There is no such field".to_owned())?;
                value(kind, names, text).map(|value| CellValue::Field(Some(value)))
            }
            PeopleColumn::Teams => teams(model, text).map(CellValue::Teams),
            PeopleColumn::Account => {
                let mut all = ACCOUNTS.into_iter();
                let found = all.find(|state| norm(account_word(*state)) == norm(text));
                found.map(CellValue::Account).ok_or_else(|| {
                    format!("“{text}” is none of Active, Blocked, Not started, Ended")
                })
            }
        }
    }

    /// Puts a value into the record of someone.
    pub fn set(&self, person: &mut Principal, value: CellValue) {
        match (self, value) {
            (PeopleColumn::Name, CellValue::Name(name)) => person.name = name,
            (PeopleColumn::Manager(line), CellValue::Manager(manager)) => {
                let at = person.managers.iter().position(|edge| edge.0 == *line);
                person.managers.retain(|edge| edge.0 != *line);
                if let Some(manager) = manager {
                    let at = at.unwrap_or(0).min(person.managers.len());
                    person
                        .managers
                        .insert(at, ManagerEdge(line.clone(), manager));
                }
            }
            (PeopleColumn::Field(id), CellValue::Field(value)) => {
                let value = value.filter(|value| !value.is_empty());
                person.fields.set(id, value);
            }
            (PeopleColumn::Teams, CellValue::Teams(teams)) => person.teams = teams,
            (PeopleColumn::Account, CellValue::Account(account)) => person.account = account,
            // An id never changes.
            _ => {}
        }
    }
}

/// Every state of an account.
pub const ACCOUNTS: [Account; 4] = [
    Account::Active,
    Account::Blocked,
    Account::NotStarted,
    Account::Ended,
];

/// The state of an account in a word.
pub fn account_word(account: Account) -> &'static str {
    match account {
        Account::Active => "Active",
        Account::Blocked => "Blocked",
        Account::NotStarted => "Not started",
        Account::Ended => "Ended",
    }
}

/// The name, or the id where others bear the name as well.
fn called(model: &Model, names: &Names, id: &PrincipalId) -> String {
    match model.principals().get(id) {
        Some(person) if names.called(&person.name).len() == 1 => person.name.clone(),
        _ => id.to_string(),
    }
}

fn teams(model: &Model, text: &str) -> Result<Vec<TeamId>, String> {
    let mut teams: Vec<TeamId> = Vec::new();
    // A team's own name may have a comma in it.
    let whole = model.teams().iter().find(|t| norm(&t.name) == norm(text));
    if let Some(team) = whole {
        return Ok(vec![team.id.clone()]);
    }
    for name in text.split([',', ';']).map(str::trim) {
        if name.is_empty() {
            continue;
        }
        let is_meant = |team: &&crate::model::Team| {
            norm(&team.name) == norm(name) || norm(team.id.as_str()) == norm(name)
        };
        match model.teams().iter().find(is_meant) {
            Some(team) if !teams.contains(&team.id) => teams.push(team.id.clone()),
            Some(_) => {}
            None => return Err(format!("There is no team “{name}”")),
        }
    }
    Ok(teams)
}

/// A text as a value of a type.
fn value(kind: &FieldType, names: &Names, text: &str) -> Result<Value, String> {
    let not = |wanted: &str| format!("“{text}” is not {wanted}");
    match kind {
        FieldType::Text => Ok(Value::Text(text.to_owned())),
        FieldType::Email if text.contains('@') => Ok(Value::Text(text.to_owned())),
        FieldType::Email => Err(not("an email address")),
        FieldType::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Number(Number(number))),
            _ => Err(not("a number")),
        },
        FieldType::Date => match text.parse::<Date>() {
            Ok(day) => Ok(Value::Text(day.to_string())),
            Err(_) => Err(not("a day like 2026-11-21")),
        },
        FieldType::Flag => match norm(text).as_str() {
            "yes" | "true" | "1" => Ok(Value::Flag(true)),
            "no" | "false" | "0" => Ok(Value::Flag(false)),
            _ => Err(not("yes or no")),
        },
        FieldType::Choice(options) => {
            let found = options.iter().find(|option| norm(option) == norm(text));
            let found = found.map(|option| Value::Text(option.clone()));
            found.ok_or_else(|| not(&format!("one of {}", options.join(", "))))
        }
        FieldType::Person => names.find(text).map(|id| Value::Text(id.to_string())),
        FieldType::List => {
            let parts = text.split(',').map(|part| part.trim().to_owned());
            let parts = parts.filter(|part| !part.is_empty());
            Ok(Value::List(parts.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_value_of_the_type_or_says_what_would_be_accepted() {
        let names = Names::default();
        let read = |kind: FieldType, text: &str| value(&kind, &names, text);
        assert_eq!(read(FieldType::Flag, "Yes"), Ok(Value::Flag(true)));
        let number = Value::Number(Number(3.5));
        assert_eq!(read(FieldType::Number, "3,5"), Ok(number));
        let choice = FieldType::Choice(vec!["Sales".to_owned(), "Legal".to_owned()]);
        assert_eq!(read(choice.clone(), "sales"), Ok(Value::from("Sales")));
        let said = read(choice, "Ops").unwrap_err();
        assert_eq!(said, "“Ops” is not one of Sales, Legal");
        assert!(read(FieldType::Date, "21.11.2026").is_err());
    }

    #[test]
    fn a_name_that_two_bear_is_not_guessed() {
        let mut names = Names::default();
        names.add(&"ann".into(), "Ann Lee");
        names.add(&"ann-2".into(), "Ann Lee");
        assert!(names.find("Ann Lee").is_err());
        assert_eq!(names.find("ann-2"), Ok("ann-2".into()));
    }
}
