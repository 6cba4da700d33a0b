//! How wide words are, by the typeface they are drawn in, and icons as outlines.

use std::fmt::Write;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

use crate::look::fonts;
use crate::look::icons::Icon;

/// The sizes and weights of words in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Above the picture.
    Title,
    /// Heads of columns.
    Head,
    /// Names of nodes.
    Name,
    /// Below names, and the legend.
    Second,
    /// On edges.
    Edge,
}

impl Type {
    /// The class that carries it in a picture.
    pub fn class(self) -> &'static str {
        match self {
            Type::Title => "title",
            Type::Head => "head",
            Type::Name => "name",
            Type::Second => "second",
            Type::Edge => "edge-word",
        }
    }

    /// Size in points and weight.
    pub fn size(self) -> (f32, u16) {
        match self {
            Type::Title => (15.0, 600),
            Type::Head => (12.0, 600),
            Type::Name => (12.0, 500),
            Type::Second => (11.0, 400),
            Type::Edge => (11.0, 500),
        }
    }

    fn file(self) -> &'static [u8] {
        match self.size().1 {
            400 => fonts::REGULAR,
            500 => fonts::MEDIUM,
            _ => fonts::SEMIBOLD,
        }
    }
}

/// What a sign is wide that the typeface lacks, as a share of its size.
const UNKNOWN: f32 = 1.0;

/// Width of one line of text, in points.
pub fn width(text: &str, of: Type) -> f32 {
    widths(text, of).sum()
}

fn widths(text: &str, of: Type) -> impl Iterator<Item = f32> + '_ {
    let (size, _) = of.size();
    let font = FontRef::new(of.file()).ok();
    let parts = font.map(|font| {
        let metrics = font.glyph_metrics(Size::new(size), LocationRef::default());
        (font.charmap(), metrics)
    });
    text.chars().map(move |sign| {
        let known = parts.as_ref().and_then(|(signs, metrics)| {
            let glyph = signs.map(sign)?;
            metrics.advance_width(glyph)
        });
        known.unwrap_or(size * UNKNOWN)
    })
}

/// A text of one line, cut to a width with an ellipsis.
pub fn cut(text: &str, of: Type, room: f32) -> String {
    let line = one_line(text);
    if width(&line, of) <= room {
        return line;
    }
    let room = room - width("…", of);
    let mut used = 0.0;
    let kept: String = line
        .chars()
        .zip(widths(&line, of))
        .take_while(|(_, wide)| {
            used += wide;
            used <= room
        })
        .map(|(sign, _)| sign)
        .collect();
    kept.trim_end().to_owned() + "…"
}

/// A text in lines no wider than a width, at most so many; only the last one may be cut.
pub fn wrapped(text: &str, of: Type, room: f32, most: usize) -> Vec<String> {
    let text = one_line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        let is_last = lines.len() + 1 >= most;
        while let Some(next) = words.peek() {
            let longer = format!("{line} {next}");
            if !is_last && width(&longer, of) > room {
                break;
            }
            line = longer;
            words.next();
        }
        lines.push(cut(&line, of, room));
        if is_last {
            break;
        }
    }
    lines
}

/// A text without breaks and signs that are no letters.
pub fn one_line(text: &str) -> String {
    let is_gap = |c: char| c.is_control() || c.is_whitespace();
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// An icon as the data of a path in a square of some size, its middle at 0, 0.
pub fn icon_path(icon: Icon, size: f32) -> String {
    let mut pen = Pen {
        path: String::new(),
        half: size / 2.0,
    };
    let mut draw = || {
        let font = FontRef::new(fonts::ICONS).ok()?;
        let glyph = font
            .outline_glyphs()
            .get(font.charmap().map(icon.sign())?)?;
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        glyph.draw(settings, &mut pen).ok()
    };
    draw();
    pen.path
}

struct Pen {
    path: String,
    half: f32,
}

impl Pen {
    fn put(&mut self, command: char, places: &[(f32, f32)]) {
        self.path.push(command);
        for (n, (x, y)) in places.iter().enumerate() {
            let gap = if n > 0 { " " } else { "" };
            let (x, y) = (x - self.half, self.half - y);
            let _ = write!(self.path, "{gap}{} {}", number(x), number(y));
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.put('Q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.put('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// A length as written in a picture: two places behind the point, no more than needed.
pub fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" | "" => "0".to_owned(),
        _ => text.to_owned(),
    }
}
