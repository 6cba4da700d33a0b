//! By what one knows whether a file is still the one that was read or written.

use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// A file as it was at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileMark {
    /// When it was written, as far as the system tells.
    pub written: Option<SystemTime>,
    /// What was in it.
    pub content: Content,
}

/// What was in a file, told apart by length and a check sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Length in bytes.
    pub n_bytes: u64,
    /// Check sum.
    pub sum: u64,
}

/// What has become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It holds what it held; perhaps it was written again, then with the newer mark.
    Same(FileMark),
    /// It holds something else.
    Changed(FileMark),
    /// It is not there any more.
    Gone,
}

impl Content {
    /// Of these bytes. The sum is the same in every version of the program: recovery files live
    /// longer than one (FNV-1a, 64 bits).
    pub fn of(bytes: &[u8]) -> Content {
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        for byte in bytes {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Content {
            n_bytes: bytes.len() as u64,
            sum,
        }
    }
}

impl FileMark {
    /// What has become of the file since. Its bytes are read where time or length differ, and
    /// with `thorough` always.
    pub fn fate(&self, path: &Path, thorough: bool) -> Fate {
        let Ok(about) = std::fs::metadata(path) else {
            return Fate::Gone;
        };
        if !about.is_file() {
            // A pipe cannot be read twice.
            return Fate::Same(*self);
        }
        let written = about.modified().ok();
        let looks_same = written == self.written && about.len() == self.content.n_bytes;
        if looks_same && !thorough {
            return Fate::Same(*self);
        }
        match std::fs::read(path) {
            Ok(bytes) => {
                let now = FileMark {
                    written,
                    content: Content::of(&bytes),
                };
                if now.content == self.content {
                    Fate::Same(now)
                } else {
                    Fate::Changed(now)
                }
            }
            // What cannot be read cannot be told apart: writing will say why.
            Err(_) => Fate::Same(*self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_a_file_is_no_change_and_writing_the_same_length_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        std::fs::write(&path, "abc").unwrap();
        let mark = FileMark {
            written: super::super::written(&path),
            content: Content::of(b"abc"),
        };
        assert_eq!(mark.fate(&path, false), Fate::Same(mark));
        let old = FileMark {
            written: Some(SystemTime::UNIX_EPOCH),
            ..mark
        };
        assert_eq!(old.fate(&path, false), Fate::Same(mark));
        std::fs::write(&path, "abd").unwrap();
        assert!(matches!(mark.fate(&path, true), Fate::Changed(_)));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(mark.fate(&path, false), Fate::Gone);
    }
}
