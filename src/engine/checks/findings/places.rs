//! One limit written many times (D9): the same scope for every holder of a role belongs on the
//! role. And a scope on someone whose predefined role is meant to have none (A-D8).

use super::{Finding, FindingSeverity};
use crate::engine::Engine;
use crate::engine::words::Words;
use crate::model::{Change, Edit, Key, Model, Role, Scope, Subject};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    for role in model.roles().iter().filter(|role| role.scope.is_unset()) {
        list.extend(same_scope(model, role));
    }
    for scope in model.principal_scopes().iter() {
        let locked = engine
            .roles_of(&scope.principal)
            .into_iter()
            .filter_map(|id| model.roles().get(&id))
            .find(|role| role.locked);
        if let Some(role) = locked
            && !scope.scope.is_unset()
        {
            let who = Words::new(model).person(&scope.principal);
            list.push(Finding {
                code: "scope-limits-predefined",
                severity: FindingSeverity::Warning,
                title: format!("The scope of {who} limits {} as well", role.name),
                detail: "A scope on a person limits everything they have, also a predefined role that is meant to have no limit".to_owned(),
                key: Key::PrincipalScope(scope.principal.clone()),
                repair: None,
            });
        }
    }
}

/// Every holder has the same limit, on the assignment or on the person.
fn same_scope(model: &Model, role: &Role) -> Option<Finding> {
    let assignments: Vec<_> = model
        .assignments()
        .iter()
        .filter(|assignment| assignment.role == role.id)
        .collect();
    let scopes: Vec<&Scope> = assignments
        .iter()
        .map(|assignment| match &assignment.to {
            Subject::User(id) if assignment.scope.is_unset() => model
                .principal_scopes()
                .get(id)
                .map_or(&assignment.scope, |s| &s.scope),
            _ => &assignment.scope,
        })
        .collect();
    let first = scopes.first()?;
    if scopes.len() < 2 || first.is_unset() || scopes.iter().any(|scope| scope != first) {
        return None;
    }
    let limit = Words::new(model).scope(first);
    let is_on_assignments = assignments.iter().all(|a| a.scope == **first);
    let repair = is_on_assignments.then(|| {
        let mut wider = role.clone();
        wider.scope = (*first).clone();
        let mut edits = vec![Edit::put(wider)];
        for assignment in &assignments {
            let mut plain = (*assignment).clone();
            plain.scope = Scope::UNSET;
            edits.push(Edit::put(plain));
        }
        Change::new(format!("set the scope of {} on the role", role.name), edits)
    });
    Some(Finding {
        code: "scope-on-role",
        severity: FindingSeverity::Note,
        title: format!(
            "All {} assignments of {} have the same scope",
            assignments.len(),
            role.name
        ),
        detail: format!(
            "Each is limited to {limit}. Set on the role, it binds everyone who will hold it, too"
        ),
        key: Key::Role(role.id.clone()),
        repair,
    })
}
