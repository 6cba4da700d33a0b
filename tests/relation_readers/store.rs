//! Types, relations, tuples, and who is related to what. The same for all such engines; what differs
//! is how they write it down.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// How a relation comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// By tuples.
    Direct,
    /// As another relation of the same object.
    Same(String),
    /// As a relation of what a relation leads to: (relation that leads there, relation there).
    There(String, String),
    Any(Vec<Expr>),
    All(Vec<Expr>),
    Minus(Box<Expr>, Box<Expr>),
}

/// What tuples of a relation may have for a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Takes {
    pub kind: String,
    pub relation: Option<String>,
    pub everyone: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub expr: Expr,
    pub takes: Vec<Takes>,
}

pub type Schema = BTreeMap<String, BTreeMap<String, Relation>>;

/// A type and an id.
pub type Object = (String, String);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tuple {
    pub object: Object,
    pub relation: String,
    pub subject: Object,
    pub subject_relation: Option<String>,
}

/// What every relation an expression names must be.
pub fn check_names(schema: &Schema) -> Result<(), String> {
    for (kind, relations) in schema {
        for (name, relation) in relations {
            let at = || format!("{kind}#{name}");
            for takes in &relation.takes {
                let there = schema.get(&takes.kind);
                let there = there.ok_or_else(|| format!("{} takes an unknown type", at()))?;
                if let Some(wanted) = &takes.relation
                    && !there.contains_key(wanted)
                {
                    return Err(format!("{} takes {}#{wanted}", at(), takes.kind));
                }
            }
            names_of(schema, kind, &relation.expr).map_err(|why| format!("{}: {why}", at()))?;
        }
    }
    Ok(())
}

fn names_of(schema: &Schema, kind: &str, expr: &Expr) -> Result<(), String> {
    let here = &schema[kind];
    match expr {
        Expr::Direct => Ok(()),
        Expr::Same(name) if here.contains_key(name) => Ok(()),
        Expr::Same(name) => Err(format!("there is no {kind}#{name}")),
        Expr::There(over, name) => {
            let over = here
                .get(over)
                .ok_or_else(|| format!("there is no {kind}#{over}"))?;
            if over.expr != Expr::Direct {
                return Err("what leads elsewhere must be made of tuples alone".to_owned());
            }
            if over
                .takes
                .iter()
                .any(|t| t.everyone || t.relation.is_some())
            {
                return Err("what leads elsewhere must lead to objects".to_owned());
            }
            // Some engines are content with one type that has it; all is safer.
            match over
                .takes
                .iter()
                .find(|t| !schema[&t.kind].contains_key(name))
            {
                Some(lacks) => Err(format!("there is no {}#{name}", lacks.kind)),
                None => Ok(()),
            }
        }
        Expr::Any(list) | Expr::All(list) => {
            list.iter().try_for_each(|one| names_of(schema, kind, one))
        }
        Expr::Minus(from, less) => {
            names_of(schema, kind, from)?;
            names_of(schema, kind, less)
        }
    }
}

/// A relation of one object.
type Related = (Object, String);

/// Users, as bits; the first bit stands for everyone no tuple names.
type Users = Vec<u64>;

/// A schema with its tuples.
pub struct Store {
    pub schema: Schema,
    tuples: HashMap<Related, Vec<(Object, Option<String>)>>,
    users: HashMap<String, usize>,
    known: RefCell<HashMap<Related, (Rc<Users>, usize)>>,
    path: RefCell<Vec<Related>>,
    /// What was being worked out was asked for again.
    pub met_cycle: Cell<bool>,
    pub deepest: Cell<usize>,
}

/// Something that answers as an engine of relations does.
pub trait Answers {
    fn check(&self, user: &str, relation: &str, object: &Object) -> bool;

    /// The same of several users.
    fn checks(&self, users: &[String], relation: &str, object: &Object) -> Vec<bool>;
}

impl Store {
    /// Takes the tuples as the engine would, which refuses some.
    pub fn new(schema: Schema, list: Vec<Tuple>) -> Result<Store, String> {
        check_names(&schema)?;
        let mut store = Store {
            schema,
            tuples: HashMap::new(),
            users: HashMap::new(),
            known: RefCell::default(),
            path: RefCell::default(),
            met_cycle: Cell::new(false),
            deepest: Cell::new(0),
        };
        let mut met = BTreeSet::new();
        for tuple in list {
            let kind = store.schema.get(&tuple.object.0);
            let relation = kind.and_then(|kind| kind.get(&tuple.relation));
            let takes = Takes {
                kind: tuple.subject.0.clone(),
                relation: tuple.subject_relation.clone(),
                everyone: tuple.subject.1 == "*",
            };
            if !relation.is_some_and(|relation| relation.takes.contains(&takes)) {
                return Err(format!("the schema does not take {tuple:?}"));
            }
            if !met.insert(tuple.clone()) {
                return Err(format!("comes twice: {tuple:?}"));
            }
            if tuple.subject.0 == "user" && !takes.everyone {
                let next = store.users.len() + 1;
                store.users.entry(tuple.subject.1.clone()).or_insert(next);
            }
            let key = (tuple.object, tuple.relation);
            let subject = (tuple.subject, tuple.subject_relation);
            store.tuples.entry(key).or_default().push(subject);
        }
        Ok(store)
    }

    pub fn n_tuples(&self) -> usize {
        self.tuples.values().map(Vec::len).sum()
    }

    fn none(&self) -> Users {
        vec![0; (self.users.len() + 1).div_ceil(64)]
    }

    /// Everyone related to an object, and how deep that was looked for.
    fn related(&self, object: &Object, relation: &str) -> (Rc<Users>, usize) {
        let key = (object.clone(), relation.to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        if self.path.borrow().contains(&key) {
            self.met_cycle.set(true);
            return (Rc::new(self.none()), 1);
        }
        let kind = self.schema.get(&object.0);
        let kind = kind.unwrap_or_else(|| panic!("there is no type {}", object.0));
        let found = kind.get(relation);
        let found = found.unwrap_or_else(|| panic!("there is no {}#{relation}", object.0));
        self.path.borrow_mut().push(key.clone());
        let (users, depth) = self.worked_out(object, relation, &found.expr);
        self.path.borrow_mut().pop();
        let answer = (Rc::new(users), depth + 1);
        self.deepest.set(self.deepest.get().max(depth + 1));
        // In a circle the answer holds only for where it was entered.
        if !self.met_cycle.get() || self.path.borrow().is_empty() {
            self.known.borrow_mut().insert(key, answer.clone());
        }
        answer
    }

    fn worked_out(&self, object: &Object, relation: &str, expr: &Expr) -> (Users, usize) {
        match expr {
            Expr::Direct => self.by_tuples(object, relation),
            Expr::Same(name) => {
                let (users, depth) = self.related(object, name);
                ((*users).clone(), depth)
            }
            Expr::There(over, name) => {
                let mut sum = (self.none(), 0);
                for (there, _) in self.subjects(object, over) {
                    let (users, depth) = self.related(there, name);
                    add(&mut sum.0, &users);
                    sum.1 = sum.1.max(depth);
                }
                sum
            }
            Expr::Any(list) => {
                let mut sum = (self.none(), 0);
                for one in list {
                    let (users, depth) = self.worked_out(object, relation, one);
                    add(&mut sum.0, &users);
                    sum.1 = sum.1.max(depth);
                }
                sum
            }
            Expr::All(list) => {
                let mut all = (vec![!0; self.none().len()], 0);
                for one in list {
                    let (users, depth) = self.worked_out(object, relation, one);
                    all.0.iter_mut().zip(&users).for_each(|(a, b)| *a &= b);
                    all.1 = all.1.max(depth);
                }
                all
            }
            Expr::Minus(from, less) => {
                let mut rest = self.worked_out(object, relation, from);
                let (users, depth) = self.worked_out(object, relation, less);
                rest.0.iter_mut().zip(&users).for_each(|(a, b)| *a &= !b);
                rest.1 = rest.1.max(depth);
                rest
            }
        }
    }

    fn subjects(&self, object: &Object, relation: &str) -> &[(Object, Option<String>)] {
        let key = (object.clone(), relation.to_owned());
        self.tuples.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    fn by_tuples(&self, object: &Object, relation: &str) -> (Users, usize) {
        let mut sum = (self.none(), 0);
        for (subject, by) in self.subjects(object, relation) {
            match by {
                Some(by) => {
                    let (users, depth) = self.related(subject, by);
                    add(&mut sum.0, &users);
                    sum.1 = sum.1.max(depth);
                }
                None if subject.1 == "*" => sum.0.fill(!0),
                None if subject.0 == "user" => {
                    let bit = self.users[&subject.1];
                    sum.0[bit / 64] |= 1 << (bit % 64);
                }
                None => {}
            }
        }
        sum
    }
}

impl Answers for Store {
    fn check(&self, user: &str, relation: &str, object: &Object) -> bool {
        let (users, _) = self.related(object, relation);
        let bit = self.users.get(user).copied().unwrap_or(0);
        users[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn checks(&self, users: &[String], relation: &str, object: &Object) -> Vec<bool> {
        let (related, _) = self.related(object, relation);
        let bits = users.iter().map(|user| self.users.get(user).copied());
        bits.map(|bit| bit.unwrap_or(0))
            .map(|bit| related[bit / 64] >> (bit % 64) & 1 == 1)
            .collect()
    }
}

fn add(sum: &mut Users, more: &Users) {
    sum.iter_mut().zip(more).for_each(|(a, b)| *a |= b);
}
