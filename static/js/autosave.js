// Forms that save themselves: `data-autosave` names the draft. What is typed goes out after a pause, when a field is
// left, and when the page is hidden; until the server has it, it also waits in this browser, so leaving loses nothing.
// The form's own trigger is `save`; its answer says what became of it, and brings the next `version`.
const PAUSE = 900;
const AGAIN = 10_000;
const key = (form) => `ascent-draft-${form.dataset.autosave}`;
const fields = (form) => [...form.elements].filter((e) => e.name && e.name !== "csrfmiddlewaretoken" && e.type !== "submit");
const said = (form) => JSON.stringify(fields(form).filter((e) => e.name !== "version").map((e) => [e.name, e.value]));

function keep(form) {
  const draft = { version: form.elements.version.value, said: said(form) };
  try { localStorage.setItem(key(form), JSON.stringify(draft)); } catch { /* a private window keeps nothing */ }
}

const drop = (form) => { try { localStorage.removeItem(key(form)); } catch { /* nothing was kept */ } };

function kept(form) {
  try { return JSON.parse(localStorage.getItem(key(form))); } catch { return null; }
}

// A draft is newer than what the server sent. It goes out over the version that it was written on, so a text that
// was changed elsewhere meanwhile is shown beside it instead of being overwritten.
function bringBack(form) {
  const draft = kept(form);
  if (!draft || draft.said === said(form)) return drop(form);
  form.elements.version.value = draft.version;
  for (const [name, value] of JSON.parse(draft.said)) {
    const field = form.elements[name];
    if (field && "value" in field) field.value = value;
  }
  later(form, 0);
}

// Refused texts (409, 422) bring their own words; without an answer these are ours.
function waits(form) {
  const text = "Not saved yet, the server did not answer. Your text waits in this browser and is sent again.";
  form.querySelector("[role=status]").replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  later(form, AGAIN);
}

// The page that comes next may have been asked for before this one's last text arrived: its draft tells it.
let leaving = false;
const timers = new WeakMap();
const waiting = new Set();

function later(form, pause = PAUSE) {
  waiting.add(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), pause));
}

function save(form) {
  clearTimeout(timers.get(form));
  if (waiting.has(form)) htmx.trigger(form, "save");
}

for (const form of document.querySelectorAll("[data-autosave]")) {
  let sent = "";
  form.addEventListener("input", () => { leaving = false; keep(form); later(form); });
  form.addEventListener("change", () => { keep(form); save(form); });
  form.addEventListener("htmx:beforeRequest", () => { sent = said(form); });
  for (const failure of ["htmx:sendError", "htmx:responseError"]) form.addEventListener(failure, () => waits(form));
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful || detail.xhr.getResponseHeader("HX-Redirect")) return;  // sent to log in: the draft stays
    if (said(form) !== sent) return keep(form);
    waiting.delete(form);
    if (!leaving) drop(form);
  });
  addEventListener("online", () => { if (waiting.has(form)) save(form); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(form); });
  bringBack(form);
}

addEventListener("beforeunload", (event) => {
  leaving = true;
  for (const form of waiting) save(form);
  if ([...waiting].some((form) => !kept(form))) event.preventDefault();  // no place to keep it: ask
});

// Forms that are sent by hand (`data-guard`): leaving asks, as long as something was typed and not sent.
const typed = new Set();
for (const form of document.querySelectorAll("[data-guard]")) {
  form.addEventListener("input", () => typed.add(form));
  form.addEventListener("submit", () => typed.delete(form));
}
addEventListener("beforeunload", (event) => { if (typed.size) event.preventDefault(); });
