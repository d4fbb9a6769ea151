// Lets the pin of a place be dragged, or moved by arrow keys (Shift: ten times as far); the fields
// of its latitude and longitude follow, and it follows them. Without JavaScript they are typed.
(function () {
  "use strict";
  var STEP_PX = 2;
  function field(map, name) { return document.getElementById(map.dataset.of + "-" + name); }
  function read(input) { return Number(input.value.trim().replace(",", ".")); }
  function start(map) {
    var lat = field(map, "lat"), lon = field(map, "lon"), assumed = field(map, "assumed");
    var svg = map.querySelector("svg"), mark = map.querySelector(".pin-mark");
    if (!lat || !lon || !svg || !mark) { return; }
    var comma = document.documentElement.lang === "fr";
    var data = map.dataset, box = svg.viewBox.baseVal;
    var latPx = Number(data.latPerPx), lonPx = Number(data.lonPerPx);
    var x = 0, y = 0;
    var pin = document.createElement("button");
    pin.type = "button";
    pin.className = "pin";
    pin.setAttribute("aria-label", data.label);
    pin.setAttribute("aria-describedby", data.help);
    map.appendChild(pin);
    function put() {
      mark.setAttribute("transform", "translate(" + x + " " + y + ")");
      pin.style.left = 100 * (0.5 + x / box.width) + "%";
      pin.style.top = 100 * (0.5 + y / box.height) + "%";
    }
    function written(value) {
      var text = String(Number(value.toFixed(5)));
      return comma ? text.replace(".", ",") : text;
    }
    function move(toX, toY) {
      x = Math.max(-box.width / 2, Math.min(box.width / 2, toX));
      y = Math.max(-box.height / 2, Math.min(box.height / 2, toY));
      lat.value = written(Number(data.lat) - y * latPx);
      lon.value = written(Number(data.lon) + x * lonPx);
      mark.setAttribute("fill", "#b3261e");
      if (assumed) { assumed.checked = false; }
      lat.dispatchEvent(new Event("input", { bubbles: true }));
      put();
    }
    function follow() {
      var north = read(lat), east = read(lon);
      if (!lat.value.trim() || !lon.value.trim() || isNaN(north) || isNaN(east)) { return; }
      var toX = (east - Number(data.lon)) / lonPx, toY = (Number(data.lat) - north) / latPx;
      if (Math.abs(toX) <= box.width / 2 && Math.abs(toY) <= box.height / 2) { x = toX; y = toY; put(); }
    }
    pin.addEventListener("keydown", function (event) {
      var step = event.shiftKey ? 10 * STEP_PX : STEP_PX;
      var by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (by) { event.preventDefault(); move(x + by[0], y + by[1]); }
    });
    function drag(event) {
      var seen = svg.getBoundingClientRect();
      move((event.clientX - seen.left) / seen.width * box.width - box.width / 2,
        (event.clientY - seen.top) / seen.height * box.height - box.height / 2);
    }
    pin.addEventListener("pointerdown", function (event) {
      pin.setPointerCapture(event.pointerId);
      pin.addEventListener("pointermove", drag);
    });
    pin.addEventListener("pointerup", function () { pin.removeEventListener("pointermove", drag); });
    pin.addEventListener("pointercancel", function () { pin.removeEventListener("pointermove", drag); });
    lat.addEventListener("change", follow);
    lon.addEventListener("change", follow);
    put();
  }
  Array.prototype.forEach.call(document.querySelectorAll(".pin-map"), start);
})();
