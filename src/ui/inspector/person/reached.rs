//! What someone holds and reaches, in short; the whole of it is in Simulate.

use egui::Ui;
use rustc_hash::FxHashSet;

use crate::engine::Engine;
use crate::model::{GroupId, Key, Principal, PrincipalId, RoleId};
use crate::ui::Context;
use crate::ui::inspector::parts;
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
        let effective = engine.held(id);
        let mut permissions: Vec<_> = effective.iter().map(|one| &one.permission).collect();
        permissions.dedup();
        let mut people: FxHashSet<_> = effective.iter().flat_map(|one| &one.people).collect();
        people.remove(id);
        let items: FxHashSet<_> = effective.iter().flat_map(|one| &one.items).collect();
        Facts {
            roles: engine.roles_of(id),
            groups: engine.groups_of(id),
            n_permissions: permissions.len(),
            n_people: people.len(),
            n_items: items.len(),
        }
    }
}

/// Draws the section.
pub fn show(ui: &mut Ui, cx: &Context<'_>, person: &Principal) {
    let (key, id) = (Key::Principal(person.id.clone()), person.id.clone());
    let facts = parts::kept(ui, cx, "reached", &key, move |engine| {
        Facts::of(engine, &id)
    });
    Section::new("Access")
        .count("what is reached")
        .show(ui, |ui| {
            let Some(facts) = facts else {
                parts::working(ui);
                return;
            };
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
