//! A scene with its layout, worked out when the model or the filter changes: small ones at once,
//! large ones on a thread of their own while the last picture stays.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Ui;
use rustc_hash::FxHashMap;

use crate::engine::Engine;
use crate::graph::layout::{Layout, LayoutRequest, layout};
use crate::graph::scene::{NODE, Scene, SceneKind, SceneRequest, scene};
use crate::model::{Key, PrincipalId};
use crate::session::discard;
use crate::ui::wake;

/// Graphs up to this many nodes are laid out within the frame.
const SMALL: usize = 160;

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// A scene with its layout.
#[derive(Debug)]
pub(super) struct Picture {
    /// Another picture has another number.
    pub number: u64,
    pub scene: Scene,
    pub layout: Layout,
    request: LayoutRequest,
    /// The bundle each of its members stands in.
    bundles: FxHashMap<PrincipalId, usize>,
}

/// Keeps the picture for what was asked last.
#[derive(Debug, Default)]
pub(super) struct Studio {
    wanted: Option<((u64, u64), SceneRequest)>,
    picture: Option<Arc<Picture>>,
    coming: Option<Receiver<Picture>>,
    shape: Option<(SceneKind, usize)>,
    changed: bool,
}

impl Studio {
    /// Starts what is needed for a request, and takes over what is finished. Of a large model the
    /// scene comes from a thread too, one at a time.
    pub(super) fn prepare(
        &mut self,
        ui: &Ui,
        engine: &Arc<Engine>,
        stamp: (u64, u64),
        request: &SceneRequest,
        is_large: bool,
    ) {
        match self.coming.as_ref().map(Receiver::try_recv) {
            Some(Ok(picture)) => {
                self.take_over(picture);
                self.coming = None;
            }
            Some(Err(TryRecvError::Disconnected)) => self.coming = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        let is_wanted = |(of, known): &(_, _)| *of == stamp && known == request;
        if self.wanted.as_ref().is_some_and(is_wanted) || (is_large && self.coming.is_some()) {
            return;
        }
        let is_other_graph = self.wanted.as_ref().is_none_or(|(_, old)| {
            old.kind != request.kind || old.focus != request.focus || old.modules != request.modules
        });
        self.wanted = Some((stamp, request.clone()));
        self.start(ui, engine, request, is_other_graph, is_large);
    }

    fn start(
        &mut self,
        ui: &Ui,
        engine: &Arc<Engine>,
        request: &SceneRequest,
        anew: bool,
        is_large: bool,
    ) {
        let before = self.picture.clone().filter(|_| !anew);
        let place = move |scene: Scene| {
            let mut wanted = scene.layout_request(|_| NODE);
            if let Some(before) = &before {
                wanted.keep_near(&before.request, &before.layout);
            }
            Picture::new(scene, wanted)
        };
        if is_large {
            let (engine, request) = (engine.clone(), request.clone());
            self.begin(ui, move || place(scene(&engine, &request)));
            return;
        }
        let scene = scene(engine, request);
        if scene.nodes.len() <= SMALL {
            self.coming = None;
            self.take_over(place(scene));
        } else {
            self.begin(ui, move || place(scene));
        }
    }

    fn begin(&mut self, ui: &Ui, work: impl FnOnce() -> Picture + Send + 'static) {
        let (send, receive) = channel();
        let wake = wake(ui.ctx());
        self.coming = Some(receive);
        std::thread::spawn(move || {
            // Nobody waits any more if the window has moved on; then the picture is dropped.
            let _ = send.send(work());
            wake();
        });
    }

    fn take_over(&mut self, picture: Picture) {
        let shape = self
            .wanted
            .as_ref()
            .map(|(_, request)| (request.kind, request.modules.len()));
        if self.shape != shape || self.picture.is_none() {
            self.changed = true;
        }
        self.shape = shape;
        discard(self.picture.replace(Arc::new(picture)));
    }

    /// The picture to draw: the newest there is.
    pub(super) fn picture(&self) -> Option<Arc<Picture>> {
        self.picture.clone()
    }

    /// True once after another graph came up, so that the camera is placed anew.
    pub(super) fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }
}

impl Picture {
    fn new(scene: Scene, request: LayoutRequest) -> Picture {
        let members = scene.nodes.iter().enumerate().rev();
        let bundles = members
            .flat_map(|(nth, node)| node.members.iter().map(move |id| (id.clone(), nth)))
            .collect();
        Picture {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            layout: layout(&request),
            bundles,
            scene,
            request,
        }
    }

    /// The node of a record, or of the bundle a person is in.
    pub(super) fn of_record(&self, record: &Key) -> Option<usize> {
        let mut nodes = self.scene.nodes.iter();
        let own = nodes.position(|node| node.record.as_ref() == Some(record));
        own.or_else(|| match record {
            Key::Principal(id) => self.bundles.get(id).copied(),
            _ => None,
        })
    }

    /// The node at the other end of the first edge out of a node (or into it).
    pub(super) fn beside(&self, node: usize, outward: bool) -> Option<usize> {
        let ends = self.scene.edges.iter().filter_map(|edge| {
            let (here, there) = if outward {
                (edge.from, edge.to)
            } else {
                (edge.to, edge.from)
            };
            (here == node && self.scene.nodes.get(there)?.record.is_some()).then_some(there)
        });
        ends.min_by(|a, b| self.y(*a).total_cmp(&self.y(*b)))
    }

    /// The nearest node above or below in the same column.
    pub(super) fn above_or_below(&self, node: usize, above: bool) -> Option<usize> {
        let here = self.layout.nodes.get(node)?.center();
        (0..self.scene.nodes.len())
            .filter(|n| {
                let Some(rect) = self.layout.nodes.get(*n) else {
                    return false;
                };
                let has_record = self.scene.nodes.get(*n).is_some_and(|n| n.record.is_some());
                let is_beyond = if above {
                    rect.center().y < here.y - 1.0
                } else {
                    rect.center().y > here.y + 1.0
                };
                has_record && is_beyond && (rect.center().x - here.x).abs() < NODE.x
            })
            .min_by(|a, b| {
                let far = |n: usize| (self.y(n) - here.y).abs();
                far(*a).total_cmp(&far(*b))
            })
    }

    fn y(&self, node: usize) -> f32 {
        self.layout
            .nodes
            .get(node)
            .map_or(0.0, |rect| rect.center().y)
    }
}
