//! A line of text to edit, with its label, and what is accepted when it is not.
//!
//! What is typed stays a draft here until Enter or until the field is left;
//! Escape throws the draft away. The caller sees both the draft and the end.

use egui::{
    Id, Key, Rect, Response, Role, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::ui::icons::{self, Icon};
use crate::ui::paint;
use crate::ui::theme::{self, Tokens, Type, Weight, radius, size};

/// A text field.
#[derive(Debug, Clone, Copy)]
#[must_use = "show it in a ui"]
pub struct TextField<'a> {
    name: &'a str,
    value: &'a str,
    placeholder: &'a str,
    problem: Option<&'a str>,
    icon: Option<Icon>,
    key: Option<&'a str>,
    label: bool,
    width: Option<f32>,
    height: f32,
    rows: usize,
}

/// What became of a field.
#[derive(Debug)]
pub struct FieldResponse {
    /// The field itself.
    pub response: Response,
    /// The text while it is being typed, on the frames it changed.
    pub draft: Option<String>,
    /// The text to take over: Enter was pressed or the field was left, and it differs.
    pub done: Option<String>,
    /// Enter was pressed, whether or not the text differs.
    pub entered: bool,
}

impl<'a> TextField<'a> {
    /// A field with its label on the left.
    pub fn new(name: &'a str, value: &'a str) -> Self {
        TextField {
            name,
            value,
            placeholder: "Not set",
            problem: None,
            icon: None,
            key: None,
            label: true,
            width: None,
            height: size::FIELD,
            rows: 1,
        }
    }

    /// A field without a label beside it, such as a search; the name is read aloud.
    pub fn bare(name: &'a str, value: &'a str) -> Self {
        TextField {
            label: false,
            placeholder: name,
            ..Self::new(name, value)
        }
    }

    /// What stands in an empty field.
    pub fn placeholder(self, placeholder: &'a str) -> Self {
        TextField {
            placeholder,
            ..self
        }
    }

    /// What would be accepted; shown below with a red edge.
    pub fn problem(self, problem: Option<&'a str>) -> Self {
        TextField { problem, ..self }
    }

    /// An icon inside at the left.
    pub fn icon(self, icon: Icon) -> Self {
        TextField {
            icon: Some(icon),
            ..self
        }
    }

    /// The key that leads here, shown inside at the right.
    pub fn key(self, key: &'a str) -> Self {
        TextField {
            key: Some(key),
            ..self
        }
    }

    /// Width of the field without its label; otherwise what is left.
    pub fn width(self, width: f32) -> Self {
        TextField {
            width: Some(width),
            ..self
        }
    }

    /// 28 high, for bars.
    pub fn tall(self) -> Self {
        TextField {
            height: size::BUTTON,
            ..self
        }
    }

    /// Several lines.
    pub fn rows(self, rows: usize) -> Self {
        TextField {
            rows: rows.max(1),
            ..self
        }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> FieldResponse {
        if !self.label {
            return self.input(ui);
        }
        named_row(ui, self.name, |ui| self.input(ui))
    }

    fn input(self, ui: &mut Ui) -> FieldResponse {
        // The same with and without a problem: it may come and go while one types.
        let id = ui.next_auto_id().with(self.name);
        if self.problem.is_none() {
            return self.edit(ui, id);
        }
        ui.vertical(|ui| {
            let shown = self.edit(ui, id);
            if let Some(problem) = self.problem {
                let t = theme::tokens(ui);
                ui.add_space(-2.0);
                ui.label(Type::Micro.rich(problem, Weight::Regular, t.refused));
            }
            shown
        })
        .inner
    }

    fn edit(self, ui: &mut Ui, id: Id) -> FieldResponse {
        let t = theme::tokens(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width()).max(40.0);
        let (mut draft, was_open) = draft_of(ui, id, self.value);
        let rows = self.rows_for(ui, &draft, width - 16.0);
        let height = self.height + (rows - 1) as f32 * Type::Small.line();
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let painter = ui.painter().clone();
        painter.rect_filled(rect, radius::FIELD, t.inset);
        let mut inner = rect.shrink2(vec2(8.0, 0.0));
        if let Some(icon) = self.icon {
            icons::paint(
                &painter,
                icon,
                pos2(inner.left() + 8.0, rect.center().y),
                16.0,
                t.text2,
            );
            inner.min.x += 24.0;
        }
        if let Some(key) = self.key {
            inner.max.x -= draw_key(ui, key, rect, t) + 8.0;
        }
        let response = self.text_edit(ui, inner, id, &mut draft);
        let focus = response.has_focus();
        let edge = match (self.problem, focus, response.hovered()) {
            (_, true, _) => Stroke::new(2.0, t.accent),
            (Some(_), ..) => Stroke::new(1.0, t.refused),
            (_, _, true) => Stroke::new(1.0, t.text3),
            _ => Stroke::new(1.0, t.field),
        };
        painter.rect_stroke(rect, radius::FIELD, edge, StrokeKind::Inside);
        self.settle(ui, id, response, draft, was_open)
    }

    /// A field of several lines is as high as its text, up to a few lines more.
    fn rows_for(&self, ui: &Ui, text: &str, width: f32) -> usize {
        const MOST: usize = 8;
        if self.rows == 1 {
            return 1;
        }
        let t = theme::tokens(ui);
        let font = Type::Small.regular();
        let needed = paint::block(ui, text, font, Type::Small.line(), t.text, width);
        needed.rows.len().clamp(self.rows, MOST.max(self.rows))
    }

    fn text_edit(&self, ui: &mut Ui, inner: Rect, id: Id, draft: &mut String) -> Response {
        let t = theme::tokens(ui);
        let hint = Type::Small.rich(self.placeholder, Weight::Regular, t.text3);
        let edit = if self.rows > 1 {
            egui::TextEdit::multiline(draft).desired_rows(self.rows)
        } else {
            egui::TextEdit::singleline(draft)
        };
        let top = if self.rows > 1 {
            4.0
        } else {
            (inner.height() - Type::Small.line()) / 2.0
        };
        let place = Rect::from_min_max(pos2(inner.left(), inner.top() + top), inner.max);
        let mut child = ui.new_child(UiBuilder::new().max_rect(place));
        let edit = edit
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .font(Type::Small.regular())
            .text_color(t.text)
            .hint_text(hint)
            .desired_width(place.width());
        // More lines than are shown scroll.
        let response: Response = if self.rows > 1 {
            let lines = egui::ScrollArea::vertical().id_salt((id, "lines"));
            let lines = lines.max_height(place.height()).auto_shrink(false);
            lines.show(&mut child, |ui| ui.add(edit)).inner
        } else {
            child.add(edit)
        };
        response.accessible_name(self.name)
    }

    fn settle(
        &self,
        ui: &Ui,
        id: Id,
        response: Response,
        draft: String,
        was_open: bool,
    ) -> FieldResponse {
        let changed = response.changed();
        let enter = self.rows == 1
            && response.lost_focus()
            && ui.input(|input| input.key_pressed(Key::Enter));
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        let mut shown = FieldResponse {
            response,
            draft: None,
            done: None,
            entered: enter,
        };
        if changed {
            shown.draft = Some(draft.clone());
        }
        if shown.response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, draft));
        } else if was_open || changed {
            ui.data_mut(|data| data.remove::<String>(id));
            if !escaped && draft != self.value {
                shown.done = Some(draft);
            }
        }
        shown
    }
}

/// The text being typed, if the field is open, else the value.
fn draft_of(ui: &Ui, id: Id, value: &str) -> (String, bool) {
    match ui.data(|data| data.get_temp::<String>(id)) {
        Some(draft) => (draft, true),
        None => (value.to_owned(), false),
    }
}

fn draw_key(ui: &Ui, key: &str, rect: Rect, t: &Tokens) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(key.to_owned(), Type::Micro.regular(), t.text2);
    let width = galley.size().x + 10.0;
    let center = pos2(rect.right() - 6.0 - width / 2.0, rect.center().y);
    let cap = Rect::from_center_size(center, vec2(width, 18.0));
    let edge = Stroke::new(1.0, t.line);
    ui.painter()
        .rect(cap, radius::KEY, t.panel, edge, StrokeKind::Inside);
    let at = Rect::from_center_size(center, galley.size()).min;
    ui.painter().galley(at, galley, t.text2);
    width
}

/// A row with a label of 96 on the left and anything on the right, 26 high at least.
/// The label is read aloud on its own: for content that has no name itself.
pub fn field_row<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::tokens(ui);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(size::FIELD);
        draw_label(ui, name, t).widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        content(ui)
    });
    row.inner
}

/// The same for a control that carries the name itself.
pub(super) fn named_row<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::tokens(ui);
    let row = ui.horizontal_top(|ui| {
        draw_label(ui, name, t);
        content(ui)
    });
    row.inner
}

fn draw_label(ui: &mut Ui, name: &str, t: &Tokens) -> Response {
    let gap = ui.spacing().item_spacing.x;
    let cut = paint::line(ui, name, Type::Small.regular(), t.text3, size::LABEL - 8.0);
    let wanted = vec2(size::LABEL - gap, size::FIELD);
    let (rect, response) = ui.allocate_exact_size(wanted, egui::Sense::hover());
    paint::left_center(ui.painter(), rect.left_center(), cut, t.text3);
    response
}
