//! Every name a question may hold, in one sorted list: made once for a model, looked into at every
//! key pressed.

use rustc_hash::FxHashMap;

use super::gather::{fields_of, levels_of, values_of};
use super::rules::Grammar;
use super::tokens::{self, Token};
use crate::model::{FieldId, Key, Model};

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
pub(super) enum Rank {
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
pub(super) struct Phrase {
    pub text: Box<str>,
    pub entry: Entry,
    pub rank: Rank,
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
    pub(super) model: Model,
    pub(super) phrases: Vec<Phrase>,
    pub(super) most_words: usize,
    pub(super) fields: Vec<NamedField>,
    pub(super) values: Vec<(FieldId, String)>,
    pub(super) levels: Vec<String>,
    pub(super) grammar: Grammar,
}

/// Longer names are found by their id.
pub(super) const MOST_WORDS: usize = 24;
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
        let mut near: FxHashMap<Entry, usize> = FxHashMap::default();
        let letters = letters_of(typed);
        for one in &self.phrases {
            // What has other letters cannot be near: nearly all names are passed over by this.
            let is_far = (letters ^ letters_of(&one.text)).count_ones() as usize > limit * 2
                || one.text.len().abs_diff(typed.len()) > limit * 4;
            if is_far || one.rank == Rank::Part || !sorts.contains(&one.entry.sort) {
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

/// Which letters a text has, one bit each.
fn letters_of(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| bits | 1 << (byte & 63))
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
