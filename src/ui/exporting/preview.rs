//! What an export would be: its files, and what does not carry over.

use egui::{RichText, ScrollArea, Ui, vec2};

use super::{Choices, Ready};
use crate::engine::capital;
use crate::io::export::setup::Wording;
use crate::io::export::{Fate, Format, FormatInfo, Loss};
use crate::model::Model;
use crate::ui::checks::words::{count, thousands};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, Section, label};

/// Losses of one fate that are shown; the report names all.
const MOST_SHOWN: usize = 200;

/// What it is for, and what may be chosen.
pub(super) fn head(ui: &mut Ui, model: &Model, info: &FormatInfo, choices: &mut Choices) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    label(ui, info.title, Type::Title, Weight::Semibold, t.text);
    label(ui, info.purpose, Type::Small, Weight::Regular, t.text2);
    match info.format {
        Format::Csv | Format::Xlsx => {
            let words = "Every target of everyone as well";
            ui.checkbox(&mut choices.with_targets, words);
        }
        Format::Html => {
            let words = "Mask names: people are numbers, everywhere in it";
            ui.checkbox(&mut choices.mask_names, words);
        }
        Format::Setup => {
            let guessed = Wording::guess(model);
            let first = format!("As the model looks: {}", guessed.system());
            let mut words = vec![Choice::new(&first)];
            let systems = Wording::ALL.map(|one| capital(one.system()));
            words.extend(systems.iter().map(|system| Choice::new(system)));
            let at = choices.wording;
            let at = at.and_then(|one| Wording::ALL.iter().position(|known| *known == one));
            let chosen = Some(at.map_or(0, |at| at + 1));
            let combo = Combo::bare("In the words of", &words, chosen).width(280.0);
            if let Some(picked) = combo.show(ui) {
                let one = picked.checked_sub(1).and_then(|at| Wording::ALL.get(at));
                choices.wording = one.copied();
            }
        }
        Format::Scim
        | Format::Json
        | Format::OpenFga
        | Format::SpiceDb
        | Format::Cedar
        | Format::Casbin => {}
    }
    ui.add_space(2.0);
}

/// It cannot be made, and why.
pub(super) fn trouble(ui: &mut Ui, why: &str) {
    let t = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        icons::icon(ui, icons::BLOCK, 16.0, t.refused);
        label(ui, why, Type::Small, Weight::Medium, t.refused);
    });
}

/// Its files and its losses.
pub(super) fn show(ui: &mut Ui, info: &FormatInfo, ready: &Ready) {
    let t = theme::tokens(ui);
    ScrollArea::vertical()
        .id_salt(("what carries over", info.name))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 6.0);
            let files = &ready.parcel.files;
            let n = count(files.len(), "file", "files");
            Section::new("What is written").count(&n).show(ui, |ui| {
                for file in files {
                    ui.horizontal(|ui| {
                        icons::icon(ui, icons::DESCRIPTION, 15.0, t.text3);
                        label(ui, &file.name, Type::Small, Weight::Medium, t.text);
                        let size = size(file.bytes.len());
                        label(ui, size, Type::Small, Weight::Regular, t.text3);
                    });
                }
                let text = "Beside it lies the report of what does not carry over";
                label(ui, text, Type::Small, Weight::Regular, t.text3);
            });
            losses(ui, &ready.parcel.losses);
        });
}

fn losses(ui: &mut Ui, losses: &[Loss]) {
    let t = theme::tokens(ui);
    if losses.is_empty() {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            icons::icon(ui, icons::CHECK_CIRCLE, 17.0, t.allowed);
            let text = "Everything carries over";
            label(ui, text, Type::Small, Weight::Semibold, t.allowed);
        });
        return;
    }
    for fate in Fate::ALL {
        let of_fate: Vec<&Loss> = losses.iter().filter(|loss| loss.fate == fate).collect();
        if of_fate.is_empty() {
            continue;
        }
        let n = thousands(of_fate.len());
        let section = Section::new(fate.title()).count(&n);
        section.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for loss in of_fate.iter().take(MOST_SHOWN) {
                line(ui, loss);
            }
            if of_fate.len() > MOST_SHOWN {
                let n = thousands(of_fate.len() - MOST_SHOWN);
                let text = format!("and {n} more, in the report");
                label(ui, text, Type::Small, Weight::Regular, t.text3);
            }
        });
    }
}

fn line(ui: &mut Ui, loss: &Loss) {
    let t = theme::tokens(ui);
    // Names of others may be of any length.
    let what: String = loss.what.chars().take(160).collect();
    let why: String = loss.why.chars().take(400).collect();
    let mut job = egui::text::LayoutJob::default();
    let what = RichText::new(what).font(Type::Small.medium()).color(t.text);
    let why = RichText::new(format!(" · {why}"))
        .font(Type::Small.regular())
        .color(t.text2);
    for text in [what, why] {
        text.append_to(
            &mut job,
            ui.style(),
            egui::FontSelection::Default,
            egui::Align::Min,
        );
    }
    ui.add(egui::Label::new(job).wrap());
}

/// A number of bytes for people.
fn size(n: usize) -> String {
    match n {
        0..1_000 => count(n, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", n.div_ceil(1_000)),
        _ => format!("{:.1} MB", n as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_read_well() {
        let said: Vec<String> = [1, 999, 1_001, 2_340_000].map(size).into();
        assert_eq!(said, ["1 byte", "999 bytes", "2 kB", "2.3 MB"]);
    }
}
