// What was refused no longer looks wrong once it is changed; whether it is right now, the next save says.
document.addEventListener("input", ({ target }) => {
  const field = target.closest?.(".field.bad");
  if (!field) return;
  field.classList.remove("bad");
  field.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  field.querySelectorAll(".errorlist").forEach((each) => each.remove());
});
