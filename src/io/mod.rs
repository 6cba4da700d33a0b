//! FILES.
