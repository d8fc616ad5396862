// The running time of the study timer, counted on from what the server said; the server's own clock is what is logged.
const seen = new WeakMap();  // element → when it said what it says

function written(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function tick() {
  for (const element of document.querySelectorAll("[data-timer]")) {
    if (!seen.has(element)) seen.set(element, Date.now());
    const passed = Math.floor((Date.now() - seen.get(element)) / 1000);
    element.textContent = written(Number(element.dataset.timer) + passed);
  }
}

setInterval(tick, 1000);
tick();

// Started from a menu: the menu is done with, and the next step is to stop.
document.addEventListener("timer-started", () => {
  document.querySelector("#study-timer .button")?.focus();
});

// A page from the browser's memory may show a timer that was stopped since.
addEventListener("pageshow", (event) => { if (event.persisted && document.querySelector("[data-timer]")) location.reload(); });
