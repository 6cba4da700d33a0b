//! Opening, saving and leaving a document. Every way out passes `unless_unsaved`.

use std::path::{Path, PathBuf};

use crate::io;
use crate::model::Model;

use super::Session;
use super::action::Effect;
use super::background::discard;
use super::document::{Document, Snapshot};
use super::files::{self, Origin};
use super::opening::Opening;
use super::place::{Selection, Workspace};
use super::preferences::Recent;
use super::question::{After, Question};
use super::saving::{Next, Saving};
use super::template::TEMPLATES;

impl Session {
    pub(super) fn unless_unsaved(&mut self, then: After) {
        if self.is_unsaved() {
            self.question = Some(Question::Unsaved { then });
        } else {
            self.go_on(then);
        }
    }

    fn go_on(&mut self, then: After) {
        self.question = None;
        match then {
            After::Stay => {}
            After::Close => self.effects.push(Effect::Close),
            After::AskOpen => {
                self.asking = Asking::Open;
                self.effects.push(Effect::AskOpen);
            }
            After::Open(path) => self.open(&path),
            After::New(template) => self.new_from(template),
            After::CloseModel => self.replace(None),
            After::ShowOpened => self.show_opened(),
            After::Recover { nth, compare } => self.recover(nth, compare),
        }
    }

    pub(super) fn replace(&mut self, document: Option<Document>) {
        let gone = std::mem::replace(&mut self.document, document);
        discard(gone);
        self.stop_opening();
        self.analysis.forget();
        self.n_documents += 1;
        self.as_of = None;
        self.scenarios = self.kept_scenarios();
        self.stand_ins = Default::default();
        self.selection = Selection::default();
        self.trail = Default::default();
        self.seeing_as = None;
        self.refusal = None;
        self.toast = None;
        self.workspace = Workspace::Organisation;
    }

    fn new_from(&mut self, template: usize) {
        let Some(template) = TEMPLATES.get(template) else {
            return;
        };
        match template.model() {
            Ok(model) => self.replace(Some(Document::new(model))),
            Err(lines) => self.trouble(
                format!("“{}” could not be opened", template.name),
                "What was open stays as it is",
                lines,
            ),
        }
    }

    pub(super) fn ask_import(&mut self) {
        self.question = None;
        self.asking = Asking::Import;
        self.effects.push(Effect::AskImport);
    }

    pub(super) fn is_importing(&self) -> bool {
        self.asking == Asking::Import
    }

    /// Shows what a file of others would do; without a model it is taken into a blank one.
    pub(super) fn import(&mut self, path: &Path) {
        self.asking = Asking::Open;
        let path = files::typed(&path.to_string_lossy());
        if self.document.is_none() {
            self.new_from(TEMPLATES.len() - 1);
        }
        if self.workspace != Workspace::Organisation {
            self.visit(Workspace::Organisation, None);
        }
        self.effects.push(Effect::ShowImport(path));
    }

    /// Opens a file: at once where it is small, else in a thread while what is open stays usable.
    pub(super) fn open(&mut self, path: &Path) {
        if !io::is_within(path, self.patience.bytes) {
            self.opening = Some(Opening::new(path, self.today, &self.patience.wake));
            self.opening_from = self
                .document
                .as_ref()
                .map(|document| document.history().state());
            return;
        }
        self.opening = None;
        match files::read(path, &mut |_| {}) {
            Ok(read) => {
                self.remember(&read.model, &read.origin);
                self.replace(Some(Document::opened(read.model, read.origin)));
            }
            Err(lines) => self.not_opened(path, lines),
        }
    }

    pub(super) fn not_opened(&mut self, path: &Path, lines: Vec<String>) {
        self.trouble(
            format!("{} could not be opened", short(path)),
            "What was open stays as it is",
            lines,
        );
    }

    /// Takes over files that were opened or written in threads. True if anything came in.
    pub(super) fn take_over_files(&mut self) -> bool {
        let was_saving = self.take_over_saved() | self.take_over_reread();
        let Some(outcome) = self.opening.as_ref().and_then(Opening::poll) else {
            return was_saving;
        };
        let Some(opening) = self.opening.take() else {
            return was_saving;
        };
        match outcome {
            Ok(opened) => {
                self.opened = Some(Box::new(opened));
                // What was edited while the file was read has not been asked about yet.
                let now = self
                    .document
                    .as_ref()
                    .map(|document| document.history().state());
                if now == self.opening_from {
                    self.show_opened();
                } else {
                    self.unless_unsaved(After::ShowOpened);
                }
            }
            Err(lines) => self.not_opened(opening.path(), lines),
        }
        true
    }

    fn show_opened(&mut self) {
        let Some((read, answers)) = self.opened.take().map(|opened| *opened) else {
            return;
        };
        self.remember(&read.model, &read.origin);
        self.replace(Some(Document::opened(read.model, read.origin)));
        if let Some(document) = &self.document {
            let of = (document.revision(), self.today);
            self.analysis.adopt(of, answers, &self.patience.wake);
        }
    }

    /// What was to be opened is not opened.
    pub(super) fn stop_opening(&mut self) {
        self.opening = None;
        discard(self.opened.take());
    }

    pub(super) fn remember(&mut self, model: &Model, origin: &Origin) {
        let Some(path) = &origin.path else { return };
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        self.preferences.remember(Recent {
            path,
            name: model.name().to_owned(),
            n_people: model.principals().len(),
            day: self.today.to_string(),
        });
        self.keep_preferences();
    }

    pub(super) fn save(&mut self, then: After) {
        let Some(document) = &self.document else {
            return;
        };
        // It is being written as it is: what comes after, comes after that.
        if let Some(saving) = &mut self.saving
            && saving.of_document == self.n_documents
            && saving.snapshot.state() == document.history().state()
        {
            saving.then = then;
            self.question = None;
            return;
        }
        match document.origin().path.clone() {
            None => self.ask_save(then),
            Some(path) => {
                if self.may_write(&path, &then) {
                    self.write(&path, then);
                }
            }
        }
    }

    pub(super) fn ask_save(&mut self, then: After) {
        let Some(document) = &self.document else {
            return;
        };
        let origin = document.origin();
        let name = origin
            .file_name()
            .unwrap_or_else(|| format!("{}.ron", crate::model::slug(&document.title(), |_| false)));
        let folder = origin.path.as_deref().and_then(Path::parent);
        let folder = folder.map(Path::to_owned);
        self.question = None;
        self.after_save = then;
        self.drop_export();
        self.asking = Asking::Save;
        self.effects.push(Effect::AskSave {
            name,
            folder,
            is_folder: false,
        });
    }

    pub(super) fn save_chosen(&mut self, path: PathBuf, confirmed: bool) {
        if self.asking == Asking::Export {
            let typed = files::typed(&path.to_string_lossy());
            self.export_chosen(&typed, confirmed && typed == path);
            return;
        }
        let then = std::mem::replace(&mut self.after_save, After::Stay);
        let typed = files::typed(&path.to_string_lossy());
        let full = files::with_extension(&typed);
        let same = full == path;
        let own = self
            .document
            .as_ref()
            .is_some_and(|document| document.origin().path.as_deref() == Some(&full));
        if full.exists() && !own && !(confirmed && same) {
            self.question = Some(Question::Overwrite { path: full, then });
        } else {
            self.write(&full, then);
        }
    }

    fn write(&mut self, path: &Path, then: After) {
        let Some(document) = &self.document else {
            return;
        };
        let snapshot = document.snapshot();
        if let Some(saving) = &mut self.saving {
            saving.next = Some(Next {
                path: path.to_owned(),
                of_document: self.n_documents,
                then,
            });
            return;
        }
        if snapshot.model().principals().len() > self.patience.people {
            let wake = &self.patience.wake;
            let saving = Saving::new(path, self.n_documents, snapshot, then, wake);
            self.saving = Some(saving);
            return;
        }
        let outcome = files::write(path, snapshot.model());
        self.written(path, snapshot, then, outcome);
    }

    fn take_over_saved(&mut self) -> bool {
        let Some(outcome) = self.saving.as_ref().and_then(Saving::poll) else {
            return false;
        };
        let Some(saving) = self.saving.take() else {
            return false;
        };
        let path = saving.path().to_owned();
        if saving.of_document == self.n_documents {
            self.written(&path, saving.snapshot, saving.then, outcome);
        } else if let Err(why) = outcome {
            self.not_saved(&path, why);
        }
        if let Some(next) = saving.next
            && next.of_document == self.n_documents
        {
            self.write(&next.path, next.then);
        }
        true
    }

    fn written(
        &mut self,
        path: &Path,
        snapshot: Snapshot,
        then: After,
        outcome: Result<Origin, String>,
    ) {
        let Some(document) = &mut self.document else {
            return;
        };
        match outcome {
            Ok(origin) => {
                let model = snapshot.model().clone();
                document.saved_as(origin.clone(), snapshot);
                self.remember(&model, &origin);
                self.keep_scenarios();
                self.say(format!("Saved {}", short(path)), false);
                // Edits made meanwhile are not in the file: they are asked about.
                self.unless_unsaved_then(then);
            }
            Err(why) => self.not_saved(path, why),
        }
    }

    fn unless_unsaved_then(&mut self, then: After) {
        if then == After::Stay {
            self.go_on(then);
        } else {
            self.unless_unsaved(then);
        }
    }

    fn not_saved(&mut self, path: &Path, why: String) {
        self.trouble(
            format!("{} could not be saved", short(path)),
            "Your changes are still here, and the file on the disk is as it was",
            vec![why],
        );
    }

    pub(super) fn no_dialog(&mut self, why: String) {
        self.question = Some(match self.asking {
            Asking::Open => Question::TypeOpen { why },
            Asking::Import => Question::TypeImport { why },
            Asking::Save => Question::TypeSave {
                why,
                path: self.proposed_path(),
            },
            Asking::Export => Question::TypeSave {
                why,
                path: self.export_name(),
            },
        });
    }

    fn proposed_path(&self) -> String {
        let Some(document) = &self.document else {
            return String::new();
        };
        match &document.origin().path {
            Some(path) => path.display().to_string(),
            None => format!("{}.ron", crate::model::slug(&document.title(), |_| false)),
        }
    }

    pub(super) fn answer_save(&mut self) {
        if let Some(Question::Unsaved { then }) = self.question.take() {
            self.save(then);
        }
    }

    pub(super) fn answer_cancel(&mut self) {
        self.drop_export();
        let shows_opened = Question::Unsaved {
            then: After::ShowOpened,
        };
        if self.question.take() == Some(shows_opened) {
            self.stop_opening();
        }
    }

    pub(super) fn answer_go_on(&mut self) {
        match self.question.take() {
            Some(Question::Unsaved { then }) => self.go_on(then),
            Some(Question::Overwrite { path, .. }) if self.is_exporting() => {
                self.write_export(path);
            }
            Some(Question::Overwrite { path, then }) => self.write(&path, then),
            Some(Question::OnDisk { .. }) => {}
            Some(
                Question::TypeOpen { .. }
                | Question::TypeImport { .. }
                | Question::TypeSave { .. }
                | Question::Trouble { .. },
            )
            | None => {}
        }
    }

    pub(super) fn trouble(&mut self, title: String, stays: &str, lines: Vec<String>) {
        self.question = Some(Question::Trouble {
            title,
            stays: stays.to_owned(),
            lines,
        });
    }
}

/// What a dialog is open for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asking {
    #[default]
    Open,
    Import,
    Save,
    Export,
}

pub(super) fn short(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
