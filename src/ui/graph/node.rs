//! Draws the nodes in view, and what can be done with each. Far away only shapes; near, names and
//! levels.

use egui::{Rect, Role, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::State;
use super::connect;
use super::picture::{FAR, Picture};
use super::walk;
use crate::graph::definition::definition;
use crate::graph::scene::{Lit, Mark, Node, NodeKind};
use crate::model::Key;
use crate::session::{Actions, Command};
use crate::ui::Context;
use crate::ui::frame::menu_item;
use crate::ui::glyphs::{Origin, kind_shape, level_glyph, reach_glyph};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::signs;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{entry, label};

/// From this zoom on everything can be read; below it the second line of a node goes.
pub(super) const READING: f32 = 0.6;
/// Below this zoom only shape and icon stay.
pub(super) const NAMES: f32 = 0.35;
/// Nodes lower than this, in window points, are plain rectangles.
const PLAIN: f32 = 4.0;
/// More nodes in view than this are drawn without being controls.
const MOST_WIDGETS: usize = 500;

/// Nodes in view; each a control with a name where there are not too many.
pub(super) fn nodes(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    viewport: Rect,
    picture: &Picture,
    lit: &Lit,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let visible = state.camera.visible(viewport);
    let held = state.walk.node(&picture.scene);
    let is_far = state.camera.zoom() < FAR;
    let in_view: Vec<(usize, Rect)> = picture
        .layout
        .nodes
        .iter()
        .enumerate()
        .filter(|(n, rect)| (visible.intersects(**rect) && !is_far) || Some(*n) == held)
        .map(|(n, rect)| (n, *rect))
        .collect();
    let are_controls = in_view.len() <= MOST_WIDGETS;
    for (n, rect) in in_view {
        let Some(node) = picture.scene.nodes.get(n) else {
            continue;
        };
        let at = state.camera.rect_to_screen(viewport, rect);
        let is_lit = lit.nodes.binary_search(&n).is_ok();
        let is_selected = node.record.as_ref().is_some_and(|key| cx.is_selected(key));
        let extra = state.found.marks_of(n).to_vec();
        if at.height() < PLAIN {
            let ink = if is_lit { t.accent } else { t.field };
            ui.painter().rect_filled(at, 0.0, ink);
        } else {
            paint_node(ui, cx, at, node, state.camera.zoom(), is_lit, is_selected);
            if state.camera.zoom() >= NAMES {
                let scale = state.camera.zoom().clamp(NAMES, 1.6);
                marks(ui, at, node.marks.iter().chain(&extra), scale);
            }
        }
        // The one with the keyboard is a control however small and however far.
        if (are_controls && at.height() >= PLAIN) || Some(n) == held {
            let named = (node, extra.as_slice());
            control(
                ui,
                cx,
                state,
                at,
                named,
                (picture.number, is_selected, Some(n) == held),
                actions,
            );
        }
    }
}

fn control(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    at: Rect,
    (node, extra): (&Node, &[Mark]),
    (picture, is_selected, is_held): (u64, bool, bool),
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let id = walk::node_id(ui, node);
    let response = ui.interact(at, id, walk::sense(is_held));
    response.widget_info(|| {
        let kind = signs::node(node.kind).word();
        let words = format!("{kind} {}, {}", node.title, node.subtitle);
        WidgetInfo::selected(Role::Button, true, is_selected, words)
    });
    paint::focus_ring(ui, &response, 6.0, Ring::Outside, t);
    menu(cx, state, node, &response, actions);
    let clicked = response.clicked();
    if clicked {
        response.request_focus();
    }
    if response.has_focus() {
        state.walk.on_node(node, id);
    }
    let pointed = &mut state.pointed;
    response.on_hover_ui(|ui| hover(ui, cx, pointed, picture, (node, extra)));
    if clicked && state.drawing.is_some() {
        state.arrived = Some(node.key.clone());
    } else if clicked {
        match &node.record {
            Some(key) => actions.select(key.clone()),
            None if node.kind == NodeKind::Bundle => {
                state.open.insert(node.key.clone());
            }
            None => {}
        }
    }
}

/// What can be done with a node, at a right click.
fn menu(
    cx: &Context<'_>,
    state: &mut State,
    node: &Node,
    response: &egui::Response,
    actions: &mut Actions,
) {
    let Some(key) = &node.record else { return };
    if response.secondary_clicked() && !cx.is_selected(key) {
        actions.select(key.clone());
    }
    egui::Popup::context_menu(response).show(|ui| {
        if connect::can_leave(node) && entry(ui, icons::ADD, "Draw an edge from it", "E").clicked()
        {
            state.drawing = Some(connect::Drawing::from(node));
        }
        if entry(ui, icons::CENTER_FOCUS_STRONG, "Show what is around it", "").clicked() {
            state.around_selection = true;
        }
        if let Some(whole) = whole(cx, key) {
            let is_folded = state.filters.folded.contains(&whole);
            let words = match is_folded {
                true => format!("Show what is inside {}", cx.model.title(&whole)),
                false => format!("Draw {} as one", cx.model.title(&whole)),
            };
            if entry(ui, icons::UNFOLD_LESS, &words, "").clicked() {
                match is_folded {
                    true => state.filters.folded.remove(&whole),
                    false => state.filters.folded.insert(whole),
                };
            }
        }
        if let Key::Principal(id) = key
            && entry(ui, icons::FILTER_ALT, "Leave out everyone else", "").clicked()
        {
            state.filters.people = std::collections::BTreeSet::from([id.clone()]);
        }
        if let Key::Permission(id) = key
            && entry(ui, icons::ROUTE, "Light everyone who may do it", "").clicked()
        {
            state.light_everyone(cx.model, id);
        }
        for command in [Command::SeeAsSelected, Command::Remove] {
            menu_item(ui, cx.session, command, actions);
        }
    });
}

/// What can be drawn as one with a node: the module of a permission, a role or group with those
/// inside it.
fn whole(cx: &Context<'_>, key: &Key) -> Option<Key> {
    let has_more = match key {
        Key::Role(id) => !cx.model.roles().get(id)?.nested.is_empty(),
        Key::Group(id) => !cx.model.groups().get(id)?.groups.is_empty(),
        Key::Module(_) => true,
        Key::Permission(id) => return Some(Key::Module(id.module())),
        _ => false,
    };
    has_more.then(|| key.clone())
}

/// What one pointed at last, in full.
#[derive(Debug, Default)]
pub(super) struct Pointed {
    of: Option<((u64, u64), u64, String)>,
    lines: Vec<String>,
}

impl Pointed {
    fn lines(&mut self, cx: &Context<'_>, picture: u64, node: &Node) -> &[String] {
        let of = Some((cx.answers(), picture, node.key.clone()));
        if self.of != of {
            self.lines = definition(cx.engine, node);
            self.of = of;
        }
        &self.lines
    }
}

fn hover(
    ui: &mut Ui,
    cx: &Context<'_>,
    pointed: &mut Pointed,
    picture: u64,
    (node, extra): (&Node, &[Mark]),
) {
    let t = theme::tokens(ui);
    ui.set_max_width(360.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    let kind = signs::node(node.kind).word();
    label(ui, &node.title, Type::Small, Weight::Semibold, t.text);
    let second = match node.subtitle.is_empty() {
        true => kind.to_owned(),
        false => format!("{kind} · {}", node.subtitle),
    };
    label(ui, second, Type::Small, Weight::Regular, t.text3);
    for line in pointed.lines(cx, picture, node) {
        label(ui, line, Type::Small, Weight::Regular, t.text2);
    }
    if node.kind == NodeKind::Bundle {
        label(
            ui,
            "Click to show each of them",
            Type::Small,
            Weight::Regular,
            t.text3,
        );
    }
    for mark in node.marks.iter().chain(extra) {
        label(ui, mark.words(), Type::Small, Weight::Medium, t.text2);
    }
}

fn paint_node(
    ui: &Ui,
    cx: &Context<'_>,
    at: Rect,
    node: &Node,
    zoom: f32,
    is_lit: bool,
    is_selected: bool,
) {
    let t = theme::tokens(ui);
    let shape = signs::node(node.kind);
    let painter = ui.painter();
    let stroke = if is_lit || is_selected {
        Stroke::new(2.0, t.accent)
    } else {
        Stroke::new(1.0, t.field)
    };
    let fill = if is_selected { t.selected } else { t.panel };
    kind_shape(painter, at, shape, fill, stroke);
    let scale = zoom.clamp(NAMES, 1.6);
    let middle = at.center().y;
    if zoom < NAMES {
        small(ui, at, node);
        return;
    }
    let icon_x = at.left() + 22.0 * scale;
    let size = 18.0 * scale;
    icons::paint(
        painter,
        shape.icon(),
        pos2(icon_x, middle),
        size,
        shape.color(t),
    );
    let mut right = at.right() - 12.0 * scale;
    if let Some((level, rank, top)) = &node.level {
        let box_ =
            Rect::from_center_size(pos2(right - 8.0 * scale, middle), vec2(20.0, 20.0) * scale);
        let sign = signs::level(level, *rank, *top);
        level_glyph(painter, box_, sign, Origin::Own, t);
        right -= 24.0 * scale;
    } else if let Some(scope) = &node.reach {
        let box_ =
            Rect::from_center_size(pos2(right - 8.0 * scale, middle), vec2(18.0, 18.0) * scale);
        let sign = signs::scope(cx.model, scope);
        reach_glyph(painter, box_, sign, Origin::Own, t);
        right -= 24.0 * scale;
    }
    let left = at.left() + 38.0 * scale;
    let room = right - left;
    let font = |size: Type, medium: bool| {
        let mut font = if medium {
            size.medium()
        } else {
            size.regular()
        };
        font.size = (font.size * scale).max(7.0);
        font
    };
    let has_second = zoom >= READING && !node.subtitle.is_empty();
    let shift = if has_second { 7.5 * scale } else { 0.0 };
    let title = paint::line(ui, &node.title, font(Type::Small, true), t.text, room);
    paint::left_center(painter, pos2(left, middle - shift), title, t.text);
    if has_second {
        let line = paint::line(ui, &node.subtitle, font(Type::Micro, false), t.text3, room);
        paint::left_center(painter, pos2(left, middle + shift), line, t.text3);
    }
}

/// From some way off: an icon, and as much of the name as fits; of a bundle how many it is.
fn small(ui: &Ui, at: Rect, node: &Node) {
    const LETTERS: f32 = 8.0;
    let t = theme::tokens(ui);
    let shape = signs::node(node.kind);
    let painter = ui.painter();
    let size = (at.height() * 0.75).min(14.0);
    let room = at.width() - size - 9.0;
    if at.height() < LETTERS + 1.0 || room < 20.0 {
        icons::paint(painter, shape.icon(), at.center(), size, shape.color(t));
        return;
    }
    let icon_at = pos2(at.left() + 4.0 + size / 2.0, at.center().y);
    icons::paint(painter, shape.icon(), icon_at, size, shape.color(t));
    let mut font = Type::Micro.medium();
    font.size = LETTERS;
    let count = format!("+{}", node.members.len());
    let words = match node.kind {
        NodeKind::Bundle => &count,
        _ => &node.title,
    };
    let line = paint::line(ui, words, font, t.text, room);
    let left = pos2(at.left() + size + 6.0, at.center().y);
    paint::left_center(painter, left, line, t.text);
}

fn marks<'m>(ui: &Ui, at: Rect, all: impl Iterator<Item = &'m Mark>, scale: f32) {
    let t = theme::tokens(ui);
    let mut x = at.right() - 6.0 * scale;
    for mark in all {
        let (ink, ground) = mark.colours(t);
        let center = pos2(x, at.top());
        let painter = ui.painter();
        painter.circle(center, 8.5 * scale, ground, Stroke::new(1.0, ink));
        icons::paint(painter, mark.icon(), center, 11.0 * scale, ink);
        x -= 20.0 * scale;
    }
}
