//! What a rule lets in, taken apart: what depends on the one who acts, what is the same from
//! everyone's place, and what leads from an item to the person it is about.

use crate::engine::scheme::{PlainItems, PlainReach};
use crate::model::{FieldId, LabelId, LineId};

/// A limit on objects of one type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// Every object.
    Every,
    /// No object.
    None,
    /// Said by relations between the one who acts and the object.
    Own(Own),
    /// The same objects from everyone's place.
    Fixed(Fixed),
    /// The person, or the item, that the object leads to.
    Over(Way, Box<Shape>),
    Any(Vec<Shape>),
    All(Vec<Shape>),
    Minus(Box<Shape>, Box<Shape>),
}

/// Where an object leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// From an item to the person it is about.
    Subject,
    /// From a pair to its person.
    PairPerson,
    /// From a pair to its item.
    PairItem,
}

/// What depends on the one who acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Own {
    Oneself,
    Reports {
        lines: Vec<LineId>,
        depth: Option<u32>,
    },
    MyTeams,
    LedTeams,
    SameField(FieldId),
    Creator,
    Owner,
    FieldIsMine {
        field: FieldId,
        mine: FieldId,
    },
}

/// What does not depend on the one who acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fixed {
    People(PlainReach),
    Items(PlainItems),
    /// Items with any of these labels or one below.
    Labels(Vec<LabelId>),
}

impl Shape {
    /// The limit a reach sets on people.
    pub(super) fn of_people(reach: &PlainReach) -> Shape {
        match reach {
            PlainReach::Anyone => Shape::Every,
            PlainReach::Nobody => Shape::None,
            PlainReach::Oneself => Shape::Own(Own::Oneself),
            PlainReach::Reports { lines, depth } => {
                let (lines, depth) = (lines.clone(), *depth);
                Shape::Own(Own::Reports { lines, depth })
            }
            PlainReach::MyTeams => Shape::Own(Own::MyTeams),
            PlainReach::LedTeams => Shape::Own(Own::LedTeams),
            PlainReach::SameField(field) => Shape::Own(Own::SameField(field.clone())),
            fixed if !fixed.depends_on_actor() => Shape::Fixed(Fixed::People(fixed.clone())),
            PlainReach::AnyOf(list) => Shape::any(together(
                list,
                |one| !one.depends_on_actor(),
                |fixed| PlainReach::any_of(fixed.to_vec()),
                Shape::of_people,
            )),
            PlainReach::AllOf(list) => Shape::all(together(
                list,
                |one| !one.depends_on_actor(),
                |fixed| PlainReach::all_of(fixed.to_vec()),
                Shape::of_people,
            )),
            PlainReach::Except(from, less) => {
                Shape::minus(Shape::of_people(from), Shape::of_people(less))
            }
            fixed => Shape::Fixed(Fixed::People(fixed.clone())),
        }
    }

    /// The limit a selector sets on items of a kind.
    pub(super) fn of_items(items: &PlainItems, kind: &str) -> Shape {
        let each = |one: &PlainItems| Shape::of_items(one, kind);
        match items {
            PlainItems::Any => Shape::Every,
            PlainItems::Nothing => Shape::None,
            PlainItems::Kind(wanted) if *wanted == *kind => Shape::Every,
            PlainItems::Kind(_) => Shape::None,
            PlainItems::CreatedByMe => Shape::Own(Own::Creator),
            PlainItems::OwnedByMe => Shape::Own(Own::Owner),
            PlainItems::FieldIsMine { field, mine } => Shape::Own(Own::FieldIsMine {
                field: field.clone(),
                mine: mine.clone(),
            }),
            PlainItems::Labelled(labels) => Shape::Fixed(Fixed::Labels(labels.clone())),
            PlainItems::About(reach) => Shape::over(Way::Subject, Shape::of_people(reach)),
            fixed if is_list(fixed) => Shape::Fixed(Fixed::Items(fixed.clone())),
            PlainItems::AnyOf(list) => Shape::any(together(
                list,
                is_list,
                |fixed| PlainItems::any_of(fixed.to_vec()),
                each,
            )),
            PlainItems::AllOf(list) => Shape::all(together(
                list,
                is_list,
                |fixed| PlainItems::all_of(fixed.to_vec()),
                each,
            )),
            PlainItems::Except(from, less) => Shape::minus(each(from), each(less)),
            fixed => Shape::Fixed(Fixed::Items(fixed.clone())),
        }
    }

    /// What an object leads to.
    pub(super) fn over(way: Way, there: Shape) -> Shape {
        match there {
            Shape::None => Shape::None,
            there => Shape::Over(way, Box::new(there)),
        }
    }

    fn any(list: Vec<Shape>) -> Shape {
        let mut parts: Vec<Shape> = Vec::new();
        for one in list {
            match one {
                Shape::None => {}
                Shape::Every => return Shape::Every,
                one if parts.contains(&one) => {}
                one => parts.push(one),
            }
        }
        match parts.len() {
            0 | 1 => parts.pop().unwrap_or(Shape::None),
            _ => Shape::Any(parts),
        }
    }

    pub(super) fn all(list: Vec<Shape>) -> Shape {
        let mut parts: Vec<Shape> = Vec::new();
        for one in list {
            match one {
                Shape::Every => {}
                Shape::None => return Shape::None,
                one if parts.contains(&one) => {}
                one => parts.push(one),
            }
        }
        match parts.len() {
            0 | 1 => parts.pop().unwrap_or(Shape::Every),
            _ => Shape::All(parts),
        }
    }

    fn minus(from: Shape, less: Shape) -> Shape {
        match (from, less) {
            (Shape::None, _) | (_, Shape::Every) => Shape::None,
            (from, Shape::None) => from,
            (from, less) => Shape::Minus(Box::new(from), Box::new(less)),
        }
    }

    /// What is the same from everyone's place, in the order in which it stands, each with the last
    /// step that leads to it.
    pub(super) fn fixed(&self) -> Vec<(Option<Way>, &Fixed)> {
        let mut list = Vec::new();
        self.add_fixed(None, &mut list);
        list
    }

    fn add_fixed<'s>(&'s self, way: Option<Way>, list: &mut Vec<(Option<Way>, &'s Fixed)>) {
        match self {
            Shape::Every | Shape::None | Shape::Own(_) => {}
            Shape::Fixed(fixed) => list.push((way, fixed)),
            Shape::Over(way, there) => there.add_fixed(Some(*way), list),
            Shape::Any(parts) | Shape::All(parts) => {
                for part in parts {
                    part.add_fixed(way, list);
                }
            }
            Shape::Minus(from, less) => {
                from.add_fixed(way, list);
                less.add_fixed(way, list);
            }
        }
    }

    /// True if rules of this form can share their relations whatever their fixed part is: with one
    /// part only, which lets in and never takes away, what two rules let in together is what each
    /// lets in. With two parts one rule's first would be combined with the other's second.
    pub(super) fn can_be_shared(&self) -> bool {
        self.fixed().len() <= 1 && !self.takes_fixed_away()
    }

    fn takes_fixed_away(&self) -> bool {
        match self {
            Shape::Every | Shape::None | Shape::Own(_) | Shape::Fixed(_) => false,
            Shape::Over(_, there) => there.takes_fixed_away(),
            Shape::Any(list) | Shape::All(list) => list.iter().any(Shape::takes_fixed_away),
            Shape::Minus(from, less) => from.takes_fixed_away() || !less.fixed().is_empty(),
        }
    }

    /// The same with its fixed parts made alike: what rules of this form have in common.
    pub(super) fn form(&self) -> Shape {
        let each = |list: &[Shape]| list.iter().map(Shape::form).collect();
        match self {
            Shape::Fixed(fixed) => Shape::Fixed(match fixed {
                Fixed::People(_) => Fixed::People(PlainReach::Anyone),
                Fixed::Items(_) => Fixed::Items(PlainItems::Any),
                Fixed::Labels(_) => Fixed::Labels(Vec::new()),
            }),
            Shape::Over(way, there) => Shape::Over(*way, Box::new(there.form())),
            Shape::Any(list) => Shape::Any(each(list)),
            Shape::All(list) => Shape::All(each(list)),
            Shape::Minus(from, less) => Shape::Minus(Box::new(from.form()), Box::new(less.form())),
            same => same.clone(),
        }
    }

    /// True if whoever is let in is known to hold the rule, because each way leads over a relation
    /// that only holders have.
    pub(super) fn asks_for_holder(&self) -> bool {
        match self {
            Shape::Every | Shape::Fixed(_) => true,
            Shape::None | Shape::Own(_) => false,
            Shape::Over(_, there) => there.asks_for_holder(),
            Shape::Any(list) => list.iter().all(Shape::asks_for_holder),
            Shape::All(list) => list.iter().any(Shape::asks_for_holder),
            Shape::Minus(from, _) => from.asks_for_holder(),
        }
    }

    /// True if some way leads to every object.
    pub(super) fn has_every(&self) -> bool {
        match self {
            Shape::Every => true,
            Shape::None | Shape::Own(_) | Shape::Fixed(_) => false,
            Shape::Over(_, there) => there.has_every(),
            Shape::Any(list) | Shape::All(list) => list.iter().any(Shape::has_every),
            Shape::Minus(from, less) => from.has_every() || less.has_every(),
        }
    }

    /// A few words for it, for a name.
    pub(super) fn word(&self) -> String {
        let joined = |list: &[Shape], by: &str| {
            let words: Vec<String> = list.iter().map(Shape::word).collect();
            words.join(by)
        };
        match self {
            Shape::Every => "all".to_owned(),
            Shape::None => "none".to_owned(),
            Shape::Own(own) => own.word(),
            Shape::Fixed(Fixed::Labels(_)) => "labelled".to_owned(),
            Shape::Fixed(_) => "some".to_owned(),
            Shape::Over(Way::Subject, there) => match &**there {
                Shape::Every => "about_anyone".to_owned(),
                there => there.word(),
            },
            Shape::Over(_, there) => there.word(),
            Shape::Any(list) => joined(list, "_or_"),
            Shape::All(list) => joined(list, "_and_"),
            Shape::Minus(from, less) => format!("{}_but_{}", from.word(), less.word()),
        }
    }
}

impl Own {
    fn word(&self) -> String {
        match self {
            Own::Oneself => "own".to_owned(),
            Own::Reports { depth: None, .. } => "reports".to_owned(),
            Own::Reports { depth: Some(1), .. } => "direct".to_owned(),
            Own::Reports { depth: Some(n), .. } => format!("reports_{n}"),
            Own::MyTeams => "team".to_owned(),
            Own::LedTeams => "led_team".to_owned(),
            Own::SameField(field) => format!("same_{field}"),
            Own::Creator => "created".to_owned(),
            Own::Owner => "owned".to_owned(),
            Own::FieldIsMine { field, .. } => format!("my_{field}"),
        }
    }
}

/// Parts of a union or intersection: the fixed ones together, then each other.
fn together<T: Clone>(
    list: &[T],
    is_fixed: impl Fn(&T) -> bool,
    joined: impl Fn(&[T]) -> T,
    shape: impl Fn(&T) -> Shape,
) -> Vec<Shape> {
    let fixed: Vec<T> = list.iter().filter(|one| is_fixed(one)).cloned().collect();
    let mut shapes = Vec::new();
    let mut is_first = true;
    for one in list {
        if !is_fixed(one) {
            shapes.push(shape(one));
        } else if std::mem::take(&mut is_first) {
            shapes.push(shape(&joined(&fixed)));
        }
    }
    shapes
}

/// True if it is said by listing items alone: neither labels nor kinds nor the person it is about.
fn is_list(items: &PlainItems) -> bool {
    match items {
        PlainItems::Listed(_) | PlainItems::Where(_) => true,
        PlainItems::AnyOf(list) | PlainItems::AllOf(list) => list.iter().all(is_list),
        PlainItems::Except(from, less) => is_list(from) && is_list(less),
        _ => false,
    }
}
