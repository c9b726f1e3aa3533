function fitWhole(how) {
  const [west, south, east, north] = scene.bounds;
  map.fitBounds([[south, west], [north, east]], { padding: [30, 30], maxZoom: 8, ...how });
}
/* Called with the map once Folium has made it. */
function start(chart) {
  map = chart;
  const wanted = recall();
  for (const [name, order] of PANES) map.createPane(name).style.zIndex = order;
  // The view first: what is drawn before is projected twice.
  document.querySelectorAll(".needs-script").forEach((node) => { node.hidden = false; });
  follow();
  map.invalidateSize({ animate: false });
  fitWhole({ animate: false });
  drawTiles();
  drawBase();
  frame = statesNow();
  scene.grounds.forEach(drawGround);
  scene.regions.forEach(drawRegion);
  scene.marks.forEach(drawMark);
  changed.unshift(refresh);
  buildKey();
  buildLists();
  buildFilter();
  buildSearch();
  buildTable();
  buildTime();
  byId("zoom-in").addEventListener("click", () => map.zoomIn());
  byId("zoom-out").addEventListener("click", () => map.zoomOut());
  byId("zoom-all").addEventListener("click", () => fitWhole());
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) shut(); });
  map.on("zoomend", declutter);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  change();
  if (wanted) open(wanted, null);
  document.documentElement.dataset.ready = "yes";
}
