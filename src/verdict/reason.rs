//! Every sentence that the report tells, made in one place from a code and its arguments, so that an interface can
//! translate it.

use serde_json::{Map, Value, json};

use super::facts::Fact;
use super::rules::Judged;
use wherefrom_text::model::{SpanKind, Verdict};

/// A code, its arguments and the English sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub code: &'static str,
    pub args: Map<String, Value>,
    pub text: String,
}

impl Reason {
    fn new(code: &'static str, args: Value, text: String) -> Reason {
        let args = match args {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Reason { code, args, text }
    }
}

/// How many quotations of a block are not as the source has them.
#[derive(Debug, Clone, Copy)]
pub struct Changed {
    /// With other words, or with marks that the source has not.
    pub altered: usize,
    /// Told in indirect speech on one of the two sides.
    pub indirect: usize,
}

/// Why a block has its verdict. Of a modified block the changed facts come first.
pub fn of_block(judged: &Judged, packs: usize, quotations: Changed, facts: &[Fact]) -> Reason {
    let mut reason = of_verdict(judged, packs, quotations);
    if judged.verdict == Verdict::Modified && !facts.is_empty() {
        let told: Vec<String> = facts.iter().take(MAX_FACTS).map(fact).collect();
        let more = if facts.len() > MAX_FACTS { format!(" and {} more", facts.len() - MAX_FACTS) } else { String::new() };
        reason.text = format!("{}{more}; {}", told.join(", "), reason.text);
        let args = |f: &Fact| json!({ "kind": f.kind.as_str(), "page": f.page, "source": f.source });
        reason.args.insert("facts".to_owned(), facts.iter().map(args).collect());
    }
    if judged.not_compared > 0 {
        let not_compared = judged.not_compared;
        if judged.verdict == Verdict::Original {
            reason.code = "not-compared";
        }
        reason.text = format!("{}; {} not compared", reason.text, of_which(not_compared, judged.words));
        reason.args.insert("not_compared".to_owned(), not_compared.into());
        reason.args.insert("words".to_owned(), judged.words.into());
    }
    reason
}

/// Changed facts that a reason names; the others are counted.
const MAX_FACTS: usize = 3;

/// "number changed, 40 to 60"
fn fact(fact: &Fact) -> String {
    let Fact { kind, page, source } = fact;
    let kind = kind.as_str();
    match (source.is_empty(), page.is_empty()) {
        (true, _) => format!("{kind} added (“{page}”)"),
        (_, true) => format!("{kind} dropped (“{source}”)"),
        _ => format!("{kind} changed (“{source}” to “{page}”)"),
    }
}

fn of_verdict(judged: &Judged, packs: usize, quotations: Changed) -> Reason {
    let words = judged.words;
    match judged.verdict {
        Verdict::Furniture => Reason::new("not-prose", json!({}), "not part of the article's text".to_owned()),
        Verdict::Original if judged.dismissed => {
            Reason::new("dismissed", json!({}), "what was found is no match, as you have said".to_owned())
        }
        Verdict::Original => Reason::new("no-source", json!({ "packs": packs }), format!("no source found in {}", count(packs, "pack"))),
        Verdict::Copied if judged.cut > 0 => {
            let cut = judged.cut;
            Reason::new(
                "word-for-word-cut",
                json!({ "words": words, "cut": cut }),
                format!("word for word; the source's sentence goes on for {}", count(cut, "word")),
            )
        }
        Verdict::Copied => Reason::new("word-for-word", json!({ "words": words }), format!("all {} word for word", count(words, "word"))),
        Verdict::Quoted => Reason::new(
            "quotation",
            json!({ "shared": judged.shared, "words": words }),
            format!("{} shared, inside quotation marks", are(judged.shared, "word")),
        ),
        Verdict::Modified => modified(judged, quotations),
    }
}

fn modified(judged: &Judged, quotations: Changed) -> Reason {
    let words = judged.words;
    let (mut respelled, mut dropped, mut moved) = (0, 0, false);
    let mut last_source: Option<(usize, usize)> = None;
    for (of, piece) in &judged.pieces {
        match piece.kind {
            SpanKind::Respelled => respelled += piece.page.len(),
            SpanKind::Dropped => dropped += piece.source.len(),
            _ => {}
        }
        if piece.kind == SpanKind::Same {
            moved |= last_source.is_some_and(|(m, at)| m == *of && piece.source.start < at);
            last_source = Some((*of, piece.source.start));
        }
    }
    let different = words - judged.shared;
    if judged.reworded > 0 && judged.shared == 0 {
        let (reworded, sentences) = (judged.reworded, judged.sentences);
        return Reason::new(
            "reworded",
            json!({ "reworded": reworded, "sentences": sentences, "words": words }),
            match sentences {
                1 => "told in other words".to_owned(),
                n if n == reworded => format!("all {n} sentences told in other words"),
                n => format!("{reworded} of {n} sentences told in other words"),
            },
        );
    }
    if different == 0 && dropped == 0 && respelled > 0 {
        return Reason::new(
            "spelling-differs",
            json!({ "respelled": respelled, "words": words }),
            format!("only the spelling of {} differs", of_total(respelled, words)),
        );
    }
    // Words of the page's own, in no passage, differ from nothing.
    let labelled: usize = judged.pieces.iter().map(|(_, p)| p.page.len()).sum();
    if labelled < words || 2 * judged.shared < words {
        let are = if judged.shared == 1 { "is" } else { "are" };
        return Reason::new(
            "part-shared",
            json!({ "shared": judged.shared, "words": words }),
            format!("{} of {} {are} shared", judged.shared, count(words, "word")),
        );
    }
    if different == 0 && dropped > 0 {
        return Reason::new(
            "words-dropped",
            json!({ "dropped": dropped, "words": words }),
            format!("all {} are shared, {} left out", count(words, "word"), count(dropped, "word")),
        );
    }
    if different == 0 && moved {
        return Reason::new("words-moved", json!({ "words": words }), format!("all {} are shared, in another order", count(words, "word")));
    }
    if different == 0 {
        return Reason::new(
            "words-spliced",
            json!({ "words": words }),
            format!("all {} are shared, from more than one place", count(words, "word")),
        );
    }
    // "1 of 23 words differs", "2 of 23 words differ".
    let mut text = format!("{different} of {} {}", count(words, "word"), if different == 1 { "differs" } else { "differ" });
    let mut args = json!({ "different": different, "words": words });
    let mut code = "words-differ";
    if dropped > 0 {
        text.push_str(&format!(", {} left out", count(dropped, "word")));
        args["dropped"] = json!(dropped);
        code = "words-differ-dropped";
    }
    let Changed { altered, indirect } = quotations;
    if altered > 0 {
        text.push_str(&format!("; {} altered", count(altered, "quotation")));
        args["altered_quotations"] = json!(altered);
    }
    if indirect > 0 {
        text.push_str(&format!("; {} told in indirect speech", count(indirect, "quotation")));
        args["indirect_quotations"] = json!(indirect);
    }
    Reason::new(code, args, text)
}

/// The finding on a whole page in one sentence.
pub struct Finding<'a> {
    pub words: usize,
    /// Words that a source has, by the verdicts on their blocks.
    pub copied: usize,
    pub modified: usize,
    pub quoted: usize,
    /// Words of blocks that are told in other words alone.
    pub reworded: usize,
    pub packs: usize,
    /// Blocks that share something.
    pub blocks: usize,
    /// The source with most shared words: its index in the report, and title or outlet and date, as a reader knows it.
    pub source: Option<(usize, &'a str)>,
    pub sources: usize,
    /// Where that source is later than the page: its name without its date, and by how many days (0: nobody knows).
    pub later: Option<(&'a str, i64)>,
    /// What the page took of an article of the reader's own.
    pub own: Option<Own>,
    /// The source that the page follows most closely: its index, as a reader knows it, and the sentences told of all.
    pub followed: Option<(usize, String, usize, usize)>,
}

/// What a page took of an article of the reader's own.
pub struct Own {
    /// Its index in the report.
    pub source: usize,
    /// Its title and date, as a reader knows it.
    pub label: String,
    /// Whether it is known to have been there before the page, and no other source stands before it in all that they share.
    pub is_earlier: bool,
    pub paragraphs: usize,
    pub changed: usize,
    pub credited: usize,
    /// `None` where there is no address to link to.
    pub linked: Option<bool>,
}

/// "This page takes 9 paragraphs from your article “Ferry aground”, 2 March 2031: 2 changed, no credit, no link." `args`: those of any
/// headline.
fn of_own(own: &Own, mut args: Map<String, Value>) -> Reason {
    let &Own { source, is_earlier, paragraphs, changed, credited, linked, .. } = own;
    for (name, count) in [("source", source), ("paragraphs", paragraphs), ("changed", changed), ("credited", credited)] {
        args.insert(name.to_owned(), count.into());
    }
    args.insert("linked".to_owned(), linked.into());
    let (takes, from, code) = if is_earlier { ("takes", "from", "own-taken") } else { ("shares", "with", "own-shared") };
    let credit = match credited {
        0 => "no",
        n if n == paragraphs => "with",
        _ => "some",
    };
    let link = linked.map_or("", |linked| if linked { ", with a link" } else { ", no link" });
    let (taken, label) = (count(paragraphs, "paragraph"), &own.label);
    let text = format!("This page {takes} {taken} {from} your article {label}: {changed} changed, {credit} credit{link}.");
    Reason { code, args, text }
}

/// The headline. It says what stands where, never who took it. An article does not stand *in* what came after it: such a source has
/// the article's words.
pub fn headline(f: &Finding<'_>) -> Reason {
    let told = headline_of(f);
    if let Some(own) = &f.own {
        return of_own(own, told.args);
    }
    let Some((name, days)) = f.later else { return told };
    let has = match told.code {
        "all-copied" => ("later-all-copied", "has all of this article word for word".to_owned()),
        "mostly-copied" => ("later-mostly-copied", "has most of this article word for word".to_owned()),
        "mostly-modified" => ("later-mostly-modified", "has most of this article, in part with changes".to_owned()),
        "some-shared" => ("later-some-shared", format!("shares words with {} of this article", count(f.blocks, "paragraph"))),
        "quotations-only" => ("later-quotations-only", "shares only quotations with this article".to_owned()),
        _ => return told,
    };
    let later = match days {
        0 => "later".to_owned(),
        1 => "one day later".to_owned(),
        n => format!("{} days later", small(n)),
    };
    let others = match f.sources {
        0 | 1 => "",
        2 => "; one other source has words of it too",
        _ => "; other sources have words of it too",
    };
    let mut args = told.args;
    args.insert("later_days".to_owned(), days.into());
    Reason { code: has.0, args, text: format!("{name}, {later}, {}{others}.", has.1) }
}

/// Small numbers in words.
fn small(n: i64) -> String {
    const WORDS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    usize::try_from(n - 2).ok().and_then(|at| WORDS.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

fn headline_of(f: &Finding<'_>) -> Reason {
    let args = json!({ "words": f.words, "copied": f.copied, "modified": f.modified, "quoted": f.quoted, "packs": f.packs, "blocks": f.blocks, "source": f.source.map(|(index, _)| index), "sources": f.sources });
    let reason = |code, text: String| Reason::new(code, args.clone(), text);
    if f.words == 0 {
        return reason("no-article", "No article was found on this page.".to_owned());
    }
    let Some((_, source)) = f.source else {
        if let Some((index, source, sentences, of)) = &f.followed {
            let mut told =
                reason("follows", format!("This article tells {sentences} of {of} sentences of {source} in its order, in other words."));
            let more = [("source", index), ("sentences", sentences), ("of", of)];
            more.into_iter().for_each(|(name, value)| drop(told.args.insert(name.to_owned(), (*value).into())));
            return told;
        }
        return reason("no-source", format!("No source was found in {} for any paragraph of this article.", count(f.packs, "pack")));
    };
    let others = match f.sources {
        0 | 1 => String::new(),
        2 => " and one other source".to_owned(),
        n => format!(" and {} other sources", n - 1),
    };
    if f.copied == f.words {
        reason("all-copied", format!("All of this article stands word for word in {source}{others}."))
    } else if 2 * f.copied > f.words {
        reason("mostly-copied", format!("Most of this article stands word for word in {source}{others}."))
    } else if 2 * (f.copied + f.modified + f.reworded) > f.words {
        reason("mostly-modified", format!("Most of this article stands in {source}{others}, in part with changes."))
    } else if f.copied + f.modified + f.reworded > 0 {
        reason(
            "some-shared",
            format!(
                "{} of this article {} words with {source}{others}.",
                count(f.blocks, "paragraph"),
                if f.blocks == 1 { "shares" } else { "share" }
            ),
        )
    } else {
        reason("quotations-only", format!("This article shares only quotations with {source}{others}."))
    }
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn are(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun} is") } else { format!("{n} {noun}s are") }
}

fn of_total(n: usize, total: usize) -> String {
    format!("{n} of {}", count(total, "word"))
}

/// "3 of 40 words were"
fn of_which(n: usize, total: usize) -> String {
    format!("{} {}", of_total(n, total), if n == 1 { "was" } else { "were" })
}
