//! Everyone who can: a head for each reason, a line for each person.

use egui::{Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::State as Simulate;
use super::State;
use super::rows::{Answer, Group, On, Row, Wanted};
use crate::engine::{ItemRef, Target};
use crate::model::Key;
use crate::ui::checks::words::{count, thousands};
use crate::ui::glyphs::{Origin, level_glyph};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};
use crate::ui::{Context, icons, kind_of, signs};

/// With more lines than this the reasons are folded at first.
const MOST_OPEN: usize = 60;

/// The rows of the list, kept until something is folded or another answer comes.
#[derive(Debug)]
pub struct Flat {
    of: Wanted,
    n_turned: usize,
    rows: Vec<(usize, Option<usize>)>,
}

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut Simulate,
    answer: &Answer,
    wanted: &Wanted,
) {
    let who = &mut state.who;
    let n_lines: usize = answer.groups.iter().map(|group| group.rows.len()).sum();
    let are_open = n_lines <= MOST_OPEN;
    let is_fresh = |flat: &Flat| flat.of == *wanted && flat.n_turned == who.turned.len();
    if !who.flat.as_ref().is_some_and(is_fresh) {
        who.flat = Some(flat(who, answer, wanted, are_open));
    }
    let Some(flat) = who.flat.take() else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    let has_many = !matches!(wanted.on, On::One(_));
    ScrollArea::vertical()
        .id_salt("everyone who can")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, flat.rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, nth) in flat.rows.get(range).unwrap_or_default() {
                let Some(group) = answer.groups.get(*at) else {
                    continue;
                };
                match nth {
                    None => {
                        let is_open = are_open != state.who.turned.contains(&key(group));
                        let turned = ui.push_id(("reason", at), |ui| head(ui, group, is_open));
                        if turned.inner && !state.who.turned.remove(&key(group)) {
                            state.who.turned.insert(key(group));
                        }
                    }
                    Some(nth) => {
                        if let Some(row) = group.rows.get(*nth) {
                            ui.push_id(("who", at, nth), |ui| line(ui, cx, state, row, has_many));
                        }
                    }
                }
            }
        });
    state.who.flat = Some(flat);
}

fn key(group: &Group) -> (crate::model::PermissionId, crate::model::LevelId, String) {
    (
        group.permission.clone(),
        group.level.clone(),
        group.reason.clone(),
    )
}

fn flat(state: &State, answer: &Answer, wanted: &Wanted, are_open: bool) -> Flat {
    let mut rows = Vec::new();
    for (at, group) in answer.groups.iter().enumerate() {
        rows.push((at, None));
        if are_open != state.turned.contains(&key(group)) {
            rows.extend((0..group.rows.len()).map(|nth| (at, Some(nth))));
        }
    }
    Flat {
        of: wanted.clone(),
        n_turned: state.turned.len(),
        rows,
    }
}

/// The head of a reason; true if it was folded or unfolded.
fn head(ui: &mut Ui, group: &Group, is_open: bool) -> bool {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
    let people = count(group.rows.len(), "person", "people");
    response.widget_info(|| {
        let name = format!("{}: {people}", group.sentence());
        WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, name)
    });
    let painter = ui.painter();
    let ground = if response.hovered() { t.hover } else { t.inset };
    painter.rect_filled(rect, 0.0, ground);
    let under = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, under);
    let middle = rect.center().y;
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
    let tile = Rect::from_center_size(pos2(rect.left() + 42.0, middle), vec2(18.0, 18.0));
    let (rank, top) = group.rank;
    level_glyph(
        painter,
        tile,
        signs::level(&group.level, rank, top),
        Origin::Own,
        t,
    );
    let number = thousands(group.rows.len());
    let number = paint::line(ui, &number, Type::Small.medium(), t.text, 60.0);
    let right = pos2(rect.right() - 14.0, middle);
    let end = paint::right_center(painter, right, number, t.text).left() - 10.0;
    let left = rect.left() + 58.0;
    let deed = paint::line(
        ui,
        &group.deed,
        Type::Small.semibold(),
        t.text,
        (end - left) * 0.5,
    );
    let after = paint::left_center(painter, pos2(left, middle), deed, t.text).right() + 5.0;
    let reason = format!("because of {}", group.reason);
    let reason = paint::line(ui, &reason, Type::Small.regular(), t.text2, end - after);
    paint::left_center(painter, pos2(after, middle), reason, t.text2);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response.on_hover_text(group.sentence()).clicked()
}

/// One person; a click asks why.
fn line(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, row: &Row, has_many: bool) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
    let is_asked = state.question.as_ref() == Some(&row.question);
    let beside = beside(row, has_many);
    response.widget_info(|| {
        let name = match beside.is_empty() {
            true => row.name.clone(),
            false => format!("{}, {beside}", row.name),
        };
        WidgetInfo::selected(Role::Row, true, is_asked, name)
    });
    let painter = ui.painter();
    if is_asked {
        painter.rect_filled(rect, 0.0, t.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    let under = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, under);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 42.0, middle);
    let kind = kind_of(cx.model, &Key::Principal(row.who.clone()));
    icons::paint(painter, kind.icon(), at, 16.0, kind.color(t));
    let door = pos2(rect.right() - 20.0, middle);
    icons::paint(painter, icons::CHEVRON_RIGHT, door, 16.0, t.text3);
    let right = rect.right() - 36.0;
    let words = paint::line(ui, &beside, Type::Small.regular(), t.text3, width * 0.5);
    let end = paint::right_center(painter, pos2(right, middle), words, t.text3).left() - 12.0;
    let left = rect.left() + 58.0;
    let font = if is_asked {
        Type::Small.medium()
    } else {
        Type::Small.regular()
    };
    let name = paint::line(ui, &row.name, font, t.text, end - left);
    paint::left_center(painter, pos2(left, middle), name, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    if response.on_hover_text("Click to read why").clicked() {
        state.question = Some(row.question.clone());
    }
}

/// What stands beside a name: how many they reach, that there are other reasons.
fn beside(row: &Row, has_many: bool) -> String {
    let mut parts = Vec::new();
    if row.by_pooling {
        parts.push("only by pooling".to_owned());
    }
    let target = &row.question.target;
    if has_many && *target != Target::NONE {
        let reached = match target.item {
            Some(ItemRef::Item(_) | ItemRef::Role(_)) => count(row.n_targets, "item", "items"),
            _ => count(row.n_targets, "person", "people"),
        };
        parts.push(format!("reaches {reached}"));
    }
    match row.n_others {
        0 => {}
        1 => parts.push("1 other reason".to_owned()),
        n => parts.push(format!("{n} other reasons")),
    }
    parts.join(" · ")
}
