//! From someone to something: who, what and on whom are chosen, every path that grants it is lit
//! and listed, and so is what blocks one. Without a who, the paths of everyone who can.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Frame, Ui};

use super::State as Graph;
use super::picture::Picture;
use super::side::{Side, row as line};
use crate::engine::{Engine, Question, Target};
use crate::graph::scene::{Lit, LitPath, Scene};
use crate::model::{Key, PermissionId, PrincipalId};
use crate::session::{Actions, Background};
use crate::ui::access::picker::person_choice;
use crate::ui::checks::words::thousands;
use crate::ui::deed::{self, Deed};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Choice, Combo, Run, label, link, sentence, waiting};
use crate::ui::{Context, icons, wake};

/// Of more people than this the paths are listed by name only.
const MOST_LIT: usize = 60;
/// As many names are listed at first.
const MOST_NAMED: usize = 40;

/// What was chosen, and what it lights.
#[derive(Debug, Default)]
pub(super) struct State {
    actor: Option<PrincipalId>,
    deed: Deed,
    /// The one path that is looked at.
    only: Option<usize>,
    lit: Background<LitOf, Shown>,
    all_names: bool,
}

/// What is lit depends on the answers, the picture and the question.
#[derive(Debug, Clone, PartialEq)]
struct LitOf {
    answers: (u64, u64),
    picture: u64,
    actor: Option<PrincipalId>,
    deed: Deed,
}

/// What is lit, and what is said about it.
#[derive(Debug, Default)]
pub(super) struct Shown {
    lit: Arc<Lit>,
    sentence: String,
    allowed: bool,
    /// Everyone who can, where nobody was named.
    who: Vec<(PrincipalId, String)>,
}

impl State {
    /// Takes over a question that was asked elsewhere.
    pub(super) fn ask(&mut self, question: &Question) {
        let target = Some(question.target.clone()).filter(|target| *target != Target::NONE);
        *self = State {
            actor: Some(question.actor.clone()),
            deed: Deed {
                permission: Some(question.permission.clone()),
                level: Some(question.level.clone()),
                target,
            },
            ..State::default()
        };
    }

    /// Who can do something, on someone if one was named.
    pub(super) fn who_can(&mut self, permission: PermissionId, target: Option<Target>) {
        *self = State {
            deed: Deed {
                permission: Some(permission),
                level: None,
                target,
            },
            ..State::default()
        };
    }
}

impl State {
    /// What is asked, and which path of it is looked at.
    pub(super) fn what(&self) -> (Deed, Option<usize>) {
        (self.deed.clone(), self.only)
    }
}

/// The question, where it is one about one person.
pub(super) fn question(engine: &Engine, state: &State) -> Option<Question> {
    let (actor, deed) = (state.actor.clone()?, &state.deed);
    let (permission, level) = (deed.permission.clone()?, deed.level.clone()?);
    // Without a target the first one they reach stands for all.
    let target = deed.target.clone().or_else(|| {
        let targets = engine.targets(&actor, &permission, &level);
        targets.into_iter().next()
    });
    Some(Question {
        actor,
        permission,
        level,
        target: target.unwrap_or(Target::NONE),
    })
}

/// What is lit in a picture now.
pub(super) fn lit(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut Graph,
    picture: &Arc<Picture>,
) -> Arc<Lit> {
    if state.side == Some(Side::Findings) {
        return state.found.lit(picture);
    }
    if state.side != Some(Side::Paths) {
        return Arc::default();
    }
    let Some(shown) = shown(ui, cx, state, picture) else {
        return Arc::default();
    };
    let only = state.paths.only.and_then(|nth| shown.lit.paths.get(nth));
    match only {
        None => shown.lit.clone(),
        Some(path) => {
            let (mut nodes, mut edges) = (path.nodes.clone(), path.edges.clone());
            nodes.sort_unstable();
            nodes.dedup();
            edges.sort_unstable();
            edges.dedup();
            Arc::new(Lit {
                nodes,
                edges,
                paths: Vec::new(),
            })
        }
    }
}

fn shown(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut Graph,
    picture: &Arc<Picture>,
) -> Option<Arc<Shown>> {
    let engine = cx.analysis.engine()?.clone();
    let of = LitOf {
        answers: cx.answers(),
        picture: picture.number,
        actor: state.paths.actor.clone(),
        deed: state.paths.deed.clone(),
    };
    let (question, deed, picture) = (
        state.question.clone(),
        state.paths.deed.clone(),
        picture.clone(),
    );
    let work = move || match question {
        Some(question) => one(&engine, &picture.scene, &question),
        None => everyone(&engine, &picture.scene, &deed),
    };
    // The ways of many people are never followed in the frame.
    let at_once = cx.at_once() && state.question.is_some();
    let lit = &mut state.paths.lit;
    lit.get(of, at_once, work, wake(ui.ctx()))
}

fn one(engine: &Engine, scene: &Scene, question: &Question) -> Shown {
    let (actor, permission) = (&question.actor, &question.permission);
    let answer = engine.decide(actor, permission, &question.level, &question.target);
    Shown {
        lit: Arc::new(scene.light(engine, question)),
        sentence: answer.sentence(engine),
        allowed: answer.allowed,
        who: Vec::new(),
    }
}

fn everyone(engine: &Engine, scene: &Scene, deed: &Deed) -> Shown {
    let (Some(permission), Some(level)) = (&deed.permission, &deed.level) else {
        return Shown::default();
    };
    let model = engine.model();
    let who = engine.who_can(permission, level, deed.target.as_ref());
    let mut lit = Lit::default();
    for actor in who.iter().take(MOST_LIT) {
        let target = deed.target.clone().or_else(|| {
            let targets = engine.targets(actor, permission, level);
            targets.into_iter().next()
        });
        let way = scene.light(
            engine,
            &Question {
                actor: actor.clone(),
                permission: permission.clone(),
                level: level.clone(),
                target: target.unwrap_or(Target::NONE),
            },
        );
        for path in way.paths.into_iter().filter(|path| path.block.is_none()) {
            lit.nodes.extend(&path.nodes);
            lit.edges.extend(&path.edges);
        }
    }
    lit.nodes.sort_unstable();
    lit.nodes.dedup();
    lit.edges.sort_unstable();
    lit.edges.dedup();
    let title = |id: &PrincipalId| model.title(&Key::Principal(id.clone()));
    let words = match who.len() {
        0 => "No one can".to_owned(),
        1 => "1 can".to_owned(),
        n => format!("{} can", thousands(n)),
    };
    Shown {
        allowed: !who.is_empty(),
        who: who.iter().map(|id| (id.clone(), title(id))).collect(),
        lit: Arc::new(lit),
        sentence: words,
    }
}

/// Draws the choice and the answer.
pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut Graph, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let before = (state.paths.actor.clone(), state.paths.deed.clone());
    Frame::new().inner_margin(space::L).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        who_choice(ui, cx, &mut state.paths);
        deed::permission_choice(ui, cx, &mut state.paths.deed);
        deed::level_choice(ui, cx, &mut state.paths.deed);
        deed::target_choice(ui, cx, &mut state.paths.deed);
        if let Some(actor) = state.paths.actor.clone() {
            let alone = BTreeSet::from([actor]);
            let mut is_alone = state.filters.people == alone;
            if ui
                .checkbox(&mut is_alone, "Leave out everyone else")
                .changed()
            {
                state.filters.people = if is_alone { alone } else { BTreeSet::new() };
                state.lit_for = None;
            }
        }
    });
    if before != (state.paths.actor.clone(), state.paths.deed.clone()) || state.question.is_none() {
        state.paths.only = None;
        let engine = cx.analysis.engine();
        state.question = engine.and_then(|engine| question(engine, &state.paths));
    }
    let Some(shown) = state.paths.lit.last().filter(|_| cx.is_current()) else {
        waiting(ui, "Following every path");
        return;
    };
    Frame::new().inner_margin(space::M).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        sentence(ui, shown.allowed, &[Run::plain(&shown.sentence)]);
    });
    for (nth, path) in shown.lit.paths.iter().enumerate() {
        let is_only = state.paths.only == Some(nth);
        if ui.push_id(nth, |ui| row(ui, path, is_only)).inner {
            state.paths.only = (!is_only).then_some(nth);
            state.lit_for = None;
        }
    }
    if state.paths.actor.is_some() {
        return;
    }
    Frame::new().inner_margin(space::L).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let most = match state.paths.all_names {
            true => 2_000,
            false => MOST_NAMED,
        };
        for (id, name) in shown.who.iter().take(most) {
            if link(ui, name).clicked() {
                state.paths.actor = Some(id.clone());
                state.question = None;
                actions.select(Key::Principal(id.clone()));
            }
        }
        let n_left = shown.who.len().saturating_sub(most);
        if n_left > 0 && link(ui, &format!("{} more", thousands(n_left))).clicked() {
            state.paths.all_names = true;
        }
        if shown.who.len() > MOST_LIT {
            let words = format!("The paths of the first {MOST_LIT} are lit");
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
    });
}

/// One path: where it comes from, and what blocks it. True if it was clicked.
fn row(ui: &mut Ui, path: &LitPath, is_only: bool) -> bool {
    let t = theme::tokens(ui);
    let (icon, ink) = match path.block {
        None => (icons::ROUTE, t.accent),
        Some(_) => (icons::GPP_BAD, t.refused),
    };
    let below = path.block.as_deref().unwrap_or_default();
    let response = line(ui, icon, ink, &path.sentence, below, is_only);
    let clicked = response.clicked();
    if !path.steps.is_empty() {
        response.on_hover_text(path.steps.join("\n"));
    }
    clicked
}

fn who_choice(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let people = cx.model.principals();
    let choice = |nth: usize| match nth.checked_sub(1) {
        None => Some(Choice::new("Everyone who can")),
        Some(nth) => people.at(nth).map(person_choice),
    };
    let at = state.actor.as_ref().and_then(|id| people.position(id));
    let picked = Combo::bare("Who", &[], Some(at.map_or(0, |nth| nth + 1)))
        .many(people.len() + 1, &choice)
        .width(240.0)
        .tall()
        .show(ui);
    if let Some(nth) = picked {
        let person = nth.checked_sub(1).and_then(|nth| people.at(nth));
        state.actor = person.map(|person| person.id.clone());
    }
}
