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
        0x249C..=0x24B5 => of_26(0x249C, 'a'),
        0x1F110..=0x1F129 => of_26(0x1F110, 'A'),
        0x1F130..=0x1F149 => of_26(0x1F130, 'A'),
        0x1F150..=0x1F169 => of_26(0x1F150, 'A'),
        0x1F170..=0x1F189 => of_26(0x1F170, 'A'),
        0xFF21..=0xFF3A => of_26(0xFF21, 'A'),
        0xFF41..=0xFF5A => of_26(0xFF41, 'a'),
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

/// Letters of the scripts that set nothing between the letters of a word.
pub fn is_european(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{2AF}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') || styled(c).is_some()
}
