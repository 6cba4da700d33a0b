//! PLACES.
