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
    let implied = (given.granted != asked).then(|| {
        format!(
            ", because of {}",
            Words::new(model).permission(&given.granted)
        )
    });
    format!(
        "{}{}",
        inside.unwrap_or_default(),
        implied.unwrap_or_default()
    )
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
