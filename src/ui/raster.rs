//! Turns what egui wants drawn into a picture, on the processor alone.
//!
//! It needs no display and no graphics driver and gives the same bits on every
//! run, so it serves tests and pictures made from the command line. The window
//! itself is drawn by eframe, not by this.

mod triangle;

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Primitive, Vertex};
use egui::{Color32, Pos2, Rect, TextureId, TexturesDelta, Vec2};

/// A finished picture, opaque, rows from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Four bytes a pixel: red, green, blue, 255.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// The picture as a PNG file.
    pub fn to_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(&self.rgba)?;
        Ok(bytes)
    }

    /// The colour at a place, for tests.
    pub fn at(&self, x: usize, y: usize) -> Option<[u8; 4]> {
        if x >= self.width {
            return None;
        }
        let start = (y * self.width + x) * 4;
        let bytes = self.rgba.get(start..start + 4)?;
        bytes.try_into().ok()
    }
}

/// One texture as premultiplied bytes.
#[derive(Debug, Default)]
pub(crate) struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

impl Texture {
    fn set(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let pixels = image.pixels.iter().map(Color32::to_array);
        let Some([left, top]) = delta.pos else {
            *self = Texture {
                width,
                height,
                pixels: pixels.collect(),
            };
            return;
        };
        let source: Vec<[u8; 4]> = pixels.collect();
        for (row, line) in source.chunks(width.max(1)).enumerate() {
            let start = (top + row) * self.width + left;
            if let Some(target) = self.pixels.get_mut(start..start + line.len()) {
                target.copy_from_slice(line);
            }
        }
    }

    /// The nearest pixel, edges repeated.
    pub(crate) fn pixel(&self, x: i32, y: i32) -> [u8; 4] {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.pixels
            .get(y * self.width + x)
            .copied()
            .unwrap_or_default()
    }

    pub(crate) fn size(&self) -> Vec2 {
        Vec2::new(self.width as f32, self.height as f32)
    }
}

/// Keeps the textures and draws frames with them.
#[derive(Debug, Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

impl Raster {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over new and changed textures. The delta is empty afterwards.
    pub fn apply(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            let texture = self.textures.entry(id).or_default();
            for change in &changes {
                texture.set(change);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    /// Draws one frame onto a ground.
    pub fn paint(
        &self,
        primitives: &[ClippedPrimitive],
        size: Vec2,
        pixels_per_point: f32,
        ground: Color32,
    ) -> Picture {
        let width = (size.x * pixels_per_point).round().max(1.0) as usize;
        let height = (size.y * pixels_per_point).round().max(1.0) as usize;
        let [r, g, b, _] = ground.to_array();
        let mut frame = Frame {
            width,
            height,
            pixels: vec![[r, g, b, 255]; width * height],
        };
        for primitive in primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = frame.clip(primitive.clip_rect, pixels_per_point);
            for corners in mesh.indices.chunks_exact(3) {
                let find = |nth: usize| {
                    let vertex = mesh.vertices.get(*corners.get(nth)? as usize)?;
                    Some(scaled(vertex, pixels_per_point))
                };
                if let (Some(a), Some(b), Some(c)) = (find(0), find(1), find(2)) {
                    triangle::draw(&mut frame, &clip, texture, [a, b, c]);
                }
            }
        }
        Picture {
            width,
            height,
            rgba: frame.pixels.into_flattened(),
        }
    }
}

fn scaled(vertex: &Vertex, pixels_per_point: f32) -> Vertex {
    Vertex {
        pos: Pos2::new(
            vertex.pos.x * pixels_per_point,
            vertex.pos.y * pixels_per_point,
        ),
        ..*vertex
    }
}

/// Pixels that may be drawn on: from left and top, up to but without right and bottom.
pub(crate) struct Clip {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
}

pub(crate) struct Frame {
    width: usize,
    height: usize,
    pub pixels: Vec<[u8; 4]>,
}

impl Frame {
    fn clip(&self, rect: Rect, pixels_per_point: f32) -> Clip {
        let edge = |value: f32, most: usize| {
            (value * pixels_per_point).round().clamp(0.0, most as f32) as i64
        };
        Clip {
            left: edge(rect.left(), self.width),
            top: edge(rect.top(), self.height),
            right: edge(rect.right(), self.width),
            bottom: edge(rect.bottom(), self.height),
        }
    }

    /// The pixels of a row between two places; empty when out of the picture.
    pub(crate) fn span(&mut self, y: i64, from: i64, to: i64) -> &mut [[u8; 4]] {
        let start = y as usize * self.width;
        self.pixels
            .get_mut(start + from as usize..start + to as usize)
            .unwrap_or_default()
    }
}

/// Runs a ui for a few frames without a window and draws the last one.
///
/// `frames` is at least 2 where sizes depend on the frame before.
pub fn picture_of(
    size: Vec2,
    pixels_per_point: f32,
    theme: egui::Theme,
    frames: usize,
    mut draw: impl FnMut(&mut egui::Ui),
) -> Picture {
    let ctx = egui::Context::default();
    super::theme::install(&ctx);
    ctx.set_theme(theme);
    let mut raster = Raster::new();
    let mut picture = Picture {
        width: 0,
        height: 0,
        rgba: Vec::new(),
    };
    for frame in 0..frames.max(1) {
        let mut input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            time: Some(frame as f64 * 0.25),
            ..Default::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&input.viewport_id) {
            viewport.native_pixels_per_point = Some(pixels_per_point);
        }
        let mut output = ctx.run_ui(input, |ui| draw(ui));
        raster.apply(&mut output.textures_delta);
        if frame + 1 == frames.max(1) {
            let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
            let ground = super::theme::tokens_of(theme).canvas;
            picture = raster.paint(&primitives, size, output.pixels_per_point, ground);
        }
    }
    picture
}
