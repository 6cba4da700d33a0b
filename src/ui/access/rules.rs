//! The rules as sentences, sort by sort: to read, to add, to change in place, to remove. The one
//! that is selected shows its words as chips; a new one is a draft that changes nothing until it is
//! added. A refusal stands at the rule it is about.

use egui::{Frame, Role as Part, ScrollArea, Sense, Stroke, Ui, WidgetInfo};

use crate::engine::{Words, gate};
use crate::model::{Change, Key, Model, SwitchId};
use crate::session::edits::policies::{self, Rule, Sort};
use crate::session::edits::{removal, rules};
use crate::session::{Action, Actions, Refusal};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{
    Button, Chip, Run, TextField, icon_button, label, page_card, runs, runs_galley,
};
use crate::ui::{Context, icons};

use super::rule_edit;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct State {
    filter: String,
    only: Option<Sort>,
    draft: Option<Draft>,
    /// Name of the change last asked for, and the rule it was about; none for the draft.
    asked: Option<(String, Option<Key>)>,
    /// The rule that was open last: another one comes into view.
    opened: Option<Key>,
}

/// A rule that is being made.
#[derive(Debug)]
struct Draft {
    rule: Rule,
    tried: bool,
    /// The key it will have, once adding it was asked for.
    coming: Option<Key>,
    is_new: bool,
}

impl State {
    /// Opens a draft of a rule.
    pub fn start(&mut self, sort: Sort) {
        self.only = self.only.filter(|only| *only == sort);
        self.filter.clear();
        self.draft = Some(Draft {
            rule: Rule::blank(sort),
            tried: false,
            coming: None,
            is_new: true,
        });
    }

    /// The refusal of what was asked for here, while it waits.
    fn refused<'a>(&self, cx: &Context<'a>) -> Option<&'a Refusal> {
        let (label, _) = self.asked.as_ref()?;
        let refusal = cx.session.refusal()?;
        (refusal.label == *label).then_some(refusal)
    }

    /// The same, as it stands at a rule, or at the draft.
    fn refused_at<'a>(&self, cx: &Context<'a>, key: Option<&Key>) -> Option<&'a Refusal> {
        let (_, at) = self.asked.as_ref()?;
        (at.as_ref() == key).then(|| self.refused(cx)).flatten()
    }

    /// True while a refusal is told at a rule in view.
    pub fn shows_refusal(&self, cx: &Context<'_>) -> bool {
        let is_there = match &self.asked {
            Some((_, Some(key))) => cx.is_selected(key),
            Some((_, None)) => self.draft.is_some(),
            None => false,
        };
        is_there && self.refused(cx).is_some()
    }

    fn ask(&mut self, change: Change, of: Option<Key>, actions: &mut Actions) {
        self.asked = Some((change.label.clone(), of));
        actions.apply(change);
    }
}

/// A rule with its sentence.
struct Sentence {
    key: Key,
    text: String,
}

/// Draws the view.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if let Some(draft) = &state.draft
        && draft
            .coming
            .as_ref()
            .is_some_and(|key| cx.model.contains(key))
    {
        state.draft = None;
    }
    let lists = sentences(cx.model);
    filters(ui, state, &lists);
    let wanted = state.filter.trim().to_lowercase();
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::new().inner_margin(space::XL).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(980.0));
                for (sort, list) in Sort::ALL.into_iter().zip(&lists) {
                    if state.only.is_some_and(|only| only != sort) {
                        continue;
                    }
                    let fits = |one: &&Sentence| {
                        let text = format!("{} {}", cx.model.title(&one.key), one.text);
                        let text = text.to_lowercase();
                        wanted.split_whitespace().all(|word| text.contains(word))
                    };
                    let shown: Vec<&Sentence> = list.iter().filter(fits).collect();
                    if shown.is_empty() && !wanted.is_empty() {
                        continue;
                    }
                    part(ui, cx, sort, &shown, state, actions);
                }
            });
        });
}

fn filters(ui: &mut Ui, state: &mut State, lists: &[Vec<Sentence>; 6]) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .inner_margin(egui::Margin::symmetric(16, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let filter = state.filter.clone();
                let field = TextField::bare("Filter rules", &filter)
                    .icon(icons::FILTER_LIST)
                    .width(240.0)
                    .show(ui);
                if let Some(text) = field.draft.or(field.done) {
                    state.filter = text;
                }
                for (sort, list) in Sort::ALL.into_iter().zip(lists) {
                    let text = format!("{}, {}", sort.heading(), list.len());
                    let on = state.only == Some(sort);
                    if Chip::new(&text).on(on).show(ui).response.clicked() {
                        state.only = if on { None } else { Some(sort) };
                    }
                }
            });
        });
}

fn part(
    ui: &mut Ui,
    cx: &Context<'_>,
    sort: Sort,
    list: &[&Sentence],
    state: &mut State,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        label(ui, sort.heading(), Type::Body, Weight::Semibold, t.text);
        let count = list.len().to_string();
        label(ui, count, Type::Small, Weight::Regular, t.text3);
        let purpose = sort.purpose();
        label(ui, purpose, Type::Small, Weight::Regular, t.text3);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let text = format!("Add a {}", sort.word());
            let text = text.replace("a implication", "an implication");
            let add = Button::plain(&text).icon(icons::ADD);
            if ui.add(add).clicked() {
                state.start(sort);
            }
        });
    });
    ui.add_space(2.0);
    let drafting = state.draft.as_ref().is_some_and(|d| d.rule.sort() == sort);
    if !list.is_empty() || drafting {
        page_card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if drafting {
                draft(ui, cx, sort, state, actions);
            }
            for one in list {
                ui.push_id(&one.key, |ui| match cx.is_selected(&one.key) {
                    true => opened(ui, cx, one, state, actions),
                    false => row(ui, cx, one, state, actions),
                });
            }
        });
    }
    ui.add_space(space::XL);
}

/// The frame of the rule that is open.
fn open_frame<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.inset)
        .stroke(Stroke::new(1.0, t.accent))
        .corner_radius(radius::CARD)
        .inner_margin(10.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            content(ui)
        })
        .inner
}

fn opened(ui: &mut Ui, cx: &Context<'_>, one: &Sentence, state: &mut State, actions: &mut Actions) {
    let Some(rule) = Rule::of(cx.model, &one.key) else {
        return;
    };
    open_frame(ui, |ui| {
        if let Some(change) = rule_edit::show(ui, cx, &rule) {
            state.ask(change, Some(one.key.clone()), actions);
        }
        broken_by(ui, cx, &rule, actions);
        refusal(ui, state.refused_at(cx, Some(&one.key)), actions);
        ui.horizontal(|ui| {
            if ui.add(Button::new("Close")).clicked() {
                actions.push(Action::Select(None));
            }
            let text = format!("Remove this {}", rule.sort().word());
            if ui
                .add(Button::destructive(&text).icon(icons::DELETE))
                .clicked()
            {
                let change = removal::remove(cx.model, std::slice::from_ref(&one.key));
                state.ask(change, Some(one.key.clone()), actions);
            }
        });
        if state.opened.as_ref() != Some(&one.key) {
            state.opened = Some(one.key.clone());
            ui.scroll_to_rect(ui.min_rect().expand(space::XL), None);
        }
    });
}

/// Roles a requirement does not fit: it can be added before they are mended.
pub fn broken_by(ui: &mut Ui, cx: &Context<'_>, rule: &Rule, actions: &mut Actions) {
    let Rule::Requirement(of) = rule else {
        return;
    };
    if of.main.as_str().is_empty() {
        return;
    }
    let t = theme::tokens(ui);
    for (role, sentence) in gate::violations_of(cx.model, of) {
        ui.horizontal_wrapped(|ui| {
            icons::icon(ui, icons::WARNING, 16.0, t.warning);
            let name = cx.model.title(&Key::Role(role.clone()));
            if crate::ui::widgets::link(ui, &name).clicked() {
                actions.select(Key::Role(role));
            }
            let words = format!("does not fit it yet: {sentence}");
            label(ui, words, Type::Small, Weight::Regular, t.warning);
        });
    }
}

/// Why what was asked for here was not accepted.
fn refusal(ui: &mut Ui, refusal: Option<&Refusal>, actions: &mut Actions) {
    let Some(refusal) = refusal else { return };
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        icons::icon(ui, icons::ERROR, 16.0, t.refused);
        let words = [
            Run::strong("Not accepted: "),
            Run::plain(&refusal.label),
            Run::plain(". "),
            Run::plain(&refusal.reason),
            Run::plain(". Nothing has changed"),
        ];
        if icon_button(ui, icons::CLOSE, "Put this away", true).clicked() {
            actions.push(Action::DismissRefusal);
        }
        runs(ui, &words, Type::Small, t.refused, t.refused);
    });
}

fn draft(ui: &mut Ui, cx: &Context<'_>, sort: Sort, state: &mut State, actions: &mut Actions) {
    let refused = state.refused_at(cx, None);
    let Some(draft) = &mut state.draft else {
        return;
    };
    let t = theme::tokens(ui);
    let mut close = false;
    let mut asked = None;
    open_frame(ui, |ui| {
        let title = format!("New {}", sort.word());
        label(ui, title, Type::Body, Weight::Semibold, t.text);
        if let Some((rule, _)) = rule_edit::edit(ui, cx, &draft.rule, true) {
            draft.rule = rule;
        }
        broken_by(ui, cx, &draft.rule, actions);
        let missing = draft.rule.missing();
        if let Some(text) = missing {
            let ink = if draft.tried { t.refused } else { t.text3 };
            label(ui, text, Type::Small, Weight::Regular, ink);
        }
        refusal(ui, refused, actions);
        ui.horizontal(|ui| {
            let text = format!("Add this {}", sort.word());
            if ui.add(Button::primary(&text)).clicked() {
                draft.tried = true;
                if missing.is_none() {
                    let (change, key) = policies::add(cx.model, draft.rule.clone());
                    draft.coming = Some(key.clone());
                    asked = Some((change, key));
                }
            }
            close = ui.add(Button::plain("Cancel")).clicked();
        });
        if std::mem::take(&mut draft.is_new) {
            ui.scroll_to_rect(ui.min_rect().expand(space::XL), None);
        }
    });
    if let Some((change, key)) = asked {
        state.asked = Some((change.label.clone(), None));
        actions.push(Action::ApplyAndSelect(change, key));
    }
    if close {
        state.draft = None;
    }
}

fn row(ui: &mut Ui, cx: &Context<'_>, one: &Sentence, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if let Key::Switch(id) = &one.key {
            toggle(ui, cx, id, actions);
        }
        let room = ui.available_width() - 34.0;
        let name = cx.model.title(&one.key);
        let named = name != one.key.id();
        let strong = format!("{name}. ");
        let words = if named {
            vec![Run::strong(&strong), Run::plain(&one.text)]
        } else {
            vec![Run::plain(&one.text)]
        };
        let galley = runs_galley(ui, &words, Type::Small, t.text2, t.text, room - 12.0);
        let size = egui::vec2(room, (galley.size().y + 10.0).max(28.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Part::Button, true, false, Run::join(&words)));
        if response.hovered() {
            ui.painter().rect_filled(rect, radius::FIELD, t.hover);
        }
        let at = rect.min + egui::vec2(6.0, (rect.height() - galley.size().y) / 2.0);
        ui.painter().galley(at, galley, t.text2);
        paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
        if response.clicked() {
            actions.select(one.key.clone());
        }
        let what = if named { &name } else { &one.text };
        let remove = format!("Remove {what}");
        if icon_button(ui, icons::DELETE, &remove, true).clicked() {
            let change = removal::remove(cx.model, std::slice::from_ref(&one.key));
            state.ask(change, Some(one.key.clone()), actions);
        }
    });
}

/// The toggle of a switch.
pub fn toggle(ui: &mut Ui, cx: &Context<'_>, id: &SwitchId, actions: &mut Actions) {
    let Some(switch) = cx.model.switches().get(id) else {
        return;
    };
    let (icon, verb) = if switch.on {
        (icons::TOGGLE_ON, "off")
    } else {
        (icons::TOGGLE_OFF, "on")
    };
    let name = format!("Switch {} {verb}", switch.name);
    if icon_button(ui, icon, &name, true).clicked()
        && let Some(change) = rules::flip(cx.model, id)
    {
        actions.apply(change);
    }
}

fn sentences(model: &Model) -> [Vec<Sentence>; 6] {
    let one = |key: Key| Sentence {
        text: Words::new(model).rule(&key).unwrap_or_default(),
        key,
    };
    let keys = |sort| -> Vec<Key> {
        match sort {
            Sort::Switch => model.switches().ids().cloned().map(Key::Switch).collect(),
            Sort::Suppression => {
                let ids = model.suppressions().ids().cloned();
                ids.map(Key::Suppression).collect()
            }
            Sort::Guard => model.guards().ids().cloned().map(Key::Guard).collect(),
            Sort::Implication => {
                let ids = model.implications().ids().cloned();
                ids.map(Key::Implication).collect()
            }
            Sort::Requirement => {
                let ids = model.requirements().ids().cloned();
                ids.map(Key::Requirement).collect()
            }
            Sort::Delegation => {
                let ids = model.delegation().ids().cloned();
                ids.map(Key::DelegationRule).collect()
            }
        }
    };
    Sort::ALL.map(|sort| keys(sort).into_iter().map(one).collect())
}
