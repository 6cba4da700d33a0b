//! A schema. `+` binds tighter than `&` there, and `&` than `-`: whatever is made of others stands in
//! parentheses.

use std::fmt::Write;

use crate::engine::Engine;
use crate::io::export::relations::{Graph, Made, Signs, one_line};

const SIGNS: Signs = Signs {
    there: |over, name| format!("{over}->{name}"),
    any: " + ",
    all: " & ",
    minus: " - ",
};

/// The schema as a file.
pub(super) fn file(engine: &Engine, graph: &Graph) -> String {
    let mut text = String::new();
    let name = one_line(engine.model().name());
    let _ = writeln!(text, "// {name}, as of {}", engine.day());
    for (name, kind) in &graph.types {
        text.push('\n');
        if !kind.note.is_empty() {
            let _ = writeln!(text, "// {}", kind.note);
        }
        if kind.relations.is_empty() {
            let _ = writeln!(text, "definition {name} {{}}");
            continue;
        }
        let _ = writeln!(text, "definition {name} {{");
        for (name, relation) in &kind.relations {
            for note in &relation.notes {
                let _ = writeln!(text, "  // {note}");
            }
            match &relation.made {
                Made::Tuples(takes) => {
                    let takes = takes.iter().map(|(of, relation)| match relation {
                        Some(relation) => format!("{of}#{relation}"),
                        None => of.clone(),
                    });
                    let takes = takes.collect::<Vec<_>>().join(" | ");
                    let _ = writeln!(text, "  relation {name}: {takes}");
                }
                Made::Worked(expr) => {
                    let _ = writeln!(text, "  permission {name} = {}", expr.said(&SIGNS));
                }
            }
        }
        text.push_str("}\n");
    }
    text
}
