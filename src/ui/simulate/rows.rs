//! What the simulator shows, as plain data: the menu, the list, one record, who can. Worked out
//! once for a revision and a choice, never on every frame.

use crate::engine::{Engine, ItemRef, Line, ModuleView, Target, Words};
use crate::model::{FieldId, Key, KindId, LevelId, Model, ModuleId, PermissionId, PrincipalId};
use crate::ui::widgets::holds;

/// Which list stands in the middle.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ListOf {
    /// People.
    People,
    /// Items of one kind.
    Items(KindId),
}

/// What the see-as page was worked out for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Number of the document and revision of its model.
    pub revision: (u64, u64),
    /// With whose eyes.
    pub actor: PrincipalId,
    /// The module that is open, if one was chosen.
    pub module: Option<ModuleId>,
    /// The list that was chosen.
    pub list: Option<ListOf>,
    /// The record that was chosen.
    pub target: Option<Target>,
}

/// A module in the menu, or one that is not.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuRow {
    /// As the engine sees it.
    pub view: ModuleView,
    /// Its name.
    pub name: String,
}

/// One row of the list in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// What it stands for.
    pub target: Target,
    /// Its name.
    pub name: String,
    /// The values of the columns after the name.
    pub values: Vec<String>,
}

/// A part of a record: permissions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name.
    pub title: String,
    /// Its lines.
    pub lines: Vec<RecordLine>,
}

/// One line of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordLine {
    /// As the engine sees it.
    pub line: Line,
    /// Name of the permission.
    pub name: String,
}

/// One record as someone sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What it is.
    pub target: Target,
    /// Its name.
    pub title: String,
    /// One line below the name.
    pub subtitle: String,
    /// Permissions that are a plain yes or no: buttons.
    pub actions: Vec<RecordLine>,
    /// Data, part by part.
    pub sections: Vec<Section>,
}

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it was worked out for.
    pub wanted: Wanted,
    /// Name of the one whose eyes are used.
    pub actor: String,
    /// How many permissions reach anything.
    pub n_permissions: usize,
    /// Modules, those in the menu first.
    pub menu: Vec<MenuRow>,
    /// The module that is open.
    pub module: Option<ModuleId>,
    /// Lists of the open module.
    pub lists: Vec<(ListOf, String)>,
    /// The list that stands in the middle.
    pub list: Option<ListOf>,
    /// Columns of the list after the name.
    pub columns: Vec<String>,
    /// What stands in the list; `row` says how.
    pub rows: Vec<ItemRef>,
    /// The fields of the columns.
    fields: Vec<FieldId>,
    /// How many there are in the model, seen or not.
    pub n_all: usize,
    /// What someone reads who finds nothing inside.
    pub message: Option<String>,
    /// Actions of the module that need no record.
    pub actions: Vec<RecordLine>,
    /// The record at the right.
    pub record: Option<Record>,
}

/// Works out the page.
pub fn page(engine: &Engine, wanted: Wanted) -> Page {
    let model = engine.model();
    let actor = &wanted.actor;
    let mut menu: Vec<MenuRow> = engine
        .modules_seen(actor)
        .into_iter()
        .map(|view| MenuRow {
            name: model.title(&Key::Module(view.id.clone())),
            view,
        })
        .collect();
    menu.sort_by_key(|row| !row.view.is_open);
    let module = wanted
        .module
        .clone()
        .filter(|id| menu.iter().any(|row| row.view.id == *id))
        .or_else(|| menu.first().map(|row| row.view.id.clone()));
    let mut page = Page {
        actor: Words::new(model).person(actor),
        n_permissions: n_permissions(engine, actor),
        menu,
        lists: module
            .as_ref()
            .map(|id| lists(engine, id))
            .unwrap_or_default(),
        module,
        list: None,
        columns: Vec::new(),
        rows: Vec::new(),
        fields: Vec::new(),
        n_all: 0,
        message: None,
        actions: Vec::new(),
        record: None,
        wanted,
    };
    fill_list(engine, &mut page);
    let Some(module) = page.module.clone() else {
        return page;
    };
    let row = page.menu.iter().find(|row| row.view.id == module);
    page.message = row.and_then(|row| row.view.message.clone());
    page.actions = named(engine, engine.actions_seen(&page.wanted.actor, &module));
    let target = page
        .wanted
        .target
        .clone()
        .or_else(|| page.rows.first().map(|row| target_of(model, row)));
    page.record = target.map(|target| record(engine, &page.wanted.actor, &module, target));
    page
}

fn n_permissions(engine: &Engine, actor: &PrincipalId) -> usize {
    let permissions = engine.model().permissions().iter();
    permissions
        .filter(|permission| {
            let ladder = engine.model().ladder_of(&permission.id);
            let first = ladder.and_then(|ladder| ladder.level(1));
            first.is_some_and(|level| engine.n_targets(actor, &permission.id, level) > 0)
        })
        .count()
}

fn lists(engine: &Engine, module: &ModuleId) -> Vec<(ListOf, String)> {
    let mut lists = Vec::new();
    for kind in engine.kinds_of(module) {
        let name = match kind.as_str() {
            crate::model::ACCOUNT_KIND => "Accounts".to_owned(),
            crate::model::ROLE_KIND => "Roles".to_owned(),
            _ => plural(&engine.model().title(&Key::Kind(kind.clone()))),
        };
        lists.push((ListOf::Items(kind), name));
    }
    let is_about_people = engine
        .model()
        .permissions()
        .iter()
        .any(|p| p.id.module() == *module && p.about == crate::model::About::Person);
    if is_about_people {
        lists.insert(0, (ListOf::People, "People".to_owned()));
    }
    lists
}

fn plural(word: &str) -> String {
    match word.chars().last() {
        Some('s') => word.to_owned(),
        Some('y') if !word.ends_with("ay") && !word.ends_with("ey") => {
            format!("{}ies", word.strip_suffix('y').unwrap_or(word))
        }
        _ => format!("{word}s"),
    }
}

/// At most this many columns beside the name.
const MOST_COLUMNS: usize = 3;

fn fill_list(engine: &Engine, page: &mut Page) {
    let model = engine.model();
    let chosen = page.wanted.list.clone();
    page.list = chosen
        .filter(|list| page.lists.iter().any(|(known, _)| known == list))
        .or_else(|| page.lists.first().map(|(list, _)| list.clone()));
    let (Some(list), Some(module)) = (page.list.clone(), page.module.clone()) else {
        return;
    };
    let actor = &page.wanted.actor;
    match list {
        ListOf::People => {
            let fields: Vec<_> = model
                .fields()
                .iter()
                .filter(|field| field.kind != crate::model::FieldType::Email)
                .take(MOST_COLUMNS)
                .collect();
            page.columns = fields.iter().map(|field| field.name.clone()).collect();
            page.fields = fields.iter().map(|field| field.id.clone()).collect();
            page.n_all = model.principals().iter().filter(|p| p.has_record()).count();
            let people = engine.people_seen(actor, &module).into_iter();
            page.rows = people.map(ItemRef::Account).collect();
        }
        ListOf::Items(kind) => {
            let fields: Vec<_> = model
                .kinds()
                .get(&kind)
                .map(|kind| kind.fields.iter().take(MOST_COLUMNS).collect())
                .unwrap_or_default();
            page.columns = fields.iter().map(|f| f.name.clone()).collect();
            page.fields = fields.iter().map(|f| f.id.clone()).collect();
            page.n_all = match kind.as_str() {
                crate::model::ACCOUNT_KIND => model.principals().len(),
                crate::model::ROLE_KIND => model.roles().len(),
                _ => model
                    .items()
                    .iter()
                    .filter(|item| item.kind == kind)
                    .count(),
            };
            page.rows = engine.items_seen(actor, &module, Some(&kind));
        }
    }
}

/// The target a row of the list stands for.
pub fn target_of(model: &Model, row: &ItemRef) -> Target {
    match row {
        ItemRef::Item(id) => Target::of_item(model, id),
        ItemRef::Account(id) => Target::of_person(model, id),
        ItemRef::Role(id) => Target::of_role(id),
    }
}

impl Page {
    /// One row of the list as it is drawn. A list may be very long: only what is seen is made.
    pub fn row(&self, model: &Model, nth: usize) -> Option<ListRow> {
        let row = self.rows.get(nth)?;
        let values = match row {
            ItemRef::Item(id) => model.items().get(id).map(|item| &item.fields),
            ItemRef::Account(id) if self.list == Some(ListOf::People) => {
                model.principals().get(id).map(|person| &person.fields)
            }
            ItemRef::Account(_) | ItemRef::Role(_) => None,
        };
        let value = |field: &FieldId| values.and_then(|values| values.get(field));
        Some(ListRow {
            name: name_of(model, row).unwrap_or_else(|| target_of(model, row).title(model)),
            values: self
                .fields
                .iter()
                .map(|field| value(field).map(ToString::to_string).unwrap_or_default())
                .collect(),
            target: target_of(model, row),
        })
    }

    /// Places of the rows whose name or values hold a text in lower case.
    pub fn holding(&self, model: &Model, text: &str) -> Vec<usize> {
        let fits = |nth: &usize| {
            self.row(model, *nth).is_some_and(|row| {
                holds(&row.name, text) || row.values.iter().any(|value| holds(value, text))
            })
        };
        (0..self.rows.len()).filter(fits).collect()
    }

    /// Place of the open record in the list.
    pub fn open_row(&self) -> Option<usize> {
        let target = &self.record.as_ref()?.target;
        let item = target.item.as_ref()?;
        self.rows.iter().position(|row| row == item)
    }
}

fn name_of(model: &Model, row: &ItemRef) -> Option<String> {
    match row {
        ItemRef::Account(id) => Some(model.principals().get(id)?.name.clone()),
        ItemRef::Item(_) | ItemRef::Role(_) => None,
    }
}

fn named(engine: &Engine, lines: Vec<Line>) -> Vec<RecordLine> {
    let words = Words::new(engine.model());
    lines
        .into_iter()
        .map(|line| RecordLine {
            name: words.permission(&line.permission),
            line,
        })
        .collect()
}

fn record(engine: &Engine, actor: &PrincipalId, module: &ModuleId, target: Target) -> Record {
    let model = engine.model();
    let lines = named(engine, engine.record_seen(actor, module, &target));
    let (actions, data): (Vec<RecordLine>, Vec<RecordLine>) = lines
        .into_iter()
        .partition(|line| line.line.top == 1 && line.line.fields.is_empty());
    let parents: Vec<PermissionId> = actions
        .iter()
        .filter(|line| {
            actions
                .iter()
                .any(|other| other.line.permission.is_below(&line.line.permission))
        })
        .map(|line| line.line.permission.clone())
        .collect();
    let actions = actions
        .into_iter()
        .filter(|line| !parents.contains(&line.line.permission))
        .collect();
    let mut sections: Vec<Section> = Vec::new();
    let is_head = |line: &RecordLine| {
        line.line.fields.is_empty()
            && data
                .iter()
                .any(|other| other.line.permission.is_below(&line.line.permission))
    };
    let data: Vec<RecordLine> = data.iter().filter(|line| !is_head(line)).cloned().collect();
    for line in data {
        let title = section_title(engine, &line.line.permission);
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.lines.push(line),
            None => sections.push(Section {
                title,
                lines: vec![line],
            }),
        }
    }
    Record {
        title: target.title(model),
        subtitle: subtitle(engine, &target),
        target,
        actions,
        sections,
    }
}

/// The declared permission two steps down the path heads a part of the record.
fn section_title(engine: &Engine, permission: &PermissionId) -> String {
    let words = Words::new(engine.model());
    let path: Vec<&str> = permission.as_str().split('.').collect();
    let head: PermissionId = path
        .iter()
        .take(2)
        .copied()
        .collect::<Vec<_>>()
        .join(".")
        .into();
    if engine.model().permissions().contains(&head) {
        return words.permission(&head);
    }
    let word = path.get(1).copied().unwrap_or_default().replace('_', " ");
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn subtitle(engine: &Engine, target: &Target) -> String {
    let model = engine.model();
    let words = Words::new(model);
    match (&target.item, &target.person) {
        (Some(ItemRef::Item(id)), _) => {
            let Some(item) = model.items().get(id) else {
                return String::new();
            };
            let mut parts = vec![model.title(&Key::Kind(item.kind.clone()))];
            if let Some(creator) = &item.creator {
                parts.push(format!("added by {}", words.person(creator)));
            }
            if let Some(subject) = &item.subject {
                parts.push(format!("about {}", words.person(subject)));
            }
            parts.join(" · ")
        }
        (_, Some(id)) => {
            let Some(person) = model.principals().get(id) else {
                return String::new();
            };
            let values = model.fields().iter().take(MOST_COLUMNS);
            let values: Vec<String> = values
                .filter_map(|field| person.fields.get(&field.id).map(ToString::to_string))
                .collect();
            values.join(" · ")
        }
        _ => String::new(),
    }
}

/// What "who can" was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct WhoWanted {
    /// Number of the document and revision of its model.
    pub revision: (u64, u64),
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On what; none = on anything at all.
    pub target: Option<Target>,
}

/// One who can, and by what.
#[derive(Debug, Clone, PartialEq)]
pub struct WhoRow {
    /// Who.
    pub who: PrincipalId,
    /// Their name.
    pub name: String,
    /// The first reason, in words.
    pub reason: String,
    /// How many paths there are.
    pub n_paths: usize,
}

/// Everyone who can.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhoAnswer {
    /// By the reason, then by name.
    pub rows: Vec<WhoRow>,
    /// How many reasons there are.
    pub n_reasons: usize,
}

/// Everyone who can, grouped by the reason.
pub fn who_can(engine: &Engine, wanted: &WhoWanted) -> WhoAnswer {
    let words = Words::new(engine.model());
    let mut rows: Vec<WhoRow> = engine
        .who_can(&wanted.permission, &wanted.level, wanted.target.as_ref())
        .into_iter()
        .map(|who| {
            let paths = match &wanted.target {
                Some(target) => {
                    engine
                        .decide(&who, &wanted.permission, &wanted.level, target)
                        .paths
                }
                None => engine
                    .effective_on(&who, &wanted.permission)
                    .into_iter()
                    .find(|e| e.level == wanted.level)
                    .map(|e| e.paths)
                    .unwrap_or_default(),
            };
            WhoRow {
                name: words.person(&who),
                reason: paths
                    .first()
                    .map(|path| words.source(path))
                    .unwrap_or_default(),
                n_paths: paths.len(),
                who,
            }
        })
        .collect();
    rows.sort_by(|a, b| (&a.reason, &a.name).cmp(&(&b.reason, &b.name)));
    let mut reasons: Vec<&str> = rows.iter().map(|row| row.reason.as_str()).collect();
    reasons.dedup();
    WhoAnswer {
        n_reasons: reasons.len(),
        rows,
    }
}
