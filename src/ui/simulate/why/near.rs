//! What comes nearest to a yes, and what it lacks.

use egui::Ui;

use super::steps::{Step, door_of, draw_steps};
use crate::engine::{Engine, Failure, NearMiss, Words};
use crate::model::Key;
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::glyphs::KindShape;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Section, label};

pub(super) fn near_section(
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
