// What a "combine scripts" plugin does: it keeps the text of the loader and drops its tag.
fetch("/kindred.js")
  .then((response) => response.text())
  .then((text) => {
    const combined = document.createElement("script");
    combined.textContent = `;${text};`;
    document.body.append(combined);
  });
