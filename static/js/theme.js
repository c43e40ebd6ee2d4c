// Light, dark or the system's colours, kept in this browser. A plain script in the head: it runs before the first paint.
(() => {
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window: lasts for this page */ } };
  const show = (theme) => theme === "light" || theme === "dark" ? root.dataset.theme = theme : delete root.dataset.theme;
  const mark = () => document.querySelectorAll("[data-theme-choice] input").forEach((input) => { input.checked = input.value === (kept() ?? "system"); });
  show(kept());
  addEventListener("DOMContentLoaded", mark);
  addEventListener("pageshow", mark);
  addEventListener("storage", ({ key }) => { if (key === "theme") { show(kept()); mark(); } });
  addEventListener("change", ({ target }) => {
    if (target.closest?.("[data-theme-choice]")) { keep(target.value); show(target.value); }
  });
})();
