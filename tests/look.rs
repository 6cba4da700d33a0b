//! The look keeps its promises: readable text, a glyph for every sign, digits of one width.
#![cfg(feature = "gui")]

use egui::{Color32, FontDefinitions};
use sightline::ui::glyphs::KindShape;
use sightline::ui::theme::{self, DARK, LIGHT, Tokens, Type, Weight};
use sightline::ui::widgets::Tone;
use sightline::ui::{icons, raster};

fn luminance(color: Color32) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
}

fn contrast(one: Color32, two: Color32) -> f64 {
    let (one, two) = (luminance(one), luminance(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

fn both() -> [(&'static str, &'static Tokens); 2] {
    [("light", &LIGHT), ("dark", &DARK)]
}

#[test]
fn text_is_readable_on_every_ground() {
    for (name, t) in both() {
        let grounds = [
            t.rail, t.canvas, t.panel, t.raised, t.inset, t.hover, t.selected, t.locked,
        ];
        for (nth, ground) in grounds.into_iter().enumerate() {
            for (what, ink) in [
                ("text", t.text),
                ("text2", t.text2),
                ("text3", t.text3),
                ("accent", t.accent),
            ] {
                let ratio = contrast(ink, ground);
                assert!(ratio >= 4.5, "{name} {what} on ground {nth}: {ratio:.2}");
            }
        }
        assert!(
            contrast(t.on_accent, t.accent) >= 4.5,
            "{name} primary button"
        );
    }
}

#[test]
fn tones_are_readable_on_panel_and_on_their_own_ground() {
    for (name, t) in both() {
        for tone in [Tone::Allowed, Tone::Refused, Tone::Warning, Tone::Info] {
            for ground in [t.panel, tone.ground(t), t.raised, t.rail] {
                let ratio = contrast(tone.ink(t), ground);
                assert!(ratio >= 4.5, "{name} {tone:?}: {ratio:.2}");
            }
            assert!(
                contrast(t.text, tone.ground(t)) >= 12.0,
                "{name} text on {tone:?}"
            );
        }
    }
}

#[test]
fn edges_of_controls_and_level_tiles_can_be_seen() {
    for (name, t) in both() {
        for ground in [t.canvas, t.panel, t.inset, t.raised] {
            let ratio = contrast(t.field, ground);
            assert!(ratio >= 3.0, "{name} field: {ratio:.2}");
        }
        for ground in [
            t.panel,
            t.locked,
            t.selected,
            t.hover,
            t.warning_bg,
            t.refused_bg,
        ] {
            let ratio = contrast(t.level, ground);
            assert!(ratio >= 7.5, "{name} level: {ratio:.2}");
        }
        for kind in KindShape::ALL {
            for ground in [t.panel, t.canvas, t.selected] {
                let ratio = contrast(kind.color(t), ground);
                assert!(ratio >= 5.1, "{name} {kind:?}: {ratio:.2}");
            }
        }
    }
}

/// Runs a check where the fonts of the window are loaded.
fn with_fonts(check: impl Fn(&egui::Ui)) {
    let size = egui::vec2(200.0, 100.0);
    raster::picture_of(size, 1.0, egui::Theme::Light, 2, |ui| check(ui));
}

#[test]
fn every_icon_has_a_glyph_of_its_own() {
    let mut seen = std::collections::BTreeMap::new();
    for icon in icons::ALL {
        if let Some(other) = seen.insert(icon.sign(), icon.name()) {
            panic!("{} and {other} are the same sign", icon.name());
        }
    }
    let definitions: FontDefinitions = theme::definitions();
    assert!(definitions.families.contains_key(&theme::icon_family()));
    with_fonts(|ui| {
        for icon in icons::ALL {
            let found = ui.fonts_mut(|fonts| fonts.has_glyph(&icons::font(16.0), icon.sign()));
            assert!(found, "{} has no glyph", icon.name());
        }
    });
}

#[test]
fn the_signs_of_the_design_are_in_inter() {
    let wanted = "…–—·•“”’‹›×≤≥−→←↑↓ĄąŁłŻżŞşİıŐőČčΑωЖяß€";
    with_fonts(|ui| {
        for weight in [Weight::Regular, Weight::Medium, Weight::Semibold] {
            for sign in wanted.chars() {
                let font = Type::Small.font(weight);
                assert!(
                    ui.fonts_mut(|fonts| fonts.has_glyph(&font, sign)),
                    "{weight:?} {sign}"
                );
            }
        }
    });
}

#[test]
fn digits_have_one_width() {
    with_fonts(|ui| {
        for weight in [Weight::Regular, Weight::Medium, Weight::Semibold] {
            let font = Type::Small.font(weight);
            let widths: Vec<f32> = ('0'..='9')
                .map(|digit| ui.fonts_mut(|fonts| fonts.glyph_width(&font, digit)))
                .collect();
            assert!(
                widths.windows(2).all(|pair| pair[0] == pair[1]),
                "{weight:?}: {widths:?}"
            );
        }
    });
}

#[test]
fn the_mark_can_be_read() {
    let icon = sightline::ui::mark::icon().expect("a readable mark");
    assert_eq!((icon.width, icon.height), (256, 256));
}
