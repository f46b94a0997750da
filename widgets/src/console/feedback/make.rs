//! A survey of one's own: its name first, then its editor.

use std::rc::Rc;

use api_types::{FeedbackOverview, SurveyOfStaff};
use serde_json::{Map, Value, json};

use super::{edit, state::free_name, words::slug};
use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, Loaded, kept},
    },
    i18n::console_keys as keys,
    ui::{El, Live, el, el_of},
};

pub(super) fn draw(console: Console) -> El {
    super::title(console, console.say(keys::FEEDBACK_NEW));
    let overview = Loaded::new(console, move |line| console.server().feedback(line));
    overview.draw(move |found| {
        let begun: Rc<Live<Option<(String, SurveyOfStaff)>>> = Rc::default();
        let (found, shown) = (found.clone(), begun.clone());
        el("div").live(move || {
            Some(match &*shown.get() {
                Some((slug, survey)) => edit::open(console, slug, survey),
                None => ask(console, &found, &begun),
            })
        })
    })
}

/// What it is called, in each language of the site.
fn ask(
    console: Console,
    found: &Rc<FeedbackOverview>,
    begun: &Rc<Live<Option<(String, SurveyOfStaff)>>>,
) -> El {
    let words = console.words();
    let me = console.me();
    let languages = me.site.languages.clone();
    let names: Vec<Kept<String>> = languages.iter().map(|_| kept(String::new())).collect();
    let form = Form::new(console, "name");
    let mut inside = el_of("div", "stack").add(el("p").say(words.say(keys::FEEDBACK_NEW_INTRO)));
    for (language, name) in languages.iter().zip(&names) {
        let label = if languages.len() > 1 {
            let language = console.intl().language(language);
            words.fill(keys::FEEDBACK_NEW_NAME_IN, &[("language", &language)])
        } else {
            words.say(keys::FEEDBACK_SURVEY_TITLE).to_owned()
        };
        let field = Field::new(&["/", language].concat(), &label).language(language);
        inside = inside.add(form.text(&field, name));
    }
    let inside = inside.add(form.buttons(words.say(keys::FEEDBACK_NEW_GO), None));
    let (sent, found, begun) = (form.clone(), found.clone(), begun.clone());
    form.draw(inside, move || {
        let mut missing = Vec::new();
        let mut title = Map::new();
        for (language, name) in languages.iter().zip(&names) {
            let name = name.peek().trim().to_owned();
            if name.is_empty() {
                let said = words.word("fault", "missing");
                missing.push((["/", language].concat(), said));
            }
            title.insert(language.clone(), name.into());
        }
        if !sent.check(missing) {
            return;
        }
        let first = names.first().map(|name| name.peek().clone());
        let first = first.unwrap_or_default();
        let name = free_name(&slug(&first), |name| is_taken(&found, name));
        super::title(console, first.trim());
        begun.set(Some((name.clone(), blank(&name, &title, &languages))));
    })
}

/// Two of one name would be one.
fn is_taken(found: &FeedbackOverview, name: &str) -> bool {
    let own = found.surveys.iter().map(|one| &one.slug);
    let mut all = own.chain(found.ready_made.iter().map(|one| &one.slug));
    all.any(|slug| slug == name)
}

/// One without questions; the editor begins it with one.
fn blank(name: &str, title: &Map<String, Value>, languages: &[String]) -> SurveyOfStaff {
    SurveyOfStaff {
        title: String::new(),
        record: json!({ "slug": name, "title": title, "pages": [] }),
        versions: Vec::new(),
        languages: languages.to_vec(),
        source: None,
    }
}
