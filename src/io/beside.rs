//! What is kept in the user's data folder for one of their files: a small text of some sort for each.
//! The files themselves are never touched.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use super::write_whole;

/// Keeps a text of some sort for a file; without a text, what was kept goes.
///
/// # Errors
/// If the folder or the file in it cannot be written.
pub fn keep(
    user_folder: &Path,
    sort: &str,
    file: &Path,
    text: Option<&str>,
) -> std::io::Result<()> {
    let place = place(user_folder, sort, file);
    let Some(text) = text else {
        return match std::fs::remove_file(&place) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        };
    };
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // The first line says whose it is: two names may fall on the same number.
    let whose = whose(file);
    write_whole(&place, format!("{whose}\n{text}").as_bytes())
}

/// What was kept for a file.
pub fn kept(user_folder: &Path, sort: &str, file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(place(user_folder, sort, file)).ok()?;
    let (first, rest) = text.split_once('\n')?;
    (first == whose(file)).then(|| rest.to_owned())
}

/// The file by the path that stays the same however it is reached.
fn whose(file: &Path) -> String {
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    real.to_string_lossy().replace(['\n', '\r'], " ")
}

fn place(user_folder: &Path, sort: &str, file: &Path) -> PathBuf {
    let mut hasher = rustc_hash::FxHasher::default();
    whose(file).hash(&mut hasher);
    user_folder
        .join(sort)
        .join(format!("{:016x}.ron", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_for_its_file_and_for_no_other() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("model.ron");
        std::fs::write(&file, "").unwrap();
        let other = home.path().join("other.ron");
        assert_eq!(kept(home.path(), "notes", &file), None);
        keep(home.path(), "notes", &file, Some("one\ntwo")).unwrap();
        let same = home.path().join(".").join("model.ron");
        let found = kept(home.path(), "notes", &same);
        assert_eq!(found.as_deref(), Some("one\ntwo"));
        assert_eq!(kept(home.path(), "notes", &other), None);
        assert_eq!(kept(home.path(), "sketches", &file), None);
        keep(home.path(), "notes", &file, None).unwrap();
        keep(home.path(), "notes", &file, None).unwrap();
        assert_eq!(kept(home.path(), "notes", &file), None);
    }
}
