//! The readings of the model that had a say in an answer.

use egui::Ui;

use crate::engine::Answer;
use crate::ui::Context;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Section, label};

/// The readings of the model that had a say in this answer.
pub(super) fn settings_section(ui: &mut Ui, cx: &Context<'_>, answer: &Answer) {
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
