//! The list in the middle: the people or items someone finds in a module.

use std::sync::Arc;

use egui::{Ui, vec2};

use super::State;
use super::rows::{ListRow, Page};
use crate::ui::checks::words::thousands;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{
    Column, EmptyPlace, Segment, Table, TableAction, TextField, label, segmented,
};
use crate::ui::{Context, wake};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, page: &Arc<Page>, state: &mut State) {
    let t = theme::tokens(ui);
    let row = page
        .menu
        .iter()
        .find(|row| Some(&row.view.id) == page.module.as_ref());
    if let Some(why) = row.and_then(|row| row.view.absence.as_deref()) {
        EmptyPlace {
            icon: icons::VISIBILITY_OFF,
            title: "Not in the menu",
            why,
            button: None,
        }
        .show(ui);
        return;
    }
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(space::L);
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        if page.lists.len() > 1 && page.lists.len() <= 3 {
            let segments: Vec<Segment<'_>> = page
                .lists
                .iter()
                .map(|(_, name)| Segment::word(name))
                .collect();
            let at = page
                .lists
                .iter()
                .position(|(list, _)| Some(list) == page.list.as_ref());
            if let Some(picked) = segmented(ui, &segments, at.unwrap_or(0)) {
                state.list = page.lists.get(picked).map(|(list, _)| list.clone());
                state.target = None;
            }
        } else if page.lists.len() > 3 {
            let names: Vec<_> = page
                .lists
                .iter()
                .map(|(_, name)| crate::ui::widgets::Choice::new(name))
                .collect();
            let at = page
                .lists
                .iter()
                .position(|(list, _)| Some(list) == page.list.as_ref());
            let combo = crate::ui::widgets::Combo::bare("List", &names, at).width(130.0);
            if let Some(picked) = combo.show(ui) {
                state.list = page.lists.get(picked).map(|(list, _)| list.clone());
                state.target = None;
            }
        } else if let Some((_, name)) = page.lists.first() {
            label(ui, name, Type::Title, Weight::Semibold, t.text);
        }
        if page.list.is_some() {
            let count = format!(
                "{} of {}",
                thousands(page.rows.len()),
                thousands(page.n_all)
            );
            label(ui, count, Type::Small, Weight::Regular, t.text3);
        }
    });
    actions_of_module(ui, page, state);
    if page.list.is_none() {
        return;
    }
    if page.rows.is_empty() {
        let message = page
            .message
            .as_deref()
            .unwrap_or("No role or grant held shows anything of this here");
        EmptyPlace {
            icon: icons::INVENTORY_2,
            title: "Nothing to see here",
            why: message,
            button: None,
        }
        .show(ui);
        return;
    }
    if page.rows.len() > 12 {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            let width = ui.available_width() - 12.0;
            let field = TextField::bare("Filter the list", &state.search)
                .placeholder("Filter")
                .icon(icons::SEARCH)
                .width(width)
                .show(ui);
            if let Some(draft) = field.draft.or(field.done) {
                state.search = draft;
            }
        });
        ui.add_space(space::XS);
    }
    table(ui, cx, page, state);
}

fn actions_of_module(ui: &mut Ui, page: &Page, state: &mut State) {
    if page.actions.is_empty() {
        ui.add_space(space::S);
        return;
    }
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for action in &page.actions {
                    if action.line.rank > 0 || !state.hide_absent {
                        super::record::action_button(ui, page, state, action, None);
                    }
                }
            });
        });
}

fn table(ui: &mut Ui, cx: &Context<'_>, page: &Arc<Page>, state: &mut State) {
    let t = theme::tokens(ui);
    let needle = state.search.trim().to_lowercase();
    let needle = if page.rows.len() > 12 {
        needle
    } else {
        String::new()
    };
    let model = cx.engine.model();
    let of = (page.wanted.clone(), needle.clone());
    let found = (!needle.is_empty()).then(|| {
        let (page, engine) = (page.clone(), cx.engine.clone());
        let work = move || page.holding(engine.model(), &needle);
        let found = state
            .found
            .get(of.clone(), cx.at_once(), work, wake(ui.ctx()));
        found.unwrap_or_default()
    });
    if state.cursor.as_ref().is_none_or(|(known, _)| *known != of) {
        let at = page.open_row();
        let at = match &found {
            Some(found) => at.and_then(|at| found.iter().position(|nth| *nth == at)),
            None => at,
        };
        state.cursor = Some((of, at));
    }
    let cursor = state.cursor.as_ref().and_then(|(_, at)| *at);
    let n_rows = found.as_ref().map_or(page.rows.len(), |found| found.len());
    let place = |n: usize| match &found {
        Some(found) => found.get(n).copied(),
        None => Some(n),
    };
    let row_at = |n: usize| page.row(model, place(n)?);
    let mut columns = vec![Column::new("Name", 120.0).grow(2.0).fixed()];
    let room = ui.available_width();
    let n_values = if room < 300.0 {
        1
    } else if room < 420.0 {
        2
    } else {
        3
    };
    let has_pooled = !page.pooled.is_empty();
    let n_values = n_values - usize::from(has_pooled && n_values > 1);
    columns.extend(
        page.columns
            .iter()
            .take(n_values)
            .map(|title| Column::new(title, 64.0).grow(1.0).fixed()),
    );
    let n_shown = columns.len();
    if has_pooled {
        columns.push(Column::new("Pooling", 84.0).fixed());
    }
    let is_selected = |n: usize| cursor == Some(n);
    let is_pooled = |row: &ListRow| {
        let item = row.target.item.as_ref();
        item.is_some_and(|item| page.pooled.contains(item))
    };
    let name = |n: usize| match row_at(n) {
        Some(row) if is_pooled(&row) => format!("{}, some rights only by pooling", row.name),
        Some(row) => row.name,
        None => String::new(),
    };
    let asked = Table::new("What they find", &columns, n_rows, &name)
        .selected(&is_selected)
        .cursor(cursor)
        .show(ui, |cell| {
            let Some(row) = row_at(cell.row) else {
                return;
            };
            match cell.column {
                0 => cell.name(&row.name),
                n if n == n_shown => {
                    if is_pooled(&row) {
                        cell.icon(icons::MERGE, t.text2);
                        cell.text("pooled");
                    }
                }
                n => {
                    if let Some(value) = row.values.get(n - 1) {
                        cell.text(value);
                    }
                }
            }
        });
    if let Some(TableAction::Select(n, _) | TableAction::Open(n, _)) = asked
        && let Some(row) = row_at(n)
    {
        state.target = Some(row.target);
        state.question = None;
    }
}
