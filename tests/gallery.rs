//! The gallery runs in both themes, every sign has a glyph, and the picture is not empty.
#![cfg(feature = "gui")]

mod common;

use sightline::ui::gallery::{Gallery, Page};

#[test]
fn every_page_draws_in_both_themes() {
    for (page, name) in Page::ALL {
        for dark in [false, true] {
            let (builder, screen) = common::builder([1600.0, 1000.0], dark);
            let mut harness = builder.build_ui_state(
                |ui, gallery: &mut Gallery| gallery.ui(ui),
                Gallery {
                    page,
                    ..Gallery::default()
                },
            );
            harness.run_steps(3);
            let picture = screen.picture(&harness);
            let suffix = if dark { "dark" } else { "light" };
            common::save(
                &picture,
                &format!("gallery-{}-{suffix}", name.to_lowercase()),
            );
            let first = picture.at(0, 0);
            let (width, height) = (picture.width, picture.height);
            let differs = (0..height).any(|y| (0..width).any(|x| picture.at(x, y) != first));
            assert!(differs, "{name} {suffix} is empty");
        }
    }
}
