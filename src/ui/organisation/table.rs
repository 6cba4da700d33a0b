//! Draws the tables of the organisation: rows that are selected, cells that are edited in place.

mod block;
mod cells;
mod editor;
mod menu;
mod order;

use egui::{Modifiers, Pos2, Rect, Ui};

use super::sheet;
use crate::model::Key;
use crate::session::cells::Of;
use crate::session::{Action, Actions, Background};
use crate::ui::checks::words::thousands;
use crate::ui::widgets::{
    CellAction, Column, Popover, Sort, Table, TableAction, label, typed, waiting,
};
use crate::ui::{Context, icons, kind_of, theme};

use cells::Cells;
use order::{Folded, Made, Order, OrderOf, SheetOf, Shown};

/// What the tables keep for themselves.
#[derive(Debug, Default)]
pub struct State {
    sheets: Background<SheetOf, Made>,
    orders: Background<OrderOf, Order>,
    of: Option<Of>,
    sort: Option<(usize, bool)>,
    /// Grows when a head is clicked: only then rows change their places.
    n_sorts: u64,
    shown: Option<Key>,
    /// Where a range begins: the row selected last without Shift.
    anchor: Option<Key>,
    cells: Cells,
    block: block::State,
    /// Where the menu of the selected rows stands.
    menu: Option<Pos2>,
    /// How many rows are shown, of how many.
    count: (usize, usize),
    folded: Folded,
    /// A row that was grabbed on this frame.
    grabbed: Option<Key>,
    /// The row under the pointer, and where it stands.
    pointed: Option<(Key, Rect)>,
    /// The row something would be dropped on, and whether it may be.
    target: Option<(Key, bool)>,
    /// The next row that is selected is new: its name is typed at once.
    names_next: bool,
    lit: Option<Key>,
    wish: Option<Wish>,
    /// Where the table stands.
    body: Option<Rect>,
}

/// What the menu of a row leads to outside the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Put the selected people into a team.
    Team,
    /// Put a label below another.
    MoveLabel(crate::model::LabelId),
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

    /// The row that was grabbed on this frame.
    pub fn take_grabbed(&mut self) -> Option<Key> {
        self.grabbed.take()
    }

    /// The row under the pointer, and where it stands.
    pub fn pointed(&self) -> Option<&(Key, Rect)> {
        self.pointed.as_ref()
    }

    /// True if a place is in the table but on no row.
    pub fn is_empty_place(&self, at: Option<Pos2>) -> bool {
        let is_inside = at.is_some_and(|at| self.body.is_some_and(|body| body.contains(at)));
        is_inside && self.pointed.is_none()
    }

    /// A row that is shown beside, and looks selected.
    pub fn light(&mut self, row: Option<Key>) {
        self.lit = row;
    }

    /// What the menu asked for that is not the table’s own.
    pub fn take_wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    /// Marks the row something would be dropped on, and whether it may be.
    pub fn mark(&mut self, target: Option<(Key, bool)>) {
        self.target = target;
    }

    /// The next row that is selected is new: its name is typed at once.
    pub fn name_next(&mut self) {
        self.names_next = true;
    }

    /// True while something is typed into a cell or a block waits to be pasted.
    pub fn is_busy(&self) -> bool {
        self.cells.editing.is_some() || self.block.is_open()
    }
}

impl State {
    fn fold(&mut self, key: Key) {
        let folded = std::sync::Arc::make_mut(&mut self.folded);
        if !folded.remove(&key) {
            folded.insert(key);
        }
        self.n_sorts += 1;
    }
}

/// The name of a table, as it is read aloud.
fn name_of(of: &Of) -> &'static str {
    match of {
        Of::People => "People",
        Of::Items(_) => "Items",
        Of::Teams => "Teams",
        Of::Labels => "Labels",
    }
}

/// Draws the table of some records. `empty` is drawn where there are none.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    filter: &str,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(shown) = state.prepare(ui, cx, of, filter) else {
        waiting(ui, "Putting the rows together");
        return;
    };
    if shown.sheet.rows.is_empty() {
        menu::empty(ui, cx, of, actions);
        return;
    }
    let t = theme::tokens(ui);
    ui.painter()
        .rect_filled(ui.available_rect_before_wrap(), 0.0, t.panel);
    if let Some(key) = cx.selected().filter(|key| shown.place(key).is_some())
        && Some(key) != state.shown.as_ref()
        && state.cells.editing.is_none()
    {
        state.cells.follow(key);
        if std::mem::take(&mut state.names_next) {
            state.cells.go(key.clone(), 0, false);
            let edit = CellAction::Edit { fresh: false };
            answer_cells(ui, edit, cx, state, &shown, actions);
        }
    }
    let cursor = state.cells.cursor(&shown);
    let focus = Table::focus_id(ui, name_of(of));
    let (asked, edited, anchor) = rows(ui, cx, state, &shown);
    state.shown = cx.selected().cloned();
    if let Some(asked) = edited {
        let place = (&*ui, cx, &shown);
        leave(place, state, asked, focus, actions);
    } else {
        refusal(ui, state, anchor);
    }
    all(ui, cx, state, &shown, actions);
    menu::show(ui, cx, state, &shown, actions);
    block::clipboard(ui, cx, state, &shown, focus, actions);
    block::show(ui, cx, &mut state.block, of, actions);
    if let Some(asked) = asked {
        answer(ui, asked, cx, state, &shown, actions);
    }
    let is_here = ui.memory(|memory| memory.has_focus(focus));
    let is_one_row = cx.session.selection().len() < 2;
    if is_here && is_one_row && cursor.is_some_and(|at| at.column > 0) {
        // Delete clears the cell; on a name, and with several rows, it removes records.
        crate::ui::keys::claim_delete(ui.ctx());
    }
}

/// The rows with the control of the cell that is edited: what was asked, and where the cell is
/// that something has to be said about.
fn rows(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    shown: &Shown,
) -> (Option<TableAction>, Option<editor::Asked>, Option<Rect>) {
    let t = theme::tokens(ui);
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
    let selected = cx.selected().and_then(|key| shown.place(key));
    let goto = selected.filter(|_| cx.selected() != state.shown.as_ref());
    let lit = state.lit.clone();
    let is_selected = |nth: usize| {
        let row = shown.row(nth);
        row.is_some_and(|row| cx.is_selected(&row.key) || lit.as_ref() == Some(&row.key))
    };
    let name = |nth: usize| {
        shown
            .key(nth)
            .map_or(String::new(), |key| cx.model.title(&key))
    };
    let sort = state
        .sort
        .map(|(column, down)| (column, if down { Sort::Down } else { Sort::Up }));
    let (mut edited, mut anchor) = (None, None);
    let cursor = state.cells.cursor(shown);
    let grabs = matches!(shown.of, Of::Labels | Of::Teams);
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let body = ui.available_rect_before_wrap();
    let pointer = pointer.filter(|at| body.contains(*at));
    let (mut pointed, mut fold) = (None, None);
    let State {
        cells,
        target,
        folded,
        ..
    } = state;
    let Cells {
        editing, refused, ..
    } = cells;
    let asked = Table::new(name_of(&shown.of), &columns, shown.len(), &name)
        .sort(sort)
        .cursor(selected)
        .cells(cursor)
        .grabs(grabs)
        .selected(&is_selected)
        .goto(goto)
        .show(ui, |cell| {
            let (Some(row), Some(column)) = (shown.row(cell.row), sheet.columns.get(cell.column))
            else {
                return;
            };
            if cell.column == 0 {
                let across = Rect::from_x_y_ranges(body.x_range(), cell.rect.y_range());
                if pointer.is_some_and(|at| across.contains(at)) {
                    pointed = Some((row.key.clone(), across));
                }
                if let Some((_, may)) = target.as_ref().filter(|(key, _)| *key == row.key) {
                    let ink = if *may { t.accent } else { t.refused };
                    let edge = egui::Stroke::new(2.0, ink);
                    let painter = cell.ui.painter();
                    crate::ui::paint::dashed_rect(
                        painter,
                        across,
                        0.0,
                        edge,
                        crate::ui::paint::DROP,
                    );
                }
            }
            let here = |key: &Key, nth: usize| *key == row.key && nth == cell.column;
            if let Some(open) = editing.as_mut().filter(|open| here(&open.key, open.column)) {
                anchor = open.problem.is_some().then_some(cell.rect);
                let name = editor_name(cx, column, &row.key);
                edited = editor::show(cell, cx, open, &name);
                return;
            }
            if refused
                .as_ref()
                .is_some_and(|one| here(&one.key, one.column))
            {
                anchor = Some(cell.rect);
                cell.refused();
            }
            if cell.column == 0 {
                cell.rect.min.x += row.depth as f32 * 16.0;
                if shown.of == Of::Labels {
                    if let Some(open) = shown.fold(cell.row, folded)
                        && fold_sign(cell, open, &cx.model.title(&row.key))
                    {
                        fold = Some(row.key.clone());
                    }
                    cell.rect.min.x += 18.0;
                }
                let kind = kind_of(cx.model, &row.key);
                let icon = match row.key {
                    Key::Label(_) => icons::SELL,
                    _ => kind.icon(),
                };
                cell.icon(icon, kind.color(t));
            }
            // Of the facts as they are: the sheet may come after them.
            let text = match (&column.cell, cx.model.record(&row.key)) {
                (Some(column), Some(record)) => sheet::shown(cx.model, column, &record),
                (None, Some(_)) => row.cells.get(cell.column).cloned().unwrap_or_default(),
                (_, None) => String::new(),
            };
            match cell.column {
                0 => cell.name(&text),
                _ if column.cell.is_none() && column.is_number => {
                    cell.number((!text.is_empty() && text != "0").then_some(&text));
                }
                _ if column.is_number => cell.number((!text.is_empty()).then_some(&text)),
                _ => cell.text(&text),
            }
        });
    state.pointed = pointed;
    state.body = Some(body);
    if let Some(key) = fold {
        state.fold(key);
    }
    (asked, edited, anchor)
}

/// The sign that folds; true if it was clicked.
fn fold_sign(cell: &mut crate::ui::widgets::Cell<'_>, open: bool, name: &str) -> bool {
    let t = theme::tokens(cell.ui);
    let (icon, verb) = match open {
        true => (icons::EXPAND_MORE, "Fold"),
        false => (icons::CHEVRON_RIGHT, "Unfold"),
    };
    let at = egui::pos2(cell.rect.left() + 16.0, cell.rect.center().y);
    let place = Rect::from_center_size(at, egui::vec2(20.0, cell.rect.height()));
    let id = cell.ui.scope_id().with(("fold", name, cell.row));
    let response = cell.ui.interact(place, id, egui::Sense::CLICK);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{verb} {name}"))
    });
    icons::paint(&cell.painter(), icon, at, 16.0, t.text2);
    response.clicked()
}

/// What the control of a cell is called: "Site of Ann Lee".
fn editor_name(cx: &Context<'_>, column: &sheet::SheetColumn, key: &Key) -> String {
    format!("{} of {}", column.title, cx.model.title(key))
}

/// What the control of a cell asked for.
fn leave(
    (ui, cx, shown): (&Ui, &Context<'_>, &Shown),
    state: &mut State,
    asked: editor::Asked,
    focus: egui::Id,
    actions: &mut Actions,
) {
    match asked {
        editor::Asked::GiveUp => state.cells.editing = None,
        editor::Asked::Commit(typed, leave) => {
            let Some((key, column)) = state
                .cells
                .editing
                .as_ref()
                .map(|open| (open.key.clone(), open.column))
            else {
                return;
            };
            if !state.cells.commit(cx, &shown.of, typed, actions) {
                if let Some(open) = &mut state.cells.editing {
                    // It stays open until it fits or is given up.
                    open.first = true;
                }
                ui.ctx().request_repaint();
                return;
            }
            let row = shown.place(&key).unwrap_or(0);
            let size = (shown.len(), shown.sheet.columns.len());
            let (to, column) = leave.to(row, column, size.0, size.1);
            if leave != cells::Leave::Stay
                && let Some(key) = shown.key(to)
            {
                state.cells.go(key.clone(), column, false);
                if to != row {
                    actions.select(key);
                }
            }
        }
    }
    ui.memory_mut(|memory| memory.request_focus(focus));
}

/// Why something is not accepted, beside its cell.
fn refusal(ui: &Ui, state: &mut State, anchor: Option<Rect>) {
    let open = state.cells.editing.as_ref();
    let why = match (open, &state.cells.refused) {
        (Some(open), _) => open.problem.clone(),
        (None, Some(refused)) => Some(refused.why.clone()),
        _ => None,
    };
    let (Some(why), Some(anchor)) = (why, anchor) else {
        return;
    };
    let t = theme::tokens(ui);
    let is_open = open.is_some();
    let (_, close) = Popover::new("Not accepted", anchor)
        .width(320.0)
        .refused()
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            super::preview::impossible(ui, &why);
            if is_open {
                let words = "Type something else, or press Esc to leave it as it was";
                label(
                    ui,
                    words,
                    theme::Type::Small,
                    theme::Weight::Regular,
                    t.text3,
                );
            }
        });
    if close && !is_open {
        state.cells.refused = None;
    }
}

fn answer(
    ui: &Ui,
    asked: TableAction,
    cx: &Context<'_>,
    state: &mut State,
    shown: &Shown,
    actions: &mut Actions,
) {
    let selected = cx.selected().and_then(|key| shown.place(key));
    match asked {
        TableAction::Sort(column) => {
            state.n_sorts += 1;
            state.sort = match state.sort {
                Some((now, false)) if now == column => Some((column, true)),
                Some((now, true)) if now == column => None,
                _ => Some((column, false)),
            };
        }
        TableAction::Select(row, held) if held.shift => {
            let anchor = state.anchor.as_ref().and_then(|key| shown.place(key));
            let from = anchor.or(selected).unwrap_or(row);
            let range = if from <= row { from..=row } else { row..=from };
            let mut keys: Vec<Key> = range.filter_map(|nth| shown.key(nth)).collect();
            if from > row {
                keys.reverse();
            }
            actions.push(Action::SelectAll(keys));
        }
        TableAction::Select(row, held) => {
            if let Some(key) = shown.key(row) {
                state.anchor = Some(key.clone());
                actions.push(if held.command {
                    Action::Toggle(key)
                } else {
                    Action::Select(Some(key))
                });
            }
        }
        TableAction::Open(row, column) => {
            if let (Some(key), Some(column)) = (shown.key(row), column) {
                state.cells.go(key, column, false);
                answer_cells(
                    ui,
                    CellAction::Edit { fresh: false },
                    cx,
                    state,
                    shown,
                    actions,
                );
            }
        }
        TableAction::Menu(row, at) => {
            state.menu = Some(at);
            if let Some(key) = shown.key(row)
                && !cx.is_selected(&key)
            {
                actions.select(key);
            }
        }
        TableAction::Cells(asked) => answer_cells(ui, asked, cx, state, shown, actions),
    }
}

fn answer_cells(
    ui: &Ui,
    asked: CellAction,
    cx: &Context<'_>,
    state: &mut State,
    shown: &Shown,
    actions: &mut Actions,
) {
    match asked {
        CellAction::Go {
            row,
            column,
            extend,
        } => {
            let Some(key) = shown.key(row) else { return };
            // What stands open in another cell is left as if by Tab; it may be refused.
            if state.cells.editing.is_some() {
                return;
            }
            state.cells.go(key.clone(), column, extend);
            let is_alone = cx.session.selection().len() == 1 && cx.is_selected(&key);
            if !extend {
                state.anchor = Some(key.clone());
            }
            if !is_alone && !extend {
                actions.select(key);
            }
        }
        CellAction::Edit { fresh } => {
            if let Some(cursor) = state.cells.cursor(shown) {
                let typed = if fresh { typed(ui) } else { None };
                state.cells.edit(cx.model, shown, cursor, typed);
                let column = shown.sheet.columns.get(cursor.column);
                if let (Some(open), Some(column)) = (&state.cells.editing, column) {
                    editor::focus(ui, open, &editor_name(cx, column, &open.key));
                }
                ui.ctx().request_repaint();
            }
        }
        CellAction::Clear => block::clear(cx, state, shown, actions),
        CellAction::Grab(row) => state.grabbed = shown.key(row),
        CellAction::Fold => {
            let cursor = state.cells.cursor(shown);
            let row = cursor.filter(|at| shown.fold(at.row, &state.folded).is_some());
            if let Some(key) = row.and_then(|at| shown.key(at.row)) {
                state.fold(key);
            }
        }
        CellAction::SelectRows => {
            if let Some(cursor) = state.cells.cursor(shown) {
                let keys = cursor.rows().filter_map(|nth| shown.key(nth));
                actions.push(Action::SelectAll(keys.collect()));
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
    let keys = shown.keys();
    state.anchor = keys.first().cloned();
    actions.push(Action::SelectAll(keys));
}
