//! Shared by the tests: the worlds of the worked cases, and drawing a harness without a display.
#![allow(dead_code, unused_imports, clippy::panic, clippy::unwrap_used)]

#[cfg(feature = "gui")]
pub mod hands;
pub mod window;

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use egui::TexturesDelta;
use egui_kittest::{Harness, HarnessBuilder, TestRenderer};
use sightline::ui::raster::{Picture, Raster};
use sightline::ui::theme;

mod worlds;
pub use worlds::*;

/// Textures of a harness, kept so that a picture can be drawn from it at any time.
#[derive(Clone, Default)]
pub struct Screen(Rc<RefCell<Raster>>);

impl TestRenderer for Screen {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().apply(delta);
    }
}

impl Screen {
    /// What the harness shows now.
    pub fn picture<State>(&self, harness: &Harness<'_, State>) -> Picture {
        let output = harness.output();
        let scale = output.pixels_per_point;
        let primitives = harness.ctx.tessellate(output.shapes.clone(), scale);
        let size = harness.ctx.content_rect().size();
        self.0
            .borrow()
            .paint(&primitives, size, scale, theme::tokens(&harness.ctx).canvas)
    }
}

/// A harness with the fonts and styles of the window, and the screen to draw it with.
pub fn builder<State>(size: [f32; 2], dark: bool) -> (HarnessBuilder<State>, Screen) {
    let screen = Screen::default();
    let chosen = if dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    let builder = Harness::<State>::builder()
        .with_size(size)
        .with_theme(chosen)
        .renderer(screen.clone())
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            ctx.set_theme(chosen);
        });
    (builder, screen)
}

/// Writes a picture where it can be looked at, below the build folder.
pub fn save(picture: &Picture, name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.png"));
    std::fs::write(&path, picture.to_png().unwrap()).unwrap();
    path
}
