//! The signs a picture uses: icons, level tiles, reach signs. Each is written once and used by name.

use std::collections::BTreeMap;

use emath::{Pos2, Rect};

use super::measure::{icon_path, number};
use super::xml::Xml;
use crate::look::icons::Icon;
use crate::look::{Colour, Form, LEVEL_BOX, LevelSign, Palette, Part, REACH_BOX, ReachSign, Tone};

/// The size icons are kept at; others are scaled from it.
pub const ICON: f32 = 18.0;

enum Sign {
    Icon(Icon),
    Level(LevelSign),
    Reach(ReachSign),
}

/// The signs in use, by name.
#[derive(Default)]
pub struct Signs {
    used: BTreeMap<String, Sign>,
}

impl Signs {
    /// Places an icon.
    pub fn icon(&mut self, xml: &mut Xml, icon: Icon, at: Pos2, size: f32, colour: Colour) {
        let name = format!("icon-{}", icon.name());
        let place = if size == ICON {
            format!("translate({} {})", number(at.x), number(at.y))
        } else {
            let scale = number(size / ICON);
            format!(
                "translate({} {}) scale({scale})",
                number(at.x),
                number(at.y)
            )
        };
        let fill = colour.hex();
        let link = format!("#{name}");
        xml.empty(
            "use",
            [
                ("xlink:href", link.into()),
                ("transform", place.into()),
                ("fill", fill.into()),
            ],
        );
        self.used.entry(name).or_insert(Sign::Icon(icon));
    }

    /// Places a level tile.
    pub fn level(&mut self, xml: &mut Xml, sign: LevelSign, at: Pos2) {
        self.place(xml, level_name(sign), Sign::Level(sign), at);
    }

    /// Places a reach sign.
    pub fn reach(&mut self, xml: &mut Xml, sign: ReachSign, at: Pos2) {
        self.place(xml, reach_name(sign), Sign::Reach(sign), at);
    }

    fn place(&mut self, xml: &mut Xml, name: String, sign: Sign, at: Pos2) {
        let link = format!("#{name}");
        xml.empty(
            "use",
            [
                ("xlink:href", link.into()),
                ("x", at.x.into()),
                ("y", at.y.into()),
            ],
        );
        self.used.entry(name).or_insert(sign);
    }

    /// Every sign that was placed, to be written before the picture.
    pub fn definitions(&self, t: &Palette<Colour>) -> String {
        let mut xml = Xml::default();
        xml.open("defs", []);
        for (name, sign) in &self.used {
            let name = name.as_str();
            match sign {
                Sign::Icon(icon) => {
                    let path = icon_path(*icon, ICON);
                    xml.empty("path", [("id", name.into()), ("d", path.into())]);
                }
                Sign::Level(sign) => {
                    let ink = if *sign == LevelSign::None {
                        t.text3
                    } else {
                        t.level
                    };
                    centred(
                        &mut xml,
                        name,
                        &sign.parts(false),
                        LEVEL_BOX,
                        (ink, t.panel),
                    );
                }
                Sign::Reach(sign) => {
                    let ink = if *sign == ReachSign::Nobody {
                        t.refused
                    } else {
                        t.text2
                    };
                    centred(&mut xml, name, &sign.parts(), REACH_BOX, (ink, ink));
                }
            }
        }
        xml.close("defs");
        xml.finish()
    }
}

/// The name of a level's sign.
pub fn level_name(sign: LevelSign) -> String {
    let name = match sign {
        LevelSign::Own(fill, letter) => format!("level-{fill:?}-{:x}", u32::from(letter)),
        other => format!("level-{other:?}"),
    };
    name.to_lowercase()
}

/// The name of a reach's sign.
pub fn reach_name(sign: ReachSign) -> String {
    format!("reach-{sign:?}").to_lowercase()
}

fn centred(xml: &mut Xml, name: &str, parts: &[Part], units: f32, inks: (Colour, Colour)) {
    let half = number(-units / 2.0);
    xml.open("g", [("id", name.into())]);
    xml.open(
        "g",
        [("transform", format!("translate({half} {half})").into())],
    );
    drawn(xml, parts, inks);
    xml.close("g");
    xml.close("g");
}

/// The parts of a sign, in its own units.
pub fn drawn(xml: &mut Xml, parts: &[Part], (ink, cut): (Colour, Colour)) {
    for part in parts {
        let colour = match part.tone {
            Tone::Ink => ink,
            Tone::Cut => cut,
        };
        form(xml, &part.form, &colour.hex());
    }
}

fn dashes(dash: Option<(f32, f32)>) -> String {
    dash.map_or("none".to_owned(), |(on, off)| {
        format!("{} {}", number(on), number(off))
    })
}

fn form(xml: &mut Xml, form: &Form, colour: &str) {
    match form {
        Form::Line {
            points,
            closed,
            width,
            dash,
        } => xml.empty(
            "path",
            [
                ("d", outline(points, *closed).into()),
                ("fill", "none".into()),
                ("stroke", colour.into()),
                ("stroke-width", (*width).into()),
                ("stroke-dasharray", dashes(*dash).into()),
            ],
        ),
        Form::Full(points) => xml.empty(
            "path",
            [("d", outline(points, true).into()), ("fill", colour.into())],
        ),
        Form::Disc { center, radius } => xml.empty(
            "circle",
            [
                ("cx", center.x.into()),
                ("cy", center.y.into()),
                ("r", (*radius).into()),
                ("fill", colour.into()),
            ],
        ),
        Form::Ring {
            center,
            radius,
            width,
        } => xml.empty(
            "circle",
            [
                ("cx", center.x.into()),
                ("cy", center.y.into()),
                ("r", (*radius).into()),
                ("fill", "none".into()),
                ("stroke", colour.into()),
                ("stroke-width", (*width).into()),
            ],
        ),
        Form::Frame {
            rect,
            radius,
            width,
            dash,
        } => {
            let rect = rect.shrink(width / 2.0);
            xml.rect(
                rect,
                radius - width / 2.0,
                [
                    ("fill", "none".into()),
                    ("stroke", colour.into()),
                    ("stroke-width", (*width).into()),
                    ("stroke-dasharray", dashes(*dash).into()),
                ],
            );
        }
        Form::Block { rect, radius } => xml.empty(
            "path",
            [("d", block(*rect, *radius).into()), ("fill", colour.into())],
        ),
        Form::Letter { sign, center, size } => xml.words(
            "text",
            [
                ("x", center.x.into()),
                ("y", (center.y + size * super::svg::MIDDLE).into()),
                ("font-size", (*size).into()),
                ("font-weight", "600".into()),
                ("text-anchor", "middle".into()),
                ("fill", colour.into()),
            ],
            &sign.to_string(),
        ),
    }
}

/// Points as the data of a path.
pub fn outline(points: &[Pos2], closed: bool) -> String {
    let mut path = String::new();
    for (n, at) in points.iter().enumerate() {
        path.push(if n == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", number(at.x), number(at.y)));
    }
    if closed {
        path.push('Z');
    }
    path
}

/// A rectangle whose upper and lower corners are rounded differently.
fn block(rect: Rect, (above, below): (f32, f32)) -> String {
    let n = number;
    let arc = |r: f32, x: f32, y: f32| format!("A{0} {0} 0 0 1 {1} {2}", n(r), n(x), n(y));
    format!(
        "M{} {}H{}{}V{}{}H{}{}V{}{}Z",
        n(rect.left() + above),
        n(rect.top()),
        n(rect.right() - above),
        arc(above, rect.right(), rect.top() + above),
        n(rect.bottom() - below),
        arc(below, rect.right() - below, rect.bottom()),
        n(rect.left() + below),
        arc(below, rect.left(), rect.bottom() - below),
        n(rect.top() + above),
        arc(above, rect.left() + above, rect.top()),
    )
}
