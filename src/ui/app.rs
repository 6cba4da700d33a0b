//! The program as eframe runs it: keys, panels, then what they asked for.

use std::path::PathBuf;

use egui::{ViewportCommand, vec2};

use crate::io::user;
use crate::model::Date;
use crate::session::{Action, Actions, Effect, Patience, Session, ThemeChoice};

use super::dialogs::{Answer, Ask, Dialogs, IMPORTED, SystemDialogs};
use super::{Room, State, exporting, frame, importing, keys, palette, questions, recovered, theme};

/// How the window is started.
pub struct Launch {
    /// A file to open.
    pub file: Option<PathBuf>,
    /// The day the answers are for.
    pub day: Date,
    /// Where what the user chose is kept; nothing is kept without.
    pub folder: Option<PathBuf>,
    /// File dialogs.
    pub dialogs: Box<dyn Dialogs>,
    /// What is done while the window waits, and what in threads.
    pub patience: Patience,
}

impl Launch {
    /// As a person starts it: today, with the dialogs of the system.
    pub fn new(file: Option<PathBuf>) -> Launch {
        Launch {
            file,
            day: Date::from_civil(jiff::Zoned::now().date()),
            folder: user::folder(),
            dialogs: Box::new(SystemDialogs::default()),
            patience: Patience::default(),
        }
    }
}

/// The window.
pub struct SightlineApp {
    session: Session,
    state: State,
    actions: Actions,
    dialogs: Box<dyn Dialogs>,
    title: String,
    closing: bool,
    /// The window is to be closed; what is unsaved is asked about in the next frame.
    asked_to_close: bool,
    had_focus: bool,
}

/// Opens the window and runs until it is closed.
pub fn run(launch: Launch) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Sightline")
        .with_app_id("sightline")
        .with_inner_size([1600.0, 1000.0])
        .with_min_inner_size([480.0, 320.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "sightline",
        options,
        Box::new(|cc| Ok(Box::new(SightlineApp::new(cc, launch)))),
    )
}

impl SightlineApp {
    /// The program, ready to draw. Serves the window and its tests alike.
    pub fn new(cc: &eframe::CreationContext<'_>, launch: Launch) -> SightlineApp {
        let ctx = &cc.egui_ctx;
        theme::install(ctx);
        // Every way out passes the question on unsaved changes.
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let mut session = Session::new(launch.day, launch.folder).with_patience(launch.patience);
        let waker = ctx.clone();
        session.wake_by(move || waker.request_repaint());
        if let Some(file) = launch.file {
            session.act(Action::Open(file));
        }
        follow_theme(ctx, session.preferences().theme);
        SightlineApp {
            session,
            state: State::default(),
            actions: Actions::default(),
            dialogs: launch.dialogs,
            title: String::new(),
            closing: false,
            asked_to_close: false,
            had_focus: true,
        }
    }

    /// What is open, for tests.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Asks for something, as a panel would; it runs after the next frame.
    pub fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn take_answers(&mut self) {
        match self.dialogs.poll() {
            Some(Answer::Path(path)) => self.actions.push(match self.session.is_asking_save() {
                true => Action::SaveChosen {
                    path,
                    confirmed: true,
                },
                false => Action::OpenChosen(path),
            }),
            Some(Answer::Cancelled) => self.actions.push(Action::DialogCancelled),
            Some(Answer::Impossible(why)) => self.actions.push(Action::NoDialog(why)),
            None => {}
        }
    }

    fn take_drops(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().cloned());
        if let Some(file) = dropped {
            let path = file.path().to_owned();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let ending = ending.to_lowercase();
            // Models as JSON are opened; other JSON is told so with what would be right.
            let is_table = ending != "json" && IMPORTED.contains(&ending.as_str());
            self.actions.push(match is_table {
                true => Action::Import(path),
                false => Action::Open(path),
            });
        }
    }

    fn guard_close(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        let may_lose = self.session.is_unsaved() || ctx.text_edit_focused();
        if asked && !self.closing && may_lose {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.asked_to_close = true;
        }
    }

    fn carry_out(&mut self, ctx: &egui::Context) {
        for effect in self.session.take_effects() {
            match effect {
                Effect::AskOpen => self.dialogs.ask(Ask::Open, ctx),
                Effect::AskImport => self.dialogs.ask(Ask::Import, ctx),
                Effect::ShowImport(path) => self.state.importing.open(path),
                Effect::AskSave {
                    name,
                    folder,
                    is_folder,
                } => {
                    let ask = Ask::Save {
                        name,
                        folder,
                        is_folder,
                    };
                    self.dialogs.ask(ask, ctx);
                }
                Effect::Close => {
                    self.closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                Effect::Zoom(0) => ctx.set_zoom_factor(1.0),
                Effect::Zoom(steps) => {
                    let zoom = ctx.zoom_factor() + f32::from(steps) * 0.1;
                    ctx.set_zoom_factor((zoom * 10.0).round().clamp(5.0, 30.0) / 10.0);
                }
                Effect::Ask(question) => {
                    self.state.inspector_hidden = false;
                    self.state.simulate.ask(question);
                }
                Effect::WhatIf(who) => self.state.simulate.what_if(who),
                Effect::SeeAs(who) => self.state.simulate.see_as(who),
                Effect::ShowWhoCan {
                    permission,
                    level,
                    target,
                } => self.state.simulate.show_who_can(permission, level, target),
                Effect::ShowAnswer(question) => self.state.simulate.show_answer(question),
                Effect::AddAdmin => self.state.access.add_admin(),
                Effect::MoveUnder(who) => self.state.organisation.move_under(who),
                Effect::Remove(keys) => self.state.organisation.remove(keys),
                Effect::ToggleInspector => {
                    self.state.inspector_hidden = !self.state.inspector_hidden;
                }
                Effect::ToggleHistory => self.state.history.toggle(),
                Effect::CompareWith(state) => self.state.compare.compare_with(state),
                Effect::CompareWithSaved => self.state.compare.compare_with_saved(),
                Effect::ShowExport => self.state.exporting.open(),
                Effect::ShowShortcuts => self.state.questions.shortcuts = true,
                Effect::ShowAbout => self.state.questions.about = true,
            }
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let title = match self.session.document() {
            Some(document) if document.is_unsaved() => {
                format!("{} (not saved) — Sightline", document.title())
            }
            Some(document) => format!("{} — Sightline", document.title()),
            None => "Sightline".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

fn follow_theme(ctx: &egui::Context, choice: ThemeChoice) {
    let preference = match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    };
    theme::follow(ctx, preference);
}

impl eframe::App for SightlineApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_answers();
        self.guard_close(ctx);
        self.session.keep_what_is_due();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut commands = keys::take(&ctx, &self.session);
        if std::mem::take(&mut self.asked_to_close) {
            // What stands in a field counts too.
            keys::leave_field(&ctx);
            commands.push(crate::session::Command::Quit);
        }
        self.take_drops(&ctx);
        let has_focus = ctx.input(|input| input.focused);
        if has_focus && !std::mem::replace(&mut self.had_focus, has_focus) {
            self.actions.push(Action::LookAtDisk);
        }
        self.had_focus = has_focus;
        self.session.prepare();
        self.state.forget(self.session.n_documents());
        let room = Room::of(&ctx);
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        frame::show(ui, &self.session, room, &mut self.state, &mut self.actions);
        palette::show(
            &ctx,
            &self.session,
            &mut self.state.palette,
            &mut self.actions,
        );
        exporting::show(
            &ctx,
            &self.session,
            room,
            &mut self.state.exporting,
            &mut self.actions,
        );
        importing::show(
            &ctx,
            &self.session,
            room,
            &mut self.state.importing,
            &mut self.actions,
        );
        questions::show(
            &ctx,
            &self.session,
            &mut self.state.questions,
            &mut self.actions,
        );
        for command in commands {
            self.actions.command(command);
        }
        recovered::show(
            &ctx,
            &self.session,
            &mut self.state.recovered,
            &mut self.actions,
        );
        if !self.actions.is_empty() {
            // What is asked for shows on the next frame.
            ctx.request_repaint();
        }
        let theme = self.session.preferences().theme;
        self.session.run(&mut self.actions);
        if self.session.preferences().theme != theme {
            follow_theme(&ctx, self.session.preferences().theme);
        }
        self.carry_out(&ctx);
        self.set_title(&ctx);
        if let Some(after) = self.session.wants_to_keep_in() {
            ctx.request_repaint_after(after);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.session.leave(self.closing);
    }
}
