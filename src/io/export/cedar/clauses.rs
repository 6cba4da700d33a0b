//! Clauses as conditions of Cedar, on attributes that are there where the field is not empty.

use super::expr::{Expr, pattern, string};
use super::facts::{Form, constant, wanted};
use crate::model::{Clause, Condition, Join, Op};

pub(super) fn alone(clause: &Clause) -> Condition {
    Condition {
        join: Some(Join::All),
        clauses: vec![clause.clone()],
    }
}

pub(super) fn joined(condition: &Condition, parts: Vec<Expr>) -> Expr {
    match condition.join {
        Some(Join::Any) => Expr::any(parts),
        _ => Expr::all(parts),
    }
}

/// The form in which Cedar compares as the clause does, if there is one.
pub(super) fn form_for(clause: &Clause, form: Form, ordered: Option<Form>) -> Option<Form> {
    match clause.op {
        Op::Is | Op::IsNot | Op::IsEmpty | Op::IsNotEmpty => Some(form),
        Op::Contains | Op::StartsWith => Some(form).filter(|form| *form == Form::Text),
        Op::Less | Op::AtMost | Op::More | Op::AtLeast => ordered,
    }
}

/// A clause on an attribute that is there where the field is not empty.
pub(super) fn clause_expr(clause: &Clause, form: Form, it: &str, name: &str) -> Expr {
    let values = wanted(&clause.values);
    let has = Expr::atom(format!("{it} has {name}"));
    let of = |op: &dyn Fn(&str) -> String| {
        let each = values.iter().map(|value| Expr::atom(op(value)));
        Expr::all([has.clone(), Expr::any(each.collect::<Vec<_>>())])
    };
    let ordered = |infix: &str, method: &str| {
        of(&|value| {
            let value = constant(form, value).unwrap_or_default();
            match form {
                Form::Decimal => format!("{it}.{name}.{method}({value})"),
                _ => format!("{it}.{name} {infix} {value}"),
            }
        })
    };
    match clause.op {
        Op::Is => is_one_of(has.clone(), form, it, name, &values),
        Op::IsNot => Expr::not(is_one_of(has.clone(), form, it, name, &values)),
        Op::IsEmpty => Expr::not(has),
        Op::IsNotEmpty => has,
        Op::Contains => of(&|value| format!("{it}.{name} like \"*{}*\"", pattern(value))),
        Op::StartsWith => of(&|value| format!("{it}.{name} like \"{}*\"", pattern(value))),
        Op::Less => ordered("<", "lessThan"),
        Op::AtMost => ordered("<=", "lessThanOrEqual"),
        Op::More => ordered(">", "greaterThan"),
        Op::AtLeast => ordered(">=", "greaterThanOrEqual"),
    }
}

fn is_one_of(has: Expr, form: Form, it: &str, name: &str, values: &[String]) -> Expr {
    let texts: Vec<String> = values.iter().map(|value| string(value)).collect();
    let test = match (form, texts.as_slice()) {
        (_, []) => return Expr::False,
        (Form::Texts, [one]) => format!("{it}.{name}.contains({one})"),
        (Form::Texts, more) => format!("{it}.{name}.containsAny([{}])", more.join(", ")),
        (_, [one]) => format!("{it}.{name} == {one}"),
        (_, more) => format!("[{}].contains({it}.{name})", more.join(", ")),
    };
    Expr::all([has, Expr::atom(test)])
}

/// That an attribute of `it` shares a text with an attribute of the one who acts.
pub(super) fn matching(it: &str, theirs: (&str, Form), mine: (&str, Form)) -> Expr {
    let (a, b) = (
        format!("{it}.{}", theirs.0),
        format!("principal.{}", mine.0),
    );
    let test = match (theirs.1, mine.1) {
        (Form::Texts, Form::Texts) => format!("{a}.containsAny({b})"),
        (Form::Texts, _) => format!("{a}.contains({b})"),
        (_, Form::Texts) => format!("{b}.contains({a})"),
        _ => format!("{a} == {b}"),
    };
    Expr::all([
        Expr::atom(format!("{it} has {}", theirs.0)),
        Expr::atom(format!("principal has {}", mine.0)),
        Expr::atom(test),
    ])
}

/// That a set of `it` holds an entity.
pub(super) fn contains(it: &str, set: &str, entity: &str) -> Expr {
    Expr::all([
        Expr::atom(format!("{it} has {set}")),
        Expr::atom(format!("{it}.{set}.contains({entity})")),
    ])
}

/// That a set of `it` shares an entity with a set of the one who acts.
pub(super) fn shared(it: &str, theirs: &str, mine: &str) -> Expr {
    Expr::all([
        Expr::atom(format!("{it} has {theirs}")),
        Expr::atom(format!("principal has {mine}")),
        Expr::atom(format!("{it}.{theirs}.containsAny(principal.{mine})")),
    ])
}
