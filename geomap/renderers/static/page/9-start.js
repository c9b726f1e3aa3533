function fit(box) { map.fitBounds(box, { animate: false, padding: [24, 24], maxZoom: 8 }); }
function firstView() {
  const [west, south, east, north] = scene.bounds;
  return [[south, west], [north, east]];
}
/* The first view with the regions that it leaves out. */
function wholeOf(first) {
  const box = L.latLngBounds(first);
  for (const region of scene.regions) if (region.style !== "no_information" && region.rings.length) box.extend(L.latLngBounds(rings(region).flat()));
  return box;
}
/* Called with the map once Folium has made it. */
function start(chart) {
  map = chart;
  const wanted = recall();
  for (const [name, order] of PANES) map.createPane(name).style.zIndex = order;
  // The view first: what is drawn before is projected twice.
  document.querySelectorAll(".needs-script").forEach((node) => { node.hidden = false; });
  byId("time").hidden = !scene.clocks.length; // what takes room is there before the map is fitted
  follow();
  map.invalidateSize({ animate: false });
  fit(firstView());
  drawTiles();
  drawBase();
  frame = statesNow();
  scene.grounds.forEach(drawGround);
  scene.regions.forEach(drawRegion);
  scene.marks.forEach(drawMark);
  sizeRings();
  changed.unshift(refresh);
  buildKey();
  buildLists();
  buildFilter();
  buildSearch();
  buildTable();
  buildTime();
  const calm = { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches };
  byId("zoom-in").addEventListener("click", () => map.zoomIn(1, calm));
  byId("zoom-out").addEventListener("click", () => map.zoomOut(1, calm));
  byId("filter").addEventListener("toggle", () => byId("filter").open && byId("filter").scrollIntoView({ block: "nearest" }));
  byId("zoom-all").addEventListener("click", () => fit(wholeOf(firstView())));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) shut(); });
  map.on("zoomend", () => { sizeRings(); declutter(); });
  map.on("moveend", declutter);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  change();
  if (wanted) open(wanted, null);
  document.documentElement.dataset.ready = "yes";
}
