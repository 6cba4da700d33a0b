//! One item of the status bar; each is a door to its list.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Tone;
use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type};

/// Draws an item 22 high with a line behind it. The words say what the colour says.
pub fn status_item(ui: &mut Ui, icon: Option<Icon>, text: &str, tone: Tone) -> Response {
    let t = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), Type::Micro.regular(), t.text2);
    let before = if icon.is_some() { 20.0 } else { 0.0 };
    let size = vec2(galley.size().x + before + 20.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 3.0, t.hover);
    }
    let mut x = rect.left() + 10.0;
    if let Some(icon) = icon {
        icons::paint(
            painter,
            icon,
            pos2(x + 7.5, rect.center().y),
            15.0,
            tone.ink(t),
        );
        x += before;
    }
    let at = pos2(x, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, t.text2);
    let line = rect.y_range().shrink(3.0);
    painter.vline(rect.right() - 0.5, line, Stroke::new(1.0, t.line));
    paint::focus_ring(ui, &response, 3.0, Ring::Inside, t);
    response
}
