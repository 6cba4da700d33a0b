//! The record at the right: every act on one subject, allowed or not, with what says so.

use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Asked;
use super::rows::{ActLine, Part, subtitle, title};
use crate::engine::delegate::ActSubject;
use crate::model::Model;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::simulate::{State, record};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::label;

pub(super) fn show(
    ui: &mut Ui,
    model: &Model,
    subject: &ActSubject,
    parts: &[Part],
    state: &mut State,
) {
    let t = theme::tokens(ui);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 14))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        let name = title(model, subject);
                        let name = Type::Title.rich(name, Weight::Semibold, t.text);
                        ui.add(egui::Label::new(name).truncate());
                        let line = subtitle(model, subject);
                        let line = Type::Small.rich(line, Weight::Regular, t.text3);
                        ui.add(egui::Label::new(line).truncate());
                    });
                    for part in parts {
                        card(ui, subject, part, state);
                    }
                    let is_empty = parts
                        .iter()
                        .all(|part| state.hide_absent && part.lines.iter().all(is_refused));
                    if is_empty {
                        let text = "No act on this is allowed";
                        label(ui, text, Type::Small, Weight::Regular, t.text3);
                    }
                });
        });
}

fn is_refused(line: &ActLine) -> bool {
    !line.of.ruling.allowed
}

fn card(ui: &mut Ui, subject: &ActSubject, part: &Part, state: &mut State) {
    let lines: Vec<&ActLine> = part
        .lines
        .iter()
        .filter(|line| !(state.hide_absent && is_refused(line)))
        .collect();
    if lines.is_empty() {
        return;
    }
    let n_allowed = part.lines.iter().filter(|line| !is_refused(line)).count();
    let words = match n_allowed {
        0 => "none allowed".to_owned(),
        n if n == part.lines.len() => "all allowed".to_owned(),
        n => format!("{n} of {} allowed", part.lines.len()),
    };
    record::card(ui, part.title, &words, |ui| {
        for line in lines {
            act_row(ui, subject, part, line, state);
        }
    });
}

fn act_row(ui: &mut Ui, subject: &ActSubject, part: &Part, line: &ActLine, state: &mut State) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let allowed = line.of.ruling.allowed;
    let word = if allowed { "can" } else { "cannot" };
    let name = match part.title {
        "Administer" => line.name.clone(),
        title => format!("{title}: {}", line.name),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}, {word}")));
    let asked = Asked {
        act: line.of.act,
        role: line.of.role.clone(),
        subject: subject.clone(),
    };
    let painter = ui.painter();
    let is_asked = state.administration.asked.as_ref() == Some(&asked);
    record::row_ground(painter, &response, is_asked, t);
    let middle = rect.center().y;
    let (icon, ink, icon_ink) = if allowed {
        (icons::CHECK, t.text, t.allowed)
    } else {
        (icons::LOCK, t.text3, t.text3)
    };
    icons::paint(
        painter,
        icon,
        pos2(rect.left() + 20.0, middle),
        16.0,
        icon_ink,
    );
    let right = pos2(rect.right() - 12.0, middle);
    let said = paint::line(ui, word, Type::Small.regular(), t.text3, 60.0);
    paint::right_center(painter, right, said, t.text3);
    // One room for both words, so that the rules stand below each other.
    let end = right.x - 52.0;
    let left = rect.left() + 38.0;
    let room = end - left;
    let name_room = (room * 0.5).clamp(90.0, 230.0).min(room);
    let title = paint::line(ui, &line.name, Type::Small.regular(), ink, name_room);
    paint::left_center(painter, pos2(left, middle), title, ink);
    let rule_room = room - name_room - 10.0;
    if rule_room > 60.0 {
        let rule = &line.of.ruling.rule;
        let rule = paint::line(ui, rule, Type::Small.regular(), t.text3, rule_room);
        paint::left_center(
            painter,
            pos2(left + name_room + 10.0, middle),
            rule,
            t.text3,
        );
    }
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    if response.on_hover_text(&line.of.ruling.rule).clicked() {
        state.administration.asked = Some(asked);
        state.question = None;
    }
}
