//! What the checks show, as plain data: claims with who breaks them, duty rules, findings and
//! problems. Worked out once for a revision and the checks that belong to it.

use crate::engine::checks::{Breaker, DutyConflict, ExpectationResult, Finding, FindingSeverity};
use crate::engine::{Engine, Question, Words, capital};
use crate::model::{
    Change, Date, DutyRule, Edit, Expectation, Key, ModuleId, PrincipalId, PrincipalSort, Problem,
    Severity,
};
use crate::session::Checks;

use super::coverage::{self, Coverage};
use super::words::{self, Piece, count};

/// For what the page was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Number of the document and revision of its model.
    pub stamp: (u64, u64),
    /// The day.
    pub day: Date,
}

/// Everything the workspace shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// For what it was worked out.
    pub wanted: Wanted,
    /// Expectations, broken ones first.
    pub expectations: Vec<ClaimRow>,
    /// Duty rules, broken ones first.
    pub duties: Vec<ClaimRow>,
    /// What no expectation touches.
    pub coverage: Coverage,
    /// Findings and problems of the model, gravest first.
    pub findings: Vec<FindingRow>,
}

/// A sentence that must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// The expectation or the duty rule.
    pub key: Key,
    /// The sentence.
    pub words: Vec<Piece>,
    /// Whether it holds.
    pub holds: bool,
    /// How many it speaks of, or how many break it.
    pub right: String,
    /// Numbers of the rules it states.
    pub note: String,
    /// Who breaks it, and why.
    pub below: Option<String>,
    /// Those who break it, each with the question to ask in Simulate.
    pub breakers: Vec<BreakerRow>,
    /// How many more break it.
    pub n_more: usize,
    /// Those who may break it, each with the reason.
    pub exceptions: Vec<String>,
    /// The modules it speaks of.
    pub modules: Vec<ModuleId>,
    /// What it names: whoever breaks it, and its permissions.
    pub names: Vec<Key>,
}

impl ClaimRow {
    /// The sentence as plain text.
    pub fn sentence(&self) -> String {
        self.words.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The first question to ask of why.
    pub fn why(&self) -> Option<&Question> {
        self.breakers.iter().find_map(|one| one.question.as_ref())
    }
}

/// One who breaks a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakerRow {
    /// By name, and where.
    pub text: String,
    /// The question to ask in Simulate.
    pub question: Option<Question>,
}

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something is wrong.
    Error,
    /// Probably not meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// A finding, or a problem of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingRow {
    /// How much it matters.
    pub weight: Weight,
    /// What it is.
    pub title: String,
    /// Why, and what would be right.
    pub detail: String,
    /// The record it is about.
    pub key: Option<Key>,
    /// What mends it, and what the button says.
    pub repair: Option<(String, Change)>,
}

/// As many breakers as are listed below a selected claim.
const MOST_LISTED: usize = 12;
/// As many reasons as are worked out for the page; the rest is found by Why.
const MOST_REASONS: usize = 60;

/// Works out the page.
pub fn page(engine: &Engine, checks: &Checks, problems: &[Problem], wanted: Wanted) -> Page {
    let mut n_reasons = 0;
    let spoken = coverage::spoken_of(engine);
    let mut expectations: Vec<ClaimRow> = checks
        .expectations
        .iter()
        .filter_map(|result| {
            let expectation = engine.model().expectations().get(&result.id)?;
            n_reasons += usize::from(!result.holds);
            let who = spoken.get(&result.id).map_or(&[][..], Vec::as_slice);
            let wants_reason = n_reasons <= MOST_REASONS;
            Some(expectation_row(
                engine,
                expectation,
                result,
                who,
                wants_reason,
            ))
        })
        .collect();
    expectations.sort_by_key(|row| row.holds);
    let mut duties: Vec<ClaimRow> = engine
        .model()
        .duties()
        .iter()
        .map(|rule| duty_row(engine, rule, &checks.duties))
        .collect();
    duties.sort_by_key(|row| row.holds);
    let mut findings: Vec<FindingRow> = problems.iter().map(problem_row).collect();
    findings.extend(checks.findings.iter().map(finding_row));
    findings.sort_by_key(|row| row.weight);
    Page {
        wanted,
        expectations,
        duties,
        coverage: coverage::coverage(engine, &spoken),
        findings,
    }
}

/// The change that takes an expectation or a duty rule away.
pub fn removal(row: &ClaimRow) -> Change {
    let what = match row.key {
        Key::DutyRule(_) => "duty rule",
        _ => "expectation",
    };
    Change::new(
        format!("remove the {what} “{}”", row.sentence()),
        vec![Edit::Remove(row.key.clone())],
    )
}

fn expectation_row(
    engine: &Engine,
    expectation: &Expectation,
    result: &ExpectationResult,
    who: &[PrincipalId],
    wants_reason: bool,
) -> ClaimRow {
    let model = engine.model();
    // On another day the answers of today would not explain it.
    let is_today = expectation.date.is_none_or(|day| day == engine.day());
    let people: Vec<PrincipalId> = result.people.iter().map(|(id, _)| id.clone()).collect();
    let question = |breaker: &Breaker| Question {
        actor: breaker.who.clone(),
        permission: expectation.permission.clone(),
        level: expectation.level.clone(),
        target: breaker.target.clone(),
    };
    let mut names: Vec<Key> = people.iter().cloned().map(Key::Principal).collect();
    names.push(Key::Permission(expectation.permission.clone()));
    let breakers: Vec<BreakerRow> = result
        .people
        .iter()
        .take(MOST_LISTED)
        .filter_map(|(who, n)| {
            let own: Vec<&Breaker> = result.breakers.iter().filter(|b| b.who == *who).collect();
            Some(BreakerRow {
                text: breaker_text(engine, own.first()?, &own, *n),
                question: is_today
                    .then(|| own.first().map(|one| question(one)))
                    .flatten(),
            })
        })
        .collect();
    ClaimRow {
        key: Key::Expectation(result.id.clone()),
        words: words::claim(model, expectation, &result.sentence),
        holds: result.holds,
        right: right_of(engine, result, people.len(), who),
        note: expectation.rules.join(", "),
        below: below(engine, result, &people, is_today && wants_reason, question),
        n_more: result.people.len().saturating_sub(breakers.len()),
        breakers,
        exceptions: Vec::new(),
        modules: vec![expectation.permission.module()],
        names,
    }
}

/// "Anna Ott can: Ben Li, Cem Er and 4 more".
fn breaker_text(engine: &Engine, first: &Breaker, own: &[&Breaker], n: usize) -> String {
    let who = Words::new(engine.model()).person(&first.who);
    let can = if first.can { "can" } else { "cannot" };
    let mut targets: Vec<String> = own
        .iter()
        .map(|one| match one.target.person.as_ref() == Some(&first.who) {
            true => "themselves".to_owned(),
            false => one.target.title(engine.model()),
        })
        .filter(|title| !title.is_empty())
        .collect();
    if targets.is_empty() {
        return format!("{who} {can}");
    }
    // Not every target is kept; the number is.
    targets.resize(n.max(targets.len()), String::new());
    format!("{who} {can}: {}", words::names(&targets))
}

fn right_of(
    engine: &Engine,
    result: &ExpectationResult,
    n_people: usize,
    who: &[PrincipalId],
) -> String {
    if result.holds {
        return users(engine, who, result.n_who);
    }
    match n_people {
        0 => "speaks of no one".to_owned(),
        1 if result.n_who > 1 && who.len() > 1 => format!("1 of {} breaks it", result.n_who),
        1 => "1 breaks it".to_owned(),
        n => format!("{} break it", words::thousands(n)),
    }
}

/// "41 people", "1 service user", "306 users" where both are meant.
fn users(engine: &Engine, who: &[PrincipalId], n: usize) -> String {
    let sorts = who
        .iter()
        .filter_map(|id| engine.model().principals().get(id));
    let mut n_people = 0;
    let mut n_service = 0;
    for principal in sorts {
        match principal.sort {
            PrincipalSort::ServiceUser => n_service += 1,
            _ => n_people += 1,
        }
    }
    match (n, n_people, n_service) {
        (0, ..) => "no one now".to_owned(),
        (n, _, 0) => count(n, "person", "people"),
        (n, 0, _) => count(n, "service user", "service users"),
        (n, ..) => count(n, "user", "users"),
    }
}

fn below(
    engine: &Engine,
    result: &ExpectationResult,
    people: &[PrincipalId],
    wants_reason: bool,
    question: impl Fn(&Breaker) -> Question,
) -> Option<String> {
    if result.holds {
        return None;
    }
    let Some(first) = result.breakers.first() else {
        return Some("No one is meant by it now, so no one can do it".to_owned());
    };
    let said = if wants_reason {
        let q = question(first);
        engine
            .decide(&q.actor, &q.permission, &q.level, &q.target)
            .sentence(engine)
    } else {
        breaker_text(engine, first, &[first], 1)
    };
    let person = |id: &PrincipalId| Words::new(engine.model()).person(id);
    let others: Vec<String> = people
        .iter()
        .filter(|id| **id != first.who)
        .map(person)
        .collect();
    let so = if first.can { "So can" } else { "Nor can" };
    Some(match others.is_empty() {
        true => format!("{said}."),
        false => format!("{said}. {so} {}.", words::names(&others)),
    })
}

fn duty_row(engine: &Engine, rule: &DutyRule, conflicts: &[DutyConflict]) -> ClaimRow {
    let model = engine.model();
    let says = Words::new(model);
    let of_rule = || conflicts.iter().filter(|conflict| conflict.rule == rule.id);
    let broken: Vec<&DutyConflict> = of_rule().filter(|c| c.excepted.is_none()).collect();
    let exceptions: Vec<String> = of_rule()
        .filter_map(|conflict| {
            let reason = conflict.excepted.as_ref()?;
            Some(format!("{}: {reason}", says.person(&conflict.who)))
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    for conflict in &broken {
        let name = says.person(&conflict.who);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let holds = broken.is_empty();
    let right = match (holds, exceptions.len()) {
        (false, _) if names.len() == 1 => "1 breaks it".to_owned(),
        (false, _) => format!("{} break it", names.len()),
        (true, 0) => "duty rule".to_owned(),
        (true, n) => count(n, "exception", "exceptions"),
    };
    let below = broken.first().map(|first| {
        let said = conflict_text(engine, first);
        let others: Vec<String> = names.iter().skip(1).cloned().collect();
        match others.is_empty() {
            true => format!("{said}."),
            false => format!("{said}. So can {}.", words::names(&others)),
        }
    });
    let breakers: Vec<BreakerRow> = broken
        .iter()
        .take(MOST_LISTED)
        .map(|conflict| BreakerRow {
            text: conflict_text(engine, conflict),
            question: conflict_question(engine, rule, conflict),
        })
        .collect();
    let permissions: Vec<String> = rule
        .permissions
        .iter()
        .map(|holding| says.permission(&holding.permission))
        .collect();
    let mut modules: Vec<ModuleId> = rule
        .permissions
        .iter()
        .map(|h| h.permission.module())
        .collect();
    modules.dedup();
    let whom = broken
        .iter()
        .map(|conflict| Key::Principal(conflict.who.clone()));
    let what = rule
        .permissions
        .iter()
        .map(|h| Key::Permission(h.permission.clone()));
    ClaimRow {
        key: Key::DutyRule(rule.id.clone()),
        words: words::pieces(&rule.name, &permissions),
        holds,
        right,
        note: String::new(),
        below,
        n_more: broken.len().saturating_sub(breakers.len()),
        breakers,
        exceptions,
        modules,
        names: whom.chain(what).collect(),
    }
}

fn conflict_text(engine: &Engine, conflict: &DutyConflict) -> String {
    let model = engine.model();
    let says = Words::new(model);
    let held: Vec<String> = conflict
        .permissions
        .iter()
        .map(|id| says.permission(id))
        .collect();
    let on = conflict
        .target
        .as_ref()
        .map(|target| target.title(model))
        .unwrap_or_default();
    let of = match on.is_empty() {
        true => String::new(),
        false
            if conflict.target.as_ref().and_then(|t| t.person.as_ref()) == Some(&conflict.who) =>
        {
            ", for themselves".to_owned()
        }
        false => format!(", of {on}"),
    };
    format!(
        "{} holds {}{of}",
        says.person(&conflict.who),
        words::names(&held)
    )
}

fn conflict_question(
    engine: &Engine,
    rule: &DutyRule,
    conflict: &DutyConflict,
) -> Option<Question> {
    let permission = conflict.permissions.first()?;
    let holding = rule
        .permissions
        .iter()
        .find(|h| h.permission == *permission)?;
    let targets = engine.targets(&conflict.who, permission, &holding.level);
    let target = match &conflict.target {
        Some(target) if targets.contains(target) => target.clone(),
        _ => targets.first()?.clone(),
    };
    Some(Question {
        actor: conflict.who.clone(),
        permission: permission.clone(),
        level: holding.level.clone(),
        target,
    })
}

fn finding_row(finding: &Finding) -> FindingRow {
    let repair = finding.repair.clone();
    FindingRow {
        weight: match finding.severity {
            FindingSeverity::Error => Weight::Error,
            FindingSeverity::Warning => Weight::Warning,
            FindingSeverity::Note => Weight::Note,
        },
        title: capital(&finding.title),
        detail: capital(&finding.detail),
        key: Some(finding.key.clone()),
        repair: repair.map(|change| (capital(&change.label), change)),
    }
}

fn problem_row(problem: &Problem) -> FindingRow {
    FindingRow {
        weight: match problem.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
        },
        title: capital(&problem.message),
        detail: format!("In the model at {}", problem.path),
        key: problem.key.clone(),
        repair: None,
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
