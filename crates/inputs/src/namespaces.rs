//! What prefixes mean in a feed, and from where its relative links lead on.

use quick_xml::events::BytesStart;

use crate::links::resolved;

/// The vocabularies that feeds are told in, as far as they matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// RSS or Atom itself.
    Feed,
    /// Whole texts in RSS.
    Content,
    DublinCore,
    Other,
}

/// No feed declares more at once; those beyond have the meaning of their prefix.
const MAX_DECLARED: usize = 64;

/// What the open elements have declared.
#[derive(Default)]
pub struct Scope {
    /// Depth of the element, prefix, meaning; the innermost last.
    declared: Vec<(usize, String, Namespace)>,
    bases: Vec<(usize, String)>,
}

impl Scope {
    /// Takes what an element declares. What was declared by elements that have ended is forgotten.
    pub fn enter(&mut self, depth: usize, tag: &BytesStart<'_>) {
        self.leave(depth);
        // Looking for attributes that are given twice takes the square of their number.
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix.filter(|_| self.declared.len() < MAX_DECLARED) {
                self.declared.push((depth, prefix.to_owned(), of_uri(&attribute.value)));
            } else if key == "xml:base"
                && self.bases.last().is_none_or(|(known, _)| *known < depth)
                && let Ok(base) = quick_xml::escape::unescape(&attribute.value)
            {
                let base = resolved(self.base(), base.trim());
                self.bases.push((depth, base));
            }
        }
    }

    /// Forgets what elements at this depth and below have declared.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(known, ..)| *known >= depth) {
            self.declared.pop();
        }
        while self.bases.last().is_some_and(|(known, _)| *known >= depth) {
            self.bases.pop();
        }
    }

    /// The vocabulary that an element is of.
    pub fn namespace(&self, name: &str) -> Namespace {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.declared.iter().rev().find(|(_, known, _)| known == prefix).map(|(.., namespace)| *namespace);
        match (prefix, declared) {
            // Feeds without a vocabulary of their own have been given ones of every kind.
            ("", None | Some(Namespace::Other)) => Namespace::Feed,
            (_, Some(namespace)) => namespace,
            ("atom" | "atom10" | "atom03" | "a" | "rss", None) => Namespace::Feed,
            ("content", None) => Namespace::Content,
            ("dc" | "dcterms", None) => Namespace::DublinCore,
            (_, None) => Namespace::Other,
        }
    }

    /// What `xml:base` says here.
    pub fn base(&self) -> Option<&str> {
        self.bases.last().map(|(_, base)| base.as_str())
    }
}

/// Addresses are written with more care for the eye than for the letter: scheme, "www." and a last sign do not matter.
fn of_uri(uri: &str) -> Namespace {
    let uri = uri.trim().to_ascii_lowercase();
    let uri = uri.trim_start_matches("http://").trim_start_matches("https://").trim_start_matches("www.").trim_end_matches(['/', '#']);
    match uri {
        "w3.org/2005/atom"
        | "purl.org/atom/ns"
        | "purl.org/rss/1.0"
        | "purl.org/net/rss1.1"
        | "backend.userland.com/rss2"
        | "blogs.law.harvard.edu/tech/rss"
        | "cyber.harvard.edu/rss"
        | "my.netscape.com/rdf/simple/0.9"
        | "channel.netscape.com/rdf/simple/0.9" => Namespace::Feed,
        "purl.org/rss/1.0/modules/content" => Namespace::Content,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Namespace::DublinCore,
        _ => Namespace::Other,
    }
}
