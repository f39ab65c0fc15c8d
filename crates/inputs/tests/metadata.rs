//! What pages say of themselves, from their HTML on. All pages, outlets and people are invented.

use wherefrom_inputs::html;
use wherefrom_page::find_article;
use wherefrom_page::metadata::{self, Origin, PageMetadata};

/// Paragraphs of an article.
const TEXT: &str = "<p>The lock keeper at Weir Sedge opened the upper gates by hand on Tuesday after the motor failed for the third time since spring.</p>
<p>Barges had waited since dawn, and the first of them, with forty tonnes of gravel, passed through only when the sun was already low.</p>
<p>A new motor has been ordered twice, the canal company said, and both times it came with the wrong shaft and was sent back to its maker.</p>";

fn read(page: &str) -> PageMetadata {
    let lang = if page.starts_with("<html") { "" } else { "<html lang=en>" };
    let page = html(&[lang, &page.replace("TEXT", TEXT)].concat());
    metadata::read(&page, &find_article(&page), None)
}

fn day(date: Option<&String>) -> &str {
    date.map_or("-", |date| &date[..10])
}

/// Each with the day that it is published and the one that it is updated; `-` where it says none.
#[test]
fn dates_by_their_place() {
    for (why, page, published, updated) in [
        ("a line above the headline", "<main><p>2 March 2031</p><h1>Gates by hand</h1>TEXT</main>", "2031-03-02", "-"),
        (
            "a line with more in it",
            "<main><h1>Gates by hand</h1><div>By Ada Lund | Mar 2, 2031 | 4 min read</div>TEXT</main>",
            "2031-03-02",
            "-",
        ),
        (
            "an update is no publication",
            "<main><h1>Gates by hand</h1><p>Last updated <time datetime=2031-03-09>9 March</time></p>TEXT</main>",
            "-",
            "2031-03-09",
        ),
        (
            "a label in a line of its own",
            "<main><h1>Gates by hand</h1><p>Last modified</p><p>March 9, 2031</p>TEXT</main>",
            "-",
            "2031-03-09",
        ),
        (
            "both in one line",
            "<main><h1>Gates by hand</h1><p>Published 2 March 2031, updated 9 March 2031</p>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        (
            "both as times, the change first",
            "<main><h1>Gates by hand</h1><p>Updated <time datetime=2031-03-09>x</time>, first published <time datetime=2031-03-02>y</time></p>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        (
            "labels behind their dates",
            "<main lang=ja><h1>Gates by hand</h1><p>2031年3月2日 公開 2031年3月9日 更新</p>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        (
            "of the same text, the one that is meant",
            "<main><h1>Gates by hand</h1><p>Updated <time datetime=2031-03-09>today</time>, published <time datetime=2031-03-02>today</time></p>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        (
            "what is said below is a comment's",
            "<main><h1>Gates by hand</h1><p>By Ada Lund, 2 March 2031</p>TEXT<ul><li>Posted by Jane on 6 March 2031</li></ul></main>",
            "2031-03-02",
            "-",
        ),
        ("a sentence of the article", "<main><h1>Gates by hand</h1><p>The lock was built on 15 April 1912.</p>TEXT</main>", "-", "-"),
        (
            "the paragraph that is the time",
            "<main><h1>Gates by hand</h1><p>Words</p><p itemprop=datePublished>2 March 2031</p>TEXT</main>",
            "2031-03-02",
            "-",
        ),
        (
            "a class says which",
            "<main><h1>Gates by hand</h1><time class='entry-date updated' datetime=2031-03-09>March 9, 2031</time><time class='entry-date published' datetime=2031-03-02>March 2, 2031</time>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        (
            "the time of another story",
            "<main><h1>Gates by hand</h1>TEXT</main><div class=related><h3>Otters return</h3><time datetime=2031-01-05>5 January</time></div>",
            "-",
            "-",
        ),
        (
            "the time of a comment",
            "<main><h1>Gates by hand</h1>TEXT</main><div id=comments><p><time datetime=2031-03-20>20 March</time> Good.</p></div>",
            "-",
            "-",
        ),
        (
            "below the text, where it says what it is",
            "<main><h1>Gates by hand</h1>TEXT<p>This article was first published on 2 March 2031.</p></main>",
            "2031-03-02",
            "-",
        ),
        (
            "below the text, where it does not",
            "<main><h1>Gates by hand</h1>TEXT<p>Concert on the quay</p><p>14 March 2031</p></main>",
            "-",
            "-",
        ),
        (
            "in the text",
            "<main><h1>Gates by hand</h1>TEXT<p>The lock was built by 400 men and opened on 2 March 1931, the year of the great flood in the valley.</p></main>",
            "-",
            "-",
        ),
        ("when a member joined", "<main><h1>Gates by hand</h1><div>Keeper<br>Joined: 4 July 2012</div>TEXT</main>", "-", "-"),
        (
            "a placeholder",
            "<meta property=article:published_time content=0001-01-01T00:00:00Z><main><h1>Gates by hand</h1><p>2 March 2031</p>TEXT</main>",
            "2031-03-02",
            "-",
        ),
        ("a day that could be two", "<main><h1>Gates by hand</h1><p>3/2/2031</p>TEXT</main>", "-", "-"),
        (
            "the address",
            "<meta property=og:url content=https://sedge.example/2031/03/02/gates><main><h1>Gates by hand</h1>TEXT</main>",
            "2031-03-02",
            "-",
        ),
        (
            "a day that the address contradicts",
            "<meta property=og:url content=https://sedge.example/2031/03/02/gates><main><h1>Gates by hand</h1><p>9 May 2033</p>TEXT</main>",
            "2031-03-02",
            "-",
        ),
        ("microdata", "<main><h1>Gates by hand</h1><p><span itemprop=datePublished>March 2, 2031</span></p>TEXT</main>", "2031-03-02", "-"),
        (
            "microdata of teasers",
            "<main><h1>Gates by hand</h1>TEXT</main><div><meta itemprop=datePublished content=2031-03-05><p>Otters</p><meta itemprop=datePublished content=2031-03-06><p>Eels</p></div>",
            "-",
            "-",
        ),
        (
            "published twice",
            "<meta name=last-published content=2031-03-09><meta name=publish_date content='March 2, 2031'><main>TEXT</main>",
            "2031-03-02",
            "2031-03-09",
        ),
        ("as in e-mails", "<meta name=pubdate content='Sun, 02 Mar 2031 08:00:00 +0100'><main>TEXT</main>", "2031-03-02", "-"),
        (
            "changed before it was published",
            "<meta name=date content=2031-03-02><meta name=og:updated_time content=2030-12-31><main>TEXT</main>",
            "2031-03-02",
            "-",
        ),
    ] {
        let read = read(page);
        assert_eq!((day(read.published.as_ref()), day(read.updated.as_ref())), (published, updated), "{why}: {:?}", read.origins);
    }
}

/// A date without a label is the article's only where it stands alone or is marked; all these are another thing's.
#[test]
fn dates_of_other_things() {
    for (lang, why, line) in [
        ("de", "a picture's credit", "<p>Foto: dpa, 3. Mai 2019</p>"),
        ("en", "a credit behind its caption", "<div>The upper gates in spring. Photograph: Ada Lund/Skarn Wire, 3 May 2019</div>"),
        ("en", "a caption", "<figure><img src=a><figcaption>Weir Sedge, 3 May 2019</figcaption></figure>"),
        ("fr", "the time of a caption", "<div class=wp-caption-text><time datetime=2019-05-03>3 mai 2019</time></div>"),
        ("en", "a link to another story", "<p><a href=https://sedge.example/otters>Otters return, 3 May 2019</a></p>"),
        (
            "en",
            "a time in one",
            "<ul><li><a href=/otters>Otters return to weir after years <time datetime=2019-05-03>3 May</time></a></li></ul>",
        ),
        ("de", "an event", "<p>Konzert am 3. Mai 2031</p>"),
        ("de", "an event on a day of the week", "<p>Großes Konzert am Sonntag, 3. Mai 2031, 20 Uhr</p>"),
        ("fr", "an event", "<p>Concert le 3 mai 2031</p>"),
        ("es", "an event", "<p>Concierto el 3 de mayo de 2031</p>"),
        ("nl", "a day on which something ends", "<p>Aanmelden tot 3 mei 2031</p>"),
        ("pl", "an event", "<p>Koncert 3 maja 2031</p>"),
        ("it", "a span of days", "<p>Fiera dal 1 al 3 maggio 2031</p>"),
        ("en", "a span of days", "<p>3 May 2031 – 5 May 2031</p>"),
        ("en", "a sentence above the text", "<div>The gates were opened again on 3 May 2019</div>"),
        ("de", "a comment's", "<div class=leser-kommentare><p>Jane<p>3. Mai 2031</div>"),
        ("de", "a comment's", "<p>Jane schrieb am 3. Mai 2031 um 14.02 Uhr</p>"),
    ] {
        let read = read(&format!("<html lang={lang}><main><h1>Gates by hand</h1>{line}TEXT</main>"));
        assert_eq!(day(read.published.as_ref()), "-", "{why}: {line}: {:?}", read.origins);
    }
    for (lang, line) in [
        ("de", "<p>Von Ada Lund am Sonntag, 2. März 2031</p>"),
        ("de", "<p>2. März 2031, 8.30 Uhr | Lokales</p>"),
        ("fr", "<p>Par Ada Lund, le 2 mars 2031 à 8h05</p>"),
        ("en", "<p>Ada Lund 2 March 2031 – 4 min read</p>"),
        ("en", "<p>By <a href=https://sedge.example/ada-lund-and-all-her-stories>Ada Lund of the Sedge</a> – 2 March 2031</p>"),
        ("en", "<p class=entry-date>This was the news on 2 March 2031</p>"),
        ("en", "<p><time datetime=2031-03-02>a day ago</time> in Canals</p>"),
        ("en", "<figure><img src=a><figcaption>Photo: Ada Lund</figcaption></figure><p>2 March 2031</p>"),
    ] {
        let read = read(&format!("<html lang={lang}><main><h1>Gates by hand</h1>{line}TEXT</main>"));
        assert_eq!(day(read.published.as_ref()), "2031-03-02", "{line}: {:?}", read.origins);
    }
}

/// What a page calls its date at the headline goes before that of the page that holds the article, and before that of the draft.
#[test]
fn a_line_and_a_description_that_differ() {
    let page = |ld: &str, line: &str| {
        read(&format!("<script type=application/ld+json>{ld}</script><main><h1>Gates by hand</h1>{line}TEXT</main>"))
    };
    let held = r#"{"@graph":[{"@type":"WebPage","datePublished":"2029-08-08"},{"@type":"NewsArticle","headline":"Gates by hand"}]}"#;
    let draft = r#"{"@type":"NewsArticle","headline":"Gates by hand","dateCreated":"2029-08-08"}"#;
    let article = r#"{"@type":"NewsArticle","headline":"Gates by hand","datePublished":"2029-08-08"}"#;
    let (labelled, plain) = ("<p>Published 2 March 2031</p>", "<p>By Ada Lund, 2 March 2031</p>");
    for (ld, line, published) in [
        (held, labelled, "2031-03-02"),
        (draft, labelled, "2031-03-02"),
        (article, labelled, "2029-08-08"),
        (held, plain, "2029-08-08"),
        (draft, plain, "2031-03-02"),
        (draft, "", "2029-08-08"),
    ] {
        assert_eq!(day(page(ld, line).published.as_ref()), published, "{ld} {line}");
    }
}

/// A live page's posts have their own times; the page has the one that it gives for itself.
#[test]
fn posts_of_a_live_page() {
    let post =
        |hour: u8, text: &str| format!("<article class=post><time datetime=2031-03-05T{hour}:00Z>{hour}:00</time><p>{text}</p></article>");
    let posts = [
        post(13, "The third barge is through, and the keeper says that the gates will be opened once more before it gets dark tonight."),
        post(12, "Two barges wait below the weir while the company looks for a motor that fits the shaft of the old gates."),
        post(11, "The motor of the upper gates has failed again, the canal company says, and the keeper opens them by hand."),
    ];
    let page = format!("<main><h1>Gates at Weir Sedge: live</h1>{}</main>", posts.concat());
    assert_eq!(read(&page).published, None);
    let described = |kind: &str| {
        let ld = r#"{"@type":"KIND","headline":"Gates at Weir Sedge: live","datePublished":"2031-03-04T06:00:00Z","liveBlogUpdate":[{"@type":"BlogPosting","headline":"Third barge","datePublished":"2031-03-05T13:00Z"}]}"#;
        read(&format!("<script type=application/ld+json>{}</script>{page}", ld.replace("KIND", kind)))
    };
    for kind in ["LiveBlogPosting", "NewsArticle", "http://schema.org/LiveBlogPosting"] {
        assert_eq!(described(kind).published.as_deref(), Some("2031-03-04T06:00:00Z"), "{kind}");
    }
}

/// Of several articles that are described, the page's own.
#[test]
fn the_right_one_of_several_descriptions() {
    let script = |json: &str| format!("<script type=application/ld+json>{json}</script>");
    let other = r#"{"@type":"NewsArticle","headline":"Otters return","url":"https://sedge.example/otters","datePublished":"2029-01-05","author":{"name":"Otto Reed"}}"#;
    let by_title = r#"{"@type":"NewsArticle","headline":"Gates by hand","datePublished":"2031-03-02"}"#;
    let by_address = r#"{"@type":"NewsArticle","headline":"Keeper opens gates","mainEntityOfPage":{"@id":"https://sedge.example/gates#page"},"datePublished":"2031-03-02"}"#;
    let head = "<link rel=canonical href=https://sedge.example/gates>";
    for ld in [
        script(other) + &script(by_title),
        script(by_title) + &script(other),
        script(other) + &script(by_address),
        script(&format!("[{other},{by_address}]")),
        script(&format!(r#"{{"@graph":[{{"@type":"WebPage","mainEntity":{by_title}}},{other}]}}"#)),
        script(&format!("{other}\n{by_address}")),
    ] {
        let read = read(&format!("{head}{ld}<main><h1>Gates by hand</h1>TEXT</main>"));
        assert_eq!((read.published.as_deref(), read.authors.len()), (Some("2031-03-02"), 0), "{ld}");
    }
    let alone = read(&format!("{head}{}<main><h1>Gates by hand</h1>TEXT</main>", script(other)));
    assert_eq!((alone.published, alone.authors.len(), alone.title.as_deref()), (None, 0, Some("Gates by hand")));
}

/// Names that stand elsewhere in the description, and all that is no date.
#[test]
fn other_fields() {
    let read = read(
        r##"<html lang=en-GB><script type="application/ld+json">{"@graph":[
            {"@type":"NewsArticle","headline":"Gates &amp; barges","author":[{"@id":"#ada"},{"@type":"Person","name":"Otto Reed"}],"publisher":{"@id":"https://sedge.example/#org"},
             "articleSection":["Canals","Local"],"license":"https://licence.example/by/4.0","isBasedOn":"https://gull.example/gates"},
            {"@type":"Organization","@id":"https://sedge.example/#org","name":"The Sedge"},{"@type":"Person","@id":"#ada","name":"Ada Lund"}]}</script>
        <meta property=og:url content=https://sedge.example/gates><main><h1>Gates</h1>TEXT</main>"##,
    );
    assert_eq!(
        (read.title.as_deref(), read.publisher.as_deref(), read.section.as_deref()),
        (Some("Gates & barges"), Some("The Sedge"), Some("Canals"))
    );
    assert_eq!(read.authors, ["Ada Lund", "Otto Reed"]);
    assert_eq!(read.licence.as_deref(), Some("https://licence.example/by/4.0"));
    assert_eq!(read.declared.map(|declared| declared.url).as_deref(), Some("https://gull.example/gates"));
    let (at_headline, at_author) = (Origin::JsonLd("headline"), Origin::JsonLd("author"));
    let told = [
        ("title", at_headline),
        ("publisher", Origin::JsonLd("publisher")),
        ("section", Origin::JsonLd("articleSection")),
        ("licence", Origin::JsonLd("license")),
        ("language", Origin::Html),
        ("url", Origin::Meta(0)),
        ("authors", at_author),
        ("authors", at_author),
    ];
    assert_eq!(read.origins, told);
}

/// Who made a course, or said something of a product, did not write the page; who reviewed something in an article did.
#[test]
fn authors_of_the_article_alone() {
    let authors = |kind: &str, rest: &str| {
        let ld = format!(r#"{{"@type":"{kind}","author":{{"@type":"Person","name":"Ada Lund"}}{rest}}}"#);
        read(&format!("<script type=application/ld+json>{ld}</script><title>Gates by hand</title><main><h1>Gates by hand</h1>TEXT</main>"))
            .authors
            .len()
    };
    let (called, headed) = (r#","name":"Gates by hand""#, r#","headline":"Gates by hand""#);
    for (kind, rest, number) in [
        ("NewsArticle", "", 1),
        ("Review", "", 0),
        ("Review", headed, 1),
        ("Course", headed, 0),
        ("Recipe", called, 1),
        ("Recipe", "", 0),
        ("UserReview", r#","name":"A sound gate""#, 0),
    ] {
        assert_eq!(authors(kind, rest), number, "{kind} {rest}");
    }
}

/// Names of authors are names, without the word before them.
#[test]
fn bylines_in_metas() {
    for (name, content, author) in [
        ("byl", "By Ada Lund", "Ada Lund"),
        ("byl", "Von Ada Lund", "Ada Lund"),
        ("byl", "Par Ada Lund", "Ada Lund"),
        ("author", "by Ada Lund", "Ada Lund"),
        ("author", "Door Ada Lund", "Ada Lund"),
        ("author", "Byron Lund", "Byron Lund"),
        ("author", "von Lund", "von Lund"),
        ("author", "By", "By"),
    ] {
        let read = read(&format!("<meta name={name} content='{content}'><main><h1>Gates by hand</h1>TEXT</main>"));
        assert_eq!(read.authors, [author], "{content}");
    }
}

/// What HTML has for a character is read once.
#[test]
fn signs_are_read_once() {
    let read = |page: &str| read(page).title.unwrap_or_default();
    assert_eq!(read("<title>Tern &amp;amp; Sons</title><p>TEXT"), "Tern &amp; Sons");
    assert_eq!(read("<main><h1>Tern &amp;amp; Sons</h1>TEXT</main>"), "Tern &amp; Sons");
    let ld = r#"<script type=application/ld+json>{"@type":"NewsArticle","headline":"Tern &amp;amp; Sons \u2013 gates"}</script>TEXT"#;
    assert_eq!(read(ld), "Tern &amp; Sons – gates");
}
