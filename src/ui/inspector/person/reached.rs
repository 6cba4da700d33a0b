//! What someone holds and reaches, in short; the whole of it is in Simulate.

use std::sync::Arc;

use egui::Ui;

use crate::engine::Engine;
use crate::model::{GroupId, Principal, PrincipalId, RoleId};
use crate::ui::Context;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Section, label};

/// Worked out once for a person and a revision.
#[derive(Debug, Default, PartialEq)]
struct Facts {
    roles: Vec<RoleId>,
    groups: Vec<GroupId>,
    n_permissions: usize,
    n_people: usize,
    n_items: usize,
}

impl Facts {
    fn of(engine: &Engine, id: &PrincipalId) -> Facts {
        let effective = engine.effective(id);
        let mut permissions: Vec<_> = effective.iter().map(|one| &one.permission).collect();
        permissions.dedup();
        let mut people: Vec<_> = effective.iter().flat_map(|one| &one.people).collect();
        people.sort();
        people.dedup();
        people.retain(|other| *other != id);
        let mut items: Vec<_> = effective.iter().flat_map(|one| &one.items).collect();
        items.sort();
        items.dedup();
        Facts {
            roles: engine.roles_of(id),
            groups: engine.groups_of(id),
            n_permissions: permissions.len(),
            n_people: people.len(),
            n_items: items.len(),
        }
    }
}

type Known = ((u64, u64), PrincipalId, Arc<Facts>);

fn facts(ui: &Ui, cx: &Context<'_>, id: &PrincipalId) -> Arc<Facts> {
    let slot = egui::Id::unique("what the selected principal reaches");
    let known: Option<Known> = ui.data(|data| data.get_temp(slot));
    if let Some((stamp, of, facts)) = known
        && stamp == cx.stamp()
        && of == *id
    {
        return facts;
    }
    let facts = Arc::new(Facts::of(cx.engine, id));
    let known: Known = (cx.stamp(), id.clone(), facts.clone());
    ui.data_mut(|data| data.insert_temp(slot, known));
    facts
}

/// Draws the section.
pub fn show(ui: &mut Ui, cx: &Context<'_>, person: &Principal) {
    let facts = facts(ui, cx, &person.id);
    Section::new("Access")
        .count("what is reached")
        .show(ui, |ui| {
            number(ui, "Roles", facts.roles.len());
            number(ui, "Groups", facts.groups.len());
            number(ui, "Permissions above none", facts.n_permissions);
            number(ui, "Others seen in any part", facts.n_people);
            if facts.n_items > 0 {
                number(ui, "Items seen in any part", facts.n_items);
            }
        });
}

fn number(ui: &mut Ui, name: &str, n: usize) {
    let t = theme::tokens(ui);
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        label(ui, name, Type::Small, Weight::Regular, t.text2);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            label(ui, n.to_string(), Type::Small, Weight::Medium, t.text);
        });
    });
}
