//! Patterns of questions: words, `(this|that)`, `[may be left out]` and `{slots}`.

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// One word.
    Word(&'static str),
    /// One of several.
    Either(Vec<Vec<Part>>),
    /// May be left out.
    Maybe(Vec<Part>),
    /// Something of the model.
    Slot(Slot),
}

/// What a slot takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// One person, service user or external user.
    Person,
    /// One or several who act.
    Actor,
    /// To whom or what.
    Whom,
    /// A verb.
    Verb,
    /// What is done: a verb with a permission or a field, or the name of an act.
    Doing,
    /// A permission or a field.
    What,
    /// A role.
    Role,
    /// A group or a team.
    Circle,
    /// A group.
    Group,
    /// A team.
    Team,
    /// A role or a group.
    Giver,
    /// A module.
    Module,
    /// A field.
    Field,
    /// A field of people.
    PersonField,
    /// A kind of items.
    Kind,
    /// A value people have.
    Value,
    /// A label.
    Label,
    /// An item.
    Item,
    /// A level.
    Level,
    /// Anything that has a name.
    Record,
}

impl Slot {
    fn named(name: &str) -> Option<Slot> {
        Some(match name {
            "person" => Slot::Person,
            "actor" => Slot::Actor,
            "whom" => Slot::Whom,
            "verb" => Slot::Verb,
            "doing" => Slot::Doing,
            "what" => Slot::What,
            "role" => Slot::Role,
            "circle" => Slot::Circle,
            "group" => Slot::Group,
            "team" => Slot::Team,
            "giver" => Slot::Giver,
            "module" => Slot::Module,
            "field" => Slot::Field,
            "person field" => Slot::PersonField,
            "kind" => Slot::Kind,
            "value" => Slot::Value,
            "label" => Slot::Label,
            "item" => Slot::Item,
            "level" => Slot::Level,
            "record" => Slot::Record,
            _ => return None,
        })
    }

    /// What is expected there, in words.
    pub fn words(self) -> &'static str {
        match self {
            Slot::Person => "the name of a person",
            Slot::Actor => "who acts",
            Slot::Whom => "a person, an item or some people",
            Slot::Verb => "a verb such as see or edit",
            Slot::Doing => "what is done, such as edit and a permission",
            Slot::What => "a permission or a field",
            Slot::Role => "a role",
            Slot::Circle => "a group or a team",
            Slot::Group => "a group",
            Slot::Team => "a team",
            Slot::Giver => "a role or a group",
            Slot::Module => "a module",
            Slot::Field | Slot::PersonField => "a field",
            Slot::Kind => "a kind of items",
            Slot::Value => "a value such as a site or a department",
            Slot::Label => "a label",
            Slot::Item => "an item",
            Slot::Level => "a level",
            Slot::Record => "a name of the model",
        }
    }
}

/// Reads a pattern. The patterns are part of the program: what is not one is left out, and the
/// tests see that none is.
pub(super) fn compile(pattern: &'static str) -> Vec<Part> {
    let mut rest = pattern;
    sequence(&mut rest)
}

fn sequence(rest: &mut &'static str) -> Vec<Part> {
    let mut parts = Vec::new();
    loop {
        *rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return parts;
        };
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            ')' | ']' | '|' => return parts,
            '(' => {
                *rest = after;
                let mut choices = vec![sequence(rest)];
                while let Some(more) = rest.strip_prefix('|') {
                    *rest = more;
                    choices.push(sequence(rest));
                }
                *rest = rest.strip_prefix(')').unwrap_or(rest);
                parts.push(Part::Either(choices));
            }
            '[' => {
                *rest = after;
                let inner = sequence(rest);
                *rest = rest.strip_prefix(']').unwrap_or(rest);
                parts.push(Part::Maybe(inner));
            }
            '{' => {
                let (name, more) = after.split_once('}').unwrap_or((after, ""));
                *rest = more;
                parts.extend(Slot::named(name).map(Part::Slot));
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || "()[]{}|".contains(c))
                    .unwrap_or(rest.len());
                let (word, more) = rest.split_at(end);
                *rest = more;
                parts.push(Part::Word(word));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_as_it_is_written() {
        let parts = compile("who (can|is allowed to) {doing} [of {whom}]");
        assert_eq!(
            parts,
            [
                Part::Word("who"),
                Part::Either(vec![
                    vec![Part::Word("can")],
                    vec![Part::Word("is"), Part::Word("allowed"), Part::Word("to")],
                ]),
                Part::Slot(Slot::Doing),
                Part::Maybe(vec![Part::Word("of"), Part::Slot(Slot::Whom)]),
            ]
        );
    }
}
