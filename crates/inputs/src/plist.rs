//! The main resource of Safari's web archives, which are binary property lists: a table of objects that name one another by number.

/// What an archive says of the page that was saved.
pub struct Archive<'a> {
    pub content: &'a [u8],
    pub url: Option<String>,
    pub charset: Option<String>,
    pub media_type: Option<String>,
}

/// `None` for what is damaged or no web archive. Only what is asked for is looked at, so no list can lead on and on.
pub fn read(bytes: &[u8]) -> Option<Archive<'_>> {
    let list = List::open(bytes)?;
    let main = list.get(list.top, "WebMainResource")?;
    let text = |key: &str| list.get(main, key).and_then(|object| list.text(object));
    Some(Archive {
        content: list.data(list.get(main, "WebResourceData")?)?,
        url: text("WebResourceURL"),
        charset: text("WebResourceTextEncodingName"),
        media_type: text("WebResourceMIMEType").map(|kind| kind.to_ascii_lowercase()),
    })
}

struct List<'a> {
    bytes: &'a [u8],
    /// Where the objects stand.
    offsets: &'a [u8],
    offset_size: usize,
    reference_size: usize,
    top: usize,
}

/// Kinds of objects, in the upper half of their first byte.
const INTEGER: u8 = 0x1;
const DATA: u8 = 0x4;
const ASCII: u8 = 0x5;
const UTF_16: u8 = 0x6;
const DICTIONARY: u8 = 0xD;

impl<'a> List<'a> {
    fn open(bytes: &'a [u8]) -> Option<List<'a>> {
        let trailer = bytes.len().checked_sub(32).and_then(|at| bytes.get(at..))?;
        let size = |at: usize| Some(usize::from(trailer[at])).filter(|size| (1..=8).contains(size));
        let (offset_size, reference_size) = (size(6)?, size(7)?);
        let (count, top, table) = (number(&trailer[8..16])?, number(&trailer[16..24])?, number(&trailer[24..32])?);
        let offsets = bytes.get(table..table.checked_add(count.checked_mul(offset_size)?)?)?;
        Some(List { bytes, offsets, offset_size, reference_size, top })
    }

    /// An object's kind, the count of what is in it, and the bytes that begin with that.
    fn object(&self, object: usize) -> Option<(u8, usize, &'a [u8])> {
        let at = object.checked_mul(self.offset_size)?;
        let offset = number(self.offsets.get(at..at.checked_add(self.offset_size)?)?)?;
        let (&first, rest) = self.bytes.get(offset..)?.split_first()?;
        let (kind, count) = (first >> 4, usize::from(first & 0xF));
        if count < 0xF {
            return Some((kind, count, rest));
        }
        // The count is an object of its own: an integer of 1, 2, 4 or 8 bytes.
        let (&sign, rest) = rest.split_first()?;
        let size = 1_usize << (sign & 0xF).min(4);
        (sign >> 4 == INTEGER && size <= 8).then_some(())?;
        Some((kind, number(rest.get(..size)?)?, rest.get(size..)?))
    }

    /// The object that a dictionary has under a key.
    fn get(&self, dictionary: usize, key: &str) -> Option<usize> {
        let (DICTIONARY, count, rest) = self.object(dictionary)? else { return None };
        let half = count.checked_mul(self.reference_size)?;
        let (keys, values) = (rest.get(..half)?, rest.get(half..half.checked_mul(2)?)?);
        let is_key = |object: usize| matches!(self.object(object), Some((ASCII, count, rest)) if rest.get(..count) == Some(key.as_bytes()));
        let at = keys.chunks(self.reference_size).position(|reference| number(reference).is_some_and(is_key))?;
        values.chunks(self.reference_size).nth(at).and_then(number)
    }

    fn data(&self, object: usize) -> Option<&'a [u8]> {
        let (DATA, count, rest) = self.object(object)? else { return None };
        rest.get(..count)
    }

    fn text(&self, object: usize) -> Option<String> {
        let (kind, count, rest) = self.object(object)?;
        match kind {
            ASCII => rest.get(..count).map(|text| String::from_utf8_lossy(text).into_owned()),
            UTF_16 => {
                let units: Vec<u16> =
                    rest.get(..count.checked_mul(2)?)?.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                Some(String::from_utf16_lossy(&units))
            }
            _ => None,
        }
    }
}

/// A number, its largest byte first.
fn number(bytes: &[u8]) -> Option<usize> {
    usize::try_from(bytes.iter().try_fold(0_u64, |number, &byte| number.checked_mul(256).map(|n| n + u64::from(byte)))?).ok()
}
