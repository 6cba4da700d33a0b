//! The small part of YAML the exports are written in: maps and lists by indentation, texts in double
//! quotes or plain, one text of several lines. Anything else is refused.

use serde_json::{Map, Value};

/// Reads a file as the same in JSON.
pub fn read(text: &str) -> Result<Value, String> {
    let lines: Vec<(usize, &str)> = text
        .lines()
        .map(|line| (line.len() - line.trim_start().len(), line.trim_start()))
        .filter(|(_, line)| !line.starts_with('#'))
        .collect();
    let mut at = 0;
    let value = block(&lines, &mut at, 0)?;
    match lines.get(at) {
        Some((_, line)) => Err(format!("too much: {line}")),
        None => Ok(value),
    }
}

fn block(lines: &[(usize, &str)], at: &mut usize, indent: usize) -> Result<Value, String> {
    let is_list = lines
        .get(*at)
        .is_some_and(|(_, line)| line.starts_with("- "));
    let mut list = Vec::new();
    let mut map = Map::new();
    while let Some((here, line)) = lines.get(*at).copied() {
        if here < indent || line.is_empty() && here == 0 && *at + 1 == lines.len() {
            break;
        }
        if here > indent {
            return Err(format!("too far in: {line}"));
        }
        if is_list {
            let item = line
                .strip_prefix("- ")
                .ok_or(format!("no list item: {line}"))?;
            if key_of(item).is_some() {
                // A map whose first line stands behind the dash.
                let mut rest = lines.to_vec();
                rest[*at] = (indent + 2, item);
                list.push(block(&rest, at, indent + 2)?);
            } else {
                list.push(scalar(item)?);
                *at += 1;
            }
            continue;
        }
        let (key, rest) = key_of(line).ok_or(format!("no key: {line}"))?;
        *at += 1;
        let value = match rest {
            "" => match lines.get(*at) {
                Some((deeper, _)) if *deeper > indent => block(lines, at, indent + 2)?,
                _ => return Err(format!("nothing behind {key}")),
            },
            "|-" => {
                let mut text = Vec::new();
                while let Some((deeper, line)) = lines.get(*at).filter(|(d, _)| *d > indent) {
                    if *deeper != indent + 2 {
                        return Err(format!("a text indented otherwise: {line}"));
                    }
                    text.push(*line);
                    *at += 1;
                }
                Value::String(text.join("\n"))
            }
            rest => scalar(rest)?,
        };
        if map.insert(key.clone(), value).is_some() {
            return Err(format!("{key} comes twice"));
        }
    }
    Ok(if is_list {
        Value::Array(list)
    } else {
        Value::Object(map)
    })
}

fn key_of(line: &str) -> Option<(String, &str)> {
    if line.starts_with('"') {
        return None;
    }
    let (key, rest) = line.split_once(':')?;
    let is_key = key
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    (is_key && (rest.is_empty() || rest.starts_with(' '))).then(|| (key.to_owned(), rest.trim()))
}

fn scalar(text: &str) -> Result<Value, String> {
    if text.starts_with('"') {
        return serde_json::from_str(text).map_err(|e| format!("{text}: {e}"));
    }
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        "[]" => Ok(Value::Array(Vec::new())),
        _ if text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !text.contains(": ") => {
            Ok(Value::String(text.to_owned()))
        }
        _ => Err(format!("unexpected: {text}")),
    }
}
