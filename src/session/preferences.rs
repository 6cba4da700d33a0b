//! What the user chose: theme and recent files. Kept between runs, in neither file nor undo.

use std::path::{Path, PathBuf};

use crate::io::user::{self, RecentFile, UserData};

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    fn id(self) -> &'static str {
        match self {
            ThemeChoice::System => "system",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
        }
    }
}

/// A file that was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// Name of the model in it.
    pub name: String,
    /// How many people it had.
    pub n_people: usize,
    /// The day it was last open.
    pub day: String,
}

/// What the user chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The theme.
    pub theme: ThemeChoice,
    /// Files opened last, newest first.
    pub recent: Vec<Recent>,
}

const MAX_RECENT: usize = 12;

impl Preferences {
    /// Reads what was kept.
    pub(super) fn load(folder: &Path) -> Preferences {
        let UserData { theme, recent } = user::load(folder);
        let theme = match theme.as_str() {
            "light" => ThemeChoice::Light,
            "dark" => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        let recent = recent
            .into_iter()
            .map(|file| Recent {
                path: file.path,
                name: file.name,
                n_people: file.n_people,
                day: file.day,
            })
            .collect();
        Preferences { theme, recent }
    }

    /// Keeps it. If that cannot be done, only the next start is poorer.
    pub(super) fn keep(&self, folder: &Path) {
        let data = UserData {
            theme: self.theme.id().to_owned(),
            recent: self
                .recent
                .iter()
                .map(|file| RecentFile {
                    path: file.path.clone(),
                    name: file.name.clone(),
                    n_people: file.n_people,
                    day: file.day.clone(),
                })
                .collect(),
        };
        if let Err(problem) = user::save(folder, &data) {
            log::warn!("what you chose could not be kept: {problem}");
        }
    }

    /// Puts a file first in the list of recent files.
    pub(super) fn remember(&mut self, file: Recent) {
        self.recent.retain(|other| other.path != file.path);
        self.recent.insert(0, file);
        self.recent.truncate(MAX_RECENT);
    }

    /// Takes a file off the list.
    pub(super) fn forget(&mut self, path: &Path) {
        self.recent.retain(|other| other.path != path);
    }
}
