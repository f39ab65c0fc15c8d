//! How an element is set, as far as its name and attributes tell: a file has no computed style.

use crate::dom::Element;
use crate::tags::BLOCK_LEVEL;

/// How an element is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// It begins and ends a block: by its name, or as it is set. A paragraph is one however it is set.
    pub block: bool,
    /// It does so by its name.
    pub named: bool,
    /// It is not drawn.
    pub hidden: bool,
    /// It is drawn and not seen: clear, without size, or left to screen readers. A whole block of that may be one that a script is to
    /// fade in, and counts as seen.
    pub away: bool,
}

/// Classes by which text is left to screen readers: read aloud beside what is seen, it is no word of a sentence.
const FOR_SCREEN_READERS: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "visually_hidden",
    "u-visually-hidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "screen-reader",
    "sr-text",
    "element-invisible",
    "a11y-hidden",
    "assistive-text",
];

impl Look {
    pub fn of(element: &Element) -> Look {
        let named = BLOCK_LEVEL.contains(&element.tag());
        let mut look = Look { block: false, named, hidden: element.attribute("hidden").is_some(), away: false };
        let mut floats = false;
        for (name, value) in element.attribute("style").into_iter().flat_map(declarations) {
            match name.as_str() {
                "display" => {
                    look.hidden |= value == "none";
                    look.block = is_block(&value);
                }
                "visibility" => look.hidden |= matches!(value.as_str(), "hidden" | "collapse"),
                "font-size" => look.away |= matches!(value.as_str(), "0" | "0px" | "0em" | "0rem" | "0%"),
                "opacity" => look.away |= value == "0",
                "float" => floats = value != "none",
                _ => {}
            }
        }
        // What floats is set as a block in any case: an initial is a letter of its word all the same.
        look.block = named || look.block && !floats;
        let is_aloud = |class: &str| FOR_SCREEN_READERS.iter().any(|known| class.eq_ignore_ascii_case(known));
        look.away |= element.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(is_aloud));
        look
    }
}

fn is_block(display: &str) -> bool {
    matches!(display, "block" | "flow-root" | "list-item" | "flex" | "grid" | "table") || display.starts_with("table-")
}

/// Names and values of a `style` attribute, in small letters, without `!important`.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|one| {
        let (name, value) = one.split_once(':')?;
        let value = value.to_ascii_lowercase();
        Some((name.trim().to_ascii_lowercase(), value.split('!').next().unwrap_or_default().trim().to_owned()))
    })
}
