//! The typefaces, as the files in `assets`: Inter in three weights, and the icons.

/// Inter, weight 400.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter, weight 500.
pub const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/Inter-Medium.ttf");
/// Inter, weight 600.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
/// The icons.
pub const ICONS: &[u8] = include_bytes!("../../assets/icons/MaterialSymbolsOutlined.ttf");
