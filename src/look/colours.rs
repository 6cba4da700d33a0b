//! The colours: one set of names, a light and a dark value for each, as plain numbers.
//!
//! The window makes its own colours from these, and so do saved pictures; there is no second list.

/// A colour: red, green, blue, and how much it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 4]);

impl Colour {
    /// As written in a picture: `#3453cc`.
    pub fn hex(self) -> String {
        let [r, g, b, _] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

const fn rgb(hex: u32) -> Colour {
    rgba(hex, 255)
}

const fn rgba(hex: u32, alpha: u8) -> Colour {
    let [_, r, g, b] = hex.to_be_bytes();
    Colour([r, g, b, alpha])
}

/// Every colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette<C> {
    /// Left rail and status bar.
    pub rail: C,
    /// Behind org chart, graph and pages.
    pub canvas: C,
    /// Top bar, inspector, tables, cells, nodes.
    pub panel: C,
    /// Popover, menu, toast, dragged card; always with the shadow.
    pub raised: C,
    /// Text fields, column heads, section heads in records.
    pub inset: C,
    /// Cells and heads of a locked role.
    pub locked: C,
    /// Anything under the pointer.
    pub hover: C,
    /// Selected row, cell, column, segment.
    pub selected: C,
    /// Dividers and card edges; never alone the sign of a control.
    pub line: C,
    /// Edges of controls, graph nodes and edges, dashed "absent".
    pub field: C,
    /// Bar for "a value is shown, the model holds none".
    pub sample: C,
    /// Names and values.
    pub text: C,
    /// Running text and the icons of controls.
    pub text2: C,
    /// Captions, ids, counts, placeholders.
    pub text3: C,
    /// Selection edge, focus, links, primary button, lit path.
    pub accent: C,
    /// Text on a primary button.
    pub on_accent: C,
    /// Level tiles and coverage bars.
    pub level: C,
    /// Can, gained, holds.
    pub allowed: C,
    /// Ground under `allowed`.
    pub allowed_bg: C,
    /// Cannot, lost, broken.
    pub refused: C,
    /// Ground under `refused`.
    pub refused_bg: C,
    /// Falls short, redundant, cut off.
    pub warning: C,
    /// Ground under `warning`.
    pub warning_bg: C,
    /// Notes.
    pub info: C,
    /// Ground under `info`.
    pub info_bg: C,
    /// The one shadow.
    pub shadow: C,
    /// Behind a question that waits for an answer.
    pub scrim: C,
    /// Icon colours of the kinds of things.
    pub kinds: KindColours<C>,
}

/// The colour of a kind's icon. Colour is never the only sign of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindColours<C> {
    /// Person, bundle, service user, external.
    pub person: C,
    /// Group.
    pub group: C,
    /// Role.
    pub role: C,
    /// Permission.
    pub permission: C,
    /// Module and switch.
    pub module: C,
    /// Data that is reached.
    pub data: C,
    /// Guard.
    pub guard: C,
}

/// The light set.
pub static LIGHT: Palette<Colour> = Palette {
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
    kinds: KindColours {
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
pub static DARK: Palette<Colour> = Palette {
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
    kinds: KindColours {
        person: rgb(0x9DB9DD),
        group: rgb(0x6CC9C2),
        role: rgb(0xC3A3F5),
        permission: rgb(0xE2B566),
        module: rgb(0xB4BCC8),
        data: rgb(0xEE9FC6),
        guard: rgb(0xFF9D94),
    },
};
