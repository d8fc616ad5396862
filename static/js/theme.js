// Runs before the first paint, so that a chosen theme never flashes. The server's choice wins where it has one.
{
  const root = document.documentElement;
  const remember = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* a private window keeps nothing */ } };
  const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (!root.dataset.theme && (kept === "light" || kept === "dark")) root.dataset.theme = kept;

  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  // A signed-in person finds the theme again on their other devices.
  const tell = (url, theme) => {
    const token = document.querySelector('meta[name="csrf-token"]').content;
    fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ theme }), keepalive: true })
      .catch(() => { /* this device remembers it anyway */ });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    const name = () => button.setAttribute("aria-label", `Change to the ${isDark() ? "light" : "dark"} theme`);
    name();
    button.hidden = false;
    system.addEventListener("change", name);
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      root.dataset.theme = theme;
      remember(theme);
      name();
      if (button.dataset.url) tell(button.dataset.url, theme);
    });
  });
}
