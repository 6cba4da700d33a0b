//! Selectors with nothing left to the settings of the model: named reaches are spelled out, reports
//! know their lines, conditions how they are joined. Each means exactly what the selector meant that
//! it was made from.

use crate::engine::Engine;
use crate::model::{
    Clause, Condition, FieldId, GroupId, ItemId, ItemSelector, Join, KindId, LabelId, LineId, Op,
    PrincipalId, Reach, Reports, TeamId, Value,
};

/// Whose data. Service users are never meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PlainReach {
    /// Everyone who has a record.
    Anyone,
    /// No one.
    Nobody,
    /// The one who acts, if they have a record.
    Oneself,
    /// Those below the one who acts on any of these lines, never oneself.
    Reports {
        /// The lines; a way down may change from one to another. All cascade unless the depth is 1.
        lines: Vec<LineId>,
        /// At most so many steps, at least 1; unset = all the way down.
        depth: Option<u32>,
    },
    /// Members of a team.
    Team(TeamId),
    /// Members of any team of the one who acts.
    MyTeams,
    /// Members of any team the one who acts leads.
    LedTeams,
    /// Members of a group who have a record.
    Group(GroupId),
    /// Those for whom a condition holds; it has clauses, and its join is set.
    Where(Condition),
    /// These, by id.
    Listed(Vec<PrincipalId>),
    /// Those whose field shares a key with that of the one who acts.
    SameField(FieldId),
    /// In any of these, two at least.
    AnyOf(Vec<PlainReach>),
    /// In all of these, two at least.
    AllOf(Vec<PlainReach>),
    /// In the first and not in the second.
    Except(Box<PlainReach>, Box<PlainReach>),
}

/// Which items. Accounts and roles are items as well.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PlainItems {
    /// All items.
    Any,
    /// No item.
    Nothing,
    /// Items of a kind.
    Kind(KindId),
    /// Made by the one who acts.
    CreatedByMe,
    /// Owned by the one who acts.
    OwnedByMe,
    /// With any of these labels, or a label below one of them.
    Labelled(Vec<LabelId>),
    /// These, by id.
    Listed(Vec<ItemId>),
    /// Those for which a condition holds; it has clauses, and its join is set.
    Where(Condition),
    /// The item's field shares a key with a field of the one who acts.
    FieldIsMine {
        /// Field of the item.
        field: FieldId,
        /// Field of the acting person.
        mine: FieldId,
    },
    /// Whose subject is in a reach.
    About(PlainReach),
    /// In any of these, two at least.
    AnyOf(Vec<PlainItems>),
    /// In all of these, two at least.
    AllOf(Vec<PlainItems>),
    /// In the first and not in the second.
    Except(Box<PlainItems>, Box<PlainItems>),
}

impl PlainReach {
    /// False if it means the same from everyone's place.
    pub fn depends_on_actor(&self) -> bool {
        match self {
            PlainReach::Oneself
            | PlainReach::Reports { .. }
            | PlainReach::MyTeams
            | PlainReach::LedTeams
            | PlainReach::SameField(_) => true,
            PlainReach::AnyOf(list) | PlainReach::AllOf(list) => {
                list.iter().any(PlainReach::depends_on_actor)
            }
            PlainReach::Except(from, minus) => from.depends_on_actor() || minus.depends_on_actor(),
            _ => false,
        }
    }

    /// In any of these.
    pub fn any_of(list: impl IntoIterator<Item = PlainReach>) -> PlainReach {
        let mut parts: Vec<PlainReach> = Vec::new();
        for one in list {
            let more = match one {
                PlainReach::Nobody => continue,
                PlainReach::Anyone => return PlainReach::Anyone,
                PlainReach::AnyOf(more) => more,
                one => vec![one],
            };
            for one in more {
                if !parts.contains(&one) {
                    parts.push(one);
                }
            }
        }
        match parts.len() {
            0 => PlainReach::Nobody,
            1 => parts.remove(0),
            _ => PlainReach::AnyOf(parts),
        }
    }

    /// In all of these.
    pub fn all_of(list: impl IntoIterator<Item = PlainReach>) -> PlainReach {
        let mut parts: Vec<PlainReach> = Vec::new();
        for one in list {
            let more = match one {
                PlainReach::Anyone => continue,
                PlainReach::Nobody => return PlainReach::Nobody,
                PlainReach::AllOf(more) => more,
                one => vec![one],
            };
            for one in more {
                if !parts.contains(&one) {
                    parts.push(one);
                }
            }
        }
        match parts.len() {
            0 => PlainReach::Anyone,
            1 => parts.remove(0),
            _ => PlainReach::AllOf(parts),
        }
    }

    /// In the first and not in the second.
    pub fn except(from: PlainReach, minus: PlainReach) -> PlainReach {
        match (from, minus) {
            (PlainReach::Nobody, _) | (_, PlainReach::Anyone) => PlainReach::Nobody,
            (from, PlainReach::Nobody) => from,
            (from, minus) => PlainReach::Except(Box::new(from), Box::new(minus)),
        }
    }
}

impl PlainItems {
    /// False if it means the same from everyone's place.
    pub fn depends_on_actor(&self) -> bool {
        match self {
            PlainItems::CreatedByMe | PlainItems::OwnedByMe | PlainItems::FieldIsMine { .. } => {
                true
            }
            PlainItems::About(reach) => reach.depends_on_actor(),
            PlainItems::AnyOf(list) | PlainItems::AllOf(list) => {
                list.iter().any(PlainItems::depends_on_actor)
            }
            PlainItems::Except(from, minus) => from.depends_on_actor() || minus.depends_on_actor(),
            _ => false,
        }
    }

    /// In any of these.
    pub fn any_of(list: impl IntoIterator<Item = PlainItems>) -> PlainItems {
        let mut parts: Vec<PlainItems> = Vec::new();
        for one in list {
            let more = match one {
                PlainItems::Nothing => continue,
                PlainItems::Any => return PlainItems::Any,
                PlainItems::AnyOf(more) => more,
                one => vec![one],
            };
            for one in more {
                if !parts.contains(&one) {
                    parts.push(one);
                }
            }
        }
        match parts.len() {
            0 => PlainItems::Nothing,
            1 => parts.remove(0),
            _ => PlainItems::AnyOf(parts),
        }
    }

    /// In all of these.
    pub fn all_of(list: impl IntoIterator<Item = PlainItems>) -> PlainItems {
        let mut parts: Vec<PlainItems> = Vec::new();
        for one in list {
            let more = match one {
                PlainItems::Any => continue,
                PlainItems::Nothing => return PlainItems::Nothing,
                PlainItems::AllOf(more) => more,
                one => vec![one],
            };
            for one in more {
                if !parts.contains(&one) {
                    parts.push(one);
                }
            }
        }
        match parts.len() {
            0 => PlainItems::Any,
            1 => parts.remove(0),
            _ => PlainItems::AllOf(parts),
        }
    }

    /// In the first and not in the second.
    pub fn except(from: PlainItems, minus: PlainItems) -> PlainItems {
        match (from, minus) {
            (PlainItems::Nothing, _) | (_, PlainItems::Any) => PlainItems::Nothing,
            (from, PlainItems::Nothing) => from,
            (from, minus) => PlainItems::Except(Box::new(from), Box::new(minus)),
        }
    }
}

impl From<&PlainReach> for Reach {
    fn from(reach: &PlainReach) -> Reach {
        match reach {
            PlainReach::Anyone => Reach::Anyone,
            PlainReach::Nobody => Reach::Nobody,
            PlainReach::Oneself => Reach::Oneself,
            PlainReach::Reports { lines, depth } => Reach::Reports(Reports {
                depth: *depth,
                lines: Some(lines.clone()),
                oneself: Some(false),
            }),
            PlainReach::Team(id) => Reach::Team(id.clone()),
            PlainReach::MyTeams => Reach::MyTeams,
            PlainReach::LedTeams => Reach::LedTeams,
            PlainReach::Group(id) => Reach::Group(id.clone()),
            PlainReach::Where(condition) => Reach::Where(condition.clone()),
            PlainReach::Listed(ids) => Reach::Listed(ids.clone()),
            PlainReach::SameField(field) => Reach::SameField(field.clone()),
            PlainReach::AnyOf(list) => Reach::Union(list.iter().map(Reach::from).collect()),
            PlainReach::AllOf(list) => Reach::Intersection(list.iter().map(Reach::from).collect()),
            PlainReach::Except(from, minus) => Reach::Except(
                Box::new(Reach::from(&**from)),
                Box::new(Reach::from(&**minus)),
            ),
        }
    }
}

impl From<&PlainItems> for ItemSelector {
    fn from(items: &PlainItems) -> ItemSelector {
        let all = |list: &[PlainItems]| list.iter().map(ItemSelector::from).collect();
        match items {
            PlainItems::Any => ItemSelector::Any,
            PlainItems::Nothing => ItemSelector::Nothing,
            PlainItems::Kind(id) => ItemSelector::Kind(id.clone()),
            PlainItems::CreatedByMe => ItemSelector::CreatedByMe,
            PlainItems::OwnedByMe => ItemSelector::OwnedByMe,
            PlainItems::Labelled(ids) => ItemSelector::Labelled(ids.clone()),
            PlainItems::Listed(ids) => ItemSelector::Listed(ids.clone()),
            PlainItems::Where(condition) => ItemSelector::Where(condition.clone()),
            PlainItems::FieldIsMine { field, mine } => ItemSelector::FieldIsMine {
                field: field.clone(),
                mine: mine.clone(),
            },
            PlainItems::About(reach) => ItemSelector::About(Reach::from(reach)),
            PlainItems::AnyOf(list) => ItemSelector::Union(all(list)),
            PlainItems::AllOf(list) => ItemSelector::Intersection(all(list)),
            PlainItems::Except(from, minus) => ItemSelector::Except(
                Box::new(ItemSelector::from(&**from)),
                Box::new(ItemSelector::from(&**minus)),
            ),
        }
    }
}

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
        let chosen: Vec<&crate::model::Line> = settings
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
