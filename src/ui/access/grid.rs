//! The grid: permissions down, roles or custom sets across. Only the rows and columns in view are
//! drawn; the tree and the heads stay while the cells scroll.

use egui::{
    EventFilter, Key as Press, Painter, Rect, Response, Role as Part, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::model::{Key, PermissionId};
use crate::session::Actions;
use crate::session::edits::grants::{self, Bearer};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type, size};
use crate::ui::widgets::{
    CellData, CellState, TextField, TreeAction, TreeRow, paint_cell, tree_row,
};
use crate::ui::{Context, icons};

use super::rows::{Cell, Grid, RowOf};
use super::{Asked, Menu, State, ask};

const HEAD: f32 = 62.0;
const MODULE: f32 = 28.0;

/// Where things lie on this frame.
struct Frame {
    full: Rect,
    tree: f32,
    /// Width of a column.
    column: f32,
    /// Rows in view, with their tops; one more top than rows.
    shown: Vec<usize>,
    tops: Vec<f32>,
}

impl Frame {
    fn new(full: Rect, grid: &Grid, shown: Vec<usize>) -> Frame {
        // A small window still shows five roles.
        let (tree, column) = match full.width() {
            width if width < 760.0 => (200.0, 112.0),
            width if width < 1010.0 => (240.0, ((width - 240.0) / 5.0).floor()),
            _ => (284.0, size::GRID_COLUMN),
        };
        let column = column.clamp(112.0, size::GRID_COLUMN);
        let mut tops = vec![0.0];
        let mut y = 0.0;
        for row in &shown {
            let is_module = grid
                .rows
                .get(*row)
                .is_some_and(|row| matches!(row.of, RowOf::Module(_)));
            y += if is_module { MODULE } else { size::ROW };
            tops.push(y);
        }
        Frame {
            full,
            tree,
            column,
            shown,
            tops,
        }
    }

    fn head(&self) -> Rect {
        Rect::from_min_size(self.full.min, vec2(self.full.width(), HEAD))
    }

    fn body(&self) -> Rect {
        Rect::from_min_max(
            pos2(self.full.left(), self.full.top() + HEAD),
            self.full.max,
        )
    }

    fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Place of a row of the list, from the top of the content.
    fn span(&self, nth: usize) -> (f32, f32) {
        let top = self.tops.get(nth).copied().unwrap_or(0.0);
        (top, self.tops.get(nth + 1).copied().unwrap_or(top))
    }

    fn first_in(&self, from: f32) -> usize {
        self.tops
            .partition_point(|top| *top <= from)
            .saturating_sub(1)
    }
}

/// Draws the grid over the room there is.
pub fn show(ui: &mut Ui, cx: &Context<'_>, grid: &Grid, state: &mut State, actions: &mut Actions) {
    let full = ui.available_rect_before_wrap();
    ui.allocate_rect(full, Sense::hover());
    let frame = Frame::new(full, grid, state.shown(grid));
    let id = ui.make_persistent_id("role grid");
    let body = frame.body();
    let focus = ui.interact(body, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Part::Table, true, "Permissions by role"));
    keys(ui, cx, grid, &frame, &focus, state, actions);
    let mut anchor = None;
    let mut inner = ui.new_child(UiBuilder::new().id_salt("cells").max_rect(body));
    inner.spacing_mut().item_spacing = egui::Vec2::ZERO;
    let out = ScrollArea::both()
        .id_salt("grid")
        .auto_shrink([false, false])
        .show_viewport(&mut inner, |ui, viewport| {
            let width = frame.tree + grid.columns.len() as f32 * frame.column;
            let content = vec2(width.max(body.width()), frame.height());
            let (rect, _) = ui.allocate_exact_size(content, Sense::hover());
            let mut draw = Draw {
                cx,
                grid,
                frame: &frame,
                origin: rect.min,
                cells: Rect::from_min_max(pos2(body.left() + frame.tree, body.top()), body.max)
                    .intersect(ui.clip_rect()),
                focus: &focus,
            };
            anchor = draw.cells(ui, viewport, state, actions);
            draw.tree(ui, viewport, state, actions);
            if std::mem::take(&mut state.goto) {
                draw.go_to_cursor(ui, state);
            }
        });
    heads(
        ui,
        cx,
        grid,
        &frame,
        out.state.clamped_offset().x,
        state,
        actions,
    );
    super::menu::show(ui, cx, grid, state, anchor, actions);
}

struct Draw<'a> {
    cx: &'a Context<'a>,
    grid: &'a Grid,
    frame: &'a Frame,
    /// Top left of the content.
    origin: egui::Pos2,
    /// Where cells may be seen: right of the tree.
    cells: Rect,
    focus: &'a Response,
}

impl Draw<'_> {
    fn rect(&self, column: usize, nth: usize) -> Rect {
        let (top, bottom) = self.frame.span(nth);
        let left = self.origin.x + self.frame.tree + column as f32 * self.frame.column;
        Rect::from_min_max(
            pos2(left, self.origin.y + top),
            pos2(left + self.frame.column, self.origin.y + bottom),
        )
    }

    fn rows_in(&self, viewport: Rect) -> std::ops::Range<usize> {
        let first = self.frame.first_in(viewport.top());
        let last = self.frame.first_in(viewport.bottom());
        first..(last + 1).min(self.frame.shown.len())
    }

    /// Draws the cells in view; gives back where the menu or the refusal belongs.
    fn cells(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        state: &mut State,
        actions: &mut Actions,
    ) -> Option<Rect> {
        let t = theme::tokens(ui);
        let painter = ui.painter().with_clip_rect(self.cells);
        let from = viewport.left() / self.frame.column;
        let first = from.max(0.0) as usize;
        let n = ((viewport.width() - self.frame.tree) / self.frame.column).ceil() as usize + 2;
        let last = (first + n).min(self.grid.columns.len());
        let mut anchor = None;
        for nth in self.rows_in(viewport) {
            let Some(row) = self.frame.shown.get(nth).copied() else {
                continue;
            };
            let Some(RowOf::Permission(permission)) = self.grid.rows.get(row).map(|row| &row.of)
            else {
                self.module_line(&painter, nth, t);
                continue;
            };
            for column in first..last {
                let rect = self.rect(column, nth);
                if state.is_anchor(self.grid, column, permission) {
                    anchor = Some(rect.intersect(self.cells));
                }
                self.cell(
                    ui,
                    &painter,
                    (column, row),
                    permission,
                    rect,
                    state,
                    actions,
                );
            }
        }
        // What lies right of the last column and below the last row.
        let end = self.rect(self.grid.columns.len(), 0).left();
        let rest = Rect::from_min_max(pos2(end, self.cells.top()), self.cells.max);
        if rest.width() > 0.0 {
            painter.rect_filled(rest, 0.0, t.canvas);
        }
        anchor
    }

    fn module_line(&self, painter: &Painter, nth: usize, t: &Tokens) {
        let (top, bottom) = self.frame.span(nth);
        let rect = Rect::from_min_max(
            pos2(self.cells.left(), self.origin.y + top),
            pos2(self.cells.right(), self.origin.y + bottom),
        );
        painter.rect_filled(rect, 0.0, t.inset);
        let line = Stroke::new(1.0, t.line);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    #[expect(clippy::too_many_arguments, reason = "one cell, drawn in a loop")]
    fn cell(
        &self,
        ui: &Ui,
        painter: &Painter,
        (column, row): (usize, usize),
        permission: &PermissionId,
        rect: Rect,
        state: &mut State,
        actions: &mut Actions,
    ) {
        let (Some(head), Some(cell)) = (self.grid.columns.get(column), self.grid.cell(column, row))
        else {
            return;
        };
        let seen = rect.intersect(self.cells);
        if seen.width() < 6.0 || seen.height() < 2.0 {
            return;
        }
        let id = self.focus.id.with((&head.bearer, permission));
        let response = ui.interact(seen, id, Sense::CLICK);
        let is_cursor = state.is_cursor(&head.bearer, permission);
        let name = self.grid.rows.get(row).map_or("", |row| row.name.as_str());
        response.widget_info(|| {
            let locked = if head.locked { ", locked" } else { "" };
            let words = format!("{}, {name}: {}{locked}", head.name, cell.words());
            WidgetInfo::selected(Part::Cell, !head.locked, is_cursor, words)
        });
        let mark = state.mark(self.cx, &head.bearer, permission);
        let asked = mark.as_ref().and_then(|mark| mark.asked.clone());
        let shown = Shown::of(cell, asked.as_ref(), mark.map(|mark| mark.state));
        let data = CellData {
            level: shown.sign,
            reach: shown.reach.map(|(sign, word)| (*sign, word.as_str())),
            number: &cell.number,
            state: shown.state,
            locked: head.locked || cell.outside,
            selected: is_cursor,
            changed: cell.changed,
            hovered: response.hovered(),
        };
        paint_cell(ui, painter, rect, &data);
        if is_cursor && self.focus.has_focus() {
            let t = theme::tokens(ui);
            paint::focus_outline(painter, rect, 0.0, Ring::Inside, t);
        }
        let clicked = response.clicked() || response.secondary_clicked();
        if clicked || response.double_clicked() {
            self.focus.request_focus();
            state.set_cursor(head.bearer.clone(), permission.clone());
            select(self.cx, &head.bearer, actions);
        }
        if response.double_clicked() || response.secondary_clicked() {
            state.menu = Some(Menu::at(head, permission));
        } else if response.clicked() {
            state.menu = None;
        }
        if !cell.level.is_empty() && state.menu.is_none() {
            response.on_hover_ui(|ui| {
                ui.label(format!("{}: {}", head.name, cell.words()));
            });
        }
    }

    /// The permissions, drawn over what has scrolled below them.
    fn tree(&self, ui: &mut Ui, viewport: Rect, state: &mut State, actions: &mut Actions) {
        let t = theme::tokens(ui);
        let body = self.frame.body();
        let left = Rect::from_min_size(body.min, vec2(self.frame.tree, body.height()));
        let left = left.intersect(ui.clip_rect());
        ui.painter()
            .with_clip_rect(left)
            .rect_filled(left, 0.0, t.canvas);
        for nth in self.rows_in(viewport) {
            let at = self.frame.shown.get(nth);
            let Some(row) = at.and_then(|at| self.grid.rows.get(*at)) else {
                continue;
            };
            let (top, bottom) = self.frame.span(nth);
            let rect = Rect::from_min_max(
                pos2(left.left(), self.origin.y + top),
                pos2(left.left() + self.frame.tree, self.origin.y + bottom),
            );
            let mut child = ui.new_child(UiBuilder::new().id_salt(&row.of).max_rect(rect));
            child.set_clip_rect(left);
            let key = row_key(&row.of);
            let tags = tags(row, self.frame.tree);
            let tags: Vec<_> = tags
                .iter()
                .map(|(icon, tag)| (*icon, tag.as_str()))
                .collect();
            let wanted = state.filter.trim().to_lowercase();
            let found = !wanted.is_empty() && row.fits(&wanted) && row.depth > 0;
            let shown = TreeRow {
                text: &row.name,
                depth: row.depth,
                open: row.folds.then(|| !state.folded.contains(&row.of)),
                module: matches!(row.of, RowOf::Module(_)),
                selected: found || self.cx.selected() == Some(&key),
                tags: &tags,
            };
            match tree_row(&mut child, &shown).1 {
                Some(TreeAction::Toggle) => state.toggle(&row.of),
                Some(TreeAction::Select) => {
                    state.menu = None;
                    if let RowOf::Permission(id) = &row.of {
                        state.set_cursor_row(self.grid, id.clone());
                    }
                    actions.select(key);
                }
                None => {}
            }
        }
        let line = Stroke::new(1.0, t.line);
        ui.painter().with_clip_rect(body).vline(
            left.left() + self.frame.tree - 0.5,
            left.y_range(),
            line,
        );
    }

    fn go_to_cursor(&self, ui: &Ui, state: &State) {
        let of = |bearer: &Bearer| self.grid.columns.iter().position(|c| c.bearer == *bearer);
        let Some((bearer, permission)) = &state.cursor else {
            // Nothing is under the keyboard: a role chosen elsewhere comes into view.
            let chosen = self.cx.selected().and_then(Bearer::of_key);
            if let Some(column) = chosen.as_ref().and_then(of) {
                let mut rect = self.rect(column, 0);
                rect.min.x -= self.frame.tree;
                let seen = ui.clip_rect().center().y;
                let line = Rect::from_x_y_ranges(rect.x_range(), seen..=seen);
                ui.scroll_to_rect(line, None);
            }
            return;
        };
        let row = self.grid.row_of(permission);
        let nth = row.and_then(|row| self.frame.shown.iter().position(|one| *one == row));
        if let (Some(column), Some(nth)) = (of(bearer), nth) {
            let mut rect = self.rect(column, nth);
            // The tree lies over the left of the cells.
            rect.min.x -= self.frame.tree;
            ui.scroll_to_rect(rect, None);
        }
    }
}

/// What a cell shows: what holds, or what was asked for and refused.
struct Shown<'a> {
    sign: crate::ui::glyphs::LevelSign,
    reach: Option<&'a (crate::ui::glyphs::ReachSign, String)>,
    state: CellState,
}

impl<'a> Shown<'a> {
    fn of(cell: &'a Cell, asked: Option<&'a ask::AskedCell>, state: Option<CellState>) -> Self {
        match asked {
            Some(asked) => Shown {
                sign: asked.sign,
                reach: asked.reach.as_ref(),
                state: state.unwrap_or(cell.state),
            },
            None => Shown {
                sign: cell.sign,
                reach: cell.reach.as_ref(),
                state: state.unwrap_or(cell.state),
            },
        }
    }
}

fn row_key(of: &RowOf) -> Key {
    match of {
        RowOf::Module(id) => Key::Module(id.clone()),
        RowOf::Permission(id) => Key::Permission(id.clone()),
    }
}

/// The tags of a row that leave its name room: what it needs first, then what it is.
fn tags(row: &super::rows::Row, width: f32) -> Vec<(Option<icons::Icon>, String)> {
    const LETTER: f32 = 6.4;
    let long = |text: &str| text.chars().count() as f32 * LETTER;
    let mut room = width - row.depth as f32 * 16.0 - 44.0 - long(&row.name);
    let mut list = Vec::new();
    let mut add = |icon: Option<icons::Icon>, text: String| {
        let needed = long(&text) + if icon.is_some() { 36.0 } else { 12.0 };
        if room >= needed {
            room -= needed;
            list.push((icon, text));
        }
    };
    if row.needs > 0 {
        add(Some(icons::LINK), format!("needs {}", row.needs));
    }
    if row.sensitive {
        add(None, "sensitive".to_owned());
    }
    if row.yes_no {
        add(None, "yes / no".to_owned());
    }
    list.reverse();
    list
}

/// Selects the record of a column, unless it is selected already.
fn select(cx: &Context<'_>, bearer: &Bearer, actions: &mut Actions) {
    let key = bearer.key();
    if cx.selected() != Some(&key) {
        actions.select(key);
    }
}

/// The heads of the columns, and the corner with the filter.
fn heads(
    ui: &mut Ui,
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    offset: f32,
    state: &mut State,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let head = frame.head();
    let room = Rect::from_min_max(pos2(head.left() + frame.tree, head.top()), head.max);
    let room = room.intersect(ui.clip_rect());
    ui.painter().rect_filled(head, 0.0, t.panel);
    let painter = ui.painter().with_clip_rect(room);
    for (nth, column) in grid.columns.iter().enumerate() {
        let left = room.left() + nth as f32 * frame.column - offset;
        let rect = Rect::from_min_size(pos2(left, head.top()), vec2(frame.column, head.height()));
        let seen = rect.intersect(room);
        if seen.width() < 6.0 {
            continue;
        }
        let key = column.bearer.key();
        let id = ui.make_persistent_id(("column", &column.bearer));
        let response = ui.interact(seen, id, Sense::click());
        let is_selected = cx.is_selected(&key);
        response.widget_info(|| {
            let locked = if column.locked { ", locked" } else { "" };
            let words = format!("{}, {}{locked}", column.name, column.held);
            WidgetInfo::selected(Part::ColumnHeader, true, is_selected, words)
        });
        let ground = match (is_selected, response.hovered(), column.locked) {
            (true, ..) => t.selected,
            (_, true, _) => t.hover,
            (.., true) => t.locked,
            _ => t.panel,
        };
        painter.rect_filled(rect, 0.0, ground);
        painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, t.line));
        let lock = if column.locked { 24.0 } else { 0.0 };
        let width = frame.column - 18.0 - lock;
        let name = paint::line(ui, &column.name, Type::Small.semibold(), t.text, width);
        paint::left_center(
            &painter,
            pos2(rect.left() + 9.0, rect.top() + 17.0),
            name,
            t.text,
        );
        let held = paint::line(
            ui,
            &column.held,
            Type::Micro.regular(),
            t.text3,
            frame.column - 18.0,
        );
        paint::left_center(
            &painter,
            pos2(rect.left() + 9.0, rect.top() + 36.0),
            held,
            t.text3,
        );
        if column.locked {
            let at = pos2(rect.right() - 18.0, rect.top() + 17.0);
            icons::paint(&painter, icons::LOCK, at, 16.0, t.text2);
        }
        paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
        if response.clicked() {
            state.menu = None;
            actions.select(key);
        }
    }
    let line = Stroke::new(1.0, t.field);
    ui.painter()
        .hline(head.x_range(), head.bottom() - 0.5, line);
    corner(ui, grid, frame, state);
}

fn corner(ui: &mut Ui, grid: &Grid, frame: &Frame, state: &mut State) {
    let t = theme::tokens(ui);
    let head = frame.head();
    let rect = Rect::from_min_size(head.min, vec2(frame.tree, head.height()));
    let painter = ui.painter().with_clip_rect(rect);
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, t.line));
    let title = paint::line(ui, "Permission", Type::Small.semibold(), t.text, 120.0);
    let middle = rect.top() + 17.0;
    paint::left_center(&painter, pos2(rect.left() + 10.0, middle), title, t.text);
    let all = grid.n_permissions();
    let n = frame
        .shown
        .iter()
        .filter_map(|row| grid.rows.get(*row))
        .filter(|row| matches!(row.of, RowOf::Permission(_)))
        .count();
    let count = if n == all {
        all.to_string()
    } else {
        format!("{n} of {all}")
    };
    let count = paint::line(ui, &count, Type::Small.regular(), t.text3, 100.0);
    paint::right_center(&painter, pos2(rect.right() - 10.0, middle), count, t.text3);
    let place = Rect::from_min_size(
        pos2(rect.left() + 10.0, rect.top() + 30.0),
        vec2(frame.tree - 20.0, size::FIELD),
    );
    let mut child = ui.new_child(UiBuilder::new().id_salt("filter").max_rect(place));
    let filter = state.filter.clone();
    let field = TextField::bare("Filter permissions", &filter).icon(icons::FILTER_LIST);
    let shown = field.show(&mut child);
    if let Some(text) = shown.draft.or(shown.done) {
        state.filter = text;
    }
    if shown.entered {
        state.jump(grid);
    }
}

fn keys(
    ui: &Ui,
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    focus: &Response,
    state: &mut State,
    actions: &mut Actions,
) {
    if !focus.has_focus() || grid.columns.is_empty() {
        return;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    crate::ui::keys::claim_delete(ui);
    let pressed = ui.input(|input| {
        const KEYS: [Press; 14] = [
            Press::ArrowUp,
            Press::ArrowDown,
            Press::ArrowLeft,
            Press::ArrowRight,
            Press::Num1,
            Press::Num2,
            Press::Num3,
            Press::Num4,
            Press::Num5,
            Press::R,
            Press::Enter,
            Press::Space,
            Press::Delete,
            Press::Backspace,
        ];
        let plain = !input.modifiers.command && !input.modifiers.alt;
        KEYS.into_iter()
            .find(|key| plain && input.key_pressed(*key))
    });
    let Some(pressed) = pressed else { return };
    let (column, nth) = place_of(grid, frame, state);
    match pressed {
        Press::ArrowUp | Press::ArrowDown | Press::ArrowLeft | Press::ArrowRight => {
            let (column, nth) = moved(grid, frame, (column, nth), pressed, state.cursor.is_some());
            put_cursor(cx, grid, frame, (column, nth), state, actions);
            state.menu = None;
        }
        _ if state.cursor.is_none() => {}
        Press::R | Press::Enter | Press::Space => open_menu(grid, state),
        Press::Delete | Press::Backspace => set(cx, grid, state, 0, actions),
        Press::Num1 => set(cx, grid, state, 1, actions),
        Press::Num2 => set(cx, grid, state, 2, actions),
        Press::Num3 => set(cx, grid, state, 3, actions),
        Press::Num4 => set(cx, grid, state, 4, actions),
        Press::Num5 => set(cx, grid, state, 5, actions),
        _ => {}
    }
}

/// Column and place in the list of the cursor; the first cell where there is none.
fn place_of(grid: &Grid, frame: &Frame, state: &State) -> (usize, usize) {
    let Some((bearer, permission)) = &state.cursor else {
        return (0, 0);
    };
    let column = grid.columns.iter().position(|c| c.bearer == *bearer);
    let row = grid.row_of(permission);
    let nth = row.and_then(|row| frame.shown.iter().position(|one| *one == row));
    (column.unwrap_or(0), nth.unwrap_or(0))
}

fn moved(
    grid: &Grid,
    frame: &Frame,
    (column, nth): (usize, usize),
    key: Press,
    has_cursor: bool,
) -> (usize, usize) {
    let is_permission = |nth: &usize| {
        frame
            .shown
            .get(*nth)
            .and_then(|row| grid.rows.get(*row))
            .is_some_and(|row| matches!(row.of, RowOf::Permission(_)))
    };
    let last = grid.columns.len().saturating_sub(1);
    if !has_cursor {
        let first = (0..frame.shown.len()).find(is_permission);
        return (0, first.unwrap_or(0));
    }
    match key {
        Press::ArrowLeft => (column.saturating_sub(1), nth),
        Press::ArrowRight => ((column + 1).min(last), nth),
        Press::ArrowUp => {
            let up = (0..nth).rev().find(is_permission);
            (column, up.unwrap_or(nth))
        }
        _ => {
            let down = (nth + 1..frame.shown.len()).find(is_permission);
            (column, down.unwrap_or(nth))
        }
    }
}

fn put_cursor(
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    (column, nth): (usize, usize),
    state: &mut State,
    actions: &mut Actions,
) {
    let row = frame.shown.get(nth).and_then(|row| grid.rows.get(*row));
    if let (Some(head), Some(RowOf::Permission(id))) =
        (grid.columns.get(column), row.map(|row| &row.of))
    {
        state.set_cursor(head.bearer.clone(), id.clone());
        state.goto = true;
        select(cx, &head.bearer, actions);
    }
}

fn open_menu(grid: &Grid, state: &mut State) {
    let Some((bearer, permission)) = &state.cursor else {
        return;
    };
    if let Some(head) = grid.columns.iter().find(|c| c.bearer == *bearer) {
        state.menu = Some(Menu::at(head, permission));
    }
}

fn set(cx: &Context<'_>, grid: &Grid, state: &mut State, rank: usize, actions: &mut Actions) {
    let Some((bearer, permission)) = state.cursor.clone() else {
        return;
    };
    let Some(head) = grid.columns.iter().find(|c| c.bearer == bearer) else {
        return;
    };
    let is_outside = grid
        .columns
        .iter()
        .position(|c| c.bearer == bearer)
        .zip(grid.row_of(&permission))
        .and_then(|(column, row)| grid.cell(column, row))
        .is_some_and(|cell| cell.outside);
    if head.locked || is_outside {
        state.menu = Some(Menu::at(head, &permission));
        return;
    }
    if let Some(change) = grants::set_level(cx.model, &bearer, &permission, rank) {
        state.asked = Asked::new(cx.model, &bearer, &permission, &change);
        actions.apply(change);
    }
}
