//! The SVG as pixels. Draws with the typeface in `assets` and no other, so that the picture is the
//! same on every system; letters Inter lacks are left to the SVG, which the reader's system draws.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::{Sheet, svg};
use crate::look::fonts;

/// As many pixels as a picture may have.
const MOST_PIXELS: f32 = 120_000_000.0;

/// A picture that would have too many pixels.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("at this scale the picture has {width} × {height} pixels; a scale of {fits} fits")]
pub struct TooLarge {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The largest scale that fits.
    pub fits: f32,
}

/// Draws a sheet, one pixel a point at scale 1.
pub fn png(sheet: &Sheet<'_>, scale: f32) -> Result<Vec<u8>, TooLarge> {
    of_svg(&svg(sheet), scale)
}

fn of_svg(text: &str, scale: f32) -> Result<Vec<u8>, TooLarge> {
    let tree = Tree::from_str(text, &options());
    let size = tree.as_ref().map_or((1.0, 1.0), |tree| {
        (tree.size().width(), tree.size().height())
    });
    let pixels = |scale: f32| (size.0 * scale).ceil() * (size.1 * scale).ceil();
    let (width, height) = ((size.0 * scale).ceil(), (size.1 * scale).ceil());
    let too_large = || {
        let mut fits = (MOST_PIXELS / (size.0 * size.1)).sqrt();
        fits = (fits * 20.0).floor() / 20.0;
        TooLarge {
            width: width as u32,
            height: height as u32,
            fits,
        }
    };
    if pixels(scale) > MOST_PIXELS {
        return Err(too_large());
    }
    let mut pixmap =
        Pixmap::new((width as u32).max(1), (height as u32).max(1)).ok_or_else(too_large)?;
    if let Ok(tree) = tree {
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut pixmap.as_mut(),
        );
    }
    pixmap.encode_png().map_err(|_| too_large())
}

fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    for file in [fonts::REGULAR, fonts::MEDIUM, fonts::SEMIBOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family("Inter");
    Options {
        font_family: "Inter".to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    }
}
