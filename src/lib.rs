//! Sightline
