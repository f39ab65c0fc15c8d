//! Words in ids, classes, roles and item properties, in families: what the makers of pages call their parts.

use std::sync::OnceLock;

use super::stems::{Stems, families};

families! { HINTS HINT_FAMILIES HINT_NAMES
    "article": "article$|articlebody|articletext|articlecontent|hentry|story$|storybody|blogpost|newsarticle|blogposting",
    "body": "body$|bodytext|bodycopy|content$|contents$|contentbody|maincontent|postcontent|entry$|post$|text$|richtext|rich$|prose|wysiwyg|paragraph|copy$|markdown|mainentityofpage|editor$|formatted",
    "main": "main$|primary|single$|singular",
    "comments": "comment|disqus|reply|respond$|replies|discussion|akismet|livefyre|reviews$",
    "related": "related|recommend|recirc|readmore|readnext|morefrom|alsolike|similar|suggest|upnext|outbrain|taboola|zergnet|more$|latest|recent|popular|trending|mostread|mostpopular",
    "share": "share$|shares$|sharing|sharebar|sharebutton|social|addtoany|addthis|follow$|facebook|twitter|linkedin|whatsapp|pinterest",
    "signup": "newsletter|signup|subscri|optin|mailchimp|convertkit|login|signin|register|registration|paywall|piano|regwall|membership|leadgen|gform|hsform|wpforms|form$|field$",
    "advertisement": "ad$|ads$|advert|adslot|adunit|adcontainer|sponsor|promo|dfp|gpt$|affiliate|disclosure|partner",
    "navigation": "nav$|navbar|navigation|menu|breadcrumb|submenu|subnav|megamenu|pagination|pager|paging|skip$|skiplink|prev$|previous|next$|offcanvas|hamburger|drawer",
    "footer": "footer|colophon|contentinfo|copyright|legal$|sitefooter|bottom$",
    "header": "header$|masthead|banner$|topbar|siteheader|hero$|logo|branding",
    "sidebar": "sidebar|aside|complementary|rail$|rightcol|secondary|sidecol|side$",
    "byline": "byline|author|vcard|contributor|writer|bio$|biography|avatar|profile",
    "date": "date$|dateline|time$|timestamp|datetime|published|updated|datepublished|datemodified|duration|readtime|readingtime",
    "caption": "caption|credit|figcaption|wp-caption|attribution|photo$|image|img$|gallery|slideshow|carousel|slider|slide$|lightbox|thumb",
    "consent": "cookie|consent|gdpr|cmp$|onetrust|privacy|ccpa|cookiebot",
    "overlay": "modal|popup|overlay|lightbox|dialog|dropdown|tooltip|popover|alert|notice$|notification|announcement|toast",
    "labels": "tag$|tags$|taglist|topic$|topics$|category|categories|taxonomy|label$|badge|keyword|kicker|eyebrow|hashtag",
    "meta": "meta$|metadata|info$|infobar|details$|stats|counter|views$|toolbar|tools$|print$",
    "widget": "widget|module$|component$|block$|blocks$|section$|box$|panel$",
    "builder": "elementor|wpb|vc$|et$|fl$|fusion|wp-block|sqs|divi|kt$|brxe|w-richtext|gutenberg|avia|tatsu",
    "card": "card|teaser|tile$|tiles$|grid$|listing|list$|items$|feed$|loop$|collection|posts$|archive|results|excerpt|blurb",
    "shop": "product|price|cart$|shop|buy$|checkout|sku$|offer|deal$|pricing|rating|star$|stars$|woocommerce",
    "media": "player|audio|video|podcast|embed|jwplayer|youtube|vimeo|playlist|listen|iframe",
    "contents": "toc$|tableofcontents|table-of-contents|toc_|ez-toc|jump$|anchor$|onpage|scrollspy",
    "summary": "summary|takeaway|highlights|keypoint|lead$|lede|intro$|dek$|standfirst|subtitle|subhead|subheadline|deck$|description|abstract|tldr|sapo",
    "title": "title|headline|heading",
    "quotation": "quote|pullquote|blockquote|testimonial|callout|inset|infobox|factbox|sidenote",
    "notes": "footnote|reference|citation|source$|sources$|bibliography|endnote|reflist|disclaimer|correction",
    "call": "cta$|button|btn|action|contact|call$|calltoaction|download|apply$|donate|donation",
    "hidden": "hidden|hide$|screenreader|screen-reader|sr$|visuallyhidden|invisible|offscreen|collapse$|collapsed|noprint|none$",
    "questions": "faq|accordion|toggle|question|answer|tabs$|tab$|tabpanel|step$|recipe|ingredient|instruction",
}

/// Those of comments, related stories, sharing, signing up and advertisements, as bits.
pub const BOX_HINTS: u32 = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7;

/// Those of comments, related stories and navigation, as bits: what is in such an element is about something else.
pub const OTHER_HINTS: u32 = 1 << 3 | 1 << 4 | 1 << 8;

/// The families of an element's hint, as bits.
pub fn hints(hint: &str) -> u32 {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::new(HINTS)).families(hint)
}
