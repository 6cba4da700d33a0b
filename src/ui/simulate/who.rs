//! Who can: one permission, one level, one target; everyone who can, by the reason.

use egui::{Frame, Stroke, Ui, vec2};

use super::State;
use super::rows::{self, WhoWanted};
use crate::engine::{ItemRef, Question, Target};
use crate::model::LevelId;
use crate::ui::checks::words::thousands;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{Choice, Column, Combo, EmptyPlace, Table, TableAction, label, waiting};
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
                level_choice(ui, cx, state);
                permission_choice(ui, cx, state);
                label(ui, "of", Type::Small, Weight::Semibold, t.text);
                target_choice(ui, cx, state);
            });
            ui.add_space(space::M);
            answer(ui, cx, state);
        });
}

fn permission_choice(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let permissions = cx.model.permissions();
    let choices: Vec<Choice<'_>> = permissions
        .iter()
        .map(|p| Choice::new(&p.name).detail(p.id.as_str()).icon(icons::KEY))
        .collect();
    if state.who_permission.is_none() {
        let sensitive = permissions.iter().find(|p| p.sensitive);
        state.who_permission = sensitive
            .or_else(|| permissions.at(0))
            .map(|p| p.id.clone());
    }
    let chosen = state
        .who_permission
        .as_ref()
        .and_then(|id| permissions.position(id));
    let picked = Combo::bare("Permission", &choices, chosen)
        .placeholder("Choose a permission")
        .width(240.0)
        .tall()
        .show(ui);
    if let Some(permission) = picked.and_then(|at| permissions.at(at)) {
        state.who_permission = Some(permission.id.clone());
        state.who_level = None;
    }
}

fn level_choice(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let ladder = state
        .who_permission
        .as_ref()
        .and_then(|id| cx.model.ladder_of(id));
    let Some(ladder) = ladder else { return };
    let levels: Vec<&LevelId> = ladder.levels.iter().skip(1).collect();
    if state
        .who_level
        .as_ref()
        .is_none_or(|l| !levels.contains(&l))
    {
        state.who_level = levels.first().map(|level| (*level).clone());
    }
    let choices: Vec<Choice<'_>> = levels.iter().map(|l| Choice::new(l.as_str())).collect();
    let chosen = levels
        .iter()
        .position(|level| state.who_level.as_ref() == Some(*level));
    let picked = Combo::bare("Level", &choices, chosen)
        .width(100.0)
        .tall()
        .show(ui);
    if let Some(level) = picked.and_then(|at| levels.get(at)) {
        state.who_level = Some((*level).clone());
    }
}

fn target_choice(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let model = cx.model;
    let about = state
        .who_permission
        .as_ref()
        .and_then(|id| model.permissions().get(id))
        .map(|p| &p.about);
    let kinds = about.map(|about| about.kinds()).unwrap_or_default();
    let has_accounts = kinds.iter().any(|kind| *kind == crate::model::ACCOUNT_KIND);
    let has_people = about.is_some_and(|about| about.has_person());
    let (people, items) = (model.principals(), model.items());
    // Nothing, then the people, then the items.
    let choice = |nth: usize| {
        let Some(nth) = nth.checked_sub(1) else {
            return Some(Choice::new("anyone or anything at all"));
        };
        if let Some(person) = people.at(nth) {
            let choice = Choice::new(&person.name).icon(icons::PERSON);
            return match (has_people && person.has_record(), has_accounts) {
                (true, _) => Some(choice.detail(person.id.as_str())),
                (_, true) => Some(choice.detail("account")),
                _ => None,
            };
        }
        let item = items.at(nth - people.len())?;
        let choice = || Choice::new(&item.name).icon(icons::DESCRIPTION);
        (kinds.contains(&item.kind)).then(|| choice().detail(item.id.as_str()))
    };
    let place = |target: &Target| match (&target.item, &target.person) {
        (Some(ItemRef::Item(id)), _) => Some(1 + people.len() + items.position(id)?),
        (Some(ItemRef::Account(id)), _) | (None, Some(id)) => Some(1 + people.position(id)?),
        _ => None,
    };
    let n_all = 1 + people.len() + items.len();
    let chosen = state.who_target.as_ref().and_then(place);
    let chosen = chosen.filter(|nth| choice(*nth).is_some()).unwrap_or(0);
    let picked = Combo::bare("Target", &[], Some(chosen))
        .many(n_all, &choice)
        .width(240.0)
        .tall()
        .show(ui);
    match picked {
        Some(picked) => {
            let nth = picked.checked_sub(1);
            state.who_target = nth.and_then(|nth| match people.at(nth) {
                Some(person) => Some(Target::of_person(model, &person.id)),
                None => {
                    let item = items.at(nth - people.len())?;
                    Some(Target::of_item(model, &item.id))
                }
            });
        }
        None if chosen == 0 => state.who_target = None,
        None => {}
    }
}

fn answer(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    let (Some(permission), Some(level), Some(engine)) = (
        state.who_permission.clone(),
        state.who_level.clone(),
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
        target: state.who_target.clone(),
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
