// Follows a run: each step is added to the list and told once, the clock goes on, the page is read
// again at the end. Without JavaScript the page reloads by itself.
(function () {
  "use strict";
  var list = document.getElementById("steps");
  if (!list || !window.EventSource) { return; }
  var now = document.getElementById("now");
  var seconds = document.getElementById("seconds");
  var bar = document.getElementById("bar");
  var shown = Number(list.dataset.told);
  var source = new EventSource(list.dataset.follow);
  source.addEventListener("step", function (event) {
    if (Number(event.lastEventId) <= shown) { return; }
    shown = Number(event.lastEventId);
    var text = JSON.parse(event.data).line;
    var item = document.createElement("li");
    item.textContent = text;
    list.appendChild(item);
    list.scrollTop = list.scrollHeight;
    now.textContent = text;
  });
  source.addEventListener("clock", function (event) {
    var value = JSON.parse(event.data).seconds;
    var waiting = document.querySelector("[data-running]");
    if (waiting && JSON.parse(event.data).state === "running") {
      waiting.textContent = waiting.dataset.running;
    }
    seconds.textContent = String(value);
    if (bar) { bar.value = Math.min(value, bar.max); }
  });
  source.addEventListener("end", function () {
    source.close();
    window.location.replace(window.location.pathname);
  });
})();
