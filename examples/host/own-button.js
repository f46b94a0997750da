// A page that uses `window.Kindred`, which is there once the loader has run.
const press = (id, then) => document.getElementById(id).addEventListener("click", then);

press("join", async () => {
  const { joined } = await Kindred.join("breast-friends-tuesday");
  document.getElementById("outcome").textContent = joined ? "Thank you. We have your request." : "";
});
press("spanish", () => Kindred.set({ language: "es" }));
press("dark", () => Kindred.set({ theme: "dark" }));
press("large", () => Kindred.set({ textSize: "large" }));
press("calm", () => Kindred.set({ calm: true }));
press("usual", () => Kindred.set({ language: null, theme: null, textSize: null, calm: false }));
