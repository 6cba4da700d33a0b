//! One sentence on what was just done. Never a refusal: those stay where they belong.

/// A toast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Undo is offered.
    pub undo: bool,
    /// Counts up, so that a second toast with the same words is another one.
    pub nth: u64,
}
