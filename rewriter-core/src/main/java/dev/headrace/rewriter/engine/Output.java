package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.StreamingDecoder;
import dev.headrace.rewriter.encoding.Unencodable;
import dev.headrace.rewriter.error.SinkException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.text.HtmlEscape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of one document. Source passes in runs as long as possible, straight from the buffer it is in; what is new is
 * gathered, so that the sink gets few and large pieces. While anything that is being removed is open, all of it goes nowhere.
 */
final class Output {
    static final int GATHER_BYTES = 8 * 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int DIRECT_BYTES = 512;

    private final OutputSink sink;
    private final Pool<ByteOutput> pool;
    private @Nullable ByteOutput gathered;
    private Encoding encoding;
    private byte[] source = new byte[0];

    /** Up to here the source was passed on, or left out. */
    private int emitted;

    private int suppressions;
    private long bytes;

    Output(OutputSink sink, Encoding encoding, Pool<ByteOutput> pool) {
        this.sink = sink;
        this.pool = pool;
        this.encoding = encoding;
    }

    void encoding(Encoding encoding) {
        this.encoding = encoding;
    }

    Encoding encoding() {
        return encoding;
    }

    void source(byte[] buffer) {
        source = buffer;
    }

    void rebase(int delta) {
        emitted += delta;
    }

    long bytes() {
        return bytes + (gathered == null ? 0 : gathered.size());
    }

    /** Passes source up to here. */
    void raw(int to) {
        if (to > emitted) {
            write(source, emitted, to - emitted);
            emitted = to;
        }
    }

    /** What is written of the source from one place to another, instead of being put out. */
    byte[] capture(int from, int to, Consumer<Output> writing) {
        ByteOutput captured = new ByteOutput();
        Output output = new Output(captured::write, encoding, pool);
        output.source = source;
        output.emitted = from;
        writing.accept(output);
        output.raw(to);
        output.flush();
        return captured.toByteArray();
    }

    /** Leaves source up to here out. */
    void skip(int to) {
        emitted = Math.max(emitted, to);
    }

    void suppress() {
        suppressions++;
    }

    void unsuppress() {
        suppressions--;
    }

    /** As {@link #raw}, where nothing follows for now: what would have to be gathered alone is given to the sink as it is. */
    void rawLast(int to) {
        if (gathered == null && to > emitted) {
            pass(source, emitted, to - emitted);
            emitted = to;
        } else {
            raw(to);
        }
    }

    /** Passes bytes of the source that were not put into a buffer, when nothing is gathered. */
    void pass(byte[] array, int offset, int length) {
        if (suppressions == 0) {
            give(array, offset, length);
        }
    }

    /** Writes bytes that are not source. */
    void write(byte[] array, int offset, int length) {
        if (suppressions > 0) {
            return;
        }
        if (length >= (gathered == null ? DIRECT_BYTES : GATHER_BYTES / 2)) {
            flush();
            give(array, offset, length);
            return;
        }
        gathered().write(array, offset, length);
        flushIfFull();
    }

    void write(String html) {
        if (suppressions > 0) {
            return;
        }
        encoding.encode(html, 0, html.length(), gathered(), Unencodable.NUMERIC_REFERENCE);
        flushIfFull();
    }

    void writeByte(int b) {
        if (suppressions > 0) {
            return;
        }
        gathered().writeByte(b);
    }

    /** Writes an attribute, with a space in front of it. */
    void writeAttribute(String name, String value) {
        if (suppressions > 0) {
            return;
        }
        ByteOutput to = gathered();
        byte[] array = to.room(name.length() + value.length() + 4);
        int at = to.size();
        array[at] = ' ';
        int nameEnd = putPlain(name, array, at + 1);
        if (nameEnd < 0) {
            writeByte(' ');
            write(name);
            writeAttributeValue(value);
            return;
        }
        to.advance(nameEnd - at);
        writeAttributeValue(value);
    }

    /** Writes {@code ="value"}, with what would end the value or begin a reference in it escaped. */
    void writeAttributeValue(String value) {
        if (suppressions > 0) {
            return;
        }
        ByteOutput to = gathered();
        byte[] array = to.room(value.length() + 3);
        int at = to.size();
        array[at] = '=';
        array[at + 1] = '"';
        int end = putPlain(value, array, at + 2);
        if (end >= 0) {
            array[end] = '"';
            to.advance(end + 1 - at);
        } else {
            to.advance(2);
            write(HtmlEscape.attributeValue(value));
            writeByte('"');
        }
        flushIfFull();
    }

    /**
     * Puts a string into an array if all of its characters are ASCII and stand for themselves in a value, as in most they do.
     *
     * @return where it ends there, or -1
     */
    private static int putPlain(String value, byte[] array, int at) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || c == '"' || c == '\r' || (c == '&' && HtmlEscape.isReference(value, i))) {
                return -1;
            }
            array[at + i] = (byte) c;
        }
        return at + length;
    }

    /** Writes content that is there at once. */
    void write(Content content) {
        if (suppressions > 0) {
            return;
        }
        if (content instanceof Content.Characters characters) {
            write(content.type() == ContentType.TEXT ? HtmlEscape.text(characters.value()) : characters.value());
        } else if (content instanceof Content.Bytes utf8) {
            Utf8Writer writer = new Utf8Writer(content.type());
            writer.write(utf8.value(), 0, utf8.value().length);
            writer.finish();
        } else if (content instanceof Content.Stream stream) {
            copy(stream);
        }
    }

    private void copy(Content.Stream stream) {
        Utf8Writer writer = new Utf8Writer(stream.type());
        byte[] buffer = new byte[GATHER_BYTES];
        try (InputStream in = stream.supplier().open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                writer.write(buffer, 0, n);
            }
        } catch (SinkException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CompletionException(e);
        }
        writer.finish();
    }

    private ByteOutput gathered() {
        if (gathered == null) {
            gathered = pool.take();
        }
        return gathered;
    }

    /** Hands on what was gathered. */
    void flush() {
        ByteOutput pieces = gathered;
        if (pieces != null) {
            gathered = null;
            int size = pieces.size();
            pieces.reset();
            give(pieces.array(), 0, size);
            if (pieces.array().length <= KEPT_BYTES) {
                pool.giveBack(pieces);
            }
        }
    }

    private void flushIfFull() {
        if (gathered().size() >= GATHER_BYTES) {
            flush();
        }
    }

    private void give(byte[] array, int offset, int length) {
        if (length == 0) {
            return;
        }
        bytes += length;
        try {
            sink.write(array, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new SinkException("the output could not be written", bytes, e);
        }
    }

    Utf8Writer utf8Writer(ContentType type) {
        return new Utf8Writer(type);
    }

    /** Writes UTF-8 that comes in pieces. */
    final class Utf8Writer {
        private final ContentType type;
        private final StreamingDecoder decoder = new StreamingDecoder(Encoding.UTF_8);
        private final ByteOutput valid = new ByteOutput(0);

        private Utf8Writer(ContentType type) {
            this.type = type;
        }

        void write(byte[] array, int offset, int length) {
            if (type == ContentType.HTML && encoding.isUtf8()) {
                Output.this.write(array, offset, length);
                return;
            }
            decoder.decode(array, offset, offset + length, valid);
            give();
        }

        void finish() {
            decoder.finish(valid);
            give();
        }

        /** Hands on what was written, and all before it. */
        void flush() {
            Output.this.flush();
        }

        private void give() {
            String text = new String(valid.array(), 0, valid.size(), StandardCharsets.UTF_8);
            valid.reset();
            Output.this.write(type == ContentType.TEXT ? HtmlEscape.text(text) : text);
        }
    }
}
