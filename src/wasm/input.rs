//! What JS hands in, read from its JSON by hand. Readers that are derived for each type, with all the messages that they may have to
//! give, are four percent of the module.

use serde_json::Value;

use crate::check::{Options, Standings};
use wherefrom_page::{PageBlock, PageElement, PageInput, PageTime};
use wherefrom_text::model::{Document, joined};

/// Why something is not what it should be.
type Refused = String;

pub fn page(value: &Value) -> Result<PageInput, Refused> {
    let element = |value: &Value| {
        let parent = integer(value, "parent")?.unwrap_or(-1);
        Ok(PageElement { parent, tag: string(value, "tag")?.unwrap_or_default(), hint: string(value, "hint")?.unwrap_or_default() })
    };
    let block = |value: &Value| {
        Ok(PageBlock {
            element: integer(value, "element")?.unwrap_or(-1),
            text: string(value, "text")?.unwrap_or_default(),
            linked: number(value, "linked")?.unwrap_or(0.0) as f32,
            links: strings(value, "links")?,
            hidden: boolean(value, "hidden")?,
            line: integer(value, "line")?,
        })
    };
    let meta = |value: &Value| match value.as_array().map(Vec::as_slice) {
        Some([Value::String(name), Value::String(content)]) => Ok((name.clone(), content.clone())),
        _ => Err("an entry of \"meta\" is no pair of strings".to_owned()),
    };
    let time = |value: &Value| {
        Ok(PageTime {
            block: integer(value, "block")?.unwrap_or(0),
            datetime: string(value, "datetime")?.unwrap_or_default(),
            text: string(value, "text")?.unwrap_or_default(),
            hint: string(value, "hint")?.unwrap_or_default(),
        })
    };
    let mut page = PageInput::default();
    let PageInput { url, title, lang, canonical, .. } = &mut page;
    fill(value, &mut [("url", url), ("title", title), ("lang", lang), ("canonical", canonical)])?;
    page.meta = list(value, "meta", meta)?;
    page.json_ld = strings(value, "json_ld")?;
    page.times = list(value, "times", time)?;
    page.chosen = chosen(value)?;
    let (elements, blocks) = (list(value, "elements", element)?, list(value, "blocks", block)?);
    page.with_blocks(elements, blocks).map_err(|error| error.to_string())
}

fn chosen(value: &Value) -> Result<Option<[u32; 2]>, Refused> {
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    match value.get("chosen") {
        None | Some(Value::Null) => Ok(None),
        Some(range) => match range.as_array().map(Vec::as_slice) {
            Some([from, end]) => number(from).zip(number(end)).map(|(from, end)| Some([from, end])),
            _ => None,
        }
        .ok_or_else(|| is_no("chosen", "pair of whole numbers")),
    }
}

pub fn options(value: &Value) -> Result<Options, Refused> {
    if value.is_null() {
        return Ok(Options::default());
    }
    let mut options = Options::default();
    let Options { published, url, exclude, dismissed, standings } = &mut options;
    // The extension knows outlets alone.
    let Standings { own, licensed, .. } = standings;
    fill(value, &mut [("published", published), ("url", url)])?;
    for (name, field) in [("exclude", exclude), ("own", own), ("licensed", licensed)] {
        *field = strings(value, name)?;
    }
    *dismissed = numbers(value, "dismissed")?;
    Ok(options)
}

pub fn documents(value: &Value) -> Result<Vec<Document>, Refused> {
    let block = |value: &Value| {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| is_no("quoted_blocks", "list of whole numbers"))
    };
    let document = |value: &Value| {
        let mut document =
            Document { author: names(value, "author")?, quoted_blocks: list(value, "quoted_blocks", block)?, ..Document::default() };
        let Document { id, url, publisher, published, title, language, revision_of, licence, .. } = &mut document;
        fill(
            value,
            &mut [
                ("id", id),
                ("url", url),
                ("publisher", publisher),
                ("published", published),
                ("title", title),
                ("language", language),
                ("revision_of", revision_of),
                ("licence", licence),
            ],
        )?;
        document.text = string(value, "text")?.ok_or("one has no \"text\"")?;
        Ok(document)
    };
    value.as_array().ok_or("they are no list")?.iter().map(document).collect()
}

/// Strings into the fields of their names. Read one by one where they are made, each would bring its own way out.
fn fill(of: &Value, fields: &mut [(&str, &mut Option<String>)]) -> Result<(), Refused> {
    for (name, field) in fields {
        **field = string(of, name)?;
    }
    Ok(())
}

/// `None` where it is not there.
fn string(of: &Value, name: &str) -> Result<Option<String>, Refused> {
    match entry(of, name)? {
        Value::Null => Ok(None),
        Value::String(string) => Ok(Some(string.clone())),
        _ => Err(is_no(name, "string")),
    }
}

/// One name or a list of them.
fn names(of: &Value, name: &str) -> Result<Option<String>, Refused> {
    match entry(of, name)? {
        Value::Array(_) => strings(of, name).map(|names| joined(names.iter().map(String::as_str).collect())),
        _ => string(of, name),
    }
}

fn number(of: &Value, name: &str) -> Result<Option<f64>, Refused> {
    match entry(of, name)? {
        Value::Null => Ok(None),
        value => value.as_f64().map(Some).ok_or_else(|| is_no(name, "number")),
    }
}

fn integer<T: TryFrom<i64>>(of: &Value, name: &str) -> Result<Option<T>, Refused> {
    match entry(of, name)? {
        Value::Null => Ok(None),
        value => value
            .as_i64()
            .and_then(|number| T::try_from(number).ok())
            .map(Some)
            .ok_or_else(|| is_no(name, "whole number, or too large a one")),
    }
}

/// False where it is not there.
fn boolean(of: &Value, name: &str) -> Result<bool, Refused> {
    match entry(of, name)? {
        Value::Null => Ok(false),
        value => value.as_bool().ok_or_else(|| is_no(name, "boolean")),
    }
}

fn strings(of: &Value, name: &str) -> Result<Vec<String>, Refused> {
    list(of, name, |value| value.as_str().map(str::to_owned).ok_or_else(|| is_no(name, "list of strings")))
}

fn numbers(of: &Value, name: &str) -> Result<Vec<usize>, Refused> {
    list(of, name, |value| value.as_u64().map(|number| number as usize).ok_or_else(|| is_no(name, "list of whole numbers")))
}

/// Empty where it is not there.
fn list<T>(of: &Value, name: &str, each: impl Fn(&Value) -> Result<T, Refused>) -> Result<Vec<T>, Refused> {
    match entry(of, name)? {
        Value::Null => Ok(Vec::new()),
        Value::Array(values) => values.iter().map(each).collect(),
        _ => Err(is_no(name, "list")),
    }
}

fn entry<'a>(of: &'a Value, name: &str) -> Result<&'a Value, Refused> {
    let Value::Object(entries) = of else { return Err(format!("where \"{name}\" should be there is no object")) };
    Ok(entries.get(name).unwrap_or(&Value::Null))
}

fn is_no(name: &str, what: &str) -> Refused {
    format!("\"{name}\" is no {what}")
}
