//! Taking a file of others over: how it was read, where its columns go, what becomes of each row,
//! what is not clear with what can be done, and whose access changes, before anything is applied.

mod access;
mod columns;
mod job;
mod matrix;
mod reading;
mod rows;
mod unclear;

use std::path::PathBuf;

use egui::{Align, Layout, Ui, vec2};

use crate::model::{Change, Edit};
use crate::session::intake::{Choices, Mapping};
use crate::session::{Action, Actions, Session};
use crate::ui::checks::words::{count, thousands};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Look, Segment, coming, dialog, divider, label, segmented};
use crate::ui::{Context, Room, icons};
use job::{Job, Planned, PlannedPeople, Rows};

/// What one looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Columns,
    Rows,
    Unclear,
    Access,
}

/// What the dialog keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    path: Option<PathBuf>,
    asked: crate::io::table::Asked,
    said: Said,
    tab: Tab,
    search: rows::Search,
    job: Job,
}

/// What was said otherwise than guessed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    mapping: Option<Mapping>,
    choices: Choices,
    /// It is a matrix of roles, or it is none.
    is_matrix: Option<bool>,
    parts: Option<crate::session::intake::matrix::MatrixMapping>,
}

impl State {
    /// Begins with a file.
    pub fn open(&mut self, path: PathBuf) {
        *self = State {
            path: Some(path),
            ..State::default()
        };
    }
}

/// Draws the dialog while a file is looked at.
pub fn show(
    ctx: &egui::Context,
    session: &Session,
    room: Room,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(cx) = Context::new(session, room) else {
        return;
    };
    let Some(path) = state.path.clone() else {
        return;
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("Import {name}");
    let size = ctx.content_rect().size();
    let height = (size.y - 230.0).clamp(200.0, 640.0);
    let (close, escaped) = dialog(ctx, &title, 980.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        content(ui, &cx, state, &path, height, actions)
    });
    if close || escaped {
        *state = State::default();
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    path: &std::path::Path,
    height: f32,
    actions: &mut Actions,
) -> bool {
    let source = match state.job.source(ui, path, &state.asked) {
        None => {
            coming(ui, &state.job.progress());
            return ui.add(Button::plain("Cancel")).clicked();
        }
        Some(source) => source,
    };
    let file = match &*source {
        Err(why) => return unreadable(ui, &why.to_string()),
        Ok(job::Content::Model) => {
            // A whole model is no list of people: it is opened, unsaved changes asked about.
            actions.push(Action::Open(path.to_owned()));
            return true;
        }
        Ok(job::Content::Table(file)) => file.clone(),
    };
    reading::show(ui, &file, &mut state.asked, &mut state.said);
    divider(ui);
    let planned = state
        .job
        .plan(ui, cx, path, &file, &state.asked, &state.said);
    let place = vec2(ui.available_width(), height);
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(place, layout, |ui| {
        ui.set_min_size(place);
        match planned.as_deref() {
            None => coming(ui, "Planning it row by row"),
            Some(Planned::People(people)) => tabs(ui, cx, state, &file, people),
            Some(Planned::Matrix(plan)) => matrix::show(ui, &mut state.said, plan),
        }
    });
    divider(ui);
    let change = planned.as_deref().and_then(Planned::change);
    let problem = planned.as_deref().and_then(Planned::problem);
    buttons(ui, cx, path, change, problem, actions)
}

fn unreadable(ui: &mut Ui, why: &str) -> bool {
    let t = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        icons::icon(ui, icons::BLOCK, 17.0, t.refused);
        label(ui, why, Type::Small, Weight::Medium, t.refused);
    });
    let text = "Nothing was changed";
    label(ui, text, Type::Small, Weight::Regular, t.text2);
    ui.add_space(6.0);
    ui.add(Button::new("Close")).clicked()
}

fn tabs(ui: &mut Ui, cx: &Context<'_>, state: &mut State, file: &Rows, people: &PlannedPeople) {
    let t = theme::tokens(ui);
    let plan = &people.plan;
    let (n_new, n_changed, n_same, n_refused) = plan.counts();
    let names = [
        format!("Columns {}", plan.mapping.columns.len()),
        format!("Rows {}", thousands(plan.rows.len())),
        format!("Not clear {}", thousands(plan.troubles.len())),
        "Whose access changes".to_owned(),
    ];
    const TABS: [Tab; 4] = [Tab::Columns, Tab::Rows, Tab::Unclear, Tab::Access];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 6.0);
        let segments: Vec<Segment<'_>> = names.iter().map(|name| Segment::word(name)).collect();
        let at = TABS.iter().position(|tab| *tab == state.tab);
        if let Some(picked) = segmented(ui, &segments, at.unwrap_or_default()) {
            state.tab = TABS.get(picked).copied().unwrap_or_default();
        }
        let parts = [
            (n_new, "new"),
            (n_changed, "changed"),
            (n_same, "as before"),
            (n_refused, "refused"),
        ];
        for (n, word) in parts.into_iter().filter(|(n, _)| *n > 0) {
            let ink = if word == "refused" {
                t.refused
            } else {
                t.text2
            };
            let text = format!("{} {word}", thousands(n));
            label(ui, text, Type::Small, Weight::Medium, ink);
        }
    });
    ui.add_space(4.0);
    match state.tab {
        Tab::Columns => columns::show(ui, cx.model, &file.samples, plan, &mut state.said),
        Tab::Rows => rows::show(ui, people, &mut state.search),
        Tab::Unclear => unclear::show(ui, plan, &mut state.said),
        Tab::Access => access::show(ui, cx, people, &mut state.said),
    }
}

/// True if the dialog is to close.
fn buttons(
    ui: &mut Ui,
    cx: &Context<'_>,
    path: &std::path::Path,
    change: Option<&Change>,
    problem: Option<&str>,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    if let Some(problem) = problem {
        ui.horizontal_top(|ui| {
            icons::icon(ui, icons::BLOCK, 16.0, t.refused);
            let text = format!("Nothing can be taken over: {problem}");
            label(ui, text, Type::Small, Weight::Medium, t.refused);
        });
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let blocked = match (problem, change) {
            (Some(_), _) => Some("See above what stands in the way"),
            (None, None) => Some("Nothing would change"),
            (None, Some(_)) => None,
        };
        let button = Button::new("Import").look(Look::Primary).blocked(blocked);
        if ui.add(button).clicked()
            && let Some(change) = change
        {
            actions.push(Action::ApplyAndSay(named(cx, path, change.clone())));
            return true;
        }
        ui.add(Button::plain("Cancel")).clicked()
    })
    .inner
}

/// A model without a name takes that of the file.
fn named(cx: &Context<'_>, path: &std::path::Path, mut change: Change) -> Change {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_unnamed = cx.model.name().trim().is_empty() || cx.document.origin().path.is_none();
    if is_unnamed && cx.model.principals().is_empty() && !stem.trim().is_empty() {
        change.edits.push(Edit::Name(stem.trim().to_owned()));
    }
    change
}

/// "3 rows: 4, 7, 9".
fn rows_words(rows: &[usize]) -> String {
    let shown: Vec<String> = rows.iter().take(8).map(ToString::to_string).collect();
    let more = rows.len() - shown.len();
    let more = match more {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let n = count(rows.len(), "row", "rows");
    format!("{n}: {}{more}", shown.join(", "))
}
