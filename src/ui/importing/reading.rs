//! How the file was read: encoding, delimiter, sheet, head. Each guess can be said otherwise.

use egui::{Ui, vec2};

use super::Said;
use super::job::Rows;
use crate::io::table::{Asked, Charset, DELIMITERS, Form, Source};
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, label};

/// Heads are looked for by hand in the first rows.
const MOST_HEADS: usize = 30;

pub(super) fn show(ui: &mut Ui, file: &Rows, asked: &mut Asked, said: &mut Said) {
    let source = &file.source;
    let t = theme::tokens(ui);
    let before = asked.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let n = thousands(source.body().len());
        label(
            ui,
            format!("{n} rows"),
            Type::Small,
            Weight::Semibold,
            t.text,
        );
        what(ui, file, said);
        match source.reading.form {
            Form::Delimited => {
                encoding(ui, source, asked);
                delimiter(ui, source, asked);
            }
            Form::Spreadsheet => sheet(ui, source, asked),
            Form::Json => {}
        }
        if source.reading.form != Form::Json {
            head(ui, source, asked);
        }
    });
    for note in source.notes.iter().take(3) {
        label(ui, note, Type::Small, Weight::Regular, t.warning);
    }
    if *asked != before {
        // Other columns: what was said of the old ones says nothing of them.
        said.mapping = None;
        said.parts = None;
        said.choices.repairs.clear();
    }
}

/// People, or a matrix of roles.
fn what(ui: &mut Ui, file: &Rows, said: &mut Said) {
    let is_matrix = said.is_matrix.unwrap_or(file.matrix.is_some());
    let choices = [Choice::new("People"), Choice::new("Matrix of roles")];
    let combo = Combo::bare("What it holds", &choices, Some(usize::from(is_matrix)));
    if let Some(picked) = combo.width(140.0).show(ui) {
        said.is_matrix = Some(picked == 1);
    }
}

fn encoding(ui: &mut Ui, source: &Source, asked: &mut Asked) {
    let choices: Vec<String> = Charset::USUAL.iter().map(ToString::to_string).collect();
    let choices: Vec<Choice<'_>> = choices.iter().map(|one| Choice::new(one)).collect();
    let now = source.reading.encoding;
    let at = now.and_then(|now| Charset::USUAL.iter().position(|one| *one == now));
    if let Some(picked) = Combo::bare("Encoding", &choices, at).width(130.0).show(ui) {
        asked.encoding = Charset::USUAL.get(picked).copied();
    }
}

fn delimiter(ui: &mut Ui, source: &Source, asked: &mut Asked) {
    let choices = DELIMITERS.map(|sign| {
        Choice::new(match sign {
            ',' => "Commas",
            ';' => "Semicolons",
            '\t' => "Tabs",
            '|' => "Bars",
            _ => "Others",
        })
    });
    let now = source.reading.delimiter;
    let at = now.and_then(|now| DELIMITERS.iter().position(|one| *one == now));
    let combo = Combo::bare("Between cells", &choices, at).width(120.0);
    if let Some(picked) = combo.show(ui) {
        asked.delimiter = DELIMITERS.get(picked).copied();
    }
}

fn sheet(ui: &mut Ui, source: &Source, asked: &mut Asked) {
    let sheets = &source.reading.sheets;
    let choices: Vec<Choice<'_>> = sheets.iter().map(|one| Choice::new(one)).collect();
    let now = source.reading.sheet.as_ref();
    let at = now.and_then(|now| sheets.iter().position(|one| one == now));
    if let Some(picked) = Combo::bare("Sheet", &choices, at).width(180.0).show(ui) {
        asked.sheet = sheets.get(picked).cloned();
        asked.head_row = None;
    }
}

fn head(ui: &mut Ui, source: &Source, asked: &mut Asked) {
    let rows: Vec<usize> = source
        .table
        .rows()
        .take(MOST_HEADS)
        .map(|row| row.nth())
        .collect();
    let mut words = vec!["No row names the columns".to_owned()];
    words.extend(
        rows.iter()
            .map(|nth| format!("Row {nth} names the columns")),
    );
    let choices: Vec<Choice<'_>> = words.iter().map(|one| Choice::new(one)).collect();
    let at = match source.reading.head_row {
        None => Some(0),
        Some(now) => rows.iter().position(|nth| *nth == now).map(|at| at + 1),
    };
    if let Some(picked) = Combo::bare("Head", &choices, at).width(210.0).show(ui) {
        let row = picked.checked_sub(1).and_then(|at| rows.get(at));
        asked.head_row = Some(row.copied().unwrap_or(0));
    }
}
