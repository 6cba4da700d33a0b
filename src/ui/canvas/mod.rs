//! What every picture of nodes shares: a camera over an endless plane, moving
//! about in it, a small map, the zoom control. It knows no nodes: the workspaces
//! draw theirs in plain screen coordinates through the camera.

pub mod camera;
pub mod minimap;
pub mod navigate;
pub mod zoom;

pub use camera::{Camera, Detail, View};
pub use minimap::Minimap;
pub use navigate::{bring_into_view, fly_near, fly_seconds, navigate, zoom_keys};
pub use zoom::zoom_control;
