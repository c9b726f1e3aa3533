/* Search without a server: the index is a script beside this one, so that it works from a folder too. */
"use strict";
(() => {
  const FIRST = 100;
  const index = window.geomapIndex;
  const field = document.getElementById("q");
  const list = document.getElementById("hits");
  const told = document.getElementById("found");

  /* Letters without case and marks: "Київ" finds "київ", "Lviv" finds "Lvív". */
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[ʼ’`]/g, "'");
  }
  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }
  function entries() {
    const found = [];
    for (const kind of ["regions", "claimants", "days"]) {
      for (const [path, label, note] of index[kind]) {
        found.push({ path, label, note, kind: list.dataset[kind], text: fold(`${label} ${note}`) });
      }
    }
    index.claims.forEach(([page, id, source, who, places, quote]) => {
      const [publisher, date] = index.sources[source];
      const speaker = index.who[who];
      found.push({ path: `${index.pages[page]}#c-${id}`, label: speaker, quote, note: `${publisher}, ${date}${places ? ` · ${places}` : ""}`,
        text: fold(`${speaker} ${places} ${quote} ${publisher} ${date}`) });
    });
    return found;
  }
  let all = null;
  function item(hit) {
    const line = el("li", {}, el("a", { href: hit.path }, el("bdi", {}, hit.label)));
    if (hit.kind) line.append(" ", el("span", { class: "count" }, hit.kind));
    if (hit.quote) line.append(": ", el("span", { dir: "auto" }, hit.quote));
    if (hit.note) line.append(el("span", { class: "small", dir: "auto" }, hit.note));
    return line;
  }
  function search() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    told.textContent = "";
    if (!words.length) return;
    if (!all) all = entries();
    const hits = all.filter((entry) => words.every((word) => entry.text.includes(word)));
    list.append(...hits.slice(0, FIRST).map(item));
    const words_ = hits.length > FIRST ? told.dataset.first : told.dataset.found;
    told.textContent = hits.length ? words_.replace("{n}", hits.length).replace("{shown}", FIRST) : told.dataset.none;
  }
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  search();
  if (!field.value) field.focus();
  document.documentElement.dataset.ready = "yes";
})();
