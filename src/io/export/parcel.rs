//! The files of one export, written together: all of them or none.

use std::path::{Path, PathBuf};

use super::loss::Loss;
use crate::io::{SaveError, words_of, write_whole};

/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelFile {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl ParcelFile {
    /// A file of text or bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> ParcelFile {
        ParcelFile {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// An export, made and not yet written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    /// Its files, the main one first.
    pub files: Vec<ParcelFile>,
    /// What does not carry over.
    pub losses: Vec<Loss>,
}

/// Writes an export: one file to `out` itself, several into the folder `out`, which is made if it
/// is not there. Nothing is left half written: files are first written beside their places, and
/// those that were put in place are taken back if a later one fails.
///
/// Returns the paths written.
pub fn write_parcel(parcel: &Parcel, out: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let failed = |path: &Path, e: &std::io::Error| SaveError {
        path: path.to_owned(),
        reason: words_of(e),
    };
    if let [only] = parcel.files.as_slice() {
        write_whole(out, &only.bytes).map_err(|e| failed(out, &e))?;
        return Ok(vec![out.to_owned()]);
    }
    let is_new = !out.exists();
    std::fs::create_dir_all(out).map_err(|e| failed(out, &e))?;
    let mut before: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for file in &parcel.files {
        let path = out.join(&file.name);
        let old = std::fs::read(&path).ok();
        if let Err(e) = write_whole(&path, &file.bytes) {
            for (path, old) in before {
                // The way back may fail on the same full disk; the first failure is the one told.
                let _ = match old {
                    Some(bytes) => write_whole(&path, &bytes),
                    None => std::fs::remove_file(&path),
                };
            }
            if is_new {
                let _ = std::fs::remove_dir(out);
            }
            return Err(failed(&path, &e));
        }
        before.push((path, old));
    }
    Ok(before.into_iter().map(|(path, _)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(names: &[&str]) -> Parcel {
        Parcel {
            files: names
                .iter()
                .map(|name| ParcelFile::new(*name, format!("new {name}")))
                .collect(),
            losses: Vec::new(),
        }
    }

    #[test]
    fn an_export_that_fails_half_way_leaves_what_was_there() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        write_parcel(&parcel(&["a", "b"]), &out).unwrap();
        std::fs::write(out.join("a"), "old a").unwrap();
        // Where `c` is to go stands a folder.
        std::fs::create_dir(out.join("c")).unwrap();
        let error = write_parcel(&parcel(&["a", "d", "c"]), &out).unwrap_err();
        assert!(error.path.ends_with("c"), "{error}");
        assert_eq!(std::fs::read_to_string(out.join("a")).unwrap(), "old a");
        assert!(!out.join("d").exists());
        // A folder that was made for it goes as well.
        let none = home.path().join("none");
        let error = write_parcel(&parcel(&["a", "no/such/folder"]), &none);
        assert!(error.is_err());
        assert!(!none.exists());
    }
}
