//! Letters in another dress: those that Unicode has for mathematics, in circles and squares, as small capitals, full-width.

use super::look_up;

/// A letter of a set that is one ASCII letter in another dress: mathematical, circled, squared, small capital, full-width.
pub fn styled(c: char) -> Option<char> {
    let letter = |number: u32| char::from_u32(number);
    let of_26 = |first: u32, a: char| letter(u32::from(a) + u32::from(c) - first);
    match u32::from(c) {
        // Thirteen alphabets, capitals before small letters; digits in five sets.
        code @ 0x1D400..=0x1D6A3 => match (code - 0x1D400) % 52 {
            at @ 0..26 => letter(u32::from('A') + at),
            at => letter(u32::from('a') + at - 26),
        },
        code @ 0x1D7CE..=0x1D7FF => letter(u32::from('0') + (code - 0x1D7CE) % 10),
        0x24B6..=0x24CF => of_26(0x24B6, 'A'),
        0x24D0..=0x24E9 => of_26(0x24D0, 'a'),
        0x1F130..=0x1F149 => of_26(0x1F130, 'A'),
        0x1F150..=0x1F169 => of_26(0x1F150, 'A'),
        0x1F170..=0x1F189 => of_26(0x1F170, 'A'),
        0xFF21..=0xFF3A => of_26(0xFF21, 'A'),
        0xFF41..=0xFF5A => of_26(0xFF41, 'a'),
        // Greek to Mongolian, Japanese, Chinese: most words beyond ASCII, of which none is here.
        0x370..=0x1CFF | 0x3000..=0x9FFF => None,
        _ => look_up(STYLED, c),
    }
}

/// Those of the mathematical alphabets that were there before, and small capitals.
pub const STYLED: &[(&str, &str)] = &[
    (
        "\u{2102}\u{210A}\u{210B}\u{210C}\u{210D}\u{210E}\u{2110}\u{2111}\u{2112}\u{2115}\u{2119}\u{211A}\u{211B}\u{211C}\u{211D}\u{2124}",
        "CgHHHhIILNPQRRRZ",
    ),
    ("\u{2128}\u{212C}\u{212D}\u{212F}\u{2130}\u{2131}\u{2133}\u{2134}\u{2139}\u{1D6A4}\u{1D6A5}", "ZBCeEFMoiij"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz"),
];

/// Signs that people write before, behind and without names: copyright, trade marks, the Metro, information, blood groups, parking.
fn is_sign(c: char) -> bool {
    matches!(c, 'Ⓒ' | 'ⓒ' | 'Ⓡ' | 'ⓡ' | 'Ⓜ' | 'ⓜ' | 'ℹ' | '🅰' | '🅱' | '🅾' | '🅿')
}

/// Full-width letters, in which Japanese and Chinese write Latin words.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF21}'..='\u{FF5A}')
}

/// The characters of a word, each with the letter that a reader sees where it is in another dress. A sign is such a letter between
/// others, or where others of the word are in another dress.
pub fn undressed(word: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let is_letter = |c: char| is_european(c) && !is_sign(c);
    let letters = if word.contains(|c| is_letter(c) && !is_wide(c) && styled(c).is_some()) {
        0..word.len()
    } else {
        word.find(is_letter).unwrap_or(0)..word.rfind(is_letter).unwrap_or(0)
    };
    word.char_indices().map(move |(at, c)| (c, styled(c).filter(|_| !is_sign(c) || letters.contains(&at))))
}

/// Letters of the scripts that set nothing between the letters of a word.
pub fn is_european(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{2AF}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') || styled(c).is_some()
}
