//! PICTURES TO KEEP. A scene that has been laid out, as SVG with text as text, as PNG at any scale,
//! and as DOT. Same sheet, same bytes, on every system: widths come from the typeface in `assets`,
//! never from one of the system. No file is written here.

mod dot;
mod legend;
mod measure;
mod nodes;
mod png;
mod signs;
mod svg;
mod xml;

use std::collections::BTreeMap;

use emath::vec2;

pub use dot::dot;
pub use png::{TooLarge, png};
pub use svg::svg;

use super::layout::{Layout, LayoutRequest};
use super::scene::{Lit, NODE, Node, NodeKind, Scene};
use crate::look::{Colour, DARK, LIGHT, Palette};
use crate::model::Model;
use measure::{Type, width};

/// On which ground a picture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    fn palette(self) -> &'static Palette<Colour> {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

/// All a picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The model behind the scene.
    pub model: &'a Model,
    /// What is shown.
    pub scene: &'a Scene,
    /// Where it stands.
    pub layout: &'a Layout,
    /// What is lit.
    pub lit: &'a Lit,
    /// On which ground.
    pub theme: Theme,
    /// What stands above the picture.
    pub title: &'a str,
    /// One line below the title.
    pub caption: &'a str,
}

/// Nodes are widened up to this for their names.
const WIDEST: f32 = 340.0;
/// Gaps between columns are widened up to this for words on edges.
const WIDEST_GAP: f32 = 140.0;
/// Left of the words: the icon. Right of them: a tile, or just room.
const WORDS_AT: f32 = 38.0;
const AFTER_TILE: f32 = 40.0;
const AFTER_WORDS: f32 = 16.0;

/// The layout for a picture to keep: nodes of one column are as wide as their longest name needs.
pub fn layout_request(scene: &Scene) -> LayoutRequest {
    let mut widths: BTreeMap<(Option<usize>, bool), f32> = BTreeMap::new();
    for node in &scene.nodes {
        let widest = widths.entry(alike(node)).or_insert(NODE.x);
        *widest = widest.max(wanted(node)).min(WIDEST);
    }
    let size = |node: &Node| vec2(*widths.get(&alike(node)).unwrap_or(&NODE.x), NODE.y);
    let mut request = scene.layout_request(size);
    let notes = scene
        .edges
        .iter()
        .map(|edge| width(&svg::note(edge), Type::Edge));
    let room = notes.fold(0.0, f32::max) + 36.0;
    request.gaps.layer = request.gaps.layer.max(room.min(WIDEST_GAP));
    request
}

/// Nodes that are alike in this are equally wide.
fn alike(node: &Node) -> (Option<usize>, bool) {
    (node.column, node.kind == NodeKind::Module)
}

fn wanted(node: &Node) -> f32 {
    let title = width(&node.title, Type::Name);
    let second = width(&node.subtitle, Type::Second);
    WORDS_AT + title.max(second).ceil() + 1.0 + room_after(node)
}

fn room_after(node: &Node) -> f32 {
    if node.level.is_some() || node.reach.is_some() {
        AFTER_TILE
    } else {
        AFTER_WORDS
    }
}
