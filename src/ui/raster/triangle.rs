//! One triangle onto the frame: coverage by the top-left rule in whole numbers,
//! colours and texture by linear interpolation, premultiplied blending.

use egui::Pos2;
use egui::epaint::Vertex;

use super::{Clip, Frame, Texture};

/// Parts of a pixel that a corner can lie on.
const PARTS: f32 = 256.0;
const UNIT: i64 = 256;

#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
}

/// An edge as the line it lies on: what it gives at a pixel is not below zero inside.
struct Edge {
    at_origin: i64,
    per_row: i64,
    per_column: i64,
}

impl Edge {
    fn new(from: Corner, to: Corner) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let top_left = dy < 0 || (dy == 0 && dx > 0);
        let half = UNIT / 2;
        let value = dx * (half - from.y) - dy * (half - from.x);
        Edge {
            at_origin: if top_left { value } else { value - 1 },
            per_row: dx * UNIT,
            per_column: -dy * UNIT,
        }
    }

    /// Narrows a span of a row to what lies inside.
    fn narrow(&self, y: i64, span: &mut (i64, i64)) {
        let value = self.at_origin + self.per_row * y;
        if self.per_column > 0 {
            // value + per_column * x >= 0
            span.0 = span.0.max(-(value.div_euclid(self.per_column)));
        } else if self.per_column < 0 {
            span.1 = span.1.min(value.div_euclid(-self.per_column) + 1);
        } else if value < 0 {
            span.1 = span.0;
        }
    }
}

/// A value that changes evenly over the triangle.
#[derive(Clone, Copy)]
struct Even {
    base: f32,
    per_x: f32,
    per_y: f32,
}

impl Even {
    fn at(self, x: f32, y: f32) -> f32 {
        self.base + self.per_x * x + self.per_y * y
    }
}

struct Plane {
    origin: Pos2,
    ab: egui::Vec2,
    ac: egui::Vec2,
    area: f32,
}

impl Plane {
    fn even(&self, a: f32, b: f32, c: f32) -> Even {
        let (db, dc) = (b - a, c - a);
        let per_x = (db * self.ac.y - dc * self.ab.y) / self.area;
        let per_y = (dc * self.ab.x - db * self.ac.x) / self.area;
        Even {
            base: a - per_x * self.origin.x - per_y * self.origin.y,
            per_x,
            per_y,
        }
    }
}

/// Draws one triangle whose corners are in pixels.
pub fn draw(frame: &mut Frame, clip: &Clip, texture: &Texture, [a, mut b, mut c]: [Vertex; 3]) {
    if ![a.pos, b.pos, c.pos].iter().all(|pos| pos.is_finite()) {
        return;
    }
    let corner = |v: &Vertex| Corner {
        x: (v.pos.x * PARTS).round() as i64,
        y: (v.pos.y * PARTS).round() as i64,
    };
    let (ca, mut cb, mut cc) = (corner(&a), corner(&b), corner(&c));
    let area = (cb.x - ca.x) * (cc.y - ca.y) - (cb.y - ca.y) * (cc.x - ca.x);
    if area == 0 {
        return;
    }
    if area < 0 {
        std::mem::swap(&mut b, &mut c);
        std::mem::swap(&mut cb, &mut cc);
    }
    let edges = [Edge::new(ca, cb), Edge::new(cb, cc), Edge::new(cc, ca)];
    let lowest = ca.y.min(cb.y).min(cc.y).div_euclid(UNIT);
    let highest = ca.y.max(cb.y).max(cc.y).div_euclid(UNIT) + 1;
    let left = ca.x.min(cb.x).min(cc.x).div_euclid(UNIT);
    let right = ca.x.max(cb.x).max(cc.x).div_euclid(UNIT) + 1;
    let brush = Brush::new(texture, &a, &b, &c);
    for y in lowest.max(clip.top)..highest.min(clip.bottom) {
        let mut span = (left.max(clip.left), right.min(clip.right));
        for edge in &edges {
            edge.narrow(y, &mut span);
        }
        if span.0 < span.1 {
            brush.row(frame.span(y, span.0, span.1), span.0, y);
        }
    }
}

/// What a triangle is painted with.
enum Brush<'a> {
    /// One colour.
    Flat([u8; 4]),
    /// Colours that differ by corner, times one texture colour.
    Shaded { channels: [Even; 4], tint: [u8; 4] },
    /// A texture, times one colour (text, pictures).
    Textured {
        texture: &'a Texture,
        u: Even,
        v: Even,
        tint: [u8; 4],
    },
    /// Both differ.
    Full {
        texture: &'a Texture,
        u: Even,
        v: Even,
        channels: [Even; 4],
    },
}

impl<'a> Brush<'a> {
    fn new(texture: &'a Texture, a: &Vertex, b: &Vertex, c: &Vertex) -> Self {
        let plane = Plane {
            origin: a.pos,
            ab: b.pos - a.pos,
            ac: c.pos - a.pos,
            area: (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y)
                - (b.pos.y - a.pos.y) * (c.pos.x - a.pos.x),
        };
        let one_color = a.color == b.color && b.color == c.color;
        let one_place = a.uv == b.uv && b.uv == c.uv;
        let size = texture.size();
        let channels = || {
            let (a, b, c) = (a.color.to_array(), b.color.to_array(), c.color.to_array());
            std::array::from_fn(|nth| {
                let pick = |color: &[u8; 4]| f32::from(color.get(nth).copied().unwrap_or(0));
                plane.even(pick(&a), pick(&b), pick(&c))
            })
        };
        let place = || {
            (
                plane.even(a.uv.x * size.x, b.uv.x * size.x, c.uv.x * size.x),
                plane.even(a.uv.y * size.y, b.uv.y * size.y, c.uv.y * size.y),
            )
        };
        match (one_color, one_place) {
            (true, true) => {
                let sample = sample(texture, a.uv.x * size.x, a.uv.y * size.y);
                Brush::Flat(times(sample, a.color.to_array()))
            }
            (false, true) => Brush::Shaded {
                channels: channels(),
                tint: sample(texture, a.uv.x * size.x, a.uv.y * size.y),
            },
            (true, false) => {
                let (u, v) = place();
                Brush::Textured {
                    texture,
                    u,
                    v,
                    tint: a.color.to_array(),
                }
            }
            (false, false) => {
                let (u, v) = place();
                Brush::Full {
                    texture,
                    u,
                    v,
                    channels: channels(),
                }
            }
        }
    }

    fn row(&self, pixels: &mut [[u8; 4]], from: i64, y: i64) {
        let (mut x, y) = (from as f32 + 0.5, y as f32 + 0.5);
        match self {
            Brush::Flat(color) if color[3] == 255 => pixels.fill(*color),
            Brush::Flat(color) => {
                for pixel in pixels {
                    blend(pixel, *color);
                }
            }
            Brush::Shaded { channels, tint } => {
                for pixel in pixels {
                    blend(pixel, times(color_at(channels, x, y), *tint));
                    x += 1.0;
                }
            }
            Brush::Textured {
                texture,
                u,
                v,
                tint,
            } => {
                for pixel in pixels {
                    let texel = sample(texture, u.at(x, y), v.at(x, y));
                    if texel != [0; 4] {
                        blend(pixel, times(texel, *tint));
                    }
                    x += 1.0;
                }
            }
            Brush::Full {
                texture,
                u,
                v,
                channels,
            } => {
                for pixel in pixels {
                    let texel = sample(texture, u.at(x, y), v.at(x, y));
                    blend(pixel, times(texel, color_at(channels, x, y)));
                    x += 1.0;
                }
            }
        }
    }
}

fn color_at(channels: &[Even; 4], x: f32, y: f32) -> [u8; 4] {
    channels.map(|channel| channel.at(x, y).round().clamp(0.0, 255.0) as u8)
}

/// The texture at a place given in its pixels, between four of them.
fn sample(texture: &Texture, u: f32, v: f32) -> [u8; 4] {
    let (u, v) = (u - 0.5, v - 0.5);
    let (left, top) = (u.floor(), v.floor());
    let (share_x, share_y) = (u - left, v - top);
    let (x, y) = (left as i32, top as i32);
    // Text lies on whole pixels: one look-up then does.
    let whole = |share: f32| !(0.004..=0.996).contains(&share);
    if whole(share_x) && whole(share_y) {
        return texture.pixel(x + (share_x > 0.5) as i32, y + (share_y > 0.5) as i32);
    }
    let (a, b) = (texture.pixel(x, y), texture.pixel(x + 1, y));
    let (c, d) = (texture.pixel(x, y + 1), texture.pixel(x + 1, y + 1));
    let mix =
        |from: u8, to: u8, share: f32| f32::from(from) + (f32::from(to) - f32::from(from)) * share;
    let channel = |a: u8, b: u8, c: u8, d: u8| {
        let (top, low) = (mix(a, b, share_x), mix(c, d, share_x));
        (top + (low - top) * share_y).round() as u8
    };
    [
        channel(a[0], b[0], c[0], d[0]),
        channel(a[1], b[1], c[1], d[1]),
        channel(a[2], b[2], c[2], d[2]),
        channel(a[3], b[3], c[3], d[3]),
    ]
}

fn product(a: u8, b: u8) -> u8 {
    // Rounded division by 255 in whole numbers.
    let value = u32::from(a) * u32::from(b) + 128;
    ((value + (value >> 8)) >> 8) as u8
}

fn times(a: [u8; 4], b: [u8; 4]) -> [u8; 4] {
    [
        product(a[0], b[0]),
        product(a[1], b[1]),
        product(a[2], b[2]),
        product(a[3], b[3]),
    ]
}

fn blend(pixel: &mut [u8; 4], color: [u8; 4]) {
    let rest = 255 - color[3];
    for (under, over) in pixel.iter_mut().zip(color) {
        *under = over.saturating_add(product(*under, rest));
    }
}
