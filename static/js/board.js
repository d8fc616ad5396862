// The board: a card is dragged into another column, or its Move menu says where it goes. Both post the same and get back
// the two columns. Dragging is a comfort for a mouse; the menu does everything.
const board = () => document.querySelector("[data-board]");
const values = (step) => {
  const { csrfmiddlewaretoken, next } = board().elements;
  return { step, csrfmiddlewaretoken: csrfmiddlewaretoken.value, next: next.value };
};

async function move(job, step) {
  job.setAttribute("aria-busy", "true");
  let failed = false;
  const fail = () => { failed = true; };
  board().addEventListener("htmx:responseError", fail, { once: true });
  await htmx.ajax("POST", job.dataset.job, { source: board(), target: board(), swap: "none", values: values(step) }).catch(fail);
  board().removeEventListener("htmx:responseError", fail);
  const now = document.getElementById(job.id);
  now?.removeAttribute("aria-busy");
  if (failed) say(now);
}

function say(job) {
  const note = Object.assign(document.createElement("p"), {
    className: "job__failed", role: "alert", textContent: "Not moved, the server did not answer. Try again.",
  });
  job.querySelector(".job__failed")?.remove();
  job.querySelector(".job__foot").before(note);
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target !== board() || button?.name !== "step") return;
  event.preventDefault();
  const job = button.closest("[data-job]");
  button.closest("details").open = false;
  job.querySelector("summary").focus();
  move(job, button.value);
});

// The card's Move gets the focus again, wherever the card is now; an ended one stands in its list as a link.
document.body.addEventListener("moved", ({ detail }) => {
  const now = document.getElementById(detail.focus);
  const folded = now?.closest("details.closed:not([open])");
  (folded?.querySelector("summary") ?? now?.querySelector("summary") ?? now?.querySelector("a"))?.focus();
});

// --- dragging ---

let dragged;
const columnAt = (event) => event.target.closest?.("[data-column]");
const mark = (column) => {
  for (const one of board().querySelectorAll("[data-column]")) one.classList.toggle("column--target", one === column);
};

document.addEventListener("pointerdown", ({ target, pointerType }) => {
  const job = target.closest?.("[data-job]");
  if (job) job.draggable = pointerType === "mouse" && !target.closest("a, button, summary");
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-job]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").href);
});

document.addEventListener("dragover", (event) => {
  const column = dragged && columnAt(event);
  if (!column) return;
  event.preventDefault();
  mark(column);
});

document.addEventListener("drop", (event) => {
  const column = dragged && columnAt(event);
  if (!column) return;
  event.preventDefault();
  if (!column.contains(dragged)) move(dragged, column.dataset.column);
});

document.addEventListener("dragend", () => {
  dragged = undefined;
  mark(null);
});
