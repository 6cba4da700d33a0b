//! One node of a picture: shape and icon of its kind, name, second line, tile, marks.

use emath::{Pos2, Rect, pos2, vec2};

use super::measure::{Type, cut};
use super::signs::{ICON, Signs, outline};
use super::svg::line;
use super::xml::Xml;
use super::{WORDS_AT, room_after};
use crate::graph::scene::{Mark, Node};
use crate::look::{Colour, KindShape, Palette, kind_outline, of_model};
use crate::model::Model;

/// What a node is drawn on.
pub struct Ground<'a> {
    /// The model behind it.
    pub model: &'a Model,
    /// The colours.
    pub palette: &'a Palette<Colour>,
    /// Where it stands.
    pub rect: Rect,
    /// It lies on a lit path.
    pub is_lit: bool,
}

/// Draws one.
pub fn draw(xml: &mut Xml, signs: &mut Signs, node: &Node, on: &Ground<'_>) {
    let kind = node.kind.shape();
    let rect = on.rect;
    let middle = rect.center().y;
    xml.open("g", [("data-key", node.key.as_str().into())]);
    xml.words("title", [], &told(node));
    let class = if on.is_lit { "node-lit" } else { "node" };
    shape(xml, kind, rect, class, if on.is_lit { 2.0 } else { 1.0 });
    let colour = kind.color(on.palette);
    let icon_at = pos2(rect.left() + 22.0, middle);
    signs.icon(xml, kind.icon(), icon_at, ICON, colour);
    let sign_at = pos2(rect.right() - 22.0, middle);
    if let Some((level, rank, top)) = &node.level {
        signs.level(xml, of_model::level(level, *rank, *top), sign_at);
    } else if let Some(scope) = &node.reach {
        signs.reach(xml, of_model::scope(on.model, scope), sign_at);
    }
    let left = rect.left() + WORDS_AT;
    let room = rect.width() - WORDS_AT - room_after(node) + 2.0;
    let shift = if node.subtitle.is_empty() { 0.0 } else { 7.5 };
    let name = cut(&node.title, Type::Name, room);
    line(xml, &name, Type::Name, pos2(left, middle - shift));
    if !node.subtitle.is_empty() {
        let second = cut(&node.subtitle, Type::Second, room);
        line(xml, &second, Type::Second, pos2(left, middle + shift));
    }
    marks(xml, signs, node, on);
    xml.close("g");
}

fn told(node: &Node) -> String {
    let mut said = format!("{} {}", node.kind.shape().word(), node.title);
    if !node.subtitle.is_empty() {
        said.push_str(&format!(", {}", node.subtitle));
    }
    for mark in &node.marks {
        said.push_str(&format!(". {}", mark.words()));
    }
    said
}

/// The shape of a kind, its outline inside the rectangle.
pub fn shape(xml: &mut Xml, kind: KindShape, rect: Rect, class: &str, stroke: f32) {
    let scale = (rect.height() / 40.0).min(1.0);
    let mut one = |rect: Rect| outlined(xml, kind, rect.shrink(stroke / 2.0), class, scale);
    match kind {
        KindShape::Bundle => {
            one(rect.translate(vec2(4.0, 4.0) * scale.max(0.5)));
            one(rect);
        }
        KindShape::Module => {
            let tab = vec2(rect.width() * 0.35, 5.0 * scale);
            one(rect);
            one(Rect::from_min_size(rect.min - vec2(0.0, 5.0 * scale), tab));
        }
        KindShape::Data => {
            one(rect);
            let x = rect.left() + stroke / 2.0 + (4.0 * scale.max(0.6)).round();
            let edge = outline(&[pos2(x, rect.top()), pos2(x, rect.bottom())], false);
            xml.empty("path", [("class", class.into()), ("d", edge.into())]);
        }
        _ => one(rect),
    }
}

fn outlined(xml: &mut Xml, kind: KindShape, rect: Rect, class: &str, scale: f32) {
    let radius = match kind {
        KindShape::Person
        | KindShape::Bundle
        | KindShape::ServiceUser
        | KindShape::External
        | KindShape::Switch => rect.height() / 2.0,
        KindShape::Group => 8.0 * scale,
        KindShape::Module | KindShape::Data => 0.0,
        KindShape::Role | KindShape::Permission | KindShape::Guard => {
            let data = outline(&kind_outline(kind, rect, 10.0 * scale), true);
            xml.empty("path", [("class", class.into()), ("d", data.into())]);
            return;
        }
    };
    xml.empty(
        "rect",
        [
            ("class", class.into()),
            ("x", rect.left().into()),
            ("y", rect.top().into()),
            ("width", rect.width().into()),
            ("height", rect.height().into()),
            ("rx", radius.into()),
        ],
    );
}

fn marks(xml: &mut Xml, signs: &mut Signs, node: &Node, on: &Ground<'_>) {
    let mut at = pos2(on.rect.right() - 6.0, on.rect.top() - 2.0);
    for mark in &node.marks {
        self::mark(xml, signs, *mark, at, on.palette);
        at.x -= 20.0;
    }
}

/// A mark with its middle at a place.
pub fn mark(xml: &mut Xml, signs: &mut Signs, mark: Mark, at: Pos2, t: &Palette<Colour>) {
    let (ink, ground) = mark.colours(t);
    xml.empty(
        "circle",
        [
            ("cx", at.x.into()),
            ("cy", at.y.into()),
            ("r", 8.5.into()),
            ("fill", ground.hex().into()),
            ("stroke", ink.hex().into()),
        ],
    );
    signs.icon(xml, mark.icon(), at, 11.0, ink);
}
