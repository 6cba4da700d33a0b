//! Permissions by roles: level and reach, some roles a table.

use serde::Serialize;

use super::{Context, Level};
use crate::engine::given::{AllGiven, Given, GivenFrom, given_by_role};
use crate::io::export::tables::reach_words;
use crate::model::{Key, Permission, Reach, Role, Scope};

/// As many roles as stand beside each other on a page across.
const ROLES_BESIDE: usize = 8;

#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    parts: Vec<Part>,
    n_roles: usize,
    /// Roles that give nothing have no column.
    without: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Part {
    first: usize,
    last: usize,
    roles: Vec<String>,
    modules: Vec<Module>,
}

#[derive(Debug, Serialize)]
struct Module {
    name: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    depth: usize,
    is_sensitive: bool,
    cells: Vec<Vec<Way>>,
}

/// One way in which a role gives a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Way {
    level: Level,
    /// Sign and words of the reach, where there is any.
    sign: Option<String>,
    on: String,
    from: String,
    switch: String,
}

pub(super) fn matrix(cx: &Context<'_>) -> Matrix {
    let model = cx.model();
    let all = model
        .roles()
        .iter()
        .map(|role| (role, given_by_role(model, &role.id)));
    let (giving, without): (Vec<_>, Vec<_>) = all.partition(|(_, given)| !given.is_empty());
    // As many a table as makes them about equal.
    let n_tables = giving.len().div_ceil(ROLES_BESIDE).max(1);
    let n_beside = giving.len().div_ceil(n_tables).max(1);
    let parts = giving.chunks(n_beside).enumerate();
    let parts = parts.map(|(nth, roles)| Part {
        first: nth * n_beside + 1,
        last: nth * n_beside + roles.len(),
        roles: roles.iter().map(|(role, _)| role.name.clone()).collect(),
        modules: modules(cx, roles),
    });
    Matrix {
        parts: parts.collect(),
        n_roles: giving.len(),
        without: without.iter().map(|(role, _)| role.name.clone()).collect(),
    }
}

fn modules(cx: &Context<'_>, roles: &[(&Role, AllGiven)]) -> Vec<Module> {
    let model = cx.model();
    let mut modules: Vec<Module> = Vec::new();
    let mut last = None;
    for permission in model.permissions().iter() {
        let id = permission.id.module();
        if last.as_ref() != Some(&id) {
            modules.push(Module {
                name: model.title(&Key::Module(id.clone())),
                rows: Vec::new(),
            });
            last = Some(id);
        }
        if let Some(module) = modules.last_mut() {
            module.rows.push(row(cx, permission, roles));
        }
    }
    // What none of these roles gives would be an empty line.
    for module in &mut modules {
        module
            .rows
            .retain(|row| row.cells.iter().any(|ways| !ways.is_empty()));
    }
    modules.retain(|module| !module.rows.is_empty());
    modules
}

fn row(cx: &Context<'_>, permission: &Permission, roles: &[(&Role, AllGiven)]) -> Row {
    let ways = |given: &AllGiven| {
        let list = given
            .get(&permission.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        ways(cx, permission, list)
    };
    Row {
        name: permission.name.clone(),
        depth: permission.id.as_str().split('.').count().saturating_sub(2),
        is_sensitive: permission.sensitive,
        cells: roles.iter().map(|(_, given)| ways(given)).collect(),
    }
}

fn ways(cx: &Context<'_>, permission: &Permission, given: &[Given]) -> Vec<Way> {
    let mut sorted: Vec<&Given> = given.iter().collect();
    sorted.sort_by_key(|one| (std::cmp::Reverse(one.rank), one.from.place()));
    let mut ways: Vec<Way> = Vec::new();
    for one in sorted {
        let way = way(cx, permission, one);
        if let Some(way) = way.filter(|way| !ways.contains(way)) {
            ways.push(way);
        }
    }
    ways
}

fn way(cx: &Context<'_>, permission: &Permission, given: &Given) -> Option<Way> {
    let model = cx.model();
    let ladder = model.ladder_of(&permission.id)?;
    let level = ladder.level(given.rank)?;
    let about = &permission.about;
    let has_target = about.has_person() || about.has_item();
    Some(Way {
        level: cx.level(ladder, level, given.from == GivenFrom::Own),
        sign: has_target
            .then(|| cx.reach(&scope(permission, given)))
            .flatten(),
        on: match has_target {
            true => reach_words(&cx.words, permission, given),
            false => String::new(),
        },
        from: match &given.from {
            GivenFrom::Own | GivenFrom::Parent(_) => String::new(),
            GivenFrom::Inside(role) => format!("from {}", model.title(&Key::Role(role.clone()))),
            GivenFrom::Implied(by) => format!("with {}", cx.words.permission(by)),
        },
        switch: given
            .switch
            .as_ref()
            .map(|id| model.title(&Key::Switch(id.clone())))
            .unwrap_or_default(),
    })
}

/// What the sign of the reach shows: the axes that count, the limits of the roles included.
fn scope(permission: &Permission, given: &Given) -> Scope {
    let about = &permission.about;
    let mut scope = Scope::UNSET;
    if about.has_person() {
        let mut reaches: Vec<Reach> = given.on.people.iter().cloned().collect();
        reaches.extend(given.limits.iter().cloned());
        scope.people = match reaches.len() {
            0 | 1 => reaches.pop(),
            _ => Some(Reach::Intersection(reaches)),
        };
    }
    if about.has_item() {
        let own = given.on.items.clone();
        scope.items = own.or_else(|| given.item_limits.first().cloned());
    }
    scope
}
