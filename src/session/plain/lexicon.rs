//! Every name a question may hold, in one sorted list: made once for a model, looked into at every
//! key pressed.

use rustc_hash::FxHashMap;

use super::rules::Grammar;
use super::tokens::{self, Token};
use super::verbs;
use crate::model::{Entity, FieldId, FieldType, Key, Model, Table, Value};

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A person, service user or external user.
    Principal,
    /// An item.
    Item,
    /// A group.
    Group,
    /// A role.
    Role,
    /// A team.
    Team,
    /// A permission.
    Permission,
    /// A field of people or of items.
    Field,
    /// A kind of items.
    Kind,
    /// A module.
    Module,
    /// A value that people have in a field.
    Value,
    /// A label.
    Label,
    /// A level above the bottom.
    Level,
    /// A switch.
    Switch,
}

/// A name in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// What it stands for.
    pub sort: Sort,
    /// Its place in the table of its sort.
    pub at: u32,
}

/// How a phrase came to mean an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The whole name.
    Name,
    /// The id.
    Id,
    /// Another way to say it: without the verb, the last part of a path, the plural.
    Alias,
    /// The name from its second word on, or later.
    Part,
}

#[derive(Debug)]
struct Phrase {
    text: Box<str>,
    entry: Entry,
    rank: Rank,
}

/// A field that a question may name: of people, or of a kind of items.
#[derive(Debug, Clone)]
pub struct NamedField {
    /// Its id.
    pub id: FieldId,
    /// What people call it.
    pub name: String,
    /// A field of people.
    pub of_people: bool,
}

/// The names of one model, and the grammar.
#[derive(Debug)]
pub struct Lexicon {
    model: Model,
    phrases: Vec<Phrase>,
    most_words: usize,
    fields: Vec<NamedField>,
    values: Vec<(FieldId, String)>,
    levels: Vec<String>,
    pub(super) grammar: Grammar,
}

/// Fields of text with more different values than this are not asked about by value.
const MOST_VALUES: usize = 300;
/// Longer names are found by their id.
const MOST_WORDS: usize = 24;
/// As many names of one sort as are offered where nothing is typed yet.
const FIRST_OFFERED: u32 = 40;

impl Lexicon {
    /// Gathers the names of a model.
    pub fn new(model: &Model) -> Lexicon {
        let mut lexicon = Lexicon {
            model: model.clone(),
            phrases: Vec::with_capacity(model.principals().len() * 4),
            most_words: 1,
            fields: fields_of(model),
            values: values_of(model),
            levels: levels_of(model),
            grammar: Grammar::new(),
        };
        lexicon.gather();
        lexicon.phrases.sort_unstable_by(|a, b| {
            (&a.text, a.entry.sort, a.entry.at, a.rank).cmp(&(
                &b.text,
                b.entry.sort,
                b.entry.at,
                b.rank,
            ))
        });
        lexicon
            .phrases
            .dedup_by(|b, a| a.text == b.text && a.entry == b.entry);
        lexicon
    }

    /// The model whose names these are.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The most words a name has.
    pub(super) fn most_words(&self) -> usize {
        self.most_words
    }

    fn gather(&mut self) {
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

    /// Phrases that begin with a text, in order.
    fn from(&self, text: &str) -> impl Iterator<Item = &Phrase> {
        let first = self.phrases.partition_point(|phrase| &*phrase.text < text);
        self.phrases.get(first..).unwrap_or_default().iter()
    }

    /// The entries a phrase names.
    pub(super) fn exact(&self, phrase: &str, sorts: &[Sort]) -> Vec<Entry> {
        let mut list: Vec<Entry> = Vec::new();
        let hits = self.from(phrase).take_while(|one| &*one.text == phrase);
        for hit in hits.filter(|one| one.rank != Rank::Part && sorts.contains(&one.entry.sort)) {
            if !list.contains(&hit.entry) {
                list.push(hit.entry);
            }
        }
        list
    }

    /// The entries of which a phrase is a part, word by word; at most so many.
    pub(super) fn parts(&self, phrase: &str, sorts: &[Sort], most: usize) -> Vec<Entry> {
        let mut list: Vec<Entry> = Vec::new();
        for hit in self.from(phrase) {
            let Some(rest) = hit.text.strip_prefix(phrase) else {
                break;
            };
            let is_whole = rest.is_empty() || rest.starts_with(' ');
            if is_whole && sorts.contains(&hit.entry.sort) && !list.contains(&hit.entry) {
                list.push(hit.entry);
                if list.len() >= most {
                    break;
                }
            }
        }
        list
    }

    /// Entries whose name, or a part of it, begins with a text; whole names first.
    pub(super) fn beginning(&self, text: &str, sorts: &[Sort], most: usize) -> Vec<Entry> {
        const LOOKED_AT: usize = 4_000;
        let hits = self
            .from(text)
            .take_while(|one| one.text.starts_with(text))
            .take(LOOKED_AT)
            .filter(|one| sorts.contains(&one.entry.sort) && &*one.text != text);
        let mut ranked: Vec<&Phrase> = hits.collect();
        ranked.sort_by_key(|one| one.rank);
        let mut list = Vec::new();
        for hit in ranked {
            if !list.contains(&hit.entry) {
                list.push(hit.entry);
                if list.len() >= most {
                    break;
                }
            }
        }
        list
    }

    /// The first entries of the sorts, where nothing is typed yet.
    pub(super) fn first(&self, sorts: &[Sort]) -> Vec<Entry> {
        let mut list = Vec::new();
        for sort in sorts {
            if *sort == Sort::Value {
                list.extend(self.first_values());
                continue;
            }
            let n = (self.n_of(*sort) as u32).min(FIRST_OFFERED);
            list.extend((0..n).map(|at| Entry { sort: *sort, at }));
        }
        if let Some(at) = self.model.permissions().iter().position(|p| p.sensitive)
            && sorts.contains(&Sort::Permission)
        {
            let first = Entry {
                sort: Sort::Permission,
                at: at as u32,
            };
            list.retain(|one| *one != first);
            list.insert(0, first);
        }
        list
    }

    /// The first value of each field, then the second: choices come before texts.
    fn first_values(&self) -> Vec<Entry> {
        let mut seen: FxHashMap<&FieldId, u32> = FxHashMap::default();
        let mut list: Vec<(u32, u32)> = Vec::new();
        for (at, (field, _)) in (0u32..).zip(&self.values) {
            let nth = seen.entry(field).or_default();
            list.push((*nth, at));
            *nth += 1;
        }
        list.sort_unstable();
        let first = list.into_iter().take(FIRST_OFFERED as usize);
        let entry = |(_, at)| Entry {
            sort: Sort::Value,
            at,
        };
        first.map(entry).collect()
    }

    /// True if the model has a name of any of the sorts.
    pub(super) fn has_any(&self, sorts: &[Sort]) -> bool {
        sorts.iter().any(|sort| self.n_of(*sort) > 0)
    }

    fn n_of(&self, sort: Sort) -> usize {
        let model = &self.model;
        match sort {
            Sort::Principal => model.principals().len(),
            Sort::Item => model.items().len(),
            Sort::Group => model.groups().len(),
            Sort::Role => model.roles().len(),
            Sort::Team => model.teams().len(),
            Sort::Permission => model.permissions().len(),
            Sort::Field => self.fields.len(),
            Sort::Kind => model.kinds().len(),
            Sort::Module => model.modules().len(),
            Sort::Value => self.values.len(),
            Sort::Label => model.labels().len(),
            Sort::Level => self.levels.len(),
            Sort::Switch => model.switches().len(),
        }
    }

    /// The field an entry stands for.
    pub(super) fn field(&self, entry: Entry) -> Option<&NamedField> {
        (entry.sort == Sort::Field).then(|| self.fields.get(entry.at as usize))?
    }

    /// The value an entry stands for, with its field.
    pub(super) fn value(&self, entry: Entry) -> Option<&(FieldId, String)> {
        (entry.sort == Sort::Value).then(|| self.values.get(entry.at as usize))?
    }

    /// The level an entry stands for.
    pub(super) fn level(&self, entry: Entry) -> Option<&str> {
        let level = (entry.sort == Sort::Level).then(|| self.levels.get(entry.at as usize))?;
        level.map(String::as_str)
    }

    /// The levels above the bottom of any ladder.
    pub(super) fn levels(&self) -> &[String] {
        &self.levels
    }

    /// The record an entry stands for.
    pub(super) fn key(&self, entry: Entry) -> Option<Key> {
        let (model, at) = (&self.model, entry.at as usize);
        Some(match entry.sort {
            Sort::Principal => Key::Principal(model.principals().at(at)?.id.clone()),
            Sort::Item => Key::Item(model.items().at(at)?.id.clone()),
            Sort::Group => Key::Group(model.groups().at(at)?.id.clone()),
            Sort::Role => Key::Role(model.roles().at(at)?.id.clone()),
            Sort::Team => Key::Team(model.teams().at(at)?.id.clone()),
            Sort::Permission => Key::Permission(model.permissions().at(at)?.id.clone()),
            Sort::Kind => Key::Kind(model.kinds().at(at)?.id.clone()),
            Sort::Module => Key::Module(model.modules().at(at)?.id.clone()),
            Sort::Label => Key::Label(model.labels().at(at)?.id.clone()),
            Sort::Switch => Key::Switch(model.switches().at(at)?.id.clone()),
            Sort::Field | Sort::Value | Sort::Level => return None,
        })
    }

    /// What people call it.
    pub(super) fn title(&self, entry: Entry) -> String {
        if let Some(field) = self.field(entry) {
            return field.name.clone();
        }
        if let Some((_, value)) = self.value(entry) {
            return value.clone();
        }
        if let Some(level) = self.level(entry) {
            return level.to_owned();
        }
        self.key(entry)
            .map(|key| self.model.title(&key))
            .unwrap_or_default()
    }

    /// What tells it apart: its sort, or the field of a value.
    pub(super) fn detail(&self, entry: Entry) -> String {
        if let Some((field, _)) = self.value(entry) {
            return self.model.title(&Key::Field(field.clone()));
        }
        let word = match entry.sort {
            Sort::Principal => "person",
            Sort::Item => "item",
            Sort::Group => "group",
            Sort::Role => "role",
            Sort::Team => "team",
            Sort::Permission => "permission",
            Sort::Field => "field",
            Sort::Kind => "kind of items",
            Sort::Module => "module",
            Sort::Value => "value",
            Sort::Label => "label",
            Sort::Level => "level",
            Sort::Switch => "switch",
        };
        match self.key(entry) {
            Some(key) if key.id() != self.title(entry) => format!("{word} · {}", key.id()),
            _ => word.to_owned(),
        }
    }

    /// What one types to mean this entry and no other; none where nothing does.
    pub(super) fn text(&self, entry: Entry) -> Option<String> {
        let name = self.title(entry);
        let alike: &[Sort] = match entry.sort {
            Sort::Principal | Sort::Item => &[Sort::Principal, Sort::Item],
            Sort::Group | Sort::Role | Sort::Team => &[Sort::Group, Sort::Role, Sort::Team],
            Sort::Value => return Some(name).filter(|name| !tokens::phrase(name).is_empty()),
            _ => &[entry.sort],
        };
        let is_alone = |text: &str| {
            let phrase = tokens::phrase(text);
            let n_words = phrase.split(' ').count();
            n_words <= MOST_WORDS && self.exact(&phrase, alike) == [entry]
        };
        if is_alone(&name) {
            return Some(name);
        }
        self.key(entry)
            .map(|key| key.id())
            .or_else(|| self.field(entry).map(|field| field.id.to_string()))
            .filter(|id| is_alone(id))
    }

    /// Names of the sorts most like a phrase, nearest first.
    pub(super) fn nearest(&self, typed: &str, sorts: &[Sort], most: usize) -> Vec<String> {
        let limit = (typed.chars().count() / 3).max(1);
        let n_typed = typed.chars().count();
        let mut near: FxHashMap<Entry, usize> = FxHashMap::default();
        for one in &self.phrases {
            if !sorts.contains(&one.entry.sort) || one.text.len().abs_diff(n_typed) > limit * 2 {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&one.text, typed);
            if distance <= limit {
                let slot = near.entry(one.entry).or_insert(distance);
                *slot = distance.min(*slot);
            }
        }
        let mut near: Vec<(usize, Sort, u32)> = near
            .into_iter()
            .map(|(entry, distance)| (distance, entry.sort, entry.at))
            .collect();
        near.sort_unstable();
        let mut names: Vec<String> = Vec::new();
        for (_, sort, at) in near {
            if let Some(text) = self.text(Entry { sort, at })
                && !names.contains(&text)
            {
                names.push(text);
            }
            if names.len() >= most {
                break;
            }
        }
        names
    }
}

/// Words without the articles inside them.
pub(super) fn without_articles(list: &[Token]) -> String {
    let last = list.len().saturating_sub(1);
    let kept = list.iter().enumerate().filter(|(at, token)| {
        *at == 0 || *at == last || !matches!(token.text.as_str(), "a" | "an" | "the")
    });
    let kept: Vec<Token> = kept.map(|(_, token)| token.clone()).collect();
    tokens::join(&kept)
}

/// Several of a kind: "managers", "candidates".
pub(super) fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        _ if word.ends_with('s') => word.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

/// One where several are named, several where one is.
fn other_number(text: &str) -> String {
    match text.strip_suffix('s') {
        Some(one) if !one.ends_with('s') => one.to_owned(),
        _ => plural(text),
    }
}

fn fields_of(model: &Model) -> Vec<NamedField> {
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
fn values_of(model: &Model) -> Vec<(FieldId, String)> {
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

fn levels_of(model: &Model) -> Vec<String> {
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
