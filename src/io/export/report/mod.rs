//! The hand-over report: one HTML file that needs no network, to read, to print and to sign.
//!
//! Plain data first (`scheme`, `matrix`, `checks`, `people`), then templates in `assets/report`,
//! which escape whatever they print. Names are masked at the one place where values are printed.

mod checks;
mod matrix;
mod page;
mod people;
mod scheme;

use serde::Serialize;

use super::mask::Mask;
use super::parcel::{Parcel, ParcelFile};
use super::said;
use crate::engine::{Engine, Words};
use crate::model::{Ladder, LevelId, Model, PrincipalId, PrincipalSort, Scope};

/// A picture of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What stands above it.
    pub title: String,
    /// The picture, as SVG.
    pub svg: String,
}

/// The signs of levels and reaches. Who draws pictures knows them, and hands them in.
#[derive(Clone, Debug)]
pub struct Signs {
    /// All of them as SVG symbols.
    pub symbols: String,
    /// The name of a level's symbol.
    pub level: fn(&Ladder, &LevelId) -> String,
    /// The name of a scope's symbol.
    pub reach: fn(&Model, &Scope) -> String,
    /// What is added to the name where a level comes from elsewhere.
    pub taken_over: &'static str,
}

/// What a report is made of besides the model.
#[derive(Clone, Debug, Default)]
pub struct ReportInput {
    /// Pictures of the graphs, drawn without names if names are masked.
    pub pictures: Vec<Picture>,
    /// The signs; without them there are words only.
    pub signs: Option<Signs>,
    /// People become "Person 1", records "Course 3".
    pub mask_names: bool,
}

/// Makes the report.
pub fn report(engine: &Engine, input: &ReportInput, name: &str) -> Result<Parcel, String> {
    let mask = input.mask_names.then(|| Mask::new(engine.model()));
    let cx = Context {
        engine,
        words: Words::in_full(engine.model()),
        signs: input.signs.as_ref(),
        mask: mask.as_ref(),
    };
    let html = page::page(&cx, &input.pictures)?;
    Ok(Parcel {
        files: vec![ParcelFile::new(name, html)],
        losses: checks::losses(&cx),
    })
}

/// What the parts of the report read.
struct Context<'a> {
    engine: &'a Engine,
    words: Words<'a>,
    signs: Option<&'a Signs>,
    mask: Option<&'a Mask>,
}

impl Context<'_> {
    fn model(&self) -> &Model {
        self.engine.model()
    }

    /// The name of someone: their stand-in where names are masked.
    fn person(&self, id: &PrincipalId) -> String {
        let stand_in = self.mask.and_then(|mask| mask.principal(id));
        stand_in.map_or_else(|| self.words.person(id), str::to_owned)
    }

    /// A level: its word and its sign.
    fn level(&self, ladder: &Ladder, level: &LevelId, is_own: bool) -> Level {
        let sign = self.signs.map(|signs| {
            let end = if is_own { "" } else { signs.taken_over };
            format!("{}{end}", (signs.level)(ladder, level))
        });
        Level {
            word: level.to_string(),
            sign,
            is_own,
        }
    }

    /// The sign of a scope.
    fn reach(&self, scope: &Scope) -> Option<String> {
        self.signs.map(|signs| (signs.reach)(self.model(), scope))
    }
}

/// A level as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Level {
    word: String,
    sign: Option<String>,
    is_own: bool,
}

/// What stands at the head.
#[derive(Debug, Serialize)]
struct Head {
    name: String,
    notes: Vec<String>,
    day: String,
    hash: String,
    program: &'static str,
    is_masked: bool,
    counts: Vec<(String, usize)>,
}

fn head(cx: &Context<'_>) -> Head {
    let model = cx.model();
    let of = |sort| model.principals().iter().filter(|p| p.sort == sort).count();
    let counts = [
        ("People", of(PrincipalSort::Person)),
        ("Service users", of(PrincipalSort::ServiceUser)),
        ("External users", of(PrincipalSort::External)),
        ("Items", model.items().len()),
        ("Modules", model.modules().len()),
        ("Permissions", model.permissions().len()),
        ("Roles", model.roles().len()),
        ("Groups", model.groups().len()),
    ];
    let name = model.name().trim();
    Head {
        name: if name.is_empty() {
            "Access scheme"
        } else {
            name
        }
        .to_owned(),
        notes: paragraphs(model.notes()),
        day: cx.engine.day().to_string(),
        hash: said::hash(model),
        program: said::PROGRAM,
        is_masked: cx.mask.is_some(),
        counts: counts.map(|(what, n)| (what.to_owned(), n)).to_vec(),
    }
}

/// Text as paragraphs: a blank line parts them.
fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
