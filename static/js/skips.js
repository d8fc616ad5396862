// The running total while choosing what to leave out; the server counts for itself when the form is sent.
const form = document.querySelector("[data-skips]");
const total = Number(form.querySelector("[data-total]").dataset.total);
const hours = (minutes) => {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!whole) return `${rest}\u00a0min`;
  if (!rest || whole >= 100) return `${whole.toLocaleString("en-GB")}\u00a0h`;
  return `${whole}\u00a0h\u00a0${String(rest).padStart(2, "0")}`;
};

form.addEventListener("change", () => {
  const taken = [...form.querySelectorAll("[data-minutes]:checked")].reduce((sum, box) => sum + Number(box.dataset.minutes), 0);
  form.querySelector("[data-left]").textContent = `${hours(total - taken)} to walk`;
  form.querySelector("[data-taken]").textContent = hours(taken);
});
