// Kindred's loader: the one file that a host page names. It defines the custom elements, finds out
// which server each of them belongs to, and brings the widget when it comes near the viewport.
// It holds no logic of the widgets and keeps nothing. What is only needed when something goes
// wrong, or when a page asks for more, is in aside.js.
//
// A page may carry several tags, of several servers and of several versions of this file, but has
// one registry of elements and one `window.Kindred`. So the file has two halves. The *frame* is
// made by whichever copy runs first and serves them all: it watches elements and hands each to the
// loader of its own server. Between copies of different age stands only `Kindred.enlist(loader)`,
// `loader = { server, site, kinds, mount(host, kind, site), unmount(host), aside() }`: keep that as it is.
//
// The syntax is ES2021 with static fields. An older browser stops reading here, and the page's
// own fallback stays: that is intended. The bundler strips comments
// and shortens the names of variables.
(() => {
  const ASSETS = __KINDRED_ASSETS__;
  // The programs' glue and aside.js themselves in the pinned copy, else nothing.
  const GLUE = __KINDRED_GLUE__;
  // The first is the finder's program, the next two are the second's, which most visits never need, the
  // last is the third's.
  const KINDS = 'group-finder guidelines join-form feedback-survey'.split(' ');
  const NAMES = 'server site lang group heading-level survey invitation'.split(' ');
  const doc = document;
  // Only there while the script runs for the first time, and null when an optimiser evaluates it.
  const own = doc.currentScript;

  // CMS editors keep `data-` attributes and drop others, so each name is good in both forms.
  const read = (host, name) => host.getAttribute(name) || host.getAttribute('data-' + name);
  const clean = (address) => {
    try {
      return new URL(address, doc.baseURI).href.replace(/\/+$/, '');
    } catch {
      // Nobody's server: treated as if none were named.
    }
  };
  const FILE = /\/(assets\/kindred\.\w+\.pinned|kindred)\.js(\W.*)?$/;
  // Optimiser plugins park the address in `data-src`, `data-rocket-src` and the like.
  const baseOf = (tag) => {
    for (const { name, value } of tag.attributes) {
      if (/src$/.test(name) && FILE.test(value)) return clean(value).replace(FILE, '');
    }
  };
  // `data-server` is for a copy that a plugin or a person moved to another host.
  const serverOf = (tag) => baseOf(tag) && clean(tag.dataset.server || baseOf(tag));

  // ---- Which server is this copy from? ----

  // By its own tag. Evaluated from a text (no tag, or a blob) it can only be told when one tag is
  // left that it may have come from. Combined into another file it belongs nowhere: it serves as
  // the frame and fetches the right copy for each server that an element names.
  let tag = own;
  if (!/^http/.test(own?.src)) {
    const candidates = [...doc.scripts].filter(baseOf);
    tag = new Set(candidates.map(baseOf)).size === 1 && candidates[0];
  }
  const home = tag && baseOf(tag) === serverOf(tag) && baseOf(tag);

  const rootOf = (host) => {
    const root = host.shadowRoot || host.attachShadow({ mode: 'open' });
    // The host's own content shows through this until the widget is there.
    if (!root.firstChild) root.append(doc.createElement('slot'));
    return root;
  };
  // The site's language, the element's own, the page's, the browser's (which may be "C"): the first we have.
  const languageOf = (host, site) => {
    const wishes = [site, read(host, 'lang'), host.closest('[lang]')?.lang, ...navigator.languages];
    for (const wish of wishes) {
      const [tag] = ('' + wish).toLowerCase().split('-');
      if (ASSETS.text.split(' ').includes(tag)) return tag;
    }
    return 'en';
  };

  const bring = async (here, server, name) => here || import(`${server}/assets/${name}`);
  // From this copy's own server, never from the one that an element names.
  const aside = async () => (await bring(GLUE[3], home, ASSETS.of[3] + '.js')).default;
  const refused = [];
  doc.addEventListener('securitypolicyviolation', (event) => refused.push(event));
  const tell = async (code, server, host, more) => {
    const root = host && rootOf(host);
    const lang = host && languageOf(host);
    host && host.dispatchEvent(
      new CustomEvent('kindred-error', { bubbles: true, composed: true, detail: { code } }),
    );
    try {
      (await aside()).tell({ code, server, host, root, lang, refused, ...more });
    } catch {
      console.error('Kindred: ' + code, server, host);
    }
  };

  // ---- The frame: one a page ----

  const makeFrame = () => {
    const loaders = new Map();
    const hosts = new Map();
    const done = new WeakSet();
    const asked = {};
    const remembered = [];
    let waiting;

    // [server, site] of every tag in the page's order; then of those that were taken out again.
    const tags = () =>
      [...doc.scripts]
        .map((tag) => [serverOf(tag), tag.dataset.site])
        .concat(remembered)
        .filter(([server]) => server);

    // Everything that happens to elements ends here, once and after the page's own script: a node
    // that was only moved is connected again by then and keeps its widget as it is.
    const settle = () => {
      waiting ||= !queueMicrotask(() => {
        waiting = 0;
        hosts.forEach((it, host) => {
          if (host.isConnected) return serve(host, it);
          hosts.delete(host);
          clearTimeout(it.timer);
          it.loader?.unmount(host);
        });
      });
    };
    const serve = (host, it) => {
      const key = '' + NAMES.map((name) => read(host, name));
      if (it.loader && it.key === key) return;
      const known = tags();
      const named = read(host, 'server');
      const server = named ? clean(named) : known[0]?.[0];
      const loader = loaders.get(server);
      if (it.loader !== loader) it.loader?.unmount(host);
      it.key = key;
      it.loader = loader;
      if (loader) {
        clearTimeout(it.timer);
        const tag = known.find((tag) => tag[0] === server && tag[1]);
        loader.mount(host, it.kind, read(host, 'site') || tag?.[1]);
      } else if (server) {
        it.timer ||= setTimeout(tell, 2e4, 'no-loader', server, host);
        // A server that no tag names. While the page is being read its tag may yet come.
        // Whoever may write a comment on the page may often write `data-` attributes: those choose
        // among the servers of its tags, and never bring in the script of another.
        const may = host.hasAttribute('server') || new URL(server).origin === location.origin;
        if (!may || asked[server] || doc.readyState === 'loading' || known.some((tag) => tag[0] === server)) return;
        asked[server] = 1;
        const script = doc.createElement('script');
        script.src = server + '/kindred.js';
        // Last in the page: elements without `server` go to the first tag's.
        doc.body.append(script);
      } else if (doc.readyState === 'complete') {
        it.said ||= !console.error('Kindred: set server and site on', host);
      }
    };

    const enter = (host, kind) => {
      if (!hosts.has(host)) hosts.set(host, { kind });
      // Once a page chose looks for all.
      window.Kindred.dress?.(host);
      settle();
    };
    const define = (kind) => {
      const name = 'kindred-' + kind;
      if (customElements.get(name)) return;
      class Widget extends HTMLElement {
        static observedAttributes = NAMES.flatMap((name) => [name, 'data-' + name]);
        connectedCallback() {
          enter(this, kind);
        }
      }
      Widget.prototype.disconnectedCallback = Widget.prototype.attributeChangedCallback = settle;
      customElements.define(name, Widget);
    };
    const elementFor = (source, kind) => {
      const element = doc.createElement('kindred-' + kind);
      NAMES.forEach((name) => element.setAttribute('data-' + name, read(source, name) || ''));
      return element;
    };
    // Where a CMS strips unknown elements: `data-kindred` on any other.
    const adopt = (host) => {
      if (done.has(host)) return;
      const kind = host.dataset.kindred;
      try {
        rootOf(host);
        enter(host, kind);
      } catch {
        // Some elements may not have a shadow root (`a`, `li`): they get ours inside of them.
        done.add(host);
        const inner = elementFor(host, kind);
        inner.append(...host.childNodes);
        host.append(inner);
      }
    };
    // `data-widget` on a script tag puts the widget where the tag stands.
    const place = (tag) => {
      const server = serverOf(tag);
      if (!server || done.has(tag)) return;
      done.add(tag);
      if (tag.closest('head')) return tell('tag-in-head', server);
      const element = elementFor(tag, tag.dataset.widget);
      element.setAttribute('server', server);
      tag.after(element);
    };
    const look = () => {
      doc
        .querySelectorAll('[data-kindred],script[data-widget]')
        .forEach((found) => (found.dataset.widget ? place(found) : adopt(found)));
      settle();
    };

    new MutationObserver(look).observe(doc, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-kindred', ...NAMES.map((name) => 'data-' + name)],
    });
    doc.addEventListener('readystatechange', settle);

    // What pages ask for comes with the first loader that is there.
    const ask = (name) => async (...wish) => (await [...loaders.values()][0].aside())[name](hosts, ...wish);
    return {
      join: ask('join'),
      set: ask('set'),
      enlist(loader) {
        const { server, site, kinds } = loader;
        if (server) {
          remembered.push([server, site]);
          if (!loaders.has(server)) loaders.set(server, loader);
        }
        kinds.forEach(define);
        look();
      },
    };
  };

  // ---- The loader of this copy's own server ----

  const makeLoader = (server, site) => {
    const states = new WeakMap();
    const memory = {};
    // One download for many widgets; a failed one is forgotten, so that a later widget tries again.
    const once = (key, start) =>
      (memory[key] ||= start().catch((error) => {
        delete memory[key];
        throw error;
      }));
    const get = async (address, as, integrity) => {
      const answer = await fetch(server + address, { credentials: 'omit', integrity });
      // aside.js knows what to say of it.
      if (!answer.ok) throw answer;
      return as ? answer[as]() : answer;
    };
    const asset = (name, as) => get('/assets/' + name, as, ASSETS.seal?.[name]);
    const sheetOf = (css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet;
    };
    // A program: its started glue, its style, its words. Its files begin alike.
    const program = (at, lang) => {
      const files = ASSETS.of[at];
      return Promise.all([
        once(at, async () => {
          const wasm = asset(files + '.wasm');
          wasm.catch(() => {});
          const glue = await bring(GLUE[at], server, files + '.js');
          await glue.default({ module_or_path: wasm });
          return glue;
        }),
        once(files, () => asset(files + '.css', 'text').then(sheetOf)),
        once(files + lang, () => asset(`${files}.${lang}.json`, 'json')),
      ]);
    };
    // Data may change: widgets share only what they ask for at about the same time.
    const data = (address) => {
      setTimeout(() => delete memory[address], 9e3);
      return once(address, () => get(address, 'json'));
    };

    // Constructable sheets came last in Safari (16.4), container queries in Chrome (105); Safari's
    // lockdown mode has no WebAssembly.
    const fit =
      window.WebAssembly && doc.adoptedStyleSheets && CSS.supports('container-type:size');
    const base = fit && sheetOf(':host(:not([hidden])){display:block}[hidden]{display:none!important}');
    const observer =
      window.IntersectionObserver &&
      new IntersectionObserver(
        (entries) => entries.forEach((entry) => entry.isIntersecting && states.get(entry.target).near()),
        { rootMargin: '600px' },
      );

    const clear = (host, it) => {
      try {
        it.end?.();
      } catch (error) {
        console.error(error);
      }
      it.end = null;
      const root = rootOf(host);
      const slot = root.firstChild;
      root.replaceChildren(slot);
      slot.hidden = false;
    };

    const mount = async (host, kind, site) => {
      const root = rootOf(host);
      const it = states.get(host) || { turn: 0 };
      states.set(host, it);
      // Counts what happened to the host: whoever waited and finds another number is too late.
      const turn = ++it.turn;
      clearTimeout(it.timer);
      const late = () => turn !== it.turn;
      let first;
      const fail = (code, error) =>
        late() || tell(code, server, !it.end && host, { site, error, data: first?.site });
      if (!fit) return fail('browser-too-old');
      if (!site) return fail('no-site');
      if (observer && !it.end) {
        root.adoptedStyleSheets = [base];
        observer.observe(host);
        await new Promise((near) => (it.near = near));
        observer.unobserve(host);
        if (late()) return;
      }

      let lang = languageOf(host);
      const group = read(host, 'group') || '';
      const at = (KINDS.indexOf(kind) + 1) >> 1;
      const api = '/v1/sites/' + encodeURIComponent(site);
      // Of the second program's kinds each is the name of what it shows.
      const what = at > 1 ? 'surveys/' + encodeURIComponent(read(host, 'survey')) : kind;
      first = {
        site: data(`${api}?lang=${lang}`),
        data: data(api + (at ? `/groups/${encodeURIComponent(group)}/${what}?lang=${lang}` : '/groups?limit=20')),
      };
      first.data.catch(() => {});
      first.site.catch((error) =>
        tell(error.status === 404 ? 'unknown-site' : 'no-data', server, 0, { site, error }),
      );
      it.timer = setTimeout(fail, 2e4, 'too-slow');
      try {
        program(at, lang).catch(() => {});
        // Its looks stand before the widget does; without an answer it says so itself, as it ships.
        const known = await first.site.catch(() => 0);
        // A site may not speak the language that was wished for: it answered in the nearest.
        lang = languageOf(host, known.language);
        const [glue, css, text] = await program(at, lang);
        if (late()) return;
        clear(host, it);
        root.adoptedStyleSheets = [base, css, sheetOf(known.theme || '')];
        // Before the widget starts: it may bring the fallback back itself.
        root.firstChild.hidden = true;
        const handle = glue.mount(kind, root, {
          server,
          site,
          lang,
          text: text.map((said) => known.wording?.[said] || said),
          host,
          first,
          group,
          // The second program, before it is needed.
          prepare: () => program(1, lang).catch(() => {}),
          headingLevel: +read(host, 'heading-level') || 2,
        });
        it.end = () => glue.unmount(handle);
      } catch (error) {
        // Half a widget is worse than none. One that stood there before is not.
        if (!late() && !it.end) clear(host, it);
        fail('not-loaded', error);
      }
      if (!late()) clearTimeout(it.timer);
    };
    const unmount = (host) => {
      const it = states.get(host);
      it.turn++;
      clearTimeout(it.timer);
      observer?.unobserve(host);
      clear(host, it);
    };
    return { server, site, kinds: KINDS, mount, unmount, aside };
  };

  if (!window.Kindred?.enlist) window.Kindred = makeFrame();
  window.Kindred.enlist(home ? makeLoader(home, tag.dataset.site) : { kinds: KINDS });
})();
