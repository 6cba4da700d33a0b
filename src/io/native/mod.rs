//! The file of a model: one `.ron` that a person can read, that diffs well, and that is the same
//! bytes after open and save.
//!
//! A sound file is read in one typed pass. Only where that fails is it read again, record by
//! record, to say everything that is wrong with it and where.

mod document;
mod scan;
mod version;
mod write;

use ron::Options;
use ron::extensions::Extensions;

use crate::model::{Model, Parts, Problem, Severity, problems};

pub use write::{checked_text, to_text};

/// The largest file that is read.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A model read from a file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The model.
    pub model: Model,
    /// What deserves a look though the model holds together.
    pub warnings: Vec<Problem>,
    /// The file has comments, which saving does not keep.
    pub had_comments: bool,
}

/// Something wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Line and column in characters, from 1; unset where it is about the whole file.
    pub place: Option<(usize, usize)>,
    /// `roles[3].grants[0].permission`; empty where it is not about one value.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some((line, column)) = self.place {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// Why a file is not a model. The file is as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadError {
    /// What is wrong, in the order of the file.
    pub problems: Vec<FileProblem>,
    /// How many more there are.
    pub n_more: usize,
    /// The file was written by a newer version of this program.
    pub is_newer: bool,
}

impl LoadError {
    /// One problem with the file as a whole.
    pub fn whole_file(message: impl Into<String>) -> Self {
        LoadError {
            problems: vec![FileProblem {
                place: None,
                path: String::new(),
                message: message.into(),
            }],
            ..LoadError::default()
        }
    }
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        if self.n_more > 0 {
            write!(f, "\nand {} more", self.n_more)?;
        }
        Ok(())
    }
}

impl std::error::Error for LoadError {}

/// What is said of a file that is too big to be a model.
pub(super) fn too_big(n_bytes: u64) -> String {
    format!(
        "the file is {} MB; a model has at most {} MB",
        n_bytes / 1024 / 1024,
        MAX_BYTES / 1024 / 1024
    )
}

/// Reads a model from the bytes of a file.
pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Loaded, LoadError> {
    let bytes = bytes.as_ref();
    let text = std::str::from_utf8(bytes).map_err(|e| LoadError::whole_file(e.to_string()))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    version::head(text).map_err(|bad| LoadError::whole_file(bad.message))?;
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let document: document::Document = options
        .from_str(text)
        .map_err(|e| LoadError::whole_file(e.to_string()))?;
    let (model, twice) = Parts::from(document).into_model();
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) = problems(&model)
        .into_iter()
        .partition(|p| p.severity == Severity::Error);
    if errors.is_empty() && twice.is_empty() {
        let mut scanner = scan::Scanner::new(text);
        scanner.by_ref().for_each(drop);
        return Ok(Loaded {
            model,
            warnings,
            had_comments: scanner.had_comment,
        });
    }
    Err(LoadError {
        problems: errors
            .into_iter()
            .map(|p| FileProblem {
                place: None,
                path: p.path.to_string(),
                message: p.message,
            })
            .chain(twice.into_iter().map(|(key, at)| FileProblem {
                place: None,
                path: format!("{}[{at}]", key.section()),
                message: format!("there is another {} `{}`", key.word(), key.id()),
            }))
            .collect(),
        ..LoadError::default()
    })
}
