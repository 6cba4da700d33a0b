//! Every field: its name, its type, its place, how many it is set for.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::{KINDS, Page, ROW, State, kind_at, nth_of, options, remove};
use crate::model::{Field, FieldType};
use crate::session::Actions;
use crate::session::cells::Of;
use crate::session::edits::fields as edits;
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, TextField, icon_button, label};
use crate::ui::{Context, icons, wake};

const NAME: f32 = 180.0;
const KIND: f32 = 150.0;

/// Draws the list; what is asked for may turn to another page.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let (model, asked) = (cx.model.clone(), of.clone());
    let count = move || {
        let fields = asked.fields(&model);
        let n = fields
            .iter()
            .map(|field| edits::holders(&model, &asked, &field.id).len());
        n.collect()
    };
    let key = (cx.stamp(), of.clone());
    state.counts.get(key, cx.at_once(), count, wake(ui.ctx()));
    let counts = state.counts.last();
    let fields = of.fields(cx.model);
    if fields.is_empty() {
        let words = "There are no fields yet. Columns, conditions and filters go by them";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    ScrollArea::vertical()
        .max_height((ui.ctx().content_rect().height() - 330.0).clamp(ROW * 3.0, ROW * 12.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (nth, field) in fields.iter().enumerate() {
                let n = counts.as_ref().and_then(|n| n.get(nth)).copied();
                ui.push_id(&field.id, |ui| {
                    row(ui, cx, of, state, (nth, fields.len()), field, n, actions);
                });
            }
        });
}

#[expect(
    clippy::too_many_arguments,
    reason = "one row with everything it tells and asks"
)]
fn row(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    (nth, last): (usize, usize),
    field: &Field,
    n: Option<usize>,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_size(vec2(ui.available_width(), ROW));
        name(ui, cx, of, field, actions);
        kind(ui, cx, of, state, field, actions);
        if let FieldType::Choice(words) = &field.kind {
            let text = format!("{} choices…", words.len());
            let button = crate::ui::widgets::Button::plain(&text);
            let button = ui.add(button);
            let spoken = format!("Choices of {}", field.name);
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, spoken.clone())
            });
            if button.clicked() {
                let options = options::Options::of(field.id.clone(), words);
                state.page = Page::Options(options);
            }
        }
        let words = match n {
            None => "…".to_owned(),
            Some(0) => "not used".to_owned(),
            Some(n) => format!("set for {}", thousands(n)),
        };
        label(ui, words, Type::Small, Weight::Regular, t.text3);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            let called = |verb: &str| format!("{verb} {}", field.name);
            if icon_button(ui, icons::DELETE, &called("Remove"), true).clicked()
                && let Some(open) = remove::Removing::of(cx, of, &field.id)
            {
                state.page = Page::Removing(open);
            }
            let down = nth + 1 < last;
            if icon_button(ui, icons::ARROW_DOWNWARD, &called("Move down"), down).clicked() {
                actions.extend(edits::move_to(cx.model, of, &field.id, nth + 1));
            }
            if icon_button(ui, icons::ARROW_UPWARD, &called("Move up"), nth > 0).clicked() {
                let to = nth.saturating_sub(1);
                actions.extend(edits::move_to(cx.model, of, &field.id, to));
            }
        });
    });
}

fn name(ui: &mut Ui, cx: &Context<'_>, of: &Of, field: &Field, actions: &mut Actions) {
    let spoken = format!("Name of {}", field.name);
    let id = ui.scope_id().with("problem");
    let problem: Option<String> = ui.data(|data| data.get_temp(id));
    let shown = TextField::bare(&spoken, &field.name)
        .problem(problem.as_deref())
        .width(NAME)
        .show(ui);
    let Some(text) = shown.done else {
        if shown.draft.is_some() {
            ui.data_mut(|data| data.remove::<String>(id));
        }
        return;
    };
    let change = edits::rename(cx.model, of, &field.id, &text);
    let problem = match (&change, edits::bearer(cx.model, of, &text)) {
        (Some(_), _) => None,
        (None, _) if text.trim().is_empty() => Some("A field needs a name".to_owned()),
        (None, Some(other)) if other.id != field.id => {
            Some(format!("There is a field {} already", other.name))
        }
        _ => None,
    };
    ui.data_mut(|data| match problem {
        Some(problem) => {
            data.insert_temp(id, problem);
        }
        None => data.remove::<String>(id),
    });
    actions.extend(change);
}

fn kind(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    field: &Field,
    actions: &mut Actions,
) {
    let choices = KINDS.map(Choice::new);
    let spoken = format!("Type of {}", field.name);
    let combo = Combo::bare(&spoken, &choices, Some(nth_of(&field.kind))).width(KIND);
    let Some(picked) = combo.show(ui).filter(|nth| *nth != nth_of(&field.kind)) else {
        return;
    };
    let options = match picked {
        // Whatever stands there can be chosen from then on.
        1 => edits::values_in_use(cx.model, of, &field.id, 40),
        _ => Vec::new(),
    };
    let kind = kind_at(picked, options);
    let plan = match cx.at_once() {
        true => edits::retype(cx.model, of, &field.id, kind.clone()),
        false => None,
    };
    match plan {
        // Nothing is lost: there is nothing to ask.
        Some(plan) if plan.lost.is_empty() && plan.n_kept == 0 => actions.apply(plan.change),
        _ => {
            state.nth += 1;
            state.page = Page::Retyping(field.id.clone(), kind);
        }
    }
}
