//! Spelling: British and American variants are one word; typing slips are recognised.
//!
//! Folding happens before hashing, since hashes cannot be compared letter by letter. Whether two words that fold to
//! one were spelled alike is seen from their letters, where the text is there.

use std::borrow::Cow;

/// British stems and the American ones that they fold to; a word is folded when it begins with the stem.
const STEMS: &[(&str, &str)] = &[
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("candour", "candor"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("flavour", "flavor"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("parlour", "parlor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("splendour", "splendor"),
    ("tumour", "tumor"),
    ("valour", "valor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("kilometre", "kilometer"),
    ("centimetre", "centimeter"),
    ("millimetre", "millimeter"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("travell", "travel"),
    ("cancell", "cancel"),
    ("labell", "label"),
    ("modell", "model"),
    ("signall", "signal"),
    ("fuell", "fuel"),
    ("counsell", "counsel"),
    ("levell", "level"),
    ("jewell", "jewel"),
    ("grey", "gray"),
    ("aluminium", "aluminum"),
    ("aeroplane", "airplane"),
    ("plough", "plow"),
    ("sceptic", "skeptic"),
    ("manoeuvre", "maneuver"),
    ("paediatric", "pediatric"),
    ("anaesth", "anesth"),
    ("orthopaedic", "orthopedic"),
];

/// British endings and the American ones that they fold to; for words of seven letters or more, so that "rise" stays.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yse", "yze"),
];

/// A word's spelling class. Equal for fertiliser and fertilizer, harbour and harbor.
pub fn fold(normal: &str) -> Cow<'_, str> {
    if !normal.is_ascii() || normal.len() < 4 {
        return Cow::Borrowed(normal);
    }
    let (body, possessive) = match normal.strip_suffix("'s") {
        Some(body) => (body, "'s"),
        None => (normal, ""),
    };
    if body.len() >= 7 && has_ending(body) {
        for (from, to) in ENDINGS {
            if let Some(stem) = body.strip_suffix(from) {
                return Cow::Owned(format!("{stem}{to}{possessive}"));
            }
        }
    }
    if !opens_stem(body.as_bytes()) {
        return Cow::Borrowed(normal);
    }
    for (from, to) in STEMS {
        if let Some(rest) = body.strip_prefix(from) {
            return Cow::Owned(format!("{to}{rest}{possessive}"));
        }
    }
    Cow::Borrowed(normal)
}

/// Whether one of [`STEMS`] begins with the two letters that the word begins with.
fn opens_stem(body: &[u8]) -> bool {
    /// By first letter: a bit for each second one.
    const SECONDS: [u32; 26] = {
        let mut seconds = [0; 26];
        let mut at = 0;
        while at < STEMS.len() {
            let stem = STEMS[at].0.as_bytes();
            seconds[(stem[0] - b'a') as usize] |= 1 << (stem[1] - b'a');
            at += 1;
        }
        seconds
    };
    let letter = |at: usize| body.get(at).map_or(u8::MAX, |b| b.wrapping_sub(b'a'));
    SECONDS.get(usize::from(letter(0))).is_some_and(|seconds| letter(1) < 26 && seconds & (1 << letter(1)) != 0)
}

/// Whether one of [`ENDINGS`] may be there: all of them have "is" or "ys" among their letters.
fn has_ending(body: &str) -> bool {
    let last = body.as_bytes().last_chunk::<8>();
    last.is_none_or(|last| last.windows(2).any(|pair| matches!(pair, [b'i' | b'y', b's'])))
}

/// Whether one word is a typing slip of the other: one letter missing, added, changed, or two swapped, in a word of
/// [`SLIP_MIN_LETTERS`] or more, with the same first letter.
///
/// Digits, negations and inflections ("clinic", "clinics") are never slips; whether the words are names or both in
/// use elsewhere is for the caller to know.
pub fn is_slip(a: &str, b: &str) -> bool {
    let (m, n) = (a.chars().count(), b.chars().count());
    if m.min(n) < SLIP_MIN_LETTERS || m.max(n) > SLIP_MAX_LETTERS || m.abs_diff(n) > 1 || a == b {
        return false;
    }
    if a.chars().chain(b.chars()).any(|c| c.is_numeric()) || a.chars().next() != b.chars().next() {
        return false;
    }
    strsim::osa_distance(a, b) == 1 && !is_inflection(a, b) && !(is_confusable(a) && is_confusable(b))
}

/// Words that one letter turns into another common word: "trial" for "trail" changes what is said.
fn is_confusable(word: &str) -> bool {
    CONFUSABLE.split_ascii_whitespace().any(|w| w == word)
}

const CONFUSABLE: &str = "alley ally angel angle assess asses board broad bread breed bribe bride brother bother cause clause causal casual chance change charge cheap cheat coarse coast county country course court count \
    crash crush clash dairy diary decent descent desert dessert device devise dinner diner doner donor eight weight elude exclude expand expend export expert father farther fight flight flesh fresh flood floor formal \
    former found fund friend fiend guest guess heard heart hearing heading house horse human humane impact import later latter leader ladder lesson lessen loose lose lower lover march marsh marital martial \
    miner minor month mouth moral morale morning mourning nation notion passed past patient party parity personal personnel place plane plate palace plain plan planed planned police policy prescribe proscribe \
    price prize pride prince prison poison prosecute persecute public pubic quiet quite raise rise reform perform rate rated retired required river rover sacred scared score scope seize size sever seven sever severe \
    shoot short single singe sleep steep soldier solder stake state stage steak statue statute stationary stationery steal steel strike stroke sweat sweet taken token thorough through though thought tough trail trial \
    tired tried trust truss united untied voter vote waist waste wander wonder warn warm weather whether whole hole woman women world word would wound worth north youth south";

/// Longer strings are no words; comparing them costs the square of their length.
const SLIP_MAX_LETTERS: usize = 40;
/// Five letters: below that, one letter makes another word more often than a slip.
const SLIP_MIN_LETTERS: usize = 5;

fn is_inflection(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // clinic/clinics, close/closed; and word pairs that differ in their last letter (closed/closer).
    long.strip_prefix(short).is_some()
        || a[..a.len() - a.chars().next_back().map_or(0, char::len_utf8)] == b[..b.len() - b.chars().next_back().map_or(0, char::len_utf8)]
}

#[cfg(test)]
mod tests {
    use super::{fold, is_slip};

    #[test]
    fn variants_fold_to_one() {
        for (a, b) in [
            ("organisation", "organization"),
            ("neighbours", "neighbors"),
            ("analysed", "analyzed"),
            ("travelled", "traveled"),
            ("centre's", "center's"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_eq!(fold("rise"), "rise");
        assert_eq!(fold("four"), "four");
    }

    #[test]
    fn slips() {
        assert!(is_slip("harbor", "habror"));
        assert!(is_slip("committee", "comittee"));
        assert!(!is_slip("million", "billion"));
        assert!(!is_slip("clinic", "clinics"));
        assert!(!is_slip("2021", "2022"));
        assert!(!is_slip("legal", "illegal"));
    }
}
