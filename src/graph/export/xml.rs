//! Writes XML: elements, attributes and text, with what has a meaning of its own escaped.

use std::fmt::Write;

use emath::Rect;

use super::measure::number;

/// XML that is being written. Elements are closed by whoever opened them.
#[derive(Debug, Default)]
pub struct Xml {
    text: String,
}

/// One attribute.
pub type Attribute<'a> = (&'a str, Value<'a>);

/// What an attribute says.
#[derive(Debug)]
pub enum Value<'a> {
    /// Words, to be escaped.
    Text(&'a str),
    /// The same, made for the purpose.
    Made(String),
    /// A length.
    Number(f32),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Made(text)
    }
}

impl From<f32> for Value<'_> {
    fn from(number: f32) -> Self {
        Value::Number(number)
    }
}

impl Xml {
    /// Opens an element.
    pub fn open<const N: usize>(&mut self, name: &str, attributes: [Attribute<'_>; N]) {
        self.begin(name, &attributes);
        self.text.push_str(">\n");
    }

    /// Closes the element last opened.
    pub fn close(&mut self, name: &str) {
        let _ = writeln!(self.text, "</{name}>");
    }

    /// An element without content.
    pub fn empty<const N: usize>(&mut self, name: &str, attributes: [Attribute<'_>; N]) {
        self.begin(name, &attributes);
        self.text.push_str("/>\n");
    }

    /// A rectangle with round corners.
    pub fn rect<const N: usize>(
        &mut self,
        rect: Rect,
        radius: f32,
        attributes: [Attribute<'_>; N],
    ) {
        self.begin(
            "rect",
            &[
                ("x", rect.left().into()),
                ("y", rect.top().into()),
                ("width", rect.width().into()),
                ("height", rect.height().into()),
                ("rx", radius.into()),
            ],
        );
        self.attributes(&attributes);
        self.text.push_str("/>\n");
    }

    /// An element with words in it.
    pub fn words<const N: usize>(
        &mut self,
        name: &str,
        attributes: [Attribute<'_>; N],
        words: &str,
    ) {
        self.begin(name, &attributes);
        let _ = writeln!(self.text, ">{}</{name}>", escaped(words));
    }

    fn begin(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let _ = write!(self.text, "<{name}");
        self.attributes(attributes);
    }

    fn attributes(&mut self, attributes: &[Attribute<'_>]) {
        for (key, value) in attributes {
            let value = match value {
                Value::Text(text) => escaped(text),
                Value::Made(text) => escaped(text),
                Value::Number(value) => number(*value),
            };
            let _ = write!(self.text, " {key}=\"{value}\"");
        }
    }

    /// Everything written.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Text as it may stand between tags and in attributes. What XML cannot carry at all is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(sign));
            }
            '\u{fffe}' | '\u{ffff}' => {}
            _ if u32::from(sign) < 0x20 => {}
            _ => out.push(sign),
        }
    }
    out
}
