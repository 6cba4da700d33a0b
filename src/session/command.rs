//! The commands: one list with words, keys and icons, from which menus, the palette and the list
//! of keys are made.

use super::place::Workspace;
use super::shortcut::{KeyName, Shortcut};
use super::{Session, ThemeChoice};
use crate::model::Key;

/// Something the user can order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Start page with the templates, or a blank model.
    New,
    /// Open a file.
    Open,
    /// Save.
    Save,
    /// Save under another name.
    SaveAs,
    /// Take people, a matrix of roles or a model from a file of others.
    Import,
    /// Show what the model can be exported to.
    Export,
    /// Close the model.
    CloseModel,
    /// Close the window.
    Quit,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Redo, on the other key people know.
    RedoAlso,
    /// Show what an earlier run left behind.
    Recover,
    /// Show or hide the list of all steps.
    History,
    /// Open the palette.
    Palette,
    /// Back to what was looked at before.
    Back,
    /// Forward again.
    Forward,
    /// Bring a workspace to the centre.
    Go(Workspace),
    /// Look with the eyes of whoever is selected.
    SeeAsSelected,
    /// Look with nobody's eyes.
    SeeAsNobody,
    /// Think out what would come of something.
    WhatIf,
    /// Answer for today again.
    BackToToday,
    /// Add a person.
    AddPerson,
    /// Open the form that adds an admin.
    AddAdmin,
    /// Ask under whom the selected people are to be.
    MoveUnder,
    /// Remove what is selected.
    Remove,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Follow the system, or stay light or dark.
    Theme(ThemeChoice),
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// Usual size.
    ZoomReset,
    /// List of keys.
    Shortcuts,
    /// About the program.
    About,
}

/// A command in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// Verb first, as in menus.
    pub text: &'static str,
    /// One sentence for the tooltip.
    pub doc: &'static str,
    /// Its key.
    pub key: Option<Shortcut>,
    /// Icon.
    pub icon: &'static str,
}

const fn info(
    text: &'static str,
    doc: &'static str,
    icon: &'static str,
    key: Option<Shortcut>,
) -> Info {
    Info {
        text,
        doc,
        key,
        icon,
    }
}

impl Command {
    /// Every command, in the order of the list of keys.
    pub const ALL: [Command; 39] = [
        Command::New,
        Command::Open,
        Command::Save,
        Command::SaveAs,
        Command::Import,
        Command::Export,
        Command::CloseModel,
        Command::Recover,
        Command::Quit,
        Command::Undo,
        Command::Redo,
        Command::RedoAlso,
        Command::History,
        Command::Remove,
        Command::AddPerson,
        Command::AddAdmin,
        Command::MoveUnder,
        Command::Palette,
        Command::Back,
        Command::Forward,
        Command::Go(Workspace::Organisation),
        Command::Go(Workspace::Access),
        Command::Go(Workspace::Graph),
        Command::Go(Workspace::Simulate),
        Command::Go(Workspace::Checks),
        Command::Go(Workspace::Compare),
        Command::SeeAsSelected,
        Command::SeeAsNobody,
        Command::WhatIf,
        Command::BackToToday,
        Command::ToggleInspector,
        Command::ZoomIn,
        Command::ZoomOut,
        Command::ZoomReset,
        Command::Theme(ThemeChoice::System),
        Command::Theme(ThemeChoice::Light),
        Command::Theme(ThemeChoice::Dark),
        Command::Shortcuts,
        Command::About,
    ];

    /// Words, key and icon.
    pub fn info(self) -> Info {
        use Shortcut as S;
        match self {
            Command::New => info(
                "New model…",
                "Start from a template or blank",
                "note_add",
                Some(S::ctrl('N')),
            ),
            Command::Open => info(
                "Open…",
                "Open a model from a file",
                "folder_open",
                Some(S::ctrl('O')),
            ),
            Command::Save => info(
                "Save",
                "Write the model to its file",
                "save",
                Some(S::ctrl('S')),
            ),
            Command::SaveAs => info(
                "Save as…",
                "Write the model to another file",
                "save_as",
                Some(S::ctrl_shift('S')),
            ),
            Command::Import => info(
                "Import…",
                "Take people from a spreadsheet or a directory, or a matrix of roles",
                "upload_file",
                Some(S::ctrl_shift('I')),
            ),
            Command::Export => info(
                "Export…",
                "Hand the model on: to engines, spreadsheets, directories, as a report",
                "download",
                Some(S::ctrl_shift('X')),
            ),
            Command::CloseModel => info(
                "Close model",
                "Back to the start page",
                "close",
                Some(S::ctrl('W')),
            ),
            Command::Quit => info(
                "Quit",
                "Close the window",
                "exit_to_app",
                Some(S::ctrl('Q')),
            ),
            Command::Undo => info(
                "Undo",
                "Take the last change back",
                "undo",
                Some(S::ctrl('Z')),
            ),
            Command::Redo => info(
                "Redo",
                "Repeat what was taken back",
                "redo",
                Some(S::ctrl_shift('Z')),
            ),
            Command::RedoAlso => info(
                "Redo",
                "Repeat what was taken back",
                "redo",
                Some(S::ctrl('Y')),
            ),
            Command::Recover => info(
                "Recover…",
                "What was not saved when the program ended",
                "history",
                None,
            ),
            Command::History => info(
                "History",
                "All steps, to walk back to any of them and on again",
                "history",
                Some(S::ctrl('H')),
            ),
            Command::Palette => info(
                "Find or run…",
                "Find people, groups, roles, permissions, items and commands",
                "search",
                Some(S::ctrl('K')),
            ),
            Command::Back => info(
                "Back",
                "Back to what was looked at before",
                "arrow_back",
                Some(S::alt(KeyName::Left)),
            ),
            Command::Forward => info(
                "Forward",
                "Forward to where you came back from",
                "arrow_forward",
                Some(S::alt(KeyName::Right)),
            ),
            Command::Go(workspace) => go(workspace),
            Command::SeeAsSelected => info(
                "See as the selected person",
                "Look at the HR system with their eyes",
                "visibility",
                Some(S::ctrl('E')),
            ),
            Command::SeeAsNobody => info(
                "See as nobody",
                "Stop looking with someone's eyes",
                "visibility_off",
                Some(S::ctrl_shift('E')),
            ),
            Command::WhatIf => info(
                "What if…",
                "See who would gain and who would lose, before anything is done",
                "science",
                Some(S::ctrl_shift('W')),
            ),
            Command::BackToToday => info(
                "Back to today",
                "Answer for today again, not for another day",
                "calendar_today",
                None,
            ),
            Command::AddPerson => info(
                "Add person",
                "Add a person and open the fields",
                "person_add",
                Some(S::ctrl_shift('P')),
            ),
            Command::AddAdmin => info(
                "Add admin…",
                "Add someone with roles and labels",
                "shield_person",
                None,
            ),
            Command::MoveUnder => info(
                "Move under…",
                "Give the selected people another manager, with everyone below them",
                "move_item",
                Some(S::ctrl('M')),
            ),
            Command::Remove => info(
                "Remove",
                "Remove what is selected, and what names it",
                "delete",
                Some(S::plain(KeyName::Delete)),
            ),
            Command::ToggleInspector => info(
                "Show or hide the inspector",
                "The panel on the right",
                "right_panel_open",
                Some(S::ctrl_key(KeyName::Backslash)),
            ),
            Command::Theme(ThemeChoice::System) => info(
                "Theme as the system has it",
                "Light or dark as the system says",
                "palette",
                None,
            ),
            Command::Theme(ThemeChoice::Light) => {
                info("Light theme", "Always light", "light_mode", None)
            }
            Command::Theme(ThemeChoice::Dark) => {
                info("Dark theme", "Always dark", "dark_mode", None)
            }
            Command::ZoomIn => info(
                "Larger",
                "Everything a step larger",
                "zoom_in",
                Some(S::ctrl_key(KeyName::Plus)),
            ),
            Command::ZoomOut => info(
                "Smaller",
                "Everything a step smaller",
                "zoom_out",
                Some(S::ctrl_key(KeyName::Minus)),
            ),
            Command::ZoomReset => info(
                "Usual size",
                "Everything at 100 %",
                "fit_screen",
                Some(S::ctrl('0')),
            ),
            Command::Shortcuts => info(
                "Keys",
                "Every command with its key",
                "keyboard",
                Some(S::plain(KeyName::F(1))),
            ),
            Command::About => info("About Sightline", "Version and licences", "info", None),
        }
    }

    /// Why it cannot be run now, if it cannot.
    pub fn blocked(self, session: &Session) -> Option<&'static str> {
        let history = session.document().map(super::Document::history);
        match self {
            Command::Save
            | Command::SaveAs
            | Command::Export
            | Command::CloseModel
            | Command::History
            | Command::WhatIf
            | Command::AddPerson
            | Command::AddAdmin => history.is_none().then_some("Open or make a model first"),
            Command::Go(_) => history.is_none().then_some("Open or make a model first"),
            Command::Undo => history
                .and_then(|history| history.undo_label())
                .is_none()
                .then_some("There is nothing to undo"),
            Command::Redo | Command::RedoAlso => history
                .and_then(|history| history.redo_label())
                .is_none()
                .then_some("There is nothing to redo"),
            Command::Recover => session
                .left_behind()
                .is_empty()
                .then_some("Nothing was left behind"),
            Command::Back => (!session.trail().can_go_back()).then_some("This is where you began"),
            Command::Forward => {
                (!session.trail().can_go_forward()).then_some("You have not gone back")
            }
            Command::SeeAsSelected => (!matches!(session.selected(), Some(Key::Principal(_))))
                .then_some("Select a person or an account first"),
            Command::SeeAsNobody => (session.seeing_as().is_none() && session.eyes().is_none())
                .then_some("You see with nobody's eyes"),
            Command::BackToToday => session
                .as_of()
                .is_none()
                .then_some("It is today that is answered for"),
            Command::MoveUnder => session
                .movable()
                .is_empty()
                .then_some("Select people first"),
            Command::Remove => session
                .selected()
                .is_none()
                .then_some("Select something first"),
            Command::New
            | Command::Open
            | Command::Import
            | Command::Quit
            | Command::Palette
            | Command::ToggleInspector
            | Command::Theme(_)
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::Shortcuts
            | Command::About => None,
        }
    }

    /// True if its key means something else while a text field has the keyboard.
    pub fn yields_to_text(self) -> bool {
        matches!(
            self,
            Command::Undo
                | Command::Redo
                | Command::RedoAlso
                | Command::Remove
                | Command::Back
                | Command::Forward
        )
    }
}

fn go(workspace: Workspace) -> Info {
    let (text, doc, digit) = match workspace {
        Workspace::Organisation => ("Go to Organisation", "People, teams, labels, items", '1'),
        Workspace::Access => ("Go to Access", "Groups, roles and permissions", '2'),
        Workspace::Graph => (
            "Go to Graph",
            "What implies, requires and leads to what",
            '3',
        ),
        Workspace::Simulate => ("Go to Simulate", "The HR system with someone's eyes", '4'),
        Workspace::Checks => ("Go to Checks", "Expectations, duties, problems", '5'),
        Workspace::Compare => (
            "Go to Compare",
            "Who gains and who loses since the last save",
            '6',
        ),
    };
    info(text, doc, workspace.icon(), Some(Shortcut::ctrl(digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_lie_on_one_key() {
        for (n, one) in Command::ALL.iter().enumerate() {
            for other in &Command::ALL[n + 1..] {
                let (a, b) = (one.info().key, other.info().key);
                assert!(a.is_none() || a != b, "{one:?} and {other:?} share {a:?}");
            }
        }
    }

    #[test]
    fn every_command_has_words() {
        for command in Command::ALL {
            let info = command.info();
            assert!(!info.text.is_empty() && !info.doc.is_empty() && !info.icon.is_empty());
            assert!(!info.doc.ends_with('.'), "{}", info.doc);
        }
    }
}
