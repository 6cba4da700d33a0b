//! NEAR: why not. Every path that is written down for the right is looked at, also those that give
//! nothing now; the ones that lack least are told, with what each lacks.

use super::Engine;
use super::answer::Question;
use super::columns::clause_holds;
use super::compose::{Drop, Place, Power};
use super::path::AccessPath;
use super::rights::Right;
use super::rows::{Spot, base_contains};
use super::words::Words;
use crate::model::{Condition, FieldId, ItemSelector, Join, LevelId, PermissionId, Reach, RoleId};

/// One thing a path lacks.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// It gives a lower level.
    Level {
        /// What it gives.
        has: LevelId,
        /// What was asked.
        wants: LevelId,
    },
    /// The person is outside a limit.
    PersonOutside {
        /// Where the limit was set.
        place: Place,
        /// The limit in words.
        limit: String,
        /// Which clause failed, with the person's value; empty where there is none.
        detail: String,
    },
    /// The item is outside a limit.
    ItemOutside {
        /// Where the limit was set.
        place: Place,
        /// The limit in words.
        limit: String,
        /// Which clause failed, with the item's value; empty where there is none.
        detail: String,
    },
    /// The module's view set does not show the item.
    NotSeen,
    /// Two places leave nothing between them.
    EmptyScope(Place, Place),
    /// A limit is set and the question names no target it could let in.
    NoTarget,
    /// It is written down but gives nothing now.
    Dropped(Drop),
    /// No path at all; these roles would give it.
    NothingGives {
        /// The permission.
        permission: PermissionId,
        /// Roles that give it.
        roles: Vec<RoleId>,
    },
}

/// A path that comes near, and what it lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMiss {
    /// The path; none if nothing held gives the permission.
    pub path: Option<AccessPath>,
    /// What it lacks.
    pub failures: Vec<Failure>,
}

/// As many near misses as a person reads.
const MOST_TOLD: usize = 6;

impl Engine {
    /// Paths that are written down and would reach the target, and give nothing now: suppressed,
    /// replaced, switched off, out of their time. Told whether or not another path allows it.
    pub fn held_back(&self, question: &Question) -> Vec<NearMiss> {
        let (Some(actor), Some(right), Some(rank)) = (
            self.actor(&question.actor),
            self.right(&question.permission),
            self.rank(&question.permission, &question.level),
        ) else {
            return Vec::new();
        };
        let mut misses = self.misses(
            actor,
            right,
            rank,
            self.meant(right, question.target.spot(&self.world)),
        );
        misses.retain(|miss| {
            let mut failures = miss.failures.iter();
            failures.all(|failure| matches!(failure, Failure::Dropped(_)))
        });
        misses
    }

    /// Every path written down for the right that lacks something.
    fn misses(&self, actor: u32, right: usize, rank: usize, spot: Spot) -> Vec<NearMiss> {
        let Some(entry) = self.rights.list.get(right) else {
            return Vec::new();
        };
        let profile = self
            .composer
            .profile(&self.world, &self.rights, &self.holders, actor, true);
        let powers = self
            .composer
            .compose(&self.world, &self.rights, &profile, true);
        powers
            .on(right)
            .iter()
            .map(|power| NearMiss {
                path: Some(self.path(power, actor, spot)),
                failures: self.failures(power, entry, actor, rank, spot),
            })
            .filter(|miss| !miss.failures.is_empty())
            .collect()
    }

    pub(super) fn near(&self, actor: u32, right: usize, rank: usize, spot: Spot) -> Vec<NearMiss> {
        let Some(entry) = self.rights.list.get(right) else {
            return Vec::new();
        };
        let mut misses = self.misses(actor, right, rank, spot);
        if misses.is_empty() {
            return vec![NearMiss {
                path: None,
                failures: vec![Failure::NothingGives {
                    permission: entry.id.clone(),
                    roles: self.roles_giving(right, rank),
                }],
            }];
        }
        let least = misses.iter().map(|m| m.failures.len()).min().unwrap_or(0);
        misses.retain(|miss| miss.failures.len() == least);
        misses.truncate(MOST_TOLD);
        misses
    }

    fn failures(
        &self,
        power: &Power,
        right: &Right,
        actor: u32,
        rank: usize,
        spot: Spot,
    ) -> Vec<Failure> {
        let mut list: Vec<Failure> = power.drops.iter().cloned().map(Failure::Dropped).collect();
        if power.rank < rank
            && let Some(ladder) = self.model().ladder_of(&right.id)
            && let (Some(has), Some(wants)) = (ladder.level(power.rank), ladder.level(rank))
        {
            list.push(Failure::Level {
                has: has.clone(),
                wants: wants.clone(),
            });
        }
        let first_limit = list.len();
        if right.has_person {
            self.people_failures(power, actor, spot, &mut list);
        }
        if right.has_item {
            self.item_failures(power, actor, spot, &mut list);
            if let Some(base) = &power.base
                && !base_contains(&self.world, base, actor, spot.item)
            {
                list.push(Failure::NotSeen);
            }
        }
        if spot.person.is_none() && spot.item.is_none() && list.len() > first_limit {
            list.truncate(first_limit);
            list.push(Failure::NoTarget);
        }
        list
    }

    fn people_failures(&self, power: &Power, actor: u32, spot: Spot, list: &mut Vec<Failure>) {
        let limits: Vec<_> = power
            .people_set()
            .map(|(place, no)| (place.clone(), self.world.people_limit(no)))
            .collect();
        let sets: Vec<_> = limits
            .iter()
            .map(|(_, limit)| limit.expr.set(&self.world, actor))
            .collect();
        for (n, set) in sets.iter().enumerate() {
            for (m, other) in sets.iter().enumerate().skip(n + 1) {
                if !set.is_empty()
                    && !other.is_empty()
                    && !set.meets(other)
                    && let (Some((a, _)), Some((b, _))) = (limits.get(n), limits.get(m))
                {
                    list.push(Failure::EmptyScope(a.clone(), b.clone()));
                    return;
                }
            }
        }
        let words = Words::new(self.model());
        for ((place, limit), set) in limits.iter().zip(&sets) {
            if !spot.person.is_some_and(|person| set.contains(person)) {
                list.push(Failure::PersonOutside {
                    place: place.clone(),
                    limit: words.reach(&limit.said),
                    detail: spot
                        .person
                        .map(|person| self.why_person_outside(&limit.said, person))
                        .unwrap_or_default(),
                });
            }
        }
    }

    fn item_failures(&self, power: &Power, actor: u32, spot: Spot, list: &mut Vec<Failure>) {
        let words = Words::new(self.model());
        for (place, no) in power.items_set() {
            let limit = self.world.item_limit(no);
            let is_in = spot
                .item
                .is_some_and(|item| limit.expr.contains(&self.world, actor, item));
            if !is_in {
                let detail = match (&limit.said, spot.item) {
                    (ItemSelector::Where(condition), Some(item)) => {
                        self.why_item_outside(condition, item)
                    }
                    (ItemSelector::FieldIsMine { field, mine }, Some(item)) => {
                        self.why_not_mine(field, mine, actor, item)
                    }
                    _ => String::new(),
                };
                list.push(Failure::ItemOutside {
                    place: place.clone(),
                    limit: words.items(&limit.said),
                    detail,
                });
            }
        }
    }

    /// Which clause leaves a person out, with their value.
    fn why_person_outside(&self, reach: &Reach, person: u32) -> String {
        match reach {
            Reach::Where(condition) => self.failing_clause(condition, person, true),
            Reach::Group(id) => match self.model().groups().get(id) {
                Some(group) => match &group.condition {
                    Some(condition) if group.listed.is_empty() && group.groups.is_empty() => {
                        self.failing_clause(condition, person, true)
                    }
                    _ => String::new(),
                },
                None => String::new(),
            },
            Reach::Everyone => match &self.model().settings().everyone_omits {
                Some(_) if !self.world.everyone.contains(person) => {
                    match &self.model().settings().everyone_omits {
                        Some(condition) => format!(
                            "everyone leaves out people whose {}",
                            Words::new(self.model()).condition(condition)
                        ),
                        None => "everyone leaves this person out".to_owned(),
                    }
                }
                _ => String::new(),
            },
            Reach::Named(id) => match self.model().reaches().get(id) {
                Some(named) => self.why_person_outside(&named.reach, person),
                None => String::new(),
            },
            _ => String::new(),
        }
    }

    fn why_item_outside(&self, condition: &Condition, item: u32) -> String {
        self.failing_clause(condition, item, false)
    }

    /// What the item has in the field, and what the one who acts has.
    fn why_not_mine(&self, field: &FieldId, mine: &FieldId, actor: u32, item: u32) -> String {
        let items = self.world.item_column(field.as_str());
        let people = self.world.person_column(mine.as_str());
        let words = Words::new(self.model());
        let who = self.world.person_id(actor).map(|id| words.person(id));
        format!(
            "has {}; {} has {}",
            or_nothing(items.keys(item).collect()),
            who.unwrap_or_default(),
            or_nothing(people.keys(actor).collect()),
        )
    }

    /// The first clause that fails (for "all"), with what the record has instead.
    fn failing_clause(&self, condition: &Condition, record: u32, of_people: bool) -> String {
        let join = condition.join.unwrap_or(self.model().settings().join);
        let words = Words::new(self.model());
        for clause in &condition.clauses {
            let field = clause.field.as_str();
            let column = if of_people {
                self.world.person_column(field)
            } else {
                self.world.item_column(field)
            };
            if clause_holds(&column, clause, record) {
                continue;
            }
            let has = self
                .written(&clause.field, record, of_people)
                .unwrap_or_else(|| or_nothing(column.keys(record).collect()));
            let wants = match join {
                Join::All => words.clause(clause),
                Join::Any => words.condition(condition),
            };
            return format!("has {has}; wanted: {wants}");
        }
        String::new()
    }

    /// A value as it is written; the keys that are compared are folded.
    fn written(&self, field: &FieldId, record: u32, of_people: bool) -> Option<String> {
        let at = record as usize;
        let fields = if of_people {
            &self.model().principals().at(at)?.fields
        } else {
            &self.model().items().at(at)?.fields
        };
        let value = fields.get(field).filter(|value| !value.is_empty())?;
        Some(value.to_string())
    }

    /// Roles with a grant that covers the right at the rank or above.
    fn roles_giving(&self, right: usize, rank: usize) -> Vec<RoleId> {
        let Some(entry) = self.rights.list.get(right) else {
            return Vec::new();
        };
        let model = self.model();
        model
            .roles()
            .iter()
            .filter(|role| {
                role.grants.iter().any(|grant| {
                    model.covers(&grant.permission, &entry.id)
                        && self
                            .rank(&grant.permission.base(), &grant.level)
                            .is_some_and(|has| has >= rank)
                })
            })
            .map(|role| role.id.clone())
            .collect()
    }
}

fn or_nothing(values: Vec<&str>) -> String {
    if values.is_empty() {
        "nothing".to_owned()
    } else {
        values.join(", ")
    }
}

impl NearMiss {
    /// What is lacking, in one sentence part.
    pub fn text(&self, engine: &Engine) -> String {
        let words = Words::new(engine.model());
        let lacks: Vec<String> = self
            .failures
            .iter()
            .map(|failure| failure.text(engine))
            .collect();
        let lacks = lacks.join("; ");
        match &self.path {
            Some(path) => format!("by {}: {lacks}", words.source(path)),
            None => lacks,
        }
    }
}

impl Failure {
    /// What is lacking.
    pub fn text(&self, engine: &Engine) -> String {
        let model = engine.model();
        let words = Words::new(model);
        let outside = |what: &str, place: &Place, limit: &str, detail: &str| {
            let mut text = format!("the {what} is outside {limit}");
            if *place != Place::Grant {
                text.push_str(&format!(", set by {}", words.place(place)));
            }
            if !detail.is_empty() {
                text.push_str(&format!(" ({detail})"));
            }
            text
        };
        match self {
            Failure::Level { has, wants } => format!("it gives {has}, not {wants}"),
            Failure::PersonOutside {
                place,
                limit,
                detail,
            } => outside("person", place, limit, detail),
            Failure::ItemOutside {
                place,
                limit,
                detail,
            } => outside("item", place, limit, detail),
            Failure::NotSeen => "the view set does not show this item".to_owned(),
            Failure::EmptyScope(a, b) => format!(
                "granted but reaches nobody: {} and {} leave no one in both",
                words.place(a),
                words.place(b)
            ),
            Failure::NoTarget => "it is limited, and the question names no target".to_owned(),
            Failure::Dropped(Drop::Window(from, until)) => match (from, until) {
                (Some(from), Some(until)) => format!("it counts from {from} until {until} only"),
                (Some(from), None) => format!("it counts from {from} on"),
                (None, Some(until)) => format!("it ended on {until}"),
                (None, None) => "it does not count on this day".to_owned(),
            },
            Failure::Dropped(Drop::Replaced(id)) => {
                let of = model.custom_sets().get(id).map(|s| words.subject(&s.of));
                format!("the custom set of {} replaces it", of.unwrap_or_default())
            }
            Failure::Dropped(Drop::SwitchOff(id)) => format!(
                "the switch “{}” is off",
                model
                    .switches()
                    .get(id)
                    .map(|s| s.name.clone())
                    .unwrap_or_default()
            ),
            Failure::Dropped(Drop::Suppressed(id)) => format!(
                "suppressed by “{}”",
                model
                    .suppressions()
                    .get(id)
                    .map(|s| s.name.clone())
                    .unwrap_or_default()
            ),
            Failure::NothingGives { permission, roles } => {
                let name = words.permission(permission);
                if roles.is_empty() {
                    format!("{name} is not granted: no role gives it")
                } else {
                    let names: Vec<String> = roles
                        .iter()
                        .take(4)
                        .filter_map(|id| model.roles().get(id).map(|r| r.name.clone()))
                        .collect();
                    format!("{name} is not granted; held by {}", names.join(", "))
                }
            }
        }
    }
}
