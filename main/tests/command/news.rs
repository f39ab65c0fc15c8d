//! The invented news: every page against the pack of all the others, with a verdict file a page.

use serde_json::Value;

use crate::support::{main_source, report, root, rows, run, scratch};

#[test]
fn every_row_of_every_page() {
    let pack = scratch("news").join("invented.wfp");
    let built = run(["pack".as_ref(), "build".as_ref(), root().join("www/news").as_os_str(), "-o".as_ref(), pack.as_os_str()]);
    assert!(built.status.success());
    let mut faults = Vec::new();
    let mut pages = 0;
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/news")).expect("tests/news").map(|f| f.expect("a file").path()).collect();
    files.sort();
    for file in files {
        let slug = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let page = root().join(format!("www/news/{slug}.html"));
        let report = report(["check".as_ref(), page.as_os_str(), "--pack".as_ref(), pack.as_os_str()]);
        for row in rows(&std::fs::read_to_string(&file).expect("a verdict file")) {
            faults.extend(fault(&report, &row).map(|fault| format!("{slug}: {fault}")));
        }
        pages += 1;
    }
    assert!(pages >= 15, "{pages} pages");
    assert!(faults.is_empty(), "{} rows are wrong:\n{}", faults.len(), faults.join("\n"));
}

fn fault(report: &Value, row: &[&str]) -> Option<String> {
    let [starts, expected, source, attributed, _why] = row else { return Some(format!("a row of {} columns", row.len())) };
    let collapsed = |b: &Value| b["text"].as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(block) = report["blocks"].as_array()?.iter().find(|b| collapsed(b).starts_with(starts)) else {
        return Some(format!("no block starts with '{starts}'"));
    };
    let verdict = block["verdict"].as_str().unwrap_or("none");
    let accepted: Vec<&str> = expected.split('|').collect();
    if !accepted.contains(&verdict) {
        return Some(format!(
            "'{starts}': {verdict} ({}) from {:?}, expected {expected} from {source}",
            block["reason"],
            main_source(report, block)
        ));
    }
    if verdict != accepted[0] || *source == "-" {
        return None;
    }
    let id = main_source(report, block).unwrap_or_default();
    if !source.split('|').any(|s| s == id) {
        return Some(format!("'{starts}': {verdict} from {id}, expected {source}"));
    }
    let credit = block["credit"].as_str().unwrap_or("-");
    (*attributed != "any" && *attributed != credit).then(|| format!("'{starts}': credit {credit}, expected {attributed}"))
}
