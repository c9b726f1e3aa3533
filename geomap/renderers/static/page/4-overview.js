/* Who says what, where: a region each with its sentence, in the order of the rules; then what is not drawn. */
const regionButtons = [];
function regionButton(region) {
  const sign = el("span", {}), what = el("span", { class: "what" }), headline = el("span", { class: "headline" }), sentence = el("span", { class: "sentence", dir: "auto" });
  const name = el("bdi", {}, region.name, region.country ? el("span", { class: "land" }, ` ${region.country}`) : "");
  const button = el("button", { type: "button", "data-region": region.id, "aria-pressed": "false" }, el("span", { class: "line" }, sign, name, what), headline, sentence);
  button.addEventListener("click", () => { open(region.id, button); if (!inView(region)) look(region.id); });
  const item = el("li", {}, button);
  const fresh = () => {
    const now = stateOf(region), over = overOf(now), silent = now.style === "no_information", plain = quiet(now.style);
    sign.replaceChildren(swatch(over ? { ...styles.get(now.style), outline: over.outline } : styles.get(now.style), silent ? "" : lettersOf(now)));
    headline.textContent = plain ? "" : now.headline;
    sentence.textContent = plain ? "" : now.sentence;
    item.classList.toggle("plain", plain);
    const seen = left(region.claims).length;
    what.textContent = seen || region.claims.length ? t("claim_count", { n: seen }) : "";
  };
  regionButtons.push({ id: region.id, button, fresh });
  return item;
}
function countryButton(country) {
  const what = el("span", { class: "what" });
  const id = `country:${country.code}`;
  const button = el("button", { type: "button", "data-region": id, "aria-pressed": "false" }, el("span", { class: "line" }, el("bdi", {}, country.name), what));
  button.addEventListener("click", () => open(id, button));
  regionButtons.push({ id, button, fresh: () => { what.textContent = t("claim_count", { n: left(country.claims).length }); } });
  return el("li", { class: "plain" }, button);
}
function folded(title, items) { return el("li", {}, el("details", {}, el("summary", {}, `${title} (${items.length})`), el("ul", { class: "regions" }, ...items))); }
function buildLists() {
  const list = byId("regions");
  const of = (test) => scene.regions.filter(test).map(regionButton);
  const loud = of((r) => !quiet(r.style)), named = of((r) => r.style === "mentioned"), silent = of((r) => r.style === "no_information");
  list.append(...loud);
  if (named.length) list.append(loud.length ? folded(t("quiet_head"), named) : el("li", {}, el("ul", { class: "regions" }, ...named)));
  if (silent.length) list.append(folded(styles.get("no_information").label, silent));
  if (!loud.length && !named.length) list.prepend(el("li", { class: "empty" }, el("p", {}, t("empty"))));
  if (scene.countries.length) byId("listed").append(el("h3", {}, t("listed_head")), el("ul", { class: "regions" }, ...scene.countries.map(countryButton)));
  changed.push(() => regionButtons.forEach(({ fresh }) => fresh()));
}
