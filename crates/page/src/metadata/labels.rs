//! What the words before a date say it is the date of, in the languages of the lexicon.

use wherefrom_text::unicode::lowercase;

use super::metas::has;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    None,
    Published,
    Updated,
    /// Neither: when something takes place, ends, was looked at, or was a picture.
    Other,
}

/// Beginnings of words, without capitals; the label is the last one that stands before the date.
const LABELS: [(Label, &str); 3] = [
    (
        Label::Updated,
        "updated|last update|update:|modified|reviewed|revised|edited|last changed|aktualisiert|stand:|geändert|bearbeitet|mis à jour|mise à jour|modifi|actualiza|atualiza|aggiorna|bijgewerkt|gewijzigd|uppdatera|ändra|aktualiza|zmodyf|обновл|измен|оновл|змін|ενημερ|ενημέρ|güncel|تحديث|עודכן|अपडेट|अद्यतन|更新|修正|修改|อัปเดต",
    ),
    (
        Label::Published,
        "publish|publié|publie|publicad|publicat|publicer|publik|publiz|posted|post by|released|written|created|veröffentlicht|erstellt|pubblica|gepubliceerd|geplaatst|skapad|opublikowan|опублик|δημοσ|yayın|نشر|פורסם|प्रकाशित|发布|發布|发表|發表|公開|掲載|配信|เผยแพร่",
    ),
    (
        Label::Other,
        "©|copyright|accessed|retrieved|expires|valid|deadline|until|starts|begins|event|due|born|died|since|effective|joined|registered|bis |jusqu|hasta |tot |до |締切|photo|foto|bild:|fot.|фото|写真|图",
    ),
];

/// From here on scripts write words without spaces, so that a label may follow a letter.
const WITHOUT_SPACES: char = '\u{E00}';

/// Bytes before a date that can be its label.
const REACH: usize = 80;

impl Label {
    /// What the text right before a date says.
    pub fn before(text: &str) -> Label {
        let mut from = text.len().saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let text = lowercase(&text[from..]);
        for (at, _) in text.char_indices().rev() {
            let is_inside = text[..at].ends_with(char::is_alphabetic);
            for (label, words) in LABELS {
                if words.split('|').any(|word| text[at..].starts_with(word) && (!is_inside || word.starts_with(|c| c >= WITHOUT_SPACES))) {
                    return label;
                }
            }
        }
        Label::None
    }

    /// What the classes and the microdata of an element say; of one that is of both, that it was published is the news.
    pub fn of_hint(hint: &str) -> Label {
        match () {
            () if has(hint, "publish pubdate pub-date datecreated") => Label::Published,
            () if has(hint, "modif updat") => Label::Updated,
            () => Label::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Label;

    #[test]
    fn the_last_label_counts() {
        for (text, label) in [
            ("Published by Ada Lund, last updated on ", Label::Updated),
            ("Updated by Ada Lund. First published ", Label::Published),
            ("Zuletzt aktualisiert am ", Label::Updated),
            ("最終更新日：", Label::Updated),
            ("By Ada Lund | ", Label::None),
            ("© ", Label::Other),
            ("Republican vote on ", Label::None),
            ("Accredited on ", Label::None),
            ("Mr Osborne, ", Label::None),
            ("Public meeting on ", Label::None),
            ("Bewerbung bis ", Label::Other),
            ("Jusqu’au ", Label::Other),
            ("応募締切：", Label::Other),
        ] {
            assert_eq!(Label::before(text), label, "{text}");
        }
        assert_eq!(Label::of_hint("entry-date published updated"), Label::Published);
    }
}
