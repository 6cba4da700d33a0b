//! Gathers the names of a model: its records, its fields and their values, its levels, and other
//! ways to say them.

use super::lexicon::{
    Entry, Lexicon, MOST_WORDS, NamedField, Phrase, Rank, Sort, without_articles,
};
use super::tokens;
use super::verbs;
use crate::model::{Entity, FieldId, FieldType, Model, Table, Value};

/// Fields of text with more different values than this are not asked about by value.
const MOST_VALUES: usize = 300;

impl Lexicon {
    pub(super) fn gather(&mut self) {
        let model = self.model.clone();
        self.table(Sort::Principal, model.principals());
        self.table(Sort::Item, model.items());
        self.table(Sort::Group, model.groups());
        self.table(Sort::Role, model.roles());
        self.table(Sort::Team, model.teams());
        self.table(Sort::Permission, model.permissions());
        self.table(Sort::Kind, model.kinds());
        self.table(Sort::Module, model.modules());
        self.table(Sort::Label, model.labels());
        self.table(Sort::Switch, model.switches());
        let fields = self.fields.clone();
        for (at, field) in (0u32..).zip(&fields) {
            let entry = Entry {
                sort: Sort::Field,
                at,
            };
            self.name(entry, &field.name);
            self.say(entry, field.id.as_str(), Rank::Id);
        }
        let values = self.values.clone();
        for (at, (_, value)) in (0u32..).zip(&values) {
            self.name(
                Entry {
                    sort: Sort::Value,
                    at,
                },
                value,
            );
        }
        let levels = self.levels.clone();
        for (at, level) in (0u32..).zip(&levels) {
            self.name(
                Entry {
                    sort: Sort::Level,
                    at,
                },
                level,
            );
        }
        for (at, permission) in (0u32..).zip(model.permissions().iter()) {
            let entry = Entry {
                sort: Sort::Permission,
                at,
            };
            if let Some((_, last)) = permission.id.as_str().rsplit_once('.') {
                self.say(entry, last, Rank::Alias);
                self.say(entry, &other_number(last), Rank::Alias);
            }
            if let Some(rest) = verbs::without_verb(&permission.name) {
                self.say(entry, rest, Rank::Alias);
                self.say(entry, &other_number(rest), Rank::Alias);
            }
            self.say(entry, &other_number(&permission.name), Rank::Alias);
            let plain = without_articles(&tokens::tokens(&permission.name));
            self.say(entry, &plain, Rank::Alias);
        }
        for (at, role) in (0u32..).zip(model.roles().iter()) {
            self.say(
                Entry {
                    sort: Sort::Role,
                    at,
                },
                &plural(&role.name),
                Rank::Alias,
            );
        }
        for (at, kind) in (0u32..).zip(model.kinds().iter()) {
            self.say(
                Entry {
                    sort: Sort::Kind,
                    at,
                },
                &plural(&kind.name),
                Rank::Alias,
            );
        }
    }

    fn table<T: Entity>(&mut self, sort: Sort, table: &Table<T>) {
        for (at, row) in (0u32..).zip(table.iter()) {
            let entry = Entry { sort, at };
            self.name(entry, &row.title());
            self.say(entry, &row.id().to_string(), Rank::Id);
        }
    }

    /// The name as a whole, and from each word on.
    fn name(&mut self, entry: Entry, name: &str) {
        let list = tokens::tokens(name);
        self.put(entry, tokens::join(&list), list.len(), Rank::Name);
        for from in 1..list.len().min(MOST_WORDS) {
            let rest = tokens::join(list.get(from..).unwrap_or_default());
            self.put(entry, rest, 1, Rank::Part);
        }
    }

    fn say(&mut self, entry: Entry, text: &str, rank: Rank) {
        let list = tokens::tokens(text);
        self.put(entry, tokens::join(&list), list.len(), rank);
    }

    fn put(&mut self, entry: Entry, text: String, n_words: usize, rank: Rank) {
        if text.is_empty() || n_words > MOST_WORDS {
            return;
        }
        self.most_words = self.most_words.max(n_words);
        self.phrases.push(Phrase {
            text: text.into_boxed_str(),
            entry,
            rank,
        });
    }
}

pub(super) fn fields_of(model: &Model) -> Vec<NamedField> {
    let of_people = model.fields().iter().map(|field| (field, true));
    let of_items = model.kinds().iter().flat_map(|kind| &kind.fields);
    let mut list: Vec<NamedField> = Vec::new();
    for (field, of_people) in of_people.chain(of_items.map(|field| (field, false))) {
        if !list.iter().any(|known| known.id == field.id) {
            list.push(NamedField {
                id: field.id.clone(),
                name: field.name.clone(),
                of_people,
            });
        }
    }
    list
}

/// The values people have: the options of choices, and the texts of fields with few of them.
pub(super) fn values_of(model: &Model) -> Vec<(FieldId, String)> {
    let mut list = Vec::new();
    let mut texts_after = Vec::new();
    for field in model.fields().iter() {
        match &field.kind {
            FieldType::Choice(options) => {
                list.extend(options.iter().map(|one| (field.id.clone(), one.clone())));
            }
            FieldType::Text | FieldType::List => {
                if let Some(texts) = few_texts(model, &field.id) {
                    texts_after.extend(texts.into_iter().map(|text| (field.id.clone(), text)));
                }
            }
            FieldType::Email
            | FieldType::Number
            | FieldType::Date
            | FieldType::Flag
            | FieldType::Person => {}
        }
    }
    list.extend(texts_after);
    list
}

fn few_texts(model: &Model, field: &FieldId) -> Option<Vec<String>> {
    let mut known = std::collections::BTreeSet::new();
    for person in model.principals().iter() {
        match person.fields.get(field) {
            Some(Value::Text(text)) if !text.trim().is_empty() => {
                known.insert(text.trim().to_owned());
            }
            Some(Value::List(texts)) => {
                known.extend(texts.iter().map(|text| text.trim().to_owned()));
            }
            _ => {}
        }
        if known.len() > MOST_VALUES {
            return None;
        }
    }
    Some(known.into_iter().collect())
}

pub(super) fn levels_of(model: &Model) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for level in model
        .ladders()
        .iter()
        .flat_map(|ladder| ladder.levels.iter().skip(1))
    {
        if !list.iter().any(|known| known == level.as_str()) {
            list.push(level.to_string());
        }
    }
    list
}

/// One where several are named, several where one is.
fn other_number(text: &str) -> String {
    match text.strip_suffix('s') {
        Some(one) if !one.ends_with('s') => one.to_owned(),
        _ => plural(text),
    }
}

/// Several of a kind: "managers", "candidates".
pub(super) fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        _ if word.ends_with('s') => word.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}
