//! The scene as DOT, which Graphviz reads. Only what is shown, not where: Graphviz places it anew.

use std::fmt::Write;

use super::Sheet;
use crate::graph::scene::{EdgeKind, Node};
use crate::look::KindShape;

/// Writes a sheet.
pub fn dot(sheet: &Sheet<'_>) -> String {
    let t = sheet.theme.palette();
    let mut out = format!(
        "digraph {} {{\n  graph [rankdir=LR, bgcolor={}, fontname=\"Inter\", fontcolor={}, labelloc=t, labeljust=l, label={}];\n",
        quoted(sheet.title),
        quoted(&t.canvas.hex()),
        quoted(&t.text.hex()),
        label(&[sheet.title, sheet.caption]),
    );
    let _ = writeln!(
        out,
        "  node [fontname=\"Inter\", fontsize=12, style=filled, fillcolor={}, fontcolor={}];\n  \
         edge [fontname=\"Inter\", fontsize=10, color={}, fontcolor={}];",
        quoted(&t.panel.hex()),
        quoted(&t.text.hex()),
        quoted(&t.field.hex()),
        quoted(&t.text3.hex()),
    );
    for (nth, node) in sheet.scene.nodes.iter().enumerate() {
        let is_lit = sheet.lit.nodes.binary_search(&nth).is_ok();
        let colour = if is_lit {
            t.accent
        } else {
            node.kind.shape().color(t)
        };
        let width = if is_lit { 2 } else { 1 };
        let _ = writeln!(
            out,
            "  {} [label={}, shape={}, color={}, penwidth={width}];",
            quoted(&node.key),
            label(&[&node.title, &node.subtitle]),
            shape(node.kind.shape()),
            quoted(&colour.hex()),
        );
    }
    columns(&mut out, &sheet.scene.nodes);
    for (nth, edge) in sheet.scene.edges.iter().enumerate() {
        let key = |at: usize| sheet.scene.nodes.get(at).map(|node| quoted(&node.key));
        let (Some(from), Some(to)) = (key(edge.from), key(edge.to)) else {
            continue;
        };
        let words = label(&[edge.kind.word(), &edge.note]);
        let lit = match sheet.lit.edges.binary_search(&nth) {
            Ok(_) => format!(", color={}, penwidth=2.5", quoted(&t.accent.hex())),
            Err(_) => String::new(),
        };
        let style = match edge.kind {
            EdgeKind::Implies => ", style=dotted",
            EdgeKind::Needs => ", style=dashed",
            EdgeKind::Blocked => ", style=dashed",
            // It points back at its module and must not turn the layers round.
            EdgeKind::ViewSet => ", style=dashed, constraint=false",
            _ => "",
        };
        let _ = writeln!(out, "  {from} -> {to} [label={words}{style}{lit}];");
    }
    out.push_str("}\n");
    out
}

fn columns(out: &mut String, nodes: &[Node]) {
    let last = nodes.iter().filter_map(|node| node.column).max();
    for column in 0..last.map_or(0, |last| last + 1) {
        let here = nodes.iter().filter(|node| node.column == Some(column));
        let keys: Vec<String> = here.map(|node| quoted(&node.key)).collect();
        if !keys.is_empty() {
            let _ = writeln!(out, "  {{ rank=same; {} }}", keys.join("; "));
        }
    }
}

fn shape(kind: KindShape) -> &'static str {
    match kind {
        KindShape::Person
        | KindShape::Bundle
        | KindShape::ServiceUser
        | KindShape::External
        | KindShape::Switch => "ellipse",
        KindShape::Group => "box",
        KindShape::Role => "hexagon",
        KindShape::Permission => "note",
        KindShape::Module => "tab",
        KindShape::Data => "box3d",
        KindShape::Guard => "octagon",
    }
}

/// A name: only the quote has a meaning of its own there.
fn quoted(text: &str) -> String {
    format!("\"{}\"", plain(text).replace('"', "\\\""))
}

/// Lines of words. Backslashes and the names of characters have a meaning there, too.
fn label(lines: &[&str]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty()).map(|line| {
        plain(line)
            .replace('\\', "\\\\")
            .replace('&', "&amp;")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
    });
    format!("\"{}\"", lines.collect::<Vec<_>>().join("\\n"))
}

fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}
