// What the loader fetches when it is needed, which for most visits is never: one sentence in the console
// with the fix where something went wrong, and a way out on pages that give no fallback of their own; and
// what a page asks of `window.Kindred`.
//
// One export: { tell, join, set }.
// tell({ code, host, server, site, lang, root, error, data, refused })
// join(hosts, group, { site, server, lang }) and set(hosts, { language, theme, textSize, calm }), where hosts
// is a Map by the page's elements of ours. widgets/kindred.d.ts says what pages may rely on.

// That the groups cannot be shown, where else they are, the button that closes a dialog, and the dialog's name.
const WORDS = {
  en: ['The support groups cannot be shown here right now.', 'See them on their own page', 'Close', 'Join a group'],
  es: ['Ahora no se pueden mostrar aquí los grupos de apoyo.', 'Véalos en su propia página', 'Cerrar', 'Unirse a un grupo'],
  fr: ['Les groupes de soutien ne peuvent pas s’afficher ici pour le moment.', 'Les voir sur leur propre page', 'Fermer', 'Rejoindre un groupe'],
  de: ['Die Gruppen können hier gerade nicht angezeigt werden.', 'Auf einer eigenen Seite ansehen', 'Schließen', 'Bei einer Gruppe mitmachen'],
  it: ['In questo momento i gruppi di sostegno non si possono mostrare qui.', 'Aprire la loro pagina', 'Chiudi', 'Partecipare a un gruppo'],
  pt: ['Neste momento não é possível mostrar aqui os grupos de apoio.', 'Ver na página própria', 'Fechar', 'Entrar num grupo'],
  nl: ['De groepen kunnen hier nu niet worden getoond.', 'Bekijk ze op een eigen pagina', 'Sluiten', 'Meedoen met een groep'],
  pl: ['Nie można teraz pokazać tutaj grup wsparcia.', 'Zobacz je na osobnej stronie', 'Zamknij', 'Chcę dołączyć do grupy'],
  ar: ['لا يمكن عرض مجموعات الدعم هنا الآن.', 'شاهدها في صفحتها الخاصة', 'إغلاق', 'الانضمام إلى مجموعة'],
  he: ['אי אפשר להציג כאן כרגע את קבוצות התמיכה.', 'לצפייה בעמוד נפרד', 'סגירה', 'הצטרפות לקבוצה'],
  hi: ['सहायता समूह अभी यहाँ नहीं दिखाए जा सकते।', 'उन्हें उनके अपने पेज पर देखें', 'बंद करें', 'समूह से जुड़ें'],
  zh: ['目前无法在此显示互助小组。', '在单独的页面上查看', '关闭', '加入小组'],
  uk: ['Зараз тут не можна показати групи підтримки.', 'Переглянути на окремій сторінці', 'Закрити', 'Приєднатися до групи'],
  cy: ['Ni ellir dangos y grwpiau cymorth yma ar hyn o bryd.', 'Eu gweld ar eu tudalen eu hunain', 'Cau', 'Ymuno â grŵp'],
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
  // The loader hands over the answer itself where there was one.
  const why = error.url ? `${error.url} ${error.status}` : error;
  return `cannot load from ${server} (${why}); check that this address is right, answers, and allows other origins.`;
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

function offerWayOut({ host, server, site, lang, root, data }) {
  // The page's own fallback is better than ours.
  if (host.firstElementChild || host.textContent.trim() || root.querySelector('div')) return;
  const words = WORDS[lang] || WORDS.en;
  const box = add(root, 'div', '');
  box.lang = WORDS[lang] ? lang : 'en';
  if (/^(ar|he)/.test(lang)) box.dir = 'rtl';
  box.setAttribute('part', 'fallback');
  add(box, 'p', words[0]);
  const ways = add(box, 'p', '');
  // The same groups, drawn by the server.
  add(ways, 'a', words[1], server + (site ? '/s/' + site : '/') + (site && lang ? '?lang=' + lang : ''));
  // Wasm may be blocked and the server up: then it knows whom to ring.
  Promise.resolve(data).then((site) => {
    const { name, phone, email, url } = (site && site.contact) || {};
    if (!phone && !email && !url) return;
    ways.textContent = `${name || site.name}: `;
    // Numbers and addresses run from left to right in every language.
    const way = (text, href) => (add(ways, 'a', text, href).dir = 'ltr');
    if (phone) way(phone, 'tel:' + phone.replace(/[^+\d]/g, ''));
    if (email) way(email, 'mailto:' + email);
    if (/^https?:/.test(url)) way(url, url);
  }, () => {});
}

function tell(problem) {
  // Reports of the Content-Security-Policy come a little after the error.
  setTimeout(say, 99, problem);
  if (problem.root) offerWayOut(problem);
}

// ---- What pages ask of window.Kindred ----

// What the page and its visitor chose for all elements, those that come later included. It ends with the page.
const chosen = new Map();
// What each element said before, in both forms of a name: a choice that is taken back leaves that.
const before = new WeakMap();
// Elements whose language was asked for by itself.
const bilingual = new WeakSet();

const forms = (name) => [name, 'data-' + name];
const says = (host, name) => forms(name).some((form) => host.hasAttribute(form));

function dress(host) {
  if (!before.has(host)) before.set(host, new Map());
  const own = before.get(host);
  chosen.forEach((value, name) => {
    if (name === 'lang' && bilingual.has(host)) return;
    for (const form of forms(name)) {
      if (!own.has(form)) own.set(form, host.getAttribute(form));
      const is = value == null ? own.get(form) : form === name && value !== false ? value : null;
      if (is == null) host.removeAttribute(form);
      else host.setAttribute(form, is === true ? '' : is);
    }
  });
  // The widget's own switches.
  host.shadowRoot?.querySelectorAll('[data-look]').forEach((look) => {
    look.setAttribute('aria-pressed', says(host, look.dataset.look));
  });
}

function set(hosts, { language, theme, textSize, calm, toggle }) {
  const wish = { lang: language, theme, 'text-size': textSize, calm };
  // A press on a switch: off where some element has it, else on.
  if (toggle) wish[toggle] = ![...hosts.keys()].some((host) => says(host, toggle)) && (toggle === 'calm' || 'large');
  for (const name in wish) if (wish[name] !== undefined) chosen.set(name, wish[name]);
  window.Kindred.dress = dress;
  for (const host of hosts.keys()) dress(host);
}

const DIALOG = `:host{all:initial}
dialog{box-sizing:border-box;width:min(46rem,100vw - 16px);max-width:none;max-height:calc(100vh - 16px);max-height:calc(100dvh - 16px);
padding:0;border:0;border-radius:14px;overflow:auto;overscroll-behavior:contain;box-shadow:0 8px 40px #0006}
dialog::backdrop{background:#0008}
form{position:sticky;top:0;z-index:1;display:flex;justify-content:flex-end;padding:6px;background:Canvas}
button{font:600 1.0625rem/1.5 system-ui,sans-serif;min-height:44px;padding:0 16px;border:1px solid;
border-radius:10px;background:Canvas;color:CanvasText;cursor:pointer}
button:focus-visible{outline:3px solid Highlight;outline-offset:1px}
kindred-join-form{display:block;padding:0 8px 8px}`;

// The join form over the page, opened by the page's own button. Resolves when it is closed.
function join(hosts, group, { site, server, lang } = {}) {
  const layer = document.createElement('div');
  const root = layer.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(DIALOG);
  root.adoptedStyleSheets = [sheet];
  const language = lang || chosen.get('lang') || document.documentElement.lang;
  const words = WORDS[(language || navigator.language).slice(0, 2)] || WORDS.en;
  const dialog = add(root, 'dialog', '');
  dialog.setAttribute('aria-label', words[3]);
  [dialog.lang] = Object.keys(WORDS).filter((tag) => WORDS[tag] === words);
  dialog.dir = /^(ar|he)$/.test(dialog.lang) ? 'rtl' : 'ltr';
  const bar = add(dialog, 'form', '');
  bar.method = 'dialog';
  add(bar, 'button', words[2]);
  const element = document.createElement('kindred-join-form');
  for (const [name, value] of Object.entries({ group, site, server, lang: language })) {
    if (value) element.setAttribute(name, value);
  }
  if (lang) bilingual.add(element);
  dialog.append(element);
  document.body.append(layer);
  let joined = false;
  layer.addEventListener('kindred-joined', () => (joined = true));
  dialog.showModal();
  return new Promise((done) =>
    dialog.addEventListener('close', () => {
      layer.remove();
      done({ joined });
    }),
  );
}

export default { tell, join, set };
