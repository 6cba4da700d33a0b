//! A line of a menu.

use egui::{Button, Response, RichText, Role, Ui, WidgetInfo, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, size};

/// One line of a menu, with its key.
pub fn entry(ui: &mut Ui, icon: Icon, text: &str, keys: &str) -> Response {
    let t = theme::tokens(ui);
    let icon = RichText::new(icon.sign())
        .font(icons::font(16.0))
        .color(t.text2);
    let words = RichText::new(text).color(t.text);
    let button = Button::new((icon, words))
        .shortcut_text(RichText::new(keys).color(t.text3))
        .frame_when_inactive(false)
        .min_size(vec2(ui.available_width(), size::BUTTON));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, text));
    response
}
