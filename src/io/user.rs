//! What a user chose, kept as one small file in the user's data folder.
//!
//! Never a model: those live where the user saves them. A file that cannot be read is as good as
//! none, so that the program always starts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What is kept between two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserData {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// The files opened last, newest first.
    pub recent: Vec<RecentFile>,
}

/// A file that was open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Name of the model in it.
    pub name: String,
    /// How many people it had.
    pub n_people: usize,
    /// The day it was last open, written `2026-11-21`.
    pub day: String,
}

/// The folder for what this user chose, as the system has it; `None` where there is no home.
pub fn folder() -> Option<PathBuf> {
    let set = |name: &str| {
        let value = std::env::var_os(name)?;
        (!value.is_empty()).then(|| PathBuf::from(value))
    };
    if cfg!(target_os = "windows") {
        return set("APPDATA").map(|base| base.join("Sightline"));
    }
    if cfg!(target_os = "macos") {
        return set("HOME").map(|home| home.join("Library/Application Support/Sightline"));
    }
    set("XDG_DATA_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local/share")))
        .map(|base| base.join("sightline"))
}

/// Reads what was kept.
pub fn load(folder: &Path) -> UserData {
    let text = match std::fs::read_to_string(file(folder)) {
        Ok(text) => text,
        Err(_) => return UserData::default(),
    };
    ron::from_str(&text).unwrap_or_else(|problem| {
        log::warn!("{}: {problem}", file(folder).display());
        UserData::default()
    })
}

/// Keeps it. Written to a new file first, which then takes the place of the old one.
pub fn save(folder: &Path, data: &UserData) -> std::io::Result<()> {
    use std::io::Write as _;

    std::fs::create_dir_all(folder)?;
    let style = ron::ser::PrettyConfig::new().new_line("\n".to_owned());
    let text = ron::ser::to_string_pretty(data, style).map_err(std::io::Error::other)?;
    let mut out = atomic_write_file::AtomicWriteFile::open(file(folder))?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    out.commit()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("user.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_rubbish_is_as_good_as_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let data = UserData {
            theme: "dark".to_owned(),
            recent: vec![RecentFile {
                path: "a/b.ron".into(),
                name: "B".to_owned(),
                n_people: 3,
                day: "2026-11-21".to_owned(),
            }],
        };
        save(folder.path(), &data).unwrap();
        assert_eq!(load(folder.path()), data);
        std::fs::write(file(folder.path()), "(((").unwrap();
        assert_eq!(load(folder.path()), UserData::default());
    }
}
