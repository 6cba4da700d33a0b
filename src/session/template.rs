//! What a new model can start from. Each ships with the program and opens as an unsaved copy.

/// A template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What people call it.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub line: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// The model as a file, or none for a blank one.
    pub(super) text: Option<&'static str>,
}

/// The templates in the order of the start page; the blank one is last.
pub const TEMPLATES: &[Template] = &[Template {
    name: "Blank model",
    line: "No people, no roles. Add them by hand or from a list.",
    icon: "note_add",
    text: None,
}];
