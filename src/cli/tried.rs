//! `try` and `may`: whether a change would be accepted, whether an act is allowed.

use serde_json::json;

use super::args::{MayArgs, TryArgs};
use super::{Output, engine, names, open};
use crate::engine::delegate;
use crate::engine::gate::{Highlight, Verdict, try_change};
use crate::model::{Change, Date, Edit, Grant, LevelId, Model, Reach, ReachId, Role, Scope};

pub(super) fn attempt(args: &TryArgs, today: Date) -> Result<Output, String> {
    let model = open(&args.file)?;
    let editor = match &args.editor {
        Some(word) => Some(names::principal(&model, word)?),
        None => None,
    };
    let change = change(&model, &args.set)?;
    let verdict = try_change(&model, &change, editor.as_ref(), today);
    let (accepted, reason, highlight) = match &verdict {
        Verdict::Accepted { .. } => (true, "accepted".to_owned(), Vec::new()),
        Verdict::Refused {
            message, highlight, ..
        } => (
            false,
            message.clone(),
            highlight.iter().map(shown).collect(),
        ),
    };
    let code = u8::from(!accepted);
    if args.json {
        let value = json!({
            "accepted": accepted,
            "reason": reason,
            "highlight": highlight,
        });
        return Ok(Output::json(&value, code));
    }
    let mut text = String::from(if accepted { "accepted\n" } else { "refused\n" });
    if !accepted {
        text.push_str(&format!("{reason}\n"));
        for id in &highlight {
            text.push_str(&format!("  {id}\n"));
        }
    }
    Ok(Output::said(text, code))
}

fn shown(highlight: &Highlight) -> String {
    match highlight {
        Highlight::Permission(id) => id.to_string(),
        Highlight::Field(key, field) => format!("{}.{field}", key.id()),
        Highlight::Record(key) => key.id(),
    }
}

/// `ROLE P=V P=V …`; a word without `=` names the next role.
fn change(model: &Model, words: &[String]) -> Result<Change, String> {
    let mut roles: Vec<Role> = Vec::new();
    let mut at: Option<usize> = None;
    for word in words {
        let Some((permission, value)) = word.split_once('=') else {
            let id = names::role(model, word)?;
            at = roles.iter().position(|role| role.id == id);
            if at.is_none() {
                roles.extend(model.roles().get(&id).cloned());
                at = Some(roles.len().saturating_sub(1));
            }
            continue;
        };
        let Some(role) = at.and_then(|at| roles.get_mut(at)) else {
            return Err(format!(
                "`{word}` comes before any role; expected --set ROLE PERMISSION=VALUE\n"
            ));
        };
        set(model, role, permission, value)?;
    }
    let edits = roles.into_iter().map(Edit::put).collect();
    Ok(Change::new("try", edits))
}

fn set(model: &Model, role: &mut Role, permission: &str, value: &str) -> Result<(), String> {
    let id = names::permission(model, permission)?;
    let ladder = model
        .ladder_of(&id)
        .ok_or_else(|| format!("`{id}` has no ladder\n"))?;
    let own = role
        .grants
        .iter()
        .position(|grant| grant.permission.as_str() == id.as_str());
    let had = own.and_then(|at| role.grants.get(at)).cloned();
    let (level, reach) = match value.split_once('@') {
        Some((level, reach)) => (Some(level), Some(reach)),
        None if value == "none" || ladder.rank(&value.into()).is_some() => (Some(value), None),
        None => (None, Some(value)),
    };
    let bottom = ladder.level(0);
    if level.is_some_and(|level| level == "none" || bottom.is_some_and(|b| *b == level)) {
        role.grants
            .retain(|grant| grant.permission.as_str() != id.as_str());
        return Ok(());
    }
    let level: LevelId = match level {
        Some(level) if ladder.rank(&level.into()).is_some() => level.into(),
        Some(level) => return Err(no_value(model, &id, level)),
        None => had
            .as_ref()
            .map(|grant| grant.level.clone())
            .or_else(|| ladder.levels.last().cloned())
            .unwrap_or_else(|| "yes".into()),
    };
    let on = match reach {
        None => had
            .as_ref()
            .map(|grant| grant.on.clone())
            .unwrap_or_default(),
        Some(reach) => {
            let named = ReachId::from(reach);
            let named = if model.reaches().contains(&named) {
                Reach::Named(named)
            } else {
                plain_reach(reach).ok_or_else(|| no_value(model, &id, reach))?
            };
            Scope {
                people: Some(named),
                items: had.as_ref().and_then(|grant| grant.on.items.clone()),
            }
        }
    };
    let grant = Grant {
        permission: (&id).into(),
        level,
        on,
        switch: had.and_then(|grant| grant.switch),
    };
    match own.and_then(|at| role.grants.get_mut(at)) {
        Some(slot) => *slot = grant,
        None => role.grants.push(grant),
    }
    Ok(())
}

fn plain_reach(word: &str) -> Option<Reach> {
    Some(match word {
        "anyone" => Reach::Anyone,
        "everyone" => Reach::Everyone,
        "oneself" => Reach::Oneself,
        "nobody" => Reach::Nobody,
        "direct" => Reach::direct_reports(),
        "reports" => Reach::all_reports(),
        _ => return None,
    })
}

fn no_value(model: &Model, id: &crate::model::PermissionId, value: &str) -> String {
    let levels = model
        .ladder_of(id)
        .map(|ladder| ladder.levels.clone())
        .unwrap_or_default();
    let mut known: Vec<String> = levels.iter().map(|level| format!("`{level}`")).collect();
    known.extend(model.reaches().ids().map(|id| format!("`{id}`")));
    format!(
        "`{value}` is neither a level of `{id}` nor a reach; expected one of {}\n",
        known.join(", ")
    )
}

pub(super) fn may(args: &MayArgs, today: Date) -> Result<Output, String> {
    let engine = engine(&args.file, args.on_date, today)?;
    let model = engine.model();
    let who = names::principal(model, &args.who)?;
    let act = names::act(&args.act)?;
    let role = match &args.role {
        Some(word) => Some(names::role(model, word)?),
        None => None,
    };
    let subject = names::subject(model, act, &args.on)?;
    let ruling = delegate::may(&engine, &who, act, &subject, role.as_ref());
    if args.json {
        let value = json!({ "allowed": ruling.allowed, "rule": ruling.rule });
        return Ok(Output::json(&value, 0));
    }
    let word = if ruling.allowed { "allow" } else { "deny" };
    Ok(Output::said(format!("{word}\n{}\n", ruling.rule), 0))
}
