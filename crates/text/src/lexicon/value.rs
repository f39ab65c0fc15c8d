//! What a number written as a word comes to, in 16 bits.

/// Of a number that has none in its list.
pub const NO_VALUE: u32 = 0xFFFF;
const HALF: u32 = 0xFFFE;
/// From here on a value is a number with zeros behind it: how many in the lowest bits, the number above them.
const ZEROS: u32 = 0x8000;
const ZERO_BITS: u32 = 4;

/// A value as a list gives it: "12", "1e6", "2e3", ".5".
pub fn encode(text: &str) -> u32 {
    match text.split_once('e') {
        Some((number, zeros)) => match (number.parse::<u32>(), zeros.parse::<u32>()) {
            (Ok(number), Ok(zeros)) => ZEROS + (number << ZERO_BITS) + zeros,
            _ => NO_VALUE,
        },
        None if text == ".5" => HALF,
        None => text.parse().unwrap_or(NO_VALUE),
    }
}

/// `None` where there is no value.
pub fn decode(value: u32) -> Option<f64> {
    match value {
        NO_VALUE => None,
        HALF => Some(0.5),
        ZEROS.. => {
            let (number, zeros) = ((value - ZEROS) >> ZERO_BITS, (value - ZEROS) & ((1 << ZERO_BITS) - 1));
            Some(f64::from(number) * 10_f64.powi(zeros as i32))
        }
        value => Some(f64::from(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_that_lists_give() {
        let told = |text: &str| decode(encode(text));
        assert_eq!([told("0"), told("12"), told("900"), told(".5")], [Some(0.0), Some(12.0), Some(900.0), Some(0.5)]);
        assert_eq!([told("1e2"), told("1e12"), told("2e6")], [Some(1e2), Some(1e12), Some(2e6)]);
        assert_eq!(told(""), None);
    }
}
