//! What entities hold of people and items: only what policies ask about, each attribute in the form
//! in which Cedar compares it. Filled while the policies are said.

use std::collections::BTreeMap;

use super::names::Names;
use crate::engine::{Engine, ItemRef};
use crate::model::{Date, FieldId, PrincipalId, Value};

/// The form of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// One text, normalised.
    Text,
    /// Several texts, normalised.
    Texts,
    /// A whole number.
    Long,
    /// A number with at most four decimals.
    Decimal,
    /// A day.
    Day,
}

impl Form {
    pub(super) fn schema_type(self) -> &'static str {
        match self {
            Form::Text => "String",
            Form::Texts => "Set<String>",
            Form::Long => "Long",
            Form::Decimal => "decimal",
            Form::Day => "datetime",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Text | Form::Texts => "",
            Form::Long | Form::Decimal => "_number",
            Form::Day => "_day",
        }
    }
}

/// The keys of every record of one universe in one field, and the forms in use.
#[derive(Debug, Default)]
pub(super) struct Column {
    keys: Vec<Vec<String>>,
    /// By form, the name of the attribute.
    pub used: BTreeMap<Form, String>,
    /// By form, the name of the attribute of the one who acts; people only.
    pub used_of_user: BTreeMap<Form, String>,
}

impl Column {
    pub(super) fn is_single(&self) -> bool {
        self.keys.iter().all(|keys| keys.len() <= 1)
    }

    pub(super) fn form(&self) -> Form {
        match self.is_single() {
            true => Form::Text,
            false => Form::Texts,
        }
    }

    /// The form in which all of the column and these values can be compared by order, if there is
    /// one.
    pub(super) fn ordered(&self, values: &[String]) -> Option<Form> {
        if !self.is_single() {
            return None;
        }
        let all = || self.keys.iter().flatten().chain(values);
        let forms = [Form::Long, Form::Decimal, Form::Day];
        forms
            .into_iter()
            .find(|form| all().all(|key| constant(*form, key).is_some()))
    }

    pub(super) fn keys(&self, at: usize) -> &[String] {
        self.keys.get(at).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A key in a form: as Cedar writes it in a policy.
pub(super) fn constant(form: Form, key: &str) -> Option<String> {
    const EXACT: i64 = 1 << 53; // whole numbers up to here are the same as the engine's
    match form {
        Form::Text | Form::Texts => Some(super::expr::string(key)),
        Form::Long => {
            let n: i64 = key.parse().ok()?;
            // To the engine -0 lies below 0.
            let is_exact = (-EXACT..=EXACT).contains(&n) && !(n == 0 && key.starts_with('-'));
            is_exact.then(|| n.to_string())
        }
        Form::Decimal => {
            let n: f64 = key.parse().ok().filter(|n: &f64| n.is_finite())?;
            let text = format!("{n:.4}");
            let is_exact = n.abs() < 1e11
                && text.parse::<f64>().ok()? == n
                && !(n == 0.0 && n.is_sign_negative());
            is_exact.then(|| format!("decimal(\"{text}\")"))
        }
        Form::Day => {
            key.parse::<Date>().ok().filter(|_| !key.starts_with('0'))?;
            Some(format!("datetime(\"{key}\")"))
        }
    }
}

/// The columns of people and of items.
#[derive(Debug)]
pub(super) struct Facts<'e> {
    engine: &'e Engine,
    pub people: BTreeMap<FieldId, Column>,
    pub items: BTreeMap<FieldId, Column>,
    all_items: Vec<ItemRef>,
}

impl<'e> Facts<'e> {
    pub(super) fn new(engine: &'e Engine) -> Facts<'e> {
        Facts {
            engine,
            people: BTreeMap::new(),
            items: BTreeMap::new(),
            all_items: engine.all_items(),
        }
    }

    pub(super) fn all_items(&self) -> &[ItemRef] {
        &self.all_items
    }

    pub(super) fn of_people(&mut self, field: &FieldId) -> &mut Column {
        let engine = self.engine;
        self.people.entry(field.clone()).or_insert_with(|| {
            let ids = engine.model().principals().ids();
            let keys = ids.map(|id: &PrincipalId| engine.person_keys(id, field));
            Column {
                keys: keys.collect(),
                ..Column::default()
            }
        })
    }

    pub(super) fn of_items(&mut self, field: &FieldId) -> &mut Column {
        let (engine, all) = (self.engine, &self.all_items);
        self.items.entry(field.clone()).or_insert_with(|| {
            let keys = all.iter().map(|item| engine.item_keys(item, field));
            Column {
                keys: keys.collect(),
                ..Column::default()
            }
        })
    }

    /// The attribute of people that holds a field in a form.
    pub(super) fn person(&mut self, names: &mut Names, field: &FieldId, form: Form) -> String {
        let name = names.person_attribute(field, form.ending());
        let column = self.of_people(field);
        column.used.insert(form, name.clone());
        name
    }

    /// The attribute of those who act that holds a field of theirs.
    pub(super) fn user(&mut self, names: &mut Names, field: &FieldId, form: Form) -> String {
        let name = names.person_attribute(field, form.ending());
        let column = self.of_people(field);
        column.used_of_user.insert(form, name.clone());
        name
    }

    /// The attribute of items that holds a field in a form.
    pub(super) fn item(&mut self, names: &mut Names, field: &FieldId, form: Form) -> String {
        let name = names.item_attribute(field, form.ending());
        let column = self.of_items(field);
        column.used.insert(form, name.clone());
        name
    }
}

/// The texts that clause values are compared by.
pub(super) fn wanted(values: &[Value]) -> Vec<String> {
    values.iter().flat_map(Value::keys).collect()
}
