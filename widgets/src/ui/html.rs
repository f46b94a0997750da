//! A view as HTML, for pages without script.
//!
//! What is live is read once, as it is now. Handlers are left out, and so are properties: only a browser has
//! them. A view for such a page says `checked` and `value` as attributes.

use leptos::prelude::*;

use super::{
    El,
    el::{Child, Wire},
};

/// Elements that have no end (WHATWG HTML, 13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The HTML of what is drawn. Signals that are made meanwhile end with it.
pub(crate) fn html(draw: impl FnOnce() -> El) -> String {
    let owner = Owner::new();
    let mut out = String::new();
    owner.with(|| untrack(|| write(&mut out, draw())));
    owner.cleanup();
    out
}

fn write(out: &mut String, el: El) {
    let parts = *el.0;
    let mut attributes: Vec<(&str, String)> = Vec::new();
    // As in a browser, what is said last holds.
    let mut set = |name, value: Option<String>| {
        attributes.retain(|(known, _)| *known != name);
        attributes.extend(value.map(|value| (name, value)));
    };
    for (name, value) in parts.attributes {
        set(name, Some(value));
    }
    let mut whole = None;
    for wire in parts.wires {
        match wire {
            Wire::Attribute(name, mut value) => set(name, value()),
            Wire::Text(mut text) => whole = Some(text()),
            Wire::Property(..) | Wire::On(..) => {}
        }
    }
    out.push('<');
    out.push_str(parts.tag);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        if !value.is_empty() {
            out.push_str("=\"");
            escape(out, &value);
            out.push('"');
        }
    }
    out.push('>');
    if VOID.contains(&parts.tag) {
        return;
    }
    match whole {
        Some(text) => escape(out, &text),
        None => parts
            .children
            .into_iter()
            .for_each(|child| inner(out, child)),
    }
    out.push_str("</");
    out.push_str(parts.tag);
    out.push('>');
}

fn inner(out: &mut String, child: Child) {
    match child {
        Child::Text(text) => escape(out, &text),
        Child::El(el) => write(out, el),
        Child::Live(mut draw) => {
            if let Some(el) = draw() {
                write(out, el);
            }
        }
        Child::Rows(mut rows) => rows().into_iter().for_each(|(_, draw)| write(out, draw())),
    }
}

/// Text that is nothing but text, within an element and between quotes.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Live, el, el_of, memo};

    #[test]
    fn elements_have_an_end_unless_they_cannot() {
        let drawn = html(|| {
            let input = el("input").set("type", "checkbox").flag("checked", true);
            el_of("p", "a").add(input).add(el("br")).add(el("span"))
        });
        assert_eq!(
            drawn,
            "<p class=\"a\"><input type=\"checkbox\" checked><br><span></span></p>"
        );
    }

    #[test]
    fn text_is_nothing_but_text() {
        let nasty = "<script>\"'&amp;";
        let safe = "&lt;script&gt;&quot;&#39;&amp;amp;";
        let drawn = html(|| el("a").set("title", nasty).say(nasty));
        assert_eq!(drawn, format!("<a title=\"{safe}\">{safe}</a>"));
        let live = html(|| el("a").live_text(move || nasty.to_owned()));
        assert_eq!(live, format!("<a>{safe}</a>"));
    }

    #[test]
    fn what_is_live_is_as_it_is_now_and_handlers_are_not_there() {
        let drawn = html(|| {
            let value = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(3));
            let count = memo(move || value.load(std::sync::atomic::Ordering::Relaxed));
            let words = std::rc::Rc::new(Live::new("now".to_owned()));
            let said = words.clone();
            el("div")
                .on("click", |_| ())
                .live_property("value", || unreachable!("only a browser has properties"))
                .live_flag("hidden", count)
                .live_attribute("lang", || None)
                .live(move || (count.get() == 3).then(|| el("b").text(said.get().clone())))
                .live(|| None)
                .rows(move || {
                    let row = |name: &'static str| -> crate::ui::Row {
                        (name.to_owned(), Box::new(move || el("i").say(name)))
                    };
                    vec![row("x"), row("y")]
                })
        });
        assert_eq!(drawn, "<div hidden><b>now</b><i>x</i><i>y</i></div>");
    }

    #[test]
    fn what_is_said_last_holds() {
        let drawn = html(|| {
            el_of("p", "a")
                .set("class", "b")
                .live_attribute("class", || Some("c".into()))
        });
        assert_eq!(drawn, "<p class=\"c\"></p>");
    }
}
