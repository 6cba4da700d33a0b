//! A model in the JSON that OpenFGA's own interface takes.

use serde_json::{Map, Value, json};

use crate::io::export::relations::{Expr, Graph, Made, Type};

/// The model as a file.
pub(super) fn model(graph: &Graph) -> String {
    let types: Vec<Value> = graph
        .types
        .iter()
        .map(|(name, kind)| typed(name, kind))
        .collect();
    let model = json!({ "schema_version": "1.1", "type_definitions": types });
    format!("{model:#}\n")
}

fn typed(name: &str, kind: &Type) -> Value {
    let mut relations = Map::new();
    let mut metadata = Map::new();
    for (name, relation) in &kind.relations {
        let (userset, takes) = match &relation.made {
            Made::Tuples(takes) => {
                let takes = takes.iter().map(|(of, relation)| match relation {
                    Some(relation) => json!({ "type": of, "relation": relation }),
                    None => json!({ "type": of }),
                });
                (json!({ "this": {} }), takes.collect())
            }
            Made::Worked(expr) => (userset(expr), Vec::new()),
        };
        relations.insert(name.clone(), userset);
        metadata.insert(
            name.clone(),
            json!({ "directly_related_user_types": takes }),
        );
    }
    match relations.is_empty() {
        true => json!({ "type": name, "relations": {} }),
        false => json!({
            "type": name,
            "relations": relations,
            "metadata": { "relations": metadata },
        }),
    }
}

fn userset(expr: &Expr) -> Value {
    let all = |list: &[Expr]| -> Vec<Value> { list.iter().map(userset).collect() };
    match expr {
        Expr::Same(name) => json!({ "computedUserset": { "relation": name } }),
        Expr::There { over, name } => json!({
            "tupleToUserset": {
                "tupleset": { "relation": over },
                "computedUserset": { "relation": name },
            }
        }),
        Expr::Any(list) => json!({ "union": { "child": all(list) } }),
        Expr::All(list) => json!({ "intersection": { "child": all(list) } }),
        Expr::Minus(from, less) => json!({
            "difference": { "base": userset(from), "subtract": userset(less) }
        }),
    }
}
