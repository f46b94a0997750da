//! Fields of forms, as the GOV.UK Design System has them: a label over each, a hint, what is wrong
//! beside it, and all that is wrong over the form, with links.

use std::fmt::Write;

use super::{Html, attribute, encode_text};

/// A field in which somebody types.
pub struct Field<'a> {
    /// Its id and its name.
    pub id: &'a str,
    /// What it asks.
    pub label: &'a str,
    /// A line beneath.
    pub hint: Option<String>,
    /// What stands in it.
    pub value: String,
    /// What is wrong with that.
    pub fault: Option<String>,
}

impl Field<'_> {
    /// Label, hint and fault, and the attributes that tie a control to them.
    fn head(&self) -> (Html, String) {
        let id = attribute(self.id);
        let mut html = Html::new().element("label", &format!(" for=\"{id}\""), self.label);
        let mut told = Vec::new();
        if let Some(hint) = &self.hint {
            let tied = format!(" class=\"quiet\" id=\"{id}-hint\"");
            html = html.element("p", &tied, hint.as_str());
            told.push(format!("{id}-hint"));
        }
        if let Some(fault) = &self.fault {
            let tied = format!(" class=\"fault\" id=\"{id}-fault\"");
            html = html.element("p", &tied, fault.as_str());
            told.push(format!("{id}-fault"));
        }
        let mut tied = format!(" id=\"{id}\" name=\"{id}\" dir=\"auto\"");
        if !told.is_empty() {
            let _ = write!(tied, " aria-describedby=\"{}\"", told.join(" "));
        }
        if self.fault.is_some() {
            tied += " aria-invalid=\"true\"";
        }
        (html, tied)
    }
}

impl Html {
    /// One line. Nothing is cut off while somebody types.
    pub fn line_field(self, field: &Field<'_>) -> Self {
        self.input_field("type=\"text\" autocomplete=\"off\"", field)
    }

    /// An email address.
    pub fn email_field(self, field: &Field<'_>) -> Self {
        let kind = "type=\"email\" autocomplete=\"email\" inputmode=\"email\"";
        self.input_field(kind, field)
    }

    fn input_field(self, kind: &str, field: &Field<'_>) -> Self {
        let (mut inner, tied) = field.head();
        let value = attribute(&field.value);
        let _ = write!(inner.0, "<input {kind}{tied} value=\"{value}\">");
        self.element("div", " class=\"field\"", inner)
    }

    /// Several lines.
    pub fn text_field(self, field: &Field<'_>) -> Self {
        let (mut inner, tied) = field.head();
        // Browsers leave out the first line break.
        let value = encode_text(&field.value);
        let _ = write!(inner.0, "<textarea rows=\"6\"{tied}>\n{value}</textarea>");
        self.element("div", " class=\"field\"", inner)
    }

    /// A box to tick, which sends `yes`.
    pub fn tick(self, id: &str, label: &str, ticked: bool) -> Self {
        let (id, checked) = (attribute(id), if ticked { " checked" } else { "" });
        let mut inner = Self::new();
        let _ = write!(
            inner.0,
            "<input type=\"checkbox\" id=\"{id}\" name=\"{id}\" value=\"yes\"{checked}>"
        );
        let inner = inner.element("label", &format!(" for=\"{id}\""), label);
        self.element("div", " class=\"tick\"", inner)
    }

    /// Something that goes along without being seen.
    pub fn hidden(mut self, name: &str, value: &str) -> Self {
        let (name, value) = (attribute(name), attribute(value));
        let _ = write!(
            self.0,
            "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"
        );
        self
    }

    /// The button that sends a form.
    pub fn submit(self, words: &str) -> Self {
        self.element("button", " type=\"submit\"", words)
    }

    /// A form of fields, one beneath the other, which POSTs to the page's own address.
    pub fn fields_form(self, inner: Self) -> Self {
        self.element(
            "form",
            " method=\"post\" class=\"fields\" novalidate",
            inner,
        )
    }

    /// All that is wrong, each with a link to its field. It is read first.
    pub fn faults(self, title: &str, faults: &[(&str, String)]) -> Self {
        let links = faults
            .iter()
            .map(|(id, words)| Self::link(&format!("#{id}"), words));
        let inner = Self::new().element("h2", "", title).list(links.collect());
        let tied = " class=\"faults\" role=\"alert\" tabindex=\"-1\" autofocus";
        self.element("div", tied, inner)
    }

    /// A short word in front of something.
    pub fn mark(self, words: &str) -> Self {
        self.element("strong", " class=\"mark\"", words).then(" ")
    }

    /// A part of the page to which links lead.
    pub fn section_at(self, id: &str, heading: &str, inner: Self) -> Self {
        let inner = Self::new().element("h2", "", heading).then(inner);
        self.element("section", &format!(" id=\"{}\"", attribute(id)), inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_into_a_field_stays_text() {
        let nasty = "</textarea><script>\"x\"'";
        let field = Field {
            id: nasty,
            label: nasty,
            hint: Some(nasty.to_owned()),
            value: nasty.to_owned(),
            fault: Some(nasty.to_owned()),
        };
        let html = Html::new()
            .line_field(&field)
            .email_field(&field)
            .text_field(&field)
            .tick(nasty, nasty, true)
            .hidden(nasty, nasty)
            .faults(nasty, &[(nasty, nasty.to_owned())])
            .section_at(nasty, nasty, Html::new().mark(nasty))
            .into_string();
        assert!(
            !html.contains("<script") && !html.contains("\"\"x"),
            "{html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1);
    }
}
