//! CHECKS: expectations, duty rules and coverage at the left, findings and problems at the right.
//! `rows` and `coverage` are what is shown, as plain data; the rest draws it.

mod bar;
mod claims;
pub mod coverage;
mod findings;
mod gaps;
pub mod rows;
pub mod words;

use egui::{Align, Layout, Rect, Stroke, Ui, UiBuilder, pos2};

use crate::model::{Key, ModuleId};
use crate::session::{Actions, Background};

use super::icons::{self, Icon};
use super::theme::{self, Type, Weight, space};
use super::widgets::{Tone, label};
use super::{Context, wake};
use rows::{ClaimRow, Page, Wanted};

/// The views of the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Expectations, duty rules and findings.
    #[default]
    All,
    /// Duty rules, with their exceptions.
    Duties,
    /// What no expectation touches.
    Coverage,
}

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    /// In a small window only one column is shown: the right one.
    right: bool,
    module: Option<ModuleId>,
    touching: Option<Key>,
    /// Claims that hold are shown to the last one.
    all_holding: bool,
    pages: Background<Wanted, Page>,
    /// The page is of an earlier model, until the checks of this one are there.
    is_behind: bool,
}

/// As many claims that hold as are shown at first.
const FEW: usize = 14;

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    refresh(ui, cx, state);
    bar::show(ui, cx, state);
    let Some(page) = state.pages.last() else {
        waiting(ui);
        return;
    };
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, egui::Sense::hover());
    let t = theme::tokens(ui);
    ui.painter().rect_filled(room, 0.0, t.panel);
    if is_one_column(cx) {
        let is_right = state.right;
        let content = |ui: &mut Ui| side(ui, cx, state, &page, is_right, actions);
        part(ui, "one", room, content);
    } else {
        let middle = (room.left() + room.width() * 0.52).round();
        let left = Rect::from_min_max(room.min, pos2(middle, room.bottom()));
        let right = Rect::from_min_max(pos2(middle + 1.0, room.top()), room.max);
        ui.painter()
            .vline(middle + 0.5, room.y_range(), Stroke::new(1.0, t.line));
        part(ui, "left", left, |ui| {
            side(ui, cx, state, &page, false, actions)
        });
        part(ui, "right", right, |ui| {
            side(ui, cx, state, &page, true, actions)
        });
    }
}

fn waiting(ui: &mut Ui) {
    let t = theme::tokens(ui);
    ui.add_space(space::XL);
    ui.horizontal(|ui| {
        ui.add_space(space::XL);
        ui.add(egui::Spinner::new().size(16.0).color(t.accent));
        let words = "Checking what must hold";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    });
}

/// True where the window has room for one column only.
fn is_one_column(cx: &Context<'_>) -> bool {
    cx.room.is_small()
}

fn side(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    page: &Page,
    is_right: bool,
    actions: &mut Actions,
) {
    match (state.view, is_right) {
        (View::All, false) => claims::all(ui, cx, state, page, actions),
        (View::All, true) => findings::show(ui, cx, state, page, actions),
        (View::Duties, false) => claims::duties(ui, cx, state, page, actions),
        (View::Duties, true) => claims::conflicts(ui, cx, state, page, actions),
        (View::Coverage, false) => gaps::permissions(ui, cx, page, actions),
        (View::Coverage, true) => gaps::people(ui, cx, page, actions),
    }
}

/// Brings the page up to the model. While the checks of an edit are being worked out the page of
/// the model before it stays, and says so: no claim holds that was not checked.
fn refresh(ui: &Ui, cx: &Context<'_>, state: &mut State) {
    state.is_behind = cx.analysis.is_checking();
    if state.is_behind {
        return;
    }
    let wanted = Wanted {
        stamp: cx.answers(),
        day: cx.day(),
    };
    if state
        .touching
        .as_ref()
        .is_some_and(|key| !cx.model.contains(key))
    {
        state.touching = None;
    }
    let (checks, problems) = (cx.analysis.shared_checks(), cx.analysis.shared_problems());
    let engine = cx.engine.clone();
    let work = move || rows::page(&engine, &checks, &problems, wanted);
    let page = state.pages.get(wanted, cx.at_once(), work, wake(ui.ctx()));
    state.is_behind = page.is_none();
}

/// True if the filters let a claim through.
fn is_wanted(state: &State, row: &ClaimRow) -> bool {
    let in_module = state
        .module
        .as_ref()
        .is_none_or(|id| row.modules.contains(id));
    let touches = |key: &Key| row.key == *key || row.names.contains(key);
    in_module && state.touching.as_ref().is_none_or(touches)
}

/// A rectangle of its own to draw in.
pub(super) fn part(ui: &mut Ui, salt: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new()
        .id_salt(salt)
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min));
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    content(&mut child);
}

/// One number of a column's head.
pub(super) struct Count {
    pub icon: Icon,
    pub tone: Tone,
    pub text: String,
}

/// The head of a column: what stands in it, and how many.
pub(super) fn column_head(ui: &mut Ui, icon: Icon, title: &str, counts: &[Count], rest: &str) {
    let t = theme::tokens(ui);
    let size = egui::vec2(ui.available_width(), 36.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.inset);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let builder = UiBuilder::new()
        .id_salt(("column head", title))
        .max_rect(rect.shrink2(egui::vec2(14.0, 0.0)))
        .layout(Layout::left_to_right(Align::Center));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = space::S;
    icons::icon(&mut ui, icon, 16.0, t.text2);
    label(&mut ui, title, Type::Small, Weight::Semibold, t.text);
    for count in counts {
        ui.add_space(space::M);
        icons::icon(&mut ui, count.icon, 16.0, count.tone.ink(t));
        label(
            &mut ui,
            &count.text,
            Type::Small,
            Weight::Medium,
            count.tone.ink(t),
        );
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let text = Type::Small.rich(rest, Weight::Regular, t.text3);
        ui.add(egui::Label::new(text).truncate());
    });
}
