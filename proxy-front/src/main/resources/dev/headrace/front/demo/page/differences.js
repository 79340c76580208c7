// What differs between two texts: lines first, then words within lines that belong together.

const TOKEN = /\w+|\s+|[^\w\s]/gu;
const MOST_CELLS = 4_000_000;
const MOST_PAIRS = 900;
const SIMILAR = 0.4;

/**
 * Compares by lines. Each row has a kind ("same", "changed", "removed", "added") and what stands on its sides: a line number and
 * parts, of which those that differ are marked. A side is null where there is no such line.
 */
export function compare(before, after) {
  const a = before.split("\n");
  const b = after.split("\n");
  const rows = [];
  let i = 0;
  let j = 0;
  for (const [nextA, nextB] of [...common(a, b), [a.length, b.length]]) {
    rows.push(...changed(a, i, nextA, b, j, nextB));
    if (nextA < a.length) {
      rows.push({ kind: "same", before: side(nextA, [part(a[nextA])]), after: side(nextB, [part(b[nextB])]) });
    }
    i = nextA + 1;
    j = nextB + 1;
  }
  return rows;
}

/** The places of a longest common subsequence. */
function common(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  const pairs = Array.from({ length: start }, (_, k) => [k, k]);
  pairs.push(...align(a.length - start - end, b.length - start - end, (i, j) => (a[start + i] === b[start + j] ? 1 : 0))
    .map(([i, j]) => [start + i, start + j]));
  for (let k = end; k > 0; k--) {
    pairs.push([a.length - k, b.length - k]);
  }
  return pairs;
}

/** Pairs in order, of which the weights have the greatest sum; what weighs nothing is no pair. */
function align(n, m, weight) {
  if (n === 0 || m === 0 || n * m > MOST_CELLS) {
    return [];
  }
  const width = m + 1;
  const best = new Float32Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const w = weight(i, j);
      const both = w > 0 ? w + best[(i + 1) * width + j + 1] : 0;
      best[i * width + j] = Math.max(both, best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const here = best[i * width + j];
    if (here === best[(i + 1) * width + j]) {
      i++;
    } else if (here === best[i * width + j + 1]) {
      j++;
    } else {
      pairs.push([i++, j++]);
    }
  }
  return pairs;
}

/** Rows for lines between two that are the same. */
function changed(a, fromA, toA, b, fromB, toB) {
  const rows = [];
  let i = fromA;
  let j = fromB;
  const upTo = (nextA, nextB) => {
    while (i < nextA || j < nextB) {
      const before = i < nextA ? side(i, [part(a[i++], true)]) : null;
      const after = j < nextB ? side(j, [part(b[j++], true)]) : null;
      rows.push({ kind: before && after ? "changed" : before ? "removed" : "added", before, after });
    }
  };
  for (const [pairA, pairB] of belonging(a.slice(fromA, toA), b.slice(fromB, toB))) {
    upTo(fromA + pairA, fromB + pairB);
    rows.push(changedLine(i++, a, j++, b));
  }
  upTo(toA, toB);
  return rows;
}

/** Which lines are the same line, changed. */
function belonging(a, b) {
  if (a.length * b.length > MOST_PAIRS) {
    return a.slice(0, b.length).map((_, k) => [k, k]);
  }
  const tokensA = a.map(tokens);
  const tokensB = b.map(tokens);
  return align(a.length, b.length, (i, j) => {
    const score = likeness(tokensA[i], tokensB[j]);
    return score < SIMILAR ? 0 : score;
  });
}

function likeness(a, b) {
  const length = (list) => list.reduce((sum, token) => sum + token.trim().length, 0);
  const shared = common(a, b).reduce((sum, [i]) => sum + a[i].trim().length, 0);
  // A short line may lie whole in a long one.
  return shared / Math.max(1, Math.min(length(a), length(b)));
}

function changedLine(i, a, j, b) {
  const tokensA = tokens(a[i]);
  const tokensB = tokens(b[j]);
  const pairs = common(tokensA, tokensB);
  return {
    kind: "changed",
    before: side(i, parts(tokensA, new Set(pairs.map(([k]) => k)))),
    after: side(j, parts(tokensB, new Set(pairs.map(([, k]) => k)))),
  };
}

function tokens(line) {
  return line.match(TOKEN) ?? [];
}

function parts(list, shared) {
  const differs = list.map((_, k) => !shared.has(k));
  settle(list, differs);
  const all = [];
  list.forEach((token, k) => {
    // A space between two words that differ belongs to them.
    const marked = differs[k] || (token.trim() === "" && differs[k - 1] === true && differs[k + 1] === true);
    const last = all.at(-1);
    if (last && last.differs === marked) {
      last.text += token;
    } else {
      all.push(part(token, marked));
    }
  });
  return all;
}

/**
 * Moves what differs to where it reads best. Between <a> and <b>, "<i>" may as well have come as "i><": it should begin with its
 * own bracket, and an attribute with the space in front of it.
 */
function settle(list, differs) {
  const begins = (k) => list[k] === "<" || list[k].trim() === "";
  for (let start = 0, end; start < list.length; start = end + 1) {
    while (start < list.length && !differs[start]) {
      start++;
    }
    end = start;
    while (differs[end]) {
      end++;
    }
    if (start === end || begins(start)) {
      continue;
    }
    const move = distance(list, differs, start, end, begins);
    differs.fill(false, start, end).fill(true, start + move, end + move);
    end += Math.max(0, move);
  }
}

function distance(list, differs, start, end, begins) {
  for (let k = 0; end + k < list.length && !differs[end + k] && list[start + k] === list[end + k]; k++) {
    if (begins(start + k + 1)) {
      return k + 1;
    }
  }
  for (let k = 1; start >= k && !differs[start - k] && list[start - k] === list[end - k]; k++) {
    if (begins(start - k)) {
      return -k;
    }
  }
  return 0;
}

function part(text, differs = false) {
  return { text, differs };
}

function side(index, lineParts) {
  return { number: index + 1, parts: lineParts };
}
