//! Tuples as the CSV that OpenFGA's command line takes.

use crate::io::csv;
use crate::io::export::relations::Graph;

const HEAD: [&str; 8] = [
    "user_type",
    "user_id",
    "user_relation",
    "relation",
    "object_type",
    "object_id",
    "condition_name",
    "condition_context",
];

/// All tuples as a file. Without the mark spreadsheets look for: its reader takes that for a part of
/// the first column's name. No id begins like a formula.
pub(super) fn file(graph: &Graph) -> String {
    let mut text = String::new();
    csv::row(&mut text, HEAD);
    for tuple in &graph.tuples {
        let subject = &tuple.subject;
        csv::row(
            &mut text,
            [
                subject.object.0.as_str(),
                &subject.object.1,
                subject.relation.as_deref().unwrap_or_default(),
                &tuple.relation,
                &tuple.object.0,
                &tuple.object.1,
                "",
                "",
            ],
        );
    }
    text
}
