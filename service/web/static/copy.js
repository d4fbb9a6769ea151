// Copies a message, or hands it to the telephone's own way of sharing. Without JavaScript the
// message stands there to be selected, and the links open the telephone's messages all the same.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (bar) {
    var text = document.getElementById(bar.dataset.copy);
    var copy = bar.querySelector("button");
    var share = copy.nextElementSibling;
    bar.hidden = false;
    copy.addEventListener("click", function () {
      text.select();
      var told = function () { copy.textContent = bar.dataset.done; };
      if (navigator.clipboard) { navigator.clipboard.writeText(text.value).then(told); return; }
      if (document.execCommand("copy")) { told(); }
    });
    if (navigator.share) {
      share.hidden = false;
      share.addEventListener("click", function () {
        navigator.share({ text: text.value }).catch(function () { return; });
      });
    }
  });
})();
