//! What is asked: a permission at a level, or a field; and on whom or on what.

use egui::{Ui, vec2};

use super::State;
use super::rows::{On, What, field_name};
use crate::engine::{DataField, ItemRef, Target};
use crate::model::{ACCOUNT_KIND, Key, KindId, Reach};
use crate::ui::access::condition;
use crate::ui::deed::{level_choice, permission_choice};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Choice, Combo, Segment, label, segmented};
use crate::ui::{Context, icons};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    let said = |ui: &mut Ui, word: &str| {
        label(ui, word, Type::Small, Weight::Semibold, t.text);
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.add_space(space::L);
        let views = [Segment::word("A permission"), Segment::word("A field")];
        let at = usize::from(state.by_field);
        if let Some(picked) = ui.push_id("what", |ui| segmented(ui, &views, at)).inner {
            state.by_field = picked == 1;
            state.on = fitting(cx, state);
        }
        if state.by_field {
            said(ui, "Who can see");
            field(ui, cx, state);
        } else {
            said(ui, "Who can");
            level_choice(ui, cx, &mut state.deed);
            let before = state.deed.permission.clone();
            permission_choice(ui, cx, &mut state.deed);
            level_choice_settles(cx, state);
            if before.is_some() && before != state.deed.permission {
                state.on = fitting(cx, state);
            }
        }
        said(ui, "of");
        on(ui, cx, state);
    });
    if let On::AnyOf(Reach::Where(of)) = &state.on {
        let changed = ui.horizontal(|ui| {
            ui.add_space(space::L);
            let show = |ui: &mut Ui| {
                ui.set_max_width(CONDITION.min(ui.available_width() - space::L));
                condition::show(ui, cx, "who can", of, None)
            };
            ui.vertical(show).inner
        });
        if let Some(of) = changed.inner {
            state.on = On::AnyOf(Reach::Where(of));
        }
    }
}

/// Width of the condition that says about whom.
const CONDITION: f32 = 420.0;

/// A permission chosen on this frame has a level on this frame.
fn level_choice_settles(cx: &Context<'_>, state: &mut State) {
    let deed = &mut state.deed;
    let ladder = deed
        .permission
        .as_ref()
        .and_then(|id| cx.model.ladder_of(id));
    if let Some(ladder) = ladder
        && deed
            .level
            .as_ref()
            .is_none_or(|level| ladder.rank(level).is_none_or(|rank| rank == 0))
    {
        deed.level = ladder.level(1).cloned();
    }
}

/// What is asked, once it is chosen.
pub(super) fn asked(state: &State) -> Option<What> {
    if state.by_field {
        return (!state.fields.is_empty()).then(|| What::Data(state.fields.clone()));
    }
    let permission = state.deed.permission.clone()?;
    Some(What::Permission(permission, state.deed.level.clone()?))
}

/// Every field that some permission shows: of people, then of each kind of items.
pub(super) fn fields(cx: &Context<'_>) -> Vec<DataField> {
    let model = cx.model;
    let of_people = model.fields().iter().map(|field| DataField {
        kind: None,
        field: field.id.clone(),
    });
    let of_items = model.kinds().iter().flat_map(|kind| {
        kind.fields.iter().map(|field| DataField {
            kind: Some(kind.id.clone()),
            field: field.id.clone(),
        })
    });
    of_people
        .chain(of_items)
        .filter(|field| !cx.engine.showing(field).is_empty())
        .collect()
}

fn field(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let all = fields(cx);
    state.fields.retain(|field| all.contains(field));
    if state.fields.is_empty() {
        // The first that a sensitive permission shows, to begin with.
        let is_sensitive = |field: &&DataField| {
            let shown = cx.engine.showing(field);
            shown
                .iter()
                .any(|id| cx.model.permissions().get(id).is_some_and(|p| p.sensitive))
        };
        let first = all.iter().find(is_sensitive).or_else(|| all.first());
        state.fields = first.cloned().into_iter().collect();
        state.on = fitting(cx, state);
    }
    let named: Vec<(String, String)> = all
        .iter()
        .map(|field| {
            let of = match &field.kind {
                Some(kind) => cx.model.title(&Key::Kind(kind.clone())),
                None => "of people".to_owned(),
            };
            (field_name(cx.model, field), of)
        })
        .collect();
    let choices: Vec<Choice<'_>> = named
        .iter()
        .map(|(name, of)| Choice::new(name).detail(of).icon(icons::DATABASE))
        .collect();
    let chosen = match state.fields.as_slice() {
        [one] => all.iter().position(|field| field == one),
        _ => None,
    };
    let several: Vec<String> = state
        .fields
        .iter()
        .map(|field| field_name(cx.model, field))
        .collect();
    let several = crate::ui::checks::words::names(&several);
    let picked = Combo::bare("Field", &choices, chosen)
        .placeholder(&several)
        .width(200.0)
        .tall()
        .show(ui);
    if let Some(field) = picked.and_then(|at| all.get(at)) {
        state.fields = vec![field.clone()];
        state.on = fitting(cx, state);
    }
}

/// Whether people, accounts and which items can be asked about.
#[derive(Debug)]
struct About {
    people: bool,
    accounts: bool,
    kinds: Vec<KindId>,
}

fn about(cx: &Context<'_>, state: &State) -> About {
    if state.by_field {
        return About {
            people: state.fields.iter().any(|field| field.kind.is_none()),
            accounts: false,
            kinds: state.fields.iter().filter_map(|f| f.kind.clone()).collect(),
        };
    }
    let permission = state.deed.permission.as_ref();
    let about = permission
        .and_then(|id| cx.model.permissions().get(id))
        .map(|permission| &permission.about);
    let kinds = about.map(|about| about.kinds().to_vec());
    let kinds = kinds.unwrap_or_default();
    About {
        people: about.is_some_and(|about| about.has_person()),
        accounts: kinds.iter().any(|kind| *kind == ACCOUNT_KIND),
        kinds,
    }
}

/// What was asked about, if it can be with what is asked now.
fn fitting(cx: &Context<'_>, state: &State) -> On {
    let about = about(cx, state);
    let fits = match &state.on {
        On::Anything => true,
        On::AnyOf(_) => about.people || about.accounts,
        On::One(Target {
            item: Some(ItemRef::Item(id)),
            ..
        }) => {
            let item = cx.model.items().get(id);
            item.is_some_and(|item| about.kinds.contains(&item.kind))
        }
        On::One(Target {
            item: Some(ItemRef::Role(_)),
            ..
        }) => about
            .kinds
            .iter()
            .any(|kind| *kind == crate::model::ROLE_KIND),
        On::One(target) => about.accounts || (about.people && target.person.is_some()),
    };
    if fits { state.on.clone() } else { On::Anything }
}

/// The list of what it can be done to: anything, anyone of a condition, a group, a team or a named
/// reach, a person, an item.
fn on(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let (model, about) = (cx.model, about(cx, state));
    let (groups, teams, reaches) = (model.groups(), model.teams(), model.reaches());
    let (people, items) = (model.principals(), model.items());
    let starts = {
        let mut sum = 2;
        [groups.len(), teams.len(), reaches.len(), people.len()].map(|n| {
            let start = sum;
            sum += n;
            start
        })
    };
    let [at_groups, at_teams, at_reaches, at_people] = starts;
    let at_items = at_people + people.len();
    let n_all = at_items + items.len();
    let of_people = about.people || about.accounts;
    let is_shared = |reach: &Reach| cx.engine.n_reached(reach).is_some();
    let choice = |nth: usize| -> Option<Choice<'_>> {
        match nth {
            0 => Some(Choice::new("anyone or anything at all")),
            1 => of_people.then(|| Choice::new("anyone whose …").icon(icons::FILTER_ALT)),
            _ if nth < at_teams => groups
                .at(nth - at_groups)
                .filter(|_| of_people)
                .map(|group| {
                    Choice::new(&group.name)
                        .detail("anyone of the group")
                        .icon(icons::GROUP_WORK)
                }),
            _ if nth < at_reaches => teams.at(nth - at_teams).filter(|_| of_people).map(|team| {
                Choice::new(&team.name)
                    .detail("anyone of the team")
                    .icon(icons::GROUPS)
            }),
            _ if nth < at_people => reaches
                .at(nth - at_reaches)
                .filter(|named| of_people && is_shared(&named.reach))
                .map(|named| Choice::new(&named.name).detail("anyone of this reach")),
            _ if nth < at_items => {
                let person = people.at(nth - at_people)?;
                let choice = Choice::new(&person.name).icon(icons::PERSON);
                match (about.people && person.has_record(), about.accounts) {
                    (true, _) => Some(choice.detail(person.id.as_str())),
                    (_, true) => Some(choice.detail("account")),
                    _ => None,
                }
            }
            _ => {
                let item = items.at(nth - at_items)?;
                let choice = || Choice::new(&item.name).icon(icons::DESCRIPTION);
                let fits = about.kinds.contains(&item.kind);
                fits.then(|| choice().detail(item.id.as_str()))
            }
        }
    };
    let place = |on: &On| match on {
        On::Anything => Some(0),
        On::AnyOf(Reach::Where(_)) => Some(1),
        On::AnyOf(Reach::Group(id)) => Some(at_groups + groups.position(id)?),
        On::AnyOf(Reach::Team(id)) => Some(at_teams + teams.position(id)?),
        On::AnyOf(Reach::Named(id)) => Some(at_reaches + reaches.position(id)?),
        On::One(target) => match (&target.item, &target.person) {
            (Some(ItemRef::Item(id)), _) => Some(at_items + items.position(id)?),
            (Some(ItemRef::Account(id)), _) | (None, Some(id)) => {
                Some(at_people + people.position(id)?)
            }
            _ => None,
        },
        On::AnyOf(_) => None,
    };
    let chosen = place(&state.on).filter(|nth| choice(*nth).is_some());
    let elsewhere = super::rows::on_words(model, &state.on);
    let picked = Combo::bare("Target", &[], chosen)
        .many(n_all, &choice)
        .placeholder(&elsewhere)
        .width(240.0)
        .tall()
        .show(ui);
    let Some(nth) = picked else { return };
    let on = match nth {
        0 => Some(On::Anything),
        1 => Some(On::AnyOf(Reach::Where(condition::first(model, None)))),
        _ if nth < at_teams => groups
            .at(nth - at_groups)
            .map(|group| On::AnyOf(Reach::Group(group.id.clone()))),
        _ if nth < at_reaches => teams
            .at(nth - at_teams)
            .map(|team| On::AnyOf(Reach::Team(team.id.clone()))),
        _ if nth < at_people => reaches
            .at(nth - at_reaches)
            .map(|named| On::AnyOf(Reach::Named(named.id.clone()))),
        _ if nth < at_items => people
            .at(nth - at_people)
            .map(|person| On::One(Target::of_person(model, &person.id))),
        _ => items
            .at(nth - at_items)
            .map(|item| On::One(Target::of_item(model, &item.id))),
    };
    if let Some(on) = on {
        state.on = on;
    }
}
