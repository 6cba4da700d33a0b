//! The colours of the window, made from the plain values in `look`.
//!
//! Nothing outside this folder makes a colour. Which of the two sets counts is
//! decided in `theme.rs`; no component asks.

use egui::Color32;

use crate::look::{self, Colour, KindColours, Palette};

/// Every colour by what it is for.
pub type Tokens = Palette<Color32>;

/// The colour of a kind's icon. Colour is never the only sign of a kind.
pub type KindTokens = KindColours<Color32>;

/// The light set.
pub static LIGHT: Tokens = tokens(&look::LIGHT);

/// The dark set.
pub static DARK: Tokens = tokens(&look::DARK);

#[expect(
    clippy::disallowed_methods,
    reason = "the place where colours are made"
)]
const fn ink(colour: Colour) -> Color32 {
    let [r, g, b, alpha] = colour.0;
    Color32::from_rgba_unmultiplied_const(r, g, b, alpha)
}

const fn tokens(of: &Palette<Colour>) -> Tokens {
    Palette {
        rail: ink(of.rail),
        canvas: ink(of.canvas),
        panel: ink(of.panel),
        raised: ink(of.raised),
        inset: ink(of.inset),
        locked: ink(of.locked),
        hover: ink(of.hover),
        selected: ink(of.selected),
        line: ink(of.line),
        field: ink(of.field),
        sample: ink(of.sample),
        text: ink(of.text),
        text2: ink(of.text2),
        text3: ink(of.text3),
        accent: ink(of.accent),
        on_accent: ink(of.on_accent),
        level: ink(of.level),
        allowed: ink(of.allowed),
        allowed_bg: ink(of.allowed_bg),
        refused: ink(of.refused),
        refused_bg: ink(of.refused_bg),
        warning: ink(of.warning),
        warning_bg: ink(of.warning_bg),
        info: ink(of.info),
        info_bg: ink(of.info_bg),
        shadow: ink(of.shadow),
        scrim: ink(of.scrim),
        kinds: KindColours {
            person: ink(of.kinds.person),
            group: ink(of.kinds.group),
            role: ink(of.kinds.role),
            permission: ink(of.kinds.permission),
            module: ink(of.kinds.module),
            data: ink(of.kinds.data),
            guard: ink(of.kinds.guard),
        },
    }
}
