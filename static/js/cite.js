// <button data-cite="[S12]"> puts these letters into the text of its form, where one was typing.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-cite]");
  const text = button?.form?.elements.text;
  if (!text) return;
  const { selectionStart: at, selectionEnd: end, value } = text;
  const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
  text.setRangeText(`${gap}${button.dataset.cite}`, at, end, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));  // a draft is kept, as of what is typed
});
