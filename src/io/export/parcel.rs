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
    if let [only] = parcel.files.as_slice() {
        return write_all(vec![(out.to_owned(), &only.bytes)]);
    }
    write_into(&parcel.files, out)
}

/// Writes an export with the report of what does not carry over: into the folder `out` as
/// `LOSSES.md`, beside the file `out` with `.losses.md` after its name. All of it or nothing.
///
/// Returns the paths written, the report last.
pub fn write_with_report(
    parcel: &Parcel,
    report: &str,
    is_folder: bool,
    out: &Path,
) -> Result<Vec<PathBuf>, SaveError> {
    if is_folder {
        let mut files = parcel.files.clone();
        files.push(ParcelFile::new("LOSSES.md", report));
        return write_into(&files, out);
    }
    let mut files: Vec<(PathBuf, &[u8])> = Vec::new();
    files.extend(parcel.files.iter().map(|f| (out.to_owned(), &*f.bytes)));
    files.push((report_beside(out), report.as_bytes()));
    write_all(files)
}

/// Where the report of a single file lies.
pub fn report_beside(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".losses.md");
    name.into()
}

fn failed(path: &Path, e: &std::io::Error) -> SaveError {
    SaveError {
        path: path.to_owned(),
        reason: words_of(e),
    }
}

fn write_into(files: &[ParcelFile], folder: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder).map_err(|e| failed(folder, &e))?;
    let files = files.iter().map(|f| (folder.join(&f.name), &*f.bytes));
    let written = write_all(files.collect());
    if written.is_err() && is_new {
        let _ = std::fs::remove_dir(folder);
    }
    written
}

/// Writes files: all of them, or what was there stays.
fn write_all<B: AsRef<[u8]>>(files: Vec<(PathBuf, B)>) -> Result<Vec<PathBuf>, SaveError> {
    let mut before: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (path, bytes) in files {
        let old = std::fs::read(&path).ok();
        if let Err(e) = write_whole(&path, bytes.as_ref()) {
            for (path, old) in before {
                // The way back may fail on the same full disk; the first failure is the one told.
                let _ = match old {
                    Some(bytes) => write_whole(&path, &bytes),
                    None => std::fs::remove_file(&path),
                };
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
