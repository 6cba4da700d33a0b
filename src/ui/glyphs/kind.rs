//! Kinds of things: each has a shape, an icon and an icon colour.

use std::f32::consts::{FRAC_PI_2, PI};

use egui::emath::GuiRounding as _;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::paint;
use crate::ui::theme::Tokens;

/// A kind of thing, as drawn in the graph, the inspector and the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KindShape {
    /// A person.
    Person,
    /// Several people drawn as one.
    Bundle,
    /// An account that is no person.
    ServiceUser,
    /// A person from outside.
    External,
    /// A group.
    Group,
    /// A role.
    Role,
    /// A permission.
    Permission,
    /// A module.
    Module,
    /// A switch.
    Switch,
    /// Data that is reached.
    Data,
    /// A guard.
    Guard,
}

impl KindShape {
    /// Every kind, for legends.
    pub const ALL: [KindShape; 11] = [
        KindShape::Person,
        KindShape::Bundle,
        KindShape::ServiceUser,
        KindShape::External,
        KindShape::Group,
        KindShape::Role,
        KindShape::Permission,
        KindShape::Module,
        KindShape::Switch,
        KindShape::Data,
        KindShape::Guard,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            KindShape::Person => "Person",
            KindShape::Bundle => "People",
            KindShape::ServiceUser => "Service user",
            KindShape::External => "External",
            KindShape::Group => "Group",
            KindShape::Role => "Role",
            KindShape::Permission => "Permission",
            KindShape::Module => "Module",
            KindShape::Switch => "Switch",
            KindShape::Data => "What it reaches",
            KindShape::Guard => "Guard",
        }
    }

    /// Its icon.
    pub const fn icon(self) -> Icon {
        match self {
            KindShape::Person => icons::PERSON,
            KindShape::Bundle => icons::GROUPS,
            KindShape::ServiceUser => icons::SMART_TOY,
            KindShape::External => icons::PERSON_ADD,
            KindShape::Group => icons::GROUP_WORK,
            KindShape::Role => icons::SHIELD_PERSON,
            KindShape::Permission => icons::KEY,
            KindShape::Module => icons::WIDGETS,
            KindShape::Switch => icons::TOGGLE_ON,
            KindShape::Data => icons::DATABASE,
            KindShape::Guard => icons::GPP_BAD,
        }
    }

    /// The colour of its icon.
    pub fn color(self, t: &Tokens) -> Color32 {
        match self {
            KindShape::Person
            | KindShape::Bundle
            | KindShape::ServiceUser
            | KindShape::External => t.kinds.person,
            KindShape::Group => t.kinds.group,
            KindShape::Role => t.kinds.role,
            KindShape::Permission => t.kinds.permission,
            KindShape::Module | KindShape::Switch => t.kinds.module,
            KindShape::Data => t.kinds.data,
            KindShape::Guard => t.kinds.guard,
        }
    }
}

/// The outline of a kind over a rectangle: convex, clockwise, without the first
/// point repeated. `cut` is the length of points and cut corners (10 at full size).
pub fn kind_outline(kind: KindShape, rect: Rect, cut: f32) -> Vec<Pos2> {
    let (left, right, top, bottom) = (rect.left(), rect.right(), rect.top(), rect.bottom());
    let middle = rect.center().y;
    let rounded = |radius: f32| {
        let mut points = paint::rounded_outline(rect, radius);
        points.pop();
        points
    };
    match kind {
        KindShape::Person
        | KindShape::Bundle
        | KindShape::ServiceUser
        | KindShape::External
        | KindShape::Switch => pill(rect),
        KindShape::Group => rounded(cut * 0.8),
        KindShape::Role => vec![
            pos2(left + cut, top),
            pos2(right - cut, top),
            pos2(right, middle),
            pos2(right - cut, bottom),
            pos2(left + cut, bottom),
            pos2(left, middle),
        ],
        KindShape::Permission => vec![
            pos2(left, top),
            pos2(right - cut, top),
            pos2(right, top + cut),
            pos2(right, bottom),
            pos2(left, bottom),
        ],
        KindShape::Module | KindShape::Data => rounded(0.0),
        KindShape::Guard => vec![
            pos2(left + cut, top),
            pos2(right - cut, top),
            pos2(right, top + cut),
            pos2(right, bottom - cut),
            pos2(right - cut, bottom),
            pos2(left + cut, bottom),
            pos2(left, bottom - cut),
            pos2(left, top + cut),
        ],
    }
}

fn pill(rect: Rect) -> Vec<Pos2> {
    let radius = (rect.height() / 2.0).min(rect.width() / 2.0);
    let steps = (radius.sqrt() * 5.0).ceil().max(4.0) as usize;
    let ends = [
        (pos2(rect.right() - radius, rect.center().y), -FRAC_PI_2),
        (pos2(rect.left() + radius, rect.center().y), FRAC_PI_2),
    ];
    ends.iter()
        .flat_map(|(center, start)| {
            (0..=steps).map(move |step| {
                let angle = start + PI * step as f32 / steps as f32;
                *center + radius * vec2(angle.cos(), angle.sin())
            })
        })
        .collect()
}

/// Draws the shape of a kind: ground, outline, and what belongs to the shape
/// (second outline of a bundle, tab of a module, double edge of data).
pub fn kind_shape(painter: &Painter, rect: Rect, kind: KindShape, fill: Color32, stroke: Stroke) {
    let scale = (rect.height() / 40.0).clamp(0.25, 2.0);
    let cut = 10.0 * scale.max(0.4);
    // Straight edges lie on whole pixels, or they would be drawn two pixels wide and pale.
    let snap = |rect: Rect| {
        rect.round_to_pixels(painter.pixels_per_point())
            .shrink(stroke.width / 2.0)
    };
    let draw = |rect: Rect, fill: Color32| {
        let rect = snap(rect);
        painter.add(Shape::convex_polygon(
            kind_outline(kind, rect, cut),
            fill,
            stroke,
        ));
    };
    match kind {
        KindShape::Bundle => {
            let shift = vec2(4.0, 4.0) * scale.clamp(0.5, 1.0);
            draw(rect.translate(shift), fill);
            draw(rect, fill);
        }
        KindShape::Module => {
            let tab = Rect::from_min_size(
                rect.min - vec2(0.0, 5.0 * scale),
                vec2(rect.width() * 0.35, 5.0 * scale),
            );
            draw(rect, fill);
            draw(tab, fill);
        }
        KindShape::Data => {
            draw(rect, fill);
            let x = snap(rect).left() + (4.0 * scale.max(0.6)).round();
            painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], stroke);
        }
        _ => draw(rect, fill),
    }
}

/// The small shape with its icon: head of the inspector (28 wide), legend, lists.
pub fn kind_mark(painter: &Painter, rect: Rect, kind: KindShape, t: &Tokens) {
    let width = rect.width();
    let shape = Rect::from_center_size(rect.center(), vec2(width, width * 0.72));
    let ink = kind.color(t);
    kind_shape(painter, shape, kind, t.panel, Stroke::new(1.0, ink));
    icons::paint(painter, kind.icon(), shape.center(), width * 0.54, ink);
}
