//! Packs with right checksums that no builder writes: a reader refuses what is larger than a builder takes.

use wherefrom_pack::coder::{Coder, Tables};
use wherefrom_pack::cursor::put_varint;
use wherefrom_pack::header::{self, Header};
use wherefrom_pack::records::MAX_FIELDS;
use wherefrom_pack::{Pack, PackError};
use wherefrom_pack_build::{AddError, Description, build, check, record};
use wherefrom_text::model::Document;

const TEXT: &str = "The ferry ran aground at dawn off Skarn Head and was towed to port by noon.";

/// A pack of one document, with the record of another one in its place.
fn pack_of(document: &Document) -> Pack {
    let (bytes, _) = build(&[Document { text: TEXT.into(), ..Document::default() }], &Description::default()).expect("it is built");
    let header = Header::read(&bytes, bytes.len() as u64).expect("a header");
    let content = |name: &str| {
        let range = &header.sections.iter().find(|section| section.name == name).expect("the section").range;
        &bytes[range.start as usize..range.end as usize]
    };
    let tables = Tables::read(content("VOCB")).expect("a vocabulary");
    let record = record(document.clone(), &Coder::new(&tables));
    let mut directory = Vec::new();
    put_varint(&mut directory, record.len() as u64);
    let names = header.sections.iter().map(|section| section.name.as_str());
    let other = |name| match name {
        "TEXT" => record.as_slice(),
        "ODIR" => &directory,
        _ => content(name),
    };
    let sections: Vec<(&str, &[u8])> = names.map(|name| (name, other(name))).collect();
    let rows: Vec<(&str, u32, u64)> = sections.iter().map(|(name, bytes)| (*name, crc32fast::hash(bytes), bytes.len() as u64)).collect();
    let head = header::write(&rows);
    Pack::open(sections.iter().fold(head, |all, (_, bytes)| [&all, *bytes].concat())).expect("its checksums are right")
}

/// So many bytes that no field trims.
fn long(bytes: usize) -> Option<String> {
    Some(format!("{}x", "long ".repeat(bytes / 5 + 1).split_at(bytes - 1).0))
}

fn document() -> Document {
    Document { text: TEXT.into(), ..Document::default() }
}

#[test]
fn metadata_beyond_the_bound_are_refused() {
    let third = MAX_FIELDS / 3;
    let title = long(MAX_FIELDS + 1);
    let too_long = [
        ("title", Document { title: title.clone(), ..document() }),
        ("url", Document { url: long(MAX_FIELDS + 1), ..document() }),
        ("publisher", Document { publisher: long(MAX_FIELDS + 1), ..document() }),
        ("id", Document { id: long(MAX_FIELDS + 1), ..document() }),
        ("all together", Document { title: long(third), url: long(third), publisher: long(third + 2), ..document() }),
        // Such a title is not written: it is the first bytes of the text.
        ("title of the text", Document { text: title.clone().unwrap_or_default(), title, ..document() }),
    ];
    for (what, document) in too_long {
        assert!(matches!(check(&document), Err(AddError::TooLarge { most: MAX_FIELDS, .. })), "{what}: no builder takes it");
        let pack = pack_of(&document);
        let is_damage = |error: &PackError| matches!(error, PackError::Damaged { section: "TEXT", .. });
        assert!(pack.metadata(0).as_ref().is_err_and(is_damage), "{what}: metadata");
        assert!(pack.source(0).as_ref().is_err_and(is_damage), "{what}: source");
        assert!(pack.verify().as_ref().is_err_and(is_damage), "{what}: verify");
    }
}

#[test]
fn metadata_at_the_bound_come_back() {
    let third = MAX_FIELDS / 3;
    let title = long(MAX_FIELDS);
    let fields = [
        Document { title: title.clone(), ..document() },
        Document { text: title.clone().unwrap_or_default(), title, ..document() },
        Document { title: long(third), url: long(third), publisher: long(MAX_FIELDS - 2 * third), ..document() },
    ];
    for document in fields {
        assert!(check(&document).is_ok());
        let pack = pack_of(&document);
        assert_eq!(pack.verify(), Ok(()));
        assert!(pack.metadata(0).is_ok_and(|metadata| metadata == document.metadata()));
    }
}
