//! Logarithms that are the same on every machine.

/// In so many parts of a bit.
pub const PARTS: i64 = 256;

/// The binary logarithm of a number above 0, in 256ths: its digits come by squaring.
pub fn log2(number: u64) -> i64 {
    let whole = i64::from(number.ilog2());
    // Of 32 bits, the first of them set.
    let mut rest = number << (63 - whole) >> 32;
    let mut log = whole;
    for _ in 0..PARTS.ilog2() {
        rest = (rest * rest) >> 31;
        let digit = rest >> 32;
        log = log << 1 | digit as i64;
        rest >>= digit;
    }
    log
}

#[cfg(test)]
mod tests {
    #[test]
    fn logarithms_are_near() {
        for number in [1u64, 2, 3, 7, 100, 65_537, 123_456_789, u64::MAX] {
            let exact = (number as f64).log2() * 256.0;
            assert!((super::log2(number) as f64 - exact).abs() <= 1.01, "{number}");
        }
    }
}
