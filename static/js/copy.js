// <button data-copy="https://…" data-said="Link copied."> copies; without a value, the address of this page.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const text = button.dataset.copy ? new URL(button.dataset.copy, location.href).href : location.href;
  let said = button.dataset.said ?? "Link copied.";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = text;  // no permission, or no HTTPS: show it, to be copied by hand
  }
  document.dispatchEvent(new CustomEvent("notice", { detail: said }));
});
