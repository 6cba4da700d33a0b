//! Walks the grammar along what was typed. One walk serves all: it finds what was meant, notes where
//! it stops and what would be accepted there, and gathers what may come next.
//!
//! Architecture invariant: every walk ends. A question has at most [`MOST_TOKENS`] words, and a walk
//! at most [`MOST_STEPS`] steps.

use super::lexicon::{Entry, Lexicon, Sort, without_articles};
use super::pattern::{Part, Slot};
use super::question::{Actor, Doing, Verb, Whom};
use super::rules::{Bound, Ready};
use super::tokens::{self, Token};
use super::verbs;
use crate::model::{Key, LevelId};

/// Longer texts are no question.
pub(super) const MOST_TOKENS: usize = 64;
const MOST_STEPS: usize = 60_000;
/// As many names as are offered in one place.
const MOST_OFFERED: usize = 8;
/// The same where nothing is typed yet.
const FEW_OFFERED: usize = 5;

/// What goes on after a part was matched.
type Then<'t, 'l> = &'t mut dyn FnMut(&mut Walk<'l>, usize, &mut Vec<Bound>);

/// One thing that may come next.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    /// Where what is typed is replaced, in bytes.
    pub from: usize,
    /// By what.
    pub text: String,
    /// What tells it apart; empty for a word of the grammar.
    pub detail: String,
}

/// Where a walk stopped.
#[derive(Debug, Default, Clone)]
pub(super) struct Stop {
    /// The word, by place; the number of words where the text ended too early.
    pub at: usize,
    /// What would be accepted.
    pub expected: Vec<String>,
    /// Sorts of names that would be.
    pub sorts: Vec<Sort>,
    /// Why a name that is known is not accepted.
    pub reason: Option<String>,
    /// Names that would be clear, and how many words they stand for.
    pub near: (Vec<String>, usize),
}

/// A walk along one text.
pub(super) struct Walk<'l> {
    lexicon: &'l Lexicon,
    raw: &'l str,
    tokens: &'l [Token],
    /// Parts of names will do, where only one name has them.
    pub by_parts: bool,
    /// Gathers what may come next, and does not stop at the first that fits.
    pub offers: Option<Vec<Offer>>,
    pub stop: Stop,
    /// The meaning was found.
    pub is_done: bool,
    /// Inside another way to say the same: offered only once it is begun.
    quiet: usize,
    steps: usize,
}

impl<'l> Walk<'l> {
    pub fn new(lexicon: &'l Lexicon, raw: &'l str, tokens: &'l [Token]) -> Walk<'l> {
        Walk {
            lexicon,
            raw,
            tokens,
            by_parts: false,
            offers: None,
            stop: Stop::default(),
            is_done: false,
            quiet: 0,
            steps: 0,
        }
    }

    /// Matches rules from a word on; `then` is called with each value and the word after it.
    pub fn rules<T>(
        &mut self,
        rules: &'l [Ready<T>],
        at: usize,
        then: &mut dyn FnMut(&mut Walk<'l>, usize, T),
    ) {
        for rule in rules {
            if self.is_done {
                return;
            }
            // What the model has nothing for is not offered.
            if self.offers.is_some() && !self.can_fill(&rule.parts) {
                continue;
            }
            let mut bound = Vec::new();
            self.parts(&rule.parts, at, &mut bound, &mut |walk, next, bound| {
                if let Some(value) = (rule.build)(bound) {
                    then(walk, next, value);
                }
            });
        }
    }

    fn can_fill(&self, parts: &[Part]) -> bool {
        parts.iter().all(|part| match part {
            Part::Word(_) | Part::Maybe(_) => true,
            Part::Either(choices) => choices.iter().any(|choice| self.can_fill(choice)),
            Part::Slot(Slot::Whom | Slot::Actor | Slot::Verb) => true,
            Part::Slot(slot) => self.lexicon.has_any(sorts_of(*slot)),
        })
    }

    fn token(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn parts(&mut self, parts: &'l [Part], at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        self.steps += 1;
        if self.is_done || self.steps > MOST_STEPS {
            return;
        }
        let Some((first, rest)) = parts.split_first() else {
            then(self, at, bound);
            return;
        };
        match first {
            Part::Word(word) => {
                if let Some(next) = self.word(word, at) {
                    self.parts(rest, next, bound, then);
                }
            }
            Part::Either(choices) => {
                for (nth, choice) in choices.iter().enumerate() {
                    self.aside(nth > 0, choice, rest, at, bound, then);
                }
            }
            Part::Maybe(inner) => {
                self.aside(true, inner, rest, at, bound, then);
                self.parts(rest, at, bound, then);
            }
            Part::Slot(slot) => self.slot(*slot, at, bound, &mut |walk, next, bound| {
                walk.parts(rest, next, bound, then);
            }),
        }
    }

    /// A choice and what follows it. What need not be said is not offered before it is begun.
    fn aside(
        &mut self,
        is_quiet: bool,
        inner: &'l [Part],
        rest: &'l [Part],
        at: usize,
        bound: &mut Vec<Bound>,
        then: Then<'_, 'l>,
    ) {
        let quiet = usize::from(is_quiet);
        self.quiet += quiet;
        self.parts(inner, at, bound, &mut |walk, next, bound| {
            walk.quiet -= quiet;
            walk.parts(rest, next, bound, then);
            walk.quiet += quiet;
        });
        self.quiet -= quiet;
    }

    fn word(&mut self, word: &str, at: usize) -> Option<usize> {
        if self.token(at) == word {
            return Some(at + 1);
        }
        if matches!(self.token(at), "the" | "please") && self.token(at + 1) == word {
            return Some(at + 2);
        }
        self.offer(at, word, "");
        self.miss(at, &format!("“{word}”"), &[]);
        None
    }

    /// Notes what would have been accepted at a word.
    fn miss(&mut self, at: usize, expected: &str, sorts: &[Sort]) {
        if at > self.stop.at {
            self.stop = Stop {
                at,
                ..Stop::default()
            };
        }
        if at == self.stop.at {
            if !self.stop.expected.iter().any(|one| one == expected) {
                self.stop.expected.push(expected.to_owned());
            }
            for sort in sorts {
                if !self.stop.sorts.contains(sort) {
                    self.stop.sorts.push(*sort);
                }
            }
        }
    }

    /// A whole question ends before a word, which is one too many.
    pub fn end(&mut self, at: usize) {
        self.miss(at, "", &[]);
        self.stop.expected.retain(|one| !one.is_empty());
    }

    fn object(&mut self, at: usize, reason: String) {
        if at >= self.stop.at {
            self.miss(at, "", &[]);
            self.stop.expected.retain(|one| !one.is_empty());
            self.stop.reason.get_or_insert(reason);
        }
    }

    /// Offers a text at a word that is missing, or is the last and not finished.
    fn offer(&mut self, at: usize, text: &str, detail: &str) {
        let Some(from) = self.place(at) else {
            return;
        };
        let typed = tokens::join(self.tokens.get(at..).unwrap_or_default());
        if typed.is_empty() && self.quiet > 0 {
            return;
        }
        let folded = tokens::phrase(text);
        if folded.starts_with(&typed) && folded != typed {
            self.push(from, text, detail);
        }
    }

    fn push(&mut self, from: usize, text: &str, detail: &str) {
        let Some(offers) = &mut self.offers else {
            return;
        };
        if !offers
            .iter()
            .any(|one| one.from == from && one.text == text)
        {
            offers.push(Offer {
                from,
                text: text.to_owned(),
                detail: detail.to_owned(),
            });
        }
    }

    /// Where a text that begins at a word would stand; none where words are finished after it.
    fn place(&self, at: usize) -> Option<usize> {
        self.offers.as_ref()?;
        match self.tokens.get(at) {
            Some(token) if !self.is_finished() => Some(token.start),
            Some(_) => None,
            None => Some(self.raw.len()),
        }
    }

    /// True if the last word is followed by a space.
    fn is_finished(&self) -> bool {
        self.raw.ends_with(char::is_whitespace)
    }

    fn slot(&mut self, slot: Slot, at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        let lexicon = self.lexicon;
        match slot {
            Slot::Whom => {
                self.miss(at, slot.words(), &[Sort::Principal, Sort::Item]);
                self.rules(&lexicon.grammar.whom, at, &mut |walk, next, whom: Whom| {
                    with(bound, Bound::Whom(whom), |bound| then(walk, next, bound));
                });
            }
            Slot::Actor => {
                self.miss(at, slot.words(), &[Sort::Principal]);
                self.rules(
                    &lexicon.grammar.actors,
                    at,
                    &mut |walk, next, actor: Actor| {
                        with(bound, Bound::Actor(actor), |bound| then(walk, next, bound));
                    },
                );
            }
            Slot::Verb => {
                let what = bound.iter().find_map(|one| match one {
                    Bound::What(_, entries) => Some(entries.clone()),
                    _ => None,
                });
                let can_say = |verb: &Verb| match &what {
                    Some(what) => verbs::doing(lexicon, verb, what).is_some(),
                    None => true,
                };
                self.verb(at, &can_say, &mut |walk, next, verb| {
                    let value = match &what {
                        Some(what) => walk.doing_of(at, verb, what).map(Bound::Doing),
                        None => Some(Bound::Verb(verb.clone())),
                    };
                    if let Some(value) = value {
                        with(bound, value, |bound| then(walk, next, bound));
                    }
                });
            }
            Slot::What => {
                let verb = bound.iter().find_map(|one| match one {
                    Bound::Verb(verb) => Some(verb.clone()),
                    _ => None,
                });
                match verb {
                    Some(verb) => self.object_of(at, &verb, &mut |walk, next, doing| {
                        with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
                    }),
                    None => self.what(at, &Verb::Use, &mut |walk, next, entries| {
                        let Some(doing) = verbs::doing(lexicon, &Verb::Use, entries) else {
                            return;
                        };
                        let value = Bound::What(doing.deeds, entries.to_vec());
                        with(bound, value, |bound| then(walk, next, bound));
                    }),
                }
            }
            Slot::Doing => self.doing(at, &mut |walk, next, doing| {
                with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
            }),
            Slot::Level => self.level(at, bound, then),
            _ => self.named(slot, at, bound, then),
        }
    }

    /// A slot that a name fills.
    fn named(&mut self, slot: Slot, at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        let sorts = sorts_of(slot);
        let lexicon = self.lexicon;
        let is_wanted = |entry: Entry| {
            slot != Slot::PersonField || lexicon.field(entry).is_some_and(|field| field.of_people)
        };
        self.names(
            slot,
            at,
            sorts,
            (&is_wanted, &is_wanted),
            &mut |walk, next, entries| {
                if let Some(value) = value_of(lexicon, slot, entries) {
                    with(bound, value, |bound| then(walk, next, bound));
                } else if let [_, _, ..] = entries {
                    walk.ambiguous(at, next, entries);
                }
            },
        );
    }

    fn ambiguous(&mut self, at: usize, next: usize, entries: &[Entry]) {
        let typed = self.written(at, next);
        let ids: Vec<String> = entries
            .iter()
            .take(4)
            .filter_map(|entry| self.lexicon.key(*entry))
            .map(|key| format!("{} ({})", self.lexicon.model().title(&key), key.id()))
            .collect();
        let several = format!("“{typed}” may be {}", ids.join(" or "));
        self.object(
            at,
            format!("{several}; the whole name or the id tells them apart"),
        );
        if self.stop.at == at && self.stop.near.0.is_empty() {
            let clear = entries.iter().filter_map(|entry| self.lexicon.text(*entry));
            self.stop.near = (clear.take(4).collect(), next.saturating_sub(at));
        }
    }

    /// What was typed from one word to before another.
    fn written(&self, at: usize, next: usize) -> &'l str {
        let from = self.tokens.get(at).map_or(0, |token| token.start);
        let last = next.checked_sub(1).and_then(|at| self.tokens.get(at));
        let to = last.map_or(self.raw.len(), |token| token.end);
        self.raw.get(from..to).unwrap_or_default()
    }

    /// Names that begin at a word, longest first. `each` gets all entries of one name.
    fn names(
        &mut self,
        slot: Slot,
        at: usize,
        sorts: &[Sort],
        (is_wanted, is_offered): (&dyn Fn(Entry) -> bool, &dyn Fn(Entry) -> bool),
        each: &mut dyn FnMut(&mut Walk<'l>, usize, &[Entry]),
    ) {
        let is_article = matches!(self.token(at), "the" | "a" | "an" | "any" | "some");
        let starts = [Some(at), is_article.then_some(at + 1)];
        for start in starts.into_iter().flatten() {
            let longest = (start + self.lexicon.most_words()).min(self.tokens.len());
            for end in (start + 1..=longest).rev() {
                if self.is_done {
                    return;
                }
                let mut entries = self.entries(start, end, sorts);
                entries.retain(|entry| is_wanted(*entry));
                if !entries.is_empty() {
                    each(self, end, &entries);
                }
            }
            self.offer_names(slot, start, sorts, is_offered);
        }
        self.miss(at, slot.words(), sorts);
    }

    fn entries(&mut self, start: usize, end: usize, sorts: &[Sort]) -> Vec<Entry> {
        self.steps += 1;
        let Some(span) = self.tokens.get(start..end) else {
            return Vec::new();
        };
        let phrase = tokens::join(span);
        let mut entries = self.lexicon.exact(&phrase, sorts);
        if entries.is_empty() && span.len() > 2 && sorts.contains(&Sort::Permission) {
            entries = self.lexicon.exact(&without_articles(span), sorts);
        }
        if let [_, _, ..] = entries.as_slice() {
            // Letters as they are written tell apart what case and accents do not.
            let written = self.written(start, end);
            let same = entries
                .iter()
                .filter(|one| self.lexicon.title(**one) == written);
            let same: Vec<Entry> = same.copied().collect();
            if same.len() == 1 && same.iter().all(|one| one.sort == Sort::Principal) {
                return same;
            }
        }
        if entries.is_empty() && self.by_parts && !is_common(&phrase) {
            entries = self.lexicon.parts(&phrase, sorts, 5);
        }
        entries
    }

    fn offer_names(
        &mut self,
        slot: Slot,
        at: usize,
        sorts: &[Sort],
        is_wanted: &dyn Fn(Entry) -> bool,
    ) {
        if self.offers.is_none() || at > self.tokens.len() {
            return;
        }
        let typed = self.tokens.get(at..).unwrap_or_default();
        let most = if typed.is_empty() {
            FEW_OFFERED
        } else {
            MOST_OFFERED
        };
        let (from, found) = match typed.first() {
            None if self.quiet > 0 => return,
            None => (self.raw.len(), self.lexicon.first(sorts)),
            Some(first) => {
                let mut text = tokens::join(typed);
                if self.is_finished() {
                    text.push(' ');
                }
                let found = self.lexicon.beginning(&text, sorts, MOST_OFFERED * 5);
                (first.start, found)
            }
        };
        let mut n_offered = 0;
        for entry in found.into_iter().filter(|entry| is_wanted(*entry)) {
            if let Some(text) = self.lexicon.text(entry) {
                let detail = self.lexicon.detail(entry);
                let is_act = slot == Slot::Doing;
                let text = if is_act {
                    super::words::small(&text)
                } else {
                    text
                };
                self.push(from, &text, &detail);
                n_offered += 1;
            }
            if n_offered >= most {
                return;
            }
        }
    }

    fn verb(
        &mut self,
        at: usize,
        can_say: &dyn Fn(&Verb) -> bool,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, &Verb),
    ) {
        let lexicon = self.lexicon;
        for (said, verb) in &verbs::SAID {
            let n = said.split(' ').count();
            let is_said = said
                .split(' ')
                .zip(at..)
                .all(|(word, at)| self.token(at) == word);
            if is_said {
                each(self, at + n, verb);
            }
        }
        for level in lexicon.levels() {
            let words = tokens::tokens(level);
            let is_said = words
                .iter()
                .zip(at..)
                .all(|(word, at)| self.token(at) == word.text);
            let is_known = verbs::SAID.iter().any(|(said, _)| said == level);
            if is_said && !is_known && !words.is_empty() {
                let verb = Verb::At(LevelId::from(level.as_str()));
                each(self, at + words.len(), &verb);
            }
        }
        for (said, verb) in verbs::offered(lexicon) {
            if can_say(verb) {
                self.offer(at, said, "");
            }
        }
        self.miss(at, Slot::Verb.words(), &[]);
    }

    /// A verb with what it is done to, or the name of an act.
    fn doing(&mut self, at: usize, each: &mut dyn FnMut(&mut Walk<'l>, usize, Doing)) {
        self.verb(at, &|_| true, &mut |walk, next, verb| {
            let verb = verb.clone();
            walk.object_of(next, &verb, each);
        });
        let lexicon = self.lexicon;
        let is_act = |entry: Entry| {
            let permission = lexicon.model().permissions().at(entry.at as usize);
            permission.is_some_and(verbs::says_it)
        };
        self.names(
            Slot::Doing,
            at,
            &[Sort::Permission],
            (&is_act, &is_act),
            &mut |walk, next, entries| {
                if let Some(doing) = verbs::doing(lexicon, &Verb::Use, entries) {
                    each(walk, next, doing);
                }
            },
        );
    }

    /// What a verb that was read is done to.
    fn object_of(
        &mut self,
        at: usize,
        verb: &Verb,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, Doing),
    ) {
        let lexicon = self.lexicon;
        let masked = Verb::At("masked".into());
        if *verb == Verb::See && self.token(at) == "masked" {
            self.object_of(at + 1, &masked, each);
        }
        if matches!(self.token(at), "anything" | "everything" | "something")
            && let Some(doing) = verbs::anything(lexicon, verb)
        {
            each(self, at + 1, doing);
        }
        if verbs::anything(lexicon, verb).is_some() {
            self.offer(at, "anything", "");
        }
        self.what(at, verb, &mut |walk, next, entries| {
            if *verb == Verb::See
                && walk.token(next) == "masked"
                && let Some(doing) = verbs::doing(lexicon, &masked, entries)
            {
                each(walk, next + 1, doing);
            }
            if let Some(doing) = walk.doing_of(at, verb, entries) {
                each(walk, next, doing);
            }
        });
    }

    fn doing_of(&mut self, at: usize, verb: &Verb, entries: &[Entry]) -> Option<Doing> {
        let doing = verbs::doing(self.lexicon, verb, entries);
        if doing.is_none()
            && let Some(entry) = entries.first()
        {
            let name = self.lexicon.title(*entry);
            let verb = verbs::word(verb);
            self.object(
                at,
                format!("“{name}” has no level at which one can {verb} it"),
            );
        }
        doing
    }

    /// Permissions and fields; only those a verb can be said of are offered.
    fn what(
        &mut self,
        at: usize,
        verb: &Verb,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, &[Entry]),
    ) {
        let lexicon = self.lexicon;
        let is_shown = |entry: Entry| match lexicon.field(entry) {
            Some(field) => {
                let mut permissions = lexicon.model().permissions().iter();
                permissions.any(|permission| permission.fields.contains(&field.id))
            }
            None => true,
        };
        let sorts = [Sort::Permission, Sort::Field];
        let is_said = |entry: Entry| verbs::doing(lexicon, verb, &[entry]).is_some();
        self.names(Slot::What, at, &sorts, (&is_shown, &is_said), each);
    }

    fn level(&mut self, at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        let lexicon = self.lexicon;
        let what = bound.iter().find_map(|one| match one {
            Bound::What(_, entries) => Some(entries.clone()),
            _ => None,
        });
        let Some(what) = what else { return };
        let of = |entry: Entry| {
            let level = lexicon.level(entry)?;
            let level = LevelId::from(level);
            let doing = verbs::doing(lexicon, &Verb::At(level.clone()), &what)?;
            Some((level, doing))
        };
        let is_its = |entry: Entry| of(entry).is_some();
        self.names(
            Slot::Level,
            at,
            &[Sort::Level],
            (&is_its, &is_its),
            &mut |walk, next, entries| {
                if let Some((level, doing)) = entries.first().and_then(|entry| of(*entry)) {
                    with(bound, Bound::Level(level), |bound| {
                        with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
                    });
                }
            },
        );
    }
}

/// The sorts of names a slot takes.
fn sorts_of(slot: Slot) -> &'static [Sort] {
    use Sort as S;
    match slot {
        Slot::Person | Slot::Actor | Slot::Whom => &[S::Principal],
        Slot::Item => &[S::Item],
        Slot::Role => &[S::Role],
        Slot::Circle => &[S::Group, S::Team],
        Slot::Group => &[S::Group],
        Slot::Team => &[S::Team],
        Slot::Giver => &[S::Role, S::Group],
        Slot::Module => &[S::Module],
        Slot::Field | Slot::PersonField => &[S::Field],
        Slot::Kind => &[S::Kind],
        Slot::Value => &[S::Value],
        Slot::Label => &[S::Label],
        Slot::Doing | Slot::What => &[S::Permission],
        Slot::Verb | Slot::Level => &[S::Level],
        Slot::Record => &[
            S::Principal,
            S::Group,
            S::Role,
            S::Permission,
            S::Team,
            S::Module,
            S::Item,
            S::Switch,
            S::Label,
            S::Kind,
        ],
    }
}

/// Does something while a value is bound.
fn with(bound: &mut Vec<Bound>, value: Bound, go_on: impl FnOnce(&mut Vec<Bound>)) {
    bound.push(value);
    go_on(bound);
    bound.pop();
}

/// Words of the grammar are no part of a name that would be guessed.
fn is_common(phrase: &str) -> bool {
    const COMMON: [&str; 30] = [
        "a", "an", "and", "any", "anyone", "are", "at", "by", "can", "do", "does", "everyone",
        "for", "from", "has", "have", "in", "is", "not", "of", "on", "people", "that", "the",
        "their", "to", "who", "what", "'s", "with",
    ];
    COMMON.contains(&phrase) || verbs::SAID.iter().any(|(said, _)| *said == phrase)
}

fn value_of(lexicon: &Lexicon, slot: Slot, entries: &[Entry]) -> Option<Bound> {
    if slot == Slot::Value {
        let values = entries.iter().filter_map(|entry| lexicon.value(*entry));
        return Some(Bound::Values(values.cloned().collect()));
    }
    if slot == Slot::Record {
        let keys = entries.iter().filter_map(|entry| lexicon.key(*entry));
        return Some(Bound::Records(keys.collect()));
    }
    if let Some(field) = entries.first().and_then(|entry| lexicon.field(*entry)) {
        return Some(Bound::Field(field.id.clone()));
    }
    // Several of one name are not told apart by guessing; of two sorts the first is meant.
    let first = *entries.first()?;
    if entries
        .iter()
        .filter(|entry| entry.sort == first.sort)
        .count()
        > 1
    {
        return None;
    }
    Some(match lexicon.key(first)? {
        Key::Principal(id) => Bound::Person(id),
        Key::Item(id) => Bound::Item(id),
        Key::Group(id) => Bound::Group(id),
        Key::Role(id) => Bound::Role(id),
        Key::Team(id) => Bound::Team(id),
        Key::Module(id) => Bound::Module(id),
        Key::Kind(id) => Bound::Kind(id),
        Key::Label(id) => Bound::Label(id),
        _ => return None,
    })
}
