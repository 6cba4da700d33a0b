//! What the workspace does with its own state: the cell under the keyboard, what is folded, and
//! what a refusal marks.

use std::collections::BTreeSet;

use crate::model::PermissionId;
use crate::session::Refusal;
use crate::session::edits::grants::Bearer;
use crate::ui::Context;
use crate::ui::widgets::CellState;

use super::rows::{Grid, RowOf};
use super::{ChosenCell, Mark, State, View};

impl State {
    /// Opens the form that adds an admin.
    pub fn add_admin(&mut self) {
        self.view = View::Roles;
        self.menu = None;
        self.new_admin.start();
    }

    pub(super) fn shown(&self, grid: &Grid) -> Vec<usize> {
        let rows = grid.visible(&self.folded, &self.filter);
        if !self.changed_only {
            return rows;
        }
        let changed = |row: usize| {
            (0..grid.columns.len()).any(|column| grid.cell(column, row).is_some_and(|c| c.changed))
        };
        let mut keep = BTreeSet::new();
        for row in rows.iter().copied().filter(|row| changed(*row)) {
            let mut up = Some(row);
            while let Some(at) = up {
                keep.insert(at);
                up = grid.rows.get(at).and_then(|row| row.under);
            }
        }
        keep.into_iter().collect()
    }

    pub(super) fn is_cursor(&self, bearer: &Bearer, permission: &PermissionId) -> bool {
        self.cursor
            .as_ref()
            .is_some_and(|(b, p)| b == bearer && p == permission)
    }

    pub(super) fn set_cursor(&mut self, bearer: Bearer, permission: PermissionId) {
        self.cursor = Some((bearer, permission));
        self.corner = None;
    }

    pub(super) fn set_cursor_row(
        &mut self,
        cx: &Context<'_>,
        grid: &Grid,
        permission: PermissionId,
    ) {
        let selected = cx.selected().and_then(Bearer::of_key);
        let known = self.cursor.take().map(|(bearer, _)| bearer).or(selected);
        let is_there = |bearer: &Bearer| grid.columns.iter().any(|c| c.bearer == *bearer);
        let first = || grid.columns.first().map(|column| column.bearer.clone());
        let bearer = known.filter(is_there).or_else(first);
        self.cursor = bearer.map(|bearer| (bearer, permission));
        self.corner = None;
    }

    pub(super) fn chosen(&self) -> Option<ChosenCell> {
        let (bearer, permission) = self
            .cursor
            .clone()
            .filter(|_| self.corner.is_none())
            .filter(|_| matches!(self.view, View::Roles | View::Sets))?;
        let grid = self.grid.as_ref()?;
        Some(ChosenCell {
            words: grid.find_cell(&bearer, &permission)?.words(),
            collecting: self.collected.is_some(),
            bearer,
            permission,
        })
    }

    pub(super) fn toggle(&mut self, row: &RowOf) {
        if !self.folded.remove(row) {
            self.folded.insert(row.clone());
        }
    }

    /// Leaves the search for a permission: its cell is unfolded, scrolled to and put under the
    /// keyboard on the next frame.
    pub(super) fn jump(&mut self, cx: &Context<'_>, grid: &Grid, id: PermissionId) {
        if grid.row_of(&id).is_none() {
            return;
        }
        self.unfold(grid, &id);
        self.filter.clear();
        self.changed_only = false;
        self.menu = None;
        self.set_cursor_row(cx, grid, id);
        self.goto = true;
    }

    /// The refusal of what was asked for here, while it waits.
    pub(super) fn refused<'a>(&self, cx: &Context<'a>) -> Option<&'a Refusal> {
        let asked = self.asked.as_ref()?;
        cx.session
            .refusal()
            .filter(|refusal| refusal.label == asked.change.label)
    }

    /// What was asked for is known to be refused: everything in its way comes into view.
    pub(super) fn settle(&mut self, cx: &Context<'_>, grid: &Grid) {
        if self.refused(cx).is_none() {
            return;
        }
        let Some(asked) = &mut self.asked else { return };
        if !asked.settle(cx.model) {
            return;
        }
        let at = asked.at.clone();
        let refused = asked.refused.iter().flat_map(|one| &one.offenders);
        let mut ids: Vec<PermissionId> = refused.map(|(_, id)| id.clone()).collect();
        ids.push(at.1.clone());
        for id in &ids {
            self.unfold(grid, id);
        }
        self.filter.clear();
        self.changed_only = false;
        self.menu = None;
        self.cursor = Some(at);
        self.goto = true;
    }

    pub(super) fn unfold(&mut self, grid: &Grid, id: &PermissionId) {
        let row = grid.row_of(id);
        let mut up = row
            .and_then(|row| grid.rows.get(row))
            .and_then(|row| row.under);
        while let Some(row) = up.and_then(|at| grid.rows.get(at)) {
            self.folded.remove(&row.of);
            up = row.under;
        }
    }

    pub(super) fn mark(
        &self,
        cx: &Context<'_>,
        bearer: &Bearer,
        permission: &PermissionId,
    ) -> Option<Mark> {
        let cell = (bearer.clone(), permission.clone());
        let refused = self.refused(cx).and(self.asked.as_ref());
        if let Some(asked) = refused {
            if let Some(look) = asked.cells.get(&cell) {
                return Some(Mark {
                    state: CellState::Refused,
                    asked: Some(look.clone()),
                });
            }
            if asked.is_offender(&bearer.key(), permission) {
                return Some(Mark {
                    state: CellState::FallsShort,
                    asked: None,
                });
            }
        }
        let look = self.collected.as_ref()?.look(&cell)?;
        Some(Mark {
            state: CellState::Pending,
            asked: Some(look.clone()),
        })
    }

    pub(super) fn is_anchor(&self, grid: &Grid, column: usize, permission: &PermissionId) -> bool {
        let Some(head) = grid.columns.get(column) else {
            return false;
        };
        let asked = self.asked.as_ref();
        let is_asked = asked.is_some_and(|a| a.at.0 == head.bearer && a.at.1 == *permission);
        let is_menu = self
            .menu
            .as_ref()
            .is_some_and(|m| m.bearer == head.bearer && m.permission == *permission);
        is_menu || (self.menu.is_none() && is_asked)
    }
}
