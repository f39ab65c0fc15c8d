//! The entries of RSS 2.0, RSS 1.0 and Atom.
//!
//! Names are told by their namespace, whatever its prefix; prefixes that nobody declared mean what they mean everywhere. Entities that a DOCTYPE declares are never expanded, so
//! they can do no harm.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::charset;
use crate::core::iso;
use crate::links::resolved as resolved_link;
use crate::namespaces::{Namespace, Scope};
use crate::pieces::{Entry, Form, Raw};
use crate::refused::Refused;
use crate::xml::{attribute_named as attribute, local_name, resolved};

/// Reads a feed. What comes before a mistake in its XML is used.
pub fn entries(bytes: &[u8], name: &str) -> Vec<Result<Raw, Refused>> {
    let text = charset::decode_xml(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut scan = Scan { name, ..Scan::default() };
    loop {
        let why = match reader.read_event() {
            Ok(Event::Start(tag)) => scan.start(&tag).err(),
            Ok(Event::End(tag)) => {
                scan.end(local_name(tag.name().into_inner()));
                None
            }
            Ok(Event::Text(text)) => {
                scan.text(&text.xml10_content());
                None
            }
            Ok(Event::CData(text)) => {
                scan.text(&text.xml10_content());
                None
            }
            Ok(Event::GeneralRef(entity)) => {
                scan.text(&resolved(&entity));
                None
            }
            Ok(Event::Eof) if scan.depth > 0 => Some("the feed is cut short".to_owned()),
            Ok(Event::Eof) => break,
            Ok(_) => None,
            Err(error) => Some(format!("no well-formed XML at byte {} ({error})", reader.error_position())),
        };
        if let Some(why) = why {
            scan.found.push(Err(match scan.found.len() {
                0 => Refused::new(name, why),
                1 => Refused::rest(name, why + "; the one entry before was used"),
                n => Refused::rest(name, format!("{why}; the {n} entries before were used")),
            }));
            break;
        }
    }
    if scan.found.is_empty() {
        scan.found.push(Err(Refused::new(name, "there is no entry in the feed")));
    }
    scan.found
}

/// A child of an entry, or of the feed, whose text is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Author,
    Creator,
    Language,
    /// The title of the feed that an entry was taken from.
    Source,
    /// The text: escaped or plain.
    Content {
        markup: bool,
    },
    /// The text: elements of XHTML.
    Elements,
}

/// What was read of a feed so far.
#[derive(Default)]
struct Scan<'a> {
    name: &'a str,
    found: Vec<Result<Raw, Refused>>,
    /// Open elements.
    depth: usize,
    /// Title and language of the feed.
    feed: Entry,
    /// The feed's own page, from which relative links lead on.
    home: Option<String>,
    /// What prefixes mean here, and from where links lead on.
    scope: Scope,
    /// How deep the open element is that tells of the feed that an entry was taken from.
    source: Option<usize>,
    /// The open element whose children tell of the feed, and how deep it is.
    head: Option<usize>,
    /// The open entry, how deep it is, and its text so far.
    entry: Option<(usize, Entry, String)>,
    updated: Option<String>,
    guid: Option<String>,
    /// The open field, how deep it is, and its text so far.
    field: Option<(usize, Field, String)>,
}

impl Scan<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        self.depth += 1;
        let local = local_name(tag.name().into_inner());
        // What is inside a text is of other languages, and may be deep.
        if self.field.is_none() {
            self.scope.enter(self.depth, tag);
        }
        if self.depth == 1 {
            return match local {
                "rss" | "RDF" => Ok(()),
                "feed" => {
                    self.head = Some(1);
                    self.feed.language = attribute(tag, "xml:lang");
                    Ok(())
                }
                other => Err(format!("no RSS or Atom feed: its first element is <{other}>")),
            };
        }
        if let Some((_, field, text)) = &mut self.field {
            match field {
                Field::Elements => text.push_str(&format!("<{local}>")),
                // Elements that should have been escaped.
                Field::Content { .. } => text.push(' '),
                // Beside an Atom author's name stands his address.
                Field::Author if local == "name" => self.field = Some((self.depth, Field::Creator, String::new())),
                _ => {}
            }
            return Ok(());
        }
        let namespace = self.scope.namespace(tag.name().into_inner());
        let core = namespace == Namespace::Feed;
        let base = self.scope.base().or(self.home.as_deref());
        if let Some((depth, entry, _)) = &mut self.entry {
            if core && local == "source" && self.depth == *depth + 1 {
                // RSS has its title as the text, Atom has elements of a feed in it.
                self.source = Some(self.depth);
                if attribute(tag, "url").is_some() {
                    self.field = Some((self.depth, Field::Source, String::new()));
                }
            } else if self.source.is_some_and(|source| self.depth == source + 1) {
                self.field = (core && local == "title").then(|| (self.depth, Field::Source, String::new()));
            } else if self.depth == *depth + 1
                && let Some(field) = field(namespace, local, tag, base, entry)
            {
                self.field = Some((self.depth, field, String::new()));
            }
        } else if core && matches!(local, "item" | "entry") {
            let language = attribute(tag, "xml:lang").or_else(|| self.feed.language.clone());
            self.entry = Some((self.depth, Entry { language, ..Entry::default() }, String::new()));
            (self.updated, self.guid) = (None, None);
        } else if core && local == "channel" {
            self.head = Some(self.depth);
        } else if self.head.is_some_and(|head| self.depth == head + 1) {
            let field = match local {
                "title" if core => Some(Field::Title),
                "language" if core || namespace == Namespace::DublinCore => Some(Field::Language),
                "link" if core => {
                    let rel = attribute(tag, "rel");
                    match attribute(tag, "href") {
                        // The feed's own address is left where its page is not told.
                        Some(link) if matches!(rel.as_deref(), None | Some("alternate" | "self")) => {
                            let link = resolved_link(base, &link);
                            if self.home.is_none() || rel.as_deref() != Some("self") {
                                self.home = Some(link);
                            }
                            None
                        }
                        Some(_) => None,
                        None => Some(Field::Link),
                    }
                }
                _ => None,
            };
            self.field = field.map(|field| (self.depth, field, String::new()));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((_, field, so_far)) = &mut self.field {
            if *field == Field::Elements {
                so_far.push_str(&quick_xml::escape::partial_escape(text));
            } else {
                so_far.push_str(text);
            }
        }
    }

    fn end(&mut self, local: &str) {
        match self.field.take() {
            Some((depth, field, text)) if depth == self.depth => self.keep(field, text),
            open => self.field = open,
        }
        if let Some((_, Field::Elements, text)) = &mut self.field {
            text.push_str(&format!("</{local}>"));
        }
        match self.entry.take() {
            Some((depth, entry, text)) if depth == self.depth => self.finish(entry, text),
            open => self.entry = open,
        }
        if self.head == Some(self.depth) {
            self.head = None;
        }
        if self.source == Some(self.depth) {
            self.source = None;
        }
        self.scope.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Keeps what a field says.
    fn keep(&mut self, field: Field, text: String) {
        let trimmed = Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned);
        let Some((_, entry, content)) = &mut self.entry else {
            match field {
                Field::Title => self.feed.title = self.feed.title.take().or(trimmed),
                // Atom's own link in an RSS channel tells where the feed is, this one where its page is.
                Field::Link => self.home = trimmed.map(|link| resolved_link(self.scope.base(), &link)).or(self.home.take()),
                _ => self.feed.language = self.feed.language.take().or(trimmed),
            }
            return;
        };
        match field {
            Field::Title => entry.title = entry.title.take().or(trimmed),
            Field::Link => {
                let base = self.scope.base().or(self.home.as_deref());
                entry.url = entry.url.take().or(trimmed.map(|link| resolved_link(base, &link)));
            }
            Field::Guid => self.guid = trimmed,
            Field::Source => entry.publisher = entry.publisher.take().or(trimmed),
            Field::Published => entry.published = entry.published.take().or_else(|| iso(&text, None)),
            Field::Updated => self.updated = iso(&text, None),
            Field::Language => entry.language = trimmed.or(entry.language.take()),
            Field::Author | Field::Creator => add_author(entry, &text),
            // An entry may give a summary and the whole text, in either order.
            Field::Content { .. } | Field::Elements if text.len() > content.len() => {
                entry.markup = field != Field::Content { markup: false };
                *content = text;
            }
            Field::Content { .. } | Field::Elements => {}
        }
    }

    fn finish(&mut self, mut entry: Entry, text: String) {
        entry.url = entry.url.or_else(|| self.guid.take().filter(|id| id.starts_with("http://") || id.starts_with("https://")));
        entry.published = entry.published.or_else(|| self.updated.take());
        // An entry that was taken from another feed is that one's.
        entry.publisher = entry.publisher.or_else(|| self.feed.title.clone());
        let place = format!("{}: entry {}", self.name, self.found.len() + 1);
        self.found.push(Ok(Raw { place, form: Form::Entry(Box::new(entry)), bytes: text.into_bytes() }));
    }
}

/// What a child of an entry is; takes what its attributes say.
fn field(namespace: Namespace, local: &str, tag: &BytesStart<'_>, base: Option<&str>, entry: &mut Entry) -> Option<Field> {
    match (namespace, local) {
        (Namespace::Content, "encoded") => Some(Field::Content { markup: true }),
        (Namespace::DublinCore, "creator") => Some(Field::Creator),
        (Namespace::DublinCore, "date" | "issued" | "created") => Some(Field::Published),
        (Namespace::DublinCore, "language") => Some(Field::Language),
        (Namespace::Content | Namespace::DublinCore | Namespace::Other, _) => None,
        (_, "title") => Some(Field::Title),
        (_, "link") => match attribute(tag, "href") {
            // Atom: the page is the alternate of the entry.
            Some(target) => {
                if attribute(tag, "rel").is_none_or(|rel| rel == "alternate") {
                    entry.url.get_or_insert_with(|| resolved_link(base, &target));
                }
                None
            }
            None => Some(Field::Link),
        },
        (_, "guid" | "id") => Some(Field::Guid),
        (_, "pubDate" | "published" | "issued") => Some(Field::Published),
        (_, "updated" | "modified") => Some(Field::Updated),
        (_, "author") => Some(Field::Author),
        (_, "description") => Some(Field::Content { markup: true }),
        (_, "content" | "summary") => match attribute(tag, "type").as_deref() {
            Some("xhtml" | "application/xhtml+xml") => Some(Field::Elements),
            Some("html" | "text/html") => Some(Field::Content { markup: true }),
            _ => Some(Field::Content { markup: false }),
        },
        _ => None,
    }
}

/// RSS gives authors as `address (name)`.
fn add_author(entry: &mut Entry, text: &str) {
    let name = match text.trim().strip_suffix(')').and_then(|t| t.split_once('(')) {
        Some((address, name)) if address.contains('@') => name.trim(),
        _ => text.trim(),
    };
    // Feeds name an author in more than one way.
    let known = entry.author.iter().flat_map(|all| all.split(", "));
    if !name.is_empty() && !known.into_iter().any(|known| known == name) {
        entry.author = Some(entry.author.take().map_or_else(|| name.to_owned(), |others| format!("{others}, {name}")));
    }
}
