//! Whom each row is about: someone of the model, by id, email address, employee number or name, or
//! someone new.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mapping::Mapping;
use super::telling::{Telling, number_field};
use super::trouble::{Hitch, Offer, Repair, Troubles};
use crate::io::table::{Row, Source};
use crate::model::{FieldId, Key, Model, PrincipalId, Record, is_valid_id, norm, slug};
use crate::session::cells::{Names, email_fields, emails_of};
use crate::session::edits::admins::bearer_of;

/// A row on its way to a record.
#[derive(Debug)]
pub struct Draft<'s> {
    /// The row.
    pub row: Row<'s>,
    /// What it calls them.
    pub name: String,
    /// Whom it is about, and whether they are new; or why it is left out.
    pub is: Result<(PrincipalId, bool), String>,
    /// What becomes of them.
    pub record: Option<Record>,
}

/// Finds out whom each row is about. The new ones join the names, so that rows can name each
/// other as managers.
pub fn identify<'s>(
    model: &Model,
    source: &'s Source,
    mapping: &Mapping,
    names: &mut Names,
    troubles: &mut Troubles<'_>,
) -> Vec<Draft<'s>> {
    let mut finder = Finder::new(model, source, mapping);
    let mut drafts: Vec<Draft<'s>> = Vec::with_capacity(source.body().len());
    for row in source.body() {
        let name = finder.telling.name(row);
        let is = finder.whom(row, &name, troubles);
        let draft = Draft {
            row,
            name,
            is,
            record: None,
        };
        finder.once(draft, &mut drafts, troubles);
    }
    for draft in &drafts {
        let Ok((id, is_new)) = &draft.is else {
            continue;
        };
        if *is_new || !draft.name.is_empty() {
            names.add(id, &draft.name);
        }
        if let Some(at) = finder.telling.id {
            names.add_id(draft.row.cell(at), id);
        }
        for at in &finder.telling.emails {
            names.add_email(id, draft.row.cell(*at));
        }
    }
    drafts
}

struct Finder<'m> {
    model: &'m Model,
    telling: Telling,
    /// Those of the model, before anyone is added.
    known: Names,
    numbers: FxHashMap<String, PrincipalId>,
    emails: Vec<FieldId>,
    /// The ids of the file.
    ids: FxHashSet<String>,
    /// Ids that new people have.
    fresh: FxHashSet<String>,
    /// The same by what the file says.
    made: FxHashMap<String, PrincipalId>,
    seen: FxHashMap<PrincipalId, usize>,
    by_name: FxHashMap<String, usize>,
    by_email: FxHashMap<String, usize>,
}

impl<'m> Finder<'m> {
    fn new(model: &'m Model, source: &Source, mapping: &Mapping) -> Self {
        let number = number_field(model);
        let telling = Telling::of(mapping, number.as_ref());
        let mut numbers = FxHashMap::default();
        if let Some(number) = &number {
            for person in model.principals().iter() {
                if let Some(value) = person.fields.get(number) {
                    numbers.insert(norm(&value.to_string()), person.id.clone());
                }
            }
        }
        let ids = match telling.id {
            Some(at) if !model.principals().is_empty() => {
                source.body().map(|row| norm(row.cell(at))).collect()
            }
            _ => FxHashSet::default(),
        };
        Finder {
            model,
            known: Names::of(model),
            numbers,
            emails: email_fields(model),
            ids,
            telling,
            fresh: FxHashSet::default(),
            made: FxHashMap::default(),
            seen: FxHashMap::default(),
            by_name: FxHashMap::default(),
            by_email: FxHashMap::default(),
        }
    }

    /// Whom a row means, and whether they are new.
    fn whom(
        &mut self,
        row: Row<'_>,
        name: &str,
        troubles: &mut Troubles<'_>,
    ) -> Result<(PrincipalId, bool), String> {
        let id = self.telling.id.map_or("", |at| row.cell(at));
        let email = self.telling.email(row).unwrap_or("");
        if let Some(known) = self.known.with_id(id).filter(|_| !id.is_empty()) {
            return Ok((known.clone(), false));
        }
        if !email.is_empty() && !troubles.strict() {
            match self.known.with_email(email) {
                [] => {}
                [one] => return Ok((one.clone(), false)),
                several => {
                    return Err(format!(
                        "{} people of the model have the email address “{email}”",
                        several.len()
                    ));
                }
            }
        }
        let number = self.telling.number.map_or("", |at| row.cell(at));
        for number in [number, id].into_iter().filter(|number| !number.is_empty()) {
            if let Some(known) = self.numbers.get(&norm(number)) {
                return Ok((known.clone(), false));
            }
        }
        let tells_only_the_name = id.is_empty() && (email.is_empty() || troubles.strict());
        match self.known.called(name) {
            _ if name.is_empty() => {}
            [one] if tells_only_the_name => return Ok((one.clone(), false)),
            [one] if !troubles.strict() && !self.ids.contains(&norm(one.as_str())) => {
                let one = one.clone();
                if self.is_the_same(&one, email, row, troubles) {
                    return Ok((one, false));
                }
            }
            several if tells_only_the_name && several.len() > 1 => {
                return Err(format!(
                    "{} people are called “{name}”. A column with their ID tells them apart",
                    several.len()
                ));
            }
            _ => {}
        }
        self.someone_new(id, name, troubles.strict())
            .map(|id| (id, true))
    }

    /// Whether someone of the model with the same name, but known by neither id nor address, is
    /// the one a row is about.
    fn is_the_same(
        &self,
        one: &PrincipalId,
        email: &str,
        row: Row<'_>,
        troubles: &mut Troubles<'_>,
    ) -> bool {
        let Some(person) = self.model.principals().get(one) else {
            return false;
        };
        let has_other_address =
            !email.is_empty() && emails_of(person, &self.emails).next().is_some();
        let hitch = Hitch::Namesake(person.name.clone());
        let repair = troubles.ask(hitch, row.nth(), || {
            let words = format!(
                "{} of the model has another ID ({one}) than in the file",
                person.name
            );
            let mut repairs = vec![Repair::TheSame, Repair::SomeoneNew];
            if has_other_address {
                repairs.reverse();
            }
            (words, Offer::plain(&repairs))
        });
        repair == Repair::TheSame
    }

    fn someone_new(&mut self, id: &str, name: &str, strict: bool) -> Result<PrincipalId, String> {
        if name.is_empty() {
            return Err(match id {
                "" => "It says neither a name nor an ID".to_owned(),
                id => format!("Nobody has the ID “{id}”, and someone new needs a name"),
            });
        }
        if let Some(bearer) = bearer_of(self.model, id).filter(|_| !id.is_empty()) {
            return Err(format!("{bearer} bears the ID “{id}” already"));
        }
        if let Some(made) = self.made.get(&norm(id)).filter(|_| !id.is_empty()) {
            return Ok(made.clone());
        }
        if !id.is_empty() && !is_valid_id(id) && strict {
            return Err(format!(
                "“{id}” cannot be an ID: no spaces, quotes or brackets"
            ));
        }
        let (model, fresh) = (self.model, &self.fresh);
        let taken = |id: &str| fresh.contains(id) || bearer_of(model, id).is_some();
        let made = match id {
            "" => slug(name, taken),
            id if is_valid_id(id) => id.to_owned(),
            id => slug(id, taken),
        };
        self.fresh.insert(made.clone());
        let made: PrincipalId = made.into();
        if !id.is_empty() {
            self.made.insert(norm(id), made.clone());
        }
        Ok(made)
    }

    /// Adds a row, unless another is about the same person.
    fn once<'s>(
        &mut self,
        mut draft: Draft<'s>,
        drafts: &mut Vec<Draft<'s>>,
        troubles: &mut Troubles<'_>,
    ) {
        let at = drafts.len();
        let has_id = self
            .telling
            .id
            .is_some_and(|at| !draft.row.cell(at).is_empty());
        let email = self.telling.email(draft.row).map(norm);
        let Ok((id, is_new)) = draft.is.clone() else {
            drafts.push(draft);
            return;
        };
        use Repair::{All, First, Last, Refuse};
        let of_email = email.as_ref().and_then(|email| self.by_email.get(email));
        let of_email = of_email.copied().filter(|_| !troubles.strict());
        let tells_only_the_name = is_new && !has_id && (email.is_none() || troubles.strict());
        let of_name = self.by_name.get(&norm(&draft.name)).copied();
        if let Some(before) = self.seen.get(&id).copied() {
            let hitch = Hitch::SamePerson(id.clone());
            let offers = [First, Last, Refuse];
            choose(hitch, before, &mut draft, drafts, troubles, &offers);
        } else if let Some(before) = of_email {
            let hitch = Hitch::SameEmail(email.clone().unwrap_or_default());
            let offers = match has_id {
                true => [All, First, Last, Refuse],
                false => [First, Last, All, Refuse],
            };
            choose(hitch, before, &mut draft, drafts, troubles, &offers);
        } else if let Some(before) = of_name.filter(|_| tells_only_the_name) {
            let hitch = Hitch::SameName(draft.name.clone());
            let offers = [First, All, Last, Refuse];
            choose(hitch, before, &mut draft, drafts, troubles, &offers);
        }
        if draft.is.is_ok() {
            self.seen.insert(id, at);
            if is_new && !has_id {
                self.by_name.insert(norm(&draft.name), at);
            }
            if let Some(email) = email {
                self.by_email.entry(email).or_insert(at);
            }
        }
        drafts.push(draft);
    }
}

/// What becomes of a row and of an earlier one about the same.
fn choose<'s>(
    hitch: Hitch,
    before: usize,
    draft: &mut Draft<'s>,
    drafts: &mut [Draft<'s>],
    troubles: &mut Troubles<'_>,
    offers: &[Repair],
) {
    let Some(earlier) = drafts.get_mut(before) else {
        return;
    };
    let (first, nth) = (earlier.row.nth(), draft.row.nth());
    let words = match &hitch {
        Hitch::SamePerson(id) => format!("Rows are about the same person: {} ({id})", draft.name),
        Hitch::SameEmail(email) => format!("Rows have the same email address: {email}"),
        _ => format!("Rows have the same name and no ID: {}", draft.name),
    };
    let repair = match troubles.strict() {
        true => Repair::First,
        false => {
            troubles.ask(hitch.clone(), first, || (words, Offer::plain(offers)));
            troubles.ask(hitch, nth, || (String::new(), Vec::new()))
        }
    };
    let other = |nth: usize| format!("Row {nth} is about the same person");
    match repair {
        Repair::All => {}
        Repair::Last => earlier.is = Err(other(nth)),
        Repair::Refuse => {
            earlier.is = Err(other(nth));
            draft.is = Err(other(first));
        }
        _ => draft.is = Err(other(first)),
    }
}

/// What people call whoever a draft is about.
pub fn called(model: &Model, draft: &Draft<'_>, id_at: Option<usize>) -> String {
    match &draft.is {
        Ok((id, false)) => model.title(&Key::Principal(id.clone())),
        _ if draft.name.is_empty() => id_at.map_or("", |at| draft.row.cell(at)).to_owned(),
        _ => draft.name.clone(),
    }
}
