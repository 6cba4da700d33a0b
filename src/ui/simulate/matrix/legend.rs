//! What shades and signs mean, in a line below the matrix.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::draw;
use crate::engine::heat::Heat;
use crate::ui::glyphs::{Origin, level_glyph};
use crate::ui::paint;
use crate::ui::theme::{self, Type};

/// Draws it into a rectangle; leaves out what has no room.
pub fn show(ui: &Ui, rect: Rect, heat: &Heat, least: usize, is_readable: bool) {
    let t = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let shades = theme::shades(t);
    let y = rect.center().y;
    let mut x = rect.left();
    let mut said = Vec::new();
    let mut word = |x: f32, text: &str| {
        said.push(text.to_owned());
        let galley = paint::line(ui, text, Type::Micro.regular(), t.text2, rect.right() - x);
        paint::left_center(&painter, pos2(x, y), galley, t.text2).right() + 14.0
    };
    let swatch = |x: f32, shade: u8| {
        let tile = Rect::from_center_size(pos2(x + 7.0, y), vec2(14.0, 14.0));
        let colour = shades.get(usize::from(shade)).copied().unwrap_or_default();
        let edge = Stroke::new(1.0, t.field);
        painter.rect(tile, 0.0, colour, edge, StrokeKind::Inside);
    };
    if !is_readable {
        swatch(x, 0);
        x = word(x + 20.0, "none");
    }
    for level in heat.levels().iter().skip(least) {
        if x + 60.0 > rect.right() {
            break;
        }
        let tile = Rect::from_center_size(pos2(x + 9.0, y), vec2(18.0, 18.0));
        if is_readable {
            level_glyph(&painter, tile, draw::sign(level), Origin::Own, t);
        } else {
            swatch(x, (level.weight * 255.0).round() as u8);
        }
        x = word(x + 24.0, level.id.as_str());
    }
    if !is_readable && x + 240.0 < rect.right() {
        word(x, "Stronger: a higher level, or more of the cells");
    }
    let response = ui.interact(rect, ui.scope_id().with("legend"), Sense::hover());
    let words = format!("Legend: {}", said.join(", "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words.clone()));
}
