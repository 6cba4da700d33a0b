//! The mark of the program, for the window's title bar and task list.

const PNG: &[u8] = include_bytes!("../../assets/app/sightline.png");

/// The mark as the window wants it; nothing when it cannot be read, and the
/// window then has the system's own sign.
pub fn icon() -> Option<std::sync::Arc<egui::IconData>> {
    match eframe::icon_data::from_png_bytes(PNG) {
        Ok(icon) => Some(std::sync::Arc::new(icon)),
        Err(problem) => {
            log::warn!("the program's mark cannot be read: {problem}");
            None
        }
    }
}
