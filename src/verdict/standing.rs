//! Whose texts the sources are: the reader's own, licensed to the reader, or others'.

use wherefrom_text::model::Standing;
use wherefrom_text::url::{host, registrable};

use super::spaced::{spaced, without_articles};

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
                let is_site = || host.as_deref().zip(listed_host(outlet)).is_some_and(|(host, listed)| is_below(host, &listed));
                publisher.is_some_and(|name| same_name(name, outlet)) || is_site()
            })
        };
        if is_in(&self.own) {
            return Some(Standing::Own);
        }
        is_in(&self.licensed).then_some(Standing::Licensed)
    }

    /// The same of the page. The name that it gives itself is not believed where its address is not among those of the outlets that are
    /// listed by host, and of the sources that are the reader's.
    pub fn of_page<'a>(&self, page: Outlet<'_>, sources: impl Iterator<Item = (Option<Standing>, Outlet<'a>)>) -> Option<Standing> {
        let (name, url) = page;
        self.of_outlet(None, url).or_else(|| {
            let standing = self.of_outlet(name, None)?;
            let listed = if standing == Standing::Own { &self.own } else { &self.licensed };
            let has_host = |url: Option<&str>| url.and_then(host).is_some();
            let theirs = sources.filter(|(of, (_, url))| *of == Some(standing) && has_host(*url));
            let is_one = theirs.map(|(_, outlet)| same_outlet(page, outlet)).max();
            let is_one = is_one.unwrap_or_else(|| !listed.iter().any(|outlet| listed_host(outlet).is_some()));
            (is_one || !has_host(url)).then_some(standing)
        })
    }

    /// The same of a document of a pack.
    pub fn of_document(&self, pack: usize, publisher: Option<&str>, url: Option<&str>) -> Option<Standing> {
        if self.own_packs.contains(&pack) {
            return Some(Standing::Own);
        }
        self.of_outlet(publisher, url).or_else(|| self.licensed_packs.contains(&pack).then_some(Standing::Licensed))
    }
}

/// The outlet that a text says it is of, and the text's address.
pub type Outlet<'a> = (Option<&'a str>, Option<&'a str>);

/// Whether two texts are of one outlet: of one site, or of one name. Where both have an address the name alone is not believed, since it
/// is copied with the rest of a page's head; sites of one outlet in several countries differ in what is behind its name.
pub fn same_outlet((name, url): Outlet<'_>, (other_name, other_url): Outlet<'_>) -> bool {
    let is_same_name = || name.zip(other_name).is_some_and(|(name, other)| same_name(name, other));
    let (Some(host), Some(other)) = (url.and_then(host), other_url.and_then(host)) else { return is_same_name() };
    let (site, other) = (registrable(&host), registrable(&other));
    site == other || site.split('.').next() == other.split('.').next() && is_same_name()
}

/// Whether a host is another one, or below it.
fn is_below(host: &str, other: &str) -> bool {
    host.strip_suffix(other).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The host of an outlet that is listed by it, or by an address on it: "gazette.example", "https://Gazette.example/".
fn listed_host(outlet: &str) -> Option<String> {
    let outlet = outlet.trim();
    host(outlet).or_else(|| host(&format!("https://{outlet}"))).filter(|host| !host.contains(' '))
}

/// Whether an outlet can be listed so: by a host, or by a name that has words.
pub fn is_outlet(outlet: &str) -> bool {
    listed_host(outlet).is_some() || !outlet.contains("://") && spaced(outlet).len() > 1
}

/// Whether two names are of one outlet, whatever their case and their articles.
fn same_name(a: &str, b: &str) -> bool {
    let a = without_articles(a);
    a.len() > 1 && a == without_articles(b)
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

    #[test]
    fn outlets_are_listed_in_any_spelling() {
        for listed in [
            "Gazette.Example",
            "https://gazette.example/",
            "gazette.example/",
            " www.gazette.example ",
            "http://WWW.Gazette.example/news?x=1",
        ] {
            let told = Standings { own: vec![listed.to_owned()], ..Standings::default() };
            assert!(is_outlet(listed));
            assert_eq!(told.of_outlet(None, Some("https://sport.gazette.example/a")), Some(Standing::Own), "{listed}");
            assert_eq!(told.of_outlet(None, Some("https://gazette.example.net/a")), None, "{listed}");
        }
        assert!(is_outlet("St. Ives Times") && is_outlet("朝のカモメ"));
        for neither in ["", " ", "…", "https://", "https:///news"] {
            assert!(!is_outlet(neither), "{neither}");
        }
    }
}
