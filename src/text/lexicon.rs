//! Small word lists a language: function words, which are little evidence, and formulas of the trade ("said",
//! "according to", "Tuesday"), which stand in every report.
//!
//! The lists also tell the language: the one whose function words are most frequent.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::words::normalise;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Spanish,
    French,
}

impl Language {
    pub const ALL: [Language; 4] = [Language::English, Language::German, Language::Spanish, Language::French];

    /// The language of a BCP 47 tag ("en-GB").
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Language::ALL.into_iter().find(|l| l.tag() == primary)
    }

    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Spanish => "es",
            Language::French => "fr",
        }
    }

    fn function_words(self) -> &'static str {
        match self {
            Language::English => ENGLISH,
            Language::German => GERMAN,
            Language::Spanish => SPANISH,
            Language::French => FRENCH,
        }
    }

    fn formulas(self) -> &'static str {
        match self {
            Language::English => ENGLISH_FORMULAS,
            Language::German => GERMAN_FORMULAS,
            Language::Spanish => SPANISH_FORMULAS,
            Language::French => FRENCH_FORMULAS,
        }
    }
}

/// The function words and formulas of one language; of none where the language is unknown.
pub struct Lexicon {
    function: FxHashSet<&'static str>,
    formula: FxHashSet<&'static str>,
    language: Option<Language>,
}

impl Lexicon {
    pub fn of(language: Option<Language>) -> &'static Lexicon {
        static LEXICONS: [OnceLock<Lexicon>; Language::ALL.len() + 1] = [const { OnceLock::new() }; Language::ALL.len() + 1];
        let place = language.and_then(|l| Language::ALL.iter().position(|k| *k == l)).unwrap_or(Language::ALL.len());
        LEXICONS[place].get_or_init(|| Lexicon::new(language))
    }

    fn new(language: Option<Language>) -> Lexicon {
        let set = |list: &'static str| list.split_ascii_whitespace().collect();
        Lexicon {
            function: language.map(|l| set(l.function_words())).unwrap_or_default(),
            formula: language.map(|l| set(l.formulas())).unwrap_or_default(),
            language,
        }
    }

    /// In a language without a list, short words stand in for function words.
    pub fn is_function(&self, normal: &str) -> bool {
        match self.language {
            Some(_) => self.function.contains(normal),
            None => normal.chars().count() <= 3,
        }
    }

    pub fn is_formula(&self, normal: &str) -> bool {
        self.formula.contains(normal)
    }

    /// German writes every noun with a capital.
    pub fn capitals_are_names(&self) -> bool {
        self.language != Some(Language::German)
    }
}

/// Guesses the language of a text from its function words; `None` where fewer than [`MIN_SHARE`] of the words are
/// function words of any one language known here.
pub fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    let lists = Language::ALL.map(|l| &Lexicon::of(Some(l)).function);
    let mut hits = [0usize; Language::ALL.len()];
    let mut total = 0;
    for chunk in texts.flat_map(str::split_whitespace).take(DETECT_WORDS) {
        let normal = normalise(chunk.trim_matches(|c: char| !c.is_alphanumeric()));
        total += 1;
        for (hit, list) in hits.iter_mut().zip(&lists) {
            *hit += usize::from(list.contains(normal.as_ref()));
        }
    }
    let best = (0..hits.len()).max_by_key(|&i| (hits[i], std::cmp::Reverse(i)))?;
    let next = (0..hits.len()).filter(|&i| i != best).map(|i| hits[i]).max().unwrap_or(0);
    let share = hits[best] as f32 / total.max(1) as f32;
    (share >= MIN_SHARE || share >= MIN_CLEAR_SHARE && hits[best] >= CLEAR_LEAD * next.max(1)).then(|| Language::ALL[best])
}

/// Words looked at to tell a language.
const DETECT_WORDS: usize = 400;
/// News prose has 35 to 50 % function words of its own language, 1 to 10 % of a neighbouring one's.
const MIN_SHARE: f32 = 0.18;
/// Lists and tables have fewer, but hardly any of another language.
const MIN_CLEAR_SHARE: f32 = 0.06;
const CLEAR_LEAD: usize = 4;

const ENGLISH: &str = "a about above after again against all almost along already also although always am among an and another any are aren't around as at away back be became because been before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else enough even ever every few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its itself just least less like made make many may me might mine more most much must my myself neither never no nor not now of off often on once one only or other others our ours ourselves out over own per perhaps quite rather same shall she she's should shouldn't since so some still such than that that's the their theirs them themselves then there there's these they they'd they'll they're they've this those though through to too toward towards two under until up upon us very was wasn't we we'd we'll we're we've were weren't what when where whether which while who whom whose why will with within without won't would wouldn't yet you you'd you'll you're your yours yourself";

const ENGLISH_FORMULAS: &str = "company contributed email emailed immediately issued journalists phone released according added adding announced asked comment confirmed declined reported reportedly reporter reporters reports request respond responded said say saying says spokesman spokesperson spokeswoman statement stated tell telling tells told interview conference press news monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december yesterday today tomorrow week month year last next mr mrs ms dr";

const GERMAN: &str = "ab aber alle allem allen aller alles als also am an andere anderen anderer auch auf aus bei beim bin bis bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darüber das dass davon dazu dein dem den denen denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwa etwas euch euer für gegen gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jedoch jetzt kann kein keine keinen können könnte man mehr mein mit muss müssen nach neben nicht nichts noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sollen soll sollte sondern über um und uns unser unter viel vom von vor war waren was wegen weil welche wenn wer werden wie wieder will wir wird wo wurde wurden würde zu zum zur zwar zwei zwischen";

const GERMAN_FORMULAS: &str = "sagte sagt sagten erklärte erklärten teilte mit laut mitteilung angaben zufolge sprecher sprecherin anfrage stellungnahme montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember gestern heute morgen woche monat jahr";

const SPANISH: &str = "a al algo algunas algunos ante antes así aún aunque bajo bien cada como con contra cual cuando cuatro de del desde donde dos durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta está están estas este esto estos fue fueron ha había habían han hasta hay la las le les lo los más me mi mientras muy nada ni no nos nosotros o otra otras otro otros para pero poco por porque pues que qué quien quienes se sea según ser si sí sido sin sobre solo son su sus también tan tanto te tiene tienen toda todas todo todos tras tres tu un una uno unos y ya yo";

const SPANISH_FORMULAS: &str = "dijo dijeron afirmó añadió aseguró declaró explicó señaló comunicado portavoz declaraciones lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy mañana semana mes año";

const FRENCH: &str = "à afin ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir c'est ce cela celle celui ces cet cette ceux chaque chez comme d'un d'une dans de depuis des deux dont du elle elles en encore entre est et été être eu fait il ils je jusque l'on la le les leur leurs lors lui mais me même mes moins mon ne ni nos notre nous on ont ou où par pas pendant peu peut plus pour pourquoi puis qu'il qu'ils qu'elle qu'on quand que quel quelle qui quoi sa sans se selon sera ses si son sont sous sur ta tandis tes ton tous tout toute toutes très trois tu un une vers vos votre vous y";

const FRENCH_FORMULAS: &str = "a-t-il dit déclaré affirmé ajouté expliqué annoncé précisé communiqué porte-parole lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier aujourd'hui demain semaine mois année";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let guess = |t: &str| detect(std::iter::once(t));
        assert_eq!(guess("The ferry was towed to the harbour and nobody on it was hurt"), Some(Language::English));
        assert_eq!(guess("Die Fähre wurde in den Hafen geschleppt und niemand war verletzt"), Some(Language::German));
        assert_eq!(guess("El transbordador fue llevado al puerto y nadie en él resultó herido"), Some(Language::Spanish));
        assert_eq!(guess("Le ferry a été remorqué vers le port et personne n'est blessé dans cette affaire"), Some(Language::French));
        assert_eq!(guess("Prom odholowano do portu, nikt nie ucierpiał"), None);
    }
}
