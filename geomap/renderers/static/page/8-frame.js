/* In a frame: the page tells the page around it how high it is, in the words of pym.js, and follows its width.
   Without an answer from there it fills the frame it was given. Nothing else is read or sent. */
const WIDTH_TOLD = /^pymxPYMx(.{0,200}?)xPYMxwidthxPYMx/s;

function follow() {
  if (window.parent === window) return;
  const root = document.documentElement;
  root.dataset.framed = "fills";
  calm();
  let name = new URLSearchParams(location.search).get("childId");
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    window.parent.postMessage(`pymxPYMx${name}xPYMxheightxPYMx${height}`, "*");
  };
  const grow = () => {
    root.dataset.framed = "grows"; // from now on no height of the page depends on that of the frame
    map.invalidateSize({ animate: false });
    fit(firstView());
    new ResizeObserver(tell).observe(document.body);
    tell();
  };
  window.addEventListener("message", (event) => {
    const heard = event.source === window.parent && typeof event.data === "string" && WIDTH_TOLD.exec(event.data);
    if (!heard) return;
    name = heard[1];
    if (root.dataset.framed === "grows") { told = 0; tell(); } else grow();
  });
  if (name !== null) grow();
}
/* A reader who scrolls past a map does not mean to zoom it: the wheel waits for a click, a finger for a second one. */
function calm() {
  const box = map.getContainer();
  map.scrollWheelZoom.disable();
  box.addEventListener("pointerdown", () => map.scrollWheelZoom.enable());
  box.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
}
