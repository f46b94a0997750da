//! Wasm and the JavaScript around it, by wasm-bindgen's own library, and the floor of Wasm.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Validator, WasmFeatures};

use crate::{link_names, names, script, slim_glue};

/// What the loader needs of one program.
pub struct Glued {
    /// The module, ready for the browser.
    pub wasm: Vec<u8>,
    /// The glue as an ES module.
    pub module: String,
    /// The same glue as an expression for a classic script: an object like the module's.
    pub expression: String,
}

/// The name of the glue's function inside of the pinned loader; nobody outside sees it.
const INNER_NAME: &str = "glue";

/// Makes module and glue of the compiled program `name`; `dev` keeps the names of functions.
pub fn make(name: &str, input: &Path, dev: bool) -> Result<Glued> {
    let bytes = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let (wasm, module) = generate(name, &bytes, dev, Flavour::Module)?;
    let (same, classic) = generate(name, &bytes, dev, Flavour::Classic)?;
    // The pinned loader and the other one share the Wasm file: it must fit both.
    if wasm != same {
        bail!("wasm-bindgen makes different Wasm for its two kinds of glue");
    }
    check_floor(&wasm)?;
    // Whole before its names are shortened: the last line names the first one's variable.
    let expression =
        format!("(()=>{{{classic}\nreturn{{...{INNER_NAME},default:{INNER_NAME}}}}})()");
    let (module, expression, wasm) = if dev {
        (module, expression, wasm)
    } else {
        let short = link_names::shorten(&wasm)?;
        let renamed = |js: &str| anyhow::Ok(names::shorten(&script::read(&short.rename(js)?)));
        (renamed(&module)?, renamed(&expression)?, short.wasm)
    };
    Ok(Glued {
        wasm,
        module,
        expression,
    })
}

#[derive(Clone, Copy)]
enum Flavour {
    Module,
    Classic,
}

fn generate(name: &str, bytes: &[u8], dev: bool, flavour: Flavour) -> Result<(Vec<u8>, String)> {
    let mut bindgen = Bindgen::new();
    match flavour {
        Flavour::Module => bindgen.web(true)?,
        Flavour::Classic => bindgen.no_modules(true)?.no_modules_global(INNER_NAME)?,
    };
    let mut output = bindgen
        .input_bytes(name, bytes.to_vec())
        .typescript(false)
        // The loader knows the hashed name, the glue does not.
        .omit_default_module_path(true)
        .remove_name_section(!dev)
        .remove_producers_section(!dev)
        .keep_debug(false)
        .generate_output()
        .context("wasm-bindgen")?;
    let foreign: Vec<_> = output
        .snippets()
        .iter()
        .filter_map(|(name, files)| (!files.is_empty()).then_some(name))
        .chain(output.local_modules().keys())
        .collect();
    if !foreign.is_empty() {
        bail!(
            "crates bring JavaScript of their own, which the bundle has no place for: {foreign:?}"
        );
    }
    let js = slim_glue::slim(&script::squeeze(output.js()))?;
    Ok((output.wasm_mut().emit_wasm(), js))
}

/// Refuses a module that uses what Chrome 106 or Safari 16.4 do not have.
///
/// Both have: mutable globals (Chrome 74), sign extension (74), saturating conversions (75), bulk
/// memory (75), multiple values (85), reference types (96; Safari 15). Neither has: tail calls
/// (112; 18.2), relaxed SIMD, typed references and garbage collection (119; 18.2), exceptions with
/// references, 64-bit memory; threads need headers that host pages do not send.
pub fn check_floor(wasm: &[u8]) -> Result<()> {
    let floor = WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::GC_TYPES
        | WasmFeatures::FLOATS;
    Validator::new_with_features(floor)
        .validate_all(wasm)
        .map(|_| ())
        .context("the Wasm is above the floor of supported browsers (Chrome 106, Safari 16.4)")
}

#[cfg(test)]
mod tests {
    use super::check_floor;

    /// A module of one function `() -> ()` whose body is `code` and `end`.
    fn module(code: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a".to_vec();
        let body = u8::try_from(code.len() + 2).unwrap();
        wasm.extend([body + 2, 1, body, 0]);
        wasm.extend(code);
        wasm.push(0x0b);
        wasm
    }

    #[test]
    fn what_every_supported_browser_has_passes() {
        // i32.const 0, i32.extend8_s, drop: sign extension.
        check_floor(&module(&[0x41, 0, 0xc0, 0x1a])).unwrap();
    }

    #[test]
    fn a_tail_call_is_refused_by_name() {
        let error = format!("{:#}", check_floor(&module(&[0x12, 0])).unwrap_err());
        assert!(error.contains("tail call"), "{error}");
    }
}
