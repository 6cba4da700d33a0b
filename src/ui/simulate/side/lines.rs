//! One row of what differs: a module, a permission, the targets with both levels, a reason.

use egui::{Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::State as Simulate;
use super::list::Row;
use super::rows::{Line, Part, Sides, question};
use crate::model::{Model, PrincipalId};
use crate::ui::checks::words::count;
use crate::ui::glyphs::{KindShape, Origin, level_glyph};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type, size};
use crate::ui::{icons, signs};

/// What is drawn and who may be asked.
pub(super) struct View<'v> {
    pub(super) model: &'v Model,
    pub(super) sides: &'v Sides,
    pub(super) names: [String; 2],
    pub(super) who: [PrincipalId; 2],
    /// The second side is an earlier model.
    pub(super) is_before: bool,
    pub(super) column: f32,
    /// Permissions are unfolded unless they were turned.
    pub(super) are_open: bool,
}

/// The names of the sides over their columns.
pub(super) fn heads(ui: &mut Ui, view: &View<'_>) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.inset);
    for (side, name) in view.names.iter().enumerate() {
        let cell = view.cell(rect, side);
        let text = paint::line(ui, name, Type::Micro.medium(), t.text2, cell.width() - 8.0);
        paint::left_center(ui.painter(), cell.left_center(), text, t.text2);
    }
}

impl View<'_> {
    fn part(&self, m: usize, p: usize) -> Option<&Part> {
        self.sides.modules.get(m)?.parts.get(p)
    }

    fn line(&self, m: usize, p: usize, l: usize) -> Option<(&Part, &Line)> {
        let part = self.part(m, p)?;
        Some((part, part.lines.get(l)?))
    }

    fn cell(&self, row: Rect, side: usize) -> Rect {
        let left = row.right() - 8.0 - self.column * (2 - side.min(1)) as f32;
        Rect::from_min_size(pos2(left, row.top()), vec2(self.column, row.height()))
    }

    pub(super) fn row(&self, ui: &mut Ui, state: &mut Simulate, row: Row) {
        match row {
            Row::Module(m) => {
                if let Some(module) = self.sides.modules.get(m) {
                    module_row(ui, &module.name);
                }
            }
            Row::Part(m, p) => {
                if let Some(part) = self.part(m, p) {
                    self.part_row(ui, state, part);
                }
            }
            Row::Line(m, p, l) => {
                if let Some((part, line)) = self.line(m, p, l) {
                    self.line_row(ui, state, part, line, l);
                }
            }
            Row::Reason(m, p, l, side) => {
                if let Some((part, line)) = self.line(m, p, l) {
                    self.reason_row(ui, state, part, line, side);
                }
            }
            Row::Target(m, p, l, nth) => {
                if let Some((part, line)) = self.line(m, p, l) {
                    self.target_row(ui, state, part, line, nth);
                }
            }
        }
    }

    /// A permission; a click folds it.
    fn part_row(&self, ui: &mut Ui, state: &mut Simulate, part: &Part) {
        let t = theme::tokens(ui);
        let is_open = self.are_open != state.side.turned.contains(&part.permission);
        let (rect, response) = row(ui);
        let n = count(part.lines.len(), "difference", "differences");
        response.widget_info(|| {
            let name = format!("{}: {n}", part.name);
            WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, name)
        });
        let (painter, middle) = (ui.painter(), rect.center().y);
        let fold = if is_open {
            icons::EXPAND_MORE
        } else {
            icons::CHEVRON_RIGHT
        };
        icons::paint(
            painter,
            fold,
            pos2(rect.left() + 20.0, middle),
            16.0,
            t.text2,
        );
        let ink = KindShape::Permission.color(t);
        icons::paint(
            painter,
            icons::KEY,
            pos2(rect.left() + 40.0, middle),
            16.0,
            ink,
        );
        let right = pos2(rect.right() - 14.0, middle);
        let words = paint::line(ui, &n, Type::Small.regular(), t.text3, 120.0);
        let end = paint::right_center(painter, right, words, t.text3).left() - 10.0;
        let left = rect.left() + 54.0;
        let text = paint::line(ui, &part.name, Type::Small.medium(), t.text, end - left);
        paint::left_center(painter, pos2(left, middle), text, t.text);
        if response.clicked() && !state.side.turned.remove(&part.permission) {
            state.side.turned.insert(part.permission.clone());
        }
    }

    /// The targets and both levels; a click shows the targets one by one, where there are several.
    fn line_row(&self, ui: &mut Ui, state: &mut Simulate, part: &Part, line: &Line, l: usize) {
        let t = theme::tokens(ui);
        let key = (part.permission.clone(), l);
        let (is_open, folds) = (state.side.open.contains(&key), line.targets.len() > 1);
        let on = match line.on.is_empty() {
            true => "at all",
            false => &line.on,
        };
        let (rect, response) = row(ui);
        response.widget_info(|| {
            let name = format!("{}, {on}", part.name);
            let role = if folds {
                Role::DisclosureTriangle
            } else {
                Role::Row
            };
            WidgetInfo::selected(role, true, is_open, name)
        });
        let painter = ui.painter();
        let (left, middle) = (rect.left() + 56.0, rect.center().y);
        if folds {
            let icon = if is_open {
                icons::EXPAND_MORE
            } else {
                icons::CHEVRON_RIGHT
            };
            icons::paint(painter, icon, pos2(left, middle), 16.0, t.text2);
        }
        let room = self.cell(rect, 0).left() - left - 24.0;
        let text = paint::line(ui, on, Type::Small.medium(), t.text, room);
        paint::left_center(painter, pos2(left + 14.0, middle), text, t.text);
        self.levels(ui, state, rect, (part, line), 0);
        if response.on_hover_text(on).clicked() {
            if folds {
                if !state.side.open.remove(&key) {
                    state.side.open.insert(key);
                }
            } else {
                self.ask(state, part, line, line.more(), 0);
            }
        }
    }

    /// Both levels; each a door to why.
    fn levels(
        &self,
        ui: &mut Ui,
        state: &mut Simulate,
        rect: Rect,
        (part, line): (&Part, &Line),
        nth: usize,
    ) {
        let t = theme::tokens(ui);
        for (side, level) in line.levels.iter().enumerate() {
            let cell = self.cell(rect, side);
            let word = level.as_ref().map_or("–", |(level, _)| level.as_str());
            let id = ui.scope_id().with(("level", side));
            let response = ui.interact(cell.shrink2(vec2(2.0, 3.0)), id, Sense::click());
            let name = self.names.get(side).map_or("", String::as_str);
            let on = line.targets.get(nth).filter(|_| line.targets.len() > 1);
            let on = on.map_or_else(|| line.on.clone(), |_| self.target(line, nth));
            response.widget_info(|| {
                let word = if word == "–" { "nothing" } else { word };
                let words = format!("{name}: {word}, {} of {on}", part.name);
                WidgetInfo::labeled(Role::Button, true, words)
            });
            let painter = ui.painter();
            if response.hovered() {
                painter.rect_filled(response.rect, 4.0, t.hover);
            }
            let middle = cell.center().y;
            let ink = match level {
                Some((level, rank)) => {
                    let at = pos2(cell.left() + 10.0, middle);
                    let tile = Rect::from_center_size(at, vec2(18.0, 18.0));
                    let sign = signs::level(level, *rank, line.top);
                    level_glyph(painter, tile, sign, Origin::Own, t);
                    t.text
                }
                None => t.text3,
            };
            let left = cell.left() + if level.is_some() { 24.0 } else { 8.0 };
            let room = cell.right() - left - 4.0;
            let text = paint::line(ui, word, Type::Small.regular(), ink, room);
            paint::left_center(painter, pos2(left, middle), text, ink);
            paint::focus_ring(ui, &response, 4.0, Ring::Inside, t);
            if response.clicked() {
                self.ask(state, part, line, side, nth);
            }
        }
    }

    /// Why one side has it, or has it not; a click asks.
    fn reason_row(&self, ui: &mut Ui, state: &mut Simulate, part: &Part, line: &Line, side: usize) {
        let t = theme::tokens(ui);
        let has = side == line.more();
        let (name, reason) = match (self.names.get(side), line.reasons.get(side)) {
            (Some(name), Some(reason)) => (name, reason),
            _ => return,
        };
        let words = if has {
            format!("because of {reason}")
        } else {
            reason.clone()
        };
        let (rect, response) = row(ui);
        let said = format!("{name}: {words}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        let (icon, ink) = if has {
            (icons::CHECK, t.allowed)
        } else {
            (icons::BLOCK, t.refused)
        };
        let middle = rect.center().y;
        let left = rect.left() + 72.0;
        icons::paint(ui.painter(), icon, pos2(left, middle), 14.0, ink);
        let name = paint::line(ui, name, Type::Small.medium(), t.text2, 160.0);
        let at = pos2(left + 12.0, middle);
        let end = paint::left_center(ui.painter(), at, name, t.text2).right() + 6.0;
        let room = rect.right() - end - 12.0;
        let text = paint::line(ui, &words, Type::Small.regular(), t.text2, room);
        paint::left_center(ui.painter(), pos2(end, middle), text, t.text2);
        if response.on_hover_text(said).clicked() {
            self.ask(state, part, line, side, 0);
        }
    }

    fn target_row(&self, ui: &mut Ui, state: &mut Simulate, part: &Part, line: &Line, nth: usize) {
        let t = theme::tokens(ui);
        let title = self.target(line, nth);
        let (rect, response) = row(ui);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &title));
        let left = rect.left() + 84.0;
        let room = self.cell(rect, 0).left() - left - 8.0;
        let text = paint::line(ui, &title, Type::Small.regular(), t.text, room);
        paint::left_center(ui.painter(), pos2(left, rect.center().y), text, t.text);
        self.levels(ui, state, rect, (part, line), nth);
        if response.clicked() {
            self.ask(state, part, line, line.more(), nth);
        }
    }

    fn target(&self, line: &Line, nth: usize) -> String {
        let target = line.targets.get(nth);
        target.map_or_else(String::new, |target| {
            match target.title(self.model) {
                // It is in the earlier model only.
                title if title.is_empty() => target.id(),
                title => title,
            }
        })
    }

    fn ask(&self, state: &mut Simulate, part: &Part, line: &Line, side: usize, nth: usize) {
        let who = self.who.get(side);
        let Some(asked) = who.and_then(|who| question(who, part, line, nth)) else {
            return;
        };
        state.side.asked_before = (self.is_before && side == 1).then(|| asked.clone());
        state.question = Some(asked);
    }
}

fn module_row(ui: &mut Ui, name: &str) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    ui.painter().rect_filled(rect, 0.0, t.inset);
    under(ui, rect, t);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 22.0, middle);
    icons::paint(ui.painter(), icons::WIDGETS, at, 16.0, t.text2);
    let left = rect.left() + 38.0;
    let room = rect.right() - left - 14.0;
    let text = paint::line(ui, name, Type::Small.semibold(), t.text, room);
    paint::left_center(ui.painter(), pos2(left, middle), text, t.text);
}

fn row(ui: &mut Ui) -> (Rect, Response) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    under(ui, rect, t);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    (rect, response)
}

fn under(ui: &Ui, rect: Rect, t: &Tokens) {
    let line = Stroke::new(1.0, t.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}
