//! What an earlier run left behind, offered by name and time, with what differs from the file on
//! the disk. Choosing later loses nothing.

use egui::{Align, Context, Frame, Layout, ScrollArea, Stroke, Ui};

use crate::session::{Action, Actions, Against, Left, LeftBehind, Session, Whole};

use super::checks::words::{count, names};
use super::icons;
use super::theme::{self, Tokens, Type, Weight, radius, space};
use super::widgets::{Button, Look, Tone, dialog, label, waiting};

/// What the dialog keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    /// What is about to be dropped for good.
    dropping: Option<u64>,
}

/// Draws the dialog, while the session offers.
pub fn show(ctx: &Context, session: &Session, state: &mut State, actions: &mut Actions) {
    if !session.is_offering() {
        return;
    }
    let t = theme::tokens(ctx);
    let (later, close) = dialog(ctx, "Recover what was not saved?", 620.0, |ui| {
        let words = "Sightline ended before these changes were saved. Nothing has been written to \
                     your files; what you leave for later is offered again";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
        ui.add_space(space::S);
        let room = (ui.ctx().content_rect().height() - 220.0).max(160.0);
        ScrollArea::vertical()
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for one in session.left_behind() {
                    ui.push_id(one.nth, |ui| card(ui, one, state, actions));
                }
            });
        ui.add_space(space::M);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Button::new("Later")).clicked()
        })
        .inner
    });
    if later || close {
        state.dropping = None;
        actions.push(Action::OfferLater);
    }
}

fn card(ui: &mut Ui, one: &LeftBehind, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .inner_margin(12.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            match &one.left {
                Left::Reading => waiting(ui, "Reading what was left behind"),
                Left::Damaged { why, aside } => damaged(ui, why, aside, t),
                Left::Whole(whole) => {
                    about(ui, whole, t);
                    ui.add_space(space::XS);
                    if state.dropping == Some(one.nth) {
                        drop_for_good(ui, one.nth, state, actions);
                    } else {
                        choices(ui, one.nth, whole, state, actions);
                    }
                }
            }
        });
}

fn damaged(ui: &mut Ui, why: &str, aside: &std::path::Path, t: &Tokens) {
    let title = "A recovery file is damaged";
    line(ui, icons::WARNING, title, Weight::Semibold, t.warning, t);
    let words = format!("What was kept cannot be read: {why}");
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    let words = format!("It was put aside as {}", aside.display());
    ui.add(egui::Label::new(Type::Small.rich(words, Weight::Regular, t.text3)).selectable(true));
}

fn about(ui: &mut Ui, whole: &Whole, t: &Tokens) {
    let about = &whole.about;
    line(
        ui,
        icons::HISTORY,
        &about.name,
        Weight::Semibold,
        t.text2,
        t,
    );
    let n = count(about.n_steps, "unsaved change", "unsaved changes");
    let when = when(about.kept);
    let words = format!("{n}, kept {when}");
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    let file = match (&about.path, &whole.no_file) {
        (Some(path), None) => path.display().to_string(),
        (Some(path), Some(why)) => format!("{}: {why}", path.display()),
        (None, _) => "It was never saved to a file".to_owned(),
    };
    label(ui, file, Type::Small, Weight::Regular, t.text3);
    if whole.is_older {
        let words = "Someone wrote the file since. Recovering changes nothing in it";
        line(ui, icons::WARNING, words, Weight::Regular, t.warning, t);
    }
    match &whole.against {
        Some(against) => differs(ui, whole, against, t),
        None => waiting(ui, "Comparing with the file on the disk"),
    }
}

fn differs(ui: &mut Ui, whole: &Whole, against: &Against, t: &Tokens) {
    let has_file = whole.about.path.is_some() && whole.no_file.is_none();
    let than = if has_file {
        "differ from the file on the disk"
    } else {
        "in it"
    };
    let n = count(against.n_records, "record", "records");
    let words = match against.n_records {
        0 => "Nothing differs from the file on the disk".to_owned(),
        1 if has_file => format!("{n} differs from the file on the disk"),
        _ => format!("{n} {than}"),
    };
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    if !has_file {
        return;
    }
    let sides = [
        (
            &against.gain,
            icons::ADD_CIRCLE,
            Tone::Allowed,
            "gains access",
            "gain access",
        ),
        (
            &against.lose,
            icons::DO_NOT_DISTURB_ON,
            Tone::Refused,
            "loses access",
            "lose access",
        ),
    ];
    for (who, icon, tone, one, several) in sides {
        if !who.is_empty() {
            let verb = if who.len() == 1 { one } else { several };
            let words = format!("{} {verb}", names(who));
            line(ui, icon, &words, Weight::Regular, tone.ink(t), t);
        }
    }
    if against.gain.is_empty() && against.lose.is_empty() && against.n_records > 0 {
        let words = "No one’s access differs";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
}

fn choices(ui: &mut Ui, nth: u64, whole: &Whole, state: &mut State, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let recover = Button::primary("Recover")
            .hint("Opens the model with these changes; nothing is written");
        let compare = Button::new("Compare")
            .icon(icons::DIFFERENCE)
            .hint("Opens it in Compare: who gains and who loses by these changes");
        let asked = [
            ui.add(recover).clicked().then_some(false),
            (whole.no_file.is_none() && whole.about.path.is_some())
                .then(|| ui.add(compare).clicked().then_some(true))
                .flatten(),
        ];
        if let Some(compare) = asked.into_iter().flatten().next() {
            actions.push(Action::Recover { nth, compare });
        }
        if ui.add(Button::new("Discard").look(Look::Plain)).clicked() {
            state.dropping = Some(nth);
        }
    });
}

fn drop_for_good(ui: &mut Ui, nth: u64, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let words = "Drop these changes for good? They cannot be brought back";
    label(ui, words, Type::Small, Weight::Medium, t.text);
    ui.horizontal(|ui| {
        if ui.add(Button::new("Keep them")).clicked() {
            state.dropping = None;
        }
        let sure = Button::new("Discard for good").look(Look::Destructive);
        if ui.add(sure).clicked() {
            state.dropping = None;
            actions.push(Action::DropLeftBehind(nth));
        }
    });
}

fn line(
    ui: &mut Ui,
    icon: icons::Icon,
    words: &str,
    weight: Weight,
    ink: egui::Color32,
    t: &Tokens,
) {
    ui.horizontal_top(|ui| {
        icons::icon(ui, icon, 16.0, ink);
        ui.add(egui::Label::new(Type::Small.rich(words, weight, t.text)).wrap());
    });
}

/// "today at 14:31", or with the day before it.
fn when(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok();
    let at = at.and_then(|at| jiff::Timestamp::from_second(at).ok());
    let Some(at) = at else {
        return "at an unknown time".to_owned();
    };
    let now = jiff::Zoned::now();
    let at = at.to_zoned(now.time_zone().clone());
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    if at.date() == now.date() {
        format!("today at {time}")
    } else {
        format!("on {} at {time}", at.date())
    }
}
