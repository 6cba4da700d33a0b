//! Buttons: primary, secondary, plain, destructive, and blocked with a reason.

use std::sync::Arc;

use egui::{
    Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2,
    vec2,
};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type, radius, size};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Look {
    /// Filled; one in a place.
    Primary,
    /// With an edge.
    #[default]
    Secondary,
    /// Words only.
    Plain,
    /// Takes something away.
    Destructive,
    /// Words in the colour of text, for bars.
    Quiet,
}

/// A button with a word.
#[derive(Debug, Clone, Copy)]
#[must_use = "add it to a ui"]
pub struct Button<'a> {
    text: &'a str,
    look: Look,
    icon: Option<Icon>,
    blocked: Option<(&'a str, bool)>,
    hint: Option<&'a str>,
    menu: bool,
}

impl<'a> Button<'a> {
    /// A secondary button.
    pub fn new(text: &'a str) -> Self {
        Button {
            text,
            look: Look::Secondary,
            icon: None,
            blocked: None,
            hint: None,
            menu: false,
        }
    }

    /// The one filled button of a place.
    pub fn primary(text: &'a str) -> Self {
        Button {
            look: Look::Primary,
            ..Self::new(text)
        }
    }

    /// Words only, such as Cancel.
    pub fn plain(text: &'a str) -> Self {
        Button {
            look: Look::Plain,
            ..Self::new(text)
        }
    }

    /// Takes something away.
    pub fn destructive(text: &'a str) -> Self {
        Button {
            look: Look::Destructive,
            ..Self::new(text)
        }
    }

    /// A tool of a bar, such as Undo.
    pub fn quiet(text: &'a str) -> Self {
        Button {
            look: Look::Quiet,
            ..Self::new(text)
        }
    }

    /// Another look.
    pub fn look(self, look: Look) -> Self {
        Button { look, ..self }
    }

    /// An icon before the word.
    pub fn icon(self, icon: Icon) -> Self {
        Button {
            icon: Some(icon),
            ..self
        }
    }

    /// Cannot be used now; the tooltip says why.
    pub fn blocked(self, reason: Option<&'a str>) -> Self {
        Button {
            blocked: reason.map(|reason| (reason, false)),
            ..self
        }
    }

    /// Cannot be used because a right is missing; the tooltip says which.
    pub fn missing_right(self, reason: &'a str) -> Self {
        Button {
            blocked: Some((reason, true)),
            ..self
        }
    }

    /// What the tooltip says when the button can be used, such as its key.
    pub fn hint(self, hint: &'a str) -> Self {
        Button {
            hint: Some(hint),
            ..self
        }
    }

    /// Opens a menu: a small arrow stands behind the word.
    pub fn menu(self) -> Self {
        Button { menu: true, ..self }
    }

    /// The icon that is shown: a lock where a right is missing.
    fn sign(&self) -> Option<Icon> {
        match self.blocked {
            Some((_, true)) => Some(icons::LOCK),
            _ => self.icon,
        }
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response, t: &Tokens) {
        let painter = ui.painter();
        if self.blocked.is_some() {
            let dash = Stroke::new(1.0, t.field);
            paint::dashed_rect(
                painter,
                rect,
                f32::from(radius::BUTTON),
                dash,
                paint::ABSENT,
            );
            return;
        }
        let down = response.is_pointer_button_down_on();
        let (fill, edge, _) = self.colors(t, response.hovered(), down);
        let edge = Stroke::new(1.0, edge);
        painter.rect(rect, radius::BUTTON, fill, edge, StrokeKind::Inside);
        if self.look == Look::Primary && response.hovered() {
            let inner = Stroke::new(1.0, t.on_accent);
            painter.rect_stroke(rect.shrink(2.0), radius::FIELD, inner, StrokeKind::Inside);
        }
    }

    fn words(&self, ui: &Ui, rect: Rect, response: &Response, galley: Arc<Galley>, t: &Tokens) {
        let painter = ui.painter();
        let down = response.is_pointer_button_down_on();
        let (_, _, ink) = self.colors(t, response.hovered(), down);
        let toned = matches!(self.look, Look::Secondary | Look::Quiet) && self.blocked.is_none();
        let icon_ink = if toned { t.text2 } else { ink };
        let middle = rect.center().y;
        let mut x = rect.left() + 10.0;
        if let Some(icon) = self.sign() {
            icons::paint(painter, icon, pos2(x + 8.0, middle), 16.0, icon_ink);
            x += 22.0;
        }
        let at = pos2(x, middle - galley.size().y / 2.0);
        painter.galley_with_override_text_color(at, galley, ink);
        if self.menu {
            let at = pos2(rect.right() - 16.0, middle);
            icons::paint(painter, icons::ARROW_DROP_DOWN, at, 18.0, icon_ink);
        }
    }

    fn colors(&self, t: &Tokens, hovered: bool, down: bool) -> (Color32, Color32, Color32) {
        if self.blocked.is_some() {
            return (Color32::TRANSPARENT, Color32::TRANSPARENT, t.text3);
        }
        let ground = match (down, hovered) {
            (true, _) => t.selected,
            (_, true) => t.hover,
            _ => t.panel,
        };
        match self.look {
            // A filled button keeps its fill: the ratio of its word rests on it.
            Look::Primary => (t.accent, t.accent, t.on_accent),
            Look::Secondary => (ground, t.field, t.text),
            Look::Plain if hovered || down => (ground, Color32::TRANSPARENT, t.accent),
            Look::Plain => (Color32::TRANSPARENT, Color32::TRANSPARENT, t.accent),
            Look::Quiet if hovered || down => (ground, Color32::TRANSPARENT, t.text),
            Look::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, t.text),
            Look::Destructive if hovered || down => (t.refused_bg, t.refused, t.refused),
            Look::Destructive => (t.panel, t.refused, t.refused),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let font = Type::Small.medium();
        let galley = ui
            .painter()
            .layout_no_wrap(self.text.to_owned(), font, t.text);
        let before = if self.sign().is_some() { 22.0 } else { 0.0 };
        let after = if self.menu { 18.0 } else { 0.0 };
        let width = galley.size().x + before + after + 20.0;
        let sense = if self.blocked.is_some() {
            Sense::focusable_noninteractive()
        } else {
            Sense::click()
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::BUTTON), sense);
        let enabled = self.blocked.is_none() && ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.text));
        if ui.is_rect_visible(rect) {
            self.ground(ui, rect, &response, t);
            self.words(ui, rect, &response, galley, t);
            paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
        }
        with_reason(
            response,
            self.blocked.map(|(reason, _)| reason).or(self.hint),
        )
    }
}

/// Shows a reason under the pointer, and when the keyboard rests on the control.
pub(super) fn with_reason(response: Response, reason: Option<&str>) -> Response {
    let Some(reason) = reason else {
        return response;
    };
    if response.has_focus() && !response.hovered() {
        response.show_tooltip_text(reason);
    }
    response.on_hover_text(reason)
}

/// A button of just an icon, 28 square. The name is its tooltip and is read aloud.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, enabled: bool) -> Response {
    let t = theme::tokens(ui);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(size::BUTTON, size::BUTTON), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        if enabled && response.hovered() {
            ui.painter().rect_filled(rect, radius::BUTTON, t.hover);
        }
        let ink = if enabled { t.text2 } else { t.text3 };
        icons::paint(ui.painter(), icon, rect.center(), 18.0, ink);
        paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
    }
    response.on_hover_text(name)
}

/// A word that leads somewhere.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let t = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), Type::Small.medium(), t.accent);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    let at = Rect::from_center_size(rect.center(), galley.size());
    ui.painter().galley(at.min, galley, t.accent);
    if response.hovered() {
        let y = at.bottom() - 1.0;
        ui.painter()
            .hline(at.x_range(), y, Stroke::new(1.0, t.accent));
    }
    paint::focus_ring(ui, &response, 2.0, Ring::Outside, t);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
