//! JavaScript without comments and needless white space.
//!
//! No names are changed and no line end that might end a statement is taken away, so that what
//! runs is what was written; the compressors do the rest. It reads what the loader and the glue
//! are made of (ES2020) and is not a parser.

use std::{iter::Peekable, ops::Range, str::Chars};

/// Keywords after which `/` begins a regular expression, not a division.
const BEFORE_REGEX: &[&str] = &[
    "case",
    "delete",
    "do",
    "else",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
    "yield",
    "await",
];

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// A script without comments and needless space.
pub struct Script {
    /// Its text.
    pub text: String,
    /// Where in the text strings, the texts of templates, and regular expressions stand.
    pub literals: Vec<Range<usize>>,
}

/// Leaves out comments, indentation and spaces that separate nothing.
pub fn squeeze(source: &str) -> String {
    read(source).text
}

/// Leaves out comments, indentation and spaces that separate nothing, and says where the code is
/// and where not.
pub fn read(source: &str) -> Script {
    Squeezer {
        rest: source.chars().peekable(),
        out: String::with_capacity(source.len()),
        literals: Vec::new(),
        gap: Gap::None,
        braces: Vec::new(),
    }
    .run()
}

struct Squeezer<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
    literals: Vec<Range<usize>>,
    gap: Gap,
    /// For each open `${`: how many `{` are open inside of it.
    braces: Vec<usize>,
}

impl Squeezer<'_> {
    fn run(mut self) -> Script {
        while let Some(c) = self.rest.next() {
            match c {
                '\n' | '\r' => self.gap = Gap::Line,
                c if c.is_whitespace() => self.gap = self.gap.max(Gap::Space),
                '/' => self.slash(),
                '"' | '\'' => {
                    self.push(c);
                    self.literal(|it| it.string(c));
                }
                '`' => {
                    self.push(c);
                    self.literal(Self::template);
                }
                '{' => {
                    self.push(c);
                    if let Some(depth) = self.braces.last_mut() {
                        *depth += 1;
                    }
                }
                '}' => self.closing_brace(),
                c => self.push(c),
            }
        }
        self.out.push('\n');
        Script {
            text: self.out,
            literals: self.literals,
        }
    }

    /// Writes a character of code, and in front of it as much of the gap as is needed.
    fn push(&mut self, c: char) {
        let before = self.out.chars().next_back();
        let kept = match (before, self.gap) {
            (None, _) | (_, Gap::None) => None,
            (Some(b), Gap::Line) if may_end_a_statement(b, c) => Some('\n'),
            (Some(b), _) => must_be_apart(b, c).then_some(' '),
        };
        // A comma or semicolon before the end says nothing more; `for (;;);` does.
        if (c == '}' && self.out.ends_with(';') && !self.out.ends_with(");"))
            || (")}".contains(c) && self.out.ends_with(',') && !self.out.ends_with(",,"))
        {
            self.out.pop();
        }
        self.out.extend(kept);
        self.out.push(c);
        self.gap = Gap::None;
    }

    fn slash(&mut self) {
        match self.rest.peek().copied() {
            Some('/') => {
                // The line's end is still to come and counts as one.
                while self.rest.next_if(|c| *c != '\n').is_some() {}
            }
            Some('*') => {
                self.rest.next();
                self.gap = self.gap.max(Gap::Space);
                let mut before = ' ';
                for c in self.rest.by_ref() {
                    if before == '*' && c == '/' {
                        break;
                    }
                    if c == '\n' {
                        self.gap = Gap::Line;
                    }
                    before = c;
                }
            }
            _ if self.regex_may_begin() => {
                self.push('/');
                self.literal(Self::regex);
            }
            _ => self.push('/'),
        }
    }

    fn regex_may_begin(&self) -> bool {
        let code = self.out.trim_end();
        let Some(last) = code.chars().next_back() else {
            return true;
        };
        if !is_word(last) {
            return !")]}".contains(last);
        }
        let start = code.rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
        code.get(start..)
            .is_some_and(|word| BEFORE_REGEX.contains(&word))
    }

    fn literal(&mut self, read: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        read(self);
        if start < self.out.len() {
            self.literals.push(start..self.out.len());
        }
    }

    fn regex(&mut self) {
        let mut in_class = false;
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return,
                _ => {}
            }
        }
    }

    fn string(&mut self, quote: char) {
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                c if c == quote => return,
                _ => {}
            }
        }
    }

    /// The text of a template up to its end or to the next `${`.
    fn template(&mut self) {
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                '`' => return,
                '$' if self.rest.peek() == Some(&'{') => {
                    self.out.extend(self.rest.next());
                    self.braces.push(0);
                    return;
                }
                _ => {}
            }
        }
    }

    fn closing_brace(&mut self) {
        self.push('}');
        match self.braces.last_mut() {
            Some(0) => {
                self.braces.pop();
                self.literal(Self::template);
            }
            Some(depth) => *depth -= 1,
            None => {}
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Whether a line's end between two characters might end a statement: not after an opening bracket
/// or an operator that wants something to follow, and not before something that goes on.
fn may_end_a_statement(before: char, after: char) -> bool {
    !"{;,([=&|?:<>*%".contains(before) && !")]},;.?:&|=<>*%".contains(after)
}

/// Whether two characters would mean something else without the space between them.
fn must_be_apart(before: char, after: char) -> bool {
    (is_word(before) && is_word(after))
        || (before == after && "+-/&|".contains(before))
        || matches!((before, after), ('<', '!') | ('-', '>') | ('/', '*') | ('*', '/'))
        // `1 .toString()`, and an operator beside a regular expression.
        || (before.is_ascii_digit() && after == '.')
        || before == '/'
        || after == '/'
        || (is_word(before) && (after == '#' || after == '\\'))
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn comments_and_indentation_go_and_statements_stay_apart() {
        let source = "// one\nconst a = 1;  /* two\n three */\nlet b\n  = a + +a\nreturn b\n";
        assert_eq!(squeeze(source), "const a=1;let b=a+ +a\nreturn b\n");
    }

    #[test]
    fn a_line_that_goes_on_is_joined_to_the_next() {
        assert_eq!(
            squeeze("a = (b) =>\n  c\n  .d()\n  && e"),
            "a=(b)=>c.d()&&e\n"
        );
        assert_eq!(squeeze("a++\nb\n(c)"), "a++\nb\n(c)\n");
        assert_eq!(squeeze("a = 1\n.toString()"), "a=1 .toString()\n");
    }

    #[test]
    fn what_looks_like_a_comment_in_a_string_stays() {
        let source = "x = 'http://a' + \"/* b */\" + `// ${ c /* d */ + `}//` } //`;";
        assert_eq!(
            squeeze(source),
            "x='http://a'+\"/* b */\"+`// ${c+`}//`} //`;\n"
        );
    }

    #[test]
    fn regular_expressions_and_divisions_are_told_apart() {
        assert_eq!(squeeze("a = b / c / d"), "a=b / c / d\n");
        assert_eq!(
            squeeze("a.replace(/[/ ]  \\//g, '')"),
            "a.replace(/[/ ]  \\//g,'')\n"
        );
        assert_eq!(squeeze("return /  x/.test(y)"), "return /  x/.test(y)\n");
    }

    #[test]
    fn commas_and_semicolons_before_an_end_go() {
        assert_eq!(
            squeeze("f(a,\n{ b, },\n);\nif (a) { b; }"),
            "f(a,{b});if(a){b}\n"
        );
        assert_eq!(squeeze("{ while (a()); }"), "{while(a());}\n");
    }

    #[test]
    fn a_comment_is_a_space_where_one_is_needed() {
        assert_eq!(squeeze("return/* why */a"), "return a\n");
        assert_eq!(squeeze("a < !--b"), "a< !--b\n");
    }
}
