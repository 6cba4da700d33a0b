//! The cells of the grid: level, reach, how many one holder reaches, and where it comes from.

use crate::engine::{Engine, Words};
use crate::model::{About, Grant, Model, PermissionId, Reach, Scope};
use crate::session::edits::grants::Bearer;
use crate::ui::glyphs::LevelSign;
use crate::ui::signs;
use crate::ui::widgets::CellState;

use super::super::short;
use super::given::{From, Given};
use super::{Cell, thousands};

/// What one cell shows.
pub(super) fn cell(
    model: &Model,
    saved: Option<&Model>,
    bearer: &Bearer,
    id: &PermissionId,
    given: Option<&Vec<Given>>,
    spans: &mut Spans<'_>,
) -> Cell {
    let outside = bearer
        .module(model)
        .is_some_and(|module| module != id.module());
    let own = own_grants(model, bearer, id);
    let mut cell = Cell {
        sign: LevelSign::None,
        level: String::new(),
        reach: None,
        on: String::new(),
        number: String::new(),
        state: CellState::Own,
        because: String::new(),
        n_own: own.len(),
        changed: saved.is_some_and(|saved| own_grants(saved, bearer, id) != own),
        outside,
    };
    let list = given.map(Vec::as_slice).unwrap_or_default();
    let best = list
        .iter()
        .min_by_key(|one| (std::cmp::Reverse(one.rank), one.from.place()));
    let (Some(best), Some(permission), Some(ladder)) =
        (best, model.permissions().get(id), model.ladder_of(id))
    else {
        return cell;
    };
    if let Some(level) = ladder.level(best.rank) {
        cell.sign = signs::level_on(ladder, level);
        cell.level = level.to_string();
    }
    let about = &permission.about;
    let (on, is_of_role) = within(best);
    cell.reach = short::scope(model, &on, about);
    cell.on = short::scope_words(model, &on, about);
    if is_of_role && about.has_person() {
        cell.on.push_str(", the limit of the role");
    }
    let mut others: Vec<&Scope> = Vec::new();
    for one in list {
        if one.on != best.on && !others.contains(&&one.on) {
            others.push(&one.on);
        }
    }
    if !others.is_empty()
        && let Some((_, word)) = &mut cell.reach
    {
        word.push_str(&format!(" +{}", others.len()));
        cell.on.push_str(&format!(", and {} more", others.len()));
    }
    cell.number = spans.number(about, best);
    let title = |id: &PermissionId| Words::new(model).permission(id);
    (cell.state, cell.because) = match &best.from {
        From::Own => (CellState::Own, String::new()),
        From::Parent(up) => (CellState::Inherited, format!("from {}", title(up))),
        From::Inside(role) => {
            let role = model.title(&crate::model::Key::Role(role.clone()));
            (CellState::Inherited, format!("from {role} inside it"))
        }
        From::Implied(by) => (CellState::Implied, format!("because of {}", title(by))),
    };
    cell
}

/// How far it goes: where it sets no limit on people itself, those of the roles on the way count.
fn within(given: &Given) -> (Scope, bool) {
    let mut on = given.on.clone();
    let is_of_role = on.people.is_none() && !given.limits.is_empty();
    if is_of_role {
        on.people = match given.limits.as_slice() {
            [one] => Some(one.clone()),
            many => Some(Reach::Intersection(many.to_vec())),
        };
    }
    (on, is_of_role)
}

fn own_grants<'m>(model: &'m Model, bearer: &Bearer, id: &PermissionId) -> Vec<&'m Grant> {
    let grants = bearer.grants(model).iter();
    grants
        .filter(|grant| grant.permission.as_str() == id.as_str())
        .collect()
}

/// How many people a holder of one bearer reaches, each reach counted once.
pub(super) struct Spans<'e> {
    engine: &'e Engine,
    holders: Vec<crate::model::PrincipalId>,
    known: Vec<(Vec<Reach>, String)>,
}

impl<'e> Spans<'e> {
    pub fn new(engine: &'e Engine) -> Spans<'e> {
        Spans {
            engine,
            holders: Vec::new(),
            known: Vec::new(),
        }
    }

    /// Turns to the next bearer.
    pub fn forget(&mut self, engine: &Engine, bearer: &Bearer) {
        self.known.clear();
        self.holders = match bearer {
            Bearer::Role(id) => engine.holders(id),
            Bearer::Set(id) => match engine.model().custom_sets().get(id).map(|set| &set.of) {
                Some(crate::model::Subject::User(id)) => vec![id.clone()],
                Some(crate::model::Subject::Group(id)) => engine.members(id),
                None => Vec::new(),
            },
        };
    }

    fn number(&mut self, about: &About, given: &Given) -> String {
        if !about.has_person() {
            return String::new();
        }
        let mut reaches = given.limits.clone();
        reaches.extend(given.on.people.clone());
        if let Some((_, text)) = self.known.iter().find(|(key, _)| *key == reaches) {
            return text.clone();
        }
        let whole = match reaches.as_slice() {
            [] => Reach::Anyone,
            [one] => one.clone(),
            many => Reach::Intersection(many.to_vec()),
        };
        let text = match self.engine.reach_span(&whole, &self.holders) {
            None => String::new(),
            Some((least, most)) if least == most => thousands(most),
            Some((_, most)) => format!("≤ {}", thousands(most)),
        };
        self.known.push((reaches, text.clone()));
        text
    }
}
