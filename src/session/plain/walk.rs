//! Walks the grammar along what was typed. One walk serves all: it finds what was meant, notes where
//! it stops and what would be accepted there, and gathers what may come next.
//!
//! Architecture invariant: every walk ends. A question has at most [`MOST_TOKENS`] words, and a walk
//! at most [`MOST_STEPS`] steps.

use super::lexicon::{Entry, Lexicon, Sort, without_articles};
use super::pattern::{Part, Slot};
use super::rules::{Bound, Ready};
use super::slots::sorts_of;
use super::tokens::{self, Token};
use super::verbs;

/// Longer texts are no question.
pub(super) const MOST_TOKENS: usize = 64;
const MOST_STEPS: usize = 60_000;
/// As many names as are offered in one place.
const MOST_OFFERED: usize = 8;
/// The same where nothing is typed yet.
const FEW_OFFERED: usize = 5;

/// What goes on after a part was matched.
pub(super) type Then<'t, 'l> = &'t mut dyn FnMut(&mut Walk<'l>, usize, &mut Vec<Bound>);

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
    pub(super) lexicon: &'l Lexicon,
    pub(super) raw: &'l str,
    pub(super) tokens: &'l [Token],
    /// Parts of names will do, where only one name has them.
    pub by_parts: bool,
    /// Gathers what may come next, and does not stop at the first that fits.
    pub offers: Option<Vec<Offer>>,
    pub stop: Stop,
    /// The meaning was found.
    pub is_done: bool,
    /// Inside another way to say the same: offered only once it is begun.
    pub(super) quiet: usize,
    pub(super) steps: usize,
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

    pub(super) fn can_fill(&self, parts: &[Part]) -> bool {
        parts.iter().all(|part| match part {
            Part::Word(_) | Part::Maybe(_) => true,
            Part::Either(choices) => choices.iter().any(|choice| self.can_fill(choice)),
            Part::Slot(Slot::Whom | Slot::Actor | Slot::Verb) => true,
            Part::Slot(slot) => self.lexicon.has_any(sorts_of(*slot)),
        })
    }

    pub(super) fn token(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    pub(super) fn parts(
        &mut self,
        parts: &'l [Part],
        at: usize,
        bound: &mut Vec<Bound>,
        then: Then<'_, 'l>,
    ) {
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
                if let Some(next) = self.word(word, rest, at) {
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
    pub(super) fn aside(
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

    fn word(&mut self, word: &str, rest: &[Part], at: usize) -> Option<usize> {
        if self.token(at) == word {
            return Some(at + 1);
        }
        if matches!(self.token(at), "the" | "please") && self.token(at + 1) == word {
            return Some(at + 2);
        }
        if self.offers.is_some() {
            // Words that must follow are offered with it: "direct reports of".
            let following = rest.iter().map_while(|part| match part {
                Part::Word(word) => Some(*word),
                _ => None,
            });
            let words: Vec<&str> = std::iter::once(word).chain(following).collect();
            self.offer(at, &words.join(" "), "");
        }
        self.miss(at, &format!("“{word}”"), &[]);
        None
    }

    /// Notes what would have been accepted at a word.
    pub(super) fn miss(&mut self, at: usize, expected: &str, sorts: &[Sort]) {
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

    pub(super) fn object(&mut self, at: usize, reason: String) {
        if at >= self.stop.at {
            self.miss(at, "", &[]);
            self.stop.expected.retain(|one| !one.is_empty());
            self.stop.reason.get_or_insert(reason);
        }
    }

    /// Offers a text at a word that is missing, or is the last and not finished.
    pub(super) fn offer(&mut self, at: usize, text: &str, detail: &str) {
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

    pub(super) fn push(&mut self, from: usize, text: &str, detail: &str) {
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
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        self.offers.as_ref()?;
        match self.tokens.get(at) {
            Some(token) if !self.is_finished() => Some(token.start),
            Some(_) => None,
            None => Some(self.raw.len()),
        }
    }

    /// True if the last word is followed by a space.
    pub(super) fn is_finished(&self) -> bool {
        self.raw.ends_with(char::is_whitespace)
    }

    pub(super) fn ambiguous(&mut self, at: usize, next: usize, entries: &[Entry]) {
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
    pub(super) fn written(&self, at: usize, next: usize) -> &'l str {
        let from = self.tokens.get(at).map_or(0, |token| token.start);
        let last = next.checked_sub(1).and_then(|at| self.tokens.get(at));
        let to = last.map_or(self.raw.len(), |token| token.end);
        self.raw.get(from..to).unwrap_or_default()
    }

    /// Names that begin at a word, longest first. `each` gets all entries of one name.
    pub(super) fn names(
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

    pub(super) fn entries(&mut self, start: usize, end: usize, sorts: &[Sort]) -> Vec<Entry> {
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

    pub(super) fn offer_names(
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
