// Brings the console's program into its page. The page names the files; whatever fails on the way, it
// says so and offers to try again.
const root = document.getElementById('console');
const { script, wasm, text, language, me, previewScript, previewWasm, previewStyle, previewTexts } = root.dataset;

// The program of the members' own views, which draws what they see. It comes once somebody wants to look; what
// it comes as draws into an element, in a root of its own, and gives what takes that away again. Its texts are
// there in every language in which somebody may want to look.
const bringPreview = async () => {
  const file = (address, read) => fetch(address).then((answer) => (answer.ok ? read(answer) : Promise.reject(answer.status)));
  const [glue, style, texts] = await Promise.all([
    import(previewScript),
    file(previewStyle, (answer) => answer.text()),
    Promise.all(Object.entries(JSON.parse(previewTexts)).map(async ([tag, address]) => [tag, await file(address, (answer) => answer.json())])),
  ]);
  const fit = (wanted) => texts.find(([tag]) => tag === wanted) ?? texts.find(([tag]) => tag === wanted.split('-')[0]) ?? texts[0];
  await glue.default({ module_or_path: fetch(previewWasm) });
  return (host, options) => {
    const inner = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:host{display:block}[hidden]{display:none!important}${style}`);
    inner.adoptedStyleSheets = [sheet];
    const [lang, text] = fit(options.lang);
    const handle = glue.mount(inner, { ...options, lang, text });
    return () => glue.unmount(handle);
  };
};

try {
  const words = fetch(text).then((answer) => answer.json());
  const glue = await import(script);
  const [texts] = await Promise.all([words, glue.default({ module_or_path: fetch(wasm) })]);
  root.textContent = '';
  glue.mount(root, { texts, language, me, bringPreview, server: location.origin });
} catch (error) {
  console.error(error);
  root.replaceWith(document.getElementById('failed').content);
}
