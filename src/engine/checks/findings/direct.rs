//! Direct grants that a role in the model also gives (D20): prefer the role.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::engine::words::Words;
use crate::model::{Change, DirectGrant, Edit, Key, Model, Role};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    for direct in model.direct_grants().iter() {
        let roles: Vec<&Role> = model
            .roles()
            .iter()
            .filter(|role| role.derived.is_none() && gives(model, role, direct))
            .collect();
        if roles.is_empty() {
            continue;
        }
        let words = Words::new(model);
        let name = words.permission(&direct.permission.base());
        let to = words.subject(&direct.to);
        list.push(Finding {
            code: "prefer-role",
            severity: FindingSeverity::Note,
            title: format!("{to} holds {name} directly; a role gives it too"),
            detail: format!(
                "Roles that give it: {}. A role is easier to keep in view than a direct grant",
                names(roles.iter().map(|role| role.name.clone()))
            ),
            key: Key::DirectGrant(direct.id.clone()),
            repair: redundant(engine, direct),
        });
    }
}

fn gives(model: &Model, role: &Role, direct: &DirectGrant) -> bool {
    let base = direct.permission.base();
    let rank = |level| model.ladder_of(&base).and_then(|ladder| ladder.rank(level));
    role.grants.iter().any(|grant| {
        model.covers(&grant.permission, &base) && rank(&grant.level) >= rank(&direct.level)
    })
}

/// Removal is offered only where nobody's access changes.
fn redundant(engine: &Engine, direct: &DirectGrant) -> Option<Change> {
    const MOST_PEOPLE: usize = 500; // a proof looks at every cell
    let model = engine.model();
    if model.principals().len() > MOST_PEOPLE {
        return None;
    }
    let change = Change::new(
        format!("remove the direct grant {}", direct.id),
        vec![Edit::Remove(Key::DirectGrant(direct.id.clone()))],
    );
    let mut after = model.clone();
    after.apply(&change).ok()?;
    let after = engine.again(&after, engine.day());
    let holders = match &direct.to {
        crate::model::Subject::User(id) => vec![id.clone()],
        crate::model::Subject::Group(id) => engine.members(id),
    };
    holders
        .iter()
        .all(|who| engine.cells_of(who) == after.cells_of(who))
        .then_some(change)
}
