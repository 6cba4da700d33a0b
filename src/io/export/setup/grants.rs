//! Grants as lines of a step: the permission, how much, on whom; and what of it the system cannot
//! say.

use super::plan::Planning;
use super::terms::Part;
use super::wording::Wording;
use crate::engine::given::{GivenFrom, given_by_grants};
use crate::model::{Grant, Key, LevelId, PermissionId, PermissionRef, Reach, Scope, SwitchId};

impl Planning<'_> {
    /// The grants of a role or set, what others need before what needs it.
    pub fn grant_lines(&mut self, of: &str, grants: &[Grant]) -> Vec<String> {
        let sorted = self.needed_first(grants);
        let mut lines: Vec<String> = Vec::new();
        for grant in sorted {
            let switch = grant.switch.as_ref();
            lines.push(self.grant_line(of, &grant.permission, &grant.level, &grant.on, switch));
        }
        if !self.has_place(Part::Implications) && !self.can().fixed_roles {
            lines.extend(self.brought_lines(of, grants));
        }
        lines
    }

    /// What the grants bring along, where the system does not: to be set as well.
    fn brought_lines(&mut self, of: &str, grants: &[Grant]) -> Vec<String> {
        let model = self.engine.model();
        let mut lines = Vec::new();
        for (id, ways) in given_by_grants(model, grants) {
            for way in &ways {
                let GivenFrom::Implied(by) = &way.from else {
                    continue;
                };
                let level = model
                    .ladder_of(&id)
                    .and_then(|ladder| ladder.level(way.rank));
                let is_given = ways.iter().any(|other| {
                    !matches!(other.from, GivenFrom::Implied(_))
                        && other.rank >= way.rank
                        && other.on == way.on
                        && other.switch == way.switch
                });
                let Some(level) = level.filter(|_| !is_given) else {
                    continue;
                };
                let by = self.words.permission(by);
                let reference = PermissionRef::from(&id);
                let switch = way.switch.as_ref();
                let line = self.grant_line(of, &reference, level, &way.on, switch);
                let line = format!("{line}, which “{by}” brings along");
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }

    /// In the order of the list, but dependents before their main permission.
    fn needed_first<'g>(&self, grants: &'g [Grant]) -> Vec<&'g Grant> {
        let needs = |main: &PermissionId, other: &PermissionId| {
            self.engine
                .model()
                .requirements()
                .iter()
                .any(|requirement| {
                    requirement.main == *main
                        && requirement
                            .dependents
                            .iter()
                            .any(|d| d.permission == *other)
                })
        };
        let mut left: Vec<&Grant> = grants.iter().collect();
        let mut sorted = Vec::new();
        while !left.is_empty() {
            let is_free = |grant: &&Grant| {
                let main = grant.permission.base();
                let waits = |other: &&Grant| needs(&main, &other.permission.base());
                !left.iter().any(waits)
            };
            // What needs itself in a circle comes as it stands.
            let at = left.iter().position(is_free).unwrap_or(0);
            sorted.push(left.remove(at));
        }
        sorted
    }

    /// One grant.
    pub fn grant_line(
        &mut self,
        of: &str,
        permission: &PermissionRef,
        level: &LevelId,
        on: &Scope,
        switch: Option<&SwitchId>,
    ) -> String {
        let name = self.words.permission(&permission.base());
        let name = match permission.is_parts_only() {
            true => format!("every part of “{name}”"),
            false => format!("“{name}”"),
        };
        let what = format!("{of}: {name}");
        self.check_level(&what, level);
        self.check_scope(&what, on);
        let mut text = match self.wording {
            Wording::Hibob => format!("Search permission: {name}, check it ({level})"),
            _ => format!("{name}: {level}"),
        };
        let record = self.model().permissions().get(&permission.base());
        let has_target = record.is_none_or(|p| p.about.has_person() || p.about.has_item());
        if !on.is_unset() || has_target {
            let items = on.items.as_ref().map(|items| self.words.items(items));
            let on = self.words.scope(on);
            match self.wording {
                _ if self.people_are_above => {
                    text.extend(items.map(|items| format!(", on items {items}")));
                }
                Wording::Sherp if level.as_str() == "yes" => text = format!("{name}: {on}"),
                _ => text.push_str(&format!(", on: {on}")),
            }
        }
        if let Some(id) = switch {
            let switch = self.model().switches().get(id);
            let is_on = switch.is_some_and(|switch| switch.on);
            let title = self.model().title(&Key::Switch(id.clone()));
            let state = if is_on { "on" } else { "off" };
            text.push_str(&format!(", while “{title}” is on (it is {state})"));
            if !self.has_place(Part::Switches) {
                let do_it = if is_on {
                    "leave it as long as it is to be on"
                } else {
                    "leave it out for now"
                };
                self.cannot(
                    format!("{what} while “{title}” is on"),
                    format!("there is no such switch, and it is {state}: {do_it}"),
                );
            }
        }
        text
    }

    fn check_level(&mut self, what: &str, level: &LevelId) {
        let Some(known) = self.can().levels else {
            return;
        };
        if !known.contains(&level.as_str()) && !["none", "no"].contains(&level.as_str()) {
            let known = known.join(", ");
            self.cannot(
                format!("{what} at {level}"),
                format!("it knows no such level, only: {known}"),
            );
        }
    }

    /// Names what of a scope the system cannot say.
    pub fn check_scope(&mut self, what: &str, scope: &Scope) {
        if let Some(people) = &scope.people
            && !self.can_reach(people)
        {
            let said = self.words.reach(people);
            let why = match self.wording {
                Wording::Hibob => "a permission group reaches everyone, or people by condition",
                Wording::Datafisher => "people are scoped by user groups",
                Wording::Sherp => "the levels of access are none, own, sub and all",
                Wording::Leena => "it scopes candidates, not people",
                _ => "it follows from managers, teams and HRBP rights",
            };
            self.cannot(format!("{what} on {said}"), why);
        }
        if let Some(items) = &scope.items
            && !self.can().items
        {
            let said = self.words.items(items);
            self.cannot(
                format!("{what} on items {said}"),
                "it scopes people, not items",
            );
        }
    }

    fn can_reach(&self, reach: &Reach) -> bool {
        match self.wording {
            Wording::Neutral => true,
            Wording::Hibob => matches!(reach, Reach::Everyone | Reach::Anyone | Reach::Where(_)),
            Wording::Datafisher => {
                matches!(
                    reach,
                    Reach::Everyone | Reach::Anyone | Reach::Group(_) | Reach::Where(_)
                )
            }
            Wording::Sherp => match reach {
                Reach::Everyone | Reach::Anyone | Reach::Nobody | Reach::Oneself => true,
                Reach::Reports(reports) => {
                    let with_oneself = self.model().settings().reports_include_oneself;
                    reports.depth.is_none() && reports.oneself.unwrap_or(with_oneself)
                }
                Reach::Named(id) => match self.model().reaches().get(id) {
                    Some(named) if !matches!(named.reach, Reach::Named(_)) => {
                        self.can_reach(&named.reach)
                    }
                    _ => false,
                },
                _ => false,
            },
            Wording::Leena => matches!(reach, Reach::Everyone | Reach::Anyone),
            // What comes with the platform is checked, not set; HRBP rights name users or teams.
            Wording::Leapsome => true,
        }
    }

    /// ", within …", or nothing.
    pub fn within(&self, scope: &Scope) -> String {
        match scope.is_unset() {
            true => String::new(),
            false => format!(", within {}", self.words.scope(scope)),
        }
    }
}
