//! The nearest of the names there are, for one that is not there.

/// The known name most like `wanted`, if any is like it at all.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let limit = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| {
            let lower = name.to_lowercase();
            (strsim::damerau_levenshtein(&lower, &wanted), name)
        })
        .min()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        assert_eq!(nearest("rols", ["roles", "rules"]), Some("roles"));
        assert_eq!(nearest("Everyon", ["Everyone", "Nobody"]), Some("Everyone"));
        assert_eq!(nearest("payroll", ["roles", "rules"]), None);
    }
}
