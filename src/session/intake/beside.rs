//! What the cells of a file add to the model beside people: fields, words of choices, teams, members
//! of groups.

use rustc_hash::{FxHashMap, FxHashSet};

use super::goes::Goes;
use super::mapping::Mapping;
use crate::io::table::Source;
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
    /// Names of teams and groups that stand alone between signs somewhere in the file.
    alone: FxHashSet<String>,
    /// Names of groups with those who join them.
    pub groups: Vec<(String, Vec<PrincipalId>)>,
    group_places: FxHashMap<String, usize>,
}

impl Beside {
    pub(super) fn new(model: &Model, source: &Source, mapping: &Mapping) -> Beside {
        let mut beside = Beside {
            alone: alone(source, mapping),
            ..Beside::default()
        };
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

    /// The names in a cell of several. One with a comma in it is a name as a whole, unless a part
    /// of it is a name elsewhere.
    pub(super) fn parts<'t>(&self, cell: &'t str, strict: bool) -> Vec<&'t str> {
        if self.is_team(cell) {
            return vec![cell];
        }
        let mut list = Vec::new();
        for part in between(cell, &SIGNS) {
            let parts = between(part, &[',']);
            let is_known = |one: &&str| self.is_team(one) || self.alone.contains(&norm(one));
            match strict || (parts.len() > 1 && parts.iter().any(is_known)) {
                true => list.extend(parts),
                false => list.push(part),
            }
        }
        list
    }

    /// True if a text is the name or id of a team as a whole.
    fn is_team(&self, text: &str) -> bool {
        self.team_ids.contains_key(&norm(text))
    }
}

/// What stands between several names in a cell, whatever they are.
const SIGNS: [char; 3] = [';', '|', '\n'];

fn between<'t>(cell: &'t str, signs: &[char]) -> Vec<&'t str> {
    let parts = cell.split(signs).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn alone(source: &Source, mapping: &Mapping) -> FxHashSet<String> {
    let of_several = |goes: &Goes| matches!(goes, Goes::Teams | Goes::Leads | Goes::Groups);
    let places = mapping.places(of_several);
    let cells = source
        .body()
        .flat_map(|row| places.iter().map(move |at| row.cell(*at)));
    let parts = cells.flat_map(|cell| between(cell, &SIGNS));
    parts.filter(|part| !part.contains(',')).map(norm).collect()
}
