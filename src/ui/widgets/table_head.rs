//! The head of a table: titles that sort. The first stays in sight where cells have the keyboard.

use egui::{Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::table::{Column, Sort, Table, TableAction};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type};

impl Table<'_> {
    pub(super) fn head(
        &self,
        ui: &mut Ui,
        rect: Rect,
        widths: &[f32],
        offset: f32,
        t: &Tokens,
    ) -> Option<TableAction> {
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect_filled(rect, 0.0, t.inset);
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, t.line),
        );
        let mut asked = None;
        let row = Rect::from_min_size(pos2(rect.left() - offset, rect.top()), rect.size());
        let places = self.places(row, widths, rect.left());
        let under = places.first().filter(|_| self.cells.is_some()).copied();
        for nth in (1..places.len()).chain([0]) {
            let Some((place, column)) = places.get(nth).zip(self.columns.get(nth)) else {
                continue;
            };
            let place = *place;
            if !place.intersects(rect) || column.title.is_empty() {
                continue;
            }
            let mut seen = place.intersect(rect);
            match under {
                Some(first) if nth > 0 => seen.min.x = seen.left().max(first.right()),
                Some(first) => {
                    painter.rect_filled(first, 0.0, t.inset);
                    let line = Stroke::new(1.0, t.line);
                    painter.hline(first.x_range(), rect.bottom() - 0.5, line);
                }
                None => {}
            }
            if seen.width() <= 0.0 {
                continue;
            }
            let sort = self
                .sort
                .and_then(|(which, way)| (which == nth).then_some(way));
            if head_cell(ui, &painter, seen, place, column, sort, self.name).clicked() {
                asked = Some(TableAction::Sort(nth));
            }
        }
        asked
    }
}

fn head_cell(
    ui: &Ui,
    painter: &Painter,
    seen: Rect,
    place: Rect,
    column: &Column<'_>,
    sort: Option<Sort>,
    table: &str,
) -> Response {
    let t = theme::tokens(ui);
    let id = ui.make_persistent_id(("head", table, column.title));
    let sense = if column.sorts {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(seen, id, sense);
    response.widget_info(|| {
        let words = match sort {
            Some(Sort::Up) => format!("{}, smallest first", column.title),
            Some(Sort::Down) => format!("{}, largest first", column.title),
            None => column.title.to_owned(),
        };
        WidgetInfo::labeled(Role::ColumnHeader, true, words)
    });
    if column.sorts && response.hovered() {
        painter.rect_filled(place, 0.0, t.hover);
    }
    let ink = if sort.is_some() { t.text } else { t.text2 };
    let arrow_room = if sort.is_some() { 16.0 } else { 0.0 };
    let room = place.width() - 20.0 - arrow_room;
    let title = paint::line(ui, column.title, Type::Micro.medium(), ink, room);
    let middle = place.center().y;
    let end = if column.right {
        let at = pos2(place.right() - 10.0 - arrow_room, middle);
        paint::right_center(painter, at, title, ink)
    } else {
        paint::left_center(painter, pos2(place.left() + 10.0, middle), title, ink)
    };
    if let Some(way) = sort {
        let icon = if way == Sort::Up {
            icons::ARROW_UPWARD
        } else {
            icons::ARROW_DOWNWARD
        };
        icons::paint(painter, icon, pos2(end.right() + 9.0, middle), 14.0, ink);
    }
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response
}
