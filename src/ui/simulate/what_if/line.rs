//! When access begins and ends, for the person seen as: the days as marks on a line, and as a list.
//! A day that is chosen is the day answered for from then on.

use std::collections::BTreeSet;

use egui::{Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Open, State, marked_days, rows};
use crate::model::{Date, Key, Model, PrincipalId};
use crate::session::{Action, Actions, TimeLine, Turn, time_line};
use crate::ui::checks::words::count;
use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::shifts::is_small;
use crate::ui::theme::{self, Tokens, Type, Weight, radius};
use crate::ui::widgets::{Run, Section, coming, label, link, runs};
use crate::ui::{Context, wake};

/// As many lines are listed below a day.
const MOST_LINES: usize = 6;
const HEIGHT: f32 = 56.0;

/// Draws the section.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    actions: &mut Actions,
) {
    let who = cx.session.seeing_as().or(state.form.who.as_ref()).cloned();
    let Some(who) = who else {
        Section::new("Time line").count("nobody").show(ui, |ui| {
            let words = "Look with someone’s eyes to see when what they can do begins and ends";
            let t = theme::tokens(ui);
            label(ui, words, Type::Small, Weight::Regular, t.text2);
        });
        return;
    };
    let shown = open.filter(|open| !open.scenario.steps().is_empty());
    let line = line_of(ui, cx, shown, state, &who);
    let model = shown.map_or(cx.model, Open::model);
    let name = model.title(&Key::Principal(who.clone()));
    let title = format!("Time line of {name}");
    let words = match &line {
        Some(line) => count(line.turns.len(), "day", "days"),
        None => String::new(),
    };
    Section::new(&title).count(&words).show(ui, |ui| {
        let t = theme::tokens(ui);
        let Some(line) = line else {
            coming(ui, "Working out when access begins and ends");
            return;
        };
        if line.turns.is_empty() {
            let words = format!("No time windows: what {name} can do does not change by the day");
            label(ui, words, Type::Small, Weight::Regular, t.text2);
            return;
        }
        if shown.is_some() {
            let words = "As it would be in this scenario";
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
        strip(ui, cx, &line, actions);
        for turn in &line.turns {
            ui.push_id(turn.day.to_string(), |ui| {
                let all = &mut state.all_of;
                day(ui, cx, model, turn, all, actions);
            });
        }
    });
}

fn line_of(
    ui: &Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    who: &PrincipalId,
) -> Option<std::sync::Arc<TimeLine>> {
    if !cx.is_current() || open.is_some_and(|open| !open.is_current) {
        return None;
    }
    let engine = open.map_or(cx.engine, |open| &open.worked.engine).clone();
    let of = (cx.answers(), open.map(Open::version), who.clone());
    let actor = who.clone();
    let work = move || time_line(&engine, &actor);
    state.line.get(of, is_small(cx.model), work, wake(ui.ctx()))
}

/// The sign of a day, and its colour.
fn sign(turn: &Turn, t: &Tokens) -> (Icon, egui::Color32) {
    match (turn.shifts.n_gains(), turn.shifts.n_losses()) {
        (0, 0) => (icons::RADIO_BUTTON_UNCHECKED, t.text3),
        (_, 0) => (icons::ADD_CIRCLE, t.allowed),
        (0, _) => (icons::DO_NOT_DISTURB_ON, t.refused),
        _ => (icons::SWAP_VERT, t.warning),
    }
}

/// The line with its marks.
fn strip(ui: &mut Ui, cx: &Context<'_>, line: &TimeLine, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let marked = marked_days(cx);
    let Some((from, to)) = rows::axis(line, &marked) else {
        return;
    };
    let width = ui.available_width();
    let (room, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let axis = room.shrink2(vec2(36.0, 0.0));
    let x = |day: Date| axis.left() + axis.width() * rows::place(day, from, to);
    let middle = room.top() + 24.0;
    let painter = ui.painter().clone();
    painter.hline(room.x_range(), middle, Stroke::new(1.0, t.field));
    let mut taken: Vec<Rect> = Vec::new();
    let mut say = |ui: &Ui, day: Date, words: &str, below: bool| {
        let galley = paint::line(ui, words, Type::Micro.regular(), t.text2, 140.0);
        let top = if below { middle + 14.0 } else { room.top() };
        let left = (x(day) - galley.size().x / 2.0).clamp(
            room.left(),
            (room.right() - galley.size().x).max(room.left()),
        );
        let place = Rect::from_min_size(pos2(left, top), galley.size());
        // Words that would touch are left out: the list below has them all.
        if taken
            .iter()
            .all(|other| !other.expand(3.0).intersects(place))
        {
            painter.galley(place.min, galley, t.text2);
            taken.push(place);
        }
    };
    for (nth, day) in marked.iter().enumerate() {
        let ink = if nth == 0 { t.text2 } else { t.accent };
        let y = (middle - 8.0)..=(middle + 8.0);
        painter.vline(x(*day), y, Stroke::new(2.0, ink));
        say(ui, *day, if nth == 0 { "today" } else { "as of" }, false);
    }
    for turn in &line.turns {
        let at = pos2(x(turn.day), middle);
        let (icon, ink) = sign(turn, t);
        painter.circle_filled(at, 9.0, t.panel);
        icons::paint(&painter, icon, at, 18.0, ink);
        let id = ui.scope_id().with(("day", turn.day.to_string()));
        let response = ui.interact(
            Rect::from_center_size(at, vec2(20.0, 20.0)),
            id,
            Sense::click(),
        );
        let words = format!("Mark of {}", rows::turn(turn));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Outside, t);
        say(ui, turn.day, &turn.day.to_string(), true);
        if clicked(response, turn) {
            actions.push(Action::AsOf(Some(turn.day)));
        }
    }
}

fn clicked(response: Response, turn: &Turn) -> bool {
    let words = format!("{}\n{}", rows::turn(turn), rows::causes(turn));
    response.on_hover_text(words).clicked()
}

/// One day of the list.
fn day(
    ui: &mut Ui,
    cx: &Context<'_>,
    model: &Model,
    turn: &Turn,
    all_of: &mut BTreeSet<Date>,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (icon, ink) = sign(turn, t);
        icons::icon(ui, icon, 16.0, ink);
        let words = turn.day.to_string();
        if cx.day() == turn.day {
            label(ui, &words, Type::Small, Weight::Semibold, t.text);
            label(
                ui,
                "this day is answered for",
                Type::Small,
                Weight::Regular,
                t.text3,
            );
        } else if link(ui, &format!("As of {words}")).clicked() {
            actions.push(Action::AsOf(Some(turn.day)));
        }
        let words = rows::amount(&turn.shifts);
        label(ui, words, Type::Small, Weight::Medium, t.text);
    });
    let causes = rows::causes(turn);
    label(ui, causes, Type::Small, Weight::Regular, t.text2);
    let lines = rows::shift_lines(model, turn);
    let shown = match all_of.contains(&turn.day) {
        true => lines.len(),
        false => lines.len().min(MOST_LINES),
    };
    for (gain, words) in lines.iter().take(shown) {
        let can = if *gain { "can " } else { "no longer can " };
        let words = [Run::plain(can), Run::strong(words)];
        runs(ui, &words, Type::Small, t.text2, t.text);
    }
    let n_more = lines.len() - shown;
    if n_more > 0 && link(ui, &format!("Show {n_more} more")).clicked() {
        all_of.insert(turn.day);
    }
}
