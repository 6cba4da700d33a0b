//! Other engines on the plain generated company: cedar-policy and casbin, each in the arrangement
//! that suits it best. Translated from the same model that our engine reads.
//!
//! Here for measuring beside them, not for use: a translation covers what the plain company has.

pub mod casbin_peer;
pub mod cedar_peer;
pub mod facts;
