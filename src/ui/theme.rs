//! The look in values: colours, type, space, radii, the shadow, and how egui takes them on.
//!
//! It is the only place where colours are made and where egui's style is set.
//! It draws nothing itself.

mod fonts;
mod style;
mod tokens;

pub use fonts::{Type, Weight, definitions, icon_family};
pub use tokens::{DARK, KindTokens, LIGHT, Tokens};

/// Distances between things, in points.
pub mod space {
    /// 2
    pub const HAIR: f32 = 2.0;
    /// 4
    pub const XS: f32 = 4.0;
    /// 6
    pub const S: f32 = 6.0;
    /// 8, between controls
    pub const M: f32 = 8.0;
    /// 12
    pub const L: f32 = 12.0;
    /// 16, padding of panels
    pub const XL: f32 = 16.0;
    /// 24
    pub const XXL: f32 = 24.0;
    /// 28, between the blocks of a page
    pub const BLOCK: f32 = 28.0;
    /// 32
    pub const XXXL: f32 = 32.0;
}

/// How round corners are, in points.
pub mod radius {
    /// Key cap
    pub const KEY: u8 = 3;
    /// Text field, level tile
    pub const FIELD: u8 = 4;
    /// Button
    pub const BUTTON: u8 = 5;
    /// Card in a canvas, list card, toast
    pub const CARD: u8 = 6;
    /// Popover, page card
    pub const POPOVER: u8 = 8;
    /// Chip
    pub const CHIP: u8 = 11;
}

/// Heights and widths that several places share, in points.
pub mod size {
    /// Button, segmented control
    pub const BUTTON: f32 = 28.0;
    /// Text field
    pub const FIELD: f32 = 26.0;
    /// Chip
    pub const CHIP: f32 = 22.0;
    /// Row of a table, of a tree, of the grid
    pub const ROW: f32 = 30.0;
    /// Head of a table
    pub const TABLE_HEAD: f32 = 28.0;
    /// Head of a section
    pub const SECTION_HEAD: f32 = 26.0;
    /// Label left of a field
    pub const LABEL: f32 = 96.0;
    /// Left rail
    pub const RAIL: f32 = 84.0;
    /// Left rail in a small window
    pub const RAIL_SMALL: f32 = 56.0;
    /// Top bar
    pub const TOP_BAR: f32 = 44.0;
    /// Bar of a workspace
    pub const WORKSPACE_BAR: f32 = 40.0;
    /// Status bar
    pub const STATUS_BAR: f32 = 26.0;
    /// Inspector
    pub const INSPECTOR: f32 = 336.0;
    /// Inspector in a small window
    pub const INSPECTOR_SMALL: f32 = 296.0;
    /// Popover
    pub const POPOVER: f32 = 424.0;
    /// Column of the role grid
    pub const GRID_COLUMN: f32 = 149.0;
}

/// Seconds an animation takes.
pub mod motion {
    /// Hover, fold, toast
    pub const SHORT: f32 = 0.12;
    /// Flying to a place in a canvas
    pub const FLY: f32 = 0.2;
}

/// Sets fonts and both styles; called once when the window (or a test of it) is made.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
    ctx.set_style_of(egui::Theme::Light, style::style(&LIGHT, false));
    ctx.set_style_of(egui::Theme::Dark, style::style(&DARK, true));
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
}

/// Follows the system, or stays light or dark.
pub fn follow(ctx: &egui::Context, preference: egui::ThemePreference) {
    ctx.set_theme(preference);
}

/// Turns animations off where the system asks for less motion.
pub fn set_less_motion(ctx: &egui::Context, less: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if less { 0.0 } else { motion::SHORT };
        style.scroll_animation = if less {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::duration(motion::FLY)
        };
    });
}

/// The colours that count now. A `&Ui` serves as well as a `&Context`.
pub fn tokens(ctx: &egui::Context) -> &'static Tokens {
    tokens_of(ctx.theme())
}

/// The colours of one theme, for pictures made without a window.
pub fn tokens_of(theme: egui::Theme) -> &'static Tokens {
    match theme {
        egui::Theme::Light => &LIGHT,
        egui::Theme::Dark => &DARK,
    }
}

/// The shades of a heat map, from nothing to all at the highest level: the colour of levels laid ever
/// thicker over the ground. Any cell that is given is told from none.
pub fn shades(tokens: &Tokens) -> Vec<egui::Color32> {
    let shade = |n: u8| match n {
        0 => tokens.panel,
        n => {
            let share = (f32::from(n) / 255.0).powf(0.7);
            tokens
                .panel
                .lerp_to_gamma(tokens.level, 0.16 + 0.84 * share)
        }
    };
    (0..=u8::MAX).map(shade).collect()
}

/// The one shadow, only under what is `raised`.
pub fn shadow(tokens: &Tokens) -> egui::Shadow {
    egui::Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: tokens.shadow,
    }
}

/// Frame of a popover, menu or toast.
pub fn raised_frame(tokens: &Tokens, corner: u8) -> egui::Frame {
    egui::Frame::new()
        .fill(tokens.raised)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(corner)
        .shadow(shadow(tokens))
}
