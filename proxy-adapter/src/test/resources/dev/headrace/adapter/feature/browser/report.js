"use strict";
function result(ok, details) {
  const root = document.documentElement;
  root.dataset.result = ok ? "right" : "wrong: " + details;
  fetch("/result?page=" + location.pathname.slice(1) + "&ok=" + ok, {method: "POST", body: details});
}
setTimeout(() => {
  if (!document.documentElement.dataset.result) {
    result(false, "no result: " + (window.order || []).join());
  }
}, 25000);
