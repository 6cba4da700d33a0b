//! The sheet as SVG: title, heads of columns, edges, nodes, legend. Words stay words, icons are
//! outlines, and everything has a title of its own that tells what was cut off.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::measure::{Type, number, one_line, width};
use super::nodes::{self, Ground};
use super::signs::{Signs, outline};
use super::xml::{Xml, escaped};
use super::{Sheet, legend};
use crate::graph::layout::EdgePath;
use crate::graph::scene::{COLUMNS, Edge, EdgeKind};
use crate::look::{Colour, Palette};

/// From the middle of a line down to where letters stand, as a share of the size.
pub const MIDDLE: f32 = 0.364;
/// Free room around everything.
const MARGIN: f32 = 32.0;
/// Title, caption, and what is free below them.
const HEADER: f32 = 60.0;
/// Heads of columns.
const HEADS: f32 = 40.0;
/// Between the picture and the legend.
const BEFORE_LEGEND: f32 = 28.0;

/// Draws a sheet.
pub fn svg(sheet: &Sheet<'_>) -> String {
    let t = sheet.theme.palette();
    let mut signs = Signs::default();
    let bounds = sheet.layout.bounds;
    let heads = if sheet.layout.bands.is_empty() {
        0.0
    } else {
        HEADS
    };
    let header = width(sheet.title, Type::Title).max(width(sheet.caption, Type::Second));
    let inner = bounds.width().max(header).max(480.0);
    let corner = vec2(MARGIN, MARGIN + HEADER + heads) - bounds.min.to_vec2();

    let mut picture = Xml::default();
    header_words(&mut picture, sheet);
    let place = format!("translate({} {})", number(corner.x), number(corner.y));
    picture.open("g", [("transform", place.into())]);
    column_heads(&mut picture, sheet);
    edges(&mut picture, sheet, t);
    for (nth, node) in sheet.scene.nodes.iter().enumerate() {
        if let Some(rect) = sheet.layout.nodes.get(nth) {
            let is_lit = sheet.lit.nodes.binary_search(&nth).is_ok();
            let ground = Ground {
                model: sheet.model,
                palette: t,
                rect: *rect,
                is_lit,
            };
            nodes::draw(&mut picture, &mut signs, node, &ground);
        }
    }
    words_of_edges(&mut picture, sheet);
    picture.close("g");
    let below = corner.y + bounds.bottom() + BEFORE_LEGEND;
    let legend = legend::draw(&mut picture, &mut signs, sheet, pos2(MARGIN, below), inner);
    let size = vec2(inner + 2.0 * MARGIN, below + legend + MARGIN);
    whole(sheet, t, &signs, size.ceil(), &picture.finish())
}

fn whole(
    sheet: &Sheet<'_>,
    t: &Palette<Colour>,
    signs: &Signs,
    size: Vec2,
    picture: &str,
) -> String {
    let (wide, high) = (number(size.x), number(size.y));
    let ground = t.canvas.hex();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<style>\n{}</style>\n{}\
         <rect width=\"{wide}\" height=\"{high}\" fill=\"{ground}\"/>\n{picture}</svg>\n",
        escaped(&one_line(sheet.title)),
        escaped(&one_line(sheet.caption)),
        style(t),
        signs.definitions(t),
    )
}

fn style(t: &Palette<Colour>) -> String {
    let mut css = String::from("text { font-family: Inter, Arial, sans-serif; }\n");
    let inks = [
        (Type::Title, t.text),
        (Type::Head, t.text2),
        (Type::Name, t.text),
        (Type::Second, t.text3),
        (Type::Edge, t.text2),
    ];
    for (of, ink) in inks {
        let (size, weight) = of.size();
        let class = of.class();
        css.push_str(&format!(
            ".{class} {{ font-size: {size}px; font-weight: {weight}; fill: {}; }}\n",
            ink.hex()
        ));
    }
    let rule = |class: &str, fill: &str, stroke: Colour, wide: f32| {
        let stroke = stroke.hex();
        format!(".{class} {{ fill: {fill}; stroke: {stroke}; stroke-width: {wide}; }}\n")
    };
    css.push_str(&rule("node", &t.panel.hex(), t.field, 1.0));
    css.push_str(&rule("node-lit", &t.panel.hex(), t.accent, 2.0));
    css.push_str(&rule("line", "none", t.line, 1.0));
    css
}

/// One line of text with its middle at a height.
pub fn line(xml: &mut Xml, text: &str, of: Type, at: Pos2) {
    let (size, _) = of.size();
    xml.words(
        "text",
        [
            ("class", of.class().into()),
            ("x", at.x.into()),
            ("y", (at.y + size * MIDDLE).into()),
        ],
        text,
    );
}

fn header_words(xml: &mut Xml, sheet: &Sheet<'_>) {
    let title = one_line(sheet.title);
    line(xml, &title, Type::Title, pos2(MARGIN, MARGIN + 8.0));
    let caption = one_line(sheet.caption);
    line(xml, &caption, Type::Second, pos2(MARGIN, MARGIN + 28.0));
}

fn column_heads(xml: &mut Xml, sheet: &Sheet<'_>) {
    let top = sheet.layout.bounds.top() - HEADS + 10.0;
    for band in &sheet.layout.bands {
        let Some(word) = COLUMNS.get(band.layer) else {
            continue;
        };
        let here = |column: &Option<usize>| *column == Some(band.layer);
        let n = sheet.scene.nodes.iter().filter(|n| here(&n.column)).count();
        line(xml, word, Type::Head, pos2(band.start, top));
        let count = n.to_string();
        let right = band.end - width(&count, Type::Second);
        line(xml, &count, Type::Second, pos2(right, top));
        let rule = outline(
            &[pos2(band.start, top + 11.0), pos2(band.end, top + 11.0)],
            false,
        );
        xml.empty("path", [("class", "line".into()), ("d", rule.into())]);
    }
}

/// Colour, width and dashes of an edge.
pub struct Stroke {
    colour: Colour,
    width: f32,
    dash: &'static str,
}

/// How a kind of edge is drawn.
pub fn stroke(kind: EdgeKind, is_lit: bool, in_cycle: bool, t: &Palette<Colour>) -> Stroke {
    let dash = match kind {
        EdgeKind::Blocked => "4 3",
        _ if is_lit => "none",
        EdgeKind::Implies => "2 3",
        EdgeKind::Needs => "8 3",
        EdgeKind::ViewSet => "3 5",
        _ => "none",
    };
    let (colour, width) = if is_lit && kind == EdgeKind::Blocked {
        (t.refused, 2.5)
    } else if is_lit {
        (t.accent, 2.5)
    } else if in_cycle || kind == EdgeKind::Blocked {
        (t.refused, 1.0)
    } else if kind == EdgeKind::PartOf {
        (t.sample, 1.0)
    } else {
        (t.field, 1.0)
    };
    Stroke {
        colour,
        width,
        dash,
    }
}

/// Edges, lit ones last so that they lie on top.
fn edges(xml: &mut Xml, sheet: &Sheet<'_>, t: &Palette<Colour>) {
    for pass in [false, true] {
        for (nth, edge) in sheet.scene.edges.iter().enumerate() {
            let is_lit = sheet.lit.edges.binary_search(&nth).is_ok();
            let path = sheet.layout.edges.get(nth);
            if let Some(path) = path.filter(|path| is_lit == pass && path.points.len() > 1) {
                let stroke = stroke(edge.kind, is_lit, sheet.scene.is_in_cycle(edge), t);
                xml.open("g", []);
                xml.words("title", [], &told(sheet, edge));
                curve(xml, path, &stroke);
                let reversed = edge.kind == EdgeKind::ViewSet;
                arrow(xml, path, reversed, stroke.colour);
                xml.close("g");
            }
        }
    }
}

fn told(sheet: &Sheet<'_>, edge: &Edge) -> String {
    let name = |at: usize| sheet.scene.nodes.get(at).map_or("", |node| &node.title);
    let (from, to) = (name(edge.from), name(edge.to));
    let said = format!("{from} {} {to}", edge.kind.word());
    match edge.note.as_str() {
        "" => said,
        note => format!("{said}, {note}"),
    }
}

fn curve(xml: &mut Xml, path: &EdgePath, stroke: &Stroke) {
    let mut data = String::new();
    for (n, [start, a, b, end]) in path.curves().enumerate() {
        let at = |p: Pos2| format!("{} {}", number(p.x), number(p.y));
        if n == 0 {
            data.push_str(&format!("M{}", at(start)));
        }
        data.push_str(&format!("C{} {} {}", at(a), at(b), at(end)));
    }
    stroked(xml, data, stroke);
}

fn stroked(xml: &mut Xml, data: String, stroke: &Stroke) {
    xml.empty(
        "path",
        [
            ("d", data.into()),
            ("fill", "none".into()),
            ("stroke", stroke.colour.hex().into()),
            ("stroke-width", stroke.width.into()),
            ("stroke-dasharray", stroke.dash.into()),
        ],
    );
}

fn arrow(xml: &mut Xml, path: &EdgePath, reversed: bool, colour: Colour) {
    let (tip, along) = if reversed {
        let first = path.points.first().copied().unwrap_or_default();
        let next = path.points.iter().find(|p| p.distance(first) > 0.01);
        let along = next.map_or(-path.arrival(), |next| (first - *next).normalized());
        (first, along)
    } else {
        (
            path.points.last().copied().unwrap_or_default(),
            path.arrival(),
        )
    };
    head(xml, tip, along, colour);
}

fn head(xml: &mut Xml, tip: Pos2, along: Vec2, colour: Colour) {
    let (along, across) = (along * 7.0, along.rot90() * 3.5);
    let points = [tip, tip - along + across, tip - along - across];
    let data = outline(&points, true);
    xml.empty("path", [("d", data.into()), ("fill", colour.hex().into())]);
}

/// A short stretch of an edge, for the legend.
pub fn sample(xml: &mut Xml, kind: EdgeKind, at: Pos2, t: &Palette<Colour>) {
    let stroke = stroke(kind, false, false, t);
    let data = outline(&[at, at + vec2(32.0, 0.0)], false);
    stroked(xml, data, &stroke);
    head(xml, at + vec2(36.0, 0.0), Vec2::RIGHT, stroke.colour);
}

/// Words on lit edges, and what an implication gives. Words that would touch others are left out.
fn words_of_edges(xml: &mut Xml, sheet: &Sheet<'_>) {
    let t = sheet.theme.palette();
    let mut taken: Vec<Rect> = sheet.layout.nodes.clone();
    for pass in [true, false] {
        for (nth, edge) in sheet.scene.edges.iter().enumerate() {
            let is_lit = sheet.lit.edges.binary_search(&nth).is_ok();
            let text = match (is_lit, edge.note.as_str()) {
                (false, _) => edge.levels(),
                (true, "") => edge.kind.word().to_owned(),
                (true, note) => format!("{}, {note}", edge.kind.word()),
            };
            let path = sheet.layout.edges.get(nth).filter(|p| p.points.len() > 1);
            let Some(path) = path.filter(|_| is_lit == pass && !text.is_empty()) else {
                continue;
            };
            let wide = width(&text, Type::Edge) + 12.0;
            let rect = Rect::from_center_size(path.label_at, vec2(wide, 18.0));
            if taken.iter().any(|other| other.intersects(rect.expand(1.0))) {
                continue;
            }
            taken.push(rect);
            pill(xml, rect, if is_lit { t.accent } else { t.line }, t);
            line(
                xml,
                &text,
                Type::Edge,
                pos2(rect.left() + 6.0, rect.center().y),
            );
        }
    }
}

fn pill(xml: &mut Xml, rect: Rect, edge: Colour, t: &Palette<Colour>) {
    let rect = rect.shrink(0.5);
    let fill = t.panel.hex();
    let attributes = [("fill", fill.into()), ("stroke", edge.hex().into())];
    xml.rect(rect, rect.height() / 2.0, attributes);
}
