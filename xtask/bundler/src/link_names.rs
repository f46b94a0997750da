//! Short names between Wasm and glue.
//!
//! wasm-bindgen names every import and export so that no two can clash: `__wbg_get_4f1baf9a…`.
//! Only the two files read these names, and each stands in both: about 4 kB (brotli) of a
//! member's download. Here each gets a name of two or three letters, the same in both.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// Shorter names than this are left alone: `mount`, `memory`.
const LONG: usize = 12;

/// A module with short names, and what they stand for.
pub struct Shortened {
    /// The module.
    pub wasm: Vec<u8>,
    /// Short names by long ones.
    names: BTreeMap<String, String>,
}

/// Gives short names to what a module imports and exports.
pub fn shorten(wasm: &[u8]) -> Result<Shortened> {
    let (header, mut rest) = wasm.split_at_checked(8).context("not a Wasm module")?;
    let mut short = Shortened {
        wasm: header.to_vec(),
        names: BTreeMap::new(),
    };
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let length = number(&mut rest)?;
        let content = take(&mut rest, length)?;
        let content = match id {
            IMPORTS => short.imports(content)?,
            EXPORTS => short.exports(content)?,
            _ => content.to_vec(),
        };
        short.wasm.push(id);
        push_bytes(&mut short.wasm, &content);
    }
    Ok(short)
}

impl Shortened {
    /// The same names in the glue.
    pub fn rename(&self, script: &str) -> Result<String> {
        let clash = script
            .split('$')
            .skip(1)
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        ensure!(
            !clash,
            "the glue has names that begin with $, which ours would clash with"
        );
        let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(part_of_name) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c| !part_of_name(c)).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            out.push_str(before);
            out.push_str(self.names.get(name).map_or(name, String::as_str));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn short(&mut self, long: &str) -> String {
        let next = name_of(self.names.len());
        self.names.entry(long.to_owned()).or_insert(next).clone()
    }

    /// Module and name of each import, then its kind and type, which are copied.
    fn imports(&mut self, mut content: &[u8]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let count = number(&mut content)?;
        push_number(&mut out, count);
        for _ in 0..count {
            push_bytes(&mut out, text(&mut content)?.as_bytes());
            let name = self.short(text(&mut content)?);
            push_bytes(&mut out, name.as_bytes());
            let start = content;
            match take(&mut content, 1)?[0] {
                0 => _ = number(&mut content)?,
                1 => {
                    take(&mut content, 1)?;
                    limits(&mut content)?;
                }
                2 => limits(&mut content)?,
                3 => _ = take(&mut content, 2)?,
                kind => bail!("an import of kind {kind}, which this bundler does not know"),
            }
            out.extend(&start[..start.len() - content.len()]);
        }
        Ok(out)
    }

    /// Name of each export, then its kind and index, which are copied.
    fn exports(&mut self, mut content: &[u8]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let count = number(&mut content)?;
        push_number(&mut out, count);
        for _ in 0..count {
            let name = text(&mut content)?;
            let name = if name.len() < LONG {
                name.to_owned()
            } else {
                self.short(name)
            };
            push_bytes(&mut out, name.as_bytes());
            let start = content;
            take(&mut content, 1)?;
            number(&mut content)?;
            out.extend(&start[..start.len() - content.len()]);
        }
        Ok(out)
    }
}

/// `$a` … `$Z`, `$ab` …: no other name of the glue begins with `$`.
fn name_of(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("$");
    loop {
        name.push(char::from(LETTERS[number % 52]));
        number /= 52;
        if number == 0 {
            return name;
        }
    }
}

fn limits(content: &mut &[u8]) -> Result<()> {
    let has_most = take(content, 1)?[0] & 1 == 1;
    number(content)?;
    if has_most {
        number(content)?;
    }
    Ok(())
}

fn take<'a>(content: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    let (taken, rest) = content
        .split_at_checked(length)
        .context("the Wasm ends too soon")?;
    *content = rest;
    Ok(taken)
}

fn text<'a>(content: &mut &'a [u8]) -> Result<&'a str> {
    let length = number(content)?;
    Ok(std::str::from_utf8(take(content, length)?)?)
}

/// An unsigned number in LEB128.
fn number(content: &mut &[u8]) -> Result<usize> {
    let mut number = 0_usize;
    for shift in (0..35).step_by(7) {
        let byte = take(content, 1)?[0];
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    bail!("a number in the Wasm is too long")
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = (number & 0x7f).to_le_bytes();
        number >>= 7;
        out.push(if number == 0 { low } else { low | 0x80 });
        if number == 0 {
            return;
        }
    }
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports one function and exports it under two names.
    fn module() -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        let mut imports = vec![1];
        push_bytes(&mut imports, b"./glue.js");
        push_bytes(&mut imports, b"__wbg_get_4f1baf9a00be3c74");
        imports.extend([0, 0]);
        wasm.push(IMPORTS);
        push_bytes(&mut wasm, &imports);
        let mut exports = vec![2];
        for name in ["mount", "__wbindgen_malloc"] {
            push_bytes(&mut exports, name.as_bytes());
            exports.extend([0, 0]);
        }
        wasm.push(EXPORTS);
        push_bytes(&mut wasm, &exports);
        wasm
    }

    #[test]
    fn long_names_become_short_in_both_files() {
        let wasm = module();
        let short = shorten(&wasm).unwrap();
        wasmparser::validate(&short.wasm).unwrap();
        assert!(short.wasm.len() < wasm.len() - 30);
        let glue = "import0={__wbg_get_4f1baf9a00be3c74:f},wasm.__wbindgen_malloc(1),wasm.mount()";
        assert_eq!(
            short.rename(glue).unwrap(),
            "import0={$a:f},wasm.$b(1),wasm.mount()"
        );
    }

    #[test]
    fn a_name_within_another_is_left_alone() {
        let short = shorten(&module()).unwrap();
        assert_eq!(
            short.rename("my__wbindgen_malloc2").unwrap(),
            "my__wbindgen_malloc2"
        );
    }

    #[test]
    fn names_do_not_repeat() {
        let names: std::collections::BTreeSet<String> = (0..6_000).map(name_of).collect();
        assert_eq!(names.len(), 6_000);
    }

    #[test]
    fn a_broken_module_is_refused() {
        assert!(shorten(b"\0asm").is_err());
        let wasm = module();
        assert!(shorten(&wasm[..wasm.len() - 3]).is_err());
    }
}
