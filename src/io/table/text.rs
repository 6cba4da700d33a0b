//! The text of bytes: which encoding they are in, and what parts the cells.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Parting, split};

/// An encoding of text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// UTF-8.
    pub const UTF_8: Charset = Charset(UTF_8);
    /// UTF-16, the lower byte first.
    pub const UTF_16LE: Charset = Charset(UTF_16LE);
    /// UTF-16, the higher byte first.
    pub const UTF_16BE: Charset = Charset(UTF_16BE);
    /// What older programs write in Western Europe and America.
    pub const WINDOWS_1252: Charset = Charset(WINDOWS_1252);
    /// Those that are guessed; any other can be said.
    pub const USUAL: [Charset; 4] = [
        Charset::UTF_8,
        Charset::WINDOWS_1252,
        Charset::UTF_16LE,
        Charset::UTF_16BE,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The encoding bytes are in: as their mark says, else UTF-8 where they are, else UTF-16 where
    /// every other byte is zero, else Windows-1252.
    pub fn guess(bytes: &[u8]) -> Charset {
        if let Some((encoding, _)) = Encoding::for_bom(bytes) {
            return Charset(encoding);
        }
        let start = bytes.get(..4096).unwrap_or(bytes);
        let zeros = |odd: usize| {
            let half = start.iter().skip(odd).step_by(2);
            half.filter(|byte| **byte == 0).count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        if odd > start.len() / 8 && even * 8 < odd {
            return Charset::UTF_16LE;
        }
        if even > start.len() / 8 && odd * 8 < even {
            return Charset::UTF_16BE;
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Charset::UTF_8;
        }
        Charset::WINDOWS_1252
    }

    /// The text of bytes without their mark, and whether some of them had no meaning.
    pub fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        let (text, had_errors) = self.0.decode_with_bom_removal(bytes);
        (text, had_errors)
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
impl fmt::Debug for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Charset {
    type Err = String;
    fn from_str(text: &str) -> Result<Charset, String> {
        let plain = text.trim().to_lowercase().replace([' ', '_'], "-");
        let label = match plain.as_str() {
            "utf-16" | "utf16" => "utf-16le",
            "cp1252" | "ansi" | "latin-1" => "windows-1252",
            other => other,
        };
        Encoding::for_label(label.as_bytes())
            .map(Charset)
            .ok_or_else(|| {
                format!(
                    "`{text}` is no encoding; expected utf-8, utf-16le, utf-16be, windows-1252 or another such name"
                )
            })
    }
}

/// Why bytes are surely no text.
pub fn objection(bytes: &[u8], charset: Charset) -> Option<String> {
    let start = bytes.get(..65536).unwrap_or(bytes);
    let is_odd = |byte: &&u8| **byte < 32 && !b"\t\n\r\x0c\x1a".contains(*byte);
    let n_odd = start.iter().filter(is_odd).count();
    let is_wide = charset == Charset::UTF_16LE || charset == Charset::UTF_16BE;
    (!is_wide && n_odd * 100 > start.len())
        .then(|| "the file is neither a text nor a spreadsheet; expected CSV, XLSX, XLS, ODS or SCIM JSON".to_owned())
}

/// The delimiters that are tried, in the order in which one is preferred.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// What parts the cells of a text: what makes the first rows the most alike.
pub fn guess_delimiter(text: &str) -> char {
    let start = start_of(text, 64 * 1024);
    let mut best = (0.0, ',');
    for delimiter in DELIMITERS {
        let score = score(start, delimiter);
        if score > best.0 + 1e-6 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn score(text: &str, delimiter: char) -> f64 {
    let go_on = &mut |_| ControlFlow::Continue(());
    let parting = Parting {
        most_rows: 60,
        ..Parting::at(delimiter as u8)
    };
    let Ok(split) = split(text, parting, go_on) else {
        return 0.0;
    };
    let mut widths: Vec<usize> = split.table.rows().map(|row| row.len()).collect();
    widths.sort_unstable();
    let n_rows = widths.len();
    let alike = widths.chunk_by(|a, b| a == b);
    let alike = alike.filter_map(|same| Some((*same.first()?, same.len())));
    alike
        .filter(|(width, _)| *width > 1)
        .map(|(width, n)| {
            let share = n as f64 / n_rows as f64;
            share * share * (1.0 - 1.0 / width as f64)
        })
        .fold(0.0, f64::max)
}

/// The first so many bytes of a text, up to the end of a line.
fn start_of(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or(text);
    let line_end = start.rfind(['\n', '\r']);
    line_end.and_then(|at| text.get(..=at)).unwrap_or(start)
}

/// What the first line says that some programs write for others: `sep=;`.
pub fn said_delimiter(text: &str) -> Option<char> {
    let line = text.split(['\n', '\r']).next()?;
    let said = line
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="))?;
    let rest = line.get(said.len()..)?;
    rest.chars().next().filter(char::is_ascii)
}

/// A delimiter as one writes it on a command line: itself, or its name.
pub fn delimiter_of(text: &str) -> Result<char, String> {
    let known = match text.to_lowercase().as_str() {
        "tab" | "\\t" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "pipe" => Some('|'),
        _ => None,
    };
    let mut chars = text.chars();
    match (known, chars.next(), chars.next()) {
        (Some(known), ..) => Ok(known),
        (None, Some(one), None) if one.is_ascii() && one != '"' && !one.is_ascii_alphanumeric() => {
            Ok(one)
        }
        _ => Err(format!(
            "`{text}` parts no cells; expected one character, or comma, semicolon, tab or pipe"
        )),
    }
}
