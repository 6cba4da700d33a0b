//! The validation file: the relationships, and what is so and what is not.

use std::fmt::Write;

use crate::io::export::relations::{Check, Graph, Object, Test, quoted};

/// The relationships and assertions as a file.
pub(super) fn file(graph: &Graph, tests: &[Test]) -> String {
    let mut text = String::from("schemaFile: schema.zed\n");
    match graph.tuples.is_empty() {
        true => text.push_str("relationships: \"\"\n"),
        false => text.push_str("relationships: |-\n"),
    }
    for tuple in &graph.tuples {
        let subject = written(&tuple.subject.object);
        let _ = write!(
            text,
            "  {}#{}@{subject}",
            written(&tuple.object),
            tuple.relation
        );
        match &tuple.subject.relation {
            Some(relation) => {
                let _ = writeln!(text, "#{relation}");
            }
            None => text.push('\n'),
        }
    }
    text.push_str("assertions:\n");
    for (key, allowed) in [("assertTrue", true), ("assertFalse", false)] {
        let all = tests.iter().flat_map(|test| &test.checks);
        let checks: Vec<&Check> = all.filter(|check| check.allowed == allowed).collect();
        if checks.is_empty() {
            let _ = writeln!(text, "  {key}: []");
            continue;
        }
        let _ = writeln!(text, "  {key}:");
        for check in checks {
            let user = written(&check.user);
            let line = format!("{}#{}@{user}", written(&check.object), check.relation);
            let _ = writeln!(text, "    - {}", quoted(&line));
        }
    }
    text
}

fn written((of, id): &Object) -> String {
    format!("{of}:{id}")
}
