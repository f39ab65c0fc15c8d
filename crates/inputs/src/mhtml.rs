//! The page in a message of e-mail's form (RFC 2045 to 2047, 2557): MHTML, as Chromium, Edge and Internet Explorer save pages, and
//! e-mails themselves.
//!
//! Written by hand, as that which is needed is little: parsers of e-mail decode texts by what the message says of them, and a page's
//! charset may stand in the page alone.

use crate::core::{PageInput, iso};
use crate::saved::{is_address, read_html, saved_from};
use crate::transfer::{base64, plain_words, quoted_printable};
use crate::{charset, letter, wrapped};

/// A message begins with its head, and a head is no larger.
const MAX_HEAD: usize = 128 << 10;

/// Parts within parts; each costs one more look at their bytes.
const MAX_DEPTH: usize = 6;

/// Whether a file begins with the head of a message that says it is one of MIME.
pub fn is_mhtml(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(MAX_HEAD)].trim_ascii_start();
    // Nearly all files are told by their first line.
    let name = head.iter().take(128).position(|&b| b == b':').map(|end| &head[..end]);
    if !name.is_some_and(is_name) {
        return false;
    }
    let (head, _) = Head::read(head);
    let kind = head.media_type();
    let is_kind = ["multipart/", "text/html", "text/plain", "application/xhtml+xml"].iter().any(|known| kind.starts_with(known));
    is_kind && head.is_whole && (head.get("mime-version").is_some() || head.get("snapshot-content-location").is_some())
}

/// Whether a file begins with the head of an e-mail, be it one of MIME or older.
pub fn is_message(bytes: &[u8]) -> bool {
    let (head, _) = Head::read(bytes[..bytes.len().min(MAX_HEAD)].trim_ascii_start());
    head.is_whole && head.get("from").is_some() && (head.get("subject").is_some() || head.get("date").is_some())
}

fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// The page of a message: its HTML, or its text where there is none; at an address where that is known better.
///
/// # Errors
/// It has neither.
pub fn page(bytes: &[u8], url: Option<&str>) -> Result<PageInput, String> {
    let (head, body) = Head::read(bytes.trim_ascii_start());
    let mut found = Found::default();
    find(&head, body, head.get("snapshot-content-location"), 0, &mut found);
    let snapshot = head.get("snapshot-content-location").or_else(|| head.get("content-location"));
    let mut own = None;
    // Where a letter says that it is on the web.
    let viewed;
    let mut page = match (found.html, found.text) {
        (Some((part, body)), _) => {
            own = snapshot.or_else(|| part.get("content-location")).filter(|url| is_address(url)).map(str::to_owned);
            let html = part.decoded(body);
            let text = charset::decode_html_as(&html, part.parameter("charset").as_deref());
            own = own.or_else(|| saved_from(&text));
            viewed = if head.is_letter(own.as_deref()) { letter::address_in_html(&text) } else { None };
            read_html(&text, url.or(own.as_deref()))
        }
        (None, Some((part, body))) => {
            let page = wrapped::page(&charset::decode_text_as(&part.decoded(body), part.parameter("charset").as_deref()));
            viewed = letter::address_in_text(&page);
            page
        }
        (None, None) => return Err("it is a message (MIME) without a page or text in it that could be read".into()),
    };
    if page.title.as_ref().is_none_or(|title| title.trim().is_empty()) {
        page.title = head.get("subject").map(plain_words).filter(|title| !title.trim().is_empty());
    }
    if !head.is_letter(own.as_deref()) {
        return Ok(page);
    }
    // `Archived-At` (RFC 5064) is the address of this very letter. `List-Archive` (RFC 2369) is that of all letters to the list: with it as
    // theirs, each would be taken for another version of the one before. So it only tells whose letters they are, where nothing else does.
    page.url = url.map(str::to_owned).or_else(|| head.address("archived-at")).or(viewed);
    page.meta.extend(head.get("date").and_then(|date| iso(date, None)).map(|date| ("date".to_owned(), date)));
    // Who writes to a list is its outlet; to somebody, a person.
    let is_list = ["list-id", "list-unsubscribe", "list-archive"].iter().any(|name| head.get(name).is_some());
    let name = ["from", "list-id"].iter().find_map(|name| named(head.get(name)?));
    let name = name.or_else(|| host(&head.address("list-archive")?));
    let role = if is_list { "og:site_name" } else { "author" };
    page.meta.extend(name.map(|name| (role.to_owned(), name)));
    Ok(letter::without_lines_that_lead(page))
}

/// The name before an address, or before the sign of a list.
fn named(field: &str) -> Option<String> {
    let name = plain_words(field.split_once('<')?.0);
    Some(name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty() && !name.contains('@'))
}

/// The site of an address.
fn host(address: &str) -> Option<String> {
    let host = address.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty() && !host.contains('@')).then(|| host.to_owned())
}

/// What was found of a message: the first of each that counts.
#[derive(Default)]
struct Found<'a> {
    html: Option<(Head, &'a [u8])>,
    text: Option<(Head, &'a [u8])>,
}

fn find<'a>(head: &Head, body: &'a [u8], address: Option<&str>, depth: usize, found: &mut Found<'a>) {
    if found.html.is_some() || head.get("content-disposition").is_some_and(|how| how.to_ascii_lowercase().starts_with("attachment")) {
        return;
    }
    let kind = head.media_type();
    if matches!(kind.as_str(), "text/html" | "application/xhtml+xml") {
        found.html = Some((head.clone(), body));
    } else if kind == "text/plain" || kind.is_empty() && depth == 0 {
        found.text.get_or_insert_with(|| (head.clone(), body));
    } else if kind.starts_with("multipart/")
        && depth < MAX_DEPTH
        && let Some(boundary) = head.parameter("boundary")
    {
        let mut parts: Vec<(Head, &[u8])> = parts(body, &boundary).map(Head::read).collect();
        // The page is the part that is named as the start, or has the address that was saved; without that it comes first.
        let start = head.parameter("start");
        let is_first = |part: &Head| {
            start.as_ref().is_some_and(|start| part.get("content-id") == Some(start.as_str()))
                || address.is_some() && part.get("content-location") == address
        };
        parts.sort_by_key(|(part, _)| !is_first(part));
        for (part, body) in &parts {
            find(part, body, address, depth + 1, found);
        }
    }
}

/// The parts between the lines of a boundary. The last one may have lost its end.
fn parts<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let line = format!("--{boundary}").into_bytes();
    let mut borders = Vec::new();
    let mut at = 0;
    while !boundary.is_empty() && at < body.len() {
        let end = body[at..].iter().position(|&b| b == b'\n').map_or(body.len(), |length| at + length + 1);
        let rest = body[at..end].strip_prefix(line.as_slice()).map(<[u8]>::trim_ascii);
        match rest {
            Some(b"") => borders.push((at, end)),
            Some(b"--") => {
                borders.push((at, end));
                break;
            }
            _ => {}
        }
        at = end;
    }
    let ends: Vec<usize> = borders.iter().skip(1).map(|&(at, _)| at).chain([body.len()]).collect();
    borders.into_iter().zip(ends).map(move |((_, start), end)| &body[start.min(end)..end])
}

/// The head of a message or of a part.
#[derive(Clone)]
struct Head {
    /// Names in small letters, and values.
    fields: Vec<(String, String)>,
    /// All of its lines are fields, up to an empty one.
    is_whole: bool,
}

impl Head {
    /// The head, and what follows it.
    fn read(bytes: &[u8]) -> (Head, &[u8]) {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() && bytes.len() - rest.len() < MAX_HEAD {
            let end = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            rest = after;
            if line.trim_ascii().is_empty() {
                return (Head { fields, is_whole: true }, rest);
            }
            let text = charset::decode_text(line);
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                // A long value goes on.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else {
                match text.split_once(':').filter(|(name, _)| is_name(name.trim_end().as_bytes())) {
                    Some((name, value)) => fields.push((name.trim_end().to_ascii_lowercase(), value.trim().to_owned())),
                    // The line that e-mail programs put before a message.
                    None if line.starts_with(b"From ") || line.starts_with(b">From ") => {}
                    None => return (Head { fields, is_whole: false }, rest),
                }
            }
        }
        (Head { fields, is_whole: false }, rest)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The first address of the web in a field of that name: `<https://…>`, which may go on in the next line.
    fn address(&self, name: &str) -> Option<String> {
        let values = self.fields.iter().filter(|(known, _)| known == name);
        let mut found = values.map(|(_, value)| match value.split_once('<') {
            Some((_, rest)) => rest.split('>').next().unwrap_or_default().split_whitespace().collect(),
            None => value.split_whitespace().next().unwrap_or_default().to_owned(),
        });
        found.find(|address: &String| is_address(address))
    }

    /// Whether it is that of an e-mail, and not of a page that was saved from an address: the date of such a page is the day on which that
    /// was done, an e-mail was sent on it.
    fn is_letter(&self, saved_from: Option<&str>) -> bool {
        saved_from.is_none() && self.get("from").is_some_and(|from| !from.to_ascii_lowercase().contains("saved by"))
    }

    /// In small letters; nothing where the head does not say.
    fn media_type(&self) -> String {
        let kind = self.get("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of the type: `charset`, `boundary`.
    fn parameter(&self, name: &str) -> Option<String> {
        let mut rest = self.get("content-type")?.split_once(';')?.1;
        loop {
            let (key, value) = rest.split_once('=')?;
            let value = value.trim_start();
            let (value, after) = match value.strip_prefix('"') {
                // A boundary may hold a semicolon.
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_once(';').unwrap_or((value, "")),
            };
            if key.trim_matches([' ', '\t', ';']).eq_ignore_ascii_case(name) {
                return Some(value.trim().to_owned());
            }
            rest = after;
        }
    }

    /// A body as it was before it was encoded for its way.
    fn decoded(&self, body: &[u8]) -> Vec<u8> {
        match self.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        }
    }
}
