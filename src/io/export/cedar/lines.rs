//! Manager lines: one choice of lines becomes the hierarchy of people, if nobody is above
//! themselves on it and all who lead have a record; any other is a set of those above each person.

use std::collections::BTreeMap;

use super::expr::Expr;
use super::names::Names;
use crate::engine::Engine;
use crate::engine::scheme::PlainReach;
use crate::io::export::policy::tree;
use crate::model::{LineId, PrincipalId};

/// How reports are said.
#[derive(Clone, Debug)]
pub(super) enum Below {
    /// By the hierarchy of people.
    Tree,
    /// By an attribute that holds everyone above.
    Above(String),
}

/// Everyone above each person by some lines, to some depth.
#[derive(Debug)]
pub(super) struct Above {
    lines: Vec<LineId>,
    depth: Option<u32>,
    /// The attribute.
    pub name: String,
    pub of: BTreeMap<PrincipalId, Vec<PrincipalId>>,
}

#[derive(Debug, Default)]
pub(super) struct Lines {
    tree: Option<Vec<LineId>>,
    /// Direct managers on the lines of the tree.
    pub parents: BTreeMap<PrincipalId, Vec<PrincipalId>>,
    pub above: Vec<Above>,
}

impl Above {
    /// True if it holds no more than who reports to whom.
    pub(super) fn is_direct(&self) -> bool {
        self.depth == Some(1)
    }
}

impl Below {
    pub(super) fn is_tree(&self) -> bool {
        matches!(self, Below::Tree)
    }

    /// That `it` is below the one who acts; with oneself only where it is the tree.
    pub(super) fn text(&self, it: &str, with_oneself: bool) -> Expr {
        match self {
            Below::Tree => {
                let other = Expr::atom(format!("{it} != principal.person"));
                Expr::all([
                    Expr::atom("principal has person"),
                    Expr::atom(format!("{it} in principal.person")),
                    if with_oneself { Expr::True } else { other },
                ])
            }
            Below::Above(name) => Expr::all([
                Expr::atom(format!("{it} has {name}")),
                Expr::atom(format!("{it}.{name}.contains(principal)")),
            ]),
        }
    }
}

impl Lines {
    /// Says reports by some lines to some depth.
    pub(super) fn below(
        &mut self,
        engine: &Engine,
        names: &mut Names,
        lines: &[LineId],
        depth: Option<u32>,
    ) -> Below {
        if depth.is_none() {
            if self.tree.as_deref() == Some(lines) {
                return Below::Tree;
            }
            if self.tree.is_none()
                && let Some(parents) = tree(engine, lines)
            {
                self.tree = Some(lines.to_vec());
                self.parents = parents;
                return Below::Tree;
            }
        }
        let known = self.above.iter();
        if let Some(known) = known
            .filter(|known| known.lines == lines && known.depth == depth)
            .map(|known| known.name.clone())
            .next()
        {
            return Below::Above(known);
        }
        let on: Vec<&str> = lines.iter().map(LineId::as_str).collect();
        let on = on.join("_");
        let name = names.above(&match depth {
            Some(1) => format!("managers_{on}"),
            Some(n) => format!("above_{n}_{on}"),
            None => format!("above_{on}"),
        });
        let reach = PlainReach::Reports {
            lines: lines.to_vec(),
            depth,
        };
        let from = engine.people_from(&reach);
        let mut of: BTreeMap<PrincipalId, Vec<PrincipalId>> = BTreeMap::new();
        for actor in engine.model().principals().ids() {
            for person in from.of(actor) {
                of.entry(person).or_default().push(actor.clone());
            }
        }
        self.above.push(Above {
            lines: lines.to_vec(),
            depth,
            name: name.clone(),
            of,
        });
        Below::Above(name)
    }
}
