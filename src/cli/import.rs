//! `import`: takes people, a matrix or a model from a file of others into a model, and says what
//! was guessed, what was taken and what was not.

mod matrix;
mod people;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::args::{Import, ImportKind};
use super::{Reply, load};
use crate::engine::gate::{Verdict, try_change};
use crate::io::table::{self, Asked, Form, Reading, Source};
use crate::io::{self, json as model_json};
use crate::model::{Change, Date, Edit, Model};
use crate::session::edits::blank;
use crate::session::intake::matrix as grid;

/// Some rows or cells were refused.
const SOME_REFUSED: u8 = 1;

/// Imports a file.
pub fn import(args: &Import, day: Date) -> Result<Reply, String> {
    let asked = asked(args)?;
    if let Some(out) = &args.out
        && is_one_file(out, &args.file)
    {
        return Err(format!(
            "`{}` is the file that is imported; say another for --out",
            out.display()
        ));
    }
    let bytes = table::bytes_of(&args.file).map_err(|error| error.to_string())?;
    let cannot = |why: &str| format!("`{}` cannot be imported: {why}", args.file.display());
    if is_model(args, &bytes) {
        return of_model(args, &bytes);
    }
    let mut go_on = |_| ControlFlow::Continue(());
    let source = table::read(&bytes, &asked, &mut go_on).map_err(|e| cannot(&e.to_string()))?;
    drop(bytes);
    let base = base(args)?;
    let is_matrix = match args.kind {
        Some(kind) => kind == ImportKind::Matrix,
        None => grid::guess(&source).is_some(),
    };
    match is_matrix {
        true => matrix::matrix(args, &base, &source, day),
        false => people::people(args, &base, &source, day),
    }
}

fn asked(args: &Import) -> Result<Asked, String> {
    Ok(Asked {
        encoding: args.encoding.as_deref().map(str::parse).transpose()?,
        delimiter: args
            .delimiter
            .as_deref()
            .map(table::delimiter_of)
            .transpose()?,
        sheet: args.sheet.clone(),
        head_row: args.head_row,
    })
}

/// True if two paths surely lead to the same file.
fn is_one_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// What the file is called.
fn called(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The model it is taken into: the one that is said, or a new one named after the file.
fn base(args: &Import) -> Result<Model, String> {
    if let Some(into) = &args.into {
        return load(into);
    }
    let mut model = blank();
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let name = Edit::Name(stem.trim().to_owned());
    if !stem.trim().is_empty() {
        let change = Change::new("name the model", vec![name]);
        model.apply(&change).map_err(|broken| broken.to_string())?;
    }
    Ok(model)
}

fn is_model(args: &Import, bytes: &[u8]) -> bool {
    match args.kind {
        Some(kind) => kind == ImportKind::Model,
        None => {
            let start = bytes.get(..400).unwrap_or(bytes);
            model_json::is_model(&String::from_utf8_lossy(start))
        }
    }
}

fn of_model(args: &Import, bytes: &[u8]) -> Result<Reply, String> {
    if args.into.is_some() {
        return Err("a whole model cannot be taken into another; leave --into out".to_owned());
    }
    let loaded = model_json::parse(bytes)
        .map_err(|error| format!("`{}` cannot be imported:\n{error}", args.file.display()))?;
    let model = loaded.model;
    let (people, roles) = (model.principals().len(), model.roles().len());
    let out = save(args, Some(&model))?;
    let mut text = format!(
        "{}: the model {} with {people} people and accounts, {roles} roles\n",
        called(&args.file),
        model.name()
    );
    text.push_str(&saved(&out));
    Ok(Reply::new(
        text,
        json!({ "name": model.name(), "people": people, "roles": roles, "out": path_json(&out) }),
    ))
}

/// Saves the model where it is said, unless nothing is to be saved.
fn save(args: &Import, model: Option<&Model>) -> Result<Option<PathBuf>, String> {
    match (&args.out, model) {
        (Some(out), Some(model)) if !args.dry_run => {
            io::save(out, model).map_err(|error| error.to_string())?;
            Ok(Some(out.clone()))
        }
        _ => Ok(None),
    }
}

fn saved(out: &Option<PathBuf>) -> String {
    match out {
        Some(out) => format!("Saved as {}\n", out.display()),
        None => "Nothing was saved\n".to_owned(),
    }
}

fn path_json(out: &Option<PathBuf>) -> Json {
    out.as_ref()
        .map_or(Json::Null, |out| json!(out.display().to_string()))
}

/// The model after a change that may be saved; why it may not.
fn judged(base: &Model, change: &Change, day: Date) -> Result<Model, String> {
    match try_change(base, change, None, day) {
        Verdict::Accepted { model, .. } => Ok(*model),
        Verdict::Refused { message, .. } => Err(message),
    }
}

/// How the file was read, in a line.
fn read_words(source: &Source) -> String {
    let reading = &source.reading;
    let mut parts = Vec::new();
    if let Some(encoding) = reading.encoding {
        parts.push(encoding.to_string());
    }
    if let Some(delimiter) = reading.delimiter {
        parts.push(match delimiter {
            ',' => "commas between cells".to_owned(),
            ';' => "semicolons between cells".to_owned(),
            '\t' => "tabs between cells".to_owned(),
            '|' => "bars between cells".to_owned(),
            other => format!("`{other}` between cells"),
        });
    }
    if let Some(sheet) = &reading.sheet {
        parts.push(format!("sheet {sheet}"));
    }
    match (reading.head_row, reading.form) {
        (_, Form::Json) => {}
        (Some(nth), _) => parts.push(format!("row {nth} names the columns")),
        (None, _) => parts.push("no row names the columns".to_owned()),
    }
    parts.push(match source.body().len() {
        1 => "1 row".to_owned(),
        n => format!("{n} rows"),
    });
    parts.join(", ")
}

fn reading_json(reading: &Reading, source: &Source) -> Json {
    json!({
        "form": match reading.form {
            Form::Delimited => "text",
            Form::Spreadsheet => "spreadsheet",
            Form::Json => "json",
        },
        "encoding": reading.encoding.map(|encoding| encoding.name()),
        "delimiter": reading.delimiter.map(|delimiter| delimiter.to_string()),
        "sheet": reading.sheet,
        "sheets": reading.sheets,
        "head_row": reading.head_row,
        "rows": source.body().len(),
        "notes": source.notes,
    })
}

/// `Column=field` in its two parts. The column may have the sign in its name: the last counts.
fn mapped(text: &str) -> Result<(&str, &str), String> {
    text.rsplit_once('=').ok_or_else(|| {
        format!("`{text}` says no column and field; expected `Column=field`, such as `Grade=grade:number`")
    })
}

/// Numbers of rows, the first few of them.
fn rows_words(rows: &[usize]) -> String {
    let shown: Vec<String> = rows.iter().take(8).map(ToString::to_string).collect();
    let mut text = match rows.len() {
        1 => "Row ".to_owned(),
        _ => "Rows ".to_owned(),
    };
    text.push_str(&shown.join(", "));
    if rows.len() > shown.len() {
        text.push_str(&format!(" and {} more", rows.len() - shown.len()));
    }
    text
}
