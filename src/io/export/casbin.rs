//! Casbin.
use crate::engine::Engine;
use crate::io::export::Parcel;

/// The access of the model, for Casbin.
pub fn casbin(_engine: &Engine) -> Parcel {
    Parcel::default()
}
