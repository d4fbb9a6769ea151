// The week drawn: one day at a time, a round picked in the map or on the timeline shows in both,
// zoom and pan by mouse, touch and keyboard. Without it the page is the same pictures and links.
(function () {
  "use strict";
  var root = document.querySelector("[data-drawn]");
  if (!root || !document.adoptedStyleSheets) { return; }
  var days = Array.prototype.slice.call(root.querySelectorAll(".drawn-day"));
  root.classList.add("live");

  function each(list, done) { Array.prototype.forEach.call(list, done); }

  function showDay(day, focus) {
    days.forEach(function (one) { one.hidden = one.dataset.day !== day; });
    start(day);
    each(root.querySelectorAll(".days a"), function (link) {
      if (link.dataset.day === day) { link.setAttribute("aria-current", "true"); }
      else { link.removeAttribute("aria-current"); }
    });
    draw();
    if (focus) { document.getElementById("h-" + day).focus({ preventScroll: true }); }
  }

  function mark(day, name, on) {
    each(day.querySelectorAll('[data-round="' + name + '"]'), function (one) {
      one.classList.toggle("picked", on);
      if (one.tagName === "DETAILS") { one.open = on; }
    });
  }

  // The round that is picked is drawn again over a veil, in a layer of its own: nothing of the map
  // beneath is painted anew.
  function drawOver(day, name) {
    var over = day.querySelector(".over");
    var round = name && day.querySelector('.plan a.round[data-round="' + name + '"]');
    over.textContent = "";
    if (!round) { return; }
    var ground = day.querySelector(".ground").cloneNode(false);
    ground.setAttribute("class", "veil");
    over.appendChild(ground);
    var copy = document.createElementNS(over.namespaceURI, "g");
    copy.setAttribute("class", round.getAttribute("class"));
    var places = {};
    each(round.childNodes, function (one) {
      copy.appendChild(one.cloneNode(true));
      if (one.tagName === "g") { places[one.getAttribute("transform")] = true; }
    });
    over.appendChild(copy);
    // the names of its stops, which stand where these do
    var names = document.createElementNS(over.namespaceURI, "g");
    names.setAttribute("class", "names");
    each(day.querySelectorAll(".layers > svg:not(.over) .names > g"), function (one) {
      if (places[one.getAttribute("transform")]) { names.appendChild(one.cloneNode(true)); }
    });
    over.appendChild(names);
  }

  function pick(day, name, from) {
    var before = day.dataset.picked;
    if (before) { mark(day, before, false); }
    if (name) { mark(day, name, true); }
    day.dataset.picked = name;
    drawOver(day, name);
    var told = name && document.getElementById("r-" + name);
    var panel = told && told.parentElement;
    if (told && from !== told && panel.scrollHeight > panel.clientHeight) {
      panel.scrollTop = told.offsetTop - panel.offsetTop;
    }
  }

  root.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-day]");
    if (link) {
      event.preventDefault();
      history.replaceState(null, "", "#d-" + link.dataset.day);
      showDay(link.dataset.day, !link.closest(".days"));
      return;
    }
    var round = event.target.closest("a.round");
    var day = event.target.closest(".drawn-day");
    if (round) {
      event.preventDefault();
      pick(day, round.classList.contains("picked") ? "" : round.dataset.round, round);
      return;
    }
    var summary = event.target.closest("summary");
    if (summary && summary.parentElement.dataset.round) {
      event.preventDefault();
      var told = summary.parentElement;
      pick(day, told.open ? "" : told.dataset.round, told);
    }
  });

  // What is seen is the same part of the map on every day. A move is shown at once by moving the
  // picture as it is drawn, which costs nothing; it is drawn anew, sharp, a moment later. What
  // keeps its size (letters, numbers, arrows) does so by one rule of a sheet of its own: a property
  // that all inherit would have every element of the map looked at.
  var seen = { x: 0, y: 0, zoom: 1 }, chosen = false, SOON_MS = 140, waiting = 0, drawMs = 0;
  var sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
  sheet.insertRule(".drawn .still { transform: scale(1); }");

  function shownMap() { return root.querySelector(".drawn-day:not([hidden]) [data-map] svg"); }

  // On a narrow screen the whole map fits its width: what keeps its size is drawn larger on it, up
  // to twice, and names that have no room there wait for a closer look.
  var narrow = window.matchMedia("(max-width: 40rem)"), MOST = 2, CLOSEST = 16;

  function larger(svg) {
    var wide = narrow.matches && svg.parentElement.parentElement.clientWidth;
    return wide ? Math.max(1, Math.min(MOST, size(svg).wide / wide)) : 1;
  }

  function size(svg) { return { wide: Number(svg.dataset.width), tall: Number(svg.dataset.height) }; }

  function draw() {
    // the map of the day that is shown, sharp, at what is seen
    var svg = shownMap(), began = performance.now();
    waiting = 0;
    if (!svg) { return; }
    var whole = size(svg), zoom = seen.zoom, room = zoom / larger(svg);
    var box = seen.x + " " + seen.y + " " + whole.wide / zoom + " " + whole.tall / zoom;
    each(svg.parentElement.children, function (one) { one.setAttribute("viewBox", box); });
    sheet.cssRules[0].style.transform = "scale(" + 1 / room + ")";
    // names have the class of the least zoom at which they are free, 0 below 1
    var level = "z" + Math.floor(Math.pow(2, Math.floor(Math.log2(room) + 0.001)));
    svg.setAttribute("class", level);
    svg.parentElement.querySelector(".over").setAttribute("class", "over " + level);
    svg.dataset.zoom = zoom;
    svg.parentElement.style.transform = "";
    requestAnimationFrame(function () {
      setTimeout(function () { drawMs = performance.now() - began; }, 0);
    });
  }

  function show() {
    // at once: the picture as it was last drawn, moved and stretched to what is seen
    var svg = shownMap(), was = svg.viewBox.baseVal, whole = size(svg);
    var scale = was.width * seen.zoom / whole.wide;
    var across = (was.x - seen.x) * seen.zoom / whole.wide * 100;
    var down = (was.y - seen.y) * seen.zoom / whole.tall * 100;
    svg.parentElement.style.transform = "translate(" + across + "%," + down + "%) scale(" + scale + ")";
    if (!waiting) { waiting = setTimeout(draw, Math.max(SOON_MS, 2 * drawMs)); }
  }

  // Until somebody looks elsewhere, a day whose rounds are all in one corner is shown that corner.
  function start(day) {
    if (chosen) { return; }
    var near = document.getElementById("d-" + day).dataset.near;
    near = (near || "0 0 1").split(" ").map(Number);
    seen = { x: near[0], y: near[1], zoom: near[2] };
  }

  function move(svg, left, top, zoom) {
    var whole = size(svg);
    chosen = true;
    seen.zoom = zoom;
    seen.x = Math.max(0, Math.min(whole.wide - whole.wide / zoom, left));
    seen.y = Math.max(0, Math.min(whole.tall - whole.tall / zoom, top));
    show();
  }

  function zoomTo(svg, zoom, x, y) {
    // the point (x, y) of the map, from 0 to 1 of what is seen, stays where it is
    var whole = size(svg);
    zoom = Math.max(1, Math.min(CLOSEST * larger(svg), zoom));
    move(svg, seen.x + x * whole.wide * (1 / seen.zoom - 1 / zoom),
      seen.y + y * whole.tall * (1 / seen.zoom - 1 / zoom), zoom);
  }

  each(root.querySelectorAll("[data-map]"), function (figure) {
    var svg = figure.querySelector("svg");
    var over = document.createElementNS(svg.namespaceURI, "svg");
    over.setAttribute("class", "over");
    over.setAttribute("aria-hidden", "true");
    over.setAttribute("viewBox", svg.getAttribute("viewBox"));
    var clip = svg.parentElement.parentElement;
    svg.parentElement.appendChild(over);
    each(figure.querySelectorAll("[hidden]"), function (one) { one.hidden = false; });
    figure.addEventListener("click", function (event) {
      var button = event.target.closest("[data-zoom]");
      if (!button || button === svg) { return; }
      var how = button.dataset.zoom;
      if (how === "all") { zoomTo(svg, 1, 0.5, 0.5); }
      else { zoomTo(svg, seen.zoom * (how === "in" ? 2 : 0.5), 0.5, 0.5); }
    });
    svg.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] }[event.key];
      var zoom = seen.zoom, whole = size(svg);
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "+" || event.key === "=") { zoomTo(svg, zoom * 2, 0.5, 0.5); }
      else if (event.key === "-") { zoomTo(svg, zoom / 2, 0.5, 0.5); }
      else if (event.key === "0") { zoomTo(svg, 1, 0.5, 0.5); }
      else if (step && zoom > 1) {
        move(svg, seen.x + step[0] * whole.wide / zoom, seen.y + step[1] * whole.tall / zoom, zoom);
      } else { return; }
      event.preventDefault();
    });
    svg.addEventListener("wheel", function (event) {
      // the page scrolls over a map that nobody chose
      if (!event.ctrlKey && !svg.contains(document.activeElement)) { return; }
      event.preventDefault();
      var box = clip.getBoundingClientRect();
      zoomTo(svg, seen.zoom * (event.deltaY < 0 ? 1.25 : 0.8),
        (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }, { passive: false });

    var held = {}, dragged = false, apart = 0;
    svg.addEventListener("pointerdown", function (event) {
      held[event.pointerId] = [event.clientX, event.clientY];
      dragged = false;
      apart = 0;
    });
    window.addEventListener("pointermove", function (event) {
      var was = held[event.pointerId];
      if (!was) { return; }
      var ids = Object.keys(held), box = clip.getBoundingClientRect(), whole = size(svg);
      var now = [event.clientX, event.clientY];
      if (ids.length === 2) {
        held[event.pointerId] = now;
        var a = held[ids[0]], b = held[ids[1]];
        var distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
        if (apart) {
          zoomTo(svg, seen.zoom * distance / apart, ((a[0] + b[0]) / 2 - box.left) / box.width,
            ((a[1] + b[1]) / 2 - box.top) / box.height);
        }
        apart = distance;
        dragged = true;
      } else if (seen.zoom > 1 && (dragged || Math.hypot(now[0] - was[0], now[1] - was[1]) > 4)) {
        held[event.pointerId] = now;
        dragged = true;
        move(svg, seen.x - (now[0] - was[0]) * whole.wide / seen.zoom / box.width,
          seen.y - (now[1] - was[1]) * whole.tall / seen.zoom / box.height, seen.zoom);
      }
    });
    function letGo(event) { delete held[event.pointerId]; apart = 0; }
    window.addEventListener("pointerup", letGo);
    window.addEventListener("pointercancel", letGo);
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    svg.addEventListener("click", function (event) {
      if (dragged) { event.preventDefault(); event.stopPropagation(); dragged = false; }
    }, true);
  });

  narrow.addEventListener("change", draw);

  var wanted = window.location.hash;
  var told = wanted.indexOf("#r-") === 0 && document.getElementById(wanted.slice(1));
  var day = told ? told.closest(".drawn-day") : document.getElementById(wanted.slice(1));
  if (!day || !day.classList.contains("drawn-day")) { day = days[0]; }
  showDay(day.dataset.day, false);
  if (told) { pick(day, told.dataset.round, null); }
})();
