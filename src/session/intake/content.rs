//! What the cells of a column have in common: from which its type is guessed.

use rustc_hash::FxHashSet;

use super::dates::{Day, DayOrder, day};
use super::numbers::{Amount, Decimal, amount};
use super::words;
use crate::io::table::{Source, is_error_cell};
use crate::model::FieldType;

/// As many different words as one may choose from.
const MOST_OPTIONS: usize = 60;

/// What a column holds. Cells of errors count as blank.
#[derive(Debug, Clone, Default)]
pub struct Profile<'t> {
    /// How many rows there are.
    pub n_rows: usize,
    /// How many cells have anything in them.
    pub n_filled: usize,
    /// Email addresses.
    pub n_emails: usize,
    /// Days.
    pub n_days: usize,
    /// Days with the day first for certain, and with the month first.
    pub n_ordered: (usize, usize),
    /// Days that can be two.
    pub n_either_days: usize,
    /// Numbers.
    pub n_numbers: usize,
    /// Numbers with a decimal point for certain, and with a comma.
    pub n_signed: (usize, usize),
    /// Numbers that can be two.
    pub n_either_numbers: usize,
    /// Words for yes or no; with figures not counted.
    pub n_flags: usize,
    /// Several texts with semicolons, bars or line breaks between them.
    pub n_lists: usize,
    /// Two to five words of letters, as names are.
    pub n_names: usize,
    /// With a comma in the middle: Lee, Ann.
    pub n_turned: usize,
    /// With a remark in brackets at the end.
    pub n_remarks: usize,
    /// The different texts in the order of the rows; none where there are many.
    pub options: Option<Vec<&'t str>>,
    /// The most characters of a cell.
    pub longest: usize,
}

/// What every column of a source holds.
pub fn profiles(source: &Source) -> Vec<Profile<'_>> {
    let n_columns = source.table.n_columns();
    let mut list: Vec<Profile<'_>> = vec![Profile::new(); n_columns];
    let mut seen: Vec<FxHashSet<&str>> = vec![FxHashSet::default(); n_columns];
    for row in source.body() {
        for ((profile, seen), cell) in list.iter_mut().zip(&mut seen).zip(row.cells()) {
            profile.add(cell, seen);
        }
    }
    for profile in &mut list {
        profile.n_rows = source.body().len();
    }
    list
}

impl<'t> Profile<'t> {
    fn new() -> Self {
        Profile {
            options: Some(Vec::new()),
            ..Profile::default()
        }
    }

    fn add(&mut self, cell: &'t str, seen: &mut FxHashSet<&'t str>) {
        if cell.is_empty() || is_error_cell(cell) {
            return;
        }
        self.n_filled += 1;
        self.longest = self.longest.max(cell.len());
        if let Some(options) = &mut self.options
            && seen.insert(cell)
        {
            options.push(cell);
            if options.len() > MOST_OPTIONS {
                self.options = None;
                seen.clear();
            }
        }
        self.form(cell);
    }

    fn form(&mut self, cell: &str) {
        if is_email(cell) {
            self.n_emails += 1;
            return;
        }
        if let Some(day) = day(cell) {
            self.n_days += 1;
            match day {
                Day::Either(..) => self.n_either_days += 1,
                Day::Only(DayOrder::DayFirst, _) => self.n_ordered.0 += 1,
                Day::Only(DayOrder::MonthFirst, _) => self.n_ordered.1 += 1,
                Day::Clear(_) | Day::Blank => {}
            }
        }
        if let Some(amount) = amount(cell) {
            self.n_numbers += 1;
            match amount {
                Amount::Either(..) => self.n_either_numbers += 1,
                Amount::Only(Decimal::Point, _) => self.n_signed.0 += 1,
                Amount::Only(Decimal::Comma, _) => self.n_signed.1 += 1,
                Amount::Clear(_) => {}
            }
            return;
        }
        if cell.len() <= 6 && words::flag(cell).is_some() {
            self.n_flags += 1;
        }
        self.n_lists += usize::from(cell.contains([';', '|', '\n']));
        self.n_turned += usize::from(cell.matches(", ").count() == 1);
        self.n_remarks += usize::from(cell.ends_with([')', ']']));
        let is_word = |word: &str| word.chars().any(char::is_alphabetic) && !word.contains('@');
        let n_words = cell.split_whitespace().filter(|word| is_word(word)).count();
        let has_digit = cell.contains(|c: char| c.is_ascii_digit());
        self.n_names += usize::from((2..=5).contains(&n_words) && !has_digit);
    }

    /// True without anything in any cell.
    pub fn is_blank(&self) -> bool {
        self.n_filled == 0
    }

    /// True if at least such a share of the filled cells is so.
    pub fn mostly(&self, n: usize, percent: usize) -> bool {
        self.n_filled > 0 && n * 100 >= self.n_filled * percent
    }

    /// True if all filled cells are words of a list that is known.
    pub fn all_are(&self, is_known: impl Fn(&str) -> bool) -> bool {
        let options = self.options.as_ref();
        options.is_some_and(|options| !options.is_empty() && options.iter().all(|o| is_known(o)))
    }

    /// The type of a field that takes all of it; the head tells codes from amounts.
    pub fn kind(&self, head: &str) -> FieldType {
        let all = |n: usize| n == self.n_filled && n > 0;
        if all(self.n_emails) {
            return FieldType::Email;
        }
        if all(self.n_days) && (self.n_ordered.0 == 0 || self.n_ordered.1 == 0) {
            return FieldType::Date;
        }
        if all(self.n_flags) {
            return FieldType::Flag;
        }
        if all(self.n_numbers) && !is_code(head) && (self.n_signed.0 == 0 || self.n_signed.1 == 0) {
            return FieldType::Number;
        }
        if self.mostly(self.n_lists, 30) {
            return FieldType::List;
        }
        match &self.options {
            Some(options) if self.is_choice(options.len()) => FieldType::Choice(unlike(options)),
            _ => FieldType::Text,
        }
    }

    /// Few short words that come back again and again.
    fn is_choice(&self, n_options: usize) -> bool {
        let n_numbers = self.n_numbers + self.n_days;
        let comes_back = n_options * if n_options > 12 { 5 } else { 2 } <= self.n_filled;
        comes_back && self.longest <= 80 && n_numbers * 2 < self.n_filled
    }

    /// In which order the days are; none where nothing tells.
    pub fn day_order(&self) -> Option<DayOrder> {
        match self.n_ordered {
            (0, 0) => None,
            (_, 0) => Some(DayOrder::DayFirst),
            (0, _) => Some(DayOrder::MonthFirst),
            (day, month) if day >= month => Some(DayOrder::DayFirst),
            _ => Some(DayOrder::MonthFirst),
        }
    }

    /// With which sign the numbers are; none where nothing tells.
    pub fn decimal(&self) -> Option<Decimal> {
        match self.n_signed {
            (0, 0) => None,
            (point, comma) if point >= comma => Some(Decimal::Point),
            _ => Some(Decimal::Comma),
        }
    }
}

/// Options that differ by more than capitals: of those alike the first.
fn unlike(options: &[&str]) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let options = options.iter();
    let unlike = options.filter(|option| seen.insert(crate::model::norm(option)));
    unlike.map(|option| (*option).to_owned()).collect()
}

/// True for an email address.
pub fn is_email(cell: &str) -> bool {
    let mut parts = cell.split('@');
    let (Some(before), Some(after), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    !before.is_empty() && after.len() > 2 && !cell.contains([' ', ',', ';'])
}

/// True if figures under this head count nothing.
fn is_code(head: &str) -> bool {
    const CODES: [&str; 21] = [
        "id",
        "number",
        "no",
        "nr",
        "nummer",
        "code",
        "zip",
        "plz",
        "postal",
        "postcode",
        "phone",
        "telephone",
        "mobile",
        "fax",
        "telefon",
        "mobil",
        "iban",
        "account",
        "konto",
        "extension",
        "kostenstelle",
    ];
    head.split(' ').any(|word| CODES.contains(&word))
        || head.contains("cost cent")
        || head.ends_with("nummer")
}
