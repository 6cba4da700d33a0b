//! Beside the list: what became of expectations and findings, and the steps that were made.

use egui::{Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::job::{Base, Compared};
use super::{State, base_state};
use crate::session::Actions;
use crate::ui::checks::words::{capital, count};
use crate::ui::checks::{Count, column_head};
use crate::ui::icons::Icon;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Tone, label};
use crate::ui::{Context, icons};

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    compared: &Compared,
    actions: &mut Actions,
) {
    ScrollArea::vertical()
        .id_salt("beside")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            notes(ui, compared, actions);
            steps(ui, cx, state);
        });
}

fn notes(ui: &mut Ui, compared: &Compared, actions: &mut Actions) {
    let notes = &compared.outcome.notes;
    let n_bad = notes.iter().filter(|note| !note.good).count();
    let mut counts = Vec::new();
    for (n, tone, word) in [
        (n_bad, Tone::Refused, "worse"),
        (notes.len() - n_bad, Tone::Allowed, "better"),
    ] {
        if n > 0 {
            counts.push(Count {
                icon: tone.icon(),
                tone,
                text: format!("{n} {word}"),
            });
        }
    }
    column_head(ui, icons::CHECKLIST, "Checks", &counts, "");
    if notes.is_empty() {
        quiet(ui, "No expectation and no finding came or went");
    }
    for (n, note) in notes.iter().enumerate() {
        let tone = if note.good {
            Tone::Allowed
        } else {
            Tone::Refused
        };
        if ui
            .push_id(n, |ui| row(ui, tone.icon(), tone, &note.text, true))
            .inner
        {
            actions.select(note.key.clone());
        }
    }
}

fn steps(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let base = base_state(cx.document, state.base);
    let history = cx.document.history();
    let here = history.n_undo();
    let from = base.and_then(|base| history.place_of(base)).unwrap_or(here);
    let is_ahead = from > here;
    // The newest first; each leads to the model before it.
    let steps: Vec<(u64, String)> = (here.min(from)..here.max(from))
        .rev()
        .filter_map(|at| {
            let label = history.moment(at + 1)?.label?;
            Some((history.moment(at)?.state, capital(label)))
        })
        .collect();
    let rest = count(steps.len(), "step", "steps");
    let title = if is_ahead {
        "What was taken back"
    } else {
        "What was done"
    };
    column_head(ui, icons::HISTORY, title, &[], &rest);
    if steps.is_empty() {
        quiet(ui, "No step lies between the two");
        return;
    }
    let last = steps.len() - 1;
    for (n, (before, text)) in steps.iter().enumerate() {
        let is_door = n < last;
        let clicked = ui
            .push_id(("step", n), |ui| {
                row(ui, icons::EDIT, Tone::Neutral, text, is_door)
            })
            .inner;
        if clicked && is_door {
            state.base = Base::State(*before);
        }
    }
    quiet(ui, "Click a step to compare with the model before it");
}

fn quiet(ui: &mut Ui, words: &str) {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        });
}

fn row(ui: &mut Ui, icon: Icon, tone: Tone, text: &str, is_door: bool) -> bool {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let room = width - 58.0;
    let galley = paint::block(
        ui,
        text,
        Type::Small.regular(),
        Type::Small.line(),
        t.text,
        room,
    );
    let height = galley.size().y + space::L;
    let sense = if is_door {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_door, text));
    let painter = ui.painter();
    if is_door && response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    icons::paint(
        painter,
        icon,
        rect.min + vec2(22.0, 14.0),
        16.0,
        tone.ink(t),
    );
    painter.galley(rect.min + vec2(44.0, 6.0), galley, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response.clicked()
}
