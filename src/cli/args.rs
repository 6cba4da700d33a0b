//! The commands and their options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::model::Date;

/// Design who may see and do what in an HR system, and see it with any person's eyes.
///
/// Without a command the window opens. Everything stays on this computer.
#[derive(Debug, Parser)]
#[command(name = "sightline", version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// The model to open in the window
    pub file: Option<PathBuf>,
    /// What to answer without a window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands that need no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a model: problems, expectations, duty conflicts
    #[command(after_help = "Example:\n  sightline check samples/leena/model.ron")]
    Check(CheckArgs),
    /// May someone do something to someone? With the reasons
    #[command(
        after_help = "Example:\n  sightline can samples/cases/l.ron --as A --do onb.status@edit --on Y"
    )]
    Can(CanArgs),
    /// Everything someone can do, and on whom
    #[command(
        after_help = "Example:\n  sightline see samples/leena/model.ron --as \"Employee 1\" --do onb.candidates"
    )]
    See(SeeArgs),
    /// Everyone who can do something
    #[command(
        after_help = "Example:\n  sightline who samples/cases/l.ron --do onb.status@edit --on Y"
    )]
    Who(WhoArgs),
    /// Who gains and who loses what between two models, by name
    #[command(after_help = "Example:\n  sightline diff before.ron after.ron")]
    Diff(DiffArgs),
    /// Whether a change to a role would be accepted. Never writes
    #[command(
        after_help = "Example:\n  sightline try samples/cases/s.ron --set member edit_hrm=all"
    )]
    Try(TryArgs),
    /// Whether the delegation rules let someone do an administrative act
    #[command(
        after_help = "Example:\n  sightline may samples/cases/p.ron --as ad --act give_role --role admin --on rep"
    )]
    May(MayArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The model
    pub file: PathBuf,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// The day the answers are for, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
}

/// Arguments of `can`.
#[derive(Debug, Args)]
pub struct CanArgs {
    /// The model
    pub file: PathBuf,
    /// Who: id or exact name
    #[arg(long = "as", value_name = "WHO")]
    pub who: String,
    /// What: PERMISSION or PERMISSION@LEVEL
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: String,
    /// On whom or what: id or exact name; twice for a person and an item
    #[arg(long = "on", value_name = "TARGET")]
    pub on: Vec<String>,
    /// The day, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `see`.
#[derive(Debug, Args)]
pub struct SeeArgs {
    /// The model
    pub file: PathBuf,
    /// Who: id or exact name
    #[arg(long = "as", value_name = "WHO")]
    pub who: String,
    /// Only this: PERMISSION or PERMISSION@LEVEL
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: Option<String>,
    /// The day, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `who`.
#[derive(Debug, Args)]
pub struct WhoArgs {
    /// The model
    pub file: PathBuf,
    /// What: PERMISSION or PERMISSION@LEVEL
    #[arg(long = "do", value_name = "PERMISSION[@LEVEL]")]
    pub deed: String,
    /// On whom or what: id or exact name; twice for a person and an item
    #[arg(long = "on", value_name = "TARGET")]
    pub on: Vec<String>,
    /// The day, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The model before
    pub old: PathBuf,
    /// The model after
    pub new: PathBuf,
    /// The day, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `try`.
#[derive(Debug, Args)]
pub struct TryArgs {
    /// The model
    pub file: PathBuf,
    /// A role and what to set: ROLE PERMISSION=VALUE …, where VALUE is a level, a named reach, or
    /// LEVEL@REACH. Everything set is judged together
    #[arg(long = "set", num_args = 2.., value_names = ["ROLE", "PERMISSION=VALUE"], required = true)]
    pub set: Vec<String>,
    /// Whose rights count; whoever holds the model if not given
    #[arg(long = "as", value_name = "WHO")]
    pub editor: Option<String>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `may`.
#[derive(Debug, Args)]
pub struct MayArgs {
    /// The model
    pub file: PathBuf,
    /// Who: id or exact name
    #[arg(long = "as", value_name = "WHO")]
    pub who: String,
    /// The act, such as give_role, add_user, set_permissions, flip_switch
    #[arg(long)]
    pub act: String,
    /// The role given, taken or edited
    #[arg(long)]
    pub role: Option<String>,
    /// On whom or what: a person, group, role, team, module or switch; for add_user a new name
    #[arg(long = "on", value_name = "SUBJECT")]
    pub on: String,
    /// The day, such as 2026-11-21; today if not given
    #[arg(long, value_name = "DAY")]
    pub on_date: Option<Date>,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}
