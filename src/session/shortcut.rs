//! Keys, without a word of the window's toolkit.

use std::fmt;

/// A key a command can lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// A letter or a digit, upper case.
    Char(char),
    /// A function key.
    F(u8),
    /// Arrow to the left.
    Left,
    /// Arrow to the right.
    Right,
    /// Delete.
    Delete,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
    /// Backslash.
    Backslash,
}

/// A key with its modifiers. `command` is Ctrl, and Cmd on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key.
    pub key: KeyName,
}

impl Shortcut {
    /// Ctrl and a letter or digit.
    pub const fn ctrl(key: char) -> Shortcut {
        Shortcut {
            command: true,
            shift: false,
            alt: false,
            key: KeyName::Char(key),
        }
    }

    /// Ctrl, Shift and a letter or digit.
    pub const fn ctrl_shift(key: char) -> Shortcut {
        Shortcut {
            shift: true,
            ..Shortcut::ctrl(key)
        }
    }

    /// Alt and a key.
    pub const fn alt(key: KeyName) -> Shortcut {
        Shortcut {
            command: false,
            shift: false,
            alt: true,
            key,
        }
    }

    /// A key alone.
    pub const fn plain(key: KeyName) -> Shortcut {
        Shortcut {
            command: false,
            shift: false,
            alt: false,
            key,
        }
    }

    /// Ctrl and a key.
    pub const fn ctrl_key(key: KeyName) -> Shortcut {
        Shortcut {
            command: true,
            shift: false,
            alt: false,
            key,
        }
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.command {
            f.write_str(if cfg!(target_os = "macos") {
                "Cmd "
            } else {
                "Ctrl "
            })?;
        }
        if self.alt {
            f.write_str("Alt ")?;
        }
        if self.shift {
            f.write_str("Shift ")?;
        }
        match self.key {
            KeyName::Char(c) => write!(f, "{c}"),
            KeyName::F(n) => write!(f, "F{n}"),
            KeyName::Left => f.write_str("←"),
            KeyName::Right => f.write_str("→"),
            KeyName::Delete => f.write_str("Delete"),
            KeyName::Plus => f.write_str("+"),
            KeyName::Minus => f.write_str("-"),
            KeyName::Backslash => f.write_str("\\"),
        }
    }
}
