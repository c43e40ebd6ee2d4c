// A form that was edited has the class "dirty": live updates leave it alone (htmx-config, morphSkip), and leaving warns.
// Only forms that post count. Saving, resetting, or a swap that brings the saved form ends it.
const posts = (form) => form?.method === "post" && !form.hasAttribute("data-careless");

document.addEventListener("input", ({ target }) => { if (posts(target.form)) target.form.classList.add("dirty"); });
document.addEventListener("reset", ({ target }) => target.classList.remove("dirty"));
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.defaultPrevented && !form.hasAttribute("hx-post")) form.classList.remove("dirty");
});
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  if (detail?.ctx?.response?.status < 400 && target.matches?.("form")) target.classList.remove("dirty");
});
window.addEventListener("beforeunload", (event) => { if (document.querySelector("form.dirty")) event.preventDefault(); });
