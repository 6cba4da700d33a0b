//! The start page: what a new model can begin with, recent files, opening a file.

mod counts;
mod page;

use egui::{ScrollArea, Ui};

use crate::session::{Action, Actions, Session, TEMPLATES, Template};
use crate::ui::frame::icon_of;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Section, divider, label};

use counts::Counts;

/// Which template is looked at, and what is in it.
#[derive(Debug, Default)]
pub struct State {
    chosen: usize,
    counts: Option<(usize, Counts)>,
}

impl State {
    fn counts(&mut self) -> Option<&Counts> {
        if self.counts.as_ref().map(|(nth, _)| *nth) != Some(self.chosen) {
            let template = TEMPLATES.get(self.chosen)?;
            let counts = Counts::of(&template.model().ok()?);
            self.counts = Some((self.chosen, counts));
        }
        self.counts.as_ref().map(|(_, counts)| counts)
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut State, actions: &mut Actions) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| page::show(ui, session, state, actions));
}

/// Draws the inspector of the template.
pub fn side(ui: &mut Ui, _session: &Session, state: &mut State, actions: &mut Actions) {
    let Some(template) = TEMPLATES.get(state.chosen) else {
        return;
    };
    head(ui, template);
    body(ui, template, state);
    egui::Frame::new().inner_margin(16.0).show(ui, |ui| {
        let button = Button::primary("Make model").hint("Opens as a copy that no file holds yet");
        if ui.add(button).clicked() {
            actions.push(Action::NewFrom(state.chosen));
        }
    });
}

fn head(ui: &mut Ui, template: &Template) {
    let t = theme::tokens(ui);
    let margin = egui::Margin::symmetric(16, 12);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            icons::icon(ui, icon_of(template.icon), 28.0, t.accent);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                label(ui, template.name, Type::Title, Weight::Semibold, t.text);
                let line = "Template · opens as an unsaved copy";
                label(ui, line, Type::Small, Weight::Regular, t.text3);
            });
        });
        ui.add_space(8.0);
        label(ui, template.line, Type::Small, Weight::Regular, t.text2);
    });
    divider(ui);
}

fn body(ui: &mut Ui, template: &Template, state: &mut State) {
    let t = theme::tokens(ui);
    if let Some(counts) = state.counts() {
        Section::new("What is in it").show(ui, |ui| {
            for (name, value) in &counts.lines {
                pair(ui, name, value);
            }
        });
        Section::new("What it shows well").show(ui, |ui| {
            for line in template.shows {
                ui.horizontal_top(|ui| {
                    icons::icon(ui, icons::CHECK, 16.0, t.text2);
                    ui.add(
                        egui::Label::new(Type::Small.rich(*line, Weight::Regular, t.text2)).wrap(),
                    );
                });
            }
        });
        Section::new("Readings it rests on")
            .count("can be changed later")
            .show(ui, |ui| {
                for (name, value) in &counts.readings {
                    pair(ui, name, value);
                }
            });
    }
}

/// A name at the left, a value at the right.
fn pair(ui: &mut Ui, name: &str, value: &str) {
    let t = theme::tokens(ui);
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        label(ui, name, Type::Small, Weight::Regular, t.text2);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            label(ui, value, Type::Small, Weight::Medium, t.text);
        });
    });
}
