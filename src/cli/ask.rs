//! `can`, `see`, `who` and `may`: one question each.

use serde_json::json;

use super::args::{Can, May, See, Who};
use super::{Reply, count, engine, names, some_of};
use crate::engine::delegate::{self, ActSubject};
use crate::engine::{AccessPath, Effective, Engine, Target, Words};
use crate::model::{Date, PrincipalId};

/// As many names of one row as are printed.
const MOST_NAMES: usize = 12;

fn path_text(words: &Words, path: &AccessPath) -> String {
    words.steps(path).join(" › ")
}

fn bullets(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
    format!("{heading}\n{lines}")
}

/// Whether someone can do something, and why.
pub fn can(args: &Can, day: Date) -> Result<Reply, String> {
    let engine = engine(&args.file, day)?;
    let model = engine.model();
    let actor = names::actor(model, &args.actor)?;
    let deed = names::deed(model, &args.deed)?;
    let target = names::target(model, &args.on)?;
    let answer = engine.decide(&actor, &deed.permission, &deed.level, &target);
    let words = Words::new(model);
    let through: Vec<String> = answer.paths.iter().map(|p| path_text(&words, p)).collect();
    let mut near: Vec<String> = answer.near.iter().map(|n| n.text(&engine)).collect();
    let reason = answer.sentence(&engine);
    let (paths, word) = if answer.allowed {
        (through, "allow")
    } else {
        // A guard stops what these would allow: they are misses, not ways in.
        near.extend(through.into_iter().map(|path| format!("overruled: {path}")));
        (Vec::new(), "deny")
    };
    let text = format!(
        "{word}\n{reason}\n{}{}",
        bullets("Allowed by", &paths),
        bullets("Nearest", &near)
    );
    Ok(Reply::new(
        text,
        json!({
            "allowed": answer.allowed,
            "reason": reason,
            "paths": paths,
            "near_misses": near,
        }),
    ))
}

/// Everything someone can do and on whom.
pub fn see(args: &See, day: Date) -> Result<Reply, String> {
    let engine = engine(&args.file, day)?;
    let model = engine.model();
    let actor = names::actor(model, &args.actor)?;
    let rows = match &args.deed {
        None => engine.effective(&actor),
        Some(text) => {
            let deed = names::deed(model, text)?;
            let mut rows = engine.effective_on(&actor, &deed.permission);
            rows.retain(|row| deed.given.as_ref().is_none_or(|level| row.level == *level));
            rows
        }
    };
    let words = Words::new(model);
    let permissions: Vec<_> = rows
        .iter()
        .map(|row| {
            let paths: Vec<String> = row.paths.iter().map(|p| path_text(&words, p)).collect();
            json!({
                "permission": row.permission.as_str(),
                "level": row.level.as_str(),
                "people": row.people.iter().map(PrincipalId::as_str).collect::<Vec<_>>(),
                "items": row.items.iter().map(|item| item.id()).collect::<Vec<_>>(),
                "paths": paths,
            })
        })
        .collect();
    let most = if args.deed.is_some() {
        usize::MAX
    } else {
        MOST_NAMES
    };
    let mut text = format!("{} can\n", words.person(&actor));
    if rows.is_empty() {
        text = match (&args.deed, engine_reason(&engine, &actor)) {
            (_, Some(reason)) => format!("{} can do nothing: {reason}\n", words.person(&actor)),
            (Some(_), None) => format!("{} can do this to no one\n", words.person(&actor)),
            (None, None) => format!("{} can do nothing\n", words.person(&actor)),
        };
    }
    for row in &rows {
        text.push_str(&row_text(&engine, row, most));
    }
    Ok(Reply::new(
        text,
        json!({ "who": actor.as_str(), "permissions": permissions }),
    ))
}

/// Why someone can do nothing at all, where their account is the reason.
fn engine_reason(engine: &Engine, actor: &PrincipalId) -> Option<&'static str> {
    use crate::model::Account;
    match engine.model().principals().get(actor)?.account {
        Account::Active => None,
        Account::Blocked => Some("the account is blocked"),
        Account::NotStarted => Some("the account is not yet active"),
        Account::Ended => Some("the account has ended"),
    }
}

fn row_text(engine: &Engine, row: &Effective, most: usize) -> String {
    let model = engine.model();
    let words = Words::new(model);
    let deed = words.deed(&row.permission, row.level.as_str());
    let people: Vec<String> = row.people.iter().map(|id| words.person(id)).collect();
    let items: Vec<String> = row
        .items
        .iter()
        .map(|item| {
            let alone = Target {
                person: None,
                item: Some(item.clone()),
            };
            alone.title(model)
        })
        .collect();
    let mut text = format!("  {deed} ({}@{})\n", row.permission, row.level);
    for (one, several, list) in [("person", "people", people), ("item", "items", items)] {
        if !list.is_empty() {
            let n = count(list.len(), one, several);
            text.push_str(&format!("    {n}: {}\n", some_of(&list, most)));
        }
    }
    for path in &row.paths {
        text.push_str(&format!("    by {}\n", path_text(&words, path)));
    }
    text
}

/// Everyone who can do something.
pub fn who(args: &Who, day: Date) -> Result<Reply, String> {
    let engine = engine(&args.file, day)?;
    let model = engine.model();
    let deed = names::deed(model, &args.deed)?;
    let target = names::target(model, &args.on)?;
    let target = (!args.on.is_empty()).then_some(&target);
    let who = engine.who_can(&deed.permission, &deed.level, target);
    let words = Words::new(model);
    let deed = words.deed(&deed.permission, deed.level.as_str());
    let on = target.map_or(String::new(), |target| {
        format!(" of {}", target.title(model))
    });
    let mut text = format!("{} can {deed}{on}\n", who.len());
    for id in &who {
        text.push_str(&format!("  {} ({id})\n", words.person(id)));
    }
    let ids: Vec<&str> = who.iter().map(PrincipalId::as_str).collect();
    Ok(Reply::new(text, json!({ "principals": ids })))
}

/// Whether the delegation rules let someone do an administrative act.
pub fn may(args: &May, day: Date) -> Result<Reply, String> {
    let engine = engine(&args.file, day)?;
    let model = engine.model();
    let actor = names::actor(model, &args.actor)?;
    let act = names::act(&args.act)?;
    let role = args
        .role
        .as_deref()
        .map(|text| names::role_id(model, text))
        .transpose()?;
    let subject = match &args.on {
        Some(text) => names::subject(model, act, text)?,
        None => ActSubject::Nothing,
    };
    let ruling = delegate::may(&engine, &actor, act, &subject, role.as_ref());
    let (word, may) = if ruling.allowed {
        ("allow", "may")
    } else {
        ("deny", "may not")
    };
    let text = format!(
        "{word}\n{} {may} {}: {}\n",
        Words::new(model).person(&actor),
        act.words(),
        ruling.rule
    );
    Ok(Reply::new(
        text,
        json!({ "allowed": ruling.allowed, "rule": ruling.rule }),
    ))
}
