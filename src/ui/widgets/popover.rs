//! A raised card beside what it speaks of, with a beak that points there, and
//! the cards one chooses a repair from.

use egui::{
    Area, Context, Id, Key, Order, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::text::{Run, runs_galley};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Tokens, Type, radius, size};

const BEAK: egui::Vec2 = vec2(8.0, 16.0);
const GAP: f32 = 10.0;

/// A popover beside a place.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it"]
pub struct Popover<'a> {
    name: &'a str,
    anchor: Rect,
    width: f32,
    refused: bool,
    below: bool,
}

impl<'a> Popover<'a> {
    /// A popover that speaks of `anchor`; the name is read aloud.
    pub fn new(name: &'a str, anchor: Rect) -> Self {
        Popover {
            name,
            anchor,
            width: size::POPOVER,
            refused: false,
            below: false,
        }
    }

    /// Another width than 424.
    pub fn width(self, width: f32) -> Self {
        Popover { width, ..self }
    }

    /// Speaks of a refusal: a red edge.
    pub fn refused(self) -> Self {
        Popover {
            refused: true,
            ..self
        }
    }

    /// Below what it speaks of, or above it; not beside it.
    pub fn below(self) -> Self {
        Popover {
            below: true,
            ..self
        }
    }

    /// Draws it. The second value says that it wants to close (Escape, or a
    /// click outside both it and what it speaks of).
    pub fn show<R>(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
        let t = theme::tokens(ctx);
        let id = Id::unique(("popover", self.name));
        let screen = ctx.content_rect().shrink(6.0);
        let height = egui::AreaState::load(ctx, id).map_or(240.0, |state| state.rect().height());
        let side = match self.below {
            true => Side::upright(self.anchor, height, screen),
            false => Side::best(self.anchor, self.width, height, screen),
        };
        let corner = side.corner(self.anchor, self.width, height, screen);
        let shown = Area::new(id)
            .order(Order::Foreground)
            .fixed_pos(corner)
            .constrain_to(screen)
            .accessible_name(self.name)
            .role(Role::Dialog)
            .show(ctx, |ui| {
                let edge = Stroke::new(1.0, if self.refused { t.refused } else { t.line });
                let frame = theme::raised_frame(t, radius::POPOVER).stroke(edge);
                let inner = frame.inner_margin(16.0).show(ui, |ui| {
                    ui.set_width((self.width - 32.0).min(screen.width() - 32.0));
                    content(ui)
                });
                beak(ui, side, self.anchor, inner.response.rect, edge, t);
                inner.inner
            });
        let asked = ctx.memory(|memory| memory.top_modal_layer()).is_some();
        let escape = !asked && ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
        let outside = ctx.input(|input| {
            input.pointer.any_pressed()
                && input.pointer.interact_pos().is_some_and(|at| {
                    !shown.response.rect.contains(at) && !self.anchor.contains(at)
                })
        });
        let popup = egui::Popup::is_any_open(ctx);
        (shown.inner, escape || (outside && !popup && !asked))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    Below,
    Above,
}

impl Side {
    /// The first side with room enough; else the one that is roomiest.
    fn best(anchor: Rect, width: f32, height: f32, screen: Rect) -> Self {
        let room = [
            (Side::Right, screen.right() - anchor.right() - GAP - width),
            (Side::Left, anchor.left() - screen.left() - GAP - width),
            (
                Side::Below,
                screen.bottom() - anchor.bottom() - GAP - height,
            ),
            (Side::Above, anchor.top() - screen.top() - GAP - height),
        ];
        let fits = room.iter().find(|(_, left)| *left >= 0.0);
        let widest = room.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        fits.or(widest).map_or(Side::Right, |(side, _)| *side)
    }

    /// Below, unless there is more room above and not enough below.
    fn upright(anchor: Rect, height: f32, screen: Rect) -> Self {
        let below = screen.bottom() - anchor.bottom() - GAP;
        let above = anchor.top() - screen.top() - GAP;
        match below >= height || below >= above {
            true => Side::Below,
            false => Side::Above,
        }
    }

    fn corner(self, anchor: Rect, width: f32, height: f32, screen: Rect) -> Pos2 {
        let fit_x = |x: f32| x.min(screen.right() - width).max(screen.left());
        let fit_y = |y: f32| y.min(screen.bottom() - height).max(screen.top());
        match self {
            Side::Right => pos2(anchor.right() + GAP, fit_y(anchor.center().y - 40.0)),
            Side::Left => pos2(anchor.left() - GAP - width, fit_y(anchor.center().y - 40.0)),
            Side::Below => pos2(
                fit_x(anchor.center().x - width / 2.0),
                anchor.bottom() + GAP,
            ),
            Side::Above => pos2(
                fit_x(anchor.center().x - width / 2.0),
                anchor.top() - GAP - height,
            ),
        }
    }
}

fn beak(ui: &Ui, side: Side, anchor: Rect, card: Rect, edge: Stroke, t: &Tokens) {
    let y = anchor
        .center()
        .y
        .clamp(card.top() + 16.0, card.bottom() - 16.0);
    let x = anchor
        .center()
        .x
        .clamp(card.left() + 16.0, card.right() - 16.0);
    let half = BEAK.y / 2.0;
    let (a, tip, b) = match side {
        Side::Right => {
            let x = card.left() + 1.0;
            (pos2(x, y - half), pos2(x - BEAK.x, y), pos2(x, y + half))
        }
        Side::Left => {
            let x = card.right() - 1.0;
            (pos2(x, y + half), pos2(x + BEAK.x, y), pos2(x, y - half))
        }
        Side::Below => {
            let y = card.top() + 1.0;
            (pos2(x + half, y), pos2(x, y - BEAK.x), pos2(x - half, y))
        }
        Side::Above => {
            let y = card.bottom() - 1.0;
            (pos2(x - half, y), pos2(x, y + BEAK.x), pos2(x + half, y))
        }
    };
    let painter = ui.painter();
    painter.add(Shape::convex_polygon(
        vec![a, tip, b],
        t.raised,
        Stroke::NONE,
    ));
    painter.add(Shape::line(vec![a, tip, b], edge));
}

/// One repair among several, 58 high: what it does, who gains and loses, its key.
pub fn repair_card(
    ui: &mut Ui,
    key: usize,
    title: &str,
    effect: &[Run<'_>],
    chosen: bool,
) -> Response {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let galley = runs_galley(ui, effect, Type::Small, t.text2, t.allowed, width - 74.0);
    let size = vec2(width, (galley.size().y + 42.0).max(52.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let words = format!("{title}, {}", Run::join(effect));
        WidgetInfo::selected(Role::RadioButton, true, chosen, words)
    });
    let painter = ui.painter();
    let (fill, edge) = match (chosen, response.hovered()) {
        (true, _) => (t.selected, t.accent),
        (_, true) => (t.hover, t.line),
        _ => (t.raised, t.line),
    };
    painter.rect(
        rect,
        radius::CARD,
        fill,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    let (icon, ink) = if chosen {
        (icons::RADIO_BUTTON_CHECKED, t.accent)
    } else {
        (icons::RADIO_BUTTON_UNCHECKED, t.text2)
    };
    icons::paint(painter, icon, rect.min + vec2(19.0, 18.0), 16.0, ink);
    let name = paint::line(ui, title, Type::Small.semibold(), t.text, width - 74.0);
    paint::left_center(painter, rect.min + vec2(35.0, 18.0), name, t.text);
    painter.galley(rect.min + vec2(35.0, 30.0), galley, t.text2);
    let cap = Rect::from_center_size(
        pos2(rect.right() - 20.0, rect.top() + 18.0),
        vec2(18.0, 18.0),
    );
    painter.rect(
        cap,
        radius::KEY,
        t.panel,
        Stroke::new(1.0, t.line),
        StrokeKind::Inside,
    );
    let anchor = egui::Align2::CENTER_CENTER;
    painter.text(cap.center(), anchor, key, Type::Micro.regular(), t.text2);
    paint::focus_ring(ui, &response, f32::from(radius::CARD), Ring::Outside, t);
    response
}

/// The number key that was pressed, from 1 to `most`, unless someone is typing.
pub fn number_key(ctx: &Context, most: usize) -> Option<usize> {
    const KEYS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    if ctx.text_edit_focused() {
        return None;
    }
    let none = egui::Modifiers::NONE;
    let keys = KEYS.iter().take(most).enumerate();
    ctx.input_mut(|input| {
        keys.into_iter()
            .find(|(_, key)| input.consume_key(none, **key))
            .map(|(nth, _)| nth + 1)
    })
}
