//! A company of any size, made from a seed: a manager tree (2 to 14 reports each), 20 countries, 40
//! departments, 20 roles, 50 condition groups, 60 permissions of 3 levels, about 370 grants.

use sightline::model::*;

pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        // xorshift64*: a generator of a few lines is enough for a fixed company
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

pub fn company(n: usize) -> Model {
    let mut random = Random(0x5157_11AE);
    let mut parts = Parts {
        name: format!("Generated, {n} people"),
        ..Parts::default()
    };
    for field in ["country", "department"] {
        parts.fields.push(Field {
            id: field.into(),
            name: field.to_owned(),
            kind: FieldType::Text,
        });
    }
    hr(&mut parts);
    for p in 0..60 {
        parts.permissions.push(Permission {
            id: format!("hr.p{p}").into(),
            name: format!("Permission {p}"),
            ladder: "nve".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    people(n, &mut random, &mut parts);
    groups(&mut random, &mut parts);
    roles(&mut random, &mut parts);
    parts.guards.push(Guard {
        id: "private".into(),
        name: "Private feedback is for its recipient only".to_owned(),
        permission: "hr.p59".into(),
        level: None,
        who: Who::Anyone,
        on: Scope::UNSET,
        except: vec![GuardException {
            who: Who::Anyone,
            on: Scope::people(Reach::Oneself),
        }],
        switch: None,
    });
    parts.into_model().0
}

/// One module and a ladder of three levels.
pub fn hr(parts: &mut Parts) {
    parts.ladders.push(Ladder {
        id: "nve".into(),
        levels: vec!["none".into(), "view".into(), "edit".into()],
    });
    parts.modules.push(Module {
        id: "hr".into(),
        name: "HR".to_owned(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
}

fn people(n: usize, random: &mut Random, parts: &mut Parts) {
    let mut open: std::collections::VecDeque<(usize, usize)> = [(0, 14)].into();
    for at in 0..n {
        let mut person = Principal::new(format!("p{at}"), format!("Person {at}"));
        let mut department = random.below(40);
        if at > 0 {
            while open.front().is_some_and(|(_, left)| *left == 0) {
                open.pop_front();
            }
            if let Some((manager, left)) = open.front_mut() {
                *left -= 1;
                let edge = ManagerEdge("primary".into(), format!("p{manager}").into());
                person.managers.push(edge);
                if random.below(4) > 0 {
                    department = *manager % 40;
                }
            }
            open.push_back((at, 2 + random.below(13)));
        }
        person.fields.set(
            &"country".into(),
            Some(format!("c{}", random.below(20)).as_str().into()),
        );
        person.fields.set(
            &"department".into(),
            Some(format!("d{department}").as_str().into()),
        );
        parts.principals.push(person);
    }
}

fn groups(random: &mut Random, parts: &mut Parts) {
    for g in 0..50 {
        let (field, value) = if g % 2 == 0 {
            ("country", format!("c{}", random.below(20)))
        } else {
            ("department", format!("d{}", random.below(40)))
        };
        parts.groups.push(Group {
            id: format!("g{g}").into(),
            name: format!("Group {g}"),
            description: "generated".to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one(field, Op::Is, &[&value])),
            groups: Vec::new(),
        });
    }
}

fn roles(random: &mut Random, parts: &mut Parts) {
    for r in 0..20 {
        let mut role = Role::new(format!("r{r}"), format!("Role {r}"));
        for _ in 0..18 {
            let people = match random.below(8) {
                0 => Reach::Oneself,
                1 => Reach::direct_reports(),
                2 => Reach::all_reports(),
                3 => Reach::SameField("country".into()),
                4 => Reach::SameField("department".into()),
                5 => {
                    let country = format!("c{}", random.below(20));
                    Reach::Where(Condition::one("country", Op::Is, &[&country]))
                }
                6 => Reach::Group(format!("g{}", random.below(50)).into()),
                _ => Reach::Everyone,
            };
            role.grants.push(Grant {
                permission: format!("hr.p{}", random.below(60)).as_str().into(),
                level: if random.below(3) == 0 { "edit" } else { "view" }.into(),
                on: Scope::people(people),
                switch: None,
            });
        }
        parts.roles.push(role);
    }
    for g in 0..50 {
        parts.assignments.push(Assignment {
            id: format!("a{g}").into(),
            to: Subject::Group(format!("g{g}").into()),
            role: format!("r{}", g % 20).into(),
            scope: Scope::UNSET,
            window: Window::default(),
        });
    }
}
