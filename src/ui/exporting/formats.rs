//! The list of what a model can be exported to.

use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::io::export::{FORMATS, Format, FormatInfo};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius};

/// Draws the list; returns the one that was chosen.
pub(super) fn list(ui: &mut Ui, chosen: Format) -> Option<Format> {
    let mut picked = None;
    ScrollArea::vertical()
        .id_salt("formats")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for info in &FORMATS {
                if row(ui, info, info.format == chosen) {
                    picked = Some(info.format);
                }
            }
        });
    picked
}

fn row(ui: &mut Ui, info: &FormatInfo, is_chosen: bool) -> bool {
    let t = theme::tokens(ui);
    let size = vec2(ui.available_width() - 4.0, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, info.title));
    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, radius::BUTTON, t.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, radius::BUTTON, t.hover);
    }
    let ink = if is_chosen { t.accent } else { t.text2 };
    let middle = rect.center().y;
    let icon = if info.is_folder {
        icons::FOLDER
    } else {
        icons::DESCRIPTION
    };
    icons::paint(painter, icon, pos2(rect.left() + 18.0, middle), 17.0, ink);
    let room = rect.width() - 44.0;
    let title = paint::line(ui, info.title, Type::Small.medium(), t.text, room);
    paint::left_center(painter, pos2(rect.left() + 36.0, middle), title, t.text);
    paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Inside, t);
    response.on_hover_text(info.purpose).clicked()
}
