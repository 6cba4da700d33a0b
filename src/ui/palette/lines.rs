//! The lines of the palette: what was found, completions, and answers with their rows.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::model;
use crate::session::plain::Door;
use crate::session::{Found, Hit, Session};
use crate::ui::frame::icon_of;
use crate::ui::icons::{self, Icon};
use crate::ui::kind_of;
use crate::ui::paint;
use crate::ui::theme::{self, Type, radius};
use crate::ui::widgets::{Run, runs_galley};

use super::ROW;

/// An answer in its sentence, with how it was read; or why a question is not understood.
pub(super) fn said(ui: &mut Ui, hit: &Hit, chosen: bool) -> egui::Response {
    let t = theme::tokens(ui);
    let verdict = match &hit.found {
        Found::Answer { verdict, .. } => *verdict,
        _ => None,
    };
    let (icon, ink) = match (&hit.found, verdict) {
        (Found::Nothing, _) => (icons::HELP, t.warning),
        (_, Some(true)) => (icons::CHECK_CIRCLE, t.allowed),
        (_, Some(false)) => (icons::BLOCK, t.refused),
        (_, None) => (icons::FORUM, t.accent),
    };
    let width = ui.available_width();
    let room = width - 60.0;
    let sentence = [Run::strong(&hit.text)];
    let galley = runs_galley(ui, &sentence, Type::Body, t.text, t.text, room);
    let notes = (!hit.detail.is_empty()).then(|| {
        let notes = [Run::plain(&hit.detail)];
        runs_galley(ui, &notes, Type::Small, t.text2, t.text2, room)
    });
    let more = notes.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
    let height = galley.size().y + more + 14.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with("said"), Sense::CLICK);
    let words = match hit.detail.as_str() {
        "" => hit.text.clone(),
        detail => format!("{}, {detail}", hit.text),
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &words));
    ground(ui, rect, chosen, &response, t);
    let painter = ui.painter();
    icons::paint(painter, icon, rect.min + vec2(24.0, 16.0), 17.0, ink);
    let (at, line) = (rect.min + vec2(42.0, 7.0), galley.size().y);
    painter.galley(at, galley, t.text);
    if let Some(notes) = notes {
        painter.galley(at + vec2(0.0, line + 2.0), notes, t.text2);
    }
    response
}

fn ground(ui: &Ui, rect: Rect, chosen: bool, response: &egui::Response, t: &theme::Tokens) {
    let inner = rect.shrink2(vec2(6.0, 1.0));
    if chosen {
        ui.painter().rect_filled(inner, radius::FIELD, t.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(inner, radius::FIELD, t.hover);
    }
}

pub(super) fn row(
    ui: &mut Ui,
    session: &Session,
    (nth, hit): (usize, &Hit),
    chosen: bool,
) -> egui::Response {
    let t = theme::tokens(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(
        rect,
        ui.scope_id().with(nth).with(&hit.text).with(&hit.detail),
        Sense::CLICK,
    );
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListBoxOption,
            true,
            chosen,
            format!("{}, {}", hit.text, hit.detail),
        )
    });
    ground(ui, rect, chosen, &response, t);
    let (icon, ink) = sign(session, hit, t);
    icons::paint(
        ui.painter(),
        icon,
        rect.left_center() + vec2(24.0, 0.0),
        16.0,
        ink,
    );
    let wide = rect.width();
    // Of an answer the reason is the longer part.
    let share = if matches!(hit.found, Found::Row { .. }) {
        0.62
    } else {
        0.42
    };
    let detail = paint::line(
        ui,
        &hit.detail,
        Type::Small.regular(),
        t.text3,
        wide * share,
    );
    let at = rect.right_center() - vec2(16.0, 0.0);
    let left = paint::right_center(ui.painter(), at, detail, t.text3).left();
    let room = Rect::from_min_max(rect.min, egui::pos2(left, rect.bottom())).width() - 52.0;
    let text = paint::line(ui, &hit.text, Type::Small.medium(), t.text, room);
    paint::left_center(
        ui.painter(),
        rect.left_center() + vec2(42.0, 0.0),
        text,
        t.text,
    );
    response
}

fn sign(session: &Session, hit: &Hit, t: &theme::Tokens) -> (Icon, egui::Color32) {
    match &hit.found {
        Found::Command(command) => (icon_of(command.info().icon), t.text2),
        Found::Recent(_) => (icons::HISTORY, t.text2),
        Found::Fill(_) => (icons::SUBDIRECTORY_ARROW_RIGHT, t.text2),
        Found::Answer { .. } | Found::Nothing => (icons::FORUM, t.text2),
        Found::Row { door: None, .. } => (icons::LIST_ALT, t.accent),
        Found::Row {
            door: Some(door), ..
        } => sign_of(session, door, t),
        Found::Keep(_) => (icons::CHECKLIST, t.accent),
        Found::Record(key) => match (key, session.document()) {
            (model::Key::Label(_), _) => (icons::LABEL, t.text2),
            (model::Key::Item(_), _) => (icons::DESCRIPTION, t.text2),
            (_, Some(document)) => {
                let kind = kind_of(document.model(), key);
                (kind.icon(), kind.color(t))
            }
            _ => (icons::SEARCH, t.text2),
        },
    }
}

fn sign_of(session: &Session, door: &Door, t: &theme::Tokens) -> (Icon, egui::Color32) {
    match (door, session.document()) {
        (Door::Record(key), Some(document)) => {
            let kind = kind_of(document.model(), key);
            (kind.icon(), kind.color(t))
        }
        (Door::SeeAs(_), _) => (icons::VISIBILITY, t.text2),
        _ => (icons::CHEVRON_RIGHT, t.text2),
    }
}
