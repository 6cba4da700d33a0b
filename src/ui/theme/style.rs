//! The tokens as an egui style, for the parts of egui we use as they are
//! (menus, scroll bars, text editing, tooltips).

use std::collections::BTreeMap;

use egui::style::{
    ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Visuals, vec2,
};

use super::{Tokens, Type, Weight, motion, radius, shadow};

/// The style of one theme.
pub fn style(tokens: &Tokens, dark: bool) -> Style {
    let mut style = Style {
        text_styles: text_styles(),
        visuals: visuals(tokens, dark),
        animation_time: motion::SHORT,
        scroll_animation: ScrollAnimation::duration(motion::FLY),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(28.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_width = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.window_margin = Margin::same(16);
    spacing.indent = 16.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_height = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        ..ScrollStyle::floating()
    };
    // Everything is a flat fill: nothing fades at the edge of what scrolls.
    spacing.scroll.fade.strength = 0.0;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Small, Type::Micro.regular()),
        (TextStyle::Body, Type::Small.regular()),
        (TextStyle::Button, Type::Small.font(Weight::Medium)),
        (TextStyle::Heading, Type::Title.font(Weight::Semibold)),
        (
            TextStyle::Monospace,
            FontId::new(12.0, FontFamily::Monospace),
        ),
    ])
}

fn visuals(t: &Tokens, dark: bool) -> Visuals {
    let base = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    Visuals {
        widgets: widgets(t),
        selection: Selection {
            bg_fill: t.selected,
            stroke: Stroke::new(1.0, t.accent),
        },
        weak_text_color: Some(t.text3),
        hyperlink_color: t.accent,
        faint_bg_color: t.inset,
        extreme_bg_color: t.inset,
        text_edit_bg_color: Some(t.inset),
        code_bg_color: t.inset,
        warn_fg_color: t.warning,
        error_fg_color: t.refused,
        window_corner_radius: CornerRadius::same(radius::POPOVER),
        window_shadow: shadow(t),
        window_fill: t.raised,
        window_stroke: Stroke::new(1.0, t.line),
        menu_corner_radius: CornerRadius::same(radius::POPOVER),
        panel_fill: t.panel,
        popup_shadow: shadow(t),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, t.accent),
            ..base.text_cursor.clone()
        },
        // Readable when disabled: our own controls show it by colour and dashes instead.
        disabled_alpha: 1.0,
        indent_has_left_vline: false,
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let state = |fill: Color32, edge: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(radius::FIELD),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(t.panel, Stroke::new(1.0, t.line), t.text2),
        inactive: state(t.panel, Stroke::new(1.0, t.field), t.text),
        hovered: state(t.hover, Stroke::new(1.0, t.text3), t.text),
        active: state(t.selected, Stroke::new(1.0, t.accent), t.text),
        open: state(t.selected, Stroke::new(1.0, t.accent), t.text),
    }
}
