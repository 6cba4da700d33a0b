//! Handing the model on: what it can be exported to, what comes of it, and what does not carry over,
//! before anything is written.

mod formats;
mod preview;

use std::sync::Arc;

use egui::{Align, Layout, Ui, UiBuilder, vec2};

use crate::engine::Engine;
use crate::io::export::setup::Wording;
use crate::io::export::{self, ExportOptions, FORMATS, Format, FormatInfo, Parcel};
use crate::model::slug;
use crate::session::{Action, Actions, Background, Export, Session, pictures};
use crate::ui::widgets::{Button, Look, coming, dialog, divider};
use crate::ui::{Context, Room, wake};

/// For what an export was made.
type Of = ((u64, u64), Format, Choices);

/// What may be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// Tables: every target of everyone as well.
    pub with_targets: bool,
    /// The report: people are numbers.
    pub mask_names: bool,
    /// The set-up sheet: in whose words; unset = those of the system the model looks like.
    pub wording: Option<Wording>,
}

impl Choices {
    fn options(self, format: Format, engine: &Engine) -> ExportOptions {
        ExportOptions {
            with_targets: self.with_targets,
            wording: self.wording,
            report: match format {
                Format::Html => pictures::report_input(engine, self.mask_names),
                _ => Default::default(),
            },
        }
    }
}

/// What the dialog keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    is_open: bool,
    format: Option<Format>,
    choices: Choices,
    made: Background<Of, Result<Arc<Ready>, String>>,
}

/// An export as it would be written.
#[derive(Debug)]
pub(super) struct Ready {
    pub parcel: Arc<Parcel>,
    /// What does not carry over, as it is written beside the export.
    pub report: String,
}

impl State {
    /// Opens the dialog.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    fn format(&self) -> &'static FormatInfo {
        self.format.map_or(&FORMATS[0], Format::info)
    }
}

/// Draws the dialog while it is open.
pub fn show(
    ctx: &egui::Context,
    session: &Session,
    room: Room,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(cx) = Context::new(session, room).filter(|_| state.is_open) else {
        return;
    };
    let size = ctx.content_rect().size();
    let height = (size.y - 150.0).clamp(300.0, 620.0);
    let (close, escaped) = dialog(ctx, "Export", 900.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        content(ui, &cx, state, height, actions)
    });
    if close || escaped {
        state.is_open = false;
        // What was made is large: it goes when it is not looked at.
        state.made = Background::default();
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    height: f32,
    actions: &mut Actions,
) -> bool {
    let info = state.format();
    let key = (cx.answers(), info.format, state.choices);
    let made = cx.is_current().then(|| {
        let (engine, of) = (cx.engine.clone(), key);
        let work = move || {
            let options = of.2.options(of.1, &engine);
            let parcel = export::parcel(of.1, &engine, &options)?;
            let report = export::loss_report(&engine, of.1.info().title, &parcel.losses);
            Ok(Arc::new(Ready {
                parcel: Arc::new(parcel),
                report,
            }))
        };
        state.made.get(key, false, work, wake(ui.ctx()))
    });
    let made = made.flatten();
    divider(ui);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let list_width = (rect.width() * 0.3).clamp(150.0, 250.0);
    let list = egui::Rect::from_min_size(rect.min, vec2(list_width, height));
    let page = egui::Rect::from_min_max(list.right_top() + vec2(20.0, 0.0), rect.max);
    let mut child = |place: egui::Rect, salt: &str| {
        let layout = Layout::top_down(Align::Min);
        ui.new_child(
            UiBuilder::new()
                .id_salt(salt)
                .max_rect(place)
                .layout(layout),
        )
    };
    if let Some(format) = formats::list(&mut child(list, "formats"), info.format) {
        state.format = Some(format);
    }
    let mut side = child(page, "export");
    preview::head(&mut side, cx.model, info, &mut state.choices);
    match made.as_deref() {
        None => coming(&mut side, "Making it, to see what carries over"),
        Some(Err(why)) => preview::trouble(&mut side, why),
        Some(Ok(ready)) => preview::show(&mut side, info, ready),
    }
    divider(ui);
    let ready = match made.as_deref() {
        Some(Ok(ready)) => Some(ready.clone()),
        _ => None,
    };
    buttons(ui, cx, info, ready, actions)
}

/// True if the dialog is to close.
fn buttons(
    ui: &mut Ui,
    cx: &Context<'_>,
    info: &FormatInfo,
    ready: Option<Arc<Ready>>,
    actions: &mut Actions,
) -> bool {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let blocked = ready.is_none().then_some("It is not made yet");
        let word = format!("Export {}…", info.title);
        let button = Button::new(&word).look(Look::Primary).blocked(blocked);
        if ui.add(button).clicked()
            && let Some(ready) = ready
        {
            let name = file_name(cx, info);
            let export = Export::of_parcel(
                name,
                info.is_folder,
                ready.parcel.clone(),
                ready.report.clone(),
            );
            actions.push(Action::Export(export));
            return true;
        }
        ui.add(Button::plain("Cancel")).clicked()
    })
    .inner
}

/// The name of the model, then that of the export: several of them lie side by side.
fn file_name(cx: &Context<'_>, info: &FormatInfo) -> String {
    let model = slug(cx.model.name(), |_| false);
    if model.is_empty() {
        return info.default_name.to_owned();
    }
    format!("{model}-{}", info.default_name)
}
