//! What a page says of itself in JSON-LD: of all that it describes, the article that it shows.

use wherefrom_text::url::url_identity;

use super::nearly_json::Node;
use super::origin::{Field, Found, Origin};
use super::plain::{letters, of_json};

/// Descriptions nest in another; deeper than this none is the page's own.
const MAX_DEPTH: u8 = 8;
/// A headline of fewer letters is in too many others.
const MIN_LETTERS: usize = 8;
/// More entries than an article has authors, named or not.
const MAX_NAMES: usize = 100;
/// Entries of one id that are looked at for a name.
const MAX_ALIKE: usize = 8;

/// By what a page's own article is told from others.
pub struct Own {
    /// Identities of the addresses that the page gives as its own.
    pub addresses: Vec<String>,
    /// Its titles and first headings, letters alone.
    pub titles: Vec<String>,
}

/// The description of a page's article.
pub struct Description<'a> {
    nodes: &'a [Node<'a>],
    article: Option<usize>,
    /// The page that holds the article, where that is described apart.
    page: Option<usize>,
    /// Whether who made it is who wrote the page: an article, or a work that is the page's own by its address or its headline.
    is_written: bool,
}

impl<'a> Description<'a> {
    #[inline(never)]
    pub fn of(nodes: &'a [Node<'a>], own: &Own) -> Description<'a> {
        let mut description = Description { nodes, article: None, page: None, is_written: false };
        // Of each kind the one that is surest to be the page's own; of several the first.
        let mut best = [(-1, None); 4];
        let mut depths: Vec<u8> = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let around = usize::try_from(node.parent).map_or(1, |parent| depths[parent]);
            let is_described = node.parent < 0 || matches!(node.key, "@graph" | "mainEntity" | "mainEntityOfPage");
            let depth = if is_described && (1..=MAX_DEPTH).contains(&around) { around + 1 } else { 0 };
            depths.push(depth);
            if depth > 0
                && let Some(kind) = description.kind(at)
            {
                let likeness = description.likeness(at, own);
                if likeness > best[kind].0 {
                    best[kind] = (likeness, Some(at));
                }
            }
        }
        description.article = best[ARTICLE].1.or(best[WORK].1).or(best[COURSE].1);
        description.is_written = best[ARTICLE].1.is_some() || best[WORK].0 > 0;
        description.page = best[PAGE].1;
        description
    }

    /// The names of those who wrote the article.
    pub fn authors(&self) -> Vec<Found> {
        if self.is_written { self.names("author creator") } else { Vec::new() }
    }

    /// The next of the nodes behind `from` that an entry has by a key.
    #[inline(never)]
    fn next(&self, entry: usize, key: &str, from: usize) -> Option<usize> {
        let mut at = from + 1;
        while let Some(node) = self.nodes.get(at).filter(|node| node.parent >= entry as i32) {
            if node.parent == entry as i32 && node.key == key {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// The text of a node, or the first that an entry has by one of some keys; empty where there is none.
    #[inline(never)]
    fn text_at(&self, at: usize, keys: &str) -> String {
        let mut text = self.nodes[at].text;
        for key in keys.split(' ') {
            if text.is_none()
                && let Some(inner) = self.next(at, key, at)
            {
                text = self.nodes[inner].text;
            }
        }
        of_json(text.unwrap_or(""))
    }

    /// The text that an entry has by a key: of several the first, and of an entry one of these of its own.
    fn text_of(&self, entry: Option<usize>, key: &str, inner: &str) -> String {
        let value = entry.and_then(|entry| self.next(entry, key, entry));
        value.map_or(String::new(), |value| self.text_at(value, inner))
    }

    /// Fills a field with the text of the first of some keys of the article that has one.
    pub fn fill(&self, field: &mut Field<'_>, keys: &'static str) {
        self.fill_of(self.article, field, keys);
    }

    /// The same, of the page where the article does not tell.
    pub fn fill_of_page(&self, field: &mut Field<'_>, key: &'static str) {
        self.fill(field, key);
        self.fill_of(self.page, field, key);
    }

    fn fill_of(&self, entry: Option<usize>, field: &mut Field<'_>, keys: &'static str) {
        for key in keys.split(' ') {
            field.put(self.text_of(entry, key, "name @value"), Origin::JsonLd(key));
        }
    }

    /// All names that the first of some keys gives that has any.
    #[inline(never)]
    pub fn names(&self, keys: &'static str) -> Vec<Found> {
        let mut names = Vec::new();
        let Some(article) = self.article else { return names };
        let mut looked_at = 0;
        for key in keys.split(' ') {
            let mut at = article;
            while let Some(next) = self.next(article, key, at)
                && looked_at < MAX_NAMES
            {
                at = next;
                looked_at += 1;
                let mut name = self.text_at(at, "name");
                if name.is_empty() {
                    name = self.name_elsewhere(at).unwrap_or_default();
                }
                if !name.is_empty() && !name.contains("://") {
                    names.push((name, Origin::JsonLd(key)));
                }
            }
            if !names.is_empty() {
                break;
            }
        }
        names
    }

    /// The name that an entry has where it is described, if this is only its id.
    fn name_elsewhere(&self, at: usize) -> Option<String> {
        let id = self.nodes[self.next(at, "@id", at)?].text?;
        let is_it = |node: &&Node<'_>| node.key == "@id" && node.text == Some(id);
        for node in self.nodes.iter().filter(is_it).take(MAX_ALIKE) {
            if let Ok(entry) = usize::try_from(node.parent)
                && let Some(name) = self.next(entry, "name", entry)
            {
                return Some(self.text_at(name, ""));
            }
        }
        None
    }

    /// The address that a key of the article gives; empty where it gives none.
    pub fn url(&self, key: &str) -> String {
        self.url_of(self.article, key)
    }

    /// The address of the outlet that the article is of.
    pub fn url_of_publisher(&self) -> String {
        self.url_of(self.article.and_then(|article| self.next(article, "publisher", article)), "url")
    }

    fn url_of(&self, entry: Option<usize>, key: &str) -> String {
        self.text_of(entry, key, "url @id mainEntityOfPage")
    }

    #[inline(never)]
    fn kind(&self, entry: usize) -> Option<usize> {
        let mut at = entry;
        while let Some(next) = self.next(entry, "@type", at) {
            at = next;
            let kind = self.nodes[at].text.unwrap_or("");
            let number = KINDS.iter().position(|endings| endings.split(' ').any(|ending| kind.ends_with(ending)));
            if number.is_some() && !kind.ends_with("JobPosting") {
                return number;
            }
        }
        None
    }

    /// How surely an entry is of the page's own article: more for its address than for its headline; below 0 where both are of
    /// another.
    #[inline(never)]
    fn likeness(&self, entry: usize, own: &Own) -> i32 {
        let mut by_address = 0;
        for key in ["url", "@id", "mainEntityOfPage"] {
            if let Some(address) = url_identity(&self.url_of(Some(entry), key)) {
                if own.addresses.contains(&address) {
                    by_address = 4;
                } else if by_address == 0 && !own.addresses.is_empty() {
                    by_address = -1;
                }
            }
        }
        let mut by_title = 0;
        let mut headline = Field::default();
        self.fill_of(Some(entry), &mut headline, "headline name");
        if let Some((headline, _)) = headline.found {
            let headline = letters(&headline);
            for title in &own.titles {
                let (long, short) = if title.len() > headline.len() { (title, &headline) } else { (&headline, title) };
                let is_in = long.starts_with(short.as_str()) || short.chars().count() >= MIN_LETTERS && long.contains(short.as_str());
                let is_called = !short.is_empty() && is_in;
                by_title = if is_called || by_title == 2 { 2 } else { -1 };
            }
        }
        // Either alone may be written in another way.
        if by_title < 0 && by_address <= 0 { -1 } else { (by_address + by_title).max(0) }
    }
}

const ARTICLE: usize = 0;
/// What is told like an article and described as something else.
const WORK: usize = 1;
/// What a page offers: who made it is not who wrote of it.
const COURSE: usize = 2;
const PAGE: usize = 3;
/// The endings of the types of each.
const KINDS: [&str; 4] = ["Article Posting Report", "Recipe HowTo Review CreativeWork", "Course", "Page"];
