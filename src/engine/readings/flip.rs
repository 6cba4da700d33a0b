//! What a reading is called, what it is now, and the change that turns it.

use std::sync::Arc;

use super::Reading;
use crate::engine::{Engine, Words};
use crate::model::{Change, Edit, ImplicationKind, Join, Key, Merge, Settings, SuppressionMode};

impl Engine {
    /// Name and value.
    pub(super) fn said(&self, reading: &Reading) -> Option<(String, String)> {
        let model = self.model();
        let settings = model.settings();
        let words = Words::new(model);
        let said = |name: &str, now: &str| Some((name.to_owned(), now.to_owned()));
        match reading {
            Reading::Merge(id) => {
                let own = model.modules().get(id)?.merge;
                let now = merge_words(own.unwrap_or(settings.merge));
                let name = format!("Sources in {}", model.title(&Key::Module(id.clone())));
                said(&name, now)
            }
            Reading::ReportsIncludeOneself => said(
                "Reports include oneself",
                yes_no(settings.reports_include_oneself),
            ),
            Reading::EveryoneOmits => {
                let now = match &settings.everyone_omits {
                    Some(condition) => {
                        let n = self.omitted_by_everyone().len();
                        format!("people whose {}: {n}", words.condition(condition))
                    }
                    None => "nobody".to_owned(),
                };
                said("Everyone leaves out", &now)
            }
            Reading::EveryoneOmitsExternals => said(
                "Everyone leaves out externals",
                yes_no(settings.everyone_omits_externals),
            ),
            Reading::Join => said("Clauses of a condition", join_words(settings.join)),
            Reading::Cascade(id) => {
                let line = settings.line(id)?;
                said(
                    &format!("{} counts", line.name),
                    cascade_words(line.cascades),
                )
            }
            Reading::Suppression(id) => {
                let one = model.suppressions().get(id)?;
                let now = mode_words(one.mode.unwrap_or(settings.suppression));
                said(&format!("Suppressed by “{}”", one.name), now)
            }
            Reading::Implication(id) => {
                let one = model.implications().get(id)?;
                let now = kind_words(one.kind.unwrap_or(settings.implication));
                let name = format!(
                    "{} brings {}",
                    words.permission(&one.permission),
                    words.permission(&one.implies.base())
                );
                said(&name, now)
            }
            Reading::Reach(id) => {
                let named = model.reaches().get(id)?;
                said(
                    &format!("“{}” means", named.name),
                    &words.reach(&named.reach),
                )
            }
        }
    }

    /// The other value, and the change that sets it.
    pub(super) fn other(&self, reading: &Reading) -> Option<(String, Change)> {
        let model = self.model();
        let now = model.settings();
        let (value, edit): (&str, Edit) = match reading {
            Reading::Merge(id) => {
                let mut module = model.modules().get(id)?.clone();
                let merge = match module.merge.unwrap_or(now.merge) {
                    Merge::Paired => Merge::Pooled,
                    Merge::Pooled => Merge::Paired,
                };
                let edit = match module.merge.replace(merge) {
                    Some(_) => Edit::put(module),
                    None => settings(now, |s| s.merge = merge),
                };
                (merge_words(merge), edit)
            }
            Reading::ReportsIncludeOneself => {
                let on = !now.reports_include_oneself;
                (
                    yes_no(on),
                    settings(now, |s| s.reports_include_oneself = on),
                )
            }
            Reading::EveryoneOmits => {
                now.everyone_omits.as_ref()?;
                ("nobody", settings(now, |s| s.everyone_omits = None))
            }
            Reading::EveryoneOmitsExternals => {
                let on = !now.everyone_omits_externals;
                (
                    yes_no(on),
                    settings(now, |s| s.everyone_omits_externals = on),
                )
            }
            Reading::Join => {
                let join = match now.join {
                    Join::All => Join::Any,
                    Join::Any => Join::All,
                };
                (join_words(join), settings(now, |s| s.join = join))
            }
            Reading::Cascade(id) => {
                let on = !now.line(id)?.cascades;
                let edit = settings(now, |s| {
                    if let Some(line) = s.lines.iter_mut().find(|line| line.id == *id) {
                        line.cascades = on;
                    }
                });
                (cascade_words(on), edit)
            }
            Reading::Suppression(id) => {
                let mut one = model.suppressions().get(id)?.clone();
                let mode = match one.mode.unwrap_or(now.suppression) {
                    SuppressionMode::Source => SuppressionMode::Person,
                    SuppressionMode::Person => SuppressionMode::Source,
                };
                let edit = match one.mode.replace(mode) {
                    Some(_) => Edit::put(one),
                    None => settings(now, |s| s.suppression = mode),
                };
                (mode_words(mode), edit)
            }
            Reading::Implication(id) => {
                let mut one = model.implications().get(id)?.clone();
                let kind = match one.kind.unwrap_or(now.implication) {
                    ImplicationKind::Hard => ImplicationKind::Preset,
                    ImplicationKind::Preset => ImplicationKind::Hard,
                };
                let edit = match one.kind.replace(kind) {
                    Some(_) => Edit::put(one),
                    None => settings(now, |s| s.implication = kind),
                };
                (kind_words(kind), edit)
            }
            Reading::Reach(_) => return None,
        };
        let (name, _) = self.said(reading)?;
        let label = format!("read “{name}” as {value}");
        Some((value.to_owned(), Change::new(label, vec![edit])))
    }
}

fn settings(now: &Settings, change: impl FnOnce(&mut Settings)) -> Edit {
    let mut settings = now.clone();
    change(&mut settings);
    Edit::Settings(Arc::new(settings))
}

fn yes_no(on: bool) -> &'static str {
    if on { "yes" } else { "no" }
}

fn merge_words(merge: Merge) -> &'static str {
    match merge {
        Merge::Paired => "paired",
        Merge::Pooled => "pooled",
    }
}

fn join_words(join: Join) -> &'static str {
    match join {
        Join::All => "all must hold",
        Join::Any => "any is enough",
    }
}

fn cascade_words(on: bool) -> &'static str {
    if on {
        "all the way down"
    } else {
        "for direct reports only"
    }
}

fn mode_words(mode: SuppressionMode) -> &'static str {
    match mode {
        SuppressionMode::Source => "taken from these roles only",
        SuppressionMode::Person => "taken from whoever holds one",
    }
}

fn kind_words(kind: ImplicationKind) -> &'static str {
    match kind {
        ImplicationKind::Hard => "always",
        ImplicationKind::Preset => "only a preset",
    }
}
