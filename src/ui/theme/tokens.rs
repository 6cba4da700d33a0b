//! The colours of the window: one set of names, a light and a dark value for each.
//!
//! Nothing outside this folder makes a colour. Which of the two sets counts is
//! decided in `theme.rs`; no component asks.

use egui::Color32;

/// Every colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokens {
    /// Left rail and status bar.
    pub rail: Color32,
    /// Behind org chart, graph and pages.
    pub canvas: Color32,
    /// Top bar, inspector, tables, cells, nodes.
    pub panel: Color32,
    /// Popover, menu, toast, dragged card; always with the shadow.
    pub raised: Color32,
    /// Text fields, column heads, section heads in records.
    pub inset: Color32,
    /// Cells and heads of a locked role.
    pub locked: Color32,
    /// Anything under the pointer.
    pub hover: Color32,
    /// Selected row, cell, column, segment.
    pub selected: Color32,
    /// Dividers and card edges; never alone the sign of a control.
    pub line: Color32,
    /// Edges of controls, graph nodes and edges, dashed "absent".
    pub field: Color32,
    /// Bar for "a value is shown, the model holds none".
    pub sample: Color32,
    /// Names and values.
    pub text: Color32,
    /// Running text and the icons of controls.
    pub text2: Color32,
    /// Captions, ids, counts, placeholders.
    pub text3: Color32,
    /// Selection edge, focus, links, primary button, lit path.
    pub accent: Color32,
    /// Text on a primary button.
    pub on_accent: Color32,
    /// Level tiles and coverage bars.
    pub level: Color32,
    /// Can, gained, holds.
    pub allowed: Color32,
    /// Ground under `allowed`.
    pub allowed_bg: Color32,
    /// Cannot, lost, broken.
    pub refused: Color32,
    /// Ground under `refused`.
    pub refused_bg: Color32,
    /// Falls short, redundant, cut off.
    pub warning: Color32,
    /// Ground under `warning`.
    pub warning_bg: Color32,
    /// Notes.
    pub info: Color32,
    /// Ground under `info`.
    pub info_bg: Color32,
    /// The one shadow.
    pub shadow: Color32,
    /// Behind a question that waits for an answer.
    pub scrim: Color32,
    /// Icon colours of the kinds of things.
    pub kinds: KindTokens,
}

/// The colour of a kind's icon. Colour is never the only sign of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindTokens {
    /// Person, bundle, service user, external.
    pub person: Color32,
    /// Group.
    pub group: Color32,
    /// Role.
    pub role: Color32,
    /// Permission.
    pub permission: Color32,
    /// Module and switch.
    pub module: Color32,
    /// Data that is reached.
    pub data: Color32,
    /// Guard.
    pub guard: Color32,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the place where colours are made"
)]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the place where colours are made"
)]
const fn rgba(hex: u32, alpha: u8) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgba_unmultiplied_const(r, g, b, alpha)
}

/// The light set.
pub static LIGHT: Tokens = Tokens {
    rail: rgb(0xE9ECF0),
    canvas: rgb(0xF3F5F7),
    panel: rgb(0xFFFFFF),
    raised: rgb(0xFFFFFF),
    inset: rgb(0xF5F6F8),
    locked: rgb(0xEEF0F3),
    hover: rgb(0xEBEEF3),
    selected: rgb(0xE3E9FC),
    line: rgb(0xDFE3E8),
    field: rgb(0x828B9A),
    sample: rgb(0xC6CCD6),
    text: rgb(0x161B24),
    text2: rgb(0x454F5F),
    text3: rgb(0x5E6878),
    accent: rgb(0x3453CC),
    on_accent: rgb(0xFFFFFF),
    level: rgb(0x333F57),
    allowed: rgb(0x11693A),
    allowed_bg: rgb(0xE4F4EA),
    refused: rgb(0xB3261E),
    refused_bg: rgb(0xFCE9E7),
    warning: rgb(0x7A4B00),
    warning_bg: rgb(0xFCF0D4),
    info: rgb(0x1F5E86),
    info_bg: rgb(0xE3F0F8),
    shadow: rgba(0x141B28, 41),
    scrim: rgba(0x141B28, 92),
    kinds: KindTokens {
        person: rgb(0x3F5F86),
        group: rgb(0x0F6B66),
        role: rgb(0x6A3FA8),
        permission: rgb(0x86540A),
        module: rgb(0x4A5362),
        data: rgb(0x8A3260),
        guard: rgb(0xB3261E),
    },
};

/// The dark set.
pub static DARK: Tokens = Tokens {
    rail: rgb(0x0E1014),
    canvas: rgb(0x13161B),
    panel: rgb(0x1A1E24),
    raised: rgb(0x22272F),
    inset: rgb(0x14171C),
    locked: rgb(0x20252C),
    hover: rgb(0x262C35),
    selected: rgb(0x26325A),
    line: rgb(0x2D333D),
    field: rgb(0x68717F),
    sample: rgb(0x475060),
    text: rgb(0xE9ECF1),
    text2: rgb(0xB4BCC8),
    text3: rgb(0x98A2B1),
    accent: rgb(0x9DB1FF),
    on_accent: rgb(0x10131A),
    level: rgb(0xC6CFDF),
    allowed: rgb(0x6FD09A),
    allowed_bg: rgb(0x16301F),
    refused: rgb(0xFF9D94),
    refused_bg: rgb(0x3B1B1A),
    warning: rgb(0xEFC26B),
    warning_bg: rgb(0x352708),
    info: rgb(0x86C5EE),
    info_bg: rgb(0x132C3C),
    shadow: rgba(0x000000, 140),
    scrim: rgba(0x000000, 140),
    kinds: KindTokens {
        person: rgb(0x9DB9DD),
        group: rgb(0x6CC9C2),
        role: rgb(0xC3A3F5),
        permission: rgb(0xE2B566),
        module: rgb(0xB4BCC8),
        data: rgb(0xEE9FC6),
        guard: rgb(0xFF9D94),
    },
};
