// Asks before a page is left on which something was typed and not sent, in each form by itself: on
// a page of several, sending one loses what was typed in the others. What was refused is not kept
// either, but in forms that say so. Without JavaScript nothing is asked.
(function () {
  "use strict";
  var typed = new Set(), sent = null;
  document.querySelectorAll(
    "form[method=post]:not([data-kept]) [aria-invalid=true]"
  ).forEach(function (field) {
    typed.add(field.form || field.closest("form"));
  });
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.getAttribute("method") === "post") { typed.add(form); }
  });
  document.addEventListener("submit", function (event) { sent = event.target; });
  window.addEventListener("beforeunload", function (event) {
    typed.forEach(function (form) { if (form !== sent) { event.preventDefault(); } });
    sent = null;
  });
})();
