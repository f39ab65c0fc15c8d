//! A pack of several shards: a folder with a pack a shard, and a manifest that tells of them.

use serde_json::{Value, json};
use wherefrom_text::WORDS_VERSION;
use wherefrom_text::json;

use super::PackInfo;

/// The manifest's name in the folder.
pub const MANIFEST: &str = "manifest.json";

const FORMAT: &str = "wherefrom shards";
const VERSION: u64 = 1;
/// What the names of shards end in.
const ENDING: &str = ".wfp";

/// What a pack of shards says of itself, and which shards it has, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    pub name: String,
    pub publisher: Option<String>,
    pub license: Option<String>,
    pub text_free: bool,
    pub shards: Vec<Shard>,
}

/// One of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// The SHA-256 of its bytes, in hexadecimal, and `.wfp`.
    pub file: String,
    pub bytes: u64,
    pub documents: usize,
    /// The newest document's.
    pub date: Option<String>,
    /// As in its [`PackInfo`].
    pub checksum: String,
}

/// Why a manifest is refused, or a shard by one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    #[error("it is no manifest of a pack of shards")]
    Foreign,
    #[error("its version is {found}, and only {VERSION} is read")]
    Version { found: u64 },
    #[error("its shards were built under other rules of what a word is (version {found}, and {WORDS_VERSION} is read): build them anew")]
    Words { found: u64 },
    #[error("its shard {number} is not told of as it should be")]
    Shard { number: usize },
    #[error("a pack has either text or hashes in all its shards")]
    Mixed,
    #[error("it has this shard already")]
    There,
}

impl Shard {
    /// How a file is told of. `digest` is the SHA-256 of its bytes, in hexadecimal.
    pub fn of(info: &PackInfo, digest: &str, bytes: u64) -> Shard {
        Shard {
            file: format!("{digest}{ENDING}"),
            bytes,
            documents: info.documents,
            date: info.date.clone(),
            checksum: info.checksum.clone().unwrap_or_default(),
        }
    }

    /// A name is looked at before a file is opened by it: a manifest may come from anybody.
    fn of_json(value: &Value) -> Option<Shard> {
        let file = value["file"].as_str()?;
        let digest = file.strip_suffix(ENDING)?;
        let is_name = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_name.then_some(())?;
        Some(Shard {
            file: file.to_owned(),
            bytes: value["bytes"].as_u64()?,
            documents: usize::try_from(value["documents"].as_u64()?).ok()?,
            date: value["date"].as_str().map(str::to_owned),
            checksum: value["checksum"].as_str()?.to_owned(),
        })
    }
}

impl Manifest {
    /// # Errors
    /// It is none, of another version, or tells of a shard in a way that cannot be.
    pub fn read(text: &str) -> Result<Manifest, ManifestError> {
        let value: Value = json::parse(text).map_err(|_| ManifestError::Foreign)?;
        if value["format"] != FORMAT {
            return Err(ManifestError::Foreign);
        }
        let number = |name: &str| value[name].as_u64().unwrap_or(0);
        if number("version") != VERSION {
            return Err(ManifestError::Version { found: number("version") });
        }
        if number("words") != u64::from(WORDS_VERSION) {
            return Err(ManifestError::Words { found: number("words") });
        }
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let listed = value["shards"].as_array().ok_or(ManifestError::Foreign)?;
        let shard = |(number, value): (usize, &Value)| Shard::of_json(value).ok_or(ManifestError::Shard { number });
        Ok(Manifest {
            name: text("name").ok_or(ManifestError::Foreign)?,
            publisher: text("publisher"),
            license: text("license"),
            text_free: value["textFree"].as_bool().ok_or(ManifestError::Foreign)?,
            shards: listed.iter().enumerate().map(shard).collect::<Result<_, _>>()?,
        })
    }

    /// As JSON. The same shards give the same bytes, in whatever order they came.
    pub fn write(&self) -> String {
        let shard =
            |of: &Shard| json!({ "file": of.file, "bytes": of.bytes, "documents": of.documents, "date": of.date, "checksum": of.checksum });
        let value = json!({
            "format": FORMAT, "version": VERSION, "words": WORDS_VERSION, "name": self.name, "publisher": self.publisher, "license": self.license,
            "textFree": self.text_free, "documents": self.documents(), "shards": self.shards.iter().map(shard).collect::<Vec<_>>(),
        });
        format!("{value:#}\n")
    }

    pub fn documents(&self) -> usize {
        self.shards.iter().map(|shard| shard.documents).sum()
    }

    /// Takes a shard in.
    ///
    /// # Errors
    /// It is there already, or has text where the others have hashes.
    pub fn add(&mut self, shard: Shard, text_free: bool) -> Result<(), ManifestError> {
        if text_free != self.text_free {
            return Err(ManifestError::Mixed);
        }
        match self.shards.binary_search_by(|known| known.file.cmp(&shard.file)) {
            Ok(_) => Err(ManifestError::There),
            Err(at) => {
                self.shards.insert(at, shard);
                Ok(())
            }
        }
    }

    /// Takes the shard out whose name begins like that; `None` where none does, or several do.
    pub fn remove(&mut self, beginning: &str) -> Option<Shard> {
        let mut alike = (0..self.shards.len()).filter(|&at| self.shards[at].file.starts_with(beginning));
        let at = alike.next()?;
        let is_only = alike.next().is_none() && !beginning.is_empty();
        is_only.then(|| self.shards.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(letter: char) -> Shard {
        Shard { file: format!("{}{ENDING}", letter.to_string().repeat(64)), bytes: 9, documents: 2, date: None, checksum: "0a".into() }
    }

    #[test]
    fn shards_come_and_go() {
        let mut manifest = Manifest { name: "News".into(), ..Manifest::default() };
        assert_eq!(manifest.add(shard('b'), false), Ok(()));
        assert_eq!(manifest.add(shard('a'), false), Ok(()));
        assert_eq!(manifest.add(shard('a'), false), Err(ManifestError::There));
        assert_eq!(manifest.add(shard('c'), true), Err(ManifestError::Mixed));
        assert_eq!(manifest.documents(), 4);
        assert_eq!(Manifest::read(&manifest.write()), Ok(manifest.clone()));
        assert_eq!(manifest.remove("c"), None);
        assert_eq!(manifest.remove(""), None);
        assert_eq!(manifest.remove("bb"), Some(shard('b')));
        assert_eq!(manifest.shards, [shard('a')]);
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        let whole = Manifest { name: "News".into(), shards: vec![shard('a')], ..Manifest::default() }.write();
        assert_eq!(Manifest::read("{}"), Err(ManifestError::Foreign));
        assert_eq!(Manifest::read("[1"), Err(ManifestError::Foreign));
        assert_eq!(Manifest::read(&whole.replace("\"version\": 1", "\"version\": 2")), Err(ManifestError::Version { found: 2 }));
        let words = format!("\"words\": {WORDS_VERSION}");
        assert_eq!(Manifest::read(&whole.replace(&words, "\"words\": 1")), Err(ManifestError::Words { found: 1 }));
        for name in ["../aa.wfp".to_owned(), "a".repeat(64), format!("{}.wfp", "A".repeat(64)), format!("/{}.wfp", "a".repeat(63))] {
            let other = whole.replace(&shard('a').file, &name);
            assert_eq!(Manifest::read(&other), Err(ManifestError::Shard { number: 0 }), "{name}");
        }
    }
}
