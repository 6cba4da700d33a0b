//! The permission graph: parts, implications, needs, view sets.

use super::{Builder, EdgeKind, Mark, Node, NodeKind, SceneRequest, in_modules};
use crate::engine::Engine;
use crate::model::{About, Key, ModuleId, Permission, PermissionId};

pub(super) fn build(engine: &Engine, request: &SceneRequest) -> Builder {
    let model = engine.model();
    let mut builder = Builder::default();
    let shown = |id: &PermissionId| in_modules(request, id) && model.permissions().contains(id);
    for module in model.modules().iter() {
        if request.modules.is_empty() || request.modules.contains(&module.id) {
            module_node(engine, &mut builder, &module.id);
        }
    }
    for permission in model.permissions().iter().filter(|p| shown(&p.id)) {
        let at = permission_node(engine, &mut builder, permission);
        let parent = permission.id.parent().filter(|id| shown(id));
        if let Some(parent) = parent.and_then(|id| model.permissions().get(&id)) {
            let from = permission_node(engine, &mut builder, parent);
            let note = if parent.ladder == permission.ladder {
                ""
            } else {
                "a ladder of its own"
            };
            builder.edge(from, at, EdgeKind::PartOf, note);
        } else {
            let from = module_node(engine, &mut builder, &permission.id.module());
            builder.edge(from, at, EdgeKind::PartOf, "");
        }
    }
    for implication in model.implications().iter() {
        let to = implication.implies.base();
        if !shown(&implication.permission) || !shown(&to) {
            continue;
        }
        let ends = model
            .permissions()
            .get(&implication.permission)
            .zip(model.permissions().get(&to));
        if let Some((from, to)) = ends {
            let from = permission_node(engine, &mut builder, from);
            let to = permission_node(engine, &mut builder, to);
            let note = format!("{} ⇒ {}", implication.level, implication.at);
            builder.edge(from, to, EdgeKind::Implies, note);
        }
    }
    for requirement in model.requirements().iter() {
        for dependent in &requirement.dependents {
            let ends = model
                .permissions()
                .get(&requirement.main)
                .zip(model.permissions().get(&dependent.permission))
                .filter(|(a, b)| shown(&a.id) && shown(&b.id));
            if let Some((main, dependent)) = ends {
                let from = permission_node(engine, &mut builder, main);
                let to = permission_node(engine, &mut builder, dependent);
                builder.edge(from, to, EdgeKind::Needs, "");
            }
        }
    }
    for module in model.modules().iter() {
        let view = module.view_set.as_ref().filter(|id| shown(id));
        if let Some(view) = view.and_then(|id| model.permissions().get(id)) {
            let from = permission_node(engine, &mut builder, view);
            let to = module_node(engine, &mut builder, &module.id);
            builder.edge(from, to, EdgeKind::ViewSet, "");
        }
    }
    builder
}

fn module_node(engine: &Engine, builder: &mut Builder, id: &ModuleId) -> usize {
    let module = engine.model().modules().get(id);
    builder.node(Node {
        key: format!("module:{id}"),
        kind: NodeKind::Module,
        record: module.map(|m| Key::Module(m.id.clone())),
        title: module.map_or_else(|| id.to_string(), |m| m.name.clone()),
        subtitle: match module {
            Some(m) if !m.on => "Module, off".to_owned(),
            _ => "Module".to_owned(),
        },
        level: None,
        reach: None,
        column: None,
        marks: Vec::new(),
        members: Vec::new(),
    })
}

fn permission_node(engine: &Engine, builder: &mut Builder, permission: &Permission) -> usize {
    let ladder = engine.model().ladder_of(&permission.id);
    let levels: Vec<&str> = ladder
        .map(|ladder| ladder.levels.iter().map(|l| l.as_str()).collect())
        .unwrap_or_default();
    let about = match &permission.about {
        About::Nothing => "an action",
        About::Person => "about a person",
        About::Item(_) => "about an item",
        About::ItemOfPerson(_) => "about an item of a person",
        About::PersonAndItem(_) => "about a person and an item",
    };
    builder.node(Node {
        key: format!("permission:{}", permission.id),
        kind: NodeKind::Permission,
        record: Some(Key::Permission(permission.id.clone())),
        title: permission.name.clone(),
        subtitle: format!("{} · {about}", levels.join(", ")),
        level: None,
        reach: None,
        column: None,
        marks: if permission.sensitive {
            vec![Mark::Sensitive]
        } else {
            Vec::new()
        },
        members: Vec::new(),
    })
}
