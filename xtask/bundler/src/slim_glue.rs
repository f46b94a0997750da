//! wasm-bindgen's glue without what our loader never asks of it. Every member downloads the glue, and nearly a
//! fifth of it is for ways to start that we do not have.
//!
//! Each change is of a form that wasm-bindgen writes; where it is not found the build stops, so that a newer
//! wasm-bindgen cannot make us ship half of it.

use anyhow::{Context, Result};

/// Where the ways to start begin.
const STARTS: &str = "async function __wbg_load(";
/// What the loader hands over: `{ module_or_path }`, a promise of the answer with the module. Servers that do not
/// call it by its type (web spaces for plain files) are coped with, as wasm-bindgen does.
const OUR_START: &str = "async function __wbg_init({module_or_path}){\
const imports=__wbg_get_imports();const answer=await module_or_path;let made;\
try{made=await WebAssembly.instantiateStreaming(answer,imports)}\
catch(error){if(answer.bodyUsed)throw error;made=await WebAssembly.instantiate(await answer.arrayBuffer(),imports)}\
return __wbg_finalize_init(made.instance,made.module)}\n";
/// How the two kinds of glue end: what wasm-bindgen writes, and what is left of it.
const ENDS: [(&str, &str); 2] = [
    (
        "export{initSync,__wbg_init as default};",
        "export{__wbg_init as default};",
    ),
    (
        "return Object.assign(__wbg_init,{initSync},exports);})({__proto__:null});",
        "return Object.assign(__wbg_init,exports);})({__proto__:null});",
    ),
];

/// Leaves out of squeezed glue what is never used, and says the rest shorter.
pub fn slim(glue: &str) -> Result<String> {
    let otherwise =
        "wasm-bindgen's glue looks otherwise than xtask/bundler/src/slim_glue.rs knows it";
    let (body, starts) = glue.split_once(STARTS).context(otherwise)?;
    let end = ENDS
        .iter()
        .find(|(theirs, _)| starts.trim_end().ends_with(theirs));
    let (_, ours) = end.context(otherwise)?;
    Ok(format!("{}{OUR_START}{ours}\n", shorter(body)))
}

/// `const ret = x; return ret;` is `return x`; `{ name: function(…) {` is `{ name(…) {`; and a class that every
/// supported browser has needs no net around `instanceof`.
fn shorter(body: &str) -> String {
    let body = body.replace("let result;try{result=", "const ret=");
    let body = body.replace(
        "}catch(_){result=false}\nconst ret=result;return ret",
        ";return ret",
    );
    let mut out = String::with_capacity(body.len());
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once("const ret=") {
        out.push_str(before);
        match after.split_once(";return ret") {
            Some((value, behind)) if is_one_value(value) && ends_function(behind) => {
                out.push_str("return ");
                out.push_str(value);
                rest = behind;
            }
            _ => {
                out.push_str("const ret=");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace(":function(", "(")
}

fn is_one_value(text: &str) -> bool {
    !text.contains([';', '\n', '{', '}']) && !text.contains("ret")
}

fn ends_function(behind: &str) -> bool {
    behind.trim_start_matches(';').starts_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = "export function mount(a){wasm.mount(a);}\nfunction __wbg_get_imports(){\
        const import0={__proto__:null,__wbg_a:function(arg0){const ret=arg0.length;return ret},\
        __wbg_b:function(arg0){let result;try{result=arg0 instanceof Error}catch(_){result=false}\n\
        const ret=result;return ret},\
        __wbg_c:function(){return handleError(function(arg0){const ret=arg0.json();return ret},arguments);},\
        __wbg_d:function(arg0){const ret=arg0.x;return isLikeNone(ret)?0:add(ret)}};return import0}\n\
        async function __wbg_load(module){}\nfunction initSync(module){}\n";

    #[test]
    fn what_is_never_used_is_left_out_and_the_rest_stays() {
        let module = slim(&format!(
            "{THEIRS}export{{initSync,__wbg_init as default}};\n"
        ))
        .unwrap();
        assert!(
            module.contains("__wbg_a(arg0){return arg0.length}"),
            "{module}"
        );
        assert!(
            module.contains("__wbg_b(arg0){return arg0 instanceof Error}"),
            "{module}"
        );
        assert!(
            module.contains("handleError(function(arg0){return arg0.json()},arguments)"),
            "{module}"
        );
        assert!(
            module.contains("const ret=arg0.x;return isLikeNone(ret)?0:add(ret)"),
            "{module}"
        );
        assert!(!module.contains("initSync"), "{module}");
        assert!(
            module.ends_with("export{__wbg_init as default};\n"),
            "{module}"
        );
        let classic = format!(
            "{THEIRS}return Object.assign(__wbg_init,{{initSync}},exports);}})({{__proto__:null}});\n"
        );
        assert!(
            slim(&classic)
                .unwrap()
                .ends_with("exports);})({__proto__:null});\n")
        );
    }

    #[test]
    fn glue_of_another_form_is_refused() {
        assert!(slim("export{initSync,__wbg_init as default};").is_err());
        assert!(slim(&format!("{THEIRS}export default start;")).is_err());
    }
}
