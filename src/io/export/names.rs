//! Names the target of an export accepts: slugs that stay apart.

use rustc_hash::{FxHashMap, FxHashSet};

/// What a target takes as a name.
#[derive(Clone, Copy, Debug)]
pub struct Alphabet {
    /// The longest name, in characters.
    pub longest: usize,
    /// The shortest name, in characters.
    pub shortest: usize,
    /// Besides lower-case ASCII letters, digits and `_`.
    pub also: &'static str,
    /// Upper-case ASCII letters stay as they are.
    pub keeps_case: bool,
    /// The first character may be a digit.
    pub may_start_with_digit: bool,
    /// Names that mean something else there.
    pub reserved: &'static [&'static str],
}

/// Names given out in one space of names: each once, the same for the same key.
#[derive(Debug)]
pub struct Slugs {
    alphabet: Alphabet,
    given: FxHashMap<String, String>,
    taken: FxHashSet<String>,
}

impl Slugs {
    /// An empty space of names.
    pub fn new(alphabet: Alphabet) -> Slugs {
        Slugs {
            alphabet,
            given: FxHashMap::default(),
            taken: FxHashSet::default(),
        }
    }

    /// The name of a key, which is made from `wanted` when it is first asked for. Names that would
    /// be the same are numbered in the order in which they are asked for.
    pub fn name(&mut self, key: &str, wanted: &str) -> String {
        if let Some(name) = self.given.get(key) {
            return name.clone();
        }
        let base = self.slug(wanted);
        let mut name = base.clone();
        let mut nth = 1usize;
        while self.taken.contains(&name) || self.alphabet.reserved.contains(&name.as_str()) {
            nth += 1;
            let end = format!("_{nth}");
            let room = self.alphabet.longest.saturating_sub(end.len());
            name = base.chars().take(room).collect::<String>() + &end;
        }
        self.taken.insert(name.clone());
        self.given.insert(key.to_owned(), name.clone());
        name
    }

    fn slug(&self, wanted: &str) -> String {
        let mut out = String::new();
        for c in wanted.chars() {
            let c = if self.alphabet.keeps_case {
                c
            } else {
                c.to_ascii_lowercase()
            };
            let is_kept = c.is_ascii_lowercase()
                || c.is_ascii_digit()
                || c == '_'
                || (self.alphabet.keeps_case && c.is_ascii_uppercase())
                || self.alphabet.also.contains(c);
            if is_kept {
                out.push(c);
            } else if let Some(plain) = plain(c) {
                out.push_str(plain);
            } else if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
        }
        while out.ends_with('_') && !wanted.ends_with('_') {
            out.pop();
        }
        let starts_well = out.chars().next().is_some_and(|c| {
            c.is_ascii_alphabetic() || (self.alphabet.may_start_with_digit && c.is_ascii_digit())
        });
        if !starts_well {
            out.insert_str(0, "n_");
        }
        if out.chars().count() > self.alphabet.longest {
            out = out.chars().take(self.alphabet.longest).collect();
            out.truncate(out.trim_end_matches('_').len());
        }
        while out.chars().count() < self.alphabet.shortest {
            out.push('0');
        }
        out
    }
}

/// Letters with marks, as plain ones.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
        'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => "a",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => "o",
        'ù' | 'ú' | 'û' | 'Ù' | 'Ú' | 'Û' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Alphabet = Alphabet {
        longest: 12,
        shortest: 3,
        also: "-",
        keeps_case: false,
        may_start_with_digit: false,
        reserved: &["self", "this"],
    };

    #[test]
    fn names_are_accepted_and_stay_apart() {
        let mut slugs = Slugs::new(STRICT);
        let table = [
            ("a", "Übersicht", "uebersicht"),
            ("b", "salary view", "salary_view"),
            ("c", "Salary-View", "salary-view"),
            ("d", "salary.view", "salary_vie_2"),
            ("e", "9view", "n_9view"),
            ("f", "self", "self_2"),
            ("g", "x", "x00"),
            ("h", "名前", "n_0"),
            ("i", "", "n_0_2"),
            ("j", "a name that is far too long", "a_name_that"),
            ("k", "a name that is far too wide", "a_name_tha_2"),
            ("a", "asked for again", "uebersicht"),
        ];
        for (key, wanted, name) in table {
            assert_eq!(slugs.name(key, wanted), name, "{wanted}");
        }
    }
}
