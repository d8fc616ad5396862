// A swap can take away what had the focus (a pressed button is disabled meanwhile, too); then the part that came in its
// place gets it, at its next step where it has one. So the focus never falls to the body, and Tab goes on from there.
let held = false;
let part = "";

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.contains(document.activeElement)) return;  // a part that fetches itself again is no act of a person
  held = true;
  part = detail.target.id;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!held || !part || document.activeElement !== document.body) return;
  const now = document.getElementById(part);
  const steps = now ? [...now.querySelectorAll(".button--go"), ...now.querySelectorAll("button, a, summary")] : [];
  steps.find((step) => step.checkVisibility())?.focus();  // htmx parses what stands in <noscript>, hidden
});
