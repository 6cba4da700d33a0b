//! Which column of a file goes where, shown so that it can be said otherwise. Not here: how it is
//! guessed.

use super::goes::Goes;
use crate::model::{Field, norm};

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// Its head, or its number.
    pub head: String,
    /// Where it goes.
    pub goes: Goes,
    /// Why there, in a few words.
    pub why: String,
}

/// Where every column of a file goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// One a column, in the order of the file.
    pub columns: Vec<Mapped>,
}

impl Mapping {
    /// Sends a column somewhere. Another that went there is left out, where only one can go.
    pub fn set(&mut self, nth: usize, goes: Goes) {
        for other in &mut self.columns {
            let is_there = other.goes == goes
                || matches!((other.goes.field(), goes.field()), (Some(a), Some(b)) if a.id == b.id);
            if is_there && goes.takes_one() {
                other.goes = Goes::Nowhere;
                "another column goes there".clone_into(&mut other.why);
            }
        }
        if let Some(column) = self.columns.get_mut(nth) {
            column.goes = goes;
            "said so".clone_into(&mut column.why);
        }
    }

    /// The column of a head, or of a number from 1.
    pub fn find(&self, text: &str) -> Result<usize, String> {
        let wanted = norm(text);
        let mut columns = self.columns.iter();
        if let Some(at) = columns.position(|column| norm(&column.head) == wanted) {
            return Ok(at);
        }
        if let Some(at) = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1))
            && at < self.columns.len()
        {
            return Ok(at);
        }
        let heads = self.columns.iter().map(|column| column.head.as_str());
        Err(match crate::model::nearest(text, heads) {
            Some(near) => format!("there is no column “{text}”; did you mean “{near}”?"),
            None => format!("there is no column “{text}”"),
        })
    }

    /// The places of the columns that go somewhere.
    pub fn places(&self, is_meant: impl Fn(&Goes) -> bool) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let meant = columns.filter(|(_, column)| is_meant(&column.goes));
        meant.map(|(at, _)| at).collect()
    }

    /// The fields that columns fill, each once.
    pub fn fields(&self) -> Vec<&Field> {
        let mut list: Vec<&Field> = Vec::new();
        for field in self.columns.iter().filter_map(|column| column.goes.field()) {
            if !list.iter().any(|known| known.id == field.id) {
                list.push(field);
            }
        }
        list
    }
}
