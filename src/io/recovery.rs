//! Recovery files: what was not saved yet, kept in the user's data folder until it is.
//!
//! Each running program has a slot of its own, with a lock that the system lets go of when the
//! program ends, however it ends. A slot with a file and without a program is what a crash left
//! behind. The user's own files are never touched here.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::mark::Content;
use super::{native, words_of, write_whole};
use crate::model::Model;

/// What a recovery file is about: its first line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The user's file; none for a model that was never saved.
    pub path: Option<PathBuf>,
    /// Name of the model.
    pub name: String,
    /// When it was kept, in seconds since 1970.
    pub kept: u64,
    /// How many steps were not saved.
    pub n_steps: usize,
    /// What the user's file held when it was opened or saved.
    pub file: Option<Content>,
}

/// The first line of a recovery file.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    about: About,
    /// What follows it.
    body: Content,
}

/// The place of one program's recovery file.
#[derive(Debug)]
pub struct Slot {
    folder: PathBuf,
    name: String,
    /// Held while the slot is ours.
    lock: Option<File>,
}

const FILE_END: &str = "ron";
const LOCK_END: &str = "lock";

impl Slot {
    /// A new slot in the folder of the user.
    pub fn new(user_folder: &Path) -> std::io::Result<Slot> {
        static NTH: AtomicU32 = AtomicU32::new(0);
        let folder = folder(user_folder);
        std::fs::create_dir_all(&folder)?;
        let nth = NTH.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{}-{nth}", seconds(), std::process::id());
        let mut slot = Slot {
            folder,
            name,
            lock: None,
        };
        slot.take_lock();
        Ok(slot)
    }

    /// The slots that programs left behind which do not run any more, oldest first. They are ours
    /// from now on.
    pub fn left_behind(user_folder: &Path) -> Vec<Slot> {
        let folder = folder(user_folder);
        let Ok(entries) = std::fs::read_dir(&folder) else {
            return Vec::new();
        };
        let mut slots: Vec<Slot> = entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let is_file = path.extension().is_some_and(|end| end == FILE_END);
                let name = path.file_stem()?.to_str()?.to_owned();
                let mut slot = Slot {
                    folder: folder.clone(),
                    name,
                    lock: None,
                };
                (is_file && slot.take_lock()).then_some(slot)
            })
            .collect();
        slots.sort_by(|a, b| a.name.cmp(&b.name));
        slots
    }

    /// The recovery file.
    pub fn path(&self) -> PathBuf {
        self.at(FILE_END)
    }

    /// Keeps a model: the whole of it, or what was kept before.
    pub fn keep(&self, about: &About, model: &Model) -> Result<(), String> {
        let body = native::checked_text(model)?;
        let head = Head {
            about: About {
                kept: seconds(),
                ..about.clone()
            },
            body: Content::of(body.as_bytes()),
        };
        let head = ron::to_string(&head).map_err(|e| e.to_string())?;
        let text = format!("{head}\n{body}");
        write_whole(&self.path(), text.as_bytes()).map_err(|e| words_of(&e))
    }

    /// What the file is about, and its model. Whatever is not as it was written is told.
    pub fn read(&self) -> Result<(About, Model), String> {
        let text = std::fs::read_to_string(self.path()).map_err(|e| match e.kind() {
            std::io::ErrorKind::InvalidData => "it is no text".to_owned(),
            _ => words_of(&e),
        })?;
        let (head, body) = text.split_once('\n').ok_or("it ends in its first line")?;
        let head: Head = ron::from_str(head).map_err(|_| "its first line is not readable")?;
        if head.body != Content::of(body.as_bytes()) {
            return Err("it is not whole, or was changed".to_owned());
        }
        let loaded = native::parse(body).map_err(|problem| problem.to_string())?;
        Ok((head.about, loaded.model))
    }

    /// Puts a damaged file aside, where it is not offered again, and says where it is.
    pub fn set_aside(&self) -> std::io::Result<PathBuf> {
        let aside = self.at("damaged");
        std::fs::rename(self.path(), &aside)?;
        Ok(aside)
    }

    /// Takes the file away: what was in it is saved, or not wanted.
    pub fn clear(&self) -> std::io::Result<()> {
        match std::fs::remove_file(self.path()) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn at(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.name))
    }

    /// True if nobody else has it. Where there are no locks, nobody can tell: then it is ours.
    fn take_lock(&mut self) -> bool {
        let path = self.at(LOCK_END);
        let open = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path);
        let Ok(file) = open else { return true };
        match file.try_lock() {
            Ok(()) => {
                self.lock = Some(file);
                true
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => true,
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // With a file beside it the lock stays: the next start looks there.
        if self.lock.is_some() && !self.path().exists() {
            let _ = std::fs::remove_file(self.at(LOCK_END));
        }
    }
}

fn folder(user_folder: &Path) -> PathBuf {
    user_folder.join("recovery")
}

fn seconds() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Edit, Principal};

    fn model() -> Model {
        let mut model = Model::default();
        let ann = Edit::put(Principal::new("ann", "Ann"));
        model.apply(&Change::new("add Ann", vec![ann])).unwrap();
        model
    }

    #[test]
    fn what_is_kept_comes_back_when_its_program_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let slot = Slot::new(folder.path()).unwrap();
        let about = About {
            name: "Company".to_owned(),
            n_steps: 3,
            ..About::default()
        };
        slot.keep(&about, &model()).unwrap();
        assert!(Slot::left_behind(folder.path()).is_empty(), "it runs still");
        drop(slot);
        let left = Slot::left_behind(folder.path());
        let [slot] = left.as_slice() else {
            panic!("one is left")
        };
        let (about, kept) = slot.read().unwrap();
        assert_eq!((about.name.as_str(), about.n_steps), ("Company", 3));
        assert_eq!(kept, model());
        let again = Slot::left_behind(folder.path());
        assert!(again.is_empty(), "it is offered in one window");
        slot.clear().unwrap();
        drop(left);
        let rest = std::fs::read_dir(folder.path().join("recovery")).unwrap();
        assert_eq!(rest.count(), 0, "nothing stays behind");
    }

    #[test]
    fn a_damaged_file_is_told_and_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let slot = Slot::new(folder.path()).unwrap();
        slot.keep(&About::default(), &model()).unwrap();
        let whole = std::fs::read(slot.path()).unwrap();
        for cut in [0, 5, whole.len() / 2, whole.len() - 1] {
            std::fs::write(slot.path(), &whole[..cut]).unwrap();
            assert!(slot.read().is_err(), "cut at {cut}");
        }
        std::fs::write(slot.path(), [0xff, 0xfe]).unwrap();
        assert_eq!(slot.read().unwrap_err(), "it is no text");
        let aside = slot.set_aside().unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), [0xff, 0xfe]);
        drop(slot);
        assert!(Slot::left_behind(folder.path()).is_empty());
    }
}
