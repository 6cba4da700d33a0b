//! Kinds of items: adding one, and removing one together with its items.

use super::removal;
use crate::model::{ACCOUNT_KIND, Change, Edit, Key, Kind, KindId, Model, ROLE_KIND, norm, slug};
use crate::session::cells::items;

/// The kind that bears a name already.
pub fn bearer<'m>(model: &'m Model, name: &str) -> Option<&'m Kind> {
    let name = norm(name);
    let mut kinds = model.kinds().iter();
    kinds.find(|kind| norm(&kind.name) == name)
}

/// Adds a kind without fields. None without a name, or where a kind bears it already.
pub fn add(model: &Model, name: &str) -> Option<(Change, KindId)> {
    let name = name.trim();
    if name.is_empty() || bearer(model, name).is_some() {
        return None;
    }
    let taken =
        |id: &str| id == ACCOUNT_KIND || id == ROLE_KIND || model.kinds().contains(&id.into());
    let id: KindId = slug(name, taken).into();
    let kind = Kind {
        id: id.clone(),
        name: name.to_owned(),
        fields: Vec::new(),
    };
    let label = format!("add the kind {name}");
    Some((Change::new(label, vec![Edit::put(kind)]), id))
}

/// Removes a kind with its items. What is about such items keeps it: the change is then refused,
/// and says so.
pub fn remove(model: &Model, id: &KindId) -> Change {
    let n_items = items(model, id).count();
    let mut keys: Vec<Key> = vec![Key::Kind(id.clone())];
    keys.extend(items(model, id).map(|item| Key::Item(item.id.clone())));
    let mut change = removal::remove(model, &keys);
    let name = model.title(&Key::Kind(id.clone()));
    change.label = match n_items {
        0 => format!("remove the kind {name}"),
        1 => format!("remove the kind {name} with its 1 item"),
        n => format!("remove the kind {name} with its {n} items"),
    };
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::cells::Of;
    use crate::session::edits::places;

    #[test]
    fn a_kind_goes_with_its_items_and_comes_back_whole() {
        let mut model = Model::default();
        let (change, id) = add(&model, " Course ").unwrap();
        model.apply(&change).unwrap();
        assert!(add(&model, "course").is_none());
        let (change, _) = places::add(&model, &Of::Items(id.clone()), None);
        model.apply(&change).unwrap();
        let before = model.clone();
        let change = remove(&model, &id);
        assert_eq!(change.label, "remove the kind Course with its 1 item");
        let undo = model.apply(&change).unwrap();
        assert!(model.items().is_empty() && model.kinds().is_empty());
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn accounts_and_roles_are_kinds_of_their_own() {
        let (_, id) = add(&Model::default(), "Role").unwrap();
        assert_ne!(id, ROLE_KIND);
    }
}
