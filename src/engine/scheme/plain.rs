//! Selectors with nothing left to the settings of the model: named reaches are spelled out, reports
//! know their lines, conditions how they are joined. Each means exactly what the selector meant that
//! it was made from.

use crate::model::{
    Condition, FieldId, GroupId, ItemId, ItemSelector, KindId, LabelId, LineId, PrincipalId, Reach,
    Reports, TeamId,
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
