//! How large a model is as the server measures it: as a message of OpenFGA's protocol.

use crate::io::export::relations::{Expr, Graph, Made, Type};

/// Bytes of the model.
pub(super) fn of(graph: &Graph) -> usize {
    // The id that the server gives it, and the version of the schema.
    let head = field(26) + field(3);
    let types = graph.types.iter();
    head + types
        .map(|(name, kind)| field(typed(name, kind)))
        .sum::<usize>()
}

/// A field that holds so many bytes: its number, its length, itself.
fn field(n_bytes: usize) -> usize {
    let mut rest = n_bytes >> 7;
    let mut n = 2 + n_bytes;
    while rest > 0 {
        n += 1;
        rest >>= 7;
    }
    n
}

fn typed(name: &str, kind: &Type) -> usize {
    let mut relations = 0;
    let mut metadata = 0;
    for (name, relation) in &kind.relations {
        let (userset, takes) = match &relation.made {
            Made::Tuples(takes) => {
                let takes = takes.iter().map(|(of, relation)| {
                    let relation = relation.as_ref().map_or(0, |name| field(name.len()));
                    field(field(of.len()) + relation)
                });
                (field(0), takes.sum())
            }
            Made::Worked(expr) => (userset(expr), 0),
        };
        relations += field(field(name.len()) + field(userset));
        metadata += field(field(name.len()) + field(takes));
    }
    field(name.len()) + relations + field(metadata)
}

fn userset(expr: &Expr) -> usize {
    let all = |list: &[Expr]| -> usize { list.iter().map(|one| field(userset(one))).sum() };
    let related = |name: &str| field(name.len());
    field(match expr {
        Expr::Same(name) => related(name),
        Expr::There { over, name } => field(related(over)) + field(related(name)),
        Expr::Any(list) | Expr::All(list) => all(list),
        Expr::Minus(from, less) => field(userset(from)) + field(userset(less)),
    })
}
