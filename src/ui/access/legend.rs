//! What the signs of the grid mean, in a few lines below it.

use egui::{Rect, Stroke, Ui, pos2, vec2};

use crate::ui::glyphs::{LevelSign, Origin, ReachSign, level_glyph, reach_glyph};
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::theme::{self, Type};

use super::{level_word, reach_word};

const LINE: f32 = 26.0;
/// Where the words of a line begin.
const WORDS: f32 = 56.0;
/// From one sign to the next, without its word.
const STEP: f32 = 34.0;

/// Height of the legend at a width: the reaches take a second line where they need it.
pub fn height(ui: &Ui, width: f32) -> f32 {
    10.0 + LINE * (1.0 + reach_lines(ui, width).len() as f32)
}

/// The reaches, as many in a line as there is room for.
fn reach_lines(ui: &Ui, width: f32) -> Vec<Vec<ReachSign>> {
    let room = width - WORDS - 12.0;
    let mut lines = vec![Vec::new()];
    let mut x = 0.0;
    for sign in ReachSign::ALL {
        let font = Type::Micro.regular();
        let word = paint::line(
            ui,
            &reach_word(sign),
            font,
            egui::Color32::WHITE,
            f32::INFINITY,
        );
        let wide = word.size().x + STEP;
        if x > 0.0 && x + wide > room {
            lines.push(Vec::new());
            x = 0.0;
        }
        x += wide;
        if let Some(line) = lines.last_mut() {
            line.push(sign);
        }
    }
    lines
}

/// Draws it.
pub fn show(ui: &Ui, rect: Rect) {
    let t = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0.0, t.panel);
    painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, t.line));
    let word = |at: egui::Pos2, text: &str, color| {
        let galley = paint::line(ui, text, Type::Micro.regular(), color, rect.right() - at.x);
        paint::left_center(&painter, at, galley, color).right()
    };
    let levels = [
        LevelSign::None,
        LevelSign::Masked,
        LevelSign::View,
        LevelSign::Propose,
        LevelSign::Edit,
        LevelSign::Yes,
    ];
    let y = rect.top() + 18.0;
    let mut x = rect.left() + 12.0;
    word(pos2(x, y), "Level", t.text3);
    x += 44.0;
    for sign in levels {
        let tile = Rect::from_center_size(pos2(x + 10.0, y), vec2(20.0, 20.0));
        level_glyph(&painter, tile, sign, Origin::Own, t);
        x = word(pos2(x + 25.0, y), level_word(sign), t.text2) + 12.0;
    }
    painter.vline(x, y - 9.0..=y + 9.0, Stroke::new(1.0, t.line));
    x += 12.0;
    for (text, implied) in [("from above", false), ("implied", true)] {
        let tile = Rect::from_center_size(pos2(x + 10.0, y), vec2(20.0, 20.0));
        level_glyph(&painter, tile, LevelSign::View, Origin::Inherited, t);
        x += 25.0;
        if implied {
            let icon = icons::SUBDIRECTORY_ARROW_RIGHT;
            icons::paint(&painter, icon, pos2(x + 7.0, y), 14.0, t.text3);
            x += 18.0;
        }
        x = word(pos2(x, y), text, t.text2) + 12.0;
    }
    let corner = pos2(x, y - 6.0);
    let points = vec![corner, corner + vec2(8.0, 0.0), corner + vec2(0.0, 8.0)];
    painter.add(egui::Shape::convex_polygon(points, t.accent, Stroke::NONE));
    x = word(pos2(x + 13.0, y), "changed since the save", t.text2) + 12.0;
    let note = "Number: people one holder reaches";
    let galley = paint::line(ui, note, Type::Micro.regular(), t.text3, 240.0);
    if x + galley.size().x + 16.0 < rect.right() {
        paint::right_center(&painter, pos2(rect.right() - 12.0, y), galley, t.text3);
    }
    let mut y = rect.top() + 18.0 + LINE;
    word(pos2(rect.left() + 12.0, y), "Reach", t.text3);
    for line in reach_lines(ui, rect.width()) {
        let mut x = rect.left() + WORDS;
        for sign in line {
            let glyph = Rect::from_center_size(pos2(x + 9.0, y), vec2(18.0, 18.0));
            reach_glyph(&painter, glyph, sign, Origin::Own, t);
            x = word(pos2(x + 22.0, y), &reach_word(sign), t.text2) + 12.0;
        }
        y += LINE;
    }
}
