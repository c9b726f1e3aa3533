/* The panel: a region, place or country with its sentences. */
const panel = byId("panel");
let opener = null;

function sourceLines(c) {
  const line = el("p", { class: "source" }, el("bdi", {}, c.publisher), `, ${c.date}`);
  if (c.title) line.append(" · ", el("cite", { dir: "auto" }, c.title));
  if (c.url) line.append(" · ", el("a", { href: c.url, target: "_blank", rel: "noopener noreferrer" }, t("source")));
  const facts = [c.predicate];
  if (c.event_time) facts.push(c.event_time);
  if (c.places.length) facts.push(`${c.places.join(", ")} (${c.precision})`);
  if (c.reports > 1) facts.push(t("one_origin", { n: c.reports }));
  if (c.more) facts.push(t("stands_for", { n: c.more }));
  facts.push(t(c.reviewed ? "reviewed" : "not_reviewed"));
  return [line, el("p", { class: "source" }, facts.join(" · "))];
}
function claimItem(c, reply) {
  const who = el("p", {}, el("bdi", { class: "who" }, c.claimant), ` ${c.verb}`);
  if (c.via) who.append(` (${t("via", { who: c.via })})`);
  who.append(":");
  const words = el("blockquote", { dir: "auto", lang: c.lang || null });
  if (c.before) words.append(c.before, " ");
  words.append(el("mark", {}, c.quote + (c.cut ? " …" : "")));
  if (c.after && !c.cut) words.append(" ", c.after);
  return el("li", { class: reply ? "claim reply" : "claim", "data-claim": c.id }, who, words, ...sourceLines(c));
}
const FIRST = 100; // claims put into the panel at once
function claimList(numbers) {
  const here = new Set(numbers);
  const ordered = [];
  const shown = new Set();
  const take = (n, reply) => { if (!shown.has(n)) { shown.add(n); ordered.push([n, reply]); } };
  for (const n of numbers) {
    const c = claim(n);
    if (c.denies.some((d) => here.has(d))) continue; // stands beside what it denies
    take(n, false);
    c.denied_by.filter((d) => here.has(d)).forEach((d) => take(d, true));
  }
  numbers.forEach((n) => take(n, false));
  const list = el("ul", { class: "claims" });
  if (!ordered.length) list.append(el("li", { class: "empty" }, t("no_claims")));
  const more = el("button", { type: "button", class: "more" }, t("more_rows"));
  const put = () => {
    list.append(...ordered.splice(0, FIRST).map(([n, reply]) => claimItem(claim(n), reply)));
    more.hidden = !ordered.length;
  };
  more.addEventListener("click", put);
  put();
  return [list, more];
}
function composition(bar) {
  const said = bar.parts.filter((p) => p.percent > 0).map((p) => `${p.label} ${p.percent} %`).join(", ");
  const strip = svg("svg", { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", role: "img", "aria-label": said });
  let at = 0;
  for (const part of bar.parts) {
    const look = part.kind === "" ? { fillColor: "#fff", fillOpacity: 0.7 } : fillOf(part);
    strip.append(svg("rect", { x: at, y: 0, width: part.percent, height: 6, fill: look.fillColor, "fill-opacity": Math.min(look.fillOpacity + 0.3, 1) }));
    at += part.percent;
  }
  return el("div", { class: "composition" }, el("p", {}, el("b", {}, bar.assessor), `${bar.day ? `, ${bar.day}` : ""}: ${said}`), strip);
}
function claimsHead(numbers, all) {
  return el("h3", {}, `${t("claims")} (${numbers.length.toLocaleString(scene.lang)}${numbers.length < all ? ` / ${all.toLocaleString(scene.lang)}` : ""})`);
}
function regionBody(region) {
  const now = stateOf(region);
  const seen = left(region.claims);
  const limit = limitNow();
  const bars = region.compositions.filter((bar) => !limit || !bar.day || bar.day <= limit);
  return [
    el("h2", { id: "panel-title", dir: "auto" }, region.country ? `${region.name} (${region.country})` : region.name),
    limit ? el("p", { class: "rule" }, t("up_to", { day: limit })) : null,
    el("p", { class: "status" }, swatch(styles.get(now.style)), el("span", {}, now.headline, now.basis ? el("span", { class: "basis" }, ` · ${now.basis}`) : null)),
    now.sentence ? el("p", { class: "why", dir: "auto" }, now.sentence) : null,
    el("p", { class: "rule" }, t("because", { rule: now.rule }), now.flags.length ? ` ${t("note", { flags: now.flags.join("; ") })}` : ""),
    region.note ? el("p", { class: "note", dir: "auto" }, region.note) : null,
    ...(bars.length ? [el("h3", {}, t("shares")), ...bars.map(composition)] : []),
    ...(region.changes.length ? [el("h3", {}, t("changes")), el("ul", { class: "changes" }, ...region.changes.map((line) => el("li", {}, line)))] : []),
    ...(region.claims.length ? [claimsHead(seen, region.claims.length), ...claimList(seen)] : []),
  ];
}
function bodyOf(id) {
  if (regions.has(id)) return regionBody(regions.get(id));
  if (id.startsWith("country:")) {
    const country = scene.countries.find((c) => `country:${c.code}` === id);
    return country && [el("h2", { id: "panel-title" }, country.name), claimsHead(left(country.claims), country.claims.length), ...claimList(left(country.claims))];
  }
  if (id.startsWith("claim:")) {
    const n = numberOf.get(id.slice(6));
    if (n === undefined) return null;
    const c = claim(n);
    const around = [...c.denies, n, ...c.denied_by];
    return [el("h2", { id: "panel-title" }, c.places[0] || (regionsOf[n][0] || { name: c.claimant }).name), ...claimList(around)];
  }
  const mark = scene.marks.find((m) => `mark:${m.id}` === id);
  return mark && [el("h2", { id: "panel-title", dir: "auto" }, mark.name), el("p", { class: "note" }, mark.precision), ...claimList(left(mark.claims))];
}
function fillPanel() {
  if (!state.chosen) return false;
  const body = bodyOf(state.chosen);
  if (!body) return false;
  const close = el("button", { type: "button", class: "close", "aria-label": t("close") }, "×");
  close.addEventListener("click", shut);
  panel.replaceChildren(close, ...body.filter(Boolean));
  return true;
}
function open(id, from) {
  const before = state.chosen;
  state.chosen = id;
  if (!fillPanel()) { state.chosen = before; return; }
  opener = from;
  panel.hidden = false;
  panel.scrollTop = 0;
  document.querySelector("main").classList.add("open");
  mark(id);
  if (from) panel.focus();
  resized();
  remember();
}
function shut() {
  panel.hidden = true;
  document.querySelector("main").classList.remove("open");
  state.chosen = null;
  mark(null);
  resized();
  remember();
  if (opener && opener.isConnected) opener.focus();
}
function mark(id) {
  for (const { id: own, button } of regionButtons) button.setAttribute("aria-pressed", String(own === id));
  for (const region of scene.regions) {
    const entry = drawn.get(region.id);
    const icon = entry && entry.badge && entry.badge.getElement();
    if (icon) icon.classList.toggle("on", region.id === id);
  }
  document.querySelectorAll("#rows tr").forEach((row) => row.classList.toggle("on", Boolean(id) && (row.dataset.region === id || `claim:${row.dataset.claim}` === id)));
}
function resized() { if (map) { map.invalidateSize({ animate: false }); declutter(); } }
