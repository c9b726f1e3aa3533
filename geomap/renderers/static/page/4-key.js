/* The key: legend and layer switch in one. */
function swatchOf(look, letter) {
  const box = svg("rect", { x: 2, y: 2, width: 34, height: 16, fill: paint(look.fill), "fill-opacity": look.opacity === undefined ? 1 : look.opacity,
    stroke: look.stroke, "stroke-width": Math.min(look.width, 2.5), "stroke-dasharray": look.dash || "none" });
  const sign = letter ? [svg("circle", { cx: 19, cy: 10, r: 6.5, fill: "#fff" }), svg("text", { x: 19, y: 14, "text-anchor": "middle" }, letter)] : [];
  return svg("svg", { class: "swatch", viewBox: "0 0 38 20", "aria-hidden": "true" }, box, ...sign);
}
/* A situation as on the map: pattern, outline, letter. */
function swatch(style, letters) {
  const fill = style.pattern === "none" ? "none" : `@${style.pattern}`;
  return swatchOf({ ...scene.outlines[style.outline], fill }, letters === undefined ? style.letter : letters);
}
function sign(layer) {
  const looks = { point: { r: 4.5, fill: "#fff", "stroke-width": 2 }, ring: { r: 8, fill: "none", "stroke-width": 1.5, "stroke-dasharray": "4 3" } };
  return looks[layer] ? svg("svg", { class: "swatch", viewBox: "0 0 38 20", "aria-hidden": "true" }, svg("circle", { cx: 19, cy: 10, stroke: INK, ...looks[layer] })) : null;
}
function flip(layer, on) {
  if (lateLayers.has(layer)) on ? state.shown.add(layer) : state.shown.delete(layer);
  on ? state.hidden.delete(layer) : lateLayers.has(layer) || state.hidden.add(layer);
  change();
}
const counters = new Map(); // style → node
function keyLine(entry) {
  const style = styles.get(entry.style);
  const kinds = groundKinds(entry.style);
  const area = kinds.length ? `${figures(entry.count)} km²` : "";
  const number = el("span", { class: "count" }, entry.count === null || area ? "" : figures(entry.count));
  if (entry.layer === "listed") return el("div", { class: "line" }, el("span", {}, entry.label), number);
  counters.set(entry.style, number);
  const box = el("input", { type: "checkbox", checked: !off(entry.style), "data-style": entry.style });
  const only = kinds.length === 1 ? kinds[0] : null;
  const words = el("span", { class: "words", dir: "auto" }, entry.label, area ? el("small", {}, only && only.what ? `${only.what}, ${area}` : area) : null);
  const line = el("label", { class: off(entry.style) ? "off" : null }, box, style ? swatch(style) : only ? swatchOf(only.look, "") : sign(entry.style), words, number);
  box.addEventListener("change", () => { line.classList.toggle("off", !box.checked); flip(entry.style, box.checked); });
  return line;
}
/* What a control layer marks: one look each. */
function groundKinds(layer) { return [...new Map(scene.grounds.filter((g) => g.layer === layer).map((g) => [JSON.stringify(g.look), g])).values()]; }
/* Below the switch of a layer that marks more than one thing: what, and how it is drawn. */
function groundLines(layer) {
  const kinds = groundKinds(layer);
  return kinds.length < 2 ? [] : kinds.map((g) => el("div", { class: "line under-switch" }, swatchOf(g.look, ""), el("span", { dir: "auto" }, g.what)));
}
function buildKey() {
  const shown = [{ layer: "shown", style: "labels", label: t("labels"), count: null }, { layer: "shown", style: "boundaries", label: t("boundaries"), count: null }];
  for (const layer of ["status", "kind", "ground", "difference", "change", "places", "listed", "shown"]) {
    const lines = (layer === "shown" ? shown : scene.key).filter((entry) => entry.layer === layer);
    if (!lines.length) continue;
    const rows = lines.flatMap((entry) => [keyLine(entry), ...groundLines(entry.style)]);
    byId("key").append(el("fieldset", {}, el("legend", {}, t(`group_${layer}`)), ...rows));
  }
  changed.push(recount);
}
/* Counts follow time and filter. */
function recount() {
  const now = new Map();
  const add = (key) => now.set(key, (now.get(key) || 0) + 1);
  for (const region of scene.regions) {
    const { style, over } = stateOf(region);
    add(style);
    if (over) add(over);
  }
  const limit = limitNow();
  for (let n = 0; n < total; n++) {
    // A kind that is switched off still says how many there would be.
    if (visible[n] || passes(n, limit, true)) add(`kind:${kindOf(n)}`);
  }
  for (const mark of scene.marks) if (mark.claims.some((n) => visible[n])) add(mark.exact ? "point" : "ring");
  for (const [style, node] of counters) {
    if (styles.has(style) || style.startsWith("kind:") || style === "point" || style === "ring") node.textContent = figures(now.get(style) || 0);
  }
}
