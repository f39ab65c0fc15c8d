//! Which addresses are one.

/// A URL as far as it names a document: without scheme, "www.", fragment, tracking parameters and a trailing slash.
///
/// `None` for what names no document: no scheme, or no host.
pub fn url_identity(url: &str) -> Option<String> {
    let url = url.trim();
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("utm_") && !p.starts_with("fbclid") && !p.starts_with("gclid"))
        .collect();
    if host.is_empty() {
        return None;
    }
    let mut identity = format!("{host}/{}", path.trim_end_matches('/'));
    if !kept.is_empty() {
        identity.push('?');
        identity.push_str(&kept.join("&"));
    }
    Some(identity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_that_name_one_document() {
        assert_eq!(url_identity("https://www.Tern.example/a/b/?utm_source=x#top"), url_identity("http://tern.example/a/b"));
        assert_eq!(url_identity("/a/b").or(url_identity("")).or(url_identity("https:///a")), None);
        assert_ne!(url_identity("https://tern.example/?id=1"), url_identity("https://tern.example/?id=2"));
    }
}
