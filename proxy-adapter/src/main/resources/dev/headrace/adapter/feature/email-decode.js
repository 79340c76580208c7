// Puts e-mail addresses back that the server hid from programs that do not run scripts.
(function () {
  "use strict";

  const PREFIX = "/cdn-cgi/l/email-protection#";
  const own = document.currentScript;

  /** The address of a code; null if the code is none. */
  function decode(code) {
    if (!/^(?:[0-9a-f]{2}){2,}$/i.test(code)) {
      return null;
    }
    const key = parseInt(code.slice(0, 2), 16);
    let escaped = "";
    for (let i = 2; i < code.length; i += 2) {
      const byte = parseInt(code.slice(i, i + 2), 16) ^ key;
      escaped += "%" + (byte < 16 ? "0" : "") + byte.toString(16);
    }
    try {
      return decodeURIComponent(escaped);
    } catch (notUtf8) {
      return null;
    }
  }

  function restoreLink(link) {
    const href = link.getAttribute("href");
    const address = href.startsWith(PREFIX) ? decode(href.slice(PREFIX.length)) : null;
    if (address !== null) {
      link.setAttribute("href", "mailto:" + address);
    }
  }

  /** Makes one text node of the address and the text around it, as the page has it at its server. */
  function restoreText(hidden) {
    const address = decode(hidden.getAttribute("data-cfemail"));
    if (address === null) {
      return;
    }
    const text = hidden.ownerDocument.createTextNode(address);
    hidden.replaceWith(text);
    const before = text.previousSibling;
    if (before && before.nodeType === Node.TEXT_NODE) {
      text.data = before.data + text.data;
      before.remove();
    }
    const after = text.nextSibling;
    if (after && after.nodeType === Node.TEXT_NODE) {
      text.data += after.data;
      after.remove();
    }
  }

  function restore(root) {
    root.querySelectorAll('a[href^="' + PREFIX + '"], area[href^="' + PREFIX + '"]').forEach(restoreLink);
    root.querySelectorAll(".__cf_email__[data-cfemail]").forEach(restoreText);
    root.querySelectorAll("template").forEach(function (template) {
      if (template.content) {
        restore(template.content);
      }
    });
  }

  restore(document);
  if (own) {
    own.remove();
  }
})();
