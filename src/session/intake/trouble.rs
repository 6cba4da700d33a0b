//! What is not clear in a file, how often, and what can be done about it. Each has an answer from
//! the start that makes nothing up; another can be chosen, and the plan is made again with it.

use std::cell::Cell;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::dates::DayOrder;
use super::numbers::Decimal;
use crate::model::{Account, PrincipalId};
use crate::session::cells::account_word;

/// What is not clear. Rows with the same question have one answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hitch {
    /// Days of a column can be read with the day first and with the month first.
    Days(String),
    /// Numbers of a column can be read with a decimal point and with a comma.
    Numbers(String),
    /// Cells of a column are not what it takes.
    Unreadable(String),
    /// A column has words that are not among those one chooses from.
    Options(String),
    /// A word for the state of the account is not known.
    Word(String),
    /// A column names someone who is not there.
    Nobody(String, String),
    /// A column names someone by a name that several bear.
    Several(String, String),
    /// Someone is said to be their own manager.
    OwnManager(PrincipalId),
    /// Managers go round in a circle.
    Circle(Vec<PrincipalId>),
    /// Rows name someone whose own row is not taken.
    NotTaken(PrincipalId),
    /// Rows are about the same person.
    SamePerson(PrincipalId),
    /// Different people have the same email address.
    SameEmail(String),
    /// New rows have the same name, and nothing else tells them apart.
    SameName(String),
    /// Someone of the model has the name, but not the id or email address.
    Namesake(String),
}

/// What can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// The rows are left out.
    Refuse,
    /// The cells count as blank.
    LeaveBlank,
    /// This one is meant.
    Take(PrincipalId),
    /// The first of the rows is taken.
    First,
    /// The last of the rows is taken.
    Last,
    /// All rows are taken, each as someone of their own.
    All,
    /// Days are read in this order.
    Order(DayOrder),
    /// Numbers are read with this sign.
    Sign(Decimal),
    /// The new words join those one chooses from.
    AddWords,
    /// The word means this state.
    State(Account),
    /// This one's manager is left empty.
    CutAt(PrincipalId),
    /// It is the one of the model.
    TheSame,
    /// It is someone new.
    SomeoneNew,
}

impl Repair {
    /// In words; people by what they are called.
    fn words(&self, name: &str) -> String {
        match self {
            Repair::Refuse => "Leave those rows out".to_owned(),
            Repair::LeaveBlank => "Leave it empty".to_owned(),
            Repair::Take(_) => format!("Take {name}"),
            Repair::First => "Take the first".to_owned(),
            Repair::Last => "Take the last".to_owned(),
            Repair::All => "Take all of them".to_owned(),
            Repair::Order(DayOrder::DayFirst) => "The day comes first".to_owned(),
            Repair::Order(DayOrder::MonthFirst) => "The month comes first".to_owned(),
            Repair::Sign(Decimal::Point) => "A point parts the fraction".to_owned(),
            Repair::Sign(Decimal::Comma) => "A comma parts the fraction".to_owned(),
            Repair::AddWords => "Add them to the choices".to_owned(),
            Repair::State(account) => format!("It means {}", account_word(*account)),
            Repair::CutAt(_) => format!("Leave the manager of {name} empty"),
            Repair::TheSame => "It is the same person".to_owned(),
            Repair::SomeoneNew => "It is someone new".to_owned(),
        }
    }
}

/// A repair that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What would be done.
    pub repair: Repair,
    /// In words.
    pub words: String,
}

impl Offer {
    /// A repair about someone, by what they are called.
    pub fn about(repair: Repair, name: &str) -> Offer {
        let words = repair.words(name);
        Offer { repair, words }
    }

    /// A repair about someone whose name is put in when all rows are read.
    pub fn take(repair: Repair) -> Offer {
        Offer::about(repair, "")
    }

    /// Puts in what people are called.
    fn name(&mut self, called: &dyn Fn(&PrincipalId) -> String) {
        if let Repair::Take(id) | Repair::CutAt(id) = &self.repair {
            self.words = self.repair.words(&called(id));
        }
    }

    /// Repairs about nobody in particular.
    pub fn plain(repairs: &[Repair]) -> Vec<Offer> {
        let repairs = repairs.iter().cloned();
        repairs.map(|repair| Offer::about(repair, "")).collect()
    }
}

/// Something that is not clear.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// What, as a key for the answer.
    pub hitch: Hitch,
    /// What, in a sentence.
    pub words: String,
    /// The numbers of the rows.
    pub rows: Vec<usize>,
    /// What can be done.
    pub offers: Vec<Offer>,
    /// What is done.
    pub chosen: Repair,
}

/// What is done about the people of the model who are not in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Leavers {
    /// They stay as they are.
    #[default]
    Keep,
    /// Their account ends.
    End,
    /// They are removed, with what is only about them.
    Remove,
}

/// What was chosen for a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// Answers other than those there are from the start.
    pub repairs: BTreeMap<Hitch, Repair>,
    /// What is done about leavers.
    pub leavers: Leavers,
    /// What is not clear is refused, and nothing is added but people.
    pub strict: bool,
}

/// What is not clear, as it is found.
#[derive(Debug)]
pub struct Troubles<'c> {
    choices: &'c Choices,
    found: IndexMap<Hitch, Trouble>,
    n_searched: Cell<usize>,
}

/// For so many names that nobody bears the nearest one is looked for: each look reads them all.
const MOST_SEARCHES: usize = 30;

impl<'c> Troubles<'c> {
    /// Nothing found yet.
    pub fn new(choices: &'c Choices) -> Self {
        Troubles {
            choices,
            found: IndexMap::new(),
            n_searched: Cell::new(0),
        }
    }

    /// True if what is not clear is refused.
    pub fn strict(&self) -> bool {
        self.choices.strict
    }

    /// What is done about a hitch of a row. The first of the offers is the answer from the start.
    pub fn ask(
        &mut self,
        hitch: Hitch,
        row: usize,
        about: impl FnOnce() -> (String, Vec<Offer>),
    ) -> Repair {
        self.ask_searching(hitch, row, |_| about())
    }

    /// The same; what is told of it may search, as long as not too much was searched before.
    pub fn ask_searching(
        &mut self,
        hitch: Hitch,
        row: usize,
        about: impl FnOnce(bool) -> (String, Vec<Offer>),
    ) -> Repair {
        if self.choices.strict {
            return Repair::Refuse;
        }
        let choices = self.choices;
        let n_searched = &self.n_searched;
        let trouble = self.found.entry(hitch).or_insert_with_key(|hitch| {
            let may_search = n_searched.get() < MOST_SEARCHES;
            n_searched.set(n_searched.get() + 1);
            let (words, offers) = about(may_search);
            let mut all = offers.iter().map(|offer| &offer.repair);
            let said = choices.repairs.get(hitch);
            let said = said.filter(|said| all.clone().any(|one| one == *said));
            let chosen = said.or(all.next()).cloned().unwrap_or(Repair::Refuse);
            Trouble {
                hitch: hitch.clone(),
                words,
                rows: Vec::new(),
                offers,
                chosen,
            }
        });
        if trouble.rows.last() != Some(&row) {
            trouble.rows.push(row);
        }
        trouble.chosen.clone()
    }

    /// Another row with a hitch that was found before.
    pub fn also(&mut self, hitch: &Hitch, row: usize) {
        if let Some(trouble) = self.found.get_mut(hitch)
            && !trouble.rows.contains(&row)
        {
            trouble.rows.push(row);
        }
    }

    /// All of them, those that leave rows out first.
    pub fn list(self, called: &dyn Fn(&PrincipalId) -> String) -> Vec<Trouble> {
        let mut list: Vec<Trouble> = self.found.into_values().collect();
        for offer in list.iter_mut().flat_map(|trouble| &mut trouble.offers) {
            offer.name(called);
        }
        list.sort_by_key(|trouble| trouble.chosen != Repair::Refuse);
        list
    }
}
