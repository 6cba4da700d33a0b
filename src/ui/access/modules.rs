//! The modules as a table; the inspector edits them.

use egui::Ui;

use crate::engine::Words;
use crate::model::{Key, Merge};
use crate::session::Actions;
use crate::session::edits::rules;
use crate::ui::widgets::{Column, EmptyPlace, Table, TableAction};
use crate::ui::{Context, icons};

const COLUMNS: [Column<'static>; 6] = [
    Column::new("Module", 180.0).grow(1.0).fixed(),
    Column::new("State", 90.0).fixed(),
    Column::new("Who may use it", 180.0).grow(2.0).fixed(),
    Column::new("Sources", 120.0).fixed(),
    Column::new("Decides what is seen", 160.0).grow(1.0).fixed(),
    Column::new("Permissions", 96.0).number().fixed(),
];

/// Draws the view.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let model = cx.model;
    if model.modules().is_empty() {
        let place = EmptyPlace {
            icon: icons::WIDGETS,
            title: "No modules yet",
            why: "The parts of the HR system stand here: each can be off, or only for some",
            button: Some("Add a first module"),
        };
        if place.show(ui).is_some_and(|button| button.clicked()) {
            super::bar::add_module(cx, actions);
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
