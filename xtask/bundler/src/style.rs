//! CSS: one sheet of all files, without comments and needless white space, and the floor's scan.

use anyhow::{Result, bail};

/// What the oldest supported browsers (Chrome 106, Safari 16.4) do not understand and would drop
/// a whole rule or declaration for. Inside `@supports` it is guarded and may stand.
const ABOVE_THE_FLOOR: &[(&str, &str)] = &[
    ("color-mix(", "color-mix() (Chrome 111)"),
    ("light-dark(", "light-dark() (Chrome 123, Safari 17.5)"),
    ("oklch(", "oklch() (Chrome 111)"),
    ("oklab(", "oklab() (Chrome 111)"),
    ("lch(", "lch() (Chrome 111)"),
    ("lab(", "lab() (Chrome 111)"),
    ("color(", "color() (Chrome 111)"),
    ("linear(", "linear() (Chrome 113, Safari 17.2)"),
    ("@scope", "@scope (Chrome 118, Safari 17.4)"),
    (
        "@starting-style",
        "@starting-style (Chrome 117, Safari 17.5)",
    ),
    (
        "@view-transition",
        "@view-transition (Chrome 126, Safari 18.2)",
    ),
    ("style(", "style queries (Chrome 111, Safari 18)"),
    (":user-valid", ":user-valid (Chrome 119, Safari 16.5)"),
    (":user-invalid", ":user-invalid (Chrome 119, Safari 16.5)"),
    (":popover-open", ":popover-open (Chrome 114, Safari 17)"),
    (":dir(", ":dir() (Chrome 120)"),
    ("dvh", "dvh (Chrome 108)"),
    ("svh", "svh (Chrome 108)"),
    ("lvh", "lvh (Chrome 108)"),
    ("dvw", "dvw (Chrome 108)"),
    ("subgrid", "subgrid (Chrome 117)"),
];

/// Leaves out comments and spaces that separate nothing; what the sheet means stays.
pub fn squeeze(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut gap = false;
    // A comment separates two words without being white space.
    let mut comment = false;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, after)| after);
            comment = true;
        } else if c.is_whitespace() {
            gap = true;
            rest = &rest[c.len_utf8()..];
        } else {
            let token = token(rest);
            separate(&mut out, c, gap, comment);
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push_str(token);
            rest = &rest[token.len()..];
            (gap, comment) = (false, false);
        }
    }
    out.push('\n');
    out
}

/// The same sheet for a document instead of a shadow root: the page's own root stands for the host.
pub fn for_page(squeezed: &str) -> String {
    let mut out = String::with_capacity(squeezed.len());
    let mut rest = squeezed;
    while let Some((before, after)) = rest.split_once(":host") {
        out.push_str(before);
        out.push_str(":root");
        rest = after;
        // `:host(x)` is a host that is `x`.
        if let Some(inside) = after.strip_prefix('(') {
            let end = closing(inside);
            out.push_str(&inside[..end]);
            rest = inside.get(end + 1..).unwrap_or_default();
        }
    }
    out + rest
}

/// Where the bracket closes that was open before this text.
fn closing(text: &str) -> usize {
    let mut open = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// What must be copied as it is: a string, an unquoted `url()`, an escape, or one character.
fn token(rest: &str) -> &str {
    let mut characters = rest.char_indices();
    let Some((_, first)) = characters.next() else {
        return rest;
    };
    match first {
        '"' | '\'' => {
            while let Some((at, c)) = characters.next() {
                match c {
                    '\\' => {
                        characters.next();
                    }
                    c if c == first => return &rest[..=at],
                    _ => {}
                }
            }
            rest
        }
        '\\' => characters
            .next()
            .map_or(rest, |(at, c)| &rest[..at + c.len_utf8()]),
        'u' if rest.starts_with("url(") => {
            let inside = rest[4..].trim_start();
            match rest.find(')') {
                Some(end) if !inside.starts_with(['"', '\'']) => &rest[..=end],
                _ => &rest[..4],
            }
        }
        _ => &rest[..first.len_utf8()],
    }
}

fn separate(out: &mut String, next: char, gap: bool, comment: bool) {
    let Some(before) = out.chars().next_back() else {
        return;
    };
    if gap {
        // A space before `:` or `(` means something, as does one around `+` and `-`.
        let needless = "{};,:>(".contains(before) || "{};,>)!".contains(next);
        if !needless {
            out.push(' ');
        }
    } else if comment && is_word(before) && (is_word(next) || next == '(') {
        out.push_str("/**/");
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "-_.#%".contains(c)
}

/// Refuses what a browser at the floor does not understand, and nesting.
pub fn check_floor(squeezed: &str) -> Result<()> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut prelude = String::new();
    let mut rest = squeezed;
    while !rest.is_empty() {
        let token = token(rest);
        rest = &rest[token.len()..];
        match token {
            "{" => {
                let block = Block::of(&prelude);
                if blocks.last() == Some(&Block::Rule) {
                    bail!(
                        "CSS nesting (Chrome 112, Safari 16.5) at `{}`",
                        prelude.trim()
                    );
                }
                check_words(&prelude, &blocks, block)?;
                blocks.push(block);
                prelude.clear();
            }
            "}" => {
                check_words(&prelude, &blocks, Block::Rule)?;
                prelude.clear();
                blocks.pop();
            }
            ";" => {
                check_words(&prelude, &blocks, Block::Rule)?;
                prelude.clear();
            }
            token if token.starts_with(['"', '\'']) || token.starts_with("url(") => {
                prelude.push('"');
            }
            token => prelude.push_str(token),
        }
    }
    if blocks.is_empty() {
        Ok(())
    } else {
        bail!("a `{{` of the CSS is never closed")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// `@supports`: whatever it holds is guarded.
    Guard,
    /// Another at-rule that holds rules.
    Group,
    /// Declarations.
    Rule,
}

impl Block {
    fn of(prelude: &str) -> Self {
        match prelude.trim() {
            p if p.starts_with("@supports") => Self::Guard,
            p if p.starts_with('@') && !p.starts_with("@font-face") => Self::Group,
            _ => Self::Rule,
        }
    }
}

fn check_words(text: &str, around: &[Block], block: Block) -> Result<()> {
    if block == Block::Guard || around.contains(&Block::Guard) {
        return Ok(());
    }
    for (word, name) in ABOVE_THE_FLOOR {
        for (at, _) in text.match_indices(word) {
            // `lab(` is also the end of `oklab(`; `dvh` is a unit only behind a number.
            let before = text[..at].chars().next_back();
            let found = if word.starts_with(['@', ':']) {
                true
            } else if word.ends_with('(') || *word == "subgrid" {
                !before.is_some_and(is_word)
            } else {
                before.is_some_and(|c| c.is_ascii_digit())
            };
            if found {
                bail!(
                    "{name} is above the floor of supported browsers, in `{}`",
                    text.trim()
                );
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_floor, for_page, squeeze};

    #[test]
    fn on_a_page_of_our_own_its_root_is_the_host() {
        let css = ":host{a:b}:host(:not([x=\"y\"]):not([z])) .k{c:d}:host([t]) .k{e:f}";
        let own = ":root{a:b}:root:not([x=\"y\"]):not([z]) .k{c:d}:root[t] .k{e:f}";
        assert_eq!(for_page(css), own);
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        let css = "a  > b , c :hover { margin : 0  calc( 1px + 2px ) ; }\n@media (x) and (y) { p { color: red; } }";
        assert_eq!(
            squeeze(css),
            "a>b,c :hover{margin :0 calc(1px + 2px)}@media (x) and (y){p{color:red}}\n"
        );
    }

    #[test]
    fn strings_addresses_and_escapes_stay_as_they_are() {
        let css =
            "a::before { content: \"/* no */  ; }\\\"\"; background: url( a  b.svg ) } .a\\:b { }";
        assert_eq!(
            squeeze(css),
            "a::before{content:\"/* no */  ; }\\\"\";background:url( a  b.svg )}.a\\:b{}\n"
        );
    }

    #[test]
    fn a_comment_keeps_apart_what_it_kept_apart() {
        assert_eq!(
            squeeze("a/* x */.b{x:1px/* y */2px}"),
            "a/**/.b{x:1px/**/2px}\n"
        );
        assert_eq!(squeeze("a /* x */ b{c:d}"), "a b{c:d}\n");
    }

    #[test]
    fn nesting_is_named() {
        let error = check_floor("a{color:red;b{color:blue}}")
            .unwrap_err()
            .to_string();
        assert!(error.contains("nesting"), "{error}");
        assert!(check_floor("@media (width>40em){a{b:c}}@keyframes x{from{a:b}to{a:c}}").is_ok());
    }

    #[test]
    fn what_is_above_the_floor_is_named_unless_it_is_guarded() {
        let error = check_floor("a{color:color-mix(in srgb,red,blue)}")
            .unwrap_err()
            .to_string();
        assert!(error.contains("Chrome 111"), "{error}");
        assert!(check_floor("@supports (height:1dvh){a{height:100dvh}}").is_ok());
        assert!(check_floor("a{height:100dvh}").is_err());
        assert!(check_floor("a{background:linear-gradient(red,blue);color:var(--lab)}").is_ok());
        assert!(check_floor("a{content:\"color-mix(\"}").is_ok());
    }
}
