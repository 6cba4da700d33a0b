//! Reading and writing the file of a document, in terms of what a person is told.
//!
//! The formats are `io`'s.

use std::path::{Path, PathBuf};

use crate::io::{self, Fate, FileMark};
use crate::model::{Model, Problem};

/// Where a document came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Its file; none while it was never saved.
    pub path: Option<PathBuf>,
    /// What the file held when it was last read or written.
    pub(super) mark: Option<FileMark>,
    /// What to know about the file though it was opened.
    pub notes: Vec<String>,
}

impl Origin {
    /// Name of the file without its folder.
    pub fn file_name(&self) -> Option<String> {
        let name = self.path.as_deref()?.file_name()?;
        Some(name.to_string_lossy().into_owned())
    }

    /// What has become of the file since; nothing while there is none.
    pub(super) fn fate(&self, thorough: bool) -> Option<Fate> {
        let (path, mark) = self.path.as_deref().zip(self.mark)?;
        Some(mark.fate(path, thorough))
    }
}

/// A model with where it came from, and what is known to be wrong with it.
#[derive(Debug)]
pub(super) struct Read {
    pub model: Model,
    pub origin: Origin,
    pub problems: Vec<Problem>,
}

/// Reads a model, telling of each stage as it begins. Several things may be wrong at once.
pub(super) fn read(path: &Path, tell: &mut dyn FnMut(io::Stage)) -> Result<Read, Vec<String>> {
    let is_json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if is_json {
        return read_json(path);
    }
    let (loaded, mark) = io::load_marked(path, tell).map_err(|problem| lines(&problem))?;
    let mut notes = Vec::new();
    if loaded.had_comments {
        notes.push("the file has comments, and saving does not keep them".to_owned());
    }
    let origin = Origin {
        path: Some(path.to_owned()),
        mark: Some(mark),
        notes,
    };
    Ok(Read {
        model: loaded.model,
        origin,
        problems: loaded.warnings,
    })
}

/// Reads a model that was handed on as JSON. Saving it makes a model file beside it.
fn read_json(path: &Path) -> Result<Read, Vec<String>> {
    let bytes = io::table::bytes_of(path).map_err(|problem| vec![problem.to_string()])?;
    let loaded = io::json::parse(bytes).map_err(|problem| lines(&problem))?;
    Ok(Read {
        model: loaded.model,
        origin: Origin {
            notes: vec!["it was read from JSON; saving makes a model file".to_owned()],
            ..Origin::default()
        },
        problems: loaded.warnings,
    })
}

/// Reads a model from text that ships with the program.
pub(super) fn read_text(text: &str) -> Result<Model, Vec<String>> {
    let loaded = io::native::parse(text).map_err(|problem| lines(&problem))?;
    Ok(loaded.model)
}

fn lines(problem: &io::LoadError) -> Vec<String> {
    problem.to_string().lines().map(str::to_owned).collect()
}

/// Writes a model whole or not at all.
pub(super) fn write(path: &Path, model: &Model) -> Result<Origin, String> {
    let mark = io::save(path, model).map_err(|problem| problem.reason)?;
    Ok(Origin {
        path: Some(path.to_owned()),
        mark: Some(mark),
        notes: Vec::new(),
    })
}

/// The path with `.ron` at its end, unless another extension was given on purpose.
pub(super) fn with_extension(path: &Path) -> PathBuf {
    match path.extension() {
        Some(_) => path.to_owned(),
        None => path.with_extension("ron"),
    }
}

/// The path a person typed: `~` is the home folder, quotes and blanks around it are dropped.
pub(super) fn typed(text: &str) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'']);
    match text.strip_prefix("~/") {
        Some(rest) => match std::env::home_dir() {
            Some(home) => home.join(rest),
            None => PathBuf::from(text),
        },
        None => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_added_only_where_there_is_none() {
        assert_eq!(with_extension(Path::new("a/b")), Path::new("a/b.ron"));
        assert_eq!(with_extension(Path::new("a/b.ron")), Path::new("a/b.ron"));
        assert_eq!(with_extension(Path::new("a/b.txt")), Path::new("a/b.txt"));
        assert_eq!(typed(" 'a b.ron' "), Path::new("a b.ron"));
    }
}
