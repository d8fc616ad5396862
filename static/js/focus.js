// A swap can take away what had the focus (a pressed button is disabled meanwhile, too); then the part that came in its
// place gets it, at its next step where it has one, else at what now stands in the same place. So the focus never falls
// to the body, and Tab goes on from there.
const CONTROLS = "button, a, summary";
let held = false;
let part = "";
let place = 0;

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.contains(document.activeElement)) return;  // a part that fetches itself again is no act of a person
  held = true;
  part = detail.target.id;
  place = Math.max(0, [...detail.target.querySelectorAll(CONTROLS)].indexOf(document.activeElement));
});

document.addEventListener("htmx:afterSettle", () => {
  if (!held || !part || document.activeElement !== document.body) return;
  const now = document.getElementById(part);
  if (now?.id === "main") return now.focus({ preventScroll: true });  // the whole page: stay where one is
  const controls = now ? [...now.querySelectorAll(CONTROLS)] : [];
  const steps = [...(now?.querySelectorAll(".button--go") ?? []), ...controls.slice(place), ...controls.slice(0, place).reverse()];
  steps.find((step) => step.checkVisibility())?.focus();  // htmx parses what stands in <noscript>, hidden
});
