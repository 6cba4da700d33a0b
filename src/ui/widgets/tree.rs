//! One row of a tree, 30 high (28 for a module).

use egui::{Align2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, size};

/// What a row shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct TreeRow<'a> {
    /// The name.
    pub text: &'a str,
    /// How deep it stands.
    pub depth: usize,
    /// Open or folded, if it has rows below it.
    pub open: Option<bool>,
    /// Heads a module.
    pub module: bool,
    /// Is selected.
    pub selected: bool,
    /// Small words at the right end, each perhaps with an icon.
    pub tags: &'a [(Option<Icon>, &'a str)],
}

/// What was asked of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeAction {
    /// Fold or unfold it.
    Toggle,
    /// Select it.
    Select,
}

/// Draws a row over the width that is there. Right and left arrow unfold and fold.
pub fn tree_row(ui: &mut Ui, row: &TreeRow<'_>) -> (Response, Option<TreeAction>) {
    let t = theme::tokens(ui);
    let height = if row.module { 28.0 } else { size::ROW };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let mut words = vec![row.text];
        words.extend(row.tags.iter().map(|(_, tag)| *tag));
        WidgetInfo::selected(Role::TreeItem, true, row.selected, words.join(", "))
    });
    let painter = ui.painter().clone();
    let ground = match (row.selected, response.hovered(), row.module) {
        (true, ..) => t.selected,
        (_, true, _) => t.hover,
        (_, _, true) => t.inset,
        _ => t.panel,
    };
    painter.rect_filled(rect, 0.0, ground);
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let middle = rect.center().y;
    let mut x = rect.left() + 10.0 + row.depth as f32 * 16.0;
    let mut action = None;
    if let Some(open) = row.open {
        let icon = if open {
            icons::EXPAND_MORE
        } else {
            icons::CHEVRON_RIGHT
        };
        let place = Rect::from_center_size(pos2(x + 8.0, middle), vec2(22.0, height));
        let fold = ui.interact(place, response.id.with("fold"), Sense::CLICK);
        icons::paint(&painter, icon, pos2(x + 8.0, middle), 16.0, t.text2);
        if fold.clicked() || keys_fold(ui, &response, open) {
            action = Some(TreeAction::Toggle);
        }
    }
    x += 22.0;
    if row.module {
        icons::paint(
            &painter,
            icons::WIDGETS,
            pos2(x + 8.0, middle),
            16.0,
            t.text2,
        );
        x += 22.0;
    }
    let right = tags(ui, row.tags, rect);
    let weight = match (row.module, row.open) {
        (true, _) => Weight::Semibold,
        (_, Some(_)) => Weight::Medium,
        _ => Weight::Regular,
    };
    let font = Type::Small.font(weight);
    let (name, is_cut) = paint::line_around(ui, row.text, font, t.text, right - x - 6.0);
    paint::left_center(&painter, pos2(x, middle), name, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    let response = match is_cut {
        true => response.on_hover_text(row.text),
        false => response,
    };
    if action.is_none() && response.clicked() {
        action = Some(TreeAction::Select);
    }
    (response, action)
}

fn keys_fold(ui: &Ui, response: &Response, open: bool) -> bool {
    if !response.has_focus() {
        return false;
    }
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let key = if open {
        egui::Key::ArrowLeft
    } else {
        egui::Key::ArrowRight
    };
    ui.input(|input| input.key_pressed(key))
}

/// Draws tags from the right; gives back how far the name may go.
fn tags(ui: &Ui, tags: &[(Option<Icon>, &str)], rect: Rect) -> f32 {
    let t = theme::tokens(ui);
    let painter = ui.painter();
    let mut right = rect.right() - 10.0;
    for (icon, text) in tags.iter().rev() {
        let font = Type::Micro.regular();
        let galley = painter.layout_no_wrap((*text).to_owned(), font, t.text3);
        let inset = if icon.is_some() { 8.0 } else { 0.0 };
        let at = pos2(right - inset, rect.center().y);
        let place = Align2::RIGHT_CENTER.anchor_size(at, galley.size());
        painter.galley(place.min, galley, t.text3);
        right = place.left() - 8.0;
        if let Some(icon) = icon {
            let at = pos2(place.left() - 10.0, rect.center().y);
            icons::paint(painter, *icon, at, 14.0, t.text2);
            let chip = Rect::from_min_max(
                pos2(place.left() - 22.0, rect.center().y - 9.0),
                pos2(place.right() + 8.0, rect.center().y + 9.0),
            );
            painter.rect_stroke(
                chip,
                9.0,
                Stroke::new(1.0, t.line),
                egui::StrokeKind::Inside,
            );
            right = chip.left() - 6.0;
        }
    }
    right
}
