//! DECIDE: one question, with or without reasons.

use super::Engine;
use super::answer::{Answer, Denial, Question, Target};
use super::compose::Power;
use super::rights::{GuardExpr, Right};
use super::rows::{Row, Spot, row};
use crate::model::{Account, LevelId, PermissionId, PrincipalId};

impl Engine {
    /// May `actor` do `permission` at `level` on `target`? With paths, or with near misses.
    pub fn decide(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
        target: &Target,
    ) -> Answer {
        let question = Question {
            actor: actor.clone(),
            permission: permission.clone(),
            level: level.clone(),
            target: target.clone(),
        };
        let no = |denial| Answer {
            question: question.clone(),
            allowed: false,
            denial: Some(denial),
            paths: Vec::new(),
            near: Vec::new(),
        };
        let Some(at) = self.actor(actor) else {
            return no(Denial::Unknown(format!(
                "there is no person or account `{actor}`"
            )));
        };
        let Some(right) = self.right(permission) else {
            return no(Denial::Unknown(format!(
                "there is no permission `{permission}`"
            )));
        };
        let Some(rank) = self.rank(permission, level).filter(|rank| *rank > 0) else {
            return no(Denial::Unknown(format!(
                "`{permission}` has no level `{level}` above the bottom"
            )));
        };
        let spot = self.meant(right, target.spot(&self.world));
        let denial = self.denial(at, right, rank, spot);
        let is_path_question = matches!(denial, None | Some(Denial::Guard(_)));
        Answer {
            question: question.clone(),
            allowed: denial.is_none(),
            paths: if is_path_question {
                self.hits(at, right, rank, spot)
                    .map(|power| self.path(power, at, spot))
                    .collect()
            } else {
                Vec::new()
            },
            near: match &denial {
                Some(Denial::NoPath(_)) => self.near(at, right, rank, spot),
                _ => Vec::new(),
            },
            denial,
        }
    }

    /// The same without reasons. Unknown names are a no.
    pub fn allows(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
        target: &Target,
    ) -> bool {
        let (Some(at), Some((right, rank))) = (self.actor(actor), self.deed(permission, level))
        else {
            return false;
        };
        let spot = self.meant(right, target.spot(&self.world));
        self.permits(at, right, rank, spot)
    }

    /// Someone named as a target is meant as a person, and not as an account, where the right is
    /// about people and not about accounts.
    pub(super) fn meant(&self, right: usize, spot: Spot) -> Spot {
        let is_account = |item: &u32| self.world.is_account(*item);
        match self.rights.list.get(right) {
            Some(entry)
                if entry.has_person
                    && spot.person.is_some()
                    && spot
                        .item
                        .as_ref()
                        .is_some_and(|item| is_account(item) && !entry.of_kind.contains(*item)) =>
            {
                Spot { item: None, ..spot }
            }
            _ => spot,
        }
    }

    /// True if nothing denies it; the order of the gates does not matter where no reason is asked.
    pub(super) fn permits(&self, actor: u32, right: usize, rank: usize, spot: Spot) -> bool {
        let Some(entry) = self.rights.list.get(right) else {
            return false;
        };
        let is_other_kind =
            entry.has_item && spot.item.is_some_and(|item| !entry.of_kind.contains(item));
        !is_other_kind
            && self.hits(actor, right, rank, spot).next().is_some()
            && self.gate(actor, right).is_none()
            && !self
                .guards_on(entry)
                .any(|guard| guard.forbids(&self.world, entry, actor, rank, spot))
    }

    /// Why not, in the order of `model.md`: account, module, its users, guards, then paths.
    pub(super) fn denial(
        &self,
        actor: u32,
        right: usize,
        rank: usize,
        spot: Spot,
    ) -> Option<Denial> {
        if let Some(denial) = self.gate(actor, right) {
            return Some(denial);
        }
        let entry = self.rights.list.get(right)?;
        if entry.has_item && spot.item.is_some_and(|item| !entry.of_kind.contains(item)) {
            let kinds = self.model().permissions().get(&entry.id);
            let kinds = kinds.map(|p| p.about.kinds().to_vec()).unwrap_or_default();
            return Some(Denial::WrongKind(kinds));
        }
        for n in &entry.guards {
            let forbids = self
                .rights
                .guards
                .get(*n)
                .is_some_and(|g| g.forbids(&self.world, entry, actor, rank, spot));
            if forbids && let Some(guard) = self.model().guards().at(*n) {
                return Some(Denial::Guard(guard.id.clone()));
            }
        }
        if self.hits(actor, right, rank, spot).next().is_some() {
            None
        } else {
            Some(Denial::NoPath(entry.id.clone()))
        }
    }

    /// The gates before any path: the account, the module, its list of users.
    pub(super) fn gate(&self, actor: u32, right: usize) -> Option<Denial> {
        self.shut(actor, self.rights.list.get(right)?.module)
    }

    /// Why a module is shut for someone.
    pub(super) fn shut(&self, actor: u32, module: usize) -> Option<Denial> {
        let account = self.model().principals().at(actor as usize)?.account;
        if account != Account::Active {
            return Some(Denial::Account(account));
        }
        let gate = self.rights.modules.get(module)?;
        let id = || self.model().modules().at(module).map(|m| m.id.clone());
        if !gate.on {
            return id().map(Denial::ModuleOff);
        }
        match &gate.users {
            Some(users) if !users.contains(actor) => id().map(Denial::NotForUser),
            _ => None,
        }
    }

    /// The powers that reach the target at the rank.
    pub(super) fn hits(
        &self,
        actor: u32,
        right: usize,
        rank: usize,
        spot: Spot,
    ) -> impl Iterator<Item = &Power> {
        let entry = self.rights.list.get(right);
        self.powers_of(actor)
            .map(|powers| powers.on(right))
            .unwrap_or_default()
            .iter()
            .filter(move |power| {
                power.rank >= rank
                    && entry.is_some_and(|entry| power.admits(&self.world, entry, actor, spot))
            })
    }

    /// Everything `actor` may do with a right at a rank or above, as sets.
    pub(super) fn row(&self, actor: u32, right: usize, rank: usize, is_paired: bool) -> Row {
        let empty = Row::Nothing(false);
        let (Some(entry), Some(powers)) = (self.rights.list.get(right), self.powers_of(actor))
        else {
            return empty;
        };
        if rank == 0 || self.gate(actor, right).is_some() {
            return empty;
        }
        let guards: Vec<&GuardExpr> = self.guards_on(entry).collect();
        let powers = powers.on(right).iter();
        row(&self.world, entry, &guards, actor, rank, powers, is_paired)
    }

    pub(super) fn guards_on<'a>(
        &'a self,
        right: &'a Right,
    ) -> impl Iterator<Item = &'a GuardExpr> + 'a {
        let guards = right.guards.iter();
        guards.filter_map(|n| self.rights.guards.get(*n))
    }

    /// The highest rank on the ladder of a right.
    pub(super) fn top_rank(&self, right: usize) -> usize {
        self.rights.list.get(right).map_or(0, |entry| entry.top)
    }
}
