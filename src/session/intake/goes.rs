//! Where a column of a file goes in the model, and how that is said in words.

use crate::model::{Account, BUILT_IN_FIELDS, Field, FieldType, LineId, Model, norm, slug};
use crate::session::cells::{Column, Of};

/// Which part of a name a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamePart {
    /// All of it.
    Whole,
    /// All of it, the last name first.
    Turned,
    /// The given name.
    First,
    /// Further given names.
    Middle,
    /// The family name.
    Last,
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// It is left out.
    Nowhere,
    /// The stable id.
    Id,
    /// The name or a part of it.
    Name(NamePart),
    /// A field of people; a new one where the model has none of its id.
    Field(Field),
    /// The state of the account, by usual words of HR; the word itself may be kept in a field.
    Status(Option<Field>),
    /// Yes or no: no means this state.
    Unless(Account),
    /// The one manager of a line.
    Manager(LineId),
    /// The managers of a line.
    Managers(LineId),
    /// Teams they are members of.
    Teams,
    /// Teams they lead.
    Leads,
    /// Groups they are listed in.
    Groups,
    /// Employee, external or not.
    Sort,
}

impl Goes {
    /// Where a column of the people table is.
    pub fn column(model: &Model, column: &Column) -> Goes {
        match column {
            Column::Id => Goes::Id,
            Column::Name => Goes::Name(NamePart::Whole),
            Column::Manager(line) => Goes::Manager(line.clone()),
            Column::Managers(line) => Goes::Managers(line.clone()),
            Column::Field(id) => match model.fields().get(id) {
                Some(field) => Goes::Field(field.clone()),
                None => Goes::Nowhere,
            },
            Column::Teams => Goes::Teams,
            Column::Account => Goes::Status(None),
            Column::Person(_) | Column::Labels => Goes::Nowhere,
        }
    }

    /// The columns of the people table that it fills.
    pub fn fills(&self) -> Vec<Column> {
        match self {
            Goes::Id => vec![Column::Id],
            Goes::Name(_) => vec![Column::Name],
            Goes::Field(field) => vec![Column::Field(field.id.clone())],
            Goes::Status(Some(field)) => {
                vec![Column::Account, Column::Field(field.id.clone())]
            }
            Goes::Status(None) | Goes::Unless(_) => vec![Column::Account],
            Goes::Manager(line) => vec![Column::Manager(line.clone())],
            Goes::Managers(line) => vec![Column::Managers(line.clone())],
            Goes::Teams => vec![Column::Teams],
            Goes::Nowhere | Goes::Leads | Goes::Groups | Goes::Sort => Vec::new(),
        }
    }

    /// The field it fills.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Goes::Field(field) | Goes::Status(Some(field)) => Some(field),
            _ => None,
        }
    }

    /// Everywhere a column can go: what every person has, lines of managers, the fields of the model,
    /// then a new field named after the column, of each type.
    pub fn choices(model: &Model, head: &str) -> Vec<Goes> {
        let mut all = vec![Goes::Nowhere, Goes::Id];
        all.extend(
            [
                NamePart::Whole,
                NamePart::Turned,
                NamePart::First,
                NamePart::Middle,
                NamePart::Last,
            ]
            .map(Goes::Name),
        );
        let lines = model.settings().lines.iter();
        all.extend(lines.map(|line| match line.single {
            true => Goes::Manager(line.id.clone()),
            false => Goes::Managers(line.id.clone()),
        }));
        all.extend([Goes::Teams, Goes::Leads, Goes::Groups, Goes::Sort]);
        all.push(Goes::Status(None));
        all.extend([Account::Ended, Account::Blocked].map(Goes::Unless));
        all.extend(model.fields().iter().cloned().map(Goes::Field));
        let types = [
            FieldType::Text,
            FieldType::Email,
            FieldType::Number,
            FieldType::Date,
            FieldType::Flag,
            FieldType::Choice(Vec::new()),
            FieldType::Person,
            FieldType::List,
        ];
        let new = types.map(|kind| Goes::Field(new_field(model, &[], head, kind)));
        all.extend(new);
        all
    }

    /// True if two columns cannot both go there.
    pub fn takes_one(&self) -> bool {
        !matches!(
            self,
            Goes::Nowhere | Goes::Managers(_) | Goes::Teams | Goes::Leads | Goes::Groups
        )
    }

    /// In words.
    pub fn words(&self, model: &Model) -> String {
        let line = |line: &LineId| {
            let known = model.settings().line(line);
            known.map_or_else(|| line.to_string(), |line| line.name.clone())
        };
        match self {
            Goes::Nowhere => "left out".to_owned(),
            Goes::Id => "ID".to_owned(),
            Goes::Name(NamePart::Whole) => "name".to_owned(),
            Goes::Name(NamePart::Turned) => "name, last name first".to_owned(),
            Goes::Name(NamePart::First) => "first name".to_owned(),
            Goes::Name(NamePart::Middle) => "middle name".to_owned(),
            Goes::Name(NamePart::Last) => "last name".to_owned(),
            Goes::Field(field) if model.fields().contains(&field.id) => field.name.clone(),
            Goes::Field(field) => format!("new field {} ({})", field.name, type_word(&field.kind)),
            Goes::Status(None) => "account".to_owned(),
            Goes::Status(Some(field)) if model.fields().contains(&field.id) => {
                format!("{} and account", field.name)
            }
            Goes::Status(Some(field)) => format!("new field {} and account", field.name),
            Goes::Unless(Account::Ended) => "account, ended unless yes".to_owned(),
            Goes::Unless(_) => "account, blocked unless yes".to_owned(),
            Goes::Manager(id) | Goes::Managers(id) => line(id),
            Goes::Teams => "teams".to_owned(),
            Goes::Leads => "teams they lead".to_owned(),
            Goes::Groups => "groups".to_owned(),
            Goes::Sort => "employee or external".to_owned(),
        }
    }

    /// What was meant by the words after `Column=`, or what would be accepted.
    pub fn parse(model: &Model, head: &str, text: &str) -> Result<Goes, String> {
        let (text, kind) = match text.rsplit_once(':') {
            Some((name, kind)) => (name.trim(), Some(type_of(kind)?)),
            None => (text.trim(), None),
        };
        let word = norm(text);
        let lines = &model.settings().lines;
        let known = match word.as_str() {
            "" | "-" | "none" | "left out" | "leave out" => Some(Goes::Nowhere),
            "id" => Some(Goes::Id),
            "name" => Some(Goes::Name(NamePart::Whole)),
            "last name, first name" | "turned name" => Some(Goes::Name(NamePart::Turned)),
            "first name" => Some(Goes::Name(NamePart::First)),
            "middle name" => Some(Goes::Name(NamePart::Middle)),
            "last name" => Some(Goes::Name(NamePart::Last)),
            "account" => Some(Goes::Status(None)),
            "enabled" => Some(Goes::Unless(Account::Blocked)),
            "employed" => Some(Goes::Unless(Account::Ended)),
            "team" | "teams" => Some(Goes::Teams),
            "leads" => Some(Goes::Leads),
            "group" | "groups" => Some(Goes::Groups),
            "sort" | "user type" => Some(Goes::Sort),
            "manager" => lines
                .iter()
                .find(|line| line.single)
                .map(|line| Goes::Manager(line.id.clone())),
            _ => None,
        };
        if let (Some(known), None) = (known, &kind) {
            return Ok(known);
        }
        let line = lines
            .iter()
            .find(|line| norm(&line.name) == word || norm(line.id.as_str()) == word);
        if let (Some(line), None) = (line, &kind) {
            return Ok(match line.single {
                true => Goes::Manager(line.id.clone()),
                false => Goes::Managers(line.id.clone()),
            });
        }
        let field = model
            .fields()
            .iter()
            .find(|field| norm(&field.name) == word || norm(field.id.as_str()) == word);
        match (field, kind) {
            (Some(field), None) => Ok(Goes::Field(field.clone())),
            (Some(field), Some(_)) => Err(format!(
                "{} is a field already, {}; leave the type out",
                field.name,
                type_word(&field.kind)
            )),
            (None, Some(kind)) => {
                let name = if text.is_empty() { head } else { text };
                Ok(Goes::Field(new_field(model, &[], name, kind)))
            }
            (None, None) => Err(format!(
                "“{text}” is nothing a column can go into: expected id, name, first name, last name, \
                 account, manager, teams, leads, groups, a field of the model, `-` to leave it out, \
                 or a new field with its type such as `{text}:text`"
            )),
        }
    }
}

/// The name of a field for a column. An id that does not tell people apart is another one.
pub fn field_name(head: &str) -> String {
    match norm(head).as_str() {
        "id" => "Other ID".to_owned(),
        _ => head.chars().take(80).collect(),
    }
}

/// A field that the model does not have yet.
pub fn new_field(model: &Model, others: &[Field], name: &str, kind: FieldType) -> Field {
    let columns = Of::People.columns(model);
    let is_named = |name: &str| {
        let title = |column: &Column| norm(&column.title(model, &Of::People)) == norm(name);
        columns.iter().any(title) || others.iter().any(|field| norm(&field.name) == norm(name))
    };
    let short = field_name(name);
    let mut wanted = short.clone();
    let mut nth = 1;
    while is_named(&wanted) {
        nth += 1;
        wanted = format!("{short} {nth}");
    }
    let taken = |id: &str| {
        model.fields().contains(&id.into())
            || BUILT_IN_FIELDS.contains(&id)
            || others.iter().any(|field| field.id == *id)
    };
    Field {
        id: slug(&wanted, taken).into(),
        name: wanted,
        kind,
    }
}

/// A type in a word.
pub fn type_word(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Email => "email",
        FieldType::Number => "number",
        FieldType::Date => "date",
        FieldType::Flag => "yes or no",
        FieldType::Choice(_) => "choice",
        FieldType::Person => "person",
        FieldType::List => "list",
    }
}

/// The type a word means.
fn type_of(word: &str) -> Result<FieldType, String> {
    match norm(word).as_str() {
        "text" => Ok(FieldType::Text),
        "email" => Ok(FieldType::Email),
        "number" => Ok(FieldType::Number),
        "date" => Ok(FieldType::Date),
        "flag" | "yes or no" | "yes/no" => Ok(FieldType::Flag),
        "choice" => Ok(FieldType::Choice(Vec::new())),
        "person" => Ok(FieldType::Person),
        "list" => Ok(FieldType::List),
        _ => Err(format!(
            "“{word}” is no type; expected text, email, number, date, flag, choice, person or list"
        )),
    }
}
