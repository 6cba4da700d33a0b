//! Who can: one permission, one level, one target; everyone who can, by the reason.

use egui::{Frame, Stroke, Ui, vec2};

use super::State;
use super::rows::{self, WhoWanted};
use crate::engine::{Question, Target};
use crate::ui::checks::words::thousands;
use crate::ui::deed::{level_choice, permission_choice, target_choice};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{Column, EmptyPlace, Table, TableAction, label, waiting};
use crate::ui::{Context, wake};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER)
        .show(ui, |ui| {
            let full = ui.available_size();
            ui.set_min_size(full);
            ui.add_space(space::L);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                ui.add_space(space::L);
                label(ui, "Who can", Type::Small, Weight::Semibold, t.text);
                level_choice(ui, cx, &mut state.who);
                permission_choice(ui, cx, &mut state.who);
                label(ui, "of", Type::Small, Weight::Semibold, t.text);
                target_choice(ui, cx, &mut state.who);
            });
            ui.add_space(space::M);
            answer(ui, cx, state);
        });
}

fn answer(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    let (Some(permission), Some(level), Some(engine)) = (
        state.who.permission.clone(),
        state.who.level.clone(),
        cx.analysis.engine(),
    ) else {
        EmptyPlace {
            icon: icons::KEY,
            title: "No permission in the model",
            why: "Permissions are the catalogue of what the HR system lets people do",
            button: None,
        }
        .show(ui);
        return;
    };
    let wanted = WhoWanted {
        revision: cx.answers(),
        permission,
        level,
        target: state.who.target.clone(),
    };
    let (snapshot, of) = (engine.clone(), wanted.clone());
    let work = move || rows::who_can(&snapshot, &of);
    let answer = state
        .who_rows
        .get(wanted.clone(), cx.at_once(), work, wake(ui.ctx()));
    let Some(answer) = answer.filter(|_| cx.is_current()) else {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            waiting(ui, "Working out who can, and why");
        });
        return;
    };
    let rows = &answer.rows;
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        let text = match rows.len() {
            0 => "No one can".to_owned(),
            1 => "1 can".to_owned(),
            n => format!("{} can, for {} reasons", thousands(n), answer.n_reasons),
        };
        label(ui, text, Type::Title, Weight::Semibold, t.text);
    });
    ui.add_space(space::M);
    if rows.is_empty() {
        EmptyPlace {
            icon: icons::PERSON_OFF,
            title: "No one can do this",
            why: "No role or grant held by anyone gives it at this level on this target",
            button: None,
        }
        .show(ui);
        return;
    }
    let columns = [
        Column::new("Who", 180.0).grow(1.0).fixed(),
        Column::new("Because of", 240.0).grow(3.0).fixed(),
        Column::new("Paths", 60.0).number().fixed(),
    ];
    let name = |n: usize| rows.get(n).map(|row| row.name.clone()).unwrap_or_default();
    let asked = state.question.clone();
    let is_asked = |n: usize| {
        rows.get(n)
            .is_some_and(|row| asked.as_ref().is_some_and(|q| q.actor == row.who))
    };
    let action = Table::new("Everyone who can", &columns, rows.len(), &name)
        .selected(&is_asked)
        .show(ui, |cell| {
            let Some(row) = rows.get(cell.row) else {
                return;
            };
            match cell.column {
                0 => cell.name(&row.name),
                1 => cell.text(&row.reason),
                _ => cell.number(Some(&row.n_paths.to_string())),
            }
        });
    if let Some(TableAction::Select(n, _) | TableAction::Open(n, _)) = action
        && let Some(row) = rows.get(n)
    {
        let target = match &wanted.target {
            Some(target) => Some(target.clone()),
            // Without a target the first one they reach stands for all.
            None => engine
                .targets(&row.who, &wanted.permission, &wanted.level)
                .into_iter()
                .next(),
        };
        state.question = Some(Question {
            actor: row.who.clone(),
            permission: wanted.permission.clone(),
            level: wanted.level.clone(),
            target: target.unwrap_or(Target::NONE),
        });
    }
}
