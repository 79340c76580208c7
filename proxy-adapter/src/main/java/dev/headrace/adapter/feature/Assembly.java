package dev.headrace.adapter.feature;

import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Output in its order, some parts of which are still to come. A part is an assembly itself, so that a fragment can include others; nothing
 * behind a part leaves before that is {@linkplain #complete complete}.
 */
final class Assembly implements OutputSink {
    /** Bytes, and other assemblies. */
    private final Deque<Object> parts = new ArrayDeque<>(2);

    private @Nullable ByteArrayOutputStream last;
    private int ownBytes;
    private boolean complete;

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream to = last;
        if (to == null) {
            to = new ByteArrayOutputStream(length);
            last = to;
            parts.add(to);
        }
        to.write(bytes, offset, length);
        ownBytes += length;
    }

    /** Has a part stand here. */
    void add(Assembly part) {
        last = null;
        parts.add(part);
    }

    /** Nothing more comes. */
    void complete() {
        complete = true;
    }

    /** Whether nothing waits here. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** How many bytes wait here, those of parts not counted. */
    int ownBytes() {
        return ownBytes;
    }

    /** Forgets all that waits. */
    void clear() {
        parts.clear();
        last = null;
        ownBytes = 0;
    }

    /**
     * Writes what may leave.
     *
     * @param own takes the bytes that were written here
     * @param ofParts takes those of parts
     * @return whether all has left, and nothing more comes
     */
    boolean drain(OutputSink own, OutputSink ofParts) throws IOException {
        for (Object part = parts.peek(); part != null; part = parts.peek()) {
            if (part instanceof Assembly assembly) {
                if (!assembly.drain(ofParts, ofParts)) {
                    return false;
                }
                parts.poll();
            } else if (part instanceof ByteArrayOutputStream bytes) {
                parts.poll();
                last = part == last ? null : last;
                ownBytes -= bytes.size();
                own.write(bytes.toByteArray(), 0, bytes.size());
            }
        }
        return complete;
    }
}
