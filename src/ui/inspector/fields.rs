//! One field of the model's own, edited by its type.

use egui::Ui;

use crate::model::{Field, FieldType, Model, Principal, Value};
use crate::session::cells::{Names, read_value};
use crate::ui::access::picker;
use crate::ui::widgets::{Choice, Combo, TextField};

/// Draws a field. Returns what it was changed to: a value, or cleared.
pub fn field(
    ui: &mut Ui,
    model: &Model,
    field: &Field,
    value: Option<&Value>,
) -> Option<Option<Value>> {
    match &field.kind {
        FieldType::Flag => {
            let choices = [
                Choice::new("Not set"),
                Choice::new("Yes"),
                Choice::new("No"),
            ];
            let at = value.map(|value| if *value == Value::Flag(true) { 1 } else { 2 });
            let picked = Combo::new(&field.name, &choices, at).show(ui)?;
            Some(match picked {
                1 => Some(Value::Flag(true)),
                2 => Some(Value::Flag(false)),
                _ => None,
            })
        }
        FieldType::Choice(options) => {
            let mut choices = vec![Choice::new("Not set")];
            choices.extend(options.iter().map(|option| Choice::new(option)));
            let text = value.map(ToString::to_string);
            let at = options
                .iter()
                .position(|option| Some(option) == text.as_ref());
            let picked = Combo::new(&field.name, &choices, at.map(|n| n + 1)).show(ui)?;
            let option = picked.checked_sub(1).and_then(|n| options.get(n));
            Some(option.map(|option| Value::Text(option.clone())))
        }
        FieldType::Person => {
            let who = value.map(|value| value.to_string().as_str().into());
            let has_record = |p: &Principal| p.has_record();
            let name = &field.name;
            let picked = picker::someone(ui, model, name, "Not set", who.as_ref(), &has_record)?;
            Some(picked.map(|id| Value::Text(id.to_string())))
        }
        kind => {
            let text = value.map(ToString::to_string).unwrap_or_default();
            let shown = TextField::new(&field.name, &text);
            let shown = match kind {
                FieldType::Date => shown.placeholder("Not set, a day like 2026-11-21"),
                FieldType::List => shown.placeholder("Not set, several with commas"),
                FieldType::Email => shown.placeholder("Not set, name@example.com"),
                _ => shown,
            };
            let done = shown.show(ui).done?;
            Some(parsed(kind, &done))
        }
    }
}

/// What was typed, as the field's type has it. What does not fit stays text: the gate then says
/// what would be accepted.
fn parsed(kind: &FieldType, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let value = read_value(kind, &Names::default(), text);
    Some(value.unwrap_or_else(|_| Value::Text(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Number;

    #[test]
    fn typed_text_becomes_a_value_of_the_type() {
        let number = parsed(&FieldType::Number, " 3,5 ");
        assert_eq!(number, Some(Value::Number(Number(3.5))));
        assert_eq!(parsed(&FieldType::Text, "  "), None);
        let list = parsed(&FieldType::List, "a, b,,");
        assert_eq!(
            list,
            Some(Value::List(vec!["a".to_owned(), "b".to_owned()]))
        );
        assert_eq!(
            parsed(&FieldType::Number, "many"),
            Some(Value::from("many"))
        );
    }
}
