//! Whom a cell names: one or several people, and what can be done where that is not clear.

use super::trouble::{Hitch, Offer, Repair, Troubles};
use crate::model::{PrincipalId, nearest};
use crate::session::cells::{Meant, Names};

/// As many of those who bear a name as are offered.
const MOST_OFFERED: usize = 6;
/// Beyond so many people the nearest name is not looked for.
const MOST_SEARCHED: usize = 20_000;

/// Names of the model and of the rows.
pub struct Naming<'a> {
    /// Everyone's names.
    pub names: &'a Names,
}

impl Naming<'_> {
    /// The people a cell names. `id` is whose row it is.
    pub fn people(
        &self,
        head: &str,
        cell: &str,
        nth: usize,
        id: &PrincipalId,
        troubles: &mut Troubles<'_>,
    ) -> Result<Vec<PrincipalId>, String> {
        if cell.is_empty() {
            return Ok(Vec::new());
        }
        let mut list = Vec::new();
        for text in self.parts(cell) {
            let found = self.one(head, text, nth, id, troubles)?;
            let Some(found) = found else { continue };
            if found == *id {
                self.own(head, id, nth, troubles)?;
            } else if !list.contains(&found) {
                list.push(found);
            }
        }
        Ok(list)
    }

    /// The names in a cell: all of it where it means someone, else what stands between semicolons,
    /// bars and line breaks, else between commas where each of them means someone.
    fn parts<'t>(&self, cell: &'t str) -> Vec<&'t str> {
        let is_someone = |text: &str| !matches!(self.names.meant(text), Meant::Nobody);
        let split = |signs: &[char]| -> Vec<&'t str> {
            let parts = cell.split(signs).map(str::trim);
            parts.filter(|part| !part.is_empty()).collect()
        };
        if is_someone(cell) {
            return vec![cell];
        }
        if cell.contains([';', '|', '\n']) {
            return split(&[';', '|', '\n']);
        }
        let parts = split(&[',']);
        match parts.len() > 1 && parts.iter().all(|part| is_someone(part)) {
            true => parts,
            false => vec![cell],
        }
    }

    fn one(
        &self,
        head: &str,
        text: &str,
        nth: usize,
        whose: &PrincipalId,
        troubles: &mut Troubles<'_>,
    ) -> Result<Option<PrincipalId>, String> {
        let several: &[PrincipalId] = match self.names.meant(text) {
            Meant::One(id) => return Ok(Some(id.clone())),
            Meant::Several(several) => several,
            Meant::Nobody => &[],
        };
        // Nobody is their own manager: of two of a name it is the other.
        let mut others = several.iter().filter(|id| *id != whose);
        if let (Some(only), None) = (others.next(), others.next())
            && several.len() > 1
            && !troubles.strict()
        {
            return Ok(Some(only.clone()));
        }
        let why = || {
            let why = self.names.find(text).err().unwrap_or_default();
            format!("{head}: {why}")
        };
        let key = (head.to_owned(), text.to_owned());
        let hitch = match several {
            [] => Hitch::Nobody(key.0, key.1),
            _ => Hitch::Several(key.0, key.1),
        };
        let about = |may_search: bool| (why(), self.offers(text, several, may_search));
        match troubles.ask_searching(hitch, nth, about) {
            Repair::Take(id) => Ok(Some(id)),
            Repair::LeaveBlank => Ok(None),
            _ => Err(why()),
        }
    }

    fn offers(&self, text: &str, several: &[PrincipalId], may_search: bool) -> Vec<Offer> {
        let mut offers = Offer::plain(&[Repair::LeaveBlank]);
        let mut near: Vec<PrincipalId> = several.iter().take(MOST_OFFERED).cloned().collect();
        if several.is_empty() && may_search && self.names.len() <= MOST_SEARCHED {
            let mut names: Vec<(&str, &PrincipalId)> = self.names.all_names().collect();
            names.sort_unstable();
            let found = nearest(text, names.iter().map(|(name, _)| *name));
            let of_name = names.iter().filter(|(name, _)| Some(*name) == found);
            near.extend(of_name.map(|(_, id)| (*id).clone()).take(MOST_OFFERED));
        }
        offers.extend(near.into_iter().map(|id| Offer::take(Repair::Take(id))));
        offers.extend(Offer::plain(&[Repair::Refuse]));
        offers
    }

    fn own(
        &self,
        head: &str,
        id: &PrincipalId,
        nth: usize,
        troubles: &mut Troubles<'_>,
    ) -> Result<(), String> {
        let words = format!("{head}: {id} is said to be their own manager");
        let about = || {
            let offers = Offer::plain(&[Repair::LeaveBlank, Repair::Refuse]);
            (words.clone(), offers)
        };
        match troubles.ask(Hitch::OwnManager(id.clone()), nth, about) {
            Repair::LeaveBlank => Ok(()),
            _ => Err(words),
        }
    }
}
