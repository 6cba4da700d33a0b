//! What one may type: commands, options, and their help.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::io::export::FORMATS;
use crate::model::Date;

/// Design who may see and do what in an HR system, and see it with any person's eyes.
///
/// Without a command the window opens. The commands answer the same questions without a display.
#[derive(Debug, Parser)]
#[command(
    name = "sightline",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Example:\n  sightline can samples/cases/s.ron --as mia --do hrm.timeoff --on mia"
)]
pub struct Cli {
    /// A question to answer; none opens the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// A model to open in the window.
    pub file: Option<PathBuf>,
}

/// The questions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a model: problems, expectations, separation of duties.
    #[command(after_help = "\
Exit: 0 everything holds, 1 something does not, 2 the file cannot be read.

Example:
  sightline check samples/leena/model.ron")]
    Check(Check),
    /// Ask whether someone can do something, and why.
    #[command(after_help = "\
Without @LEVEL the lowest level above the bottom is meant. Names are ids or exact names; the last
part of a permission's path will do where it is unique. An item brings the person it is about along.
Exit: 0 answered, 2 the question names something that is not there.

Example:
  sightline can samples/cases/s.ron --as mia --do timeoff --on mia")]
    Can(Can),
    /// List everything someone can do and on whom.
    #[command(after_help = "\
Example:
  sightline see samples/leena/model.ron --as employee-a
  sightline see samples/cases/s.ron --as mia --do hrm.see_profile")]
    See(See),
    /// List everyone who can do something.
    #[command(after_help = "\
Example:
  sightline who samples/cases/s.ron --do hrm.see_profile --on tom")]
    Who(Who),
    /// Ask a plain question.
    #[command(after_help = "\
Without a question it lists what can be asked of the model.
Exit: 0 answered, 2 not understood; what would be accepted is said.

Example:
  sightline ask samples/acme/model.ron \"who can edit salary of people in Berlin\"
  sightline ask samples/leena/model.ron \"what can Employee 1 see\"")]
    Ask(Ask),
    /// Compare two models: who gains and who loses what.
    #[command(after_help = "\
Exit: 0 the same access, 1 it differs, 2 a file cannot be read.

Example:
  sightline diff samples/cases/s.ron samples/cases/l.ron")]
    Diff(Diff),
    /// Try a change of a role. Nothing is written.
    #[command(after_help = "\
A value is a named reach (all), a level (edit), both (edit@all), or none to take the permission away.
Everything in one command is one change.
Exit: 0 accepted, 1 refused, 2 the question names something that is not there.

Example:
  sightline try samples/cases/s.ron --set member edit_hrm=all see_profile=all")]
    Try(Try),
    /// Ask whether the delegation rules let someone do an administrative act.
    #[command(after_help = "\
The one or the thing acted on is a person, group, role, team, module or switch; write group:admins
where an id is used twice, and new for someone about to be added.

Example:
  sightline may samples/cases/d.ron --as csa --act add_user --role local --on new")]
    May(May),
    /// Save the graph as a picture: SVG, PNG or DOT, by the ending of its name.
    #[command(after_help = "\
The access graph shows people, groups, roles, permissions and what they reach; the permission graph
shows what permissions imply, need and are part of. Names are ids or exact names.
Exit: 0 saved, 2 the file cannot be read, the picture cannot be saved, or a name is not there.

Example:
  sightline graph samples/acme/model.ron --out acme.svg
  sightline graph samples/leena/model.ron --out salary.png --focus salary --depth 2 --scale 2
  sightline graph samples/acme/model.ron --out why.svg --as sofia.almeida --do salary --on rui.nogueira")]
    Graph(Graph),
    /// Export a model for others, with a report of what does not carry over.
    #[command(after_help = EXPORT_HELP.as_str())]
    Export(Export),
    /// Take people from a spreadsheet, CSV or SCIM, roles from a matrix, or a model from JSON.
    #[command(after_help = "\
What the columns mean is guessed and printed; each guess can be said otherwise. Rows that cannot be
taken are listed with their number and the reason; the others are taken. Without --into a new
company is made. The file itself is never written to.
A column goes into: id, name, first name, last name, account, manager, teams, leads, groups, a field
of the model, a new field with its type (grade:number), or - to leave it out. In a matrix a column
is: module, permission, description, role, or -.
Exit: 0 all taken, 1 rows or cells refused, 2 the file cannot be read.

Example:
  sightline import samples/import/people.csv --out company.ron
  sightline import people.xlsx --into company.ron --out company.ron --leavers end
  sightline import list.csv --out company.ron --map \"Grade=grade:number\" --delimiter \";\" --dry-run")]
    Import(Import),
}

/// The formats come from the one table there is of them.
static EXPORT_HELP: LazyLock<String> = LazyLock::new(|| {
    let mut text = "Formats:\n".to_owned();
    for info in &FORMATS {
        let what = if info.is_folder { "folder" } else { "file" };
        let (name, purpose) = (info.name, info.purpose);
        text.push_str(&format!("  {name:<9} {purpose} (a {what})\n"));
    }
    text.push_str(
        "
A folder gets the report as LOSSES.md, a file as FILE.losses.md beside it. Nothing is left half
written.
Exit: 0 written, 2 the model cannot be read or the export cannot be written.

Example:
  sightline export samples/acme/model.ron --to csv --out acme-tables",
    );
    text
});

/// What every question takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// Answer as of this day, such as 2026-11-21; today if left out
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The model
    pub file: PathBuf,
    #[command(flatten)]
    pub common: Common,
}

/// `can`.
#[derive(Debug, Args)]
pub struct Can {
    /// The model
    pub file: PathBuf,
    /// Who acts
    #[arg(long = "as", value_name = "WHO")]
    pub actor: String,
    /// What they do
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: String,
    /// On which person or item; give both where a permission is about both
    #[arg(long = "on", value_name = "TARGET")]
    pub on: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `see`.
#[derive(Debug, Args)]
pub struct See {
    /// The model
    pub file: PathBuf,
    /// Who acts
    #[arg(long = "as", value_name = "WHO")]
    pub actor: String,
    /// Only this permission, with its targets
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `who`.
#[derive(Debug, Args)]
pub struct Who {
    /// The model
    pub file: PathBuf,
    /// What they do
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: String,
    /// On which person or item; on anything at all if left out
    #[arg(long = "on", value_name = "TARGET")]
    pub on: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `ask`.
#[derive(Debug, Args)]
pub struct Ask {
    /// The model
    pub file: PathBuf,
    /// The question; without one, what can be asked is listed
    pub question: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The model as it was
    pub old: PathBuf,
    /// The model as it is
    pub new: PathBuf,
    #[command(flatten)]
    pub common: Common,
}

/// `try`.
#[derive(Debug, Args)]
pub struct Try {
    /// The model
    pub file: PathBuf,
    /// A role, then what its permissions become: ROLE PERMISSION=VALUE …
    #[arg(long, required = true, num_args = 1.., value_names = ["ROLE", "PERMISSION=VALUE"])]
    pub set: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `may`.
#[derive(Debug, Args)]
pub struct May {
    /// The model
    pub file: PathBuf,
    /// Who acts
    #[arg(long = "as", value_name = "WHO")]
    pub actor: String,
    /// The act, such as give_role
    #[arg(long)]
    pub act: String,
    /// The role given, taken or edited
    #[arg(long)]
    pub role: Option<String>,
    /// On whom or what
    #[arg(long = "on", value_name = "SUBJECT")]
    pub on: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

/// `graph`.
#[derive(Debug, Args)]
pub struct Graph {
    /// The model
    pub file: PathBuf,
    /// Where to save it; the name ends in .svg, .png or .dot
    #[arg(long, value_name = "PICTURE")]
    pub out: PathBuf,
    /// Only what lies around this person, group, role, permission or module
    #[arg(long, value_name = "ID")]
    pub focus: Option<String>,
    /// How many steps around it; 0 for all that leads there and follows from it
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub depth: usize,
    /// Which graph
    #[arg(long, value_enum, default_value_t)]
    pub kind: GraphKind,
    /// Draw as one: each module with its permissions, roles or groups with those inside
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub fold: Vec<GraphFold>,
    /// On which ground
    #[arg(long, value_enum, default_value_t)]
    pub theme: GraphTheme,
    /// Light the paths of this one, and what blocks them
    #[arg(long = "as", value_name = "WHO", requires = "deed")]
    pub actor: Option<String>,
    /// … to this permission
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]", requires = "actor")]
    pub deed: Option<String>,
    /// … on this person or item
    #[arg(long = "on", value_name = "TARGET", requires = "deed")]
    pub on: Vec<String>,
    /// Pixels a point, for PNG; 1 if left out
    #[arg(long, value_name = "N", value_parser = scale)]
    pub scale: Option<f32>,
    #[command(flatten)]
    pub common: Common,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The file: CSV, XLSX, XLS, ODS, SCIM JSON, or a model as JSON
    pub file: PathBuf,
    /// Where to save the model
    #[arg(long, value_name = "MODEL", required_unless_present = "dry_run")]
    pub out: Option<PathBuf>,
    /// The model to take it into; a new one if left out
    #[arg(long, value_name = "MODEL")]
    pub into: Option<PathBuf>,
    /// What is in the file; guessed if left out
    #[arg(long, value_enum, value_name = "WHAT")]
    pub kind: Option<ImportKind>,
    /// Where a column goes; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// What parts the cells: one character, or comma, semicolon, tab, pipe
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<String>,
    /// The encoding, such as utf-8, utf-16le or windows-1252
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The sheet of a spreadsheet, by name or number
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// The row that names the columns, from 1; 0 if none does
    #[arg(long, value_name = "N")]
    pub head_row: Option<usize>,
    /// What becomes of people of the model who are not in the file
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub leavers: ImportLeavers,
    /// Say what would be taken, and save nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub common: Common,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// People, one a row
    People,
    /// Permissions down, roles across
    Matrix,
    /// A model as JSON
    Model,
}

/// What becomes of people who are not in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ImportLeavers {
    /// They stay as they are
    #[default]
    Keep,
    /// Their accounts end
    End,
    /// They are removed, with what is only about them
    Remove,
}

/// Which graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphKind {
    /// Who reaches what
    #[default]
    Access,
    /// What permissions imply, need and are part of
    Permissions,
}

/// What is drawn as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFold {
    /// Each module with its permissions
    Modules,
    /// Each role with the roles inside it
    Roles,
    /// Each group with the groups inside it
    Groups,
}

/// On which ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphTheme {
    /// Dark on light
    #[default]
    Light,
    /// Light on dark
    Dark,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The model
    pub file: PathBuf,
    /// To what, such as csv
    #[arg(long, value_name = "FORMAT")]
    pub to: String,
    /// The file or folder to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Tables: a row for every target of everyone as well
    #[arg(long)]
    pub targets: bool,
    /// Report: people become Person 1, items Course 3, everywhere
    #[arg(long)]
    pub mask_names: bool,
    /// Set-up sheet: in whose words: hibob, datafisher, sherp, leena, leapsome or neutral; those of
    /// the system the model looks like if left out
    #[arg(long, value_name = "SYSTEM")]
    pub wording: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (0.1..=20.0).contains(&scale) => Ok(scale),
        _ => Err("expected a number from 0.1 to 20".to_owned()),
    }
}

impl Command {
    /// What every question takes.
    pub fn common(&self) -> &Common {
        match self {
            Command::Check(args) => &args.common,
            Command::Can(args) => &args.common,
            Command::See(args) => &args.common,
            Command::Who(args) => &args.common,
            Command::Ask(args) => &args.common,
            Command::Diff(args) => &args.common,
            Command::Try(args) => &args.common,
            Command::May(args) => &args.common,
            Command::Graph(args) => &args.common,
            Command::Export(args) => &args.common,
            Command::Import(args) => &args.common,
        }
    }

    /// The words that begin a question.
    pub const NAMES: [&'static str; 11] = [
        "check", "can", "see", "who", "ask", "diff", "try", "may", "graph", "export", "import",
    ];
}
