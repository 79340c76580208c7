package dev.headrace.adapter.explain;

import java.util.ArrayList;
import java.util.List;

/** Two documents as a unified diff. */
final class UnifiedDiff {
    private static final int CONTEXT_LINES = 2;
    private static final int MOST_CHARS = 240;
    private static final int CHARS_BEFORE_DIFFERENCE = 60;

    private final List<String> before;
    private final List<String> after;
    private final List<String> out = new ArrayList<>();

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** The lines of the diff, without the names of files; none if the documents are the same. */
    static List<String> of(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        boolean atTags = Lines.areLong(before) || Lines.areLong(after);
        UnifiedDiff diff = new UnifiedDiff(Lines.of(before, atTags), Lines.of(after, atTags));
        diff.write(LineDiff.equalLines(diff.before, diff.after));
        return diff.out;
    }

    /** A run of lines that differ. */
    private record Change(int before, int beforeEnd, int after, int afterEnd) {}

    private void write(List<int[]> equal) {
        List<Change> hunk = new ArrayList<>();
        for (Change change : changes(equal)) {
            if (!hunk.isEmpty() && change.before - hunk.get(hunk.size() - 1).beforeEnd > 2 * CONTEXT_LINES) {
                writeHunk(hunk);
                hunk.clear();
            }
            hunk.add(change);
        }
        if (!hunk.isEmpty()) {
            writeHunk(hunk);
        }
    }

    private List<Change> changes(List<int[]> equal) {
        List<Change> changes = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (int[] pair : equal) {
            if (pair[0] > x || pair[1] > y) {
                changes.add(new Change(x, pair[0], y, pair[1]));
            }
            x = pair[0] + 1;
            y = pair[1] + 1;
        }
        if (x < before.size() || y < after.size()) {
            changes.add(new Change(x, before.size(), y, after.size()));
        }
        return changes;
    }

    private void writeHunk(List<Change> hunk) {
        Change first = hunk.get(0);
        Change last = hunk.get(hunk.size() - 1);
        int start = Math.max(0, first.before - CONTEXT_LINES);
        int end = Math.min(before.size(), last.beforeEnd + CONTEXT_LINES);
        int afterStart = first.after - (first.before - start);
        int afterEnd = last.afterEnd + (end - last.beforeEnd);
        out.add("@@ -" + range(start, end) + " +" + range(afterStart, afterEnd) + " @@");
        int at = start;
        for (Change change : hunk) {
            context(at, change.before);
            writeChange(change);
            at = change.beforeEnd;
        }
        context(at, end);
    }

    /** Lines are counted from 1; where there are none, the line before counts. */
    private static String range(int start, int end) {
        return (end > start ? start + 1 : start) + "," + (end - start);
    }

    private void context(int from, int to) {
        for (int i = from; i < to; i++) {
            out.add(" " + shown(before.get(i), 0));
        }
    }

    private void writeChange(Change change) {
        boolean inPairs = change.beforeEnd - change.before == change.afterEnd - change.after;
        for (int i = change.before; i < change.beforeEnd; i++) {
            out.add("-" + shown(before.get(i), inPairs ? differsAt(change, i - change.before) : 0));
        }
        for (int i = change.after; i < change.afterEnd; i++) {
            out.add("+" + shown(after.get(i), inPairs ? differsAt(change, i - change.after) : 0));
        }
    }

    private int differsAt(Change change, int number) {
        String old = before.get(change.before + number);
        String now = after.get(change.after + number);
        int i = 0;
        while (i < old.length() && i < now.length() && old.charAt(i) == now.charAt(i)) {
            i++;
        }
        return i;
    }

    /** Of a line that is still too long, what is around the place that matters. */
    private static String shown(String line, int differsAt) {
        if (line.length() <= MOST_CHARS) {
            return line;
        }
        int start = Math.min(Math.max(0, differsAt - CHARS_BEFORE_DIFFERENCE), line.length() - MOST_CHARS);
        int end = start + MOST_CHARS;
        return (start > 0 ? "…" : "") + line.substring(start, end) + (end < line.length() ? "…" : "");
    }
}
