//! A table of many rows: a head that sorts, rows of 30 of which only those in
//! view are drawn, one row under the keyboard, or one cell and a block around it.

use egui::containers::scroll_area::ScrollSource;
use egui::{
    EventFilter, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::Cell;
use super::table_keys::{self, CellCursor};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, size};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// What stands in the head.
    pub title: &'a str,
    /// Width in points; what is left over is shared by `grow`.
    pub width: f32,
    /// Share of what is left over; 0 keeps the width.
    pub grow: f32,
    /// Numbers stand at the right.
    pub right: bool,
    /// The head can be clicked to sort.
    pub sorts: bool,
}

impl<'a> Column<'a> {
    /// A column of text that sorts.
    pub const fn new(title: &'a str, width: f32) -> Self {
        Column {
            title,
            width,
            grow: 0.0,
            right: false,
            sorts: true,
        }
    }

    /// Takes a share of what is left over.
    pub const fn grow(self, grow: f32) -> Self {
        Column { grow, ..self }
    }

    /// Numbers.
    pub const fn number(self) -> Self {
        Column {
            right: true,
            ..self
        }
    }

    /// Does not sort.
    pub const fn fixed(self) -> Self {
        Column {
            sorts: false,
            ..self
        }
    }
}

/// What was asked of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TableAction {
    /// Sort by a column; the caller turns the direction when it is the same.
    Sort(usize),
    /// Select a row, with what was held down (Ctrl, Shift).
    Select(usize, Modifiers),
    /// Open a row: Enter or double click. Second is the column under the pointer.
    Open(usize, Option<usize>),
    /// Menu of a row: right click.
    Menu(usize, egui::Pos2),
    /// Something about cells, where they have the keyboard.
    Cells(CellAction),
}

/// What was asked of the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellAction {
    /// Put the keyboard on a cell; `extend` keeps the other corner of the block.
    Go {
        /// Which row.
        row: usize,
        /// Which column.
        column: usize,
        /// A block grows to it.
        extend: bool,
    },
    /// Edit the cell under the keyboard; `fresh` if what was typed replaces what it says.
    Edit {
        /// It begins with what was typed on this frame.
        fresh: bool,
    },
    /// Clear every cell of the block.
    Clear,
    /// Select the rows of the block.
    SelectRows,
    /// A row is dragged away, where rows can be.
    Grab(usize),
    /// Fold or unfold the row under the keyboard.
    Fold,
}

/// A table.
#[derive(Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct Table<'a> {
    pub(super) name: &'a str,
    pub(super) columns: &'a [Column<'a>],
    rows: usize,
    pub(super) sort: Option<(usize, Sort)>,
    cursor: Option<usize>,
    selected: &'a dyn Fn(usize) -> bool,
    label: &'a dyn Fn(usize) -> String,
    goto: Option<usize>,
    /// Cells have the keyboard, not rows; none while no cell was chosen.
    pub(super) cells: Option<Option<CellCursor>>,
    /// Dragging takes a row along instead of marking cells.
    grabs: bool,
}

impl<'a> Table<'a> {
    /// A table with a name that is read aloud. `label` names a row the same way.
    pub fn new(
        name: &'a str,
        columns: &'a [Column<'a>],
        rows: usize,
        label: &'a dyn Fn(usize) -> String,
    ) -> Self {
        Table {
            name,
            columns,
            rows,
            sort: None,
            cursor: None,
            selected: &|_| false,
            label,
            goto: None,
            cells: None,
            grabs: false,
        }
    }

    /// Dragging takes a row along instead of marking cells.
    pub fn grabs(self, grabs: bool) -> Self {
        Table { grabs, ..self }
    }

    /// What has the keyboard while the table of a name, shown in this ui, has it.
    pub fn focus_id(ui: &Ui, name: &str) -> egui::Id {
        ui.make_persistent_id(("table", name))
    }

    /// Gives the keyboard to cells: where it is, and the block around it.
    pub fn cells(self, cursor: Option<CellCursor>) -> Self {
        Table {
            cells: Some(cursor),
            ..self
        }
    }

    /// The column it is sorted by.
    pub fn sort(self, sort: Option<(usize, Sort)>) -> Self {
        Table { sort, ..self }
    }

    /// The row under the keyboard, mostly the one selected last.
    pub fn cursor(self, cursor: Option<usize>) -> Self {
        Table { cursor, ..self }
    }

    /// Which rows are selected.
    pub fn selected(self, selected: &'a dyn Fn(usize) -> bool) -> Self {
        Table { selected, ..self }
    }

    /// Brings a row into view on this frame.
    pub fn goto(self, row: Option<usize>) -> Self {
        Table { goto: row, ..self }
    }

    /// Draws it over all the room there is; `cell` draws one cell.
    pub fn show(self, ui: &mut Ui, mut cell: impl FnMut(&mut Cell<'_>)) -> Option<TableAction> {
        let t = theme::tokens(ui);
        let full = ui.available_rect_before_wrap();
        let id = Table::focus_id(ui, self.name);
        let mut child = ui.new_child(UiBuilder::new().id_salt(self.name).max_rect(full));
        ui.allocate_rect(full, Sense::hover());
        let ui = &mut child;
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let widths = self.widths(full.width());
        let total: f32 = widths.iter().sum();
        let head = Rect::from_min_size(full.min, vec2(full.width(), size::TABLE_HEAD));
        let body = Rect::from_min_max(pos2(full.left(), head.bottom()), full.max);
        let focus = ui.interact(body, id, Sense::focusable_noninteractive());
        focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.name));
        let mut action = self.keys(ui, &focus, body.height());
        let (goto, column) = match action {
            Some(TableAction::Select(row, _)) => (Some(row), None),
            Some(TableAction::Cells(CellAction::Go { row, column, .. })) => {
                (Some(row), Some(column))
            }
            _ => (self.goto, None),
        };
        let mut inner = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(body));
        let mut scroll = ScrollArea::both()
            .id_salt(self.name)
            // Dragging in a table marks cells; it never pushes the rows about.
            .scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL)
            .auto_shrink([false, false]);
        let at: egui::Vec2 = inner
            .data(|data| data.get_temp(id.with("offset")))
            .unwrap_or_default();
        if let Some(offset) = goto.and_then(|row| row_offset(row, at.y, body.height())) {
            scroll = scroll.vertical_scroll_offset(offset);
        }
        if let Some(offset) = column.and_then(|nth| column_offset(&widths, nth, at.x, body.width()))
        {
            scroll = scroll.horizontal_scroll_offset(offset);
        }
        let out = scroll.show_rows(&mut inner, size::ROW, self.rows, |ui, range| {
            ui.set_width(total.max(full.width()));
            for row in range {
                if let Some(asked) = self.row(ui, row, &widths, &focus, &mut cell) {
                    action = Some(asked);
                }
            }
        });
        let key = id.with("offset");
        inner.data_mut(|data| data.insert_temp(key, out.state.clamped_offset()));
        if let Some(asked) = self.dragged(&inner, body, &widths, out.state.clamped_offset()) {
            action = Some(asked);
        }
        let head_action = self.head(ui, head, &widths, out.state.clamped_offset().x, t);
        let is_nowhere = match self.cells {
            Some(cursor) => cursor.is_none(),
            None => self.cursor.is_none(),
        };
        if focus.has_focus() && is_nowhere {
            paint::focus_outline(ui.painter(), body, 0.0, Ring::Inside, t);
        }
        let keeps_focus = matches!(
            action,
            Some(TableAction::Sort(_) | TableAction::Cells(CellAction::Edit { .. }))
        );
        if action.is_some() && !keeps_focus {
            focus.request_focus();
        }
        head_action.or(action)
    }

    fn widths(&self, room: f32) -> Vec<f32> {
        let fixed: f32 = self.columns.iter().map(|column| column.width).sum();
        let shares: f32 = self.columns.iter().map(|column| column.grow).sum();
        let left = (room - fixed).max(0.0);
        let share = |grow: f32| {
            if shares > 0.0 {
                left * grow / shares
            } else {
                0.0
            }
        };
        self.columns
            .iter()
            .map(|column| (column.width + share(column.grow)).floor())
            .collect()
    }

    /// The block grows to the cell under the pointer while a button is held on cells.
    fn dragged(
        &self,
        ui: &Ui,
        body: Rect,
        widths: &[f32],
        offset: egui::Vec2,
    ) -> Option<TableAction> {
        let cursor = self.cells??;
        let began: bool = ui.data(|data| data.get_temp(self.drag_id()))?;
        let pointer = ui.input(|input| input.pointer.clone());
        if !began || !pointer.primary_down() {
            ui.data_mut(|data| data.remove::<bool>(self.drag_id()));
            return None;
        }
        let at = pointer.latest_pos()? - body.min.to_vec2() + offset;
        let row = (at.y / size::ROW).max(0.0) as usize;
        let row = row.min(self.rows.saturating_sub(1));
        let row_rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(at.x, size::ROW));
        let column = column_under(&self.places(row_rect, widths, offset.x), at.x);
        let is_moved = (row, column) != (cursor.row, cursor.column);
        is_moved.then_some(TableAction::Cells(CellAction::Go {
            row,
            column,
            extend: true,
        }))
    }

    /// Where the cells of a row stand. Where cells have the keyboard, the first column stays in
    /// sight.
    pub(super) fn places(&self, row: Rect, widths: &[f32], seen_from: f32) -> Vec<Rect> {
        let mut x = row.left();
        let mut places: Vec<Rect> = Vec::with_capacity(widths.len());
        for width in widths {
            let size = vec2(*width, row.height());
            places.push(Rect::from_min_size(pos2(x, row.top()), size));
            x += width;
        }
        if self.cells.is_some()
            && let Some(first) = places.first_mut()
        {
            *first = first.translate(vec2((seen_from - row.left()).max(0.0), 0.0));
        }
        places
    }

    fn drag_id(&self) -> egui::Id {
        egui::Id::unique(("cells are dragged in", self.name))
    }

    fn keys(&self, ui: &Ui, focus: &Response, height: f32) -> Option<TableAction> {
        if !focus.has_focus() || self.rows == 0 {
            return None;
        }
        let page = ((height / size::ROW) as usize).max(2) - 1;
        if let Some(cursor) = self.cells {
            let columns = self.columns.len();
            let asked = table_keys::read(ui, focus, cursor, self.rows, columns, page);
            return asked.map(TableAction::Cells);
        }
        let filter = EventFilter {
            vertical_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
        let last = self.rows - 1;
        let at = self.cursor;
        ui.input(|input| {
            let step = |key: Key| input.key_pressed(key);
            let to = if step(Key::ArrowDown) {
                at.map_or(0, |row| row + 1)
            } else if step(Key::ArrowUp) {
                at.map_or(last, |row| row.saturating_sub(1))
            } else if step(Key::PageDown) {
                at.map_or(0, |row| row + page)
            } else if step(Key::PageUp) {
                at.map_or(0, |row| row.saturating_sub(page))
            } else if step(Key::Home) {
                0
            } else if step(Key::End) {
                last
            } else if step(Key::Enter) {
                return at.map(|row| TableAction::Open(row, None));
            } else {
                return None;
            };
            Some(TableAction::Select(to.min(last), input.modifiers))
        })
    }

    fn row(
        &self,
        ui: &mut Ui,
        row: usize,
        widths: &[f32],
        focus: &Response,
        cell: &mut impl FnMut(&mut Cell<'_>),
    ) -> Option<TableAction> {
        let t = theme::tokens(ui);
        let width = ui.available_width();
        // Clicks but no stop of the Tab key for each row: the table is one stop.
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
        let sense = if self.cells.is_some() {
            Sense::CLICK | Sense::DRAG
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, focus.id.with(row), sense);
        let selected = (self.selected)(row);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, (self.label)(row)));
        let painter = ui.painter();
        if selected {
            painter.rect_filled(rect, 0.0, t.selected);
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, t.hover);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, t.line),
        );
        let t_ground = match (selected, response.hovered()) {
            (true, _) => t.selected,
            (_, true) => t.hover,
            _ => t.panel,
        };
        let places = self.places(rect, widths, ui.clip_rect().left());
        let pointer = response.hover_pos();
        let pointed = pointer.map(|at| column_under(&places, at.x));
        // The first column comes last: it lies over the others when they are scrolled.
        for column in (1..places.len()).chain([0]) {
            let Some((place, about)) = places.get(column).zip(self.columns.get(column)) else {
                continue;
            };
            let place = *place;
            if column == 0 && place.left() > rect.left() {
                ui.painter().rect_filled(place, 0.0, t_ground);
                let line = Stroke::new(1.0, t.line);
                ui.painter()
                    .vline(place.right() - 0.5, place.y_range(), line);
                ui.painter()
                    .hline(place.x_range(), rect.bottom() - 0.5, line);
            }
            let right = about.right;
            let block = self.cells.flatten().filter(|at| at.holds(row, column));
            if let Some(block) = block {
                block.paint(ui, place, row, column, focus.has_focus());
            }
            cell(&mut Cell {
                ui,
                rect: place,
                row,
                column,
                selected,
                right,
            });
        }
        if self.cells.is_none() && focus.has_focus() && self.cursor == Some(row) {
            paint::focus_outline(ui.painter(), rect, 0.0, Ring::Inside, t);
        }
        if response.double_clicked() {
            return Some(TableAction::Open(row, pointed));
        }
        if response.secondary_clicked() {
            return response
                .interact_pointer_pos()
                .map(|at| TableAction::Menu(row, at));
        }
        let held = ui.input(|input| input.modifiers);
        let is_plain = !held.shift && !held.command;
        if self.grabs && response.drag_started() {
            return Some(TableAction::Cells(CellAction::Grab(row)));
        }
        if self.cells.is_some() && is_plain && (response.drag_started() || response.clicked()) {
            // Where the button went down: by now the pointer may be over another cell.
            let from = ui.input(|input| input.pointer.press_origin());
            let from = from.filter(|_| response.drag_started());
            let column = match from.or(response.interact_pointer_pos()) {
                Some(at) => column_under(&places, at.x),
                None => pointed.unwrap_or(0),
            };
            if response.drag_started() {
                ui.data_mut(|data| data.insert_temp(self.drag_id(), true));
            }
            return Some(TableAction::Cells(CellAction::Go {
                row,
                column,
                extend: false,
            }));
        }
        response.clicked().then_some(TableAction::Select(row, held))
    }
}

/// Where to scroll so that a row is in view; nothing if it is already.
fn row_offset(row: usize, offset: f32, height: f32) -> Option<f32> {
    let (top, bottom) = (row as f32 * size::ROW, (row + 1) as f32 * size::ROW);
    into_view(top, bottom, offset, height)
}

/// The same for a column, the first of which is always in sight.
fn column_offset(widths: &[f32], column: usize, offset: f32, width: f32) -> Option<f32> {
    let first = *widths.first().filter(|_| column > 0)?;
    let left: f32 = widths.iter().skip(1).take(column - 1).sum();
    let right = left + widths.get(column)?;
    into_view(left, right, offset, width - first)
}

/// The column at a place; the first lies over the others.
fn column_under(places: &[Rect], x: f32) -> usize {
    let found = places
        .iter()
        .position(|place| x < place.right() && x >= place.left());
    found.unwrap_or(places.len().saturating_sub(1))
}

fn into_view(from: f32, to: f32, offset: f32, room: f32) -> Option<f32> {
    if from < offset {
        Some(from)
    } else if to > offset + room {
        Some((to - room).max(0.0))
    } else {
        None
    }
}
