//! Tables from the bytes of files: what is guessed, what can be said otherwise, and what is no table.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::ops::ControlFlow;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sightline::io::table::{self, Asked, Charset, Progress, Source, TableError};

fn read_as(bytes: &[u8], asked: &Asked) -> Result<Source, TableError> {
    table::read(bytes, asked, &mut |_| ControlFlow::Continue(()))
}

#[track_caller]
fn read(bytes: impl AsRef<[u8]>) -> Source {
    match read_as(bytes.as_ref(), &Asked::default()) {
        Ok(source) => source,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn refusal(bytes: impl AsRef<[u8]>) -> String {
    match read_as(bytes.as_ref(), &Asked::default()) {
        Ok(source) => panic!("this should not be read: {source:?}"),
        Err(error) => error.to_string(),
    }
}

fn rows(source: &Source) -> Vec<(usize, Vec<&str>)> {
    let body = source.body();
    body.map(|row| (row.nth(), row.cells().collect())).collect()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    units.flat_map(bytes).collect()
}

#[test]
fn encodings_are_guessed_and_can_be_said() {
    let text = "Name;Ort\r\nZoë Groß;Köln\r\n";
    let wanted = vec![(2, vec!["Zoë Groß", "Köln"])];
    let windows: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
    for (bytes, charset) in [
        (text.as_bytes().to_vec(), Charset::UTF_8),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Charset::UTF_8),
        (utf16(text, false, true), Charset::UTF_16LE),
        (utf16(text, true, true), Charset::UTF_16BE),
        (utf16(text, false, false), Charset::UTF_16LE),
        (utf16(text, true, false), Charset::UTF_16BE),
        (windows.clone(), Charset::WINDOWS_1252),
    ] {
        let source = read(&bytes);
        assert_eq!(source.reading.encoding, Some(charset));
        assert_eq!(source.heads(), ["Name", "Ort"]);
        assert_eq!(rows(&source), wanted, "{charset}");
        assert!(source.notes.is_empty());
    }
    let asked = Asked {
        encoding: Some("windows-1250".parse().unwrap()),
        ..Asked::default()
    };
    let source = read_as(b"Name,City\nTomasz,\xA3\xF3d\x9F\n", &asked).unwrap();
    assert_eq!(rows(&source), [(2, vec!["Tomasz", "Łódź"])]);
    let asked = Asked {
        encoding: Some(Charset::UTF_8),
        ..Asked::default()
    };
    let source = read_as(&windows, &asked).unwrap();
    assert!(source.notes[0].starts_with("Some characters have no meaning in UTF-8"));
    assert!("utf-9".parse::<Charset>().is_err());
}

#[test]
fn delimiters_are_guessed_and_can_be_said() {
    for (text, delimiter) in [
        ("Name,Town\nAnn,Oslo\n", ','),
        ("Name;Pay\nAnn;4,5\nBob;5,5\n", ';'),
        ("Name\tPay\nLee, Ann\t4\nRay, Bob\t5\n", '\t'),
        ("Name|Pay\nAnn|4\n", '|'),
        ("Name\nAnn\nBob\n", ','),
        ("sep=;\nName;Note\nAnn;a,b\n", ';'),
    ] {
        let source = read(text);
        assert_eq!(source.reading.delimiter, Some(delimiter), "{text}");
        assert_eq!(source.heads()[0], "Name", "{text}");
    }
    let asked = Asked {
        delimiter: Some(','),
        ..Asked::default()
    };
    let source = read_as(b"Name;Pay\nAnn;4,5\n", &asked).unwrap();
    assert_eq!(source.table.row(1).unwrap().cell(0), "Ann;4");
}

#[test]
fn the_head_is_found_below_titles_and_can_be_said() {
    let text = "All Active Employees,,\nEffective as of,2026-11-21,\n,,\nEmployee ID,Worker,Hire Date\n001,Ann Lee,2020-01-01\n002,Bob Ray,2021-01-01\n";
    let source = read(text);
    assert_eq!(source.reading.head_row, Some(4));
    assert_eq!(source.heads(), ["Employee ID", "Worker", "Hire Date"]);
    assert_eq!(rows(&source)[0], (5, vec!["001", "Ann Lee", "2020-01-01"]));
    let no_head = read("001,Ann Lee,ann@x.example\n002,Bob Ray,bob@x.example\n");
    assert_eq!(no_head.reading.head_row, None);
    assert_eq!(no_head.heads(), ["Column 1", "Column 2", "Column 3"]);
    assert_eq!(no_head.body().len(), 2);
    let asked = |nth| Asked {
        head_row: Some(nth),
        ..Asked::default()
    };
    assert_eq!(
        read_as(text.as_bytes(), &asked(1)).unwrap().heads()[0],
        "All Active Employees"
    );
    assert_eq!(read_as(text.as_bytes(), &asked(0)).unwrap().body().len(), 5);
    let error = read_as(text.as_bytes(), &asked(3)).unwrap_err().to_string();
    assert!(error.contains("row 3 names no columns"), "{error}");
    let only = read("Name,Email,Manager\n");
    assert_eq!((only.heads().len(), only.body().len()), (3, 0));
}

#[test]
fn cells_stay_what_they_are() {
    let long = "x".repeat(10_000);
    let text = format!(
        "Name,Note\n=1+1,\"a, b\"\n\"<b>\"\"Ann\"\"</b>\",\"line one\nline two\"\n\u{202e}ylrae,👩‍💻\n00042,+49 30\n{long},@x\n\n'Bob,5\" disk\nshort\nwide,1,2,3\n"
    );
    let source = read(&text);
    let rows = rows(&source);
    assert_eq!(rows[0], (2, vec!["=1+1", "a, b"]));
    assert_eq!(rows[1], (3, vec!["<b>\"Ann\"</b>", "line one\nline two"]));
    assert_eq!(rows[2], (4, vec!["\u{202e}ylrae", "👩‍💻"]));
    assert_eq!(rows[3], (5, vec!["00042", "+49 30"]));
    assert_eq!(rows[4].1[0].len(), 10_000);
    // The blank row counts, as it does in a spreadsheet.
    assert_eq!(rows[5], (8, vec!["'Bob", "5\" disk"]));
    assert_eq!(rows[6], (9, vec!["short"]));
    assert_eq!(rows[7], (10, vec!["wide", "1", "2", "3"]));
    assert_eq!(source.heads(), ["Name", "Note", "Column 3", "Column 4"]);
}

#[test]
fn a_quote_that_is_never_closed_is_told() {
    let source = read("Name,Note\nAnn,\"open\nBob,x\n");
    assert_eq!(
        source.notes,
        ["In row 2 a quote begins that is never closed: everything after it is one cell"]
    );
    assert_eq!(source.body().len(), 1);
}

#[test]
fn what_is_no_table_is_said_to_be_what_it_is() {
    let locked = [
        &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
        &[0; 600],
        &utf16("EncryptedPackage", false, false),
        &[0; 600],
    ]
    .concat();
    for (bytes, words) in [
        (&b""[..], "the file is empty"),
        (b" \n\r\n", "the file is empty"),
        (b",,,\n,,\n", "nothing in it"),
        (b"%PDF-1.7\n%....", "a PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"<html><table><tr><td>1</td></tr></table>", "a web page"),
        (
            &[0, 1, 2, 3, 255, 254, 7, 8, 1, 2, 3, 4, 5, 6],
            "neither a text nor a spreadsheet",
        ),
        (&locked, "locked with a password"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"{\"totalResults\": 0, \"Resources\": []}", "no users"),
        (b"{\"a\": ", "not JSON"),
    ] {
        let said = refusal(bytes);
        assert!(said.contains(words), "{words}: {said}");
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn packed_files_that_are_no_spreadsheets_are_refused() {
    for (parts, words) in [
        (&[("readme.txt", &b"hello"[..])][..], "packed archive"),
        (&[("word/document.xml", &b"<a/>"[..])], "text document"),
        (&[("Index/Document.iwa", &b"x"[..])], "Numbers"),
        (&[("xl/workbook.xml", &b"<workbook"[..])], "cannot be read"),
    ] {
        let said = refusal(zip(parts));
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// A spreadsheet of a few kilobytes that unpacks to more than a gigabyte.
#[test]
fn a_bomb_is_not_unpacked() {
    let cells = "<c><v>1</v></c>".repeat(20_000);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.write_all(b"<workbook/>").unwrap();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    for _ in 0..950 {
        zip.write_all(cells.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 4_000_000);
    let said = refusal(&bytes);
    assert!(said.contains("unpacks to far more than its size"), "{said}");
    // Few bytes of an ODS sheet that say that a cell stands there very often.
    let row = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let content = format!(
        "<office:document-content>{}</office:document-content>",
        row.repeat(400)
    );
    let bytes = self::zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ]);
    let said = refusal(&bytes);
    assert!(said.contains("unpacks to far more than its size"), "{said}");
}

#[test]
fn spreadsheets_keep_zeros_days_and_whole_numbers() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Read me")
        .unwrap()
        .write(0, 0, "How to use")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("People").unwrap();
    let code = Format::new().set_num_format("00000");
    let staff = Format::new().set_num_format("\"P-\"000");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let money = Format::new().set_num_format("#,##0.00");
    for (at, head) in [
        "ID", "Staff", "Name", "Start", "Pay", "Share", "Active", "Text", "Seen",
    ]
    .iter()
    .enumerate()
    {
        sheet.write(2, at as u16, *head).unwrap();
    }
    sheet.write(0, 0, "All people").unwrap();
    sheet.write_number_with_format(3, 0, 42, &code).unwrap();
    sheet.write_number_with_format(3, 1, 7, &staff).unwrap();
    sheet.write(3, 2, "=Ann").unwrap();
    let start = ExcelDateTime::from_ymd(2020, 2, 29).unwrap();
    sheet
        .write_datetime_with_format(3, 3, &start, &day)
        .unwrap();
    sheet.write_number_with_format(3, 4, 4200, &money).unwrap();
    sheet.write_number(3, 5, 0.1 + 0.2).unwrap();
    sheet.write_boolean(3, 6, true).unwrap();
    sheet.write(3, 7, "007").unwrap();
    let seen = ExcelDateTime::from_ymd(2026, 1, 2)
        .unwrap()
        .and_hms(8, 15, 0)
        .unwrap();
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet
        .write_datetime_with_format(3, 8, &seen, &time)
        .unwrap();
    sheet
        .write_formula(
            5,
            4,
            rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A"),
        )
        .unwrap();
    sheet.write(5, 2, "Bob").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let source = read(&bytes);
    assert_eq!(source.reading.sheet.as_deref(), Some("People"));
    assert_eq!(source.reading.sheets, ["Read me", "People"]);
    assert_eq!(source.reading.head_row, Some(3));
    assert_eq!(source.notes, ["Read me hold no list and were passed over"]);
    let rows = rows(&source);
    assert_eq!(
        rows[0],
        (
            4,
            vec![
                "00042",
                "P-007",
                "=Ann",
                "2020-02-29",
                "4200",
                "0.3",
                "true",
                "007",
                "2026-01-02 08:15"
            ]
        )
    );
    assert_eq!(rows[1].0, 6);
    assert_eq!(rows[1].1[4], "#N/A");
    assert!(table::is_error_cell(rows[1].1[4]));
    let asked = |sheet: &str| Asked {
        sheet: Some(sheet.to_owned()),
        ..Asked::default()
    };
    assert_eq!(
        read_as(&bytes, &asked("1"))
            .unwrap()
            .reading
            .sheet
            .as_deref(),
        Some("Read me")
    );
    assert_eq!(
        read_as(&bytes, &asked("people"))
            .unwrap()
            .reading
            .sheet
            .as_deref(),
        Some("People")
    );
    let error = read_as(&bytes, &asked("Staff")).unwrap_err().to_string();
    assert!(
        error.contains("there is no sheet `Staff`; the file has Read me, People"),
        "{error}"
    );
}

#[test]
fn a_damaged_spreadsheet_is_told_and_never_breaks_the_program() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..50 {
        sheet.write(row, 0, format!("Name {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut n_refused = 0;
    for cut in (0..bytes.len()).step_by(97) {
        n_refused += usize::from(read_as(&bytes[..cut], &Asked::default()).is_err());
        let mut bent = bytes.clone();
        bent[cut] ^= 0x55;
        let _ = read_as(&bent, &Asked::default());
    }
    assert!(n_refused > 20, "{n_refused}");
}

#[test]
fn a_large_table_tells_of_progress_and_can_be_broken_off() {
    let mut text = "Name,Email,Team\n".to_owned();
    for n in 0..100_000 {
        text.push_str(&format!("Person {n},p{n}@x.example,T{}\n", n % 50));
    }
    let mut told: Vec<Progress> = Vec::new();
    let source = table::read(text.as_bytes(), &Asked::default(), &mut |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(source.body().len(), 100_000);
    assert!(told.len() > 10 && told.windows(2).all(|pair| pair[0].share <= pair[1].share));
    let mut n_told = 0;
    let broken_off = table::read(text.as_bytes(), &Asked::default(), &mut |_| {
        n_told += 1;
        if n_told == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(broken_off, Err(TableError::Cancelled));
    assert_eq!(n_told, 3);
}

#[test]
fn a_thousand_columns_are_a_table_and_too_many_are_refused() {
    let heads: Vec<String> = (0..1000).map(|n| format!("C{n}")).collect();
    let cells: Vec<String> = (0..1000).map(|n| format!("v{n}")).collect();
    let source = read(format!("{}\n{}\n", heads.join(","), cells.join(",")));
    assert_eq!((source.table.n_columns(), source.body().len()), (1000, 1));
    let said = refusal(format!("a,b\n{}\n", ",".repeat(20_000)));
    assert!(said.contains("more than 16384 columns"), "{said}");
}
