//! Where one looks at a canvas from: the point in the middle and the zoom, and
//! the mapping between the picture's points and the window's. Plain data; no
//! input and no drawing.

use egui::{Pos2, Rect, Vec2, pos2};

/// Zoom at which a point of the picture is 1/50 and 4 points of the window.
pub const MIN_ZOOM: f32 = 0.02;
/// See [`MIN_ZOOM`].
pub const MAX_ZOOM: f32 = 4.0;
/// One press of a key or click on the zoom control.
pub const ZOOM_STEP: f32 = 1.25;

/// A point of the picture in the middle of the viewport, and window points a
/// picture point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// In the middle of the viewport.
    pub center: Pos2,
    /// 1 is full size.
    pub zoom: f32,
}

impl Default for View {
    fn default() -> Self {
        Self {
            center: Pos2::ZERO,
            zoom: 1.0,
        }
    }
}

impl View {
    /// The view that shows all of `bounds`, at most at full size.
    pub fn fitting(viewport: Rect, bounds: Rect, margin: f32) -> Self {
        if !bounds.is_finite() || !viewport.is_positive() {
            return Self::default();
        }
        let room = (viewport.size() - Vec2::splat(2.0 * margin)).max(Vec2::splat(1.0));
        let zoom = (room / bounds.size().max(Vec2::splat(1.0))).min_elem();
        Self {
            center: bounds.center(),
            zoom: zoom.clamp(MIN_ZOOM, 1.0),
        }
    }

    fn clamped(self) -> Self {
        let center = if self.center.is_finite() {
            self.center
        } else {
            Pos2::ZERO
        };
        let zoom = if self.zoom.is_finite() {
            self.zoom.clamp(MIN_ZOOM, MAX_ZOOM)
        } else {
            1.0
        };
        Self { center, zoom }
    }

    /// Between two views; zoom by ratio, so that it is even to the eye.
    fn between(self, to: Self, share: f32) -> Self {
        Self {
            center: self.center + (to.center - self.center) * share,
            zoom: self.zoom * (to.zoom / self.zoom).powf(share),
        }
    }
}

/// How much of a node is worth drawing at a zoom (a node of 40 points' height).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Plain rectangles.
    Blocks,
    /// Shape and icon.
    Shapes,
    /// Names, without the second line.
    Names,
    /// Everything.
    Full,
}

/// A way from one view to another.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Flight {
    from: View,
    to: View,
    start: f64,
    seconds: f32,
}

/// A view and, while it flies, where to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Camera {
    view: View,
    flight: Option<Flight>,
}

impl Camera {
    /// A camera that rests at a view.
    pub fn at(view: View) -> Self {
        Self {
            view: view.clamped(),
            flight: None,
        }
    }

    /// Where it is now.
    pub fn view(&self) -> View {
        self.view
    }

    /// Where it is or is flying to; what back and forward remember.
    pub fn goal(&self) -> View {
        self.flight.map_or(self.view, |flight| flight.to)
    }

    /// Window points a picture point.
    pub fn zoom(&self) -> f32 {
        self.view.zoom
    }

    /// What is worth drawing now.
    pub fn detail(&self) -> Detail {
        match self.view.zoom {
            zoom if zoom < 0.1 => Detail::Blocks,
            zoom if zoom < 0.35 => Detail::Shapes,
            zoom if zoom < 0.6 => Detail::Names,
            _ => Detail::Full,
        }
    }

    /// A point of the picture in the window.
    pub fn to_screen(&self, viewport: Rect, point: Pos2) -> Pos2 {
        viewport.center() + (point - self.view.center) * self.view.zoom
    }

    /// A rectangle of the picture in the window.
    pub fn rect_to_screen(&self, viewport: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(
            self.to_screen(viewport, rect.min),
            self.to_screen(viewport, rect.max),
        )
    }

    /// A point of the window in the picture.
    pub fn to_world(&self, viewport: Rect, point: Pos2) -> Pos2 {
        self.view.center + (point - viewport.center()) / self.view.zoom
    }

    /// The part of the picture one sees: what lies outside need not be drawn.
    pub fn visible(&self, viewport: Rect) -> Rect {
        Rect::from_min_max(
            self.to_world(viewport, viewport.min),
            self.to_world(viewport, viewport.max),
        )
    }

    /// The indices of the rectangles one sees, with some room around for
    /// outlines and marks.
    pub fn seen<'a>(
        &self,
        viewport: Rect,
        rects: impl IntoIterator<Item = &'a Rect> + 'a,
    ) -> impl Iterator<Item = usize> + 'a {
        let visible = self.visible(viewport).expand(12.0 / self.view.zoom);
        let indexed = rects.into_iter().enumerate();
        indexed
            .filter(move |(_, rect)| visible.intersects(**rect))
            .map(|(i, _)| i)
    }

    /// Moves the picture with the pointer.
    pub fn pan(&mut self, delta: Vec2) {
        self.flight = None;
        self.view.center -= delta / self.view.zoom;
        self.view = self.view.clamped();
    }

    /// Zooms so that what is at `anchor` in the window stays there.
    pub fn zoom_at(&mut self, viewport: Rect, anchor: Pos2, factor: f32) {
        let point = self.to_world(viewport, anchor);
        self.flight = None;
        self.view.zoom *= factor;
        self.view = self.view.clamped();
        self.view.center = point - (anchor - viewport.center()) / self.view.zoom;
    }

    /// Is there at once.
    pub fn jump_to(&mut self, view: View) {
        *self = Self::at(view);
    }

    /// Flies there; at once when `seconds` is 0.
    pub fn fly_to(&mut self, view: View, now: f64, seconds: f32) {
        let to = view.clamped();
        if seconds <= 0.0 || to == self.view {
            return self.jump_to(to);
        }
        self.flight = Some(Flight {
            from: self.view,
            to,
            start: now,
            seconds,
        });
    }

    /// Flies to a rectangle, near enough to read it and no nearer than now.
    pub fn fly_to_rect(&mut self, viewport: Rect, rect: Rect, now: f64, seconds: f32) {
        let fit = View::fitting(viewport, rect, 48.0);
        let zoom = self.goal().zoom.max(0.8).min(fit.zoom);
        let center = rect.center();
        self.fly_to(View { center, zoom }, now, seconds);
    }

    /// Shows everything.
    pub fn fit(&mut self, viewport: Rect, bounds: Rect, now: f64, seconds: f32) {
        self.fly_to(View::fitting(viewport, bounds, 32.0), now, seconds);
    }

    /// Moves a flight on; true while there is more to come.
    pub fn tick(&mut self, now: f64) -> bool {
        let Some(flight) = self.flight else {
            return false;
        };
        let share = (((now - flight.start) / f64::from(flight.seconds)) as f32).clamp(0.0, 1.0);
        if share >= 1.0 {
            self.jump_to(flight.to);
            return false;
        }
        let eased = 1.0 - (1.0 - share).powi(3);
        self.view = flight.from.between(flight.to, eased);
        true
    }

    /// Keeps a corner of the picture in sight, so that nobody gets lost.
    pub fn hold(&mut self, viewport: Rect, bounds: Rect) {
        if !bounds.is_finite() || self.flight.is_some() {
            return;
        }
        let half = viewport.size() / 2.0 / self.view.zoom;
        let rim = (Vec2::splat(64.0) / self.view.zoom).min(half);
        let low = bounds.min - half + rim;
        let high = bounds.max + half - rim;
        let clamp = |x: f32, low: f32, high: f32| x.max(low).min(high.max(low));
        self.view.center = pos2(
            clamp(self.view.center.x, low.x, high.x),
            clamp(self.view.center.y, low.y, high.y),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    fn viewport() -> Rect {
        Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0))
    }

    fn camera() -> Camera {
        Camera::at(View {
            center: pos2(300.0, 200.0),
            zoom: 0.5,
        })
    }

    #[test]
    fn window_and_picture_map_to_each_other() {
        let camera = camera();
        assert_eq!(
            camera.to_screen(viewport(), pos2(300.0, 200.0)),
            viewport().center()
        );
        for point in [pos2(0.0, 0.0), pos2(-50.0, 900.0)] {
            let there = camera.to_screen(viewport(), point);
            assert!(camera.to_world(viewport(), there).distance(point) < 0.01);
        }
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut camera = camera();
        let pointer = pos2(250.0, 400.0);
        let before = camera.to_world(viewport(), pointer);
        for factor in [1.25, 3.0, 100.0, 0.0001] {
            camera.zoom_at(viewport(), pointer, factor);
            assert!(camera.to_world(viewport(), pointer).distance(before) < 0.1);
        }
        assert_eq!(camera.zoom(), MIN_ZOOM);
    }

    #[test]
    fn a_drag_moves_the_picture_as_far_as_the_pointer() {
        let mut camera = camera();
        let before = camera.to_screen(viewport(), pos2(0.0, 0.0));
        camera.pan(vec2(30.0, -10.0));
        assert_eq!(
            camera.to_screen(viewport(), pos2(0.0, 0.0)) - before,
            vec2(30.0, -10.0)
        );
    }

    #[test]
    fn fit_shows_everything_and_never_enlarges() {
        let bounds = Rect::from_min_size(pos2(-1000.0, 0.0), vec2(4000.0, 1000.0));
        let camera = Camera::at(View::fitting(viewport(), bounds, 32.0));
        assert!(camera.visible(viewport()).contains_rect(bounds));
        let small = Rect::from_min_size(Pos2::ZERO, vec2(10.0, 10.0));
        assert_eq!(View::fitting(viewport(), small, 32.0).zoom, 1.0);
        assert_eq!(
            View::fitting(viewport(), Rect::NOTHING, 32.0),
            View::default()
        );
    }

    #[test]
    fn a_flight_ends_at_its_goal_and_takes_no_time_without_animations() {
        let goal = View {
            center: pos2(900.0, 900.0),
            zoom: 2.0,
        };
        let mut camera = camera();
        camera.fly_to(goal, 10.0, 0.2);
        assert!(camera.tick(10.1));
        assert!(camera.zoom() > 0.5 && camera.zoom() < 2.0);
        assert!(!camera.tick(10.2));
        assert_eq!(camera.view(), goal);
        camera.fly_to(View::default(), 11.0, 0.0);
        assert_eq!(camera.view(), View::default());
    }

    #[test]
    fn the_picture_cannot_be_lost() {
        let bounds = Rect::from_min_size(Pos2::ZERO, vec2(500.0, 500.0));
        let mut camera = camera();
        camera.pan(vec2(1e7, -1e7));
        camera.hold(viewport(), bounds);
        assert!(camera.visible(viewport()).intersects(bounds));
    }

    #[test]
    fn what_is_out_of_sight_is_not_drawn() {
        let near = Rect::from_center_size(pos2(300.0, 200.0), vec2(10.0, 10.0));
        let far = near.translate(vec2(5000.0, 0.0));
        let rects = [far, near];
        assert_eq!(
            camera().seen(viewport(), &rects).collect::<Vec<_>>(),
            vec![1]
        );
    }
}
