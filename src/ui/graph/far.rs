//! Draws a picture as seen from far away: blocks with their counts, and what runs between them.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::State;
use super::node::NAMES;
use super::picture::Picture;
use crate::graph::far::{Block, Far};
use crate::graph::scene::Lit;
use crate::ui::Context;
use crate::ui::canvas::{View, fly_seconds};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::signs;
use crate::ui::theme::{self, Type};

/// Blocks lower than this, in window points, have no room for a sign.
const SIGN: f32 = 9.0;

/// Draws it, if one is far enough away. Each block is a control that leads nearer.
pub(super) fn show(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    viewport: Rect,
    picture: &Picture,
    lit: &Lit,
) {
    let Some(far) = picture.far(state.camera.zoom()) else {
        return;
    };
    ties(ui, state, viewport, far);
    let visible = state.camera.visible(viewport);
    let selected = cx.selected().and_then(|key| picture.of_record(key));
    let in_columns = !picture.layout.bands.is_empty();
    let mut asked = None;
    for (nth, block) in far.blocks.iter().enumerate() {
        if !visible.intersects(block.rect) {
            continue;
        }
        let at = state.camera.rect_to_screen(viewport, block.rect);
        let id = ui.scope_id().with(("block", nth));
        let response = ui.interact(at, id, Sense::click());
        let words = format!("{}, show them nearer", block.words);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        let is_lit = block
            .nodes
            .iter()
            .any(|n| lit.nodes.binary_search(n).is_ok());
        let is_selected = selected.is_some_and(|n| block.nodes.binary_search(&n).is_ok());
        paint_block(
            ui,
            (block, in_columns),
            at,
            is_lit,
            is_selected,
            response.hovered(),
        );
        paint::focus_ring(ui, &response, 3.0, Ring::Outside, theme::tokens(ui));
        if response.clicked() {
            asked = Some(block.rect);
        }
        response.on_hover_text(&block.words);
    }
    if let Some(rect) = asked {
        let fitting = View::fitting(viewport, rect, 60.0);
        let view = View {
            zoom: fitting.zoom.max(NAMES),
            ..fitting
        };
        let now = ui.input(|input| input.time);
        state.camera.fly_to(view, now, fly_seconds(ui));
        ui.ctx().request_repaint();
    }
}

fn ties(ui: &Ui, state: &State, viewport: Rect, far: &Far) {
    let t = theme::tokens(ui);
    let painter = ui.painter();
    for tie in &far.ties {
        let ends = far.blocks.get(tie.from).zip(far.blocks.get(tie.to));
        let Some((from, to)) = ends else { continue };
        let (from, to) = (from.rect, to.rect);
        let ends = match from.center().x <= to.center().x {
            true => [from.right_center(), to.left_center()],
            false => [from.left_center(), to.right_center()],
        };
        let ends = ends.map(|at| state.camera.to_screen(viewport, at));
        if !viewport.intersects(Rect::from_two_pos(ends[0], ends[1])) {
            continue;
        }
        let width = 1.0 + (tie.count as f32).ln().min(3.0) * 0.5;
        painter.line_segment(ends, Stroke::new(width, t.sample));
    }
}

fn paint_block(
    ui: &Ui,
    (block, in_columns): (&Block, bool),
    at: Rect,
    is_lit: bool,
    is_selected: bool,
    hovered: bool,
) {
    let t = theme::tokens(ui);
    let painter = ui.painter();
    let stroke = match is_lit || is_selected {
        true => Stroke::new(2.0, t.accent),
        false => Stroke::new(1.0, t.field),
    };
    let fill = match (is_selected, hovered) {
        (true, _) => t.selected,
        (false, true) => t.hover,
        (false, false) => t.panel,
    };
    painter.rect(at, 3.0, fill, stroke, StrokeKind::Inside);
    if at.height() < SIGN {
        return;
    }
    let shape = signs::node(block.kind);
    let middle = at.center();
    let mut font = Type::Micro.medium();
    font.size = font.size.min(at.height() - 1.0);
    let count = paint::line(ui, &block.count.to_string(), font, t.text, 80.0);
    let (icon, line) = (13.0_f32.min(at.height() * 0.7), count.size());
    let both = icon + line.x + 8.0;
    // In columns the heads say what kind they are.
    let (icon_at, count_at) = if in_columns {
        (None, pos2(middle.x - line.x / 2.0, middle.y))
    } else if both <= at.width() {
        let left = middle.x - (both - 4.0) / 2.0;
        (
            Some(pos2(left + icon / 2.0, middle.y)),
            pos2(left + icon + 4.0, middle.y),
        )
    } else if at.height() >= line.y + icon + 2.0 {
        (
            Some(pos2(middle.x, middle.y - line.y / 2.0)),
            pos2(middle.x - line.x / 2.0, middle.y + icon / 2.0),
        )
    } else {
        (None, pos2(middle.x - line.x / 2.0, middle.y))
    };
    if let Some(icon_at) = icon_at {
        icons::paint(painter, shape.icon(), icon_at, icon, shape.color(t));
    }
    if line.x <= at.width() {
        paint::left_center(painter, count_at, count, t.text);
    }
}
