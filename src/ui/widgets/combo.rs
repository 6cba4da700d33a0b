//! A field with a list to choose from, with a search inside for long lists.

use egui::{
    Key, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::combo_list::{Asked, Choices, List, Ticks};
use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, radius, size};

/// One thing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Its name.
    pub text: &'a str,
    /// What tells it from others of the same name.
    pub detail: &'a str,
    /// Its icon.
    pub icon: Option<Icon>,
    /// What it means, where that is to be seen at a glance.
    pub meaning: Meaning,
}

/// What a choice means, so that "not set" and "set to nobody" cannot be mistaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// Something is chosen.
    #[default]
    Plain,
    /// Nothing is set: dashed and quiet.
    Unset,
    /// Set, and empty: in the colour of a no.
    Empty,
}

impl<'a> Choice<'a> {
    /// A choice of just a name.
    pub const fn new(text: &'a str) -> Self {
        Choice {
            text,
            detail: "",
            icon: None,
            meaning: Meaning::Plain,
        }
    }

    /// With what tells it apart.
    pub const fn detail(self, detail: &'a str) -> Self {
        Choice { detail, ..self }
    }

    /// Nothing is set.
    pub const fn unset(self) -> Self {
        Choice {
            meaning: Meaning::Unset,
            ..self
        }
    }

    /// Set, and empty.
    pub const fn empty(self) -> Self {
        Choice {
            meaning: Meaning::Empty,
            icon: Some(icons::BLOCK),
            ..self
        }
    }

    /// With an icon.
    pub const fn icon(self, icon: Icon) -> Self {
        Choice {
            icon: Some(icon),
            ..self
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
    ticks: Option<Ticks<'a>>,
}

/// What became of a list that stands open on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// Nothing yet.
    Waiting,
    /// One was picked; of several, it is ticked or the tick is taken off.
    Picked(usize),
    /// The choice is made: Tab was pressed, or there was a click elsewhere.
    Done,
    /// It was given up.
    GivenUp,
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
            ticks: None,
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

    /// Several can be chosen: those that are, are ticked, and the list stays open.
    pub fn ticks(self, is_ticked: &'a dyn Fn(usize) -> bool) -> Self {
        Combo {
            ticks: Some(Ticks(is_ticked)),
            ..self
        }
    }

    /// Draws only its list, open at a place such as the cell of a table. `first` is given on the
    /// frame it opens: what was typed so far.
    pub fn open_at(self, ui: &Ui, anchor: Rect, first: Option<&str>) -> Opened {
        let id = list_id(self.name);
        let (escape, tab) = ui.input(|input| {
            let escape = input.key_pressed(Key::Escape);
            (escape, input.key_pressed(Key::Tab))
        });
        let list = List {
            search: true,
            ..self.the_list(first)
        };
        let shown = Popup::new(id, ui.ctx().clone(), anchor, ui.layer_id())
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(anchor.width().max(220.0))
            .gap(2.0)
            .accessible_name(self.name.to_owned())
            .show(|ui| list.show(ui, id));
        let Some(shown) = shown else {
            return Opened::Waiting;
        };
        let pressed = ui.input(|input| input.pointer.any_pressed());
        let at = ui.input(|input| input.pointer.interact_pos());
        let place = shown.response.rect;
        let is_outside = at.is_some_and(|at| !place.contains(at) && !anchor.contains(at));
        let Asked { picked, marked } = shown.inner;
        match picked {
            _ if escape => Opened::GivenUp,
            Some(nth) => Opened::Picked(nth),
            // Tab takes the marked one along, unless several are ticked.
            None if tab && self.ticks.is_none() => marked.map_or(Opened::Done, Opened::Picked),
            None if tab || (pressed && is_outside && first.is_none()) => Opened::Done,
            None => Opened::Waiting,
        }
    }

    /// What has the keyboard while the list of a name is open at a place.
    pub fn search_id(name: &str) -> egui::Id {
        List::search_id(list_id(name))
    }

    fn the_list<'b>(&'b self, first: Option<&'b str>) -> List<'a, 'b> {
        List {
            name: self.name,
            choices: self.choices,
            chosen: self.chosen,
            ticks: self.ticks,
            first,
            search: false,
        }
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
        let meaning = chosen.map_or(Meaning::Plain, |choice| choice.meaning);
        let edge = Stroke::new(1.0, edge);
        if meaning == Meaning::Unset {
            let round = f32::from(radius::FIELD);
            paint::dashed_rect(painter, rect, round, edge, paint::ABSENT);
        } else {
            painter.rect_stroke(rect, radius::FIELD, edge, StrokeKind::Inside);
        }
        let mut x = rect.left() + 8.0;
        if let Some(icon) = chosen.and_then(|choice| choice.icon) {
            let ink = if meaning == Meaning::Empty {
                t.refused
            } else {
                t.text2
            };
            icons::paint(painter, icon, pos2(x + 8.0, rect.center().y), 16.0, ink);
            x += 22.0;
        }
        let (text, ink) = match (chosen, meaning) {
            (None, _) => (self.placeholder, t.text3),
            (Some(choice), Meaning::Plain) => (choice.text, t.text),
            (Some(choice), Meaning::Unset) => (choice.text, t.text3),
            (Some(choice), Meaning::Empty) => (choice.text, t.refused),
        };
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
        let first = field.clicked().then_some("");
        let popup_id = popup.get_id();
        let list = self.the_list(first);
        let picked = popup.show(|ui| list.show(ui, popup_id))?.inner.picked;
        let is_done = match self.ticks {
            None => picked.is_some(),
            Some(_) => ui.input(|input| input.key_pressed(Key::Tab)),
        };
        if is_done {
            Popup::close_id(ui, popup_id);
            field.request_focus();
        }
        picked
    }
}

fn list_id(name: &str) -> egui::Id {
    egui::Id::unique(("list at a place", name))
}
