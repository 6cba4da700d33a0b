//! The sentence of each sort of rule, word by word.

use egui::Ui;

use crate::model::{
    DelegationRule, Dependent, Guard, GuardException, Implication, ImplicationKind, Key,
    PermissionId, Requirement, Suppression, SuppressionMode, Switch, Who,
};
use crate::session::edits::policies::Rule;
use crate::ui::widgets::{icon_button, link};
use crate::ui::{Context, icons};

use super::choose;
use super::{
    Edited, acts_word, holding_word, may_word, maybe_roles_word, one_of, roles_word, say,
    scope_word, who_word,
};

/// Draws the words of a rule, one after another.
pub(super) fn sentence(ui: &mut Ui, cx: &Context<'_>, rule: &Rule) -> Edited {
    match rule {
        Rule::Switch(of) => switch(ui, cx, of),
        Rule::Suppression(of) => suppression(ui, cx, of),
        Rule::Guard(of) => guard(ui, cx, of),
        Rule::Implication(of) => implication(ui, cx, of),
        Rule::Requirement(of) => requirement(ui, cx, of),
        Rule::Delegation(of) => delegation(ui, cx, of),
    }
}

fn switch(ui: &mut Ui, cx: &Context<'_>, of: &Switch) -> Edited {
    let mut edited = None;
    let mut set = |new: Switch, part| edited = Some((Rule::Switch(new), part));
    say(ui, "It is");
    if one_of(ui, "Position", &["off", "on"], usize::from(of.on)).is_some() {
        let on = !of.on;
        set(Switch { on, ..of.clone() }, "its position");
    }
    say(ui, "and flipped by");
    let unset = "whom the delegation rules let";
    let by = maybe_roles_word(ui, cx, "Flipped by", unset, "no one", &of.flipped_by);
    if let Some(flipped_by) = by {
        let new = Switch {
            flipped_by,
            ..of.clone()
        };
        set(new, "who flips it");
    }
    edited
}

fn suppression(ui: &mut Ui, cx: &Context<'_>, of: &Suppression) -> Edited {
    let mut edited = None;
    let mut set = |new: Suppression, part| edited = Some((Rule::Suppression(new), part));
    if let Some(roles) = roles_word(ui, cx, "Roles", &of.roles) {
        let new = Suppression {
            roles,
            ..of.clone()
        };
        set(new, "the roles");
    }
    let plural = of.roles.len() != 1;
    say(
        ui,
        if plural {
            "do not give"
        } else {
            "does not give"
        },
    );
    let hint = "choose a permission";
    if let Some(permission) =
        choose::reference(ui, cx, "Permission taken away", hint, &of.permission)
    {
        let new = Suppression {
            permission,
            ..of.clone()
        };
        set(new, "the permission");
    }
    if let Some(switch) = choose::while_on(ui, cx, of.switch.as_ref()) {
        let new = Suppression {
            switch,
            ..of.clone()
        };
        set(new, "when");
    }
    let as_set = match cx.model.settings().suppression {
        SuppressionMode::Source => "as the settings say: other ways to it stay",
        SuppressionMode::Person => "as the settings say: holders do not have it at all",
    };
    let texts = [
        as_set,
        "other ways to it stay",
        "whoever holds them does not have it at all",
    ];
    let modes = [
        None,
        Some(SuppressionMode::Source),
        Some(SuppressionMode::Person),
    ];
    let at = modes.iter().position(|mode| *mode == of.mode);
    let picked = one_of(ui, "How far it goes", &texts, at.unwrap_or(0));
    if let Some(mode) = picked.and_then(|at| modes.get(at)) {
        let new = Suppression {
            mode: *mode,
            ..of.clone()
        };
        set(new, "how far it goes");
    }
    edited
}

fn guard(ui: &mut Ui, cx: &Context<'_>, of: &Guard) -> Edited {
    let mut edited = None;
    let mut set = |new: Guard, part| edited = Some((Rule::Guard(new), part));
    say(ui, "Stops");
    if let Some(who) = who_word(ui, cx, "Whom it stops", &of.who) {
        set(Guard { who, ..of.clone() }, "whom it stops");
    }
    say(ui, "from");
    let hint = "choose a permission";
    if let Some(permission) = choose::reference(ui, cx, "Permission stopped", hint, &of.permission)
    {
        let new = Guard {
            permission,
            level: None,
            ..of.clone()
        };
        set(new, "the permission");
    }
    let base = of.permission.base();
    let unset = "at any level";
    let level = choose::level_or(ui, cx, "Level stopped", unset, &base, of.level.as_ref());
    if let Some(level) = level {
        set(
            Guard {
                level,
                ..of.clone()
            },
            "the level",
        );
    }
    say(ui, "on");
    if let Some(on) = scope_word(ui, cx, "On whom and what", &of.on) {
        set(Guard { on, ..of.clone() }, "on whom");
    }
    if let Some(except) = exceptions(ui, cx, &of.except) {
        set(
            Guard {
                except,
                ..of.clone()
            },
            "the exceptions",
        );
    }
    if let Some(switch) = choose::while_on(ui, cx, of.switch.as_ref()) {
        set(
            Guard {
                switch,
                ..of.clone()
            },
            "when",
        );
    }
    edited
}

fn exceptions(
    ui: &mut Ui,
    cx: &Context<'_>,
    list: &[GuardException],
) -> Option<Vec<GuardException>> {
    let mut new = None;
    let replaced = |at: usize, one: GuardException| {
        let mut list = list.to_vec();
        if let Some(slot) = list.get_mut(at) {
            *slot = one;
        }
        Some(list)
    };
    for (at, one) in list.iter().enumerate() {
        let nth = at + 1;
        say(ui, "except");
        if let Some(who) = who_word(ui, cx, &format!("Exception {nth}, who"), &one.who) {
            let on = one.on.clone();
            new = replaced(at, GuardException { who, on });
        }
        say(ui, "on");
        if let Some(on) = scope_word(ui, cx, &format!("Exception {nth}, on whom"), &one.on) {
            let who = one.who.clone();
            new = replaced(at, GuardException { who, on });
        }
        let name = format!("Take exception {nth} away");
        if icon_button(ui, icons::CLOSE, &name, true).clicked() {
            let mut rest = list.to_vec();
            rest.remove(at);
            new = Some(rest);
        }
    }
    if link(ui, "Add an exception").clicked() {
        // It lets nobody through until someone is chosen.
        let mut list = list.to_vec();
        list.push(GuardException {
            who: Who::Listed(Vec::new()),
            ..GuardException::default()
        });
        new = Some(list);
    }
    new
}

fn implication(ui: &mut Ui, cx: &Context<'_>, of: &Implication) -> Edited {
    let mut edited = None;
    let mut set = |new: Implication, part| edited = Some((Rule::Implication(new), part));
    say(ui, "Whoever has");
    let hint = "choose a permission";
    if let Some(permission) =
        choose::permission(ui, cx, "Permission that brings", hint, &of.permission)
    {
        let new = Implication {
            level: choose::first_level(cx.model, &permission),
            permission,
            ..of.clone()
        };
        set(new, "what brings it");
    }
    if let Some(level) = choose::level(ui, cx, "From level", &of.permission, &of.level) {
        let new = Implication {
            level,
            ..of.clone()
        };
        set(new, "from which level");
    }
    say(ui, "also has");
    if let Some(implies) = choose::reference(ui, cx, "Permission brought", hint, &of.implies) {
        let new = Implication {
            at: choose::first_level(cx.model, &implies.base()),
            implies,
            ..of.clone()
        };
        set(new, "what it brings");
    }
    if let Some(at) = choose::level(ui, cx, "Level brought", &of.implies.base(), &of.at) {
        set(Implication { at, ..of.clone() }, "at which level");
    }
    let as_set = match cx.model.settings().implication {
        ImplicationKind::Hard => "as the settings say: always, with the same reach",
        ImplicationKind::Preset => "as the settings say: ticked first, can be unticked",
    };
    let texts = [
        as_set,
        "always, with the same reach",
        "ticked first, can be unticked",
    ];
    let kinds = [
        None,
        Some(ImplicationKind::Hard),
        Some(ImplicationKind::Preset),
    ];
    let at = kinds.iter().position(|kind| *kind == of.kind);
    let picked = one_of(ui, "How firmly", &texts, at.unwrap_or(0));
    if let Some(kind) = picked.and_then(|at| kinds.get(at)) {
        let new = Implication {
            kind: *kind,
            ..of.clone()
        };
        set(new, "how firmly");
    }
    edited
}

fn requirement(ui: &mut Ui, cx: &Context<'_>, of: &Requirement) -> Edited {
    let mut edited = None;
    let mut set = |new: Requirement, part| edited = Some((Rule::Requirement(new), part));
    let hint = "choose a permission";
    if let Some(main) = choose::permission(ui, cx, "Main permission", hint, &of.main) {
        set(Requirement { main, ..of.clone() }, "the main permission");
    }
    say(ui, "reaches no further than");
    for (at, one) in of.dependents.iter().enumerate() {
        if at > 0 {
            say(ui, "and");
        }
        if let Some(dependents) = dependent(ui, cx, &of.dependents, at, one) {
            let new = Requirement {
                dependents,
                ..of.clone()
            };
            set(new, "what it needs");
        }
    }
    let none = PermissionId::from("");
    let (name, hint) = match of.dependents.is_empty() {
        true => ("Permission needed", "choose a permission"),
        false => ("Add a permission it needs", "and …"),
    };
    if let Some(permission) = choose::permission(ui, cx, name, hint, &none)
        && !of.dependents.iter().any(|d| d.permission == permission)
    {
        let mut dependents = of.dependents.clone();
        dependents.push(Dependent {
            permission,
            level: None,
        });
        let new = Requirement {
            dependents,
            ..of.clone()
        };
        set(new, "what it needs");
    }
    say(ui, "on the same role");
    edited
}

fn dependent(
    ui: &mut Ui,
    cx: &Context<'_>,
    all: &[Dependent],
    at: usize,
    one: &Dependent,
) -> Option<Vec<Dependent>> {
    let mut new = None;
    let title = cx.model.title(&Key::Permission(one.permission.clone()));
    let replaced = |one: Dependent| {
        let mut list = all.to_vec();
        if let Some(slot) = list.get_mut(at) {
            *slot = one;
        }
        Some(list)
    };
    let name = format!("Permission needed, {}", at + 1);
    if let Some(permission) = choose::permission(ui, cx, &name, "", &one.permission) {
        new = replaced(Dependent {
            permission,
            level: None,
        });
    }
    let name = format!("Level of {title}");
    let (of, now) = (&one.permission, one.level.as_ref());
    if let Some(level) = choose::level_or(ui, cx, &name, "as high", of, now) {
        new = replaced(Dependent {
            permission: one.permission.clone(),
            level,
        });
    }
    let name = format!("{title} is not needed");
    if all.len() > 1 && icon_button(ui, icons::CLOSE, &name, true).clicked() {
        let mut rest = all.to_vec();
        rest.remove(at);
        new = Some(rest);
    }
    new
}

fn delegation(ui: &mut Ui, cx: &Context<'_>, of: &DelegationRule) -> Edited {
    let mut edited = None;
    let mut set = |new: DelegationRule, part| edited = Some((Rule::Delegation(new), part));
    if let Some(by) = who_word(ui, cx, "Who acts", &of.by) {
        set(DelegationRule { by, ..of.clone() }, "who acts");
    }
    if let Some(effect) = may_word(ui, of.effect) {
        let new = DelegationRule {
            effect,
            ..of.clone()
        };
        set(new, "may or may not");
    }
    if let Some(acts) = acts_word(ui, &of.acts) {
        let new = DelegationRule { acts, ..of.clone() };
        set(new, "the acts");
    }
    say(ui, "to");
    let subject = of.subject.clone().unwrap_or(Who::Anyone);
    if let Some(who) = who_word(ui, cx, "To whom", &subject) {
        let subject = (who != Who::Anyone).then_some(who);
        let new = DelegationRule {
            subject,
            ..of.clone()
        };
        set(new, "to whom");
    }
    say(ui, "with");
    let (unset, none) = ("any role or none", "no role");
    if let Some(roles) = maybe_roles_word(ui, cx, "With which role", unset, none, &of.roles) {
        let new = DelegationRule {
            roles,
            ..of.clone()
        };
        set(new, "with which role");
    }
    if !cx.model.permissions().is_empty() {
        say(ui, "holding");
        if let Some(holding) = holding_word(ui, cx, of.holding.as_ref()) {
            let new = DelegationRule {
                holding,
                ..of.clone()
            };
            set(new, "what they must hold");
        }
    }
    edited
}
