//! A model as JSON, for programs: the same names and nesting as the `.ron` file, so that one
//! description serves both. One line a record.
//!
//! Not here: the JSON of other programs, such as SCIM; those are read as tables.

mod place;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::native::{CURRENT, FileProblem, LoadError, Loaded, Stage, text_of};
use crate::model::{Key, Model, Parts, Problem, Severity, Step, nearest, problems};
use place::{Members, Places, elements, words};

/// Says what the file is, so that no other JSON is taken for a model.
pub const FORMAT: &str = "sightline-model";

/// How many problems are shown.
const MAX_SHOWN: usize = 50;

/// The members of the object that are no lists of records.
const HEAD: [&str; 5] = ["format", "version", "name", "notes", "settings"];

/// The text of a model: the same bytes for the same model.
pub fn to_text(model: &Model) -> String {
    let mut members = vec![
        member("format", &FORMAT),
        member("version", &CURRENT),
        member("name", &model.name()),
    ];
    if !model.notes().is_empty() {
        members.push(member("notes", &model.notes()));
    }
    members.push(member("settings", model.settings()));
    macro_rules! sections {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            $(
                if !model.$table().is_empty() {
                    let rows: Vec<String> = model.$table().iter().map(compact).collect();
                    let name = stringify!($table);
                    members.push(format!("  \"{name}\": [\n    {}\n  ]", rows.join(",\n    ")));
                }
            )*
        };
    }
    crate::with_tables!(sections);
    format!("{{\n{}\n}}\n", members.join(",\n"))
}

fn member(name: &str, value: &impl Serialize) -> String {
    format!("  \"{name}\": {}", compact(value))
}

fn compact(value: &impl Serialize) -> String {
    // Nothing in a model is refused by JSON: no map has keys that are not texts.
    serde_json::to_string(value).unwrap_or_default()
}

/// True if a text surely means to be a model as this module writes it.
pub fn is_model(text: &str) -> bool {
    let start: String = text.chars().take(400).collect();
    start.trim_start().starts_with('{') && start.contains(&format!("\"{FORMAT}\""))
}

/// Reads a model from the bytes of a file.
pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Loaded, LoadError> {
    from_text(text_of(bytes.as_ref())?)
}

/// Reads a model from a text, or says everything that is wrong with it and where.
pub fn from_text(text: &str) -> Result<Loaded, LoadError> {
    from_text_in_stages(text, &mut |_| {})
}

/// The same, telling of each stage as it begins.
pub fn from_text_in_stages(text: &str, tell: &mut dyn FnMut(Stage)) -> Result<Loaded, LoadError> {
    tell(Stage::Reading);
    let mut reading = Reading::new(text);
    let members = match serde_json::from_str::<Members>(text) {
        Ok(members) => members,
        Err(error) => {
            reading.broken(0..text.len(), "", &error);
            return Err(reading.into_error());
        }
    };
    reading.head(&members)?;
    let parts = reading.parts(&members);
    if !reading.problems.is_empty() {
        return Err(reading.into_error());
    }
    let (model, twice) = parts.into_model();
    tell(Stage::Checking(model.principals().len()));
    for (key, at) in &twice {
        reading.twice(&members, key, *at);
    }
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) = problems(&model)
        .into_iter()
        .partition(|problem| problem.severity == Severity::Error);
    // What stands at a later place in the file than in the model is found only without doubles.
    if twice.is_empty() {
        errors
            .iter()
            .for_each(|problem| reading.meaning(&members, problem));
    }
    if !reading.problems.is_empty() {
        return Err(reading.into_error());
    }
    Ok(Loaded {
        model,
        warnings,
        had_comments: false,
    })
}

/// What was found so far in a text.
struct Reading<'t> {
    places: Places<'t>,
    problems: Vec<(usize, FileProblem)>,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str) -> Self {
        Reading {
            places: Places::new(text),
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, at: usize, path: impl Into<String>, message: impl Into<String>) {
        let problem = FileProblem {
            place: Some(self.places.place(at)),
            path: path.into(),
            message: message.into(),
        };
        self.problems.push((at, problem));
    }

    /// A part of the text is not what it should be.
    fn broken(&mut self, part: std::ops::Range<usize>, path: &str, error: &serde_json::Error) {
        let at = self.places.of_error(part, error);
        self.problem(at, path, words(error));
    }

    fn into_error(mut self) -> LoadError {
        self.problems.sort_by_key(|(at, _)| *at);
        let n_more = self.problems.len().saturating_sub(MAX_SHOWN);
        let shown = self.problems.into_iter().take(MAX_SHOWN);
        LoadError {
            problems: shown.map(|(_, problem)| problem).collect(),
            n_more,
            ..LoadError::default()
        }
    }

    /// What it is and which version, before anything else is looked at.
    fn head(&mut self, members: &Members<'t>) -> Result<(), LoadError> {
        let whole = |message: String| Err(LoadError::whole_file(message));
        let format = members.get("format").map(RawValue::get);
        if format.is_some_and(|format| format != format!("\"{FORMAT}\"")) {
            return whole(format!(
                "the format is not \"{FORMAT}\": this is not a model"
            ));
        }
        let Some(version) = members.get("version") else {
            return whole(
                "this JSON is not a model: a model begins with `{ \"format\": \
                 \"sightline-model\", \"version\": 1,`"
                    .to_owned(),
            );
        };
        match serde_json::from_str::<u32>(version.get()) {
            Ok(known) if (1..=CURRENT).contains(&known) => Ok(()),
            Ok(newer) if newer > CURRENT => Err(LoadError {
                is_newer: true,
                ..LoadError::whole_file(format!(
                    "the file has version {newer}, and this program reads up to version {CURRENT}; open it with a newer Sightline (the file was left as it is)"
                ))
            }),
            _ => whole(format!(
                "`{}` is not a version; expected `{CURRENT}`",
                version.get()
            )),
        }
    }

    fn parts(&mut self, members: &Members<'t>) -> Parts {
        let mut parts = Parts::default();
        let mut known: Vec<&str> = HEAD.to_vec();
        macro_rules! sections {
            ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
                $(
                    known.push(stringify!($table));
                    if let Some(list) = members.get(stringify!($table)) {
                        parts.$table = self.records(stringify!($table), list);
                    }
                )*
            };
        }
        crate::with_tables!(sections);
        self.names(members, &known);
        match members.get("name") {
            Some(name) => parts.name = self.value("name", name).unwrap_or_default(),
            None => self.problem(0, "", "`name` is missing: a model has a name"),
        }
        if let Some(notes) = members.get("notes") {
            parts.notes = self.value("notes", notes).unwrap_or_default();
        }
        if let Some(settings) = members.get("settings") {
            parts.settings = self.value("settings", settings).unwrap_or_default();
        }
        parts
    }

    /// Members that are not known, or are there twice.
    fn names(&mut self, members: &Members<'t>, known: &[&str]) {
        for (nth, (name, value)) in members.0.iter().enumerate() {
            let at = self.places.of(value).start;
            if members.0.iter().take(nth).any(|(other, _)| other == name) {
                self.problem(at, name.as_ref(), "it is there twice");
            } else if !known.contains(&name.as_ref()) {
                let message = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("there is no section `{name}`; did you mean `{near}`?"),
                    None => format!(
                        "there is no section `{name}`; expected {}",
                        known.join(", ")
                    ),
                };
                self.problem(at, "", message);
            }
        }
    }

    fn records<T: DeserializeOwned>(&mut self, section: &str, list: &'t RawValue) -> Vec<T> {
        match elements(list) {
            Ok(rows) => {
                let rows = rows.into_iter().enumerate();
                rows.filter_map(|(nth, row)| self.value(&format!("{section}[{nth}]"), row))
                    .collect()
            }
            Err(error) => {
                self.broken(self.places.of(list), section, &error);
                Vec::new()
            }
        }
    }

    fn value<T: DeserializeOwned>(&mut self, path: &str, value: &'t RawValue) -> Option<T> {
        let mut source = serde_json::Deserializer::from_str(value.get());
        match serde_path_to_error::deserialize(&mut source) {
            Ok(value) => Some(value),
            Err(error) => {
                let steps = error.path().to_string();
                let dot = if steps.starts_with('[') { "" } else { "." };
                let path = match steps.as_str() {
                    "." => path.to_owned(),
                    _ => format!("{path}{dot}{steps}"),
                };
                self.broken(self.places.of(value), &path, error.inner());
                None
            }
        }
    }

    fn twice(&mut self, members: &Members<'t>, key: &Key, at: usize) {
        let field = match key {
            Key::PrincipalScope(_) => "principal",
            _ => "id",
        };
        let steps = [
            Step::Field(key.section()),
            Step::Index(at),
            Step::Field(field),
        ];
        let place = self.places.follow(members, &steps);
        let message = format!(
            "there is another {} `{}`; an id is given once",
            key.word(),
            key.id()
        );
        self.problem(place, format!("{}[{at}].{field}", key.section()), message);
    }

    fn meaning(&mut self, members: &Members<'t>, problem: &Problem) {
        let place = self.places.follow(members, &problem.path.0);
        self.problem(place, problem.path.to_string(), problem.message.clone());
    }
}
