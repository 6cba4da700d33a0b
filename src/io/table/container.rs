//! What sort of file the first bytes tell of, and how much a packed one unpacks to: that is
//! measured before anything of it is kept.

use std::io::{Cursor, Read, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use super::TableError;

/// As much as a packed file may unpack to.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// As much as a part may unpack to that is kept as a whole while the sheets are read.
const MAX_PART: u64 = 256 * 1024 * 1024;
/// As many cells as the repetitions of an ODS sheet may make.
const MAX_REPEATED: u64 = 5_000_000;

/// What the bytes of a file begin as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Excel since 2007.
    Xlsx,
    /// Excel since 2007, binary.
    Xlsb,
    /// Excel before.
    Xls,
    /// OpenDocument.
    Ods,
    /// Objects.
    Json,
    /// Delimited text, as far as one knows.
    Text,
}

/// What the bytes are, or why they are no table.
pub fn sort_of(bytes: &[u8]) -> Result<Sort, TableError> {
    let no = |words: &str| Err(TableError::new(words));
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return no("the file is empty");
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return old_office(bytes);
    }
    for (start, words) in [
        (
            &b"%PDF"[..],
            "the file is a PDF; export the list as CSV or XLSX instead",
        ),
        (b"\x1f\x8b", "the file is packed (gzip); unpack it first"),
        (
            b"\x89PNG",
            "the file is a picture; expected CSV, XLSX, XLS, ODS or SCIM JSON",
        ),
        (
            b"\xFF\xD8\xFF",
            "the file is a picture; expected CSV, XLSX, XLS, ODS or SCIM JSON",
        ),
    ] {
        if bytes.starts_with(start) {
            return no(words);
        }
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = plain.trim_ascii_start();
    let begins = |word: &str| {
        let start = start.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if begins("<html") || begins("<!doctype") || begins("<table") || begins("<?xml") {
        return no(
            "the file is a web page or XML under another ending; open it in a spreadsheet program and save it as XLSX",
        );
    }
    // An INI-like first cell is no JSON: what follows the bracket tells.
    let is_json = match start.first() {
        Some(b'{') => true,
        Some(b'[') => matches!(
            start
                .get(1..)
                .unwrap_or_default()
                .trim_ascii_start()
                .first(),
            Some(b'{' | b']')
        ),
        _ => false,
    };
    Ok(if is_json { Sort::Json } else { Sort::Text })
}

/// An older Office file, or a newer one behind a password.
fn old_office(bytes: &[u8]) -> Result<Sort, TableError> {
    let wide = |word: &str| -> Vec<u8> { word.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let holds = |word: &str| {
        let word = wide(word);
        bytes.windows(word.len()).any(|at| at == word)
    };
    if holds("EncryptedPackage") {
        return Err(locked());
    }
    if holds("Workbook") || holds("Book") {
        return Ok(Sort::Xls);
    }
    Err(TableError::new(
        "the file is an Office document without a sheet; expected CSV, XLSX, XLS, ODS or SCIM JSON",
    ))
}

/// What is said of a file behind a password.
pub fn locked() -> TableError {
    TableError::new("the file is locked with a password; save a copy without one and import that")
}

fn packed(bytes: &[u8]) -> Result<Sort, TableError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let has = |name: &str| zip.index_for_name(name).is_some();
    let sort = if has("xl/workbook.bin") {
        Sort::Xlsb
    } else if has("content.xml") {
        Sort::Ods
    } else if has("xl/workbook.xml") || has("[Content_Types].xml") && !has("word/document.xml") {
        Sort::Xlsx
    } else if has("word/document.xml") {
        return Err(TableError::new(
            "the file is a text document; expected CSV, XLSX, XLS, ODS or SCIM JSON",
        ));
    } else if has("Index/Document.iwa") {
        return Err(TableError::new(
            "the file is a Numbers document; export it as CSV or Excel first",
        ));
    } else {
        return Err(TableError::new(
            "the file is a packed archive and no spreadsheet; unpack it first",
        ));
    };
    measure(&mut zip)?;
    Ok(sort)
}

fn damaged(error: &ZipError) -> TableError {
    TableError::new(format!(
        "the file is damaged ({error}); perhaps it was not downloaded as a whole"
    ))
}

/// Unpacks everything into nothing: what the file says of its own sizes need not be true.
fn measure(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), TableError> {
    let mut total = 0;
    for nth in 0..zip.len() {
        let part = match zip.by_index(nth) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(locked()),
            Err(error) => return Err(damaged(&error)),
        };
        let name = part.name().map_err(|error| damaged(&error))?.to_lowercase();
        let is_kept = name.ends_with("sharedstrings.xml") || name == "content.xml";
        let left = MAX_UNPACKED - total;
        let most = if is_kept { left.min(MAX_PART) } else { left };
        let mut sink = Sink {
            repeats: (name == "content.xml").then(Repeats::default),
        };
        let n_bytes = std::io::copy(&mut part.take(most + 1), &mut sink).map_err(|error| {
            TableError::new(format!(
                "the file is damaged ({error}); expected a whole spreadsheet"
            ))
        })?;
        if n_bytes > most {
            return Err(too_much());
        }
        if sink.repeats.is_some_and(|repeats| repeats.n > MAX_REPEATED) {
            return Err(too_much());
        }
        total += n_bytes;
    }
    Ok(())
}

fn too_much() -> TableError {
    TableError::new(
        "the file unpacks to far more than its size; it was not opened. A list of people has no such file",
    )
}

/// Forgets everything but how often cells are repeated.
struct Sink {
    repeats: Option<Repeats>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Some(repeats) = &mut self.repeats {
            bytes.iter().for_each(|byte| repeats.byte(*byte));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Counts the cells that an ODS sheet says stand there several times: those with something in
/// them, which are kept one by one.
#[derive(Default)]
struct Repeats {
    tag: Vec<u8>,
    is_in_tag: bool,
    n: u64,
}

impl Repeats {
    fn byte(&mut self, byte: u8) {
        match byte {
            b'<' => {
                self.is_in_tag = true;
                self.tag.clear();
            }
            b'>' if self.is_in_tag => {
                self.is_in_tag = false;
                self.n += self.cells();
            }
            _ if self.is_in_tag && self.tag.len() < 4096 => self.tag.push(byte),
            _ => {}
        }
    }

    fn cells(&self) -> u64 {
        let tag = String::from_utf8_lossy(&self.tag);
        let has_value =
            tag.contains("office:value") || tag.contains("table:formula") || !tag.ends_with('/');
        if !tag.starts_with("table:table-cell") || !has_value {
            return 0;
        }
        let said = tag.split("number-columns-repeated=").nth(1);
        let digits = said.map(|said| said.trim_start_matches(['"', '\'']));
        let digits = digits.map(|said| {
            let end = said
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(said.len());
            said.get(..end).unwrap_or("")
        });
        digits.map_or(1, |digits| digits.parse().unwrap_or(u64::MAX / 1_000_000))
    }
}
