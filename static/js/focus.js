// After a swap the focus goes to the first field with an error (htmx itself sees to [autofocus]); notices leave by themselves.
const notices = () => document.getElementById("notice");  // looked for anew: a page that came by htmx has its own
const firstWrong = (root) => root.querySelector?.("[aria-invalid=true]");

function closing(notice) {
  if (notice.dataset.closing) return;
  notice.dataset.closing = "yes";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = notices().dataset.close;
  close.addEventListener("click", () => notice.remove());
  notice.append(close);
  if (notice.matches(".toast") && !notice.querySelector("a, form")) {
    const leave = () => notice.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : notice.remove();
    setTimeout(leave, 8000);
  }
}

const watched = new WeakSet();
function watch() {
  const region = notices();
  if (!region) return;
  if (!watched.has(region)) new MutationObserver(watch).observe(region, { childList: true });
  watched.add(region);
  region.querySelectorAll(":scope > .toast, :scope > .note").forEach(closing);
}

watch();
document.addEventListener("htmx:after:swap", watch);
document.addEventListener("notice", ({ detail }) => {
  const notice = document.createElement("p");
  notice.className = "toast";
  notice.textContent = detail;
  notices()?.replaceChildren(notice);
});
document.addEventListener("htmx:after:settle", ({ detail }) => {
  for (const root of detail.newContent ?? []) firstWrong(root)?.focus();
});
// <details data-opens-field>: whoever opens it wants to type.
document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches?.("[data-opens-field]")) target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx) document.dispatchEvent(new CustomEvent("notice", { detail: notices()?.dataset.offline }));
});
firstWrong(document.querySelector("main"))?.focus();
