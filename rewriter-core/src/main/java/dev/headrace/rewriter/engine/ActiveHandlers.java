package dev.headrace.rewriter.engine;

import java.util.Arrays;

/** Which handlers for text and comments are being called now, in the order of registration. */
final class ActiveHandlers {
    private static final int[] NONE = {};

    private final Registration[] registrations;

    /** How many open elements each registration is active for. */
    private final int[] counts;

    private int[] text = NONE;
    private int textCount;
    private int[] comments = NONE;
    private int commentCount;
    private int whole;
    private int wantingEnds;

    ActiveHandlers(Registration[] registrations) {
        this.registrations = registrations;
        counts = new int[registrations.length];
        for (int i = 0; i < counts.length; i++) {
            if (registrations[i].selector() < 0 && registrations[i].isForContent()) {
                add(i);
            }
        }
    }

    boolean hasText() {
        return textCount > 0;
    }

    boolean hasWholeText() {
        return whole > 0;
    }

    /** Whether a handler wants an empty chunk at the end of each text node. */
    boolean hasTextEnds() {
        return wantingEnds > 0;
    }

    boolean hasComments() {
        return commentCount > 0;
    }

    int textCount() {
        return textCount;
    }

    Registration text(int index) {
        return registrations[text[index]];
    }

    int commentCount() {
        return commentCount;
    }

    Registration comment(int index) {
        return registrations[comments[index]];
    }

    /** One more element wants this handler, which is for text or comments. */
    void add(int registration) {
        if (counts[registration]++ == 0) {
            start(registration);
        }
    }

    void remove(int registration) {
        if (--counts[registration] == 0) {
            stop(registration);
        }
    }

    private void start(int registration) {
        Registration started = registrations[registration];
        if (started.isText()) {
            text = insert(text, textCount++, registration);
            countText(started, 1);
        } else {
            comments = insert(comments, commentCount++, registration);
        }
    }

    private void stop(int registration) {
        Registration stopped = registrations[registration];
        if (stopped.isText()) {
            delete(text, textCount--, registration);
            countText(stopped, -1);
        } else {
            delete(comments, commentCount--, registration);
        }
    }

    private void countText(Registration registration, int by) {
        whole += registration.kind() == Registration.Kind.WHOLE_TEXT ? by : 0;
        wantingEnds += registration.kind() == Registration.Kind.TEXT ? by : 0;
    }

    private static int[] insert(int[] sorted, int count, int value) {
        int[] target = count == sorted.length ? Arrays.copyOf(sorted, Math.max(2, count * 2)) : sorted;
        int at = -1 - Arrays.binarySearch(target, 0, count, value);
        System.arraycopy(target, at, target, at + 1, count - at);
        target[at] = value;
        return target;
    }

    private static void delete(int[] sorted, int count, int value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
    }
}
