//! The finder on pages without script: its own cards and pages, with links and one form in place of what only
//! script can do.

use std::{rc::Rc, sync::Arc};

use api_types::{
    Block, Choice, CrisisLine, CrisisLines, Facet, FacetCounts, Facets, Group, GroupPage, Sort,
};
use catalogue::Query;
use leptos::prelude::*;

use super::{
    Finder, Model, card, chips,
    outcome::ask_person,
    page,
    state::{Card, Part, without},
};
use crate::{
    crisis,
    i18n::{Words, keys},
    pages::{Intl, List, Plain},
    ui::{El, Icon, Look, blocks, el, el_of, icon, link, notice},
};

/// The finder that views draw from.
fn finder(plain: &Plain<'_>) -> Finder {
    let words = words(plain);
    let ways = plain.ways;
    let model = Model {
        intl: Intl::of(plain.speech.clone()),
        links: ways.group.0.clone(),
        links_end: ways.group.1.clone(),
        calendar_links: ways.calendar.clone().unwrap_or_default(),
        ..Model::of(words)
    };
    model.site.set(Some(Arc::new(plain.site.clone())));
    Finder {
        words,
        heading_level: 1,
        model: StoredValue::new_local(Rc::new(model)),
    }
}

fn words(plain: &Plain<'_>) -> Words {
    Words::of_finder(plain.language, plain.wording)
}

/// The list's own name.
pub(crate) fn title(plain: &Plain<'_>) -> &'static str {
    words(plain).say(keys::TITLE)
}

/// Whose clocks are shown: the group's.
fn stand_in(finder: Finder, group: &Group) {
    let zone = group.schedule.as_ref();
    let zone = zone.map_or("UTC", |schedule| &schedule.time_zone);
    finder.model().intl.stand_in(zone);
}

/// Search, filters, a page of cards.
pub(crate) fn list(plain: &Plain<'_>, list: &List<'_>) -> El {
    let finder = finder(plain);
    let words = finder.words;
    let head = el_of("div", "head")
        .add(el_of(finder.heading(0), "title").say(words.say(keys::TITLE)))
        .add(el_of("p", "intro").say(words.say(keys::INTRO)));
    let shown = match list.facets {
        Some(facets) => form(finder, plain, list, facets),
        None => results(finder, plain, list),
    };
    el_of("div", "plain-page list")
        .add(head)
        .add(crisis_notice(finder, None))
        .add(shown)
        .add(el_of("div", "disclaimer").add(crisis::disclaimer(words, plain.site)))
}

/// Search and filters around the groups.
fn form(finder: Finder, plain: &Plain<'_>, list: &List<'_>, facets: &Facets) -> El {
    let form = el("form")
        .set("method", "get")
        .set("action", &plain.ways.list)
        .set("role", "search")
        .set("aria-label", finder.words.say(keys::SEARCH_LABEL))
        .add(search(finder, list.query));
    let side = el_of("div", "side").add(filters(finder, list, facets));
    let columns = el_of("div", "columns").add(side);
    kept(form, plain, list.query).add(columns.add(results(finder, plain, list)))
}

fn search(finder: Finder, query: &Query) -> El {
    let words = finder.words;
    let field = el_of("input", "field")
        .set("type", "search")
        .set("id", "kd-text")
        .set("name", "text")
        .set("maxlength", "200")
        .set("aria-describedby", "kd-text-hint")
        .set("value", query.text.trim());
    let submit = el_of("button", "button main")
        .set("type", "submit")
        .add(icon(Icon::Search))
        .add(el("span").say(words.say(keys::SEARCH_BUTTON)));
    let label = el_of("label", "label").set("for", "kd-text");
    let hint = el_of("p", "hint").set("id", "kd-text-hint");
    el_of("div", "search")
        .add(label.say(words.say(keys::SEARCH_LABEL)))
        .add(hint.say(words.say(keys::SEARCH_HINT)))
        .add(el_of("div", "search-row").add(field).add(submit))
}

/// What is asked and has no field here.
fn kept(mut form: El, plain: &Plain<'_>, query: &Query) -> El {
    let hidden = |name: &'static str, value: &str| {
        let field = el("input").set("type", "hidden");
        field.set("name", name).set("value", value)
    };
    for (name, value) in &plain.ways.kept {
        form = form.add(hidden(name, value));
    }
    let place = Query {
        near: query.near,
        within_km: query.within_km,
        ..Query::default()
    };
    for pair in place.to_query_string().split('&') {
        match pair.split_once('=') {
            Some(("near", value)) => form = form.add(hidden("near", value)),
            Some(("within_km", value)) => form = form.add(hidden("within_km", value)),
            _ => {}
        }
    }
    form
}

/// The facets in one fold, open where something is chosen.
fn filters(finder: Finder, list: &List<'_>, facets: &Facets) -> El {
    let words = finder.words;
    let site = finder.model().site.peek().clone();
    let wanted = site.iter().flat_map(|site| &site.facets);
    let mut all = el_of("div", "filters");
    for facet in wanted {
        let counts = facets.0.iter();
        let counts = counts
            .filter(|counts| counts.facet == *facet && counts.values.len() > 1)
            .map(|counts| fold(finder, list, counts));
        for fold in counts {
            all = all.add(fold);
        }
    }
    let submit = el_of("button", "button main filters-done").set("type", "submit");
    let submit = submit.say(words.say(keys::SEARCH_BUTTON));
    el_of("details", "fold")
        .flag("open", !list.query.chosen.is_empty())
        .add(el("summary").say(words.say(keys::FILTERS_OPEN)))
        .add(all.add(submit))
}

fn fold(finder: Finder, list: &List<'_>, counts: &FacetCounts) -> El {
    let facet = counts.facet;
    let name = finder.words.word("facet", facet.as_str());
    let mut boxes = el("fieldset").add(el_of("legend", "hidden-words").say(&name));
    for (word, _) in &counts.values {
        boxes = boxes.add(option(finder, list, facet, word));
    }
    let chosen = list.query.chosen.iter().any(|(of, _)| *of == facet);
    el_of("details", "fold")
        .flag("open", chosen)
        .add(el("summary").add(el("span").text(name)))
        .add(boxes)
}

fn option(finder: Finder, list: &List<'_>, facet: Facet, word: &str) -> El {
    let count = list.found.facets.count(facet, word);
    let tick = el("input")
        .set("type", "checkbox")
        .set("name", facet.as_str())
        .set("value", word)
        .flag("checked", list.query.has(facet, word));
    let said = [" ", &finder.count(keys::OPTION_COUNT, count)].concat();
    let shown = el_of("span", "count").set("aria-hidden", "true");
    el_of("label", "option")
        .flag("data-none", count == 0)
        .add(tick)
        .add(el_of("span", "option-name").text(chips::value(finder, facet, word)))
        .add(shown.text(count.to_string()))
        .add(el_of("span", "hidden-words").text(said))
}

fn results(finder: Finder, plain: &Plain<'_>, list: &List<'_>) -> El {
    let total = finder.count(keys::GROUPS, list.found.total);
    let bar = el_of("div", "bar")
        .add(el_of("p", "total").set("id", "kd-count").text(total))
        .add_some(list.facets.map(|_| order(finder, list.query)));
    let results = el_of("div", "results")
        .add(bar)
        .add_some(chosen(finder, plain, list.query));
    if list.found.groups.is_empty() {
        return results.add(nothing(finder, plain, list.query));
    }
    let mut cards = el_of("ol", "cards").set("role", "list");
    for group in &list.found.groups {
        stand_in(finder, group);
        let shown = Card {
            group: Arc::new(group.clone()),
            km: group.distance_km,
        };
        cards = cards.add(card::card(finder, &shown));
    }
    results.add(cards).add_some(turn(finder, plain, list))
}

fn order(finder: Finder, query: &Query) -> El {
    let words = finder.words;
    let makes_sense = |sort: &Sort| match sort {
        Sort::Distance => query.near.is_some(),
        Sort::Relevance => !query.text.trim().is_empty(),
        _ => true,
    };
    let mut select = el_of("select", "field")
        .set("id", "kd-sort")
        .set("name", "sort");
    for sort in Sort::ALL.iter().filter(|sort| makes_sense(sort)) {
        // The order that nobody asked for stays open to what comes.
        let usual = Query {
            sort: None,
            ..query.clone()
        };
        let value = if usual.order() == *sort {
            ""
        } else {
            sort.as_str()
        };
        let option = el("option").set("value", value);
        let option = option.flag("selected", query.order() == *sort);
        select = select.add(option.text(words.word("sort", sort.as_str())));
    }
    let label = el("label").set("for", "kd-sort");
    el_of("div", "order")
        .add(label.say(words.say(keys::SORT_LABEL)))
        .add(select)
}

/// The address of the list with a question.
fn asked(plain: &Plain<'_>, query: &Query, page: u32) -> String {
    let mut asked = vec![query.to_query_string()];
    let kept = plain.ways.kept.iter();
    asked.extend(kept.map(|(name, value)| [name, "=", value].concat()));
    if page > 1 {
        asked.push(["page=", &page.to_string()].concat());
    }
    asked.retain(|part| !part.is_empty());
    if asked.is_empty() {
        return plain.ways.list.clone();
    }
    [&plain.ways.list, "?", &asked.join("&")].concat()
}

/// What is chosen, each with a link that drops it.
fn chosen(finder: Finder, plain: &Plain<'_>, query: &Query) -> Option<El> {
    let parts = chips::single_parts(query);
    if parts.is_empty() {
        return None;
    }
    let words = finder.words;
    let mut list = el_of("ul", "chips")
        .set("role", "list")
        .set("aria-label", words.say(keys::CHOSEN_TITLE));
    for part in parts {
        list = list.add(el("li").add(chip(finder, plain, query, &part)));
    }
    let all = link(
        Look::Plain,
        None,
        words.say(keys::CLEAR_ALL),
        asked(plain, &Query::default(), 1),
    );
    Some(el_of("div", "chosen").add(list.add(el("li").add(all))))
}

fn chip(finder: Finder, plain: &Plain<'_>, query: &Query, part: &Part) -> El {
    let name = chips::name(finder, query, None, part);
    let label = finder.words.fill(keys::CHIP_REMOVE, &[("name", &name)]);
    let rest = asked(plain, &without(query, part), 1);
    link(Look::Chip, Some(Icon::Close), &name, rest).set_text("aria-label", label)
}

/// Nothing fits, or there is nothing yet.
fn nothing(finder: Finder, plain: &Plain<'_>, query: &Query) -> El {
    let words = finder.words;
    let asks = chips::single_parts(query).is_empty();
    let (title, sign) = if asks {
        (keys::EMPTY_SITE, Icon::Help)
    } else {
        (keys::EMPTY_TITLE, Icon::Search)
    };
    let title = notice("empty", sign, finder.heading(1), words.say(title));
    let all = || {
        let list = asked(plain, &Query::default(), 1);
        link(Look::Main, None, words.say(keys::BACK), list)
    };
    title
        .add_some((!asks).then(all))
        .live(move || ask_person(finder))
}

/// The page before, and the next.
fn turn(finder: Finder, plain: &Plain<'_>, list: &List<'_>) -> Option<El> {
    let (page, pages) = list.page;
    if pages < 2 {
        return None;
    }
    let of = |n: u32| n.to_string();
    let so_far = finder.words.fill(
        keys::GROUPS_SHOWN,
        &[("n", &of(page)), ("total", &of(pages))],
    );
    let way = |to: u32, text: &str, rel: &str| {
        link(Look::Quiet, None, text, asked(plain, list.query, to)).set("rel", rel)
    };
    let [before, next] = list.turn;
    Some(
        el_of("nav", "more")
            .set_text("aria-label", so_far)
            .add_some((page > 1).then(|| way(page - 1, before, "prev")))
            .add(el_of("span", "hint").text([&of(page), " / ", &of(pages)].concat()))
            .add_some((page < pages).then(|| way(page + 1, next, "next"))),
    )
}

/// A group's page.
pub(crate) fn group(plain: &Plain<'_>, shown: &GroupPage, join: Option<&str>) -> El {
    let finder = finder(plain);
    let words = finder.words;
    let group = &shown.group;
    stand_in(finder, group);
    let mut how = page::how_to_join(finder, shown);
    if let Some(address) = join.filter(|_| !shown.without_form) {
        let text = words.fill(keys::JOIN, &[("group", &group.name)]);
        let form = link(Look::Main, None, &text, address.to_owned());
        how = how.add(form).add(page::reach(finder, shown));
    }
    let mut tools = el_of("div", "tools");
    if group.schedule.is_some() && plain.ways.calendar.is_some() {
        let (text, file) = (words.say(keys::CALENDAR), finder.calendar_of(&group.slug));
        let calendar = link(Look::Quiet, Some(Icon::Calendar), text, file);
        tools = tools.add(el_of("div", "tool-row").add(calendar.set("download", "")));
    }
    let country = group
        .place
        .as_ref()
        .and_then(|place| place.country.as_deref());
    el_of("div", "plain-page page")
        .add(way_back(finder, plain))
        .add(crisis_notice(finder, country))
        .add(page::told(finder, shown, how, tools))
        .add(el_of("div", "disclaimer").add(crisis::disclaimer(words, plain.site)))
}

fn way_back(finder: Finder, plain: &Plain<'_>) -> El {
    let list = asked(plain, &Query::default(), 1);
    let back = link(
        Look::Plain,
        Some(Icon::Back),
        finder.words.say(keys::BACK),
        list,
    );
    el_of("div", "back").add(back)
}

/// That there is no such group.
pub(crate) fn missing(plain: &Plain<'_>) -> El {
    let finder = finder(plain);
    let words = finder.words;
    let title = words.say(keys::PAGE_MISSING);
    let what = notice("empty", Icon::Help, finder.heading(0), title)
        .add(el("p").say(words.say(keys::PAGE_MISSING_TEXT)))
        .live(move || ask_person(finder));
    el_of("div", "plain-page page")
        .add(way_back(finder, plain))
        .add(crisis_notice(finder, None))
        .add(what)
        .add(el_of("div", "disclaimer").add(crisis::disclaimer(words, plain.site)))
}

/// A page of the site's own words, in their language (BCP 47).
pub(crate) fn text(plain: &Plain<'_>, title: &str, language: &str, said: &[Block]) -> El {
    let finder = finder(plain);
    let own = blocks(said).set_some("lang", finder.foreign(language));
    el_of("div", "plain-page page")
        .add(way_back(finder, plain))
        .add(crisis_notice(finder, None))
        .add(
            el("article")
                .add(el_of(finder.heading(0), "title").say(title))
                .add(own),
        )
}

/// Whom to reach now, on a page that is not the finder's.
pub(crate) fn crisis_of(plain: &Plain<'_>) -> El {
    crisis_notice(finder(plain), None)
}

/// Whom to reach now: the lines of the site's country, else of the group's; all others in a fold.
fn crisis_notice(finder: Finder, of_group: Option<&str>) -> El {
    let words = finder.words;
    let site = finder.model().site.peek().clone();
    let all = site.as_ref().map_or(&[][..], |site| &site.crisis);
    let here = site.as_ref().and_then(|site| site.country.as_deref());
    let here = here.or(of_group);
    let own = all
        .iter()
        .find(|lines| Some(lines.country.as_str()) == here);
    let known = match own {
        Some(lines) => crisis::lines(words, lines, crisis::HERE),
        None => el("p").both(words.say(keys::CRISIS_ANYWHERE)),
    };
    let mut others = el_of("details", "crisis-other")
        .flag("open", own.is_none())
        .add(el("summary").say(words.say(keys::CRISIS_OTHER)));
    let foreign = |line: &CrisisLine| {
        let language = line.language.as_ref();
        language.is_some_and(|language| words.foreign(language).is_some())
    };
    if let Some(lines) = own.filter(|lines| lines.lines.iter().any(foreign)) {
        others = others.add(crisis::lines(words, lines, crisis::FOREIGN));
    }
    let mut rest: Vec<(String, &CrisisLines)> = all
        .iter()
        .filter(|lines| Some(lines.country.as_str()) != here)
        .map(|lines| (finder.model().intl.country(&lines.country), lines))
        .collect();
    rest.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, lines) in rest {
        let both = [crisis::HERE, crisis::FOREIGN].concat();
        let fold = el("details").add(el("summary").text(name));
        others = others.add(fold.add(crisis::lines(words, lines, &both)));
    }
    others = others.add(el_of("p", "hint").say(words.say(keys::CRISIS_UNLISTED)));
    crisis::notice(words, |inner| inner.add(known).add(others))
}
