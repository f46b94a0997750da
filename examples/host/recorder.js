// What a session recorder does: hear every key and every field of its page, open shadow roots
// included. This one sends nothing anywhere; it writes what it heard under the form.
const heard = new Map();
for (const name of ['keydown', 'input']) {
  addEventListener(name, (event) => {
    const field = event.composedPath()[0];
    heard.set(field, field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value);
    document.querySelector('#recorded').textContent =
      `The recorder of this page has heard: ${[...heard.values()].join(', ')}`;
  }, true);
}
