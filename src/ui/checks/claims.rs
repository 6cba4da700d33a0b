//! Expectations and duty rules: each a sentence that holds or is broken, and by whom.

use egui::{Popup, ScrollArea, Ui, vec2};

use super::rows::{ClaimRow, Page, removal};
use super::{Count, FEW, State, column_head, gaps, is_wanted};
use crate::session::{Action, Actions, Workspace};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Button, Claim, EmptyPlace, Look, Run, Tone, divider, label, link};
use crate::ui::{Context, icons};

/// Below this height coverage is left to its own view.
const LOW: f32 = 430.0;

/// Expectations, then duty rules, with coverage at the foot.
pub(super) fn all(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    page: &Page,
    actions: &mut Actions,
) {
    let shown: Vec<&ClaimRow> = filtered(state, &page.expectations);
    column_head(
        ui,
        icons::CHECKLIST,
        "Expectations",
        &counts(&shown),
        "Broken first",
    );
    // A low window keeps its room for the list; coverage has a view of its own.
    let is_low = ui.available_height() < LOW;
    let foot = if page.expectations.is_empty() || is_low {
        0.0
    } else {
        gaps::FOOT
    };
    let height = ui.available_height() - foot;
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ScrollArea::vertical()
            .id_salt("claims")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if page.expectations.is_empty() {
                    nothing_expected(ui, actions);
                }
                list(ui, cx, state, &shown, actions);
                let duties = filtered(state, &page.duties);
                if !duties.is_empty() {
                    let head = duty_counts(&duties);
                    column_head(ui, icons::RULE, "Duty rules", &head, "");
                    list(ui, cx, state, &duties, actions);
                }
            });
    });
    if foot > 0.0 {
        gaps::foot(ui, state, page);
    }
}

/// Duty rules alone.
pub(super) fn duties(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    page: &Page,
    actions: &mut Actions,
) {
    let shown = filtered(state, &page.duties);
    column_head(ui, icons::RULE, "Duty rules", &duty_counts(&shown), "");
    if page.duties.is_empty() {
        EmptyPlace {
            icon: icons::RULE,
            title: "No duty rules yet",
            why: "A duty rule names permissions that no one should hold together, such as editing \
                  bank details and approving payroll",
            button: None,
        }
        .show(ui);
        return;
    }
    ScrollArea::vertical()
        .id_salt("duties")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            list(ui, cx, state, &shown, actions);
        });
}

/// Who breaks a duty rule, and who may.
pub(super) fn conflicts(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    page: &Page,
    actions: &mut Actions,
) {
    let shown = filtered(state, &page.duties);
    let chosen: Vec<&ClaimRow> = shown
        .iter()
        .filter(|row| cx.is_selected(&row.key))
        .copied()
        .collect();
    let of = if chosen.is_empty() {
        "Every rule"
    } else {
        "The selected rule"
    };
    let rows = if chosen.is_empty() { &shown } else { &chosen };
    column_head(ui, icons::GROUP, "Who is concerned", &[], of);
    if rows
        .iter()
        .all(|row| row.breakers.is_empty() && row.exceptions.is_empty())
    {
        EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "No one combines what the rules keep apart",
            why: "Whoever does, or is excepted with a reason, is listed here by name",
            button: None,
        }
        .show(ui);
        return;
    }
    ScrollArea::vertical()
        .id_salt("conflicts")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in rows.iter() {
                if row.breakers.is_empty() && row.exceptions.is_empty() {
                    continue;
                }
                let t = theme::tokens(ui);
                indented(ui, 14.0, |ui| {
                    ui.add_space(space::L);
                    label(ui, row.sentence(), Type::Small, Weight::Semibold, t.text);
                    ui.add_space(space::XS);
                });
                ui.push_id(&row.key, |ui| people(ui, row, 14.0, actions));
                ui.add_space(space::M);
                divider(ui);
            }
        });
}

fn filtered<'p>(state: &State, rows: &'p [ClaimRow]) -> Vec<&'p ClaimRow> {
    rows.iter().filter(|row| is_wanted(state, row)).collect()
}

fn counts(rows: &[&ClaimRow]) -> Vec<Count> {
    let n_hold = rows.iter().filter(|row| row.holds).count();
    let n_broken = rows.len() - n_hold;
    let mut list = Vec::new();
    if !rows.is_empty() {
        list.push(Count {
            icon: icons::CHECK_CIRCLE,
            tone: Tone::Allowed,
            text: format!("{n_hold} hold"),
        });
    }
    if n_broken > 0 {
        list.push(Count {
            icon: icons::CANCEL,
            tone: Tone::Refused,
            text: format!("{n_broken} broken"),
        });
    }
    list
}

fn duty_counts(rows: &[&ClaimRow]) -> Vec<Count> {
    let mut list = counts(rows);
    let n: usize = rows.iter().map(|row| row.exceptions.len()).sum();
    if n > 0 {
        list.push(Count {
            icon: icons::INFO,
            tone: Tone::Info,
            text: super::words::count(n, "exception", "exceptions"),
        });
    }
    list
}

fn nothing_expected(ui: &mut Ui, actions: &mut Actions) {
    let button = EmptyPlace {
        icon: icons::CHECKLIST,
        title: "No expectations yet",
        why: "Ask in Simulate who may do what, and keep the answer as a sentence that must hold. \
              From then on it is checked while you edit",
        button: Some("Open Simulate"),
    }
    .show(ui);
    if button.is_some_and(|button| button.clicked()) {
        actions.push(Action::Go(Workspace::Simulate));
    }
}

fn list(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    rows: &[&ClaimRow],
    actions: &mut Actions,
) {
    let mut n_holding = 0;
    let n_all: usize = rows.iter().filter(|row| row.holds).count();
    // A list that is only a little longer is shown whole.
    let most = if state.all_holding || n_all <= FEW + 4 {
        usize::MAX
    } else {
        FEW
    };
    for row in rows {
        let is_selected = cx.is_selected(&row.key);
        if row.holds {
            n_holding += 1;
            if n_holding > most && !is_selected {
                continue;
            }
        }
        ui.push_id(&row.key, |ui| claim(ui, row, is_selected, actions));
    }
    let n_left = n_all.saturating_sub(most);
    if n_left > 0 {
        indented(ui, 44.0, |ui| {
            ui.add_space(space::M);
            if link(ui, &format!("{n_left} more hold")).clicked() {
                state.all_holding = true;
            }
            ui.add_space(space::L);
        });
    }
}

fn claim(ui: &mut Ui, row: &ClaimRow, is_selected: bool, actions: &mut Actions) {
    let words: Vec<Run<'_>> = row
        .words
        .iter()
        .map(|piece| Run {
            text: &piece.text,
            strong: piece.strong,
        })
        .collect();
    let name = format!("Why: {}", row.sentence());
    let shown = Claim {
        holds: row.holds,
        words: &words,
        right: &row.right,
        note: &row.note,
        below: row.below.as_deref(),
        door: row.why().map(|_| ("Why", name.as_str())),
        selected: is_selected,
    }
    .show(ui);
    if shown.door
        && let Some(question) = row.why()
    {
        actions.push(Action::Ask(question.clone()));
    } else if shown.response.clicked() {
        let key = Some(row.key.clone()).filter(|_| !is_selected);
        actions.push(Action::Select(key));
    }
    Popup::context_menu(&shown.response).show(|ui| {
        if ui.button(remove_words(row)).clicked() {
            actions.apply(removal(row));
        }
    });
    if is_selected {
        details(ui, row, actions);
    }
}

fn remove_words(row: &ClaimRow) -> &'static str {
    match row.key {
        crate::model::Key::DutyRule(_) => "Remove this duty rule",
        _ => "Remove this expectation",
    }
}

/// Below a selected claim: everyone who breaks it, and what can be done with it.
fn details(ui: &mut Ui, row: &ClaimRow, actions: &mut Actions) {
    ui.add_space(space::S);
    people(ui, row, 44.0, actions);
    indented(ui, 44.0, |ui| {
        ui.add_space(space::S);
        let button = Button::new(remove_words(row))
            .look(Look::Destructive)
            .icon(icons::DELETE);
        if ui.add(button).clicked() {
            actions.apply(removal(row));
        }
        ui.add_space(space::L);
    });
    divider(ui);
}

fn people(ui: &mut Ui, row: &ClaimRow, left: f32, actions: &mut Actions) {
    let t = theme::tokens(ui);
    for (n, breaker) in row.breakers.iter().enumerate() {
        indented(ui, left, |ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(22.0);
                icons::icon(ui, icons::PERSON, 16.0, t.refused);
                label(ui, &breaker.text, Type::Small, Weight::Regular, t.text);
                if let Some(question) = &breaker.question {
                    let door = ui.push_id(n, |ui| link(ui, "Why")).inner;
                    door.widget_info(|| {
                        let name = format!("Why: {}", breaker.text);
                        egui::WidgetInfo::labeled(egui::Role::Link, true, name)
                    });
                    if door.clicked() {
                        actions.push(Action::Ask(question.clone()));
                    }
                }
            });
        });
    }
    if row.n_more > 0 {
        indented(ui, left, |ui| {
            let words = format!("and {} more", row.n_more);
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        });
    }
    for exception in &row.exceptions {
        indented(ui, left, |ui| {
            ui.horizontal_wrapped(|ui| {
                icons::icon(ui, icons::INFO, 16.0, t.info);
                let words = format!("Excepted: {exception}");
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            });
        });
    }
}

fn indented(ui: &mut Ui, left: f32, content: impl FnOnce(&mut Ui)) {
    let margin = egui::Margin {
        left: left as i8,
        right: 14,
        top: 0,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui);
    });
}
