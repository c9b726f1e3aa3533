/* The key: legend and layer switch in one. */
function swatch(style) {
  const outline = OUTLINES[style.outline];
  const box = svg("rect", { x: 2, y: 2, width: 26, height: 16, fill: style.pattern === "none" ? "none" : `url(#p-${style.pattern})`,
    stroke: outline.color || INK, "stroke-width": Math.min(outline.weight, 2.5), "stroke-dasharray": outline.dashArray || "none" });
  return svg("svg", { class: "swatch", viewBox: "0 0 30 20", "aria-hidden": "true" }, box);
}
function sign(layer) {
  const ground = scene.grounds.find((g) => g.layer === layer);
  const shapes = [];
  if (ground) {
    const look = fillOf(ground);
    shapes.push(svg("rect", { x: 2, y: 2, width: 26, height: 16, fill: look.fillColor, "fill-opacity": look.fillOpacity, stroke: look.color }));
  } else if (layer === "point") shapes.push(svg("circle", { cx: 15, cy: 10, r: 5, fill: "#fff", stroke: INK, "stroke-width": 2.5 }));
  else if (layer === "ring") shapes.push(svg("circle", { cx: 15, cy: 10, r: 8, fill: "none", stroke: INK, "stroke-width": 1.5, "stroke-dasharray": "4 3" }));
  return shapes.length ? svg("svg", { class: "swatch", viewBox: "0 0 30 20", "aria-hidden": "true" }, ...shapes) : null;
}
function flip(layer, on) {
  if (lateLayers.has(layer)) on ? state.shown.add(layer) : state.shown.delete(layer);
  on ? state.hidden.delete(layer) : lateLayers.has(layer) || state.hidden.add(layer);
  change();
}
const counters = new Map(); // style → node
function keyLine(entry) {
  const style = styles.get(entry.style);
  const number = el("span", { class: "count" }, entry.count === null ? "" : entry.count.toLocaleString(scene.lang));
  if (entry.layer === "listed") return el("div", { class: "line" }, el("span", {}, entry.label), number);
  counters.set(entry.style, number);
  const box = el("input", { type: "checkbox", checked: !off(entry.style), "data-style": entry.style });
  box.addEventListener("change", () => flip(entry.style, box.checked));
  return el("label", {}, box, style ? swatch(style) : sign(entry.style), el("span", {}, style ? `${entry.label} (${style.letter})` : entry.label), number);
}
function buildKey() {
  const shown = [{ layer: "shown", style: "labels", label: t("labels"), count: null }, { layer: "shown", style: "boundaries", label: t("boundaries"), count: null }];
  for (const layer of ["status", "kind", "ground", "difference", "change", "places", "listed", "shown"]) {
    const lines = (layer === "shown" ? shown : scene.key).filter((entry) => entry.layer === layer);
    if (!lines.length) continue;
    const group = el("fieldset", {}, el("legend", {}, t(`group_${layer}`)), ...lines.map(keyLine));
    byId("key").append(group);
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
    if (styles.has(style) || style.startsWith("kind:") || style === "point" || style === "ring") node.textContent = (now.get(style) || 0).toLocaleString(scene.lang);
  }
}
const regionButtons = [];
function listButton(id, name, letter, claims) {
  const what = el("span", { class: "what" });
  const sign = el("span", { class: "sign", "aria-hidden": "true" }, letter);
  const button = el("button", { type: "button", "data-region": id, "aria-pressed": "false" }, sign, el("bdi", {}, name), what);
  button.addEventListener("click", () => open(id, button));
  regionButtons.push({ id, button, what, sign, claims });
  return el("li", {}, button);
}
function buildLists() {
  const list = byId("regions");
  const silent = el("ul", { class: "list" });
  for (const region of scene.regions) (region.style === "no_information" ? silent : list).append(listButton(region.id, region.name, styles.get(region.style).letter, region.claims));
  if (silent.children.length) list.append(el("li", {}, el("details", {}, el("summary", {}, `${styles.get("no_information").label} (${silent.children.length})`), silent)));
  if (!scene.regions.length) list.append(el("li", { class: "empty" }, t("empty")));
  if (scene.countries.length) {
    const more = el("ul", { class: "list" }, ...scene.countries.map((c) => listButton(`country:${c.code}`, c.name, "", c.claims)));
    byId("listed").append(el("h2", {}, t("not_drawn")), more);
  }
  changed.push(() => {
    for (const { id, what, sign, claims } of regionButtons) {
      const region = regions.get(id);
      const silent = region && stateOf(region).style === "no_information";
      if (region) sign.textContent = styles.get(stateOf(region).style).letter;
      what.textContent = silent ? t("nothing_said") : left(claims).length.toLocaleString(scene.lang);
    }
  });
}
