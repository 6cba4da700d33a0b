//! Bars, buttons, fields, lists and tables: what one operates.

use egui::{Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::Gallery;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{
    Button, Chip, Choice, Column, Combo, EmptyPlace, Look, RailItem, Segment, Sort, Table,
    TableAction, TextField, Tone, TreeAction, TreeRow, bar, icon_button, key_cap, label, link,
    meter, seeing_as, segmented, status_item, tree_row,
};

const PEOPLE: [(&str, &str, &str, &str); 12] = [
    ("Katarzyna Lis", "Site reliability lead", "Kraków", "3"),
    ("Piotr Mazur", "Platform engineer", "Kraków", ""),
    ("Ewa Sikora", "Platform engineer", "Kraków", "0"),
    ("Mateusz Król", "Data engineer", "Kraków", ""),
    ("Selin Aydın", "Data engineer", "Istanbul", ""),
    ("Priya Raman", "Head of research", "London", "21"),
    ("Daniel Okafor", "Chief engineer", "London", "96"),
    ("Carla Neumann", "HR Business Partner", "Berlin", ""),
    ("Anke de Boer", "Head of Product", "Utrecht", "14"),
    ("Emre Yıldız", "Head of Sales", "Istanbul", "53"),
    ("Rita Matos", "HR Business Partner", "Lisbon", ""),
    ("Jan Bakker", "HR Business Partner", "Utrecht", "1 140"),
];

/// Draws the page.
pub fn ui(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    let full = ui.available_rect_before_wrap();
    let rail = Rect::from_min_size(full.min, vec2(size::RAIL, full.height() - size::STATUS_BAR));
    let status = Rect::from_min_max(pos2(full.left(), rail.bottom()), full.max);
    let rest = Rect::from_min_max(
        pos2(rail.right(), full.top()),
        pos2(full.right(), rail.bottom()),
    );
    let (top, rest) = rest.split_top_bottom_at_y(rest.top() + size::TOP_BAR);
    let (views, rest) = rest.split_top_bottom_at_y(rest.top() + size::WORKSPACE_BAR);
    let painter = ui.painter();
    for (rect, fill) in [
        (rail, t.rail),
        (status, t.rail),
        (top, t.panel),
        (views, t.panel),
    ] {
        painter.rect_filled(rect, 0.0, fill);
    }
    painter.rect_filled(rest, 0.0, t.panel);
    for rect in [top, views] {
        painter.hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            Stroke::new(1.0, t.line),
        );
    }
    part(ui, rail, "rail", |ui| show_rail(gallery, ui));
    part(ui, status, "status", |ui| {
        ui.horizontal_centered(show_status)
    });
    part(ui, top.shrink2(vec2(16.0, 0.0)), "top", |ui| {
        ui.horizontal_centered(|ui| show_top(gallery, ui));
    });
    part(ui, views.shrink2(vec2(12.0, 0.0)), "views", |ui| {
        ui.horizontal_centered(|ui| show_views(gallery, ui));
    });
    let (left, right) = rest.split_left_right_at_fraction(0.42);
    part(ui, left.shrink(16.0), "left", |ui| {
        show_controls(gallery, ui)
    });
    let (table, below) = right.split_top_bottom_at_fraction(0.5);
    part(ui, table, "table", |ui| show_table(gallery, ui));
    let (tree, empty) = below.split_left_right_at_fraction(0.45);
    part(ui, tree, "tree", |ui| show_tree(gallery, ui));
    part(ui, empty, "empty", |ui| {
        EmptyPlace {
            icon: icons::UPLOAD_FILE,
            title: "Drop a CSV or XLSX here",
            why: "Name, email and manager are guessed from the heads of the columns; \
                  you confirm before anything is taken.",
            button: Some("Choose a file"),
        }
        .show(ui)
    });
}

pub(super) fn part<R>(
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    content(&mut ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect)))
}

fn show_rail(gallery: &mut Gallery, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let items = [
        (icons::ACCOUNT_TREE, "Organisation", None),
        (icons::GRID_ON, "Access", None),
        (icons::HUB, "Graph", None),
        (icons::VISIBILITY, "Simulate", None),
        (icons::CHECKLIST, "Checks", Some(4)),
        (icons::DIFFERENCE, "Compare", None),
    ];
    ui.add_space(44.0);
    for (nth, (icon, text, badge)) in items.into_iter().enumerate() {
        let active = gallery.place == nth;
        let item = RailItem {
            icon,
            text,
            active,
            badge,
            enabled: nth != 5,
            small: false,
            height: 54.0,
        };
        if item.show(ui).clicked() {
            gallery.place = nth;
        }
    }
    RailItem {
        icon: icons::CHECKLIST,
        text: "Checks, small",
        active: true,
        badge: Some(120),
        enabled: true,
        small: true,
        height: 54.0,
    }
    .show(ui);
}

fn show_status(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.add_space(6.0);
    status_item(ui, Some(icons::ERROR), "4 problems", Tone::Refused);
    status_item(
        ui,
        Some(icons::CHECK_CIRCLE),
        "41 of 43 expectations hold",
        Tone::Allowed,
    );
    status_item(ui, Some(icons::GROUP), "300 people", Tone::Neutral);
    status_item(
        ui,
        Some(icons::TIMER),
        "Recalculated in 38 ms",
        Tone::Neutral,
    );
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        status_item(
            ui,
            Some(icons::SAVE),
            "Not saved · autosaved 14:31",
            Tone::Neutral,
        );
        status_item(ui, None, "100 %", Tone::Neutral);
    });
}

fn show_top(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    label(ui, "Nordlicht Group", Type::Body, Weight::Semibold, t.text);
    bar(ui);
    icon_button(ui, icons::ARROW_BACK, "Back", true);
    icon_button(ui, icons::ARROW_FORWARD, "Forward", false);
    bar(ui);
    ui.add(Button::quiet("Undo: raise Goals for Manager").icon(icons::UNDO));
    icon_button(ui, icons::REDO, "Redo", false);
    let field = TextField::bare(
        "Find a person, role or permission, or ask a question",
        &gallery.find,
    )
    .icon(icons::SEARCH)
    .key("Ctrl K")
    .tall()
    .width(400.0)
    .show(ui);
    if let Some(text) = field.done {
        gallery.find = text;
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        icon_button(ui, icons::RIGHT_PANEL_CLOSE, "Close the inspector", true);
        icon_button(ui, icons::VERTICAL_SPLIT, "Split the view", true);
        seeing_as(ui, None);
        seeing_as(ui, Some("Tomasz Zieliński"));
    });
}

fn show_views(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    let views = [
        Segment::new(icons::GROUP_WORK, "Groups"),
        Segment::new(icons::GRID_ON, "Roles"),
        Segment::new(icons::TUNE, "Custom sets"),
        Segment::new(icons::WIDGETS, "Modules"),
        Segment::new(icons::SHIELD_PERSON, "Rules"),
    ];
    if let Some(view) = segmented(ui, &views, gallery.view) {
        gallery.view = view;
    }
    bar(ui);
    label(ui, "Across", Type::Small, Weight::Regular, t.text3);
    Chip::new("6 of 9 roles").menu().show(ui);
    Chip::new("Changed only").icon(icons::FILTER_LIST).show(ui);
    Chip::new("Lit: Tomasz Zieliński to Reviews")
        .icon(icons::ROUTE)
        .on(true)
        .closable()
        .show(ui);
    Chip::new("Bank details").absent().quiet().show(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add(Button::new("Add role").icon(icons::ADD));
        label(ui, "reach", Type::Small, Weight::Regular, t.text3);
        key_cap(ui, "R");
        label(ui, "level", Type::Small, Weight::Regular, t.text3);
        key_cap(ui, "1–5");
    });
}

fn show_controls(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    label(ui, "Buttons", Type::Title, Weight::Semibold, t.text);
    ui.horizontal(|ui| {
        ui.add(Button::primary("Raise 2 permissions"));
        ui.add(Button::new("Show who gains").icon(icons::GROUP));
        ui.add(Button::plain("Cancel"));
        ui.add(Button::destructive("Delete role").icon(icons::DELETE));
    });
    ui.horizontal(|ui| {
        ui.add(Button::new("End employment").missing_right("No role held gives End employment"));
        ui.add(Button::new("Merge").blocked(Some("Choose two roles first")));
        ui.add(Button::new("Sort by name").menu());
        ui.add(Button::new("Look").look(Look::Secondary).hint("Ctrl L"));
        link(ui, "Open condition");
    });
    ui.add_space(space::L);
    label(ui, "Fields", Type::Title, Weight::Semibold, t.text);
    ui.set_max_width(360.0);
    for (nth, name) in ["Name", "Email", "Cost centre"].into_iter().enumerate() {
        let Some(value) = gallery.fields.get(nth) else {
            continue;
        };
        let problem = (nth == 1).then_some("An address such as name@company.example");
        if let Some(text) = TextField::new(name, value).problem(problem).show(ui).done
            && let Some(field) = gallery.fields.get_mut(nth)
        {
            *field = text;
        }
    }
    let statuses = [
        Choice::new("Active"),
        Choice::new("Not started"),
        Choice::new("Left").detail("hidden"),
    ];
    if let Some(picked) = Combo::new("Status", &statuses, gallery.status).show(ui) {
        gallery.status = Some(picked);
    }
    let people: Vec<_> = PEOPLE
        .iter()
        .map(|(name, title, ..)| Choice::new(name).detail(title).icon(icons::PERSON))
        .collect();
    if let Some(picked) = Combo::new("Manager", &people, gallery.manager).show(ui) {
        gallery.manager = Some(picked);
    }
    TextField::new("Description", "")
        .placeholder("What is it for?")
        .rows(3)
        .show(ui);
    ui.add_space(space::L);
    label(ui, "Coverage", Type::Title, Weight::Semibold, t.text);
    for (name, part, whole) in [
        ("Permissions", 58, 86),
        ("Sensitive", 17, 19),
        ("People", 0, 300),
    ] {
        ui.horizontal(|ui| {
            meter(ui, name, part, whole, 220.0);
            let words = format!("{part} of {whole}");
            label(ui, words, Type::Small, Weight::Medium, t.text);
        });
    }
}

fn show_table(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    let columns = [
        Column::new("Name", 180.0).grow(1.0),
        Column::new("Job title", 180.0).grow(1.0),
        Column::new("Site", 90.0),
        Column::new("People below", 110.0).number(),
    ];
    let name = |row: usize| PEOPLE.get(row % PEOPLE.len()).map_or("", |person| person.0);
    let label_of = |row: usize| name(row).to_owned();
    let chosen = gallery.row;
    let selected = |row: usize| chosen == Some(row);
    let table = Table::new("People", &columns, 300, &label_of)
        .sort(Some(gallery.sort))
        .cursor(chosen)
        .selected(&selected);
    let action = table.show(ui, |cell| {
        let Some(person) = PEOPLE.get(cell.row % PEOPLE.len()) else {
            return;
        };
        match cell.column {
            0 => {
                cell.icon(icons::PERSON, t.kinds.person);
                cell.name(person.0);
            }
            1 => cell.text(person.1),
            2 => {
                if cell.row == 4 {
                    cell.refused();
                }
                cell.text(person.2);
            }
            _ => cell.number((!person.3.is_empty()).then_some(person.3)),
        }
    });
    match action {
        Some(TableAction::Select(row, _)) => gallery.row = Some(row),
        Some(TableAction::Sort(column)) => {
            let turned = gallery.sort == (column, Sort::Up);
            gallery.sort = (column, if turned { Sort::Down } else { Sort::Up });
        }
        _ => {}
    }
}

fn show_tree(gallery: &mut Gallery, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let needs = [(Some(icons::LINK), "needs 3")];
    let sensitive = [(None, "sensitive")];
    let yes_no = [(None, "yes / no")];
    let open = gallery.open;
    let rows = [
        TreeRow {
            text: "People",
            open: Some(true),
            module: true,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Profile",
            depth: 1,
            open: Some(open),
            ..TreeRow::default()
        },
        TreeRow {
            text: "Contact details",
            depth: 2,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Emergency contact",
            depth: 2,
            selected: true,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Compensation",
            depth: 1,
            open: Some(true),
            ..TreeRow::default()
        },
        TreeRow {
            text: "Salary",
            depth: 2,
            tags: &needs,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Bank details",
            depth: 2,
            tags: &sensitive,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Administration",
            open: Some(false),
            module: true,
            ..TreeRow::default()
        },
        TreeRow {
            text: "Audit log",
            depth: 1,
            tags: &yes_no,
            ..TreeRow::default()
        },
    ];
    for row in rows
        .iter()
        .filter(|row| open || row.depth < 2 || !row.tags.is_empty())
    {
        if tree_row(ui, row).1 == Some(TreeAction::Toggle) && row.text == "Profile" {
            gallery.open = !open;
        }
    }
    ui.allocate_exact_size(vec2(1.0, 1.0), Sense::hover());
}
