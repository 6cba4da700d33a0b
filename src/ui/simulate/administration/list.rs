//! The list in the middle: on whom or what one may act.

use egui::{Ui, vec2};

use super::rows::{ListOf, sort, title};
use crate::model::Model;
use crate::ui::Context;
use crate::ui::checks::words::thousands;
use crate::ui::icons;
use crate::ui::simulate::State;
use crate::ui::simulate::rows::Page;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{
    Choice, Column, Combo, EmptyPlace, Table, TableAction, TextField, holds, label,
};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, page: &Page, state: &mut State) {
    if state
        .administration
        .is_found
        .as_ref()
        .is_some_and(|(.., found)| !found)
    {
        EmptyPlace {
            icon: icons::VISIBILITY_OFF,
            title: "Not in the menu",
            why: super::ABSENCE,
            button: None,
        }
        .show(ui);
        ui.add_space(space::L);
    }
    let model = cx.engine.model();
    ui.add_space(space::L);
    head(ui, model, state);
    if state.administration.list.len(model) > 12 {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            let width = ui.available_width() - 12.0;
            let field = TextField::bare("Filter users", &state.administration.search)
                .placeholder("Filter")
                .icon(icons::SEARCH)
                .width(width)
                .show(ui);
            if let Some(draft) = field.draft.or(field.done) {
                state.administration.search = draft;
            }
        });
    }
    ui.add_space(space::XS);
    table(ui, model, page, state);
}

fn head(ui: &mut Ui, model: &Model, state: &mut State) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let lists: Vec<ListOf> = ListOf::ALL
            .into_iter()
            .filter(|list| list.len(model) > 0)
            .collect();
        let names: Vec<Choice<'_>> = lists.iter().map(|list| Choice::new(list.title())).collect();
        let own = &mut state.administration;
        let at = lists.iter().position(|list| *list == own.list);
        let combo = Combo::bare("Administer", &names, at).width(130.0);
        if let Some(picked) = combo.show(ui).and_then(|at| lists.get(at)) {
            own.list = *picked;
            own.subject = None;
            own.asked = None;
            own.search.clear();
        }
        let n = own.list.len(model) - usize::from(own.list == ListOf::Users);
        label(ui, thousands(n), Type::Small, Weight::Regular, t.text3);
    });
}

/// Works out what of the list holds what is searched for.
fn search(model: &Model, page: &Page, own: &mut super::State) {
    let needle = own.search.trim().to_lowercase();
    if needle.is_empty() || own.list.len(model) <= 12 {
        own.found = None;
        return;
    }
    let of = (page.wanted.revision, own.list, needle);
    if own.found.as_ref().is_none_or(|(known, _)| *known != of) {
        let fits = |nth: &usize| {
            let subject = own.list.at(model, *nth);
            subject.is_some_and(|subject| holds(&title(model, &subject), &of.2))
        };
        let list = (0..own.list.len(model)).filter(fits).collect();
        own.found = Some((of, list));
    }
}

fn table(ui: &mut Ui, model: &Model, page: &Page, state: &mut State) {
    search(model, page, &mut state.administration);
    let own = &state.administration;
    let list = own.list;
    let found = own.found.as_ref().map(|(_, found)| found);
    let n_rows = found.map_or(list.len(model), Vec::len);
    let subject_at = |n: usize| match found {
        Some(found) => list.at(model, *found.get(n)?),
        None => list.at(model, n),
    };
    let chosen = own.subject(model);
    let chosen = chosen.and_then(|subject| list.position(model, &subject));
    let cursor = chosen.and_then(|at| match found {
        Some(found) => found.binary_search(&at).ok(),
        None => Some(at),
    });
    let columns = [
        Column::new("Name", 120.0).grow(2.0).fixed(),
        Column::new("What", 90.0).grow(1.4).fixed(),
    ];
    let is_selected = |n: usize| cursor == Some(n);
    let name = |n: usize| {
        let subject = subject_at(n);
        subject.map(|one| title(model, &one)).unwrap_or_default()
    };
    let asked = Table::new("On whom", &columns, n_rows, &name)
        .selected(&is_selected)
        .cursor(cursor)
        .show(ui, |cell| {
            let Some(subject) = subject_at(cell.row) else {
                return;
            };
            match cell.column {
                0 => cell.name(&title(model, &subject)),
                _ => cell.text(sort(model, &subject)),
            }
        });
    let picked = match asked {
        Some(TableAction::Select(n, _) | TableAction::Open(n, _)) => subject_at(n),
        _ => None,
    };
    if picked.is_some() {
        state.administration.subject = picked;
        state.administration.asked = None;
    }
}
