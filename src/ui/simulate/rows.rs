//! What see-as shows, as plain data: the menu, the list, one record. Worked out once for a revision
//! and a choice, never on every frame.

mod record;

use std::collections::HashSet;

use crate::engine::{Engine, ItemRef, ModuleView, Target, Words};
use crate::model::{FieldId, Key, KindId, Model, ModuleId, PrincipalId};
use crate::ui::widgets::holds;

pub use record::{Record, RecordLine, Section};
use record::{named, record};

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
    /// The rows on which some right is held only because the module pools its sources.
    pub pooled: HashSet<ItemRef>,
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
        pooled: HashSet::new(),
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
    page.pooled = engine
        .pooled_items(&page.wanted.actor, &module)
        .into_iter()
        .collect();
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
