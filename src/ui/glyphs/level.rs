//! Draws level tiles.

use egui::{Painter, Rect};

use super::{Origin, parts};
use crate::look::{LEVEL_BOX, LevelSign};
use crate::ui::theme::Tokens;

/// Draws a level into a box, 20 wide by intent; it scales with the box.
pub fn level_glyph(painter: &Painter, rect: Rect, sign: LevelSign, origin: Origin, t: &Tokens) {
    let (ink, cut) = match origin {
        _ if sign == LevelSign::None => (t.text3, t.text3),
        Origin::Own => (t.level, t.panel),
        // Never filled: a quiet tile with the sign in its own colour.
        Origin::Inherited => (t.text3, t.text3),
    };
    let list = sign.parts(origin == Origin::Inherited);
    parts::paint(painter, rect, LEVEL_BOX, &list, (ink, cut));
}
