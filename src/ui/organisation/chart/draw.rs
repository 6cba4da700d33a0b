//! Draws lines, cards and fold signs that are in view.

use egui::{Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::State;
use crate::model::Key;
use crate::session::{Actions, Command};
use crate::ui::Context;
use crate::ui::frame::menu_item;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type, radius};

/// Below this zoom the second line goes.
const SECOND_LINE: f32 = 0.6;
/// Below this zoom only the card stays.
const NAMES: f32 = 0.35;
/// More cards in view than this are drawn without being controls.
const MOST_WIDGETS: usize = 400;

/// Lines to managers; those that are not of the first line dashed.
pub fn lines(ui: &Ui, cx: &Context<'_>, state: &State, viewport: Rect) {
    let t = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(viewport);
    let visible = state.camera.visible(viewport);
    let stroke = Stroke::new(1.0, t.field);
    for link in &state.plan.layout.links {
        let mut around = Rect::NOTHING;
        link.points.iter().for_each(|p| around.extend_with(*p));
        if visible.intersects(around.expand(1.0)) {
            let points: Vec<Pos2> = link
                .points
                .iter()
                .map(|p| crisp(state.camera.to_screen(viewport, *p)))
                .collect();
            painter.line(points, stroke);
        }
    }
    for (from, to) in &state.plan.dotted {
        if visible.intersects(from.union(*to)) {
            let points = around(*from, *to).map(|p| state.camera.to_screen(viewport, p));
            paint::dashed_path(&painter, &points, stroke, paint::ADDITIONAL);
        }
    }
    let _ = cx;
}

/// The middle of a pixel, so that a line of one point is one pixel wide.
fn crisp(at: Pos2) -> Pos2 {
    at.floor() + vec2(0.5, 0.5)
}

/// A line that leaves a card at its side, so that it does not hide the tree.
fn around(from: Rect, to: Rect) -> [Pos2; 4] {
    let right = to.center().x >= from.center().x;
    let (a, b) = if right {
        (from.right_center(), to.left_center())
    } else {
        (from.left_center(), to.right_center())
    };
    let x = if right {
        from.right() + 7.0
    } else {
        from.left() - 7.0
    };
    let (a, b) = (a + vec2(0.0, 14.0), b + vec2(0.0, 14.0));
    [a, pos2(x, a.y), pos2(x, b.y), b]
}

/// Cards, then fold signs.
pub fn cards(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    viewport: Rect,
    actions: &mut Actions,
) {
    let visible = state.camera.visible(viewport);
    let seen: Vec<(usize, Rect)> = state
        .plan
        .shown
        .iter()
        .filter(|(_, rect)| visible.intersects(*rect))
        .copied()
        .collect();
    let as_widgets = seen.len() <= MOST_WIDGETS;
    let mut to_fold = None;
    for (nth, rect) in seen {
        let place = state.camera.rect_to_screen(viewport, rect);
        if card(ui, cx, state, nth, place, as_widgets, actions) {
            to_fold = Some(nth);
        }
    }
    let id = to_fold
        .and_then(|nth| state.plan.people.get(nth))
        .map(|p| p.id.clone());
    if let Some(id) = id {
        state.fold(&id);
    }
}

/// One card. True if it is to be folded or unfolded.
fn card(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    nth: usize,
    rect: Rect,
    is_widget: bool,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let Some(person) = state.plan.people.get(nth) else {
        return false;
    };
    let key = Key::Principal(person.id.clone());
    let selected = cx.is_selected(&key);
    let n_below = state.plan.layout.n_below.get(nth).copied().unwrap_or(0);
    let mut fold = false;
    let mut hovered = false;
    if is_widget {
        let id = ui.scope_id().with(("card", person.id.as_str()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let name = if n_below == 0 {
            person.name.clone()
        } else {
            format!("{}, {n_below} below", person.name)
        };
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, selected, &name));
        hovered = response.hovered();
        fold = response.double_clicked() && n_below > 0;
        if response.clicked() {
            let held = ui.input(|input| input.modifiers.command);
            if held {
                actions.push(crate::session::Action::Toggle(key.clone()));
            } else {
                actions.select(key.clone());
            }
        }
        state.moving.drag(nth, &response);
        menu(cx, &key, &response, actions);
        if response.has_focus() {
            paint::focus_outline(ui.painter(), rect, 6.0, Ring::Outside, t);
        }
    }
    let zoom = state.camera.zoom();
    let is_left = state.moving.is_moving(nth);
    let is_target = state.moving.is_target(nth);
    let fill = match (selected, hovered) {
        (true, _) => t.selected,
        (_, true) => t.hover,
        _ => t.panel,
    };
    let corner = f32::from(radius::CARD) * zoom.min(1.0);
    let painter = ui.painter();
    if is_left || is_target {
        let (ink, dash) = if state.moving.is_refused(nth) {
            (t.refused, paint::DROP)
        } else if is_target {
            (t.accent, paint::DROP)
        } else {
            (t.field, paint::ABSENT)
        };
        painter.rect_filled(rect, corner, if is_target { t.selected } else { t.canvas });
        paint::dashed_rect(painter, rect, corner, Stroke::new(2.0, ink), dash);
    } else {
        let edge = if selected {
            Stroke::new(2.0, t.accent)
        } else {
            Stroke::new(1.0, t.line)
        };
        painter.rect(rect, corner, fill, edge, StrokeKind::Inside);
    }
    if zoom >= NAMES {
        words(ui, state, nth, rect, n_below, t);
        if is_widget && n_below > 0 && zoom >= SECOND_LINE {
            fold |= count(ui, state, nth, rect, n_below);
        }
    }
    fold
}

/// What can be done with someone, at a right click.
fn menu(cx: &Context<'_>, key: &Key, card: &egui::Response, actions: &mut Actions) {
    if card.secondary_clicked() && !cx.is_selected(key) {
        actions.select(key.clone());
    }
    egui::Popup::context_menu(card).show(|ui| {
        for command in [
            Command::MoveUnder,
            Command::WhatIf,
            Command::SeeAsSelected,
            Command::Remove,
        ] {
            menu_item(ui, cx.session, command, actions);
        }
    });
}

fn words(ui: &Ui, state: &State, nth: usize, rect: Rect, n_below: usize, t: &Tokens) {
    let Some(person) = state.plan.people.get(nth) else {
        return;
    };
    let zoom = state.camera.zoom();
    let scale =
        |kind: Type, weight| egui::FontId::new(kind.size() * zoom, kind.font(weight).family);
    let pad = 11.0 * zoom;
    let room = rect.width() - 2.0 * pad;
    let painter = ui.painter();
    let has_second = zoom >= SECOND_LINE && (!person.line.is_empty() || n_below > 0);
    let name = paint::line(
        ui,
        &person.name,
        scale(Type::Body, theme::Weight::Semibold),
        t.text,
        room,
    );
    let y = if has_second {
        rect.top() + 19.0 * zoom
    } else {
        rect.center().y
    };
    paint::left_center(painter, pos2(rect.left() + pad, y), name, t.text);
    if !has_second {
        return;
    }
    let y = rect.top() + 40.0 * zoom;
    let mut end = rect.right() - pad;
    if n_below > 0 {
        let digits = n_below.to_string().len() as f32;
        end -= (digits * 7.5 + if person.folded { 22.0 } else { 6.0 }) * zoom;
    }
    let font = scale(Type::Small, theme::Weight::Regular);
    let line = paint::line(ui, &person.line, font, t.text3, end - rect.left() - pad);
    paint::left_center(painter, pos2(rect.left() + pad, y), line, t.text3);
}

/// How many are below, bottom right of a card: folds and unfolds. True if it was chosen.
fn count(ui: &Ui, state: &State, nth: usize, card: Rect, n_below: usize) -> bool {
    let t = theme::tokens(ui);
    let Some(person) = state.plan.people.get(nth) else {
        return false;
    };
    let zoom = state.camera.zoom();
    let font = egui::FontId::new(12.0 * zoom, Type::Small.medium().family);
    let words = ui
        .painter()
        .layout_no_wrap(n_below.to_string(), font, t.text2);
    let width = words.size().x + if person.folded { 24.0 } else { 8.0 } * zoom;
    let corner = card.right_bottom() - vec2(7.0, 8.0) * zoom;
    let rect = Rect::from_min_max(corner - vec2(width, 20.0 * zoom), corner);
    let id = ui.scope_id().with(("fold", person.id.as_str()));
    let response = ui.interact(rect, id, Sense::click());
    let verb = if person.folded { "Unfold" } else { "Fold" };
    let name = format!("{verb} {}, {n_below} below", person.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let painter = ui.painter();
    let round = 10.0 * zoom;
    if response.hovered() {
        painter.rect_filled(rect, round, t.hover);
    }
    if person.folded {
        let edge = Stroke::new(1.0, t.line);
        painter.rect_stroke(rect, round, edge, StrokeKind::Inside);
        let at = rect.left_center() + vec2(11.0, 0.0) * zoom;
        icons::paint(painter, icons::UNFOLD_MORE, at, 13.0 * zoom, t.text2);
    }
    let pad = if person.folded { 6.0 } else { 4.0 };
    let right = rect.right_center() - vec2(pad, 0.0) * zoom;
    paint::right_center(painter, right, words, t.text2);
    if response.has_focus() {
        paint::focus_outline(painter, rect, round, Ring::Outside, t);
    }
    response.on_hover_text(name).clicked()
}

/// What the lines mean, bottom left.
pub fn legend(ui: &mut Ui, cx: &Context<'_>, state: &State, viewport: Rect) {
    let t = theme::tokens(ui);
    let lines = &cx.model.settings().lines;
    let mut parts: Vec<(String, bool)> = Vec::new();
    if let Some(line) = lines.first() {
        parts.push((line.name.to_lowercase(), false));
    }
    if state.plan.has_others {
        parts.push(("other lines".to_owned(), true));
    }
    let font = Type::Micro.regular();
    let texts: Vec<_> = parts
        .iter()
        .map(|(words, _)| {
            ui.painter()
                .layout_no_wrap(words.clone(), font.clone(), t.text2)
        })
        .collect();
    let below = ui
        .painter()
        .layout_no_wrap("Number: people below".to_owned(), font, t.text2);
    let mut width = 12.0 + below.size().x + 12.0;
    width += texts
        .iter()
        .map(|text| 24.0 + 6.0 + text.size().x + 16.0)
        .sum::<f32>();
    let at = pos2(viewport.left() + 14.0, viewport.bottom() - 14.0 - 32.0);
    let rect = Rect::from_min_size(at, vec2(width, 32.0));
    if rect.right() > viewport.right() - 380.0 {
        return;
    }
    let painter = ui.painter();
    painter.rect(
        rect,
        radius::CARD,
        t.panel,
        Stroke::new(1.0, t.line),
        StrokeKind::Inside,
    );
    let mut x = rect.left() + 12.0;
    let y = rect.center().y;
    for ((_, dashed), text) in parts.iter().zip(texts) {
        let points = [pos2(x, y), pos2(x + 24.0, y)];
        let stroke = Stroke::new(1.0, t.field);
        if *dashed {
            paint::dashed_path(painter, &points, stroke, paint::ADDITIONAL);
        } else {
            painter.line_segment(points, stroke);
        }
        x = paint::left_center(painter, pos2(x + 30.0, y), text, t.text2).right() + 16.0;
    }
    paint::left_center(painter, pos2(x, y), below, t.text2);
}
