/* On a site the map is made here: Folium's own script would stand in the page, which forbids it. */
(() => {
  const chart = L.map("map_geomap", { center: [0, 0], zoom: 6, zoomControl: false, attributionControl: false });
  L.control.scale().addTo(chart);
  geomap.start(chart);
})();
