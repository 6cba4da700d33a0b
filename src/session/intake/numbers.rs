//! Numbers as people write them: with signs of money, and with points and commas either way.

/// What parts the whole from the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decimal {
    /// 4,200.50
    Point,
    /// 4.200,50
    Comma,
}

/// A text as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// It can mean one number only.
    Clear(f64),
    /// One sign with three digits after it, `4.200`: with a decimal point, and with a comma.
    Either(f64, f64),
    /// With that sign only.
    Only(Decimal, f64),
}

impl Amount {
    /// The number it is with a sign; none where it does not fit.
    pub fn with(self, decimal: Decimal) -> Option<f64> {
        match (self, decimal) {
            (Amount::Clear(n), _) => Some(n),
            (Amount::Either(n, _), Decimal::Point) => Some(n),
            (Amount::Either(_, n), Decimal::Comma) => Some(n),
            (Amount::Only(only, n), decimal) => (only == decimal).then_some(n),
        }
    }
}

/// Words of money that may stand beside a number.
const MONEY: [&str; 10] = [
    "EUR", "USD", "GBP", "CHF", "PLN", "€", "$", "£", "%", "Euro",
];

/// Reads a number. Zeros before it mean that it is none: it is a code.
pub fn amount(text: &str) -> Option<Amount> {
    let mut text = text.trim();
    if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        for word in MONEY {
            text = text.strip_prefix(word).unwrap_or(text).trim_start();
            text = text.strip_suffix(word).unwrap_or(text).trim_end();
        }
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text),
    };
    let blanks = ['\'', '’', ' ', '\u{a0}', '\u{202f}'];
    let plain: String = digits.chars().filter(|c| !blanks.contains(c)).collect();
    let is_odd = |c: char| !c.is_ascii_digit() && c != '.' && c != ',';
    if plain.contains(is_odd) || plain.len() > 24 {
        return None;
    }
    let second = plain.as_bytes().get(1);
    if plain.starts_with('0') && second.is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let with = |decimal: Decimal| read(&plain, decimal).map(|n| sign * n);
    match (with(Decimal::Point), with(Decimal::Comma)) {
        (Some(one), Some(other)) if one == other => Some(Amount::Clear(one)),
        (Some(one), Some(other)) => Some(Amount::Either(one, other)),
        (Some(one), None) => Some(Amount::Only(Decimal::Point, one)),
        (None, Some(one)) => Some(Amount::Only(Decimal::Comma, one)),
        (None, None) => None,
    }
}

/// Reads digits with groups of three and a fraction after the sign.
fn read(text: &str, decimal: Decimal) -> Option<f64> {
    let (point, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.contains([point, group])) {
        return None;
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for part in groups {
        let begins_well = (1..=3).contains(&first.len()) && first != "0";
        if part.len() != 3 || !begins_well {
            return None;
        }
        digits.push_str(part);
    }
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_either_way_and_codes_are_none() {
        let comma = |n| Some(Amount::Only(Decimal::Comma, n));
        let point = |n| Some(Amount::Only(Decimal::Point, n));
        assert_eq!(amount("4200"), Some(Amount::Clear(4200.0)));
        assert_eq!(amount("€ 4.200,50"), comma(4200.5));
        assert_eq!(amount("4,200.50 USD"), point(4200.5));
        assert_eq!(amount("4.200"), Some(Amount::Either(4.2, 4200.0)));
        assert_eq!(amount("4,200"), Some(Amount::Either(4200.0, 4.2)));
        assert_eq!(amount("3,5"), comma(3.5));
        assert_eq!(amount("0.25"), point(0.25));
        assert_eq!(amount("0.250"), point(0.25));
        assert_eq!(amount("1'234'567"), Some(Amount::Clear(1_234_567.0)));
        assert_eq!(amount("-12"), Some(Amount::Clear(-12.0)));
        let codes = [
            "00123", "12-34", "+49 30 1", "E17", "", "1.2.3", "1,23,456", "NaN", "inf", "€",
        ];
        for code in codes {
            assert_eq!(amount(code), None, "{code}");
        }
    }
}
