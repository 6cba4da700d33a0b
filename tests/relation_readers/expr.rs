//! Words of one line, and walking through them.

/// The words and signs of a line. A sign is one character, but for `->`.
pub fn words(line: &str, inside: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || inside.contains(c);
        if c == ' ' {
            continue;
        }
        let mut word = c.to_string();
        if c == '-' && rest.peek() == Some(&'>') {
            word.extend(rest.next());
        } else if is_word(c) {
            while let Some(c) = rest.peek().copied().filter(|c| is_word(*c)) {
                // `a->b` is no word even where `-` may be inside words.
                let mut ahead = rest.clone();
                ahead.next();
                if c == '-' && ahead.peek() == Some(&'>') {
                    break;
                }
                word.extend(rest.next());
            }
        } else if !"()[]{}:#,*+&|=@-".contains(c) {
            return Err(format!("unexpected {c:?} in {line:?}"));
        }
        words.push(word);
    }
    Ok(words)
}

/// Words, taken one after the other.
pub struct Words {
    list: Vec<String>,
    at: usize,
}

impl Words {
    pub fn new(list: Vec<String>) -> Words {
        Words { list, at: 0 }
    }

    pub fn peek(&self) -> &str {
        self.list.get(self.at).map_or("", String::as_str)
    }

    pub fn next(&mut self) -> String {
        let word = self.peek().to_owned();
        self.at += 1;
        word
    }

    /// True if the next word is this one, which is then taken.
    pub fn eat(&mut self, word: &str) -> bool {
        let is = self.at < self.list.len() && self.peek() == word;
        self.at += usize::from(is);
        is
    }

    pub fn must(&mut self, word: &str) -> Result<(), String> {
        match self.eat(word) {
            true => Ok(()),
            false => Err(format!(
                "expected `{word}`, found `{}` in {:?}",
                self.peek(),
                self.list
            )),
        }
    }

    pub fn end(&self) -> Result<(), String> {
        match self.at == self.list.len() {
            true => Ok(()),
            false => Err(format!("`{}` is too much in {:?}", self.peek(), self.list)),
        }
    }
}
