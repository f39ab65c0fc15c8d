//! Pages as browsers save them: MHTML, Safari's web archive, and HTML that says where it was saved from.

use crate::core::PageInput;
use crate::{charset, html, mhtml, plist};

pub use mhtml::is_mhtml;

/// A remark at the beginning of a page names its address in so many bytes.
const REMARK: usize = 16 << 10;

/// Whether a file is a property list, as Safari's web archives are.
pub fn is_plist(head: &[u8]) -> bool {
    head.starts_with(b"bplist00") || is_xml_plist(head)
}

fn is_xml_plist(head: &[u8]) -> bool {
    let head = &head[..head.len().min(512)];
    head.starts_with(b"<?xml") && head.windows(6).any(|part| part == b"<plist")
}

/// The page in a file that [`is_mhtml`] or [`is_plist`], at an address where that is known better.
///
/// # Errors
/// There is none in it.
pub fn page(bytes: &[u8], url: Option<&str>) -> Result<PageInput, String> {
    if is_xml_plist(bytes) {
        return Err("it is a property list as XML; a saved page is one in binary (plutil -convert binary1 makes it so)".into());
    }
    if !is_plist(bytes) {
        return mhtml::page(bytes, url);
    }
    let archive = plist::read(bytes).ok_or("it is a property list that is damaged, or no web archive of Safari's")?;
    if archive.media_type.as_deref().is_some_and(|kind| !kind.contains("html") && !kind.starts_with("text/")) {
        return Err(format!("what was saved is no page ({})", archive.media_type.unwrap_or_default()));
    }
    let own = archive.url.filter(|url| is_address(url));
    Ok(read_html(&charset::decode_html_as(archive.content, archive.charset.as_deref()), url.or(own.as_deref())))
}

/// An HTML page at an address, else at the one that a remark says it was saved from: that of SingleFile, and of "Save page as".
pub fn read_html(text: &str, url: Option<&str>) -> PageInput {
    html::read_at(text, url.map(str::to_owned).or_else(|| saved_from(text)).as_deref())
}

/// The address that a remark at the beginning of a page says it was saved from.
pub fn saved_from(text: &str) -> Option<String> {
    let mut rest = &text[..text.floor_char_boundary(REMARK)];
    // A remark that is written in the text of a page is not one of the browser: it stands before the head, or first in it.
    while let Some((before, remark)) = rest.split_once("<!--") {
        if before.to_ascii_lowercase().contains("<body") {
            return None;
        }
        let (remark, after) = remark.split_once("-->")?;
        let mark = remark.trim_start();
        let address = if mark.starts_with("Page saved with SingleFile") {
            remark.lines().find_map(|line| line.trim().strip_prefix("url:"))
        } else {
            // `saved from url=(0030)https://…`, with the address's length.
            mark.strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')')).map(|(_, address)| address)
        };
        if let Some(address) = address.and_then(|address| address.split_whitespace().next()).filter(|address| is_address(address)) {
            return Some(address.to_owned());
        }
        rest = after;
    }
    None
}

/// A page's own address, which a file or a part of a message has not.
pub fn is_address(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::saved_from;

    #[test]
    fn remarks_name_the_address() {
        let single = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://skarn.example/ferry?a=1 \n saved date: Sun Mar 02 2031 08:00:00 GMT+0000 (UTC)\n--><head>";
        assert_eq!(saved_from(single).as_deref(), Some("https://skarn.example/ferry?a=1"));
        let complete = "<!DOCTYPE html>\n<!-- saved from url=(0027)https://skarn.example/heron -->\n<html>";
        assert_eq!(saved_from(complete).as_deref(), Some("https://skarn.example/heron"));
        for none in [
            "<!-- url: https://skarn.example/ -->",
            "<html><body><!-- Page saved with SingleFile\nurl: https://skarn.example/ -->",
            "<!-- saved from url=(0014)about:internet -->",
            "<!-- saved from url=(0027)https://skarn.example/heron",
            "",
        ] {
            assert_eq!(saved_from(none), None, "{none}");
        }
    }
}
