//! The typefaces: Inter in three weights, the icons, and what egui ships for the rest.

use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily, FontId, RichText};

use crate::look::fonts::{ICONS, MEDIUM, REGULAR, SEMIBOLD};

static FAMILIES: LazyLock<[FontFamily; 4]> = LazyLock::new(|| {
    ["text", "text_medium", "text_semibold", "icons"].map(|name| FontFamily::Name(name.into()))
});

/// How heavy a text is. Each weight is a typeface of its own: egui makes no false bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400
    Regular,
    /// 500
    Medium,
    /// 600
    Semibold,
}

impl Weight {
    /// The egui family that holds this weight.
    pub fn family(self) -> FontFamily {
        let [text, medium, semibold, _] = &*FAMILIES;
        match self {
            Weight::Regular => text.clone(),
            Weight::Medium => medium.clone(),
            Weight::Semibold => semibold.clone(),
        }
    }
}

/// The egui family of the icons.
pub fn icon_family() -> FontFamily {
    let [.., icons] = &*FAMILIES;
    icons.clone()
}

/// The six sizes of text. Nothing is smaller than `Micro`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// 28, start page only.
    Display,
    /// 15, one sentence under a display.
    Lead,
    /// 15, inspector title, pane title, record name.
    Title,
    /// 13, org cards, popover titles, menus.
    Body,
    /// 12, tables, grid, fields, sentences, buttons.
    Small,
    /// 11, rail words, status bar, column heads, second lines, keys.
    Micro,
}

impl Type {
    /// Size in points.
    pub const fn size(self) -> f32 {
        match self {
            Type::Display => 28.0,
            Type::Lead | Type::Title => 15.0,
            Type::Body => 13.0,
            Type::Small => 12.0,
            Type::Micro => 11.0,
        }
    }

    /// Height of a line in points.
    pub const fn line(self) -> f32 {
        match self {
            Type::Display => 34.0,
            Type::Lead => 22.0,
            Type::Title => 20.0,
            Type::Body => 18.0,
            Type::Small | Type::Micro => 16.0,
        }
    }

    /// The font of this size in a weight.
    pub fn font(self, weight: Weight) -> FontId {
        FontId::new(self.size(), weight.family())
    }

    /// Size 400.
    pub fn regular(self) -> FontId {
        self.font(Weight::Regular)
    }

    /// Size 500.
    pub fn medium(self) -> FontId {
        self.font(Weight::Medium)
    }

    /// Size 600.
    pub fn semibold(self) -> FontId {
        self.font(Weight::Semibold)
    }

    /// Text of this size and weight in a colour, for labels.
    pub fn rich(self, text: impl Into<String>, weight: Weight, color: egui::Color32) -> RichText {
        RichText::new(text)
            .font(self.font(weight))
            .line_height(Some(self.line()))
            .color(color)
    }
}

/// The fonts of the window and of every test of it.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files = [
        ("Inter-Regular", REGULAR),
        ("Inter-Medium", MEDIUM),
        ("Inter-SemiBold", SEMIBOLD),
        ("Icons", ICONS),
    ];
    for (name, bytes) in files {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // What Inter lacks comes from egui's own fonts; Hack has the arrows and signs.
    let mut rest = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    rest.push("Hack".to_owned());
    let chain = |first: &str| -> Vec<String> {
        std::iter::once(first.to_owned())
            .chain(rest.iter().cloned())
            .chain(std::iter::once("Icons".to_owned()))
            .collect()
    };
    fonts
        .families
        .insert(Weight::Regular.family(), chain("Inter-Regular"));
    fonts
        .families
        .insert(Weight::Medium.family(), chain("Inter-Medium"));
    fonts
        .families
        .insert(Weight::Semibold.family(), chain("Inter-SemiBold"));
    fonts.families.insert(icon_family(), chain("Icons"));
    fonts
        .families
        .insert(FontFamily::Proportional, chain("Inter-Regular"));
    if let Some(mono) = fonts.families.get_mut(&FontFamily::Monospace) {
        mono.push("Inter-Regular".to_owned());
    }
    fonts
}
