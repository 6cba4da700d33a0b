//! What several exports say alike: the settings, the hash of the model, who wrote it.

use sha2::{Digest, Sha256};

use crate::engine::Words;
use crate::io::native;
use crate::model::{ImplicationKind, Join, Merge, Model, SuppressionMode};

/// Who wrote an export.
pub(super) const PROGRAM: &str = concat!("Sightline ", env!("CARGO_PKG_VERSION"));

/// The SHA-256 of the model's file, as it is saved.
pub(super) fn hash(model: &Model) -> String {
    let digest = Sha256::digest(native::to_text(model).as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The readings in which HR systems differ, each with what it is.
pub(super) fn settings(model: &Model) -> Vec<(String, String)> {
    let words = Words::in_full(model);
    let now = model.settings();
    let yes = |on: bool| if on { "Yes" } else { "No" }.to_owned();
    let mut list: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| list.push((name.to_owned(), value));
    let omits = now.everyone_omits.as_ref();
    add(
        "Everyone leaves out",
        omits.map_or_else(
            || "nobody".to_owned(),
            |condition| format!("people whose {}", words.condition(condition)),
        ),
    );
    add(
        "Everyone leaves out external users",
        yes(now.everyone_omits_externals),
    );
    add("Reports include oneself", yes(now.reports_include_oneself));
    add(
        "Sources of rights are merged",
        match now.merge {
            Merge::Paired => "paired: each right keeps the reach of its own source",
            Merge::Pooled => "pooled: rights reach whatever any source shows",
        }
        .to_owned(),
    );
    add(
        "Clauses of a condition are joined by",
        match now.join {
            Join::All => "and, where a condition does not say",
            Join::Any => "or, where a condition does not say",
        }
        .to_owned(),
    );
    add(
        "A suppression takes a permission",
        match now.suppression {
            SuppressionMode::Source => "from its roles only; other ways stay",
            SuppressionMode::Person => "from whoever holds one of its roles, whatever the way",
        }
        .to_owned(),
    );
    add(
        "One right brings another",
        match now.implication {
            ImplicationKind::Hard => "always",
            ImplicationKind::Preset => "as a preset that can be unticked",
        }
        .to_owned(),
    );
    add(
        "No one grants beyond their own",
        yes(now.no_grant_beyond_own),
    );
    add(
        "New rights count at the next login",
        yes(now.new_login_for_new_rights),
    );
    list.extend(parts(model));
    list
}

/// The readings of single parts: lines, named reaches, modules, switches.
fn parts(model: &Model) -> Vec<(String, String)> {
    let words = Words::in_full(model);
    let now = model.settings();
    let mut list: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| list.push((name.to_owned(), value));
    for line in &now.lines {
        let single = if line.single {
            "one manager at most"
        } else {
            "several managers"
        };
        let cascades = match line.cascades {
            true => "counts all the way down",
            false => "counts for direct reports only",
        };
        add(
            &format!("Manager line: {}", line.name),
            format!("{single}; {cascades}"),
        );
    }
    for named in model.reaches().iter() {
        add(
            &format!("The reach “{}” means", named.name),
            words.reach(&named.reach),
        );
    }
    for module in model.modules().iter() {
        let merge = module.merge.map(|merge| match merge {
            Merge::Paired => "; sources are paired",
            Merge::Pooled => "; sources are pooled",
        });
        let users = module
            .users
            .as_ref()
            .map(|who| format!("; for {}", words.who(who)));
        let state = if module.on { "on" } else { "off" };
        add(
            &format!("Module: {}", module.name),
            format!(
                "{state}{}{}",
                users.unwrap_or_default(),
                merge.unwrap_or_default()
            ),
        );
    }
    for switch in model.switches().iter() {
        let state = if switch.on { "on" } else { "off" };
        add(&format!("Switch: {}", switch.name), state.to_owned());
    }
    list
}
