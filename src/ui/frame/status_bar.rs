//! The status bar: counts that are doors to their lists.

use egui::{Align, Layout, Ui};

use crate::session::{Action, Actions, Command, Session, Workspace};
use crate::ui::checks::words::thousands;
use crate::ui::widgets::{Tone, status_item};
use crate::ui::{Context, icons};

/// Draws the bar.
pub fn show(ui: &mut Ui, session: &Session, cx: Option<&Context<'_>>, actions: &mut Actions) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(4.0);
        match cx {
            Some(cx) => counts(ui, cx, actions),
            None => {
                let words = "Open or make a model to see problems, expectations and people here";
                status_item(ui, Some(icons::INFO), words, Tone::Neutral);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(4.0);
            save_state(ui, session, actions);
            left_behind(ui, session, actions);
            let zoom = format!("{:.0} %", ui.ctx().zoom_factor() * 100.0);
            if status_item(ui, None, &zoom, Tone::Neutral)
                .on_hover_text("Back to the usual size")
                .clicked()
            {
                actions.command(Command::ZoomReset);
            }
        });
    });
}

fn counts(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    if let Some(day) = cx.session.as_of() {
        let words = format!("As of {day}, not today");
        let item = status_item(ui, Some(icons::CALENDAR_TODAY), &words, Tone::Warning);
        if item.on_hover_text("Back to today").clicked() {
            actions.command(Command::BackToToday);
        }
    }
    let n = cx.analysis.problems().len();
    let (words, tone) = match n {
        0 => ("No problems".to_owned(), Tone::Allowed),
        1 => ("1 problem".to_owned(), Tone::Refused),
        n => (format!("{n} problems"), Tone::Refused),
    };
    if status_item(ui, Some(tone.icon()), &words, tone).clicked() {
        actions.push(Action::Go(Workspace::Checks));
    }
    let checks = cx.analysis.checks();
    let (words, tone) = match (checks.n_hold, checks.n_expectations) {
        _ if cx.analysis.is_checking() => ("Checking expectations".to_owned(), Tone::Neutral),
        (_, 0) => ("No expectations yet".to_owned(), Tone::Neutral),
        (hold, all) if hold == all => (format!("All {all} expectations hold"), Tone::Allowed),
        (hold, all) => (format!("{hold} of {all} expectations hold"), Tone::Refused),
    };
    if status_item(ui, Some(tone.icon()), &words, tone).clicked() {
        actions.push(Action::Go(Workspace::Checks));
    }
    let n = cx.analysis.n_people();
    let words = if n == 1 {
        "1 person".to_owned()
    } else {
        format!("{} people", thousands(n))
    };
    if status_item(ui, Some(icons::GROUP), &words, Tone::Neutral).clicked() {
        actions.push(Action::Go(Workspace::Organisation));
    }
    if !cx.room.is_narrow() {
        let took = cx.analysis.took();
        let words = match took.as_millis() {
            _ if !cx.is_current() => "Recalculating…".to_owned(),
            0 => "Recalculated in under 1 ms".to_owned(),
            ms => format!("Recalculated in {ms} ms"),
        };
        status_item(ui, Some(icons::TIMER), &words, Tone::Neutral)
            .on_hover_text("Everything shown follows from the model as it is now");
    }
}

fn save_state(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let words = match session.document() {
        None => "No model open".to_owned(),
        Some(_) if session.saving().is_some() => "Saving…".to_owned(),
        Some(document) if document.is_unsaved() => "Not saved".to_owned(),
        Some(document) if document.origin().path.is_some() => "Saved".to_owned(),
        Some(_) => "New, no file yet".to_owned(),
    };
    let response = status_item(ui, Some(icons::SAVE), &words, Tone::Neutral);
    let path = session.document().and_then(|d| d.origin().path.as_deref());
    let hint = path.map_or_else(|| "Save".to_owned(), |path| path.display().to_string());
    if response.on_hover_text(hint).clicked() {
        actions.command(Command::Save);
    }
}

/// What an earlier run left behind stays in sight until it is settled.
fn left_behind(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let words = match session.left_behind().len() {
        0 => return,
        1 => "1 model to recover".to_owned(),
        n => format!("{n} models to recover"),
    };
    if status_item(ui, Some(icons::HISTORY), &words, Tone::Warning).clicked() {
        actions.command(Command::Recover);
    }
}
