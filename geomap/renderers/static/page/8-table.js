/* The table: the same claims as the map, in the same order of the same filter; and downloads of just these. */
const ROWS = 100;
const COLUMNS = {
  date: (c) => c.published[1] || c.published[0], region: (c) => (regionsOf[c.n][0] || { name: "" }).name, place: (c) => c.places.join(", "),
  claimant: (c) => c.claimant, said: (c) => `${c.verb}: ${c.predicate}`, quote: (c) => c.quote, publisher: (c) => c.publisher, happened: (c) => c.event_time,
};
let rowsShown = ROWS;

function sorted() {
  const numbers = [];
  for (let n = 0; n < total; n++) if (visible[n]) numbers.push(n);
  const value = COLUMNS[state.sort];
  const keys = new Map(numbers.map((n) => [n, value(claim(n))]));
  const compare = new Intl.Collator(scene.lang, { numeric: true }).compare;
  return numbers.sort((a, b) => (compare(keys.get(a), keys.get(b)) || a - b) * (state.down ? -1 : 1));
}
function tableRow(n) {
  const c = claim(n);
  const button = el("button", { type: "button", class: "link" }, c.claimant);
  button.addEventListener("click", () => { open(`claim:${c.id}`, button); look(`claim:${c.id}`); });
  const place = c.places.length ? c.places.join(", ") : "";
  const cells = [c.date, regionsOf[n].map((r) => r.name).join(", "), place, button, `${c.verb}: ${c.predicate}`, c.quote, c.publisher, c.event_time];
  const row = el("tr", { "data-claim": c.id, "data-region": (regionsOf[n][0] || { id: "" }).id });
  Object.keys(COLUMNS).forEach((name, i) => row.append(el("td", { dir: "auto", class: name, lang: name === "quote" ? c.lang || null : null }, cells[i])));
  return row;
}
function showTable() {
  byId("table").hidden = !state.table;
  byId("table-toggle").setAttribute("aria-expanded", String(state.table));
  if (!state.table) return;
  const order = sorted();
  const shown = order.slice(0, rowsShown);
  byId("rows").replaceChildren(...shown.map(tableRow));
  byId("row-count").textContent = t("rows", { first: shown.length ? 1 : 0, last: shown.length, all: order.length });
  byId("more-rows").hidden = shown.length === order.length;
  document.querySelectorAll("#table th").forEach((head) => head.setAttribute("aria-sort", head.dataset.sort !== state.sort ? "none" : state.down ? "descending" : "ascending"));
}
function buildTable() {
  byId("table-toggle").addEventListener("click", () => { state.table = !state.table; rowsShown = ROWS; showTable(); remember(); resized(); if (state.table) byId("table").scrollIntoView({ block: "nearest" }); });
  byId("more-rows").addEventListener("click", () => { rowsShown += ROWS * 5; showTable(); });
  document.querySelectorAll("#table th button").forEach((button) => button.addEventListener("click", () => {
    const name = button.parentElement.dataset.sort;
    state.down = state.sort === name ? !state.down : false;
    state.sort = name;
    showTable();
  }));
  byId("get-csv").addEventListener("click", () => save(csv(), "text/csv", "csv"));
  byId("get-geojson").addEventListener("click", () => save(geojson(), "application/geo+json", "geojson"));
  changed.push(() => { rowsShown = ROWS; showTable(); });
}
function save(text, type, ending) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: url, download: `geomap-claims.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
function record(n) {
  const c = claim(n);
  return { id: c.id, region: regionsOf[n].map((r) => r.id).join(" "), region_name: regionsOf[n].map((r) => r.name).join(", "), place: c.places.join(", "), precision: c.precision,
    claimant: c.unattributed ? "" : c.claimant, via: c.via, stance: c.stance, kind: c.kind, quote: c.quote, quote_cut: c.cut, happened_first: c.happened[0], happened_last: c.happened[1],
    published: c.published[1] || c.published[0], publisher: c.publisher, title: c.title, url: c.url, reviewed: c.reviewed, denies: c.denies.map((d) => scene.claims.ids[d]).join(" "), denied_by: c.denied_by.map((d) => scene.claims.ids[d]).join(" ") };
}
/* No cell may begin a formula in a spreadsheet. */
function cell(value) {
  const text = String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
function csv() {
  const rows = sorted().map(record);
  const names = Object.keys(record(0) || {});
  return `\ufeff${[names.join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))].join("\r\n")}\r\n`;
}
/* Rings as polygons: a ring inside an odd number of others is a hole of the smallest of them. */
function polygons(all) {
  const closed = all.map((ring) => { const points = ring.map(([lat, lon]) => [lon, lat]); return [...points, points[0]]; });
  const inside = ([x, y], ring) => ring.reduce((odd, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    return (y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !odd : odd;
  }, false);
  const around = closed.map((ring, i) => closed.map((_, j) => j).filter((j) => j !== i && inside(ring[0], closed[j])));
  const found = new Map();
  closed.forEach((ring, i) => { if (around[i].length % 2 === 0) found.set(i, [ring]); });
  closed.forEach((ring, i) => {
    if (around[i].length % 2 === 0) return;
    const owner = around[i].filter((j) => found.has(j)).sort((a, b) => around[b].length - around[a].length)[0];
    if (owner !== undefined) found.get(owner).push(ring);
  });
  return [...found.values()];
}
function geojson() {
  const spot = (n) => { const mark = marksOf[n][0]; return mark && mark.exact ? { type: "Point", coordinates: [mark.lon, mark.lat] } : null; };
  const claims = sorted().map((n) => ({ type: "Feature", geometry: spot(n), properties: { record: "claim", ...record(n) } }));
  const areas = scene.regions.filter((r) => !off(stateOf(r).style)).map((r) => {
    const now = stateOf(r);
    return { type: "Feature", geometry: { type: "MultiPolygon", coordinates: polygons(rings(r)) },
      properties: { record: "region", region: r.id, region_name: r.name, status: now.style, basis: now.basis, sentence: now.sentence, rule: now.rule, up_to: limitNow() || scene.as_of } };
  });
  return JSON.stringify({ type: "FeatureCollection", features: [...areas, ...claims] });
}
