//! The day that is answered for: a chip that says it and sets another, for the whole window.

use egui::{Popup, PopupCloseBehavior, Ui};

use crate::model::Date;
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Chip, TextField, label};
use crate::ui::{Context, icons};

/// Draws the chip of the day.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let words = match cx.session.as_of() {
        Some(day) => format!("As of {day}"),
        None => "As of today".to_owned(),
    };
    let is_other = cx.session.as_of().is_some();
    let mut chip = Chip::new(&words).icon(icons::CALENDAR_TODAY).on(is_other);
    chip = match is_other {
        true => chip.closable(),
        false => chip.menu(),
    };
    let shown = chip.show(ui);
    if shown.closed {
        actions.push(Action::AsOf(None));
    }
    let mut close = false;
    Popup::from_toggle_button_response(&shown.response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(250.0)
        .show(|ui| close = choose(ui, cx, shown.response.clicked(), actions));
    if close {
        Popup::close_all(ui.ctx());
    }
}

/// The field of the day. True if one was set.
fn choose(ui: &mut Ui, cx: &Context<'_>, is_first: bool, actions: &mut Actions) -> bool {
    let t = theme::tokens(ui);
    let id = ui.scope_id().with("no such day");
    let refused: Option<String> = ui.data(|data| data.get_temp(id));
    let shown = cx.day().to_string();
    let words = "Time windows count as they will on that day, in the whole window";
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    let field = TextField::bare("Day to answer for", &shown)
        .placeholder("Like 2027-01-31")
        .problem(refused.as_deref())
        .tall()
        .show(ui);
    if is_first {
        field.response.request_focus();
    }
    let mut is_set = false;
    if let Some(typed) = field.done {
        match typed.trim().parse::<Date>() {
            Ok(day) => {
                ui.data_mut(|data| data.remove::<String>(id));
                actions.push(Action::AsOf(Some(day)));
                is_set = true;
            }
            Err(_) => {
                let words = format!("“{}” is no day. A day looks like 2027-01-31", typed.trim());
                ui.data_mut(|data| data.insert_temp(id, words));
            }
        }
    }
    if cx.session.as_of().is_some() && ui.add(Button::plain("Back to today")).clicked() {
        actions.push(Action::AsOf(None));
        is_set = true;
    }
    is_set
}

/// The chip that says that the HR system is seen as it would be; closing it goes back.
pub fn seen_in(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let Some(scenario) = cx.session.scenarios().seen_in() else {
        return;
    };
    let words = format!("In the scenario: {}", scenario.title());
    let chip = Chip::new(&words).icon(icons::SCIENCE).on(true).closable();
    // The controls beside it keep their room.
    let most = (ui.available_width() - 420.0).clamp(90.0, 300.0);
    let shown = ui.scope(|ui| {
        ui.set_max_width(most);
        chip.show(ui)
    });
    let shown = shown.inner;
    if shown.closed || shown.response.clicked() {
        actions.push(Action::Scenario(ScenarioAsk::SeeIn(None)));
    }
}
