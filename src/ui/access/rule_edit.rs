//! A rule as a sentence whose words can be changed. The same stands in the list of rules and in the
//! inspector, and holds a draft as well: what is not chosen yet is a dashed word.

use egui::Ui;

use crate::engine::{Words, uncapital};
use crate::model::{Act, Change, Effect, Holding, Key, LevelId, PermissionId, RoleId, Scope, Who};
use crate::session::edits::policies::{self, Rule};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, TextField, WordCard, label, word};
use crate::ui::{Context, icons};

use super::{scope, who};

mod choose;
mod sentences;

use choose::names;

/// What a rule was changed to, and which part of it.
pub type Edited = Option<(Rule, &'static str)>;

/// Draws the sentence of a rule of the model; returns the change asked for. What would leave it
/// without something it needs is not asked for: what is missing is said instead.
pub fn show(ui: &mut Ui, cx: &Context<'_>, rule: &Rule) -> Option<Change> {
    let id = ui.scope_id().with(("missing", rule.key()));
    let edited = edit(ui, cx, rule, false);
    let mut missing: Option<&'static str> = ui.data(|data| data.get_temp(id));
    let mut change = None;
    if let Some((new, part)) = edited {
        missing = new.missing();
        if missing.is_none() {
            change = policies::change(cx.model, new, part);
        }
    }
    if let Some(text) = missing {
        let t = theme::tokens(ui);
        ui.horizontal(|ui| {
            icons::icon(ui, icons::ERROR, 16.0, t.refused);
            let words = format!("Not accepted: {}. Nothing has changed", uncapital(text));
            label(ui, words, Type::Small, Weight::Regular, t.refused);
        });
    }
    ui.data_mut(|data| match missing {
        Some(text) => {
            data.insert_temp(id, text);
        }
        None => data.remove::<&'static str>(id),
    });
    change
}

/// Draws name and sentence; returns the rule as it was changed. The name of a draft counts while it
/// is being typed.
pub fn edit(ui: &mut Ui, cx: &Context<'_>, rule: &Rule, is_draft: bool) -> Edited {
    let mut edited = None;
    if let Some(name) = rule.name() {
        let label = format!("Name of the {}", rule.sort().word());
        let field = TextField::bare(&label, name)
            .placeholder("Name: the reason people read")
            .width(ui.available_width().min(420.0))
            .show(ui);
        let typed = field.draft.filter(|_| is_draft);
        if let Some(text) = typed.or(field.done) {
            edited = Some((rule.clone().named(&text), "its name"));
        }
    }
    let sentence = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(5.0, 6.0);
            sentences::sentence(ui, cx, rule)
        })
        .inner;
    sentence.or(edited)
}

/// A word that chooses one of a few texts; returns the place of another one.
fn one_of(ui: &mut Ui, name: &str, texts: &[&str], now: usize) -> Option<usize> {
    let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::new(text)).collect();
    let picked = Combo::chip(name, &choices, Some(now)).show(ui)?;
    (picked != now).then_some(picked)
}

/// A word that says which principals.
fn who_word(ui: &mut Ui, cx: &Context<'_>, name: &str, now: &Who) -> Option<Who> {
    let words = Words::new(cx.model);
    let text = match now {
        Who::Not(others) => format!("everyone but {}", words.who(others)),
        now => words.who(now),
    };
    WordCard::new(name, &text).edit(ui, now, |ui, draft| who::edit_set(ui, cx, "Who", draft))
}

/// A word that says on whom and on what.
fn scope_word(ui: &mut Ui, cx: &Context<'_>, name: &str, now: &Scope) -> Option<Scope> {
    let text = match now.is_unset() {
        true => "anyone and anything".to_owned(),
        false => Words::new(cx.model).scope(now),
    };
    WordCard::new(name, &text).edit(ui, now, |ui, draft| scope::edit(ui, cx, draft))
}

/// A word that lists roles.
fn roles_word(ui: &mut Ui, cx: &Context<'_>, name: &str, now: &Vec<RoleId>) -> Option<Vec<RoleId>> {
    let text = names(cx.model, now.iter().cloned().map(Key::Role));
    WordCard::new(name, &text)
        .hint("choose roles")
        .edit(ui, now, |ui, draft| who::roles(ui, cx, "Add a role", draft))
}

/// A word that lists roles, or says that this is not asked for.
fn maybe_roles_word(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    unset: &str,
    none: &str,
    now: &Option<Vec<RoleId>>,
) -> Option<Option<Vec<RoleId>>> {
    let text = match now {
        None => unset.to_owned(),
        Some(roles) if roles.is_empty() => none.to_owned(),
        Some(roles) => names(cx.model, roles.iter().cloned().map(Key::Role)),
    };
    WordCard::new(name, &text).edit(ui, now, |ui, draft| {
        let kinds = [Choice::new(unset), Choice::new("Holders of these roles")];
        let at = usize::from(draft.is_some());
        let picked = Combo::bare(name, &kinds, Some(at)).show(ui);
        match picked.filter(|picked| *picked != at) {
            Some(0) => return Some(None),
            Some(_) => return Some(Some(Vec::new())),
            None => {}
        }
        let roles = draft.as_ref()?;
        who::roles(ui, cx, "Add a role", roles).map(Some)
    })
}

/// A word that lists administrative acts; none listed means all.
fn acts_word(ui: &mut Ui, now: &Vec<Act>) -> Option<Vec<Act>> {
    let text = match now.as_slice() {
        [] => "do anything".to_owned(),
        acts => {
            let acts: Vec<&str> = acts.iter().map(|act| act.words()).collect();
            acts.join(", ")
        }
    };
    WordCard::new("Which acts", &text).edit(ui, now, |ui, draft| {
        let mut new = None;
        let mut all = draft.is_empty();
        if ui.checkbox(&mut all, "Anything").clicked() && all {
            new = Some(Vec::new());
        }
        for act in Act::ALL {
            let mut on = draft.contains(&act);
            if ui.checkbox(&mut on, act.words()).clicked() {
                let listed =
                    |one: &Act| (*one == act && on) || (*one != act && draft.contains(one));
                new = Some(Act::ALL.into_iter().filter(listed).collect());
            }
        }
        new
    })
}

/// A word for "only with this permission on them".
fn holding_word(ui: &mut Ui, cx: &Context<'_>, now: Option<&Holding>) -> Option<Option<Holding>> {
    let set = |permission: PermissionId, level: LevelId| Holding { permission, level };
    let id = now.map(|one| &one.permission);
    if let Some(picked) = choose::permission_or(ui, cx, "Holding", "whatever they hold", id) {
        return Some(match picked {
            None => None,
            Some(id) => {
                let level = choose::first_level(cx.model, &id);
                Some(set(id, level))
            }
        });
    }
    let one = now?;
    let level = choose::level(ui, cx, "Level held", &one.permission, &one.level)?;
    Some(Some(set(one.permission.clone(), level)))
}

fn may_word(ui: &mut Ui, now: Effect) -> Option<Effect> {
    let at = usize::from(now == Effect::Deny);
    let picked = one_of(ui, "May or may not", &["may", "may not"], at)?;
    Some(match picked {
        0 => Effect::Allow,
        _ => Effect::Deny,
    })
}

/// Joining words.
fn say(ui: &mut Ui, text: &str) {
    word(ui, text);
}
