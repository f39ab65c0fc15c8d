//! What the columns of a table and the members of a JSON object are, by the names that people give them.

use serde_json::Value;

use crate::core::{Document, iso, joined};

/// What is told of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Id,
    Url,
    Publisher,
    Author,
    Published,
    Title,
    Language,
    /// The text; where there are several, the smallest number is it.
    Text(usize),
}

/// Names of texts, the surest first.
const TEXTS: &[&str] = &[
    "text",
    "fulltext",
    "articletext",
    "articlebody",
    "maintext",
    "bodytext",
    "contenttext",
    "body",
    "content",
    "contenthtml",
    "bodyhtml",
    "bodyxhtml",
    "articlecontent",
    "newscontent",
    "article",
    "story",
    "volltext",
    "texte",
    "texto",
    "testo",
    "tekst",
    "inhalt",
    "contenu",
    "contenido",
];

const NAMES: &[(Role, &[&str])] = &[
    (Role::Id, &["id", "uid", "uuid", "guid", "articleid", "docid", "documentid", "key", "kennung"]),
    (Role::Url, &["url", "link", "uri", "href", "articleurl", "sourceurl", "webpage", "permalink", "canonicalurl", "address", "weburl"]),
    (
        Role::Publisher,
        &[
            "publisher",
            "outlet",
            "source",
            "site",
            "sitename",
            "publication",
            "newspaper",
            "medium",
            "sourcename",
            "domain",
            "journal",
            "domainname",
            "copyrightholder",
            "quelle",
        ],
    ),
    (
        Role::Author,
        &["author", "authors", "byline", "creator", "writer", "reporter", "autor", "autoren", "auteur", "authorname", "publishedby"],
    ),
    (
        Role::Published,
        &[
            "published",
            "date",
            "publishedat",
            "pubdate",
            "datepublished",
            "publishdate",
            "publicationdate",
            "publisheddate",
            "publishedon",
            "publishedtime",
            "firstpublished",
            "firstpublicationdate",
            "webpublicationdate",
            "datum",
            "fecha",
            "firstcreated",
            "versioncreated",
            "created",
            "createdat",
            "timestamp",
        ],
    ),
    (Role::Title, &["title", "headline", "heading", "articletitle", "titel", "titre", "titulo", "subject"]),
    (Role::Language, &["language", "lang", "langcode", "sprache", "inlanguage"]),
];

/// What a column or member of this name is; case, blanks and signs in it do not matter.
pub fn role(name: &str) -> Option<Role> {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect();
    let text = TEXTS.iter().position(|known| *known == name).map(Role::Text);
    text.or_else(|| NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(role, _)| *role))
}

/// The columns or members that are used, each kind's first; of texts the surest.
pub fn roles<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = names.map(role).collect();
    let text = roles.iter().filter_map(|role| if let Some(Role::Text(rank)) = role { Some(*rank) } else { None }).min();
    for at in 0..roles.len() {
        let Some(role) = roles[at] else { continue };
        let is_less = matches!(role, Role::Text(rank) if Some(rank) != text);
        if is_less || roles[..at].contains(&Some(role)) {
            roles[at] = None;
        }
    }
    roles
}

/// Puts a value into a document.
pub fn put(document: &mut Document, role: Role, value: String) {
    let value = Some(value).filter(|value| !value.trim().is_empty());
    match role {
        Role::Id => document.id = value,
        Role::Url => document.url = value,
        Role::Publisher => document.publisher = value,
        Role::Author => document.author = value,
        Role::Published => document.published = value.map(|date| iso(&date, None).unwrap_or(date)),
        Role::Title => document.title = value,
        Role::Language => document.language = value,
        Role::Text(_) => document.text = value.unwrap_or_default(),
    }
}

/// The document that a JSON object is.
///
/// # Errors
/// The reason why it is none, and what would help.
pub fn document(value: &Value) -> Result<Document, String> {
    let Value::Object(members) = value else {
        return Err("it is no object; a document is an object with a \"text\"".into());
    };
    // What only our own files say.
    let ours = ["revision_of", "quoted_blocks"].iter().filter_map(|name| Some(((*name).to_owned(), members.get(*name)?.clone())));
    let mut document: Document = serde_json::from_value(Value::Object(ours.collect())).unwrap_or_default();
    for ((_, value), role) in members.iter().zip(roles(members.keys().map(String::as_str))) {
        if let Some((role, text)) = role.zip(plain(value)) {
            put(&mut document, role, text);
        }
    }
    let licence = ["licence", "license", "usageterms"].iter().find_map(|name| members.get(*name)?.as_str());
    document.licence = licence.map(str::to_owned);
    if document.text.trim().is_empty() {
        document.text = main_of(members, "bodies").unwrap_or_default();
        document.title = document.title.take().or_else(|| main_of(members, "headlines"));
    }
    if !document.text.trim().is_empty() {
        return Ok(document);
    }
    let list = members.iter().find(|(_, value)| value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_object)));
    Err(match list {
        Some((name, _)) => format!("it has no \"text\", but a list \"{name}\"; give that list as a file of its own (jq '.{name}')"),
        None => "it has no \"text\" (nor \"body\" or \"content\"); name the member with the article's text so".into(),
    })
}

/// What an object says of a document whose text stands elsewhere.
pub fn beside_text(value: &Value) -> Document {
    let mut document = Document::default();
    let Value::Object(members) = value else { return document };
    for ((_, value), role) in members.iter().zip(roles(members.keys().map(String::as_str))) {
        if let Some((role, text)) = role.zip(plain(value)).filter(|(role, _)| !matches!(role, Role::Text(_))) {
            put(&mut document, role, text);
        }
    }
    document
}

/// The main one of several texts that an item of ninjs 2 or 3 has: `"bodies": [{"role": "main", "contenttype": "text/html", "value": "…"}]`.
fn main_of(members: &serde_json::Map<String, Value>, name: &str) -> Option<String> {
    let all = members.get(name)?.as_array()?;
    let is_main = |item: &&Value| item.get("role").and_then(Value::as_str).is_none_or(|role| role.ends_with("main"));
    all.iter().find(is_main).or(all.first())?.get("value")?.as_str().map(str::to_owned)
}

/// What a value says in words: a text, a number, somebody's or something's name, or several of these.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(members) => {
            ["name", "title", "rendered", "value"].iter().find_map(|name| members.get(*name)?.as_str().map(str::to_owned))
        }
        Value::Array(values) => {
            let several: Vec<String> = values.iter().filter(|value| !value.is_array()).filter_map(plain).collect();
            joined(several.iter().map(String::as_str).collect())
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// Whether a text is HTML: it has a tag that ends a paragraph, or two kinds of tags of blocks.
pub fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    ["</p>", "</P>", "</div>", "<br>", "<br/>", "<br />", "<p>"].iter().any(|tag| text.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::{Role, role, roles};

    #[test]
    fn names_of_columns() {
        assert_eq!(role("Article Text"), Some(Role::Text(2)));
        assert_eq!(role("pub_date"), Some(Role::Published));
        assert_eq!(role("Bylines"), None);
        let told = roles(["Content", "text", "date", "published", "x"].into_iter());
        assert_eq!(told, [None, Some(Role::Text(0)), Some(Role::Published), None, None]);
    }
}
