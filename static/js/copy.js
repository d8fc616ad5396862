/* A button that copies a field's text. It is hidden until this has run, since without it nothing would happen. */
const SAID_FOR = 4000;

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  const words = button.querySelector("span");
  const before = words.textContent;
  button.hidden = false;
  words.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      words.textContent = "Copied";
    } catch {
      field.select();
      words.textContent = "Selected, copy it with your keyboard";
    }
    setTimeout(() => { words.textContent = before; }, SAID_FOR);
  });
}
