//! How a thread tells the window that something has come in.

use std::fmt;
use std::sync::Arc;

/// Called from threads; without a window it does nothing.
#[derive(Clone, Default)]
pub struct Wake(Option<Arc<dyn Fn() + Send + Sync>>);

impl Wake {
    /// Wakes by a call.
    pub fn new(call: impl Fn() + Send + Sync + 'static) -> Wake {
        Wake(Some(Arc::new(call)))
    }

    /// Wakes.
    pub fn call(&self) {
        if let Some(call) = &self.0 {
            call();
        }
    }
}

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Wake" } else { "No wake" })
    }
}
