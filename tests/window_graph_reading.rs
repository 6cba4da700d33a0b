//! Reading the graph: labels never touch, small edits leave the picture as it is, undo brings it
//! back, and from far away one sees blocks with their counts.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::hands::*;
use egui::{Event, Key as Press, Pos2, Rect, Shape, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Change, Edit, Grant, Key, Scope};
use sightline::session::{Action, Command};
use sightline::ui::theme;

/// Where the picture lies in the window.
fn canvas(window: &Window) -> Rect {
    let ground = |l: String| l.starts_with("Graph of ");
    let found = window.query_all_by(|node| node.label().is_some_and(ground));
    found.last().unwrap().rect()
}

/// The part of it no heads, legend or map lie over.
fn free(window: &Window) -> Rect {
    let canvas = canvas(window);
    Rect::from_min_max(canvas.min + vec2(0.0, 34.0), canvas.max - vec2(0.0, 160.0))
}

/// The words drawn inside a rectangle, and where. Icons are no words.
fn words(window: &Window, within: Rect) -> Vec<(String, Rect)> {
    fn collect(shape: &Shape, clip: Rect, within: Rect, found: &mut Vec<(String, Rect)>) {
        match shape {
            Shape::Vec(all) => all.iter().for_each(|one| collect(one, clip, within, found)),
            Shape::Text(text) => {
                let rect = text.visual_bounding_rect();
                let words = text.galley.text().to_owned();
                let is_icon = text.galley.job.sections.iter().all(|section| {
                    section.format.font_id.family == theme::icon_family()
                        && words.chars().count() == 1
                });
                if !is_icon && within.contains_rect(rect) && clip.contains_rect(rect) {
                    found.push((words, rect));
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        collect(&clipped.shape, clipped.clip_rect, within, &mut found);
    }
    found
}

fn scroll(window: &mut Window, delta: egui::Vec2) {
    window.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    window.run();
}

/// Goes over the whole picture, page by page, and looks at every word.
fn look_over(window: &mut Window, what: &str) -> usize {
    let within = free(window);
    let mut n_seen = 0;
    for page in 0..24 {
        // Off the graph, where no name hangs over what is below.
        window.hover_at(pos2(1.0, 1.0));
        window.run();
        let all = words(window, within);
        n_seen += all.len();
        for (nth, (a, at)) in all.iter().enumerate() {
            for (b, other) in all.iter().skip(nth + 1) {
                let touch = at.shrink(1.0).intersects(other.shrink(1.0));
                assert!(!touch, "{what}: “{a}” {at} touches “{b}” {other}");
            }
        }
        window.hover_at(within.left_bottom() + vec2(3.0, -3.0));
        window.run();
        match page % 4 {
            3 => scroll(window, vec2(1_200.0, -600.0)),
            _ => scroll(window, vec2(-400.0, 0.0)),
        }
    }
    n_seen
}

#[test]
fn labels_never_touch_at_reading_zoom() {
    let mut window = graph("acme");
    for kind in ["Who reaches what", "Permissions"] {
        window.get_by_label(kind).click();
        window.run();
        wait_for(&mut window, "Graph of ");
        for out in [0, 2] {
            let middle = canvas(&window).center();
            window.hover_at(middle);
            window.run();
            window.key_press(Press::Num1);
            window.run();
            for _ in 0..out {
                window.key_press(Press::Minus);
                window.run();
            }
            // To the upper left corner.
            scroll(&mut window, vec2(9_000.0, 9_000.0));
            scroll(&mut window, vec2(-500.0, -300.0));
            let n_seen = look_over(&mut window, &format!("{kind}, {out} steps out"));
            assert!(n_seen > 100, "{kind}: only {n_seen} words were seen");
        }
    }
}

/// Nodes in view by name; names that are there twice are left out.
fn nodes(window: &Window) -> BTreeMap<String, Pos2> {
    const KINDS: [&str; 7] = [
        "Person ",
        "People ",
        "Group ",
        "Role ",
        "Permission ",
        "What it reaches ",
        "Service user ",
    ];
    let mut found: BTreeMap<String, Vec<Pos2>> = BTreeMap::new();
    for node in window.query_all_by(|node| {
        node.label()
            .is_some_and(|l| KINDS.iter().any(|kind| l.starts_with(kind)))
    }) {
        let name = node.accesskit_node().label().unwrap();
        found.entry(name).or_default().push(node.rect().center());
    }
    found
        .into_iter()
        .filter_map(|(name, at)| (at.len() == 1).then(|| (name, at[0])))
        .collect()
}

#[test]
fn a_new_grant_leaves_the_picture_as_it_is_and_undo_brings_it_back() {
    let mut window = graph("acme");
    let model = model(&window).clone();
    let before = nodes(&window);
    assert!(before.len() > 20, "{before:?}");
    // A role that is in view gets a permission at a level at which no one gives it yet.
    let role = model
        .roles()
        .iter()
        .find(|role| {
            let name = format!("Role {}, ", role.name);
            !role.locked && before.keys().any(|one| one.starts_with(&name))
        })
        .unwrap();
    let (permission, level) = model
        .permissions()
        .iter()
        .find_map(|p| {
            let level = model.ladder_of(&p.id)?.levels.last()?.clone();
            let given = |role: &sightline::model::Role| {
                let mut grants = role.grants.iter();
                grants.any(|g| g.permission.base() == p.id && g.level == level)
            };
            (!model.roles().iter().any(given)).then_some((p.id.clone(), level))
        })
        .unwrap();
    let mut more = role.clone();
    more.grants.push(Grant {
        permission: permission.as_str().into(),
        level,
        on: Scope::UNSET,
        switch: None,
    });
    let change = Change::new("give it", vec![Edit::put(more)]);
    window.state_mut().push(Action::Apply(change));
    settle(&mut window);
    let after = nodes(&window);
    let mut moved: Vec<(f32, &String)> = before
        .iter()
        .filter_map(|(name, at)| Some(((after.get(name)?.distance(*at)), name)))
        .collect();
    moved.sort_by(|a, b| b.0.total_cmp(&a.0));
    assert!(moved.len() * 10 >= before.len() * 8, "most are still there");
    let far = moved.iter().filter(|(far, _)| *far > 60.0).count();
    println!("moved most: {:?}", &moved[..8.min(moved.len())]);
    assert!(
        far * 20 <= moved.len(),
        "{far} of {}: {moved:?}",
        moved.len()
    );
    undo(&mut window);
    settle(&mut window);
    for (name, at) in nodes(&window) {
        let known = before.get(&name).unwrap_or_else(|| panic!("{name} is new"));
        assert!(known.distance(at) < 0.5, "{name}: {known} {at}");
    }
}

/// Draws until the picture for the newest answers is there.
fn settle(window: &mut Window) {
    for _ in 0..20 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn from_far_away_one_sees_blocks_with_counts_and_comes_nearer_by_a_click() {
    let mut window = graph("acme");
    let middle = canvas(&window).center();
    window.hover_at(middle);
    window.run();
    window.key_press(Press::Num0);
    window.run();
    let block = |label: String| label.ends_with(", show them nearer");
    let found = window.query_all_by(|node| node.label().is_some_and(block));
    let names: Vec<String> = found
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        names.iter().any(|n| n.contains(" permissions")),
        "{names:?}"
    );
    assert!(names.iter().any(|n| n.contains(" people")), "{names:?}");
    let name = names.iter().find(|n| n.contains(" roles")).unwrap().clone();
    window.get_all_by_label(&name).next().unwrap().click();
    window.run();
    let near = window
        .query_all_by_label_contains(", show them nearer")
        .count();
    assert_eq!(near, 0);
    assert!(nodes(&window).keys().any(|name| name.starts_with("Role ")));
}

#[test]
fn pointing_at_a_node_tells_its_full_definition() {
    let mut window = graph("leena");
    let role = model(&window).roles().at(0).unwrap().clone();
    select(&mut window, Key::Role(role.id.clone()));
    let at = middle(&window, &format!("Role {}, ", role.name));
    window.hover_at(at);
    window.run();
    std::thread::sleep(std::time::Duration::from_millis(600));
    window.run_steps(8);
    let grant = &role.grants[0];
    let name = model(&window).title(&Key::Permission(grant.permission.base()));
    wait_for(&mut window, &format!("Grants {name}: {}", grant.level));
}

#[test]
fn back_and_forward_walk_through_what_was_looked_at() {
    let mut window = graph("acme");
    let model = model(&window).clone();
    let roles: Vec<_> = model.roles().iter().collect();
    let (first, last) = (roles[0].clone(), roles[roles.len() - 1].clone());
    let seen = |window: &Window, name: &str| {
        let start = format!("Role {name}, ");
        let canvas = canvas(window);
        let mut found =
            window.query_all_by(move |n| n.label().is_some_and(|l| l.starts_with(&start)));
        found.any(|node| canvas.contains_rect(node.rect()))
    };
    for role in [&first, &last] {
        select(&mut window, Key::Role(role.id.clone()));
        settle(&mut window);
        assert!(seen(&window, &role.name), "{}", role.name);
    }
    for (command, role) in [(Command::Back, &first), (Command::Forward, &last)] {
        window.state_mut().push(Action::Command(command));
        settle(&mut window);
        assert!(seen(&window, &role.name), "{}", role.name);
    }
}

#[test]
fn only_one_person_and_a_module_as_one_by_the_menu_of_a_node() {
    let mut window = graph("leena");
    let person = model(&window).principals().at(0).unwrap().clone();
    select(&mut window, Key::Principal(person.id.clone()));
    settle(&mut window);
    let all = nodes(&window).len();
    let name = nodes(&window)
        .into_keys()
        .find(|name| name.contains(&format!(" {}, ", person.name)))
        .unwrap();
    window.get_by_label(&name).click_secondary();
    window.run();
    click(&mut window, "Leave out everyone else");
    settle(&mut window);
    let few = nodes(&window);
    assert!(few.len() < all && few.contains_key(&name), "{few:?}");
    let permission = few
        .keys()
        .find(|name| name.starts_with("Permission "))
        .unwrap();
    let id = model(&window)
        .permissions()
        .iter()
        .find(|p| permission.starts_with(&format!("Permission {}, ", p.name)))
        .unwrap()
        .id
        .clone();
    let module = model(&window).title(&Key::Module(id.module()));
    window.get_by_label(permission).click_secondary();
    window.run();
    click(&mut window, &format!("Draw {module} as one"));
    settle(&mut window);
    wait_for(&mut window, &format!("Module {module}"));
    assert!(!nodes(&window).contains_key(permission));
}
