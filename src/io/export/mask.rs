//! Names taken out of text: people become "Person 1", records "Course 3", everywhere alike.
//!
//! Whole names, emails and ids are found in any text, whatever their case; a part of a name that is
//! one person's only, such as a surname, as it is written. Words that the scheme itself uses (names
//! of permissions, fields and their choices) stay.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{FieldType, Model, PrincipalId, PrincipalSort, Value};

/// Stand-ins for every name of a model.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// By their first letter in lower case, longest first.
    secrets: FxHashMap<char, Vec<Secret>>,
    people: FxHashMap<PrincipalId, String>,
}

#[derive(Clone, Debug)]
struct Secret {
    letters: Vec<char>,
    stand_in: String,
    any_case: bool,
}

/// Parts of names shorter than this say little.
const SHORTEST_PART: usize = 3;

impl Mask {
    /// The stand-ins of a model.
    pub fn new(model: &Model) -> Mask {
        let mut found = Found::default();
        found.people(model);
        found.items(model);
        let mut mask = Mask {
            people: found.names,
            ..Mask::default()
        };
        for (text, (stand_in, any_case)) in found.texts {
            let letters: Vec<char> = text.chars().collect();
            let Some(first) = letters.first().copied() else {
                continue;
            };
            let list = mask.secrets.entry(lower(first)).or_default();
            list.push(Secret {
                letters,
                stand_in,
                any_case,
            });
        }
        for list in mask.secrets.values_mut() {
            list.sort_by_key(|secret| std::cmp::Reverse(secret.letters.len()));
        }
        mask
    }

    /// The stand-in of one person: those who bear the same name have their own.
    pub fn principal(&self, id: &PrincipalId) -> Option<&str> {
        self.people.get(id).map(String::as_str)
    }

    /// Every stand-in.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let secrets = self.secrets.values().flatten();
        secrets.map(|secret| secret.stand_in.as_str())
    }

    /// A text without names.
    pub fn text(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(letter) = letters.get(at).copied() {
            match self.secret_at(&letters, at) {
                Some(secret) => {
                    out.push_str(&secret.stand_in);
                    at += secret.letters.len();
                }
                None => {
                    out.push(letter);
                    at += 1;
                }
            }
        }
        out
    }

    fn secret_at(&self, letters: &[char], at: usize) -> Option<&Secret> {
        let first = letters.get(at).copied()?;
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let is_inside = |a: Option<&char>, b: Option<&char>| {
            a.is_some_and(|c| c.is_alphanumeric()) && b.is_some_and(|c| c.is_alphanumeric())
        };
        if is_inside(before, Some(&first)) {
            return None;
        }
        self.secrets.get(&lower(first))?.iter().find(|secret| {
            let end = at + secret.letters.len();
            letters.get(at..end).is_some_and(|part| {
                part.iter()
                    .zip(&secret.letters)
                    .all(|(a, b)| a == b || (secret.any_case && lower(*a) == lower(*b)))
                    && !is_inside(part.last(), letters.get(end))
            })
        })
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// What is to be masked, with its stand-in, and whether in any case.
#[derive(Default)]
struct Found {
    texts: BTreeMap<String, (String, bool)>,
    names: FxHashMap<PrincipalId, String>,
}

impl Found {
    fn add(&mut self, text: &str, stand_in: &str, any_case: bool) {
        let text = text.trim();
        if !text.is_empty() {
            let secret = (stand_in.to_owned(), any_case);
            self.texts.entry(text.to_owned()).or_insert(secret);
        }
    }

    fn people(&mut self, model: &Model) {
        let mut counts: BTreeMap<PrincipalSort, usize> = BTreeMap::new();
        // Each part with the first who bears it, and the names it is in.
        let mut parts: BTreeMap<String, (String, BTreeSet<&str>)> = BTreeMap::new();
        let emails = model.fields().iter().filter(|f| f.kind == FieldType::Email);
        let emails: Vec<_> = emails.map(|field| &field.id).collect();
        for person in model.principals().iter() {
            let nth = counts.entry(person.sort).or_default();
            *nth += 1;
            let name = format!("{} {nth}", person.sort.word());
            let id = name.to_lowercase().replace(' ', "-");
            self.add(&person.name, &name, true);
            self.names.insert(person.id.clone(), name.clone());
            for email in &emails {
                if let Some(Value::Text(text)) = person.fields.get(email) {
                    self.add(text, &format!("{id}@masked"), true);
                }
            }
            let of_name: Vec<&str> = parts_of(&person.name);
            let own_id = person.id.as_str();
            // An id that is a plain word, such as `admin`, is a word of the scheme as well.
            let is_word = own_id.chars().all(char::is_alphabetic);
            let is_name = of_name
                .iter()
                .any(|part| part.to_lowercase() == own_id.to_lowercase());
            if !is_word || is_name {
                self.add(own_id, &id, !is_word);
            }
            for part in of_name {
                let entry = parts.entry(part.to_owned());
                let first = || (name.clone(), BTreeSet::new());
                entry.or_insert_with(first).1.insert(&person.name);
            }
        }
        let vocabulary = vocabulary(model);
        for (part, (name, names)) in parts {
            let is_long = part.chars().count() >= SHORTEST_PART;
            if names.len() == 1 && is_long && !vocabulary.contains(&part.to_lowercase()) {
                self.add(&part, &name, false);
            }
        }
    }

    fn items(&mut self, model: &Model) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for item in model.items().iter() {
            let nth = counts.entry(item.kind.as_str()).or_default();
            *nth += 1;
            let kind = model.kinds().get(&item.kind);
            let kind = kind.map_or(item.kind.as_str(), |kind| kind.name.as_str());
            let name = format!("{kind} {nth}");
            self.add(&item.name, &name, true);
            let id = item.id.as_str();
            if !id.chars().all(char::is_alphabetic) {
                self.add(id, &name.to_lowercase().replace(' ', "-"), true);
            }
        }
    }
}

fn parts_of(name: &str) -> Vec<&str> {
    let parts = name.split(|c: char| c.is_whitespace() || c == '-' || c == '.');
    parts
        .filter(|part| part.chars().any(char::is_alphabetic))
        .collect()
}

/// Words of the scheme, in lower case.
fn vocabulary(model: &Model) -> FxHashSet<String> {
    let mut texts: Vec<&str> = Vec::new();
    for field in model
        .fields()
        .iter()
        .chain(model.kinds().iter().flat_map(|k| &k.fields))
    {
        texts.push(&field.name);
        if let FieldType::Choice(choices) = &field.kind {
            texts.extend(choices.iter().map(String::as_str));
        }
    }
    texts.extend(model.permissions().iter().map(|p| p.name.as_str()));
    texts.extend(model.modules().iter().map(|m| m.name.as_str()));
    texts.extend(model.kinds().iter().map(|k| k.name.as_str()));
    texts.extend(model.labels().iter().map(|l| l.name.as_str()));
    texts.extend(
        model
            .ladders()
            .iter()
            .flat_map(|l| l.levels.iter().map(|l| l.as_str())),
    );
    texts.extend(model.reaches().iter().map(|r| r.name.as_str()));
    texts.extend(model.settings().lines.iter().map(|l| l.name.as_str()));
    let words = texts.into_iter().flat_map(parts_of);
    words.map(str::to_lowercase).collect()
}
