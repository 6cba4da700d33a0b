//! Who is meant by a name, an email address or an id.

use rustc_hash::FxHashMap;

use crate::model::{FieldId, FieldType, Key, Model, Principal, PrincipalId, Value, norm};

/// Those who answer to one text.
#[derive(Debug, Clone)]
enum Bearers {
    One(PrincipalId),
    Several(Vec<PrincipalId>),
}

impl Bearers {
    fn list(&self) -> &[PrincipalId] {
        match self {
            Bearers::One(one) => std::slice::from_ref(one),
            Bearers::Several(list) => list,
        }
    }

    fn add(&mut self, id: &PrincipalId) {
        match self {
            Bearers::One(one) if one == id => {}
            Bearers::One(one) => *self = Bearers::Several(vec![one.clone(), id.clone()]),
            Bearers::Several(list) if list.contains(id) => {}
            Bearers::Several(list) => list.push(id.clone()),
        }
    }
}

type Index = FxHashMap<String, Bearers>;

/// Who is meant by a name, an email address or an id.
#[derive(Debug, Default)]
pub struct Names {
    ids: FxHashMap<String, PrincipalId>,
    names: Index,
    emails: Index,
}

/// What a text leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meant<'n> {
    /// One.
    One(&'n PrincipalId),
    /// Several bear the name.
    Several(&'n [PrincipalId]),
    /// Nobody.
    Nobody,
}

impl Names {
    /// Everyone with a record in a model.
    pub fn of(model: &Model) -> Names {
        let mut names = Names::default();
        let emails = email_fields(model);
        for person in model.principals().iter().filter(|p| p.has_record()) {
            names.add(&person.id, &person.name);
            for email in emails_of(person, &emails) {
                names.add_email(&person.id, email);
            }
        }
        names
    }

    /// Someone who is about to be added.
    pub fn add(&mut self, id: &PrincipalId, name: &str) {
        self.ids.insert(norm(id.as_str()), id.clone());
        put(&mut self.names, norm(name), id);
    }

    /// Another text that someone's id is known by.
    pub fn add_id(&mut self, text: &str, id: &PrincipalId) {
        self.ids.insert(norm(text), id.clone());
    }

    /// An email address of someone.
    pub fn add_email(&mut self, id: &PrincipalId, email: &str) {
        let email = norm(email);
        if !email.is_empty() {
            put(&mut self.emails, email, id);
        }
    }

    /// Everyone of a name.
    pub fn called(&self, name: &str) -> &[PrincipalId] {
        self.names.get(&norm(name)).map_or(&[], Bearers::list)
    }

    /// Everyone with an email address.
    pub fn with_email(&self, email: &str) -> &[PrincipalId] {
        self.emails.get(&norm(email)).map_or(&[], Bearers::list)
    }

    /// Whoever bears an id.
    pub fn with_id(&self, id: &str) -> Option<&PrincipalId> {
        self.ids.get(&norm(id))
    }

    /// Whom a text means: an id, an email address, a name, a name with the last part first, or a
    /// name with an id or a remark in brackets after it.
    pub fn meant(&self, text: &str) -> Meant<'_> {
        if let Some(id) = self.with_id(text) {
            return Meant::One(id);
        }
        for list in [self.with_email(text), self.called(text)] {
            match list {
                [] => {}
                [one] => return Meant::One(one),
                several => return Meant::Several(several),
            }
        }
        if let Some((last, first)) = text.split_once(',') {
            let turned = format!("{} {}", first.trim(), last.trim());
            match self.called(&turned) {
                [] => {}
                [one] => return Meant::One(one),
                several => return Meant::Several(several),
            }
        }
        match text.trim_end().strip_suffix([')', ']']) {
            Some(rest) => self.with_remark(rest),
            None => Meant::Nobody,
        }
    }

    /// "Ann Lee (1001", "Ann Lee (On leave", "Ann Lee [C".
    fn with_remark(&self, text: &str) -> Meant<'_> {
        let Some((name, remark)) = text.rsplit_once(['(', '[']) else {
            return Meant::Nobody;
        };
        match self.with_id(remark) {
            Some(id) => Meant::One(id),
            None => self.meant(name.trim()),
        }
    }

    /// The one that is meant, or why it is not clear.
    pub fn find(&self, text: &str) -> Result<PrincipalId, String> {
        match self.meant(text) {
            Meant::One(id) => Ok(id.clone()),
            Meant::Nobody => Err(format!("Nobody is called “{text}”")),
            Meant::Several(several) => Err(format!(
                "{} people are called “{text}”. Their ID tells them apart",
                several.len()
            )),
        }
    }

    /// The name, or the id where others bear the name as well: `find` reads it back.
    pub fn text(&self, model: &Model, id: &PrincipalId) -> String {
        match model.principals().get(id) {
            Some(person) if self.called(&person.name).len() == 1 => person.name.clone(),
            Some(_) => id.to_string(),
            None => model.title(&Key::Principal(id.clone())),
        }
    }

    /// How many different names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True without anyone.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Every name there is, for an offer of the nearest one.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, &PrincipalId)> {
        self.names.iter().flat_map(|(name, bearers)| {
            let list = bearers.list().iter();
            list.map(move |id| (name.as_str(), id))
        })
    }
}

fn put(index: &mut Index, text: String, id: &PrincipalId) {
    index
        .entry(text)
        .and_modify(|known| known.add(id))
        .or_insert_with(|| Bearers::One(id.clone()));
}

/// The fields of people that hold email addresses.
pub fn email_fields(model: &Model) -> Vec<FieldId> {
    let fields = model.fields().iter();
    let emails = fields.filter(|field| field.kind == FieldType::Email);
    emails.map(|field| field.id.clone()).collect()
}

/// Someone's email addresses.
pub fn emails_of<'p>(
    person: &'p Principal,
    fields: &'p [FieldId],
) -> impl Iterator<Item = &'p str> {
    fields.iter().filter_map(|id| match person.fields.get(id) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_two_bear_is_not_guessed() {
        let mut names = Names::default();
        names.add(&"ann".into(), "Ann Lee");
        names.add(&"ann-2".into(), "Ann Lee");
        assert!(names.find("Ann Lee").is_err());
        assert_eq!(names.find("ann-2"), Ok("ann-2".into()));
    }

    #[test]
    fn the_same_one_is_found_by_many_texts() {
        let mut names = Names::default();
        names.add(&"1001".into(), "Ann Lee");
        names.add_email(&"1001".into(), "Ann.Lee@x.example");
        for text in [
            "1001",
            "ann lee",
            "ANN.LEE@X.EXAMPLE",
            "Lee, Ann",
            "Ann Lee (1001)",
            "Ann Lee (On leave)",
            "Ann Lee [C]",
        ] {
            assert_eq!(names.find(text), Ok("1001".into()), "{text}");
        }
        assert!(names.find("Lee Ann").is_err());
    }
}
