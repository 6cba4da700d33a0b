//! One path as steps, from the one who acts to the guards: each step a door to what made it.

use egui::{Color32, Ui};

use crate::engine::{AccessPath, Answer, Place, Source, Words};
use crate::model::{GuardId, Key, Subject};
use crate::session::{Action, Actions, Workspace};
use crate::ui::Context;
use crate::ui::glyphs::KindShape;
use crate::ui::icons::{self, Icon};
use crate::ui::theme;
use crate::ui::widgets::{Section, WhyStep, why_step};

pub(super) struct Step {
    pub(super) icon: Icon,
    pub(super) shape: KindShape,
    pub(super) title: String,
    pub(super) reason: String,
    pub(super) door: Option<Key>,
}

pub(super) fn path_section(
    ui: &mut Ui,
    cx: &Context<'_>,
    actions: &mut Actions,
    answer: &Answer,
    n: usize,
    path: &AccessPath,
) {
    let steps = steps(cx, answer, path);
    let title = match (answer.allowed, answer.paths.len()) {
        (false, _) => format!("What it overrules, {}", n + 1),
        (true, 1) => "What made it".to_owned(),
        (true, _) => format!("Path {} of {}", n + 1, answer.paths.len()),
    };
    let pooled = if path.by_pooling {
        "only by pooling · "
    } else {
        ""
    };
    let count = format!("{pooled}{} steps", steps.len());
    let section = Section::new(&title).count(&count);
    let section = if n > 2 { section.folded() } else { section };
    section.show(ui, |ui| draw_steps(ui, actions, &steps));
}

pub(super) fn draw_steps(ui: &mut Ui, actions: &mut Actions, steps: &[Step]) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let last = steps.len().saturating_sub(1);
    for (n, step) in steps.iter().enumerate() {
        let color: Color32 = step.shape.color(t);
        let shown = WhyStep {
            icon: step.icon,
            color,
            title: &step.title,
            reason: &step.reason,
            more: n < last,
        };
        let response = ui.push_id(n, |ui| why_step(ui, &shown)).inner;
        if response.clicked()
            && let Some(door) = &step.door
        {
            let workspace = match door {
                Key::Principal(_) | Key::Team(_) | Key::Item(_) | Key::Label(_) => {
                    Workspace::Organisation
                }
                _ => Workspace::Access,
            };
            actions.push(Action::Reveal(workspace, door.clone()));
        }
    }
}

fn steps(cx: &Context<'_>, answer: &Answer, path: &AccessPath) -> Vec<Step> {
    let model = cx.model;
    let words = Words::new(model);
    let actor = &answer.question.actor;
    let mut steps = vec![Step {
        icon: icons::PERSON,
        shape: KindShape::Person,
        title: format!("{} can log in", words.person(actor)),
        reason: "the account is active".to_owned(),
        door: Some(Key::Principal(actor.clone())),
    }];
    let module = answer.question.permission.module();
    steps.push(Step {
        icon: icons::WIDGETS,
        shape: KindShape::Module,
        title: format!("{} is on", model.title(&Key::Module(module.clone()))),
        reason: match model.modules().get(&module).map(|m| m.users.is_some()) {
            Some(true) => "module, available to this user".to_owned(),
            _ => "module, no user list".to_owned(),
        },
        door: Some(Key::Module(module)),
    });
    steps.extend(source_steps(cx, path));
    for id in &path.implied_by {
        if let Some(i) = model.implications().get(id) {
            steps.push(Step {
                icon: icons::SUBDIRECTORY_ARROW_RIGHT,
                shape: KindShape::Permission,
                title: format!("Brings {} at {}", words.permission(&i.implies.base()), i.at),
                reason: format!("because of {}", words.permission(&i.permission)),
                door: Some(Key::Permission(i.permission.clone())),
            });
        }
    }
    for (place, limit) in &path.limits {
        steps.push(Step {
            icon: icons::DATABASE,
            shape: KindShape::Data,
            title: format!("Reaches {limit}"),
            reason: format!("set by {}", words.place(place)),
            door: door_of(place),
        });
    }
    if path.by_pooling {
        steps.push(Step {
            icon: icons::MERGE,
            shape: KindShape::Module,
            title: "Gained only through pooling".to_owned(),
            reason: "another source shows the record, this one gives the right".to_owned(),
            door: Some(Key::Module(answer.question.permission.module())),
        });
    }
    let n_guards = model
        .guards()
        .iter()
        .filter(|guard| model.covers(&guard.permission, &answer.question.permission))
        .count();
    steps.push(Step {
        icon: icons::SHIELD,
        shape: KindShape::Guard,
        title: if answer.allowed && n_guards == 0 {
            "No guard is about this".to_owned()
        } else if answer.allowed && n_guards == 1 {
            "1 guard looked at, it does not apply".to_owned()
        } else if answer.allowed {
            format!("{n_guards} guards looked at, none applies")
        } else {
            "A guard stops it all the same".to_owned()
        },
        reason: "guards come last and nothing overrides them".to_owned(),
        door: None,
    });
    steps
}

fn source_steps(cx: &Context<'_>, path: &AccessPath) -> Vec<Step> {
    let model = cx.model;
    let words = Words::new(model);
    let mut steps = Vec::new();
    if let Some(Subject::Group(group)) = &path.to {
        steps.push(Step {
            icon: icons::GROUP_WORK,
            shape: KindShape::Group,
            title: format!("Member of {}", model.title(&Key::Group(group.clone()))),
            reason: "what a group is given counts for all its members".to_owned(),
            door: Some(Key::Group(group.clone())),
        });
    }
    for (n, role) in path.roles.iter().enumerate() {
        let name = model.title(&Key::Role(role.clone()));
        let reason = match (&path.source, n) {
            (Source::Derived(_), 0) => {
                let who = model.roles().get(role).and_then(|r| r.derived.as_ref());
                let who = who.map(|w| words.derived(w)).unwrap_or_default();
                format!("derived: {who}")
            }
            (_, 0) => "by assignment".to_owned(),
            _ => "nested in the role above".to_owned(),
        };
        steps.push(Step {
            icon: icons::SHIELD_PERSON,
            shape: KindShape::Role,
            title: format!("Holds the role {name}"),
            reason,
            door: Some(Key::Role(role.clone())),
        });
    }
    let granted = words.permission(&path.granted.base());
    let (title, reason, door) = match &path.source {
        Source::Custom(id) => (
            format!("The custom set gives {granted} at {}", path.granted_level),
            "it replaces the default of its subject".to_owned(),
            Key::CustomSet(id.clone()),
        ),
        Source::Direct(id) => (
            format!("Granted directly: {granted} at {}", path.granted_level),
            "without a role".to_owned(),
            Key::DirectGrant(id.clone()),
        ),
        _ => (
            format!("Gives {granted} at {}", path.granted_level),
            if path.granted.base() == path.permission {
                "grant of the role".to_owned()
            } else {
                "grant of the role, with every part below".to_owned()
            },
            Key::Permission(path.granted.base()),
        ),
    };
    steps.push(Step {
        icon: icons::KEY,
        shape: KindShape::Permission,
        title,
        reason,
        door: Some(door),
    });
    steps
}

pub(super) fn door_of(place: &Place) -> Option<Key> {
    Some(match place {
        Place::Principal(id) => Key::Principal(id.clone()),
        Place::Assignment(id) => Key::Assignment(id.clone()),
        Place::Role(id) | Place::Nested(id, _) => Key::Role(id.clone()),
        Place::Direct(id) => Key::DirectGrant(id.clone()),
        Place::Grant => return None,
    })
}

pub(super) fn guard_section(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions, id: &GuardId) {
    Section::new("The guard").show(ui, |ui| {
        let steps = [Step {
            icon: icons::GPP_BAD,
            shape: KindShape::Guard,
            title: cx.model.title(&Key::Guard(id.clone())),
            reason: "a final no that nothing overrides".to_owned(),
            door: Some(Key::Guard(id.clone())),
        }];
        draw_steps(ui, actions, &steps);
    });
}
