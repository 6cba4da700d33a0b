//! Draws reach signs.

use egui::{Painter, Rect};

use super::{Origin, parts};
use crate::look::{REACH_BOX, ReachSign};
use crate::ui::theme::Tokens;

/// Draws a reach into a box, 18 wide by intent; it scales with the box.
pub fn reach_glyph(painter: &Painter, rect: Rect, sign: ReachSign, origin: Origin, t: &Tokens) {
    let color = match origin {
        Origin::Own => t.text2,
        Origin::Inherited => t.text3,
    };
    parts::paint(painter, rect, REACH_BOX, &sign.parts(), (color, color));
}
