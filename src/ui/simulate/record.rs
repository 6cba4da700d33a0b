//! One record as someone sees it: sections with fields shown, editable, masked or absent; actions
//! live or dead. Each line is a question; a click asks it.

use egui::{
    Painter, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::State;
use super::rows::{Page, Record, RecordLine, Section};
use crate::engine::{Question, Target};
use crate::model::LevelId;
use crate::ui::Context;
use crate::ui::glyphs::{Origin, level_glyph};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::signs;
use crate::ui::theme::{self, Tokens, Type, Weight, radius};
use crate::ui::widgets::{Chip, EmptyPlace, label};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, page: &Page, state: &mut State) {
    let Some(record) = &page.record else {
        EmptyPlace {
            icon: icons::DESCRIPTION,
            title: "No record is open",
            why: "Choose one in the list to see which parts of it are shown",
            button: None,
        }
        .show(ui);
        return;
    };
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 14))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                    head(ui, record);
                    buttons(ui, page, state, record);
                    for section in &record.sections {
                        section_card(ui, cx, page, state, record, section);
                    }
                    if record.sections.is_empty() && record.actions.is_empty() {
                        let t = theme::tokens(ui);
                        let text = "This module holds nothing about this record";
                        label(ui, text, Type::Small, Weight::Regular, t.text3);
                    }
                });
        });
}

fn head(ui: &mut Ui, record: &Record) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(38.0, 38.0), Sense::hover());
        let painter = ui.painter();
        painter.circle_filled(rect.center(), 19.0, t.inset);
        let letters: String = record
            .title
            .split_whitespace()
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
            .take(2)
            .collect::<String>()
            .to_uppercase();
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            letters,
            Type::Small.semibold(),
            t.text2,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let title = Type::Title.rich(&record.title, Weight::Semibold, t.text);
            ui.add(egui::Label::new(title).truncate());
            let line = Type::Small.rich(&record.subtitle, Weight::Regular, t.text3);
            ui.add(egui::Label::new(line).truncate());
        });
    });
}

fn buttons(ui: &mut Ui, page: &Page, state: &mut State, record: &Record) {
    let (live, dead): (Vec<&RecordLine>, Vec<&RecordLine>) =
        record.actions.iter().partition(|line| line.line.rank > 0);
    if live.is_empty() && (dead.is_empty() || state.hide_absent) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for line in live {
            action_button(ui, page, state, line, Some(&record.target));
        }
        if state.hide_absent || dead.is_empty() {
            return;
        }
        // A few dead buttons tell more than a number; many are folded into one.
        if dead.len() <= FEW || state.shows_dead {
            for line in &dead {
                action_button(ui, page, state, line, Some(&record.target));
            }
        }
        if dead.len() > FEW {
            let text = format!("{} not allowed", dead.len());
            let chip = Chip::new(&text)
                .icon(icons::LOCK)
                .absent()
                .on(state.shows_dead);
            if chip.show(ui).response.clicked() {
                state.shows_dead = !state.shows_dead;
            }
        }
    });
}

/// Up to this many dead buttons are shown one by one.
const FEW: usize = 3;

/// A button that is live or dead; a click asks why.
pub(super) fn action_button(
    ui: &mut Ui,
    page: &Page,
    state: &mut State,
    line: &RecordLine,
    target: Option<&Target>,
) {
    let t = theme::tokens(ui);
    let is_live = line.line.rank > 0;
    let font = Type::Small.medium();
    let ink = if is_live { t.text } else { t.text3 };
    let name = paint::line(ui, &line.name, font, ink, ui.available_width().min(260.0));
    let size = vec2(name.size().x + 36.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let state = if is_live { "can" } else { "cannot" };
        WidgetInfo::labeled(Role::Button, true, format!("{}, {state}", line.name))
    });
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, radius::BUTTON, t.hover);
    }
    let edge = Stroke::new(1.0, t.field);
    let icon = if is_live {
        painter.rect_stroke(rect, radius::BUTTON, edge, StrokeKind::Inside);
        if line.line.by_pooling {
            icons::MERGE
        } else {
            icons::PLAY_ARROW
        }
    } else {
        let corner = f32::from(radius::BUTTON);
        paint::dashed_rect(painter, rect, corner, edge, paint::ABSENT);
        icons::LOCK
    };
    let middle = rect.center().y;
    icons::paint(painter, icon, pos2(rect.left() + 14.0, middle), 15.0, ink);
    paint::left_center(painter, pos2(rect.left() + 26.0, middle), name, ink);
    paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
    let hint = if line.line.by_pooling {
        "Gained only through pooling; click to read why"
    } else if is_live {
        "Click to read why"
    } else {
        "Not allowed; click to read why"
    };
    if response.on_hover_text(hint).clicked() {
        ask(page, state, line, target);
    }
}

fn ask(page: &Page, state: &mut State, line: &RecordLine, target: Option<&Target>) {
    let level = line.line.level.clone().or_else(|| line.lowest.clone());
    let Some(level) = level else { return };
    state.question = Some(Question {
        actor: page.wanted.actor.clone(),
        permission: line.line.permission.clone(),
        level,
        target: target.cloned().unwrap_or(Target::NONE),
    });
}

fn section_card(
    ui: &mut Ui,
    cx: &Context<'_>,
    page: &Page,
    state: &mut State,
    record: &Record,
    section: &Section,
) {
    let lines: Vec<&RecordLine> = section
        .lines
        .iter()
        .filter(|line| line.line.rank > 0 || !state.hide_absent)
        .collect();
    if lines.is_empty() {
        return;
    }
    card(ui, &section.title, summary(&section.lines), |ui| {
        for line in lines {
            data_row(ui, cx, page, state, record, line);
        }
    });
}

/// The ground of a row: that of what is asked about, or of what is pointed at.
pub(super) fn row_ground(painter: &Painter, row: &Response, is_asked: bool, t: &Tokens) {
    if is_asked {
        painter.rect_filled(row.rect, 0.0, t.selected);
        let edge = Stroke::new(2.0, t.accent);
        painter.rect_stroke(row.rect, 0.0, edge, StrokeKind::Inside);
    } else if row.hovered() {
        painter.rect_filled(row.rect, 0.0, t.hover);
    }
}

/// A card of rows under a head.
pub(super) fn card(ui: &mut Ui, title: &str, words: &str, rows: impl FnOnce(&mut Ui)) {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            card_head(ui, title, words);
            rows(ui);
        });
}

/// The head of a card: its title, and at the right a few words on all of it.
fn card_head(ui: &mut Ui, title: &str, words: &str) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let corner = egui::CornerRadius {
        nw: radius::CARD,
        ne: radius::CARD,
        sw: 0,
        se: 0,
    };
    ui.painter().rect_filled(rect, corner, t.inset);
    let title = paint::line(ui, title, Type::Small.semibold(), t.text, width * 0.6);
    let at = pos2(rect.left() + 12.0, rect.center().y);
    paint::left_center(ui.painter(), at, title, t.text);
    let words = paint::line(ui, words, Type::Small.regular(), t.text3, width * 0.35);
    let at = pos2(rect.right() - 12.0, rect.center().y);
    paint::right_center(ui.painter(), at, words, t.text3);
}

fn summary(lines: &[RecordLine]) -> &'static str {
    let n_seen = lines.iter().filter(|line| line.line.rank > 0).count();
    let all_top = lines.iter().all(|line| line.line.rank == line.line.top);
    match n_seen {
        0 => "absent",
        n if n < lines.len() => "partly shown",
        _ if all_top => "in full",
        _ => "shown",
    }
}

fn data_row(
    ui: &mut Ui,
    cx: &Context<'_>,
    page: &Page,
    state: &mut State,
    record: &Record,
    line: &RecordLine,
) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    // What is absent is told once, however many fields it would show.
    let n_fields = match line.line.level {
        Some(_) => line.line.fields.len().max(1),
        None => 1,
    };
    let height = 28.0 + 20.0 * (n_fields - 1) as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let level = line.line.level.as_ref();
    let words = level.map_or("absent", LevelId::as_str);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {words}", line.name)));
    let is_asked = state
        .question
        .as_ref()
        .is_some_and(|q| q.permission == line.line.permission && q.target == record.target);
    let painter = ui.painter();
    row_ground(painter, &response, is_asked, t);
    let middle = rect.top() + 14.0;
    let is_absent = level.is_none();
    let ink = if is_absent { t.text3 } else { t.text2 };
    let tile = egui::Rect::from_center_size(pos2(rect.left() + 20.0, middle), vec2(18.0, 18.0));
    match level {
        Some(level) => {
            let sign = signs::level(level, line.line.rank, line.line.top);
            level_glyph(painter, tile, sign, Origin::Own, t);
        }
        None => icons::paint(painter, icons::VISIBILITY_OFF, tile.center(), 16.0, t.text3),
    }
    let name_room = (width * 0.36).clamp(90.0, 190.0);
    let name = paint::line(ui, &line.name, Type::Small.regular(), ink, name_room);
    paint::left_center(painter, pos2(rect.left() + 38.0, middle), name, ink);
    let left = rect.left() + 48.0 + name_room;
    let word = if is_absent { "Why" } else { words };
    let word_ink = if is_absent { t.accent } else { t.text3 };
    let word = paint::line(ui, word, Type::Small.regular(), word_ink, 70.0);
    let right = pos2(rect.right() - 8.0 - DOOR, middle);
    let start = paint::right_center(painter, right, word, word_ink).left();
    let mark = if line.line.by_pooling { 20.0 } else { 0.0 };
    let room = start - 10.0 - mark - left;
    if is_absent {
        let text = if room < 160.0 {
            "absent"
        } else {
            "absent · no path reaches it"
        };
        let text = paint::line(ui, text, Type::Small.regular(), t.text3, room);
        paint::left_center(painter, pos2(left, middle), text, t.text3);
    } else {
        for (n, text) in values(line).iter().enumerate() {
            let at = pos2(left, middle + 20.0 * n as f32);
            match text {
                Some(text) => {
                    let text = paint::line(ui, text, Type::Small.regular(), t.text, room);
                    paint::left_center(painter, at, text, t.text);
                }
                None => {
                    let bar = egui::Rect::from_min_size(at - vec2(0.0, 4.0), vec2(84.0, 8.0));
                    painter.rect_filled(bar, 4.0, t.sample);
                }
            }
        }
    }
    if line.line.by_pooling {
        pooling_mark(ui, &response, line, pos2(start - 12.0, middle));
    }
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    who_door(ui, cx, state, record, line, &response);
    if response.clicked() {
        ask(page, state, line, Some(&record.target));
    }
}

/// The mark of what is had only because sources are pooled.
fn pooling_mark(ui: &Ui, row: &egui::Response, line: &RecordLine, at: egui::Pos2) {
    let t = theme::tokens(ui);
    let rect = egui::Rect::from_center_size(at, vec2(18.0, 20.0));
    let response = ui.interact(rect, row.id.with("pooling"), Sense::hover());
    let name = format!("{}: gained only through pooling", line.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    icons::paint(ui.painter(), icons::MERGE, at, 15.0, t.text2);
    response.on_hover_text("Gained only through pooling");
}

/// Room of the door at the end of a row.
const DOOR: f32 = 26.0;

/// The door to everyone who can see what this row shows.
fn who_door(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    record: &Record,
    line: &RecordLine,
    row: &egui::Response,
) {
    let t = theme::tokens(ui);
    let middle = pos2(row.rect.right() - 4.0 - DOOR / 2.0, row.rect.top() + 14.0);
    let rect = egui::Rect::from_center_size(middle, vec2(DOOR - 2.0, 24.0));
    let response = ui.interact(rect, row.id.with("who"), Sense::click());
    let name = format!("Who can see this: {}", line.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let painter = ui.painter();
    let ink = if response.hovered() {
        painter.rect_filled(rect, radius::FIELD, t.hover);
        t.accent
    } else {
        t.text3
    };
    icons::paint(painter, icons::GROUP, middle, 16.0, ink);
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
    if response.on_hover_text(name).clicked() {
        let level = line.lowest.clone();
        state.ask_who(cx, &line.line.permission, level, &record.target);
    }
}

/// The texts of a line: one a field; none where the model holds no value.
fn values(line: &RecordLine) -> Vec<Option<String>> {
    if line.line.fields.is_empty() {
        return vec![None];
    }
    let is_masked = line
        .line
        .level
        .as_ref()
        .is_some_and(|level| *level == "masked");
    let name = |field: &crate::engine::FieldView| {
        if line.line.fields.len() > 1 {
            format!("{}: ", field.name)
        } else {
            String::new()
        }
    };
    line.line
        .fields
        .iter()
        .map(|field| match (&field.value, is_masked) {
            (_, true) => Some(format!("{}••••••  masked", name(field))),
            (Some(value), _) => Some(format!("{}{value}", name(field))),
            (None, _) => (line.line.fields.len() > 1).then(|| format!("{}–", name(field))),
        })
        .collect()
}
