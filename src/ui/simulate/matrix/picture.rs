//! The shades of the matrix as one texture: worked out for the part in sight and some more, made
//! anew only when that part, the matrix or the theme changes. What was shown before stays in its
//! place until then.

use std::ops::Range;

use egui::{Color32, ColorImage, Rect, TextureHandle, TextureOptions, Ui, pos2, vec2};

use super::job::Made;
use super::view::{Extent, View};
use crate::engine::heat::{HeatPicture, HeatRequest, Watch};
use crate::session::Background;
use crate::ui::theme;
use crate::ui::wake;

/// No side of the texture has more buckets.
const MOST: usize = 1_800;
/// Rows times buckets that are counted while a frame is drawn.
const AT_ONCE: usize = 120_000;

/// What a picture is of.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    matrix: u64,
    rows: Range<usize>,
    columns: Range<usize>,
    steps: (usize, usize),
    least: usize,
}

struct Shown {
    of: Wanted,
    request: HeatRequest,
    is_dark: bool,
    /// What the buckets stand for.
    rows: Range<usize>,
    columns: Range<usize>,
    texture: TextureHandle,
}

/// The pictures of one matrix after the other.
#[derive(Default)]
pub struct Pictures {
    jobs: Background<Wanted, HeatPicture>,
    shown: Option<Shown>,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pictures")
    }
}

impl Pictures {
    /// Draws the part in sight.
    pub fn show(&mut self, ui: &Ui, made: &Made, view: &View, area: Rect, least: usize) {
        let extent = Extent {
            columns: made.heat.n_columns(),
            rows: made.heat.n_rows(),
        };
        let rows = view.rows(extent, area.size());
        let columns = view.columns(extent, area.size());
        let steps = (
            step(view.cell().y, rows.len()),
            step(view.cell().x, columns.len()),
        );
        let is_dark = ui.visuals().dark_mode;
        let is_good = self.shown.as_ref().is_some_and(|shown| {
            let of = &shown.of;
            of.matrix == made.number
                && of.steps == steps
                && of.least == least
                && shown.is_dark == is_dark
                && holds(&shown.rows, &rows)
                && holds(&shown.columns, &columns)
        });
        if !is_good {
            let wanted = Wanted {
                matrix: made.number,
                rows: around(&rows, steps.0, extent.rows),
                columns: around(&columns, steps.1, extent.columns),
                steps,
                least,
            };
            self.prepare(ui, made, wanted, is_dark);
        }
        let Some(shown) = self.shown.as_ref() else {
            return;
        };
        // Of the same choice after an edit it is nearly right; of another it would mislead.
        if shown.request != made.wanted.request {
            return;
        }
        let (down, across) = shown.of.steps;
        let size = shown.texture.size_vec2();
        let end = |from: usize, n: f32, step: usize| from + n as usize * step;
        let rows = shown.rows.start..end(shown.rows.start, size.y, down);
        let columns = shown.columns.start..end(shown.columns.start, size.x, across);
        let rect = view.rect(area, &rows, &columns);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let painter = ui
            .painter()
            .with_clip_rect(area.intersect(Rect::from_min_size(
                area.min,
                vec2(view.x(extent.columns), view.y(extent.rows)),
            )));
        painter.image(shown.texture.id(), rect, whole, Color32::WHITE);
    }

    fn prepare(&mut self, ui: &Ui, made: &Made, wanted: Wanted, is_dark: bool) {
        let at_once = wanted.rows.len() * wanted.columns.len().div_ceil(wanted.steps.1) <= AT_ONCE;
        let (heat, of) = (made.heat.clone(), wanted.clone());
        let work = move || {
            let Wanted {
                rows,
                columns,
                steps,
                least,
                ..
            } = of;
            let picture = heat.picture(rows, columns, steps, least, &Watch::default());
            picture.unwrap_or_default()
        };
        let Some(picture) = self.jobs.get(wanted.clone(), at_once, work, wake(ui.ctx())) else {
            return;
        };
        let shades = theme::shades(theme::tokens(ui));
        let pixels = picture.shades.iter().map(|shade| {
            let colour = shades.get(usize::from(*shade));
            colour.copied().unwrap_or_default()
        });
        let image = ColorImage::new([picture.width, picture.height], pixels.collect());
        let texture = match self.shown.take() {
            Some(mut shown) => {
                shown.texture.set(image, TextureOptions::NEAREST);
                shown.texture
            }
            None => ui
                .ctx()
                .load_texture("matrix", image, TextureOptions::NEAREST),
        };
        self.shown = Some(Shown {
            of: wanted,
            request: made.wanted.request.clone(),
            is_dark,
            rows: picture.rows.clone(),
            columns: picture.columns.clone(),
            texture,
        });
    }
}

/// Rows or columns of a bucket: no bucket is smaller than a point.
fn step(cell: f32, n_seen: usize) -> usize {
    let by_size = (0.999 / cell).ceil() as usize;
    by_size.max(n_seen.div_ceil(MOST)).max(1)
}

/// The part in sight with some more on both sides, so that a small move needs nothing new.
fn around(seen: &Range<usize>, step: usize, all: usize) -> Range<usize> {
    let most = MOST * step;
    let more = (seen.len() / 4).min(most.saturating_sub(seen.len()) / 2);
    seen.start.saturating_sub(more)..(seen.end + more).min(all)
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
