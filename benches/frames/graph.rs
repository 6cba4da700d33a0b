//! A model whose graph of who reaches what has about 5,000 nodes, none of them bundled, and its
//! frames: whole, at several zooms, still and moving.

use std::path::Path;

use egui::{Event, Key as Press, Modifiers, pos2};
use sightline::model::*;
use sightline::session::{Action, Workspace};

use super::Window;
use super::company::{Random, hr};

const GROUPS: usize = 600;
const ROLES: usize = 200;
const PERMISSIONS: usize = 1_200;

/// 1,200 people in 600 groups, 200 roles, 1,200 permissions at two levels, 600 reaches.
pub fn wide() -> Model {
    let mut random = Random(0x0BAD_CAFE);
    let mut parts = Parts {
        name: "Generated, wide".to_owned(),
        ..Parts::default()
    };
    hr(&mut parts);
    for p in 0..PERMISSIONS {
        parts.permissions.push(Permission {
            id: format!("hr.p{p}").into(),
            name: format!("Permission {p}"),
            ladder: "nve".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: p % 9 == 0,
            description: String::new(),
        });
    }
    for g in 0..GROUPS {
        let listed = [2 * g, 2 * g + 1].map(|p| {
            let id = format!("p{p}");
            parts
                .principals
                .push(Principal::new(id.clone(), format!("Person {p}")));
            PrincipalId::from(id)
        });
        parts.groups.push(Group {
            id: format!("g{g}").into(),
            name: format!("Group {g}"),
            description: "generated".to_owned(),
            listed: listed.to_vec(),
            condition: None,
            groups: Vec::new(),
        });
        parts.assignments.push(Assignment {
            id: format!("a{g}").into(),
            to: Subject::Group(format!("g{g}").into()),
            role: format!("r{}", g % ROLES).into(),
            scope: Scope::UNSET,
            window: sightline::model::Window::default(),
        });
    }
    let mut grants = 0;
    for r in 0..ROLES {
        let mut role = Role::new(format!("r{r}"), format!("Role {r}"));
        for k in 0..18 {
            // Twelve of its own, six that others give too.
            let (permission, level) = match k {
                0..12 => ((r * 6 + k / 2) % PERMISSIONS, k % 2),
                _ => (random.below(PERMISSIONS), random.below(2)),
            };
            role.grants.push(Grant {
                permission: format!("hr.p{permission}").as_str().into(),
                level: if level == 0 { "view" } else { "edit" }.into(),
                on: Scope::people(Reach::Group(format!("g{}", grants % GROUPS).into())),
                switch: None,
            });
            grants += 1;
        }
        parts.roles.push(role);
    }
    parts.into_model().0
}

fn key(window: &mut Window, key: Press) {
    for pressed in [true, false] {
        window.frame(vec![Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }]);
    }
    window.settle();
}

/// Measures its frames.
pub fn measure(file: &Path) {
    sightline::io::save(file, &wide()).expect("a file");
    let mut window = Window::new(file);
    let start = std::time::Instant::now();
    while window.app.session().document().is_none() || !window.asleep {
        window.frame(Vec::new());
    }
    window.act(Action::Go(Workspace::Graph));
    let waited = std::time::Instant::now();
    while waited.elapsed().as_secs() < 240 && window.named("Graph of ").is_none() {
        window.settle();
    }
    let what = window.named("Graph of ").unwrap_or_default();
    println!(
        "{what}\n  opened and laid out in {:.1} s, beside the window",
        start.elapsed().as_secs_f32()
    );
    let middle = pos2(700.0, 500.0);
    window.frame(vec![Event::PointerMoved(middle)]);
    key(&mut window, Press::Num0);
    at(&mut window, "whole");
    key(&mut window, Press::Num1);
    at(&mut window, "at full size");
    for (times, words) in [(4, "at 41 %"), (2, "at 26 %"), (1, "at 21 %")] {
        for _ in 0..times {
            key(&mut window, Press::Minus);
        }
        at(&mut window, words);
    }
}

fn at(window: &mut Window, words: &str) {
    let place = format!("Graph, {words}");
    window.still(&place);
    window.scrolling(&place, pos2(700.0, 500.0));
    window.print(&format!("{place}, pointing"), 60, |window, nth| {
        let at = pos2(300.0 + 10.0 * nth as f32, 200.0 + 8.0 * nth as f32);
        window.frame(vec![Event::PointerMoved(at)])
    });
    window.frame(vec![Event::PointerMoved(pos2(700.0, 500.0))]);
    window.settle();
}
