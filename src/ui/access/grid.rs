//! The grid: permissions down, roles or custom sets across. Only the rows and columns in view are
//! drawn; the tree and the heads stay while the cells scroll.

use egui::{Rect, Role as Part, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::session::Actions;
use crate::session::edits::grants::Bearer;
use crate::ui::Context;
use crate::ui::theme::size;

use super::State;
use super::rows::{Grid, RowOf};

mod block;
mod cells;
mod heads;
mod keys;
mod tree;

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
    keys::keys(ui, cx, grid, &frame, &focus, state, actions);
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
            let mut draw = cells::Draw {
                cx,
                grid,
                frame: &frame,
                origin: rect.min,
                cells: Rect::from_min_max(pos2(body.left() + frame.tree, body.top()), body.max)
                    .intersect(ui.clip_rect()),
                focus: &focus,
                block: block::Block::of(grid, &frame, state).filter(|block| !block.is_one()),
            };
            anchor = draw.cells(ui, viewport, state, actions);
            draw.tree(ui, viewport, state, actions);
            if std::mem::take(&mut state.goto) {
                draw.go_to_cursor(ui, state);
            }
        });
    heads::heads(
        ui,
        cx,
        grid,
        &frame,
        out.state.clamped_offset().x,
        &focus,
        state,
        actions,
    );
    if let Some(id) = state.jump.take() {
        state.jump(cx, grid, id);
        if !crate::ui::inspector::is_naming(ui) {
            focus.request_focus();
        }
        ui.ctx().request_repaint();
    }
    super::menu::show(ui, cx, grid, state, anchor, actions);
}

/// Selects the record of a column, unless it is selected already.
fn select(cx: &Context<'_>, bearer: &Bearer, actions: &mut Actions) {
    let key = bearer.key();
    if cx.selected() != Some(&key) {
        actions.select(key);
    }
}
