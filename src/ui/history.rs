//! The history: every step by its name, to walk to any of them by click or arrow key, and to
//! compare the model with any of them. What was taken back stands below, dimmed.

use egui::{
    EventFilter, Frame, Key, Panel, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::session::{Action, Actions, Command, Document, History, Moment, Session};

use super::checks::words::{capital, count};
use super::icons::{self, Icon};
use super::paint::{self, Ring};
use super::theme::{self, Type, Weight, size, space};
use super::widgets::{divider, icon_button, label};
use super::{Room, keys};

/// What the panel keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    /// True while the panel is shown.
    pub is_open: bool,
    /// The keyboard is to come to the list.
    takes_focus: bool,
    /// The point that was brought into view last.
    seen: Option<u64>,
    /// How far the list is scrolled down.
    offset: f32,
}

impl State {
    /// Shown or not; nothing else is kept.
    pub fn new(is_open: bool) -> State {
        State {
            is_open,
            ..State::default()
        }
    }

    /// Shows or hides it.
    pub fn toggle(&mut self) {
        *self = State {
            is_open: !self.is_open,
            takes_focus: !self.is_open,
            ..State::default()
        };
    }
}

/// Draws the panel, while it is open.
pub fn show(ui: &mut Ui, session: &Session, room: Room, state: &mut State, actions: &mut Actions) {
    let Some(document) = session.document().filter(|_| state.is_open) else {
        return;
    };
    let t = theme::tokens(ui);
    Panel::right("history")
        .default_size(room.side())
        .size_range(240.0..=520.0)
        .frame(Frame::new().fill(t.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_width(ui.available_width());
            head(ui, document.history(), actions);
            list(ui, document, state, actions);
        });
}

fn head(ui: &mut Ui, history: &History, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(bar, left, |ui| {
        ui.add_space(space::XL);
        label(ui, "History", Type::Title, Weight::Semibold, t.text);
        let n_done = history.n_undo();
        let n_back = history.n_moments() - 1 - n_done;
        let mut words = count(n_done, "step", "steps");
        if n_back > 0 {
            words.push_str(&format!(", {n_back} taken back"));
        }
        label(ui, words, Type::Small, Weight::Regular, t.text3);
        let right = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(right, |ui| {
            ui.add_space(space::M);
            if icon_button(ui, icons::CLOSE, "Close the history", true).clicked() {
                actions.command(Command::History);
            }
        });
    });
    divider(ui);
}

fn list(ui: &mut Ui, document: &Document, state: &mut State, actions: &mut Actions) {
    let history = document.history();
    let here = history.n_undo();
    if history.n_moments() == 1 {
        let words = "Every change you make is listed here by its name. Click one to go back to it, \
                     or on again";
        quiet(ui, words);
    }
    if history.n_gone() > 0 {
        let n = count(history.n_gone(), "earlier step", "earlier steps");
        quiet(ui, &format!("{n} made room for later ones"));
    }
    let mut area = ScrollArea::vertical()
        .id_salt("moments")
        .auto_shrink([false, false]);
    // The point the model is at stays in view, with the one before it.
    let now = Some(history.state());
    if state.seen != now {
        let top = here.saturating_sub(1) as f32 * size::ROW;
        let height = ui.available_height() - size::ROW * 2.0;
        let is_in_view = state.offset <= top && top <= state.offset + height;
        if state.seen.is_none() || !is_in_view {
            area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
        state.seen = now;
    }
    let shown = area.show_rows(ui, size::ROW, history.n_moments(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in range {
            let Some(moment) = history.moment(at) else {
                continue;
            };
            let response = ui
                .push_id(("moment", at), |ui| {
                    row(ui, document, moment, at == here, actions)
                })
                .inner;
            if at == here {
                if std::mem::take(&mut state.takes_focus) {
                    response.request_focus();
                }
                state.takes_focus |= walk_by_keys(ui, &response, history, actions);
            }
        }
    });
    state.offset = shown.state.clamped_offset().y;
}

/// One point; the way to it by click, and the comparison with it at its right end.
fn row(
    ui: &mut Ui,
    document: &Document,
    moment: Moment<'_>,
    is_here: bool,
    actions: &mut Actions,
) -> Response {
    let t = theme::tokens(ui);
    let text = moment.label.map_or_else(|| beginning(document), capital);
    let has_file = document.origin().path.is_some();
    let is_in_file = has_file && document.saved_state() == Some(moment.state);
    let mark = match (is_in_file, moment.is_saved) {
        (true, _) => Some("in the file"),
        (_, true) => Some("saved"),
        _ => None,
    };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    response.widget_info(|| {
        let mut words = text.clone();
        for part in [mark, (!moment.is_done).then_some("taken back")] {
            words.extend(part.map(|part| format!(", {part}")));
        }
        WidgetInfo::selected(Role::ListBoxOption, true, is_here, words)
    });
    let painter = ui.painter().clone();
    if is_here || response.hovered() {
        let fill = if is_here { t.selected } else { t.hover };
        painter.rect_filled(rect, 0.0, fill);
    }
    let line = Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let middle = rect.center().y;
    let ink = if moment.is_done { t.text2 } else { t.text3 };
    let at = pos2(rect.left() + 22.0, middle);
    icons::paint(&painter, icon(document, moment), at, 16.0, ink);
    let mut right = rect.right() - space::M;
    if !is_here {
        let place = Rect::from_center_size(pos2(right - 14.0, middle), vec2(28.0, 28.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
        let name = format!("Compare with this point: {text}");
        if icon_button(&mut child, icons::DIFFERENCE, &name, true).clicked() {
            actions.push(Action::CompareWith(moment.state));
        }
    }
    right -= 34.0;
    if let Some(mark) = mark {
        let words = paint::line(ui, mark, Type::Micro.regular(), t.text3, 80.0);
        right = paint::right_center(&painter, pos2(right, middle), words, t.text3).left() - 6.0;
    }
    let font = if is_here {
        Type::Small.medium()
    } else {
        Type::Small.regular()
    };
    let ink = if moment.is_done { t.text } else { t.text3 };
    let left = rect.left() + 40.0;
    let words = paint::line(ui, &text, font, ink, right - left);
    paint::left_center(&painter, pos2(left, middle), words, ink);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    if response.clicked() && !is_here {
        actions.push(Action::WalkTo(moment.state));
    }
    response.on_hover_text(text)
}

fn beginning(document: &Document) -> String {
    match document.begun() {
        _ if document.history().n_gone() > 0 => "As far back as the history goes".to_owned(),
        Some(file) => format!("Opened {file}"),
        None => "New model".to_owned(),
    }
}

fn icon(document: &Document, moment: Moment<'_>) -> Icon {
    match (moment.label, document.begun()) {
        (None, Some(_)) => icons::FOLDER_OPEN,
        (None, None) => icons::NOTE_ADD,
        _ if moment.is_saved => icons::SAVE,
        _ => icons::EDIT,
    }
}

/// Up and down a step, or to either end; true if the keyboard goes along.
fn walk_by_keys(ui: &Ui, response: &Response, history: &History, actions: &mut Actions) -> bool {
    if !response.has_focus() {
        return false;
    }
    keys::claim_delete(ui.ctx());
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = history.n_moments() - 1;
    let here = history.n_undo();
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let to = match () {
        () if pressed(Key::ArrowUp) => here.saturating_sub(1),
        () if pressed(Key::ArrowDown) => (here + 1).min(last),
        () if pressed(Key::PageUp) => here.saturating_sub(10),
        () if pressed(Key::PageDown) => (here + 10).min(last),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => last,
        () => here,
    };
    let moment = history.moment(to).filter(|_| to != here);
    if let Some(moment) = moment {
        actions.push(Action::WalkTo(moment.state));
    }
    moment.is_some()
}

fn quiet(ui: &mut Ui, words: &str) {
    let t = theme::tokens(ui);
    let margin = egui::Margin::symmetric(16, 10);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        label(ui, words, Type::Small, Weight::Regular, t.text3);
    });
}
