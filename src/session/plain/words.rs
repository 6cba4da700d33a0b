//! Plain questions and answers in the user's words.

use super::question::Whom;
use crate::engine::Words;
use crate::model::{ItemSelector, Key, Model, PrincipalId, Reach, Who};

/// " of people whose Site is Berlin"; nothing for anyone at all.
pub(super) fn of(model: &Model, whom: &Whom) -> String {
    let words = Words::new(model);
    match whom {
        Whom::Anyone => String::new(),
        Whom::Person(id) => format!(" of {}", words.person(id)),
        Whom::Item(id) => format!(" of {}", model.title(&Key::Item(id.clone()))),
        Whom::People(Reach::Oneself) => " of themselves".to_owned(),
        Whom::People(reach) => format!(" of {}", words.reach(reach)),
        Whom::ReportsOf(id, Some(1)) => format!(" of the direct reports of {}", words.person(id)),
        Whom::ReportsOf(id, _) => format!(" of all reports of {}", words.person(id)),
        Whom::Items(ItemSelector::Kind(kind)) => {
            let kind = model.title(&Key::Kind(kind.clone()));
            format!(" of {}", super::gather::plural(&kind).to_lowercase())
        }
        Whom::Items(items) => format!(" of items {}", words.items(items)),
    }
}

/// "1 person", "2 people".
pub(super) fn count(n: usize, one: &str, several: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{} {several}", number(n)),
    }
}

/// A number with thin spaces between thousands.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// "Anna", "Anna and Ben", "Anna, Ben and Cy", "Anna, Ben and 3 more".
pub(super) fn names(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", number(rest.len())),
    }
}

/// The first letter small, where the word is not written in capitals.
pub(super) fn small(text: &str) -> String {
    let is_capital = text.chars().nth(1).is_some_and(char::is_uppercase);
    if is_capital {
        text.to_owned()
    } else {
        crate::engine::uncapital(text)
    }
}

/// "4 people and 1 service user".
pub(super) fn folk<'i>(model: &Model, who: impl Iterator<Item = &'i PrincipalId>) -> String {
    let (mut n_people, mut n_services) = (0, 0);
    for id in who {
        match model.principals().get(id).map(|one| one.has_record()) {
            Some(false) => n_services += 1,
            _ => n_people += 1,
        }
    }
    let people = count(n_people, "person", "people");
    let services = count(n_services, "service user", "service users");
    match (n_people, n_services) {
        (0, 1..) => services,
        (_, 0) => people,
        _ => format!("{people} and {services}"),
    }
}

/// Who acts, in words.
pub(super) fn actors(model: &Model, who: &Who) -> String {
    if *who == super::rules::everyone() {
        return "people with an active account".to_owned();
    }
    Words::new(model).who(who)
}
