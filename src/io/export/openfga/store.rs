//! The store file: names the files beside it, and tests them.

use std::fmt::Write;

use crate::io::export::relations::{Test, quoted};

/// The store as a file.
pub(super) fn file(name: &str, n_tuples: usize, tests: &[Test]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# {n_tuples} tuples. A server takes 100 at a time as it comes; `fga store import` parts them."
    );
    let _ = writeln!(text, "name: {}", quoted(name));
    text.push_str("model_file: model.fga\ntuple_file: tuples.csv\n");
    if tests.is_empty() {
        text.push_str("tests: []\n");
        return text;
    }
    // All in one: each test has a store of its own made, which takes far longer than to ask it.
    text.push_str("tests:\n  - name: access\n    check:\n");
    for test in tests {
        let _ = writeln!(text, "      # {}", test.title);
        for check in &test.checks {
            let user = format!("{}:{}", check.user.0, check.user.1);
            let object = format!("{}:{}", check.object.0, check.object.1);
            let _ = writeln!(text, "      - user: {}", quoted(&user));
            let _ = writeln!(text, "        object: {}", quoted(&object));
            text.push_str("        assertions:\n");
            let _ = writeln!(text, "          {}: {}", check.relation, check.allowed);
        }
    }
    text
}
