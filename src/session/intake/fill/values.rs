//! Cells of fields and of states of accounts.

use super::Filler;
use crate::model::{Account, Field, FieldType, Number, Record, Value, norm};
use crate::session::cells::{CellValue, Column, read_value};
use crate::session::intake::content::Profile;
use crate::session::intake::dates::{Day, DayOrder, day};
use crate::session::intake::draft::Draft;
use crate::session::intake::numbers::{Decimal, amount};
use crate::session::intake::trouble::{Hitch, Offer, Repair};
use crate::session::intake::words;

impl Filler<'_, '_> {
    pub(super) fn field(
        &mut self,
        at: usize,
        field: &Field,
        cell: &str,
        draft: &Draft<'_>,
        record: &mut Record,
    ) -> Result<(), String> {
        let head = self
            .mapping
            .columns
            .get(at)
            .map_or("", |column| column.head.as_str());
        let column = Column::Field(field.id.clone());
        let mut set = |value: Option<Value>| column.set(record, CellValue::Field(value));
        if cell.is_empty() {
            set(None);
            return Ok(());
        }
        let read = match &field.kind {
            FieldType::Text => Ok(Some(Value::Text(cell.to_owned()))),
            FieldType::Date => self.day(at, head, cell, draft),
            FieldType::Number => self.number(at, head, cell, draft),
            FieldType::Choice(_) => self.choice(at, field, cell, draft),
            FieldType::Person => {
                let id = draft
                    .is
                    .as_ref()
                    .map_or_else(|_| "".into(), |(id, _)| id.clone());
                let people = self.people(head, cell, draft, &id)?;
                Ok(people.first().map(|id| Value::Text(id.to_string())))
            }
            FieldType::List => {
                let parts = list_parts(cell).into_iter().map(str::to_owned);
                Ok(Some(Value::List(parts.collect())))
            }
            FieldType::Flag => match words::flag(cell) {
                Some(flag) => Ok(Some(Value::Flag(flag))),
                None => read_value(&field.kind, self.names, cell).map(Some),
            },
            FieldType::Email => read_value(&field.kind, self.names, cell).map(Some),
        };
        match read {
            Ok(value) => set(value),
            Err(why) => {
                self.unreadable(at, head, draft, &why)?;
                set(None);
            }
        }
        Ok(())
    }

    pub(super) fn day(
        &mut self,
        at: usize,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let not = || format!("“{cell}” is not a day like 2026-11-21");
        let read = day(cell).ok_or_else(not)?;
        let order = match (read, self.profiles.get(at).and_then(Profile::day_order)) {
            (Day::Blank, _) => return Ok(None),
            (_, Some(order)) => order,
            (Day::Either(..), None) => self.order(head, cell, draft)?,
            (Day::Only(order, _), None) => order,
            (Day::Clear(_), None) => DayOrder::DayFirst,
        };
        let day = read.in_order(order).ok_or_else(not)?;
        Ok(Some(Value::Text(day.to_string())))
    }

    /// The order of days in a column where none tells it.
    pub(super) fn order(
        &mut self,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<DayOrder, String> {
        // Points stand between day and month only where the day comes first.
        if cell.contains('.') {
            return Ok(DayOrder::DayFirst);
        }
        let usual = self.usual_order.unwrap_or(DayOrder::MonthFirst);
        let other = match usual {
            DayOrder::DayFirst => DayOrder::MonthFirst,
            DayOrder::MonthFirst => DayOrder::DayFirst,
        };
        let about = || {
            let words = format!("Days of {head} can be read in two ways, such as {cell}");
            let offers = [Repair::Order(usual), Repair::Order(other), Repair::Refuse];
            (words, Offer::plain(&offers))
        };
        match self
            .troubles
            .ask(Hitch::Days(head.to_owned()), draft.row.nth(), about)
        {
            Repair::Order(order) => Ok(order),
            _ => Err(format!(
                "“{cell}” can be two days; write it like 2026-11-21"
            )),
        }
    }

    pub(super) fn number(
        &mut self,
        at: usize,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let not = || format!("“{cell}” is not a number");
        let read = amount(cell).ok_or_else(not)?;
        let sign = match self.profiles.get(at).and_then(Profile::decimal) {
            Some(sign) => sign,
            None if read.with(Decimal::Point) == read.with(Decimal::Comma) => Decimal::Point,
            None => self.sign(head, cell, draft)?,
        };
        let number = read.with(sign).ok_or_else(not)?;
        Ok(Some(Value::Number(Number(number))))
    }

    /// What parts the fraction in a column where no cell tells it: three digits after the only
    /// sign are a group of thousands.
    pub(super) fn sign(
        &mut self,
        head: &str,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Decimal, String> {
        let of_groups = match cell.contains(',') {
            true => Decimal::Point,
            false => Decimal::Comma,
        };
        let usual = self.usual_sign.unwrap_or(of_groups);
        let other = match usual {
            Decimal::Point => Decimal::Comma,
            Decimal::Comma => Decimal::Point,
        };
        let about = || {
            let words = format!("Numbers of {head} can be read in two ways, such as {cell}");
            let offers = [Repair::Sign(usual), Repair::Sign(other), Repair::Refuse];
            (words, Offer::plain(&offers))
        };
        match self
            .troubles
            .ask(Hitch::Numbers(head.to_owned()), draft.row.nth(), about)
        {
            Repair::Sign(sign) => Ok(sign),
            _ => Err(format!("“{cell}” can be two numbers")),
        }
    }

    pub(super) fn choice(
        &mut self,
        at: usize,
        field: &Field,
        cell: &str,
        draft: &Draft<'_>,
    ) -> Result<Option<Value>, String> {
        let known = self
            .beside
            .options
            .get(at)
            .and_then(|options| options.get(&norm(cell)));
        if let Some(known) = known {
            return Ok(Some(Value::Text(known.clone())));
        }
        let is_of_model = self.model.fields().contains(&field.id);
        let repair = match is_of_model {
            false => Repair::AddWords,
            true => {
                let about = || {
                    let words = format!("{} has words that are no choice yet", field.name);
                    let offers = [Repair::AddWords, Repair::LeaveBlank, Repair::Refuse];
                    (words, Offer::plain(&offers))
                };
                let hitch = Hitch::Options(field.name.clone());
                self.troubles.ask(hitch, draft.row.nth(), about)
            }
        };
        match repair {
            Repair::AddWords => {
                if let Some(options) = self.beside.options.get_mut(at) {
                    options.insert(norm(cell), cell.to_owned());
                }
                if let Some(added) = self.beside.added.get_mut(at).filter(|_| is_of_model) {
                    added.push(cell.to_owned());
                }
                if let Some(Some(Field {
                    kind: FieldType::Choice(options),
                    ..
                })) = self.beside.fields.get_mut(at)
                {
                    options.push(cell.to_owned());
                }
                Ok(Some(Value::Text(cell.to_owned())))
            }
            Repair::LeaveBlank => Ok(None),
            _ => {
                // As a cell of the table says it.
                read_value(&field.kind, self.names, cell).map(Some)
            }
        }
    }

    pub(super) fn status(
        &mut self,
        cell: &str,
        draft: &Draft<'_>,
        record: &mut Record,
    ) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let state = match words::account(cell) {
            Some(state) => Some(state),
            None => {
                let about = || {
                    let words = format!("“{cell}” is no state of an account that is known");
                    let offers = [
                        Repair::LeaveBlank,
                        Repair::State(Account::Active),
                        Repair::State(Account::Blocked),
                        Repair::State(Account::NotStarted),
                        Repair::State(Account::Ended),
                        Repair::Refuse,
                    ];
                    (words, Offer::plain(&offers))
                };
                match self
                    .troubles
                    .ask(Hitch::Word(norm(cell)), draft.row.nth(), about)
                {
                    Repair::State(state) => Some(state),
                    Repair::LeaveBlank => None,
                    _ => {
                        return Err(format!(
                            "Account: “{cell}” is none of Active, Blocked, Not started, Ended"
                        ));
                    }
                }
            }
        };
        if let Some(state) = state {
            Column::Account.set(record, CellValue::Account(state));
        }
        Ok(())
    }

    pub(super) fn unless(
        &mut self,
        at: usize,
        state: Account,
        cell: &str,
        draft: &Draft<'_>,
        record: &mut Record,
    ) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let state = match words::flag(cell) {
            Some(true) => Account::Active,
            Some(false) => state,
            None => {
                let head = self
                    .mapping
                    .columns
                    .get(at)
                    .map_or("", |column| column.head.as_str());
                self.unreadable(at, head, draft, &format!("“{cell}” is not yes or no"))?;
                return Ok(());
            }
        };
        Column::Account.set(record, CellValue::Account(state));
        Ok(())
    }
}

/// The values of a list in a cell.
fn list_parts(cell: &str) -> Vec<&str> {
    let all: &[char] = match cell.contains([';', '|', '\n']) {
        true => &[';', '|', '\n'],
        false => &[','],
    };
    let parts = cell.split(all).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}
