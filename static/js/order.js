// Rows that carry a place can be dragged by a handle; their numbers follow. The numbers can be typed just as well.
const rowsOf = (body) => [...body.querySelectorAll("tr.form-row:not(.empty-form)")];
let dragged = null;

const renumber = (body) => rowsOf(body).forEach((row, index) => { row.querySelector(".field-order input").value = index + 1; });

const addHandle = (row) => {
  const cell = row.querySelector(".field-order");
  if (!cell || cell.querySelector("[draggable]")) return;
  const handle = document.createElement("span");
  handle.className = "drag-handle";
  handle.draggable = true;
  handle.title = "Drag to another place";
  handle.textContent = "⠿";
  cell.prepend(handle);
};

document.querySelectorAll(".inline-group tr.form-row:not(.empty-form)").forEach(addHandle);
document.addEventListener("formset:added", (event) => addHandle(event.target));

document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.(".drag-handle")) return;
  dragged = event.target.closest("tr");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(dragged, 0, 0);
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("tr.form-row:not(.empty-form)");
  if (!dragged || over?.parentNode !== dragged.parentNode) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY > top + height / 2) over.after(dragged);
  else over.before(dragged);
});

document.addEventListener("dragend", () => {
  if (dragged) renumber(dragged.parentNode);
  dragged = null;
});
