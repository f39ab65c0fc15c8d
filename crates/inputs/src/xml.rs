//! XML as a row of events, by local names. Entities that a DOCTYPE declares are never expanded, so they can do no harm.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What comes next in a document.
pub enum Xml<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// Tells the events of a document one after another, an empty element as one that begins and ends.
///
/// # Errors
/// It is no well-formed XML from somewhere on: what came before was told.
pub fn events(text: &str, mut each: impl FnMut(Xml<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                each(Xml::Start(local_name(tag.name().into_inner()), &tag));
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                each(Xml::End(local_name(tag.name().into_inner())));
            }
            Ok(Event::Text(text)) => each(Xml::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => each(Xml::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(entity)) => each(Xml::Text(&resolved(&entity))),
            Ok(Event::Eof) if depth > 0 => return Err("it is cut short".into()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("no well-formed XML at byte {} ({error})", reader.error_position())),
        }
    }
}

/// A character, or one that HTML names; others stay as they are written.
pub fn resolved(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(character)) => character.into(),
        Ok(None) => {
            let name = entity.xml10_content();
            quick_xml::escape::resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
        }
        // A number that is no character.
        Err(_) => String::new(),
    }
}

/// A name without its prefix.
pub fn local_name(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its local name; nothing where it is empty.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // Looking for attributes that are given twice takes the square of their number.
    value(tag, |key| local_name(key) == name)
}

/// The same by its whole name.
pub fn attribute_named(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    value(tag, |key| key == name)
}

fn value(tag: &BytesStart<'_>, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|of| is_it(of.key.as_ref()))?;
    let value = quick_xml::escape::unescape(&found.value).ok()?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}
