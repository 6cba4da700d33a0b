//! The pictures of a hand-over report: module by module who reaches what, and what permissions
//! bring along and need.

use std::collections::BTreeSet;

use crate::engine::Engine;
use crate::graph::export::{self, Sheet, TAKEN_OVER, Theme, level_symbol, reach_symbol, symbols};
use crate::graph::layout::layout;
use crate::graph::scene::{Lit, Scene, SceneKind, SceneRequest, scene};
use crate::io::export::Mask;
use crate::io::export::report::{Picture, ReportInput, Signs};
use crate::model::Key;

/// All a report needs besides the model.
pub fn report_input(engine: &Engine, mask_names: bool) -> ReportInput {
    let mask = mask_names.then(|| Mask::new(engine.model()));
    let mask = mask.as_ref();
    let mut pictures = Vec::new();
    for (kind, title) in [
        (SceneKind::Access, "Who reaches what in"),
        (
            SceneKind::Permissions,
            "What brings, needs and is part of what in",
        ),
    ] {
        for module in engine.model().modules().iter() {
            let permissions = engine.model().permissions().ids();
            let inside = permissions.filter(|id| id.module() == module.id);
            let request = SceneRequest {
                kind,
                modules: BTreeSet::from([module.id.clone()]),
                // Only those who come to something in it.
                focus: inside.cloned().map(Key::Permission).collect(),
                ..SceneRequest::default()
            };
            if !request.focus.is_empty() {
                let title = format!("{title} {}", module.name);
                pictures.extend(picture(engine, &request, &title, mask));
            }
        }
    }
    ReportInput {
        pictures,
        signs: Some(Signs {
            symbols: symbols(engine.model()),
            level: level_symbol,
            reach: reach_symbol,
            taken_over: TAKEN_OVER,
        }),
        mask_names,
    }
}

fn picture(
    engine: &Engine,
    request: &SceneRequest,
    title: &str,
    mask: Option<&Mask>,
) -> Option<Picture> {
    let mut shown = scene(engine, request);
    if shown.edges.is_empty() {
        return None;
    }
    let mut title = title.to_owned();
    if let Some(mask) = mask {
        // Before it is laid out: a name that is broken over two lines would not be found.
        hide(&mut shown, mask);
        title = mask.text(&title);
    }
    let placed = layout(&export::layout_request(&shown));
    let caption = format!(
        "As of {} · {} nodes, {} edges",
        engine.day(),
        shown.nodes.len(),
        shown.edges.len()
    );
    let svg = export::svg(&Sheet {
        model: engine.model(),
        scene: &shown,
        layout: &placed,
        lit: &Lit::default(),
        theme: Theme::Light,
        title: &title,
        caption: &caption,
    });
    Some(Picture { title, svg })
}

fn hide(shown: &mut Scene, mask: &Mask) {
    for node in &mut shown.nodes {
        let stand_in = match &node.record {
            Some(Key::Principal(id)) => mask.principal(id).map(str::to_owned),
            _ => None,
        };
        node.title = stand_in.unwrap_or_else(|| mask.text(&node.title));
        node.subtitle = mask.text(&node.subtitle);
        node.key = mask.text(&node.key);
    }
    for edge in &mut shown.edges {
        edge.note = mask.text(&edge.note);
    }
}
