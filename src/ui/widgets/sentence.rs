//! Sentences that answer: allowed or refused with the reason, and expectations.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::text::{Run, runs_galley, runs_job};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius};

/// The answer to "may they": a card in the colour of the answer, the reason strong.
pub fn sentence(ui: &mut Ui, allowed: bool, words: &[Run<'_>]) -> Response {
    let t = theme::tokens(ui);
    let (icon, ink, ground) = if allowed {
        (icons::CHECK_CIRCLE, t.allowed, t.allowed_bg)
    } else {
        (icons::BLOCK, t.refused, t.refused_bg)
    };
    let width = ui.available_width();
    let galley = runs_galley(ui, words, Type::Small, t.text, t.text, width - 46.0);
    let height = galley.size().y + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, Run::join(words)));
    let painter = ui.painter();
    painter.rect_filled(rect, radius::CARD, ground);
    icons::paint(painter, icon, rect.min + vec2(18.0, 15.0), 17.0, ink);
    painter.galley(rect.min + vec2(34.0, 7.0), galley, t.text);
    response
}

/// An expectation in a list. `right` is how many it speaks of, or who breaks it;
/// `below` names them. The whole row can be chosen.
pub fn claim(
    ui: &mut Ui,
    holds: bool,
    words: &[Run<'_>],
    right: &str,
    below: Option<&str>,
    selected: bool,
) -> Response {
    let claim = Claim {
        holds,
        words,
        right,
        note: "",
        below,
        door: None,
        selected,
    };
    claim.show(ui).response
}

/// An expectation with all that may stand beside it.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Whether it holds.
    pub holds: bool,
    /// The sentence.
    pub words: &'a [Run<'a>],
    /// How many it speaks of, or how many break it.
    pub right: &'a str,
    /// Quiet words behind the sentence, such as the numbers of its rules.
    pub note: &'a str,
    /// Who breaks it, and why.
    pub below: Option<&'a str>,
    /// A link behind `below`, with what is read aloud.
    pub door: Option<(&'a str, &'a str)>,
    /// The row is selected.
    pub selected: bool,
}

/// What became of a claim.
#[derive(Debug)]
pub struct ClaimResponse {
    /// The row.
    pub response: Response,
    /// Its link was chosen.
    pub door: bool,
}

const CLAIM_LEFT: f32 = 44.0;

impl Claim<'_> {
    /// Draws the row.
    pub fn show(&self, ui: &mut Ui) -> ClaimResponse {
        let t = theme::tokens(ui);
        let width = ui.available_width();
        let (ink, right_font) = if self.holds {
            (t.text3, Type::Small.regular())
        } else {
            (t.refused, Type::Small.medium())
        };
        let right = paint::line(ui, self.right, right_font, ink, width * 0.3);
        let room = width - CLAIM_LEFT - right.size().x - 28.0;
        let galley = self.sentence(ui, room);
        let below = self.below.map(|names| {
            let font = Type::Small.regular();
            let room = width - CLAIM_LEFT - 14.0 - if self.door.is_some() { 44.0 } else { 0.0 };
            paint::block(ui, names, font, Type::Small.line(), t.refused, room)
        });
        let more = below.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
        let height = galley.size().y + more + 16.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| {
            let state = if self.holds { "holds" } else { "broken" };
            let words = format!("{}, {state}", Run::join(self.words));
            WidgetInfo::selected(Role::Row, true, self.selected, words)
        });
        let painter = ui.painter();
        if self.selected {
            painter.rect_filled(rect, 0.0, t.selected);
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, t.hover);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, t.line),
        );
        let (icon, ink) = if self.holds {
            (icons::CHECK_CIRCLE, t.allowed)
        } else {
            (icons::CANCEL, t.refused)
        };
        icons::paint(painter, icon, rect.min + vec2(22.0, 16.0), 17.0, ink);
        let line = galley.size().y;
        painter.galley(rect.min + vec2(CLAIM_LEFT, 8.0), galley, t.text2);
        let at = pos2(rect.right() - 14.0, rect.top() + 16.0);
        paint::right_center(painter, at, right, t.text3);
        let mut door = false;
        if let Some(below) = below {
            let at = rect.min + vec2(CLAIM_LEFT, 10.0 + line);
            let end = below.rows.last().map(|row| row.rect().max.to_vec2());
            painter.galley(at, below, t.refused);
            if let (Some(words), Some(end)) = (self.door, end) {
                door = claim_door(ui, &response, at + end, words);
            }
        }
        paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
        ClaimResponse { response, door }
    }

    fn sentence(&self, ui: &Ui, room: f32) -> std::sync::Arc<egui::Galley> {
        let t = theme::tokens(ui);
        let mut job = runs_job(self.words, Type::Small, t.text2, t.text, room);
        if !self.note.is_empty() {
            let format = egui::text::TextFormat {
                line_height: Some(Type::Small.line()),
                ..egui::text::TextFormat::simple(Type::Micro.regular(), t.text3)
            };
            job.append(self.note, 8.0, format);
        }
        ui.painter().layout_job(job)
    }
}

fn claim_door(ui: &Ui, row: &Response, end: egui::Pos2, (word, name): (&str, &str)) -> bool {
    let t = theme::tokens(ui);
    let galley = paint::line(ui, word, Type::Small.medium(), t.accent, 80.0);
    let size = galley.size();
    let rect = egui::Rect::from_min_size(pos2(end.x + 6.0, end.y - size.y), size);
    let response = ui.interact(rect.expand(3.0), row.id.with("door"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    let painter = ui.painter();
    painter.galley(rect.min, galley, t.accent);
    if response.hovered() {
        let line = Stroke::new(1.0, t.accent);
        painter.hline(rect.x_range(), rect.bottom() - 1.0, line);
    }
    paint::focus_ring(ui, &response, 2.0, Ring::Inside, t);
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}
