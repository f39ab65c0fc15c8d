//! Folders of what belongs to saved pages. A browser saves a "complete web page" as `X.html` and a folder `X_files`, with frames and data in it
//! that are HTML and JSON, too, and no articles.

use std::collections::HashSet;

use crate::kinds::{Kind, stem};

/// What browsers put behind a page's name, each in its language; those that file managers keep together with their page.
const ENDS: &[&str] = &[
    "_files",
    ".files",
    "-dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_file",
    "_bestanden",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fitxers",
    "_fails",
    "_failid",
    "_bylos",
    "_fajlovi",
    "_fitxategiak",
];

/// The pages among files, by their paths without ending.
pub struct Pages(HashSet<String>);

impl Pages {
    /// Among files that are known by their paths, with slashes.
    pub fn among<'a>(paths: impl Iterator<Item = &'a str>) -> Pages {
        Pages(paths.filter(|path| Kind::of_name(path) == Some(Kind::Html)).map(|path| stem(path).to_owned()).collect())
    }

    /// The folder of a page's assets that a file is in, or below.
    pub fn assets<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.match_indices('/').map(|(at, _)| &path[..at]).find(|folder| self.has(folder))
    }

    /// Whether a folder is that of a page's assets.
    pub fn has(&self, folder: &str) -> bool {
        let lower = folder.to_ascii_lowercase();
        ENDS.iter().any(|end| lower.ends_with(end) && self.0.contains(&folder[..folder.len() - end.len()]))
    }
}

/// What is told of such folders.
pub fn told(folders: usize) -> String {
    if folders == 1 {
        "1 folder of what belongs to a saved page".into()
    } else {
        format!("{folders} folders of what belongs to saved pages")
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn folders_beside_a_page_of_their_name() {
        let paths = ["a/Ferry.html", "a/Heron.HTM", "a/Bell – Skarn.xhtml", "a/Notes.txt"];
        let pages = Pages::among(paths.into_iter());
        for folder in ["a/Ferry_files", "a/Heron-Dateien", "a/Bell – Skarn_archivos", "a/Ferry_fichiers", "a/Ferry.FILES"] {
            assert!(pages.has(folder), "{folder}");
            assert_eq!(pages.assets(&format!("{folder}/deep/x.html")), Some(folder));
        }
        for folder in ["a/Ferry", "Ferry_files", "a/Notes_files", "a/Ferry_more", "b/Ferry_files", ""] {
            assert!(!pages.has(folder), "{folder}");
        }
        assert_eq!(pages.assets("a/Ferry.html"), None);
        assert_eq!(pages.assets("a/Ferry_files"), None);
    }
}
