//! From text to question: what was meant, what may come next, what can be asked at all.

use super::lexicon::Lexicon;
use super::pattern::{Part, Slot};
use super::question::PlainQuestion;
use super::tokens::{self, Token};
use super::walk::{MOST_TOKENS, Offer, Stop, Walk};

/// Why a text is no question, and what would be one.
#[derive(Debug, Clone, PartialEq)]
pub struct NotUnderstood {
    /// The word at which it stops; empty where the text ends too early.
    pub word: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// Where what is like the names ends.
    pub until: usize,
    /// What would be accepted there.
    pub expected: Vec<String>,
    /// Names most like what stands there.
    pub near: Vec<String>,
    /// Why a name that is known is not accepted.
    pub reason: Option<String>,
}

/// The most things that are named as expected.
const MOST_EXPECTED: usize = 3;
const MOST_NEAR: usize = 3;

impl NotUnderstood {
    /// The same in a sentence or two.
    pub fn text(&self) -> String {
        if let Some(reason) = &self.reason {
            return reason.clone();
        }
        let expected = join(&self.expected, " or ");
        let mut text = match (self.word.is_empty(), expected.is_empty()) {
            (true, true) => "Begin with who, what, why or can".to_owned(),
            (true, false) => format!("It goes on with {expected}"),
            (false, true) => format!("It stops at “{}”", self.word),
            (false, false) => format!("It stops at “{}”; expected {expected}", self.word),
        };
        if !self.near.is_empty() {
            text.push_str(&format!(". Did you mean {}?", join(&self.near, " or ")));
        }
        text
    }
}

fn join(list: &[String], last: &str) -> String {
    match list.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(", ")),
    }
}

/// Reads a question.
pub fn parse(lexicon: &Lexicon, text: &str) -> Result<PlainQuestion, NotUnderstood> {
    let words = tokens::tokens(text);
    if words.len() > MOST_TOKENS {
        return Err(NotUnderstood {
            word: String::new(),
            at: 0,
            until: 0,
            expected: Vec::new(),
            near: Vec::new(),
            reason: Some(format!("A question has at most {MOST_TOKENS} words")),
        });
    }
    let mut stop = Stop::default();
    for by_parts in [false, true] {
        let mut walk = Walk::new(lexicon, text, &words);
        walk.by_parts = by_parts;
        let mut found = None;
        walk.rules(
            &lexicon.grammar.questions,
            0,
            &mut |walk, next, question| {
                if next == words.len() && found.is_none() {
                    found = Some(question);
                    walk.is_done = true;
                } else {
                    walk.end(next);
                }
            },
        );
        if let Some(question) = found {
            return Ok(question);
        }
        stop = walk.stop;
    }
    Err(stopped(lexicon, text, &words, stop))
}

fn stopped(lexicon: &Lexicon, text: &str, words: &[Token], stop: Stop) -> NotUnderstood {
    let at = words.get(stop.at).map_or(text.len(), |token| token.start);
    let rest = words.get(stop.at..).unwrap_or_default();
    let word = rest
        .first()
        .and_then(|token| text.get(token.start..token.end));
    let (mut near, n_words) = stop.near;
    let mut until = rest.first().map_or(at, |token| token.end);
    if let Some(last) = n_words.checked_sub(1).and_then(|last| rest.get(last)) {
        until = last.end;
    }
    // The longest run of words that is like a name.
    for n in (1..=rest.len().min(4)).rev() {
        if near.is_empty() {
            let typed = tokens::join(rest.get(..n).unwrap_or_default());
            near = lexicon.nearest(&typed, &stop.sorts, MOST_NEAR);
            if let Some(last) = rest.get(n - 1).filter(|_| !near.is_empty()) {
                until = last.end;
            }
        }
    }
    // What a slot takes says more than one word of many.
    let mut expected = stop.expected;
    expected.sort_by_key(|one| one.starts_with('“'));
    if expected.len() > MOST_EXPECTED {
        expected.truncate(MOST_EXPECTED);
    }
    NotUnderstood {
        word: word.unwrap_or_default().to_owned(),
        at,
        until,
        expected,
        near,
        reason: stop.reason,
    }
}

/// One way to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The whole text, completed.
    pub text: String,
    /// What it adds.
    pub added: String,
    /// What tells a name apart; empty for a word of the grammar.
    pub detail: String,
}

/// The most ways that are offered.
const MOST_COMPLETIONS: usize = 12;

/// What may come next. Each leads to the beginning of a question.
pub fn complete(lexicon: &Lexicon, text: &str) -> Vec<Completion> {
    let words = tokens::tokens(text);
    if words.len() >= MOST_TOKENS {
        return Vec::new();
    }
    let mut walk = Walk::new(lexicon, text, &words);
    walk.offers = Some(Vec::new());
    walk.rules(&lexicon.grammar.questions, 0, &mut |_, _, _| {});
    let offers = walk.offers.unwrap_or_default();
    // What finishes a word that is begun comes before what adds another.
    let mut offers: Vec<(usize, Offer)> = offers.into_iter().enumerate().collect();
    // Where nothing is begun, the few words of the grammar come before the many names.
    offers.sort_by_key(|(nth, offer)| {
        let is_name = offer.from == text.len() && !offer.detail.is_empty();
        (offer.from, is_name, *nth)
    });
    let fill = |(_, offer): (usize, Offer)| {
        let before = text.get(..offer.from).unwrap_or_default();
        let is_added = before.len() == text.len() && !before.is_empty();
        let gap = match is_added && !before.ends_with(char::is_whitespace) {
            true => " ",
            false => "",
        };
        Completion {
            text: format!("{before}{gap}{}", offer.text),
            added: offer.text,
            detail: offer.detail,
        }
    };
    offers
        .into_iter()
        .map(fill)
        .take(MOST_COMPLETIONS)
        .collect()
}

/// True if a text begins like a question does: by two words of one, or by one and a space.
pub fn is_begun(lexicon: &Lexicon, text: &str) -> bool {
    let words = tokens::tokens(text);
    let Some(first) = words.first() else {
        return false;
    };
    let firsts = lexicon.grammar.questions.iter();
    let is_first = firsts
        .flat_map(|rule| first_words(&rule.parts))
        .any(|word| word == first.text);
    is_first && (words.len() > 1 || text.ends_with(char::is_whitespace))
}

fn first_words(parts: &[Part]) -> Vec<&'static str> {
    let mut list = Vec::new();
    for part in parts {
        match part {
            Part::Word(word) => {
                list.push(*word);
                return list;
            }
            Part::Either(choices) => {
                list.extend(choices.iter().flat_map(|choice| first_words(choice)));
                return list;
            }
            Part::Maybe(inner) => list.extend(first_words(inner)),
            Part::Slot(_) => return list,
        }
    }
    list
}

/// A question that can be asked of the open model, and what it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The question, with names of the model.
    pub text: String,
    /// What it asks.
    pub meaning: &'static str,
}

/// What can be asked: one example of each question that fits the model.
pub fn examples(lexicon: &Lexicon) -> Vec<Example> {
    let told = lexicon
        .grammar
        .questions
        .iter()
        .filter(|rule| !rule.meaning.is_empty());
    told.filter_map(|rule| {
        let mut words = Vec::new();
        let mut used = Used::default();
        spell(lexicon, &rule.parts, &mut used, &mut words)?;
        let text = words.join(" ").replace("can not", "cannot");
        parse(lexicon, &text).ok()?;
        Some(Example {
            text,
            meaning: rule.meaning,
        })
    })
    .collect()
}

/// How many names of a slot an example holds already.
#[derive(Default)]
struct Used {
    people: usize,
}

/// Spells a pattern with the first choice of each part and names of the model.
fn spell(
    lexicon: &Lexicon,
    parts: &[Part],
    used: &mut Used,
    words: &mut Vec<String>,
) -> Option<()> {
    for part in parts {
        match part {
            Part::Word(word) => words.push((*word).to_owned()),
            Part::Either(choices) => spell(lexicon, choices.first()?, used, words)?,
            Part::Maybe(_) => {}
            Part::Slot(slot) => words.push(instance(lexicon, *slot, used)?),
        }
    }
    Some(())
}

fn instance(lexicon: &Lexicon, slot: Slot, used: &mut Used) -> Option<String> {
    use super::lexicon::{Entry, Sort};
    let model = lexicon.model();
    let named = |sort: Sort, at: usize| {
        lexicon.text(Entry {
            sort,
            at: u32::try_from(at).ok()?,
        })
    };
    let first = |sort: Sort| (0..40).find_map(|at| named(sort, at));
    let sensitive = model.permissions().iter().position(|p| p.sensitive);
    Some(match slot {
        Slot::Person | Slot::Actor | Slot::Whom => {
            let at = used.people;
            used.people += 1;
            named(Sort::Principal, at)?
        }
        Slot::Verb => "see".to_owned(),
        Slot::What => super::words::small(&named(Sort::Permission, sensitive.unwrap_or(0))?),
        Slot::Doing => {
            let name = named(Sort::Permission, sensitive.unwrap_or(0))?;
            let name = super::words::small(&name);
            match super::verbs::without_verb(&name) {
                Some(rest) => format!("see {rest}"),
                None => format!("see {name}"),
            }
        }
        Slot::Role => first(Sort::Role)?,
        Slot::Giver => first(Sort::Role)?,
        Slot::Circle => first(Sort::Group).or_else(|| first(Sort::Team))?,
        Slot::Group => first(Sort::Group)?,
        Slot::Team => first(Sort::Team)?,
        Slot::Module => first(Sort::Module)?,
        Slot::Field | Slot::PersonField => {
            let shown = |at: &usize| {
                let field = lexicon.field(Entry {
                    sort: Sort::Field,
                    at: *at as u32,
                });
                field.is_some_and(|field| {
                    model
                        .permissions()
                        .iter()
                        .any(|p| p.fields.contains(&field.id))
                })
            };
            named(Sort::Field, (0..200).find(shown)?)?
        }
        Slot::Kind => super::gather::plural(&model.kinds().at(0)?.name).to_lowercase(),
        Slot::Value => first(Sort::Value)?,
        Slot::Label => first(Sort::Label)?,
        Slot::Item => first(Sort::Item)?,
        Slot::Level => {
            let permission = model.permissions().at(sensitive.unwrap_or(0))?;
            model.ladder_of(&permission.id)?.level(1)?.to_string()
        }
        Slot::Record => named(Sort::Principal, 0)?,
    })
}
