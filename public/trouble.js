// What the loader fetches when something went wrong: one sentence in the console with the fix, and
// a way out on pages that give no fallback of their own. Apart from the loader, because most
// visits never need it.
//
// One export: tell({ code, host, server, site, lang, root, error, data, refused }).

const WORDS = {
  en: ['The support groups cannot be shown here right now.', 'See them on their own page'],
  es: ['Ahora no se pueden mostrar aquí los grupos de apoyo.', 'Véalos en su propia página'],
};

const SENTENCES = {
  'no-site': () =>
    'a widget has no site; add data-site="…" to the script tag or site="…" to the element.',
  'unknown-site': ({ server, site }) =>
    `${server} has no site "${site}"; correct data-site on the script tag or site on the element.`,
  'browser-too-old': () =>
    "this browser is older than Chrome 106, Safari 16.4 and Firefox ESR, or forbids WebAssembly; the page's fallback stays.",
  'too-slow': ({ server }) =>
    `${server} has sent no widget for 20 s; the page's fallback stays until it comes.`,
  'no-loader': ({ server }) =>
    `the loader of ${server} has not come; check that address, and that a script tag of its own stands on this page and may run.`,
  'tag-in-head': () =>
    "a script tag with data-widget stands in the page's head; move it to where the widget should be.",
  'no-data': explainLoading,
  'not-loaded': explainLoading,
};

// What the browser refused by the page's Content-Security-Policy, else what can be said of a
// failed download.
function explainLoading({ server, error, refused }) {
  // The widget itself says what it lacks.
  if (typeof error === 'string') return error;
  const { origin } = new URL(server);
  const policy = "this page's Content-Security-Policy ";
  const wasm = refused.some(({ blockedURI }) => /^(wasm-)?eval$/.test(blockedURI));
  if (wasm || /unsafe-eval|content.security/i.test(error)) {
    return policy + "forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src.";
  }
  const directives = refused
    .filter(({ blockedURI }) => blockedURI.startsWith(origin))
    .map(({ effectiveDirective }) => effectiveDirective.replace('-elem', ''));
  if (directives.length) {
    return `${policy}keeps out ${origin}; add it to its ${[...new Set(directives)].join(' and ')}.`;
  }
  if (location.protocol === 'https:' && server.startsWith('http:')) {
    return `an https page cannot load from ${server}; give the server's https address.`;
  }
  return `cannot load from ${server} (${error}); check that this address is right, answers, and allows other origins.`;
}

const said = new Set();

function say(problem) {
  const sentence = 'Kindred: ' + SENTENCES[problem.code](problem);
  if (!said.has(sentence)) console.error(sentence);
  said.add(sentence);
}

function add(parent, name, text, href) {
  const element = document.createElement(name);
  element.textContent = text;
  if (href) element.href = href;
  parent.append(element, ' ');
  return element;
}

function offerWayOut({ host, server, lang, root, data }) {
  // The page's own fallback is better than ours.
  if (host.firstElementChild || host.textContent.trim() || root.querySelector('div')) return;
  const words = WORDS[lang] || WORDS.en;
  const box = add(root, 'div', '');
  box.lang = WORDS[lang] ? lang : 'en';
  box.setAttribute('part', 'fallback');
  add(box, 'p', words[0]);
  const ways = add(box, 'p', '');
  add(ways, 'a', words[1], server + '/');
  // Wasm may be blocked and the server up: then it knows whom to ring.
  Promise.resolve(data).then((site) => {
    const { name, phone, email, url } = (site && site.contact) || {};
    if (!phone && !email && !url) return;
    ways.textContent = `${name || site.name}: `;
    if (phone) add(ways, 'a', phone, 'tel:' + phone.replace(/[^+\d]/g, ''));
    if (email) add(ways, 'a', email, 'mailto:' + email);
    if (/^https?:/.test(url)) add(ways, 'a', url, url);
  }, () => {});
}

function tell(problem) {
  // Reports of the Content-Security-Policy come a little after the error.
  setTimeout(say, 99, problem);
  if (problem.root) offerWayOut(problem);
}

export default tell;
