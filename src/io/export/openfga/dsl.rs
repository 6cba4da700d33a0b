//! A model in OpenFGA's language. Different operators are parted by parentheses, which it asks for.

use std::fmt::Write;

use crate::engine::Engine;
use crate::io::export::relations::{Graph, Made, Relation, Signs, one_line};

const SIGNS: Signs = Signs {
    there: |over, name| format!("{name} from {over}"),
    any: " or ",
    all: " and ",
    minus: " but not ",
};

/// The model as a file.
pub(super) fn model(engine: &Engine, graph: &Graph) -> String {
    let mut text = String::new();
    let name = one_line(engine.model().name());
    let _ = writeln!(text, "# {name}, as of {}", engine.day());
    text.push_str("model\n  schema 1.1\n");
    for (name, kind) in &graph.types {
        text.push('\n');
        if !kind.note.is_empty() {
            let _ = writeln!(text, "# {}", kind.note);
        }
        let _ = writeln!(text, "type {name}");
        if !kind.relations.is_empty() {
            text.push_str("  relations\n");
        }
        for (name, relation) in &kind.relations {
            for note in &relation.notes {
                let _ = writeln!(text, "    # {note}");
            }
            let _ = writeln!(text, "    define {name}: {}", definition(relation));
        }
    }
    text
}

fn definition(relation: &Relation) -> String {
    match &relation.made {
        Made::Tuples(takes) => {
            let takes = takes.iter().map(|(of, relation)| match relation {
                Some(relation) => format!("{of}#{relation}"),
                None => of.clone(),
            });
            format!("[{}]", takes.collect::<Vec<_>>().join(", "))
        }
        Made::Worked(expr) => expr.said(&SIGNS),
    }
}
