//! Reports as files that can be kept: what the command writes, of what the engine told the extension.

use wherefrom::Report;
use wherefrom::report::html::{self, Circumstances};
use wherefrom::report::utf16::to_utf8;
use wherefrom::report::{annotations, csv};

fn read(report: &str) -> Result<Report, String> {
    let report = serde_json::from_str(report).map_err(|error| format!("this is no report: {error}"))?;
    Ok(to_utf8(report))
}

/// A report, as the engine gives it, in one of the formats.
pub fn write(report: &str, format: &str, circumstances: &Circumstances<'_>) -> Result<String, String> {
    let report = read(report)?;
    match format {
        "html" => Ok(html::page(&report, circumstances)),
        "csv" => Ok(csv::blocks(&report)),
        "annotations" => serde_json::to_string_pretty(&annotations::page(&report)).map_err(|error| error.to_string()),
        other => Err(format!("there is no format {other}")),
    }
}

pub fn article_text(report: &str) -> Result<String, String> {
    Ok(html::article_text(&read(report)?))
}

#[cfg(test)]
mod tests {
    use wherefrom::report::html;
    use wherefrom::report::utf16::to_utf16;
    use wherefrom::{Document, Options, PageInput, compare};

    use super::{article_text, write};

    #[test]
    fn what_the_engine_told_in_utf16_is_written_as_the_command_writes_it() {
        let page = PageInput::from_text(
            "Die Fähre \u{1F6A2} lief bei Dämmerung vor Skarn Head auf Grund, sagte der Hafenmeister am Freitag früh.",
        );
        let text = "Die Fähre \u{1F6A2} lief bei Tagesanbruch vor Skarn Head auf Grund, sagte der Hafenmeister am Freitag früh.";
        let report = compare(&page, &[Document { text: text.into(), ..Document::default() }], &Options::default());
        let told = serde_json::to_string(&to_utf16(report.clone())).expect("a report is JSON");
        let circumstances = html::Circumstances { checked: Some("2031-02-03T04:05:06Z"), program: "wherefrom 1", sha256: "ab" };
        let written = write(&told, "html", &circumstances).expect("a page");
        assert_eq!(written, html::page(&report, &circumstances));
        assert!(
            written.contains("<ins>Dämmerung</ins> <del>[<bdi>Tagesanbruch</bdi>]</del>") && written.contains("2031-02-03T04:05:06Z"),
            "{written}"
        );
        assert!(write(&told, "annotations", &circumstances).expect("annotations").contains("Dämmerung"));
        assert_eq!(article_text(&told).expect("a text"), report.blocks[0].text);
        assert!(write("{}", "html", &circumstances).is_err() && write(&told, "pdf", &circumstances).is_err());
    }
}
