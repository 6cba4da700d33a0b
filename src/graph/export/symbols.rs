//! The signs of levels and reaches as symbols a page can use by name, so that what is printed looks
//! like what is on the screen.

use super::signs::{self, drawn};
use super::xml::Xml;
use crate::look::{LEVEL_BOX, LIGHT, LevelSign, REACH_BOX, ReachSign, of_model};
use crate::model::{Ladder, LevelId, Model, Scope};

/// What is added to the name of a level's symbol where the level comes from elsewhere.
pub const TAKEN_OVER: &str = "-taken";

/// The name of a level's symbol.
pub fn level_symbol(ladder: &Ladder, level: &LevelId) -> String {
    signs::level_name(of_model::level_on(ladder, level))
}

/// The name of a scope's symbol.
pub fn reach_symbol(model: &Model, scope: &Scope) -> String {
    signs::reach_name(of_model::scope(model, scope))
}

/// Every symbol a model needs, as one picture that shows nothing itself.
pub fn symbols(model: &Model) -> String {
    let mut levels: Vec<LevelSign> = Vec::new();
    for ladder in model.ladders().iter() {
        for level in &ladder.levels {
            let sign = of_model::level_on(ladder, level);
            if !levels.contains(&sign) {
                levels.push(sign);
            }
        }
    }
    let mut xml = Xml::default();
    xml.open(
        "svg",
        [
            ("width", 0.0.into()),
            ("height", 0.0.into()),
            ("aria-hidden", "true".into()),
            ("style", "position:absolute".into()),
        ],
    );
    for sign in levels {
        let name = signs::level_name(sign);
        let ink = if sign == LevelSign::None {
            LIGHT.text3
        } else {
            LIGHT.level
        };
        let (own, taken) = (sign.parts(false), sign.parts(true));
        symbol(&mut xml, &name, LEVEL_BOX, |xml| {
            drawn(xml, &own, (ink, LIGHT.panel));
        });
        symbol(&mut xml, &format!("{name}{TAKEN_OVER}"), LEVEL_BOX, |xml| {
            drawn(xml, &taken, (LIGHT.text3, LIGHT.panel));
        });
    }
    for sign in ReachSign::ALL {
        let ink = if sign == ReachSign::Nobody {
            LIGHT.refused
        } else {
            LIGHT.text2
        };
        let parts = sign.parts();
        symbol(&mut xml, &signs::reach_name(sign), REACH_BOX, |xml| {
            drawn(xml, &parts, (ink, ink));
        });
    }
    xml.close("svg");
    xml.finish()
}

fn symbol(xml: &mut Xml, name: &str, units: f32, draw: impl FnOnce(&mut Xml)) {
    let view = format!("0 0 {units} {units}");
    xml.open("symbol", [("id", name.into()), ("viewBox", view.into())]);
    draw(xml);
    xml.close("symbol");
}
