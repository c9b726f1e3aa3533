/* The panel: a region, place or country with its sentences. */
const panel = byId("panel");
let opener = null;

function sourceLines(c) {
  const line = el("p", { class: "source" }, el("bdi", {}, c.publisher), `, ${c.date}`);
  if (c.title) line.append(" · ", el("cite", { dir: "auto" }, c.title));
  if (c.url) line.append(" · ", el("a", { href: c.url, target: "_blank", rel: "noopener noreferrer" }, t("source")));
  const facts = [];
  if (c.event_time) facts.push(c.event_time);
  if (c.places.length) facts.push(`${c.places.join(", ")} (${c.precision})`);
  if (c.reports > 1) facts.push(t("one_origin", { n: c.reports }));
  if (c.more) facts.push(t("stands_for", { n: c.more }));
  facts.push(c.reviewed ? t("reviewed") : t("unreviewed"));
  return [line, el("p", { class: "source", dir: "auto" }, facts.join(" · "))];
}
function claimItem(c, reply, answered) {
  const who = el("p", {}, el("span", { class: "topic" }, c.predicate), el("bdi", { class: "who" }, c.claimant), ` ${c.verb}`);
  if (c.via) who.append(` (${t("via", { who: c.via })})`);
  who.append(":");
  const words = el("blockquote", { dir: "auto", lang: c.lang || null });
  if (c.before) words.append(c.before, " ");
  words.append(el("mark", {}, c.quote + (c.cut ? " …" : "")));
  if (c.after && !c.cut) words.append(" ", c.after);
  const kind = reply ? "claim reply" : answered ? "claim answered" : "claim";
  return el("li", { class: kind, "data-claim": c.id }, reply ? el("p", { class: "answer" }, t("reply")) : null, who, words, ...sourceLines(c));
}
const FIRST = 100; // claims put into the panel at once
function claimList(numbers) {
  const here = new Set(numbers);
  const ordered = [];
  const shown = new Set();
  const take = (n, reply, answered) => { if (!shown.has(n)) { shown.add(n); ordered.push([n, reply, answered]); } };
  for (const n of numbers) {
    const c = claim(n);
    if (c.denies.some((d) => here.has(d))) continue; // stands beside what it denies
    const replies = c.denied_by.filter((d) => here.has(d) && !shown.has(d));
    take(n, false, replies.length > 0);
    replies.forEach((d) => take(d, true, false));
  }
  numbers.forEach((n) => take(n, false, false));
  const list = el("ul", { class: "claims" });
  if (!ordered.length) list.append(el("li", { class: "empty" }, t("no_claims")));
  const more = el("button", { type: "button", class: "more" }, t("more_rows"));
  const put = () => {
    list.append(...ordered.splice(0, FIRST).map(([n, reply, answered]) => claimItem(claim(n), reply, answered)));
    more.hidden = !ordered.length;
  };
  more.addEventListener("click", put);
  put();
  return [list, more];
}
function composition(bar) {
  const parts = bar.parts.filter((p) => p.percent > 0);
  const words = (p) => `${p.label} ${figures(p.percent)} %`;
  const strip = svg("svg", { class: "bar", viewBox: "0 0 340 16", preserveAspectRatio: "none", role: "img", "aria-label": parts.map(words).join(", ") });
  let at = 0;
  for (const part of parts) {
    strip.append(svg("rect", { x: at * 3.4, y: 0, width: part.percent * 3.4, height: 16, fill: paint(part.look.fill), "fill-opacity": part.look.opacity }));
    at += part.percent;
  }
  const legend = el("ul", { class: "parts" }, ...parts.map((p) => el("li", {}, swatchOf(p.look, ""), words(p))));
  return el("div", { class: "composition" }, el("p", {}, el("b", {}, bar.assessor), bar.day ? `, ${dayInWords(bar.day)}` : ""), strip, legend);
}
function claimsHead(numbers, all) {
  return el("h3", {}, `${t("claims")} (${figures(numbers.length)}${numbers.length < all ? ` / ${figures(all)}` : ""})`);
}
function heading(name, land) { return el("h2", { id: "panel-title", dir: "auto" }, name, land ? el("span", { class: "land" }, ` ${land}`) : ""); }
function tally(seen) {
  const reports = new Set(seen.map((n) => scene.claims.source[n])).size;
  return t("tally", { origins: t("origin_count", { n: originsOf(seen) }), reports: t("report_count", { n: reports }) });
}
function regionBody(region) {
  const now = stateOf(region);
  const seen = left(region.claims);
  const limit = limitNow();
  const bars = region.compositions.filter((bar) => !limit || !bar.day || bar.day <= limit);
  return [
    heading(region.name, region.country),
    limit ? el("p", { class: "rule" }, t("up_to", { day: dayInWords(limit) })) : null,
    el("p", { class: "status" }, swatch(styles.get(now.style), lettersOf(now)), el("span", {}, now.headline, now.basis ? el("span", { class: "basis" }, ` · ${now.basis}`) : null)),
    now.sentence ? el("p", { class: "why", dir: "auto" }, now.sentence) : null,
    el("p", { class: "rule" }, t("because", { why: scene.because[now.rule] || now.rule }), now.flags.length ? ` ${t("note", { flags: now.flags.join("; ") })}` : ""),
    region.note ? el("p", { class: "note", dir: "auto" }, region.note) : null,
    ...(bars.length ? [el("h3", {}, t("shares")), ...bars.map(composition)] : []),
    ...(region.changes.length ? [el("h3", {}, t("changes")), el("ul", { class: "changes" }, ...region.changes.map((line) => el("li", {}, line)))] : []),
    ...(region.claims.length ? [claimsHead(seen, region.claims.length), seen.length ? el("p", { class: "source" }, tally(seen)) : null, ...claimList(seen)] : []),
  ];
}
function bodyOf(id) {
  if (regions.has(id)) return regionBody(regions.get(id));
  if (id.startsWith("country:")) {
    const country = scene.countries.find((c) => `country:${c.code}` === id);
    return country && [heading(country.name), claimsHead(left(country.claims), country.claims.length), ...claimList(left(country.claims))];
  }
  if (id.startsWith("claim:")) {
    const n = numberOf.get(id.slice(6));
    if (n === undefined) return [heading(t("gone_head")), el("p", { class: "note" }, t("gone"))]; // a link from another build
    const c = claim(n);
    const around = [...c.denies, n, ...c.denied_by];
    return [heading(c.places[0] || (regionsOf[n][0] || { name: c.claimant }).name), ...claimList(around)];
  }
  const mark = scene.marks.find((m) => `mark:${m.id}` === id);
  return mark && [heading(mark.name), el("p", { class: "note" }, mark.precision), ...claimList(left(mark.claims))];
}
function fillPanel() {
  if (!state.chosen) return false;
  const body = bodyOf(state.chosen);
  if (!body) return false;
  const back = el("button", { type: "button", class: "all" }, `‹ ${t("all_regions")}`);
  const close = el("button", { type: "button", class: "close", "aria-label": t("close") }, "×");
  for (const button of [back, close]) button.addEventListener("click", shut);
  panel.replaceChildren(el("div", { class: "way" }, back, close), ...body.filter(Boolean));
  return true;
}
const narrow = matchMedia("(max-width: 760px)"); // there the panel is a sheet of its own
function open(id, from) {
  const before = state.chosen;
  state.chosen = id;
  if (!fillPanel()) { state.chosen = before; return; }
  opener = from;
  panel.hidden = false;
  byId("side").classList.add("open");
  panel.scrollTop = 0;
  if (!narrow.matches) byId("side").scrollTop = 0;
  mark(id);
  if (from) panel.focus({ preventScroll: true });
  remember();
}
function shut() {
  panel.hidden = true;
  byId("side").classList.remove("open");
  state.chosen = null;
  mark(null);
  remember();
  if (opener && opener.isConnected) opener.focus();
}
function mark(id) {
  for (const { id: own, button } of regionButtons) button.setAttribute("aria-pressed", String(own === id));
  for (const region of scene.regions) {
    const entry = drawn.get(region.id);
    if (!entry) continue;
    const body = entry.layers[entry.layers.length - 1].getElement();
    if (body) body.classList.toggle("chosen", region.id === id);
    const icon = entry.badge && entry.badge.getElement();
    if (icon) icon.classList.toggle("on", region.id === id);
  }
  document.querySelectorAll("#rows tr").forEach((row) => row.classList.toggle("on", Boolean(id) && (row.dataset.region === id || `claim:${row.dataset.claim}` === id)));
}
function resized() { if (map) { map.invalidateSize({ animate: false }); declutter(); } }
