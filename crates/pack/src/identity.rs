//! What a document is known by beside its words: its id and its URL stand among the fingerprints, so that the document
//! that a page is itself, or one that the reader excludes, is found without reading the others.

use wherefrom_text::fingerprint::key_of;
use wherefrom_text::model::Metadata;
use wherefrom_text::url::url_identity;
use wherefrom_text::words::hash;

/// The keys of a document's id and URL.
pub fn keys(meta: &Metadata) -> impl Iterator<Item = u32> {
    [Some(of_id(&meta.id)), meta.url.as_deref().and_then(of_url)].into_iter().flatten()
}

pub fn of_id(id: &str) -> u32 {
    key_of(hash(&format!("id:{id}")))
}

/// `None` where the text is no URL.
pub fn of_url(url: &str) -> Option<u32> {
    url_identity(url).map(|identity| key_of(hash(&format!("url:{identity}"))))
}
