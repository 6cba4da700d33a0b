//! A cell of the role grid: level, reach, its word and a number, and its state.
//!
//! It only draws; the grid gives each cell its place, its name and its clicks.

use egui::{Align2, Color32, Painter, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::ui::glyphs::{LevelSign, Origin, ReachSign, level_glyph, reach_glyph};
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::theme::{self, Tokens, Type};

/// What is special about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CellState {
    /// Set here.
    #[default]
    Own,
    /// From the parent row.
    Inherited,
    /// Implied by another permission.
    Implied,
    /// What was asked for is not accepted.
    Refused,
    /// Less than a main permission needs.
    FallsShort,
    /// Collected with other edits: it does not count yet.
    Pending,
}

/// What a cell shows.
#[derive(Debug, Clone, Copy)]
pub struct CellData<'a> {
    /// The level; `None` is a short dash and nothing else.
    pub level: LevelSign,
    /// The reach and its word, if the permission has a reach.
    pub reach: Option<(ReachSign, &'a str)>,
    /// People one holder reaches, such as "298" or "≤ 14"; may be empty.
    pub number: &'a str,
    /// What is special about it.
    pub state: CellState,
    /// Its role is locked.
    pub locked: bool,
    /// Is selected.
    pub selected: bool,
    /// Is one of several that are selected: the outline is drawn around all of them.
    pub in_block: bool,
    /// Differs from the last save.
    pub changed: bool,
    /// The pointer is on it.
    pub hovered: bool,
}

/// Draws a cell with the lines right and below it.
pub fn paint_cell(ui: &Ui, painter: &Painter, rect: Rect, cell: &CellData<'_>) {
    let t = theme::tokens(ui);
    painter.rect_filled(rect, 0.0, ground(cell, t));
    let line = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    painter.vline(rect.right() - 0.5, rect.y_range(), line);
    let quiet = matches!(cell.state, CellState::Inherited | CellState::Implied);
    let origin = if quiet {
        Origin::Inherited
    } else {
        Origin::Own
    };
    let middle = rect.center().y;
    let tile = Rect::from_center_size(pos2(rect.left() + 19.0, middle), vec2(20.0, 20.0));
    level_glyph(painter, tile, cell.level, origin, t);
    let is_told = matches!(
        cell.state,
        CellState::Refused | CellState::FallsShort | CellState::Pending
    );
    if cell.level != LevelSign::None || is_told {
        content(ui, painter, rect, cell, origin, t);
    }
    edges(painter, rect, cell, t);
}

fn ground(cell: &CellData<'_>, t: &Tokens) -> Color32 {
    match (cell.state, cell.selected, cell.hovered, cell.locked) {
        (CellState::Refused, ..) => t.refused_bg,
        (CellState::FallsShort, ..) => t.warning_bg,
        (CellState::Pending, ..) => t.info_bg,
        _ if cell.in_block => t.selected,
        (_, true, ..) => t.selected,
        (_, _, true, _) => t.hover,
        (.., true) => t.locked,
        _ => t.panel,
    }
}

fn content(
    ui: &Ui,
    painter: &Painter,
    rect: Rect,
    cell: &CellData<'_>,
    origin: Origin,
    t: &Tokens,
) {
    let middle = rect.center().y;
    let mut right = rect.right() - 8.0;
    match cell.state {
        CellState::Refused => {
            icons::paint(
                painter,
                icons::ERROR,
                pos2(right - 8.0, middle),
                16.0,
                t.refused,
            );
            right -= 20.0;
        }
        CellState::FallsShort => {
            icons::paint(
                painter,
                icons::LINK,
                pos2(right - 7.0, middle),
                14.0,
                t.warning,
            );
            let font = Type::Small.medium();
            let at = pos2(right - 18.0, middle);
            painter.text(at, Align2::RIGHT_CENTER, "<", font, t.warning);
            right -= 30.0;
        }
        CellState::Implied => {
            let icon = icons::SUBDIRECTORY_ARROW_RIGHT;
            icons::paint(painter, icon, pos2(right - 7.0, middle), 14.0, t.text3);
            right -= 18.0;
        }
        CellState::Pending => {
            let at = pos2(right - 7.0, middle);
            icons::paint(painter, icons::EDIT_NOTE, at, 16.0, t.info);
            right -= 20.0;
        }
        CellState::Own | CellState::Inherited => {}
    }
    let (words, numbers) = match origin {
        Origin::Own => (t.text2, t.text),
        Origin::Inherited => (t.text3, t.text3),
    };
    let is_told = matches!(
        cell.state,
        CellState::Refused | CellState::FallsShort | CellState::Pending
    );
    if !cell.number.is_empty() && !is_told {
        let number = paint::line(ui, cell.number, Type::Small.medium(), numbers, 60.0);
        right = paint::right_center(painter, pos2(right, middle), number, numbers).left() - 4.0;
    }
    if let Some((sign, word)) = cell.reach {
        let glyph = Rect::from_center_size(pos2(rect.left() + 44.0, middle), vec2(18.0, 18.0));
        reach_glyph(painter, glyph, sign, origin, t);
        let ink = if sign == ReachSign::Nobody {
            t.refused
        } else {
            words
        };
        let left = rect.left() + 59.0;
        // In a narrow column the word goes; glyphs and number stay.
        if right - left > 40.0 {
            let word = paint::line(ui, word, Type::Small.regular(), ink, right - left);
            paint::left_center(painter, pos2(left, middle), word, ink);
        }
    }
}

fn edges(painter: &Painter, rect: Rect, cell: &CellData<'_>, t: &Tokens) {
    match cell.state {
        CellState::Refused => {
            let edge = Stroke::new(2.0, t.refused);
            painter.rect_stroke(rect, 0.0, edge, StrokeKind::Inside);
        }
        CellState::FallsShort => {
            let edge = Stroke::new(1.0, t.warning);
            paint::dashed_rect(painter, rect, 0.0, edge, paint::ABSENT);
        }
        CellState::Pending => {
            let edge = Stroke::new(1.0, t.info);
            paint::dashed_rect(painter, rect, 0.0, edge, paint::ABSENT);
        }
        _ => {}
    }
    if cell.selected && cell.state != CellState::Refused {
        let edge = Stroke::new(2.0, t.accent);
        painter.rect_stroke(rect, 0.0, edge, StrokeKind::Inside);
    }
    if cell.changed {
        let corner = rect.left_top();
        let points = vec![corner, corner + vec2(8.0, 0.0), corner + vec2(0.0, 8.0)];
        painter.add(Shape::convex_polygon(points, t.accent, Stroke::NONE));
    }
}
