//! Conditions of Cedar as text, with parentheses where they are needed and no more; and its strings.

use std::fmt::Write;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    True,
    False,
    /// Binds tighter than `&&`.
    Atom(String),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
}

impl Expr {
    pub(super) fn atom(text: impl Into<String>) -> Expr {
        Expr::Atom(text.into())
    }

    pub(super) fn all(list: impl IntoIterator<Item = Expr>) -> Expr {
        let mut parts = Vec::new();
        for one in list {
            match one {
                Expr::True => {}
                Expr::False => return Expr::False,
                Expr::And(more) => parts.extend(more),
                one => parts.push(one),
            }
        }
        match parts.len() {
            0 => Expr::True,
            1 => parts.remove(0),
            _ => Expr::And(parts),
        }
    }

    pub(super) fn any(list: impl IntoIterator<Item = Expr>) -> Expr {
        let mut parts: Vec<Expr> = Vec::new();
        for one in list {
            match one {
                Expr::False => {}
                Expr::True => return Expr::True,
                Expr::Or(more) => parts.extend(more),
                one => parts.push(one),
            }
        }
        match parts.len() {
            0 => Expr::False,
            1 => parts.remove(0),
            _ => Expr::Or(parts),
        }
    }

    pub(super) fn not(one: Expr) -> Expr {
        match one {
            Expr::True => Expr::False,
            Expr::False => Expr::True,
            Expr::Not(one) => *one,
            one => Expr::Not(Box::new(one)),
        }
    }

    pub(super) fn text(&self) -> String {
        let inside = |one: &Expr| match one {
            Expr::And(_) | Expr::Or(_) => format!("({})", one.text()),
            one => one.text(),
        };
        let join = |list: &[Expr], by: &str| {
            let parts: Vec<String> = list.iter().map(inside).collect();
            parts.join(by)
        };
        match self {
            Expr::True => "true".to_owned(),
            Expr::False => "false".to_owned(),
            Expr::Atom(text) => text.clone(),
            Expr::And(list) => join(list, " && "),
            Expr::Or(list) => join(list, " || "),
            Expr::Not(one) => format!("!({})", one.text()),
        }
    }
}

/// A text as a string of Cedar. What a reader would not see is escaped.
pub(super) fn string(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

/// A text as a pattern for `like`, in which a star stands for a star.
pub(super) fn pattern(text: &str) -> String {
    escaped(text, true)
}

fn escaped(text: &str, is_pattern: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '*' if is_pattern => out.push_str("\\*"),
            c if is_unseen(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// Control characters, marks of writing direction, separators of lines, and the like.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// An entity by type and id.
pub(super) fn entity(kind: &str, id: &str) -> String {
    format!("{kind}::{}", string(id))
}
