//! The menu at the left: modules someone has, and those they have not.

use egui::{Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::State;
use super::administration;
use super::rows::{MenuRow, Page};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::label;

/// Below this width of the page the menu shows the first letters of its modules only.
pub(super) const FOLDED_BELOW: f32 = 660.0;
/// How wide it is then.
pub(super) const FOLDED: f32 = 54.0;

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, page: &Page, state: &mut State) {
    let (revision, who) = (page.wanted.revision, &page.wanted.actor);
    let admin = state
        .administration
        .stands_in_menu(revision, cx.engine, who);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add_space(space::L);
            let n_open = page.menu.iter().filter(|row| row.view.is_open).count();
            let is_folded = ui.available_width() < FOLDED;
            if !is_folded {
                head(ui, &format!("Menu · {n_open} modules"));
            }
            for row in page.menu.iter().filter(|row| row.view.is_open) {
                module(ui, page, state, row);
            }
            if admin == Some(true) {
                if !is_folded {
                    ui.add_space(space::M);
                    head(ui, "By delegation rules");
                }
                users(ui, state, None);
            }
            let n_absent = page.menu.len() - n_open + usize::from(admin == Some(false));
            if n_absent > 0 && !state.hide_absent {
                ui.add_space(space::M);
                if !is_folded {
                    head(ui, &format!("Absent · {n_absent}"));
                }
                for row in page.menu.iter().filter(|row| !row.view.is_open) {
                    module(ui, page, state, row);
                }
                if admin == Some(false) {
                    users(ui, state, Some(administration::ABSENCE));
                }
            }
        });
}

fn head(ui: &mut Ui, text: &str) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add_space(space::XL);
        label(ui, text, Type::Micro, Weight::Medium, t.text3);
    });
}

fn module(ui: &mut Ui, page: &Page, state: &mut State, row: &MenuRow) {
    let entry = Entry {
        salt: row.view.id.as_str(),
        name: &row.name,
        icon: icons::WIDGETS,
        absence: row.view.absence.as_deref(),
        is_chosen: page.module.as_ref() == Some(&row.view.id) && !state.administration.is_open,
    };
    if entry.show(ui, row.view.is_open).clicked() {
        state.administration.leave();
        state.module = Some(row.view.id.clone());
        state.list = None;
        state.target = None;
        state.question = None;
    }
}

fn users(ui: &mut Ui, state: &mut State, absence: Option<&str>) {
    let entry = Entry {
        salt: "user management",
        name: administration::TITLE,
        icon: icons::MANAGE_ACCOUNTS,
        absence,
        is_chosen: state.administration.is_open,
    };
    if entry.show(ui, absence.is_none()).clicked() {
        state.administration.open();
        state.question = None;
    }
}

/// One entry of the menu, or one that is absent.
struct Entry<'a> {
    salt: &'a str,
    name: &'a str,
    icon: icons::Icon,
    absence: Option<&'a str>,
    is_chosen: bool,
}

impl Entry<'_> {
    fn show(&self, ui: &mut Ui, is_open: bool) -> Response {
        let t = theme::tokens(ui);
        let width = ui.available_width();
        let (outer, _) = ui.allocate_exact_size(vec2(width, 32.0), Sense::hover());
        let rect = outer.shrink2(vec2(8.0, 1.0));
        let id = ui.scope_id().with(("module", self.salt));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| {
            let words = match self.absence {
                Some(why) => format!("{}, absent: {why}", self.name),
                None => self.name.to_owned(),
            };
            WidgetInfo::selected(Role::ListItem, true, self.is_chosen, words)
        });
        let painter = ui.painter();
        if self.is_chosen {
            painter.rect_filled(rect, radius::BUTTON, t.selected);
        } else if response.hovered() {
            painter.rect_filled(rect, radius::BUTTON, t.hover);
        }
        let ink = if is_open { t.text } else { t.text3 };
        if !is_open {
            let dash = Stroke::new(1.0, t.field);
            let corner = f32::from(radius::BUTTON);
            paint::dashed_rect(painter, rect, corner, dash, paint::ABSENT);
        }
        let icon = if is_open {
            self.icon
        } else {
            icons::VISIBILITY_OFF
        };
        let color = if self.is_chosen { t.accent } else { ink };
        let middle = rect.center().y;
        if width < FOLDED {
            let letters: String = self.name.chars().take(2).collect();
            let letters = paint::line(ui, &letters, Type::Small.medium(), color, rect.width());
            let at = rect.center().x - letters.size().x / 2.0;
            paint::left_center(painter, pos2(at, middle), letters, color);
            let hint = match self.absence {
                Some(why) => format!("{}: {why}", self.name),
                None => self.name.to_owned(),
            };
            return response.on_hover_text(hint);
        }
        icons::paint(painter, icon, pos2(rect.left() + 16.0, middle), 16.0, color);
        let room = rect.width() - 38.0;
        let name = paint::line(ui, self.name, Type::Small.medium(), ink, room);
        paint::left_center(painter, pos2(rect.left() + 32.0, middle), name, ink);
        paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
        match self.absence {
            Some(why) => response.on_hover_text(why),
            None => response,
        }
    }
}
