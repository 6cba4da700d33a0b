//! Finding by name: people, groups, roles, permissions, items, commands. Plain data for the
//! palette; nothing is drawn here.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::{Key, Model, PrincipalSort};

use super::{Command, Session};

/// What a hit stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A record of the model.
    Record(Key),
    /// A command.
    Command(Command),
    /// A recent file, by its place in the list.
    Recent(usize),
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

/// Everything the words fit, best first. Without words: the commands that can be run.
pub fn find(session: &Session, words: &str) -> Vec<Hit> {
    let words = words.trim();
    let mut hits = Vec::new();
    if !words.is_empty()
        && let Some(document) = session.document()
    {
        records(document.model(), &mut hits);
    }
    commands(session, &mut hits);
    recent(session, &mut hits);
    if words.is_empty() {
        hits.truncate(MOST_HITS);
        return hits;
    }
    best(hits, words)
}

fn best(hits: Vec<Hit>, words: &str) -> Vec<Hit> {
    let pattern = Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let lower = words.to_lowercase();
    let mut scored: Vec<(u32, usize, Hit)> = Vec::new();
    for (nth, hit) in hits.into_iter().enumerate() {
        let whole = format!("{} {}", hit.text, hit.detail);
        let Some(score) = pattern.score(Utf32Str::new(&whole, &mut buffer), &mut matcher) else {
            continue;
        };
        let name = hit.text.to_lowercase();
        // Someone who types a whole name means it.
        let bonus = match name {
            _ if name == lower => 400,
            _ if name.starts_with(&lower) => 120,
            _ if name.contains(&lower) => 60,
            _ => 0,
        };
        scored.push((score + bonus, nth, hit));
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // Letters that happen to stand in order are noise beside a name that holds the words.
    let best = scored.first().map_or(0, |(score, _, _)| *score);
    scored.retain(|(score, _, _)| score * 2 >= best);
    scored.truncate(MOST_HITS);
    scored.into_iter().map(|(_, _, hit)| hit).collect()
}

fn records(model: &Model, hits: &mut Vec<Hit>) {
    let mut push = |key: Key, text: &str, word: &str| {
        let id = key.id();
        let detail = if id == text {
            word.to_owned()
        } else {
            format!("{word} · {id}")
        };
        hits.push(Hit {
            found: Found::Record(key),
            text: text.to_owned(),
            detail,
        });
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
