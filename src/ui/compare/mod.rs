//! COMPARE: now against the last save. Who gains and who loses what, by name.

use egui::{Align, Frame, Layout, ScrollArea, Ui, vec2};

use crate::engine::Engine;
use crate::model::Key;
use crate::session::{Actions, Background, Command, Shifts};
use crate::ui::shifts::{Group, groups, is_small};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{EmptyPlace, Run, divider, label, link, page_card, runs, spinner};
use crate::ui::{Context, icons};

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    shifts: Background<(u64, u64), Shifts>,
    shown: Option<((u64, u64), Vec<Group>)>,
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let saved = cx
        .document
        .saved_model()
        .filter(|_| cx.document.is_unsaved());
    let Some(saved) = saved else {
        bar(ui, cx, None);
        let place = EmptyPlace {
            icon: icons::DIFFERENCE,
            title: "Nothing has changed since the last save",
            why: "As soon as you edit something, who gains and who loses stands here by name",
            button: None,
        };
        place.show(ui);
        return;
    };
    let (old, now, day) = (saved.clone(), cx.engine.clone(), cx.day());
    let wake = ui.ctx().clone();
    let shifts = state.shifts.get(
        cx.stamp(),
        is_small(cx.model),
        move || Shifts::between(&Engine::new(&old, day), &now),
        move || wake.request_repaint(),
    );
    bar(ui, cx, shifts.as_deref());
    let Some(shifts) = shifts else {
        Frame::new().inner_margin(24.0).show(ui, |ui| {
            spinner(ui, "Comparing with the last save");
        });
        return;
    };
    if state.shown.as_ref().map(|(stamp, _)| *stamp) != Some(cx.stamp()) {
        state.shown = Some((cx.stamp(), groups(cx.model, &shifts)));
    }
    let groups = state.shown.as_ref().map_or(&[][..], |(_, groups)| groups);
    if groups.is_empty() {
        let place = EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "Nobody’s access changes",
            why: "The edits since the last save give and take nothing",
            button: None,
        };
        place.show(ui);
        return;
    }
    page(ui, cx, groups, actions);
}

fn bar(ui: &mut Ui, cx: &Context<'_>, shifts: Option<&Shifts>) {
    let t = theme::tokens(ui);
    Frame::new().fill(t.panel).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(bar.x);
            ui.add_space(space::XL);
            label(
                ui,
                "Now against the last save",
                Type::Small,
                Weight::Semibold,
                t.text,
            );
            let n = cx.document.history().n_undo();
            if let Some(shifts) = shifts {
                let words = format!(
                    "{} gained, {} lost, {} people, {n} steps to undo",
                    shifts.n_gains(),
                    shifts.n_losses(),
                    shifts.n_people()
                );
                label(ui, words, Type::Small, Weight::Regular, t.text3);
            }
        });
    });
    divider(ui);
}

fn page(ui: &mut Ui, cx: &Context<'_>, groups: &[Group], actions: &mut Actions) {
    const MOST: usize = 200;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::new().inner_margin(24.0).show(ui, |ui| {
                ui.set_max_width(820.0);
                ui.spacing_mut().item_spacing.y = 12.0;
                for group in groups.iter().take(MOST) {
                    page_card(ui, |ui| card(ui, cx, group, actions));
                }
                if groups.len() > MOST {
                    ui.label(format!("and {} more", groups.len() - MOST));
                }
            });
        });
}

fn card(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        label(ui, &group.name, Type::Body, Weight::Semibold, t.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(who) = &group.who
                && cx.model.principals().contains(who)
                && link(ui, "See as").clicked()
            {
                actions.select(Key::Principal(who.clone()));
                actions.command(Command::SeeAsSelected);
            }
        });
    });
    for (gain, what) in &group.lines {
        ui.horizontal_top(|ui| {
            let (icon, ink, verb) = if *gain {
                (icons::ADD, t.allowed, "Gains: ")
            } else {
                (icons::REMOVE, t.refused, "Loses: ")
            };
            icons::icon(ui, icon, 16.0, ink);
            runs(
                ui,
                &[Run::plain(verb), Run::strong(what)],
                Type::Small,
                t.text2,
                t.text,
            );
        });
    }
}
