//! Who gains and who loses, by name, grouped by what causes it. The same card
//! stands wherever a change is weighed before it is made.

use std::ops::Range;

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::text::{Run, runs_galley};
use super::{Button, Look, Tone, divider, label};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius};

/// More lines than this fold into their heads.
const MOST_LINES: usize = 8;

/// One gain or loss.
#[derive(Debug, Clone, Copy)]
pub struct ChangeLine<'a> {
    /// A gain, not a loss.
    pub gain: bool,
    /// Who.
    pub who: &'a str,
    /// What they gain or lose, following the name.
    pub what: &'a str,
}

/// Lines with one cause.
#[derive(Debug, Clone, Copy)]
pub struct ChangeGroup<'a> {
    /// The cause, or "Gained" and "Lost".
    pub title: &'a str,
    /// How many there are in all, listed or not.
    pub count: usize,
    /// The lines that are listed.
    pub lines: &'a [ChangeLine<'a>],
}

/// An expectation that breaks, a finding that goes away.
#[derive(Debug, Clone, Copy)]
pub struct CardNote<'a> {
    /// Good or bad.
    pub tone: Tone,
    /// The sentence.
    pub text: &'a str,
}

/// The whole card.
#[derive(Debug, Clone, Copy)]
pub struct ChangeCard<'a> {
    /// What is done.
    pub title: &'a str,
    /// Rights gained, with the word, such as "3 rights gained".
    pub gained: (usize, &'a str),
    /// Rights lost, with the word.
    pub lost: (usize, &'a str),
    /// What stands at the right, such as "298 unchanged".
    pub rest: &'a str,
    /// By cause.
    pub groups: &'a [ChangeGroup<'a>],
    /// What breaks or holds.
    pub notes: &'a [CardNote<'a>],
    /// The buttons below, such as Move, Keep as scenario, Cancel.
    pub buttons: &'a [(&'a str, Look)],
}

/// What was asked for on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardAction {
    /// Why of a line: group and line.
    Line(usize, usize),
    /// A note, by place.
    Note(usize),
    /// A button, by place.
    Button(usize),
}

impl ChangeCard<'_> {
    /// Draws the content; the caller gives the frame (popover, page, inspector).
    pub fn show(&self, ui: &mut Ui) -> Option<CardAction> {
        let mut action = None;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            self.head(ui);
            divider(ui);
            let total: usize = self.groups.iter().map(|group| group.lines.len()).sum();
            for (nth, group) in self.groups.iter().enumerate() {
                if let Some(line) = show_group(ui, nth, group, total > MOST_LINES) {
                    action = Some(CardAction::Line(nth, line));
                }
            }
            if !self.notes.is_empty() {
                divider(ui);
            }
            for (nth, note) in self.notes.iter().enumerate() {
                if show_note(ui, note).clicked() {
                    action = Some(CardAction::Note(nth));
                }
            }
            if !self.buttons.is_empty() {
                divider(ui);
                ui.horizontal_wrapped(|ui| {
                    for (nth, (text, look)) in self.buttons.iter().enumerate() {
                        if ui.add(Button::new(text).look(*look)).clicked() {
                            action = Some(CardAction::Button(nth));
                        }
                    }
                });
            }
        });
        action
    }

    fn head(&self, ui: &mut Ui) {
        let t = theme::tokens(ui);
        label(ui, self.title, Type::Body, Weight::Semibold, t.text);
        let width = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
        let gained = format!("{} {}", self.gained.0, self.gained.1);
        let lost = format!("{} {}", self.lost.0, self.lost.1);
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Label,
                true,
                format!("{gained}, {lost}, {}", self.rest),
            )
        });
        let painter = ui.painter();
        let mut x = rect.left();
        let signs = [
            (icons::ADD_CIRCLE, &gained, t.allowed),
            (icons::DO_NOT_DISTURB_ON, &lost, t.refused),
        ];
        for (icon, words, ink) in signs {
            icons::paint(painter, icon, pos2(x + 9.0, rect.center().y), 18.0, ink);
            let galley = paint::line(ui, words, Type::Body.semibold(), ink, width);
            x = paint::left_center(painter, pos2(x + 23.0, rect.center().y), galley, ink).right();
            x += 16.0;
        }
        let rest = paint::line(
            ui,
            self.rest,
            Type::Small.regular(),
            t.text3,
            rect.right() - x,
        );
        paint::right_center(painter, rect.right_center(), rest, t.text3);
    }
}

/// Draws a group; returns the line whose door was opened.
fn show_group(ui: &mut Ui, nth: usize, group: &ChangeGroup<'_>, many: bool) -> Option<usize> {
    let t = theme::tokens(ui);
    let id = ui.make_persistent_id(("change group", nth, group.title));
    let shown = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(!many);
    let width = ui.available_width();
    let sense = if many { Sense::click() } else { Sense::hover() };
    let (rect, head) = ui.allocate_exact_size(vec2(width, 18.0), sense);
    head.widget_info(|| {
        let role = if many {
            Role::DisclosureTriangle
        } else {
            Role::Label
        };
        let mut info = WidgetInfo::labeled(role, true, format!("{}, {}", group.title, group.count));
        info.selected = many.then_some(shown);
        info
    });
    if head.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !shown));
    }
    let mut x = rect.left();
    if many {
        let icon = if shown {
            icons::EXPAND_MORE
        } else {
            icons::CHEVRON_RIGHT
        };
        icons::paint(
            ui.painter(),
            icon,
            pos2(x + 8.0, rect.center().y),
            16.0,
            t.text2,
        );
        x += 22.0;
    }
    let title = paint::line(
        ui,
        group.title,
        Type::Small.regular(),
        t.text2,
        width - 70.0,
    );
    paint::left_center(ui.painter(), pos2(x, rect.center().y), title, t.text2);
    let count = paint::line(
        ui,
        &group.count.to_string(),
        Type::Small.regular(),
        t.text3,
        60.0,
    );
    paint::right_center(ui.painter(), rect.right_center(), count, t.text3);
    paint::focus_ring(ui, &head, 2.0, Ring::Outside, t);
    if !shown {
        return None;
    }
    let mut picked = None;
    let listed: Range<usize> = 0..group.lines.len();
    for (line, which) in group.lines.iter().zip(listed) {
        if show_line(ui, line).clicked() {
            picked = Some(which);
        }
    }
    let left = group.count.saturating_sub(group.lines.len());
    if left > 0 && !group.lines.is_empty() {
        let words = format!("and {left} more");
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        });
    }
    picked
}

fn show_line(ui: &mut Ui, line: &ChangeLine<'_>) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let words = [
        Run::strong(line.who),
        Run::plain(" "),
        Run::plain(line.what),
    ];
    let galley = runs_galley(ui, &words, Type::Small, t.text2, t.text, width - 46.0);
    let size = vec2(width, galley.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let sign = if line.gain { "Gained" } else { "Lost" };
        WidgetInfo::labeled(Role::Button, true, format!("{sign}: {}", Run::join(&words)))
    });
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, radius::FIELD, t.hover);
    }
    let (icon, ink) = if line.gain {
        (icons::ADD, t.allowed)
    } else {
        (icons::REMOVE, t.refused)
    };
    icons::paint(painter, icon, rect.min + vec2(8.0, 10.0), 16.0, ink);
    painter.galley(rect.min + vec2(24.0, 2.0), galley, t.text2);
    let door = pos2(rect.right() - 8.0, rect.top() + 10.0);
    icons::paint(painter, icons::CHEVRON_RIGHT, door, 16.0, t.text3);
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
    response
}

fn show_note(ui: &mut Ui, note: &CardNote<'_>) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let ink = if note.tone == Tone::Allowed {
        t.text
    } else {
        note.tone.ink(t)
    };
    let font = Type::Small.regular();
    let galley = paint::block(ui, note.text, font, Type::Small.line(), ink, width - 26.0);
    let size = vec2(width, galley.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, note.text));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, radius::FIELD, t.hover);
    }
    let icon = note.tone.icon();
    icons::paint(
        painter,
        icon,
        rect.min + vec2(8.0, 10.0),
        16.0,
        note.tone.ink(t),
    );
    painter.galley(rect.min + vec2(24.0, 2.0), galley, ink);
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
    response
}

/// The frame of a card on a page or in the inspector.
pub fn page_card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::POPOVER)
        .inner_margin(12.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// The edge of something chosen among cards.
pub fn chosen_edge(ui: &Ui, rect: egui::Rect) {
    let t = theme::tokens(ui);
    let edge = Stroke::new(2.0, t.accent);
    ui.painter()
        .rect_stroke(rect, radius::CARD, edge, StrokeKind::Inside);
}
