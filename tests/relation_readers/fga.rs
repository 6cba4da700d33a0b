//! OpenFGA: its language of models, its JSON of models, its CSV of tuples, its store file.
//!
//! From openfga.dev: "Configuration Language", "Store file format". Operators may only be mixed with
//! parentheses, direct types come first, `but not` comes once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::expr::{Words, words};
use super::store::{Expr, Object, Relation, Schema, Store, Takes, Tuple};
use super::yaml;

/// Words that are no names.
const RESERVED: [&str; 12] = [
    "self",
    "this",
    "define",
    "or",
    "and",
    "from",
    "with",
    "relations",
    "condition",
    "in",
    "true",
    "false",
];

fn name(text: &str, longest: usize) -> Result<String, String> {
    let mut chars = text.chars();
    let starts = chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    let is_good = starts
        && chars.all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
        && text.len() <= longest
        && !RESERVED.contains(&text);
    match is_good {
        true => Ok(text.to_owned()),
        false => Err(format!("`{text}` is no name")),
    }
}

/// Reads a model in OpenFGA's language.
pub fn model(text: &str) -> Result<Schema, String> {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let line = line
            .split_once(" #")
            .map_or(line, |(line, _)| line.trim_end());
        if line.starts_with('#') { "" } else { line }
    });
    let mut lines = lines.filter(|line| !line.is_empty()).peekable();
    if lines.next() != Some("model") || lines.next() != Some("schema 1.1") {
        return Err("a model begins with `model` and `schema 1.1`".to_owned());
    }
    let mut schema = Schema::new();
    while let Some(line) = lines.next() {
        let kind = line
            .strip_prefix("type ")
            .ok_or(format!("no type: {line}"))?;
        let kind = name(kind.trim(), 254)?;
        let mut relations = BTreeMap::new();
        if lines.next_if_eq(&"relations").is_some() {
            while let Some(line) = lines.next_if(|line| line.starts_with("define ")) {
                let (called, relation) = definition(line)?;
                if relations.insert(called.clone(), relation).is_some() {
                    return Err(format!("{kind}#{called} comes twice"));
                }
            }
            if relations.is_empty() {
                return Err(format!("{kind} has no relations after `relations`"));
            }
        }
        if schema.insert(kind.clone(), relations).is_some() {
            return Err(format!("{kind} comes twice"));
        }
    }
    if schema.len() > 100 {
        return Err(format!("{} types", schema.len()));
    }
    Ok(schema)
}

fn definition(line: &str) -> Result<(String, Relation), String> {
    let mut rest = Words::new(words(line, "-")?);
    rest.must("define")?;
    let called = name(&rest.next(), 50)?;
    rest.must(":")?;
    let mut takes = Vec::new();
    let expr = union(&mut rest, &mut takes, true)?;
    rest.end()?;
    Ok((called, Relation { expr, takes }))
}

/// A definition, or what stands in parentheses. Direct types may only stand at its very beginning.
fn union(rest: &mut Words, takes: &mut Vec<Takes>, is_first: bool) -> Result<Expr, String> {
    let first = operand(rest, takes, is_first)?;
    let word = rest.peek().to_owned();
    match word.as_str() {
        "or" | "and" => {
            let mut list = vec![first];
            while rest.eat(&word) {
                list.push(operand(rest, takes, false)?);
            }
            Ok(if word == "or" {
                Expr::Any(list)
            } else {
                Expr::All(list)
            })
        }
        "but" => {
            rest.next();
            rest.must("not")?;
            let less = operand(rest, takes, false)?;
            Ok(Expr::Minus(Box::new(first), Box::new(less)))
        }
        _ => Ok(first),
    }
}

fn operand(rest: &mut Words, takes: &mut Vec<Takes>, is_first: bool) -> Result<Expr, String> {
    if rest.eat("(") {
        let inner = union(rest, takes, is_first)?;
        rest.must(")")?;
        return Ok(inner);
    }
    if rest.peek() == "[" {
        if !is_first {
            return Err("direct types stand first".to_owned());
        }
        rest.next();
        loop {
            let kind = name(&rest.next(), 254)?;
            let everyone = rest.eat(":");
            if everyone {
                rest.must("*")?;
            }
            let relation = match rest.eat("#") {
                true => Some(name(&rest.next(), 50)?),
                false => None,
            };
            takes.push(Takes {
                kind,
                relation,
                everyone,
            });
            if !rest.eat(",") {
                break;
            }
        }
        rest.must("]")?;
        return Ok(Expr::Direct);
    }
    let called = name(&rest.next(), 50)?;
    if rest.eat("from") {
        return Ok(Expr::There(name(&rest.next(), 50)?, called));
    }
    Ok(Expr::Same(called))
}

/// Reads a model in OpenFGA's JSON.
pub fn json_model(text: &str) -> Result<Schema, String> {
    let model: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    if model["schema_version"] != "1.1" {
        return Err("schema version".to_owned());
    }
    let mut schema = Schema::new();
    for kind in list(&model["type_definitions"])? {
        let mut relations = BTreeMap::new();
        if let Some(defined) = kind["relations"].as_object() {
            for (called, userset) in defined {
                let types = &kind["metadata"]["relations"][called]["directly_related_user_types"];
                let mut takes = Vec::new();
                for one in types.as_array().into_iter().flatten() {
                    takes.push(Takes {
                        kind: text_of(&one["type"])?,
                        relation: one["relation"].as_str().map(str::to_owned),
                        everyone: one.get("wildcard").is_some(),
                    });
                }
                let expr = userset_of(userset)?;
                relations.insert(called.clone(), Relation { expr, takes });
            }
        }
        schema.insert(text_of(&kind["type"])?, relations);
    }
    Ok(schema)
}

fn list(value: &Value) -> Result<&Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("no list: {value}"))
}

fn text_of(value: &Value) -> Result<String, String> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| format!("no text: {value}"))
}

fn userset_of(value: &Value) -> Result<Expr, String> {
    let (what, inner) = value
        .as_object()
        .filter(|object| object.len() == 1)
        .and_then(|object| object.iter().next())
        .ok_or_else(|| format!("no userset: {value}"))?;
    let children =
        || -> Result<Vec<Expr>, String> { list(&inner["child"])?.iter().map(userset_of).collect() };
    Ok(match what.as_str() {
        "this" => Expr::Direct,
        "computedUserset" => Expr::Same(text_of(&inner["relation"])?),
        "tupleToUserset" => Expr::There(
            text_of(&inner["tupleset"]["relation"])?,
            text_of(&inner["computedUserset"]["relation"])?,
        ),
        "union" => Expr::Any(children()?),
        "intersection" => Expr::All(children()?),
        "difference" => Expr::Minus(
            Box::new(userset_of(&inner["base"])?),
            Box::new(userset_of(&inner["subtract"])?),
        ),
        _ => return Err(format!("no userset: {what}")),
    })
}

/// An id as OpenFGA takes it; the whole object is no longer than 256 characters.
fn object(kind: &str, id: &str) -> Result<Object, String> {
    let is_good = !id.is_empty()
        && id
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !":#".contains(c))
        && (id == "*" || !id.contains('*'))
        && kind.chars().count() + 1 + id.chars().count() <= 256;
    match is_good {
        true => Ok((kind.to_owned(), id.to_owned())),
        false => Err(format!("`{kind}:{id}` is no object")),
    }
}

/// Reads tuples in CSV.
pub fn tuples(bytes: &[u8]) -> Result<Vec<Tuple>, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().map_err(|e| e.to_string())?.clone();
    let wanted = [
        "user_type",
        "user_id",
        "user_relation",
        "relation",
        "object_type",
        "object_id",
        "condition_name",
        "condition_context",
    ];
    if headers.iter().ne(wanted) {
        return Err(format!("headers: {headers:?}"));
    }
    let mut tuples = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| e.to_string())?;
        tuples.push(Tuple {
            object: object(&row[4], &row[5])?,
            relation: row[3].to_owned(),
            subject: object(&row[0], &row[1])?,
            subject_relation: Some(row[2].to_owned()).filter(|text| !text.is_empty()),
        });
    }
    Ok(tuples)
}

/// A model with its tuples.
pub fn store(dsl: &str, csv: &[u8]) -> Result<Store, String> {
    let schema = model(dsl)?;
    for (kind, relations) in &schema {
        for (called, relation) in relations {
            if relation.expr != Expr::Direct && starts_direct(&relation.expr) == 0 {
                continue;
            }
            if relation.takes.is_empty() {
                return Err(format!("{kind}#{called} takes nothing"));
            }
        }
    }
    Store::new(schema, tuples(csv)?)
}

fn starts_direct(expr: &Expr) -> usize {
    match expr {
        Expr::Direct => 1,
        Expr::Any(list) | Expr::All(list) => list.iter().map(starts_direct).sum(),
        Expr::Minus(from, less) => starts_direct(from) + starts_direct(less),
        _ => 0,
    }
}

/// A check of a store file: user, relation, object, expected answer.
pub type Check = (String, String, Object, bool);

/// The checks of a store file.
pub fn checks(text: &str) -> Result<Vec<Check>, String> {
    let file = yaml::read(text)?;
    if file["model_file"] != "model.fga" || file["tuple_file"] != "tuples.csv" {
        return Err("the files beside are not named".to_owned());
    }
    text_of(&file["name"])?;
    let mut checks = Vec::new();
    for test in list(&file["tests"])? {
        text_of(&test["name"])?;
        for check in list(&test["check"])? {
            let user = text_of(&check["user"])?;
            let object = text_of(&check["object"])?;
            let user = user.strip_prefix("user:").ok_or("no user")?;
            let (kind, id) = object.split_once(':').ok_or("no object")?;
            for (relation, expected) in check["assertions"].as_object().ok_or("no assertions")? {
                let expected = expected.as_bool().ok_or("neither true nor false")?;
                let object = (kind.to_owned(), id.to_owned());
                checks.push((user.to_owned(), relation.clone(), object, expected));
            }
        }
    }
    Ok(checks)
}
