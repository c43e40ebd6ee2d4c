// Ctrl+Enter (Cmd+Enter) saves the form one is in; Ctrl+Shift+Enter presses its second button, marked data-shift.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form");
  if (!form) return;
  const button = event.shiftKey ? form.querySelector("button[data-shift]") : form.querySelector("button:not([type=button], [data-shift])");
  if (event.shiftKey && !button) return;
  event.preventDefault();
  form.requestSubmit(button ?? undefined);
});
