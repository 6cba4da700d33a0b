//! Level tiles: the fuller the tile, the more one may do.

use emath::{Pos2, Rect, pos2};

use super::{Form, IMPLIED, Part, Tone};

/// Width of the box a level is drawn in.
pub const LEVEL_BOX: f32 = 20.0;

/// How far a tile is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fill {
    /// Outline only.
    Outlined,
    /// Lower half.
    Half,
    /// Whole tile.
    Full,
}

/// The sign of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LevelSign {
    /// Nothing: a short dash.
    None,
    /// The value is there but hidden.
    Masked,
    /// May look.
    View,
    /// May suggest a change.
    Propose,
    /// May change.
    Edit,
    /// A plain yes.
    Yes,
    /// A level of the model's own, by rank, with its first letter.
    Own(Fill, char),
}

impl LevelSign {
    /// How far its tile is filled.
    pub fn fill(self) -> Fill {
        match self {
            LevelSign::None | LevelSign::Masked | LevelSign::View => Fill::Outlined,
            LevelSign::Propose => Fill::Half,
            LevelSign::Edit | LevelSign::Yes => Fill::Full,
            LevelSign::Own(fill, _) => fill,
        }
    }
    /// What it looks like. One that was taken over from elsewhere is dashed, never filled, and has
    /// one colour.
    pub fn parts(self, taken_over: bool) -> Vec<Part> {
        if self == LevelSign::None {
            let ends = vec![pos2(6.5, 10.0), pos2(13.5, 10.0)];
            return vec![Form::line(ends, 1.3).ink()];
        }
        let mut parts = tile(self, taken_over);
        let tone = if self.fill() == Fill::Full && !taken_over {
            Tone::Cut
        } else {
            Tone::Ink
        };
        let inside = match self {
            LevelSign::None => Vec::new(),
            LevelSign::Masked => dots(),
            LevelSign::View => eye(),
            LevelSign::Propose => {
                let points = vec![pos2(6.9, 8.0), pos2(10.0, 4.9), pos2(13.1, 8.0)];
                vec![Form::line(points, 1.4)]
            }
            LevelSign::Edit => pencil(),
            LevelSign::Yes => {
                let points = vec![pos2(5.6, 10.3), pos2(8.7, 13.4), pos2(14.6, 6.9)];
                vec![Form::line(points, 1.9)]
            }
            LevelSign::Own(fill, letter) => {
                let (center, size) = match fill {
                    Fill::Half => (pos2(10.0, 7.5), 9.5),
                    _ => (pos2(10.0, 10.0), 10.5),
                };
                let sign = letter.to_uppercase().next().unwrap_or(letter);
                vec![Form::Letter { sign, center, size }]
            }
        };
        parts.extend(inside.into_iter().map(|form| Part { form, tone }));
        parts
    }
}

const WIDTH: f32 = 1.2;

fn tile(sign: LevelSign, taken_over: bool) -> Vec<Part> {
    let rect = Rect::from_min_max(pos2(1.6, 1.6), pos2(18.4, 18.4));
    let radius = 4.0;
    if sign.fill() == Fill::Full && !taken_over {
        let radius = (radius, radius);
        return vec![Form::Block { rect, radius }.ink()];
    }
    let mut parts = Vec::new();
    if sign.fill() == Fill::Half {
        // A letter needs more room above than a chevron.
        let is_letter = matches!(sign, LevelSign::Own(..));
        let top = if is_letter { 13.2 } else { 10.0 };
        let half = Rect::from_min_max(
            pos2(rect.left() + WIDTH / 2.0, top),
            pos2(rect.right() - WIDTH / 2.0, rect.bottom()),
        );
        let low = Form::Block {
            rect: half,
            radius: (0.0, radius),
        };
        parts.push(low.ink());
    }
    let frame = Form::Frame {
        rect,
        radius,
        width: WIDTH,
        dash: taken_over.then_some(IMPLIED),
    };
    parts.push(frame.ink());
    parts
}

fn dots() -> Vec<Form> {
    let dot = |x| Form::Disc {
        center: pos2(x, 10.0),
        radius: 1.15,
    };
    [6.2, 10.0, 13.8].map(dot).to_vec()
}

/// Two arcs that meet in the corners, with a full pupil.
fn eye() -> Vec<Form> {
    let lid = |lift: f32| -> Vec<Pos2> {
        (0..=12)
            .map(|step| {
                let share = step as f32 / 12.0;
                let rise = 4.0 * share * (1.0 - share);
                pos2(4.4 + 11.2 * share, 10.0 + lift * rise)
            })
            .collect()
    };
    let mut points = lid(-3.7);
    let mut lower = lid(3.7);
    lower.reverse();
    points.extend(lower.into_iter().skip(1).take(11));
    let outline = Form::Line {
        points,
        closed: true,
        width: WIDTH,
        dash: None,
    };
    let pupil = Form::Disc {
        center: pos2(10.0, 10.0),
        radius: 1.75,
    };
    vec![outline, pupil]
}

/// Body and tip, then the cap beyond a thin gap.
fn pencil() -> Vec<Form> {
    let body = vec![
        pos2(5.2, 14.8),
        pos2(5.9, 11.7),
        pos2(11.3, 6.3),
        pos2(13.7, 8.7),
        pos2(8.3, 14.1),
    ];
    let cap = vec![
        pos2(12.1, 5.5),
        pos2(13.2, 4.6),
        pos2(15.4, 6.8),
        pos2(14.5, 7.9),
    ];
    vec![Form::Full(body), Form::Full(cap)]
}
