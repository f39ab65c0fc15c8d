//! How many files an archive says that it has, before room is made for them.

/// An archive ends with a record of this length and a remark; the one that tells where a longer record is stands before it.
const END: usize = 22;
const MAX_REMARK: usize = u16::MAX as usize;
const LOCATOR: usize = 20;

/// The most files that a record for more than 65 535 of them says there are (ZIP64: APPNOTE 4.3.14 and 4.3.15); 0 where there is no such record.
///
/// What is in the record is written by whoever made the archive, and readers make room for so many names before they read one.
pub fn files_told(bytes: &[u8]) -> u64 {
    // A record ends where its locator begins, of which a remark may hold others.
    let tail = bytes.len().saturating_sub(END + MAX_REMARK + LOCATOR + 4);
    let ends: Vec<u64> = found(&bytes[tail..], b"PK\x06\x07").map(|at| (tail + at) as u64).collect();
    if ends.is_empty() {
        return 0;
    }
    let told = found(bytes, b"PK\x06\x06").filter_map(|at| {
        let end = (at as u64 + 12).checked_add(number(bytes, at + 4)?)?;
        ends.binary_search(&end).ok().and_then(|_| number(bytes, at + 32))
    });
    told.max().unwrap_or(0)
}

fn found<'a>(bytes: &'a [u8], mark: &'a [u8; 4]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(4).enumerate().filter(move |(_, four)| four == mark).map(|(at, _)| at)
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}
