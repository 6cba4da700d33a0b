//! SpiceDB: its schema language, its relationships, its validation file.
//!
//! From authzed.com/docs, "Schema Language": for historical reasons `+` binds tighter than `&`, and
//! `&` tighter than `-`; a statement ends where its line ends.

use std::collections::BTreeMap;

use super::expr::{Words, words};
use super::store::{Expr, Object, Relation, Schema, Store, Takes, Tuple};
use super::yaml;

const RESERVED: [&str; 6] = [
    "definition",
    "caveat",
    "relation",
    "permission",
    "nil",
    "with",
];

fn name(text: &str) -> Result<String, String> {
    let is_good = (3..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&text);
    match is_good {
        true => Ok(text.to_owned()),
        false => Err(format!("`{text}` is no name")),
    }
}

/// Reads a schema.
pub fn schema(text: &str) -> Result<Schema, String> {
    let mut schema = Schema::new();
    let mut open: Option<(String, BTreeMap<String, Relation>)> = None;
    for line in text.lines() {
        let line = line.split_once("//").map_or(line, |(line, _)| line);
        let mut rest = Words::new(words(line.trim(), "")?);
        let word = rest.next();
        match (word.as_str(), &mut open) {
            ("", _) => continue,
            ("definition", None) => {
                let kind = name(&rest.next())?;
                rest.must("{")?;
                if schema.contains_key(&kind) {
                    return Err(format!("{kind} comes twice"));
                }
                if rest.eat("}") {
                    schema.insert(kind, BTreeMap::new());
                } else {
                    open = Some((kind, BTreeMap::new()));
                }
            }
            ("}", Some(_)) => {
                let (kind, relations) = open.take().unwrap();
                schema.insert(kind, relations);
            }
            ("relation", Some((_, relations))) => {
                let called = name(&rest.next())?;
                rest.must(":")?;
                let takes = types(&mut rest)?;
                put(
                    relations,
                    called,
                    Relation {
                        expr: Expr::Direct,
                        takes,
                    },
                )?;
            }
            ("permission", Some((_, relations))) => {
                let called = name(&rest.next())?;
                rest.must("=")?;
                let expr = minus(&mut rest)?;
                put(
                    relations,
                    called,
                    Relation {
                        expr,
                        takes: Vec::new(),
                    },
                )?;
            }
            _ => return Err(format!("unexpected: {line}")),
        }
        rest.end()?;
    }
    match open {
        Some((kind, _)) => Err(format!("{kind} does not end")),
        None => Ok(schema),
    }
}

fn put(
    relations: &mut BTreeMap<String, Relation>,
    called: String,
    relation: Relation,
) -> Result<(), String> {
    match relations.insert(called.clone(), relation) {
        Some(_) => Err(format!("{called} comes twice")),
        None => Ok(()),
    }
}

fn types(rest: &mut Words) -> Result<Vec<Takes>, String> {
    let mut takes = Vec::new();
    loop {
        let kind = name(&rest.next())?;
        let everyone = rest.eat(":");
        if everyone {
            rest.must("*")?;
        }
        let relation = match rest.eat("#") {
            true => Some(name(&rest.next())?),
            false => None,
        };
        takes.push(Takes {
            kind,
            relation,
            everyone,
        });
        if !rest.eat("|") {
            return Ok(takes);
        }
    }
}

fn minus(rest: &mut Words) -> Result<Expr, String> {
    let mut left = both(rest)?;
    while rest.eat("-") {
        left = Expr::Minus(Box::new(left), Box::new(both(rest)?));
    }
    Ok(left)
}

fn both(rest: &mut Words) -> Result<Expr, String> {
    let mut list = vec![either(rest)?];
    while rest.eat("&") {
        list.push(either(rest)?);
    }
    Ok(if list.len() == 1 {
        list.remove(0)
    } else {
        Expr::All(list)
    })
}

fn either(rest: &mut Words) -> Result<Expr, String> {
    let mut list = vec![one(rest)?];
    while rest.eat("+") {
        list.push(one(rest)?);
    }
    Ok(if list.len() == 1 {
        list.remove(0)
    } else {
        Expr::Any(list)
    })
}

fn one(rest: &mut Words) -> Result<Expr, String> {
    if rest.eat("(") {
        let inner = minus(rest)?;
        rest.must(")")?;
        return Ok(inner);
    }
    let called = rest.next();
    if called == "nil" {
        return Ok(Expr::Any(Vec::new()));
    }
    let called = name(&called)?;
    if rest.eat("->") {
        return Ok(Expr::There(called, name(&rest.next())?));
    }
    Ok(Expr::Same(called))
}

fn object(text: &str) -> Result<Object, String> {
    let (kind, id) = text.split_once(':').ok_or(format!("no object: {text}"))?;
    let is_good = (1..=1024).contains(&id.len())
        && (id == "*"
            || id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "/_|-=+".contains(c)));
    match is_good {
        true => Ok((name(kind)?, id.to_owned())),
        false => Err(format!("`{text}` is no object")),
    }
}

fn related(text: &str) -> Result<(Object, String), String> {
    let (of, relation) = text.split_once('#').ok_or(format!("no relation: {text}"))?;
    Ok((object(of)?, name(relation)?))
}

/// Reads one relationship: `person:ann#boss@person:lead`.
pub fn relationship(text: &str) -> Result<Tuple, String> {
    let (of, to) = text.split_once('@').ok_or(format!("no subject: {text}"))?;
    let (object_of, relation) = related(of)?;
    let (subject, subject_relation) = match to.contains('#') {
        true => {
            let (subject, relation) = related(to)?;
            (subject, Some(relation))
        }
        false => (object(to)?, None),
    };
    Ok(Tuple {
        object: object_of,
        relation,
        subject,
        subject_relation,
    })
}

/// A question and its expected answer, as in OpenFGA's store file.
pub use super::fga::Check;

/// A validation file with the schema beside it: the store, and what it says is so and is not so.
pub fn validation(text: &str, zed: &str) -> Result<(Store, Vec<Check>), String> {
    let file = yaml::read(text)?;
    if file["schemaFile"] != "schema.zed" {
        return Err("the schema beside is not named".to_owned());
    }
    let list = file["relationships"].as_str().ok_or("no relationships")?;
    let tuples = list
        .lines()
        .filter(|line| !line.is_empty())
        .map(relationship);
    let store = Store::new(schema(zed)?, tuples.collect::<Result<_, _>>()?)?;
    let mut checks = Vec::new();
    for (key, expected) in [("assertTrue", true), ("assertFalse", false)] {
        for line in file["assertions"][key].as_array().unwrap_or(&Vec::new()) {
            let line = line.as_str().ok_or("no assertion")?;
            let (of, who) = line.split_once('@').ok_or("no subject")?;
            let (object, relation) = related(of)?;
            let user = who.strip_prefix("user:").ok_or("no user")?;
            checks.push((user.to_owned(), relation, object, expected));
        }
    }
    Ok((store, checks))
}
