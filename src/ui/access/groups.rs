//! The groups as a table, and the small form that makes one.

use egui::{Frame, Ui};

use crate::engine::{Engine, Words};
use crate::model::{Group, GroupId, Key, Model, Problem, Subject};
use crate::session::edits::groups;
use crate::session::{Action, Actions, Background};
use crate::ui::theme;
use crate::ui::widgets::{
    Button, Column, EmptyPlace, Sort, Table, TableAction, TextField, waiting,
};
use crate::ui::{Context, drag, icons, wake};

use super::form::form;

/// What the table keeps.
#[derive(Debug, Default)]
pub struct State {
    sort: Option<(usize, Sort)>,
    filter: String,
    draft: Option<Draft>,
    rows: Background<(u64, u64), Vec<Row>>,
}

/// A group that is being made.
#[derive(Debug, Default)]
struct Draft {
    name: String,
    description: String,
    tried: bool,
    opened: bool,
}

impl State {
    /// Opens the form for a new group.
    pub fn start_new(&mut self) {
        self.draft.get_or_insert_default();
    }
}

#[derive(Debug, Clone)]
struct Row {
    id: GroupId,
    name: String,
    description: String,
    how: String,
    count: usize,
    roles: String,
    problems: usize,
}

fn rows(engine: &Engine, problems: &[Problem]) -> Vec<Row> {
    let model = engine.model();
    let groups = model.groups().iter();
    groups
        .map(|group| {
            let key = Key::Group(group.id.clone());
            let to = Subject::Group(group.id.clone());
            let held = model.assignments().iter().filter(|a| a.to == to);
            let roles: Vec<String> = held
                .map(|a| model.title(&Key::Role(a.role.clone())))
                .collect();
            let problems = problems.iter();
            Row {
                id: group.id.clone(),
                name: group.name.clone(),
                description: group.description.clone(),
                how: how(model, group),
                count: engine.members(&group.id).len(),
                roles: roles.join(", "),
                problems: problems.filter(|p| p.key.as_ref() == Some(&key)).count(),
            }
        })
        .collect()
}

/// How members come in, in words.
fn how(model: &Model, group: &Group) -> String {
    let mut parts = Vec::new();
    match group.listed.len() {
        0 => {}
        1 => parts.push("1 listed".to_owned()),
        n => parts.push(format!("{n} listed")),
    }
    if let Some(condition) = &group.condition {
        parts.push(format!("where {}", Words::new(model).condition(condition)));
    }
    if !group.groups.is_empty() {
        let names: Vec<String> = group
            .groups
            .iter()
            .map(|id| model.title(&Key::Group(id.clone())))
            .collect();
        parts.push(format!("members of {}", names.join(", ")));
    }
    if parts.is_empty() {
        "Nobody comes in yet".to_owned()
    } else {
        parts.join("; ")
    }
}

const COLUMNS: [Column<'static>; 6] = [
    Column::new("Name", 180.0).grow(1.0),
    Column::new("Description", 180.0).grow(2.0),
    Column::new("How members come in", 200.0).grow(2.0),
    Column::new("Members", 76.0).number(),
    Column::new("Roles held", 140.0).grow(1.0),
    Column::new("Problems", 80.0).number(),
];

/// Draws the view.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        new_group(ui, cx, state, actions);
    });
    if cx.model.groups().is_empty() {
        let place = EmptyPlace {
            icon: icons::GROUP_WORK,
            title: "No groups yet",
            why: "A group holds people by name, by a condition, or by other groups",
            button: Some("Add a first group"),
        };
        if let Some(button) = place.show(ui)
            && button.clicked()
        {
            state.start_new();
        }
        return;
    }
    let (engine, problems) = (cx.engine.clone(), cx.analysis.shared_problems());
    let made = state.rows.get(
        cx.answers(),
        cx.at_once(),
        move || rows(&engine, &problems),
        wake(ui.ctx()),
    );
    let Some(rows) = made.or_else(|| state.rows.last()) else {
        waiting(ui, "Counting members");
        return;
    };
    let wanted = state.filter.trim().to_lowercase();
    let mut shown: Vec<&Row> = rows
        .iter()
        .filter(|row| {
            let text = format!("{} {} {}", row.name, row.description, row.how).to_lowercase();
            wanted.split_whitespace().all(|word| text.contains(word))
        })
        .collect();
    if let Some((column, way)) = state.sort {
        shown.sort_by(|a, b| {
            let order = match column {
                0 => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
                1 => a
                    .description
                    .to_lowercase()
                    .cmp(&b.description.to_lowercase()),
                2 => a.how.cmp(&b.how),
                3 => a.count.cmp(&b.count),
                4 => a.roles.cmp(&b.roles),
                _ => a.problems.cmp(&b.problems),
            };
            match way {
                Sort::Up => order,
                Sort::Down => order.reverse(),
            }
        });
    }
    let filter = state.filter.clone();
    Frame::new()
        .fill(theme::tokens(ui).panel)
        .inner_margin(egui::Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let field = TextField::bare("Filter groups", &filter)
                .icon(icons::FILTER_LIST)
                .width(280.0)
                .show(ui);
            if let Some(text) = field.draft.or(field.done) {
                state.filter = text;
            }
        });
    let key_of = |row: usize| shown.get(row).map(|row| Key::Group(row.id.clone()));
    let selected = |row: usize| key_of(row).is_some_and(|key| cx.is_selected(&key));
    let name_of = |row: usize| {
        shown.get(row).map_or_else(String::new, |row| {
            format!("{}, {} members, {}", row.name, row.count, row.how)
        })
    };
    let cursor = (0..shown.len()).find(|row| selected(*row));
    let table = Table::new("Groups", &COLUMNS, shown.len(), &name_of)
        .sort(state.sort)
        .cursor(cursor)
        .selected(&selected);
    let asked = table.show(ui, |cell| {
        let Some(row) = shown.get(cell.row) else {
            return;
        };
        match cell.column {
            0 => {
                let key = Key::Group(row.id.clone());
                let across = cell.ui.clip_rect().x_range();
                let whole = egui::Rect::from_x_y_ranges(across, cell.rect.y_range());
                drag::source(cell.ui, whole, &key);
                drag::target(cell.ui, cx, whole, &key, actions);
                let ink = theme::tokens(cell.ui).kinds.group;
                cell.icon(icons::GROUP_WORK, ink);
                cell.name(&row.name);
            }
            1 => cell.text(&row.description),
            2 => cell.quiet(&row.how),
            3 => cell.number(Some(&super::rows::thousands(row.count))),
            4 => cell.text(&row.roles),
            _ => {
                let text = row.problems.to_string();
                cell.number((row.problems > 0).then_some(text.as_str()));
            }
        }
    });
    match asked {
        Some(TableAction::Sort(column)) => state.sort = Some(turned(state.sort, column)),
        Some(TableAction::Select(row, held)) => {
            if let Some(key) = key_of(row) {
                actions.push(if held.command {
                    Action::Toggle(key)
                } else {
                    Action::Select(Some(key))
                });
            }
        }
        Some(TableAction::Open(row, _) | TableAction::Menu(row, _)) => {
            if let Some(key) = key_of(row) {
                actions.select(key);
            }
        }
        Some(TableAction::Cells(_)) | None => {}
    }
}

fn turned(sort: Option<(usize, Sort)>, column: usize) -> (usize, Sort) {
    match sort {
        Some((was, Sort::Up)) if was == column => (column, Sort::Down),
        _ => (column, Sort::Up),
    }
}

fn new_group(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(draft) = &mut state.draft else {
        return;
    };
    let mut close = false;
    form(ui, "New group", |ui| {
        let name_problem =
            (draft.tried && draft.name.trim().is_empty()).then_some("A group needs a name");
        let name = draft.name.clone();
        let field = TextField::new("Name", &name)
            .placeholder("What people call it")
            .problem(name_problem)
            .width(420.0)
            .show(ui);
        if !draft.opened {
            field.response.request_focus();
            draft.opened = true;
        }
        if let Some(text) = field.draft.or(field.done) {
            draft.name = text;
        }
        let missing = format!(
            "A group needs a description. What is {} for?",
            if draft.name.trim().is_empty() {
                "it"
            } else {
                draft.name.trim()
            }
        );
        let problem =
            (draft.tried && draft.description.trim().is_empty()).then_some(missing.as_str());
        let description = draft.description.clone();
        let field = TextField::new("Description", &description)
            .placeholder("What it is for")
            .problem(problem)
            .width(420.0)
            .show(ui);
        if let Some(text) = field.draft.or(field.done) {
            draft.description = text;
        }
        let mut make = field.entered;
        ui.horizontal(|ui| {
            ui.add_space(96.0);
            make |= ui.add(Button::primary("Make group")).clicked();
            close = ui.add(Button::plain("Cancel")).clicked();
        });
        if make {
            draft.tried = true;
            let is_whole = !draft.name.trim().is_empty() && !draft.description.trim().is_empty();
            if is_whole {
                let (change, id) = groups::add(cx.model, &draft.name, &draft.description);
                actions.push(Action::ApplyAndSelect(change, Key::Group(id)));
                close = true;
            }
        }
    });
    if close {
        state.draft = None;
    }
}
