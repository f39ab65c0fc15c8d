//! Packs are there whole or not at all.
#![cfg(unix)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{run, scratch, stderr};

const DOCUMENT: &str = r#"{"text":"The ferry ran aground at dawn off Skarn Head and was towed to port by noon, the harbour master said."}"#;

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> = entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn input(folder: &Path) -> PathBuf {
    let path = folder.join("in.jsonl");
    std::fs::write(&path, DOCUMENT).expect("written");
    path
}

fn build(input: &Path, out: &Path) -> std::process::Output {
    run(["pack".as_ref(), "build".as_ref(), input.as_os_str(), "-o".as_ref(), out.as_os_str(), "--name".as_ref(), "test".as_ref()])
}

/// Interrupted while it waits for more input, the command takes its part away; what was there before stays.
#[test]
fn an_interrupt_leaves_nothing_behind() {
    for signal in ["INT", "TERM"] {
        let folder = scratch(&format!("interrupt-{signal}"));
        let out = folder.join("out.wfp");
        std::fs::write(&out, "what was there").expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_wherefrom"));
        let mut child = command.args(["pack", "build", "-", "-o"]).arg(&out).stdin(Stdio::piped()).spawn().expect("it runs");
        let mut stdin = child.stdin.take().expect("its input");
        stdin.write_all(DOCUMENT.as_bytes()).expect("written");
        while names(&folder).len() < 2 {
            assert!(child.try_wait().expect("its state").is_none(), "it ended without a part: {:?}", names(&folder));
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().expect("kill runs").success());
        let status = child.wait().expect("it ends");
        assert!(!status.success());
        assert_eq!(names(&folder), ["out.wfp"]);
        assert_eq!(std::fs::read_to_string(&out).expect("the file"), "what was there");
    }
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let folder = scratch("full-disk");
    let (input, out) = (folder.join("in.jsonl"), folder.join("out.wfp"));
    let documents: Vec<String> = (0..100).map(|number| DOCUMENT.replace("ferry", &format!("ferry {number}"))).collect();
    std::fs::write(&input, documents.join("\n")).expect("written");
    // A file may have no more than 512 bytes, and a write over that is an error and no signal.
    let shell = format!("trap '' XFSZ; ulimit -f 1; exec {} pack build \"$0\" -o \"$1\"", env!("CARGO_BIN_EXE_wherefrom"));
    let built = Command::new("sh").args(["-c", &shell]).arg(&input).arg(&out).output().expect("it runs");
    let told = stderr(&built);
    assert_eq!(built.status.code(), Some(1), "{told}");
    assert!(told.contains("out.wfp could not be written"), "{told}");
    assert_eq!(names(&folder), ["in.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn devices_are_written_to_and_stay_what_they_are() {
    use std::os::unix::fs::FileTypeExt;
    let folder = scratch("devices");
    let input = input(&folder);
    let full = build(&input, Path::new("/dev/full"));
    assert_eq!(full.status.code(), Some(1));
    assert!(stderr(&full).contains("/dev/full could not be written: No space left on device"), "{}", stderr(&full));
    assert!(build(&input, Path::new("/dev/null")).status.success());
    for device in ["/dev/full", "/dev/null"] {
        assert!(std::fs::metadata(device).expect("the device").file_type().is_char_device());
    }
    let out = folder.join("out.wfp");
    assert!(build(&input, &out).status.success());
    assert_eq!(build(&input, Path::new("/dev/stdout")).stdout.len(), std::fs::read(&out).expect("the pack").len());
}

#[test]
fn where_nothing_can_be_written_it_is_told_before_building() {
    let folder = scratch("unwritable");
    let input = input(&folder);
    for (out, told) in [(folder.join("missing/out.wfp"), "out.wfp could not be written"), (folder.clone(), "is a folder; name the file")] {
        let built = build(&input, &out);
        assert_eq!(built.status.code(), Some(1));
        assert!(stderr(&built).contains(told), "{}", stderr(&built));
    }
    let (real, link) = (folder.join("real.wfp"), folder.join("link.wfp"));
    std::fs::write(&real, "old").expect("written");
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    assert!(build(&input, &link).status.success());
    assert!(std::fs::symlink_metadata(&link).expect("the link").is_symlink() && std::fs::read(&real).expect("the pack").len() > 3);
}
