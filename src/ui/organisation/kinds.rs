//! The kinds of items: which one the table shows; adding, renaming and removing them, and the way
//! to their fields.

use egui::{Popup, Ui};

use crate::model::{Key, KindId};
use crate::session::cells::Of;
use crate::session::edits::{kinds as edits, places};
use crate::session::{Actions, Command};
use crate::ui::theme::{Type, Weight};
use crate::ui::widgets::{
    Button, Choice, Combo, EmptyPlace, TextField, dialog, entry, icon_button, label,
};
use crate::ui::{Context, icons, theme};

/// What the items keep.
#[derive(Debug, Default)]
pub struct State {
    kind: Option<KindId>,
    /// The name of a kind that is typed: of a new one, or of one that is there.
    naming: Option<Naming>,
}

#[derive(Debug)]
struct Naming {
    of: Option<KindId>,
    name: String,
    tried: bool,
    is_open: bool,
}

/// What the menu of a kind leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The fields of the kind.
    Fields(KindId),
    /// Remove it.
    Remove(KindId),
}

impl State {
    /// The kind whose items are shown: the one chosen, that of the selected item, or the first.
    pub fn kind(&mut self, cx: &Context<'_>) -> Option<KindId> {
        let kinds = cx.model.kinds();
        self.kind = self.kind.take().filter(|id| kinds.contains(id));
        if self.kind.is_none() {
            let selected = match cx.selected() {
                Some(Key::Item(id)) => cx.model.items().get(id).map(|item| item.kind.clone()),
                Some(Key::Kind(id)) => Some(id.clone()),
                _ => None,
            };
            let first = || kinds.at(0).map(|kind| kind.id.clone());
            self.kind = selected.filter(|id| kinds.contains(id)).or_else(first);
        }
        self.kind.clone()
    }

    fn name(&mut self, of: Option<KindId>, name: String) {
        self.naming = Some(Naming {
            of,
            name,
            tried: false,
            is_open: false,
        });
    }
}

/// Which kind is shown.
pub fn chooser(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let Some(shown) = state.kind(cx) else { return };
    let kinds = cx.model.kinds();
    let choices: Vec<Choice<'_>> = kinds.iter().map(|kind| Choice::new(&kind.name)).collect();
    let combo = Combo::bare("Kind of items", &choices, kinds.position(&shown));
    if let Some(kind) = combo
        .width(130.0)
        .tall()
        .show(ui)
        .and_then(|nth| kinds.at(nth))
    {
        state.kind = Some(kind.id.clone());
    }
}

/// The menu with what can be done with kinds.
pub fn menu(ui: &mut Ui, cx: &Context<'_>, state: &mut State) -> Option<Asked> {
    let shown = state.kind(cx)?;
    let mut asked = None;
    let button = icon_button(ui, icons::MORE_HORIZ, "Kinds of items…", true);
    Popup::menu(&button).show(|ui| {
        let name = cx.model.title(&Key::Kind(shown.clone()));
        if entry(ui, icons::ADD, "Add a kind…", "").clicked() {
            state.name(None, String::new());
        }
        let words = format!("Rename the kind {name}…");
        if entry(ui, icons::EDIT, &words, "").clicked() {
            state.name(Some(shown.clone()), name.clone());
        }
        let words = format!("Fields of the kind {name}…");
        if entry(ui, icons::LIST_ALT, &words, "").clicked() {
            asked = Some(Asked::Fields(shown.clone()));
        }
        let words = format!("Remove the kind {name}…");
        if entry(ui, icons::DELETE, &words, "").clicked() {
            asked = Some(Asked::Remove(shown.clone()));
        }
    });
    asked
}

/// What stands where the model has no kinds yet.
pub fn empty(ui: &mut Ui, state: &mut State) {
    let place = EmptyPlace {
        icon: icons::INVENTORY_2,
        title: "No kinds of items yet",
        why: "Whatever is not a person is of a kind: candidates, courses, reviews",
        button: Some("Add the first kind"),
    };
    if place.show(ui).is_some_and(|button| button.clicked()) {
        state.name(None, String::new());
    }
}

/// The dialog in which a kind is named.
pub fn naming(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(open) = &mut state.naming else {
        return;
    };
    let title = match &open.of {
        None => "Add a kind of items",
        Some(_) => "Rename a kind of items",
    };
    let taken =
        edits::bearer(cx.model, &open.name).filter(|kind| Some(&kind.id) != open.of.as_ref());
    let problem = match taken {
        Some(kind) => Some(format!("There is a kind {} already", kind.name)),
        None if open.tried && open.name.trim().is_empty() => Some("A kind needs a name".to_owned()),
        None => None,
    };
    let (close, escaped) = dialog(ui.ctx(), title, 380.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let t = theme::tokens(ui);
        let words = "What one of them is called, such as Candidate or Course";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
        let name = open.name.clone();
        let field = TextField::new("Name", &name)
            .problem(problem.as_deref())
            .show(ui);
        if !open.is_open {
            field.response.request_focus();
            open.is_open = true;
        }
        let mut go = field.entered;
        if let Some(text) = field.draft.or(field.done) {
            open.name = text;
        }
        let mut close = false;
        ui.horizontal(|ui| {
            let verb = if open.of.is_some() {
                "Rename"
            } else {
                "Add kind"
            };
            go |= ui.add(Button::primary(verb)).clicked();
            close = ui.add(Button::plain("Cancel")).clicked();
        });
        (go, close)
    });
    let (go, cancelled) = close;
    if !go {
        if cancelled || escaped {
            state.naming = None;
        }
        return;
    }
    open.tried = true;
    if problem.is_some() || open.name.trim().is_empty() {
        return;
    }
    match &open.of {
        Some(id) => actions.extend(places::rename(cx.model, &Key::Kind(id.clone()), &open.name)),
        None => {
            if let Some((change, id)) = edits::add(cx.model, &open.name) {
                actions.apply(change);
                state.kind = Some(id);
            }
        }
    }
    state.naming = None;
}

/// The table of the kind that is shown.
pub fn of(cx: &Context<'_>, state: &mut State) -> Option<Of> {
    state.kind(cx).map(Of::Items)
}

/// Removes through the common way: it says what names the kind first.
pub fn remove(id: KindId, actions: &mut Actions) {
    actions.select(Key::Kind(id));
    actions.command(Command::Remove);
}
