// Menus are details elements and work alone; this adds Escape, click-away, arrows, one open at a time. Print buttons too.
const opened = () => document.querySelectorAll("details.menu[open]");
const acts = (menu) => [...menu.querySelectorAll(".menu__act")];

document.addEventListener("click", (event) => {
  for (const menu of opened()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) print();
});

// The focus left by Tab: the menu is done with.
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu");
  if (!menu) return;
  const down = event.key === "ArrowDown";
  const typing = event.target.matches("input, select, textarea");  // they have uses of their own for these keys
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (typing) {
    return;
  } else if (menu.open && (down || event.key === "ArrowUp")) {
    event.preventDefault();
    const all = acts(menu);
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (down ? 0 : -1) : (at + (down ? 1 : -1)) % all.length;
    all.at(next)?.focus();
  } else if (menu.open && (event.key === "Home" || event.key === "End") && acts(menu).length) {
    event.preventDefault();
    acts(menu).at(event.key === "Home" ? 0 : -1).focus();
  }
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
