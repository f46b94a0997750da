//! What members see of a site: texts in their language, and its own words before shipped ones.

use api_types::{Acknowledge, CrisisLines, Site, SiteAnswer};

use super::{shipped, site::SiteConfig};
use crate::{
    domain::{
        guidelines::Reading,
        markdown,
        wording::{nearest_language, primary},
    },
    words::{self, Tongue},
};

impl SiteConfig {
    /// What a widget starts with: the site as [`Self::wire`] says it, and its looks.
    pub fn answer(&self, slug: &str, asked: Option<&str>, every_country: bool) -> SiteAnswer {
        SiteAnswer {
            site: self.wire(slug, asked, every_country),
            theme: Some(self.widget_sheet()).filter(|sheet| !sheet.is_empty()),
            wording: self.own_words(self.language_for(asked)),
        }
    }

    /// Its looks, and what it does without, as a sheet for widgets.
    pub fn widget_sheet(&self) -> String {
        // A file whose theme cannot be read is not served.
        let theme = self.theme.as_ref().and_then(|theme| theme.theme().ok());
        let theme = theme.map(|theme| theme.widget_sheet());
        theme.unwrap_or_default() + &self.features.sheet()
    }

    /// The site's own page about privacy, else its notice on this server, in a language of its own.
    pub fn privacy_link(&self, language: &str) -> Option<String> {
        let notice = self.notice_at.as_ref();
        let notice = notice.filter(|_| !self.privacy_notice.is_empty());
        let notice = || notice.map(|address| format!("{address}?lang={language}"));
        self.privacy_url.clone().or_else(notice)
    }

    /// The privacy notice that this server shows, nearest to a language: its own language, and its text.
    pub fn own_notice(&self, asked: &str) -> Option<(&str, &str)> {
        let own = &self.privacy_notice;
        let said = |tag: &str| {
            let (tag, text) = own.get_key_value(tag)?;
            Some((tag.as_str(), text.as_str()))
        };
        let languages = self.languages.iter().map(String::as_str);
        let any = || {
            own.iter()
                .next()
                .map(|(tag, text)| (tag.as_str(), text.as_str()))
        };
        [asked, primary(asked)]
            .into_iter()
            .chain(languages)
            .find_map(said)
            .or_else(any)
    }

    /// What members see, in the language nearest to `asked`: with the crisis lines of the site's
    /// country, or of every country where asked for, or where the site names none that has any.
    pub fn wire(&self, slug: &str, asked: Option<&str>, every_country: bool) -> Site {
        let language = self.language_for(asked);
        let mut crisis = self.crisis_lines();
        let own = |lines: &CrisisLines| Some(&lines.country) == self.country.as_ref();
        if !every_country && crisis.first().is_some_and(own) {
            crisis.truncate(1);
        }
        Site {
            slug: slug.to_owned(),
            name: self.name.said_in(language).to_owned(),
            language: language.to_owned(),
            languages: self.languages.clone(),
            time_zone: self.time_zone.name().to_owned(),
            contact: self.contact.clone(),
            disclaimer: markdown::blocks(self.disclaimer_in(language)),
            country: self.country.clone(),
            crisis,
            facets: self.facets.clone(),
            privacy_url: self.privacy_link(language),
        }
    }

    /// The site's language that fits best: the same tag, else the same language, else the first.
    pub fn language_for(&self, asked: Option<&str>) -> &str {
        let languages = self.languages.iter().map(String::as_str);
        nearest_language(languages, asked).unwrap_or("en")
    }

    /// Whether nobody who grew up with a language has read its shipped words for this site: consent and crisis
    /// texts then show with the English beside them.
    pub fn needs_english_beside(&self, language: &str) -> bool {
        let reviewed = |known: &String| primary(known) == primary(language);
        // What does not ship is said in English anyway.
        let is_ours = Tongue::shipped(language).is_some_and(|tongue| tongue != Tongue::ENGLISH);
        is_ours && !self.reviewed_languages.iter().any(reviewed)
    }

    /// How the site shows guidelines to somebody who asks for a language.
    pub fn reading<'a>(&'a self, asked: Option<&'a str>) -> Reading<'a> {
        let join = self.join.as_ref();
        Reading {
            languages: &self.languages,
            asked,
            acknowledge: join.map_or(Acknowledge::Together, |join| join.acknowledge),
        }
    }

    /// The site's own words, else the shipped ones, else the site's in its first language:
    /// there always is a disclaimer.
    fn disclaimer_in(&self, language: &str) -> &str {
        let own = |language: &str| self.disclaimer.get(language).map(String::as_str);
        let ours = |tongue: Tongue| tongue.say(words::shipped::DISCLAIMER);
        own(language)
            .or_else(|| own(primary(language)))
            .or_else(|| Tongue::shipped(language).map(ours))
            .or_else(|| self.languages.iter().find_map(|language| own(language)))
            .unwrap_or_else(|| ours(Tongue::ENGLISH))
    }

    /// The site's lines and the shipped ones of all other countries; the site's country first,
    /// the others by their codes.
    fn crisis_lines(&self) -> Vec<CrisisLines> {
        let replaced = |country: &str| self.crisis.iter().any(|own| own.country == country);
        let shipped = shipped::crisis_lines()
            .iter()
            .filter(|lines| !replaced(&lines.country));
        let mut lines: Vec<CrisisLines> = self.crisis.iter().chain(shipped).cloned().collect();
        let first = self.country.as_deref().unwrap_or_default();
        lines.sort_by(|a, b| {
            let rank = |lines: &CrisisLines| (lines.country != first, lines.country.clone());
            rank(a).cmp(&rank(b))
        });
        lines
    }
}
