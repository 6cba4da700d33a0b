//! A list of records beside a table: members of a team, what carries a label. Each line can be
//! chosen, dragged, marked as a lead and taken out.

use egui::{
    Color32, Modifiers, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::model::Key;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};
use crate::ui::{Context, icons, kind_of};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The record.
    pub key: Key,
    /// What tells it apart, at the right of its name.
    pub detail: String,
    /// Leads or does not, where something can be led.
    pub lead: Option<bool>,
}

/// What was asked of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Select it, with what was held down.
    Select(Key, Modifiers),
    /// It is dragged away.
    Grab(Key),
    /// Turn its lead on or off.
    Lead(Key, bool),
    /// Take it out.
    TakeOut(Key),
    /// Its menu.
    Menu(Key, Pos2),
}

/// Draws the lines over the room there is. `out` is what taking out is called: "Take {} out".
pub fn show(ui: &mut Ui, cx: &Context<'_>, lines: &[Line], out: &str) -> Option<Asked> {
    let mut asked = None;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .scroll_source(
            egui::containers::scroll_area::ScrollSource::SCROLL_BAR
                | egui::containers::scroll_area::ScrollSource::MOUSE_WHEEL,
        )
        .show_rows(ui, size::ROW, lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for one in lines.get(range).unwrap_or_default() {
                if let Some(what) = line(ui, cx, one, out) {
                    asked = Some(what);
                }
            }
        });
    asked
}

fn line(ui: &mut Ui, cx: &Context<'_>, line: &Line, out: &str) -> Option<Asked> {
    let t = theme::tokens(ui);
    let name = cx.model.title(&line.key);
    let room = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let id = ui.scope_id().with(("line", &line.key));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let selected = cx.is_selected(&line.key);
    let spoken = match line.lead {
        Some(true) => format!("{name}, lead"),
        _ => name.clone(),
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, &spoken));
    let painter = ui.painter();
    let ground: Option<Color32> = match (selected, response.hovered()) {
        (true, _) => Some(t.selected),
        (_, true) => Some(t.hover),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, 0.0, ground);
    }
    let edge = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, edge);
    let kind = kind_of(cx.model, &line.key);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 18.0, middle);
    icons::paint(painter, kind.icon(), at, 16.0, kind.color(t));
    let buttons = Rect::from_min_max(pos2(rect.right() - 68.0, rect.top()), rect.max);
    let small = Type::Small.regular();
    let detail = paint::line(ui, &line.detail, small, t.text3, rect.width() * 0.35);
    let end = pos2(buttons.left() - 6.0, middle);
    let left = paint::right_center(painter, end, detail, t.text3).left();
    let font = if line.lead == Some(true) {
        Type::Small.medium()
    } else {
        Type::Small.regular()
    };
    let text = paint::line(ui, &name, font, t.text, left - rect.left() - 44.0);
    paint::left_center(painter, pos2(rect.left() + 32.0, middle), text, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    let asked = ends(ui, line, &name, buttons, out);
    if asked.is_some() {
        return asked;
    }
    let key = || line.key.clone();
    if response.drag_started() {
        return Some(Asked::Grab(key()));
    }
    if response.secondary_clicked() {
        let at = response.interact_pointer_pos().unwrap_or(rect.center());
        return Some(Asked::Menu(key(), at));
    }
    let held = ui.input(|input| input.modifiers);
    response.clicked().then(|| Asked::Select(key(), held))
}

/// The star and the cross at the right end.
fn ends(ui: &mut Ui, line: &Line, name: &str, place: Rect, out: &str) -> Option<Asked> {
    let t = theme::tokens(ui);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = UiBuilder::new()
        .id_salt(("ends", &line.key))
        .max_rect(place)
        .layout(layout);
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 0.0;
    let button = |ui: &mut Ui, icon, ink, name: &str| {
        let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            let painter = ui.painter();
            painter.rect_filled(rect, theme::radius::BUTTON, t.inset);
        }
        icons::paint(ui.painter(), icon, rect.center(), 16.0, ink);
        paint::focus_ring(ui, &response, 4.0, Ring::Inside, t);
        response.on_hover_text(name)
    };
    let words = out.replace("{}", name);
    if button(&mut ui, icons::CLOSE, t.text2, &words).clicked() {
        return Some(Asked::TakeOut(line.key.clone()));
    }
    let is_lead = line.lead?;
    let (words, ink) = match is_lead {
        true => (format!("{name} no longer leads"), t.accent),
        false => (format!("Let {name} lead"), t.sample),
    };
    let star = button(&mut ui, icons::STAR, ink, &words);
    star.clicked()
        .then(|| Asked::Lead(line.key.clone(), !is_lead))
}
