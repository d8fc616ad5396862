// Marking on the roadmap. A tap paints its row at once and posts; the answer is the row as the server has it, and every
// number that it changed. Taps on one row go one after the other, so a double tap ends where two taps end.
import { toast } from "./toast.js";

const form = () => document.querySelector("[data-mark]");  // a filter brings a new one
const WORDS = { todo: "To do", learning: "Learning", done: "Done", skipped: "Skipped" };
const WAITING = `ascent-waiting-marks-${form().dataset.mark}`;  // each person's own: a browser may have several
const rowOf = (element) => element.closest(".skill");
const lines = new Map();  // row → its taps under way: how many, the last one, what it asks for, the row as the server had it

function paint(row, state) {
  const tick = row.querySelector(".tick");
  const word = row.querySelector(".state");
  const before = row.dataset.state;
  row.dataset.state = state;
  tick.setAttribute("aria-pressed", String(state === "done"));
  tick.setAttribute("aria-busy", "true");
  if (state !== before) tick.value = state === "done" ? before : "done";
  tick.querySelector("use").setAttribute("href", `#g-${state}`);
  word.textContent = WORDS[state];
}

function say(row, text) {
  const note = Object.assign(document.createElement("p"), { className: "skill__failed", role: "alert", textContent: text });
  row.querySelector("div").append(note);
}

// htmx swaps the row and everything out of band. It rejects where no answer came, and resolves whatever an answer was,
// so the listener below says how.
async function send(row, url, values) {
  const id = row.id;
  const held = row.contains(document.activeElement);
  let failed = false;
  const fail = () => { failed = true; };
  row.addEventListener("htmx:responseError", fail);
  await htmx.ajax("POST", url, { source: row, target: row, swap: "outerHTML", values: { ...values, csrfmiddlewaretoken: token() } }).catch(fail);
  const now = document.getElementById(id);
  if (held && (document.activeElement === document.body || !document.activeElement)) now?.querySelector(".tick").focus();
  return { now, failed };
}

const token = () => form().elements.csrfmiddlewaretoken.value;

function mark(row, url, values) {
  const line = lines.get(row.id) ?? { many: 0, last: Promise.resolve(), truth: row.outerHTML };
  lines.set(row.id, line);
  line.many += 1;
  line.wanted = values.status;
  if (line.wanted) paint(row, line.wanted);
  line.last = line.last.then(() => turn(row.id, line, url, values));
}

async function turn(id, line, url, values) {
  const saved = navigator.onLine && await saves(id, line, url, values);
  const waits = !saved && !navigator.onLine;
  if (waits) wait(id, url, values);
  else if (!saved) goBack(id, line.truth);
  line.many -= 1;
  if (line.many && line.wanted) paint(document.getElementById(id), line.wanted);
  if (!line.many && !waits) lines.delete(id);
}

async function saves(id, line, url, values) {
  const { now, failed } = await send(document.getElementById(id), url, values);
  if (now && !failed) line.truth = now.outerHTML;
  return !failed;
}

function goBack(id, truth) {
  document.getElementById(id).outerHTML = truth;
  const row = document.getElementById(id);
  say(row, "Not saved, the server did not answer. Nothing is lost: try again.");
  row.querySelector(".tick").focus();
}

// Without a network, marks wait in the browser: the last one of each skill, since each names the state it wants.
const waiting = () => JSON.parse(localStorage.getItem(WAITING) ?? "{}");

function wait(id, url, values) {
  const all = { ...waiting(), [id]: { url, values } };
  localStorage.setItem(WAITING, JSON.stringify(all));
  const many = Object.keys(all).length;
  toast(`You are offline. ${many} mark${many === 1 ? "" : "s"} will be saved when you are back.`);
}

async function flush() {
  const all = waiting();
  localStorage.removeItem(WAITING);
  for (const [id, { url, values }] of Object.entries(all)) {
    const row = document.getElementById(id);
    if (row) mark(row, url, values);
    else await fetch(url, { method: "POST", body: new URLSearchParams({ ...values, csrfmiddlewaretoken: token() }) }).catch(() => wait(id, url, values));
  }
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.name) return;
  const undone = event.target.dataset.undo;
  const row = undone ? document.getElementById(`skill-${undone}`) : event.target.matches("[data-mark]") && rowOf(button);
  if (!row) return;
  event.preventDefault();
  const url = undone ? event.target.action : button.formAction;
  mark(row, url, { [button.name]: button.value });
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
