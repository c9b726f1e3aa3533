/* The map: a pane for each class of layers, so that the order of drawing survives switching. */
const INK = "#1d1d1b";
const PANES = [["base", 200], ["ground", 350], ["quiet", 400], ["status", 410], ["rings", 420], ["marks", 430], ["names", 610], ["badges", 620]];
const drawn = new Map(); // id → {layers, on(): boolean, what}
let map;

function quiet(style) { return style === "no_information" || style === "mentioned"; }
function paint(fill) { return fill.startsWith("@") ? `url(#p-${fill.slice(1)})` : fill; }
/* A look of the scene as Leaflet has it: the same fills and edges as in the figure. */
function pathOptions(look) {
  return { color: look.stroke, weight: look.width, dashArray: look.dash || null, fill: look.fill !== "none", fillColor: paint(look.fill), fillOpacity: look.opacity };
}
function press(path, label, act, reached) {
  path.setAttribute("role", "button");
  path.setAttribute("tabindex", reached ? "0" : "-1"); // what nothing is known of is reached in the list
  path.setAttribute("aria-label", label);
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(path); }
  });
}
function drawBase() {
  const layers = scene.base.map((area) => L.polygon(rings(area), { pane: "base", interactive: false, color: "#b3ad9f", weight: 1, fillColor: "#f4f2eb", fillOpacity: 1 }).addTo(map));
  changed.push(() => layers.forEach((layer) => layer.setStyle({ stroke: !off("boundaries") })));
}
/* Of each assessor the layer that counts at the day; without a day, those switched on in the key. */
function groundOn(ground) {
  const limit = limitNow();
  if (!ground.assessor || !limit) return !off(ground.layer);
  const days = scene.grounds.filter((g) => g.assessor === ground.assessor && g.day <= limit).map((g) => g.day);
  return !state.hidden.has(ground.layer) && days.length > 0 && ground.day === days.reduce((a, b) => (a > b ? a : b));
}
function drawGround(ground, number) {
  const layer = L.polygon(rings(ground), { pane: "ground", ...pathOptions(ground.look) });
  const words = document.createElement("span");
  words.textContent = `${ground.label} (${figures(Math.round(ground.km2))} km²)`;
  layer.bindTooltip(words, { sticky: true });
  drawn.set(`ground:${number}`, { layers: [layer], on: () => groundOn(ground) });
}
/* A dispute or a newer claimed change stands over what assessors mark: its outline and its letter. */
function overOf(now) { return now.over && !off(now.over) ? styles.get(now.over) : null; }
function lookOf(now) { return `${now.style}|${overOf(now) ? now.over : ""}`; }
function lettersOf(now) { return styles.get(now.style).letter + (overOf(now) ? overOf(now).letter : ""); }
function regionLayers(region, now) {
  const style = styles.get(now.style);
  const edge = (overOf(now) || style).outline;
  const outline = scene.outlines[edge];
  const pane = quiet(now.style) ? "quiet" : "status";
  const shape = rings(region);
  const layers = [];
  if (edge === "casing") layers.push(L.polygon(shape, { pane, fill: false, color: "#fff", weight: 6.5, interactive: false }));
  const plain = style.pattern === "none";
  const body = L.polygon(shape, { pane, color: outline.stroke, weight: outline.width, dashArray: outline.dash || null,
    fillColor: plain ? "#fff" : `url(#p-${style.pattern})`, fillOpacity: plain ? 0 : 1 });
  body.on("click", () => open(region.id, null));
  body.on("add", () => {
    press(body.getElement(), `${region.name}, ${region.country}: ${now.headline}`, (path) => open(region.id, path), now.style !== "no_information");
    body.getElement().classList.toggle("chosen", state.chosen === region.id);
  });
  layers.push(body);
  return layers;
}
/* A region is drawn again where its state at the chosen time differs from what is drawn. */
function drawRegion(region) {
  if (!region.rings.length) return;
  const now = stateOf(region);
  const old = drawn.get(region.id);
  if (old) { old.layers.concat(old.badge || []).forEach((layer) => layer.remove()); old.label.drop(); }
  const at = [region.label[1], region.label[0]];
  const still = quiet(now.style);
  const entry = { layers: regionLayers(region, now), look: lookOf(now), on: () => !off(now.style), now, badge: still ? null : drawBadge(region, now, at) };
  entry.label = label(at, region.name, still ? "" : (overOf(now) || styles.get(now.style)).short, still ? "quiet" : "", entry.badge);
  drawn.set(region.id, entry);
}
function drawBadge(region, now, at) {
  const letter = el("span", { "aria-hidden": "true" }, lettersOf(now));
  const count = el("small", { "aria-hidden": "true" });
  const badge = L.marker(at, { pane: "badges", keyboard: false, title: `${region.name}: ${now.headline}`,
    icon: L.divIcon({ className: "badge", html: el("div", {}, letter, count), iconSize: [30, 30], iconAnchor: [15, 15] }) });
  badge.on("click", () => open(region.id, null));
  badge.counter = count;
  return badge;
}
function originsOf(numbers) { return new Set(numbers.map((n) => scene.claims.origins[n])).size; }
function showRegion(region) {
  const entry = drawn.get(region.id);
  const show = entry.on();
  const seen = left(region.claims);
  entry.layers.forEach((layer) => (show ? layer.addTo(map) : layer.remove()));
  entry.label.show(show && !off("labels"));
  if (!entry.badge) return;
  show ? entry.badge.addTo(map) : entry.badge.remove();
  entry.badge.counter.textContent = seen.length ? figures(originsOf(seen)) : "";
  const icon = entry.badge.getElement();
  if (icon) { icon.classList.toggle("faded", region.claims.length > 0 && !seen.length); icon.classList.toggle("on", state.chosen === region.id); }
}
const ringShapes = [];
/* A ring is never smaller than the eye: at a far zoom it stands for "near" by its dashes. */
function sizeRings() {
  for (const [shape, mark] of ringShapes) {
    const metres = 40075016 * Math.cos((mark.lat * Math.PI) / 180) / 2 ** (map.getZoom() + 8);
    shape.setRadius(Math.max(mark.radius_km * 1000, 7 * metres));
  }
}
function drawMark(mark) {
  const at = [mark.lat, mark.lon];
  const shape = mark.exact ? L.circleMarker(at, { pane: "marks", color: INK, radius: 4.5, weight: 2, fillColor: "#fff", fillOpacity: 1 })
    : L.circle(at, { pane: "rings", color: INK, radius: mark.radius_km * 1000, weight: 1.5, dashArray: "4 3", fill: true, fillColor: "#fff", fillOpacity: 0.25 });
  const id = `mark:${mark.id}`;
  shape.on("click", () => open(id, null));
  shape.on("add", () => press(shape.getElement(), `${mark.name}, ${mark.precision}`, (path) => open(id, path), true));
  const kind = mark.exact ? "point" : "ring";
  if (!mark.exact) ringShapes.push([shape, mark]);
  drawn.set(id, { layers: [shape], on: () => !off(kind) && mark.claims.some((n) => visible[n]), at, label: label(at, mark.name, "", "place", null) });
}
function refresh() {
  frame = statesNow();
  for (const region of scene.regions) {
    const entry = drawn.get(region.id);
    if (entry && entry.look !== lookOf(stateOf(region))) drawRegion(region);
    if (entry) { drawn.get(region.id).now = stateOf(region); showRegion(region); }
  }
  for (const [id, entry] of drawn) {
    if (regions.has(id)) continue;
    const show = entry.on();
    entry.shown = show;
    entry.layers.forEach((layer) => (show ? layer.addTo(map) : layer.remove()));
    if (entry.label) entry.label.show(show && !off("labels"));
  }
  declutter();
}
/* Tiles are asked for by an option only, and the map says when they fail. */
function drawTiles() {
  if (!scene.tiles) return;
  map.createPane("tiles").style.zIndex = 150;
  const layer = L.tileLayer(scene.tiles, { pane: "tiles", maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" });
  layer.on("tileerror", () => { byId("tiles-failed").hidden = false; });
  layer.addTo(map);
}
