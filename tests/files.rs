//! Models as files: what is written is read again, and what is wrong is said with its place.

use sightline::io::native;

const EVERY_SECTION: &str = include_str!("files/every-section.ron");

#[track_caller]
fn read(text: &str) -> sightline::model::Model {
    match native::parse(text) {
        Ok(loaded) => loaded.model,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_is_written_is_read_again_and_written_the_same() {
    let model = read(EVERY_SECTION);
    let text = native::to_text(&model);
    assert_eq!(read(&text), model);
    assert_eq!(native::to_text(&read(&text)), text);
    assert_eq!(native::checked_text(&model), Ok(text));
}

#[test]
fn a_file_in_its_own_layout_keeps_every_byte() {
    assert_eq!(native::to_text(&read(EVERY_SECTION)), EVERY_SECTION);
}
