//! Opening, saving and leaving a document. Every way out passes `unless_unsaved`.

use std::path::{Path, PathBuf};

use crate::model::Model;

use super::Session;
use super::action::Effect;
use super::document::Document;
use super::files::{self, Origin};
use super::place::{Selection, Workspace};
use super::preferences::Recent;
use super::question::{After, Question};
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
        }
    }

    fn replace(&mut self, document: Option<Document>) {
        self.document = document;
        self.analysis.forget();
        self.n_documents += 1;
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

    pub(super) fn open(&mut self, path: &Path) {
        match files::read(path) {
            Ok((model, origin)) => {
                self.remember(&model, &origin);
                self.replace(Some(Document::opened(model, origin)));
            }
            Err(lines) => self.trouble(
                format!("{} could not be opened", short(path)),
                "What was open stays as it is",
                lines,
            ),
        }
    }

    fn remember(&mut self, model: &Model, origin: &Origin) {
        let Some(path) = &origin.path else { return };
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        self.preferences.remember(Recent {
            path,
            name: model.name().to_owned(),
            n_people: model.principals().len(),
            day: self.day.to_string(),
        });
        self.keep_preferences();
    }

    pub(super) fn save(&mut self, then: After) {
        let Some(document) = &self.document else {
            return;
        };
        match document.origin().path.clone() {
            None => self.ask_save(then),
            Some(path) if document.origin().is_stale() => {
                self.question = Some(Question::ChangedOnDisk { path, then });
            }
            Some(path) => self.write(&path, then),
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
        self.question = None;
        self.after_save = then;
        self.asking = Asking::Save;
        self.effects.push(Effect::AskSave {
            name,
            folder: folder.map(Path::to_owned),
        });
    }

    pub(super) fn save_chosen(&mut self, path: PathBuf, confirmed: bool) {
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
        let Some(document) = &mut self.document else {
            return;
        };
        match files::write(path, document.model()) {
            Ok(origin) => {
                let model = document.model().clone();
                document.saved_as(origin.clone());
                self.remember(&model, &origin);
                self.say(format!("Saved {}", short(path)), false);
                self.go_on(then);
            }
            Err(why) => self.trouble(
                format!("{} could not be saved", short(path)),
                "Your changes are still here, and the file on the disk is as it was",
                vec![why],
            ),
        }
    }

    pub(super) fn no_dialog(&mut self, why: String) {
        self.question = Some(match self.asking {
            Asking::Open => Question::TypeOpen { why },
            Asking::Save => Question::TypeSave {
                why,
                path: self.proposed_path(),
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

    pub(super) fn answer_go_on(&mut self) {
        match self.question.take() {
            Some(Question::Unsaved { then }) => self.go_on(then),
            Some(Question::Overwrite { path, then } | Question::ChangedOnDisk { path, then }) => {
                self.write(&path, then);
            }
            Some(
                Question::TypeOpen { .. } | Question::TypeSave { .. } | Question::Trouble { .. },
            )
            | None => {}
        }
    }

    fn trouble(&mut self, title: String, stays: &str, lines: Vec<String>) {
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
    Save,
}

fn short(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
