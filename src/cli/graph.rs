//! `graph`: a picture of a model, as SVG, PNG or DOT.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::args::{Graph, GraphFold, GraphKind, GraphTheme};
use super::{Reply, engine, names};
use crate::engine::{Engine, Question};
use crate::graph::export::{self, Sheet, Theme};
use crate::graph::layout::layout;
use crate::graph::scene::{Scene, SceneKind, SceneRequest, scene};
use crate::io;
use crate::model::{Date, Key, Model, nearest};

/// The endings a picture may have.
const ENDINGS: [&str; 3] = ["svg", "png", "dot"];

/// Makes a picture.
pub fn graph(args: &Graph, day: Date) -> Result<Reply, String> {
    let ending = ending(&args.out)?;
    if args.scale.is_some() && ending != "png" {
        return Err(format!(
            "`--scale` is for PNG; `{}` can be drawn at any size",
            args.out.display()
        ));
    }
    let engine = engine(&args.file, day)?;
    let question = question(&engine, args)?;
    let shown = show(&engine, args, question.as_ref())?;
    let lit = question
        .as_ref()
        .map(|question| shown.light(&engine, question))
        .unwrap_or_default();
    let placed = layout(&export::layout_request(&shown));
    let title = title(&engine, args);
    let caption = caption(&engine, args, &shown);
    let sheet = Sheet {
        model: engine.model(),
        scene: &shown,
        layout: &placed,
        lit: &lit,
        theme: match args.theme {
            GraphTheme::Light => Theme::Light,
            GraphTheme::Dark => Theme::Dark,
        },
        title: &title,
        caption: &caption,
    };
    let bytes = match ending {
        "dot" => export::dot(&sheet).into_bytes(),
        "png" => export::png(&sheet, args.scale.unwrap_or(1.0)).map_err(|e| e.to_string())?,
        _ => export::svg(&sheet).into_bytes(),
    };
    io::save_picture(&args.out, &bytes).map_err(|e| e.to_string())?;
    let (nodes, edges) = (shown.nodes.len(), shown.edges.len());
    let out = args.out.display().to_string();
    Ok(Reply::new(
        format!("{out}: {nodes} nodes, {edges} edges\n"),
        json!({ "out": out, "nodes": nodes, "edges": edges }),
    ))
}

fn ending(out: &Path) -> Result<&'static str, String> {
    let text = out.extension().unwrap_or_default().to_string_lossy();
    let text = text.to_lowercase();
    if let Some(known) = ENDINGS.into_iter().find(|known| *known == text) {
        return Ok(known);
    }
    let written = out.display();
    Err(match nearest(&text, ENDINGS) {
        Some(near) if !text.is_empty() => {
            format!("`{written}` ends in `.{text}`, which is no picture; did you mean `.{near}`?")
        }
        _ => format!("`{written}` is no picture; expected a name that ends in .svg, .png or .dot"),
    })
}

/// What is lit.
fn question(engine: &Engine, args: &Graph) -> Result<Option<Question>, String> {
    let (Some(actor), Some(deed)) = (&args.actor, &args.deed) else {
        return Ok(None);
    };
    if args.kind == GraphKind::Permissions {
        return Err("the permission graph has no people in it; leave `--kind` out".to_owned());
    }
    let model = engine.model();
    let deed = names::deed(model, deed)?;
    Ok(Some(Question {
        actor: names::actor(model, actor)?,
        permission: deed.permission,
        level: deed.level,
        target: names::target(model, &args.on)?,
    }))
}

fn show(engine: &Engine, args: &Graph, question: Option<&Question>) -> Result<Scene, String> {
    let kind = match args.kind {
        GraphKind::Access => SceneKind::Access,
        GraphKind::Permissions => SceneKind::Permissions,
    };
    let focus = args
        .focus
        .as_deref()
        .map(|text| names::record(engine.model(), text))
        .transpose()?;
    let mut request = SceneRequest {
        kind,
        focus: focus.iter().cloned().collect(),
        depth: args.depth,
        question: question.cloned(),
        folded: folded(engine.model(), &args.fold),
        ..SceneRequest::default()
    };
    request
        .singles
        .extend(question.map(|question| question.actor.clone()));
    if let Some(Key::Principal(id)) = &focus {
        request.singles.insert(id.clone());
    }
    let shown = scene(engine, &request);
    let is_shown = |key: &Key| shown.nodes.iter().any(|n| n.record.as_ref() == Some(key));
    match focus.filter(|key| !is_shown(key)) {
        Some(key) => Err(format!(
            "{} is not in this graph; {}",
            engine.model().title(&key),
            match kind {
                SceneKind::Access | SceneKind::Combined =>
                    "it shows people, groups, roles and the permissions they give",
                SceneKind::Permissions => "it shows modules and permissions; try `--kind access`",
            }
        )),
        None => Ok(shown),
    }
}

/// What is drawn as one.
fn folded(model: &Model, what: &[GraphFold]) -> BTreeSet<Key> {
    let keys = what.iter().flat_map(|what| -> Vec<Key> {
        match what {
            GraphFold::Modules => model.modules().ids().cloned().map(Key::Module).collect(),
            GraphFold::Roles => model.roles().ids().cloned().map(Key::Role).collect(),
            GraphFold::Groups => model.groups().ids().cloned().map(Key::Group).collect(),
        }
    });
    keys.collect()
}

fn title(engine: &Engine, args: &Graph) -> String {
    let name = engine.model().name();
    if name.trim().is_empty() {
        let file = args.file.file_stem().unwrap_or_default();
        return file.to_string_lossy().into_owned();
    }
    name.to_owned()
}

fn caption(engine: &Engine, args: &Graph, shown: &Scene) -> String {
    let what = match args.kind {
        GraphKind::Access => "Who reaches what",
        GraphKind::Permissions => "Permissions: parts, implications, needs",
    };
    let focus = args.focus.as_deref();
    let focus = focus.and_then(|text| names::record(engine.model(), text).ok());
    let around = focus.map_or(String::new(), |key| {
        format!(" around {}", engine.model().title(&key))
    });
    let asked = question(engine, args).ok().flatten();
    let asked = asked.map_or(String::new(), |asked| {
        let target = &asked.target;
        let answer = engine.decide(&asked.actor, &asked.permission, &asked.level, target);
        format!(" · {}", answer.sentence(engine))
    });
    let (nodes, edges) = (shown.nodes.len(), shown.edges.len());
    format!(
        "{what}{around}{asked} · as of {} · {nodes} nodes, {edges} edges",
        engine.day()
    )
}
