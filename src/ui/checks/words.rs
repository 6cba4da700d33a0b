//! Sentences of the checks in pieces: names, levels and permissions strong, joining words not.

use crate::engine::Words;
pub use crate::engine::capital;
use crate::model::{Expectation, Model};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// A name, level or permission.
    pub strong: bool,
}

/// An expectation's sentence: its subject, level and permission strong.
pub fn claim(model: &Model, expectation: &Expectation, sentence: &str) -> Vec<Piece> {
    let words = Words::new(model);
    let mut names = vec![
        words.permission(&expectation.permission),
        words.who(&expectation.who),
    ];
    if expectation.level != "yes" {
        names.push(expectation.level.to_string());
    }
    pieces(sentence, &names)
}

/// Cuts a sentence where one of the names stands in it as whole words, in any case of letters.
/// What stands before the first "can" or "cannot" is a name as well.
pub fn pieces(sentence: &str, names: &[String]) -> Vec<Piece> {
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let mut strong = vec![false; chars.len()];
    for verb in [" can ", " cannot "] {
        if let Some(at) = sentence.find(verb) {
            for (n, (byte, _)) in chars.iter().enumerate() {
                if *byte < at
                    && let Some(mark) = strong.get_mut(n)
                {
                    *mark = true;
                }
            }
            break;
        }
    }
    let lower: Vec<char> = chars.iter().map(|(_, c)| lower_case(*c)).collect();
    for name in names {
        let name: Vec<char> = name.chars().map(lower_case).collect();
        mark(&lower, &name, &mut strong);
    }
    let mut list: Vec<Piece> = Vec::new();
    for ((_, c), strong) in chars.into_iter().zip(strong) {
        match list.last_mut() {
            Some(last) if last.strong == strong => last.text.push(c),
            _ => list.push(Piece {
                text: c.to_string(),
                strong,
            }),
        }
    }
    list
}

fn lower_case(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn mark(text: &[char], name: &[char], strong: &mut [bool]) {
    if name.len() < 3 {
        return;
    }
    let is_word = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
    for (start, window) in text.windows(name.len()).enumerate() {
        let end = start + name.len();
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        if window == name && !is_word(before) && !is_word(text.get(end)) {
            for mark in strong.iter_mut().take(end).skip(start) {
                *mark = true;
            }
        }
    }
}

/// "Anna", "Anna and Ben", "Anna, Ben and 3 more".
pub fn names(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, ..] => format!("{one}, {two} and {} more", all.len().saturating_sub(2)),
    }
}

/// A number with its word: "1 person", "3 people".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", thousands(n))
    }
}

/// A number with thin spaces between thousands.
pub fn thousands(n: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(list: &[Piece]) -> String {
        list.iter()
            .map(|piece| match piece.strong {
                true => format!("[{}]", piece.text),
                false => piece.text.clone(),
            })
            .collect()
    }

    #[test]
    fn subject_level_and_permission_are_strong() {
        let names = ["Salary".to_owned(), "view".to_owned()];
        let list = pieces("No reviewer can view the salary review of Salary", &names);
        assert_eq!(
            said(&list),
            "[No reviewer] can [view] the [salary] review of [Salary]"
        );
    }

    #[test]
    fn letters_outside_english_do_no_harm() {
        let list = pieces(
            "İzmir’de Łucja can see Überblick",
            &["überblick".to_owned()],
        );
        assert_eq!(said(&list), "[İzmir’de Łucja] can see [Überblick]");
    }

    #[test]
    fn few_names_are_spelled_out() {
        let all: Vec<String> = ["A", "B", "C", "D"].map(String::from).into();
        assert_eq!(names(&all[..2]), "A and B");
        assert_eq!(names(&all), "A, B and 2 more");
        assert_eq!(count(12_345, "person", "people"), "12\u{2009}345 people");
    }
}
