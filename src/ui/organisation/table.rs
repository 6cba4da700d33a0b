//! Draws the tables of the organisation.

use egui::Ui;

use super::View;
use super::sheet::{self, Sheet};
use crate::model::Key;
use crate::session::{Action, Actions, Command};
use crate::ui::Context;
use crate::ui::widgets::{Column, EmptyPlace, Sort, Table, TableAction};
use crate::ui::{icons, kind_of, theme};

/// What the tables keep for themselves.
#[derive(Debug, Default)]
pub struct State {
    sheet: Sheet,
    of: Option<((u64, u64), View)>,
    order: Vec<usize>,
    ordered_by: Option<(String, Option<(usize, bool)>)>,
    sort: Option<(usize, bool)>,
    shown: Option<Key>,
}

impl State {
    /// How many rows are shown, of how many.
    pub fn count_words(&self) -> String {
        let (shown, all) = (self.order.len(), self.sheet.rows.len());
        if shown == all {
            format!("{all} rows")
        } else {
            format!("{shown} of {all} rows")
        }
    }

    fn prepare(&mut self, cx: &Context<'_>, view: View, filter: &str) {
        let of = Some((cx.stamp(), view));
        if self.of != of {
            if self.of.is_some_and(|(_, before)| before != view) {
                self.sort = None;
            }
            self.sheet = match view {
                View::Chart | View::People => sheet::people(cx.model, cx.engine),
                View::Teams => sheet::teams(cx.model),
                View::Labels => sheet::labels(cx.model),
                View::Items => sheet::items(cx.model),
            };
            self.of = of;
            self.ordered_by = None;
        }
        let by = Some((filter.to_owned(), self.sort));
        if self.ordered_by != by {
            self.order = self.sheet.order(filter, self.sort);
            self.ordered_by = by;
        }
    }
}

/// Draws the table of a view.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    view: View,
    filter: &str,
    state: &mut State,
    actions: &mut Actions,
) {
    state.prepare(cx, view, filter);
    if state.sheet.rows.is_empty() {
        empty(ui, view, actions);
        return;
    }
    let t = theme::tokens(ui);
    ui.painter()
        .rect_filled(ui.available_rect_before_wrap(), 0.0, t.panel);
    let State { sheet, order, .. } = &*state;
    let columns: Vec<Column<'_>> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(nth, column)| {
            let shown = Column::new(&column.title, column.width);
            let shown = if column.is_number {
                shown.number()
            } else {
                shown
            };
            if nth == 0 { shown.grow(1.0) } else { shown }
        })
        .collect();
    let row_of = |nth: usize| order.get(nth).and_then(|at| sheet.rows.get(*at));
    let at = |key: &Key| {
        order
            .iter()
            .position(|n| sheet.rows.get(*n).is_some_and(|row| row.key == *key))
    };
    let cursor = cx.selected().and_then(at);
    let goto = cursor.filter(|_| cx.selected() != state.shown.as_ref());
    let is_selected = |nth: usize| row_of(nth).is_some_and(|row| cx.is_selected(&row.key));
    let label = |nth: usize| {
        row_of(nth)
            .map(|row| row.cells.first().cloned().unwrap_or_default())
            .unwrap_or_default()
    };
    let name = match view {
        View::Chart | View::People => "People",
        View::Teams => "Teams",
        View::Labels => "Labels",
        View::Items => "Items",
    };
    let sort = state
        .sort
        .map(|(column, down)| (column, if down { Sort::Down } else { Sort::Up }));
    let asked = Table::new(name, &columns, order.len(), &label)
        .sort(sort)
        .cursor(cursor)
        .selected(&is_selected)
        .goto(goto)
        .show(ui, |cell| {
            let Some(row) = row_of(cell.row) else { return };
            let text = row.cells.get(cell.column).map_or("", String::as_str);
            match cell.column {
                0 => {
                    cell.rect.min.x += row.depth as f32 * 16.0;
                    let kind = kind_of(cx.model, &row.key);
                    let icon = if matches!(row.key, Key::Label(_)) {
                        icons::SELL
                    } else {
                        kind.icon()
                    };
                    cell.icon(icon, kind.color(t));
                    cell.name(text);
                }
                n if sheet.columns.get(n).is_some_and(|column| column.is_number) => {
                    cell.number((!text.is_empty() && text != "0").then_some(text));
                }
                _ => cell.text(text),
            }
        });
    state.shown = cx.selected().cloned();
    if let Some(asked) = asked {
        answer(asked, cx, state, cursor, actions);
    }
}

fn answer(
    asked: TableAction,
    cx: &Context<'_>,
    state: &mut State,
    cursor: Option<usize>,
    actions: &mut Actions,
) {
    let key_at = |nth: usize| {
        let row = state
            .order
            .get(nth)
            .and_then(|at| state.sheet.rows.get(*at));
        row.map(|row| row.key.clone())
    };
    match asked {
        TableAction::Sort(column) => {
            state.sort = match state.sort {
                Some((now, false)) if now == column => Some((column, true)),
                Some((now, true)) if now == column => None,
                _ => Some((column, false)),
            };
        }
        TableAction::Select(row, held) if held.shift => {
            let from = cursor.unwrap_or(row);
            let range = if from <= row { from..=row } else { row..=from };
            let mut keys: Vec<Key> = range.filter_map(key_at).collect();
            if from > row {
                keys.reverse();
            }
            actions.push(Action::SelectAll(keys));
        }
        TableAction::Select(row, held) => {
            if let Some(key) = key_at(row) {
                actions.push(if held.command {
                    Action::Toggle(key)
                } else {
                    Action::Select(Some(key))
                });
            }
        }
        TableAction::Open(row, _) | TableAction::Menu(row, _) => {
            if let Some(key) = key_at(row)
                && !cx.is_selected(&key)
            {
                actions.select(key);
            }
        }
    }
}

fn empty(ui: &mut Ui, view: View, actions: &mut Actions) {
    let (icon, title, why, button) = match view {
        View::Chart | View::People => (
            icons::GROUPS,
            "Nobody is here yet",
            "People, with their managers, teams and the model’s own fields",
            Some("Add the first person"),
        ),
        View::Teams => (
            icons::GROUPS,
            "No teams yet",
            "Teams have members and leads, and rights can follow both",
            None,
        ),
        View::Labels => (
            icons::SELL,
            "No labels yet",
            "A right on a label reaches everything below it",
            None,
        ),
        View::Items => (
            icons::INVENTORY_2,
            "No items yet",
            "Whatever is not a person: candidates, courses, reviews",
            None,
        ),
    };
    let place = EmptyPlace {
        icon,
        title,
        why,
        button,
    };
    if place.show(ui).is_some_and(|button| button.clicked()) {
        actions.command(Command::AddPerson);
    }
}
