//! A scene with its layout, worked out when the model or the filter changes: small ones at once,
//! large ones on a thread of their own while the last picture stays.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, OnceLock};

use egui::{Rect, Ui, vec2};
use rustc_hash::FxHashMap;

use crate::engine::Engine;
use crate::graph::export::widths;
use crate::graph::far::{self, Far};
use crate::graph::layout::{Layout, LayoutRequest, NodeSpec, layout};
use crate::graph::scene::{NODE, Scene, SceneKind, SceneRequest, scene};
use crate::graph::walk::Walk;
use crate::model::{Key, PrincipalId};
use crate::session::discard;
use crate::ui::wake;

/// Below this zoom a picture is drawn in blocks.
pub(super) const FAR: f32 = 0.24;
/// From one step of blocks to the next.
const FAR_FACTOR: f32 = 1.5;
/// As many steps lead down to the smallest zoom.
const FAR_STEPS: usize = 6;
/// A block is about as high as this at the smallest zoom of its step, in window points.
const BLOCK: f32 = 26.0;
/// As many pictures are kept, to be shown again when a change is taken back.
const KEPT: usize = 6;

/// Between columns, where levels stand on edges.
const LEVELS: f32 = 112.0;

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
    /// Around each edge.
    pub around: Vec<Rect>,
    /// Which edges lie on a circle.
    pub in_cycle: Vec<bool>,
    /// How many nodes each column has.
    pub counts: FxHashMap<usize, usize>,
    /// As seen from far away, step by step.
    far: [OnceLock<Far>; FAR_STEPS],
    request: LayoutRequest,
    /// The node of each person, or the bundle they stand in.
    people: FxHashMap<PrincipalId, usize>,
}

/// Keeps the picture for what was asked last.
#[derive(Debug, Default)]
pub(super) struct Studio {
    wanted: Option<((u64, u64), SceneRequest)>,
    picture: Option<Arc<Picture>>,
    /// The last ones, the newest first.
    kept: Vec<Arc<Picture>>,
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
        let kept = match anew {
            true => Vec::new(),
            false => self.kept.clone(),
        };
        let place = move |scene: Scene| {
            let mut wanted = layout_request(&scene);
            // What was drawn before comes back as it was.
            if let Some(known) = kept.iter().find(|known| known.shows(&wanted)) {
                return Picture::new(scene, known.request.clone(), known.layout.clone());
            }
            if let Some(before) = &before {
                wanted.keep_near(&before.request, &before.layout);
            }
            let placed = layout(&wanted);
            Picture::new(scene, wanted, placed)
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
            let picture = work();
            picture.prepare_far();
            // Nobody waits any more if the window has moved on; then the picture is dropped.
            let _ = send.send(picture);
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
        let picture = Arc::new(picture);
        self.kept.retain(|known| !known.shows(&picture.request));
        self.kept.insert(0, picture.clone());
        discard((self.kept.len() > KEPT).then(|| self.kept.split_off(KEPT)));
        self.picture = Some(picture);
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

/// The layout of a scene in the window.
fn layout_request(scene: &Scene) -> LayoutRequest {
    let wide = widths(scene);
    let mut request = scene.layout_request(|node| vec2(wide(node), NODE.y));
    if scene.edges.iter().any(|edge| !edge.levels().is_empty()) {
        request.gaps.layer = request.gaps.layer.max(LEVELS);
    }
    request
}

impl Picture {
    fn new(scene: Scene, request: LayoutRequest, layout: Layout) -> Picture {
        let mut people: FxHashMap<PrincipalId, usize> = FxHashMap::default();
        for (nth, node) in scene.nodes.iter().enumerate().rev() {
            people.extend(node.members.iter().map(|id| (id.clone(), nth)));
        }
        for (nth, node) in scene.nodes.iter().enumerate() {
            if let Some(Key::Principal(id)) = &node.record {
                people.insert(id.clone(), nth);
            }
        }
        let around = layout.edges.iter().map(|path| {
            let mut around = Rect::NOTHING;
            path.points.iter().for_each(|p| around.extend_with(*p));
            around
        });
        let mut counts = FxHashMap::default();
        for column in scene.nodes.iter().filter_map(|node| node.column) {
            *counts.entry(column).or_default() += 1;
        }
        let in_cycle = scene.edges.iter().map(|edge| scene.is_in_cycle(edge));
        Picture {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            around: around.collect(),
            in_cycle: in_cycle.collect(),
            counts,
            far: Default::default(),
            layout,
            people,
            scene,
            request,
        }
    }

    /// True if it shows the same nodes and edges, wherever they were to stand.
    fn shows(&self, wanted: &LayoutRequest) -> bool {
        let own = &self.request;
        let alike = |(a, b): (&NodeSpec, &NodeSpec)| {
            a.key == b.key && a.size == b.size && a.layer == b.layer && a.group == b.group
        };
        own.edges == wanted.edges
            && own.gaps == wanted.gaps
            && own.nodes.len() == wanted.nodes.len()
            && own.nodes.iter().zip(&wanted.nodes).all(alike)
    }

    /// In blocks, as one sees it at a zoom; none where single nodes can be seen.
    pub(super) fn far(&self, zoom: f32) -> Option<&Far> {
        if zoom >= FAR {
            return None;
        }
        let step = ((FAR / zoom).ln() / FAR_FACTOR.ln()).floor();
        let step = (step.max(0.0) as usize).min(FAR_STEPS - 1);
        let least = FAR / FAR_FACTOR.powi(step as i32 + 1);
        let far = self.far.get(step)?;
        Some(far.get_or_init(|| far::far(&self.scene, &self.layout, BLOCK / least)))
    }

    /// The node of a record, or of the bundle a person is in.
    pub(super) fn of_record(&self, record: &Key) -> Option<usize> {
        match record {
            Key::Principal(id) => self.people.get(id).copied(),
            _ => {
                let mut nodes = self.scene.nodes.iter();
                nodes.position(|node| node.record.as_ref() == Some(record))
            }
        }
    }

    /// Works out every step of blocks, so that no frame has to.
    fn prepare_far(&self) {
        for step in 0..FAR_STEPS {
            self.far(FAR / FAR_FACTOR.powf(step as f32 + 0.5));
        }
    }

    /// Where the first column begins.
    pub(super) fn first_top(&self) -> f32 {
        let nodes = self.scene.nodes.iter().zip(&self.layout.nodes);
        let first = nodes.filter(|(node, _)| node.column == Some(0));
        let top = first.map(|(_, rect)| rect.top()).reduce(f32::min);
        top.unwrap_or(self.layout.bounds.top())
    }

    /// The picture for the keyboard to walk in.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk {
            scene: &self.scene,
            layout: &self.layout,
        }
    }
}
