//! Cells large enough to be read: each with the sign of its level. And the outlines of what is under
//! the pointer and where the keyboard is.

use std::ops::Range;

use egui::{Color32, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::view::{Extent, View};
use crate::engine::heat::{Heat, HeatLevel};
use crate::ui::glyphs::{Fill, LevelSign, Origin, level_glyph};
use crate::ui::signs;
use crate::ui::theme::{self, Tokens};

/// More signs than this would take a frame too long: plain tiles stand there instead.
const MOST_SIGNS: usize = 900;

/// The sign of a level.
pub fn sign(level: &HeatLevel) -> LevelSign {
    signs::level(&level.id, level.rank, level.top)
}

/// Draws the cells in sight; levels below `least` are left out.
pub fn cells(ui: &Ui, heat: &Heat, view: &View, area: Rect, least: usize) {
    let t = theme::tokens(ui);
    let extent = Extent {
        columns: heat.n_columns(),
        rows: heat.n_rows(),
    };
    let rows = view.rows(extent, area.size());
    let columns = view.columns(extent, area.size());
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    let levels = heat.levels().iter();
    let signs: Vec<LevelSign> = levels.map(sign).collect();
    let mut given: Vec<(Rect, LevelSign)> = Vec::new();
    for row in rows.clone() {
        let levels = heat.levels_in(row, columns.clone());
        for (column, level) in columns.clone().zip(levels) {
            let Some(level) = level.filter(|at| *at >= least) else {
                continue;
            };
            let rect = view.rect(area, &(row..row + 1), &(column..column + 1));
            let side = rect.size().min_elem().min(22.0) - 2.0;
            let tile = Rect::from_center_size(rect.center(), Vec2::splat(side));
            given.extend(signs.get(level).map(|sign| (tile, *sign)));
        }
    }
    lines(&painter, view, area, (&rows, &columns), t);
    if given.len() <= MOST_SIGNS {
        for (tile, sign) in given {
            level_glyph(&painter, tile, sign, Origin::Own, t);
        }
    } else {
        let mut mesh = Mesh::default();
        for (tile, sign) in &given {
            plain(&mut mesh, *tile, sign.fill(), t.level);
        }
        painter.add(Shape::mesh(mesh));
    }
}

/// A tile without its sign: the fuller, the more one may do.
fn plain(mesh: &mut Mesh, tile: Rect, fill: Fill, ink: Color32) {
    let edge = 1.2;
    let tile = tile.shrink(tile.width() * 0.08);
    let part = |from: Vec2, to: Vec2| Rect::from_min_max(tile.min + from, tile.min + to);
    let size = tile.size();
    match fill {
        Fill::Full => mesh.add_colored_rect(tile, ink),
        Fill::Half | Fill::Outlined => {
            mesh.add_colored_rect(part(Vec2::ZERO, vec2(size.x, edge)), ink);
            mesh.add_colored_rect(part(vec2(0.0, size.y - edge), size), ink);
            mesh.add_colored_rect(part(Vec2::ZERO, vec2(edge, size.y)), ink);
            mesh.add_colored_rect(part(vec2(size.x - edge, 0.0), size), ink);
            if fill == Fill::Half {
                mesh.add_colored_rect(part(vec2(0.0, size.y / 2.0), size), ink);
            }
        }
    }
}

/// Lines between the cells.
fn lines(
    painter: &Painter,
    view: &View,
    area: Rect,
    (rows, columns): (&Range<usize>, &Range<usize>),
    t: &Tokens,
) {
    let all = view.rect(area, rows, columns).intersect(area);
    let line = Stroke::new(1.0, t.line);
    for row in rows.start..=rows.end {
        painter.hline(all.x_range(), area.top() + view.y(row) - 0.5, line);
    }
    for column in columns.start..=columns.end {
        painter.vline(area.left() + view.x(column) - 0.5, all.y_range(), line);
    }
}

/// Marks a rectangle of cells: an outline that is seen on light and on dark cells.
pub fn mark(ui: &Ui, rect: Rect, area: Rect, is_strong: bool) {
    let t = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(area.expand(2.0));
    let rect = Rect::from_center_size(rect.center(), rect.size().max(Vec2::splat(6.0)));
    let width = if is_strong { 2.0 } else { 1.0 };
    let halo = Stroke::new(width + 2.0, t.panel);
    painter.rect_stroke(rect, 0.0, halo, StrokeKind::Middle);
    painter.rect_stroke(rect, 0.0, Stroke::new(width, t.accent), StrokeKind::Middle);
}

/// A light band through the row and the column of a cell, so that their heads are found.
pub fn cross(ui: &Ui, cell: Rect, area: Rect) {
    let t = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(area);
    let row = Rect::from_x_y_ranges(area.x_range(), cell.y_range());
    let column = Rect::from_x_y_ranges(cell.x_range(), area.y_range());
    painter.rect_filled(row, 0.0, t.hover);
    painter.rect_filled(column, 0.0, t.hover);
}
