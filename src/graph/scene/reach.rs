//! What a grant reaches, as a node.

use super::{Builder, EdgeKind, Mark, Node, NodeKind, plural};
use crate::engine::{AccessPath, Engine, Source, Words, capital};
use crate::model::{Grant, Model, PermissionRef, Scope};

/// A grant's own criterion, or else that of its role.
pub(super) fn within(grant: &Grant, role: &Scope) -> Scope {
    Scope {
        people: grant.on.people.clone().or_else(|| role.people.clone()),
        items: grant.on.items.clone().or_else(|| role.items.clone()),
    }
}

/// The criterion of the grant at the end of a path, as the scene shows it.
pub(super) fn scope_of(model: &Model, path: &AccessPath) -> Option<Scope> {
    match (&path.source, path.roles.last()) {
        (Source::Direct(id), _) => Some(model.direct_grants().get(id)?.scope.clone()),
        (Source::Custom(id), _) => {
            let grant = model.custom_sets().get(id)?.grants.get(path.grant)?;
            Some(within(grant, &Scope::UNSET))
        }
        (_, Some(role)) => {
            let role = model.roles().get(role)?;
            Some(within(role.grants.get(path.grant)?, &role.scope))
        }
        _ => None,
    }
}

/// Key of what a grant reaches, and the part of its criterion that matters; none where there is
/// nothing to reach.
pub(super) fn reached(
    engine: &Engine,
    named: &PermissionRef,
    scope: &Scope,
) -> Option<(String, Scope)> {
    let model = engine.model();
    let about = &model.permissions().get(&named.base())?.about;
    let on = Scope {
        people: scope.people.clone().filter(|_| about.has_person()),
        items: scope.items.clone().filter(|_| about.has_item()),
    };
    if on.is_unset() && !about.has_person() && !about.has_item() {
        return None;
    }
    Some((format!("reach:{}", Words::new(model).scope(&on)), on))
}

pub(super) fn reach(
    engine: &Engine,
    builder: &mut Builder,
    from: usize,
    named: &PermissionRef,
    scope: &Scope,
) {
    let Some((key, on)) = reached(engine, named, scope) else {
        return;
    };
    let counted = on.people.as_ref().and_then(|reach| engine.n_reached(reach));
    let title = capital(&Words::new(engine.model()).scope(&on));
    let node = Node {
        subtitle: counted
            .map(|n| plural(n, "person", "people"))
            .unwrap_or_default(),
        reach: Some(on),
        column: Some(4),
        marks: if counted == Some(0) {
            vec![Mark::Unheld]
        } else {
            Vec::new()
        },
        ..Node::new(key, NodeKind::Reach, title)
    };
    let at = builder.node(node);
    builder.edge(from, at, EdgeKind::Reaches, "");
}
