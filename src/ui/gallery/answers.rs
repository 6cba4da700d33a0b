//! Inspector, reasons, sentences, change cards, popover, toast and grid cells:
//! what answers a question.

use egui::{Stroke, Ui};

use super::controls::part;
use super::{Gallery, cells};
use crate::ui::glyphs::KindShape;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{
    Answer, CardNote, ChangeCard, ChangeGroup, ChangeLine, Chip, HeadButton, InspectorHead, Look,
    NearMiss, Question, Run, Section, Tone, WhyStep, claim, divider, field_row, label, near_miss,
    page_card, sentence, toast, why_step,
};

/// Draws the page.
pub fn ui(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    let full = ui.available_rect_before_wrap();
    let (left, right) = full.split_left_right_at_x(full.right() - size::INSPECTOR);
    ui.painter().rect_filled(left, 0.0, t.canvas);
    ui.painter().rect_filled(right, 0.0, t.panel);
    ui.painter()
        .vline(right.left(), right.y_range(), Stroke::new(1.0, t.line));
    part(ui, right, "inspector", show_inspector);
    let (first, second) = left.split_left_right_at_fraction(0.44);
    part(ui, first.shrink(16.0), "first", show_answers);
    part(ui, second.shrink(16.0), "second", |ui| {
        cells::ui(gallery, ui)
    });
    toast(
        ui,
        "Tomasz Zieliński now reports to Marek Nowak",
        Some("Undo: move Tomasz Zieliński"),
        0.0,
        36.0,
    );
    if gallery.asks {
        let question = Question {
            title: "Save the changes to Nordlicht Group?",
            sentence: "7 changes since 14:31 are only in this window.",
            answers: &[
                ("Save", Look::Primary),
                ("Discard", Look::Destructive),
                ("Cancel", Look::Plain),
            ],
        };
        if matches!(question.show(ui), Some(Answer::Button(_) | Answer::Leave)) {
            gallery.asks = false;
        }
    }
}

fn show_inspector(ui: &mut Ui) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let buttons = [
        HeadButton {
            icon: icons::VISIBILITY,
            text: "See as",
            blocked: None,
        },
        HeadButton {
            icon: icons::CONTENT_COPY,
            text: "Copy role",
            blocked: None,
        },
        HeadButton {
            icon: icons::HUB,
            text: "Graph",
            blocked: Some("The graph is open already"),
        },
    ];
    let head = InspectorHead {
        kind: KindShape::Role,
        title: "HR Business Partner for all of central Europe",
        line: "Role · 6 people hold it · hr-bp",
        buttons: &buttons,
    };
    head.show(ui);
    divider(ui);
    Section::new("What made it")
        .count("5 steps")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let steps = [
                (
                    KindShape::Person,
                    "Tomasz Zieliński is active",
                    "account started 2019-03-01",
                ),
                (
                    KindShape::Module,
                    "People is on for everyone",
                    "module, no user list",
                ),
                (
                    KindShape::Role,
                    "Holds the role Manager",
                    "derived: has 5 direct reports",
                ),
                (
                    KindShape::Permission,
                    "Manager gives Salary at masked",
                    "reach: direct reports",
                ),
                (KindShape::Guard, "3 guards checked", "none applies"),
            ];
            for (nth, (kind, title, reason)) in steps.into_iter().enumerate() {
                let (icon, color) = (kind.icon(), kind.color(t));
                why_step(
                    ui,
                    &WhyStep {
                        icon,
                        color,
                        title,
                        reason,
                        more: nth < 4,
                    },
                );
            }
        });
    Section::new("What would allow view")
        .count("3 ways")
        .show(ui, |ui| {
            let ways = [
                (
                    "Grant Salary at view on direct reports",
                    "one direct grant, 5 salaries",
                    0,
                    "others let in",
                ),
                (
                    "Raise Manager to Salary at view",
                    "one cell of the role grid",
                    40,
                    "others let in, 292 salaries",
                ),
            ];
            for (change, how, others, words) in ways {
                near_miss(
                    ui,
                    &NearMiss {
                        change,
                        how,
                        others,
                        words,
                    },
                );
            }
        });
    Section::new("Held by").count("6").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for name in ["Carla Neumann", "Jan Bakker", "Rita Matos"] {
                Chip::new(name).icon(icons::PERSON).show(ui);
            }
            Chip::new("+3").show(ui);
        });
    });
    Section::new("Where it may reach")
        .count("4 places, all must agree")
        .show(ui, |ui| {
            field_row(ui, "Role", |ui| {
                label(
                    ui,
                    "No limit set here",
                    Type::Small,
                    Weight::Regular,
                    t.text,
                )
            });
            field_row(ui, "Assignment", |ui| {
                label(
                    ui,
                    "Group Germany · 118",
                    Type::Small,
                    Weight::Regular,
                    t.text,
                )
            });
        });
    Section::new("Problems")
        .count("1")
        .folded()
        .show(ui, |ui| ui.label("…"));
}

fn show_answers(ui: &mut Ui) {
    let t = theme::tokens(ui);
    sentence(
        ui,
        true,
        &[
            Run::plain("Tomasz Zieliński can see the Salary of Katarzyna Lis masked, "),
            Run::strong("as primary manager."),
        ],
    );
    sentence(
        ui,
        false,
        &[
            Run::plain("Tomasz Zieliński cannot view it: "),
            Run::strong("no role held gives Salary above masked."),
        ],
    );
    ui.add_space(space::M);
    egui::Frame::new().fill(t.panel).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let broken = [
            Run::strong("No one"),
            Run::plain(" outside the "),
            Run::strong("HR team"),
            Run::plain(" can "),
            Run::strong("edit"),
            Run::plain(" a "),
            Run::strong("Salary"),
        ];
        let names = "Jan Bakker and Rita Matos can, by a direct grant";
        claim(ui, false, &broken, "2 break it", Some(names), true);
        let holds = [
            Run::strong("Every manager"),
            Run::plain(" can "),
            Run::strong("edit"),
            Run::plain(" the "),
            Run::strong("Goals"),
            Run::plain(" of their "),
            Run::strong("direct reports"),
        ];
        claim(ui, true, &holds, "41 people", None, false);
    });
    ui.add_space(space::M);
    page_card(ui, |ui| change_card().show(ui));
}

fn change_card() -> ChangeCard<'static> {
    const GAINED: [ChangeLine<'static>; 2] = [
        ChangeLine {
            gain: true,
            who: "Marek Nowak",
            what: "views Pay grade of Tomasz Zieliński",
        },
        ChangeLine {
            gain: true,
            who: "Marek Nowak",
            what: "edits Goals of Tomasz Zieliński",
        },
    ];
    const LOST: [ChangeLine<'static>; 3] = [
        ChangeLine {
            gain: false,
            who: "Daniel Okafor",
            what: "loses the same 3 rights",
        },
        ChangeLine {
            gain: false,
            who: "6 people",
            what: "leave the group Engineering line: 1 right each",
        },
        ChangeLine {
            gain: false,
            who: "Tomasz Zieliński",
            what: "leaves the group Engineering leads: 3 rights, among them to view Calibration of all reports",
        },
    ];
    const GROUPS: [ChangeGroup<'static>; 2] = [
        ChangeGroup {
            title: "Gained",
            count: 3,
            lines: &GAINED,
        },
        ChangeGroup {
            title: "Lost",
            count: 12,
            lines: &LOST,
        },
    ];
    const NOTES: [CardNote<'static>; 2] = [
        CardNote {
            tone: Tone::Warning,
            text: "Breaks 1 expectation: “Engineering leads can view Calibration.”",
        },
        CardNote {
            tone: Tone::Allowed,
            text: "1 finding goes away",
        },
    ];
    const BUTTONS: [(&str, Look); 3] = [
        ("Move", Look::Primary),
        ("Keep as scenario", Look::Secondary),
        ("Cancel", Look::Plain),
    ];
    ChangeCard {
        title: "Move Tomasz Zieliński under Marek Nowak",
        gained: (3, "rights gained"),
        lost: (12, "rights lost"),
        rest: "8 people, 2 groups",
        groups: &GROUPS,
        notes: &NOTES,
        buttons: &BUTTONS,
    }
}
