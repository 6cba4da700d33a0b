//! Draws the tables of the organisation.

use std::sync::Arc;

use egui::{Modifiers, Popup, Pos2, Ui};
use rustc_hash::FxHashMap;

use super::View;
use super::sheet::{self, Sheet, SheetRow};
use crate::model::Key;
use crate::session::{Action, Actions, Background, Command};
use crate::ui::checks::words::thousands;
use crate::ui::frame::menu_item;
use crate::ui::widgets::{Column, EmptyPlace, Sort, Table, TableAction, waiting};
use crate::ui::{Context, icons, kind_of, theme, wake};

/// What the tables keep for themselves.
#[derive(Debug, Default)]
pub struct State {
    sheets: Background<SheetOf, Sheet>,
    orders: Background<OrderOf, Order>,
    view: Option<View>,
    sort: Option<(usize, bool)>,
    shown: Option<Key>,
    /// Where a range begins: the row selected last without Shift.
    anchor: Option<Key>,
    /// Where the menu of the selected rows stands.
    menu: Option<Pos2>,
    /// How many rows are shown, of how many.
    count: (usize, usize),
}

/// The facts and answers, and the view, a sheet is of.
type SheetOf = ((u64, u64), View);
/// The sheet, the filter and the sort an order is of.
type OrderOf = (SheetOf, String, Option<(usize, bool)>);

/// The rows in the order they are shown, and where each stands.
#[derive(Debug)]
struct Order {
    /// None where they stand as in the sheet.
    rows: Option<Vec<usize>>,
    place: FxHashMap<Key, usize>,
    n_rows: usize,
}

impl Order {
    fn of(sheet: &Sheet, filter: &str, sort: Option<(usize, bool)>) -> Order {
        let is_plain = filter.trim().is_empty() && sort.is_none();
        let rows = (!is_plain).then(|| sheet.order(filter, sort));
        let n_rows = rows.as_ref().map_or(sheet.rows.len(), Vec::len);
        let mut order = Order {
            rows,
            place: FxHashMap::default(),
            n_rows,
        };
        for nth in 0..n_rows {
            if let Some(row) = order.at(nth).and_then(|at| sheet.rows.get(at)) {
                let key = row.key.clone();
                order.place.insert(key, nth);
            }
        }
        order
    }

    fn at(&self, nth: usize) -> Option<usize> {
        match &self.rows {
            Some(rows) => rows.get(nth).copied(),
            None => Some(nth),
        }
    }
}

/// What is drawn: a sheet and the order of its rows.
struct Shown {
    sheet: Arc<Sheet>,
    order: Arc<Order>,
}

impl Shown {
    fn row(&self, nth: usize) -> Option<&SheetRow> {
        self.sheet.rows.get(self.order.at(nth)?)
    }

    fn place(&self, key: &Key) -> Option<usize> {
        self.order.place.get(key).copied()
    }
}

impl State {
    /// How many rows are shown, of how many.
    pub fn count_words(&self) -> String {
        let (shown, all) = self.count;
        if shown == all {
            format!("{} rows", thousands(all))
        } else {
            format!("{} of {} rows", thousands(shown), thousands(all))
        }
    }

    /// The newest sheet of the view there is, with its rows in the newest order there is.
    fn prepare(&mut self, ui: &Ui, cx: &Context<'_>, view: View, filter: &str) -> Option<Shown> {
        if self.view.is_some_and(|before| before != view) {
            self.sort = None;
        }
        self.view = Some(view);
        // All of one model: the one that is answered for.
        let engine = cx.engine.clone();
        let make = move || match view {
            View::Chart | View::People => sheet::people(engine.model(), &engine),
            View::Teams => sheet::teams(engine.model()),
            View::Labels => sheet::labels(engine.model()),
            View::Items => sheet::items(engine.model()),
        };
        let of = (cx.answers(), view);
        self.sheets.get(of, cx.at_once(), make, wake(ui.ctx()));
        let of = *self.sheets.last_key().filter(|known| known.1 == view)?;
        let sheet = self.sheets.last()?;
        let wanted = (of, filter.to_owned(), self.sort);
        let (rows, filter, sort) = (sheet.clone(), filter.to_owned(), self.sort);
        let make = move || Order::of(&rows, &filter, sort);
        let made = self.orders.get(wanted, cx.at_once(), make, wake(ui.ctx()));
        // The order of before may name rows that are gone: it is drawn only with its own sheet.
        let is_of_sheet = self.orders.last_key().is_some_and(|known| known.0 == of);
        let last = self.orders.last().filter(|_| is_of_sheet);
        let order = match made.or(last) {
            Some(order) => order,
            None => Arc::new(Order {
                rows: None,
                place: FxHashMap::default(),
                n_rows: sheet.rows.len(),
            }),
        };
        self.count = (order.n_rows, sheet.rows.len());
        Some(Shown { sheet, order })
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
    let Some(shown) = state.prepare(ui, cx, view, filter) else {
        waiting(ui, "Putting the rows together");
        return;
    };
    if shown.sheet.rows.is_empty() {
        empty(ui, view, actions);
        return;
    }
    let t = theme::tokens(ui);
    ui.painter()
        .rect_filled(ui.available_rect_before_wrap(), 0.0, t.panel);
    let sheet = &shown.sheet;
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
    let cursor = cx.selected().and_then(|key| shown.place(key));
    let goto = cursor.filter(|_| cx.selected() != state.shown.as_ref());
    let is_selected = |nth: usize| shown.row(nth).is_some_and(|row| cx.is_selected(&row.key));
    let label = |nth: usize| {
        shown
            .row(nth)
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
    let asked = Table::new(name, &columns, shown.order.n_rows, &label)
        .sort(sort)
        .cursor(cursor)
        .selected(&is_selected)
        .goto(goto)
        .show(ui, |cell| {
            let Some(row) = shown.row(cell.row) else {
                return;
            };
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
    all(ui, cx, state, &shown, actions);
    menu(ui, cx, state, actions);
    if let Some(asked) = asked {
        answer(asked, cx, state, &shown, cursor, actions);
    }
}

fn answer(
    asked: TableAction,
    cx: &Context<'_>,
    state: &mut State,
    shown: &Shown,
    cursor: Option<usize>,
    actions: &mut Actions,
) {
    let key_at = |nth: usize| shown.row(nth).map(|row| row.key.clone());
    match asked {
        TableAction::Sort(column) => {
            state.sort = match state.sort {
                Some((now, false)) if now == column => Some((column, true)),
                Some((now, true)) if now == column => None,
                _ => Some((column, false)),
            };
        }
        TableAction::Select(row, held) if held.shift => {
            let anchor = state.anchor.as_ref().and_then(|key| shown.place(key));
            let from = anchor.or(cursor).unwrap_or(row);
            let range = if from <= row { from..=row } else { row..=from };
            let mut keys: Vec<Key> = range.filter_map(key_at).collect();
            if from > row {
                keys.reverse();
            }
            actions.push(Action::SelectAll(keys));
        }
        TableAction::Select(row, held) => {
            if let Some(key) = key_at(row) {
                state.anchor = Some(key.clone());
                actions.push(if held.command {
                    Action::Toggle(key)
                } else {
                    Action::Select(Some(key))
                });
            }
        }
        TableAction::Open(row, _) | TableAction::Menu(row, _) => {
            if let TableAction::Menu(_, at) = asked {
                state.menu = Some(at);
            }
            if let Some(key) = key_at(row)
                && !cx.is_selected(&key)
            {
                actions.select(key);
            }
        }
    }
}

/// Ctrl+A takes every row that is shown.
fn all(ui: &Ui, cx: &Context<'_>, state: &mut State, shown: &Shown, actions: &mut Actions) {
    let is_elsewhere = ui.text_edit_focused()
        || cx.session.is_palette_open()
        || ui.memory(|memory| memory.top_modal_layer()).is_some();
    if is_elsewhere || !ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, egui::Key::A)) {
        return;
    }
    let rows = (0..shown.order.n_rows).filter_map(|nth| shown.row(nth));
    let keys: Vec<Key> = rows.map(|row| row.key.clone()).collect();
    state.anchor = keys.first().cloned();
    actions.push(Action::SelectAll(keys));
}

/// What can be done with the selected rows, where the right button was pressed.
fn menu(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(at) = state.menu else { return };
    let id = egui::Id::unique("menu of the selected rows");
    let is_person = matches!(cx.selected(), Some(Key::Principal(_)));
    let mut is_open = true;
    Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClick)
        .open_bool(&mut is_open)
        .width(240.0)
        .show(|ui| {
            ui.set_max_width(240.0);
            if is_person {
                menu_item(ui, cx.session, Command::MoveUnder, actions);
                if copy_item(ui).clicked() {
                    super::bulk::copy_rows(ui, cx, actions);
                }
            }
            menu_item(ui, cx.session, Command::Remove, actions);
        });
    if !is_open {
        state.menu = None;
    }
}

fn copy_item(ui: &mut Ui) -> egui::Response {
    let t = theme::tokens(ui);
    let icon = egui::RichText::new(icons::CONTENT_COPY.sign())
        .font(icons::font(16.0))
        .color(t.text2);
    let words = egui::RichText::new("Copy rows").color(t.text);
    let button = egui::Button::new((icon, words))
        .shortcut_text(egui::RichText::new("Ctrl C").color(t.text3))
        .frame_when_inactive(false)
        .min_size(egui::vec2(ui.available_width(), theme::size::BUTTON));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MenuItem, true, "Copy rows"));
    response
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
