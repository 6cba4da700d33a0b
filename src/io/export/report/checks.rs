//! What was checked: expectations, findings, duties; and what the answers rest on.

use serde::Serialize;

use super::Context;
use super::people::MOST_PEOPLE;
use crate::engine::checks::{
    DutyConflict, ExpectationResult, FindingSeverity, findings, run_duties, run_expectations,
};
use crate::io::export::loss::{Fate, Loss};
use crate::io::export::said;
use crate::io::export::tables::severity;
use crate::model::DutyRule;

#[derive(Debug, Serialize)]
pub(super) struct Checks {
    expectations: Vec<Expectation>,
    n_broken: usize,
    findings: Vec<Finding>,
    n_warnings: usize,
    duties: Vec<Duty>,
    n_conflicts: usize,
    settings: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Expectation {
    sentence: String,
    holds: bool,
    n_who: usize,
    n_questions: usize,
    broken_by: Vec<String>,
    n_more: usize,
}

#[derive(Debug, Serialize)]
struct Finding {
    weight: &'static str,
    title: String,
    detail: String,
}

#[derive(Debug, Serialize)]
struct Duty {
    name: String,
    permissions: Vec<String>,
    on_same: bool,
    conflicts: Vec<Conflict>,
}

#[derive(Debug, Serialize)]
struct Conflict {
    who: String,
    has: Vec<String>,
    on: String,
    excepted: String,
}

/// As many names as are told of those who break one expectation.
const MOST_BREAKERS: usize = 20;

pub(super) fn checks(cx: &Context<'_>) -> Checks {
    let results = run_expectations(cx.engine);
    let found = findings(cx.engine);
    let conflicts = run_duties(cx.engine);
    let grave = found
        .iter()
        .filter(|one| one.severity != FindingSeverity::Note);
    Checks {
        n_broken: results.iter().filter(|result| !result.holds).count(),
        expectations: results
            .iter()
            .map(|result| expectation(cx, result))
            .collect(),
        n_warnings: grave.count(),
        findings: found
            .iter()
            .map(|finding| Finding {
                weight: severity(finding.severity),
                title: finding.title.clone(),
                detail: finding.detail.clone(),
            })
            .collect(),
        n_conflicts: conflicts
            .iter()
            .filter(|one| one.excepted.is_none())
            .count(),
        duties: cx
            .model()
            .duties()
            .iter()
            .map(|rule| duty(cx, rule, &conflicts))
            .collect(),
        settings: said::settings(cx.model()),
    }
}

fn expectation(cx: &Context<'_>, result: &ExpectationResult) -> Expectation {
    let told = result.people.iter().take(MOST_BREAKERS);
    Expectation {
        sentence: result.sentence.clone(),
        holds: result.holds,
        n_who: result.n_who,
        n_questions: result.n_cells,
        broken_by: told
            .map(|(who, n)| match n {
                1 => cx.person(who),
                n => format!("{} ({n} times)", cx.person(who)),
            })
            .collect(),
        n_more: result.people.len().saturating_sub(MOST_BREAKERS),
    }
}

fn duty(cx: &Context<'_>, rule: &DutyRule, conflicts: &[DutyConflict]) -> Duty {
    let of_rule = conflicts.iter().filter(|one| one.rule == rule.id);
    let held = rule.permissions.iter();
    Duty {
        name: rule.name.clone(),
        permissions: held
            .map(|h| cx.words.deed(&h.permission, h.level.as_str()))
            .collect(),
        on_same: rule.same_target,
        conflicts: of_rule
            .map(|conflict| {
                let target = conflict.target.as_ref();
                Conflict {
                    who: cx.person(&conflict.who),
                    has: conflict
                        .permissions
                        .iter()
                        .map(|id| cx.words.permission(id))
                        .collect(),
                    on: target.map_or_else(String::new, |target| target.title(cx.model())),
                    excepted: conflict.excepted.clone().unwrap_or_default(),
                }
            })
            .collect(),
    }
}

/// What the report leaves out.
pub(super) fn losses(cx: &Context<'_>) -> Vec<Loss> {
    let day = cx.engine.day();
    let mut list = vec![
        Loss::new(
            Fate::Frozen,
            "Members, holders, access by person and results",
            format!("they are those of {day}"),
        ),
        Loss::new(
            Fate::Dropped,
            "The targets of effective access, one by one",
            "access by person says how many there are and how they are reached; the CSV export \
             with `--targets` has them all",
        ),
    ];
    let model = cx.model();
    let n_more = model.principals().len().saturating_sub(MOST_PEOPLE);
    if n_more > 0 {
        list.push(Loss::new(
            Fate::Dropped,
            format!("Access of the last {n_more} people"),
            format!("{MOST_PEOPLE} are told of one by one; the CSV export has all of them"),
        ));
    }
    let kept = model
        .fields()
        .iter()
        .map(|field| format!("Field {}", field.name));
    list.extend(kept.map(|what| {
        Loss::new(
            Fate::Dropped,
            what,
            "values of people stand in the CSV, XLSX and JSON exports",
        )
    }));
    if !model.items().is_empty() {
        let n = model.items().len();
        list.push(Loss::new(
            Fate::Dropped,
            format!("{n} items"),
            "they count as targets and are not listed; the CSV, XLSX and JSON exports list them",
        ));
    }
    if cx.mask.is_some() {
        list.push(Loss::new(
            Fate::Renamed,
            "People and items",
            "names, emails and ids are masked, as was asked for",
        ));
    }
    list
}
