//! The grid as plain data: permissions down as a tree, roles or custom sets across, and for each
//! cell what it gives, where that comes from and how far it reaches. Worked out once a revision;
//! drawing only reads it.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Engine, Words};
use crate::model::{
    About, Grant, ImplicationKind, Model, ModuleId, PermissionId, Reach, RoleId, Scope, Who,
};
use crate::session::edits::grants::Bearer;
use crate::ui::glyphs::{LevelSign, ReachSign};
use crate::ui::signs;
use crate::ui::widgets::CellState;

use super::short;

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOf {
    /// The head of a module.
    Module(ModuleId),
    /// A permission.
    Permission(PermissionId),
}

/// One row of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: RowOf,
    /// Its name.
    pub name: String,
    /// How deep it stands.
    pub depth: usize,
    /// It has rows below it.
    pub folds: bool,
    /// The row it stands under, by place.
    pub under: Option<usize>,
    /// How many permissions it needs.
    pub needs: usize,
    /// Marked as sensitive.
    pub sensitive: bool,
    /// Yes or no, without levels between.
    pub yes_no: bool,
    /// For the filter: name and id in lower case.
    sought: String,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Whose grants.
    pub bearer: Bearer,
    /// Its name.
    pub name: String,
    /// Who holds it, in a few words.
    pub held: String,
    /// Cannot be edited.
    pub locked: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The sign of the level.
    pub sign: LevelSign,
    /// The level in words; empty for none.
    pub level: String,
    /// Sign and word of the reach.
    pub reach: Option<(ReachSign, String)>,
    /// The reach in full.
    pub on: String,
    /// People one holder reaches.
    pub number: String,
    /// Set here, from the parent, or implied.
    pub state: CellState,
    /// Where it comes from, if not from here.
    pub because: String,
    /// Grants of its own on just this permission.
    pub n_own: usize,
    /// Differs from the last save.
    pub changed: bool,
    /// Outside the module of a custom set: nothing can be set.
    pub outside: bool,
}

impl Cell {
    /// The cell in words: "view, direct reports, from Profile".
    pub fn words(&self) -> String {
        if self.level.is_empty() {
            return "none".to_owned();
        }
        let mut words = self.level.clone();
        for part in [&self.on, &self.because] {
            if !part.is_empty() {
                words.push_str(", ");
                words.push_str(part);
            }
        }
        words
    }
}

/// The whole grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Down.
    pub rows: Vec<Row>,
    /// Across.
    pub columns: Vec<Column>,
    /// By column, then by row.
    pub cells: Vec<Vec<Option<Cell>>>,
}

/// Which columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// Roles.
    Roles,
    /// Custom sets.
    Sets,
}

impl Grid {
    /// Works the grid out. `saved` is the model as last saved, to mark what differs.
    pub fn new(engine: &Engine, saved: Option<&Model>, across: Across) -> Grid {
        let model = engine.model();
        let bearers: Vec<Bearer> = match across {
            Across::Roles => model.roles().ids().cloned().map(Bearer::Role).collect(),
            Across::Sets => model
                .custom_sets()
                .ids()
                .cloned()
                .map(Bearer::Set)
                .collect(),
        };
        let mut rows = rows(model);
        if across == Across::Sets {
            let modules: BTreeSet<ModuleId> = model
                .custom_sets()
                .iter()
                .map(|s| s.module.clone())
                .collect();
            rows = keep_modules(rows, &modules);
        }
        let mut spans = Spans::new(engine);
        let mut grid = Grid {
            columns: bearers.iter().map(|b| column(engine, b)).collect(),
            ..Grid::default()
        };
        for bearer in &bearers {
            let given = given(model, bearer);
            spans.forget(engine, bearer);
            let cells = rows.iter().map(|row| match &row.of {
                RowOf::Module(_) => None,
                RowOf::Permission(id) => {
                    Some(cell(model, saved, bearer, id, given.get(id), &mut spans))
                }
            });
            grid.cells.push(cells.collect());
        }
        grid.rows = rows;
        grid
    }

    /// A cell.
    pub fn cell(&self, column: usize, row: usize) -> Option<&Cell> {
        self.cells.get(column)?.get(row)?.as_ref()
    }

    /// Rows in view: nothing below what is folded; under a filter what fits and what it stands under.
    pub fn visible(&self, folded: &BTreeSet<RowOf>, filter: &str) -> Vec<usize> {
        let wanted = filter.trim().to_lowercase();
        if !wanted.is_empty() {
            let mut keep = BTreeSet::new();
            for (at, row) in self.rows.iter().enumerate() {
                if row.fits(&wanted) {
                    let mut up = Some(at);
                    while let Some(at) = up {
                        keep.insert(at);
                        up = self.rows.get(at).and_then(|row| row.under);
                    }
                }
            }
            return keep.into_iter().collect();
        }
        let mut hidden = vec![false; self.rows.len()];
        let mut list = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let gone = row.under.is_some_and(|under| {
                hidden.get(under) == Some(&true)
                    || self
                        .rows
                        .get(under)
                        .is_some_and(|up| folded.contains(&up.of))
            });
            if let Some(slot) = hidden.get_mut(at) {
                *slot = gone;
            }
            if !gone {
                list.push(at);
            }
        }
        list
    }

    /// The first permission whose name begins with the text, else holds it.
    pub fn find(&self, text: &str) -> Option<usize> {
        let wanted = text.trim().to_lowercase();
        let is_permission = |row: &Row| matches!(row.of, RowOf::Permission(_));
        if wanted.is_empty() {
            return None;
        }
        self.rows
            .iter()
            .position(|row| is_permission(row) && row.sought.starts_with(&wanted))
            .or_else(|| {
                self.rows
                    .iter()
                    .position(|row| is_permission(row) && row.fits(&wanted))
            })
    }

    /// The row of a permission.
    pub fn row_of(&self, permission: &PermissionId) -> Option<usize> {
        self.rows
            .iter()
            .position(|row| matches!(&row.of, RowOf::Permission(id) if id == permission))
    }

    /// How many permissions there are.
    pub fn n_permissions(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| matches!(row.of, RowOf::Permission(_)))
            .count()
    }
}

impl Row {
    /// True if every word of the text is in its name or id.
    pub fn fits(&self, wanted: &str) -> bool {
        wanted
            .split_whitespace()
            .all(|word| self.sought.contains(word))
    }
}

fn rows(model: &Model) -> Vec<Row> {
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

fn keep_modules(rows: Vec<Row>, modules: &BTreeSet<ModuleId>) -> Vec<Row> {
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

fn column(engine: &Engine, bearer: &Bearer) -> Column {
    let model = engine.model();
    let words = Words::new(model);
    let (held, locked) = match bearer {
        Bearer::Role(id) => {
            let role = model.roles().get(id);
            let n = engine.holders(id).len();
            let held = match role.and_then(|role| role.derived.as_ref()) {
                Some(who @ Who::Sort(_)) => format!("{n} {}", words.derived(who)),
                Some(who) => format!("{n} · {}", words.derived(who)),
                None if n == 0 => "Held by no one".to_owned(),
                None if n == 1 => "1 person".to_owned(),
                None => format!("{n} people"),
            };
            (held, role.is_some_and(|role| role.locked))
        }
        Bearer::Set(id) => {
            let set = model.custom_sets().get(id);
            let name = set.map(|set| crate::session::edits::grants::subject_title(model, &set.of));
            return Column {
                bearer: bearer.clone(),
                name: name.unwrap_or_else(|| id.to_string()),
                held: set_module(model, id),
                locked: false,
            };
        }
    };
    Column {
        bearer: bearer.clone(),
        name: bearer.title(model),
        held,
        locked,
    }
}

/// The module of a custom set.
fn set_module(model: &Model, id: &crate::model::CustomSetId) -> String {
    let set = model.custom_sets().get(id);
    set.map(|set| model.title(&crate::model::Key::Module(set.module.clone())))
        .unwrap_or_default()
}

/// Where something given comes from.
#[derive(Debug, Clone, PartialEq)]
enum From {
    Own,
    Parent(PermissionId),
    Inside(RoleId),
    Implied(PermissionId),
}

impl From {
    fn place(&self) -> usize {
        match self {
            From::Own => 0,
            From::Parent(_) => 1,
            From::Inside(_) => 2,
            From::Implied(_) => 3,
        }
    }
}

#[derive(Debug, Clone)]
struct Given {
    rank: usize,
    on: Scope,
    /// Limits of the roles on the way.
    limits: Vec<Reach>,
    from: From,
}

type AllGiven = BTreeMap<PermissionId, Vec<Given>>;

fn given(model: &Model, bearer: &Bearer) -> AllGiven {
    let mut all = AllGiven::new();
    match bearer {
        Bearer::Role(id) => {
            let mut seen = vec![id.clone()];
            add_role(model, &mut all, id, None, &[], &mut seen);
        }
        Bearer::Set(_) => {
            for grant in bearer.grants(model) {
                add(model, &mut all, grant, None, &[]);
            }
        }
    }
    close(model, &mut all);
    all
}

fn add_role(
    model: &Model,
    all: &mut AllGiven,
    id: &RoleId,
    inside: Option<&RoleId>,
    limits: &[Reach],
    seen: &mut Vec<RoleId>,
) {
    let Some(role) = model.roles().get(id) else {
        return;
    };
    let mut limits = limits.to_vec();
    limits.extend(role.scope.people.clone());
    for grant in &role.grants {
        add(model, all, grant, inside, &limits);
    }
    for nested in &role.nested {
        if seen.contains(&nested.role) {
            continue;
        }
        seen.push(nested.role.clone());
        let mut inner = limits.clone();
        inner.extend(nested.scope.people.clone());
        add_role(model, all, &nested.role, Some(&nested.role), &inner, seen);
    }
}

fn add(
    model: &Model,
    all: &mut AllGiven,
    grant: &Grant,
    inside: Option<&RoleId>,
    limits: &[Reach],
) {
    let base = grant.permission.base();
    let rank = model
        .ladder_of(&base)
        .and_then(|ladder| ladder.rank(&grant.level))
        .unwrap_or(0);
    if rank == 0 {
        return;
    }
    for id in model.permissions().ids() {
        if !model.covers(&grant.permission, id) {
            continue;
        }
        let from = match inside {
            Some(role) => From::Inside(role.clone()),
            None if *id == base => From::Own,
            None => From::Parent(base.clone()),
        };
        all.entry(id.clone()).or_default().push(Given {
            rank,
            on: grant.on.clone(),
            limits: limits.to_vec(),
            from,
        });
    }
}

/// Hard implications, to their end.
fn close(model: &Model, all: &mut AllGiven) {
    let mut todo: Vec<(PermissionId, Given)> = all
        .iter()
        .flat_map(|(id, list)| list.iter().map(|given| (id.clone(), given.clone())))
        .collect();
    while let Some((id, given)) = todo.pop() {
        for implication in model.implications().iter().filter(|i| i.permission == id) {
            let kind = implication.kind.unwrap_or(model.settings().implication);
            let rank_of = |id: &PermissionId, level| model.ladder_of(id)?.rank(level);
            let from = rank_of(&id, &implication.level);
            let at = rank_of(&implication.implies.base(), &implication.at).unwrap_or(0);
            if kind != ImplicationKind::Hard || at == 0 || from.is_none_or(|f| f > given.rank) {
                continue;
            }
            for to in model.permissions().ids() {
                if !model.covers(&implication.implies, to) {
                    continue;
                }
                let list = all.entry(to.clone()).or_default();
                let known = list
                    .iter()
                    .any(|one| one.rank >= at && one.on == given.on && one.limits == given.limits);
                if !known {
                    let next = Given {
                        rank: at,
                        from: From::Implied(id.clone()),
                        ..given.clone()
                    };
                    list.push(next.clone());
                    todo.push((to.clone(), next));
                }
            }
        }
    }
}

fn cell(
    model: &Model,
    saved: Option<&Model>,
    bearer: &Bearer,
    id: &PermissionId,
    given: Option<&Vec<Given>>,
    spans: &mut Spans<'_>,
) -> Cell {
    let outside = bearer
        .module(model)
        .is_some_and(|module| module != id.module());
    let own = own_grants(model, bearer, id);
    let mut cell = Cell {
        sign: LevelSign::None,
        level: String::new(),
        reach: None,
        on: String::new(),
        number: String::new(),
        state: CellState::Own,
        because: String::new(),
        n_own: own.len(),
        changed: saved.is_some_and(|saved| own_grants(saved, bearer, id) != own),
        outside,
    };
    let list = given.map(Vec::as_slice).unwrap_or_default();
    let best = list
        .iter()
        .min_by_key(|one| (std::cmp::Reverse(one.rank), one.from.place()));
    let (Some(best), Some(permission), Some(ladder)) =
        (best, model.permissions().get(id), model.ladder_of(id))
    else {
        return cell;
    };
    if let Some(level) = ladder.level(best.rank) {
        cell.sign = signs::level_on(ladder, level);
        cell.level = level.to_string();
    }
    let about = &permission.about;
    cell.reach = short::scope(model, &best.on, about);
    cell.on = short::scope_words(model, &best.on, about);
    let mut others: Vec<&Scope> = Vec::new();
    for one in list {
        if one.on != best.on && !others.contains(&&one.on) {
            others.push(&one.on);
        }
    }
    if !others.is_empty()
        && let Some((_, word)) = &mut cell.reach
    {
        word.push_str(&format!(" +{}", others.len()));
        cell.on.push_str(&format!(", and {} more", others.len()));
    }
    cell.number = spans.number(about, best);
    let title = |id: &PermissionId| Words::new(model).permission(id);
    (cell.state, cell.because) = match &best.from {
        From::Own => (CellState::Own, String::new()),
        From::Parent(up) => (CellState::Inherited, format!("from {}", title(up))),
        From::Inside(role) => {
            let role = model.title(&crate::model::Key::Role(role.clone()));
            (CellState::Inherited, format!("from {role} inside it"))
        }
        From::Implied(by) => (CellState::Implied, format!("because of {}", title(by))),
    };
    cell
}

fn own_grants<'m>(model: &'m Model, bearer: &Bearer, id: &PermissionId) -> Vec<&'m Grant> {
    let grants = bearer.grants(model).iter();
    grants
        .filter(|grant| grant.permission.as_str() == id.as_str())
        .collect()
}

/// How many people a holder of one bearer reaches, each reach counted once.
struct Spans<'e> {
    engine: &'e Engine,
    holders: Vec<crate::model::PrincipalId>,
    known: Vec<(Vec<Reach>, String)>,
}

impl<'e> Spans<'e> {
    fn new(engine: &'e Engine) -> Spans<'e> {
        Spans {
            engine,
            holders: Vec::new(),
            known: Vec::new(),
        }
    }

    fn forget(&mut self, engine: &Engine, bearer: &Bearer) {
        self.known.clear();
        self.holders = match bearer {
            Bearer::Role(id) => engine.holders(id),
            Bearer::Set(id) => match engine.model().custom_sets().get(id).map(|set| &set.of) {
                Some(crate::model::Subject::User(id)) => vec![id.clone()],
                Some(crate::model::Subject::Group(id)) => engine.members(id),
                None => Vec::new(),
            },
        };
    }

    fn number(&mut self, about: &About, given: &Given) -> String {
        if !about.has_person() {
            return String::new();
        }
        let mut reaches = given.limits.clone();
        reaches.extend(given.on.people.clone());
        if let Some((_, text)) = self.known.iter().find(|(key, _)| *key == reaches) {
            return text.clone();
        }
        let whole = match reaches.as_slice() {
            [] => Reach::Anyone,
            [one] => one.clone(),
            many => Reach::Intersection(many.to_vec()),
        };
        let text = match self.engine.reach_span(&whole, &self.holders) {
            None => String::new(),
            Some((least, most)) if least == most => thousands(most),
            Some((_, most)) => format!("≤ {}", thousands(most)),
        };
        self.known.push((reaches, text.clone()));
        text
    }
}

/// A number with a thin space as thousands mark.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
