// While a form that takes long is sent: say so, and let nobody press the button twice. Without it the form works as well.
for (const form of document.querySelectorAll("form[data-waiting]")) {
  form.addEventListener("submit", () => {
    const told = document.getElementById(form.dataset.waiting);
    told.textContent = told.dataset.words;
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // come back to by the browser: as it was before it was sent
});
