/* One slider over regions, claims and control layers, by the clock chosen. */
let ticking = null;

function stepLabel() {
  const limit = limitNow();
  return limit ? t("up_to", { day: dayInWords(limit) }) : t("all_times", { day: scene.as_of });
}
function buildTime() {
  const bar = byId("time");
  if (!scene.clocks.length) return;
  bar.hidden = false;
  const choose = byId("clock");
  scene.clocks.forEach((clock, n) => choose.append(el("option", { value: n }, t(`clock_${clock.key}`))));
  choose.addEventListener("change", () => { state.clock = Number(choose.value); state.step = -1; still(); change(); });
  const slider = byId("step");
  slider.addEventListener("input", () => { still(); goTo(Number(slider.value)); });
  byId("back").addEventListener("click", () => { still(); goTo(position() - 1); });
  byId("on").addEventListener("click", () => { still(); goTo(position() + 1); });
  byId("play").addEventListener("click", () => (ticking ? still() : play()));
  changed.push(showTime);
}
/* Positions of the slider: one a step, then "all". */
function position() { return state.step < 0 ? clockNow().steps.length : state.step; }
function goTo(place) {
  const last = clockNow().steps.length;
  const at = Math.max(0, Math.min(place, last));
  state.step = at === last ? -1 : at;
  change();
}
function play() {
  if (state.step < 0) goTo(0);
  ticking = setInterval(() => { goTo(position() + 1); if (state.step < 0) still(); }, 900);
  showTime();
}
function still() { if (ticking) clearInterval(ticking); ticking = null; if (clockNow()) showTime(); }
function showTime() {
  const clock = clockNow();
  if (!clock) return;
  byId("clock").value = String(state.clock);
  const slider = byId("step");
  slider.max = String(clock.steps.length);
  slider.value = String(position());
  slider.setAttribute("aria-valuetext", stepLabel());
  const unit = clock.unit === "day" ? "" : ` (${t(`by_${clock.unit}`)})`;
  byId("when").textContent = stepLabel() + unit;
  byId("play").textContent = ticking ? "❚❚" : "▶\uFE0E";
  byId("play").setAttribute("aria-label", t(ticking ? "pause" : "play"));
  byId("first-day").textContent = dayInWords(clock.steps[0]);
  byId("last-day").textContent = t("all_short");
  const undated = undatedOn(clock);
  byId("undated").textContent = undated ? t("undated_shown", { n: undated }) : "";
  bars(clock);
}
function undatedOn(clock) {
  if (clock.undated === undefined) {
    clock.undated = 0;
    for (let n = 0; n < total; n++) if (!daysOf(n).some(Boolean)) clock.undated += 1;
  }
  return clock.undated;
}
/* How many of the claims that pass the filter fall on each step. */
function bars(clock) {
  const counts = clock.steps.map(() => 0);
  for (let n = 0; n < total; n++) {
    if (!passes(n, "")) continue;
    const [first, last] = daysOf(n);
    const day = clock.key === "event" ? first || last : last || first;
    if (!day) continue;
    let low = 0, high = clock.steps.length - 1;
    while (low < high) { const middle = (low + high) >> 1; clock.steps[middle] < day ? (low = middle + 1) : (high = middle); }
    if (clock.steps[low] >= day) counts[low] += 1;
  }
  const top = Math.max(1, ...counts);
  // A bar stands where the handle of the slider is at its step; the place after the last is "all".
  const wide = 100 / counts.length;
  const thick = Math.min(Math.max(wide * 0.8, 0.25), 1.6);
  byId("bars").replaceChildren(...counts.map((count, i) => svg("rect", { x: i * wide - thick / 2, y: 20 - (19 * count) / top,
    width: thick, height: (19 * count) / top, fill: state.step >= 0 && i > state.step ? "#c4bfb2" : "#0b5269" })));
}
