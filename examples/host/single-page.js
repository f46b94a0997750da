// A stand-in for a single-page application's router: it adds and removes the finder.
const place = document.getElementById("place");
const show = document.getElementById("mount");
const hide = document.getElementById("unmount");

show.addEventListener("click", () => {
  const finder = document.createElement("kindred-group-finder");
  finder.setAttribute("heading-level", "2");
  place.replaceChildren(finder);
  show.disabled = true;
  hide.disabled = false;
});

hide.addEventListener("click", () => {
  place.replaceChildren();
  show.disabled = false;
  hide.disabled = true;
});
