//! What the words before a date say it is the date of, in the languages of the lexicon.

use wherefrom_text::unicode::lowercase;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    None,
    Published,
    Updated,
    /// Neither: when something takes place, ends, or was looked at.
    Other,
}

/// Beginnings of words, without capitals; the label is the last one that stands before the date.
const UPDATED: &[&str] = &[
    "updated",
    "last update",
    "update:",
    "modified",
    "reviewed",
    "revised",
    "edited",
    "last changed",
    "aktualisiert",
    "stand:",
    "geändert",
    "bearbeitet",
    "mis à jour",
    "mise à jour",
    "modifi",
    "actualiza",
    "modifica",
    "atualiza",
    "aggiorna",
    "bijgewerkt",
    "gewijzigd",
    "uppdatera",
    "ändra",
    "aktualiza",
    "zmodyf",
    "обновл",
    "измен",
    "оновл",
    "змін",
    "ενημερ",
    "ενημέρ",
    "güncel",
    "تحديث",
    "עודכן",
    "अपडेट",
    "अद्यतन",
    "更新",
    "修正",
    "修改",
    "อัปเดต",
];
const PUBLISHED: &[&str] = &[
    "publish",
    "posted",
    "post by",
    "released",
    "written",
    "created",
    "veröffentlicht",
    "erstellt",
    "publi",
    "pubblica",
    "gepubliceerd",
    "geplaatst",
    "skapad",
    "opublikowan",
    "опублик",
    "δημοσ",
    "yayın",
    "نشر",
    "פורסם",
    "प्रकाशित",
    "发布",
    "發布",
    "发表",
    "發表",
    "公開",
    "掲載",
    "配信",
    "เผยแพร่",
];
const OTHER: &[&str] = &[
    "©",
    "copyright",
    "accessed",
    "retrieved",
    "expires",
    "valid",
    "deadline",
    "until",
    "starts",
    "begins",
    "event",
    "due",
    "born",
    "died",
    "since",
    "effective",
    "joined",
    "member since",
    "registered",
];

/// Characters before a date that can be its label.
const REACH: usize = 60;

impl Label {
    /// What the text right before a date says.
    pub fn before(text: &str) -> Label {
        let from = text.char_indices().rev().nth(REACH).map_or(0, |(at, _)| at);
        let text = lowercase(&text[from..]);
        let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
        let labels = [(last(UPDATED), Label::Updated), (last(PUBLISHED), Label::Published), (last(OTHER), Label::Other)];
        labels.into_iter().filter(|(at, _)| at.is_some()).max_by_key(|(at, _)| *at).map_or(Label::None, |(_, label)| label)
    }

    /// What the classes and the microdata of an element say; of one that is of both, that it was published is the news.
    pub fn of_hint(hint: &str) -> Label {
        let has = |words: &[&str]| words.iter().any(|word| hint.contains(word));
        match () {
            () if has(&["datepublished", "publish", "pubdate", "pub-date", "datecreated"]) => Label::Published,
            () if has(&["modif", "updat"]) => Label::Updated,
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
        ] {
            assert_eq!(Label::before(text), label, "{text}");
        }
        assert_eq!(Label::of_hint("entry-date published updated"), Label::Published);
    }
}
