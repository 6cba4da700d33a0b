//! Every part of the look on one page each, for checking it by eye and in tests.
//!
//! It is not a part of the program's use: nothing here knows a model.

mod basics;

use egui::Ui;

/// The pages of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// Type, colours, signs, icons.
    #[default]
    Basics,
}

impl Page {
    /// Every page with its name.
    pub const ALL: [(Page, &str); 1] = [(Page::Basics, "Basics")];
}

/// What the gallery's own controls hold.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    /// The page that is shown.
    pub page: Page,
}

impl Gallery {
    /// Draws the page that is chosen.
    pub fn ui(&mut self, ui: &mut Ui) {
        match self.page {
            Page::Basics => basics::ui(ui),
        }
    }
}
