// Tells the server the browser's time zone with forms that begin something, so that days are the person's days.
for (const field of document.querySelectorAll("[data-time-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
