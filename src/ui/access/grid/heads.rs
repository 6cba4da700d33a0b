//! The heads of the columns, and the corner with the filter.

use egui::{Rect, Response, Role as Part, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::model::Key;
use crate::session::Actions;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};
use crate::ui::widgets::TextField;
use crate::ui::{Context, drag};

use super::super::State;
use super::super::rows::{Grid, RowOf};
use super::{Frame, block};

/// The heads of the columns, and the corner with the filter. A click on a head selects its column.
#[expect(clippy::too_many_arguments, reason = "one place, drawn once a frame")]
pub(super) fn heads(
    ui: &mut Ui,
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    offset: f32,
    focus: &Response,
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
        let is_cut = name.elided;
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
        let is_cut = is_cut || held.elided;
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
        let response = match is_cut {
            true => response.on_hover_text(format!("{}: {}", column.name, column.held)),
            false => response,
        };
        drag::source(ui, seen, &key);
        let down = Rect::from_min_max(seen.min, pos2(seen.right(), frame.full.bottom()));
        let body = room.union(frame.body()).intersect(ui.clip_rect());
        drag::target(ui, cx, down.intersect(body), &key, actions);
        if response.clicked() {
            state.menu = None;
            focus.request_focus();
            block::select_column(grid, frame, nth, state);
            actions.select(key);
        }
    }
    let line = Stroke::new(1.0, t.field);
    ui.painter()
        .hline(head.x_range(), head.bottom() - 0.5, line);
    corner(ui, grid, frame, state, actions);
}

fn corner(ui: &mut Ui, grid: &Grid, frame: &Frame, state: &mut State, actions: &mut Actions) {
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
    let field = TextField::bare("Search permissions", &filter).icon(icons::SEARCH);
    let shown = field.show(&mut child);
    if let Some(text) = shown.draft.or(shown.done) {
        state.filter = text;
    }
    if shown.entered {
        let row = grid.find(&state.filter).and_then(|row| grid.rows.get(row));
        if let Some(RowOf::Permission(id)) = row.map(|row| &row.of) {
            state.jump = Some(id.clone());
            actions.select(Key::Permission(id.clone()));
        }
    }
}
