// The page of a form in a frame of a host's page. It has no height, no scrolling and no links of
// its own: it tells the host's side how high it is and what is to be seen, and which of the
// widget's events happened. Nothing that a person typed is in a message, so it matters little
// which host hears it; the page's policy names those that may be one. It listens to none.
if (parent !== window) {
  document.documentElement.dataset.framed = '';
  const tell = (kindred, more) => parent.postMessage({ kindred, ...more }, '*');

  let told;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) tell('height', { height: (told = height) });
  };
  addEventListener('DOMContentLoaded', () => {
    new ResizeObserver(measure).observe(document.body);
    // Opened under the person's hand: the form has the focus when it stands. Set from here, since
    // browsers complain of one that is parsed in another origin's frame.
    const opened = new URLSearchParams(location.search).has('autofocus');
    document.querySelector('kindred-join-form').toggleAttribute('autofocus', opened);
  });

  for (const name of ['kindred-ready', 'kindred-error', 'kindred-join-step', 'kindred-joined']) {
    addEventListener(name, ({ detail }) => {
      // Once what happened is drawn: a host must know the height before it shows the frame.
      setTimeout(() => {
        measure();
        tell(name, { step: detail?.step, code: detail?.code });
      });
    });
  }

  // Only the host's page can move.
  let meant;
  Element.prototype.scrollIntoView = function (how) {
    const { top, height } = this.getBoundingClientRect();
    measure();
    tell('look', { top, height, block: how?.block });
    meant = this;
  };
  // The host gives the frame the focus, and the browser then forgets what had it in here.
  addEventListener('focus', () => {
    setTimeout(() => document.activeElement === document.body && meant?.focus({ preventScroll: true }));
  });
  addEventListener('pointerdown', () => (meant = null), true);

  // A notice to read must not take the form's place, with what was typed in it.
  addEventListener('click', (event) => {
    const link = event.composedPath().find(({ localName }) => localName === 'a');
    if (/^https?:$/.test(link?.protocol)) link.target = '_blank';
  }, true);

  // Somebody is about to see it, or there were no frame; across origins an observer cannot tell.
  delete window.IntersectionObserver;
}
