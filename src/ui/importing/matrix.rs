//! A matrix of roles: what each column is, which permissions and roles come of it, and what could
//! not be read.

use egui::{ScrollArea, Ui, vec2};

use super::Said;
use crate::engine::capital;
use crate::session::intake::matrix::{MatrixPlan, Part, Unread};
use crate::ui::checks::words::{count, thousands};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, Section, label};

/// Lines that are shown of one list.
const MOST_SHOWN: usize = 200;

pub(super) fn show(ui: &mut Ui, said: &mut Said, plan: &MatrixPlan) {
    let t = theme::tokens(ui);
    let text = format!(
        "{}, {}, {}",
        count(plan.permissions.len(), "permission", "permissions"),
        count(plan.roles.len(), "role", "roles"),
        count(plan.n_grants, "grant", "grants")
    );
    label(ui, text, Type::Body, Weight::Semibold, t.text);
    ScrollArea::vertical()
        .id_salt("what the matrix gives")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
            for note in &plan.notes {
                label(ui, note, Type::Small, Weight::Regular, t.warning);
            }
            if !plan.unread.is_empty() {
                let n = thousands(plan.unread.len());
                let section = Section::new("Could not be read").count(&n);
                section.show(ui, |ui| {
                    for one in plan.unread.iter().take(MOST_SHOWN) {
                        unread(ui, one);
                    }
                });
            }
            let n = thousands(plan.mapping.columns.len());
            Section::new("Columns").count(&n).show(ui, |ui| {
                for nth in 0..plan.mapping.columns.len() {
                    ui.push_id(nth, |ui| column(ui, said, plan, nth));
                }
            });
            for (id, name, is_new) in &plan.modules {
                let of_module = || plan.permissions.iter().filter(|one| one.id.module() == *id);
                let n = match is_new {
                    true => format!("{}, new", of_module().count()),
                    false => of_module().count().to_string(),
                };
                let section = Section::new(name).count(&n);
                section.show(ui, |ui| {
                    for one in of_module().take(MOST_SHOWN) {
                        let new = if one.is_new { ", new" } else { "" };
                        let text = format!("{} ({}{new})", one.name, one.ladder);
                        label(ui, text, Type::Small, Weight::Regular, t.text2);
                    }
                });
            }
        });
}

fn unread(ui: &mut Ui, one: &Unread) {
    let t = theme::tokens(ui);
    let place = match (one.nth, one.column.as_str()) {
        (0, column) => format!("Column {column}"),
        (nth, "") => format!("Row {nth}, {}", one.row),
        (nth, column) => format!("Row {nth}, {}, {column}", one.row),
    };
    ui.horizontal_top(|ui| {
        icons::icon(ui, icons::BLOCK, 15.0, t.refused);
        let said = match one.text.is_empty() {
            true => String::new(),
            false => format!("“{}”: ", one.text),
        };
        let text: String = format!("{place}: {said}{}", one.why)
            .chars()
            .take(400)
            .collect();
        label(ui, text, Type::Small, Weight::Regular, t.text2);
    });
}

fn column(ui: &mut Ui, said: &mut Said, plan: &MatrixPlan, nth: usize) {
    let t = theme::tokens(ui);
    let Some((head, part)) = plan.mapping.columns.get(nth) else {
        return;
    };
    ui.horizontal(|ui| {
        let words = Part::ALL.map(|one| capital(one.word()));
        let choices: Vec<Choice<'_>> = words.iter().map(|one| Choice::new(one)).collect();
        let at = Part::ALL.iter().position(|one| one == part);
        let name = format!("{head} is");
        let picked = Combo::bare(&name, &choices, at).width(150.0).show(ui);
        let role = plan.roles.iter().find(|role| role.head == *head);
        label(ui, head, Type::Small, Weight::Medium, t.text);
        if let Some(role) = role {
            let new = if role.is_new { "new role, " } else { "" };
            let text = format!("{new}{}", count(role.n_grants, "grant", "grants"));
            label(ui, text, Type::Small, Weight::Regular, t.text3);
        }
        if let Some(part) = picked.and_then(|at| Part::ALL.get(at)) {
            let mut mapping = plan.mapping.clone();
            if let Some(column) = mapping.columns.get_mut(nth) {
                column.1 = *part;
            }
            said.parts = Some(mapping);
        }
    });
}
