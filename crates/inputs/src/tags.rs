//! What HTML's elements are to a reader of text, by their names.

/// Elements whose content is no text of the page.
pub const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "textarea", "select", "option", "svg", "math", "iframe", "object", "embed", "canvas",
    "video", "audio", "picture", "map", "head", "rt", "rp",
];

/// Elements that begin and end a block.
pub const BLOCK_LEVEL: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The active formatting elements of the HTML standard.
pub const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that hold nothing or only text, and those that a new one of them ends: they do not nest.
pub const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "script", "style",
    "textarea", "title", "noscript", "iframe", "option", "optgroup", "rt", "rp",
];

/// Elements that end an SVG or MathML around them, beside those of formatting and block level.
pub const ENDS_FOREIGN: &[&str] = &["listing", "ruby", "span", "sub", "sup", "var"];
