//! The scope over everything someone has (D10): the fourth place a limit can be set.

use egui::Ui;

use crate::model::{Key, Principal, Scope, Subject};
use crate::session::{Actions, edits};
use crate::ui::Context;
use crate::ui::access::limits::{self, Cut};
use crate::ui::access::scope;
use crate::ui::inspector::parts;
use crate::ui::widgets::Section;

/// Draws the section.
pub fn show(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    let set = cx.model.principal_scopes().get(&person.id);
    let scope = set.map_or(Scope::UNSET, |one| one.scope.clone());
    let words = scope::words(cx.model, &scope);
    Section::new("Limit on everything held")
        .count(&words)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(scope) = scope::edit(ui, cx, &scope) {
                let words = scope::words(cx.model, &scope);
                let change = edits::admins::set_scope(cx.model, &person.id, scope, &words);
                parts::apply(change, actions);
            }
            let text = "All roles and direct grants stay within this, \
                        whatever limits they have of their own";
            parts::quiet(ui, text);
            // What is left of each thing given, with the limits of all places.
            let subject = Subject::User(person.id.clone());
            let key = Key::Principal(person.id.clone());
            let cuts = parts::kept(ui, cx, "limits of everything given", &key, move |engine| {
                Cut::of_subject(engine, &subject)
            });
            match cuts {
                Some(cuts) => limits::list(ui, &cuts, actions),
                None => parts::working(ui),
            }
        });
}
