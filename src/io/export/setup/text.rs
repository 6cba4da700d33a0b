//! The plan as a page and as Markdown.

use std::fmt::Write;

use minijinja::context;

use super::plan::Plan;
use crate::engine::Engine;
use crate::io::export::loss::escaped;
use crate::io::export::{page, said};

const TEMPLATES: [(&str, &str); 2] = [
    (
        "setup.html",
        include_str!("../../../../assets/setup/setup.html"),
    ),
    (
        "setup.css",
        include_str!("../../../../assets/setup/setup.css"),
    ),
];

/// The plan as a page that prints well.
pub(super) fn html(engine: &Engine, plan: &Plan) -> Result<String, String> {
    let failed = |e: minijinja::Error| format!("the set-up sheet could not be made: {e}");
    let pages = page::pages(&TEMPLATES, None).map_err(failed)?;
    let page = pages.get_template("setup.html").map_err(failed)?;
    let mut n_steps = 0;
    let firsts: Vec<usize> = plan
        .stages
        .iter()
        .map(|stage| {
            let first = n_steps + 1;
            n_steps += stage.steps.len();
            first
        })
        .collect();
    page.render(context! {
        name => name(engine),
        day => engine.day().to_string(),
        hash => said::hash(engine.model()),
        program => said::PROGRAM,
        plan => plan,
        firsts => firsts,
        n_steps => n_steps,
    })
    .map_err(failed)
}

fn name(engine: &Engine) -> &str {
    let name = engine.model().name().trim();
    if name.is_empty() {
        "Access scheme"
    } else {
        name
    }
}

/// The plan as a list to tick off.
pub(super) fn markdown(engine: &Engine, plan: &Plan) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# {}: set-up in {}\n",
        escaped(name(engine)),
        plan.system
    );
    let _ = writeln!(
        text,
        "As of {}, from a model with the SHA-256 {}.\n",
        engine.day(),
        said::hash(engine.model())
    );
    let mut nth = 0;
    for stage in &plan.stages {
        let _ = writeln!(text, "## {}\n", stage.title);
        if !stage.path.is_empty() {
            let _ = writeln!(text, "Where: {}\n", stage.path);
        }
        for how in &stage.how {
            let _ = writeln!(text, "- {how}");
        }
        if !stage.how.is_empty() {
            text.push('\n');
        }
        for step in &stage.steps {
            nth += 1;
            let _ = writeln!(text, "- [ ] **{nth}** {}", escaped(&step.text));
            for line in &step.lines {
                let _ = writeln!(text, "  - {}", escaped(line));
            }
        }
        text.push('\n');
    }
    text.push_str("## Cannot be keyed in\n\n");
    if plan.cannot.is_empty() {
        text.push_str("Everything has its place.\n");
    }
    for one in &plan.cannot {
        let _ = writeln!(text, "- **{}**: {}", escaped(&one.what), escaped(&one.why));
    }
    text
}
