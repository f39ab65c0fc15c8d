//! Whose texts the sources are: the reader's own, licensed to the reader, or others'.

use wherefrom_text::model::Standing;
use wherefrom_text::normal::normalise;
use wherefrom_text::segments::plain_words;
use wherefrom_text::url::host;

use super::credit::is_article;

/// What the reader has told of outlets and packs. Outlets are listed by name ("Skarn Gazette") or by host ("gazette.example", with what is
/// below it), packs by their number in the report.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Standings {
    /// Outlets that are the reader's own: what is taken of their texts is told as that.
    pub own: Vec<String>,
    /// Outlets of which the reader has a licence.
    pub licensed: Vec<String>,
    /// Packs of the reader's own texts.
    pub own_packs: Vec<usize>,
    /// Packs of which the reader has a licence.
    pub licensed_packs: Vec<usize>,
}

impl Standings {
    /// What a text of this outlet is to the reader; `None` where it is in no list.
    pub fn of_outlet(&self, publisher: Option<&str>, url: Option<&str>) -> Option<Standing> {
        let host = url.and_then(host);
        let is_in = |outlets: &[String]| {
            outlets.iter().any(|outlet| {
                let outlet = outlet.trim();
                host.as_deref().is_some_and(|host| is_below(host, outlet)) || publisher.is_some_and(|name| same_name(name, outlet))
            })
        };
        if is_in(&self.own) {
            return Some(Standing::Own);
        }
        is_in(&self.licensed).then_some(Standing::Licensed)
    }

    /// The same of a document of a pack.
    pub fn of_document(&self, pack: usize, publisher: Option<&str>, url: Option<&str>) -> Option<Standing> {
        if self.own_packs.contains(&pack) {
            return Some(Standing::Own);
        }
        self.of_outlet(publisher, url).or_else(|| self.licensed_packs.contains(&pack).then_some(Standing::Licensed))
    }
}

/// Whether a host is another one, or below it.
fn is_below(host: &str, other: &str) -> bool {
    let other = other.strip_prefix("www.").unwrap_or(other);
    other.contains('.') && host.strip_suffix(other).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether two names are of one outlet, whatever their case and their articles.
pub fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = plain_words(name).into_iter().map(|word| normalise(word).into_owned());
        words.filter(|word| !is_article(word)).collect()
    };
    let a = words(a);
    !a.is_empty() && a == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_known_by_name_or_host() {
        let own = vec!["The Skarn Gazette".to_owned(), "tern.example".to_owned()];
        let told = Standings { own, licensed: vec!["Coast Press Agency".to_owned()], own_packs: vec![2], licensed_packs: vec![1] };
        assert_eq!(told.of_outlet(Some("Skarn gazette"), None), Some(Standing::Own));
        assert_eq!(told.of_outlet(Some("Anything"), Some("https://www.news.tern.example/a")), Some(Standing::Own));
        assert_eq!(told.of_outlet(Some("Coast Press Agency"), None), Some(Standing::Licensed));
        assert_eq!(told.of_outlet(Some("Skarn Gazette Weekly"), Some("https://stern.example/a")), None);
        assert_eq!(told.of_outlet(None, None), None);
        assert_eq!(told.of_document(2, Some("Coast Press Agency"), None), Some(Standing::Own));
        assert_eq!(told.of_document(1, Some("Anything"), None), Some(Standing::Licensed));
    }
}
