//! CPU per frame of the whole window on generated companies: every workspace still, scrolling,
//! choosing people, typing and after an edit; the heat map of everyone by everyone; and a graph of
//! 5,000 nodes. `cargo bench --bench frames [-- N …]`, with `matrix` or `graph` these alone.
//!
//! A frame is what egui runs and tessellates, without a display; the time is what this thread
//! used, so that other work on the machine does not count. Nothing is asserted here.

mod company;
mod graph;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use eframe::App as _;
use egui::{Event, Modifiers, Pos2, RawInput, Rect, pos2, vec2};
use sightline::engine::Engine;
use sightline::engine::heat::{Heat, HeatOf, HeatOrder, HeatRequest, HeatRows, Watch};
use sightline::model::*;
use sightline::session::{Action, Command, Patience, Workspace};
use sightline::ui::dialogs::ScriptedDialogs;
use sightline::ui::{Launch, SightlineApp};

/// More frames than this are never waited for.
const MOST_FRAMES: usize = 20_000;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let only_matrices = std::env::args().any(|arg| arg == "matrix");
    let sizes = match sizes.is_empty() {
        true => vec![1_000, 10_000, 100_000],
        false => sizes,
    };
    let folder = tempfile::tempdir().expect("a folder");
    graph::measure(&folder.path().join("wide.ron"));
    if std::env::args().any(|a| a == "graph") {
        return;
    }
    for n in sizes {
        let file = folder.path().join("company.ron");
        write(n, &file);
        matrices(n, &file);
        if !only_matrices {
            measure(n, &file);
        }
    }
}

/// The generated company with items, teams, labels, expectations and a custom set besides.
fn write(n: usize, file: &Path) {
    let mut model = company::company(n);
    let mut edits = Vec::new();
    for at in 0..20 {
        edits.push(Edit::put(Team {
            id: format!("t{at}").into(),
            name: format!("Team {at}"),
        }));
    }
    edits.push(Edit::put(Kind {
        id: "review".into(),
        name: "Review".to_owned(),
        fields: Vec::new(),
    }));
    for at in 0..n / 10 {
        edits.push(Edit::put(Item {
            id: format!("i{at}").into(),
            name: format!("Review {at}"),
            kind: "review".into(),
            creator: None,
            owner: None,
            subject: Some(format!("p{}", at * 7 % n).as_str().into()),
            labels: Vec::new(),
            fields: FieldValues::default(),
        }));
    }
    model
        .apply(&Change::new("more", edits))
        .expect("a sound model");
    sightline::io::save(file, &model).expect("a file");
}

/// Time this thread has used so far.
#[cfg(unix)]
fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// Time on the wall, where that of a thread cannot be asked for.
#[cfg(not(unix))]
fn cpu() -> Duration {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The window, its inputs and how long its frames took.
struct Window {
    ctx: egui::Context,
    app: SightlineApp,
    frame: eframe::Frame,
    now: f64,
    asleep: bool,
    tree: Option<egui::accesskit::TreeUpdate>,
}

impl Window {
    fn new(file: &Path) -> Window {
        let ctx = egui::Context::default();
        let launch = Launch {
            file: Some(file.to_owned()),
            day: Date::new(2026, 11, 21).expect("a day"),
            folder: None,
            dialogs: Box::new(ScriptedDialogs::default()),
            patience: Patience::default(),
        };
        let cc = eframe::CreationContext::_new_kittest(ctx.clone());
        let app = SightlineApp::new(&cc, launch);
        Window {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            now: 0.0,
            asleep: false,
            tree: None,
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.now += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0))),
            time: Some(self.now),
            events,
            ..RawInput::default()
        };
        let start = cpu();
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        let scale = output.pixels_per_point;
        std::hint::black_box(self.ctx.tessellate(output.shapes, scale));
        let took = cpu() - start;
        output.textures_delta.clear();
        let root = output.viewport_output.get(&egui::ViewportId::ROOT);
        self.asleep = root.is_some_and(|v| v.repaint_delay == Duration::MAX);
        self.tree = output.platform_output.accesskit_update;
        took
    }

    /// Draws until nothing asks for another frame; true if that came about.
    fn settle(&mut self) -> bool {
        for _ in 0..MOST_FRAMES {
            self.frame(Vec::new());
            if self.asleep {
                return true;
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        false
    }

    fn act(&mut self, action: Action) {
        self.app.push(action);
        self.frame(Vec::new());
        self.settle();
    }

    /// The first name of anything that begins so.
    fn named(&mut self, start: &str) -> Option<String> {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.frame(Vec::new());
        let tree = self.tree.take();
        self.ctx.disable_accesskit();
        let mut names = tree?.nodes.into_iter().filter_map(|(_, node)| {
            let name = node.label()?;
            name.starts_with(start).then(|| name.to_owned())
        });
        names.next()
    }

    /// Clicks what bears a name.
    fn click(&mut self, name: &str) -> bool {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.frame(Vec::new());
        let tree = self.tree.take();
        self.ctx.disable_accesskit();
        let bounds = tree.and_then(|tree| {
            let of_name = |node: &&(_, egui::accesskit::Node)| node.1.label() == Some(name);
            tree.nodes.iter().find(of_name)?.1.bounds()
        });
        let Some(bounds) = bounds else {
            println!("  nothing is called “{name}”");
            return false;
        };
        let middle = pos2(
            (bounds.x0 + bounds.x1) as f32 / 2.0,
            (bounds.y0 + bounds.y1) as f32 / 2.0,
        );
        self.frame(vec![Event::PointerMoved(middle)]);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerButton {
                pos: middle,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            }]);
        }
        self.settle();
        true
    }

    fn print(&mut self, what: &str, n: usize, mut one: impl FnMut(&mut Window, usize) -> Duration) {
        let mut times: Vec<Duration> = (0..n).map(|nth| one(self, nth)).collect();
        times.sort();
        let median = times.get(n / 2).copied().unwrap_or_default();
        let worst = times.last().copied().unwrap_or_default();
        let flag = if worst > Duration::from_millis(8) {
            "  *"
        } else {
            ""
        };
        println!("  {what:<44} {:>8.2} {:>8.2}{flag}", ms(median), ms(worst));
    }

    fn still(&mut self, place: &str) {
        let sleeps = self.settle();
        let what = format!("{place}, still");
        self.print(&what, 30, |window, _| window.frame(Vec::new()));
        if !sleeps {
            println!("  {place} never falls asleep");
        }
    }

    fn scrolling(&mut self, place: &str, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        self.print(&format!("{place}, scrolling"), 60, |window, nth| {
            let down = if nth < 30 { -1.0 } else { 1.0 };
            window.frame(vec![Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, 180.0 * down),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            }])
        });
        self.settle();
    }

    fn choosing(&mut self, place: &str, n: usize) {
        self.print(&format!("{place}, choosing people"), 20, |window, nth| {
            let id = PrincipalId::from(format!("p{}", nth * 7_919 % n));
            window.app.push(Action::Select(Some(Key::Principal(id))));
            window.frame(Vec::new()).max(window.frame(Vec::new()))
        });
        self.settle();
    }

    fn editing(&mut self, place: &str, n: usize) {
        self.edits(&format!("{place}, after an edit"), n, 1);
    }

    /// The worst frame from an edit of some people, all in one step, until nothing asks for another.
    fn edits(&mut self, what: &str, n: usize, many: usize) {
        self.print(what, 6, |window, nth| {
            let model = window.app.session().document().expect("open").model();
            let edits = (0..many).map(|one| {
                let at = (nth * 31 + one * 13) % n;
                let mut person = model.principals().at(at).expect("one").clone();
                let country = format!("c{}", (nth + one) % 20);
                person
                    .fields
                    .set(&"country".into(), Some(country.as_str().into()));
                Edit::put(person)
            });
            let change = Change::new("move", edits.collect());
            window.app.push(Action::Apply(change));
            let worst = (0..3).map(|_| window.frame(Vec::new())).max();
            let mut worst = worst.unwrap_or_default();
            for _ in 0..MOST_FRAMES {
                worst = worst.max(window.frame(Vec::new()));
                if window.asleep {
                    break;
                }
                std::thread::sleep(Duration::from_micros(500));
            }
            worst
        });
    }

    fn typing(&mut self, place: &str, text: &str) {
        let letters: Vec<String> = text.chars().map(String::from).collect();
        self.print(&format!("{place}, typing"), letters.len(), |window, nth| {
            let text = letters.get(nth).cloned().unwrap_or_default();
            window
                .frame(vec![Event::Text(text)])
                .max(window.frame(Vec::new()))
        });
    }
}

/// The matrix of one permission, everyone by everyone, as the simulator asks for it in the
/// background: each permission in turn, in each order; and pictures of it.
fn matrices(n: usize, file: &Path) {
    let model = sightline::io::load(file).expect("a file").model;
    let engine = Arc::new(Engine::new(&model, Date::new(2026, 11, 21).expect("a day")));
    println!("{n} people{:>48} {:>8}", "median", "worst  (ms of CPU)");
    let mut heaviest = 0;
    let mut tell = |what: &str, mut times: Vec<Duration>, weight: usize| {
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let worst = times.last().copied().unwrap_or_default();
        println!("  {what:<44} {:>8.2} {:>8.2}", ms(median), ms(worst));
        heaviest = heaviest.max(weight);
    };
    let start = cpu();
    let of = HeatOf::Permissions;
    let all = heat(&engine, of, HeatOrder::Org);
    let times = vec![cpu() - start];
    tell("principals by permissions, the first", times, all.weight());
    for (order, word) in [
        (HeatOrder::Org, "org"),
        (HeatOrder::Similarity, "similarity"),
    ] {
        let (mut made, mut pictures, mut near) = (Vec::new(), Vec::new(), Vec::new());
        let mut weight = 0;
        for permission in model.permissions().ids() {
            let start = cpu();
            let heat = heat(&engine, HeatOf::Targets(permission.clone()), order);
            made.push(cpu() - start);
            weight = weight.max(heat.weight());
            for (side, times) in [(n, &mut pictures), (n / 10, &mut near)] {
                let step = side.div_ceil(1_000).max(1);
                let start = cpu();
                let watch = Watch::default();
                let picture = heat.picture(0..side, 0..side, (step, step), 0, &watch);
                std::hint::black_box(picture);
                times.push(cpu() - start);
            }
        }
        let words = format!("one permission, {n} × {n}, by {word}");
        tell(&words, made, weight);
        tell("  its picture, 1000 × 1000 buckets", pictures, 0);
        tell("  a picture of a tenth by a tenth", near, 0);
    }
    println!("  the heaviest keeps {:.1} MB", heaviest as f64 / 1e6);
}

fn heat(engine: &Arc<Engine>, of: HeatOf, order: HeatOrder) -> Heat {
    let request = HeatRequest {
        of,
        rows: HeatRows::All,
        row_order: order,
        column_order: order,
    };
    Heat::new(engine, &request, &Watch::default()).expect("a matrix")
}

fn measure(n: usize, file: &Path) {
    println!(
        "{n} people{:>48} {:>8}",
        "median", "worst  (ms of CPU a frame)"
    );
    let mut window = Window::new(file);
    let mut worst = Duration::ZERO;
    let start = std::time::Instant::now();
    for _ in 0..MOST_FRAMES {
        worst = worst.max(window.frame(Vec::new()));
        let is_open = window.app.session().document().is_some();
        if is_open && window.asleep {
            break;
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    println!(
        "  opened in {:.0} ms, the worst frame meanwhile {:.2} ms",
        ms(start.elapsed()),
        ms(worst)
    );
    let middle = pos2(600.0, 500.0);
    let side = pos2(1450.0, 500.0);
    let key = Key::Principal(format!("p{}", n / 3).into());
    window.act(Action::Select(Some(key)));

    window.act(Action::Go(Workspace::Organisation));
    for view in ["Chart", "People", "Teams", "Labels", "Items"] {
        if window.click(view) {
            let place = format!("Organisation, {view}");
            window.still(&place);
            window.scrolling(&place, middle);
            window.choosing(&place, n);
            if matches!(view, "Chart" | "People") {
                window.editing(&place, n);
            }
            if view == "People" {
                window.edits(&format!("{place}, after 300 were edited"), n, 300);
            }
        }
    }
    window.scrolling("Inspector of a person", side);

    window.act(Action::Go(Workspace::Access));
    for view in ["Groups", "Roles", "Custom sets", "Modules", "Rules"] {
        if window.click(view) {
            let place = format!("Access, {view}");
            window.still(&place);
            window.scrolling(&place, middle);
        }
    }
    for (word, key) in [
        ("role", Key::Role("r1".into())),
        ("group", Key::Group("g1".into())),
        ("permission", Key::Permission("hr.p1".into())),
    ] {
        window.act(Action::Select(Some(key)));
        let place = format!("Access, a {word} chosen");
        window.still(&place);
        window.scrolling(&place, side);
        window.editing(&place, n);
    }

    window.act(Action::Go(Workspace::Graph));
    window.still("Graph");
    window.choosing("Graph", n);
    window.editing("Graph", n);
    let start = std::time::Instant::now();
    let mut worst = Duration::ZERO;
    if window.click("Worth a look") {
        // The proofs are on their way in a thread; frames go on.
        while start.elapsed().as_secs() < 300 && window.named("Stop").is_some() {
            worst = worst.max(window.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(5));
        }
        println!(
            "  findings proved in {:.1} s, the worst frame meanwhile {:.2} ms",
            start.elapsed().as_secs_f32(),
            ms(worst)
        );
        window.click("Close the panel");
    }

    window.act(Action::Go(Workspace::Simulate));
    window.print("Simulate, seeing as others", 20, |window, nth| {
        let id = PrincipalId::from(format!("p{}", nth * 7_919 % n));
        window.app.push(Action::SeeAs(Some(id)));
        window.frame(Vec::new()).max(window.frame(Vec::new()))
    });
    window.still("Simulate");
    window.scrolling("Simulate", pos2(500.0, 500.0));
    window.editing("Simulate", n);
    if window.click("Who can") {
        window.still("Simulate, who can");
        window.scrolling("Simulate, who can", middle);
    }
    if window.click("Matrix") {
        window.still("Simulate, matrix");
        window.scrolling("Simulate, matrix", middle);
        window.editing("Simulate, matrix", n);
    }

    window.act(Action::Go(Workspace::Checks));
    window.still("Checks");
    window.scrolling("Checks", middle);
    window.editing("Checks", n);

    window.act(Action::Go(Workspace::Compare));
    window.still("Compare");
    window.scrolling("Compare", middle);
    window.editing("Compare", n);

    window.act(Action::Command(Command::Palette));
    window.typing("Palette", "person 4711");
    window.print("Palette, still", 30, |window, _| window.frame(Vec::new()));
}
