//! The heads of rows and columns: they stay while the cells move. Names where there is room for
//! each; further away the sections of the order, or every so many names.

use std::ops::Range;

use egui::epaint::TextShape;
use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::view::{READABLE, View};
use crate::engine::heat::{Heat, HeatSection, Side};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type};

/// Where the heads and the cells lie.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    /// The cells.
    pub cells: Rect,
    /// Left of them.
    pub rows: Rect,
    /// Above them.
    pub columns: Rect,
}

impl Places {
    /// Divides the room.
    pub fn new(room: Rect) -> Places {
        let wide = if room.width() < 700.0 { 120.0 } else { 176.0 };
        let high = if room.height() < 420.0 { 84.0 } else { 116.0 };
        let corner = room.min + vec2(wide, high);
        Places {
            cells: Rect::from_min_max(corner, room.max),
            rows: Rect::from_min_max(pos2(room.left(), corner.y), pos2(corner.x, room.bottom())),
            columns: Rect::from_min_max(pos2(corner.x, room.top()), pos2(room.right(), corner.y)),
        }
    }
}

/// What was chosen in the heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// A row.
    Row(usize),
    /// A column.
    Column(usize),
    /// Rows that belong together.
    Rows(Range<usize>),
    /// Columns that belong together.
    Columns(Range<usize>),
}

/// One head to draw.
struct Head {
    title: String,
    /// What it stands for.
    range: Range<usize>,
    from: f32,
    to: f32,
    /// Where its name begins.
    text: f32,
    is_section: bool,
}

/// Lines closer than this cannot be read.
const LINE: f32 = 15.0;

/// One side, as the heads need it.
struct Line<'l> {
    n: usize,
    seen: Range<usize>,
    cell: f32,
    room: f32,
    at: &'l dyn Fn(usize) -> f32,
    side: &'l dyn Fn(usize) -> Option<Side>,
    sections: &'l [HeatSection],
}

impl Line<'_> {
    fn heads(&self, heat: &Heat) -> Vec<Head> {
        let model = heat.engine().model();
        let name = |nth: usize| {
            let side = (self.side)(nth);
            side.map(|side| side.title(model)).unwrap_or_default()
        };
        if self.cell < READABLE && !self.sections.is_empty() {
            return self.by_section();
        }
        let every = (LINE / self.cell).ceil().max(1.0) as usize;
        let every = if self.cell >= READABLE { 1 } else { every };
        let first = self.seen.start / every * every;
        let heads = (first..self.seen.end).step_by(every);
        heads
            .map(|nth| Head {
                title: name(nth),
                range: nth..(nth + every).min(self.n),
                from: (self.at)(nth),
                to: (self.at)(nth + every),
                text: (self.at)(nth),
                is_section: false,
            })
            .collect()
    }

    /// The sections in sight; those too close to the one before go without a name.
    fn by_section(&self) -> Vec<Head> {
        let mut heads: Vec<Head> = Vec::new();
        let (mut free, mut tick) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        let sections = self.sections;
        let first = sections.partition_point(|one| one.from <= self.seen.start);
        let first = first.saturating_sub(1);
        for (nth, section) in sections.iter().enumerate().skip(first) {
            if section.from >= self.seen.end {
                break;
            }
            let next = sections.get(nth + 1).map_or(self.n, |next| next.from);
            let (from, to) = ((self.at)(section.from), (self.at)(next));
            // A section that began further up, or ends further down, keeps its name in sight.
            let text = from.max(0.0).min(self.room - LINE);
            let has_room = text >= free && to - text > 3.0 && !section.title.is_empty();
            if has_room {
                free = text + LINE;
            } else if from < tick + 3.0 {
                // Ticks this close would be one line.
                continue;
            }
            tick = from;
            heads.push(Head {
                title: match has_room {
                    true => section.title.clone(),
                    false => String::new(),
                },
                range: section.from..next,
                from,
                to,
                text,
                is_section: true,
            });
        }
        heads
    }
}

/// Draws both; the row and the column of `lit` stand out.
pub fn show(
    ui: &Ui,
    heat: &Heat,
    view: &View,
    places: &Places,
    lit: Option<(usize, usize)>,
) -> Option<Picked> {
    let t = theme::tokens(ui);
    let room = places.cells.size();
    let extent = super::extent(heat);
    let rows = Line {
        n: extent.rows,
        seen: view.rows(extent, room),
        cell: view.cell().y,
        room: room.y,
        at: &|nth| view.y(nth),
        side: &|nth| heat.row(nth),
        sections: heat.row_sections(),
    };
    let columns = Line {
        n: extent.columns,
        seen: view.columns(extent, room),
        cell: view.cell().x,
        room: room.x,
        at: &|nth| view.x(nth),
        side: &|nth| heat.column(nth),
        sections: heat.column_sections(),
    };
    let mut picked = None;
    for head in rows.heads(heat) {
        let is_lit = lit.is_some_and(|(row, _)| head.range.contains(&row));
        if row_head(ui, places, &head, is_lit) {
            picked = Some(match head.is_section || head.range.len() > 1 {
                true => Picked::Rows(head.range),
                false => Picked::Row(head.range.start),
            });
        }
    }
    for head in columns.heads(heat) {
        let is_lit = lit.is_some_and(|(_, column)| head.range.contains(&column));
        if column_head(ui, places, &head, is_lit) {
            picked = Some(match head.is_section || head.range.len() > 1 {
                true => Picked::Columns(head.range),
                false => Picked::Column(head.range.start),
            });
        }
    }
    let line = Stroke::new(1.0, t.field);
    let painter = ui.painter();
    let cells = places.cells;
    painter.hline(places.rows.left()..=cells.right(), cells.top() - 0.5, line);
    painter.vline(
        cells.left() - 0.5,
        places.columns.top()..=cells.bottom(),
        line,
    );
    picked
}

/// What a head bears for those who hear it; a name that is cut is told whole on hover.
fn named(ui: &Ui, rect: Rect, head: &Head, role: Role, is_cut: bool) -> egui::Response {
    let id = ui.scope_id().with((role_word(role), head.range.start));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(role, true, &head.title));
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, theme::tokens(ui));
    match is_cut {
        true => response.on_hover_text(&head.title),
        false => response,
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::RowHeader => "row head",
        _ => "column head",
    }
}

fn row_head(ui: &Ui, places: &Places, head: &Head, is_lit: bool) -> bool {
    let t = theme::tokens(ui);
    let room = places.rows;
    let top = room.top() + head.from;
    let text_top = room.top() + head.text;
    let high = if head.is_section {
        LINE
    } else {
        (head.to - head.from).max(LINE)
    };
    let rect = Rect::from_min_size(pos2(room.left(), text_top), vec2(room.width(), high));
    let clip = room.intersect(ui.clip_rect());
    let painter = ui.painter().with_clip_rect(clip);
    if head.is_section && head.from >= 0.0 {
        let x = room.right() - 8.0..=room.right();
        painter.hline(x, top - 0.5, Stroke::new(1.0, t.field));
    }
    let seen = rect.intersect(clip);
    if head.title.is_empty() || seen.height() < 6.0 {
        return false;
    }
    let ink = if is_lit { t.text } else { t.text2 };
    let font = if is_lit {
        Type::Micro.medium()
    } else {
        Type::Micro.regular()
    };
    let width = room.width() - 20.0;
    let (galley, is_cut) = paint::line_around(ui, &head.title, font, ink, width);
    let response = named(ui, seen, head, Role::RowHeader, is_cut);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    let at = pos2(room.right() - 10.0, rect.center().y);
    paint::right_center(&painter, at, galley, ink);
    response.clicked()
}

fn column_head(ui: &Ui, places: &Places, head: &Head, is_lit: bool) -> bool {
    let t = theme::tokens(ui);
    let room = places.columns;
    let left = room.left() + head.from;
    let text_left = room.left() + head.text;
    let wide = if head.is_section {
        LINE
    } else {
        (head.to - head.from).max(LINE)
    };
    let rect = Rect::from_min_size(pos2(text_left, room.top()), vec2(wide, room.height()));
    let clip = room.intersect(ui.clip_rect());
    let painter = ui.painter().with_clip_rect(clip);
    if head.is_section && head.from >= 0.0 {
        let y = room.bottom() - 8.0..=room.bottom();
        painter.vline(left - 0.5, y, Stroke::new(1.0, t.field));
    }
    let seen = rect.intersect(clip);
    if head.title.is_empty() || seen.width() < 6.0 {
        return false;
    }
    let ink = if is_lit { t.text } else { t.text2 };
    let font = if is_lit {
        Type::Micro.medium()
    } else {
        Type::Micro.regular()
    };
    let (galley, is_cut) = paint::line_around(ui, &head.title, font, ink, room.height() - 20.0);
    let response = named(ui, seen, head, Role::ColumnHeader, is_cut);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    // Read from below, as the spine of a book.
    let at = pos2(
        rect.center().x - galley.size().y / 2.0,
        room.bottom() - 10.0,
    );
    let turned = TextShape::new(at, galley, ink).with_angle(-std::f32::consts::FRAC_PI_2);
    painter.add(turned);
    response.clicked()
}
