//! `check`: problems of a model, expectations, separation of duties.

use serde_json::{Value as Json, json};

use super::args::Check;
use super::{BAD_QUESTION, Reply, count, names};
use crate::engine::Engine;
use crate::engine::checks::{
    Breaker, DutyConflict, ExpectationResult, Finding, FindingSeverity, findings, run_duties,
    run_expectations,
};
use crate::io;
use crate::io::LoadError;
use crate::model::{Date, Key, Model, Severity};

/// As many who break one expectation as are printed.
const MOST_BREAKERS: usize = 5;

/// One line of the report.
struct Remark {
    severity: &'static str,
    place: Option<(usize, usize)>,
    path: String,
    message: String,
}

impl Remark {
    fn json(&self) -> Json {
        json!({
            "severity": self.severity,
            "line": self.place.map(|(line, _)| line),
            "column": self.place.map(|(_, column)| column),
            "path": self.path,
            "message": self.message,
        })
    }

    fn text(&self) -> String {
        let path = if self.path.is_empty() {
            String::new()
        } else {
            format!("{}: ", self.path)
        };
        match self.place {
            Some((line, column)) => {
                format!("  line {line}, column {column}: {path}{}\n", self.message)
            }
            None => format!("  {}: {path}{}\n", self.severity, self.message),
        }
    }
}

/// Checks a model.
pub fn check(args: &Check, day: Date) -> Result<Reply, String> {
    let loaded = match io::load(&args.file) {
        Ok(loaded) => loaded,
        Err(error) => return Ok(unreadable(args, &error)),
    };
    let engine = Engine::new(&loaded.model, day);
    let mut remarks: Vec<Remark> = loaded
        .warnings
        .iter()
        .map(|problem| Remark {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            place: None,
            path: problem.path.to_string(),
            message: problem.message.clone(),
        })
        .collect();
    remarks.extend(
        findings(&engine)
            .iter()
            .map(|finding| of_finding(&loaded.model, finding)),
    );
    let expectations = run_expectations(&engine);
    let duties = run_duties(&engine);
    let n_errors = remarks.iter().filter(|r| r.severity == "error").count();
    let n_broken = expectations.iter().filter(|e| !e.holds).count();
    let n_conflicts = duties.iter().filter(|d| d.excepted.is_none()).count();
    let all_hold = n_errors + n_broken + n_conflicts == 0;
    let model = engine.model();
    let mut text = String::new();
    if !remarks.is_empty() {
        text.push_str("Problems\n");
        remarks.iter().for_each(|r| text.push_str(&r.text()));
    }
    if !expectations.is_empty() {
        text.push_str("Expectations\n");
        for result in &expectations {
            text.push_str(&expectation_text(model, result));
        }
    }
    if !duties.is_empty() {
        text.push_str("Separation of duties\n");
        for conflict in &duties {
            text.push_str(&duty_text(model, conflict));
        }
    }
    text.push_str(&format!(
        "{}, {} of {} hold, {}\n",
        count(remarks.len(), "problem", "problems"),
        expectations.len() - n_broken,
        count(expectations.len(), "expectation", "expectations"),
        count(n_conflicts, "duty conflict", "duty conflicts"),
    ));
    Ok(Reply {
        text,
        json: json!({
            "problems": remarks.iter().map(Remark::json).collect::<Vec<_>>(),
            "expectations": expectations
                .iter()
                .map(|result| expectation_json(model, result))
                .collect::<Vec<_>>(),
            "duties": duties.iter().map(|d| duty_json(model, d)).collect::<Vec<_>>(),
        }),
        code: u8::from(!all_hold),
    })
}

fn unreadable(args: &Check, error: &LoadError) -> Reply {
    let mut remarks: Vec<Remark> = error
        .problems
        .iter()
        .map(|problem| Remark {
            severity: "error",
            place: problem.place,
            path: problem.path.clone(),
            message: problem.message.clone(),
        })
        .collect();
    if error.n_more > 0 {
        remarks.push(Remark {
            severity: "error",
            place: None,
            path: String::new(),
            message: format!("and {} more", error.n_more),
        });
    }
    Reply {
        text: format!("`{}` cannot be read:\n{error}", args.file.display()),
        json: json!({
            "problems": remarks.iter().map(Remark::json).collect::<Vec<_>>(),
            "expectations": [],
            "duties": [],
        }),
        code: BAD_QUESTION,
    }
}

fn of_finding(model: &Model, finding: &Finding) -> Remark {
    let detail = if finding.detail.is_empty() {
        String::new()
    } else {
        format!(": {}", finding.detail)
    };
    Remark {
        severity: match finding.severity {
            FindingSeverity::Error => "error",
            FindingSeverity::Warning => "warning",
            FindingSeverity::Note => "note",
        },
        place: None,
        path: path_of(model, &finding.key),
        message: format!("{}{detail}", finding.title),
    }
}

fn path_of(model: &Model, key: &Key) -> String {
    if model.contains(key) {
        format!("{} `{}`", key.word(), key.id())
    } else {
        String::new()
    }
}

fn breaker_text(model: &Model, breaker: &Breaker) -> String {
    let who = &breaker.who;
    let target = breaker.target.title(model);
    let on = if target.is_empty() {
        String::new()
    } else {
        format!(" on {target}")
    };
    let can = if breaker.can { "can" } else { "cannot" };
    let name = model
        .principals()
        .get(who)
        .map_or(who.to_string(), |p| p.name.clone());
    format!("{name} {can}{on}")
}

fn expectation_text(model: &Model, result: &ExpectationResult) -> String {
    let word = if result.holds { "holds" } else { "fails" };
    let mut text = format!("  {word}  {}\n", result.sentence);
    if result.holds {
        return text;
    }
    if result.n_who == 0 {
        text.push_str("         it speaks of no one\n");
    }
    for breaker in result.breakers.iter().take(MOST_BREAKERS) {
        text.push_str(&format!("         {}\n", breaker_text(model, breaker)));
    }
    if result.n_breakers > MOST_BREAKERS {
        let more = result.n_breakers - MOST_BREAKERS;
        text.push_str(&format!("         and {more} more\n"));
    }
    text
}

fn expectation_json(model: &Model, result: &ExpectationResult) -> Json {
    let breakers: Vec<Json> = result
        .breakers
        .iter()
        .map(|breaker| {
            json!({
                "who": breaker.who.as_str(),
                "can": breaker.can,
                "target": names::target_text(model, &breaker.target),
            })
        })
        .collect();
    json!({
        "id": result.id.as_str(),
        "sentence": result.sentence,
        "holds": result.holds,
        "n_cells": result.n_cells,
        "breakers": breakers,
    })
}

fn duty_text(model: &Model, conflict: &DutyConflict) -> String {
    let rule = model.title(&Key::DutyRule(conflict.rule.clone()));
    let who = model.title(&Key::Principal(conflict.who.clone()));
    let held: Vec<String> = conflict
        .permissions
        .iter()
        .map(|id| model.title(&Key::Permission(id.clone())))
        .collect();
    let why = match &conflict.excepted {
        Some(reason) => format!(" (excepted: {reason})"),
        None => String::new(),
    };
    format!("  {rule}: {who} has {}{why}\n", held.join(" and "))
}

fn duty_json(model: &Model, conflict: &DutyConflict) -> Json {
    json!({
        "rule": conflict.rule.as_str(),
        "who": conflict.who.as_str(),
        "permissions": conflict.permissions.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "target": conflict.target.as_ref().map(|t| names::target_text(model, t)),
        "excepted": conflict.excepted,
    })
}
