//! Byte offsets to UTF-16 units, once, for hosts that count so: then a span selects the same characters in a DOM
//! `Range`.

use super::{Offsets, Report};

/// Turns every offset of the report into UTF-16 units. A report that counts them already is returned as it is.
pub fn to_utf16(mut report: Report) -> Report {
    if report.offsets == Offsets::Utf16 {
        return report;
    }
    // In the order of the blocks.
    let sources: Vec<Vec<(u32, Map)>> =
        report.sources.iter().map(|s| s.blocks.iter().filter_map(|b| Some((b.id, Map::new(b.text.as_deref()?)))).collect()).collect();
    let map_of = |source: usize, block: u32| {
        let maps = &sources[source];
        maps.binary_search_by_key(&block, |(id, _)| *id).ok().map(|at| &maps[at].1)
    };
    for block in &mut report.blocks {
        if block.spans.is_empty() && block.quotations.is_empty() {
            continue;
        }
        let page = Map::new(&block.text);
        for span in &mut block.spans {
            span.start = page.units(span.start);
            span.end = page.units(span.end);
            if let Some(map) = span.source_block.and_then(|block| map_of(span.source, block)) {
                span.source_start = span.source_start.map(|at| map.units(at));
                span.source_end = span.source_end.map(|at| map.units(at));
            }
        }
        for quotation in &mut block.quotations {
            quotation.start = page.units(quotation.start);
            quotation.end = page.units(quotation.end);
        }
    }
    let mut map: Option<(usize, Map)> = None;
    for quoted in &mut report.quoted {
        if map.as_ref().is_none_or(|(block, _)| *block != quoted.block) {
            map = report.blocks.get(quoted.block).map(|block| (quoted.block, Map::new(&block.text)));
        }
        if let Some((_, map)) = &map {
            quoted.start = map.units(quoted.start);
            quoted.end = map.units(quoted.end);
        }
    }
    report.offsets = Offsets::Utf16;
    report
}

/// Turns every offset of the report into bytes, as what writes it out wants them. An offset inside a character or beyond its text, which no
/// engine wrote, becomes that of the character's start, or of the text's end.
pub fn to_utf8(mut report: Report) -> Report {
    if report.offsets == Offsets::Utf8 {
        return report;
    }
    let bytes = |text: &str, units: usize| {
        let mut count = 0;
        text.char_indices()
            .find(|(_, c)| {
                count += c.len_utf16();
                count > units
            })
            .map_or(text.len(), |(at, _)| at)
    };
    for block in &mut report.blocks {
        for span in &mut block.spans {
            (span.start, span.end) = (bytes(&block.text, span.start), bytes(&block.text, span.end));
            let theirs = report
                .sources
                .get(span.source)
                .and_then(|source| source.blocks.iter().find(|b| Some(b.id) == span.source_block)?.text.as_deref());
            span.source_start = span.source_start.map(|at| theirs.map_or(at, |text| bytes(text, at)));
            span.source_end = span.source_end.map(|at| theirs.map_or(at, |text| bytes(text, at)));
        }
        for quotation in &mut block.quotations {
            (quotation.start, quotation.end) = (bytes(&block.text, quotation.start), bytes(&block.text, quotation.end));
        }
    }
    for quoted in &mut report.quoted {
        if let Some(block) = report.blocks.get(quoted.block) {
            (quoted.start, quoted.end) = (bytes(&block.text, quoted.start), bytes(&block.text, quoted.end));
        }
    }
    report.offsets = Offsets::Utf8;
    report
}

/// From bytes to UTF-16 units of one text.
enum Map {
    /// Bytes are units.
    Ascii,
    /// Units before each byte.
    Units(Vec<u32>),
}

impl Map {
    fn new(text: &str) -> Map {
        if text.is_ascii() {
            return Map::Ascii;
        }
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            units.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += c.len_utf16() as u32;
        }
        units.push(count);
        Map::Units(units)
    }

    fn units(&self, at: usize) -> usize {
        match self {
            Map::Ascii => at,
            Map::Units(units) => units[at.min(units.len() - 1)] as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;

    #[test]
    fn units() {
        let map = Map::new("a\u{1F6A2}\u{E9}z");
        assert_eq!([0, 1, 5, 7, 8].map(|at| map.units(at)), [0, 1, 3, 4, 5]);
    }
}
