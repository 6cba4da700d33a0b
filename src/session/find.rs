//! Finding by name: people, groups, roles, permissions, items, commands. Plain data for the
//! palette; nothing is drawn here.

use std::sync::Arc;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::{Change, Key, Model, PrincipalSort};

use super::plain::{self, Door, Lexicon};
use super::{Command, Session};
use crate::engine::Engine;

/// What a hit stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A record of the model.
    Record(Key),
    /// A command.
    Command(Command),
    /// A recent file, by its place in the list.
    Recent(usize),
    /// What is typed, completed.
    Fill(String),
    /// The answer to a plain question.
    Answer {
        /// The question.
        question: String,
        /// Yes, no, or neither.
        verdict: Option<bool>,
        /// Where it stands in the window; none = in the list of answers.
        door: Option<Door>,
    },
    /// A row of an answer, or all of its rows.
    Row {
        /// The question.
        question: String,
        /// Where it leads; none = to the list of answers.
        door: Option<Door>,
    },
    /// An answer to be kept.
    Keep(Change),
    /// A word about what is typed.
    Nothing,
}

/// One line of the palette.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it stands for.
    pub found: Found,
    /// Its name.
    pub text: String,
    /// What tells it apart: kind, id, key.
    pub detail: String,
}

/// The most lines that are listed.
pub const MOST_HITS: usize = 60;

/// As many as are listed below a question.
const BESIDE_QUESTION: usize = 3;

/// What is to be found, taken from the session so that a thread can look for it.
#[derive(Debug)]
pub struct Search {
    typed: String,
    words: String,
    model: Option<Model>,
    others: Vec<Hit>,
    asking: Option<(Arc<Engine>, Arc<Lexicon>)>,
    asked: Vec<String>,
}

/// Everything the words fit, best first. Without words: the commands that can be run.
pub fn find(session: &Session, words: &str) -> Vec<Hit> {
    Search::new(session, words).hits()
}

impl Search {
    /// What is to be found among the records, commands and recent files of now.
    pub fn new(session: &Session, words: &str) -> Search {
        let typed = words.to_owned();
        let words = words.trim().to_owned();
        let model = session.document().filter(|_| !words.is_empty());
        let mut others = Vec::new();
        commands(session, &mut others);
        recent(session, &mut others);
        Search {
            typed,
            words,
            model: model.map(|document| document.model().clone()),
            others,
            asking: None,
            asked: session.asked().to_vec(),
        }
    }

    /// Plain questions are answered as well, by an engine and the names of its model.
    pub fn asking(self, engine: Arc<Engine>, lexicon: Arc<Lexicon>) -> Search {
        Search {
            asking: Some((engine, lexicon)),
            ..self
        }
    }

    /// Everything the words fit, best first. A plain question comes first with its answer.
    pub fn hits(mut self) -> Vec<Hit> {
        let offered = match self.asking.take() {
            Some((engine, lexicon)) => plain::offered(&engine, &lexicon, &self.typed, &self.asked),
            None => plain::Offered::default(),
        };
        if offered.is_question {
            let mut hits = offered.hits;
            // What is a question is rarely a name as well.
            hits.extend(self.named().into_iter().take(BESIDE_QUESTION));
            return hits;
        }
        let mut hits = self.named();
        hits.extend(offered.hits);
        hits
    }

    fn named(self) -> Vec<Hit> {
        if self.words.is_empty() {
            let mut hits = self.others;
            hits.truncate(MOST_HITS);
            return hits;
        }
        let mut best = Best::new(&self.words);
        if let Some(model) = &self.model {
            records(model, &mut best);
        }
        for hit in self.others {
            best.offer(&hit.text, &hit.detail, || hit.found.clone());
        }
        best.done()
    }
}

/// Gathers what fits. Only what fits is copied: there may be very many names.
struct Best {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
    whole: String,
    lower: String,
    nth: usize,
    scored: Vec<(u32, usize, Hit)>,
}

impl Best {
    fn new(words: &str) -> Best {
        Best {
            pattern: Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
            whole: String::new(),
            lower: words.to_lowercase(),
            nth: 0,
            scored: Vec::new(),
        }
    }

    fn offer(&mut self, text: &str, detail: &str, found: impl FnOnce() -> Found) {
        self.nth += 1;
        self.whole.clear();
        self.whole.push_str(text);
        self.whole.push(' ');
        self.whole.push_str(detail);
        let whole = Utf32Str::new(&self.whole, &mut self.buffer);
        let Some(score) = self.pattern.score(whole, &mut self.matcher) else {
            return;
        };
        let name = text.to_lowercase();
        // Someone who types a whole name means it.
        let bonus = match name {
            _ if name == self.lower => 400,
            _ if name.starts_with(&self.lower) => 120,
            _ if name.contains(&self.lower) => 60,
            _ => 0,
        };
        let hit = Hit {
            found: found(),
            text: text.to_owned(),
            detail: detail.to_owned(),
        };
        self.scored.push((score + bonus, self.nth, hit));
        if self.scored.len() >= MANY_HITS {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.scored
            .sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        self.scored.truncate(MOST_HITS);
    }

    fn done(mut self) -> Vec<Hit> {
        self.cut();
        // Letters that happen to stand in order are noise beside a name that holds the words.
        let best = self.scored.first().map_or(0, |(score, _, _)| *score);
        self.scored.retain(|(score, _, _)| score * 2 >= best);
        self.scored.into_iter().map(|(_, _, hit)| hit).collect()
    }
}

/// So many are gathered before all but the best are dropped.
const MANY_HITS: usize = 4_000;

fn records(model: &Model, best: &mut Best) {
    let mut detail = String::new();
    let mut push = |key: Key, text: &str, word: &str| {
        let id = key.id();
        detail.clear();
        detail.push_str(word);
        if id != text {
            detail.push_str(" · ");
            detail.push_str(&id);
        }
        best.offer(text, &detail, || Found::Record(key));
    };
    for person in model.principals().iter() {
        let word = match person.sort {
            PrincipalSort::Person => "Person",
            PrincipalSort::ServiceUser => "Service user",
            PrincipalSort::External => "External user",
        };
        push(Key::Principal(person.id.clone()), &person.name, word);
    }
    for group in model.groups().iter() {
        push(Key::Group(group.id.clone()), &group.name, "Group");
    }
    for role in model.roles().iter() {
        push(Key::Role(role.id.clone()), &role.name, "Role");
    }
    for permission in model.permissions().iter() {
        let key = Key::Permission(permission.id.clone());
        push(key, &permission.name, "Permission");
    }
    for module in model.modules().iter() {
        push(Key::Module(module.id.clone()), &module.name, "Module");
    }
    for team in model.teams().iter() {
        push(Key::Team(team.id.clone()), &team.name, "Team");
    }
    for label in model.labels().iter() {
        push(Key::Label(label.id.clone()), &label.name, "Label");
    }
    for switch in model.switches().iter() {
        push(Key::Switch(switch.id.clone()), &switch.name, "Switch");
    }
    for item in model.items().iter() {
        let kind = model.title(&Key::Kind(item.kind.clone()));
        push(Key::Item(item.id.clone()), &item.name, &kind);
    }
}

fn commands(session: &Session, hits: &mut Vec<Hit>) {
    for command in Command::ALL {
        let skip = matches!(command, Command::Palette | Command::RedoAlso);
        if skip || command.blocked(session).is_some() {
            continue;
        }
        let info = command.info();
        hits.push(Hit {
            found: Found::Command(command),
            text: info.text.to_owned(),
            detail: info.key.map(|key| key.to_string()).unwrap_or_default(),
        });
    }
}

fn recent(session: &Session, hits: &mut Vec<Hit>) {
    for (nth, file) in session.preferences().recent.iter().enumerate() {
        hits.push(Hit {
            found: Found::Recent(nth),
            text: format!("Open {}", file.name),
            detail: file.path.display().to_string(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::session::{Action, TEMPLATES};

    fn texts(words: &str) -> Vec<String> {
        let mut session = Session::new(Date::new(2026, 11, 21).unwrap(), None);
        let nth = TEMPLATES
            .iter()
            .position(|t| t.name.starts_with("Onboarding"));
        session.act(Action::NewFrom(nth.unwrap()));
        find(&session, words)
            .into_iter()
            .map(|hit| hit.text)
            .collect()
    }

    #[test]
    fn a_whole_name_comes_first() {
        assert_eq!(texts("employee 1").first().unwrap(), "Employee 1");
        assert_eq!(texts("dark").first().unwrap(), "Dark theme");
    }

    #[test]
    fn letters_in_order_are_enough_and_nonsense_finds_nothing() {
        assert!(texts("emply 1").contains(&"Employee 1".to_owned()));
        assert!(texts("qqxxzz").is_empty());
    }
}
