// What scripts add to finding: results while one types, the box that Ctrl+K opens on every page,
// lists walked with the arrow keys.
"use strict";

{
  const later = (work, milliseconds) => {
    let due = null;
    return (...given) => { clearTimeout(due); due = setTimeout(work, milliseconds, ...given); };
  };

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

  const box = document.getElementById("find-box");
  const open = () => {
    if (!box.open) box.showModal();
    box.querySelector("input").select();
  };
  document.querySelector("[data-opens-find]")?.addEventListener("click", (event) => {
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  box?.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // a search field would only be emptied by the first
    box.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      if (!box) return;
      event.preventDefault();
      open();
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
    if (at < 0 && event.target.closest("[data-walk]")) {
      (document.querySelector(`[data-results="${list.id}"]`) ?? document.querySelector("[data-find]"))?.focus();
      return;
    }
    links[Math.max(0, Math.min(at, links.length - 1))]?.focus();
  });
}
