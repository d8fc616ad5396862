// Keys of the queue. They act only while the focus is in a part that names them (data-keys) and never while typing.
// A key presses the button, follows the link, opens the summary or enters the form that carries it (data-key).
const rows = (list) => [...list.querySelectorAll("[data-row]")];

function move(list, at, by) {
  const all = rows(list);
  const to = all[Math.min(Math.max(all.indexOf(at) + by, 0), all.length - 1)];
  to?.querySelector("[data-open]").focus();
}

function use(target) {
  if (target.matches("form")) target.querySelector("input:not([type=hidden]), textarea, select").focus();
  else if (target.matches("summary") && target.parentElement.open) target.parentElement.querySelector("input:not([type=hidden])").focus();
  else target.click();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
  const part = event.target.closest("[data-keys]");
  if (!part || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const row = event.target.closest("[data-row]");
  const target = (row ?? part).querySelector(`[data-key="${key}"]`);
  const box = row?.querySelector("input[type=checkbox]");
  if (row && (key === "j" || key === "k")) move(part, row, key === "j" ? 1 : -1);
  else if (box && key === "x") box.checked = !box.checked;
  else if (target) use(target);
  else return;
  event.preventDefault();
});
