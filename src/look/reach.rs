//! Reach signs: who is meant is drawn as dots.

use emath::{Rect, pos2};

use super::{Form, Part};

/// Width of the box a reach is drawn in.
pub const REACH_BOX: f32 = 18.0;

/// The sign of a reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReachSign {
    /// Only the holder.
    Oneself,
    /// People directly below.
    Direct,
    /// Everyone below.
    AllReports,
    /// A team.
    Team,
    /// A group.
    Group,
    /// A condition on fields.
    Condition,
    /// The same value in a field, such as the same site.
    SameField,
    /// Everyone who is not hidden.
    Everyone,
    /// Anyone, hidden statuses too.
    Anyone,
    /// No one at all.
    Nobody,
    /// No limit is set.
    NoLimit,
}

impl ReachSign {
    /// The word used where the reach has no name of its own.
    pub const fn word(self) -> &'static str {
        match self {
            ReachSign::Oneself => "Oneself",
            ReachSign::Direct => "Direct",
            ReachSign::AllReports => "Reports",
            ReachSign::Team => "Team",
            ReachSign::Group => "Group",
            ReachSign::Condition => "Condition",
            ReachSign::SameField => "Same value",
            ReachSign::Everyone => "Everyone",
            ReachSign::Anyone => "Anyone",
            ReachSign::Nobody => "Nobody",
            ReachSign::NoLimit => "No limit",
        }
    }

    /// Every sign, for legends.
    pub const ALL: [ReachSign; 11] = [
        ReachSign::Oneself,
        ReachSign::Direct,
        ReachSign::AllReports,
        ReachSign::Team,
        ReachSign::Group,
        ReachSign::Condition,
        ReachSign::SameField,
        ReachSign::Everyone,
        ReachSign::Anyone,
        ReachSign::Nobody,
        ReachSign::NoLimit,
    ];
    /// What it looks like, in one colour.
    pub fn parts(self) -> Vec<Part> {
        let forms = match self {
            ReachSign::Oneself => vec![dot(9.0, 9.0, 3.2)],
            ReachSign::Direct => direct(),
            ReachSign::AllReports => all_reports(),
            ReachSign::Team => vec![
                ring(9.0, 9.0, 6.9),
                dot(9.0, 6.3, 1.5),
                dot(6.5, 10.6, 1.5),
                dot(11.5, 10.6, 1.5),
            ],
            ReachSign::Group => {
                let frame = Form::Frame {
                    rect: Rect::from_min_max(pos2(2.0, 2.0), pos2(16.0, 16.0)),
                    radius: 3.0,
                    width: WIDTH,
                    dash: None,
                };
                let dots = [(6.5, 6.5), (11.5, 6.5), (6.5, 11.5), (11.5, 11.5)];
                let dots = dots.map(|(x, y)| dot(x, y, 1.45));
                std::iter::once(frame).chain(dots).collect()
            }
            ReachSign::Condition => funnel(),
            ReachSign::SameField => [5.6, 10.2].map(bar).to_vec(),
            ReachSign::Everyone => vec![dot(9.0, 9.0, 6.8)],
            ReachSign::Anyone => vec![dot(9.0, 9.0, 4.7), ring(9.0, 9.0, 7.3)],
            ReachSign::Nobody => {
                let ends = vec![pos2(4.5, 13.5), pos2(13.5, 4.5)];
                vec![ring(9.0, 9.0, 6.4), Form::line(ends, WIDTH)]
            }
            ReachSign::NoLimit => no_limit(),
        };
        forms.into_iter().map(Form::ink).collect()
    }
}

const WIDTH: f32 = 1.2;

fn dot(x: f32, y: f32, radius: f32) -> Form {
    Form::Disc {
        center: pos2(x, y),
        radius,
    }
}

fn ring(x: f32, y: f32, radius: f32) -> Form {
    Form::Ring {
        center: pos2(x, y),
        radius,
        width: WIDTH,
    }
}

fn bar(top: f32) -> Form {
    Form::Block {
        rect: Rect::from_min_max(pos2(3.5, top), pos2(14.5, top + 2.3)),
        radius: (0.6, 0.6),
    }
}

/// An open head above a row of three.
fn direct() -> Vec<Form> {
    let head = Form::Ring {
        center: pos2(9.0, 3.8),
        radius: 1.9,
        width: WIDTH,
    };
    let stem = Form::line(vec![pos2(9.0, 5.7), pos2(9.0, 12.4)], 1.0);
    let bracket = vec![
        pos2(3.2, 12.4),
        pos2(3.2, 9.2),
        pos2(14.8, 9.2),
        pos2(14.8, 12.4),
    ];
    let row = [3.2, 9.0, 14.8].map(|x| dot(x, 13.9, 1.75));
    [head, stem, Form::line(bracket, 1.0)]
        .into_iter()
        .chain(row)
        .collect()
}

/// An open head above two rows, two and four.
fn all_reports() -> Vec<Form> {
    let mut forms = vec![ring(9.0, 3.0, 1.7)];
    for (x, low) in [(5.4, [2.4, 7.0]), (12.6, [11.0, 15.6])] {
        forms.push(Form::line(vec![pos2(9.0, 4.7), pos2(x, 8.6)], 0.9));
        for child in low {
            forms.push(Form::line(vec![pos2(x, 8.6), pos2(child, 14.4)], 0.9));
            forms.push(dot(child, 14.6, 1.5));
        }
        forms.push(dot(x, 8.8, 1.7));
    }
    forms
}

fn funnel() -> Vec<Form> {
    let points = vec![
        pos2(2.4, 3.2),
        pos2(15.6, 3.2),
        pos2(10.7, 9.6),
        pos2(10.7, 15.2),
        pos2(7.3, 13.2),
        pos2(7.3, 9.6),
    ];
    vec![Form::Line {
        points,
        closed: true,
        width: WIDTH,
        dash: None,
    }]
}

fn no_limit() -> Vec<Form> {
    let mut forms = vec![Form::Line {
        points: vec![pos2(4.0, 9.0), pos2(14.0, 9.0)],
        closed: false,
        width: WIDTH,
        dash: Some((2.0, 1.6)),
    }];
    for (tip, back) in [(1.4, 4.6), (16.6, 13.4)] {
        let head = vec![pos2(back, 5.9), pos2(tip, 9.0), pos2(back, 12.1)];
        forms.push(Form::line(head, WIDTH));
    }
    forms
}
