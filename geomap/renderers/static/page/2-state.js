/* What is chosen, and what of the claims that leaves; the address keeps it, and links survive rebuilds. */
const PICKS = ["claimant", "publisher", "stance"];
const state = {
  hidden: new Set(), // layers, styles and kinds that are switched off
  shown: new Set(), // layers that start hidden and were switched on
  claimant: "", publisher: "", stance: "", from: "", to: "",
  clock: 0, step: -1, // -1: all of it, as of the map's date
  chosen: null, table: false, sort: "date", down: true,
};
const visible = new Uint8Array(total);
let visibleCount = 0;
const changed = []; // what to draw again after a change

function clockNow() { return scene.clocks[state.clock] || null; }
/* First and last day of a claim on the clock; "" where it is open or not known. */
function daysOf(n) { return DAYS[clockNow() ? clockNow().key : "published"](n); }
function limitNow() { const clock = clockNow(); return clock && state.step >= 0 ? clock.steps[state.step] : ""; }

function passes(n, limit, anyKind) {
  if (!anyKind && state.hidden.size && state.hidden.has(`kind:${kindOf(n)}`)) return false;
  if (state.claimant && speakerOf(n) !== state.claimant) return false;
  if (state.publisher && publisherOf(n) !== state.publisher) return false;
  if (state.stance && stanceOf(n) !== state.stance) return false;
  if (!limit && !state.from && !state.to) return true;
  const [first, last] = daysOf(n);
  if (!first && !last) return true; // undated: cannot be said to be later, so it is always shown
  const upper = limit && state.to ? (limit < state.to ? limit : state.to) : limit || state.to;
  const known = clockNow() && clockNow().key !== "event" ? last || first : first || last;
  return (!upper || known <= upper) && (!state.from || !last || last >= state.from);
}
function settle() {
  const limit = limitNow();
  visibleCount = 0;
  for (let n = 0; n < total; n++) { visible[n] = passes(n, limit) ? 1 : 0; visibleCount += visible[n]; }
}
function left(numbers) { return numbers.filter((n) => visible[n]); }
function change() { settle(); changed.forEach((redraw) => redraw()); remember(); }
function off(layer) { return state.hidden.has(layer) || (lateLayers.has(layer) && !state.shown.has(layer)); }
const lateLayers = new Set(scene.grounds.filter((g) => g.hidden).map((g) => g.layer));

/* The state of a region at the chosen step: that of the frames up to it. */
function statesNow() {
  const clock = clockNow();
  if (!clock || state.step < 0) return null;
  const now = new Map();
  for (let i = 0; i <= state.step; i++) for (const [region, number] of clock.frames[i]) now.set(region, number);
  return now;
}
const SILENT = scene.regions.length ? { style: "no_information", headline: styles.get("no_information").label, basis: "", sentence: "", rule: "no_information", flags: [], reports: 0, origins: 0 } : null;
let frame = null;
function stateOf(region) {
  if (!frame) return region;
  const number = frame.get(region.order);
  return number === undefined || number < 0 ? SILENT : scene.states[number];
}
scene.regions.forEach((region, order) => { region.order = order; });

function remember() {
  const clock = clockNow();
  const entries = [
    ["open", state.chosen], ["hide", [...state.hidden].join(",")], ["show", [...state.shown].join(",")],
    ...PICKS.map((name) => [name, state[name]]), ["from", state.from], ["to", state.to],
    ["clock", state.step >= 0 || state.clock ? clock && clock.key : ""], ["day", limitNow()], ["table", state.table ? "1" : ""],
  ].filter(([, value]) => value);
  const fragment = new URLSearchParams(entries).toString();
  try { history.replaceState(null, "", fragment ? `#${fragment}` : "#"); } catch { /* not allowed in this frame */ }
}
function recall() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const known = new Set([...scene.key.map((entry) => entry.style), "labels", "boundaries"]);
  const set = (name) => new Set((wanted.get(name) || "").split(",").filter((key) => known.has(key)));
  state.hidden = set("hide");
  state.shown = set("show");
  for (const name of [...PICKS, "from", "to"]) state[name] = wanted.get(name) || "";
  state.clock = Math.max(0, scene.clocks.findIndex((clock) => clock.key === wanted.get("clock")));
  const clock = clockNow();
  // A rebuilt map may lack the day: the last step before it is what was known then.
  state.step = clock && wanted.get("day") ? clock.steps.filter((day) => day <= wanted.get("day")).length - 1 : -1;
  state.table = wanted.get("table") === "1";
  return wanted.get("open");
}
