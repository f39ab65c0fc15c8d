//! Words in ids, classes, roles and item properties, in families: what the makers of pages call their parts.

use std::sync::OnceLock;

use super::stems::{Stems, bits, families};

families! { HINTS HINT_FAMILIES HINT_NAMES
    "article": "article$|articlebody|articletext|articlecontent|hentry|story$|storybody|blogpost|newsarticle|blogposting",
    "body": "body$|bodytext|bodycopy|content$|contents$|contentbody|maincontent|postcontent|entry$|post$|text$|richtext|rich$|prose|wysiwyg|paragraph|copy$|markdown|mainentityofpage|editor$|formatted",
    "comments": "comment|disqus|reply|respond$|replies|discussion|akismet|livefyre|reviews$",
    "related": "related|recommend|recirc|readmore|readnext|morefrom|alsolike|similar|suggest|upnext|outbrain|taboola|zergnet|more$|latest|recent|popular|trending|mostread|mostpopular",
    "navigation": "nav$|navbar|navigation|menu|breadcrumb|submenu|subnav|megamenu|pagination|pager|paging|skip$|skiplink|prev$|previous|next$|offcanvas|hamburger|drawer",
    "header": "header$|masthead|banner$|topbar|siteheader|hero$|logo|branding",
    "byline": "byline|author|vcard|contributor|writer|bio$|biography|avatar|profile",
    "caption": "caption|credit|figcaption|wp-caption|attribution|photo$|image|img$|gallery|slideshow|carousel|slider|slide$|lightbox|thumb",
    "overlay": "modal|popup|overlay|lightbox|dialog|dropdown|tooltip|popover|alert|notice$|notification|announcement|toast",
    "labels": "tag$|tags$|taglist|topic$|topics$|category|categories|taxonomy|label$|badge|keyword|kicker|eyebrow|hashtag",
    "widget": "widget|module$|component$|block$|blocks$|section$|box$|panel$",
    "builder": "elementor|wpb|vc$|et$|fl$|fusion|wp-block|sqs|divi|kt$|brxe|w-richtext|gutenberg|avia|tatsu",
    "card": "card|teaser|tile$|tiles$|grid$|listing|list$|items$|feed$|loop$|collection|posts$|archive|results|excerpt|blurb",
    "shop": "product|price|cart$|shop|buy$|checkout|sku$|offer|deal$|pricing|rating|star$|stars$|woocommerce",
    "media": "player|audio|video|podcast|embed|jwplayer|youtube|vimeo|playlist|listen|iframe",
    "contents": "toc$|tableofcontents|table-of-contents|toc_|ez-toc|jump$|anchor$|onpage|scrollspy",
    "summary": "summary|takeaway|highlights|keypoint|lead$|lede|intro$|dek$|standfirst|subtitle|subhead|subheadline|deck$|description|abstract|tldr|sapo",
    "call": "cta$|button|btn|action|contact|call$|calltoaction|download|apply$|donate|donation",
    "hidden": "hidden|hide$|screenreader|screen-reader|sr$|visuallyhidden|invisible|offscreen|collapse$|collapsed|noprint|none$",
    "share": "share$|shares$|sharing|sharebar|sharebutton|social|addtoany|addthis|follow$|facebook|twitter|linkedin|whatsapp|pinterest",
    "signup": "newsletter|signup|subscri|optin|mailchimp|convertkit|login|signin|register|registration|paywall|piano|regwall|membership|leadgen|gform|hsform|wpforms|form$|field$",
    "advertisement": "ad$|ads$|advert|adslot|adunit|adcontainer|sponsor|promo|dfp|gpt$|affiliate|disclosure|partner",
}

/// So many are features of the model; the others are asked for by a rule.
pub const HINT_FEATURES: usize = HINT_FAMILIES - 3;
const _: () = assert!(bits(HINT_NAMES, &["share", "signup", "advertisement"]) >> HINT_FEATURES == 0b111, "they stand behind the features");

/// Those of comments, related stories, sharing, signing up and advertisements, as bits.
pub const BOX_HINTS: u32 = bits(HINT_NAMES, &["comments", "related", "share", "signup", "advertisement"]);

/// Those of comments, related stories and navigation, as bits: what is in such an element is about something else.
pub const OTHER_HINTS: u32 = bits(HINT_NAMES, &["comments", "related", "navigation"]);

/// The families of an element's hint, as bits.
pub fn hints(hint: &str) -> u32 {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::new(HINTS)).families(hint)
}
