//! Relative links to absolute ones (RFC 3986, section 5.2), as far as addresses of pages need it.

/// A link as seen from a base; as it is written where it is absolute, or the base is not.
pub fn resolved(base: Option<&str>, link: &str) -> String {
    let link = link.trim();
    let Some((scheme, rest)) = base.and_then(|base| base.split_once("://")).filter(|_| !has_scheme(link)) else { return link.to_owned() };
    if let Some(host) = link.strip_prefix("//") {
        return format!("{scheme}://{host}");
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let before_query = rest.split('?').next().unwrap_or_default();
    let (host, path) = before_query.split_once('/').unwrap_or((before_query, ""));
    if link.is_empty() || link.starts_with('#') {
        return format!("{scheme}://{rest}{link}");
    }
    if link.starts_with('?') {
        return format!("{scheme}://{host}/{path}{link}");
    }
    let (link_path, query) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let folder = if link_path.starts_with('/') { "" } else { path.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut ends_in_folder = false;
    for segment in link_path.trim_start_matches('/').split('/') {
        ends_in_folder = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name => segments.push(name),
        }
    }
    let end = if ends_in_folder && !segments.is_empty() { "/" } else { "" };
    format!("{scheme}://{host}/{}{end}{query}", segments.join("/"))
}

/// `https:`, `mailto:`; a path may have a colon after its first slash.
fn has_scheme(link: &str) -> bool {
    let name = link.split(['/', '?', '#']).next().unwrap_or_default();
    name.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn links_from_a_base() {
        let base = Some("https://skarn.example/news/today/?page=2#top");
        for (link, told) in [
            ("ferry", "https://skarn.example/news/today/ferry"),
            ("/ferry?a=b/c", "https://skarn.example/ferry?a=b/c"),
            ("../ferry/", "https://skarn.example/news/ferry/"),
            ("../../../ferry", "https://skarn.example/ferry"),
            ("./", "https://skarn.example/news/today/"),
            ("//other.example/x", "https://other.example/x"),
            ("?page=3", "https://skarn.example/news/today/?page=3"),
            ("http://other.example/y", "http://other.example/y"),
            ("mailto:desk@skarn.example", "mailto:desk@skarn.example"),
            ("", "https://skarn.example/news/today/?page=2"),
        ] {
            assert_eq!(resolved(base, link), told, "{link}");
        }
        assert_eq!(resolved(Some("https://skarn.example"), "a:b/c"), "a:b/c");
        assert_eq!(resolved(Some("https://skarn.example"), "ferry"), "https://skarn.example/ferry");
        assert_eq!(resolved(None, "/ferry"), "/ferry");
        assert_eq!(resolved(Some("news/"), "ferry"), "ferry");
    }
}
