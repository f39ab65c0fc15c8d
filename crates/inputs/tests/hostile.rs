//! Inputs that are made to take time: twice the input takes twice the work.
#![cfg(unix)]

#[path = "../../../tests/growth.rs"]
mod growth;

use wherefrom_inputs::{Input, Kind, List, html, names, parse, pieces};
use wherefrom_page::{PageBlock, PageElement, PageInput, find_article, metadata};

/// Reads a file with all its pieces.
fn read(kind: Kind, bytes: &[u8]) {
    let input = Input { place: "input".into(), kind: Some(kind), id: None };
    if let Ok(pieces) = pieces(&input, bytes) {
        pieces.for_each(|piece| drop(piece.and_then(parse)));
    }
}

fn attributes(count: usize) -> String {
    (0..count).map(|n| format!(" xmlns:n{n}='u'")).collect()
}

#[test]
fn deep_and_wide_xml() {
    let feed = |bytes: &String| read(Kind::Syndication, bytes.as_bytes());
    growth::is_linear("open elements", 100_000, |n| format!("<rss><channel><item><content:encoded>{}", "<d>".repeat(n)), feed);
    let nested = |n| format!("<feed><entry><content type='xhtml'>{}{}</content></entry></feed>", "<d>".repeat(n), "</d>".repeat(n));
    growth::is_linear("nested elements", 20_000, nested, feed);
    growth::is_linear("attributes", 20_000, |n| format!("<rss><channel{}></channel></rss>", attributes(n)), feed);
    let items = |n| format!("<rss><channel>{}</channel></rss>", format!("<item{}/>", attributes(80)).repeat(n));
    growth::is_linear("attributes of items", 200, items, feed);
    let outline = |n| format!("<opml><body><outline{}/></body></opml>", attributes(n));
    growth::is_linear("attributes of an outline", 20_000, outline, |list: &String| {
        names(List::Opml, "list", list.as_bytes()).expect("a list").for_each(drop);
    });
}

/// Tags whose handling looks back at what came before.
#[test]
fn html_of_every_shape() {
    type Shape<'a> = &'a dyn Fn(usize) -> String;
    let shapes: [(&str, usize, Shape<'_>); 21] = [
        ("attributes", 4000, &|n| format!("<p{}>", (0..n).map(|n| format!(" a{n}")).collect::<String>())),
        ("attributes of end tags", 4000, &|n| format!("<p>x</p{}>", (0..n).map(|n| format!(" a{n}='>'")).collect::<String>())),
        ("attributes of bodies", 2000, &|n| (0..n).map(|n| format!("<body a{n}>")).collect()),
        ("attributes of roots", 2000, &|n| (0..n).map(|n| format!("<html a{n}>")).collect()),
        ("spans and paragraphs", 2000, &|n| "<span>".repeat(n) + &"<p>x".repeat(n)),
        ("spans and end tags", 2000, &|n| "<span>".repeat(n) + &"</p>".repeat(n)),
        ("spans and unknown end tags", 2000, &|n| "<span>".repeat(n) + &"</q>".repeat(n)),
        ("custom elements", 2000, &|n| "<x-y>".repeat(n) + &"<li>x</div>".repeat(n)),
        ("formatting", 2000, &|n| "<b>x<p>y".repeat(n)),
        ("links", 2000, &|n| "<a href=x>x<div>".repeat(n)),
        ("buttons and forms", 2000, &|n| "<button><form>x".repeat(n)),
        ("tables", 2000, &|n| "<table><tr><td>x".repeat(n)),
        ("foster parents", 2000, &|n| "<table>".to_owned() + &"x<p>y".repeat(n)),
        ("adoption", 2000, &|n| "<b>x<p>y</b>".repeat(n)),
        ("nested adoption", 2000, &|n| "<b><i><p>".repeat(10) + &"x<br>".repeat(n) + &"</b></i>".repeat(n)),
        ("foreign and inline", 2000, &|n| "<svg><style><span/>".repeat(n) + &"</q>".repeat(n)),
        ("what ends an SVG", 2000, &|n| "<svg><span/></svg>".repeat(n) + &"</q>".repeat(n)),
        ("maps", 2000, &|n| "<map>".repeat(n) + &"</q>".repeat(n)),
        ("slots of one name", 2000, &|n| {
            format!("<x-y>{}<template shadowrootmode=open>{}</template></x-y>", "<b>words</b> ".repeat(n), "<slot></slot>".repeat(n))
        }),
        ("slots of names", 2000, &|n| {
            let [put, slots] = [|n| format!("<b slot=s{n}>x</b>"), |n| format!("<slot name=s{n}></slot>")];
            let all = |of: fn(usize) -> String| (0..n).map(of).collect::<String>();
            format!("<x-y>{}<template shadowrootmode=open>{}</template></x-y>", all(put), all(slots))
        }),
        ("templates and foreign elements", 2000, &|n| "<template><svg><g>".repeat(n) + &"</p>".repeat(n)),
    ];
    for (name, size, shape) in shapes {
        growth::is_linear(name, size, shape, |page: &String| drop(html(page)));
    }
}

/// What only a parser knows to be outside of tags: what it finds to be a tag there is held to its bound nevertheless.
#[test]
fn attributes_behind_what_looks_open() {
    let befores = [
        "<!--x--!>",
        "<!--><p a='-->",
        "<svg><style/></svg>",
        "<svg><title/></svg>",
        "<math><script></math>",
        "<! <p a='>",
        "<? <p a='>",
        "</ <p a='>",
        "</<p a='>",
        "<!doctype html \"<p a='>",
        "<svg><![CDATA[]]>",
        "<svg><![CDATA[<p a='>]]>",
        "<svg><![CDATA[\0<p a='>]]>",
        "<style></sty<p a='></style>",
        "<style></style",
        "<style></sty</style",
        "<script><!--<script></script a='></script",
        "<textarea>&am</textarea",
        "&am<p a='<b c=\"'",
        "<",
        "<p",
        "<p <b c=\"",
        "<p</x='><q b=\"'",
        "</p</x='><q b=\"'",
        "<style></sty</style x='><q b=\"'",
        "<\u{FEFF}",
        "<p a='<b>' ",
        "<p a='<!--' ",
        "<p a='&am<b c=\"'",
    ];
    for before in befores {
        for tag in ["<p", "", "<\u{FEFF}p"] {
            let page = |n| format!("{before}{tag}{}>", (0..n).map(|n| format!(" a{n}")).collect::<String>());
            growth::is_linear(&format!("{before}{tag}"), 4000, page, |page: &String| drop(html(page)));
        }
    }
    let repeated = ["<script/</script/a=", "<p a='", "<!-- <p a='", "</style a='", "\0<p a='", "<a", "</", "<"];
    for piece in repeated {
        for before in ["", "<script><!--", "<svg><![CDATA[", "<style>", "<p a=\""] {
            growth::is_linear(
                &format!("{before}{piece}"),
                4000,
                |n| before.to_owned() + &piece.repeat(n),
                |page: &String| drop(html(page)),
            );
        }
    }
}

/// Elements as the content script may give them, which no parser has bounded.
#[test]
fn articles_on_pages_of_every_shape() {
    const TEXT: &str = "The council met on Monday evening and heard from eleven residents before it voted on the plan.";
    type Shape = fn(usize) -> (i32, String);
    let shapes: [(&str, Shape); 4] = [
        ("blocks in a row", |n| (if n == 0 { -1 } else { 0 }, String::new())),
        ("blocks that are each set in another way", |n| (if n == 0 { -1 } else { 0 }, format!("set-{n}"))),
        ("blocks inside each other", |n| (n as i32 - 1, String::new())),
        ("blocks inside each other, each set in another way", |n| (n as i32 - 1, format!("set-{n}"))),
    ];
    for (name, shape) in shapes {
        let page = |count: usize| {
            let element = |(parent, hint)| PageElement { parent, tag: "div".into(), hint };
            let elements = (0..count).map(|n| element(shape(n))).collect();
            let block = |n| PageBlock { element: n as i32, text: TEXT.into(), linked: 0.2, ..PageBlock::default() };
            PageInput::default().with_blocks(elements, (0..count).map(block).collect()).expect("each is inside one before it")
        };
        growth::is_linear(name, 4000, page, |page: &PageInput| drop(find_article(page)));
    }
}

/// What a page says of itself, of every shape in which each part could be held against each other.
#[test]
fn metadata_of_every_shape() {
    let head = "<h1>Gates by hand</h1><p>Words.</p>";
    let many = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
    let script = |text: &str| format!("<script type=application/ld+json>{text}</script>");
    let titles = |n: usize| format!("<meta property=og:title content='Gates number {n}'>");
    let entries =
        |count: usize| script(&format!("[{}1]", many(count, &|n| format!("{{\"@type\":\"NewsArticle\",\"headline\":\"Locks {n}\"}},"))));
    let article =
        |key: &str, list: &str| script(&format!("{{\"@type\":\"NewsArticle\",\"headline\":\"Gates by hand\",\"{key}\":[{list}1]}}"));
    type Shape<'a> = &'a dyn Fn(usize) -> String;
    let shapes: [(&str, usize, Shape<'_>); 6] = [
        ("titles and headings", 2000, &|count| many(count, &titles) + &many(count, &|n| format!("<h2>Gates of {n}</h2>"))),
        ("titles and entries", 2000, &|count| many(count, &titles) + &entries(count)),
        ("names that stand nowhere", 4000, &|count| article("publisher", &many(count, &|n| format!("{{\"@id\":\"#{n}\"}},")))),
        ("names of one id within each other", 2000, &|count| {
            article("author", &"{\"@id\":\"x\"},".repeat(100)) + &script(&"{\"@id\":\"x\",\"a\":".repeat(count))
        }),
        ("signs without an end", 20_000, &|count| format!("<meta name=author content='{}'>", "&".repeat(count))),
        ("authors", 2000, &|count| many(count, &|n| format!("<meta name=author content='Ada {n}'>"))),
    ];
    for (name, size, shape) in shapes {
        let page = |count: usize| html(&(shape(count) + head));
        growth::is_linear(name, size, page, |page: &PageInput| drop(metadata::read(page, &find_article(page), None)));
    }
}
