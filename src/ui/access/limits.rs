//! What is left when the limits of all places are taken together (D8, A-D2): how many people and
//! items, and when nobody or nothing is left, because of which two places.

use egui::Ui;

use crate::engine::{Engine, Words, capital};
use crate::model::{
    Assignment, DirectGrant, ItemSelector, Key, Model, PrincipalId, Reach, RoleId, Scope, Subject,
};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Run, label, link, runs};

/// A place where a limit can be set, and what is set there.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// "the role HR Partner".
    pub name: String,
    /// The record, to be led to.
    pub key: Key,
    /// What is set.
    pub scope: Scope,
}

/// What is left of one axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// No place sets a limit.
    NoLimit,
    /// So many, from the least to the most over those who hold it.
    Some(usize, usize),
    /// Nobody holds it, so nobody can say.
    Unread,
    /// Nothing is left, and why.
    Empty(String),
}

/// All places of one thing given, and what they leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// The thing given: an assignment or a direct grant.
    pub key: Key,
    /// What it is called here.
    pub title: String,
    /// Its places, outermost first.
    pub places: Vec<Place>,
    /// People.
    pub people: Left,
    /// Items; none where the model has none.
    pub items: Option<Left>,
    /// The same for each role inside that is limited further on the way.
    pub inside: Vec<Cut>,
}

fn from_of(engine: &Engine, to: &Subject) -> Vec<PrincipalId> {
    match to {
        Subject::User(id) => vec![id.clone()],
        Subject::Group(id) => engine.members(id),
    }
}

fn own_place(model: &Model, to: &Subject) -> Option<Place> {
    let Subject::User(id) = to else { return None };
    let key = Key::Principal(id.clone());
    let set = model.principal_scopes().get(id);
    Some(Place {
        name: format!("everything {} holds", model.title(&key)),
        scope: set.map_or(Scope::UNSET, |one| one.scope.clone()),
        key,
    })
}

impl Cut {
    /// Role, assignment and account.
    pub fn of_assignment(engine: &Engine, of: &Assignment) -> Cut {
        let model = engine.model();
        let role = Key::Role(of.role.clone());
        let title = model.title(&role);
        let key = Key::Assignment(of.id.clone());
        let mut places = vec![
            Place {
                name: format!("the role {title}"),
                scope: model
                    .roles()
                    .get(&of.role)
                    .map_or(Scope::UNSET, |role| role.scope.clone()),
                key: role,
            },
            Place {
                name: format!("the assignment to {}", Words::new(model).subject(&of.to)),
                key: key.clone(),
                scope: of.scope.clone(),
            },
        ];
        places.extend(own_place(model, &of.to));
        let from = from_of(engine, &of.to);
        let mut inside = Vec::new();
        nested(
            model,
            &of.role,
            &places,
            &mut vec![of.role.clone()],
            &mut inside,
        );
        let inside = inside.into_iter().map(|(role, places)| {
            let title = format!("{}, inside {title}", model.title(&role));
            Cut::new(engine, role, title, places, &from)
        });
        let inside = inside.collect();
        Cut {
            inside,
            ..Cut::new(engine, key, title, places, &from)
        }
    }

    /// Direct grant and account.
    pub fn of_direct(engine: &Engine, of: &DirectGrant) -> Cut {
        let model = engine.model();
        let key = Key::DirectGrant(of.id.clone());
        let title = Words::new(model).deed(&of.permission.base(), of.level.as_str());
        let mut places = vec![Place {
            name: "the direct grant".to_owned(),
            key: key.clone(),
            scope: of.scope.clone(),
        }];
        places.extend(own_place(model, &of.to));
        Cut::new(engine, key, title, places, &from_of(engine, &of.to))
    }

    /// Everything given to one user or group.
    pub fn of_subject(engine: &Engine, to: &Subject) -> Vec<Cut> {
        let model = engine.model();
        let given = model.assignments().iter().filter(|a| a.to == *to);
        let direct = model.direct_grants().iter().filter(|d| d.to == *to);
        given
            .map(|one| Cut::of_assignment(engine, one))
            .chain(direct.map(|one| Cut::of_direct(engine, one)))
            .collect()
    }

    fn new(
        engine: &Engine,
        key: Key,
        title: String,
        places: Vec<Place>,
        from: &[PrincipalId],
    ) -> Cut {
        let people: Vec<(&str, Reach)> = places
            .iter()
            .filter_map(|one| Some((one.name.as_str(), one.scope.people.clone()?)))
            .collect();
        let items: Vec<(&str, ItemSelector)> = places
            .iter()
            .filter_map(|one| Some((one.name.as_str(), one.scope.items.clone()?)))
            .collect();
        let span = |list: Vec<Reach>| engine.reach_span(&Reach::Intersection(list), from);
        let item_span =
            |list: Vec<ItemSelector>| engine.items_span(&ItemSelector::Intersection(list), from);
        let has_items = !engine.model().kinds().is_empty() || !items.is_empty();
        Cut {
            people: left(&people, span, "nobody"),
            items: has_items.then(|| left(&items, item_span, "nothing")),
            key,
            title,
            places,
            inside: Vec::new(),
        }
    }
}

/// The roles inside a role, each once on its way, with all places that limit it; those that are
/// limited no further than the role around them are left out.
fn nested(
    model: &Model,
    of: &RoleId,
    places: &[Place],
    seen: &mut Vec<RoleId>,
    found: &mut Vec<(Key, Vec<Place>)>,
) {
    const MOST: usize = 24;
    let Some(role) = model.roles().get(of) else {
        return;
    };
    for one in &role.nested {
        let Some(inner) = model.roles().get(&one.role) else {
            continue;
        };
        if seen.contains(&one.role) || found.len() >= MOST {
            continue;
        }
        let mut all = places.to_vec();
        let further = [
            Place {
                name: format!("{} inside {}", inner.name, role.name),
                key: Key::Role(role.id.clone()),
                scope: one.scope.clone(),
            },
            Place {
                name: format!("the role {}", inner.name),
                key: Key::Role(inner.id.clone()),
                scope: inner.scope.clone(),
            },
        ];
        all.extend(further.into_iter().filter(|place| !place.scope.is_unset()));
        if all.len() > places.len() {
            found.push((Key::Role(inner.id.clone()), all.clone()));
        }
        seen.push(one.role.clone());
        nested(model, &one.role, &all, seen, found);
        seen.pop();
    }
}

fn left<T: Clone>(
    set: &[(&str, T)],
    span: impl Fn(Vec<T>) -> Option<(usize, usize)>,
    nobody: &str,
) -> Left {
    if set.is_empty() {
        return Left::NoLimit;
    }
    match span(set.iter().map(|(_, one)| one.clone()).collect()) {
        None => return Left::Unread,
        Some((_, 0)) => {}
        Some((least, most)) => return Left::Some(least, most),
    }
    let is_empty = |list: Vec<T>| span(list).is_some_and(|(_, most)| most == 0);
    for (name, one) in set {
        if is_empty(vec![one.clone()]) {
            return Left::Empty(format!("{name} is limited to {nobody}"));
        }
    }
    for (nth, (name, one)) in set.iter().enumerate() {
        for (other, more) in set.iter().skip(nth + 1) {
            if is_empty(vec![one.clone(), more.clone()]) {
                return Left::Empty(format!("{name} and {other} have {nobody} in common"));
            }
        }
    }
    Left::Empty(format!("all of them together have {nobody} in common"))
}

impl Left {
    /// True if nothing is left.
    pub fn is_empty(&self) -> bool {
        matches!(self, Left::Empty(_))
    }

    /// "12 people", "nobody: …".
    pub fn words(&self, one: &str, many: &str, none: &str) -> String {
        let n = |n: usize| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {many}"),
        };
        match self {
            Left::NoLimit => format!("no limit on {many}"),
            Left::Some(least, most) if least == most => n(*most),
            Left::Some(_, most) => format!("at most {}", n(*most)),
            Left::Unread => format!("{many} as its holders read it; no one holds it now"),
            Left::Empty(why) => format!("{none}: {why}"),
        }
    }
}

impl Cut {
    /// True if it can reach nobody, or nothing.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() || self.items.as_ref().is_some_and(Left::is_empty)
    }

    /// True if it, or a role inside, can reach nobody or nothing.
    pub fn has_empty(&self) -> bool {
        self.is_empty() || self.inside.iter().any(Cut::is_empty)
    }

    fn lines(&self) -> Vec<(String, bool)> {
        let people = self.people.words("person", "people", "nobody");
        let mut list = vec![(people, self.people.is_empty())];
        if let Some(items) = &self.items {
            let words = items.words("item", "items", "nothing");
            list.push((words, items.is_empty()));
        }
        list
    }

    /// Every place with what is set there, and what is left.
    pub fn show(&self, ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
        let t = theme::tokens(ui);
        let words = Words::new(cx.model);
        ui.spacing_mut().item_spacing.y = 4.0;
        for (nth, place) in self.places.iter().enumerate() {
            ui.push_id(nth, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    if link(ui, &capital(&place.name)).clicked() {
                        actions.select(place.key.clone());
                    }
                    let (text, ink) = match place.scope.is_unset() {
                        true => ("no limit set here".to_owned(), t.text3),
                        false => (words.scope(&place.scope), t.text),
                    };
                    label(ui, text, Type::Small, Weight::Regular, ink);
                });
            });
        }
        self.result(ui, "Together: ");
        for (nth, inner) in self.inside.iter().enumerate() {
            ui.push_id(("inside", nth), |ui| {
                if link(ui, &inner.title).clicked() {
                    actions.select(inner.key.clone());
                }
                for place in inner.places.iter().skip(self.places.len()) {
                    let set = words.scope(&place.scope);
                    let text = format!("{}: {set}", capital(&place.name));
                    label(ui, text, Type::Small, Weight::Regular, t.text2);
                }
                inner.result(ui, "Together: ");
            });
        }
    }

    /// What is left, in a line an axis.
    pub fn result(&self, ui: &mut Ui, before: &str) {
        let t = theme::tokens(ui);
        for (text, is_empty) in self.lines() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let ink = if is_empty { t.refused } else { t.text };
                if is_empty {
                    icons::icon(ui, icons::BLOCK, 16.0, t.refused);
                }
                let words = [Run::plain(before), Run::strong(&text)];
                runs(ui, &words, Type::Small, t.text2, ink);
            });
        }
    }
}

/// Several things given, each with what is left of it, in a line; those no place limits are left
/// out.
pub fn list(ui: &mut Ui, cuts: &[Cut], actions: &mut Actions) {
    let t = theme::tokens(ui);
    let limited = cuts
        .iter()
        .flat_map(|cut| std::iter::once(cut).chain(&cut.inside))
        .filter(|cut| cut.places.iter().any(|place| !place.scope.is_unset()));
    for (nth, cut) in limited.enumerate() {
        ui.push_id(nth, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(6.0, 2.0);
                if link(ui, &cut.title).clicked() {
                    actions.select(cut.key.clone());
                }
                if cut.is_empty() {
                    icons::icon(ui, icons::BLOCK, 16.0, t.refused);
                }
                let lines = cut.lines().into_iter().map(|(text, _)| text);
                let words = format!("reaches {}", lines.collect::<Vec<_>>().join(", "));
                let ink = if cut.is_empty() { t.refused } else { t.text2 };
                label(ui, words, Type::Small, Weight::Regular, ink);
            });
        });
    }
}
