//! Reading and planning in threads. Reading tells how far it is and can be broken off.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use egui::Ui;

use super::Said;
use crate::engine::Engine;
use crate::engine::gate::{Verdict, try_knowing};
use crate::io::json;
use crate::io::table::{self, Asked, Progress, Source, TableError};
use crate::model::{Change, Date};
use crate::session::intake::matrix::{self, MatrixMapping, MatrixPlan, Part};
use crate::session::intake::{Plan, RowPlan, guess, plan};
use crate::session::{Background, Changes};
use crate::ui::checks::words::thousands;
use crate::ui::shifts::{Group, groups_between};
use crate::ui::{Context, wake};

/// Principals whose changes are told by name.
pub(super) const MOST_TOLD: usize = 300;

/// As many of its cells as are shown of a column.
const SHOWN: usize = 3;

/// Rows of a file, and what is shown of them whatever is planned.
#[derive(Debug)]
pub(super) struct Rows {
    pub source: Source,
    /// What it looks like, until it is said otherwise.
    pub matrix: Option<MatrixMapping>,
    /// The first cells of each column that say something.
    pub samples: Vec<String>,
}

impl Rows {
    fn new(source: Source) -> Rows {
        let sample = |nth: usize| {
            let cells = source.body().map(|row| row.cell(nth));
            let cells = cells.filter(|cell| !cell.is_empty()).take(SHOWN);
            let cells: Vec<&str> = cells.collect();
            cells.join(" · ").chars().take(120).collect()
        };
        Rows {
            matrix: matrix::guess(&source),
            samples: (0..source.table.n_columns()).map(sample).collect(),
            source,
        }
    }
}

/// What is in a file.
#[derive(Debug)]
pub(super) enum Content {
    /// Rows.
    Table(Arc<Rows>),
    /// A whole model of our own.
    Model,
}

/// People of a file, planned.
#[derive(Debug)]
pub(super) struct PlannedPeople {
    pub plan: Plan,
    /// Who gains and who loses; none where nothing would change or it is refused.
    pub changes: Option<Changes>,
    /// The same by name, of the first of them.
    pub groups: Vec<Group>,
    /// Why the gate refuses it.
    pub refused: Option<String>,
    /// Places of the rows: refused ones first, then those that change.
    pub order: Vec<usize>,
}

/// What a file would do.
#[derive(Debug)]
pub(super) enum Planned {
    People(Box<PlannedPeople>),
    Matrix(Box<MatrixPlan>),
}

impl Planned {
    /// The one change of it.
    pub(super) fn change(&self) -> Option<&Change> {
        match self {
            Planned::People(people) => people.plan.change.as_ref(),
            Planned::Matrix(plan) => plan.change.as_ref(),
        }
    }

    /// Why it would not be accepted.
    pub(super) fn problem(&self) -> Option<&str> {
        match self {
            Planned::People(people) => {
                let refused = people.refused.as_deref();
                refused.or(people.plan.problem.as_deref())
            }
            Planned::Matrix(plan) => plan.problem.as_deref(),
        }
    }
}

type ReadOf = (PathBuf, Asked);
type PlanOf = ((u64, u64), PathBuf, Asked, Said);

/// What was read, and what was planned.
#[derive(Debug, Default)]
pub(super) struct Job {
    sources: Background<ReadOf, Result<Content, TableError>>,
    plans: Background<PlanOf, Planned>,
    n_rows: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Job {
    /// What is in the file, once it is read.
    pub(super) fn source(
        &mut self,
        ui: &Ui,
        path: &Path,
        asked: &Asked,
    ) -> Option<Arc<Result<Content, TableError>>> {
        let of = (path.to_owned(), asked.clone());
        let (n_rows, stop, ctx) = (self.n_rows.clone(), self.stop.clone(), ui.ctx().clone());
        let (path, asked) = of.clone();
        let work = move || {
            n_rows.store(0, Ordering::Relaxed);
            let bytes = table::bytes_of(&path)?;
            let start = bytes.get(..400).unwrap_or(&bytes);
            if json::is_model(&String::from_utf8_lossy(start)) {
                return Ok(Content::Model);
            }
            let mut tell = |progress: Progress| {
                n_rows.store(progress.n_rows, Ordering::Relaxed);
                ctx.request_repaint();
                match stop.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            };
            let source = table::read(&bytes, &asked, &mut tell)?;
            Ok(Content::Table(Arc::new(Rows::new(source))))
        };
        self.sources.get(of, false, work, wake(ui.ctx()))
    }

    /// How far reading is, in words.
    pub(super) fn progress(&self) -> String {
        match self.n_rows.load(Ordering::Relaxed) {
            0 => "Reading the file".to_owned(),
            n => format!("Reading the file, {} rows so far", thousands(n)),
        }
    }

    /// What it would do, once that is worked out.
    pub(super) fn plan(
        &mut self,
        ui: &Ui,
        cx: &Context<'_>,
        path: &Path,
        rows: &Arc<Rows>,
        asked: &Asked,
        said: &Said,
    ) -> Option<Arc<Planned>> {
        if !cx.is_current() {
            return None;
        }
        let of = (cx.answers(), path.to_owned(), asked.clone(), said.clone());
        let (engine, rows, said) = (cx.engine.clone(), rows.clone(), said.clone());
        let name = path.file_name().unwrap_or_default();
        let (name, day) = (name.to_string_lossy().into_owned(), cx.day());
        let work = move || planned(&engine, &rows, &said, &name, day);
        self.plans.get(of, false, work, wake(ui.ctx()))
    }
}

fn planned(engine: &Engine, rows: &Rows, said: &Said, name: &str, day: Date) -> Planned {
    let (model, source, guessed) = (engine.model(), &rows.source, rows.matrix.clone());
    if said.is_matrix.unwrap_or(guessed.is_some()) {
        let nothing = || MatrixMapping {
            columns: source
                .heads()
                .into_iter()
                .map(|head| (head, Part::Nothing))
                .collect(),
        };
        let mapping = said.parts.clone().or(guessed).unwrap_or_else(nothing);
        let mut plan = matrix::plan(model, source, &mapping, name);
        if let Some(why) = plan
            .change
            .as_ref()
            .and_then(|one| refusal(engine, one, day))
        {
            plan.problem = Some(why);
        }
        return Planned::Matrix(Box::new(plan));
    }
    let mapping = said.mapping.clone();
    let mapping = mapping.unwrap_or_else(|| guess(model, source));
    let plan = plan(model, source, &mapping, &said.choices, name);
    let refused = plan
        .change
        .as_ref()
        .and_then(|one| refusal(engine, one, day));
    let changes = match (&refused, model.permissions().is_empty()) {
        (None, false) => plan.changes(engine, day),
        _ => None,
    };
    let after = plan.after.as_ref().unwrap_or(model);
    let groups = changes
        .as_ref()
        .map(|changes| groups_between(model, after, &changes.shifts, MOST_TOLD))
        .unwrap_or_default();
    Planned::People(Box::new(PlannedPeople {
        order: order(&plan),
        plan,
        groups,
        changes,
        refused,
    }))
}

fn order(plan: &Plan) -> Vec<usize> {
    let rank = |at: &usize| match plan.rows.get(*at).map(|row| &row.plan) {
        Some(RowPlan::Refused(_)) => 0,
        Some(RowPlan::Changed(_)) => 1,
        Some(RowPlan::New) => 2,
        Some(RowPlan::Same) | None => 3,
    };
    let mut order: Vec<usize> = (0..plan.rows.len()).collect();
    order.sort_by_key(rank);
    order
}

/// Why the gate refuses a change, if it does.
fn refusal(engine: &Engine, change: &Change, day: Date) -> Option<String> {
    match try_knowing(Some(engine), engine.model(), change, None, day) {
        Verdict::Accepted { .. } => None,
        Verdict::Refused { message, .. } => Some(message),
    }
}
