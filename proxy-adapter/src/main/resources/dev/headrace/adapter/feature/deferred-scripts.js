// Runs the scripts of a page that were held back, in their order, once the page has painted.
(() => {
  "use strict";
  const PREFIX = "headrace-";
  const loader = document.currentScript;
  if (loader.hasAttribute("data-marker")) {
    return;
  }
  const nonceOnly = loader.hasAttribute("data-nonce-only");
  // What looks at the children of its parent, such as a framework that hydrates, does not expect it.
  loader.remove();

  // ---- What scripts see while the page still seems to load

  const held = {DOMContentLoaded: [], load: []};
  const targets = [document, window];
  const nativeLoad = Object.getOwnPropertyDescriptor(window, "onload");
  let readyState = "loading";
  let onload = window.onload;
  let ranNatively = null;

  let isOver = false;

  const isHeld = (target, type) => {
    return !isOver && (type === "DOMContentLoaded" || (type === "load" && target === window));
  };

  /** Own properties that hide those of the prototypes for a while, unless a script replaces them. */
  const covers = [];

  function cover(target, name, value) {
    covers.push([target, name, value]);
    target[name] = value;
  }

  function hold() {
    Object.defineProperty(document, "readyState", {configurable: true, get: () => readyState});
    targets.forEach((target) => {
      cover(target, "addEventListener", function (type, listener, options) {
        if (!isHeld(target, type)) {
          return EventTarget.prototype.addEventListener.apply(target, arguments);
        }
        const isKnown = held[type].some((each) => each.target === target && each.listener === listener);
        if (listener && !isKnown) {
          held[type].push({target, listener, signal: options && options.signal});
        }
        return undefined;
      });
      cover(target, "removeEventListener", function (type, listener) {
        if (isHeld(target, type)) {
          held[type] = held[type].filter((each) => each.target !== target || each.listener !== listener);
        }
        return EventTarget.prototype.removeEventListener.apply(target, arguments);
      });
    });
    if (nativeLoad && nativeLoad.configurable) {
      window.onload = null;
      Object.defineProperty(window, "onload", {
        configurable: true,
        enumerable: true,
        get: () => onload,
        set: (handler) => {
          onload = typeof handler === "function" ? handler : null;
        },
      });
    }
  }

  function release() {
    isOver = true;
    covers.forEach(([target, name, value]) => {
      if (target[name] === value) {
        delete target[name];
      }
    });
    delete document.readyState;
  }

  function call(listener, target, event) {
    try {
      if (typeof listener === "function") {
        listener.call(target, event);
      } else {
        listener.handleEvent(event);
      }
    } catch (error) {
      // As for a listener that the browser calls: told, and of no consequence for the next.
      setTimeout(() => {
        throw error;
      });
    }
  }

  function eventFor(type) {
    const event = new Event(type, {bubbles: type === "DOMContentLoaded"});
    Object.defineProperty(event, "target", {value: document});
    return event;
  }

  function tell(type) {
    const event = eventFor(type);
    targets.forEach((target) => {
      // A listener may add others, which count as long as it is not over.
      for (let i = 0; i < held[type].length; i++) {
        const each = held[type][i];
        if (each.target === target && !(each.signal && each.signal.aborted)) {
          Object.defineProperty(event, "currentTarget", {configurable: true, value: target});
          call(each.listener, target, event);
        }
      }
    });
    held[type] = [];
  }

  function become(state) {
    readyState = state;
    if (document.onreadystatechange) {
      call(document.onreadystatechange, document, eventFor("readystatechange"));
    }
  }

  function tellLoaded() {
    tell("load");
    if (nativeLoad && nativeLoad.configurable) {
      // document.body.onload sets the native handler.
      const ofBody = nativeLoad.get.call(window);
      Object.defineProperty(window, "onload", nativeLoad);
      window.onload = onload || ofBody;
      if (ofBody && ofBody !== ranNatively) {
        call(ofBody, window, eventFor("load"));
      }
      if (onload) {
        call(onload, window, eventFor("load"));
      }
    }
  }

  // ---- Clicks and submissions whose handlers need scripts that have not run yet

  const missed = [];

  function isAwaited(event) {
    const attribute = "on" + event.type;
    return event.composedPath().some((node) => node.hasAttribute && node.hasAttribute(attribute));
  }

  function catchEarly(event) {
    if (isAwaited(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      missed.push(event);
    }
  }

  function again(event) {
    const target = event.target;
    if (!target.isConnected) {
      return;
    }
    if (event.type === "submit") {
      target.requestSubmit(event.submitter || undefined);
    } else {
      target.dispatchEvent(new MouseEvent("click", event));
    }
  }

  // ---- document.write

  let place = null;
  let written = "";

  const isHeadContent = (node) => {
    return node.nodeType !== Node.ELEMENT_NODE
      ? !/\S/.test(node.data || "")
      : /^(base|link|meta|noscript|script|style|template|title)$/i.test(node.tagName);
  };

  /** What was written, if nothing in it is open any more, or all of it. */
  function parse(all) {
    const template = document.createElement("template");
    template.innerHTML = written + "<wbr data-headrace-end>";
    const end = template.content.lastChild;
    const isClosed = end instanceof Element && end.hasAttribute("data-headrace-end");
    if (isClosed) {
      end.remove();
    } else if (all) {
      template.innerHTML = written;
    } else {
      return null;
    }
    written = "";
    return template.content;
  }

  /** Puts what was written behind the script that wrote it; returns the scripts in it. */
  function putWritten(all) {
    const content = written && parse(all);
    if (!content) {
      return [];
    }
    const scripts = Array.from(content.querySelectorAll("script")).filter(isClassicOrModule);
    if (!place || !place.isConnected) {
      document.body.appendChild(content);
      place = document.body.lastChild;
      return scripts;
    }
    let start = null;
    if (place.parentNode === document.head && document.body) {
      start = document.createDocumentFragment();
      Array.from(content.childNodes).filter((node) => !isHeadContent(node)).forEach((node) => start.appendChild(node));
    }
    const last = content.lastChild;
    place.parentNode.insertBefore(content, place.nextSibling);
    place = last || place;
    if (start) {
      document.body.insertBefore(start, document.body.firstChild);
    }
    return scripts;
  }

  function write() {
    written += Array.from(arguments).join("");
    const scripts = putWritten(false);
    // An inline script that is written runs at once, if none before it has to be fetched.
    while (scripts.length > 0 && isInline(scripts[0]) && added === 0) {
      const script = scripts.shift();
      const end = place;
      if (isAllowed(script)) {
        runInline(script);
        place = end === script ? place : end;
      }
    }
    append(scripts);
  }

  function append(scripts) {
    waiting.splice(added, 0, ...scripts);
    added += scripts.length;
  }

  function holdWrites() {
    cover(document, "write", function () {
      return isOver ? Document.prototype.write.apply(document, arguments) : write.apply(null, arguments);
    });
    cover(document, "writeln", function () {
      return document.write(...arguments, "\n");
    });
    cover(document, "open", function () {
      return isOver ? Document.prototype.open.apply(document, arguments) : document;
    });
    cover(document, "close", function () {
      if (isOver) {
        Document.prototype.close.call(document);
      }
    });
  }

  // ---- The scripts

  /** Scripts that were written by the one that runs, and come before all others. */
  const waiting = [];

  /** How many of them the one that runs has written. */
  let added = 0;

  const isExternal = (script) => script.hasAttribute("src");

  const isClassicOrModule = (script) => {
    const type = (script.getAttribute("type") || "").trim();
    return type === "" || /^module$|^(text|application)\/(x-)?(java|ecma)script$/i.test(type);
  };

  const originalType = (script) => {
    const type = script.getAttribute("type") || "";
    return type.indexOf(PREFIX) === 0 ? type.slice(PREFIX.length) : type;
  };

  const isModule = (script) => originalType(script).trim().toLowerCase() === "module";

  const isInline = (script) => !isExternal(script) && !isModule(script);

  const isAllowed = (script) => !nonceOnly || script.nonce === loader.nonce;

  /** A script element that runs, where one was that did not. */
  function copy(old) {
    const script = document.createElement("script");
    Array.from(old.attributes).forEach((attribute) => {
      if (attribute.name !== "type" && attribute.name !== "nonce") {
        script.setAttribute(attribute.name, attribute.value);
      }
    });
    const type = originalType(old);
    if (type) {
      script.setAttribute("type", type);
    }
    if (old.nonce) {
      script.nonce = old.nonce;
    }
    script.async = old.hasAttribute("async");
    script.text = old.text;
    return script;
  }

  function runInline(old) {
    const script = copy(old);
    place = script;
    old.parentNode.replaceChild(script, old);
  }

  function onEnd(element, done) {
    ["load", "error"].forEach((type) => EventTarget.prototype.addEventListener.call(element, type, done));
  }

  /** Runs an external script or a module in its place; `done` is called once it has run, or could not. */
  function runLater(old, done) {
    const script = copy(old);
    place = script;
    if (isExternal(old)) {
      onEnd(script, done);
    }
    old.parentNode.replaceChild(script, old);
    if (!isExternal(old)) {
      script.parentNode.insertBefore(marker(done), script.nextSibling);
    }
  }

  /** Inline modules tell nobody that they have run; this is a script that runs next. */
  function marker(done) {
    const script = document.createElement("script");
    script.setAttribute("data-marker", "");
    script.async = false;
    script.nonce = loader.nonce;
    script.src = loader.src;
    onEnd(script, () => {
      script.remove();
      done();
    });
    return script;
  }

  function runAll(scripts, done) {
    function next() {
      for (;;) {
        append(putWritten(true));
        added = 0;
        const script = waiting.shift() || scripts.shift();
        if (!script) {
          done();
          return;
        }
        if (script.isConnected && isAllowed(script)) {
          if (!isInline(script)) {
            runLater(script, next);
            return;
          }
          runInline(script);
        }
      }
    }
    next();
  }

  function preload(script) {
    const link = document.createElement("link");
    link.rel = isModule(script) ? "modulepreload" : "preload";
    if (!isModule(script)) {
      link.as = "script";
    }
    ["crossorigin", "integrity", "referrerpolicy"].forEach((name) => {
      if (script.hasAttribute(name)) {
        link.setAttribute(name, script.getAttribute(name));
      }
    });
    if (script.nonce) {
      link.nonce = script.nonce;
    }
    link.href = script.src;
    onEnd(link, () => link.remove());
    document.head.appendChild(link);
  }

  function runAsync(scripts, done) {
    let left = scripts.filter(isExternal).length;
    scripts.forEach((old) => {
      const script = copy(old);
      onEnd(script, () => {
        left--;
        done();
      });
      old.parentNode.replaceChild(script, old);
    });
    return () => left === 0;
  }

  function begin() {
    const scripts = Array.from(document.querySelectorAll('script[type^="' + PREFIX + '"]')).filter(isAllowed);
    const isAsync = (script) => script.hasAttribute("async") && (isExternal(script) || isModule(script));
    const isLate = (script) => !isAsync(script) && (isModule(script) || (script.hasAttribute("defer") && isExternal(script)));
    scripts.filter(isExternal).forEach(preload);
    let isParsed = false;
    holdWrites();
    const areAsyncDone = runAsync(scripts.filter(isAsync), () => finish());

    function finish() {
      if (!isParsed || !areAsyncDone() || !isLoaded) {
        return;
      }
      isParsed = false;
      become("complete");
      tellLoaded();
      release();
      window.removeEventListener("click", catchEarly, true);
      window.removeEventListener("submit", catchEarly, true);
      missed.forEach(again);
    }

    whenLoaded = finish;
    runAll(scripts.filter((script) => !isAsync(script) && !isLate(script)), () => {
      become("interactive");
      runAll(scripts.filter(isLate), () => {
        tell("DOMContentLoaded");
        // Libraries call what waits for them in a task of its own, which comes before the load event.
        setTimeout(() => {
          isParsed = true;
          finish();
        });
      });
    });
  }

  let isLoaded = document.readyState === "complete";
  let whenLoaded = () => {};
  let hasBegun = false;

  function beginOnce() {
    if (!hasBegun) {
      hasBegun = true;
      begin();
    }
  }

  EventTarget.prototype.addEventListener.call(window, "load", () => {
    isLoaded = true;
    ranNatively = nativeLoad ? nativeLoad.get.call(window) : null;
    setTimeout(() => whenLoaded());
  });
  EventTarget.prototype.addEventListener.call(window, "click", catchEarly, true);
  EventTarget.prototype.addEventListener.call(window, "submit", catchEarly, true);
  hold();
  // A frame is painted behind its callbacks. Pages in the background have no frames.
  requestAnimationFrame(() => setTimeout(beginOnce));
  setTimeout(beginOnce, 300);
})();
