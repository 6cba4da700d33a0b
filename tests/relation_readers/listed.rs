//! The list of names beside an export: what to ask for what.

use std::collections::BTreeMap;

use super::store::Object;

/// Names by what they stand for.
#[derive(Debug, Default)]
pub struct Listed {
    pub users: BTreeMap<String, String>,
    pub people: BTreeMap<String, Object>,
    /// By kind and id.
    pub items: BTreeMap<(String, String), Object>,
    /// By person, item and type.
    pub pairs: BTreeMap<(String, String, String), Object>,
    /// By permission, level and type.
    pub permissions: BTreeMap<(String, String, String), String>,
}

/// Reads the list.
pub fn listed(bytes: &[u8]) -> Listed {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        vec!["what", "id", "with", "type", "name"]
    );
    let mut listed = Listed::default();
    for row in reader.records() {
        let row = row.unwrap();
        // Cells that begin like a formula have an apostrophe before them.
        let cell = |n: usize| {
            let cell = &row[n];
            let rest = cell.strip_prefix('\'');
            let rest = rest.filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
            rest.unwrap_or(cell).to_owned()
        };
        let object = (cell(3), cell(4));
        let known = match cell(0).as_str() {
            "user" => listed.users.insert(cell(1), cell(4)).is_some(),
            "person" => listed.people.insert(cell(1), object).is_some(),
            "item" => listed.items.insert((cell(2), cell(1)), object).is_some(),
            "pair" => listed
                .pairs
                .insert((cell(1), cell(2), cell(3)), object)
                .is_some(),
            "permission" => {
                let key = (cell(1), cell(2), cell(3));
                listed.permissions.insert(key, cell(4)).is_some()
            }
            "holders" => false,
            other => panic!("what is {other}?"),
        };
        assert!(!known, "listed twice: {row:?}");
    }
    listed
}
