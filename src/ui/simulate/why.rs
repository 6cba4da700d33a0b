//! The Why panel: the answer to the question that was clicked, as a sentence and as steps, and for
//! a no what comes nearest. Each step is a door.

use egui::{Color32, ScrollArea, Ui};

use super::State;
use crate::engine::{
    AccessPath, Answer, Denial, Engine, Failure, NearMiss, Place, Question, Source, Words,
};
use crate::model::{Key, Subject};
use crate::session::edits::expectations;
use crate::session::{Action, Actions, Workspace};
use crate::ui::Context;
use crate::ui::glyphs::KindShape;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{
    Button, Choice, Combo, EmptyPlace, Run, Section, WhyStep, label, sentence, waiting, why_step,
};

/// Draws the panel.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    // The panel keeps its width whatever stands in it.
    ui.set_min_size(ui.available_size());
    let (Some(question), Some(engine)) = (state.question.clone(), cx.analysis.engine()) else {
        EmptyPlace {
            icon: icons::HELP,
            title: "Why, or why not",
            why: "Click anything on the page, shown or absent, to read what makes it so",
            button: None,
        }
        .show(ui);
        return;
    };
    if !cx.is_current() {
        working(ui);
        return;
    }
    let answer = engine.decide(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target,
    );
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            head(ui, cx, state, &question);
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 10))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    said(ui, engine, &answer);
                });
            for (n, path) in answer.paths.iter().enumerate() {
                path_section(ui, cx, actions, &answer, n, path);
            }
            if !answer.near.is_empty() {
                near_section(ui, cx, actions, engine, "What is missing", &answer.near);
            }
            let held_back = if answer.allowed {
                engine.held_back(&question)
            } else {
                Vec::new()
            };
            if !held_back.is_empty() {
                near_section(
                    ui,
                    cx,
                    actions,
                    engine,
                    "Held back, though another path allows",
                    &held_back,
                );
            }
            if let Some(Denial::Guard(id)) = &answer.denial {
                guard_section(ui, cx, actions, id);
            }
            settings_section(ui, cx, &answer);
            ui.add_space(space::L);
            ui.horizontal(|ui| {
                ui.add_space(space::XL);
                let button = Button::new("Make this an expectation").icon(icons::CHECKLIST);
                if ui.add(button).clicked() {
                    actions.apply(expectations::keep_answer(cx.model, &answer));
                }
            });
            ui.add_space(space::XL);
        });
}

/// No answer of an earlier model stands where one decides by it.
fn working(ui: &mut Ui) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 12))
        .show(ui, |ui| waiting(ui, "Working out…"));
}

fn head(ui: &mut Ui, cx: &Context<'_>, state: &mut State, question: &Question) {
    let t = theme::tokens(ui);
    let words = Words::new(cx.model);
    let name = words.permission(&question.permission);
    let target = question.target.title(cx.model);
    let title = if target.is_empty() {
        format!("Why: {name}")
    } else {
        format!("Why: {name} of {target}")
    };
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            label(ui, title, Type::Title, Weight::Semibold, t.text);
            ui.add_space(space::XS);
            ui.horizontal(|ui| {
                label(ui, "asked for", Type::Small, Weight::Regular, t.text3);
                let Some(ladder) = cx.model.ladder_of(&question.permission) else {
                    return;
                };
                let levels: Vec<_> = ladder.levels.iter().skip(1).collect();
                let choices: Vec<Choice<'_>> = levels
                    .iter()
                    .map(|level| Choice::new(level.as_str()))
                    .collect();
                let chosen = levels.iter().position(|level| **level == question.level);
                let combo = Combo::bare("Level asked for", &choices, chosen).width(110.0);
                if let Some(level) = combo.show(ui).and_then(|at| levels.get(at))
                    && let Some(question) = &mut state.question
                {
                    question.level = (*level).clone();
                }
            });
        });
    crate::ui::widgets::divider(ui);
}

fn said(ui: &mut Ui, engine: &Engine, answer: &Answer) {
    let text = answer.sentence(engine);
    let (start, reason) = if answer.allowed {
        split(&text, " because of ")
    } else {
        split(&text, ": ")
    };
    sentence(
        ui,
        answer.allowed,
        &[Run::plain(start), Run::strong(reason)],
    );
}

fn split<'t>(text: &'t str, at: &str) -> (&'t str, &'t str) {
    match text.find(at) {
        Some(place) => text.split_at(place),
        None => (text, ""),
    }
}

struct Step {
    icon: Icon,
    shape: KindShape,
    title: String,
    reason: String,
    door: Option<Key>,
}

fn path_section(
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
    let count = format!("{} steps", steps.len());
    let section = Section::new(&title).count(&count);
    let section = if n > 2 { section.folded() } else { section };
    section.show(ui, |ui| draw_steps(ui, actions, &steps));
}

fn draw_steps(ui: &mut Ui, actions: &mut Actions, steps: &[Step]) {
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

fn door_of(place: &Place) -> Option<Key> {
    Some(match place {
        Place::Principal(id) => Key::Principal(id.clone()),
        Place::Assignment(id) => Key::Assignment(id.clone()),
        Place::Role(id) | Place::Nested(id, _) => Key::Role(id.clone()),
        Place::Direct(id) => Key::DirectGrant(id.clone()),
        Place::Grant => return None,
    })
}

fn near_section(
    ui: &mut Ui,
    cx: &Context<'_>,
    actions: &mut Actions,
    engine: &Engine,
    title: &str,
    misses: &[NearMiss],
) {
    let count = match misses.len() {
        1 => "1 way".to_owned(),
        n => format!("{n} ways"),
    };
    Section::new(title).count(&count).show(ui, |ui| {
        let t = theme::tokens(ui);
        for (n, miss) in misses.iter().enumerate() {
            if n > 0 {
                ui.add_space(space::S);
            }
            if let Some(path) = &miss.path {
                let mut from = Words::new(cx.model).source(path);
                if let Some(first) = from.get(..1) {
                    from = first.to_uppercase() + from.get(1..).unwrap_or_default();
                }
                label(ui, from, Type::Small, Weight::Medium, t.text);
            }
            let steps: Vec<Step> = miss
                .failures
                .iter()
                .map(|failure| Step {
                    icon: icons::BLOCK,
                    shape: KindShape::Guard,
                    title: failure.text(engine),
                    reason: near_reason(failure).to_owned(),
                    door: near_door(failure),
                })
                .collect();
            ui.push_id(n, |ui| draw_steps(ui, actions, &steps));
        }
    });
}

fn near_reason(failure: &Failure) -> &'static str {
    match failure {
        Failure::Level { .. } => "the level falls short",
        Failure::PersonOutside { .. } | Failure::ItemOutside { .. } => "out of reach",
        Failure::NotSeen => "out of sight, so out of reach",
        Failure::EmptyScope(..) => "two limits that share no one",
        Failure::NoTarget => "ask about someone or something",
        Failure::Dropped(_) => "written down, but gives nothing now",
        Failure::NothingGives { .. } => "nothing held gives it",
    }
}

fn near_door(failure: &Failure) -> Option<Key> {
    use crate::engine::Drop;
    match failure {
        Failure::PersonOutside { place, .. }
        | Failure::ItemOutside { place, .. }
        | Failure::EmptyScope(place, _) => door_of(place),
        Failure::Dropped(Drop::Replaced(id)) => Some(Key::CustomSet(id.clone())),
        Failure::Dropped(Drop::SwitchOff(id)) => Some(Key::Switch(id.clone())),
        Failure::Dropped(Drop::Suppressed(id)) => Some(Key::Suppression(id.clone())),
        Failure::NothingGives { permission, .. } => Some(Key::Permission(permission.clone())),
        _ => None,
    }
}

fn guard_section(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions, id: &crate::model::GuardId) {
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

/// The readings of the model that had a say in this answer.
fn settings_section(ui: &mut Ui, cx: &Context<'_>, answer: &Answer) {
    let settings = cx.model.settings();
    let module = cx.model.modules().get(&answer.question.permission.module());
    let mut lines: Vec<(&str, String)> = Vec::new();
    if let Some(module) = module.filter(|m| m.view_set.is_some()) {
        let merge = match module.merge.unwrap_or(settings.merge) {
            crate::model::Merge::Paired => "paired",
            crate::model::Merge::Pooled => "pooled",
        };
        lines.push(("Sources are", merge.to_owned()));
    }
    let limits = answer.paths.iter().flat_map(|path| &path.limits);
    let said: Vec<&str> = limits.map(|(_, limit)| limit.as_str()).collect();
    if said.iter().any(|limit| limit.contains("reports")) {
        let includes = if settings.reports_include_oneself {
            "yes"
        } else {
            "no"
        };
        lines.push(("Reports include oneself", includes.to_owned()));
    }
    if said.iter().any(|limit| limit.contains("everyone")) {
        let n = cx
            .analysis
            .engine()
            .map_or(0, |e| e.omitted_by_everyone().len());
        lines.push(("Everyone leaves out", format!("{n} people")));
    }
    if lines.is_empty() {
        return;
    }
    Section::new("Readings it rests on").show(ui, |ui| {
        let t = theme::tokens(ui);
        for (name, value) in &lines {
            ui.horizontal(|ui| {
                label(ui, *name, Type::Small, Weight::Regular, t.text2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    label(ui, value, Type::Small, Weight::Medium, t.text);
                });
            });
        }
    });
}
