//! What a block says of itself, in families: words that stand in furniture, and a few that stand in articles.

use std::sync::OnceLock;

use super::stems::{Stems, bits, families};

families! { CUES CUE_FAMILIES CUE_NAMES
    "related": "read more|related|also read|read also|see also|you may|you might|more from|more on|recommended|read next|up next|most popular|most read|trending|continue reading|keep reading|more stories|latest|popular|previous post|previous article|next post|next article|next story|featured|don't miss|mehr zum|lesen sie|lire aussi|lire la suite|leggi anche|lea también|lees ook|läs också|czytaj|recent ",
    "signup": "newsletter|subscri|sign up|sign in|signup|log in|login|your email|email address|e-mail address|inbox|free trial|register|abonn|anmeld|inscri|suscr|iscriviti|enter your",
    "picture": "photo|image|picture|getty|courtesy of|shutterstock|unsplash|foto|screenshot|credit:|credits:|reuters|illustration|pixabay|istock|pexels",
    "time": "min read|minute read|mins read|minutes read|published|updated|posted on|ago$|last modified|january|february|march|april|may |june|july|august|september|october|november|december|jan $|feb $|mar $|apr $|jun $|jul $|aug $|sep $|oct $|nov $|dec $|am$|pm$|gmt$|edt$|est$",
    "call": "contact|click here|learn more|find out more|download|get started|call us|call $|book a|request a|schedule|get a|try |join |donate|apply now|view |visit |see more|see all|view all|show more|load more|explore|discover",
    "consent": "cookie|privacy policy|consent|terms of|gdpr|datenschutz",
    "share": "share |share$|facebook|twitter|whatsapp|linkedin|pinterest|instagram|follow us|follow |teilen|partager|compart|condivid|tweet",
    "rights": "all rights|©|copyright|trademark|disclaimer|alle rechte|tous droits|licensed under|creative commons|not responsible",
    "comments": "comment|reply|leave a|discussion|kommentar|comentario|respond|moderat",
    "advertisement": "advertis|sponsor|affiliate|commission|anzeige|publicité|publicidad|promoted|paid ",
    "author": "about the author|written by|by $|is a writer|is the author|is a freelance|reporter|editor|contributor|correspondent|author|view all posts|von $|posted by|reviewed by|medically|fact check|follow him|follow her",
    "shop": "add to|buy $|buy now|shop$|shop now|price|in stock|shipping|sale$|% off|coupon|check price|see price|amazon|order now",
    "media": "listen|watch |video|podcast|play |loading|audio|episode|subtitles|transcript",
    "contents": "table of|in this article|jump to|on this page|contents$|key takeaways|in this |quick links|skip to|back to|inhalt",
    "notes": "references|sources|source:|footnotes|bibliography|notes$|citations|further reading|doi|et al|isbn|correction|editor's note|editor’s note|this article|this story|this post|originally",
    "labels": "tags|tagged|filed under|categories|category|topics|topic:|posted in|keywords|schlagworte|etiquetas|labels",
    "place": "home$|about us|careers|sitemap|faq|help$|support$|search|menu$|close|main menu|toggle|language|privacy|our team|our services",
}

/// So many are features of a block; of the heading above it all are.
pub const CUE_FEATURES: usize = 5;
const _: () = assert!(bits(CUE_NAMES, &["related", "signup", "picture", "time", "call"]) == (1 << CUE_FEATURES) - 1, "they stand first");

/// Two families, as bits.
pub const WRITER_CUE: u32 = bits(CUE_NAMES, &["author"]);
pub const TIME_CUE: u32 = bits(CUE_NAMES, &["time"]);

/// The families of what a block says, of a lower-case beginning of its text.
pub fn cues(text: &str) -> u32 {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::new(CUES)).families(text)
}
