//! A graph in the making: its objects, what they are called, and who holds a rule. Each is written down
//! when the first rule asks for it.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::Dialect;
use super::graph::{Graph, Object, Subject};
use super::names::{COMPANY, GROUP, HOLDERS, Names, PERSON, ROLE, USER, relation};
use super::text::one_line;
use crate::engine::scheme::{Origin, Scheme};
use crate::engine::{Engine, ItemRef};
use crate::io::export::{Fate, Loss};
use crate::model::{Key, Model, PrincipalId};

/// What an object stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Person(PrincipalId),
    Item(ItemRef),
    Pair(PrincipalId, ItemRef),
}

/// A graph in the making.
pub(super) struct Builder<'e> {
    pub engine: &'e Engine,
    pub model: &'e Model,
    pub scheme: Scheme,
    pub dialect: &'static Dialect,
    pub graph: Graph,
    pub names: Names,
    pub losses: Vec<Loss>,
    /// All objects of each type that stands for things of the model.
    pub objects: BTreeMap<String, Vec<(String, Thing)>>,
    /// The type of each kind of items.
    pub kinds: IndexMap<String, String>,
    /// All items of each kind.
    of_kind: BTreeMap<String, Vec<ItemRef>>,
    done: FxHashSet<String>,
    holders: BTreeMap<usize, Subject>,
}

impl<'e> Builder<'e> {
    pub(super) fn new(engine: &'e Engine, dialect: &'static Dialect) -> Builder<'e> {
        let mut of_kind: BTreeMap<String, Vec<ItemRef>> = BTreeMap::new();
        for item in engine.all_items() {
            let kind = engine.kind_of(&item).to_owned();
            of_kind.entry(kind).or_default().push(item);
        }
        let mut graph = Graph::default();
        for name in Names::first_types() {
            graph.typed(name);
        }
        Builder {
            engine,
            model: engine.model(),
            scheme: engine.scheme(),
            dialect,
            graph,
            names: Names::new(dialect),
            losses: Vec::new(),
            objects: BTreeMap::new(),
            kinds: IndexMap::new(),
            of_kind,
            done: FxHashSet::default(),
            holders: BTreeMap::new(),
        }
    }

    /// True the first time it is asked of a key.
    pub(super) fn is_new(&mut self, key: &str) -> bool {
        self.done.insert(key.to_owned())
    }

    /// How many managers above one another are safe: what a question needs besides is a permission at
    /// each of its levels, and a few steps to the person.
    pub(super) fn longest_followed(&self) -> usize {
        let ladders = self.model.ladders().iter();
        let levels = ladders.map(|ladder| ladder.levels.len()).max();
        let besides = levels.unwrap_or(0) + 8;
        self.dialect.deepest.saturating_sub(besides).max(1)
    }

    /// The one company.
    pub(super) fn company(&self) -> Object {
        (COMPANY.to_owned(), "main".to_owned())
    }

    /// The id of a principal, the same as user, person and account.
    pub(super) fn principal(&mut self, id: &PrincipalId) -> String {
        let name = self.names.id("principal", id.as_str(), id.as_str());
        if self.is_new(&format!("principal {id}")) {
            self.names.list(["user", id.as_str(), "", USER, &name]);
            let title = self.model.title(&Key::Principal(id.clone()));
            self.renamed(&title, id.as_str(), &name);
        }
        name
    }

    fn renamed(&mut self, title: &str, id: &str, name: &str) {
        if id != name {
            let what = format!("{} ({})", one_line(title), one_line(id));
            let why = format!("its id there is {name}");
            self.losses.push(Loss::new(Fate::Renamed, what, why));
        }
    }

    pub(super) fn user(&mut self, id: &PrincipalId) -> Object {
        (USER.to_owned(), self.principal(id))
    }

    /// A person as an object.
    pub(super) fn person(&mut self, id: &PrincipalId) -> Object {
        self.people();
        (PERSON.to_owned(), self.principal(id))
    }

    /// Everyone with a record, as objects.
    pub(super) fn people(&mut self) {
        if !self.is_new("people") {
            return;
        }
        let mut objects = Vec::new();
        for id in self.engine.people() {
            let name = self.principal(&id);
            self.names.list(["person", id.as_str(), "", PERSON, &name]);
            objects.push((name, Thing::Person(id)));
        }
        self.objects.insert(PERSON.to_owned(), objects);
    }

    /// The type of a kind of items, with all items as objects.
    pub(super) fn kind(&mut self, kind: &str) -> String {
        if let Some(name) = self.kinds.get(kind) {
            return name.clone();
        }
        let name = self.names.typed(kind, kind);
        self.kinds.insert(kind.to_owned(), name.clone());
        let mut objects = Vec::new();
        for item in self.of_kind.get(kind).cloned().unwrap_or_default() {
            let id = match &item {
                ItemRef::Account(id) => self.principal(id),
                ItemRef::Item(_) | ItemRef::Role(_) => {
                    let id = self.names.id(&name, item.id(), item.id());
                    let title = match &item {
                        ItemRef::Role(role) => self.model.title(&Key::Role(role.clone())),
                        _ => self.model.title(&Key::Item(item.id().into())),
                    };
                    self.renamed(&title, item.id(), &id);
                    id
                }
            };
            self.names.list(["item", item.id(), kind, &name, &id]);
            objects.push((id, Thing::Item(item)));
        }
        let title = self.model.kinds().get(&kind.into());
        let title = title.map(|kind| kind.name.clone());
        self.graph.typed(&name).note = one_line(&title.unwrap_or_default());
        self.objects.insert(name.clone(), objects);
        name
    }

    /// Every object of a type.
    pub(super) fn all(&self, of: &str) -> Vec<(Object, Thing)> {
        let objects = self.objects.get(of).into_iter().flatten();
        objects
            .map(|(id, thing)| ((of.to_owned(), id.clone()), thing.clone()))
            .collect()
    }

    /// Lets objects of a type lead to the company.
    pub(super) fn lead_to_company(&mut self, of: &str) {
        if !self.is_new(&format!("company of {of}")) {
            return;
        }
        if of == PERSON {
            self.people();
        }
        self.graph.direct(of, relation::COMPANY, &[COMPANY], "");
        for (object, _) in self.all(of) {
            let company = Subject::one(self.company());
            self.graph.put(&object, relation::COMPANY, company);
        }
    }

    /// Lets people know who they are.
    pub(super) fn myself(&mut self) {
        if !self.is_new("myself") {
            return;
        }
        self.people();
        self.graph.direct(PERSON, relation::SELF, &[USER], "");
        for (object, _) in self.all(PERSON) {
            let user = (USER.to_owned(), object.1.clone());
            self.graph.put(&object, relation::SELF, Subject::one(user));
        }
    }

    /// Lets items lead to the person they are about.
    pub(super) fn subjects(&mut self, of: &str) {
        if !self.is_new(&format!("subject of {of}")) {
            return;
        }
        self.people();
        self.graph.direct(of, relation::SUBJECT, &[PERSON], "");
        for (object, thing) in self.all(of) {
            if let Thing::Item(item) = thing
                && let Some(person) = self.engine.subject_of(&item)
            {
                let person = self.person(&person.clone());
                self.graph
                    .put(&object, relation::SUBJECT, Subject::one(person));
            }
        }
    }

    /// Those who hold a rule, as the subject of a tuple.
    pub(super) fn holder(&mut self, at: usize) -> Option<Subject> {
        if let Some(subject) = self.holders.get(&at) {
            return Some(subject.clone());
        }
        let set = self.scheme.holders.get(at)?.clone();
        let title = set.title(self.model);
        let (of, by, id) = match &set.origin {
            Origin::Principal(id) => {
                let user = self.user(id);
                return Some(Subject::one(user));
            }
            Origin::Role(id) => (ROLE, relation::ASSIGNEE, id.to_string()),
            Origin::Group(id) => (GROUP, relation::MEMBER, id.to_string()),
            Origin::Everyone => (HOLDERS, relation::MEMBER, "everyone".to_owned()),
            Origin::Several => (HOLDERS, relation::MEMBER, format!("set_{}", at + 1)),
        };
        let wanted = match set.is_exact() {
            true => id,
            false => format!("{id}_some"),
        };
        let id = self.names.id(of, &at.to_string(), &wanted);
        self.names.list(["holders", &title, "", of, &id]);
        self.graph.direct(of, by, &[USER], "");
        let object = (of.to_owned(), id);
        for principal in &set.principals {
            let user = self.user(principal);
            self.graph.put(&object, by, Subject::one(user));
        }
        let subject = Subject {
            object,
            relation: Some(by.to_owned()),
        };
        self.holders.insert(at, subject.clone());
        Some(subject)
    }
}
