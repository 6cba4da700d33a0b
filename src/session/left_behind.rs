//! What earlier runs left behind: each recovery file read in a thread, and compared with the file
//! it belongs to.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::engine::{Comparison, Engine};
use crate::io::Content;
use crate::io::recovery::{About, Slot};
use crate::model::{Change, Date, Key, Model};

use super::background::discard;
use super::files::{self, Origin};
use super::wake::Wake;

/// What an earlier run left behind, and what is known of it so far.
#[derive(Debug)]
pub struct LeftBehind {
    /// Its number in this run.
    pub nth: u64,
    /// What it is.
    pub left: Left,
    pub(super) slot: Arc<Slot>,
    looking: Option<Receiver<Told>>,
}

/// What became of a recovery file.
#[derive(Debug)]
pub enum Left {
    /// It is being read.
    Reading,
    /// It cannot be read.
    Damaged {
        /// What is wrong with it.
        why: String,
        /// Where it was put.
        aside: PathBuf,
    },
    /// It is whole.
    Whole(Box<Whole>),
}

/// A whole recovery file.
#[derive(Debug)]
pub struct Whole {
    /// What it is about.
    pub about: About,
    /// What differs from the user's file; none while it is worked out.
    pub against: Option<Against>,
    /// The user's file cannot be read: why.
    pub no_file: Option<String>,
    /// The user's file was written since.
    pub is_older: bool,
    pub(super) model: Model,
    pub(super) file: Option<(Model, Origin)>,
}

/// What differs between the user's file and what was left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Against {
    /// How many records.
    pub n_records: usize,
    /// Names of those who gain something.
    pub gain: Vec<String>,
    /// Names of those who lose something.
    pub lose: Vec<String>,
}

#[derive(Debug)]
enum Told {
    Left(Box<Left>),
    Against(Against),
}

impl LeftBehind {
    /// What lies in a slot; it is not read yet.
    pub(super) fn new(nth: u64, slot: Slot) -> LeftBehind {
        LeftBehind {
            nth,
            left: Left::Reading,
            slot: Arc::new(slot),
            looking: None,
        }
    }

    /// Reads it in a thread, and takes over what was found. True if anything came in.
    pub(super) fn look(&mut self, day: Date, wake: &Wake) -> bool {
        let Some(receive) = &self.looking else {
            if matches!(self.left, Left::Reading) {
                let (send, receive) = channel();
                let (slot, wake) = (self.slot.clone(), wake.clone());
                std::thread::spawn(move || look(&slot, day, &send, &wake));
                self.looking = Some(receive);
            }
            return false;
        };
        match (receive.try_recv(), &mut self.left) {
            (Ok(Told::Left(left)), _) => self.left = *left,
            (Ok(Told::Against(against)), Left::Whole(whole)) => whole.against = Some(against),
            _ => return false,
        }
        true
    }
}

/// Reads what was left behind and tells of it, then of what differs from the user's file.
fn look(slot: &Slot, day: Date, send: &Sender<Told>, wake: &Wake) {
    // Nobody listens if the window is gone: then all of this is for nothing, and harmless.
    let tell = |told| {
        let _ = send.send(told);
        wake.call();
    };
    let (about, model) = match slot.read() {
        Ok(read) => read,
        Err(why) => {
            let aside = slot.set_aside().unwrap_or_else(|_| slot.path());
            return tell(Told::Left(Box::new(Left::Damaged { why, aside })));
        }
    };
    let (file, no_file) = match about
        .path
        .as_deref()
        .map(|path| files::read(path, &mut |_| {}))
    {
        Some(Ok(read)) => (Some((read.model, read.origin)), None),
        Some(Err(lines)) => (None, lines.into_iter().next()),
        None => (None, None),
    };
    let content = |(_, origin): &(Model, Origin)| origin.mark.map(|mark| mark.content);
    let now: Option<Content> = file.as_ref().and_then(content);
    let base = file.as_ref().map(|(model, _)| model.clone());
    let whole = Whole {
        is_older: now.is_some() && about.file.is_some() && now != about.file,
        about,
        against: None,
        no_file,
        model: model.clone(),
        file,
    };
    tell(Told::Left(Box::new(Left::Whole(Box::new(whole)))));
    let against = Against::of(&base.unwrap_or_default(), &model, day);
    tell(Told::Against(against));
}

impl Against {
    fn of(old: &Model, new: &Model, day: Date) -> Against {
        let n_records = Change::between("", old, new).n_records();
        let before = Engine::new(old, day);
        let after = before.again(new, day);
        let mut against = Against {
            n_records,
            ..Against::default()
        };
        let _ = Comparison::new(&before, &after).for_each(|who, difference| {
            let key = Key::Principal(who.clone());
            let model = if new.contains(&key) { new } else { old };
            if !difference.gains.is_empty() {
                against.gain.push(model.title(&key));
            }
            if !difference.losses.is_empty() {
                against.lose.push(model.title(&key));
            }
            std::ops::ControlFlow::<()>::Continue(())
        });
        discard(Some((before, after)));
        against
    }
}
