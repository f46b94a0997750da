//! Short names for a script's own variables.
//!
//! Not a parser: a name is only shortened where nothing can be mistaken. It must be declared in
//! the script (by a keyword, or as a parameter), and must nowhere in it also stand for something
//! else: a property, a key, a method, or a part of `{ a, b }`. What is left over keeps its name,
//! which costs a few bytes and breaks nothing. One short name stands for one long name
//! everywhere, so scopes play no part.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::script::Script;

/// Words of the language, and names of the browser that must never be taken for ours.
const RESERVED: &[&str] = &[
    "arguments",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "from",
    "function",
    "get",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "of",
    "return",
    "set",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "console",
    "document",
    "fetch",
    "navigator",
    "window",
];

const DECLARES: &[&str] = &["const", "let", "var", "function", "class"];

/// A name or a sign of the code; strings, templates' texts and regular expressions count as one
/// sign each.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    range: Range<usize>,
    is_name: bool,
}

/// The script with its own names shortened.
pub fn shorten(script: &Script) -> String {
    let tokens = tokens(script);
    let partners = partners(&tokens);
    let fixed = fixed(&tokens, &partners);
    let own: BTreeSet<&str> = declared(&tokens, &partners)
        .into_iter()
        .filter(|name| !fixed.contains(name) && !RESERVED.contains(name) && !name.starts_with("__"))
        .collect();
    let short = short_names(&tokens, &own);

    let mut out = String::with_capacity(script.text.len());
    let mut done = 0;
    for token in tokens.iter().filter(|token| token.is_name) {
        if let Some(name) = short.get(token.text) {
            out.push_str(&script.text[done..token.range.start]);
            out.push_str(name);
            done = token.range.end;
        }
    }
    out.push_str(&script.text[done..]);
    out
}

/// The names that come most often get the shortest, none of which stands in the script already.
fn short_names<'a>(tokens: &[Token<'a>], own: &BTreeSet<&'a str>) -> BTreeMap<&'a str, String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for token in tokens.iter().filter(|token| token.is_name) {
        *counts.entry(token.text).or_default() += 1;
    }
    let mut often: Vec<&str> = own.iter().copied().collect();
    often.sort_by_key(|name| std::cmp::Reverse(counts[name]));
    let mut free = (0..)
        .map(name_of)
        .filter(|name| !counts.contains_key(name.as_str()));
    let pair = |long: &'a str| Some((long, free.next()?));
    let pairs: Vec<_> = often.into_iter().filter_map(pair).collect();
    pairs
        .into_iter()
        .filter(|(long, short)| short.len() < long.len())
        .collect()
}

/// `a` … `Z`, `aa` …
fn name_of(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[number % 52]));
        number /= 52;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

fn tokens(script: &Script) -> Vec<Token<'_>> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let text = script.text.as_str();
    let mut literals = script.literals.iter().peekable();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let literal = literals.next_if(|range| range.start <= at && range.start < range.end);
        let end = match literal {
            Some(range) => range.end,
            None if part(c) => at + text[at..].find(|c| !part(c)).unwrap_or(text.len() - at),
            None => at + c.len_utf8(),
        };
        let is_name = literal.is_none() && part(c) && !c.is_ascii_digit();
        if literal.is_some() || !c.is_whitespace() {
            tokens.push(Token {
                text: &text[at..end],
                range: at..end,
                is_name,
            });
        }
        at = end;
    }
    tokens
}

/// For each bracket, its partner; for everything else, the bracket around it.
fn partners(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        partners[at] = open.last().copied();
        match token.text {
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => {
                if let Some(start) = open.pop() {
                    partners[at] = Some(start);
                    partners[start] = Some(at);
                }
            }
            _ => {}
        }
    }
    partners
}

/// Names that a keyword declares, and those of parameters.
fn declared<'a>(tokens: &[Token<'a>], partners: &[Option<usize>]) -> BTreeSet<&'a str> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut names = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let arrow = text(at + 1) == "=" && text(at + 2) == ">";
        if token.is_name && (arrow || at > 0 && DECLARES.contains(&text(at - 1))) {
            names.insert(token.text);
        }
        // `const [a, b] =`: the parts of a list; those of an object may be its keys.
        if token.text == "[" && at > 0 && DECLARES.contains(&text(at - 1)) {
            names.extend(directly_in(tokens, partners, at));
        }
        // `(a, b) =>`, `function f(a) {`, `method(a) {`, `catch (error) {`
        let Some(end) = partners[at].filter(|_| token.text == "(") else {
            continue;
        };
        let of_arrow = text(end + 1) == "=" && text(end + 2) == ">";
        let of_function = text(end + 1) == "{"
            && at > 0
            && tokens[at - 1].is_name
            && !["if", "for", "while", "switch", "with"].contains(&text(at - 1));
        if of_arrow || of_function {
            names.extend(directly_in(tokens, partners, at));
            // `([key, value]) =>`
            for inner in (at + 1..end)
                .filter(|&inner| text(inner) == "[" && ["(", ","].contains(&text(inner - 1)))
            {
                names.extend(directly_in(tokens, partners, inner));
            }
        }
    }
    names
}

/// Names that stand by themselves between brackets, at the start of each place: `a` and `b` of
/// `(a, b = c)`.
fn directly_in<'a>(tokens: &[Token<'a>], partners: &[Option<usize>], open: usize) -> Vec<&'a str> {
    let end = partners[open].unwrap_or(open);
    let mut names = Vec::new();
    for at in open + 1..end {
        let before = tokens[at - 1].text;
        let rest = before == "." && tokens[at.saturating_sub(3)].text == ".";
        if tokens[at].is_name
            && partners[at] == Some(open)
            && (["(", "[", ","].contains(&before) || rest)
        {
            names.push(tokens[at].text);
        }
    }
    names
}

/// Names that somewhere stand for something else than a variable.
fn fixed<'a>(tokens: &[Token<'a>], partners: &[Option<usize>]) -> BTreeSet<&'a str> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let before = |at: usize, by: usize| at.checked_sub(by).map_or("", text);
    let mut names = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_name) {
        let (last, next) = (before(at, 1), text(at + 1));
        // `a.b`, but not `...b`
        let property = last == "." && before(at, 2) != ".";
        let in_braces = partners[at].is_some_and(|open| text(open) == "{");
        let begins = in_braces && ["{", ",", ";", "}"].contains(&last);
        // `{ a: 1 }`, and labels.
        let key = begins && next == ":";
        // `{ a, b }` and `{ a = 1 }`: key and variable in one.
        let both = in_braces && ["{", ","].contains(&last) && [",", "}", "="].contains(&next);
        // `{ a() { … } }`
        let method = next == "("
            && (begins || ["async", "get", "set", "static", "*"].contains(&last))
            && partners[at + 1].is_some_and(|end| text(end + 1) == "{");
        let field = last == "static";
        let exported = before(at, 2) == "export";
        if property || key || both || method || field || exported {
            names.insert(token.text);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::shorten;
    use crate::script;

    fn short(source: &str) -> String {
        shorten(&script::read(source)).trim_end().to_owned()
    }

    #[test]
    fn variables_and_parameters_become_short() {
        assert_eq!(
            short("const first=1;let second=first+first"),
            "const a=1;let b=a+a"
        );
        assert_eq!(
            short("const add=(one,two=one)=>one+two"),
            "const c=(a,b=a)=>a+b"
        );
        assert_eq!(
            short("function run(task){return task()}"),
            "function b(a){return a()}"
        );
        assert_eq!(
            short("try{}catch(error){throw error}"),
            "try{}catch(a){throw a}"
        );
        assert_eq!(short("list.map(item=>item+1)"), "list.map(a=>a+1)");
        assert_eq!(short("const[head,...rest]=x"), "const[a,...b]=x");
    }

    #[test]
    fn what_is_also_a_property_or_a_key_stays() {
        assert_eq!(
            short("const host=1;f(host,a.host)"),
            "const host=1;f(host,a.host)"
        );
        assert_eq!(
            short("const host=1;f({host:host})"),
            "const host=1;f({host:host})"
        );
        assert_eq!(short("const host=1;f({host})"), "const host=1;f({host})");
        assert_eq!(
            short("const{name,value}=x;f(name)"),
            "const{name,value}=x;f(name)"
        );
        assert_eq!(
            short("let start=1;x={start(){}}"),
            "let start=1;x={start(){}}"
        );
        assert_eq!(
            short("class Widget{static kinds=kinds}"),
            "class a{static kinds=kinds}"
        );
        assert_eq!(
            short("export function mount(root){root()}"),
            "export function mount(a){a()}"
        );
    }

    #[test]
    fn the_browsers_names_and_strings_stay() {
        assert_eq!(
            short("let text='text';fetch(text+`text${text}`)"),
            "let a='text';fetch(a+`text${a}`)"
        );
        assert_eq!(
            short("const TABLE=__TABLE__;f(TABLE)"),
            "const b=__TABLE__;f(b)".replace('b', "a")
        );
        assert_eq!(short("let document=1;document"), "let document=1;document");
    }

    #[test]
    fn a_short_name_that_is_taken_is_not_given_again() {
        assert_eq!(short("const long=a+b;f(long)"), "const c=a+b;f(c)");
    }
}
