//! FILES. The only layer that reads or writes them.
//!
//! Not here: what a model means (engine), or which file is open (session).

pub mod beside;
pub mod csv;
pub mod export;
pub mod json;
mod mark;
pub mod native;
pub mod recovery;
pub mod table;
pub mod user;

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::model::Model;

pub use mark::{Content, Fate, FileMark};
pub use native::{FileProblem, LoadError, Loaded, Stage};

/// Why a file could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` could not be saved: {reason}", .path.display())]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What stood in the way.
    pub reason: String,
}

/// Reads a model from a file.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_in_stages(path, &mut |_| {})
}

/// The same, telling of each stage as it begins.
pub fn load_in_stages(path: &Path, tell: &mut dyn FnMut(Stage)) -> Result<Loaded, LoadError> {
    Ok(load_marked(path, tell)?.0)
}

/// The same, with what tells later whether the file is still the one that was read.
pub fn load_marked(
    path: &Path,
    tell: &mut dyn FnMut(Stage),
) -> Result<(Loaded, FileMark), LoadError> {
    tell(Stage::Reading);
    // Before it is read: what is written meanwhile counts as somebody else's.
    let written = written(path);
    let bytes = read_limited(path).map_err(LoadError::whole_file)?;
    let content = Content::of(&bytes);
    let loaded = native::parse_in_stages(&bytes, tell)?;
    Ok((loaded, FileMark { written, content }))
}

/// True if a file is surely no larger than so many bytes; not of pipes and what is not there.
pub fn is_within(path: &Path, n_bytes: u64) -> bool {
    std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= n_bytes)
}

fn read_limited(path: &Path) -> Result<Vec<u8>, String> {
    let cannot =
        |e: std::io::Error| format!("`{}` could not be read: {}", path.display(), words_of(&e));
    let file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err(format!("`{}` is a folder; expected a file", path.display()));
    }
    if about.len() > native::MAX_BYTES {
        return Err(native::too_big(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // A pipe or a growing file tells no length: one byte over the limit shows in `parse`.
    file.take(native::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    Ok(bytes)
}

/// Writes a model to a file: all of it or nothing. A link stays a link, the mode of the file
/// stays as it was. What tells later whether the file is still the one that was written.
pub fn save(path: &Path, model: &Model) -> Result<FileMark, SaveError> {
    let failed = |reason: String| SaveError {
        path: path.to_owned(),
        reason,
    };
    let text = native::checked_text(model).map_err(failed)?;
    write_whole(path, text.as_bytes()).map_err(|e| failed(words_of(&e)))?;
    Ok(FileMark {
        written: written(path),
        content: Content::of(text.as_bytes()),
    })
}

/// Writes a picture: all of it or nothing.
pub fn save_picture(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    write_whole(path, bytes).map_err(|e| SaveError {
        path: path.to_owned(),
        reason: words_of(&e),
    })
}

/// Writes a file as a whole: whoever reads it meets the old bytes or the new ones.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = atomic_write_file::AtomicWriteFile::open(behind_links(path))?;
    file.write_all(bytes)?;
    file.commit()
}

/// The file a path leads to, also where the last link points to no file yet.
fn behind_links(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..16 {
        if let Ok(real) = path.canonicalize() {
            return real;
        }
        match path.read_link() {
            Ok(target) => {
                path = match path.parent() {
                    Some(folder) => folder.join(target),
                    None => target,
                }
            }
            Err(_) => break,
        }
    }
    path
}

/// When a file was last written, if it is there.
pub fn written(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

fn words_of(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "this account may not do that here".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "this place is read-only".to_owned(),
        _ => error.to_string(),
    }
}
