// Marking on the roadmap. A tap paints its row at once and posts; the answer is the row as the server has it, and every
// number that it changed. Taps on one row go one after the other, so a double tap ends where two taps end.
import { toast } from "./toast.js";

const form = () => document.querySelector("[data-mark]");  // a filter brings a new one
const WORDS = { todo: "To do", learning: "Learning", done: "Done", skipped: "Skipped" };
const WAITING = "ascent-waiting-marks";
const rowOf = (element) => element.closest(".skill");
const queues = new Map();

function paint(row, state) {
  const tick = row.querySelector(".tick");
  const word = row.querySelector(".state");
  const before = row.dataset.state;
  row.dataset.state = state;
  tick.setAttribute("aria-pressed", String(state === "done"));
  tick.setAttribute("aria-busy", "true");
  tick.value = state === "done" ? before : "done";
  tick.querySelector("use").setAttribute("href", `#g-${state}`);
  word.textContent = WORDS[state];
}

function say(row, text) {
  const note = Object.assign(document.createElement("p"), { className: "skill__failed", role: "alert", textContent: text });
  row.querySelector("div").append(note);
}

// htmx swaps the row and everything out of band; it resolves whatever the answer was, so the listeners below say how.
async function send(row, url, values) {
  const id = row.id;
  const held = row.contains(document.activeElement);
  const copy = row.cloneNode(true);
  let failed = false;
  const fail = () => { failed = true; };
  row.addEventListener("htmx:sendError", fail);
  row.addEventListener("htmx:responseError", fail);
  row.addEventListener("htmx:timeout", fail);
  await htmx.ajax("POST", url, { source: row, target: row, swap: "outerHTML", values: { ...values, csrfmiddlewaretoken: token() } });
  const now = document.getElementById(id);
  if (held && (document.activeElement === document.body || !document.activeElement)) now?.querySelector(".tick").focus();
  return { now, failed, copy };
}

const token = () => form().elements.csrfmiddlewaretoken.value;

function mark(row, url, values, original) {
  const turn = (queues.get(row.id) ?? Promise.resolve()).then(async () => {
    const current = document.getElementById(row.id);
    if (!navigator.onLine) return wait(current, url, values);
    const { now, failed } = await send(current, url, values);
    if (!failed || !now) return;
    if (!navigator.onLine) return wait(now, url, values);
    now.outerHTML = original;
    const back = document.getElementById(row.id);
    say(back, "Not saved, the server did not answer. Nothing is lost: try again.");
    back.querySelector(".tick").focus();
  });
  queues.set(row.id, turn);
}

// Without a network, marks wait in the browser: the last one of each skill, since each names the state it wants.
const waiting = () => JSON.parse(localStorage.getItem(WAITING) ?? "{}");

function wait(row, url, values) {
  const all = { ...waiting(), [row.id]: { url, values } };
  localStorage.setItem(WAITING, JSON.stringify(all));
  const many = Object.keys(all).length;
  toast(`You are offline. ${many} mark${many === 1 ? "" : "s"} will be saved when you are back.`);
}

async function flush() {
  const all = waiting();
  localStorage.removeItem(WAITING);
  for (const [id, { url, values }] of Object.entries(all)) {
    const row = document.getElementById(id);
    if (row) mark(row, url, values, row.outerHTML);
    else await fetch(url, { method: "POST", body: new URLSearchParams({ ...values, csrfmiddlewaretoken: token() }) });
  }
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.name) return;
  const undone = event.target.dataset.undo;
  const row = undone ? document.getElementById(`skill-${undone}`) : event.target.matches("[data-mark]") && rowOf(button);
  if (!row) return;
  event.preventDefault();
  const original = row.outerHTML;
  const url = undone ? event.target.action : button.formAction;
  const wanted = button.value;  // painting changes what the tick will ask for next
  if (button.name === "status") paint(row, wanted);
  mark(row, url, { [button.name]: wanted }, original);
  if (undone) event.target.closest(".toast").remove();
  if (undone) row.querySelector(".tick").focus();
});

// Every row gets a button that fetches its menu of further acts, once. Without script the row's name leads to them.
function addMore(row) {
  if (row.querySelector(".more, .menu")) return;
  const button = Object.assign(document.createElement("button"), { className: "more", type: "button" });
  button.setAttribute("aria-label", `More for ${row.querySelector("a").textContent}`);
  row.append(button);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".more");
  if (!button) return;
  const row = rowOf(button);
  await htmx.ajax("GET", `${row.querySelector("a").getAttribute("href")}menu/`, { source: button, target: button, swap: "outerHTML" });
  row.querySelector(".menu__act")?.focus();
});

const addAll = () => form().querySelectorAll(".skill").forEach(addMore);
addAll();
document.body.addEventListener("htmx:afterSettle", addAll);

addEventListener("online", flush);
if (navigator.onLine) flush();

// A link to a skill opens the stage that it stands in.
function openStage() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const stage = target.closest("details.stage");
  if (stage) stage.open = true;
  target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", openStage);
openStage();
