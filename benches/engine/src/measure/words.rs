//! Figures in words: a time, an amount of memory, a ratio, three digits each.

/// `0.21 µs`, `46 ms`, `1.3 s`, `8.6 h`, `43 days`.
pub fn time(seconds: f64) -> String {
    let units = [
        (86_400.0 * 2.0, 86_400.0, "days"),
        (3_600.0 * 2.0, 3_600.0, "h"),
        (600.0, 60.0, "min"),
        (1.0, 1.0, "s"),
        (1e-3, 1e-3, "ms"),
        (0.2e-6, 1e-6, "µs"),
        (0.0, 1e-9, "ns"),
    ];
    let (_, unit, word) = units
        .into_iter()
        .find(|(from, _, _)| seconds >= *from)
        .unwrap_or((0.0, 1e-9, "ns"));
    format!("{} {word}", digits(seconds / unit))
}

/// `11 MB`, `1.3 GB`.
pub fn bytes(n: f64) -> String {
    match n {
        n if n >= 1e9 => format!("{} GB", digits(n / 1e9)),
        n if n >= 1e6 => format!("{} MB", digits(n / 1e6)),
        n if n >= 1e3 => format!("{} kB", digits(n / 1e3)),
        n => format!("{} B", digits(n)),
    }
}

/// `× 1,200`: how many times one is of the other.
pub fn ratio(times: f64) -> String {
    if times.is_finite() {
        format!("{} ×", digits(times))
    } else {
        "–".to_owned()
    }
}

/// Two digits that count below ten, whole numbers above, thousands set apart.
pub fn digits(value: f64) -> String {
    match value {
        v if v < 0.995 => format!("{v:.2}"),
        v if v < 9.95 => format!("{v:.1}"),
        v if v < 1e12 => grouped(v),
        v => format!("{v:.1e}"),
    }
}

fn grouped(value: f64) -> String {
    // beyond three digits the rest is noise
    let rounded = if value >= 1_000.0 {
        let unit = 10f64.powf(value.log10().floor() - 2.0);
        (value / unit).round() * unit
    } else {
        value
    };
    thousands(rounded.round() as u64)
}

/// `100,000`.
pub fn thousands(n: u64) -> String {
    let plain = n.to_string();
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
