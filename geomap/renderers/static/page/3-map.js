/* The map: a pane for each class of layers, so that the order of drawing survives switching. */
const INK = "#1d1d1b";
const OUTLINES = {
  solid: { weight: 1.5 }, dashed: { weight: 1.8, dashArray: "7 4" }, dotted: { weight: 1.8, dashArray: "2 4" },
  casing: { weight: 3 }, thin: { weight: 1 }, faint: { weight: 0.6, color: "#8d887c" },
};
const HOLDERS = ["#004488", "#d55e00", "#117733", "#aa3377", "#777777"]; // by order, no side has one of its own
const PANES = [["base", 200], ["ground", 350], ["quiet", 400], ["status", 410], ["rings", 420], ["marks", 430], ["names", 610], ["badges", 620]];
const drawn = new Map(); // id → {layers, on(): boolean, what}
let map;

function quiet(style) { return style === "no_information" || style === "mentioned"; }
function fillOf(ground) {
  if (ground.kind === "change") return { color: "#8a5a00", weight: 1, fillColor: "#e0a100", fillOpacity: 0.5 };
  if (ground.kind === "difference") return { color: "#7a0177", weight: 1, fillColor: "#7a0177", fillOpacity: 0.45 };
  if (ground.colour < 0) return { color: "#555", weight: 1, dashArray: "3 3", fillColor: "#8c8c8c", fillOpacity: 0.35 };
  const color = HOLDERS[ground.colour % HOLDERS.length];
  const whole = ground.kind === "control";
  return { color, weight: 1, dashArray: whole ? null : "5 4", fillColor: color, fillOpacity: whole ? 0.32 : 0.14 };
}
function press(path, label, act) {
  path.setAttribute("role", "button");
  path.setAttribute("tabindex", "0");
  path.setAttribute("aria-label", label);
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(path); }
  });
}
function nameLabel(at, text, className, size, anchor) {
  const name = el("span", {});
  name.textContent = text;
  return L.marker(at, { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className, html: name, iconSize: size, iconAnchor: anchor }) });
}
function drawBase() {
  const layers = scene.base.map((area) => L.polygon(rings(area), { pane: "base", interactive: false, color: "#a9a395", weight: 1, fillColor: "#efece3", fillOpacity: 1 }).addTo(map));
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
  const layer = L.polygon(rings(ground), { pane: "ground", ...fillOf(ground) });
  const words = document.createElement("span");
  words.textContent = `${ground.label} (${Math.round(ground.km2).toLocaleString(scene.lang)} km²)`;
  layer.bindTooltip(words, { sticky: true });
  drawn.set(`ground:${number}`, { layers: [layer], on: () => groundOn(ground) });
}
/* A dispute or a newer claimed change stands over what assessors mark: its outline and its letter. */
function overOf(now) { return now.over && !off(now.over) ? styles.get(now.over) : null; }
function lookOf(now) { return `${now.style}|${overOf(now) ? now.over : ""}`; }
function regionLayers(region, now) {
  const style = styles.get(now.style);
  const edge = (overOf(now) || style).outline;
  const outline = OUTLINES[edge];
  const pane = quiet(now.style) ? "quiet" : "status";
  const shape = rings(region);
  const layers = [];
  if (edge === "casing") layers.push(L.polygon(shape, { pane, fill: false, color: "#fff", weight: 7, interactive: false }));
  const body = L.polygon(shape, { pane, color: outline.color || INK, weight: outline.weight, dashArray: outline.dashArray,
    fillColor: style.pattern === "none" ? "#fff" : `url(#p-${style.pattern})`, fillOpacity: style.pattern === "none" ? 0 : 1 });
  body.on("click", () => open(region.id, null));
  body.on("add", () => press(body.getElement(), `${region.name}, ${region.country}: ${now.headline}`, (path) => open(region.id, path)));
  layers.push(body);
  return layers;
}
/* A region is drawn again where its state at the chosen time differs from what is drawn. */
function drawRegion(region) {
  if (!region.rings.length) return;
  const now = stateOf(region);
  const old = drawn.get(region.id);
  if (old) old.layers.concat(old.badge || [], old.label).forEach((layer) => layer.remove());
  const at = [region.label[1], region.label[0]];
  const still = quiet(now.style);
  const entry = { layers: regionLayers(region, now), look: lookOf(now), on: () => !off(now.style), now, badge: still ? null : drawBadge(region, now, at),
    label: nameLabel(at, region.name, still ? "name quiet" : "name", [160, 18], [80, still ? 9 : -20]) };
  drawn.set(region.id, entry);
}
function drawBadge(region, now, at) {
  const letter = el("span", { "aria-hidden": "true" }, styles.get(now.style).letter + (overOf(now) ? overOf(now).letter : ""));
  const count = el("small", { "aria-hidden": "true" });
  const badge = L.marker(at, { pane: "badges", keyboard: false, title: `${region.name}: ${now.headline}`,
    icon: L.divIcon({ className: "badge", html: el("div", {}, letter, count), iconSize: [34, 34], iconAnchor: [17, 17] }) });
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
  show && !off("labels") ? entry.label.addTo(map) : entry.label.remove();
  if (!entry.badge) return;
  show ? entry.badge.addTo(map) : entry.badge.remove();
  entry.badge.counter.textContent = seen.length ? originsOf(seen).toLocaleString(scene.lang) : "";
  const icon = entry.badge.getElement();
  if (icon) { icon.classList.toggle("faded", region.claims.length > 0 && !seen.length); icon.classList.toggle("on", state.chosen === region.id); }
}
function drawMark(mark) {
  const at = [mark.lat, mark.lon];
  const shape = mark.exact ? L.circleMarker(at, { pane: "marks", color: INK, radius: 5.5, weight: 2.5, fillColor: "#fff", fillOpacity: 1 })
    : L.circle(at, { pane: "rings", color: INK, radius: mark.radius_km * 1000, weight: 1.5, dashArray: "4 3", fill: true, fillOpacity: 0 });
  const id = `mark:${mark.id}`;
  shape.on("click", () => open(id, null));
  shape.on("add", () => press(shape.getElement(), `${mark.name}, ${mark.precision}`, (path) => open(id, path)));
  const kind = mark.exact ? "point" : "ring";
  drawn.set(id, { layers: [shape], on: () => !off(kind) && mark.claims.some((n) => visible[n]), name: nameLabel(at, mark.name, "name place", [140, 16], [-9, 8]) });
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
    entry.layers.forEach((layer) => (show ? layer.addTo(map) : layer.remove()));
    if (entry.name) show && !off("labels") ? entry.name.addTo(map) : entry.name.remove();
  }
  declutter();
}

/* Names give way: to badges, then the told regions, then places, then the rest. */
function declutter() {
  const ranks = [".badge", ".name:not(.quiet):not(.place)", ".name.place", ".name.quiet"];
  const nodes = ranks.flatMap((rank) => [...document.querySelectorAll(`#map_geomap ${rank}`)]);
  const boxes = nodes.map((node) => (node.firstElementChild || node).getBoundingClientRect()); // read all, then write
  const taken = new Map(); // boxes by coarse cell, so that a crowd is not compared with all of itself
  const cells = (box) => {
    const found = [];
    for (let x = Math.floor(box.left / 80); x <= box.right / 80; x++) for (let y = Math.floor(box.top / 80); y <= box.bottom / 80; y++) found.push(`${x}:${y}`);
    return found;
  };
  nodes.forEach((node, i) => {
    const box = boxes[i];
    const where = cells(box);
    const hit = where.some((cell) => (taken.get(cell) || []).some((b) => box.left < b.right && b.left < box.right && box.top < b.bottom && b.top < box.bottom));
    const gives = hit && !node.classList.contains("badge");
    node.classList.toggle("gives", gives);
    if (!gives) where.forEach((cell) => taken.set(cell, [...(taken.get(cell) || []), box]));
  });
}
/* Tiles are asked for by an option only, and the map says when they fail. */
function drawTiles() {
  if (!scene.tiles) return;
  map.createPane("tiles").style.zIndex = 150;
  const layer = L.tileLayer(scene.tiles, { pane: "tiles", maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" });
  layer.on("tileerror", () => { byId("tiles-failed").hidden = false; });
  layer.addTo(map);
}
