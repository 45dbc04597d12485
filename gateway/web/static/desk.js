// What scripts add to the desk: filters that act at once, the language of an answer looked at while
// it is written, what is often said put in at the cursor.
"use strict";

const later = (work, milliseconds) => {
  let due = null;
  return (...given) => { clearTimeout(due); due = setTimeout(work, milliseconds, ...given); };
};

// What a field holds differs from what the page came with: someone was faster than the script.
const touched = (field) => field.type === "select-one"
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
  : field.checked !== field.defaultChecked || field.value !== field.defaultValue;

for (const form of document.querySelectorAll("[data-filters]")) {
  form.addEventListener("change", () => form.requestSubmit());
  // Browsers keep no choices here (autocomplete="off"): what differs was chosen just now.
  if ([...form.elements].some((each) => each.matches("select, input") && touched(each))) form.requestSubmit();
  window.addEventListener("pageshow", (event) => { if (event.persisted) form.reset(); });
}

for (const field of document.querySelectorAll("[data-check]")) {
  const place = document.getElementById(field.dataset.place);
  const check = async () => {
    const sent = new FormData();
    sent.set("csrf_token", field.form.elements.csrf_token.value);
    sent.set("text", field.value);
    const answer = await fetch(field.dataset.check, { method: "POST", body: sent });
    if (answer.ok) place.innerHTML = await answer.text();
  };
  field.addEventListener("input", later(check, 400));
  if (touched(field)) check();
}

// Open cases about the same, while a contact is written down.
const alike = document.querySelector("[data-alike]");
if (alike) {
  const { description, place, category, csrf_token } = document.querySelector("form.contact").elements;
  let asked = 0;
  const look = async () => {
    const mine = ++asked, sent = new FormData();
    sent.set("csrf_token", csrf_token.value);
    sent.set("text", description.value);
    sent.set("place", place.value);
    sent.set("category", category.value);
    const answer = await fetch(alike.dataset.alike, { method: "POST", body: sent });
    if (answer.ok && mine === asked) alike.innerHTML = await answer.text();
  };
  for (const field of [description, place, category]) field.addEventListener("input", later(look, 400));
  if (description.value) look();
}

for (const quick of document.querySelectorAll("[data-quick]")) {
  const field = document.getElementById(quick.dataset.quick);
  const chosen = quick.querySelector("select");
  quick.querySelector("[name=insert]").addEventListener("click", (event) => {
    event.preventDefault();
    const text = chosen.selectedOptions[0].dataset.text;
    if (!text) { chosen.focus(); return; }
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    chosen.value = "";
    field.focus();
  });
}
