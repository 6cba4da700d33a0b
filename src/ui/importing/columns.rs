//! Where each column goes: its head, what stands in it, where it goes and why.

use egui::{ScrollArea, Sense, Ui, pos2, vec2};

use super::Said;
use crate::engine::capital;
use crate::model::Model;
use crate::session::intake::{Goes, Plan};
use crate::ui::paint;
use crate::ui::theme::{self, Type};
use crate::ui::widgets::{Choice, Combo};

const ROW: f32 = 36.0;

pub(super) fn show(ui: &mut Ui, model: &Model, samples: &[String], plan: &Plan, said: &mut Said) {
    let columns = &plan.mapping.columns;
    ScrollArea::vertical()
        .id_salt("where columns go")
        .auto_shrink([false, false])
        .show_rows(ui, ROW, columns.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for nth in range {
                ui.push_id(nth, |ui| row(ui, model, samples, plan, nth, said));
            }
        });
}

fn row(ui: &mut Ui, model: &Model, samples: &[String], plan: &Plan, nth: usize, said: &mut Said) {
    let t = theme::tokens(ui);
    let Some(column) = plan.mapping.columns.get(nth) else {
        return;
    };
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let painter = ui.painter();
    let line = egui::Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let middle = rect.center().y;
    let is_out = column.goes == Goes::Nowhere;
    let ink = if is_out { t.text3 } else { t.text };
    let head_room = width * 0.2;
    let head = paint::line(ui, &column.head, Type::Small.medium(), ink, head_room - 8.0);
    paint::left_center(painter, pos2(rect.left() + 4.0, middle), head, ink);
    let sample = samples.get(nth).map_or("", String::as_str);
    let left = rect.left() + head_room;
    let room = width * 0.3;
    let text = paint::line(ui, sample, Type::Small.regular(), t.text3, room - 10.0);
    paint::left_center(painter, pos2(left, middle), text, t.text3);
    let choices = choices(model, column.head.as_str(), &column.goes);
    let words: Vec<String> = choices
        .iter()
        .map(|one| capital(&one.words(model)))
        .collect();
    let listed: Vec<Choice<'_>> = words.iter().map(|one| Choice::new(one)).collect();
    let at = choices.iter().position(|one| *one == column.goes);
    let left = left + room;
    let combo_width = (width * 0.26).max(150.0);
    let place =
        egui::Rect::from_min_size(pos2(left, rect.top() + 4.0), vec2(combo_width, ROW - 8.0));
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("goes").max_rect(place));
    let name = format!("{} goes into", column.head);
    let picked = Combo::bare(&name, &listed, at)
        .width(combo_width)
        .show(&mut child);
    let left = left + combo_width + 12.0;
    let why = paint::line(
        ui,
        &column.why,
        Type::Small.regular(),
        t.text3,
        rect.right() - left,
    );
    paint::left_center(ui.painter(), pos2(left, middle), why, t.text3);
    if let Some(goes) = picked.and_then(|at| choices.get(at)) {
        let mut mapping = plan.mapping.clone();
        mapping.set(nth, goes.clone());
        said.mapping = Some(mapping);
    }
}

/// Where it can go, with where it goes now.
fn choices(model: &Model, head: &str, now: &Goes) -> Vec<Goes> {
    let mut all = Goes::choices(model, head);
    if !all.contains(now) {
        // A guess may be more particular: a choice with its words, a state kept in a field.
        all.push(now.clone());
    }
    all
}
