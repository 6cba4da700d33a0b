//! `ask`: a plain question.

use serde_json::json;

use super::args::Ask;
use super::{Reply, engine};
use crate::model::Date;
use crate::session::plain::{Lexicon, answer, examples, parse};

/// As many examples as are shown where a question is not understood.
const MOST_SHOWN: usize = 4;

/// Answers a plain question; without one, lists what can be asked.
pub fn ask(args: &Ask, day: Date) -> Result<Reply, String> {
    let engine = engine(&args.file, day)?;
    let lexicon = Lexicon::new(engine.model());
    let Some(text) = &args.question else {
        let examples = examples(&lexicon);
        let lines = examples
            .iter()
            .map(|one| format!("{}\n    {}\n", one.text, one.meaning));
        let list: Vec<_> = examples
            .iter()
            .map(|one| json!({ "question": one.text, "answers": one.meaning }))
            .collect();
        return Ok(Reply::new(lines.collect(), json!({ "can_be_asked": list })));
    };
    let question = parse(&lexicon, text).map_err(|stop| {
        let shown = examples(&lexicon);
        let shown: String = shown
            .iter()
            .take(MOST_SHOWN)
            .map(|one| format!("\n  {}", one.text))
            .collect();
        format!("{}\nFor example:{shown}", stop.text())
    })?;
    let answer = answer(&engine, &question);
    let mut said = format!("{}\n", answer.sentence);
    for note in &answer.notes {
        said.push_str(&format!("({note})\n"));
    }
    for row in &answer.rows {
        match row.detail.as_str() {
            "" => said.push_str(&format!("  {}\n", row.text)),
            detail => said.push_str(&format!("  {}: {detail}\n", row.text)),
        }
    }
    let rows: Vec<_> = answer
        .rows
        .iter()
        .map(|row| json!({ "text": row.text, "detail": row.detail }))
        .collect();
    Ok(Reply::new(
        said,
        json!({
            "question": text,
            "answer": answer.sentence,
            "verdict": answer.verdict,
            "notes": answer.notes,
            "rows": rows,
        }),
    ))
}
