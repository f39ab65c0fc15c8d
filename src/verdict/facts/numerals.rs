//! Numerals as they are written: digits, those of Chinese and Japanese, and the scales that East Asian languages write behind them.

/// The numerals that a text begins with, and what is left of it: "3万5千", "三百二十", "2천억원".
pub fn read(text: &str) -> Option<(f64, &str)> {
    let (mut closed, mut open, mut digits) = (0.0, 0.0, String::new());
    let mut rest = text.len();
    for (at, c) in text.char_indices() {
        if let Some(numeral) = numeral(c) {
            digits.push(char::from_digit(numeral, 10)?);
        } else if c == '.' {
            digits.push('.');
        } else if let Some(scale) = scale(c) {
            let number = if digits.is_empty() { None } else { Some(decimal(&digits)?) };
            digits.clear();
            if scale < 1e4 {
                open += number.unwrap_or(1.0) * scale;
            } else {
                closed += (open + number.unwrap_or(0.0)).max(1.0) * scale;
                open = 0.0;
            }
        } else if c != ',' {
            rest = at;
            break;
        }
    }
    let last = if digits.is_empty() { 0.0 } else { decimal(&digits)? };
    (rest > 0).then_some((closed + open + last, &text[rest..]))
}

/// Whether a text is of numerals.
pub fn are_numerals(text: &str) -> bool {
    text.chars().all(|c| numeral(c).or(scale(c).map(|_| 0)).is_some() || c.is_numeric() || matches!(c, '.' | ','))
}

fn numeral(c: char) -> Option<u32> {
    match c {
        '〇' => Some(0),
        '两' | '兩' => Some(2),
        '\u{FF10}'..='\u{FF19}' => Some(u32::from(c) - 0xFF10),
        c => c.to_digit(10).or_else(|| "零一二三四五六七八九".chars().zip(0..).find(|(n, _)| *n == c).map(|(_, value)| value)),
    }
}

fn scale(c: char) -> Option<f64> {
    Some(match c {
        '十' | '십' => 10.0,
        '百' | '백' => 100.0,
        '千' | '천' => 1e3,
        '万' | '萬' | '만' => 1e4,
        '亿' | '億' | '억' => 1e8,
        '兆' | '조' => 1e12,
        _ => return None,
    })
}

/// The value of digits, with a point among them or without; exact for numbers of 15 digits. The standard library's reader, which is
/// so for any, has tables that are three percent of the Wasm.
pub fn decimal(digits: &str) -> Option<f64> {
    let (mut value, mut scale, mut behind_point, mut any) = (0.0, 1.0, false, false);
    for c in digits.chars() {
        if c == '.' && !behind_point {
            behind_point = true;
            continue;
        }
        value = value * 10.0 + f64::from(c.to_digit(10)?);
        scale *= if behind_point { 10.0 } else { 1.0 };
        any = true;
    }
    any.then_some(value / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_of_the_standard_library() {
        for digits in ["0", "7", "1200", "0.1", "3.14", ".5", "5.", "123456789012.345", "0.000001", "", ".", "1.2.3", "x"] {
            assert_eq!(decimal(digits), digits.parse().ok(), "{digits}");
        }
    }
}
