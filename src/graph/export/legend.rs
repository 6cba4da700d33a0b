//! The legend of a picture: kinds, edges, marks, levels and reaches that are in it, and no others.

use emath::{Pos2, Rect, pos2, vec2};

use super::Sheet;
use super::measure::{Type, width};
use super::nodes;
use super::signs::Signs;
use super::svg::{self, line};
use super::xml::Xml;
use crate::graph::scene::{EdgeKind, Mark, SceneKind};
use crate::look::{KindShape, LevelSign, ReachSign, of_model};

/// Height of one row.
const ROW: f32 = 26.0;
/// Between two entries.
const GAP: f32 = 20.0;

enum Sign {
    Kind(KindShape),
    Edge(EdgeKind),
    Mark(Mark),
    Level(LevelSign),
    Reach(ReachSign),
}

impl Sign {
    /// How much room it takes, the gap before its words included.
    fn room(&self) -> f32 {
        match self {
            Sign::Kind(_) => 32.0,
            Sign::Edge(_) => 44.0,
            Sign::Mark(_) | Sign::Level(_) | Sign::Reach(_) => 27.0,
        }
    }
}

/// Draws it at a place, as wide as it may be, and tells how high it is.
pub fn draw(xml: &mut Xml, signs: &mut Signs, sheet: &Sheet<'_>, at: Pos2, room: f32) -> f32 {
    let mut place = at + vec2(0.0, ROW / 2.0);
    for row in rows(sheet) {
        if row.is_empty() {
            continue;
        }
        place.x = at.x;
        for (sign, word) in row {
            let wide = sign.room() + width(&word, Type::Second);
            if place.x > at.x && place.x + wide > at.x + room {
                place = pos2(at.x, place.y + ROW);
            }
            one(xml, signs, sheet, &sign, place);
            let word_at = place + vec2(sign.room(), 0.0);
            line(xml, &word, Type::Second, word_at);
            place.x += wide + GAP;
        }
        place.y += ROW;
    }
    place.y - ROW / 2.0 - at.y
}

fn one(xml: &mut Xml, signs: &mut Signs, sheet: &Sheet<'_>, sign: &Sign, at: Pos2) {
    let t = sheet.theme.palette();
    let middle = at + vec2(10.0, 0.0);
    match sign {
        Sign::Kind(kind) => {
            let rect = Rect::from_center_size(at + vec2(12.0, 0.0), vec2(24.0, 18.0));
            nodes::shape(xml, *kind, rect, "node", 1.0);
            signs.icon(xml, kind.icon(), rect.center(), 13.0, kind.color(t));
        }
        Sign::Edge(kind) => svg::sample(xml, *kind, at, t),
        Sign::Mark(mark) => nodes::mark(xml, signs, *mark, middle, t),
        Sign::Level(level) => signs.level(xml, *level, middle),
        Sign::Reach(reach) => signs.reach(xml, *reach, middle),
    }
}

/// Entries, row by row: kinds, edges and marks, levels, reaches.
fn rows(sheet: &Sheet<'_>) -> [Vec<(Sign, String)>; 4] {
    let nodes = &sheet.scene.nodes;
    let kinds = KindShape::ALL
        .into_iter()
        .filter(|kind| nodes.iter().any(|n| n.kind.shape() == *kind));
    let mut edges: Vec<EdgeKind> = sheet.scene.edges.iter().map(|edge| edge.kind).collect();
    edges.sort_unstable();
    edges.dedup();
    // In columns an edge says what it is by where it stands.
    let in_columns = nodes.iter().any(|node| node.column.is_some());
    edges.retain(|kind| {
        !in_columns || *kind == EdgeKind::Blocked || kind.graph() != SceneKind::Access
    });
    let mut marks: Vec<Mark> = nodes.iter().flat_map(|n| n.marks.iter().copied()).collect();
    marks.sort_unstable();
    marks.dedup();
    let mut levels: Vec<(usize, LevelSign, String)> = Vec::new();
    let mut reaches: Vec<ReachSign> = Vec::new();
    for node in nodes {
        if let Some((level, rank, top)) = &node.level {
            let sign = of_model::level(level, *rank, *top);
            if !levels
                .iter()
                .any(|(_, known, word)| *known == sign && word == level.as_str())
            {
                levels.push((*rank, sign, level.to_string()));
            }
        }
        reaches.extend(
            node.reach
                .as_ref()
                .map(|on| of_model::scope(sheet.model, on)),
        );
    }
    levels.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
    let reaches = ReachSign::ALL
        .into_iter()
        .filter(|sign| reaches.contains(sign));
    let edges = edges
        .into_iter()
        .map(|kind| (Sign::Edge(kind), kind.word().to_owned()));
    let marks = marks
        .into_iter()
        .map(|mark| (Sign::Mark(mark), mark.words().to_owned()));
    [
        kinds
            .map(|kind| (Sign::Kind(kind), kind.word().to_owned()))
            .collect(),
        edges.chain(marks).collect(),
        levels
            .into_iter()
            .map(|(_, sign, word)| (Sign::Level(sign), word))
            .collect(),
        reaches
            .map(|sign| (Sign::Reach(sign), sign.word().to_owned()))
            .collect(),
    ]
}
