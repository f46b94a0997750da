//! What stands around every page: its language, the organisation, whom to ask, and whom to ring in
//! a crisis.

use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

use chrono_tz::Tz;

use super::{console_words::ConsoleWords, html::Html};
use crate::{
    config::ActiveSite,
    domain::join::Application,
    words::{Tongue, pages as keys, shipped},
};

/// The frame of one page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Whose page it is; unknown where the link is.
    pub site: Option<&'a ActiveSite>,
    /// The page's language.
    pub words: Tongue,
}

impl<'a> Frame<'a> {
    /// The frame for a reader of this language (BCP 47).
    pub fn new(site: Option<&'a ActiveSite>, language: &str) -> Self {
        Self {
            site,
            words: Tongue::of(language),
        }
    }

    /// The same for a page of the console, which speaks fewer languages than members do.
    pub fn of_console(site: Option<&'a ActiveSite>, language: &str) -> Self {
        let words = ConsoleWords::tongue(Tongue::of(language));
        Self { site, words }
    }

    /// What the console's pages say.
    pub(super) fn console(self) -> &'static ConsoleWords {
        ConsoleWords::of(self.words)
    }

    /// The site's zone.
    pub(super) fn zone(self) -> Tz {
        self.site.map_or(Tz::UTC, |site| site.config.time_zone)
    }

    /// The zone of a person's device; the site's where it is not known.
    pub fn zone_of(self, application: &Application) -> Tz {
        application.zone_or(self.zone())
    }

    /// A whole page. `title` stays in the browser's history, so it names no group.
    pub(super) fn page(self, title: &str, body: Html) -> String {
        self.page_with("", title, body)
    }

    /// The same with elements in its head, HTML.
    pub(super) fn page_with(self, head: &str, title: &str, body: Html) -> String {
        let header = self.name().map_or(String::new(), |name| {
            format!("<header><p>{}</p></header>", encode_text(&name))
        });
        let body = format!(
            "{header}\n<main>{}</main><footer>{}</footer>",
            body.into_string(),
            self.footer().into_string(),
        );
        self.document(title, "", head, &body)
    }

    /// The organisation, as members know it.
    pub(super) fn name(self) -> Option<String> {
        self.site.map(|site| self.named(site))
    }

    /// An organisation's name in the page's language.
    pub fn named(self, site: &ActiveSite) -> String {
        self.wire(site).name
    }

    /// HTML around a body that is HTML; `root` is attributes and `head` elements, HTML both.
    pub(super) fn document(self, title: &str, root: &str, head: &str, body: &str) -> String {
        let themed = self.site.filter(|site| site.config.theme.is_some());
        let site = themed.map_or(String::new(), |site| format!("?site={}", site.slug));
        let head = format!("<link rel=\"stylesheet\" href=\"/pages.css{site}\">\n{head}");
        self.html(title, root, &head, &format!("<body>\n{body}\n</body>"))
    }

    /// The same for a page whose style is in its head: the widgets', whose root its body is.
    pub(super) fn bare(self, title: &str, head: &str, body: &str) -> String {
        let body = format!("<body class=\"kindred\">\n{body}\n</body>");
        self.html(title, "", head, &body)
    }

    fn html(self, title: &str, root: &str, head: &str, body: &str) -> String {
        let words = self.words;
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\"{root}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
             {head}</head>\n{body}\n</html>\n",
            attribute(words.tag()),
            words.direction().as_str(),
            encode_text(title),
        )
    }

    fn wire(self, site: &ActiveSite) -> api_types::Site {
        let asked = Some(self.words.tag());
        site.config.wire(&site.slug, asked, false)
    }

    /// Whom to ask, whom to ring in a crisis, and what these groups are not.
    pub(super) fn footer(self) -> Html {
        let Some(site) = self.site else {
            return Html::new();
        };
        let site = self.wire(site);
        let mut footer = Html::new();
        let contact = ways(&site.contact);
        if !contact.is_empty() {
            footer = footer.section(self.words.say(keys::QUESTIONS), Html::new().list(contact));
        }
        // Without a country there is no telling which lines are the reader's: all are there.
        let crisis = match site.crisis.as_slice() {
            [own] => self.crisis(own),
            all => all.iter().fold(Html::new(), |html, lines| {
                html.details(&lines.country, self.crisis(lines))
            }),
        };
        footer = footer.section(self.words.say(keys::CRISIS), crisis);
        let mut small = Html::new().blocks(&site.disclaimer);
        if let Some(url) = &site.privacy_url {
            small = small.p(Html::link(url, self.words.say(keys::PRIVACY)));
        }
        footer.section(self.words.say(keys::GOOD_TO_KNOW), small)
    }

    /// One country's emergency number and lines.
    fn crisis(self, lines: &api_types::CrisisLines) -> Html {
        let first = |words: Tongue| {
            let number = [("number", Html::phone(&lines.emergency))];
            Html::new().p(Html::filled(words.say(keys::CRISIS_EMERGENCY), &number))
        };
        let each = lines.lines.iter().map(|line| self.crisis_line(line));
        let mut crisis = first(self.words);
        if self.needs_english_beside() {
            crisis = crisis.then(first(Tongue::ENGLISH).in_language("en"));
        }
        crisis.list(each.collect())
    }

    /// Whether the site has not had the words of this language read by somebody who grew up with it.
    pub(super) fn needs_english_beside(self) -> bool {
        let tag = self.words.tag();
        self.site
            .is_some_and(|site| site.config.needs_english_beside(tag))
    }

    fn crisis_line(self, line: &api_types::CrisisLine) -> Html {
        let words = self.words;
        let call = line.call.as_deref().map(|number| {
            let number = [("number", Html::phone(number))];
            Html::filled(words.say(keys::CRISIS_CALL), &number)
        });
        let text = line.text.as_deref().map(|number| {
            let number = ("number", Html::number(&format!("sms:{number}"), number));
            match line.text_word.as_deref() {
                Some(word) => {
                    let told = [number, ("word", word.into())];
                    Html::filled(words.say(keys::CRISIS_TEXT_WORD), &told)
                }
                None => Html::filled(words.say(keys::CRISIS_TEXT), &[number]),
            }
        });
        let ways = match (call, text) {
            (Some(a), Some(b)) => {
                Html::filled(words.say(shipped::LIST_MORE), &[("a", a), ("b", b)])
            }
            (one, other) => one.or(other).unwrap_or_default(),
        };
        let mut told = vec![("name", line.name.as_str().into()), ("ways", ways)];
        let hours = line.hours.as_deref().map(|hours| ("hours", hours.into()));
        let key = hours
            .as_ref()
            .map_or(keys::CRISIS_LINE, |_| keys::CRISIS_LINE_HOURS);
        told.extend(hours);
        Html::filled(words.say(key), &told)
    }
}

/// How to reach the organisation.
pub(super) fn ways(contact: &api_types::Contact) -> Vec<Html> {
    let mut ways = Vec::new();
    ways.extend(contact.name.as_deref().map(Html::from));
    ways.extend(contact.phone.as_deref().map(Html::phone));
    ways.extend(contact.email.as_deref().map(Html::email));
    ways.extend(contact.url.as_deref().map(|url| Html::number(url, url)));
    ways
}
