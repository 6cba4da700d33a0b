//! Labels in the type styles, and sentences whose words differ in weight.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Response, Ui};

use crate::ui::theme::{Type, Weight};

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The words.
    pub text: &'a str,
    /// Names, levels, permissions and reasons are strong; joining words are not.
    pub strong: bool,
}

impl<'a> Run<'a> {
    /// Joining words.
    pub const fn plain(text: &'a str) -> Self {
        Run {
            text,
            strong: false,
        }
    }

    /// A name, level, permission or reason.
    pub const fn strong(text: &'a str) -> Self {
        Run { text, strong: true }
    }

    /// The whole sentence as plain text, for names read aloud.
    pub fn join(runs: &[Run<'_>]) -> String {
        runs.iter().map(|run| run.text).collect()
    }
}

/// One label in a type style.
pub fn label(
    ui: &mut Ui,
    text: impl Into<String>,
    size: Type,
    weight: Weight,
    color: Color32,
) -> Response {
    ui.label(size.rich(text, weight, color))
}

/// A sentence laid out to a width: strong runs in `strong`, the rest in `plain`.
pub fn runs_galley(
    ui: &Ui,
    runs: &[Run<'_>],
    size: Type,
    plain: Color32,
    strong: Color32,
    width: f32,
) -> Arc<Galley> {
    ui.painter()
        .layout_job(runs_job(runs, size, plain, strong, width))
}

/// The same before it is laid out, to be added to.
pub(super) fn runs_job(
    runs: &[Run<'_>],
    size: Type,
    plain: Color32,
    strong: Color32,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        let (weight, color) = if run.strong {
            (Weight::Semibold, strong)
        } else {
            (Weight::Regular, plain)
        };
        let format = TextFormat {
            line_height: Some(size.line()),
            ..TextFormat::simple(size.font(weight), color)
        };
        job.append(run.text, 0.0, format);
    }
    job.wrap.max_width = width.max(1.0);
    job
}

/// A sentence as a label in the flow.
pub fn runs(
    ui: &mut Ui,
    runs: &[Run<'_>],
    size: Type,
    plain: Color32,
    strong: Color32,
) -> Response {
    let galley = runs_galley(ui, runs, size, plain, strong, ui.available_width());
    ui.label(galley)
}
