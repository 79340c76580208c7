package dev.headrace.selector;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** Feeds the lexer UTF-16 code units, so that the offsets of its tokens are offsets in the string. */
final class Utf16CharStream implements CharStream {
    private final String text;
    private int index;

    Utf16CharStream(String text) {
        this.text = text;
    }

    @Override
    public void consume() {
        index++;
    }

    @Override
    public int LA(int distance) {
        if (distance == 0) {
            return 0;
        }
        int at = distance > 0 ? index + distance - 1 : index + distance;
        return at >= 0 && at < text.length() ? text.charAt(at) : IntStream.EOF;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int newIndex) {
        index = newIndex;
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }
}
