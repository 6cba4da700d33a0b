//! The modules as a table, and below them the levels permissions are given at; the inspector edits
//! both.

use egui::{Ui, UiBuilder};

use crate::engine::Words;
use crate::model::{Key, Merge};
use crate::session::Actions;
use crate::session::edits::rules;
use crate::ui::theme::size;
use crate::ui::widgets::{Column, EmptyPlace, Table, TableAction, divider};
use crate::ui::{Context, icons};

const COLUMNS: [Column<'static>; 6] = [
    Column::new("Module", 180.0).grow(1.0).fixed(),
    Column::new("State", 90.0).fixed(),
    Column::new("Who may use it", 180.0).grow(2.0).fixed(),
    Column::new("Sources", 120.0).fixed(),
    Column::new("Decides what is seen", 160.0).grow(1.0).fixed(),
    Column::new("Permissions", 96.0).number().fixed(),
];

const LADDERS: [Column<'static>; 3] = [
    Column::new("Levels", 180.0).grow(1.0).fixed(),
    Column::new("From the lowest up", 240.0).grow(2.0).fixed(),
    Column::new("Permissions", 96.0).number().fixed(),
];

/// Draws the view.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let full = ui.available_rect_before_wrap();
    let n_rows = cx.model.ladders().len().clamp(1, 6) as f32;
    let wanted = size::TABLE_HEAD + n_rows * size::ROW + 2.0;
    let middle = full.bottom() - wanted.min(full.height() * 0.45);
    let (above, below) = full.split_top_bottom_at_y(middle);
    ui.scope_builder(UiBuilder::new().max_rect(above), |ui| {
        modules(ui, cx, actions);
    });
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        divider(ui);
        ladders(ui, cx, actions);
    });
}

fn ladders(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let table = cx.model.ladders();
    let words = |row: usize| {
        table.at(row).map_or_else(String::new, |ladder| {
            let levels: Vec<&str> = ladder.levels.iter().map(|one| one.as_str()).collect();
            levels.join(" < ")
        })
    };
    let selected = |row: usize| {
        let ladder = table.at(row);
        ladder.is_some_and(|one| cx.is_selected(&Key::Ladder(one.id.clone())))
    };
    let name = |row: usize| {
        let id = table.at(row).map(|ladder| ladder.id.to_string());
        format!("{}: {}", id.unwrap_or_default(), words(row))
    };
    let cursor = (0..table.len()).find(|row| selected(*row));
    let asked = Table::new("Levels", &LADDERS, table.len(), &name)
        .cursor(cursor)
        .selected(&selected)
        .show(ui, |cell| {
            let Some(ladder) = table.at(cell.row) else {
                return;
            };
            match cell.column {
                0 => cell.name(ladder.id.as_str()),
                1 => cell.text(&words(cell.row)),
                _ => {
                    let on_it = cx.model.permissions().iter();
                    let n = on_it.filter(|one| one.ladder == ladder.id).count();
                    cell.number(Some(&n.to_string()));
                }
            }
        });
    if let Some(TableAction::Select(row, _) | TableAction::Open(row, _) | TableAction::Menu(row, _)) =
        asked
        && let Some(ladder) = table.at(row)
    {
        actions.select(Key::Ladder(ladder.id.clone()));
    }
}

fn modules(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let model = cx.model;
    if model.modules().is_empty() {
        let place = EmptyPlace {
            icon: icons::WIDGETS,
            title: "No modules yet",
            why: "The parts of the HR system stand here: each can be off, or only for some",
            button: Some("Add a first module"),
        };
        if place.show(ui).is_some_and(|button| button.clicked()) {
            super::bar::add_module(ui, cx, actions);
        }
        return;
    }
    let words = Words::new(model);
    let selected = |row: usize| {
        let module = model.modules().at(row);
        module.is_some_and(|module| cx.is_selected(&Key::Module(module.id.clone())))
    };
    let name = |row: usize| {
        model.modules().at(row).map_or_else(String::new, |module| {
            let state = if module.on { "on" } else { "off" };
            format!("{}, {state}", module.name)
        })
    };
    let cursor = (0..model.modules().len()).find(|row| selected(*row));
    let table = Table::new("Modules", &COLUMNS, model.modules().len(), &name)
        .cursor(cursor)
        .selected(&selected);
    let asked = table.show(ui, |cell| {
        let Some(module) = model.modules().at(cell.row) else {
            return;
        };
        match cell.column {
            0 => {
                let ink = crate::ui::theme::tokens(cell.ui).kinds.module;
                cell.icon(icons::WIDGETS, ink);
                cell.name(&module.name);
            }
            1 => {
                let t = crate::ui::theme::tokens(cell.ui);
                let (icon, word) = if module.on {
                    (icons::TOGGLE_ON, "on")
                } else {
                    (icons::TOGGLE_OFF, "off")
                };
                cell.icon(icon, if module.on { t.accent } else { t.text3 });
                cell.text(word);
            }
            2 => match &module.users {
                Some(users) => cell.text(&words.who(users)),
                None => cell.quiet("everyone"),
            },
            3 => match module.merge {
                Some(Merge::Paired) => cell.text("paired"),
                Some(Merge::Pooled) => cell.text("pooled"),
                None => {
                    let merge = match model.settings().merge {
                        Merge::Paired => "paired, as set",
                        Merge::Pooled => "pooled, as set",
                    };
                    cell.quiet(merge);
                }
            },
            4 => {
                if let Some(view) = &module.view_set {
                    cell.text(&words.permission(view));
                }
            }
            _ => {
                let n = model
                    .permissions()
                    .ids()
                    .filter(|id| id.module() == module.id)
                    .count();
                cell.number(Some(&n.to_string()));
            }
        }
    });
    match asked {
        Some(TableAction::Open(row, Some(1))) => {
            if let Some(module) = model.modules().at(row)
                && let Some(change) = rules::set_module_on(model, &module.id, !module.on)
            {
                actions.apply(change);
            }
        }
        Some(
            TableAction::Select(row, _) | TableAction::Open(row, _) | TableAction::Menu(row, _),
        ) => {
            if let Some(module) = model.modules().at(row) {
                actions.select(Key::Module(module.id.clone()));
            }
        }
        _ => {}
    }
}
