// A word after an act, with the way back. It stays ten seconds, and longer while it is hovered or focused.
const STAY = 10_000;
const STAY_AFTER_LOOKING = 4_000;
const region = document.querySelector("[data-toasts]");

function leaveLater(element) {
  let timer;
  const go = (after) => {
    clearTimeout(timer);
    timer = setTimeout(() => element.remove(), after);
  };
  const held = () => element.matches(":hover, :focus-within");
  const wait = () => clearTimeout(timer);
  const release = () => { if (!held()) go(STAY_AFTER_LOOKING); };
  element.addEventListener("pointerenter", wait);
  element.addEventListener("focusin", wait);
  element.addEventListener("pointerleave", release);
  element.addEventListener("focusout", () => setTimeout(release));
  go(STAY);
}

/** Say something; `undo` is called by its button, after which the toast is gone. The newest replaces the one before. */
export function toast(message, { undo } = {}) {
  const element = document.createElement("div");
  element.className = "toast";
  element.append(Object.assign(document.createElement("span"), { textContent: message }));
  if (undo) {
    const button = Object.assign(document.createElement("button"), { className: "button", type: "button", textContent: "Undo" });
    button.addEventListener("click", () => { element.remove(); undo(); });
    element.append(button);
  }
  region.replaceChildren(element);
  return element;
}

// Toasts that the server wrote, now or in a later swap, leave in the same way.
if (region) {
  for (const element of region.querySelectorAll(".toast")) leaveLater(element);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.classList?.contains("toast")) leaveLater(node);
    }
  }).observe(region, { childList: true });
}

// An undo swaps the page in place. Where something is being written, the page is loaded anew: its drafts then come back.
document.addEventListener("htmx:confirm", (event) => {
  if (!event.target.matches("[data-undo-in-place]") || !document.querySelector("[data-autosave], [data-guard], [data-skips]")) return;
  event.preventDefault();
  event.target.submit();
});

// An act that failed says so, unless its own module does: a mark, a card of the board, a text that saves itself.
const SPEAKS = "[data-mark], [data-board], [data-autosave]";
const FAILED = {
  403: "Not saved: you were logged out, or this page is too old. Load it again.",
  404: "Not saved: that is not there any more. Load the page again to see how things stand.",
};
const failed = ({ detail }) => {
  if (detail.requestConfig.verb !== "post" || detail.elt.closest(SPEAKS)) return;
  toast(FAILED[detail.xhr.status] ?? "Not saved, the server did not answer. Nothing is lost: try again.");
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
