//! Who is meant by a name or an id.

use rustc_hash::FxHashMap;

use crate::model::{Key, Model, PrincipalId, norm};

/// Who is meant by a name or an id.
#[derive(Debug, Default)]
pub struct Names {
    ids: FxHashMap<String, PrincipalId>,
    names: FxHashMap<String, Vec<PrincipalId>>,
}

impl Names {
    /// Everyone with a record in a model.
    pub fn of(model: &Model) -> Names {
        let mut names = Names::default();
        for person in model.principals().iter().filter(|p| p.has_record()) {
            names.add(&person.id, &person.name);
        }
        names
    }

    /// Someone who is about to be added.
    pub fn add(&mut self, id: &PrincipalId, name: &str) {
        self.ids.insert(norm(id.as_str()), id.clone());
        self.names.entry(norm(name)).or_default().push(id.clone());
    }

    /// Everyone of a name.
    pub fn called(&self, name: &str) -> &[PrincipalId] {
        self.names.get(&norm(name)).map_or(&[], Vec::as_slice)
    }

    /// Whoever bears an id.
    pub fn with_id(&self, id: &str) -> Option<&PrincipalId> {
        self.ids.get(&norm(id))
    }

    /// The one that is meant, or why it is not clear.
    pub fn find(&self, text: &str) -> Result<PrincipalId, String> {
        if let Some(id) = self.with_id(text) {
            return Ok(id.clone());
        }
        match self.called(text) {
            [one] => Ok(one.clone()),
            [] => Err(format!("Nobody is called “{text}”")),
            several => Err(format!(
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
}
