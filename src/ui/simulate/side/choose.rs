//! The two sides: who, and beside whom or which earlier state.

use egui::{Ui, vec2};

use super::{Against, State};
use crate::model::{PrincipalId, RoleId};
use crate::ui::access::picker;
use crate::ui::compare::bases;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Choice, Combo, icon_button, label};
use crate::ui::{Context, icons};

/// Draws the choices; gives the first side.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    seen_as: &PrincipalId,
) -> PrincipalId {
    let t = theme::tokens(ui);
    let people = cx.model.principals();
    state.first = state.first.take().filter(|id| people.contains(id));
    if let Some(Against::Principal(id)) = &state.against
        && !people.contains(id)
    {
        state.against = None;
    }
    let mut first = state.first.clone().unwrap_or_else(|| seen_as.clone());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.add_space(space::L);
        if let Some(picked) = person(ui, cx, "First side", &first) {
            state.first = Some(picked.clone());
            first = picked;
        }
        let can_swap = matches!(state.against, Some(Against::Principal(_)));
        let swap = icon_button(ui, icons::SWAP_HORIZ, "Swap the two sides", can_swap);
        if swap.clicked()
            && let Some(Against::Principal(other)) = &mut state.against
        {
            std::mem::swap(other, &mut first);
            state.first = Some(first.clone());
        }
        label(ui, "beside", Type::Small, Weight::Regular, t.text3);
        against(ui, cx, state, &first);
    });
    first
}

fn person(ui: &mut Ui, cx: &Context<'_>, name: &str, chosen: &PrincipalId) -> Option<PrincipalId> {
    let people = cx.model.principals();
    let choice = |nth: usize| {
        let person = people.at(nth)?;
        Some(picker::person_choice(person).detail(person.id.as_str()))
    };
    let picked = Combo::bare(name, &[], people.position(chosen))
        .many(people.len(), &choice)
        .width(220.0)
        .tall()
        .show(ui)?;
    people.at(picked).map(|person| person.id.clone())
}

/// Earlier states of the model, then someone who holds a role, then everyone.
fn against(ui: &mut Ui, cx: &Context<'_>, state: &mut State, first: &PrincipalId) {
    let bases = bases(cx);
    let (roles, people) = (cx.model.roles(), cx.model.principals());
    let at_roles = bases.len();
    let at_people = at_roles + roles.len();
    let choice = |nth: usize| -> Option<Choice<'_>> {
        if let Some((_, icon, words)) = bases.get(nth) {
            return Some(Choice::new(words).icon(*icon).detail("the same person"));
        }
        if nth < at_people {
            let role = roles.at(nth - at_roles)?;
            let choice = Choice::new(&role.name).icon(icons::SHIELD_PERSON);
            return Some(choice.detail("someone who holds it"));
        }
        let person = people.at(nth - at_people).filter(|p| p.id != *first)?;
        Some(picker::person_choice(person).detail(person.id.as_str()))
    };
    let chosen = match &state.against {
        Some(Against::Before(base)) => bases.iter().position(|(one, ..)| one == base),
        Some(Against::Principal(id)) => people.position(id).map(|at| at_people + at),
        None => None,
    };
    let picked = Combo::bare("Second side", &[], chosen)
        .many(at_people + people.len(), &choice)
        .placeholder("Choose whom or what")
        .width(260.0)
        .tall()
        .show(ui);
    let Some(nth) = picked else { return };
    state.against = if let Some((base, ..)) = bases.get(nth) {
        Some(Against::Before(*base))
    } else if nth < at_people {
        let role = roles.at(nth - at_roles).map(|role| role.id.clone());
        role.and_then(|role| holder(cx, &role, first))
            .map(Against::Principal)
            .or(state.against.take())
    } else {
        let person = people.at(nth - at_people);
        person.map(|person| Against::Principal(person.id.clone()))
    };
}

/// The first who holds a role and is not the first side.
fn holder(cx: &Context<'_>, role: &RoleId, first: &PrincipalId) -> Option<PrincipalId> {
    let holders = cx.engine.holders(role).into_iter();
    holders.into_iter().find(|id| id != first)
}
