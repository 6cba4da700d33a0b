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
mod symbols;
mod xml;

use std::collections::BTreeMap;

use emath::vec2;

pub use dot::dot;
pub use png::{TooLarge, png};
pub use svg::svg;
pub use symbols::{TAKEN_OVER, level_symbol, reach_symbol, symbols};

use super::layout::{Layout, LayoutRequest};
use super::scene::{Lit, NODE, Node, NodeKind, Scene};
use crate::look::{Colour, DARK, LIGHT, Palette};
use crate::model::Model;
use measure::{Type, width};
use nodes::Face;

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

/// Nodes are widened up to this for their names; longer ones go on in the next line.
const WIDEST: f32 = 440.0;
/// Gaps between columns are widened up to this for words on edges.
const WIDEST_GAP: f32 = 140.0;
/// Between the nodes of a column.
const BETWEEN: f32 = 10.0;

/// The layout for a picture to keep: nodes of one column are as wide as their longest name needs,
/// and as high as their own name needs.
pub fn layout_request(scene: &Scene) -> LayoutRequest {
    let mut widths: BTreeMap<(Option<usize>, bool), f32> = BTreeMap::new();
    for node in &scene.nodes {
        let widest = widths.entry(alike(node)).or_insert(NODE.x);
        *widest = widest.max(nodes::wanted(node)).min(WIDEST);
    }
    let size = |node: &Node| {
        let wide = *widths.get(&alike(node)).unwrap_or(&NODE.x);
        vec2(wide, Face::new(node, wide).height())
    };
    let mut request = scene.layout_request(size);
    let notes = scene
        .edges
        .iter()
        .map(|edge| width(&edge.levels(), Type::Edge));
    let room = notes.fold(0.0, f32::max) + 36.0;
    request.gaps.layer = request.gaps.layer.max(room.min(WIDEST_GAP));
    if scene.nodes.iter().any(|node| node.column.is_some()) {
        request.gaps.node = BETWEEN;
    }
    request
}

/// How wide the nodes of a picture on the screen are: those of one column alike, in steps, so that
/// another name seldom moves anything.
pub fn widths(scene: &Scene) -> impl Fn(&Node) -> f32 + use<> {
    const STEP: f32 = 44.0;
    let mut widths: BTreeMap<(Option<usize>, bool), f32> = BTreeMap::new();
    for node in &scene.nodes {
        let widest = widths.entry(alike(node)).or_insert(NODE.x);
        let steps = ((nodes::stacked(node) - NODE.x) / STEP)
            .ceil()
            .clamp(0.0, 4.0);
        *widest = widest.max(NODE.x + STEP * steps);
    }
    move |node| *widths.get(&alike(node)).unwrap_or(&NODE.x)
}

/// Nodes that are alike in this are equally wide.
fn alike(node: &Node) -> (Option<usize>, bool) {
    (node.column, node.kind == NodeKind::Module)
}
