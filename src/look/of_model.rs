//! Maps the model onto the fixed signs of levels and reaches.

use super::{Fill, LevelSign, ReachSign};
use crate::model::{ItemSelector, Ladder, LevelId, Model, Reach, Scope};

/// The sign of a level. The usual names have signs of their own; a model's own level is drawn by
/// its rank.
pub fn level(level: &LevelId, rank: usize, top: usize) -> LevelSign {
    match level.as_str() {
        _ if rank == 0 => LevelSign::None,
        "masked" => LevelSign::Masked,
        "view" => LevelSign::View,
        "propose" => LevelSign::Propose,
        "edit" => LevelSign::Edit,
        "yes" => LevelSign::Yes,
        other => {
            let fill = if rank == top {
                Fill::Full
            } else if rank > 1 {
                Fill::Half
            } else {
                Fill::Outlined
            };
            let letter = other.chars().next().unwrap_or('?');
            LevelSign::Own(fill, letter.to_uppercase().next().unwrap_or(letter))
        }
    }
}

/// The sign of a level on a ladder.
pub fn level_on(ladder: &Ladder, id: &LevelId) -> LevelSign {
    let rank = ladder.rank(id).unwrap_or(0);
    level(id, rank, ladder.levels.len().saturating_sub(1))
}

/// The sign of a reach. Several joined show the first.
pub fn reach(model: &Model, of: &Reach) -> ReachSign {
    match of {
        Reach::Anyone => ReachSign::Anyone,
        Reach::Everyone => ReachSign::Everyone,
        Reach::Nobody => ReachSign::Nobody,
        Reach::Oneself => ReachSign::Oneself,
        Reach::Reports(reports) if reports.depth == Some(1) => ReachSign::Direct,
        Reach::Reports(_) => ReachSign::AllReports,
        Reach::Team(_) | Reach::MyTeams | Reach::LedTeams => ReachSign::Team,
        Reach::Group(_) => ReachSign::Group,
        Reach::Where(_) | Reach::Listed(_) => ReachSign::Condition,
        Reach::SameField(_) => ReachSign::SameField,
        Reach::Named(id) => match model.reaches().get(id) {
            Some(named) if !matches!(named.reach, Reach::Named(_)) => reach(model, &named.reach),
            _ => ReachSign::Nobody,
        },
        Reach::Union(list) | Reach::Intersection(list) => list
            .first()
            .map_or(ReachSign::Nobody, |first| reach(model, first)),
        Reach::Except(from, _) => reach(model, from),
    }
}

/// The sign of a scope: its people, or else its items.
pub fn scope(model: &Model, of: &Scope) -> ReachSign {
    match (&of.people, &of.items) {
        (Some(people), _) => reach(model, people),
        (None, Some(items)) => item_selector(model, items),
        (None, None) => ReachSign::NoLimit,
    }
}

fn item_selector(model: &Model, items: &ItemSelector) -> ReachSign {
    match items {
        ItemSelector::Any => ReachSign::Anyone,
        ItemSelector::Nothing => ReachSign::Nobody,
        ItemSelector::CreatedByMe | ItemSelector::OwnedByMe => ReachSign::Oneself,
        ItemSelector::FieldIsMine { .. } => ReachSign::SameField,
        ItemSelector::About(people) => reach(model, people),
        ItemSelector::Union(list) | ItemSelector::Intersection(list) => list
            .first()
            .map_or(ReachSign::Nobody, |first| item_selector(model, first)),
        ItemSelector::Except(from, _) => item_selector(model, from),
        _ => ReachSign::Condition,
    }
}
