/* For the page around: gives each geomap frame the height that its map asks for. pym.js does the same. */
(function () {
  "use strict";
  var told = /^pymxPYMx(.*)xPYMxheightxPYMx(\d{1,5})$/;
  function frames() { return Array.prototype.slice.call(document.querySelectorAll("iframe[data-geomap]")); }
  function tell(frame) {
    if (frame.contentWindow) frame.contentWindow.postMessage("pymxPYMxgeomapxPYMxwidthxPYMx" + frame.clientWidth, "*");
  }
  window.addEventListener("message", function (event) {
    var heard = typeof event.data === "string" && told.exec(event.data);
    if (!heard) return;
    frames().forEach(function (frame) {
      if (frame.contentWindow !== event.source) return; // only a frame's own page may size it
      frame.style.aspectRatio = "auto";
      frame.style.minHeight = "0";
      frame.style.height = Math.min(Number(heard[2]), 6000) + "px";
    });
  });
  function start() {
    frames().forEach(function (frame) {
      frame.addEventListener("load", function () { tell(frame); });
      tell(frame);
    });
  }
  window.addEventListener("resize", function () { frames().forEach(tell); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
}());
