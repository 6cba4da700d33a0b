//! What the cells of a file add to the model beside people: fields, words of choices, teams, members
//! of groups.

use rustc_hash::FxHashMap;

use super::mapping::Mapping;
use crate::model::{Field, FieldType, Model, PrincipalId, Team, TeamId, norm, slug};

/// What the cells of a file add to the model beside people.
#[derive(Debug, Default)]
pub struct Beside {
    /// Fields as they will be, by column of the file.
    pub fields: Vec<Option<Field>>,
    /// The known words of choices, by column.
    pub(super) options: Vec<FxHashMap<String, String>>,
    /// Words that join the choices of a field the model has, by column.
    pub added: Vec<Vec<String>>,
    /// New teams, by their names in the form in which they are compared.
    pub teams: Vec<Team>,
    team_ids: FxHashMap<String, TeamId>,
    /// Names of groups with those who join them.
    pub groups: Vec<(String, Vec<PrincipalId>)>,
    group_places: FxHashMap<String, usize>,
}

impl Beside {
    pub(super) fn new(model: &Model, mapping: &Mapping) -> Beside {
        let mut beside = Beside::default();
        for column in &mapping.columns {
            let field = column.goes.field().cloned();
            let options = match field.as_ref().map(|field| &field.kind) {
                Some(FieldType::Choice(options)) => {
                    options.iter().map(|one| (norm(one), one.clone())).collect()
                }
                _ => FxHashMap::default(),
            };
            beside.options.push(options);
            beside.fields.push(field);
            beside.added.push(Vec::new());
        }
        for team in model.teams().iter() {
            beside
                .team_ids
                .insert(norm(team.id.as_str()), team.id.clone());
        }
        for team in model.teams().iter() {
            beside.team_ids.insert(norm(&team.name), team.id.clone());
        }
        beside
    }

    /// The team of a name; a new one where there is none.
    pub(super) fn team(
        &mut self,
        model: &Model,
        name: &str,
        strict: bool,
    ) -> Result<TeamId, String> {
        if let Some(id) = self.team_ids.get(&norm(name)) {
            return Ok(id.clone());
        }
        if strict {
            return Err(format!("There is no team “{name}”"));
        }
        let teams = &self.teams;
        let taken = |id: &str| {
            model.teams().contains(&id.into()) || teams.iter().any(|team| team.id == *id)
        };
        let id: TeamId = slug(name, taken).into();
        self.teams.push(Team {
            id: id.clone(),
            name: name.to_owned(),
        });
        self.team_ids.insert(norm(name), id.clone());
        Ok(id)
    }

    pub(super) fn joins(&mut self, group: &str, who: &PrincipalId) {
        let place = *self.group_places.entry(norm(group)).or_insert_with(|| {
            self.groups.push((group.to_owned(), Vec::new()));
            self.groups.len() - 1
        });
        if let Some((_, members)) = self.groups.get_mut(place)
            && members.last() != Some(who)
        {
            members.push(who.clone());
        }
    }

    /// True if a text is the name or id of a team as a whole.
    pub(super) fn is_team(&self, text: &str) -> bool {
        self.team_ids.contains_key(&norm(text))
    }
}
