//! The head of the inspector: what is selected, in which state, and what one can do with it.

use egui::{Response, Sense, Ui, vec2};

use super::{Button, icon_button};
use crate::ui::glyphs::{KindShape, kind_mark};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight, space};

/// A button of the head.
#[derive(Debug, Clone, Copy)]
pub struct HeadButton<'a> {
    /// Its icon.
    pub icon: Icon,
    /// Its word.
    pub text: &'a str,
    /// Why it cannot be used now.
    pub blocked: Option<&'a str>,
}

/// What the head shows.
#[derive(Debug, Clone, Copy)]
pub struct InspectorHead<'a> {
    /// The kind's shape stands left of the title.
    pub kind: KindShape,
    /// The name.
    pub title: &'a str,
    /// Kind, state and id, such as "Person · Active · anna-ott".
    pub line: &'a str,
    /// Up to three.
    pub buttons: &'a [HeadButton<'a>],
}

/// What was asked for in the head.
#[derive(Debug)]
pub enum HeadAction {
    /// A button, by place.
    Button(usize),
    /// The menu with everything else; the response is the button it hangs on.
    More(Response),
}

impl InspectorHead<'_> {
    /// Draws it. The response of the menu button comes along so that a menu can hang on it.
    pub fn show(&self, ui: &mut Ui) -> (Option<HeadAction>, Response) {
        let t = theme::tokens(ui);
        let margin = egui::Margin {
            left: 16,
            right: 12,
            top: 12,
            bottom: 10,
        };
        egui::Frame::new()
            .inner_margin(margin)
            .show(ui, |ui| {
                let mut action = None;
                let more = ui
                    .horizontal(|ui| {
                        let (mark, _) = ui.allocate_exact_size(vec2(28.0, 38.0), Sense::hover());
                        kind_mark(ui.painter(), mark, self.kind, t);
                        let room = (ui.available_width() - 36.0).max(40.0);
                        ui.vertical(|ui| {
                            ui.set_width(room);
                            ui.spacing_mut().item_spacing.y = 1.0;
                            let title = Type::Title.rich(self.title, Weight::Semibold, t.text);
                            ui.add(egui::Label::new(title).truncate());
                            let line = Type::Small.rich(self.line, Weight::Regular, t.text3);
                            ui.add(egui::Label::new(line).truncate());
                        });
                        icon_button(ui, icons::MORE_HORIZ, "More", true)
                    })
                    .inner;
                if !self.buttons.is_empty() {
                    ui.add_space(space::HAIR);
                    ui.horizontal_wrapped(|ui| {
                        for (nth, button) in self.buttons.iter().enumerate() {
                            let shown = Button::new(button.text)
                                .icon(button.icon)
                                .blocked(button.blocked);
                            if ui.add(shown).clicked() {
                                action = Some(HeadAction::Button(nth));
                            }
                        }
                    });
                }
                if more.clicked() {
                    action = Some(HeadAction::More(more.clone()));
                }
                (action, more)
            })
            .inner
    }
}
