//! The growth picture: time and memory over the number of people, both axes by powers of ten.
//! Plain SVG with text as text; it follows the reader's light or dark scheme.

use std::fmt::Write;

use sightline_bench::measure::words;

use super::tables::Growth;

/// The figure a curve shows, how it is called, its colour class.
type Shown = (&'static str, &'static str, &'static str);

const CURVES: [Shown; 7] = [
    ("open", "open the file", "a"),
    ("set-up", "set-up", "b"),
    ("edit manager", "edit: a manager", "c"),
    ("edit grant", "edit: a grant", "d"),
    ("matrix", "every cell counted", "e"),
    ("everything", "all one can do", "f"),
    ("check", "a check with paths", "g"),
];
const MEMORY: Shown = ("memory", "model and engine", "a");

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 1_010.0;

const STYLE: &str = "\
.back{fill:#ffffff}.ink{fill:#1f2328}.soft{fill:#59636e}.grid{stroke:#d9dee3}.guide{stroke:#8c959f}
.a{color:#0969da}.b{color:#8250df}.c{color:#bc4c00}.d{color:#9a6700}.e{color:#cf222e}.f{color:#1a7f37}.g{color:#57606a}
@media (prefers-color-scheme:dark){
.back{fill:#0d1117}.ink{fill:#f0f6fc}.soft{fill:#9198a1}.grid{stroke:#2b323b}.guide{stroke:#656c76}
.a{color:#58a6ff}.b{color:#bc8cff}.c{color:#ff9150}.d{color:#d9a520}.e{color:#ff7b72}.f{color:#3fb950}.g{color:#a3adb8}}
path{fill:none;stroke:currentColor;stroke-width:2}circle,.name{fill:currentColor}
line{stroke-width:1}.guide{stroke-dasharray:4 4}
text{font:13px system-ui,'Segoe UI',Helvetica,Arial,sans-serif}.title{font-weight:600;font-size:15px}
.tick{font-size:12px}.left{text-anchor:end}.mid{text-anchor:middle}";

/// The picture of both companies.
pub fn svg(plain: &Growth, full: &Growth) -> String {
    let mut out = String::new();
    write!(
        out,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' \
         aria-labelledby='t d'>\n\
         <title id='t'>How time and memory grow with the number of people</title>\n\
         <desc id='d'>Both axes by powers of ten; the dashed line is what growth in proportion to \
         the number of people looks like.</desc>\n<style>{STYLE}</style>\n\
         <rect class='back' width='{WIDTH}' height='{HEIGHT}' rx='8'/>\n"
    )
    .ok();
    let sides = [
        (plain, 62.0, "Plain company"),
        (full, 532.0, "Full company"),
    ];
    let times = sides.map(|(growth, ..)| CURVES.map(|curve| Curve::of(growth, curve)));
    let memory = sides.map(|(growth, ..)| [Curve::of(growth, MEMORY)]);
    let time_range = range(times.as_flattened());
    let memory_range = range(memory.as_flattened());
    for (side, (_, left, name)) in sides.into_iter().enumerate() {
        Panel {
            left,
            top: 56.0,
            height: 610.0,
            title: format!("{name}: time"),
            unit: words::time,
            range: time_range,
        }
        .draw(&mut out, &times[side]);
        Panel {
            left,
            top: 752.0,
            height: 190.0,
            title: format!("{name}: memory"),
            unit: words::bytes,
            range: memory_range,
        }
        .draw(&mut out, &memory[side]);
    }
    out.push_str("</svg>\n");
    out
}

/// A curve: points by the logarithms of size and figure.
struct Curve {
    label: &'static str,
    class: &'static str,
    points: Vec<(f64, f64)>,
}

impl Curve {
    fn of(growth: &Growth, (key, label, class): Shown) -> Curve {
        let points = growth
            .sizes
            .iter()
            .filter_map(|(n, figures)| {
                let value = figures.get(key).filter(|value| **value > 0.0)?;
                Some(((*n as f64).log10(), value.log10()))
            })
            .collect();
        Curve {
            label,
            class,
            points,
        }
    }
}

/// From the power of ten below the lowest figure to the one above the highest.
fn range(curves: &[Curve]) -> (f64, f64) {
    let figures = curves.iter().flat_map(|curve| &curve.points);
    let (lowest, highest) = figures.fold((f64::MAX, f64::MIN), |(low, high), (_, figure)| {
        (low.min(*figure), high.max(*figure))
    });
    (lowest.floor(), highest.ceil())
}

/// One diagram. Its range is in powers of ten of the figure shown.
struct Panel {
    left: f64,
    top: f64,
    height: f64,
    title: String,
    unit: fn(f64) -> String,
    range: (f64, f64),
}

/// Width of the plotted part; names of curves stand to the right of it.
const PLOT: f64 = 262.0;
/// The sizes shown, as powers of ten.
const FROM_N: f64 = 3.0;
const TO_N: f64 = 5.0;

impl Panel {
    fn x(&self, n: f64) -> f64 {
        self.left + (n - FROM_N) / (TO_N - FROM_N) * PLOT
    }

    fn y(&self, value: f64) -> f64 {
        let (from, to) = self.range;
        self.top + self.height * (to - value) / (to - from)
    }

    fn draw(&self, out: &mut String, curves: &[Curve]) {
        self.axes(out);
        let mut names: Vec<(f64, &Curve)> = Vec::new();
        for curve in curves {
            let mut path = String::new();
            for (at, (n, value)) in curve.points.iter().enumerate() {
                let step = if at == 0 { 'M' } else { 'L' };
                write!(path, "{step}{:.1} {:.1}", self.x(*n), self.y(*value)).ok();
            }
            writeln!(out, "<g class='{}'><path d='{path}'/>", curve.class).ok();
            for (n, value) in &curve.points {
                let (x, y) = (self.x(*n), self.y(*value));
                writeln!(out, "<circle cx='{x:.1}' cy='{y:.1}' r='3'/>").ok();
            }
            out.push_str("</g>\n");
            if let Some((_, value)) = curve.points.last() {
                names.push((self.y(*value), curve));
            }
        }
        for (y, curve) in apart(names) {
            let x = self.left + PLOT + 10.0;
            writeln!(
                out,
                "<g class='{}'><text class='name' x='{x:.1}' y='{:.1}'>{}</text></g>",
                curve.class,
                y + 4.0,
                curve.label
            )
            .ok();
        }
    }

    /// Title, grid, and the slope of growth in proportion.
    fn axes(&self, out: &mut String) {
        let (left, right) = (self.left, self.left + PLOT);
        let bottom = self.top + self.height;
        writeln!(
            out,
            "<text class='ink title' x='{left:.1}' y='{:.1}'>{}</text>",
            self.top - 22.0,
            self.title
        )
        .ok();
        let (from, to) = self.range;
        let mut power = from;
        while power <= to {
            let y = self.y(power);
            writeln!(
                out,
                "<line class='grid' x1='{left:.1}' x2='{right:.1}' y1='{y:.1}' y2='{y:.1}'/>\
                 <text class='soft tick left' x='{:.1}' y='{:.1}'>{}</text>",
                left - 6.0,
                y + 4.0,
                (self.unit)(10f64.powf(power) * 1.000_001).replace(".0 ", " ")
            )
            .ok();
            power += 1.0;
        }
        for (n, name) in [(3.0, "1,000"), (4.0, "10,000"), (5.0, "100,000")] {
            let x = self.x(n);
            writeln!(
                out,
                "<line class='grid' x1='{x:.1}' x2='{x:.1}' y1='{:.1}' y2='{bottom:.1}'/>\
                 <text class='soft tick mid' x='{x:.1}' y='{:.1}'>{name}</text>",
                self.top,
                bottom + 18.0
            )
            .ok();
        }
        writeln!(
            out,
            "<text class='soft tick mid' x='{:.1}' y='{:.1}'>people</text>",
            (left + right) / 2.0,
            bottom + 36.0
        )
        .ok();
        // ten times the people, ten times the figure
        let lowest = from + 0.1;
        writeln!(
            out,
            "<line class='guide' x1='{:.1}' y1='{:.1}' x2='{:.1}' y2='{:.1}'/>",
            self.x(FROM_N),
            self.y(lowest),
            self.x(TO_N),
            self.y(lowest + TO_N - FROM_N)
        )
        .ok();
        // the lower diagrams have no room for its name beside that of their one curve
        if self.height > 300.0 {
            writeln!(
                out,
                "<text class='soft tick' x='{:.1}' y='{:.1}'>in proportion</text>",
                right + 10.0,
                self.y(lowest + TO_N - FROM_N) + 4.0
            )
            .ok();
        }
    }
}

/// Moves names apart so that none covers another, keeping their order.
fn apart(mut names: Vec<(f64, &Curve)>) -> Vec<(f64, &Curve)> {
    const LINE: f64 = 17.0;
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    for _ in 0..40 {
        for at in 1..names.len() {
            let (above, below) = (names[at - 1].0, names[at].0);
            let lack = LINE - (below - above);
            if lack > 0.0 {
                names[at - 1].0 -= lack / 2.0;
                names[at].0 += lack / 2.0;
            }
        }
    }
    names
}
