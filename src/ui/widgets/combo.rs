//! A field with a list to choose from, with a search inside for long lists.

use std::sync::Arc;

use egui::{
    Id, Key, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius, size};

/// From how many choices on a search stands above the list.
const SEARCH_FROM: usize = 9;
const ROW: f32 = 28.0;

/// One thing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Its name.
    pub text: &'a str,
    /// What tells it from others of the same name.
    pub detail: &'a str,
    /// Its icon.
    pub icon: Option<Icon>,
}

impl<'a> Choice<'a> {
    /// A choice of just a name.
    pub const fn new(text: &'a str) -> Self {
        Choice {
            text,
            detail: "",
            icon: None,
        }
    }

    /// With what tells it apart.
    pub const fn detail(self, detail: &'a str) -> Self {
        Choice { detail, ..self }
    }

    /// With an icon.
    pub const fn icon(self, icon: Icon) -> Self {
        Choice {
            icon: Some(icon),
            ..self
        }
    }
}

/// Where the choices come from.
#[derive(Clone, Copy)]
enum Choices<'a> {
    List(&'a [Choice<'a>]),
    /// So many places; a place may have no choice. Asked for only while the list is open.
    Many(usize, &'a dyn Fn(usize) -> Option<Choice<'a>>),
}

impl std::fmt::Debug for Choices<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} choices", self.len())
    }
}

impl<'a> Choices<'a> {
    fn len(self) -> usize {
        match self {
            Choices::List(list) => list.len(),
            Choices::Many(n, _) => n,
        }
    }

    fn get(self, nth: usize) -> Option<Choice<'a>> {
        match self {
            Choices::List(list) => list.get(nth).copied(),
            Choices::Many(n, choice) if nth < n => choice(nth),
            Choices::Many(..) => None,
        }
    }
}

/// The field with its list.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct Combo<'a> {
    name: &'a str,
    choices: Choices<'a>,
    chosen: Option<usize>,
    placeholder: &'a str,
    width: Option<f32>,
    height: f32,
    label: bool,
    chip: bool,
    problem: bool,
}

impl<'a> Combo<'a> {
    /// A field with its label on the left.
    pub fn new(name: &'a str, choices: &'a [Choice<'a>], chosen: Option<usize>) -> Self {
        Combo {
            name,
            choices: Choices::List(choices),
            chosen,
            placeholder: "Not set",
            width: None,
            height: size::FIELD,
            label: true,
            chip: false,
            problem: false,
        }
    }

    /// A field without a label beside it; the name is read aloud.
    pub fn bare(name: &'a str, choices: &'a [Choice<'a>], chosen: Option<usize>) -> Self {
        Combo {
            label: false,
            ..Self::new(name, choices, chosen)
        }
    }

    /// Very many choices: each is asked for when it is drawn or searched, not on every frame. A
    /// place that gives none is left out.
    pub fn many(self, n: usize, choice: &'a dyn Fn(usize) -> Option<Choice<'a>>) -> Self {
        Combo {
            choices: Choices::Many(n, choice),
            ..self
        }
    }

    /// A word of a sentence: a chip as wide as what is chosen.
    pub fn chip(name: &'a str, choices: &'a [Choice<'a>], chosen: Option<usize>) -> Self {
        Combo {
            chip: true,
            ..Self::bare(name, choices, chosen)
        }
    }

    /// What stands there while nothing is chosen.
    pub fn placeholder(self, placeholder: &'a str) -> Self {
        Combo {
            placeholder,
            ..self
        }
    }

    /// Width of the field without its label; otherwise what is left.
    pub fn width(self, width: f32) -> Self {
        Combo {
            width: Some(width),
            ..self
        }
    }

    /// 28 high, for bars.
    pub fn tall(self) -> Self {
        Combo {
            height: size::BUTTON,
            ..self
        }
    }

    /// Whether what is chosen is refused.
    pub fn problem(self, problem: bool) -> Self {
        Combo { problem, ..self }
    }

    /// Draws it; returns the place of what was picked in the list.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        if self.label {
            super::field::named_row(ui, self.name, |ui| self.field(ui))
        } else {
            self.field(ui)
        }
    }

    fn field(self, ui: &mut Ui) -> Option<usize> {
        if self.chip {
            let chosen = self.chosen.and_then(|nth| self.choices.get(nth));
            let text = chosen.map(|choice| choice.text);
            let response = super::word_chip::word_chip(ui, self.name, text, self.placeholder);
            return self.list(ui, &response);
        }
        let t = theme::tokens(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width()).max(60.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), Sense::click());
        let chosen = self.chosen.and_then(|nth| self.choices.get(nth));
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(chosen.map_or(self.placeholder, |c| c.text).to_owned());
            info
        });
        let painter = ui.painter();
        painter.rect_filled(rect, radius::FIELD, t.inset);
        let edge = match (self.problem, response.hovered()) {
            (true, _) => t.refused,
            (_, true) => t.text3,
            _ => t.field,
        };
        painter.rect_stroke(
            rect,
            radius::FIELD,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let mut x = rect.left() + 8.0;
        if let Some(icon) = chosen.and_then(|choice| choice.icon) {
            icons::paint(painter, icon, pos2(x + 8.0, rect.center().y), 16.0, t.text2);
            x += 22.0;
        }
        let (text, ink) = chosen.map_or((self.placeholder, t.text3), |c| (c.text, t.text));
        let room = rect.right() - 22.0 - x;
        let cut = paint::line(ui, text, Type::Small.regular(), ink, room);
        paint::left_center(painter, pos2(x, rect.center().y), cut, ink);
        let at = pos2(rect.right() - 13.0, rect.center().y);
        icons::paint(painter, icons::ARROW_DROP_DOWN, at, 18.0, t.text2);
        paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Outside, t);
        self.list(ui, &response)
    }

    fn list(&self, ui: &Ui, field: &Response) -> Option<usize> {
        let popup = Popup::from_toggle_button_response(field)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(
                field
                    .rect
                    .width()
                    .max(if self.chip { 260.0 } else { 180.0 }),
            )
            .gap(4.0)
            .accessible_name(self.name.to_owned());
        let opened = field.clicked();
        let popup_id = popup.get_id();
        let picked = popup.show(|ui| self.open_list(ui, popup_id, opened))?.inner;
        if picked.is_some() {
            Popup::close_id(ui, popup_id);
            field.request_focus();
        }
        picked
    }

    fn open_list(&self, ui: &mut Ui, id: Id, opened: bool) -> Option<usize> {
        let t = theme::tokens(ui);
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut state: ListState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if opened {
            state = ListState::default();
        }
        let search = self.choices.len() >= SEARCH_FROM;
        if search {
            let edit = egui::TextEdit::singleline(&mut state.wanted)
                .id(id.with("search"))
                .hint_text("Search")
                .desired_width(f32::INFINITY);
            let response: Response = ui.add(edit);
            let response = response.accessible_name(format!("Search {}", self.name));
            if opened {
                response.request_focus();
            }
            if response.changed() {
                state.at = Some(0);
            }
            ui.add_space(4.0);
        }
        let found = self.found(&mut state);
        let mut picked = self.keys(ui, &mut state, &found);
        if found.is_empty() {
            let words = format!("Nothing is called “{}”", state.wanted);
            super::label(ui, words, Type::Small, theme::Weight::Regular, t.text3);
        }
        let at = state.at;
        let moved = ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp));
        let width = ui.available_width();
        ScrollArea::vertical()
            .max_height(ROW * 10.0)
            .min_scrolled_height(ROW)
            .show_rows(ui, ROW, found.len(), |ui, range| {
                for row in range {
                    let Some(nth) = found.get(row).copied() else {
                        continue;
                    };
                    if self.choice(ui, nth, at == Some(row), width) {
                        picked = Some(nth);
                    }
                }
            });
        if moved && let Some(row) = at {
            // Rows out of view are not drawn, so the place is worked out from the row.
            let top = ui.min_rect().top() + row as f32 * (ROW + 2.0);
            let place = Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW));
            ui.scroll_to_rect(place, None);
        }
        ui.data_mut(|data| data.insert_temp(id, state));
        picked
    }

    /// Places of the choices that fit. Of many they are kept until something else is typed.
    fn found(&self, state: &mut ListState) -> Arc<Vec<usize>> {
        let of = (state.wanted.clone(), self.choices.len());
        if let (Choices::Many(..), Some((known, found))) = (self.choices, &state.found)
            && *known == of
        {
            return found.clone();
        }
        let found = Arc::new(matches(self.choices, &state.wanted));
        state.found = Some((of, found.clone()));
        found
    }

    /// Arrow keys walk the list, Enter picks.
    fn keys(&self, ui: &Ui, state: &mut ListState, found: &[usize]) -> Option<usize> {
        let (down, up, enter) = ui.input(|input| {
            (
                input.key_pressed(Key::ArrowDown),
                input.key_pressed(Key::ArrowUp),
                input.key_pressed(Key::Enter),
            )
        });
        let last = found.len().checked_sub(1)?;
        if down {
            state.at = Some(state.at.map_or(0, |row| (row + 1).min(last)));
        }
        if up {
            state.at = Some(state.at.map_or(last, |row| row.saturating_sub(1)));
        }
        if enter {
            state.at.and_then(|row| found.get(row).copied())
        } else {
            None
        }
    }

    fn choice(&self, ui: &mut Ui, nth: usize, marked: bool, width: f32) -> bool {
        let t = theme::tokens(ui);
        let Some(choice) = self.choices.get(nth) else {
            return false;
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
        let chosen = self.chosen == Some(nth);
        response.widget_info(|| {
            let words = [choice.text, choice.detail];
            let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, words.join(", "))
        });
        let painter = ui.painter();
        if marked || response.hovered() {
            painter.rect_filled(rect, radius::FIELD, t.hover);
        } else if chosen {
            painter.rect_filled(rect, radius::FIELD, t.selected);
        }
        let middle = rect.center().y;
        let mut x = rect.left() + 8.0;
        if let Some(icon) = choice.icon {
            icons::paint(painter, icon, pos2(x + 8.0, middle), 16.0, t.text2);
            x += 22.0;
        }
        let mut right = rect.right() - 8.0;
        if chosen {
            icons::paint(
                painter,
                icons::CHECK,
                pos2(right - 8.0, middle),
                16.0,
                t.accent,
            );
            right -= 22.0;
        }
        if !choice.detail.is_empty() {
            let room = (right - x) * 0.5;
            let cut = paint::line(ui, choice.detail, Type::Small.regular(), t.text3, room);
            right = paint::right_center(painter, pos2(right, middle), cut, t.text3).left() - 8.0;
        }
        let cut = paint::line(ui, choice.text, Type::Small.regular(), t.text, right - x);
        paint::left_center(painter, pos2(x, middle), cut, t.text);
        paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
        response.clicked()
    }
}

/// What was looked for among how many, and the places that hold it.
type Found = ((String, usize), Arc<Vec<usize>>);

#[derive(Debug, Clone, Default)]
struct ListState {
    wanted: String,
    at: Option<usize>,
    found: Option<Found>,
}

/// Places of the choices that hold every word, those that begin with the text first.
fn matches(choices: Choices<'_>, wanted: &str) -> Vec<usize> {
    let wanted = wanted.trim().to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for nth in 0..choices.len() {
        let Some(choice) = choices.get(nth) else {
            continue;
        };
        if begins(choice.text, &wanted) {
            first.push(nth);
        } else if words
            .iter()
            .all(|word| holds(choice.text, word) || holds(choice.detail, word))
        {
            rest.push(nth);
        }
    }
    first.extend(rest);
    first
}

/// True if a text begins with words in lower case.
fn begins(text: &str, lower: &str) -> bool {
    if text.is_ascii() {
        let head = text.as_bytes().get(..lower.len());
        return head.is_some_and(|head| head.eq_ignore_ascii_case(lower.as_bytes()));
    }
    text.to_lowercase().starts_with(lower)
}

/// True if a text holds a word in lower case. Among a hundred thousand names a copy of each counts.
pub fn holds(text: &str, lower: &str) -> bool {
    let Some(first) = lower.as_bytes().first() else {
        return true;
    };
    if text.is_ascii() {
        return text.as_bytes().windows(lower.len()).any(|part| {
            part.first().is_some_and(|c| c.eq_ignore_ascii_case(first))
                && part.eq_ignore_ascii_case(lower.as_bytes())
        });
    }
    text.to_lowercase().contains(lower)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Choices};

    fn matches(choices: &[Choice<'_>], wanted: &str) -> Vec<usize> {
        super::matches(Choices::List(choices), wanted)
    }

    #[test]
    fn names_that_begin_so_come_first() {
        let choices = [
            Choice::new("Anna Maria Ott"),
            Choice::new("Maria Ilves").detail("Tallinn"),
            Choice::new("Jo Tal"),
        ];
        assert_eq!(matches(&choices, "maria"), [1, 0]);
        assert_eq!(matches(&choices, " tal mar "), [1]);
        assert_eq!(matches(&choices, ""), [0, 1, 2]);
        assert!(matches(&choices, "zz").is_empty());
    }
}
