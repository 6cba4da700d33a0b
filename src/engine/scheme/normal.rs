//! How selectors become plain: what the settings of the model decide is filled in.

use super::{PlainItems, PlainReach};
use crate::engine::Engine;
use crate::model::{
    Clause, Condition, ItemSelector, Join, Line, LineId, Op, Reach, Reports, Value,
};

impl Engine {
    /// A reach with nothing left to the settings.
    pub fn plain_reach(&self, reach: &Reach) -> PlainReach {
        let each = |list: &[Reach]| -> Vec<PlainReach> {
            list.iter().map(|one| self.plain_reach(one)).collect()
        };
        match reach {
            Reach::Anyone => PlainReach::Anyone,
            Reach::Everyone => self.plain_everyone(),
            Reach::Nobody => PlainReach::Nobody,
            Reach::Oneself => PlainReach::Oneself,
            Reach::Reports(reports) => self.plain_reports(reports),
            Reach::Team(id) => PlainReach::Team(id.clone()),
            Reach::MyTeams => PlainReach::MyTeams,
            Reach::LedTeams => PlainReach::LedTeams,
            Reach::Group(id) => PlainReach::Group(id.clone()),
            Reach::Where(condition) => match self.plain_condition(condition) {
                Some(condition) => PlainReach::Where(condition),
                None => PlainReach::Anyone,
            },
            Reach::Listed(ids) if ids.is_empty() => PlainReach::Nobody,
            Reach::Listed(ids) => PlainReach::Listed(ids.clone()),
            Reach::SameField(field) => PlainReach::SameField(field.clone()),
            Reach::Named(id) => match self.model().reaches().get(id) {
                // A named reach names no other (checked), so this ends.
                Some(named) if !matches!(named.reach, Reach::Named(_)) => {
                    self.plain_reach(&named.reach)
                }
                _ => PlainReach::Nobody,
            },
            Reach::Union(list) => PlainReach::any_of(each(list)),
            Reach::Intersection(list) => PlainReach::all_of(each(list)),
            Reach::Except(from, minus) => {
                PlainReach::except(self.plain_reach(from), self.plain_reach(minus))
            }
        }
    }

    fn plain_everyone(&self) -> PlainReach {
        let settings = self.model().settings();
        let omits = settings.everyone_omits.as_ref();
        let omitted = omits.map(|condition| match self.plain_condition(condition) {
            Some(condition) => PlainReach::Where(condition),
            None => PlainReach::Anyone,
        });
        let externals = settings.everyone_omits_externals.then(|| {
            PlainReach::Where(Condition {
                join: Some(Join::All),
                clauses: vec![Clause {
                    field: "sort".into(),
                    op: Op::Is,
                    values: vec![Value::from("external")],
                }],
            })
        });
        PlainReach::except(
            PlainReach::Anyone,
            PlainReach::any_of(omitted.into_iter().chain(externals)),
        )
    }

    /// A line that does not cascade counts for direct reports only (A-P6).
    fn plain_reports(&self, reports: &Reports) -> PlainReach {
        let settings = self.model().settings();
        let chosen: Vec<&Line> = settings
            .lines
            .iter()
            .filter(|line| {
                reports
                    .lines
                    .as_ref()
                    .is_none_or(|ids| ids.contains(&line.id))
            })
            .collect();
        let below = |cascades: Option<bool>, depth: Option<u32>| {
            let lines = chosen
                .iter()
                .filter(|line| cascades.is_none_or(|cascades| line.cascades == cascades));
            let lines: Vec<LineId> = lines.map(|line| line.id.clone()).collect();
            match lines.is_empty() || depth == Some(0) {
                true => PlainReach::Nobody,
                false => PlainReach::Reports { lines, depth },
            }
        };
        let mut parts = match reports.depth {
            Some(0) => Vec::new(),
            Some(1) => vec![below(None, Some(1))],
            depth => vec![below(Some(true), depth), below(Some(false), Some(1))],
        };
        if reports.oneself.unwrap_or(settings.reports_include_oneself) {
            parts.push(PlainReach::Oneself);
        }
        PlainReach::any_of(parts)
    }

    /// None without clauses: it holds for all.
    fn plain_condition(&self, condition: &Condition) -> Option<Condition> {
        let join = condition.join.unwrap_or(self.model().settings().join);
        (!condition.clauses.is_empty()).then(|| Condition {
            join: Some(join),
            clauses: condition.clauses.clone(),
        })
    }

    /// A selector of items with nothing left to the settings.
    pub fn plain_items(&self, items: &ItemSelector) -> PlainItems {
        let each = |list: &[ItemSelector]| -> Vec<PlainItems> {
            list.iter().map(|one| self.plain_items(one)).collect()
        };
        match items {
            ItemSelector::Any => PlainItems::Any,
            ItemSelector::Nothing => PlainItems::Nothing,
            ItemSelector::Kind(id) => PlainItems::Kind(id.clone()),
            ItemSelector::CreatedByMe => PlainItems::CreatedByMe,
            ItemSelector::OwnedByMe => PlainItems::OwnedByMe,
            ItemSelector::Labelled(ids) if ids.is_empty() => PlainItems::Nothing,
            ItemSelector::Labelled(ids) => PlainItems::Labelled(ids.clone()),
            ItemSelector::Listed(ids) if ids.is_empty() => PlainItems::Nothing,
            ItemSelector::Listed(ids) => PlainItems::Listed(ids.clone()),
            ItemSelector::Where(condition) => match self.plain_condition(condition) {
                Some(condition) => PlainItems::Where(condition),
                None => PlainItems::Any,
            },
            ItemSelector::FieldIsMine { field, mine } => PlainItems::FieldIsMine {
                field: field.clone(),
                mine: mine.clone(),
            },
            ItemSelector::About(reach) => match self.plain_reach(reach) {
                PlainReach::Nobody => PlainItems::Nothing,
                reach => PlainItems::About(reach),
            },
            ItemSelector::Union(list) => PlainItems::any_of(each(list)),
            ItemSelector::Intersection(list) => PlainItems::all_of(each(list)),
            ItemSelector::Except(from, minus) => {
                PlainItems::except(self.plain_items(from), self.plain_items(minus))
            }
        }
    }
}
