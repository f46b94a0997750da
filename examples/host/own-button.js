// A page that uses `window.Kindred`. It is there once the loader has run, and the first widget shows after that.
const press = (id, then) => {
  const button = document.getElementById(id);
  button.addEventListener("click", then);
  button.disabled = !window.Kindred;
  document.addEventListener("kindred-ready", () => (button.disabled = false), { once: true });
};

press("join", async () => {
  const { joined } = await Kindred.join("breast-friends-tuesday");
  document.getElementById("outcome").textContent = joined ? "Thank you. We have your request." : "";
});
press("spanish", () => Kindred.set({ language: "es" }));
press("dark", () => Kindred.set({ theme: "dark" }));
press("large", () => Kindred.set({ textSize: "large" }));
press("calm", () => Kindred.set({ calm: true }));
press("usual", () => Kindred.set({ language: null, theme: null, textSize: null, calm: null }));
