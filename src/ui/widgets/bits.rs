//! Small things several parts share: tones, key caps, dividers, bars, legend frame.

use egui::{
    Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Tokens, Type, radius};

/// What a mark or a line means. The icon says it as well as the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Neutral,
    /// Can, gained, holds.
    Allowed,
    /// Cannot, lost, broken.
    Refused,
    /// Falls short, redundant, cut off.
    Warning,
    /// A note.
    Info,
}

impl Tone {
    /// Colour of its words and icon.
    pub fn ink(self, t: &Tokens) -> Color32 {
        match self {
            Tone::Neutral => t.text2,
            Tone::Allowed => t.allowed,
            Tone::Refused => t.refused,
            Tone::Warning => t.warning,
            Tone::Info => t.info,
        }
    }

    /// Colour of its ground.
    pub fn ground(self, t: &Tokens) -> Color32 {
        match self {
            Tone::Neutral => t.inset,
            Tone::Allowed => t.allowed_bg,
            Tone::Refused => t.refused_bg,
            Tone::Warning => t.warning_bg,
            Tone::Info => t.info_bg,
        }
    }

    /// Its icon in lists and the status bar.
    pub fn icon(self) -> Icon {
        match self {
            Tone::Neutral => icons::RADIO_BUTTON_UNCHECKED,
            Tone::Allowed => icons::CHECK_CIRCLE,
            Tone::Refused => icons::ERROR,
            Tone::Warning => icons::WARNING,
            Tone::Info => icons::INFO,
        }
    }
}

/// A key as printed on a keyboard.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let t = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(key.to_owned(), Type::Micro.regular(), t.text2);
    let size = vec2((galley.size().x + 10.0).max(18.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
    let edge = Stroke::new(1.0, t.line);
    ui.painter()
        .rect(rect, radius::KEY, t.panel, edge, StrokeKind::Inside);
    let at = Align2::CENTER_CENTER
        .anchor_size(rect.center(), galley.size())
        .min;
    ui.painter().galley(at, galley, t.text2);
    response
}

/// A line across, edge to edge of the ui.
pub fn divider(ui: &mut Ui) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, t.line));
}

/// An upright line between parts of a bar.
pub fn bar(ui: &mut Ui) {
    let t = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, 22.0), Sense::hover());
    ui.painter()
        .vline(rect.center().x, rect.y_range(), Stroke::new(1.0, t.line));
}

/// How much of a whole is covered, with its words for those who hear it.
pub fn meter(ui: &mut Ui, name: &str, part: usize, whole: usize, width: f32) -> Response {
    let t = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
    response.widget_info(|| {
        let text = format!("{name}: {part} of {whole}");
        WidgetInfo::labeled(Role::ProgressIndicator, true, text)
    });
    let share = if whole == 0 {
        0.0
    } else {
        part.min(whole) as f32 / whole as f32
    };
    let full = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    let painter = ui.painter();
    painter.rect(
        rect,
        2.0,
        t.panel,
        Stroke::new(1.0, t.field),
        StrokeKind::Inside,
    );
    painter.rect_filled(full, 2.0, t.level);
    response
}

/// The frame of a legend in a canvas.
pub fn legend<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let t = theme::tokens(ui);
    egui::Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, content)
}

/// Something is being worked out. Returns true when Cancel was chosen.
/// Show it only after half a second, so that quick answers do not flicker.
pub fn spinner(ui: &mut Ui, word: &str) -> bool {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(16.0).color(t.accent));
        super::label(ui, word, Type::Small, theme::Weight::Regular, t.text2);
        super::link(ui, "Cancel").clicked()
    })
    .inner
}

/// The same where there is nothing to cancel: it is a matter of moments.
pub fn waiting(ui: &mut Ui, word: &str) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(16.0).color(t.accent));
        super::label(ui, word, Type::Small, theme::Weight::Regular, t.text2);
    });
}

/// Stands where a part of a page is being worked out. It keeps still: mostly it is a matter of moments,
/// and whoever works draws again when it is there.
pub fn coming(ui: &mut Ui, words: &str) {
    let t = theme::tokens(ui);
    super::label(ui, words, Type::Small, theme::Weight::Regular, t.text3);
}
