//! Kinds of things: each has a shape, an icon and an icon colour.

use std::f32::consts::{FRAC_PI_2, PI};

use emath::{Pos2, Rect, pos2, vec2};

use super::Palette;
use super::icons::{self, Icon};

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
    pub fn color<C: Copy>(self, t: &Palette<C>) -> C {
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
        let mut points = rounded_outline(rect, radius);
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

/// The outline of a rounded rectangle, clockwise from the top left, closed.
pub fn rounded_outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius
        .min(rect.width() / 2.0)
        .min(rect.height() / 2.0)
        .max(0.0);
    let corners = [
        (pos2(rect.left() + radius, rect.top() + radius), PI),
        (
            pos2(rect.right() - radius, rect.top() + radius),
            PI + FRAC_PI_2,
        ),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (
            pos2(rect.left() + radius, rect.bottom() - radius),
            FRAC_PI_2,
        ),
    ];
    let steps = if radius < 0.5 {
        0
    } else {
        (radius.sqrt() * 3.0).ceil() as usize
    };
    let mut points = Vec::with_capacity((steps + 1) * 4 + 1);
    for (center, start) in corners {
        for step in 0..=steps {
            let share = if steps == 0 {
                0.5
            } else {
                step as f32 / steps as f32
            };
            let angle = start + FRAC_PI_2 * share;
            points.push(center + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    if let Some(first) = points.first().copied() {
        points.push(first);
    }
    points
}
