/* The data block, read; text from reports is only ever set as text (textContent), never as markup. */
const scene = JSON.parse(document.getElementById("scene").textContent);
const styles = new Map(scene.styles.map((s) => [s.key, s]));
const regions = new Map(scene.regions.map((r) => [r.id, r]));
const total = scene.claims.ids.length;
const numberOf = new Map(scene.claims.ids.map((id, n) => [id, n]));
const plural = new Intl.PluralRules(scene.lang);
const format = new Intl.NumberFormat(scene.lang);
function figures(number) { return format.format(number); } // toLocaleString makes a formatter each time

function t(key, values) {
  let words = scene.words[key];
  if (words && typeof words === "object") words = words[plural.select(values.n)] || words.other;
  return words.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = (values || {})[name];
    return typeof value === "number" ? figures(value) : value;
  });
}

/* A day (ISO 8601) as a reader writes it. */
function dayInWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return t("day", { day: String(day), month: scene.months[month - 1], year: String(year) });
}
/* A claim is put together from its columns when it is asked for. */
const made = new Map();
function claim(n) {
  if (made.has(n)) return made.get(n);
  const c = scene.claims;
  const found = { n, id: c.ids[n], origin: c.origins[n], denies: c.denies[n] || [], denied_by: c.denied_by[n] || [] };
  for (const text of ["quote", "before", "after"]) found[text] = c.texts[c[text][n]];
  for (const table of ["source", "who", "what", "when", "places"]) {
    c[`${table}_fields`].forEach((field, i) => { found[field] = c[`${table}_rows`][c[table][n]][i]; });
  }
  made.set(n, found);
  return found;
}
/* A field of all claims without putting claims together: what filters and counts read. */
function column(table, field) {
  const at = scene.claims[`${table}_fields`].indexOf(field), rows = scene.claims[`${table}_rows`], of = scene.claims[table];
  return (n) => rows[of[n]][at];
}
const kindOf = column("what", "kind"), stanceOf = column("what", "stance"), publisherOf = column("source", "publisher");
const nameOf = column("who", "claimant"), nobody = column("who", "unattributed");
const speakerOf = (n) => (nobody(n) ? "?" : nameOf(n));
const DAYS = { published: column("source", "published"), captured: column("source", "captured"), event: column("when", "happened") };
const regionsOf = Array.from({ length: total }, () => []);
scene.regions.forEach((region) => region.claims.forEach((n) => regionsOf[n].push(region)));
const marksOf = Array.from({ length: total }, () => []);
scene.marks.forEach((mark) => mark.claims.forEach((n) => marksOf[n].push(mark)));

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
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
function byId(id) { return document.getElementById(id); }
function fold(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(scene.lang); }
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
