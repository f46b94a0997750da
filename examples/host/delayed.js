// What an optimiser plugin does: the tag comes late, and only then.
addEventListener("load", () => {
  setTimeout(() => {
    const tag = document.createElement("script");
    tag.src = "/kindred.js";
    tag.dataset.site = "riverside";
    document.head.append(tag);
  }, 2000);
});
