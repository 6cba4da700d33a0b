//! SIMULATE: the HR system with someone's eyes, and why. `rows` is what is shown, as plain data;
//! the rest draws it. Everything on the page is a question that can be clicked.

pub mod administration;
mod asked;
mod bar;
mod list;
pub mod matrix;
mod menu;
mod record;
pub mod rows;
pub mod side;
pub mod what_if;
pub mod who;
mod why;

use std::sync::Arc;

use egui::{Frame, Stroke, Ui, UiBuilder, pos2};

use crate::engine::{Question, Target};
use crate::model::{LevelId, ModuleId, PermissionId, PrincipalId};
use crate::session::{Action, Actions, Background, Eyes};

use super::icons;
use super::theme::{self, Type, Weight, radius, space};
use super::widgets::{EmptyPlace, label, waiting};
use super::{Context, wake};
use rows::{ListOf, Page, Wanted};

pub use why::show as show_why;

/// The views of the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The HR system as someone sees it.
    #[default]
    SeeAs,
    /// Everyone who can do one thing.
    WhoCan,
    /// Two beside each other, or one now and before.
    SideBySide,
    /// What would come of something, before it is done.
    WhatIf,
    /// Who can do what, all of it at once.
    Matrix,
    /// The answer to a plain question.
    Asked,
}

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    /// With whose eyes, as the window as a whole says.
    actor: Option<PrincipalId>,
    has_begun: bool,
    /// One role or group whose eyes are used, as last seen.
    eyes: Option<Eyes>,
    module: Option<ModuleId>,
    list: Option<ListOf>,
    target: Option<Target>,
    search: String,
    hide_absent: bool,
    /// Dead buttons are spelled out.
    shows_dead: bool,
    /// What was clicked: the question the Why panel answers.
    pub(super) question: Option<Question>,
    /// The question the graph was given last.
    handed_on: Option<Question>,
    page: Option<Arc<Page>>,
    pages: Background<Wanted, Page>,
    /// What of the list holds the text that is searched for.
    found: Background<(Wanted, String), Vec<usize>>,
    /// Place of the open record in the list, for a page and what was found on it.
    cursor: Option<((Wanted, String), Option<usize>)>,
    administration: administration::State,
    who: who::State,
    side: side::State,
    readings: why::Readings,
    offers: why::Offers,
    what_if: what_if::State,
    matrix: matrix::State,
    asked: asked::State,
}

impl State {
    /// Asks a question from elsewhere in the window.
    pub fn ask(&mut self, question: Question) {
        self.view = View::SeeAs;
        self.administration.leave();
        self.actor = Some(question.actor.clone());
        self.module = Some(question.permission.module());
        self.list = None;
        self.target = Some(question.target.clone()).filter(|target| *target != Target::NONE);
        self.question = Some(question);
    }

    /// Asks who can see what a permission shows of a target, or who can do it where it shows nothing.
    fn ask_who(
        &mut self,
        cx: &Context<'_>,
        permission: &PermissionId,
        level: Option<LevelId>,
        target: &Target,
    ) {
        let fields = cx.engine.fields_shown(permission, target);
        self.who
            .ask(fields, permission.clone(), level, target.clone());
        self.view = View::WhoCan;
    }

    /// Thinks out what would come of something, for someone if one is given.
    pub fn what_if(&mut self, who: Option<PrincipalId>) {
        self.view = View::WhatIf;
        self.what_if.think_of(who);
    }

    /// Looks with someone's eyes.
    pub fn see_as(&mut self, who: PrincipalId) {
        self.view = View::SeeAs;
        self.actor = Some(who);
        self.target = None;
        self.question = None;
    }

    /// Lists everyone who can.
    pub fn show_who_can(
        &mut self,
        permission: PermissionId,
        level: LevelId,
        target: Option<Target>,
    ) {
        self.view = View::WhoCan;
        let target = target.unwrap_or(Target::NONE);
        self.who.ask(Vec::new(), permission, Some(level), target);
    }

    /// Shows the answer to a plain question.
    pub fn show_answer(&mut self, question: String) {
        self.view = View::Asked;
        self.asked.ask(question);
    }

    /// True while the Why panel has something to answer.
    pub fn has_question(&self) -> bool {
        self.question.is_some() || self.administration.asked.is_some()
    }

    /// What everyone who can is to be lit for in the graph, once after it was asked for.
    pub fn take_shown(&mut self) -> Option<(PermissionId, Option<Target>)> {
        self.who.take_shown()
    }

    /// The question to light in the graph, once after it was asked.
    pub fn take_asked(&mut self) -> Option<Question> {
        // The graph knows no one who stands in.
        if self.question == self.handed_on || self.eyes.is_some() {
            return None;
        }
        self.handed_on = self.question.clone();
        self.question.clone()
    }
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if let Some(eyes) = cx.session.eyes() {
        let stand_in = cx.session.stand_in().map(|(one, _)| one.who.clone());
        if state.eyes.as_ref() != Some(eyes) {
            state.eyes = Some(eyes.clone());
            state.question = None;
        }
        state.actor = stand_in;
    } else if let Some(who) = cx.session.seeing_as() {
        if state.actor.as_ref() != Some(who) {
            state.actor = Some(who.clone());
            state.question = None;
        }
    } else if !state.has_begun && state.view == View::SeeAs {
        // Someone is chosen to begin with, so that the page is never empty at first sight.
        state.actor = first_actor(cx);
        actions.push(Action::SeeAs(state.actor.clone()));
    } else {
        state.actor = None;
    }
    if cx.session.eyes().is_none() {
        state.eyes = None;
    }
    state.has_begun |= state.view == View::SeeAs;
    if state.what_if.takes_to_see_as() {
        state.view = View::SeeAs;
    }
    let seen = cx.as_seen();
    let cx = if state.view == View::SeeAs { &seen } else { cx };
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    bar::show(ui, cx, state, actions);
    ui.spacing_mut().item_spacing.y = gap;
    match state.view {
        View::SeeAs => {}
        View::Matrix => {
            page(ui, cx, |ui| {
                let asked = matrix::show(ui, cx, &mut state.matrix, actions);
                state.question = asked.or(state.question.take());
            });
            return;
        }
        View::WhatIf => {
            what_if::show(ui, cx, &mut state.what_if, actions);
            state.question = state.what_if.take_question().or(state.question.take());
            return;
        }
        View::WhoCan => return page(ui, cx, |ui| who::show(ui, cx, state, actions)),
        View::Asked => return page(ui, cx, |ui| asked::show(ui, cx, state, actions)),
        View::SideBySide => {
            // Two are set beside each other with nobody's eyes as well.
            let known = |id: &PrincipalId| cx.model.principals().contains(id);
            let first = state
                .actor
                .clone()
                .filter(known)
                .or_else(|| first_actor(cx));
            if let Some(first) = first {
                page(ui, cx, |ui| side::show(ui, cx, state, &first));
            }
            return;
        }
    }
    let actor = state.actor.clone();
    let Some(actor) = actor.filter(|id| cx.model.principals().contains(id)) else {
        if cx.session.eyes().is_some() {
            page(ui, cx, |ui| waiting(ui, "Looking through these eyes"));
            return;
        }
        state.actor = None;
        EmptyPlace {
            icon: icons::VISIBILITY,
            title: "Seeing as nobody",
            why: "Choose in “Eyes of” whose view of the HR system stands here",
            button: None,
        }
        .show(ui);
        return;
    };
    page(ui, cx, |ui| see_as(ui, cx, state, actor));
}

/// The page of a view, with the canvas around it.
fn page(ui: &mut Ui, cx: &Context<'_>, content: impl FnOnce(&mut Ui)) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.canvas)
        .inner_margin(if cx.room.is_cramped() {
            space::M
        } else {
            space::XL
        })
        .show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            ui.scope_builder(UiBuilder::new().max_rect(room), content);
        });
}

fn first_actor(cx: &Context<'_>) -> Option<PrincipalId> {
    use crate::model::Key;
    if let Some(Key::Principal(id)) = cx.selected() {
        return Some(id.clone());
    }
    cx.model.principals().ids().next().cloned()
}

fn refresh(ctx: &egui::Context, cx: &Context<'_>, state: &mut State, actor: PrincipalId) {
    let wanted = Wanted {
        revision: cx.answers(),
        actor,
        module: state.module.clone(),
        list: state.list.clone(),
        target: state.target.clone(),
    };
    if state.page.as_ref().is_none_or(|page| page.wanted != wanted) {
        let (engine, of) = (cx.engine.clone(), wanted.clone());
        let work = move || rows::page(&engine, of);
        // The page before stays for the moment it takes; its head says whose it is.
        if let Some(page) = state.pages.get(wanted, cx.at_once(), work, wake(ctx)) {
            state.page = Some(page);
        }
    }
}

fn see_as(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actor: PrincipalId) {
    refresh(ui.ctx(), cx, state, actor);
    let Some(page) = state.page.clone() else {
        return;
    };
    let t = theme::tokens(ui);
    let frame = Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER);
    frame.show(ui, |ui| {
        let full = ui.available_rect_before_wrap();
        ui.allocate_rect(full, egui::Sense::hover());
        let head = egui::Rect::from_min_size(full.min, egui::vec2(full.width(), 40.0));
        head_line(ui, head, cx, &page);
        let top = head.bottom();
        let menu_width = match full.width() {
            width if width < menu::FOLDED_BELOW => menu::FOLDED,
            width if width < 860.0 => 132.0,
            _ => 172.0,
        };
        let rest = full.width() - menu_width;
        let list_width = (rest * 0.42).clamp(200.0, 430.0).min(rest * 0.6);
        let menu_end = full.left() + menu_width;
        let list_end = menu_end + list_width;
        let painter = ui.painter().clone();
        let line = Stroke::new(1.0, t.line);
        painter.hline(full.x_range(), top, line);
        painter.vline(menu_end, top..=full.bottom(), line);
        painter.vline(list_end, top..=full.bottom(), line);
        let column = |from: f32, to: f32| {
            egui::Rect::from_min_max(pos2(from, top + 1.0), pos2(to, full.bottom() - 1.0))
        };
        let menu_rect = column(full.left() + 1.0, menu_end);
        part(ui, "menu", menu_rect, |ui| menu::show(ui, cx, &page, state));
        let list_rect = column(menu_end + 1.0, list_end);
        let record_rect = column(list_end + 1.0, full.right() - 1.0);
        if state.administration.is_open {
            part(ui, "users", list_rect, |ui| {
                administration::show_list(ui, cx, &page, state);
            });
            part(ui, "acts", record_rect, |ui| {
                administration::show_record(ui, cx, &page, state);
            });
            return;
        }
        part(ui, "list", list_rect, |ui| list::show(ui, cx, &page, state));
        part(ui, "record", record_rect, |ui| {
            record::show(ui, cx, &page, state);
        });
    });
}

fn part(ui: &mut Ui, salt: &str, rect: egui::Rect, content: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(salt)
            .max_rect(rect)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    content(&mut child);
}

fn head_line(ui: &mut Ui, rect: egui::Rect, cx: &Context<'_>, page: &Page) {
    let t = theme::tokens(ui);
    let builder = UiBuilder::new()
        .id_salt("head")
        .max_rect(rect.shrink2(egui::vec2(16.0, 0.0)))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut ui = ui.new_child(builder);
    ui.set_clip_rect(rect);
    icons::icon(&mut ui, icons::VISIBILITY, 17.0, t.accent);
    let title = format!("The HR system as {} sees it", page.actor);
    label(&mut ui, title, Type::Small, Weight::Semibold, t.text);
    let day = format!(
        "on {} · calculated from the model, no real record opened",
        cx.day()
    );
    let room = ui.available_width() - 190.0;
    if room > 120.0 {
        let text = Type::Small.rich(day, Weight::Regular, t.text3);
        ui.add_sized(
            [room.min(460.0), 18.0],
            egui::Label::new(text).truncate().halign(egui::Align::Min),
        );
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let text = format!("{} permissions above none", page.n_permissions);
        label(ui, text, Type::Small, Weight::Regular, t.text3);
    });
}
