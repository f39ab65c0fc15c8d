//! Files of word processors, e-books, note books, mail programs, agencies and read-later services. Outlets and people are invented.

mod samples;

use samples::*;
use wherefrom_inputs::{Input, page, parse, pieces};
use wherefrom_text::model::Document;

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    let mut read = read(name, bytes);
    assert_eq!(read.len(), 1, "{name}: {read:?}");
    read.remove(0).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn word_processors() {
    let document = one("ferry.docx", docx());
    assert_eq!(document.text, [FERRY, QUOTE, BRIDGE].join("\n"));
    assert_eq!((document.quoted_blocks, document.title.as_deref()), (vec![1], Some("Ferry aground")));
    assert_eq!(
        (document.author.as_deref(), document.published.as_deref(), document.id.as_deref()),
        (Some("Ines Tern"), Some("2031-03-02T08:00:00Z"), Some("ferry"))
    );
    // Told by what is in it, whatever its name.
    let document = one("ferry.txt", odt());
    assert_eq!(document.text, [FERRY, QUOTE].join("\n"));
    assert_eq!(
        (document.quoted_blocks, document.title.as_deref(), document.author.as_deref()),
        (vec![1], Some("Ferry aground"), Some("Ole Gull"))
    );
    assert_eq!((document.published.as_deref(), document.language.as_deref()), (Some("2031-03-02T08:00:00"), Some("en-GB")));
}

fn docx_of(body: &str) -> String {
    let document = format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>");
    one("a.docx", zip(&[("word/document.xml", document.as_bytes())])).text
}

fn odt_of(body: &str) -> String {
    let content =
        format!("<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>");
    one("a.odt", zip(&[("content.xml", content.as_bytes()), ("meta.xml", b"<m/>")])).text
}

/// A box floats beside the paragraph that it is anchored to, anywhere in its words, and is written twice for older programs.
#[test]
fn text_boxes_are_paragraphs_of_their_own() {
    let boxed = "<w:txbxContent><w:p><w:pPr><w:pStyle w:val='Pull'/></w:pPr><w:r><w:t>A pull quote</w:t></w:r></w:p><w:p><w:r><w:t>of somebody.</w:t></w:r></w:p></w:txbxContent>";
    let either = format!(
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    for anchored in [either.clone(), format!("<w:pict><v:textbox>{boxed}</v:textbox></w:pict>")] {
        let body = format!(
            "<w:p><w:r><w:t>The ferry ran aground in fog.</w:t></w:r><w:r>{anchored}</w:r><w:r><w:t xml:space='preserve'> All were saved.</w:t></w:r></w:p><w:p><w:r><w:t>She floats.</w:t></w:r></w:p>"
        );
        assert_eq!(docx_of(&body), "The ferry ran aground in fog. All were saved.\nA pull quote\nof somebody.\nShe floats.");
    }
    // A newsletter may be laid out in boxes alone.
    assert_eq!(docx_of(&format!("<w:p><w:r>{either}</w:r></w:p>")), "A pull quote\nof somebody.");
    let frame =
        "<draw:frame><draw:text-box><text:p>A pull quote of somebody.</text:p></draw:text-box><svg:desc>A grey box</svg:desc></draw:frame>";
    let body = format!("<text:p>The ferry ran aground in fog.{frame} All were saved.</text:p><text:p>She floats.</text:p>");
    assert_eq!(odt_of(&body), "The ferry ran aground in fog. All were saved.\nA pull quote of somebody.\nShe floats.");
}

#[test]
fn what_stands_between_the_words_of_word_processors() {
    let body = "<w:p><w:r><w:t>A well</w:t><w:noBreakHyphen/><w:t>known ware</w:t><w:softHyphen/><w:t>house:</w:t><w:tab/><w:t>the mill\u{2011}house.</w:t><w:br/><w:t>It stands</w:t><w:cr/><w:t>empty.</w:t></w:r></w:p>";
    assert_eq!(docx_of(body), "A well-known warehouse: the mill\u{2011}house. It stands empty.");
    let changed = "<w:p><w:r><w:t xml:space='preserve'>The ferry </w:t></w:r><w:del><w:r><w:delText>sank</w:delText><w:tab/><w:noBreakHyphen/></w:r></w:del><w:ins><w:r><w:t>ran aground</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>at dawn</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t xml:space='preserve'> at dawn</w:t></w:r></w:moveTo><w:r><w:t>.</w:t></w:r></w:p>";
    assert_eq!(docx_of(changed), "The ferry ran aground at dawn.");
    // What is read aloud stands small above the words.
    let ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>の船</w:t></w:r></w:p>";
    assert_eq!(docx_of(ruby), "港の船");
    assert_eq!(
        odt_of("<text:p><text:ruby><text:ruby-base>港</text:ruby-base><text:ruby-text>みなと</text:ruby-text></text:ruby>の船</text:p>"),
        "港の船"
    );
}

#[test]
fn books_have_a_document_a_chapter() {
    let chapters: Vec<Document> = read("weekly.epub", epub()).into_iter().map(|read| read.expect("a chapter")).collect();
    let titles: Vec<Option<&str>> = chapters.iter().map(|chapter| chapter.title.as_deref()).collect();
    assert_eq!(titles, [Some("One"), Some("Two")]);
    for chapter in chapters {
        assert_eq!(chapter.text, [FERRY, BRIDGE, QUOTE].join("\n"));
        assert_eq!(
            (chapter.publisher.as_deref(), chapter.published.as_deref(), chapter.author.as_deref()),
            (Some("Skarn Weekly"), Some("2031-03-02"), Some("Ines Tern"))
        );
    }
}

#[test]
fn read_later_services() {
    for folder in ["", "export/", "Documents/omnivore 2/", "export\\"] {
        let document = one("export.zip", omnivore(folder));
        assert_eq!((document.text, document.quoted_blocks), ([FERRY, QUOTE].join("\n"), vec![1]), "{folder}");
        assert_eq!(
            (document.title.as_deref(), document.url.as_deref(), document.publisher.as_deref()),
            (Some("Ferry aground"), Some("https://al.example/ferry"), Some("Skarn Gazette"))
        );
    }
    let document = one("wallabag.json", wallabag());
    assert_eq!(document.text, [FERRY, BRIDGE].join("\n"));
    assert_eq!(
        (document.author.as_deref(), document.publisher.as_deref(), document.published.as_deref()),
        (Some("Ines Tern"), Some("al.example"), Some("2031-03-02T08:00:00+00:00"))
    );
    assert!(why("readwise.csv", "Highlight,Book Title,Book Author\n\"Forty people\",Ferry,Tern\n").contains("text"));
}

/// Readwise Reader exports a table without texts, and the articles as files that are named by the ids in it.
#[test]
fn files_with_a_table_beside_them() {
    let ids = ["01gmjxjdxs6snfysns8hj3ssnk", "01hbz079n75sj4kqbmrssg12nj"];
    let table = format!(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nFerry: aground,https://al.example/ferry,{},\"['sea', 'harbour']\",2031-03-05 04:33:50+00:00,0,new,True\n\
         Bridge,https://b.example/bridge,{},[],2031-03-06 04:33:50+00:00,0.5,archive,True\nNowhere,https://c.example/none,01hzzzzzzzzzzzzzzzzzzzzzzz,[],2031-03-06,0,feed,False\n",
        ids[0], ids[1]
    );
    let told = why("library.csv", &table);
    assert!(told.contains("lists articles without their texts") && told.contains("zip archive") && told.contains("Saved date"), "{told}");
    let html = format!("<h1>Ferry: aground</h1><p>{FERRY}</p><blockquote><p>{QUOTE}</p></blockquote>");
    let note = format!("---\ntitle: Bridge\ndate: 2031-03-02\n---\n\n{BRIDGE}\n");
    let (ferry, bridge) = (format!("export/Ferry- aground ({}).html", ids[0]), format!("export/Bridge ({}).md", ids[1]));
    let other = format!("<article><h1>Another</h1><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article>");
    let members = [("export/library.csv", &table), (&ferry, &html), (&bridge, &note), ("export/Ferry (1).html", &other)];
    let archive = zip(&members.map(|(name, bytes)| (name, bytes.as_bytes())));
    let raws: Vec<_> =
        pieces(&Input::named("reader.zip"), archive.as_slice()).expect("an archive").map(|raw| raw.expect("a file")).collect();
    let kept: Vec<Option<String>> = raws.iter().map(|raw| raw.kept()).collect();
    let found: Vec<Document> = raws.into_iter().map(|raw| parse(raw).expect("a document")).collect();
    let said = |document: &Document| [&document.title, &document.url, &document.published].map(|told| told.clone().unwrap_or_default());
    assert_eq!(said(&found[0]), ["Ferry: aground", "https://al.example/ferry", ""]);
    assert_eq!((found[0].text.as_str(), found[0].quoted_blocks.as_slice()), ([FERRY, QUOTE].join("\n").as_str(), [1].as_slice()));
    assert_eq!(said(&found[1]), ["Bridge", "https://b.example/bridge", "2031-03-02"]);
    assert_eq!(found[1].text, BRIDGE);
    assert_eq!((found.len(), found[2].url.as_deref()), (3, None));
    // Kept on that day, which is not the one on which it was published.
    assert_eq!(kept, [Some("2031-03-05T04:33:50+00:00".into()), Some("2031-03-06T04:33:50+00:00".into()), None]);
}

#[test]
fn archives_of_files() {
    let page = format!(
        "<html><head><title>Ferry</title></head><body><article><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article></body></html>"
    );
    let folder = zip(&[
        ("storage/AB12CD34/ferry.html", page.as_bytes()),
        ("storage/AB12CD34/style.css", b"p {}"),
        ("storage/AB12CD34/.zotero-ft-cache", b"words"),
        ("__MACOSX/x.html", b"<p>x"),
        ("notes.txt", FERRY.as_bytes()),
    ]);
    let read_of = read("zotero.zip", folder);
    let found: Vec<&Document> = read_of.iter().flatten().collect();
    assert_eq!(
        found.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(),
        [[FERRY, BRIDGE, QUOTE].join("\n").as_str(), FERRY]
    );
    assert_eq!(
        read_of.iter().filter_map(|read| read.as_ref().err()).map(ToString::to_string).collect::<Vec<_>>(),
        ["zotero.zip: 1 file of kinds that are not read"]
    );
    let whole = zip(&[
        ("saved/Ferry.html", page.as_bytes()),
        ("saved/Ferry_files/frame.html", page.as_bytes()),
        ("saved/Ferry_files/a.css", b"p {}"),
    ]);
    let read_of = read("saved.zip", whole);
    assert_eq!(read_of.iter().flatten().count(), 1);
    assert_eq!(
        read_of.iter().filter_map(|read| read.as_ref().err()).map(ToString::to_string).collect::<Vec<_>>(),
        ["saved.zip: 1 folder of what belongs to a saved page"]
    );
    let wacz = zip(&[("datapackage.json", b"{\"profile\": \"data-package\"}"), ("archive/data.warc", warc().as_bytes())]);
    let found: Vec<Document> = read("page.wacz", wacz).into_iter().flatten().collect();
    assert_eq!(found.iter().map(|document| document.url.as_deref()).collect::<Vec<_>>(), [Some("https://al.example/ferry")]);
    assert!(why("a.zip", zip(&[("b.zip", &zip(&[("c.txt", b"x")]))])).contains("archive in an archive"));
    assert!(why("a.zip", zip(&[("a.png", b"x"), ("b.css", b"y")])).contains("no article in it: 2 files of kinds that are not read"));
    assert!(why("a.docx", &docx()[..200]).contains("damaged or cut short"));
}

#[test]
fn mail_programs() {
    let letters: Vec<Document> = read("letters.mbox", mbox()).into_iter().map(|read| read.expect("a letter")).collect();
    assert_eq!(letters.iter().map(|letter| letter.title.as_deref()).collect::<Vec<_>>(), [Some("One"), Some("Two")]);
    let letter = one("letter.eml", mail("Three"));
    assert_eq!(letter.text, [FERRY, BRIDGE].join("\n"));
    assert_eq!(
        (letter.publisher.as_deref(), letter.author.as_deref(), letter.published.as_deref()),
        (Some("Skarn Gazette"), None, Some("2031-03-03T08:00:00+00:00"))
    );
}

/// A letter's own address goes before the link to it, and the archive of the list is that of no letter. Lines that only lead are no text.
#[test]
fn newsletters_are_where_they_say() {
    let letter = |head: &str, kind: &str, body: &str| {
        let from = if head.contains("From:") { "" } else { "From: Skarn Gazette <letters@al.example>\n" };
        one(
            "a.eml",
            format!(
                "{from}Subject: Ferry\nDate: Mon, 3 Mar 2031 08:00:00 +0000\n{head}MIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{body}"
            ),
        )
    };
    let prose = format!("<h1>Ferry aground</h1><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p>");
    let link = |words: &str| format!("<table><tr><td><a href=https://al.example/view/1>{words}</a></td></tr></table>");
    let text = [FERRY, BRIDGE, QUOTE].join("\n");
    let own = "Archived-At:\n <https://lists.al.example/ferry/7>\n";
    let list = "List-Archive: <https://lists.al.example/all/>\n";
    for (head, words, url) in [
        (own, "View this email in your browser", Some("https://lists.al.example/ferry/7")),
        (list, "View this email in your browser", Some("https://al.example/view/1")),
        ("", "Im Browser ansehen", Some("https://al.example/view/1")),
        ("", "Voir la version en ligne", Some("https://al.example/view/1")),
        ("", "Ver en el navegador", Some("https://al.example/view/1")),
        ("", "عرض في المتصفح", Some("https://al.example/view/1")),
        (list, "Our harbour", None),
        ("Archived-At: <mid:7@al.example>\n", "Our harbour", None),
    ] {
        let read = letter(head, "text/html", &format!("<body>{}{prose}<p><a href=https://al.example/off>Unsubscribe</a></p>", link(words)));
        assert_eq!(read.url.as_deref(), url, "{head}{words}");
        assert!(read.text.ends_with(&text), "{}", read.text);
        if url.is_some() {
            assert_eq!(read.text, text, "{words}");
        }
        assert_eq!(read.publisher.is_some(), head == list);
    }
    let plain = format!("Read online: https://al.example/view/2\n\n{FERRY}\n\n{BRIDGE}\n\nUnsubscribe:\nhttps://al.example/off\n");
    let read = letter("", "text/plain", &plain);
    assert_eq!((read.url.as_deref(), read.text), (Some("https://al.example/view/2"), [FERRY, BRIDGE].join("\n")));
    // Whose letters they are, where the sender does not say.
    let unnamed = format!("From: letters@al.example\n{list}");
    assert_eq!(letter(&unnamed, "text/plain", &plain).publisher.as_deref(), Some("lists.al.example"));
    let named = format!("{unnamed}List-Id: \"Skarn Letters\" <letters.al.example>\n");
    assert_eq!(letter(&named, "text/plain", &plain).publisher.as_deref(), Some("Skarn Letters"));
}

#[test]
fn note_books() {
    for name in ["ferry.md", "ferry.txt", "ferry"] {
        let document = one(name, markdown());
        assert_eq!((document.text, document.quoted_blocks), ([FERRY, QUOTE, BRIDGE].join("\n"), vec![1]), "{name}");
        assert_eq!(
            (document.title.as_deref(), document.published.as_deref(), document.url.as_deref()),
            (Some("Ferry aground"), Some("2031-03-02"), Some("https://al.example/ferry"))
        );
    }
}

#[test]
fn agencies() {
    for (name, file) in [("a.json", ninjs(1)), ("b.json", ninjs(3)), ("c.xml", nitf()), ("d.nitf", nitf()), ("e", nitf())] {
        let document = one(name, file);
        assert_eq!(document.text, [FERRY, BRIDGE].join("\n"), "{name}");
        assert_eq!(document.title.as_deref(), Some("Ferry aground"), "{name}");
    }
    let texts: Vec<String> = read("f.xml", newsml()).into_iter().map(|read| read.expect("an item").text).collect();
    assert_eq!(texts, [[FERRY, QUOTE].join("\n"), [FERRY, QUOTE].join("\n")]);
    let document = one("a.json", ninjs(1));
    assert_eq!(
        (document.publisher.as_deref(), document.licence.as_deref(), document.published.as_deref()),
        (Some("Northreach Press Agency"), Some("Link back."), Some("2031-03-02T08:00:00Z"))
    );
}

#[test]
fn what_is_not_read_is_told_by_name() {
    assert!(why("a.pdf", b"%PDF-1.7\n%\xE2\xE3").contains("is a PDF"));
    assert!(page(&Input::named("a.txt"), b"%PDF-1.7\n").unwrap_err().why.contains("is a PDF"));
    // Names alone make nothing of a file.
    assert_eq!(one("ferry.docx", FERRY).text, FERRY);
    assert_eq!(one("ferry.mbox", FERRY).text, FERRY);
}

#[test]
fn a_file_with_one_document_is_a_page() {
    for (name, bytes) in [("a.docx", docx()), ("b.md", markdown().into_bytes()), ("c.xml", nitf().into_bytes())] {
        let page = page(&Input::named(name), &bytes).unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!(page.title.as_deref(), Some("Ferry aground"), "{name}");
        assert!(page.blocks().iter().any(|block| block.text == FERRY), "{name}");
    }
    assert!(page(&Input::named("a.epub"), &epub()).unwrap_err().why.contains("several documents"));
}
