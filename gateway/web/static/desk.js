// What scripts add to the desk: results while one types, a list walked with the arrow keys,
// filters that act at once, the language of an answer looked at while it is written.
"use strict";

const later = (work, milliseconds) => {
  let due = null;
  return (...given) => { clearTimeout(due); due = setTimeout(work, milliseconds, ...given); };
};

for (const field of document.querySelectorAll("[data-find]")) {
  const results = document.getElementById(field.dataset.results);
  let asked = 0;
  const find = async () => {
    const mine = ++asked;
    const address = new URL(field.dataset.find, location.href);
    address.searchParams.set("q", field.value);
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.redirected) { location.reload(); return; }
    const text = await answer.text();
    if (answer.ok && mine === asked) results.innerHTML = text;
  };
  field.addEventListener("input", later(find, 60));
  field.form.addEventListener("submit", (event) => {
    const first = results.querySelector("a");
    if (first && asked) { event.preventDefault(); first.click(); }
  });
}

for (const form of document.querySelectorAll("[data-filters]")) {
  form.addEventListener("change", () => form.requestSubmit());
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
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
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
