//! Licences as they are written.

use std::borrow::Cow;

/// A licence's identifier, where its address at Creative Commons tells one: `CC-BY-4.0` of `https://creativecommons.org/licenses/by/4.0/`.
pub(crate) fn identifier(licence: &str) -> Cow<'_, str> {
    let licence = licence.trim();
    let Some((_, rest)) = licence.split_once("creativecommons.org/") else { return licence.into() };
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next(), parts.next()) {
        (Some("licenses"), Some(kind), Some(version)) => format!("CC-{}-{version}", kind.to_ascii_uppercase()).into(),
        (Some("publicdomain"), Some("zero"), Some(version)) => format!("CC0-{version}").into(),
        _ => licence.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_creative_commons_are_identifiers() {
        assert_eq!(identifier("https://creativecommons.org/licenses/by-nd/4.0/deed.de"), "CC-BY-ND-4.0");
        assert_eq!(identifier("http://creativecommons.org/publicdomain/zero/1.0/"), "CC0-1.0");
        assert_eq!(identifier(" https://gazette.example/terms "), "https://gazette.example/terms");
    }
}
