//! Findings for editing programs: one JSON object with a list.

use serde::Serialize;

use crate::diag::{Diagnostic, Place};

/// JSON Schema of a report, for programs that read it.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// The wire form; its shape is part of the program's interface (`"version": 1`).
#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: crate::diag::Severity,
    #[serde(flatten)]
    place: Position<'a>,
    text: &'a str,
    message: &'a crate::diag::Both,
    help: Option<&'a crate::diag::Both>,
    related: Option<Related<'a>>,
}

#[derive(Serialize)]
struct Position<'a> {
    file: &'a str,
    /// From 1; 0 for the file as a whole.
    line: u32,
    /// From 1, in characters.
    column: u32,
    /// Byte offsets in the file.
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Position<'a>,
    message: &'a crate::diag::Both,
}

/// All findings as JSON, in order of place.
pub fn report(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|d| d.is_error()).count();
    let report = Report {
        version: 1,
        errors,
        warnings: found.len() - errors,
        findings: found.iter().map(finding).collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn finding(d: &Diagnostic) -> Finding<'_> {
    Finding {
        code: &d.code,
        severity: d.severity,
        place: position(&d.place),
        text: &d.place.text,
        message: &d.message,
        help: d.help.as_ref(),
        related: d.related.as_ref().map(|(place, message)| Related { place: position(place), message }),
    }
}

fn position(place: &Place) -> Position<'_> {
    Position { file: &place.path, line: place.line, column: place.column, start: place.start, end: place.end }
}
