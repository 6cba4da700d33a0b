//! What dragging one record onto another means: a person into a group, a role to a person or a
//! group, a permission to a role. Each has its menu and its key as well.

use super::grants::{self, Bearer};
use super::{groups, roles};
use crate::model::{Change, Key, Model, Subject};

/// The change, if the one can be put onto the other and is not there already. Which of the two is
/// dragged makes no difference.
pub fn drop(model: &Model, what: &Key, onto: &Key) -> Option<Change> {
    one_way(model, what, onto).or_else(|| one_way(model, onto, what))
}

fn one_way(model: &Model, what: &Key, onto: &Key) -> Option<Change> {
    match (what, onto) {
        (Key::Principal(who), Key::Group(group)) => {
            let known = model.groups().get(group)?;
            if known.listed.contains(who) {
                return None;
            }
            groups::list(model, group, who, true)
        }
        (Key::Group(inner), Key::Group(outer)) => {
            let known = model.groups().get(outer)?;
            if inner == outer || known.groups.contains(inner) {
                return None;
            }
            groups::nest(model, outer, inner, true)
        }
        (Key::Role(role), Key::Principal(_) | Key::Group(_)) => {
            let to = match onto {
                Key::Principal(id) => Subject::User(id.clone()),
                Key::Group(id) => Subject::Group(id.clone()),
                _ => return None,
            };
            let has = model
                .assignments()
                .iter()
                .any(|a| a.to == to && a.role == *role);
            (!has).then(|| roles::assign(model, &to, role).0)
        }
        (Key::Permission(id), Key::Role(_) | Key::CustomSet(_)) => {
            let bearer = Bearer::of_key(onto)?;
            if !grants::own(model, &bearer, id).is_empty() {
                return None;
            }
            grants::set_level(model, &bearer, id, 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Group, Principal, Role};

    #[test]
    fn a_role_goes_to_a_person_and_a_person_into_a_group_once() {
        let mut model = Model::default();
        let group = Group {
            id: "hr".into(),
            name: "HR".to_owned(),
            description: "People team".to_owned(),
            listed: Vec::new(),
            condition: None,
            groups: Vec::new(),
        };
        let start = vec![
            Edit::put(Principal::new("ann", "Ann")),
            Edit::put(Role::new("admin", "Admin")),
            Edit::put(group),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        let (ann, admin) = (Key::Principal("ann".into()), Key::Role("admin".into()));
        let hr = Key::Group("hr".into());
        let listed = drop(&model, &ann, &hr).unwrap();
        assert_eq!(listed.label, "add Ann to HR");
        model.apply(&listed).unwrap();
        assert!(drop(&model, &hr, &ann).is_none(), "she is there already");
        let given = drop(&model, &ann, &admin).unwrap();
        assert_eq!(given, drop(&model, &admin, &ann).unwrap());
        model.apply(&given).unwrap();
        assert!(drop(&model, &admin, &ann).is_none());
        assert!(drop(&model, &ann, &ann).is_none());
    }
}
