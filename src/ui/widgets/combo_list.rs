//! The list of a combo: search, rows, keys. Where it stands is the combo's.

use std::sync::Arc;

use egui::{Id, Key, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::combo::Choice;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius};

/// From how many choices on a search stands above the list.
const SEARCH_FROM: usize = 9;
const ROW: f32 = 28.0;

/// Where the choices come from.
#[derive(Clone, Copy)]
pub(super) enum Choices<'a> {
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
    pub(super) fn len(self) -> usize {
        match self {
            Choices::List(list) => list.len(),
            Choices::Many(n, _) => n,
        }
    }

    pub(super) fn get(self, nth: usize) -> Option<Choice<'a>> {
        match self {
            Choices::List(list) => list.get(nth).copied(),
            Choices::Many(n, choice) if nth < n => choice(nth),
            Choices::Many(..) => None,
        }
    }
}

/// Which of several are chosen.
#[derive(Clone, Copy)]
pub(super) struct Ticks<'a>(pub &'a dyn Fn(usize) -> bool);

impl std::fmt::Debug for Ticks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ticks")
    }
}

/// What was asked of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// Picked on this frame.
    pub picked: Option<usize>,
    /// Under the keyboard.
    pub marked: Option<usize>,
}

/// An open list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'a, 'b> {
    pub name: &'b str,
    pub choices: Choices<'a>,
    pub chosen: Option<usize>,
    pub ticks: Option<Ticks<'b>>,
    /// On the frame it opens: what was typed so far.
    pub first: Option<&'b str>,
    /// A search stands above it however short it is.
    pub search: bool,
}

impl List<'_, '_> {
    pub(super) fn search_id(id: Id) -> Id {
        id.with("search")
    }

    /// Draws it; what was picked and what is marked.
    pub(super) fn show(&self, ui: &mut Ui, id: Id) -> Asked {
        let t = theme::tokens(ui);
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut state: ListState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if let Some(typed) = self.first {
            state = ListState {
                wanted: typed.to_owned(),
                at: (!typed.is_empty()).then_some(0),
                ..ListState::default()
            };
        }
        let opened = self.first.is_some();
        if self.search || self.choices.len() >= SEARCH_FROM {
            let edit = egui::TextEdit::singleline(&mut state.wanted)
                .id(List::search_id(id))
                .lock_focus(self.search)
                .hint_text("Search")
                .desired_width(f32::INFINITY);
            let response: Response = ui.add(edit);
            let response = response.accessible_name(format!("Search {}", self.name));
            if opened {
                response.request_focus();
                put_caret_last(ui, response.id, &state.wanted);
            }
            if self.search && ui.input(|input| input.key_pressed(Key::Enter)) {
                // Enter ticks, or finds nothing: one can type on at once.
                response.request_focus();
            }
            if response.changed() {
                state.at = Some(0);
            }
            ui.add_space(4.0);
        }
        let found = self.found(&mut state);
        if opened && state.wanted.is_empty() {
            let chosen = self.chosen.filter(|_| self.search);
            state.at = chosen.and_then(|nth| found.iter().position(|one| *one == nth));
        }
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
        if self.ticks.is_some() {
            let words = "Enter ticks, Tab is done";
            super::label(ui, words, Type::Micro, theme::Weight::Regular, t.text3);
        }
        ui.data_mut(|data| data.insert_temp(id, state));
        let marked = at.and_then(|row| found.get(row).copied());
        Asked { picked, marked }
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
        let chosen = match self.ticks {
            Some(Ticks(is_ticked)) => is_ticked(nth),
            None => self.chosen == Some(nth),
        };
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

/// Puts the caret of a text field behind its text.
pub fn put_caret_last(ui: &Ui, id: Id, text: &str) {
    let end = egui::text::CCursor::new(text.chars().count());
    put_caret(ui, id, egui::text::CCursorRange::one(end));
}

/// Marks all that a text field holds: what is typed takes its place.
pub fn select_all(ui: &Ui, id: Id, text: &str) {
    let end = egui::text::CCursor::new(text.chars().count());
    let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
    put_caret(ui, id, range);
}

fn put_caret(ui: &Ui, id: Id, range: egui::text::CCursorRange) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
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
