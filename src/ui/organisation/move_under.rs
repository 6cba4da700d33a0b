//! The dialog that gives people another manager: a search, who moves along, what is in the way and
//! what would come of it. Mouse or keyboard: type, Enter, Enter.

use egui::{Key as Press, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::preview::{self, Preview};
use crate::model::{Change, Key, Line, LineId, PrincipalId, norm};
use crate::session::edits::moves;
use crate::session::{Action, Actions};
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{Button, Choice, Combo, TextField, dialog, holds, label};
use crate::ui::{Context, icons, paint};

/// As many are listed; more are found by typing on.
const MOST: usize = 8;
const ROW: f32 = 28.0;

/// What the dialog keeps.
#[derive(Debug, Default)]
pub struct State {
    draft: Option<Draft>,
    preview: Preview,
}

#[derive(Debug)]
struct Draft {
    who: Vec<PrincipalId>,
    line: usize,
    n_below: Option<usize>,
    wanted: String,
    found: Option<(String, Vec<PrincipalId>)>,
    at: usize,
    /// None until someone was chosen.
    to: Option<PrincipalId>,
    is_open: bool,
}

impl State {
    /// Opens the dialog for those people.
    pub fn start(&mut self, who: Vec<PrincipalId>) {
        self.draft = Some(Draft {
            who,
            line: 0,
            n_below: None,
            wanted: String::new(),
            found: None,
            at: 0,
            to: None,
            is_open: false,
        });
    }
}

/// Draws the dialog while it is open.
pub fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let State { draft, preview } = state;
    let Some(open) = draft else { return };
    open.who.retain(|id| cx.model.principals().contains(id));
    let Some(line) = lines(cx).get(open.line).copied() else {
        *draft = None;
        return;
    };
    let line = line.id.clone();
    let n_below = *open
        .n_below
        .get_or_insert_with(|| moves::n_below(cx.model, &line, &open.who));
    let names: Vec<String> = open
        .who
        .iter()
        .map(|id| cx.model.title(&Key::Principal(id.clone())))
        .collect();
    let title = format!("Move {} under…", moves::some_of(&names).unwrap_or_default());
    let (close, escaped) = dialog(ui.ctx(), &title, 440.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        along(ui, n_below);
        open.lines(ui, cx);
        let entered = open.search(ui, cx);
        open.result(ui, cx, &line, preview, entered, actions)
    });
    if close || escaped {
        *draft = None;
    }
}

/// Lines on which everyone has one manager: on the others there is nothing to be moved from.
fn lines<'m>(cx: &Context<'m>) -> Vec<&'m Line> {
    let all = cx.model.settings().lines.iter();
    all.filter(|line| line.single).collect()
}

fn along(ui: &mut Ui, n_below: usize) {
    let t = theme::tokens(ui);
    let words = match n_below {
        0 => return,
        1 => "1 person below moves along".to_owned(),
        n => format!("{n} people below move along"),
    };
    label(ui, words, Type::Small, Weight::Regular, t.text2);
}

impl Draft {
    /// The line, where the model has several.
    fn lines(&mut self, ui: &mut Ui, cx: &Context<'_>) {
        let lines = lines(cx);
        if lines.len() < 2 {
            return;
        }
        let choices: Vec<Choice<'_>> = lines.iter().map(|line| Choice::new(&line.name)).collect();
        if let Some(picked) = Combo::new("Line", &choices, Some(self.line)).show(ui) {
            self.line = picked;
            self.n_below = None;
        }
    }

    /// The search with those found. True if Enter was pressed with someone chosen already.
    fn search(&mut self, ui: &mut Ui, cx: &Context<'_>) -> bool {
        let (up, down) = ui.input_mut(|input| {
            let up = input.consume_key(Modifiers::NONE, Press::ArrowUp);
            (up, input.consume_key(Modifiers::NONE, Press::ArrowDown))
        });
        let field = TextField::bare("New manager", &self.wanted)
            .placeholder("Find the new manager")
            .icon(icons::SEARCH)
            .tall()
            .show(ui);
        if !self.is_open {
            field.response.request_focus();
            self.is_open = true;
        }
        let before = self.to.is_some();
        if let Some(text) = field.draft.or(field.done)
            && text != self.wanted
        {
            self.wanted = text;
            self.at = 0;
            self.to = None;
        }
        let found = self.found(cx);
        let last = found.len().saturating_sub(1);
        if up {
            self.at = self.at.saturating_sub(1);
        }
        if down {
            self.at = (self.at + 1).min(last);
        }
        if up || down {
            self.to = None;
        }
        let mut picked = None;
        if field.entered {
            // Enter takes the marked one, a second Enter moves.
            field.response.request_focus();
            picked = found.get(self.at).filter(|_| self.to.is_none()).cloned();
        }
        ScrollArea::vertical()
            .max_height(ROW * MOST as f32)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (nth, id) in found.iter().enumerate() {
                    let chosen = self.to.as_ref() == Some(id);
                    if row(ui, cx, id, chosen, nth == self.at) {
                        self.at = nth;
                        picked = Some(id.clone());
                    }
                }
            });
        if found.is_empty() {
            let t = theme::tokens(ui);
            let words = format!("Nobody is called “{}”", self.wanted);
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
        if picked.is_some() {
            self.to = picked;
        }
        field.entered && before
    }

    /// The first of those whose name or id holds every word.
    fn found(&mut self, cx: &Context<'_>) -> Vec<PrincipalId> {
        if let Some((of, found)) = &self.found
            && *of == self.wanted
        {
            return found.clone();
        }
        let wanted = norm(&self.wanted);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let people = cx.model.principals().iter();
        let fits = people.filter(|person| {
            person.has_record()
                && !self.who.contains(&person.id)
                && words
                    .iter()
                    .all(|word| holds(&person.name, word) || holds(person.id.as_str(), word))
        });
        let found: Vec<PrincipalId> = fits.take(MOST).map(|person| person.id.clone()).collect();
        self.found = Some((self.wanted.clone(), found.clone()));
        found
    }

    /// What would come of it, and the buttons. True if the dialog is done.
    fn result(
        &mut self,
        ui: &mut Ui,
        cx: &Context<'_>,
        line: &LineId,
        preview: &mut Preview,
        entered: bool,
        actions: &mut Actions,
    ) -> bool {
        let t = theme::tokens(ui);
        let change = self
            .to
            .as_ref()
            .and_then(|to| moves::under(cx.model, &self.who, line, Some(to)));
        let blocked = match (&self.to, &change) {
            (None, _) => Some("Choose the new manager first".to_owned()),
            (Some(to), None) => {
                let name = cx.model.title(&Key::Principal(to.clone()));
                Some(format!("They report to {name} already"))
            }
            (Some(to), Some(_)) => moves::obstacle(cx.model, &self.who, line, to),
        };
        ui.add_space(2.0);
        match (&blocked, &change) {
            (Some(why), Some(_)) => {
                preview::impossible(ui, why);
            }
            (Some(why), None) => {
                label(ui, why, Type::Small, Weight::Regular, t.text3);
            }
            (None, Some(change)) => {
                let outcome = preview.get(ui, cx, change);
                preview::short(ui, outcome.as_deref(), 5);
            }
            (None, None) => {}
        }
        ui.add_space(6.0);
        let mut close = false;
        let mut go = entered && blocked.is_none();
        ui.horizontal(|ui| {
            let button = Button::primary("Move").blocked(blocked.as_deref());
            go |= ui.add(button).clicked();
            let to_top = moves::under(cx.model, &self.who, line, None);
            let why = to_top.is_none().then_some("Nobody is above them");
            let button = Button::new("Move to the top").blocked(why);
            if ui.add(button).clicked()
                && let Some(change) = to_top
            {
                actions.push(Action::Apply(change));
                close = true;
            }
            close |= ui.add(Button::plain("Cancel")).clicked();
        });
        if go && blocked.is_none() {
            self.go(change, actions);
            close = true;
        }
        close
    }

    fn go(&self, change: Option<Change>, actions: &mut Actions) {
        let Some(change) = change else { return };
        match self.who.as_slice() {
            [one] => {
                let key = Key::Principal(one.clone());
                actions.push(Action::ApplyAndSelect(change, key));
            }
            _ => actions.push(Action::Apply(change)),
        }
    }
}

/// One of those found. True if it was clicked.
fn row(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, chosen: bool, marked: bool) -> bool {
    let t = theme::tokens(ui);
    let Some(person) = cx.model.principals().get(id) else {
        return false;
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let spoken = format!("{}, {id}", person.name);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &spoken));
    let painter = ui.painter();
    let fill = match (chosen, marked || response.hovered()) {
        (true, _) => Some(t.selected),
        (_, true) => Some(t.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, radius::FIELD, fill);
    }
    let at = rect.left_center() + vec2(16.0, 0.0);
    icons::paint(painter, icons::PERSON, at, 16.0, t.text2);
    let small = Type::Small.regular();
    let detail = paint::line(ui, id.as_str(), small.clone(), t.text3, rect.width() * 0.4);
    let right = rect.right_center() - vec2(8.0, 0.0);
    let end = paint::right_center(painter, right, detail, t.text3).left();
    let name = paint::line(ui, &person.name, small, t.text, end - rect.left() - 40.0);
    paint::left_center(painter, rect.left_center() + vec2(30.0, 0.0), name, t.text);
    response.clicked()
}
