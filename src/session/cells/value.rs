//! Texts as values of a type, and the words of account states.

use super::Names;
use crate::model::{Account, Date, FieldType, Number, Value, norm};

/// Every state of an account.
pub const ACCOUNTS: [Account; 4] = [
    Account::Active,
    Account::Blocked,
    Account::NotStarted,
    Account::Ended,
];

/// The state of an account in a word.
pub fn account_word(account: Account) -> &'static str {
    account.word()
}

/// The state a word means.
pub(super) fn account(text: &str) -> Result<Account, String> {
    let mut all = ACCOUNTS.into_iter();
    let found = all.find(|state| norm(account_word(*state)) == norm(text));
    found.ok_or_else(|| format!("“{text}” is none of Active, Blocked, Not started, Ended"))
}

/// A text as a value of a type, or what would be accepted.
pub fn read(kind: &FieldType, names: &Names, text: &str) -> Result<Value, String> {
    let not = |wanted: &str| format!("“{text}” is not {wanted}");
    match kind {
        FieldType::Text => Ok(Value::Text(text.to_owned())),
        FieldType::Email if text.contains('@') => Ok(Value::Text(text.to_owned())),
        FieldType::Email => Err(not("an email address like name@example.com")),
        FieldType::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Number(Number(number))),
            _ => Err(not("a number")),
        },
        FieldType::Date => match text.parse::<Date>() {
            Ok(day) => Ok(Value::Text(day.to_string())),
            Err(_) => Err(not("a day like 2026-11-21")),
        },
        FieldType::Flag => match norm(text).as_str() {
            "yes" | "true" | "1" => Ok(Value::Flag(true)),
            "no" | "false" | "0" => Ok(Value::Flag(false)),
            _ => Err(not("yes or no")),
        },
        FieldType::Choice(options) => {
            let found = options.iter().find(|option| norm(option) == norm(text));
            let found = found.map(|option| Value::Text(option.clone()));
            found.ok_or_else(|| not(&format!("one of {}", options.join(", "))))
        }
        FieldType::Person => names.find(text).map(|id| Value::Text(id.to_string())),
        FieldType::List => {
            let parts = text.split(',').map(|part| part.trim().to_owned());
            let parts = parts.filter(|part| !part.is_empty());
            Ok(Value::List(parts.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_value_of_the_type_or_says_what_would_be_accepted() {
        let names = Names::default();
        let read = |kind: FieldType, text: &str| read(&kind, &names, text);
        assert_eq!(read(FieldType::Flag, "Yes"), Ok(Value::Flag(true)));
        let number = Value::Number(Number(3.5));
        assert_eq!(read(FieldType::Number, "3,5"), Ok(number));
        let choice = FieldType::Choice(vec!["Sales".to_owned(), "Legal".to_owned()]);
        assert_eq!(read(choice.clone(), "sales"), Ok(Value::from("Sales")));
        let said = read(choice, "Ops").unwrap_err();
        assert_eq!(said, "“Ops” is not one of Sales, Legal");
        assert!(read(FieldType::Date, "21.11.2026").is_err());
    }
}
