//! Which addresses are one, and whose they are.

use std::borrow::Cow;

/// A URL as far as it names a document: without scheme, "www.", fragment, tracking parameters and a trailing slash; of a copy in
/// an archive, the address that was copied.
///
/// `None` for what names no document: no scheme, no host, or a host alone, which is a site's front page and another text every day.
pub fn url_identity(url: &str) -> Option<String> {
    let url = within_path(url.trim()).unwrap_or(Cow::Borrowed(url.trim()));
    let (host, path, query) = parts(&url)?;
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("utm_") && !p.starts_with("fbclid") && !p.starts_with("gclid"))
        .collect();
    let path = path.trim_end_matches('/');
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    let mut identity = format!("{host}/{path}");
    if !kept.is_empty() {
        identity.push('?');
        identity.push_str(&kept.join("&"));
    }
    Some(identity)
}

/// Host (lower case, without "www."), path without its first slash, and query.
fn parts(url: &str) -> Option<(String, &str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host).to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| (host.to_owned(), path, query))
}

/// The host of a URL, lower case and without "www.".
pub fn host(url: &str) -> Option<String> {
    parts(url).map(|(host, ..)| host).filter(|host| host.contains('.'))
}

/// Labels that stand before a country's ending where a name is registered a label further: "co.uk", "com.au".
const SECOND_LEVEL: &[&str] = &["ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "ne", "net", "nom", "or", "org"];

/// Hosts whose subdomains are sites of different people.
const PLATFORMS: &[&str] = &[
    "blogspot",
    "github.io",
    "livejournal.com",
    "medium.com",
    "netlify.app",
    "over-blog.com",
    "pages.dev",
    "substack.com",
    "tumblr.com",
    "typepad.com",
    "vercel.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
];

/// The part of a host that somebody has registered: "paper.co.uk" of "news.paper.co.uk". By a few rules in place of the public
/// suffix list, which is larger than the engine; where they fail, two sites are taken for two.
pub fn registrable(host: &str) -> &str {
    // Where each label begins, the last one first.
    let starts: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at + 1).chain([0]).collect();
    let label = |from_end: usize| starts.get(from_end).map(|&at| host[at..].split('.').next().unwrap_or(""));
    let is_country = label(0).is_some_and(|l| l.len() == 2);
    let mut labels = if is_country && label(1).is_some_and(|l| SECOND_LEVEL.contains(&l)) { 3 } else { 2 };
    let domain = |labels: usize| starts.get(labels - 1).map_or(host, |&at| &host[at..]);
    let own = domain(labels);
    if PLATFORMS.iter().any(|p| own == *p || own.strip_prefix(p).is_some_and(|rest| !p.contains('.') && rest.starts_with('.'))) {
        labels += 1;
    }
    domain(labels)
}

/// Whether two URLs are of one site.
pub fn same_site(a: &str, b: &str) -> bool {
    host(a).zip(host(b)).is_some_and(|(a, b)| registrable(&a) == registrable(&b))
}

/// Where a link leads in the end, as far as its address tells: out of an archive, a cache, a redirect.
pub fn target(url: &str) -> Cow<'_, str> {
    let mut at: Cow<'_, str> = Cow::Borrowed(url.trim());
    for _ in 0..MOST_WRAPPED {
        let Some(inner) = within_path(&at).map(Cow::into_owned).or_else(|| within_query(&at)) else { break };
        at = Cow::Owned(inner);
    }
    at
}

/// A redirect may lead to an archive, and back.
const MOST_WRAPPED: usize = 3;

/// The address within another's path: `web.archive.org/web/2031/https://paper.example/a`, and those of caches of AMP pages, which
/// leave the scheme out (`/c/s/paper.example/a`; `s` is https). `None` where there is none.
fn within_path(url: &str) -> Option<Cow<'_, str>> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#'])?);
    let own = &path[..path.find('?').unwrap_or(path.len())];
    if let Some(at) = ["/https://", "/http://"].iter().filter_map(|scheme| own.find(scheme)).min() {
        return Some(Cow::Borrowed(&path[at + 1..]));
    }
    // "paper-example.translate.goog", where a hyphen of the name itself is written twice.
    if let Some(name) = host.strip_suffix(".translate.goog") {
        let host = name.replace("--", "\n").replace('-', ".").replace('\n', "-");
        return Some(Cow::Owned(format!("https://{host}{path}")));
    }
    let is_cache =
        host.ends_with(".cdn.ampproject.org") || host.ends_with(".bing-amp.com") || host.split('.').any(|label| label == "google");
    let inner = ["/c/s/", "/v/s/", "/amp/s/", "/c/", "/v/"].iter().find_map(|mark| path.strip_prefix(mark));
    inner.filter(|_| is_cache).map(|inner| Cow::Owned(format!("https://{inner}")))
}

/// The address that a parameter of another one holds: `?url=https%3A%2F%2Fpaper.example%2Fa`.
fn within_query(url: &str) -> Option<String> {
    let query = url.split('#').next()?.split_once('?')?.1;
    let value = query.split('&').filter_map(|p| p.split_once('=')).map(|(_, value)| decoded(value));
    let twice = |value: String| if value.starts_with("http") && value.contains("%3A%2F%2F") { decoded(&value) } else { value };
    value.map(twice).find(|v| v.starts_with("https://") || v.starts_with("http://"))
}

/// With escaped bytes as they are.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a link leads to a document of its site: to its address, to the same story elsewhere on the site (its mobile page, its
/// archive), or to the site's front page, which credits the outlet.
pub fn leads_to(link: &str, document: &str) -> bool {
    let link = target(link);
    if !same_site(&link, document) {
        return false;
    }
    let (Some((_, path, _)), Some((_, of, _))) = (parts(&link), parts(document)) else { return false };
    path.trim_matches('/').is_empty() || url_identity(&link) == url_identity(document) || story(path).is_some_and(|s| story(of) == Some(s))
}

/// Whether a link leads to a site and no document of it.
pub fn is_front_page(link: &str) -> bool {
    parts(&target(link)).is_some_and(|(_, path, query)| path.trim_matches('/').is_empty() && query.is_empty())
}

/// The part of a path that names the story: its last, without what says how it is shown.
fn story(path: &str) -> Option<&str> {
    let is_form = |part: &&str| part.is_empty() || matches!(*part, "amp" | "index.html" | "print" | "mobile");
    let last = path.split('/').rev().find(|part| !is_form(part))?;
    let last = last.rsplit_once('.').map_or(last, |(stem, ending)| if ending.len() <= 5 { stem } else { last });
    Some(last.strip_suffix(".amp").unwrap_or(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_that_name_one_document() {
        assert_eq!(url_identity("https://www.Tern.example/a/b/?utm_source=x#top"), url_identity("http://tern.example/a/b"));
        assert_eq!(url_identity("/a/b").or(url_identity("")).or(url_identity("https:///a")), None);
        assert_ne!(url_identity("https://tern.example/?id=1"), url_identity("https://tern.example/?id=2"));
        assert_eq!(url_identity("https://web.archive.org/web/2031id_/http://tern.example/a"), url_identity("https://tern.example/a"));
        assert_eq!(url_identity("https://tern.example/").or(url_identity("http://www.tern.example?utm_source=x")), None);
    }

    #[test]
    fn what_somebody_has_registered() {
        for (host, domain) in [
            ("news.tern.example", "tern.example"),
            ("tern.example", "tern.example"),
            ("news.tern.co.uk", "tern.co.uk"),
            ("a.b.tern.com.au", "tern.com.au"),
            ("co.uk", "co.uk"),
            ("gulls.blogspot.com", "gulls.blogspot.com"),
            ("gulls.blogspot.co.uk", "gulls.blogspot.co.uk"),
            ("a.gulls.github.io", "gulls.github.io"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(registrable(host), domain, "{host}");
        }
    }

    #[test]
    fn where_links_lead() {
        let story = "https://news.tern.example/2031/ferry";
        for link in [
            "https://www.tern.example/2031/ferry/?utm_source=x",
            "https://m.tern.example/ferry.html",
            "https://archive.example/20310303/https://tern.example/2031/ferry",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Ftern.example%2F2031%2Fferry&usg=x",
            "https://tern-example.cdn.ampproject.org/v/s/tern.example/2031/ferry.amp?amp_js_v=0.1",
            "https://www.google.com/amp/s/tern.example/2031/ferry/amp/",
            "https://tern-example.translate.goog/2031/ferry?_x_tr_sl=en",
            "https://out.example/?to=https%253A%252F%252Ftern.example%252F2031%252Fferry",
            "https://tern.example",
        ] {
            assert!(leads_to(link, story), "{link}");
        }
        for link in ["https://tern.example/2031/gulls", "https://tern.example.net/2031/ferry", "https://gull.example/?of=ferry", "ferry"] {
            assert!(!leads_to(link, story), "{link}");
        }
    }
}
