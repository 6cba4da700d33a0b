//! casbin reads the Casbin export.

use std::future::Future;
use std::pin::pin;
use std::task::{Poll, Waker};

use casbin::StringAdapter;
use casbin::prelude::{CoreApi, DefaultModel, Enforcer};
use sightline::engine::ItemRef;
use sightline::io::export::Parcel;

use crate::{Onto, Question, file};

/// Runs to its end what waits for nothing: casbin only reads text here.
fn ready<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = std::task::Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(made) = work.as_mut().poll(&mut context) {
            return made;
        }
    }
}

/// Reads the export, with casbin's own role manager.
pub fn read(parcel: &Parcel) -> Result<Enforcer, String> {
    let model = ready(DefaultModel::from_str(file(parcel, "model.conf")));
    let policy = StringAdapter::new(file(parcel, "policy.csv"));
    let model = model.map_err(|e| e.to_string())?;
    ready(Enforcer::new(model, policy)).map_err(|e| e.to_string())
}

/// The answer of casbin.
pub fn allows(enforcer: &Enforcer, q: &Question<'_>) -> bool {
    let (permission, level) = q.deed();
    let none = || "none".to_owned();
    let person = || format!("person:{}", q.target.person.as_ref().expect("a person"));
    let item = || match q.target.item.as_ref().expect("an item") {
        ItemRef::Item(id) => format!("item:{id}"),
        ItemRef::Account(id) => format!("account:{id}"),
        ItemRef::Role(id) => format!("record:{id}"),
    };
    let (person, item) = match q.onto() {
        Onto::Nothing => (none(), none()),
        Onto::Person => (person(), none()),
        Onto::Item => (none(), item()),
        Onto::Pair => (person(), item()),
    };
    let request = (
        format!("user:{}", q.who),
        format!("{permission}@{level}"),
        person,
        item,
    );
    enforcer
        .enforce(request)
        .unwrap_or_else(|e| panic!("{q:?}: {e}"))
}
