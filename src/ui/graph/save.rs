//! Saving the graph as a picture: what is shown, with what is lit, on the ground of the window.

use std::sync::Arc;

use egui::{Popup, Ui};

use super::State;
use super::picture::Picture;
use crate::graph::export::{self, Sheet, Theme};
use crate::graph::layout::layout;
use crate::graph::scene::SceneKind;
use crate::model::slug;
use crate::session::{Action, Actions, Export};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::widgets::{entry, icon_button};

/// What can be made of the graph.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Svg,
    Png(f32),
    Dot,
}

impl Form {
    const ALL: [(Form, &'static str); 5] = [
        (Form::Svg, "SVG, sharp at any size…"),
        (Form::Png(1.0), "PNG…"),
        (Form::Png(2.0), "PNG, twice as large…"),
        (Form::Png(4.0), "PNG, four times as large…"),
        (Form::Dot, "DOT, for Graphviz…"),
    ];

    fn ending(self) -> &'static str {
        match self {
            Form::Svg => "svg",
            Form::Png(_) => "png",
            Form::Dot => "dot",
        }
    }
}

/// The button in the bar, with its menu.
pub(super) fn button(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Arc<Picture>,
    actions: &mut Actions,
) {
    let button = icon_button(ui, icons::DOWNLOAD, "Save the graph as a picture", true);
    Popup::menu(&button).width(230.0).show(|ui| {
        ui.set_max_width(230.0);
        for (form, words) in Form::ALL {
            if entry(ui, icons::DOWNLOAD, words, "").clicked() {
                let made = file(ui, cx, state, picture.clone(), form);
                actions.push(Action::Export(made));
            }
        }
    });
}

fn file(ui: &Ui, cx: &Context<'_>, state: &mut State, picture: Arc<Picture>, form: Form) -> Export {
    let model = cx.model.clone();
    let lit = super::paths::lit(ui, cx, state, &picture);
    let theme = match ui.visuals().dark_mode {
        true => Theme::Dark,
        false => Theme::Light,
    };
    let (what, word) = match state.kind {
        SceneKind::Access => ("Who reaches what", "access"),
        SceneKind::Combined => ("Who reaches what, and what it implies", "combined"),
        SceneKind::Permissions => ("Permissions: parts, implications, needs", "permissions"),
    };
    let title = match model.name().trim() {
        "" => "Untitled model".to_owned(),
        name => name.to_owned(),
    };
    let around = state.around_selection.then_some(cx.selected()).flatten();
    let around = around.map_or(String::new(), |key| format!(" around {}", model.title(key)));
    let day = cx.engine.day();
    let name = format!("{}-{word}.{}", slug(&title, |_| false), form.ending());
    Export::new(name, move || {
        let scene = &picture.scene;
        let (nodes, edges) = (scene.nodes.len(), scene.edges.len());
        let caption = format!("{what}{around} · {day} · {nodes} nodes, {edges} edges");
        let placed = layout(&export::layout_request(scene));
        let sheet = Sheet {
            model: &model,
            scene,
            layout: &placed,
            lit: &lit,
            theme,
            title: &title,
            caption: &caption,
        };
        match form {
            Form::Svg => Ok(export::svg(&sheet).into_bytes()),
            Form::Dot => Ok(export::dot(&sheet).into_bytes()),
            Form::Png(scale) => export::png(&sheet, scale).map_err(|why| why.to_string()),
        }
    })
}
