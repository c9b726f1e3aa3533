/* Draws the data block on the map. Text from reports is only ever set as text (textContent), never as markup. */
"use strict";
const geomap = (() => {
  const scene = JSON.parse(document.getElementById("scene").textContent);
  const claims = new Map(scene.claims.map((c) => [c.id, c]));
  const regions = new Map(scene.regions.map((r) => [r.id, r]));
  const styles = new Map(scene.styles.map((s) => [s.key, s]));
  const panel = document.getElementById("panel");
  const INK = "#1d1d1b";
  const OUTLINES = {
    solid: { weight: 1.5 }, dashed: { weight: 1.8, dashArray: "7 4" }, dotted: { weight: 1.8, dashArray: "2 4" },
    casing: { weight: 3 }, thin: { weight: 1 }, faint: { weight: 0.6, color: "#8d887c" },
  };
  const HOLDERS = ["#004488", "#d55e00", "#117733", "#aa3377", "#777777"]; // by order, no side has one of its own
  const hidden = new Set(scene.grounds.filter((g) => g.hidden).map((g) => g.layer));
  const drawn = new Map(); // region id → {layers, badge, style}
  let map, chosen = null, opener = null;

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((c) => c !== null && c !== undefined));
    return node;
  }
  function svg(tag, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  function rings(area) {
    return area.rings.map((flat) => {
      const points = [];
      for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) {
        x += flat[i]; y += flat[i + 1];
        points.push([y / scene.grid, x / scene.grid]);
      }
      return points;
    });
  }
  function pane(name, order) { map.createPane(name).style.zIndex = order; return name; }
  function count(number, noun) { return `${number} ${noun}${number === 1 ? "" : "s"}`; }

  /* The key: legend and layer switch in one. */
  function swatch(style) {
    const outline = OUTLINES[style.outline];
    const box = svg("rect", { x: 2, y: 2, width: 26, height: 16, fill: style.pattern === "none" ? "none" : `url(#p-${style.pattern})`,
      stroke: outline.color || INK, "stroke-width": Math.min(outline.weight, 2.5), "stroke-dasharray": outline.dashArray || "none" });
    return svg("svg", { class: "swatch", viewBox: "0 0 30 20", "aria-hidden": "true" }, box);
  }
  function fillOf(ground) {
    if (ground.kind === "change") return { color: "#8a5a00", weight: 1, fillColor: "#e0a100", fillOpacity: 0.5 };
    if (ground.kind === "difference") return { color: "#7a0177", weight: 1, fillColor: "#7a0177", fillOpacity: 0.45 };
    if (ground.colour < 0) return { color: "#555", weight: 1, dashArray: "3 3", fillColor: "#8c8c8c", fillOpacity: 0.35 };
    const color = HOLDERS[ground.colour % HOLDERS.length];
    const whole = ground.kind === "control";
    return { color, weight: 1, dashArray: whole ? null : "5 4", fillColor: color, fillOpacity: whole ? 0.32 : 0.14 };
  }
  function composition(bar) {
    const said = bar.parts.filter((p) => p.percent > 0).map((p) => `${p.label} ${p.percent} %`).join(", ");
    const strip = svg("svg", { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", role: "img", "aria-label": said });
    let at = 0;
    for (const part of bar.parts) {
      const rest = part.kind === "";
      const look = fillOf(part);
      strip.append(svg("rect", { x: at, y: 0, width: part.percent, height: 6, fill: rest ? "#fff" : look.fillColor, "fill-opacity": rest ? 1 : look.fillOpacity + 0.3 }));
      at += part.percent;
    }
    return el("div", { class: "composition" }, el("p", {}, el("b", {}, bar.assessor), `, ${bar.day || "undated"}: ${said}`), strip);
  }
  function sign(kind) {
    const ground = scene.grounds.find((g) => g.layer === kind);
    if (ground) {
      const look = fillOf(ground);
      return svg("svg", { class: "swatch", viewBox: "0 0 30 20", "aria-hidden": "true" },
        svg("rect", { x: 2, y: 2, width: 26, height: 16, fill: look.fillColor, "fill-opacity": look.fillOpacity, stroke: look.color }));
    }
    const shape = kind === "point" ? svg("circle", { cx: 15, cy: 10, r: 5, fill: "#fff", stroke: INK, "stroke-width": 2.5 })
      : svg("circle", { cx: 15, cy: 10, r: 8, fill: "none", stroke: INK, "stroke-width": 1.5, "stroke-dasharray": "4 3" });
    return svg("svg", { class: "swatch", viewBox: "0 0 30 20", "aria-hidden": "true" }, shape);
  }
  function keyLine(entry) {
    const style = styles.get(entry.style);
    const number = el("span", { class: "count" }, entry.count.toLocaleString("en"));
    if (entry.layer === "listed") return el("div", { class: "line" }, el("span", { class: "swatch" }), el("span", {}, entry.label), number);
    const box = el("input", { type: "checkbox", checked: !hidden.has(entry.style), "data-style": entry.style });
    box.addEventListener("change", () => { box.checked ? hidden.delete(entry.style) : hidden.add(entry.style); refresh(); remember(); });
    return el("label", {}, box, style ? swatch(style) : sign(entry.style), el("span", {}, style ? `${entry.label} (${style.letter})` : entry.label), number);
  }
  function buildKey() {
    const groups = [["status", "Region status"], ["ground", "Assessed control, km²"], ["difference", "Where assessors differ, km²"], ["change", "Gained and lost, km²"], ["places", "Places"], ["listed", "In the list only"]];
    for (const [layer, title] of groups) {
      const lines = scene.key.filter((entry) => entry.layer === layer);
      if (lines.length) document.getElementById("key").append(el("fieldset", {}, el("legend", {}, title), ...lines.map(keyLine)));
    }
  }
  function buildLists() {
    const list = document.getElementById("regions");
    for (const region of scene.regions) {
      const style = styles.get(region.style);
      const button = el("button", { type: "button", "data-region": region.id, "aria-pressed": "false" },
        el("span", { class: "sign", "aria-hidden": "true" }, style.letter), el("bdi", {}, region.name),
        el("span", { class: "what" }, region.style === "no_information" ? "no information" : count(region.claims.length, "claim")));
      button.addEventListener("click", () => open(region.id, button));
      list.append(el("li", {}, button));
    }
    if (!scene.regions.length) list.append(el("li", { class: "empty" }, "No region is named in these reports."));
    if (!scene.countries.length) return;
    const more = el("ul", { class: "list" });
    for (const country of scene.countries) {
      const id = `country:${country.code}`;
      const button = el("button", { type: "button", "data-region": id, "aria-pressed": "false" },
        el("bdi", {}, country.name), el("span", { class: "what" }, count(country.claims.length, "claim")));
      button.addEventListener("click", () => open(id, button));
      more.append(el("li", {}, button));
    }
    document.getElementById("listed").append(el("h2", {}, "Not drawn"), more);
  }

  /* The map. */
  function drawBase() {
    pane("base", 200);
    for (const area of scene.base) {
      L.polygon(rings(area), { pane: "base", interactive: false, color: "#a9a395", weight: 1, fillColor: "#efece3", fillOpacity: 1 }).addTo(map);
    }
  }
  function drawGround(ground, number) {
    const layer = L.polygon(rings(ground), { pane: "ground", ...fillOf(ground) });
    const words = document.createElement("span");
    words.textContent = `${ground.label} (${Math.round(ground.km2)} km²)`;
    layer.bindTooltip(words, { sticky: true });
    drawn.set(`ground:${number}`, { layers: [layer], style: ground.layer });
  }
  function drawRegion(region) {
    const style = styles.get(region.style);
    const outline = OUTLINES[style.outline];
    const quiet = region.style === "no_information" || region.style === "mentioned"; // nothing is said of them: no badge
    if (!region.rings.length) return;
    const where = quiet ? "quiet" : "status";
    const shape = rings(region);
    const common = { pane: where };
    const layers = [];
    if (style.outline === "casing") layers.push(L.polygon(shape, { ...common, fill: false, color: "#fff", weight: 7, interactive: false }));
    layers.push(L.polygon(shape, { ...common, color: outline.color || INK, weight: outline.weight, dashArray: outline.dashArray,
      fillColor: style.pattern === "none" ? "#fff" : `url(#p-${style.pattern})`, fillOpacity: style.pattern === "none" ? 0 : 1 }));
    const body = layers[layers.length - 1];
    body.on("click", () => open(region.id, null));
    body.on("add", () => {
      const path = body.getElement();
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "0");
      path.setAttribute("aria-label", `${region.name}, ${region.country}: ${region.headline}`);
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(region.id, path); }
      });
    });
    const at = [region.label[1], region.label[0]];
    const name = el("span", {});
    name.textContent = region.name;
    layers.push(L.marker(at, { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: quiet ? "name quiet" : "name", html: name, iconSize: [160, 18], iconAnchor: [80, quiet ? 9 : -20] }) }));
    if (!quiet) layers.push(drawBadge(region, style, at));
    drawn.set(region.id, { layers, style: region.style });
  }
  function drawBadge(region, style, at) {
    const letter = el("span", { "aria-hidden": "true" }, style.letter);
    const box = el("div", {}, letter, region.origins ? el("small", { "aria-hidden": "true" }, String(region.origins)) : null);
    const badge = L.marker(at, { pane: "badges", keyboard: false, title: `${region.name}: ${count(region.origins, "origin")}`,
      icon: L.divIcon({ className: "badge", html: box, iconSize: [34, 34], iconAnchor: [17, 17] }) });
    badge.on("click", () => open(region.id, null));
    return badge;
  }
  function drawMark(mark) {
    const at = [mark.lat, mark.lon];
    const common = { pane: "marks", color: INK };
    const shape = mark.exact ? L.circleMarker(at, { ...common, radius: 5.5, weight: 2.5, fillColor: "#fff", fillOpacity: 1 })
      : L.circle(at, { ...common, radius: mark.radius_km * 1000, weight: 1.5, dashArray: "4 3", fill: true, fillOpacity: 0 });
    shape.on("click", () => open(`mark:${mark.id}`, null));
    shape.on("add", () => {
      const path = shape.getElement();
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "0");
      path.setAttribute("aria-label", `${mark.name}: ${count(mark.claims.length, "claim")}, ${mark.precision}`);
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(`mark:${mark.id}`, path); }
      });
    });
    const name = el("span", {});
    name.textContent = mark.name;
    const label = L.marker(at, { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: "name place", html: name, iconSize: [140, 16], iconAnchor: [-9, 8] }) });
    drawn.set(`mark:${mark.id}`, { layers: [shape, label], style: mark.exact ? "point" : "ring" });
  }
  function refresh() {
    for (const { layers, style } of drawn.values()) {
      for (const layer of layers) hidden.has(style) ? layer.remove() : layer.addTo(map);
    }
    declutter();
  }

  /* Names give way: to badges, then the told regions, then places, then the rest. */
  function declutter() {
    const ranks = [".badge", ".name:not(.quiet):not(.place)", ".name.place", ".name.quiet"];
    const taken = [];
    for (const node of ranks.flatMap((rank) => [...document.querySelectorAll(`#map_geomap ${rank}`)])) {
      const box = (node.firstElementChild || node).getBoundingClientRect();
      const hit = taken.some((t) => box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom);
      const gives = hit && !node.classList.contains("badge");
      node.classList.toggle("gives", gives);
      if (!gives) taken.push(box);
    }
  }

  /* The panel. */
  function source(claim) {
    const line = el("p", { class: "source" }, el("bdi", {}, claim.publisher), `, ${claim.date}`);
    if (claim.title) line.append(" · ", el("cite", { dir: "auto" }, claim.title));
    if (claim.url) line.append(" · ", el("a", { href: claim.url, target: "_blank", rel: "noopener noreferrer" }, "source"));
    const facts = [claim.predicate];
    if (claim.event_time) facts.push(claim.event_time);
    if (claim.places.length) facts.push(`${claim.places.join(", ")} (${claim.precision})`);
    if (claim.reports > 1) facts.push(`${claim.reports} reports, 1 origin`);
    facts.push(claim.reviewed ? "reviewed" : "machine-extracted, not reviewed");
    return [line, el("p", { class: "source" }, facts.join(" · "))];
  }
  function claimItem(claim, reply) {
    const who = el("p", {}, el("bdi", { class: "who" }, claim.claimant), ` ${claim.verb}`);
    if (claim.via) who.append(" (passed on by ", el("bdi", {}, claim.via), ")");
    who.append(":");
    const words = el("blockquote", { dir: "auto", lang: claim.lang || null });
    if (claim.before) words.append(claim.before, " ");
    words.append(el("mark", {}, claim.quote + (claim.cut ? " …" : "")));
    if (claim.after && !claim.cut) words.append(" ", claim.after);
    return el("li", { class: reply ? "claim reply" : "claim", "data-claim": claim.id }, who, words, ...source(claim));
  }
  function claimList(ids) {
    const shown = new Set();
    const list = el("ul", { class: "claims" });
    const here = new Set(ids);
    for (const id of ids) {
      const claim = claims.get(id);
      if (!claim || shown.has(id) || claim.denies.some((d) => here.has(d))) continue;
      list.append(claimItem(claim, false));
      shown.add(id);
      for (const denial of claim.denied_by) {
        if (claims.has(denial) && !shown.has(denial)) { list.append(claimItem(claims.get(denial), true)); shown.add(denial); }
      }
    }
    for (const id of ids) if (!shown.has(id) && claims.has(id)) list.append(claimItem(claims.get(id), false));
    return list;
  }
  function regionBody(region) {
    const style = styles.get(region.style);
    return [
      el("h2", { id: "panel-title", dir: "auto" }, region.country ? `${region.name} (${region.country})` : region.name),
      el("p", { class: "status" }, swatch(style), el("span", {}, region.headline, el("span", { class: "basis" }, ` · ${region.basis}`))),
      el("p", { class: "why", dir: "auto" }, region.sentence),
      el("p", { class: "rule" }, `Because of rule ${region.rule}.`, region.flags.length ? ` Note: ${region.flags.join(", ")}.` : ""),
      region.note ? el("p", { class: "note", dir: "auto" }, region.note) : null,
      ...(region.compositions.length ? [el("h3", {}, "Shares of the region, as assessed"), ...region.compositions.map(composition)] : []),
      ...(region.changes.length ? [el("h3", {}, "Gained and lost, as assessed"), el("ul", { class: "changes" }, ...region.changes.map((line) => el("li", {}, line)))] : []),
      region.claims.length ? el("h3", {}, `${count(region.claims.length, "claim")} · ${count(region.reports, "report")} · ${count(region.origins, "origin")}`) : null,
      region.claims.length ? claimList(region.claims) : null,
    ];
  }
  function listBody(name, remark, ids) {
    return [el("h2", { id: "panel-title", dir: "auto" }, name), el("p", { class: "rule" }, remark), el("h3", {}, count(ids.length, "claim")), claimList(ids)];
  }
  function body(id) {
    if (regions.has(id)) return regionBody(regions.get(id));
    const mark = scene.marks.find((m) => `mark:${m.id}` === id);
    if (mark) return listBody(mark.name, `On the map: ${mark.precision}.`, mark.claims);
    const country = scene.countries.find((c) => `country:${c.code}` === id);
    return country ? listBody(country.name, "Known to the country only, or to no place: listed, not drawn.", country.claims) : null;
  }
  function open(id, from) {
    const content = body(id);
    if (!content) return;
    opener = from || document.activeElement;
    chosen = id;
    const shut = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    shut.addEventListener("click", close);
    panel.replaceChildren(shut, ...content.filter(Boolean));
    panel.setAttribute("aria-labelledby", "panel-title");
    panel.hidden = false;
    panel.scrollTop = 0;
    document.querySelector("main").classList.add("open");
    press();
    map.invalidateSize({ animate: false });
    panel.focus({ preventScroll: true });
    remember();
  }
  function close() {
    panel.hidden = true;
    chosen = null;
    document.querySelector("main").classList.remove("open");
    press();
    map.invalidateSize({ animate: false });
    if (opener && opener.focus) opener.focus();
    remember();
  }
  function press() {
    for (const button of document.querySelectorAll("[data-region]")) button.setAttribute("aria-pressed", String(button.dataset.region === chosen));
  }

  /* What is shown is in the address, so that a link opens the same view. */
  function remember() {
    const state = new URLSearchParams();
    if (chosen) state.set("s", chosen);
    if (hidden.size || scene.grounds.some((g) => g.hidden)) state.set("hide", [...hidden].sort().join(","));
    const text = state.toString();
    try { history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); } catch { /* sandboxed or file pages may refuse */ }
  }
  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    if (state.has("hide")) hidden.clear();
    for (const style of (state.get("hide") || "").split(",")) if (style) hidden.add(style);
    return state.get("s");
  }
  function fit() {
    const [west, south, east, north] = scene.bounds;
    map.fitBounds([[south, west], [north, east]], { padding: [24, 24], animate: false, maxZoom: 9 });
  }

  return {
    start(chart) {
      map = chart;
      document.querySelector("main").hidden = false;
      map.invalidateSize({ animate: false });
      const wanted = recall();
      for (const [name, order] of [["ground", 300], ["quiet", 350], ["status", 400], ["marks", 450], ["names", 620], ["badges", 640]]) pane(name, order);
      drawBase();
      scene.grounds.forEach(drawGround);
      scene.regions.forEach(drawRegion);
      scene.marks.forEach(drawMark);
      buildKey();
      buildLists();
      refresh();
      fit();
      map.on("zoomend resize", declutter);
      declutter();
      document.getElementById("zoom-in").addEventListener("click", () => map.zoomIn());
      document.getElementById("zoom-out").addEventListener("click", () => map.zoomOut());
      document.getElementById("zoom-all").addEventListener("click", fit);
      document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });
      if (wanted) open(wanted, null);
      document.documentElement.dataset.ready = "yes";
    },
  };
})();
