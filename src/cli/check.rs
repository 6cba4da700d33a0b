//! `check`: problems, expectations, duty conflicts, findings.

use serde_json::{Value, json};

use super::args::CheckArgs;
use super::{Output, engine};
use crate::engine::checks::{
    DutyConflict, ExpectationResult, Finding, FindingSeverity, findings, run_duties,
    run_expectations,
};
use crate::engine::{Engine, Words};
use crate::model::{Date, Key, Problem, Severity, problems};

pub(super) fn run(args: &CheckArgs, today: Date) -> Result<Output, String> {
    let engine = engine(&args.file, args.on_date, today)?;
    let report = Report {
        problems: problems(engine.model()),
        expectations: run_expectations(&engine),
        conflicts: run_duties(&engine),
        findings: findings(&engine),
    };
    let code = u8::from(!report.holds());
    if args.json {
        return Ok(Output::json(&report.json(&engine), code));
    }
    Ok(Output::said(report.text(&engine), code))
}

struct Report {
    problems: Vec<Problem>,
    expectations: Vec<ExpectationResult>,
    conflicts: Vec<DutyConflict>,
    findings: Vec<Finding>,
}

fn severity(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Warning => "warning",
        FindingSeverity::Note => "note",
    }
}

impl Report {
    fn open_conflicts(&self) -> impl Iterator<Item = &DutyConflict> {
        self.conflicts.iter().filter(|c| c.excepted.is_none())
    }

    /// Warnings and notes are for reading; what fails a check is broken.
    fn holds(&self) -> bool {
        self.problems.iter().all(|p| p.severity != Severity::Error)
            && self
                .findings
                .iter()
                .all(|f| f.severity != FindingSeverity::Error)
            && self.expectations.iter().all(|e| e.holds)
            && self.open_conflicts().next().is_none()
    }

    fn text(&self, engine: &Engine) -> String {
        let model = engine.model();
        let words = Words::new(model);
        let mut text = String::new();
        for problem in &self.problems {
            let word = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            text.push_str(&format!("{word}: {}: {}\n", problem.path, problem.message));
        }
        for finding in &self.findings {
            let word = severity(finding.severity);
            text.push_str(&format!(
                "{word}: {}\n    {}\n",
                finding.title, finding.detail
            ));
        }
        for result in &self.expectations {
            let mark = if result.holds { "pass" } else { "FAIL" };
            text.push_str(&format!("{mark}  {}\n", result.sentence));
            for breaker in result.breakers.iter().filter(|_| !result.holds).take(5) {
                let can = if breaker.can { "can" } else { "cannot" };
                let target = breaker.target.title(model);
                let on = if target.is_empty() {
                    String::new()
                } else {
                    format!(": {target}")
                };
                text.push_str(&format!("      {} {can}{on}\n", words.person(&breaker.who)));
            }
            if !result.holds && result.n_breakers == 0 {
                text.push_str("      it speaks of no one\n");
            } else if result.n_breakers > 5 {
                text.push_str(&format!("      and {} more\n", result.n_breakers - 5));
            }
        }
        for conflict in &self.conflicts {
            let rule = model.title(&Key::DutyRule(conflict.rule.clone()));
            let held: Vec<String> = conflict
                .permissions
                .iter()
                .map(|id| words.permission(id))
                .collect();
            let who = words.person(&conflict.who);
            match &conflict.excepted {
                Some(why) => {
                    text.push_str(&format!("duty  {rule}: {who}, excepted: {why}\n"));
                }
                None => text.push_str(&format!(
                    "DUTY  {rule}: {who} holds {}\n",
                    held.join(" and ")
                )),
            }
        }
        let n_hold = self.expectations.iter().filter(|e| e.holds).count();
        text.push_str(&format!(
            "{} of {} expectations hold, {} duty conflicts, {} problems, {} findings\n",
            n_hold,
            self.expectations.len(),
            self.open_conflicts().count(),
            self.problems.len(),
            self.findings.len()
        ));
        text
    }

    fn json(&self, engine: &Engine) -> Value {
        let model = engine.model();
        json!({
            "holds": self.holds(),
            "problems": self.problems.iter().map(|p| json!({
                "severity": match p.severity { Severity::Error => "error", Severity::Warning => "warning" },
                "path": p.path.to_string(),
                "message": p.message,
            })).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|f| json!({
                "code": f.code,
                "severity": severity(f.severity),
                "title": f.title,
                "detail": f.detail,
            })).collect::<Vec<_>>(),
            "expectations": self.expectations.iter().map(|e| json!({
                "id": e.id.as_str(),
                "sentence": e.sentence,
                "pass": e.holds,
                "breakers": e.breakers.iter().map(|b| json!({
                    "who": b.who.as_str(),
                    "target": b.target.id(),
                    "can": b.can,
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "duty_conflicts": self.conflicts.iter().map(|c| json!({
                "rule": c.rule.as_str(),
                "name": model.title(&Key::DutyRule(c.rule.clone())),
                "who": c.who.as_str(),
                "permissions": c.permissions.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
                "excepted": c.excepted,
            })).collect::<Vec<_>>(),
        })
    }
}
