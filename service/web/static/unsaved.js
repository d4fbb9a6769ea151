// Asks before a page is left on which something was typed and not sent, in each form by itself: on
// a page of several, sending one loses what was typed in the others. What was refused is not kept
// either, but in forms that say so. A draft stands in the address alone: it is asked about where
// what is chosen leads elsewhere, not within it. Without JavaScript nothing is asked.
(function () {
  "use strict";
  var typed = new Set(), sent = null, within = false;
  var draft = document.querySelector("[data-draft]");

  function leadsWithin(address) {
    // in the other language too
    var to = new URL(address, window.location.href), here = window.location;
    return to.origin === here.origin && to.pathname.slice(3) === here.pathname.slice(3);
  }

  document.querySelectorAll(
    "form[method=post]:not([data-kept]) [aria-invalid=true]"
  ).forEach(function (field) {
    typed.add(field.form || field.closest("form"));
  });
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.getAttribute("method") === "post") { typed.add(form); }
  });
  document.addEventListener("submit", function (event) {
    sent = event.target;
    within = leadsWithin(sent.getAttribute("action") || "");
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link) { within = leadsWithin(link.href) && !(event.ctrlKey || event.metaKey || event.shiftKey); }
  });
  window.addEventListener("beforeunload", function (event) {
    typed.forEach(function (form) { if (form !== sent) { event.preventDefault(); } });
    if (draft && !within) { event.preventDefault(); }
    sent = null;
    within = false;
  });
})();
