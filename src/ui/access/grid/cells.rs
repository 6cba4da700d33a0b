//! The cells in view, each named and drawn, and the way to the one under the keyboard.

use egui::{Painter, Rect, Response, Role as Part, Sense, Stroke, Ui, WidgetInfo, pos2};

use crate::model::PermissionId;
use crate::session::Actions;
use crate::session::edits::grants::Bearer;
use crate::ui::Context;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::{CellData, CellState, paint_cell};

use super::super::rows::{Cell, Grid, RowOf};
use super::super::{Menu, State, ask};
use super::block::Block;
use super::{Frame, select};

/// What drawing the cells and the tree needs on this frame.
pub(super) struct Draw<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) grid: &'a Grid,
    pub(super) frame: &'a Frame,
    /// Top left of the content.
    pub(super) origin: egui::Pos2,
    /// Where cells may be seen: right of the tree.
    pub(super) cells: Rect,
    pub(super) focus: &'a Response,
    /// Several cells that are selected.
    pub(super) block: Option<Block>,
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

    pub(super) fn rows_in(&self, viewport: Rect) -> std::ops::Range<usize> {
        let first = self.frame.first_in(viewport.top());
        let last = self.frame.first_in(viewport.bottom());
        first..(last + 1).min(self.frame.shown.len())
    }

    /// Draws the cells in view; gives back where the menu or the refusal belongs.
    pub(super) fn cells(
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
                    (column, row, nth),
                    permission,
                    rect,
                    state,
                    actions,
                );
            }
        }
        if let Some(block) = &self.block {
            let (first, last) = block.corners();
            let outline = self.rect(first.0, first.1).union(self.rect(last.0, last.1));
            let edge = Stroke::new(2.0, t.accent);
            painter.rect_stroke(outline, 0.0, edge, egui::StrokeKind::Inside);
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
        (column, row, nth): (usize, usize, usize),
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
        let in_block = self.block.as_ref().is_some_and(|b| b.contains(column, nth));
        let name = self.grid.rows.get(row).map_or("", |row| row.name.as_str());
        let mark = state.mark(self.cx, &head.bearer, permission);
        let waits = match mark.as_ref().map(|mark| mark.state) {
            Some(CellState::Refused) => ", not accepted",
            Some(CellState::FallsShort) => ", in the way",
            Some(CellState::Pending) => ", waits",
            _ => "",
        };
        response.widget_info(|| {
            let locked = if head.locked { ", locked" } else { "" };
            let words = format!("{}, {name}: {}{locked}{waits}", head.name, cell.words());
            WidgetInfo::selected(Part::Cell, !head.locked, is_cursor || in_block, words)
        });
        let asked = mark.as_ref().and_then(|mark| mark.asked.clone());
        let shown = Shown::of(cell, asked.as_ref(), mark.map(|mark| mark.state));
        let data = CellData {
            level: shown.sign,
            reach: shown.reach.map(|(sign, word)| (*sign, word.as_str())),
            number: &cell.number,
            state: shown.state,
            locked: head.locked || cell.outside,
            selected: is_cursor && self.block.is_none(),
            in_block,
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
            let from = state.corner.clone().or_else(|| state.cursor.clone());
            let is_range = clicked && ui.input(|input| input.modifiers.shift);
            state.set_cursor(head.bearer.clone(), permission.clone());
            state.corner = from.filter(|_| is_range);
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

    pub(super) fn go_to_cursor(&self, ui: &Ui, state: &State) {
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
