//! Where a letter to many, a newsletter say, is on the web, and its lines that only lead there or off the list.
//!
//! Such lines are told by their words: all of them are of a small stock, in whatever language, so that no sentence of an article is one.

use crate::core::{PageBlock, PageInput};
use crate::dom::{Data, Node};
use crate::feed::parse;
use crate::look::Look;
use crate::saved::is_address;
use crate::tags::SKIPPED;
use crate::walk::{Visitor, walk};

/// So many lines at either end of a letter are looked at.
const EDGE: usize = 12;

/// A line of more words is a sentence.
const MAX_WORDS: usize = 24;

/// A letter says where it is at its head and at its foot. What is said more often is said of its articles, each elsewhere.
const MOST_OFTEN: usize = 2;

// Words of such lines, in English, German, French, Spanish, Arabic, Italian, Portuguese and Dutch. With a `*` they may go on.

const VIEW: &str = "view* read* open* see display* show* version* versión versie webversion* webansicht* onlineversion* onlineansicht* \
    browserversion* browseransicht* ansehen anschauen anzeigen angezeigt dargestellt darstell* öffnen lesen ansicht voir visuali* affich* ouvr* lire \
    consult* ver leer abr* mostrar muestra visualizza* leggi* apri ler veja bekijk* lees weergeven \
    عرض اعرض لعرض افتح فتح لفتح اقرأ اقرا قراءة لقراءة مشاهدة لمشاهدة شاهد نسخة النسخة تصفح لتصفح تصفّح";

const PLACE: &str = "browser* online web website* webpage* webversion* webansicht* onlineversion* onlineansicht* browserversion* browseransicht* \
    internet internetbrowser* webbrowser* navigateur* ligne línea linea navegador* linha المتصفح متصفح متصفحك بالمتصفح للمتصفح الويب الإنترنت الانترنت \
    الإلكترونية الالكترونية";

const LETTER: &str = "email* mail* message* newsletter* newsletters letter* issue edition bulletin* ausgabe* nachricht* rundbrief* courriel* lettre* \
    infolettre* correo* mensaje* boletín boletin* messaggio mensagem bericht البريد بريد بريدك الرسالة رسالة رسالتك النشرة نشرة الإلكتروني الالكتروني";

const HERE: &str = "here click* hier klick* klik ici cliqu* aquí aqui clic haz pulse clicca qui clique هنا انقر اضغط";

const LEAVE: &str = "unsubscrib* abmeld* abbestell* austragen désabonn* désinscri* desinscri* baja desuscri* cancelar cancel* annulla* disiscri* \
    uitschrijven afmelden إلغاء الغاء لإلغاء";

const BESIDE: &str = "this the a an in on it its your you our as is are to of and or for from with by not don isn doesn can cannot unable having trouble problem* \
    properly correctly page* window full new tab if want longer no receive manage update change preference* subscription* list profile \
    diese dieser diesen dies die der das den im ihrem ihren deinem deinen ihre sie nicht richtig korrekt zur zum als auf wird werden wenn falls bitte \
    probleme beim mit dem einem einen eine ein und oder seite fenster neuen vom von sich möchten einstellung* ändern verwalten \
    cet cette ce le la les un une dans votre ton sur en de du des à pas ne si vous se correctement bien problème* pour arrivez avez être souhaitez plus recevoir \
    gérer modifier préférences abonnement* este esta el los las su tu una del no puede puedes correctamente problemas para con al por página darse darme date \
    suscripción suscripciones preferencias gestionar questa questo nel nella tuo il lo di per iscrizione esta este seu sua no na não \
    deze dit je uw het van inschrijving هذا هذه في على من عن إذا لم لا تظهر يظهر بشكل صحيح كصفحة صفحة تتمكن تستطيع أو إلى الى لك الاشتراك اشتراكك القائمة \
    تفضيلات التفضيلات تحديث إدارة";

fn is_in(stock: &str, word: &str) -> bool {
    stock.split_whitespace().any(|known| match known.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == known,
    })
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Where the letter is on the web.
    Where,
    /// How to leave the list.
    Leave,
    Other,
}

fn says(text: &str) -> Says {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some()).take(MAX_WORDS + 1).collect();
    let has = |stock: &str| words.iter().any(|word| is_in(stock, word));
    let is_known = |word: &&str| {
        [VIEW, PLACE, LETTER, HERE, LEAVE, BESIDE].iter().any(|stock| is_in(stock, word)) || word.bytes().all(|b| b.is_ascii_digit())
    };
    if words.is_empty() || words.len() > MAX_WORDS || !words.iter().all(is_known) {
        Says::Other
    } else if has(LEAVE) {
        Says::Leave
    } else if has(VIEW) && (has(PLACE) || has(LETTER) && has(HERE)) {
        Says::Where
    } else {
        Says::Other
    }
}

/// A line of a letter, and the links in it: their words and where they lead.
#[derive(Default)]
struct Line {
    text: String,
    links: Vec<(String, String)>,
}

/// Where a letter says that it is on the web: by a link that says so, or by the only one in a line that does.
fn address(lines: &[Line]) -> Option<String> {
    let mut told: Vec<(usize, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let by_words = line.links.iter().find(|(words, _)| says(words) == Says::Where);
        let alone = || match (line.links.as_slice(), lines.get(at + 1)) {
            ([one], _) => Some(one),
            // The address may stand in a line of its own.
            ([], Some(Line { text, links })) if text.trim().is_empty() => links.first(),
            _ => None,
        };
        let link = by_words.or_else(|| if says(&line.text) == Says::Where { alone() } else { None });
        told.extend(link.map(|(_, target)| (at, target.as_str())));
    }
    let is_edge = |at: usize| at < EDGE || at + EDGE >= lines.len();
    if told.len() > MOST_OFTEN {
        return None;
    }
    told.into_iter().find(|&(at, _)| is_edge(at)).map(|(_, target)| target.to_owned())
}

/// The address of a letter in HTML.
pub fn address_in_html(html: &str) -> Option<String> {
    let mut lines = Lines::default();
    walk(&parse(html), &mut lines);
    lines.end();
    address(&lines.ended)
}

/// The address of a letter in plain text.
pub fn address_in_text(page: &PageInput) -> Option<String> {
    address(&page.blocks().iter().map(|block| line(&block.text)).collect::<Vec<_>>())
}

/// A line of plain text, in which addresses are links.
fn line(text: &str) -> Line {
    let mut line = Line::default();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['<', '>', '(', ')', '[', ']', ',', ';']);
        if is_address(bare) {
            line.links.push((String::new(), bare.to_owned()));
        } else {
            line.text.push(' ');
            line.text.push_str(word);
        }
    }
    line
}

/// A letter without the lines at its ends that only lead to where it is, or off the list.
pub fn without_lines_that_lead(mut page: PageInput) -> PageInput {
    let count = page.blocks().len();
    let mut keeps = Vec::with_capacity(count);
    for (at, block) in page.blocks().iter().enumerate() {
        let Line { text, links } = line(&block.text);
        let is_bare = text.trim().is_empty() && !links.is_empty();
        let leads = says(&text) != Says::Other || is_bare && keeps.last() == Some(&false);
        keeps.push(!(leads && (at < EDGE || at + EDGE >= count)));
    }
    if keeps.iter().all(|&keep| keep) || !keeps.contains(&true) {
        return page;
    }
    // A time belongs to a block, or to the one that it stands before.
    for time in &mut page.times {
        time.block = keeps.iter().take(time.block as usize).filter(|&&keep| keep).count() as u32;
    }
    let elements = page.elements().to_vec();
    let blocks: Vec<PageBlock> = page.blocks().iter().zip(&keeps).filter(|(_, keep)| **keep).map(|(block, _)| block.clone()).collect();
    page.with_blocks(elements, blocks).expect("the elements are those of the page")
}

/// The lines of HTML.
#[derive(Default)]
struct Lines {
    ended: Vec<Line>,
    open: Line,
    /// Where the open link leads, and where its words begin.
    link: Option<(String, usize)>,
}

impl Lines {
    fn end(&mut self) {
        self.end_link();
        let line = std::mem::take(&mut self.open);
        if line.text.chars().any(char::is_alphanumeric) {
            self.ended.push(line);
        }
    }

    fn end_link(&mut self) {
        if let Some((target, from)) = self.link.take() {
            let words = self.open.text[from..].to_owned();
            self.open.links.push((words, target));
        }
    }
}

/// What is to be ended with an element.
#[derive(Default)]
struct Ends {
    line: bool,
    link: bool,
}

impl Visitor for Lines {
    type Left = Ends;

    fn enter(&mut self, _: &[Node], node: &Node) -> Option<Ends> {
        let element = match &node.data {
            Data::Text(text) => {
                self.open.text.push_str(text);
                return None;
            }
            Data::Other => return Some(Ends::default()),
            Data::Element(element) => element,
        };
        if SKIPPED.contains(&element.tag()) || element.tag() == "title" {
            return None;
        }
        let target = element.attribute("href").filter(|target| element.tag() == "a" && is_address(target.trim()));
        let line = Look::of(element).block || element.tag() == "br";
        // What leads on may hold blocks: a button in a table.
        if line && self.link.is_none() {
            self.end();
        }
        if let Some(target) = target {
            self.end_link();
            self.link = Some((target.trim().to_owned(), self.open.text.len()));
        }
        Some(Ends { line, link: target.is_some() })
    }

    fn leave(&mut self, Ends { line, link }: Ends) {
        if link {
            self.end_link();
        }
        if line && self.link.is_none() {
            self.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_words() {
        for line in [
            "View this email in your browser",
            "View in browser »",
            "Read online",
            "Web version",
            "Can't see this e-mail properly? Click here to open it on the web.",
            "Trouble viewing this message? Click here",
            "Im Browser ansehen",
            "Wird dieser Newsletter nicht richtig angezeigt? Bitte klicken Sie hier.",
            "Zur Webansicht",
            "Voir ce message dans votre navigateur",
            "Si vous n'arrivez pas à lire cet e-mail, cliquez ici",
            "Version en ligne",
            "Ver este correo en el navegador",
            "¿No puede ver este mensaje? Haz clic aquí",
            "Versión web",
            "عرض هذه الرسالة في المتصفح",
            "اقرأ النشرة على الويب",
            "إذا لم تظهر الرسالة بشكل صحيح اضغط هنا لعرض الرسالة في المتصفح",
        ] {
            assert_eq!(says(line), Says::Where, "{line}");
        }
        for line in
            ["Unsubscribe", "Unsubscribe from this list", "Newsletter abbestellen", "Se désabonner", "Darse de baja", "إلغاء الاشتراك"]
        {
            assert_eq!(says(line), Says::Leave, "{line}");
        }
        for line in [
            "",
            "Click here",
            "Read more",
            "Read: how online shops track you",
            "A browser for the blind",
            "Ferry runs aground: read the report online",
            "The council met online",
            "Ver las fotos en la web del puerto",
            "Die neue Ausgabe ist da",
            "Subscribers cancel in droves",
        ] {
            assert_eq!(says(line), Says::Other, "{line}");
        }
    }

    #[test]
    fn links_of_a_letter_in_html() {
        let read = |html: &str| address_in_html(html).unwrap_or_default();
        let prose = "<p>The ferry ran aground.</p>";
        assert_eq!(
            read(&format!("<div>Ferry, heron <a href='https://al.example/1'>View in <b>browser</b></a></div>{prose}")),
            "https://al.example/1"
        );
        assert_eq!(read(&format!("{prose}<a href=https://al.example/2><table><tr><td>Read online</table></a>")), "https://al.example/2");
        let line = "Wird die E-Mail nicht richtig angezeigt? <a href=https://al.example/3>Klicken Sie hier</a>";
        assert_eq!(read(&format!("<p>{line}</p>{prose}")), "https://al.example/3");
        let two = "<td><a href=https://al.example/off>Unsubscribe</a> | <a href=https://al.example/4>View online</a></td>";
        assert_eq!(read(&format!("{prose}<table><tr>{two}</table>")), "https://al.example/4");
        // In the middle, without an address, and in a digest whose articles each say so.
        let far = prose.repeat(EDGE + 1);
        assert_eq!(read(&format!("{far}<a href=https://al.example/5>View online</a>{far}")), "");
        assert_eq!(read(&format!("<a href=mailto:x@al.example>View online</a>{prose}")), "");
        let digest: String = (0..4).map(|n| format!("{prose}<a href=https://al.example/{n}>Read online</a>")).collect();
        assert_eq!(read(&digest), "");
    }

    #[test]
    fn links_of_a_letter_in_plain_text() {
        let read = |text: &str| address_in_text(&PageInput::from_text(text)).unwrap_or_default();
        assert_eq!(read("View this email in your browser:\nhttps://al.example/1\n\nThe ferry ran aground.\n"), "https://al.example/1");
        assert_eq!(read("The ferry ran aground.\nRead online <https://al.example/2>\n"), "https://al.example/2");
        assert_eq!(read("The ferry ran aground.\nThe report is at https://al.example/3\n"), "");
    }
}
