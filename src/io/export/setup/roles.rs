//! The steps of roles.

use super::plan::{Planning, Step};
use super::steps::quoted;
use super::terms::Part;
use crate::model::{Key, Role};

impl Planning<'_> {
    pub(super) fn roles(&mut self) -> Vec<Step> {
        let roles: Vec<Role> = self.model().roles().iter().cloned().collect();
        let mut steps = Vec::new();
        for role in &roles {
            let step = self.role(role);
            if self.is_of_product(role) {
                steps.push(step);
                continue;
            }
            let lines = step.lines.join("; ");
            self.cannot(
                format!("Role “{}”: {lines}", role.name),
                "the roles come with the product and this is none of them; where the product works \
                 like this anyway there is nothing to do",
            );
        }
        steps
    }

    /// True unless the system has roles of its own only, and this is none of them.
    fn is_of_product(&self, role: &Role) -> bool {
        let name = role.name.trim().to_lowercase();
        let known = |one: &&str| match one.strip_prefix('*') {
            Some(ending) => name.ends_with(ending),
            None => name == **one,
        };
        !self.can().fixed_roles || role.locked || self.terms.product_roles.iter().any(known)
    }

    fn role(&mut self, role: &Role) -> Step {
        let is_there = role.locked || self.can().fixed_roles;
        let mut lines = Vec::new();
        if !role.description.is_empty() {
            lines.push(format!("Description: {}", role.description));
        }
        lines.extend(self.about_role(role));
        let of = format!("Role {}", quoted(&role.name));
        lines.extend(self.grant_lines(&of, &role.grants));
        if role.grants.is_empty() && role.nested.is_empty() {
            lines.push("It gives nothing by itself".to_owned());
        }
        let verb = if is_there {
            "Check the predefined role"
        } else {
            "Create the role"
        };
        Step::new(format!("{verb} {}", quoted(&role.name)), lines)
    }

    /// What a role has besides its grants.
    pub fn about_role(&mut self, role: &Role) -> Vec<String> {
        let of = format!("Role {}", quoted(&role.name));
        let mut lines = Vec::new();
        lines.extend(self.role_scope(&of, role));
        lines.extend(self.role_derived(&of, role));
        lines.extend(self.roles_inside(&of, role));
        if role.needs_holder {
            lines.push("Someone must always hold it".to_owned());
        }
        if let Some(roles) = &role.handed_out_by {
            let names = roles.iter().map(|id| self.title(Key::Role(id.clone())));
            let names: Vec<String> = names.collect();
            lines.push(match names.is_empty() {
                true => "Handed out by no one".to_owned(),
                false => format!("Handed out by holders of {}", names.join(" or ")),
            });
        }
        if !role.labels.is_empty() {
            let names = role
                .labels
                .iter()
                .map(|id| self.title(Key::Label(id.clone())));
            let names = names.collect::<Vec<_>>().join(", ");
            if self.has_place(Part::Labels) {
                lines.push(format!("Labels: {names}"));
            } else {
                self.cannot(format!("{of}: its labels, {names}"), "there are no labels");
            }
        }
        lines
    }

    fn role_scope(&mut self, of: &str, role: &Role) -> Option<String> {
        if role.scope.is_unset() {
            return None;
        }
        let scope = self.words.scope(&role.scope);
        if self.can().role_scopes {
            self.check_scope(&format!("{of}, its scope"), &role.scope);
            return Some(format!("Scope of the role: {scope}"));
        }
        self.cannot(
            format!("{of}: its scope, {scope}"),
            "a role has no scope of its own",
        );
        None
    }

    fn role_derived(&mut self, of: &str, role: &Role) -> Option<String> {
        let who = self.words.derived(role.derived.as_ref()?);
        if self.can().derived_roles {
            return Some(format!("Held by {who}, without being given"));
        }
        self.cannot(
            format!("{of}: held by {who}, without being given"),
            "no role follows by itself: give it to them, and keep it up to date",
        );
        None
    }

    fn roles_inside(&mut self, of: &str, role: &Role) -> Vec<String> {
        let mut lines = Vec::new();
        for nested in &role.nested {
            let name = self.title(Key::Role(nested.role.clone()));
            let within = self.within(&nested.scope);
            if self.can().nested_roles {
                lines.push(format!("Contains the role {}{within}", quoted(&name)));
                continue;
            }
            lines.push(format!(
                "And everything of the role {}{within}",
                quoted(&name)
            ));
            self.cannot(
                format!("{of}: the role {} inside it{within}", quoted(&name)),
                "roles are not nested: set its permissions here as well, and keep both alike",
            );
        }
        lines
    }
}
