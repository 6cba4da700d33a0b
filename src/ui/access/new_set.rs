//! Making a custom set: for whom, in which module, and what the default gave that will be lost,
//! said before it is saved (L33).

use egui::Ui;

use crate::engine::gate::{Verdict, try_change};
use crate::engine::{Cell, Engine, Words, capital, compare};
use crate::model::{Change, CustomSetId, Key, ModuleId, Subject};
use crate::session::edits::roles;
use crate::session::{Action, Actions};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{
    Button, CardAction, CardNote, ChangeCard, ChangeGroup, ChangeLine, Choice, Combo, Look, Tone,
    label,
};
use crate::ui::{Context, icons};

use super::form::form;
use super::picker;

/// What the form keeps.
#[derive(Debug, Default)]
pub struct State {
    draft: Option<Draft>,
}

#[derive(Debug)]
struct Draft {
    of: Option<Subject>,
    module: Option<ModuleId>,
    keep: bool,
    effect: Option<Effect>,
}

/// What making the set would do.
#[derive(Debug)]
struct Effect {
    of: ((u64, u64), Subject, ModuleId, bool),
    change: Option<(Change, CustomSetId)>,
    lost: Vec<(String, String)>,
    gained: Vec<(String, String)>,
    n_gains: usize,
    n_losses: usize,
    refusal: Option<String>,
}

impl State {
    /// Opens the form.
    pub fn start(&mut self) {
        self.draft.get_or_insert(Draft {
            of: None,
            module: None,
            keep: true,
            effect: None,
        });
    }
}

/// Draws the form while it is open.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(draft) = &mut state.draft else {
        return;
    };
    let t = theme::tokens(ui);
    let mut close = false;
    form(ui, "New custom set", |ui| {
        fields(ui, cx, draft);
        draft.refresh(cx);
        close = match &draft.effect {
            Some(effect) => effect.show(ui, actions),
            None => {
                let text = "It replaces what their own roles give in that module. \
                                Choose for whom and where to see what would be lost";
                label(ui, text, Type::Small, Weight::Regular, t.text3);
                ui.add(Button::plain("Cancel")).clicked()
            }
        };
    });
    if close {
        state.draft = None;
    }
}

fn fields(ui: &mut Ui, cx: &Context<'_>, draft: &mut Draft) {
    let model = cx.model;
    ui.horizontal_wrapped(|ui| {
        ui.set_max_width(860.0);
        let chosen = draft.of.as_ref().map(|of| match of {
            Subject::User(id) => (Key::Principal(id.clone()), Words::new(model).person(id)),
            Subject::Group(id) => (Key::Group(id.clone()), model.title(&Key::Group(id.clone()))),
        });
        match chosen {
            Some(chip) => {
                if picker::chips(ui, &[chip], true).closed.is_some() {
                    draft.of = None;
                }
            }
            None => {
                ui.scope(|ui| {
                    ui.set_max_width(240.0);
                    match picker::subjects(ui, cx, "For whom", &|_| false) {
                        Some(Key::Principal(id)) => draft.of = Some(Subject::User(id)),
                        Some(Key::Group(id)) => draft.of = Some(Subject::Group(id)),
                        _ => {}
                    }
                });
            }
        }
        let modules: Vec<(ModuleId, String)> = model
            .modules()
            .iter()
            .map(|m| (m.id.clone(), m.name.clone()))
            .collect();
        let choices: Vec<Choice<'_>> = modules
            .iter()
            .map(|(_, name)| Choice::new(name).icon(icons::WIDGETS))
            .collect();
        let at = modules
            .iter()
            .position(|(id, _)| Some(id) == draft.module.as_ref());
        let combo = Combo::bare("Module", &choices, at).placeholder("Module");
        if let Some((id, _)) = combo.width(200.0).show(ui).and_then(|at| modules.get(at)) {
            draft.module = Some(id.clone());
        }
        let ways = [
            Choice::new("Start with what their roles give"),
            Choice::new("Start empty"),
        ];
        let at = usize::from(!draft.keep);
        if let Some(at) = Combo::bare("Start", &ways, Some(at)).width(240.0).show(ui) {
            draft.keep = at == 0;
        }
    });
}

impl Draft {
    fn refresh(&mut self, cx: &Context<'_>) {
        let (Some(of), Some(module)) = (&self.of, &self.module) else {
            self.effect = None;
            return;
        };
        if !cx.is_current() {
            // Gains and losses of the model before the edit would be those of another model.
            self.effect = None;
            return;
        }
        let wanted = (cx.answers(), of.clone(), module.clone(), self.keep);
        if self
            .effect
            .as_ref()
            .is_none_or(|effect| effect.of != wanted)
        {
            self.effect = Some(Effect::new(cx, wanted));
        }
    }
}

impl Effect {
    fn new(cx: &Context<'_>, of: ((u64, u64), Subject, ModuleId, bool)) -> Effect {
        let (_, subject, module, keep) = &of;
        let change = roles::add_custom_set(cx.model, subject, module, *keep);
        let mut effect = Effect {
            change: None,
            lost: Vec::new(),
            gained: Vec::new(),
            n_gains: 0,
            n_losses: 0,
            refusal: None,
            of: of.clone(),
        };
        let Some((change, id)) = change else {
            effect.refusal = Some("There is one already: change that one".to_owned());
            return effect;
        };
        match (
            try_change(cx.model, &change, None, cx.day()),
            cx.analysis.engine(),
        ) {
            (Verdict::Accepted { model, .. }, Some(before)) => {
                let after = before.again(&model, cx.day());
                let difference = compare(before, &after);
                effect.n_gains = difference.gains.len();
                effect.n_losses = difference.losses.len();
                effect.lost = lines(before, &difference.losses, "can no longer");
                effect.gained = lines(&after, &difference.gains, "can");
                effect.change = Some((change, id));
            }
            (Verdict::Refused { message, .. }, _) => effect.refusal = Some(capital(&message)),
            _ => {}
        }
        effect
    }

    fn show(&self, ui: &mut Ui, actions: &mut Actions) -> bool {
        let t = theme::tokens(ui);
        let Some((change, id)) = &self.change else {
            let text = self.refusal.clone().unwrap_or_default();
            label(ui, text, Type::Small, Weight::Regular, t.refused);
            return ui.add(Button::plain("Cancel")).clicked();
        };
        let lost_lines: Vec<ChangeLine<'_>> = self
            .lost
            .iter()
            .map(|one| change_line(false, one))
            .collect();
        let gained_lines: Vec<ChangeLine<'_>> = self
            .gained
            .iter()
            .map(|one| change_line(true, one))
            .collect();
        let mut groups = Vec::new();
        if self.n_losses > 0 {
            groups.push(ChangeGroup {
                title: "Lost with the default",
                count: self.lost.len(),
                lines: &lost_lines,
            });
        }
        if self.n_gains > 0 {
            groups.push(ChangeGroup {
                title: "Gained",
                count: self.gained.len(),
                lines: &gained_lines,
            });
        }
        let note = CardNote {
            tone: Tone::Info,
            text: "What groups, locked roles, derived roles and direct grants give stays",
        };
        let title = format!("Before you {}", change.label);
        let card = ChangeCard {
            title: &title,
            gained: (self.n_gains, "rights gained"),
            lost: (self.n_losses, "rights lost"),
            rest: "",
            groups: &groups,
            notes: &[note],
            buttons: &[("Make the set", Look::Primary), ("Cancel", Look::Plain)],
        };
        ui.set_max_width(560.0);
        match card.show(ui) {
            Some(CardAction::Button(0)) => {
                let key = Key::CustomSet(id.clone());
                actions.push(Action::ApplyAndSelect(change.clone(), key));
                true
            }
            Some(CardAction::Button(_)) => true,
            Some(CardAction::Line(..) | CardAction::Note(_)) | None => false,
        }
    }
}

fn change_line(gain: bool, (who, what): &(String, String)) -> ChangeLine<'_> {
    ChangeLine { gain, who, what }
}

/// One line a person, permission and level, with how many targets.
fn lines(engine: &Engine, cells: &[Cell], verb: &str) -> Vec<(String, String)> {
    let words = Words::new(engine.model());
    let mut list: Vec<(&Cell, usize)> = Vec::new();
    for cell in cells {
        let same = |known: &&mut (&Cell, usize)| {
            known.0.who == cell.who
                && known.0.permission == cell.permission
                && known.0.level == cell.level
        };
        match list.iter_mut().rev().take(8).find(same) {
            Some(known) => known.1 += 1,
            None => list.push((cell, 1)),
        }
    }
    list.into_iter()
        .map(|(cell, n)| {
            let deed = words.deed(&cell.permission, cell.level.as_str());
            let on = match n {
                1 => match cell.target.title(engine.model()) {
                    text if text.is_empty() => String::new(),
                    text => format!(" of {text}"),
                },
                n => format!(" on {n}"),
            };
            (words.person(&cell.who), format!("{verb} {deed}{on}"))
        })
        .collect()
}
