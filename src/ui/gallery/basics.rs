//! Type, colours, signs, shapes and icons.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::ui::glyphs::{
    Fill, KindShape, LevelSign, Origin, ReachSign, kind_mark, kind_shape, level_glyph, reach_glyph,
};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};

/// Draws the page.
pub fn ui(ui: &mut Ui) {
    let t = theme::tokens(ui);
    let frame = egui::Frame::new()
        .fill(t.panel)
        .inner_margin(theme::space::XL);
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        types(ui);
        ui.add_space(8.0);
        colours(ui);
        ui.add_space(8.0);
        signs(ui, 20.0, 18.0);
        signs(ui, 60.0, 54.0);
        ui.add_space(8.0);
        shapes(ui);
        ui.add_space(12.0);
        all_icons(ui);
    });
}

fn types(ui: &mut Ui) {
    let t = theme::tokens(ui);
    let samples = [
        (
            Type::Display,
            Weight::Semibold,
            "Who sees what, before anyone keys it in",
        ),
        (
            Type::Lead,
            Weight::Regular,
            "Start from a template, open a model, or bring a list of people.",
        ),
        (
            Type::Title,
            Weight::Semibold,
            "HR Business Partner · Łukasz Żółć, Ĝirafo, Ελένη, Ольга",
        ),
        (
            Type::Body,
            Weight::Regular,
            "Tomasz Zieliński can edit the Reviews of 5 direct reports",
        ),
        (
            Type::Small,
            Weight::Medium,
            "0123456789 1111111111 ≤ 14 … – — · • “x” ’ ‹ › × ≥ − → ← ↑ ↓",
        ),
        (
            Type::Micro,
            Weight::Regular,
            "9 876 543 210 Not saved · autosaved 14:31",
        ),
    ];
    for (size, weight, text) in samples {
        ui.label(size.rich(text, weight, t.text));
    }
}

fn colours(ui: &mut Ui) {
    let t = theme::tokens(ui);
    let grounds = [
        ("rail", t.rail),
        ("canvas", t.canvas),
        ("panel", t.panel),
        ("raised", t.raised),
        ("inset", t.inset),
        ("locked", t.locked),
        ("hover", t.hover),
        ("selected", t.selected),
    ];
    ui.horizontal(|ui| {
        for (name, ground) in grounds {
            let (rect, _) = ui.allocate_exact_size(vec2(150.0, 44.0), Sense::hover());
            ui.painter().rect(
                rect,
                6.0,
                ground,
                Stroke::new(1.0, t.line),
                StrokeKind::Inside,
            );
            let inks = [
                (name, t.text),
                ("text2", t.text2),
                ("text3", t.text3),
                ("link", t.accent),
            ];
            let mut at = rect.min + vec2(8.0, 22.0);
            for (word, ink) in inks {
                let font = Type::Small.font(Weight::Medium);
                let anchor = egui::Align2::LEFT_CENTER;
                at.x = ui.painter().text(at, anchor, word, font, ink).right() + 6.0;
            }
        }
    });
}

fn signs(ui: &mut Ui, level: f32, reach: f32) {
    let t = theme::tokens(ui);
    let levels = [
        LevelSign::None,
        LevelSign::Masked,
        LevelSign::View,
        LevelSign::Propose,
        LevelSign::Edit,
        LevelSign::Yes,
        LevelSign::Own(Fill::Outlined, 'c'),
        LevelSign::Own(Fill::Half, 'm'),
        LevelSign::Own(Fill::Full, 'a'),
    ];
    ui.horizontal_wrapped(|ui| {
        for origin in [Origin::Own, Origin::Inherited] {
            for sign in levels {
                let (rect, _) = ui.allocate_exact_size(vec2(level, level), Sense::hover());
                level_glyph(ui.painter(), rect, sign, origin, t);
            }
            ui.add_space(16.0);
            for sign in ReachSign::ALL {
                let (rect, _) = ui.allocate_exact_size(vec2(reach, reach), Sense::hover());
                reach_glyph(ui.painter(), rect, sign, origin, t);
            }
            ui.add_space(16.0);
        }
    });
}

fn shapes(ui: &mut Ui) {
    let t = theme::tokens(ui);
    ui.horizontal_wrapped(|ui| {
        for kind in KindShape::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(184.0, 52.0), Sense::hover());
            let node = Rect::from_center_size(rect.center(), vec2(176.0, 40.0));
            let painter = ui.painter();
            kind_shape(painter, node, kind, t.panel, Stroke::new(1.0, t.field));
            let at = node.left_center() + vec2(24.0, 0.0);
            icons::paint(painter, kind.icon(), at, 18.0, kind.color(t));
            let at = at + vec2(16.0, 0.0);
            let font = Type::Small.font(Weight::Medium);
            painter.text(at, egui::Align2::LEFT_CENTER, kind.word(), font, t.text);
        }
    });
    ui.horizontal(|ui| {
        for kind in KindShape::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::hover());
            kind_mark(ui.painter(), rect, kind, t);
        }
    });
}

fn all_icons(ui: &mut Ui) {
    let t = theme::tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
        for icon in icons::ALL {
            icons::icon(ui, *icon, 20.0, t.text2).on_hover_text(icon.name());
        }
    });
}
