// What scripts add to pages that work without them: a form is sent once, parts refresh by
// themselves when something has changed, an open menu closes when one goes elsewhere.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".masthead details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".masthead details[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Parts that name the kinds of things on which they depend are fetched again when one of them
// has changed. A hidden page hears nothing, and catches up when it is looked at again.
const stream = document.body.dataset.events;
const parts = () => [...document.querySelectorAll("[data-live]")];
let source = null;
let due = null;
let stale = new Set();
let missed = false;
const SOON = 300, LATEST = 30000;
let pause = SOON;

// One at a time: what changes while the page is asked for is asked for afterwards. What could not
// be had (no connection, a service that is busy) is asked for again, ever later.
async function refresh() {
  const wanted = parts().filter((part) => part.dataset.live.split(" ").some((kind) => stale.has(kind)));
  const asked = stale;
  stale = new Set();
  pause = await renewAll(wanted) ? SOON : Math.min(2 * pause, LATEST);
  due = null;
  if (pause !== SOON) stale = new Set([...stale, ...asked]);
  if (stale.size) changed([]);
}

// What calls for somebody at once is counted in the title, and one more is heard.
const titled = document.title;
const calling = () => Number(document.querySelector("[data-calling]")?.dataset.calling ?? 0);
let heard = calling();
function call() {
  const now = calling();
  document.title = now ? `(${now}) ${titled}` : titled;
  if (now > heard) chime();
  heard = now;
}

// Quietly; before anybody has touched the page, browsers let none sound.
function chime() {
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, { frequency: 660 });
  tone.connect(new GainNode(sound, { gain: 0.05 })).connect(sound.destination);
  tone.onended = () => sound.close();
  tone.start();
  tone.stop(sound.currentTime + 0.25);
}

async function renewAll(wanted) {
  try {
    for (const address of new Set(wanted.map(addressOf))) {
      await renew(address, wanted.filter((part) => addressOf(part) === address));
    }
    return true;
  } catch {
    return false;
  }
}

// A refused form is shown at the address that it was sent to; a reload is to ask for its page.
if (document.body.dataset.page) history.replaceState(null, "", document.body.dataset.page);

// A part may come from an address of its own, so that its page need not wait for it.
const addressOf = (part) => part.dataset.from ?? location.href;

async function renew(address, wanted) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (answer.redirected) { location.reload(); return; }
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of wanted) {
    const next = fresh.getElementById(part.id);
    const held = part.contains(document.activeElement) ? document.activeElement : null;
    if (!next || next.innerHTML === part.innerHTML || held?.matches("input, select, textarea")) continue;
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    next.querySelectorAll("details").forEach((one, index) => { one.open = open[index] ?? one.open; });
    if (!part.dataset.from) next.classList.add("fresh");
    part.replaceWith(document.adoptNode(next));
    const address = held?.getAttribute("href");
    if (address) next.querySelector(`a[href="${CSS.escape(address)}"]`)?.focus();
  }
  call();
}

const kindsOf = (wanted) => wanted.flatMap((part) => part.dataset.live.split(" "));

function changed(kinds) {
  for (const kind of kinds) stale.add(kind);
  due ??= setTimeout(refresh, pause * (1 + Math.random()));
}

// What is under way may change without an event: as long as it is shown, it is looked at again.
function lookAgain() {
  if (!document.hidden) changed(kindsOf(parts().filter((part) => part.querySelector("[data-under-way]"))));
}

function listen() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source || source.readyState === EventSource.CLOSED) {
    source = new EventSource(stream);
    source.onmessage = (event) => changed(event.data.split(" "));
    // too many pages are open: this one is silent until it is looked at again
    source.addEventListener("enough", () => { source?.close(); });
    source.onerror = () => { missed = true; };
    source.onopen = () => { if (missed) changed(kindsOf(parts())); missed = false; };
  }
}

// What a page is told of, another service may write down a moment later, as notices do with
// messages: that is asked for every now and then.
const ELSEWHERE = "[data-from]", LATER = "[data-from], [data-live~=messages]";

function ask(which) {
  if (document.hidden) return;
  for (const part of document.querySelectorAll(which)) renew(addressOf(part), [part]).catch(() => {});
}

call();
if (stream) {
  ask(ELSEWHERE);
  setInterval(() => ask(LATER), 15000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) changed(kindsOf(parts()));
    listen();
  });
  setInterval(lookAgain, 3000);
  window.addEventListener("pagehide", () => source?.close());
  listen();
}

// Photos are made smaller before they are sent: a telephone's are larger than anybody needs.
async function shrink(field) {
  const longest = Number(field.dataset?.shrink);
  if (!longest || !field.files?.length) return;
  const chosen = new DataTransfer();
  for (const file of field.files) chosen.items.add(await smaller(file, longest));
  field.files = chosen.files;
}
document.addEventListener("change", (event) => shrink(event.target));
// some were chosen before this script was there
document.querySelectorAll("[data-shrink]").forEach(shrink);

async function smaller(file, longest) {
  try {
    const image = await createImageBitmap(file);
    const scale = longest / Math.max(image.width, image.height);
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  } catch {
    return file; // the service says what is wrong with it
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
