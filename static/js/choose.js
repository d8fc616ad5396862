// One box chooses all rows that are shown. Without script each row has its own.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-choose-all]")) return;
  for (const box of target.closest("[data-choose]").querySelectorAll("tbody input[type=checkbox]")) box.checked = target.checked;
});

const show = () => { for (const box of document.querySelectorAll("[data-choose-all]")) box.hidden = false; };
document.body.addEventListener("htmx:afterSettle", show);
show();
