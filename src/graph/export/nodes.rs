//! One node of a picture: shape and icon of its kind, name, second line, tile, marks.

use emath::{Pos2, Rect, pos2, vec2};

use super::measure::{Type, cut, width, wrapped};
use super::signs::{ICON, Signs, outline};
use super::svg::line;
use super::xml::Xml;
use crate::graph::scene::{Mark, NODE, Node};
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
    let face = Face::new(node, rect.width());
    let left = rect.left() + WORDS_AT;
    let n_lines = face.lines.len() + usize::from(face.below.is_some());
    let mut at = pos2(left, middle - (n_lines as f32 - 1.0) * LINE / 2.0);
    for name in &face.lines {
        line(xml, name, Type::Name, at);
        at.y += LINE;
    }
    if let Some(below) = &face.below {
        line(xml, below, Type::Second, at);
    }
    if let Some(beside) = &face.beside {
        let right = rect.right() - room_after(node) - width(beside, Type::Second);
        line(xml, beside, Type::Second, pos2(right, middle));
    }
    marks(xml, signs, node, on);
    xml.close("g");
}

/// Left of the words: the icon. Right of them: a tile, or just room.
const WORDS_AT: f32 = 38.0;
const AFTER_TILE: f32 = 40.0;
const AFTER_WORDS: f32 = 16.0;
/// From one line of words to the next.
const LINE: f32 = 15.0;
/// As many lines a name may have.
const MOST_LINES: usize = 3;
/// Between a name and what stands beside it.
const BESIDE: f32 = 10.0;
/// What a mark inside a node takes.
const MARK: f32 = 20.0;

/// The words on a node.
pub struct Face {
    lines: Vec<String>,
    /// Below the name.
    below: Option<String>,
    /// Right of the name: permissions of a column stand close, in one line each.
    beside: Option<String>,
}

impl Face {
    /// The words as they fit into a width.
    pub fn new(node: &Node, wide: f32) -> Face {
        let room = wide - WORDS_AT - room_after(node) + 2.0;
        let second = Some(node.subtitle.clone()).filter(|text| !text.is_empty());
        let (below, beside) = match is_low(node) {
            true => (None, second),
            false => (second.map(|text| cut(&text, Type::Second, room)), None),
        };
        let taken = beside
            .as_ref()
            .map_or(0.0, |text| width(text, Type::Second) + BESIDE);
        Face {
            lines: wrapped(&node.title, Type::Name, room - taken, MOST_LINES),
            below,
            beside,
        }
    }

    /// How high a node with these words is.
    pub fn height(&self) -> f32 {
        let more = self.lines.len().saturating_sub(1) as f32 * LINE;
        match self.below.is_some() || self.beside.is_none() {
            true => NODE.y + more,
            false => LOW + more,
        }
    }
}

/// A permission at a level stands in one line.
const LOW: f32 = 28.0;

fn is_low(node: &Node) -> bool {
    node.level.is_some() && !node.subtitle.is_empty()
}

/// How wide a node would be with its name in one line.
pub fn wanted(node: &Node) -> f32 {
    let title = width(&node.title, Type::Name);
    let second = width(&node.subtitle, Type::Second);
    let words = match is_low(node) {
        true => title + BESIDE + second,
        false => title.max(second),
    };
    WORDS_AT + words.ceil() + 1.0 + room_after(node)
}

/// The same with the second line below the name.
pub fn stacked(node: &Node) -> f32 {
    let words = width(&node.title, Type::Name).max(width(&node.subtitle, Type::Second));
    let tile = match node.level.is_some() || node.reach.is_some() {
        true => AFTER_TILE,
        false => AFTER_WORDS,
    };
    WORDS_AT + words.ceil() + 1.0 + tile
}

fn room_after(node: &Node) -> f32 {
    let marks = match is_low(node) {
        true => node.marks.len() as f32 * MARK,
        false => 0.0,
    };
    let tile = match node.level.is_some() || node.reach.is_some() {
        true => AFTER_TILE,
        false => AFTER_WORDS,
    };
    tile + marks
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
    xml.rect(rect, radius, [("class", class.into())]);
}

fn marks(xml: &mut Xml, signs: &mut Signs, node: &Node, on: &Ground<'_>) {
    // Where nodes stand close, marks stand inside.
    let mut at = match is_low(node) {
        true => pos2(on.rect.right() - AFTER_TILE - 6.0, on.rect.center().y),
        false => pos2(on.rect.right() - 6.0, on.rect.top() + 1.0),
    };
    for mark in &node.marks {
        self::mark(xml, signs, *mark, at, on.palette);
        at.x -= MARK;
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
