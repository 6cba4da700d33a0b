//! The icons: their names as constants, each a sign of the icon font.
//!
//! The signs live in a small font cut to these names (`assets/icons`).

pub use super::icons_table::*;

/// One sign of the icon font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Icon {
    name: &'static str,
    sign: char,
}

impl Icon {
    pub(super) const fn new(name: &'static str, sign: char) -> Self {
        Self { name, sign }
    }

    /// The name Material Symbols gives it.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its character in the icon font.
    pub const fn sign(self) -> char {
        self.sign
    }

    /// As text, for places that take a string.
    pub fn text(self) -> String {
        self.sign.to_string()
    }
}
