// In the manner of consent managers: scripts wait as `text/plain` until somebody agrees, and are then
// put in anew.
const banner = document.querySelector(".consent");

document.getElementById("agree").addEventListener("click", () => {
  for (const parked of document.querySelectorAll("script[data-consent]")) {
    const script = document.createElement("script");
    for (const { name, value } of parked.attributes) {
      if (name !== "type") script.setAttribute(name.replace(/^data-src$/, "src"), value);
    }
    parked.replaceWith(script);
  }
  banner.remove();
});
document.getElementById("refuse").addEventListener("click", () => banner.remove());
