//! The version of a file, read before anything else, and the way from an older one to this one.

use std::borrow::Cow;

use ron::extensions::Extensions;

use super::scan::{Kind, Scanner, Token, slice};

/// The version this program writes.
pub const CURRENT: u32 = 1;

/// Turns the text of one version into the text of the next.
type Migration = fn(&str) -> Result<String, String>;

/// How an older file becomes one of this version: the first entry leads from 1 to 2.
const MIGRATIONS: &[Migration] = &[];

/// The text of a file as this version has it.
pub fn migrated(text: &str, version: u32) -> Result<Cow<'_, str>, String> {
    migrated_by(MIGRATIONS, text, version)
}

fn migrated_by<'t>(
    migrations: &[Migration],
    text: &'t str,
    version: u32,
) -> Result<Cow<'t, str>, String> {
    let mut text = Cow::Borrowed(text);
    for migration in migrations.iter().skip(version.saturating_sub(1) as usize) {
        text = Cow::Owned(migration(&text)?);
    }
    Ok(text)
}

/// What stands before the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The version of the file.
    pub version: u32,
    /// Extensions the file asks for.
    pub extensions: Extensions,
}

/// Something wrong with the head: its place in bytes, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadHead {
    /// Where.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// True if the file is of a newer version.
    pub is_newer: bool,
}

impl BadHead {
    fn new(at: usize, message: impl Into<String>) -> Self {
        BadHead {
            at,
            message: message.into(),
            is_newer: false,
        }
    }
}

/// Reads the head of a file and refuses what this program cannot read.
pub fn head(text: &str) -> Result<Head, BadHead> {
    let mut tokens = Scanner::new(text);
    let mut extensions = Extensions::empty();
    let mut token = tokens.next();
    while let Some(hash) = token.filter(|t| slice(text, t.start..t.end) == "#") {
        extensions |= attribute(text, &mut tokens, hash)?;
        token = tokens.next();
    }
    if token.is_some_and(|t| t.kind == Kind::Word) {
        token = tokens.next();
    }
    let Some(open) = token else {
        return Err(BadHead::new(
            text.len(),
            "the file holds no model: a model begins with `( version: 1,`",
        ));
    };
    if slice(text, open.start..open.end) != "(" {
        return Err(BadHead::new(
            open.start,
            "this is not a model: a model begins with `( version: 1,`",
        ));
    }
    let version = version(text, &mut tokens, open)?;
    Ok(Head {
        version,
        extensions,
    })
}

fn version(text: &str, tokens: &mut Scanner, open: Token) -> Result<u32, BadHead> {
    let missing = |at| {
        BadHead::new(
            at,
            "the version is missing: a model begins with `( version: 1,`",
        )
    };
    let name = tokens.next().ok_or_else(|| missing(open.start))?;
    let colon = tokens.next();
    if slice(text, name.start..name.end) != "version" || colon.is_none_or(|t| t.kind != Kind::Colon)
    {
        return Err(missing(name.start));
    }
    let value = tokens.next().ok_or_else(|| missing(name.start))?;
    let written = slice(text, value.start..value.end);
    match written.parse::<u32>() {
        Ok(0) => Err(BadHead::new(
            value.start,
            format!("there is no version `0`; expected `{CURRENT}`"),
        )),
        Ok(version) if version > CURRENT => Err(BadHead {
            is_newer: true,
            ..BadHead::new(
                value.start,
                format!(
                    "the file has version {version}, and this program reads up to version {CURRENT}; open it with a newer Sightline (the file was left as it is)"
                ),
            )
        }),
        Ok(version) => Ok(version),
        Err(_) => Err(BadHead::new(
            value.start,
            format!("`{written}` is not a version; expected `{CURRENT}`"),
        )),
    }
}

/// Reads `![enable(…)]` after the `#`.
fn attribute(text: &str, tokens: &mut Scanner, hash: Token) -> Result<Extensions, BadHead> {
    let mut extensions = Extensions::empty();
    let odd = |at| {
        BadHead::new(
            at,
            "this header is not known; expected `#![enable(implicit_some)]`",
        )
    };
    for expected in ["!", "[", "enable", "("] {
        let token = tokens.next().ok_or_else(|| odd(hash.start))?;
        if slice(text, token.start..token.end) != expected {
            return Err(odd(token.start));
        }
    }
    loop {
        let token = tokens.next().ok_or_else(|| odd(hash.start))?;
        match token.kind {
            Kind::Word => {
                let word = slice(text, token.start..token.end);
                extensions |= Extensions::from_ident(word).ok_or_else(|| odd(token.start))?;
            }
            Kind::Comma => {}
            Kind::Close => break,
            _ => return Err(odd(token.start)),
        }
    }
    match tokens.next() {
        Some(token) if slice(text, token.start..token.end) == "]" => Ok(extensions),
        _ => Err(odd(hash.start)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_text_goes_through_every_step_to_this_version() {
        let steps: [Migration; 2] = [
            |text| Ok(text.replace("version: 1", "version: 2")),
            |text| Ok(text.replace("version: 2", "version: 3")),
        ];
        let text = "( version: 1, )";
        let to_three = |version| migrated_by(&steps, text, version);
        assert_eq!(to_three(1).as_deref(), Ok("( version: 3, )"));
        assert_eq!(to_three(3).as_deref(), Ok(text));
        let failing: [Migration; 1] = [|_| Err("a role has no name".to_owned())];
        assert_eq!(
            migrated_by(&failing, text, 1),
            Err("a role has no name".to_owned())
        );
    }

    #[test]
    fn the_version_is_read_past_comments_and_header() {
        let head =
            head("// (\n/* version: 9 */ #![enable(implicit_some)]\n( /**/ version /**/ : 1 )");
        assert_eq!(head.map(|head| head.version), Ok(1));
    }
}
