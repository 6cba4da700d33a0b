//! The file of a model: one `.ron` that a person can read, that diffs well, and that is the same
//! bytes after open and save.
//!
//! A sound file is read in one typed pass. Only where that fails is it read again, record by
//! record, to say everything that is wrong with it and where.

mod diagnose;
mod document;
mod meaning;
mod one;
mod outline;
mod place;
mod scan;
mod version;
mod words;
mod write;

use ron::Options;
use ron::extensions::Extensions;

use crate::model::{Model, Parts, Problem, Severity, problems};

pub(super) use place::Lines;
pub(super) use version::CURRENT;
pub use write::{checked_text, to_text};

/// The largest file that is read: several times that of a company of a hundred thousand people.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// How deep a file may be nested: more than is ever written, and little enough for any stack.
const READ_DEPTH: usize = 256;

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
    /// How many more there are, at least.
    pub n_more: usize,
    /// There may be still more than `n_more`.
    pub is_open_ended: bool,
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

    /// One problem at a byte of the text.
    fn at(text: &str, at: usize, message: impl Into<String>) -> Self {
        LoadError {
            problems: vec![FileProblem {
                place: Some(place::Lines::new(text).place(at)),
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
            let at_least = if self.is_open_ended { "at least " } else { "" };
            write!(f, "\nand {at_least}{} more", self.n_more)?;
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

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The text is read.
    Reading,
    /// So many people and accounts were read; whether they hold together is being checked.
    Checking(usize),
}

/// Reads a model from the bytes of a file.
pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Loaded, LoadError> {
    parse_in_stages(bytes, &mut |_| {})
}

/// The same, telling of each stage as it begins.
pub fn parse_in_stages(
    bytes: impl AsRef<[u8]>,
    tell: &mut dyn FnMut(Stage),
) -> Result<Loaded, LoadError> {
    tell(Stage::Reading);
    let text = text_of(bytes.as_ref())?;
    let head = version::head(text).map_err(|bad| LoadError {
        is_newer: bad.is_newer,
        ..LoadError::at(text, bad.at, bad.message)
    })?;
    let current = version::migrated(text, head.version).map_err(LoadError::whole_file)?;
    read(&current, head.extensions, tell)
}

fn read(
    text: &str,
    extensions: Extensions,
    tell: &mut dyn FnMut(Stage),
) -> Result<Loaded, LoadError> {
    let options = Options::default()
        .with_recursion_limit(READ_DEPTH)
        .with_default_extension(Extensions::IMPLICIT_SOME | extensions);
    let document: document::Document = options
        .from_str(text)
        .map_err(|error| diagnose::diagnose(text, &options, Some(error)))?;
    let (model, twice) = Parts::from(document).into_model();
    tell(Stage::Checking(model.principals().len()));
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) = problems(&model)
        .into_iter()
        .partition(|p| p.severity == Severity::Error);
    if !errors.is_empty() || !twice.is_empty() {
        return Err(diagnose::diagnose(text, &options, None));
    }
    Ok(Loaded {
        model,
        warnings,
        had_comments: scan::has_comments(text),
    })
}

/// The text of a file, or why it is none.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LoadError::whole_file(too_big(bytes.len() as u64)));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(LoadError::whole_file(
            "the file is UTF-16 text; save it as UTF-8 and open it again",
        ));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().take(1024).any(|byte| *byte == 0) {
        return Err(LoadError::whole_file(
            "the file is not a text; a model is a text in UTF-8",
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let sound = std::str::from_utf8(sound).unwrap_or_default();
        LoadError::at(
            sound,
            sound.len(),
            "the text is not UTF-8 from here on; save it as UTF-8 and open it again",
        )
    })
}
