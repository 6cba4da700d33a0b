//! Chips: filters, members, and the chip that says with whose eyes one looks.

use egui::{Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};

/// A small rounded thing with a word.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct Chip<'a> {
    text: &'a str,
    icon: Option<Icon>,
    on: bool,
    absent: bool,
    closable: bool,
    menu: bool,
    clickable: bool,
}

/// What became of a chip.
#[derive(Debug)]
pub struct ChipResponse {
    /// The chip itself.
    pub response: Response,
    /// Its cross was chosen.
    pub closed: bool,
}

impl<'a> Chip<'a> {
    /// A chip that can be clicked.
    pub fn new(text: &'a str) -> Self {
        Chip {
            text,
            icon: None,
            on: false,
            absent: false,
            closable: false,
            menu: false,
            clickable: true,
        }
    }

    /// An icon before the word.
    pub fn icon(self, icon: Icon) -> Self {
        Chip {
            icon: Some(icon),
            ..self
        }
    }

    /// Whether it is in force.
    pub fn on(self, on: bool) -> Self {
        Chip { on, ..self }
    }

    /// Stands for something that is not there: dashed.
    pub fn absent(self) -> Self {
        Chip {
            absent: true,
            ..self
        }
    }

    /// Has a cross to take it away.
    pub fn closable(self) -> Self {
        Chip {
            closable: true,
            ..self
        }
    }

    /// Opens a menu.
    pub fn menu(self) -> Self {
        Chip { menu: true, ..self }
    }

    /// Only tells something.
    pub fn quiet(self) -> Self {
        Chip {
            clickable: false,
            ..self
        }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> ChipResponse {
        self.draw(ui, size::CHIP, 14.0)
    }

    fn draw(self, ui: &mut Ui, height: f32, icon_size: f32) -> ChipResponse {
        let t = theme::tokens(ui);
        let before = if self.icon.is_some() {
            icon_size + 5.0
        } else {
            0.0
        };
        let after = if self.closable || self.menu {
            16.0
        } else {
            0.0
        };
        // A name longer than the row is cut; hovering tells the whole of it.
        let room = (ui.max_rect().width() - before - after - 20.0).max(40.0);
        let galley = paint::line(ui, self.text, Type::Small.regular(), t.text2, room);
        let is_cut = galley.elided;
        let width = galley.size().x + before + after + 20.0;
        let sense = if self.clickable {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        let role = if self.clickable {
            Role::Button
        } else {
            Role::Label
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, ui.is_enabled(), self.text);
            info.selected = self.on.then_some(true);
            info
        });
        let (edge, ink) = if self.on {
            (t.accent, t.accent)
        } else {
            (t.line, t.text2)
        };
        let ink = if self.absent { t.text3 } else { ink };
        let round = height / 2.0;
        let painter = ui.painter();
        let fill = if self.absent {
            Color32::TRANSPARENT
        } else if response.hovered() && self.clickable {
            t.hover
        } else {
            t.panel
        };
        painter.rect_filled(rect, round, fill);
        if self.absent {
            let dash = Stroke::new(1.0, t.field);
            paint::dashed_rect(painter, rect, round, dash, paint::ABSENT);
        } else {
            painter.rect_stroke(rect, round, Stroke::new(1.0, edge), StrokeKind::Inside);
        }
        let mut x = rect.left() + 10.0;
        let middle = rect.center().y;
        if let Some(icon) = self.icon {
            let at = pos2(x + icon_size / 2.0, middle);
            icons::paint(painter, icon, at, icon_size, ink);
            x += before;
        }
        let at = pos2(x, middle - galley.size().y / 2.0);
        painter.galley_with_override_text_color(at, galley, ink);
        if self.menu {
            let at = pos2(rect.right() - 13.0, middle);
            icons::paint(painter, icons::ARROW_DROP_DOWN, at, 16.0, ink);
        }
        paint::focus_ring(ui, &response, round, Ring::Outside, t);
        let response = match is_cut {
            true => response.on_hover_text(self.text),
            false => response,
        };
        let closed = self.closable && cross(ui, &response, rect, self.text, ink);
        ChipResponse { response, closed }
    }
}

fn cross(ui: &Ui, chip: &Response, rect: Rect, text: &str, ink: Color32) -> bool {
    let t = theme::tokens(ui);
    let center = pos2(rect.right() - 13.0, rect.center().y);
    let place = Rect::from_center_size(center, vec2(18.0, rect.height()));
    let response = ui.interact(place, chip.id.with("close"), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Remove {text}"))
    });
    if response.hovered() {
        ui.painter().circle_filled(center, 8.0, t.hover);
    }
    icons::paint(ui.painter(), icons::CLOSE, center, 14.0, ink);
    paint::focus_ring(ui, &response, 9.0, Ring::Inside, t);
    response.clicked()
}

/// What the chip "seeing as" asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeeingAs {
    /// Choose someone.
    Choose,
    /// Look with one's own eyes again.
    Stop,
}

/// The chip that says with whose eyes one looks; 28 high.
pub fn seeing_as(ui: &mut Ui, name: Option<&str>) -> Option<SeeingAs> {
    let text = name.map_or_else(
        || "Seeing as nobody".to_owned(),
        |n| format!("Seeing as {n}"),
    );
    let chip = Chip::new(&text);
    let chip = match name {
        Some(_) => chip.icon(icons::VISIBILITY).on(true).closable(),
        None => chip.icon(icons::VISIBILITY_OFF),
    };
    let shown = ui.scope(|ui| chip.draw(ui, 28.0, 18.0)).inner;
    if name.is_none() {
        // It is a control although nothing is chosen: a control's edge.
        let stroke = Stroke::new(1.0, theme::tokens(ui).field);
        ui.painter()
            .rect_stroke(shown.response.rect, 14.0, stroke, StrokeKind::Inside);
    }
    match (shown.closed, shown.response.clicked()) {
        (true, _) => Some(SeeingAs::Stop),
        (_, true) => Some(SeeingAs::Choose),
        _ => None,
    }
}
