// Lets a stop of the open round be dragged, by mouse or finger: to another place of its round, or
// onto another round of its day. It does what the form beside the stop does, which stays.
(function () {
  "use strict";
  var list = document.querySelector("ol.stops[data-round]");
  if (!list) { return; }
  var FAR_PX = 6, EDGE_PX = 50;
  var held = null, over = null;

  function each(found, done) { Array.prototype.forEach.call(found, done); }

  function clear() {
    each(document.querySelectorAll(".drop-before, .drop-after, .drop-in"), function (one) {
      one.classList.remove("drop-before", "drop-after", "drop-in");
    });
    over = null;
  }

  function takes(row) {
    // a round of another day is no choice of the form
    return row && held.form.elements.to.querySelector('option[value="' + row.dataset.round + '"]');
  }

  function aim(x, y) {
    clear();
    var under = document.elementFromPoint(x, y);
    var stop = under && under.closest("ol.stops > li");
    var row = under && under.closest("tr[data-round]");
    if (stop && stop !== held.item) {
      var box = stop.getBoundingClientRect(), after = y > box.top + box.height / 2;
      stop.classList.add(after ? "drop-after" : "drop-before");
      over = { round: list.dataset.round, place: Number(stop.dataset.number) + (after ? 1 : 0) };
    } else if (row && row.dataset.round !== list.dataset.round && takes(row)) {
      row.classList.add("drop-in");
      over = { round: row.dataset.round, place: 0 };
    }
  }

  function choose(form, name, value) {
    var field = form.elements[name];
    if (Array.prototype.some.call(field.options, function (one) { return one.value === value; })) {
      field.value = value;
      return true;
    }
    return false;
  }

  function drop() {
    var mine = Number(held.item.dataset.number), to = over.place;
    // it is taken out before it is put back
    var at = to ? String(to > mine ? to - 1 : to) : "";
    if (to && Number(at) === mine) { return; }
    if (choose(held.form, "to", over.round) && choose(held.form, "at", at)) { held.form.requestSubmit(); }
  }

  function scroll() {
    // what is beyond the edge of the window comes into sight while the pointer waits there
    if (!held.at) { return; }
    var under = window.innerHeight - held.at[1];
    var step = under < EDGE_PX ? 14 : held.at[1] < EDGE_PX ? -14 : 0;
    if (step) {
      window.scrollBy({ top: step, behavior: "instant" });
      aim(held.at[0], held.at[1]);
    }
  }

  function end(event) {
    if (!held) { return; }
    clearInterval(held.timer);
    held.item.classList.remove("held");
    if (over && held.moved && event.type === "pointerup") { drop(); }
    held = null;
    clear();
  }

  each(list.querySelectorAll("form[data-move]"), function (form) {
    var grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "⠿";
    var item = form.closest("li");
    item.insertBefore(grip, item.firstChild);
    grip.addEventListener("pointerdown", function (event) {
      held = { item: item, form: form, x: event.clientX, y: event.clientY, moved: false, at: null };
      held.timer = setInterval(scroll, 40);
      grip.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    grip.addEventListener("pointermove", function (event) {
      if (!held) { return; }
      held.moved = held.moved || Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_PX;
      if (!held.moved) { return; }
      item.classList.add("held");
      held.at = [event.clientX, event.clientY];
      aim(held.at[0], held.at[1]);
    });
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  });
  window.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && held) { over = null; end(event); }
  });
  each(document.querySelectorAll("[data-dragged]"), function (one) { one.hidden = false; });
})();
