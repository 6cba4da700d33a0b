//! Types, relations and tuples: what an engine of relations is given, whichever it is.
//!
//! A relation is either made of tuples or worked out from others, never both, so that each can be
//! said in every such language.

use indexmap::{IndexMap, IndexSet};

/// How a relation that is worked out comes about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::io::export) enum Expr {
    /// As another relation of the same object.
    Same(String),
    /// As a relation of the objects another relation leads to.
    There {
        /// The relation that leads there.
        over: String,
        /// The relation there.
        name: String,
    },
    /// By any of these, two at least.
    Any(Vec<Expr>),
    /// By all of these, two at least.
    All(Vec<Expr>),
    /// By the first and not by the second.
    Minus(Box<Expr>, Box<Expr>),
}

/// The signs of a language of relations.
pub(in crate::io::export) struct Signs {
    /// A relation of the objects another leads to: the relation that leads there, then the one there.
    pub there: fn(&str, &str) -> String,
    /// Between alternatives.
    pub any: &'static str,
    /// Between what must all hold.
    pub all: &'static str,
    /// Before what is taken off.
    pub minus: &'static str,
}

impl Expr {
    /// In the words of a language. What is joined of several parts stands in parentheses inside
    /// another: which sign binds tighter differs from language to language.
    pub(in crate::io::export) fn said(&self, signs: &Signs) -> String {
        let joined = |list: &[Expr], by: &str| {
            let parts: Vec<String> = list.iter().map(|one| one.operand(signs)).collect();
            parts.join(by)
        };
        match self {
            Expr::Same(name) => name.clone(),
            Expr::There { over, name } => (signs.there)(over, name),
            Expr::Any(list) => joined(list, signs.any),
            Expr::All(list) => joined(list, signs.all),
            Expr::Minus(from, less) => {
                let (from, less) = (from.operand(signs), less.operand(signs));
                format!("{from}{}{less}", signs.minus)
            }
        }
    }

    fn operand(&self, signs: &Signs) -> String {
        match self {
            Expr::Same(_) | Expr::There { .. } => self.said(signs),
            _ => format!("({})", self.said(signs)),
        }
    }
}

/// What tuples of a relation may have for a subject: a type, and a relation of it.
pub(in crate::io::export) type Takes = (String, Option<String>);

/// How a relation is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::io::export) enum Made {
    /// Of tuples with such subjects.
    Tuples(IndexSet<Takes>),
    /// From others.
    Worked(Expr),
}

/// A relation of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::io::export) struct Relation {
    /// What people read above it.
    pub notes: Vec<String>,
    /// How it is made.
    pub made: Made,
}

/// A type of objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::io::export) struct Type {
    /// What people read above it.
    pub note: String,
    /// Its relations, in the order in which they are written.
    pub relations: IndexMap<String, Relation>,
}

/// A type and an id.
pub(in crate::io::export) type Object = (String, String);

/// A subject: an object, or everyone with a relation to an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::io::export) struct Subject {
    pub object: Object,
    pub relation: Option<String>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::io::export) struct Tuple {
    pub object: Object,
    pub relation: String,
    pub subject: Subject,
}

/// All types, relations and tuples.
#[derive(Debug, Default)]
pub(in crate::io::export) struct Graph {
    /// In the order in which they are written.
    pub types: IndexMap<String, Type>,
    /// Each once.
    pub tuples: IndexSet<Tuple>,
}

impl Expr {
    /// By any of these, of which there is one at least.
    pub(super) fn any(list: Vec<Expr>) -> Option<Expr> {
        let mut parts: Vec<Expr> = Vec::new();
        for one in list {
            let more = match one {
                Expr::Any(more) => more,
                one => vec![one],
            };
            parts.extend(more);
        }
        one_of(parts, Expr::Any)
    }

    /// By all of these, of which there is one at least.
    pub(super) fn all(list: Vec<Expr>) -> Option<Expr> {
        let mut parts: Vec<Expr> = Vec::new();
        for one in list {
            let more = match one {
                Expr::All(more) => more,
                one => vec![one],
            };
            parts.extend(more);
        }
        one_of(parts, Expr::All)
    }

    /// By the first and not by the second.
    pub(super) fn minus(from: Expr, less: Expr) -> Expr {
        Expr::Minus(Box::new(from), Box::new(less))
    }

    /// The relation of what another relation leads to.
    pub(super) fn there(over: &str, name: &str) -> Expr {
        Expr::There {
            over: over.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Another relation of the same object.
    pub(super) fn same(name: &str) -> Expr {
        Expr::Same(name.to_owned())
    }
}

fn one_of(list: Vec<Expr>, several: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    let mut parts: Vec<Expr> = Vec::new();
    for one in list {
        if !parts.contains(&one) {
            parts.push(one);
        }
    }
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

impl Subject {
    /// One object.
    pub(super) fn one(object: Object) -> Subject {
        Subject {
            object,
            relation: None,
        }
    }
}

impl Graph {
    /// The type of that name, made if it is not there.
    pub(super) fn typed(&mut self, name: &str) -> &mut Type {
        self.types.entry(name.to_owned()).or_default()
    }

    /// Declares a relation made of tuples. It takes what its tuples have, and these besides.
    pub(super) fn direct(&mut self, of: &str, name: &str, takes: &[&str], note: &str) {
        let relations = &mut self.typed(of).relations;
        let relation = relations.entry(name.to_owned());
        let relation = relation.or_insert_with(|| Relation {
            notes: Vec::new(),
            made: Made::Tuples(IndexSet::new()),
        });
        if !note.is_empty() && !relation.notes.iter().any(|known| known == note) {
            relation.notes.push(note.to_owned());
        }
        if let Made::Tuples(known) = &mut relation.made {
            known.extend(takes.iter().map(|kind| ((*kind).to_owned(), None)));
        }
    }

    /// Declares a relation worked out from others.
    pub(super) fn worked(&mut self, of: &str, name: &str, expr: Expr, notes: Vec<String>) {
        let relation = Relation {
            notes,
            made: Made::Worked(expr),
        };
        self.typed(of).relations.insert(name.to_owned(), relation);
    }

    /// Adds a fact; its relation is one made of tuples.
    pub(super) fn put(&mut self, object: &Object, relation: &str, subject: Subject) {
        self.direct(&object.0, relation, &[], "");
        let relations = &mut self.typed(&object.0).relations;
        if let Some(Made::Tuples(takes)) = relations.get_mut(relation).map(|r| &mut r.made) {
            takes.insert((subject.object.0.clone(), subject.relation.clone()));
        }
        self.tuples.insert(Tuple {
            object: object.clone(),
            relation: relation.to_owned(),
            subject,
        });
    }

    /// Leaves out types that nothing is said about and nothing leads to, but for one.
    pub(super) fn keep_used(&mut self, always: &str) {
        let mut used: IndexSet<String> = IndexSet::new();
        for kind in self.types.values_mut() {
            for relation in kind.relations.values_mut() {
                if let Made::Tuples(takes) = &mut relation.made {
                    if takes.is_empty() {
                        takes.insert((always.to_owned(), None));
                    }
                    used.extend(takes.iter().map(|(of, _)| of.clone()));
                }
            }
        }
        self.types.retain(|name, kind| {
            name == always || !kind.relations.is_empty() || used.contains(name)
        });
    }
}
