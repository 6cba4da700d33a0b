//! LOOK. Colours, signs, icons and typefaces as plain values: what the window and saved pictures
//! draw alike. Nothing here draws.

pub mod colours;
pub mod fonts;
pub mod icons;
mod icons_table;
mod kinds;
mod level;
pub mod of_model;
mod reach;

use emath::{Pos2, Rect};

pub use colours::{Colour, DARK, KindColours, LIGHT, Palette};
pub use kinds::{KindShape, kind_outline, rounded_outline};
pub use level::{Fill, LEVEL_BOX, LevelSign};
pub use reach::{REACH_BOX, ReachSign};

/// Dashes of a level that comes from elsewhere.
pub const IMPLIED: (f32, f32) = (2.2, 1.8);

/// In which of a sign's two colours a part is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The sign's own.
    Ink,
    /// That of the ground, as if cut out.
    Cut,
}

/// One part of a sign, in the units of its box.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is drawn.
    pub form: Form,
    /// In which colour.
    pub tone: Tone,
}

/// What a part of a sign looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A line through points.
    Line {
        /// The points.
        points: Vec<Pos2>,
        /// Back to the first point.
        closed: bool,
        /// How wide.
        width: f32,
        /// Dash and gap; none for an unbroken line.
        dash: Option<(f32, f32)>,
    },
    /// A full convex shape.
    Full(Vec<Pos2>),
    /// A full circle.
    Disc {
        /// Its middle.
        center: Pos2,
        /// Half its width.
        radius: f32,
    },
    /// A circle's outline.
    Ring {
        /// Its middle.
        center: Pos2,
        /// Half its width, to the middle of the line.
        radius: f32,
        /// How wide the line is.
        width: f32,
    },
    /// The edge of a rounded rectangle, inside it.
    Frame {
        /// The rectangle.
        rect: Rect,
        /// How round.
        radius: f32,
        /// How wide the line is.
        width: f32,
        /// Dash and gap; none for an unbroken line.
        dash: Option<(f32, f32)>,
    },
    /// A full rectangle, its upper and its lower corners rounded.
    Block {
        /// The rectangle.
        rect: Rect,
        /// How round above and below.
        radius: (f32, f32),
    },
    /// A letter, set with its middle at a point.
    Letter {
        /// The letter.
        sign: char,
        /// Its middle.
        center: Pos2,
        /// Size of the typeface.
        size: f32,
    },
}

impl Form {
    /// The form in the sign's own colour.
    pub fn ink(self) -> Part {
        Part {
            form: self,
            tone: Tone::Ink,
        }
    }

    fn line(points: Vec<Pos2>, width: f32) -> Form {
        Form::Line {
            points,
            closed: false,
            width,
            dash: None,
        }
    }
}
