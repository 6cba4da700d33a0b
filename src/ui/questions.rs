//! What stands before the window until it is answered: unsaved changes, a file that is there, a
//! path to type, what is wrong with a file; and the list of keys and the about box.

use crate::session::{Action, Actions, Question, Session};
use crate::ui::widgets::{self, Answer, Look};

/// What is open besides the session's own question.
#[derive(Debug, Default)]
pub struct State {
    /// The list of keys.
    pub shortcuts: bool,
    /// The about box.
    pub about: bool,
}

/// Draws what waits for an answer.
pub fn show(ctx: &egui::Context, session: &Session, _state: &mut State, actions: &mut Actions) {
    let Some(question) = session.question() else {
        return;
    };
    match question {
        Question::Unsaved { .. } => {
            let name = session
                .document()
                .map(crate::session::Document::title)
                .unwrap_or_default();
            let answer = widgets::Question {
                title: "Save the changes first?",
                sentence: &format!(
                    "“{name}” has changes that no file holds. Without saving they are lost"
                ),
                answers: &[
                    ("Save", Look::Primary),
                    ("Discard", Look::Destructive),
                    ("Cancel", Look::Plain),
                ],
            }
            .show(ctx);
            match answer {
                Some(Answer::Button(0)) => actions.push(Action::AnswerSave),
                Some(Answer::Button(1)) => actions.push(Action::AnswerGoOn),
                Some(_) => actions.push(Action::AnswerCancel),
                None => {}
            }
        }
        _ => actions.push(Action::AnswerCancel),
    }
}
