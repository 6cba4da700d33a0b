//! The rows of the grid: every module with its permissions as a tree.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ModuleId, PermissionId};

use super::{Row, RowOf};

/// The rows of a model, a module after the other.
pub(super) fn rows(model: &Model) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut modules: Vec<ModuleId> = model.modules().ids().cloned().collect();
    for permission in model.permissions().iter() {
        let module = permission.id.module();
        if !modules.contains(&module) {
            modules.push(module);
        }
    }
    for module in modules {
        let head = rows.len();
        let name = model.modules().get(&module);
        let name = name.map_or_else(|| module.to_string(), |m| m.name.clone());
        rows.push(Row {
            of: RowOf::Module(module.clone()),
            sought: name.to_lowercase(),
            name,
            depth: 0,
            folds: false,
            under: None,
            needs: 0,
            sensitive: false,
            yes_no: false,
        });
        let start = rows.len();
        let ids: Vec<&PermissionId> = model
            .permissions()
            .ids()
            .filter(|id| id.module() == module)
            .collect();
        let tops = ids
            .iter()
            .filter(|id| !ids.iter().any(|up| id.is_below(up)));
        for id in tops {
            push(model, &mut rows, &ids, id, head);
        }
        let has_rows = rows.len() > start;
        if let Some(row) = rows.get_mut(head) {
            row.folds = has_rows;
        }
        if !has_rows {
            rows.truncate(head);
        }
    }
    rows
}

/// A permission with what stands below it.
fn push(
    model: &Model,
    rows: &mut Vec<Row>,
    ids: &[&PermissionId],
    id: &PermissionId,
    under: usize,
) {
    let Some(permission) = model.permissions().get(id) else {
        return;
    };
    let ladder = model.ladders().get(&permission.ladder);
    let needs = model.requirements().iter().filter(|r| r.main == *id);
    let at = rows.len();
    let depth = rows.get(under).map_or(0, |row| row.depth) + 1;
    let below: Vec<&PermissionId> = ids.iter().copied().filter(|one| one.is_below(id)).collect();
    rows.push(Row {
        of: RowOf::Permission(id.clone()),
        name: permission.name.clone(),
        depth,
        folds: !below.is_empty(),
        under: Some(under),
        needs: needs.map(|r| r.dependents.len()).sum(),
        sensitive: permission.sensitive,
        yes_no: ladder.is_some_and(|l| l.levels.len() == 2 && l.rank(&"yes".into()) == Some(1)),
        sought: format!(
            "{} {}",
            permission.name.to_lowercase(),
            id.as_str().to_lowercase()
        ),
    });
    for child in &below {
        if !below.iter().any(|between| child.is_below(between)) {
            push(model, rows, &below, child, at);
        }
    }
}

/// The rows of some modules only.
pub(super) fn keep_modules(rows: Vec<Row>, modules: &BTreeSet<ModuleId>) -> Vec<Row> {
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept: Vec<Row> = Vec::new();
    for (at, mut row) in rows.into_iter().enumerate() {
        let module = match &row.of {
            RowOf::Module(id) => id.clone(),
            RowOf::Permission(id) => id.module(),
        };
        if modules.contains(&module) {
            row.under = row.under.and_then(|under| moved.get(&under).copied());
            moved.insert(at, kept.len());
            kept.push(row);
        }
    }
    kept
}
