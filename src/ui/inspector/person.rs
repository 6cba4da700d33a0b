//! A person, service user or external user.

use egui::Ui;

use crate::model::{Key, PrincipalId};
use crate::session::{Actions, Command};
use crate::ui::widgets::HeadButton;
use crate::ui::{Context, icons};

use super::record;

/// Draws the inspector of a principal.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let key = Key::Principal(id.clone());
    let buttons = [HeadButton {
        icon: icons::VISIBILITY,
        text: "See as",
        blocked: None,
    }];
    if record::head(ui, cx, &key, &buttons, actions) == Some(0) {
        actions.command(Command::SeeAsSelected);
    }
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}
