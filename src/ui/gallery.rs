//! Every part of the look on a few pages, for checking it by eye and in tests.
//!
//! It is not a part of the program's use: nothing here knows a model.

mod answers;
mod basics;
mod cells;
mod controls;

use egui::Ui;

use super::widgets::Sort;

/// The pages of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// Type, colours, signs, icons.
    #[default]
    Basics,
    /// Bars, buttons, fields, lists.
    Controls,
    /// Reasons, cards, popovers, cells.
    Answers,
}

impl Page {
    /// Every page with its name.
    pub const ALL: [(Page, &str); 3] = [
        (Page::Basics, "Basics"),
        (Page::Controls, "Controls"),
        (Page::Answers, "Answers"),
    ];
}

/// What the gallery's own controls hold.
#[derive(Debug, Clone)]
pub struct Gallery {
    /// The page that is shown.
    pub page: Page,
    /// A question stands over the page.
    pub asks: bool,
    /// Text of the search.
    pub find: String,
    /// Texts of the fields.
    pub fields: [String; 3],
    /// Row that is selected in the table.
    pub row: Option<usize>,
    /// How the table is sorted.
    pub sort: (usize, Sort),
    /// Choice in the short list.
    pub status: Option<usize>,
    /// Choice in the long list.
    pub manager: Option<usize>,
    place: usize,
    view: usize,
    open: bool,
    repair: usize,
}

impl Default for Gallery {
    fn default() -> Self {
        Gallery {
            page: Page::default(),
            asks: false,
            find: String::new(),
            fields: [
                "Tomasz Zieliński".into(),
                "t.zielinski".into(),
                String::new(),
            ],
            row: Some(2),
            sort: (0, Sort::Up),
            status: Some(0),
            manager: None,
            place: 1,
            view: 1,
            open: true,
            repair: 0,
        }
    }
}

impl Gallery {
    /// The gallery opened at a page.
    pub fn at(page: Page) -> Self {
        Gallery {
            page,
            ..Gallery::default()
        }
    }

    /// Draws the page that is chosen.
    pub fn ui(&mut self, ui: &mut Ui) {
        match self.page {
            Page::Basics => basics::ui(ui),
            Page::Controls => controls::ui(self, ui),
            Page::Answers => answers::ui(self, ui),
        }
    }
}
