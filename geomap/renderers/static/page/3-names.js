/* Names on the map, which give way to each other: badges first, then places, told regions, the rest. */
const labels = new Set();
const BADGE = 17, DOT = 8;
const SHIFTS = [[0, 0], [0, -20], [0, 20], [20, 0], [-20, 0], [20, -20], [-20, -20], [20, 20], [-20, 20], [0, -32], [0, 32], [32, 0], [-32, 0]];

/* A name at a place, with what is said below it; it is put beside the badge or the dot that it belongs to. */
function label(at, text, said, kind, badge) {
  const box = el("span", { class: "box" }, el("bdi", {}, text), el("span", { class: "said" }, said));
  const marker = L.marker(at, { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: `name ${kind}`, html: box, iconSize: [0, 0], iconAnchor: [0, 0] }) });
  const own = {
    at, kind, badge, box, marker, sizes: sizesOf(text, said, kind), shown: false,
    show(on) { own.shown = on; on ? (labels.add(own), marker.addTo(map)) : own.drop(); },
    drop() { labels.delete(own); marker.remove(); },
  };
  return own;
}
/* Width and height with and without the second line, without asking the page for its layout. */
const pen = document.createElement("canvas").getContext("2d");
const family = getComputedStyle(document.documentElement).fontFamily;
function wide(text, font) { pen.font = `${font} ${family}`; return Math.ceil(pen.measureText(text).width) + 8; }
function sizesOf(text, said, kind) {
  const own = [wide(text, kind ? "500 12px" : "650 13px"), kind ? 16 : 18];
  return said ? [[Math.max(own[0], wide(said, "450 11.5px")), 32], own] : [own];
}
/* Boxes by coarse cell, so that a crowd is not compared with all of itself. */
class Taken {
  constructor() { this.cells = new Map(); }
  *around([left, top, right, bottom]) {
    for (let x = Math.floor(left / 80); x <= right / 80; x++) for (let y = Math.floor(top / 80); y <= bottom / 80; y++) yield `${x}:${y}`;
  }
  free(box) {
    for (const cell of this.around(box)) {
      for (const other of this.cells.get(cell) || []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    }
    return true;
  }
  add(box) { for (const cell of this.around(box)) this.cells.has(cell) ? this.cells.get(cell).push(box) : this.cells.set(cell, [box]); }
}
function spots(own, [wide, high], x, y) {
  const centre = [x - wide / 2, y - high / 2];
  if (own.kind === "quiet") return [centre];
  const gap = own.badge ? BADGE : DOT;
  const below = [x - wide / 2, y + gap], above = [x - wide / 2, y - gap - high], right = [x + gap + 2, y - high / 2], before = [x - gap - 2 - wide, y - high / 2];
  return own.badge ? [below, above, right, before] : [right, before, below, above];
}
/* A badge stands off the places that it would cover. */
function placeBadges(taken) {
  for (const entry of drawn.values()) if (entry.at && entry.shown) { const p = map.latLngToLayerPoint(entry.at); taken.add([p.x - 6, p.y - 6, p.x + 6, p.y + 6]); }
  for (const region of scene.regions) {
    const entry = drawn.get(region.id);
    if (!entry || !entry.badge || !entry.badge.getElement()) continue;
    const p = map.latLngToLayerPoint(entry.badge.getLatLng());
    const clear = ([dx, dy]) => taken.free([p.x + dx - 16, p.y + dy - 17, p.x + dx + 18, p.y + dy + 16]);
    const [dx, dy] = SHIFTS.find(clear) || SHIFTS[0];
    const icon = entry.badge.getElement();
    icon.style.marginLeft = `${dx - 15}px`;
    icon.style.marginTop = `${dy - 15}px`;
    entry.badge.shift = [dx, dy];
    taken.add([p.x + dx - 16, p.y + dy - 17, p.x + dx + 20, p.y + dy + 16]);
  }
}
function declutter() {
  const all = [...labels].filter((own) => own.marker.getElement());
  const taken = new Taken();
  placeBadges(taken);
  const origin = map.containerPointToLayerPoint([4, 4]);
  const seen = L.bounds(origin, origin.add(map.getSize()).subtract([8, 8]));
  const rank = (own) => (own.badge ? 0 : own.kind === "place" ? 1 : 2);
  all.sort((a, b) => rank(a) - rank(b));
  for (const own of all) {
    const p = map.latLngToLayerPoint(own.at);
    const [dx, dy] = (own.badge && own.badge.shift) || [0, 0];
    let found = null, brief = false;
    for (const size of own.sizes) {
      const free = spots(own, size, p.x + dx, p.y + dy).filter(([left, top]) => taken.free([left, top, left + size[0], top + size[1]]));
      const spot = free.find(([left, top]) => left >= seen.min.x && top >= seen.min.y && left + size[0] <= seen.max.x && top + size[1] <= seen.max.y) || free[0];
      if (spot) { found = [...spot, spot[0] + size[0], spot[1] + size[1]]; brief = own.sizes.length > 1 && size === own.sizes[1]; break; }
    }
    const icon = own.marker.getElement();
    icon.classList.toggle("gives", !found);
    icon.classList.toggle("brief", brief);
    if (!found) continue;
    taken.add(found);
    own.box.style.transform = `translate(${Math.round(found[0] - p.x)}px, ${Math.round(found[1] - p.y)}px)`;
  }
}
