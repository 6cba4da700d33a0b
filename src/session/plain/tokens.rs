//! What is typed, word by word: without case, accents and punctuation, so that names and grammar
//! meet in one form. Names of a model and questions are cut the same way.

use nucleo_matcher::chars::normalize;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Folded: lower case, no accents. `'s` stands alone, and "can't" is "can" and "not".
    pub text: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Marks that mean nothing where they stand alone.
const PUNCTUATION: &str = "?!.,;:…'\"()[]{}“”‘’„«»-–—_&/·";

/// The words of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                if let Some(chunk) = text.get(from..at) {
                    cut(chunk, from, &mut list);
                }
                start = None;
            }
            _ => {}
        }
    }
    list
}

/// The folded words of a text, with one space between.
pub fn phrase(text: &str) -> String {
    join(&tokens(text))
}

/// Words with one space between.
pub fn join(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// An accent that stands for itself.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// Cuts what stands between spaces.
fn cut(chunk: &str, offset: usize, list: &mut Vec<Token>) {
    if !chunk.chars().any(char::is_alphanumeric) {
        if chunk.chars().any(|c| !PUNCTUATION.contains(c)) {
            list.push(Token {
                text: fold(chunk),
                start: offset,
                end: offset + chunk.len(),
            });
        }
        return;
    }
    let mut run: Option<(usize, Option<usize>)> = None;
    let mut apostrophe = None;
    for (at, c) in chunk.char_indices().chain([(chunk.len(), ' ')]) {
        if is_part(c) {
            run.get_or_insert((at, apostrophe.take()));
            continue;
        }
        if let Some((from, after)) = run.take() {
            word(chunk, (from, at), after, offset, list);
        }
        apostrophe = is_apostrophe(c).then_some(at);
    }
}

/// One run of letters; `after` is where an apostrophe stands right before it.
fn word(
    chunk: &str,
    (from, to): (usize, usize),
    after: Option<usize>,
    offset: usize,
    list: &mut Vec<Token>,
) {
    let text = fold(chunk.get(from..to).unwrap_or_default());
    let mut push = |text: &str, start: usize, end: usize| {
        list.push(Token {
            text: text.to_owned(),
            start: offset + start,
            end: offset + end,
        });
    };
    match (text.as_str(), after) {
        ("s", Some(at)) => push("'s", at, to),
        ("t", Some(_)) => {
            if let Some(before) = list.last_mut()
                && before.text != "can"
                && let Some(stem) = before.text.strip_suffix('n')
            {
                before.text = stem.to_owned();
            }
            list.push(Token {
                text: "not".to_owned(),
                start: offset + from,
                end: offset + to,
            });
        }
        ("cannot", _) => {
            push("can", from, to);
            push("not", from, to);
        }
        ("cant", _) => {
            push("can", from, to);
            push("not", from, to);
        }
        (text, _) => push(text, from, to),
    }
}

/// Lower case, without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if is_mark(c) => {}
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ø' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c => folded.extend(normalize(c).to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(words("Who, João?"), ["who", "joao"]);
        assert_eq!(
            words("Emre Yıldız İZMİR Łucja"),
            ["emre", "yildiz", "izmir", "lucja"]
        );
        assert_eq!(phrase("helene.brandt"), phrase("Helene  Brandt"));
        assert_eq!(words("— ? 🚀"), ["🚀"]);
    }

    #[test]
    fn possessives_and_negations_are_words_of_their_own() {
        assert_eq!(
            words("Employee 7’s goals"),
            ["employee", "7", "'s", "goals"]
        );
        for no in ["can't", "cannot", "can not", "cant", "CAN’T"] {
            assert_eq!(words(no), ["can", "not"], "{no}");
        }
        assert_eq!(words("isn't doesn't"), ["is", "not", "does", "not"]);
        assert_eq!(words("O'Brien's"), ["o", "brien", "'s"]);
    }

    #[test]
    fn each_word_knows_where_it_stands() {
        let text = "why can’t Ann?";
        let at: Vec<&str> = tokens(text)
            .iter()
            .map(|token| text.get(token.start..token.end).unwrap())
            .collect();
        assert_eq!(at, ["why", "can", "t", "Ann"]);
    }
}
