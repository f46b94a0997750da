// Brings the console's program into its page. The page names the files; whatever fails on the way, it
// says so and offers to try again.
const root = document.getElementById('console');
const { script, wasm, text, language, me, finderStyle, finderText } = root.dataset;
try {
  const words = fetch(text).then((answer) => answer.json());
  const glue = await import(script);
  const [texts] = await Promise.all([words, glue.default({ module_or_path: wasm })]);
  root.textContent = '';
  const finder = [finderStyle, finderText];
  glue.mount(root, { texts, language, me, finder, server: location.origin });
} catch (error) {
  console.error(error);
  root.replaceWith(document.getElementById('failed').content);
}
