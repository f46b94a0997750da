// The way in with a passkey, on the page to sign in. Where a browser has none of this, the form stays
// hidden and the letter is the way.
const form = document.getElementById('passkey');
const said = form.querySelector('[role="alert"]');
form.hidden = !window.PublicKeyCredential;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const ask = async (path, body) => {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw answer.status;
  return answer.status === 204 ? null : answer.json();
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  try {
    const { token, options } = await ask('/console/passkey/question');
    const { publicKey } = JSON.parse(options);
    publicKey.challenge = bytes(publicKey.challenge);
    delete publicKey.allowCredentials;
    const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
    const credential = JSON.stringify({
      id,
      rawId: text(rawId),
      type,
      extensions: {},
      response: {
        authenticatorData: text(response.authenticatorData),
        clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature),
        userHandle: text(response.userHandle),
      },
    });
    const stay = form.querySelector('#week').checked ? 'week' : 'today';
    await ask('/console/passkey', { token, credential, stay });
    location.assign(form.dataset.to);
  } catch (problem) {
    // Whoever closes the device's own question has been told nothing new.
    if (problem?.name === 'NotAllowedError') return;
    said.textContent = problem === 422 ? form.dataset.refused : form.dataset.failed;
  }
});
