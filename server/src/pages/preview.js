// The preview of a site's looks and words. What is chosen stands in the address, and the page loads itself anew
// when the site's file has changed, so that an editor can lie beside it.
(() => {
  const root = document.documentElement;
  const { site } = root.dataset;
  const chosen = new URLSearchParams(location.search);
  const form = document.querySelector('form');
  const problems = document.getElementById('problems');

  const elements = () => document.querySelectorAll('[data-shows]');
  const show = () => {
    const { language, theme, size, calm, width } = Object.fromEntries(new FormData(form));
    root.dataset.width = width;
    for (const element of elements()) {
      element.setAttribute('lang', language);
      element.toggleAttribute('calm', !!calm);
      for (const [name, value] of [['theme', theme], ['text-size', size]]) {
        if (value) element.setAttribute(name, value);
        else element.removeAttribute(name);
      }
    }
    for (const [name, value] of new FormData(form)) chosen.set(name, value);
    if (!calm) chosen.delete('calm');
    history.replaceState(null, '', '?' + chosen);
  };
  for (const field of form.elements) {
    const value = chosen.get(field.name);
    if (value === null) continue;
    if (field.type === 'checkbox') field.checked = true;
    else if ([...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.addEventListener('change', show);
  show();

  const told = (address) => fetch(address, { cache: 'no-cache' });
  // The first group that can be joined by a form shows what only a group has.
  const showGroup = async () => {
    const { groups } = await told(`v1/sites/${site}/groups?limit=50`).then((answer) => answer.json());
    const one = groups.find(({ join_policy: policy }) => /open|approval/.test(policy)) || groups[0];
    for (const element of one ? document.querySelectorAll('[data-shows=group]') : []) {
      element.setAttribute('group', one.slug);
      element.closest('section').hidden = false;
    }
  };

  let before;
  let hasGroup;
  const look = async () => {
    try {
      hasGroup ||= await showGroup().then(() => true);
      const { files } = await told('readyz').then((answer) => answer.json());
      const wrong = Object.entries(files).filter(([file]) => file === `${site}.toml` || file.startsWith(`${site}/`));
      problems.textContent = wrong.map(([file, problem]) => `${file}:${problem}`).join('\n');
      problems.hidden = !wrong.length;
      const now = await told(`v1/sites/${site}?lang=${form.elements.language.value}`).then((answer) => answer.text());
      if (before !== undefined && before !== now) return location.reload();
      before = now;
    } catch {
      // The server is being started anew: the next look finds it.
    }
    setTimeout(look, 1500);
  };
  form.elements.language.addEventListener('change', () => (before = undefined));
  look();
})();
