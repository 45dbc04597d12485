// What scripts add to the desk: results while one types, a list walked with the arrow keys,
// filters that act at once, the language of an answer looked at while it is written.
"use strict";

const later = (work, milliseconds) => {
  let due = null;
  return (...given) => { clearTimeout(due); due = setTimeout(work, milliseconds, ...given); };
};

// What a field holds differs from what the page came with: someone was faster than the script.
const touched = (field) => field.type === "select-one"
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
  : field.checked !== field.defaultChecked || field.value !== field.defaultValue;

for (const field of document.querySelectorAll("[data-find]")) {
  const results = document.getElementById(field.dataset.results);
  let wanted = field.defaultValue; // asked for last
  let shown = null; // what the script's results are of
  const find = async () => {
    const mine = field.value;
    if (mine === wanted) return;
    wanted = mine;
    const address = new URL(field.dataset.find, location.href);
    address.searchParams.set("q", mine);
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      if (mine === wanted) { results.innerHTML = text; shown = mine; }
    } catch {
      if (mine === wanted) wanted = shown; // the next letter asks again
    }
  };
  field.addEventListener("input", later(find, 60));
  find();
  field.form.addEventListener("submit", (event) => {
    const first = results.querySelector("a");
    // never what was found for a part of what is written by now
    if (first && shown === field.value) { event.preventDefault(); first.click(); }
  });
}

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

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    const field = document.querySelector("[data-find]");
    const link = document.querySelector("[aria-keyshortcuts='Control+K']");
    if (field || link) event.preventDefault();
    if (field) field.select(); else link?.click();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const list = event.target.matches("[data-find]")
    ? document.getElementById(event.target.dataset.results)
    : event.target.closest("[data-walk]") ?? document.querySelector(".table-frame:focus [data-walk]");
  if (!list) return;
  const links = [...list.querySelectorAll("tbody a, li a")];
  const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  if (at < 0 && event.target.closest("[data-walk]")) document.querySelector("[data-find]")?.focus();
  links[Math.max(0, Math.min(at, links.length - 1))]?.focus();
});
