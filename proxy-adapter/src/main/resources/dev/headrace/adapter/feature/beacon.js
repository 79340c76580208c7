// Measures how a page loads, and tells its own origin once, when the visitor leaves it.
(() => {
  "use strict";
  const COLLECTOR = "/cdn-cgi/headrace/beacon";
  const script = document.currentScript;
  const token = script ? script.dataset.token : undefined;
  if (!token || location.protocol.indexOf("http") !== 0) {
    return;
  }

  const vitals = {};
  const observers = [];
  let sent = false;

  function observe(type, options, each) {
    try {
      const observer = new PerformanceObserver((list) => list.getEntries().forEach(each));
      observer.observe(Object.assign({type, buffered: true}, options));
      observers.push([observer, each]);
    } catch (unknownType) {
      // A browser that does not measure this; the others are sent.
    }
  }

  // Largest contentful paint, in milliseconds.
  observe("largest-contentful-paint", {}, (entry) => {
    vitals.lcp = Math.round(entry.startTime);
  });

  // Cumulative layout shift: the worst session of shifts, with gaps of up to 1 s, of up to 5 s in all.
  let session = 0;
  let sessionStart = 0;
  let lastShift = 0;
  observe("layout-shift", {}, (entry) => {
    if (entry.hadRecentInput) {
      return;
    }
    if (entry.startTime - lastShift > 1000 || entry.startTime - sessionStart > 5000) {
      session = 0;
      sessionStart = entry.startTime;
    }
    lastShift = entry.startTime;
    session += entry.value;
    vitals.cls = Math.max(vitals.cls || 0, Math.round(session * 10000) / 10000);
  });

  // The slowest interaction, which stands for interaction to next paint; in milliseconds.
  observe("event", {durationThreshold: 40}, (entry) => {
    if (entry.interactionId) {
      vitals.inp = Math.max(vitals.inp || 0, Math.round(entry.duration));
    }
  });

  function timing() {
    const entry = performance.getEntriesByType("navigation")[0];
    if (!entry) {
      return undefined;
    }
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return {
      type: entry.type,
      ttfb: Math.round(entry.responseStart),
      fcp: paint ? Math.round(paint.startTime) : undefined,
      dcl: Math.round(entry.domContentLoadedEventEnd),
      load: Math.round(entry.loadEventEnd),
    };
  }

  function send() {
    if (sent) {
      return;
    }
    sent = true;
    observers.forEach(([observer, each]) => {
      observer.takeRecords().forEach(each);
      observer.disconnect();
    });
    // The path only: queries may have names and secrets in them.
    const message = JSON.stringify({token, path: location.pathname, timing: timing(), vitals});
    if (!navigator.sendBeacon || !navigator.sendBeacon(COLLECTOR, message)) {
      fetch(COLLECTOR, {method: "POST", body: message, keepalive: true}).catch(() => {});
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      send();
    }
  });
  addEventListener("pagehide", send);
})();
