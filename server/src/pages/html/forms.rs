//! Forms, their buttons and their fields. Fields are as the GOV.UK Design System has them: a label
//! over each, a hint, what is wrong beside it, and all that is wrong over the form, with links.

use std::fmt::Write;

use super::{Html, attribute, encode_text};

/// A button of a form, and what it sends as `choice`.
pub struct Button<'a> {
    pub choice: &'a str,
    pub words: &'a str,
    /// The one that most people want.
    pub first: bool,
}

/// The only button of a form.
pub fn only(words: &str) -> Button<'_> {
    Button {
        choice: "yes",
        words,
        first: true,
    }
}

/// Beside [`only`], a button that fewer people want.
pub fn quieter<'a>(choice: &'a str, words: &'a str) -> Button<'a> {
    Button {
        choice,
        words,
        first: false,
    }
}

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

impl<'a> Field<'a> {
    /// A field of a short form: no hint, and what is wrong stands over the form.
    pub fn plain(id: &'a str, label: &'a str, value: &str) -> Self {
        Self {
            id,
            label,
            hint: None,
            value: value.to_owned(),
            fault: None,
        }
    }

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
        self.input(field, "type=\"text\" autocomplete=\"off\"")
    }

    /// A person's own name, which a form cannot do without.
    pub fn name_field(self, field: &Field<'_>) -> Self {
        let ours = "type=\"text\" autocomplete=\"name\" maxlength=\"60\" required";
        self.input(field, ours)
    }

    /// An address, which a form cannot do without.
    pub fn email_field(self, field: &Field<'_>) -> Self {
        let ours = "type=\"email\" autocomplete=\"email\" inputmode=\"email\" maxlength=\"254\" \
                    required";
        self.input(field, ours)
    }

    /// Another address, for who wants to give one.
    pub fn other_email_field(self, field: &Field<'_>) -> Self {
        self.input(
            field,
            "type=\"email\" autocomplete=\"email\" inputmode=\"email\"",
        )
    }

    /// `ours`: HTML attributes that are ours.
    fn input(self, field: &Field<'_>, ours: &'static str) -> Self {
        let (mut inner, tied) = field.head();
        let value = attribute(&field.value);
        let _ = write!(inner.0, "<input {ours}{tied} value=\"{value}\">");
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

    /// Buttons of which each sends its choice.
    pub fn choices(self, buttons: &[Button<'_>]) -> Self {
        buttons.iter().fold(self, |html, button| {
            let class = if button.first {
                ""
            } else {
                " class=\"quieter\""
            };
            let choice = attribute(button.choice);
            let attributes = format!(" type=\"submit\" name=\"choice\" value=\"{choice}\"{class}");
            html.element("button", &attributes, button.words)
        })
    }

    /// A form of nothing but buttons, which POST to `action`; to the page's own address where that
    /// is empty.
    pub fn buttons(self, action: &str, buttons: &[Button<'_>]) -> Self {
        self.form(action, Self::new().choices(buttons))
    }

    /// The button that sends a form.
    pub fn submit(self, words: &str) -> Self {
        self.element("button", " type=\"submit\"", words)
    }

    /// A form that POSTs to `action`; to the page's own address where that is empty.
    pub fn form(self, action: &str, inner: Self) -> Self {
        let action = match action {
            "" => String::new(),
            action => format!(" action=\"{}\"", attribute(action)),
        };
        self.element("form", &format!(" method=\"post\"{action}"), inner)
    }

    /// A form that the page's own script shows and sends, with what it says and where it says it.
    /// Without script there is none.
    pub fn for_script(mut self, id: &str, says: &[(&str, &str)], inner: Self) -> Self {
        let mut told = String::new();
        for (name, words) in says {
            let _ = write!(told, " data-{name}=\"{}\"", attribute(words));
        }
        let _ = write!(
            self.0,
            "<form id=\"{id}\" hidden{told}>{}<p role=\"alert\"></p></form>",
            inner.into_string()
        );
        self
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
            .name_field(&field)
            .email_field(&field)
            .buttons(nasty, &[quieter(nasty, nasty)])
            .into_string();
        assert!(
            !html.contains("<script") && !html.contains("\"\"x"),
            "{html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1);
    }
}
