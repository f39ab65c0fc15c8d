//! Kinds of elements: tags that mean one thing to the finder.

/// What an element is, by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    None,
    Paragraph,
    Division,
    Item,
    Heading1,
    Heading2,
    Heading3,
    Heading,
    Cell,
    TableHead,
    Quotation,
    Preformatted,
    Caption,
    Figure,
    Definition,
    Term,
    Section,
    Article,
    Main,
    Header,
    Footer,
    Aside,
    Navigation,
    Form,
    Button,
    Details,
    Address,
    Body,
    List,
    Table,
    Dialog,
    Other,
}

/// How many kinds there are.
pub const KINDS: usize = Kind::Other as usize + 1;

impl Kind {
    pub fn of(tag: &str) -> Kind {
        match tag {
            "p" => Kind::Paragraph,
            "div" | "center" => Kind::Division,
            "li" => Kind::Item,
            "h1" => Kind::Heading1,
            "h2" => Kind::Heading2,
            "h3" => Kind::Heading3,
            "h4" | "h5" | "h6" | "hgroup" => Kind::Heading,
            "td" => Kind::Cell,
            "th" | "caption" => Kind::TableHead,
            "blockquote" => Kind::Quotation,
            "pre" => Kind::Preformatted,
            "figcaption" => Kind::Caption,
            "figure" => Kind::Figure,
            "dd" => Kind::Definition,
            "dt" => Kind::Term,
            "section" => Kind::Section,
            "article" => Kind::Article,
            "main" => Kind::Main,
            "header" => Kind::Header,
            "footer" => Kind::Footer,
            "aside" => Kind::Aside,
            "nav" | "menu" | "search" => Kind::Navigation,
            "form" | "fieldset" => Kind::Form,
            "button" | "label" | "legend" => Kind::Button,
            "details" | "summary" => Kind::Details,
            "address" => Kind::Address,
            "body" | "html" => Kind::Body,
            "ul" | "ol" | "dl" => Kind::List,
            "table" | "tbody" | "thead" | "tfoot" | "tr" => Kind::Table,
            "dialog" => Kind::Dialog,
            _ => Kind::Other,
        }
    }

    pub fn is_heading(self) -> bool {
        matches!(self, Kind::Heading1 | Kind::Heading2 | Kind::Heading3 | Kind::Heading)
    }

    /// Elements that mean something for all inside them.
    pub fn sections() -> [Kind; SECTIONS] {
        use Kind::*;
        [
            Article, Main, Section, Aside, Header, Footer, Navigation, Form, Figure, Quotation, Table, List, Item, Details, Button,
            Address, Dialog, Definition,
        ]
    }

    /// The place of lists among the sections.
    pub const LIST_SECTION: usize = 11;

    /// One of eight groups.
    pub fn group(self) -> usize {
        match self {
            Kind::Paragraph => 0,
            Kind::Division => 1,
            Kind::Item => 2,
            Kind::Heading1 => 3,
            Kind::Heading2 | Kind::Heading3 => 4,
            Kind::Heading => 5,
            Kind::Cell => 6,
            _ => 7,
        }
    }
}

/// How many kinds of sections there are.
pub const SECTIONS: usize = SECTION_NAMES.len();

/// What the sections are called for readers.
pub const SECTION_NAMES: [&str; 18] = [
    "article",
    "main",
    "section",
    "aside",
    "header",
    "footer",
    "nav",
    "form",
    "figure",
    "blockquote",
    "table",
    "list",
    "li",
    "details",
    "button",
    "address",
    "dialog",
    "dd",
];
