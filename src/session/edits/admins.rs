//! Edits of those who administer: adding one with details, roles and labels in one step (D22),
//! and the scope over everything someone has, which is set afterwards (D10).

use crate::model::{
    Assignment, AssignmentId, Change, Edit, Key, LabelId, Model, Principal, PrincipalId,
    PrincipalScope, PrincipalSort, RoleId, Scope, Subject, slug,
};

/// Someone who is about to be added. There is no scope here: it is set on their own page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewAdmin {
    /// What people call them.
    pub name: String,
    /// Employee number or account name: it stays when the name changes.
    pub id: String,
    /// Which of the three sorts.
    pub sort: PrincipalSort,
    /// Roles given from the start.
    pub roles: Vec<RoleId>,
    /// Labels on the account (D5).
    pub labels: Vec<LabelId>,
}

/// An id made from a name, as long as none was typed.
pub fn proposed_id(model: &Model, name: &str) -> String {
    slug(name, |id| bearer_of(model, id).is_some())
}

/// Who or what bears an id already, by name.
pub fn bearer_of(model: &Model, id: &str) -> Option<String> {
    let person = Key::Principal(id.into());
    let item = Key::Item(id.into());
    [person, item]
        .into_iter()
        .find(|key| model.contains(key))
        .map(|key| model.title(&key))
}

/// Adds someone with roles and labels, in one step.
pub fn add(model: &Model, new: &NewAdmin) -> (Change, PrincipalId) {
    let id: PrincipalId = new.id.trim().into();
    let name = new.name.trim();
    let account = Principal {
        sort: new.sort,
        labels: new.labels.clone(),
        ..Principal::new(id.clone(), name)
    };
    let mut edits = vec![Edit::put(account)];
    for role in &new.roles {
        let given: AssignmentId = slug(&format!("{id} {role}"), |id| {
            model.assignments().contains(&id.into())
        })
        .into();
        edits.push(Edit::put(Assignment {
            id: given,
            to: Subject::User(id.clone()),
            role: role.clone(),
            scope: Scope::UNSET,
            window: Default::default(),
        }));
    }
    (Change::new(format!("add the admin {name}"), edits), id)
}

/// Limits everything someone has, on top of what roles and assignments say; an unset scope takes
/// the limit away. None if it is so already.
pub fn set_scope(model: &Model, id: &PrincipalId, scope: Scope, words: &str) -> Option<Change> {
    let now = model.principal_scopes().get(id).map(|one| &one.scope);
    if now.unwrap_or(&Scope::UNSET) == &scope {
        return None;
    }
    let who = model.title(&Key::Principal(id.clone()));
    if scope.is_unset() {
        let label = format!("let everything {who} has reach as far as it says");
        let edit = Edit::Remove(Key::PrincipalScope(id.clone()));
        return Some(Change::new(label, vec![edit]));
    }
    let label = format!("limit everything {who} has to {words}");
    let record = PrincipalScope {
        principal: id.clone(),
        scope,
    };
    Some(Change::new(label, vec![Edit::put(record)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reach, Role};

    fn model() -> Model {
        let mut model = Model::default();
        let start = vec![
            Edit::put(Principal::new("ann", "Ann Lee")),
            Edit::put(Role::new("local", "Local administrator")),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        model
    }

    #[test]
    fn an_admin_comes_in_one_step_without_a_scope() {
        let mut model = model();
        let before = model.clone();
        assert_eq!(proposed_id(&model, "Ann"), "ann-2");
        assert_eq!(bearer_of(&model, "ann").as_deref(), Some("Ann Lee"));
        let new = NewAdmin {
            name: " Ola ".to_owned(),
            id: "e-17".to_owned(),
            roles: vec!["local".into()],
            ..NewAdmin::default()
        };
        let (change, id) = add(&model, &new);
        let undo = model.apply(&change).unwrap();
        assert_eq!(model.principals().get(&id).unwrap().name, "Ola");
        assert_eq!(model.assignments().len(), 1);
        assert!(model.principal_scopes().is_empty());
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn a_scope_is_set_once_and_taken_away_again() {
        let mut model = model();
        let ann = PrincipalId::from("ann");
        let nobody = Scope::people(Reach::Nobody);
        let set = set_scope(&model, &ann, nobody.clone(), "nobody").unwrap();
        assert_eq!(set.label, "limit everything Ann Lee has to nobody");
        model.apply(&set).unwrap();
        assert!(set_scope(&model, &ann, nobody, "nobody").is_none());
        let lift = set_scope(&model, &ann, Scope::UNSET, "").unwrap();
        model.apply(&lift).unwrap();
        assert!(model.principal_scopes().is_empty());
    }
}
