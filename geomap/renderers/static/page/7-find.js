/* Search and filter. */
function buildFilter() {
  const choices = { claimant: new Map(), publisher: new Map(), stance: new Map() };
  const add = (name, key, label) => { const known = choices[name].get(key) || { label, count: 0 }; known.count += 1; choices[name].set(key, known); };
  for (let n = 0; n < total; n++) {
    add("claimant", speakerOf(n), nameOf(n));
    add("publisher", publisherOf(n), publisherOf(n));
    add("stance", stanceOf(n), scene.stances[stanceOf(n)]);
  }
  for (const name of PICKS) {
    const choose = byId(`pick-${name}`);
    choose.append(el("option", { value: "" }, t("any")));
    const rows = [...choices[name]].sort((a, b) => b[1].count - a[1].count || a[1].label.localeCompare(b[1].label, scene.lang));
    for (const [key, { label, count }] of rows) choose.append(el("option", { value: key }, `${key === "?" ? t("nobody") : label} (${figures(count)})`));
    if (!choices[name].has(state[name])) state[name] = ""; // a link to a choice that this map lacks
    choose.addEventListener("change", () => { state[name] = choose.value; change(); });
  }
  for (const name of ["from", "to"]) byId(name).addEventListener("change", () => { state[name] = byId(name).value; change(); });
  byId("filter-off").addEventListener("click", () => { for (const name of [...PICKS, "from", "to"]) state[name] = ""; change(); });
  changed.push(() => {
    for (const name of PICKS) byId(`pick-${name}`).value = state[name];
    for (const name of ["from", "to"]) byId(name).value = state[name];
    const filtered = [...PICKS, "from", "to"].some((name) => state[name]);
    byId("filter-off").hidden = !filtered;
    byId("status-note").hidden = !(filtered || [...state.hidden].some((key) => key.startsWith("kind:")));
    byId("shown").textContent = t("shown", { n: visibleCount, all: total });
    if (state.chosen) fillPanel();
  });
}
const MOST_HITS = 40;
let index = null;
function hits(words) {
  if (!index) {
    index = scene.regions.map((r) => [fold(`${r.name} ${r.country}`), r.id, r.name, r.headline]);
    index.push(...scene.marks.map((m) => [fold(m.name), `mark:${m.id}`, m.name, m.precision]));
    for (let n = 0; n < total; n++) { const c = claim(n); index.push([fold(`${c.quote} ${c.claimant} ${c.publisher}`), `claim:${c.id}`, c.claimant, c.quote]); }
  }
  const parts = fold(words).split(/\s+/).filter(Boolean);
  const found = [];
  for (const row of index) {
    if (parts.every((part) => row[0].includes(part))) found.push(row);
    if (found.length >= MOST_HITS) break;
  }
  return found;
}
function buildSearch() {
  const box = byId("search"), list = byId("hits");
  const shutHits = () => { list.hidden = true; list.replaceChildren(); box.setAttribute("aria-expanded", "false"); };
  const go = (id) => { shutHits(); open(id, box); look(id); };
  box.addEventListener("input", () => {
    if (!box.value.trim()) return shutHits();
    const found = hits(box.value);
    list.replaceChildren(...found.map(([, id, name, what]) => {
      const button = el("button", { type: "button", "data-hit": id }, el("b", { dir: "auto" }, name), el("span", { dir: "auto" }, what.slice(0, 120)));
      button.addEventListener("click", () => go(id));
      return el("li", {}, button);
    }));
    if (!found.length) list.append(el("li", { class: "empty" }, t("search_none")));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); shutHits(); }
    const first = list.querySelector("button");
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); shutHits(); box.focus(); }
    const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!way) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement) + way];
    (next || (way < 0 ? box : buttons[0])).focus();
  });
}
function inView(region) { return map.getBounds().contains([region.label[1], region.label[0]]); }
/* Brings the map to what was opened. */
function look(id) {
  const entry = drawn.get(id);
  const mark = id.startsWith("claim:") ? (marksOf[numberOf.get(id.slice(6))] || [])[0] : scene.marks.find((m) => `mark:${m.id}` === id);
  if (regions.has(id) && entry) map.fitBounds(entry.layers[entry.layers.length - 1].getBounds(), { animate: false, maxZoom: 8 });
  else if (mark) map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), 8), { animate: false });
}
