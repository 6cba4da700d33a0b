//! Which keys run which commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::session::{Command, KeyName, Session, Shortcut};

/// The key of the window's toolkit.
pub fn shortcut(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let key = match shortcut.key {
        KeyName::Char(c) => Key::from_name(&c.to_string())?,
        KeyName::F(n) => Key::from_name(&format!("F{n}"))?,
        KeyName::Left => Key::ArrowLeft,
        KeyName::Right => Key::ArrowRight,
        KeyName::Delete => Key::Delete,
        KeyName::Plus => Key::Plus,
        KeyName::Minus => Key::Minus,
        KeyName::Backslash => Key::Backslash,
    };
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    if shortcut.alt {
        modifiers |= Modifiers::ALT;
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

fn claim() -> egui::Id {
    egui::Id::unique("delete is claimed on pass")
}

/// Called each frame by a place in which Delete takes away something smaller than the selection.
pub fn claim_delete(ctx: &egui::Context) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(claim(), pass));
}

fn is_delete_claimed(ctx: &egui::Context) -> bool {
    let pass: Option<u64> = ctx.data(|data| data.get_temp(claim()));
    pass.is_some_and(|pass| ctx.cumulative_pass_nr() <= pass + 1)
}

/// The commands whose keys were pressed, to be run after the panels: a field that is being typed in
/// is left, and gives what stands in it before. While a question waits, no command runs.
pub fn take(ctx: &egui::Context, session: &Session) -> Vec<Command> {
    let mut pressed = Vec::new();
    if session.question().is_some() || session.is_offering() {
        return pressed;
    }
    let typing = ctx.text_edit_focused();
    // Longer shortcuts first: Ctrl+Shift+Z is not Ctrl+Z.
    let mut commands: Vec<(Command, KeyboardShortcut)> = Command::ALL
        .into_iter()
        .filter_map(|command| Some((command, shortcut(command.info().key?)?)))
        .collect();
    commands.sort_by_key(|(_, keys)| !(keys.modifiers.shift || keys.modifiers.alt));
    for (command, keys) in commands {
        if typing && command.yields_to_text() {
            continue;
        }
        if command == Command::Remove && is_delete_claimed(ctx) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
            pressed.push(command);
        }
    }
    if typing && !pressed.is_empty() {
        leave_field(ctx);
    }
    pressed
}

/// Takes the keyboard from the field that is being typed in, so that it gives what stands in it.
pub fn leave_field(ctx: &egui::Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_command_is_a_key_of_the_toolkit() {
        for command in Command::ALL {
            if let Some(key) = command.info().key {
                assert!(shortcut(key).is_some(), "{command:?}");
            }
        }
    }
}
