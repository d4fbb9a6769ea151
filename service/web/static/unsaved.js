// Asks before a page is left on which something was typed and not sent. Without JavaScript nothing
// is asked, as before.
(function () {
  "use strict";
  var typed = false;
  document.querySelectorAll("form[method=post]").forEach(function (form) {
    form.addEventListener("input", function () { typed = true; });
    form.addEventListener("submit", function () { typed = false; });
  });
  window.addEventListener("beforeunload", function (event) {
    if (typed) { event.preventDefault(); }
  });
})();
