//! What cells of a matrix say: ticks, levels, reaches, in English and German.

use crate::session::intake::words::plain;

/// A level as a word of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A tick: yes, without more.
    Tick,
    /// Hidden in part.
    Masked,
    /// To see.
    View,
    /// To propose a change.
    Propose,
    /// To change.
    Edit,
}

/// A reach as a word of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Range {
    /// Oneself.
    Own,
    /// Oneself and those below.
    Sub,
    /// Everyone.
    All,
}

/// One thing a cell gives: a level, on whom.
pub type Gift = (Option<Level>, Option<Range>);

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing is given.
    Nothing,
    /// These are given.
    Given(Vec<Gift>),
    /// Why it cannot be read.
    Unknown(String),
}

/// Reads a cell. What is said in one breath belongs together: "view all, edit own" gives two
/// things, "view/edit own" gives edit on oneself.
pub fn said(cell: &str) -> Said {
    let cell = cell.trim();
    if is_nothing(cell) {
        return Said::Nothing;
    }
    let mut gifts: Vec<Gift> = Vec::new();
    let clauses = cell.split([',', ';', '+', '&', '\n']);
    let clauses = clauses.flat_map(|clause| clause.split(" and "));
    for clause in clauses.map(str::trim).filter(|clause| !clause.is_empty()) {
        match gifts_of(clause) {
            Ok(more) => gifts.extend(more),
            Err(word) => return Said::Unknown(format!("“{word}” is no level and no reach")),
        }
    }
    let has_range = gifts.iter().any(|(_, range)| range.is_some());
    let has_tick = gifts.iter().any(|(level, _)| *level == Some(Level::Tick));
    let has_level = gifts
        .iter()
        .any(|(level, _)| level.is_some_and(|l| l != Level::Tick));
    if has_tick && has_level {
        return Said::Unknown("a tick stands beside a level".to_owned());
    }
    if !has_range {
        let most = gifts.iter().filter_map(|(level, _)| *level).max();
        return Said::Given(vec![(most, None)]);
    }
    if gifts.iter().any(|(_, range)| range.is_none()) {
        return Said::Unknown("one part says on whom, and another does not".to_owned());
    }
    gifts.sort_unstable();
    gifts.dedup();
    Said::Given(gifts)
}

/// What a part of a cell without commas gives.
fn gifts_of(clause: &str) -> Result<Vec<Gift>, String> {
    let mut most = None;
    let mut ranges = Vec::new();
    for part in clause.split(['/', '(', ')', ':', '@', '=']).map(str::trim) {
        for word in phrases(part) {
            match (level(word), range(word)) {
                // A tick beside a level: which of them counts is not said.
                (Some(level), _)
                    if most
                        .is_some_and(|known| (known == Level::Tick) != (level == Level::Tick)) =>
                {
                    return Err(word.to_owned());
                }
                (Some(level), _) => most = most.max(Some(level)),
                (_, Some(range)) => ranges.push(range),
                _ if ["of", "on", "for"].contains(&word) => {}
                _ => return Err(word.to_owned()),
            }
        }
    }
    Ok(match ranges.is_empty() {
        true => vec![(most, None)],
        false => ranges
            .into_iter()
            .map(|range| (most, Some(range)))
            .collect(),
    })
}

/// The words of a part; two that mean something together are one.
fn phrases(part: &str) -> Vec<&str> {
    let is_known = |text: &str| level(text).is_some() || range(text).is_some();
    if part.is_empty() {
        return Vec::new();
    }
    if is_known(part) {
        return vec![part];
    }
    // The longest first: "read only" before "read".
    for (at, _) in part.rmatch_indices(' ') {
        let (first, second) = (part.get(..at), part.get(at + 1..));
        if let (Some(first), Some(second)) = (first, second)
            && is_known(first)
        {
            let mut list = vec![first];
            list.extend(phrases(second.trim()));
            return list;
        }
    }
    let first = part.split(' ').next().unwrap_or(part);
    match part.get(first.len()..) {
        Some(rest) if ["of", "on", "for"].contains(&first) => {
            let mut list = vec![first];
            list.extend(phrases(rest.trim()));
            list
        }
        _ => vec![part],
    }
}

fn is_nothing(cell: &str) -> bool {
    ["", "-", "–", "—", "✗", "✘", "✕", "×", "☐", "❌"].contains(&cell)
        || [
            "no",
            "n",
            "none",
            "0",
            "nein",
            "kein",
            "keine",
            "n a",
            "na",
            "false",
            "no access",
            "kein zugriff",
        ]
        .contains(&plain(cell).as_str())
}

fn level(word: &str) -> Option<Level> {
    if ["✓", "✔", "✔️", "☑", "✅", "●", "•", "■", "X"].contains(&word) {
        return Some(Level::Tick);
    }
    Some(match plain(word).as_str() {
        "x" | "yes" | "y" | "1" | "ja" | "j" | "true" | "allowed" | "granted" | "erlaubt" => {
            Level::Tick
        }
        "masked" | "maskiert" => Level::Masked,
        "view" | "read" | "see" | "v" | "r" | "ro" | "read only" | "view only" | "lesen"
        | "ansehen" | "sehen" | "leserecht" => Level::View,
        "propose" | "suggest" | "vorschlagen" => Level::Propose,
        "edit" | "write" | "e" | "w" | "rw" | "update" | "change" | "modify" | "full"
        | "full access" | "bearbeiten" | "schreiben" | "ändern" | "vollzugriff" => Level::Edit,
        _ => return None,
    })
}

fn range(word: &str) -> Option<Range> {
    Some(match plain(word).as_str() {
        "own" | "self" | "oneself" | "me" | "own data" | "eigene" | "eigenes" | "selbst" => {
            Range::Own
        }
        "sub" | "team" | "own team" | "reports" | "subordinates" | "my team" | "unterstellte"
        | "mitarbeitende" => Range::Sub,
        "all" | "everyone" | "any" | "everybody" | "company" | "alle" | "alles" => Range::All,
        _ => return None,
    })
}

/// The words of a level's own name that mean it.
pub fn is_level(level: Level, name: &str) -> bool {
    let name = plain(name);
    match level {
        Level::Tick => ["yes", "allowed", "on", "ja"].contains(&name.as_str()),
        Level::Masked => name == "masked",
        Level::View => ["view", "read", "see"].contains(&name.as_str()),
        Level::Propose => ["propose", "suggest"].contains(&name.as_str()),
        Level::Edit => ["edit", "write", "manage", "full"].contains(&name.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_levels_and_reaches_in_many_ways() {
        use Level::{Edit, Tick, View};
        use Range::{All, Own, Sub};
        let one = |level, range| Said::Given(vec![(level, range)]);
        for (cell, wanted) in [
            ("x", one(Some(Tick), None)),
            ("✓", one(Some(Tick), None)),
            ("View/Edit", one(Some(Edit), None)),
            ("R", one(Some(View), None)),
            ("Read only", one(Some(View), None)),
            ("Lesen, Schreiben", one(Some(Edit), None)),
            ("view (own)", one(Some(View), Some(Own))),
            ("view/edit own", one(Some(Edit), Some(Own))),
            ("edit all", one(Some(Edit), Some(All))),
            ("read only of own team", one(Some(View), Some(Sub))),
            ("sub", one(None, Some(Sub))),
            (
                "own / sub",
                Said::Given(vec![(None, Some(Own)), (None, Some(Sub))]),
            ),
            (
                "view all, edit own",
                Said::Given(vec![(Some(View), Some(All)), (Some(Edit), Some(Own))]),
            ),
            ("", Said::Nothing),
            ("–", Said::Nothing),
            ("n/a", Said::Nothing),
        ] {
            assert_eq!(said(cell), wanted, "{cell}");
        }
        for cell in [
            "approve",
            "view, approve",
            "view, edit own",
            "x view",
            "view on Tuesdays",
        ] {
            assert!(
                matches!(said(cell), Said::Unknown(_)),
                "{cell}: {:?}",
                said(cell)
            );
        }
    }
}
