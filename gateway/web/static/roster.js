// What scripts add to the roster of a week: who is picked is dragged into a turn, and turns that
// they cannot have are dimmed. Without it one picks, and presses the button of the turn.
"use strict";

for (const form of document.querySelectorAll("[data-week]")) {
  const places = () => form.querySelectorAll("[data-turn], [data-off]");
  const buttonOf = (place) => place.matches("button") ? place : place.querySelector("button");
  const picked = () => form.querySelector("input[name=pick]:checked");

  const fits = (place) => !place.dataset.turn
    || (picked()?.dataset.duties.split(" ").includes(place.dataset.turn) ?? true);
  const dim = () => { for (const place of places()) place.classList.toggle("is-dim", !fits(place)); };

  for (const chip of form.querySelectorAll("label.chip")) {
    chip.draggable = true;
    chip.addEventListener("dragstart", (event) => {
      chip.querySelector("input").checked = true;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", chip.textContent.trim());
      dim();
    });
  }
  for (const place of places()) {
    place.addEventListener("dragover", (event) => {
      if (!fits(place) || !buttonOf(place)) return;
      event.preventDefault();
      place.classList.add("is-over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("is-over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("is-over");
      form.requestSubmit(buttonOf(place));
    });
  }
  form.addEventListener("change", dim);
  dim();
}
