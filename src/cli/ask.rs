//! `can`, `see`, `who`: questions to the engine.

use serde_json::{Value, json};

use super::args::{CanArgs, SeeArgs, WhoArgs};
use super::{Output, engine, names};
use crate::engine::{AccessPath, Answer, Effective, Engine, NearMiss, Target, Words};
use crate::model::Date;

pub(super) fn can(args: &CanArgs, today: Date) -> Result<Output, String> {
    let engine = engine(&args.file, args.on_date, today)?;
    let model = engine.model();
    let who = names::principal(model, &args.who)?;
    let (permission, level) = names::deed(model, &args.deed)?;
    let target = names::target(model, &args.on)?.unwrap_or(Target::NONE);
    let answer = engine.decide(&who, &permission, &level, &target);
    if args.json {
        let value = json!({
            "allowed": answer.allowed,
            "reason": answer.sentence(&engine),
            "paths": paths(&engine, &answer.paths),
            "near_misses": answer.near.iter().map(|m| near(&engine, m)).collect::<Vec<_>>(),
        });
        return Ok(Output::json(&value, 0));
    }
    Ok(Output::said(explained(&engine, &answer), 0))
}

fn explained(engine: &Engine, answer: &Answer) -> String {
    let words = Words::new(engine.model());
    let mut text = String::from(if answer.allowed { "allow\n" } else { "deny\n" });
    text.push_str(&answer.sentence(engine));
    text.push('\n');
    for path in &answer.paths {
        let head = if answer.allowed { "path" } else { "overruled" };
        text.push_str(&format!("\n{head} {}\n", path.key()));
        for step in words.steps(path) {
            text.push_str(&format!("  {step}\n"));
        }
    }
    if !answer.near.is_empty() {
        text.push_str("\nwhat is missing\n");
        for miss in &answer.near {
            text.push_str(&format!("  {}\n", miss.text(engine)));
        }
    }
    text
}

fn paths(engine: &Engine, paths: &[AccessPath]) -> Vec<Value> {
    let words = Words::new(engine.model());
    paths
        .iter()
        .map(|path| {
            json!({
                "path": path.key(),
                "because": words.source(path),
                "steps": words.steps(path),
                "level": path.level.as_str(),
                "pooled": path.by_pooling,
            })
        })
        .collect()
}

fn near(engine: &Engine, miss: &NearMiss) -> Value {
    json!({
        "path": miss.path.as_ref().map(AccessPath::key),
        "missing": miss.failures.iter().map(|f| f.text(engine)).collect::<Vec<_>>(),
    })
}

pub(super) fn see(args: &SeeArgs, today: Date) -> Result<Output, String> {
    let engine = engine(&args.file, args.on_date, today)?;
    let model = engine.model();
    let who = names::principal(model, &args.who)?;
    let list: Vec<Effective> = match &args.deed {
        None => engine.effective(&who),
        Some(word) => {
            let (permission, level) = names::deed(model, word)?;
            let list = engine.effective_on(&who, &permission);
            list.into_iter().filter(|e| e.level == level).collect()
        }
    };
    if args.json {
        let permissions: Vec<Value> = list
            .iter()
            .map(|e| {
                json!({
                    "permission": e.permission.as_str(),
                    "level": e.level.as_str(),
                    "people": e.people.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
                    "items": e.items.iter().map(|item| item.id()).collect::<Vec<_>>(),
                    "paths": paths(&engine, &e.paths),
                })
            })
            .collect();
        let value = json!({ "who": who.as_str(), "permissions": permissions });
        return Ok(Output::json(&value, 0));
    }
    Ok(Output::said(
        listed(&engine, &args.who, &list, args.deed.is_some()),
        0,
    ))
}

fn listed(engine: &Engine, who: &str, list: &[Effective], with_names: bool) -> String {
    let model = engine.model();
    let words = Words::new(model);
    if list.is_empty() {
        return format!("{who} can do nothing of this\n");
    }
    let mut text = String::new();
    for entry in list {
        let mut reached = Vec::new();
        if !entry.items.is_empty() {
            reached.push(counted(entry.items.len(), "item", "items"));
        }
        if !entry.people.is_empty() {
            reached.push(counted(entry.people.len(), "person", "people"));
        }
        let reached = match reached.is_empty() {
            true => String::new(),
            false => format!("  {}", reached.join(", ")),
        };
        text.push_str(&format!(
            "{}@{}  {}{reached}\n",
            entry.permission,
            entry.level,
            words.permission(&entry.permission)
        ));
        if with_names {
            for item in &entry.items {
                text.push_str(&format!("  {}\n", item.id()));
            }
            if entry.items.is_empty() {
                for person in &entry.people {
                    text.push_str(&format!("  {person}  {}\n", words.person(person)));
                }
            }
        }
        for path in &entry.paths {
            text.push_str(&format!("    because of {}\n", words.source(path)));
        }
    }
    text
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

pub(super) fn who(args: &WhoArgs, today: Date) -> Result<Output, String> {
    let engine = engine(&args.file, args.on_date, today)?;
    let model = engine.model();
    let (permission, level) = names::deed(model, &args.deed)?;
    let target = names::target(model, &args.on)?;
    let everyone = engine.who_can(&permission, &level, target.as_ref());
    if args.json {
        let ids: Vec<&str> = everyone.iter().map(|id| id.as_str()).collect();
        return Ok(Output::json(&json!({ "principals": ids }), 0));
    }
    if everyone.is_empty() {
        return Ok(Output::said("no one can\n", 0));
    }
    let words = Words::new(model);
    let mut text = String::new();
    for id in &everyone {
        let because = target
            .as_ref()
            .and_then(|target| {
                let paths = engine.decide(id, &permission, &level, target).paths;
                paths.first().map(|path| words.source(path))
            })
            .map(|because| format!("  because of {because}"))
            .unwrap_or_default();
        text.push_str(&format!("{id}  {}{because}\n", words.person(id)));
    }
    Ok(Output::said(text, 0))
}
