//! Who is gone from the file, and whose access changes, by name.

use egui::{ScrollArea, Ui, vec2};

use super::Said;
use super::job::{MOST_TOLD, PlannedPeople};
use crate::model::{Key, PrincipalId};
use crate::session::intake::Leavers;
use crate::ui::Context;
use crate::ui::checks::words::{count, thousands};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, label};

/// Names that are shown of those who are gone.
const MOST_NAMES: usize = 12;

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, people: &PlannedPeople, said: &mut Said) {
    let t = theme::tokens(ui);
    ScrollArea::vertical()
        .id_salt("whose access changes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
            gone(ui, cx, &people.plan.leavers, said);
            if cx.model.permissions().is_empty() {
                let text = "The model gives nobody anything yet: no access changes";
                label(ui, text, Type::Small, Weight::Regular, t.text2);
                return;
            }
            let changes = people.changes.as_ref();
            let Some(changes) = changes.filter(|changes| !changes.is_empty()) else {
                let text = "Nobody's access changes";
                label(ui, text, Type::Small, Weight::Semibold, t.text);
                return;
            };
            let n = count(changes.n_people, "person", "people");
            let each = if changes.is_cut {
                ", each of one record"
            } else {
                ""
            };
            let text = format!(
                "Access changes for {n}: {} gains, {} losses{each}",
                thousands(changes.n_gains),
                thousands(changes.n_losses)
            );
            label(ui, text, Type::Body, Weight::Semibold, t.text);
            for group in &people.groups {
                label(ui, &group.name, Type::Small, Weight::Semibold, t.text);
                for (gain, what) in &group.lines {
                    let (sign, ink) = match gain {
                        true => ("+", t.allowed),
                        false => ("−", t.refused),
                    };
                    ui.horizontal_top(|ui| {
                        ui.add_space(10.0);
                        label(ui, sign, Type::Small, Weight::Semibold, ink);
                        label(ui, what, Type::Small, Weight::Regular, t.text2);
                    });
                }
            }
            let told = changes.n_people - changes.n_unlisted();
            let told = told.min(MOST_TOLD);
            if changes.n_people > told {
                let n = thousands(changes.n_people - told);
                let text = format!("and {n} more: Compare tells all once it is imported");
                label(ui, text, Type::Small, Weight::Regular, t.text3);
            }
        });
}

/// Those of the model who are not in the file, and what is done about them.
fn gone(ui: &mut Ui, cx: &Context<'_>, leavers: &[PrincipalId], said: &mut Said) {
    let t = theme::tokens(ui);
    if leavers.is_empty() {
        return;
    }
    let n = count(leavers.len(), "person is", "people are");
    let text = format!("{n} not in the file");
    label(ui, text, Type::Small, Weight::Semibold, t.text);
    const ALL: [(Leavers, &str); 3] = [
        (Leavers::Keep, "They stay as they are"),
        (Leavers::End, "Their accounts end"),
        (Leavers::Remove, "They are removed"),
    ];
    ui.horizontal_wrapped(|ui| {
        let choices = ALL.map(|(_, words)| Choice::new(words));
        let at = ALL.iter().position(|(one, _)| *one == said.choices.leavers);
        let combo = Combo::bare("Those not in the file", &choices, at).width(200.0);
        if let Some((one, _)) = combo.show(ui).and_then(|at| ALL.get(at)) {
            said.choices.leavers = *one;
        }
    });
    let names: Vec<String> = leavers
        .iter()
        .take(MOST_NAMES)
        .map(|id| cx.model.title(&Key::Principal(id.clone())))
        .collect();
    let more = leavers.len() - names.len();
    let text = match more {
        0 => names.join(", "),
        n => format!("{} and {} more", names.join(", "), thousands(n)),
    };
    label(ui, text, Type::Small, Weight::Regular, t.text2);
    ui.add_space(6.0);
}
