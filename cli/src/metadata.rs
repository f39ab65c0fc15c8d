//! `wherefrom blocks PAGE --metadata`: what a page says of itself, a line a field, and where each was found.

use std::io::Write;

use anyhow::Result;
use serde_json::{Map, Value, json};
use wherefrom_page::metadata::{self, Origin, PageMetadata};
use wherefrom_page::{PageInput, find_article};

use crate::args::InfoFormat;
use crate::terminal::safe;

/// A field: its name, its value, and where it was found.
type Field<'a> = (&'static str, &'a str, String);

/// Where something was found, in words.
pub fn told(origin: Origin, page: &PageInput) -> String {
    match origin {
        Origin::Told => "url".to_owned(),
        Origin::JsonLd(key) => format!("json-ld {key}"),
        Origin::Meta(at) => format!("meta {}", page.meta[at].0),
        Origin::Canonical => "canonical".to_owned(),
        Origin::Html => "html lang".to_owned(),
        Origin::Title => "title".to_owned(),
        Origin::Heading => "heading".to_owned(),
        Origin::Time(block) => format!("time at block {block}"),
        Origin::Byline(block) => format!("byline in block {block}"),
        Origin::Address => "address".to_owned(),
    }
}

/// Prints the fields that were found, as text or as JSON.
pub fn print(page: &PageInput, url: Option<&str>, format: InfoFormat) -> Result<()> {
    let metadata = metadata::read(page, &find_article(page), url);
    let fields = fields(&metadata, page);
    let mut out = anstream::stdout().lock();
    if format == InfoFormat::Json {
        writeln!(out, "{}", Value::Object(as_object(&fields)))?;
        return Ok(());
    }
    for (name, value, origin) in fields {
        writeln!(out, "{name:<10} {}  ({origin})", safe(value))?;
    }
    Ok(())
}

fn fields<'a>(metadata: &'a PageMetadata, page: &PageInput) -> Vec<Field<'a>> {
    let mut of_authors = metadata.authors.iter().map(String::as_str);
    let mut fields = Vec::new();
    for (name, origin) in &metadata.origins {
        let value = match *name {
            "title" => metadata.title.as_deref(),
            "published" => metadata.published.as_deref(),
            "updated" => metadata.updated.as_deref(),
            "publisher" => metadata.publisher.as_deref(),
            "authors" => of_authors.next(),
            "section" => metadata.section.as_deref(),
            "licence" => metadata.licence.as_deref(),
            "language" => metadata.language.as_deref(),
            _ => metadata.url.as_deref(),
        };
        fields.extend(value.map(|value| (*name, value, told(*origin, page))));
    }
    fields.extend(metadata.canonical.as_deref().map(|url| ("canonical", url, told(Origin::Canonical, page))));
    fields.extend(metadata.declared.as_ref().map(|source| ("declared", source.url.as_str(), source.by.as_str().to_owned())));
    fields
}

/// A field's value and origin by its name; those of the authors in a list.
fn as_object(fields: &[Field<'_>]) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value, from) in fields {
        let told = json!({ "value": value, "from": from });
        match object.get_mut(*name) {
            Some(Value::Array(authors)) => authors.push(told),
            _ if *name == "authors" => drop(object.insert((*name).to_owned(), Value::Array(vec![told]))),
            _ => drop(object.insert((*name).to_owned(), told)),
        }
    }
    object
}
