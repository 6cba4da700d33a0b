//! What is worth a look on the graph: circles, what is given twice, what no one holds, what all
//! access runs through. Each lights what it is about; what can go without loss can be removed.

use std::sync::Arc;

use egui::{Frame, Ui};
use rustc_hash::{FxHashMap, FxHashSet};

use super::State as Graph;
use super::picture::Picture;
use super::side::row;
use crate::graph::findings::{GraphFinding, Sort, Watch, findings_watched};
use crate::graph::scene::{Lit, Mark, Node};
use crate::session::{Actions, Background};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Button, EmptyPlace, label, link, waiting};
use crate::ui::{Context, icons, wake};

/// The findings, and the one that is looked at.
#[derive(Debug, Default)]
pub(super) struct State {
    list: Background<(u64, u64), Vec<GraphFinding>>,
    /// How far the thread is.
    watch: Arc<Watch>,
    /// What it is at work on.
    asked: Option<(u64, u64)>,
    /// It was stopped: not everything was proved.
    stopped: Option<(u64, u64)>,
    chosen: Option<GraphFinding>,
    /// What the chosen one is about, in the picture of a number.
    lit: Option<(u64, String, Arc<Lit>)>,
    marks: Marks,
}

/// Marks of nodes, for the answers and the picture they were made for.
#[derive(Debug, Default)]
struct Marks {
    of: Option<((u64, u64), u64)>,
    nodes: FxHashMap<usize, Vec<Mark>>,
    /// Edges that give what another path gives.
    twice: FxHashSet<usize>,
}

impl State {
    /// The one that is lit.
    pub(super) fn chosen(&self) -> Option<&GraphFinding> {
        self.chosen.as_ref()
    }

    /// What it is about in a picture.
    pub(super) fn lit(&mut self, picture: &Picture) -> Arc<Lit> {
        let Some(chosen) = &self.chosen else {
            return Arc::default();
        };
        if let Some((number, sentence, lit)) = &self.lit
            && *number == picture.number
            && *sentence == chosen.sentence
        {
            return lit.clone();
        }
        let lit = Arc::new(picture.scene.found(chosen));
        self.lit = Some((picture.number, chosen.sentence.clone(), lit.clone()));
        lit
    }

    /// None is lit any more.
    pub(super) fn put_out(&mut self) {
        self.chosen = None;
    }

    /// Brings the marks up to the picture. Of a large model they come when the list is asked for:
    /// each proof takes a comparison of everyone by everything.
    pub(super) fn mark(&mut self, ui: &Ui, cx: &Context<'_>, picture: &Picture, is_open: bool) {
        let of = (cx.answers(), picture.number);
        if self.marks.of == Some(of) || (cx.is_large() && !is_open) {
            return;
        }
        let Some(list) = self.list(ui, cx) else {
            return;
        };
        let mut nodes: FxHashMap<usize, Vec<Mark>> = FxHashMap::default();
        let mut twice = FxHashSet::default();
        for finding in list.iter() {
            let mark = finding.sort.mark();
            let about = picture.scene.found(finding);
            if finding.sort == Sort::Redundant {
                twice.extend(about.edges);
            }
            for n in about.nodes {
                let has = |node: &Node| node.marks.contains(&mark);
                let marks = nodes.entry(n).or_default();
                if !marks.contains(&mark) && !picture.scene.nodes.get(n).is_some_and(has) {
                    marks.push(mark);
                }
            }
        }
        self.marks = Marks {
            of: Some(of),
            nodes,
            twice,
        };
    }

    /// The edges that give what another path gives.
    pub(super) fn twice(&self) -> &FxHashSet<usize> {
        &self.marks.twice
    }

    /// What findings say of a node.
    pub(super) fn marks_of(&self, node: usize) -> &[Mark] {
        self.marks.nodes.get(&node).map_or(&[], Vec::as_slice)
    }

    fn list(&mut self, ui: &Ui, cx: &Context<'_>) -> Option<Arc<Vec<GraphFinding>>> {
        let engine = cx.analysis.engine()?.clone();
        let of = cx.answers();
        if self.list.is_working() && self.asked != Some(of) {
            // Proofs for a model that has changed meanwhile.
            self.watch.stop();
        } else {
            self.asked = Some(of);
        }
        let watch = self.watch.clone();
        // Each removal is proved, which takes a while: never in the frame.
        let work = move || findings_watched(&engine, &watch);
        let list = self.list.get(of, false, work, wake(ui.ctx()));
        if list.is_none() {
            self.asked = self.list.is_working().then_some(of);
        }
        list.filter(|_| cx.is_current())
    }

    /// What is said while the proofs are on their way, and a way to end it.
    fn waiting(&mut self, ui: &mut Ui) {
        let words = match self.watch.progress() {
            None => "Looking for what could go without loss".to_owned(),
            Some((done, all)) => format!("Proving what could go without loss, {done} of {all}"),
        };
        waiting(ui, &words);
        if !self.watch.is_stopped() && ui.add(Button::new("Stop")).clicked() {
            self.watch.stop();
            self.stopped = self.asked;
        }
    }

    /// Not everything was proved: the list says so.
    fn is_partial(&self, cx: &Context<'_>) -> bool {
        self.stopped == Some(cx.answers())
    }

    fn go_on(&mut self) {
        self.stopped = None;
        self.list = Background::default();
    }
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut Graph,
    picture: &Picture,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let Some(list) = state.found.list(ui, cx) else {
        Frame::new().inner_margin(space::L).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            state.found.waiting(ui);
        });
        return;
    };
    if state.found.is_partial(cx) {
        Frame::new().inner_margin(space::L).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let words = "Stopped: what could go without loss is not listed in full";
            label(ui, words, Type::Small, Weight::Regular, t.text2);
            if link(ui, "Prove the rest").clicked() {
                state.found.go_on();
            }
        });
    } else if list.is_empty() {
        EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "Nothing to look at",
            why: "No circles, nothing given twice, nothing held by no one",
            button: None,
        }
        .show(ui);
        return;
    }
    let mut sort = None;
    for (nth, finding) in list.iter().enumerate() {
        if sort != Some(finding.sort) {
            sort = Some(finding.sort);
            let n = list.iter().filter(|one| one.sort == finding.sort).count();
            Frame::new().inner_margin(space::L).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let words = finding.sort.words();
                    label(ui, words, Type::Small, Weight::Semibold, t.text2);
                    label(ui, n.to_string(), Type::Small, Weight::Regular, t.text3);
                });
            });
        }
        let is_chosen = state.found.chosen.as_ref() == Some(finding);
        let mark = finding.sort.mark();
        let ink = mark.colours(t).0;
        let response = ui
            .push_id(nth, |ui| {
                row(ui, mark.icon(), ink, &finding.sentence, "", is_chosen)
            })
            .inner;
        if response.clicked() {
            state.found.chosen = (!is_chosen).then(|| finding.clone());
            state.lit_for = None;
        }
        if is_chosen {
            more(ui, finding, state, picture, actions);
        }
    }
}

/// Why, and what can be done about it.
fn more(
    ui: &mut Ui,
    finding: &GraphFinding,
    state: &mut Graph,
    picture: &Picture,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.selected)
        .inner_margin(egui::Margin::symmetric(44, 8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::M;
            label(
                ui,
                finding.detail.as_str(),
                Type::Small,
                Weight::Regular,
                t.text2,
            );
            if picture.scene.found(finding).nodes.is_empty() {
                let words = "It is not in what is shown now";
                label(ui, words, Type::Small, Weight::Regular, t.text3);
            }
            if let Some(change) = &finding.repair {
                let button = Button::new("Remove it: nobody’s access changes");
                if ui.add(button).clicked() {
                    actions.apply(change.clone());
                    state.found.chosen = None;
                }
            }
        });
}
