//! `export`: the model for others, with the report of what does not carry over beside it.

use serde_json::json;

use super::args::Export;
use super::{Reply, count, engine};
use crate::engine::Engine;
use crate::io::export::report::ReportInput;
use crate::io::export::setup::Wording;
use crate::io::export::{self, ExportOptions, FORMATS, Fate, Format, Mask};
use crate::model::{Date, nearest};
use crate::session::pictures;

/// Makes an export and writes it.
pub fn export(args: &Export, day: Date) -> Result<Reply, String> {
    let format = format(&args.to)?;
    let info = format.info();
    if info.is_folder && args.out.is_file() {
        let out = args.out.display();
        let name = info.name;
        return Err(format!("`{out}` is a file; {name} is a folder of files"));
    }
    if !info.is_folder && args.out.is_dir() {
        let out = args.out.display();
        return Err(format!(
            "`{out}` is a folder; expected the name of a file, such as `{}`",
            args.out.join(info.default_name).display()
        ));
    }
    let engine = engine(&args.file, day)?;
    let parcel = export::parcel(format, &engine, &options(args, format, &engine)?)?;
    let mut report = export::loss_report(&engine, info.title, &parcel.losses);
    if args.mask_names {
        report = Mask::new(engine.model()).text(&report);
    }
    let written = export::write_with_report(&parcel, &report, info.is_folder, &args.out)
        .map_err(|e| e.to_string())?;
    let mut text = String::new();
    for path in &written {
        text.push_str(&format!("{}\n", path.display()));
    }
    text.push_str(&match parcel.losses.len() {
        0 => "Everything carries over\n".to_owned(),
        n => {
            let one = "thing does not carry over as it is";
            let several = "things do not carry over as they are";
            format!("{}: see the last of these files\n", count(n, one, several))
        }
    });
    let losses = parcel.losses.iter().map(|loss| {
        json!({
            "fate": loss.fate.word(),
            "what": loss.what,
            "why": loss.why,
        })
    });
    let files = written.iter().map(|path| path.display().to_string());
    Ok(Reply::new(
        text,
        json!({
            "format": info.name,
            "out": args.out.display().to_string(),
            "files": files.collect::<Vec<_>>(),
            "losses": losses.collect::<Vec<_>>(),
            "counts": Fate::ALL
                .iter()
                .map(|fate| {
                    let n = parcel.losses.iter().filter(|loss| loss.fate == *fate).count();
                    (fate.word().to_owned(), json!(n))
                })
                .collect::<serde_json::Map<_, _>>(),
        }),
    ))
}

fn format(name: &str) -> Result<Format, String> {
    let names = FORMATS.iter().map(|info| info.name);
    Format::named(name).ok_or_else(|| match nearest(name, names.clone()) {
        Some(near) => format!("there is no format `{name}`; did you mean `{near}`?"),
        None => {
            let all: Vec<&str> = names.collect();
            format!(
                "there is no format `{name}`; expected one of {}",
                all.join(", ")
            )
        }
    })
}

fn options(args: &Export, format: Format, engine: &Engine) -> Result<ExportOptions, String> {
    if args.targets && !matches!(format, Format::Csv | Format::Xlsx) {
        return Err("`--targets` is for csv and xlsx".to_owned());
    }
    if args.mask_names && format != Format::Html {
        return Err("`--mask-names` is for html".to_owned());
    }
    if args.wording.is_some() && format != Format::Setup {
        return Err("`--wording` is for setup".to_owned());
    }
    let report = match format {
        Format::Html => pictures::report_input(engine, args.mask_names),
        _ => ReportInput::default(),
    };
    Ok(ExportOptions {
        with_targets: args.targets,
        report,
        wording: args.wording.as_deref().map(wording).transpose()?,
    })
}

fn wording(name: &str) -> Result<Wording, String> {
    Wording::named(name).ok_or_else(|| {
        let names = Wording::ALL.map(Wording::name);
        match nearest(name, names) {
            Some(near) => format!("there is no wording `{name}`; did you mean `{near}`?"),
            None => format!(
                "there is no wording `{name}`; expected one of {}",
                names.join(", ")
            ),
        }
    })
}
