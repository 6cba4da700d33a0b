//! Days as people and programs write them, and in which order a column has day and month.

use crate::model::{Date, norm};

/// Which comes first where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayOrder {
    /// 31.12.2026, 31/12/2026
    DayFirst,
    /// 12/31/2026
    MonthFirst,
}

/// A text as a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Day {
    /// It can mean one day only.
    Clear(Date),
    /// Two numbers below thirteen: as the day first and as the month first.
    Either(Date, Date),
    /// With the day first only, or with the month first only.
    Only(DayOrder, Date),
    /// Blank in the words of some program: 0000-00-00.
    Blank,
}

/// Names of months, English and German, by their first three letters.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän"],
    &["feb"],
    &["mar", "mär", "mrz"],
    &["apr"],
    &["may", "mai"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez"],
];

/// Reads a day. A time of day after it is left out.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    if !(6..=40).contains(&text.len()) || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = without_time(text);
    let mut parts = text
        .split(['-', '/', '.', ' ', ','])
        .filter(|part| !part.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    match (number(a), number(b), number(c)) {
        (Some(0), Some(0), Some(0)) => Some(Day::Blank),
        (Some(year), Some(month), Some(day)) if a.len() == 4 && c.len() <= 2 => {
            date(year, month, day).map(Day::Clear)
        }
        (Some(first), Some(second), Some(year)) if a.len() <= 2 && b.len() <= 2 => {
            numbers(first, second, full_year(year, c.len())?)
        }
        (Some(day), None, Some(year)) => {
            date(full_year(year, c.len())?, month(b)?, day).map(Day::Clear)
        }
        (None, Some(day), Some(year)) => {
            date(full_year(year, c.len())?, month(a)?, day).map(Day::Clear)
        }
        _ => None,
    }
}

fn number(part: &str) -> Option<i32> {
    let is_plain = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| part.parse().ok()).flatten()
}

fn numbers(first: i32, second: i32, year: i32) -> Option<Day> {
    let day_first = date(year, second, first);
    let month_first = date(year, first, second);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one == other => Some(Day::Clear(one)),
        (Some(one), Some(other)) => Some(Day::Either(one, other)),
        (Some(one), None) => Some(Day::Only(DayOrder::DayFirst, one)),
        (None, Some(one)) => Some(Day::Only(DayOrder::MonthFirst, one)),
        (None, None) => None,
    }
}

/// The text before a time: `2026-11-21T08:00:00Z`, `21.11.2026 08:00`, `11/21/2026 8:00 AM`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = text.get(..colon).unwrap_or(text);
    let hour = before.trim_end_matches(|c: char| c.is_ascii_digit());
    hour.trim_end_matches(['T', 't', ' ', ','])
}

fn full_year(year: i32, n_digits: usize) -> Option<i32> {
    match n_digits {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month(text: &str) -> Option<i32> {
    if !text.chars().all(char::is_alphabetic) || text.chars().count() > 9 {
        return None;
    }
    let start: String = norm(text).chars().take(3).collect();
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&start.as_str()));
    at.map(|at| at as i32 + 1)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year > 0)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

impl Day {
    /// The day it is in an order; none where it does not fit that order, or is blank.
    pub fn in_order(self, order: DayOrder) -> Option<Date> {
        match (self, order) {
            (Day::Clear(day), _) => Some(day),
            (Day::Either(day, _), DayOrder::DayFirst) => Some(day),
            (Day::Either(_, day), DayOrder::MonthFirst) => Some(day),
            (Day::Only(only, day), order) => (only == order).then_some(day),
            (Day::Blank, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let clear = |text: &str| match day(text) {
            Some(Day::Clear(day)) => day.to_string(),
            other => format!("{other:?}"),
        };
        for text in [
            "2026-11-21",
            "2026/11/21",
            "2026-11-21T08:15:00Z",
            "2026-11-21 08:15",
            "21 Nov 2026",
            "21. November 2026",
            "Nov 21, 2026",
            "21-Nov-26",
        ] {
            assert_eq!(clear(text), "2026-11-21", "{text}");
        }
        assert_eq!(clear("3. März 2020"), "2020-03-03");
        assert_eq!(clear("05.05.1965"), "1965-05-05");
        for text in [
            "",
            "12",
            "2026-13-01",
            "1.2.3",
            "Unit 1 2020x",
            "31/31/2020",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(day("0000-00-00"), Some(Day::Blank));
    }

    #[test]
    fn two_small_numbers_can_mean_two_days() {
        let in_order = |text: &str, order| {
            let day = day(text).and_then(|day| day.in_order(order));
            day.map_or(String::new(), |day| day.to_string())
        };
        assert_eq!(in_order("03/04/2020", DayOrder::DayFirst), "2020-04-03");
        assert_eq!(in_order("03/04/2020", DayOrder::MonthFirst), "2020-03-04");
        let late = "12/31/2020 8:00 AM";
        assert_eq!(in_order(late, DayOrder::MonthFirst), "2020-12-31");
        assert_eq!(in_order(late, DayOrder::DayFirst), "");
    }
}
