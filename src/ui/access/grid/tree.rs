//! The tree of permissions at the left: it stays while the cells scroll.

use egui::{Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::model::Key;
use crate::session::Actions;
use crate::ui::drag;
use crate::ui::icons;
use crate::ui::theme;
use crate::ui::widgets::{TreeAction, TreeRow, tree_row};

use super::super::State;
use super::super::rows::{Row, RowOf};
use super::cells::Draw;

impl Draw<'_> {
    /// The permissions, drawn over what has scrolled below them.
    pub(super) fn tree(
        &self,
        ui: &mut Ui,
        viewport: Rect,
        state: &mut State,
        actions: &mut Actions,
    ) {
        let t = theme::tokens(ui);
        let body = self.frame.body();
        let left = Rect::from_min_size(body.min, vec2(self.frame.tree, body.height()));
        let left = left.intersect(ui.clip_rect());
        ui.painter()
            .with_clip_rect(left)
            .rect_filled(left, 0.0, t.canvas);
        for nth in self.rows_in(viewport) {
            let at = self.frame.shown.get(nth);
            let Some(row) = at.and_then(|at| self.grid.rows.get(*at)) else {
                continue;
            };
            let (top, bottom) = self.frame.span(nth);
            let rect = Rect::from_min_max(
                pos2(left.left(), self.origin.y + top),
                pos2(left.left() + self.frame.tree, self.origin.y + bottom),
            );
            let mut child = ui.new_child(UiBuilder::new().id_salt(&row.of).max_rect(rect));
            child.set_clip_rect(left);
            let key = row_key(&row.of);
            let tags = tags(row, self.frame.tree);
            let tags: Vec<_> = tags
                .iter()
                .map(|(icon, tag)| (*icon, tag.as_str()))
                .collect();
            let wanted = state.filter.trim().to_lowercase();
            let found = !wanted.is_empty() && row.fits(&wanted) && row.depth > 0;
            let shown = TreeRow {
                text: &row.name,
                depth: row.depth,
                open: row.folds.then(|| !state.folded.contains(&row.of)),
                module: matches!(row.of, RowOf::Module(_)),
                selected: found || self.cx.selected() == Some(&key),
                tags: &tags,
            };
            let (row_response, asked) = tree_row(&mut child, &shown);
            if matches!(row.of, RowOf::Permission(_)) {
                drag::source(&child, row_response.rect, &key);
            }
            match asked {
                Some(TreeAction::Toggle) => state.toggle(&row.of),
                Some(TreeAction::Select) => {
                    state.menu = None;
                    if let RowOf::Permission(id) = &row.of {
                        state.set_cursor_row(self.cx, self.grid, id.clone());
                        // What was searched for has been found: its cell comes into view.
                        if found {
                            state.jump = Some(id.clone());
                        }
                    }
                    actions.select(key);
                }
                None => {}
            }
        }
        let line = Stroke::new(1.0, t.line);
        ui.painter().with_clip_rect(body).vline(
            left.left() + self.frame.tree - 0.5,
            left.y_range(),
            line,
        );
    }
}

fn row_key(of: &RowOf) -> Key {
    match of {
        RowOf::Module(id) => Key::Module(id.clone()),
        RowOf::Permission(id) => Key::Permission(id.clone()),
    }
}

/// The tags of a row that leave its name room: what it needs first, then what it is.
fn tags(row: &Row, width: f32) -> Vec<(Option<icons::Icon>, String)> {
    const LETTER: f32 = 6.4;
    let long = |text: &str| text.chars().count() as f32 * LETTER;
    let mut room = width - row.depth as f32 * 16.0 - 44.0 - long(&row.name);
    let mut list = Vec::new();
    let mut add = |icon: Option<icons::Icon>, text: String| {
        let needed = long(&text) + if icon.is_some() { 36.0 } else { 12.0 };
        if room >= needed {
            room -= needed;
            list.push((icon, text));
        }
    };
    if row.needs > 0 {
        add(Some(icons::LINK), format!("needs {}", row.needs));
    }
    if row.sensitive {
        add(None, "sensitive".to_owned());
    }
    if row.yes_no {
        add(None, "yes / no".to_owned());
    }
    list.reverse();
    list
}
