//! The matrix in words: one cell, a bucket of cells, all of it.

use std::ops::Range;

use crate::engine::Words;
use crate::engine::heat::{Heat, HeatCount, HeatOf, Side};
use crate::model::PermissionId;
use crate::ui::checks::words::{count, thousands};

/// One cell: "Employee 1 can view Salary of Employee 7".
pub fn cell(heat: &Heat, row: usize, column: usize) -> String {
    let (Some(who), Some(what)) = (heat.row(row), heat.column(column)) else {
        return String::new();
    };
    let model = heat.engine().model();
    let words = Words::new(model);
    let level = heat.level_at(row, column).map(|level| level.id.clone());
    let name = who.title(model);
    let deed = |permission: &PermissionId| {
        let lowest = || model.ladder_of(permission)?.level(1).cloned();
        let level = level.clone().or_else(lowest);
        words.deed(
            permission,
            level.as_ref().map_or("", |level| level.as_str()),
        )
    };
    let can = if level.is_some() { "can" } else { "cannot" };
    match (heat.of(), &what) {
        (HeatOf::Targets(permission), Side::AtAll) => format!("{name} {can} {}", deed(permission)),
        (HeatOf::Targets(permission), _) if what == who => {
            format!("{name} {can} {} of themselves", deed(permission))
        }
        (HeatOf::Targets(permission), _) => {
            let about = model.permissions().get(permission).map(|p| &p.about);
            let is_pair = about.is_some_and(|about| about.has_person() && about.has_item())
                && matches!(what, Side::Principal(_));
            let with = if is_pair { ", with some item" } else { "" };
            format!(
                "{name} {can} {} of {}{with}",
                deed(permission),
                what.title(model)
            )
        }
        (HeatOf::Permissions, Side::Permission(permission)) => {
            let on = match heat.n_targets(row, column) {
                Some(n) => on(heat, permission, n),
                None => String::new(),
            };
            format!("{name} {can} {}{on}", deed(permission))
        }
        (HeatOf::Roles, Side::Permission(permission)) => match &level {
            Some(level) => {
                let way = way(heat, row, column);
                format!(
                    "{name} gives {} at {level}{way}",
                    words.permission(permission)
                )
            }
            None => format!("{name} does not give {}", words.permission(permission)),
        },
        _ => String::new(),
    }
}

/// One cell with its reason: "… because of HR Finland", or for a no what comes nearest. A cell that
/// stands for many targets has many reasons: those are asked for one by one.
pub fn cell_and_why(heat: &Heat, row: usize, column: usize) -> String {
    let mut text = cell(heat, row, column);
    let engine = heat.engine();
    let asked = match heat.of() {
        HeatOf::Targets(_) => heat.question(row, column),
        HeatOf::Permissions | HeatOf::Roles => None,
    };
    let Some(asked) = asked else {
        return text;
    };
    let answer = engine.decide(&asked.actor, &asked.permission, &asked.level, &asked.target);
    let sentence = answer.sentence(engine);
    let joint = if answer.allowed { " because of " } else { ": " };
    // The reason begins where the sentence leaves what was said already.
    if let Some(at) = sentence.find(joint) {
        text.extend(sentence.get(at..));
    }
    text
}

/// On how many: " of 12 people".
fn on(heat: &Heat, permission: &PermissionId, n: usize) -> String {
    let about = heat.engine().model().permissions().get(permission);
    let about = about.map(|permission| &permission.about);
    let Some(about) = about else {
        return String::new();
    };
    match (about.has_person(), about.has_item()) {
        (false, false) => String::new(),
        (true, false) => format!(" of {}", count(n, "person", "people")),
        (true, true) if !matches!(about, crate::model::About::ItemOfPerson(_)) => {
            format!(
                ", {}",
                count(
                    n,
                    "pair of a person and an item",
                    "pairs of people and items"
                )
            )
        }
        (_, true) => format!(" of {}", count(n, "item", "items")),
    }
}

/// How a role comes to a permission, if not by a grant of its own.
fn way(heat: &Heat, row: usize, column: usize) -> String {
    let (Some(given), Some(Side::Permission(asked))) =
        (heat.given_by(row, column), heat.column(column))
    else {
        return String::new();
    };
    let model = heat.engine().model();
    let inside = given.roles.last().filter(|_| given.roles.len() > 1);
    let inside =
        inside.map(|role| format!(", from {} inside it", Side::Role(role.clone()).title(model)));
    let name = |id: &PermissionId| Words::new(model).permission(id);
    let from = match &given.implied_by {
        Some(by) => format!(", because of {}", name(by)),
        None if given.granted != asked => format!(", from {}", name(&given.granted)),
        None => String::new(),
    };
    format!("{}{from}", inside.unwrap_or_default())
}

/// Counted cells: "312 of 2,500 cells: view 200, edit 112".
pub fn counted(heat: &Heat, counted: &HeatCount, least: usize) -> String {
    let given = counted.n_from(least);
    let all = thousands(counted.n_cells as usize);
    let cells = if counted.n_cells == 1 {
        "cell"
    } else {
        "cells"
    };
    if given == 0 {
        return format!("None of {all} {cells}");
    }
    let levels = heat.levels().iter().zip(&counted.by_level).skip(least);
    let levels: Vec<String> = levels
        .filter(|(_, n)| **n > 0)
        .map(|(level, n)| format!("{} {}", level.id, thousands(*n as usize)))
        .collect();
    let given = thousands(given as usize);
    format!("{given} of {all} {cells}: {}", levels.join(", "))
}

/// A bucket: which rows and columns it stands for, and its cells counted.
pub fn bucket(heat: &Heat, rows: &Range<usize>, columns: &Range<usize>, least: usize) -> String {
    let model = heat.engine().model();
    let span = |side: &dyn Fn(usize) -> Option<Side>, range: &Range<usize>| {
        let name = |at: usize| side(at).map(|side| side.title(model)).unwrap_or_default();
        match range.len() {
            1 => name(range.start),
            _ => format!(
                "{} to {}",
                name(range.start),
                name(range.end.saturating_sub(1))
            ),
        }
    };
    let who = span(&|at| heat.row(at), rows);
    let what = span(&|at| heat.column(at), columns);
    let cells = counted(heat, &heat.count(rows.clone(), columns.clone()), least);
    format!("{cells} · {who} by {what}")
}

/// All of it: "300 rows by 300 columns, 4,512 of 90,000 cells: view 4,000, edit 512".
pub fn all(heat: &Heat, least: usize) -> String {
    let size = format!(
        "{} by {}",
        count(heat.n_rows(), "row", "rows"),
        count(heat.n_columns(), "column", "columns")
    );
    format!("{size} · {}", counted(heat, heat.total(), least))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::Engine;
    use crate::engine::heat::{HeatOrder, HeatRequest, HeatRows, Watch};
    use crate::model::Date;

    fn heat(text: &str, of: HeatOf) -> Heat {
        let model = crate::io::native::parse(text).unwrap().model;
        let engine = Arc::new(Engine::new(&model, Date::new(2026, 11, 21).unwrap()));
        let request = HeatRequest {
            of,
            rows: HeatRows::All,
            row_order: HeatOrder::Org,
            column_order: HeatOrder::Org,
        };
        Heat::new(&engine, &request, &Watch::default()).unwrap()
    }

    const ACME: &str = include_str!("../../../../samples/acme/model.ron");

    fn lines(heat: &Heat) -> Vec<String> {
        let rows = 0..heat.n_rows();
        let cells = rows.flat_map(|row| (0..heat.n_columns()).map(move |column| (row, column)));
        cells.map(|(row, column)| cell(heat, row, column)).collect()
    }

    #[test]
    fn a_cell_says_who_can_do_what_of_whom() {
        let salary = heat(ACME, HeatOf::Targets("people.pay.salary".into()));
        let all = lines(&salary);
        let has = |text: &str| all.iter().any(|line| line == text);
        assert!(has("Helene Brandt can view Salary of themselves"));
        assert!(has("Helene Brandt can see Salary masked of Ingrid Voss"));
        assert!(
            all.iter()
                .all(|line| line.contains(" can ") || line.contains(" cannot "))
        );
    }

    #[test]
    fn a_reason_follows_what_is_said() {
        let salary = heat(ACME, HeatOf::Targets("people.pay.salary".into()));
        let said = |row: usize, column: usize| cell_and_why(&salary, row, column);
        let yes = said(0, 0);
        let start = "Helene Brandt can view Salary of themselves because of ";
        assert!(yes.starts_with(start), "{yes}");
        let no = said(0, 2);
        let start = "Helene Brandt cannot see Salary masked of Tim Engel: ";
        assert!(no.starts_with(start) && no.len() > start.len(), "{no}");
    }

    #[test]
    fn a_permission_says_of_how_many_or_nothing_where_it_is_about_nothing() {
        let all = lines(&heat(ACME, HeatOf::Permissions));
        assert!(all.contains(&"Helene Brandt can view Profile of 306 people".to_owned()));
        let is_no = |line: &&String| line.starts_with("Helene Brandt cannot ");
        let has_no = |text: &str| all.iter().filter(is_no).any(|line| line.ends_with(text));
        assert!(has_no("repare a pay run"));
    }

    #[test]
    fn a_role_says_where_what_it_gives_comes_from() {
        let all = lines(&heat(ACME, HeatOf::Roles));
        let own = "HR Business Partner gives Job at edit".to_owned();
        let part = "HR Business Partner gives Job title at edit, from Job".to_owned();
        let none = "HR Business Partner does not give Bank details".to_owned();
        for line in [own, part, none] {
            assert!(all.contains(&line), "{line}");
        }
    }

    #[test]
    fn buckets_and_all_of_it_are_counted() {
        let roles = heat(ACME, HeatOf::Roles);
        let text = bucket(&roles, &(0..2), &(0..3), 0);
        assert_eq!(
            text,
            "6 of 6 cells: view 5, propose 1 · Employee to Manager by Profile to Job"
        );
        let text = all(&roles, 0);
        assert!(
            text.starts_with("25 rows by 86 columns · 233 of 2\u{2009}150 cells: "),
            "{text}"
        );
        let top = roles.levels().len() - 1;
        let (from, to) = (roles.total().n_from(top), roles.total().by_level[top]);
        assert_eq!(from, to);
    }
}
