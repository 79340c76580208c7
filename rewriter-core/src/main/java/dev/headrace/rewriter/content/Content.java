package dev.headrace.rewriter.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Content to put into a document. Characters that the document's encoding lacks become numeric character references.
 *
 * <p>Strings and arrays may be put into many places and documents; a stream or a publisher serves for as many as its
 * supplier is asked.
 */
public abstract sealed class Content {
    private final ContentType type;

    private Content(ContentType type) {
        this.type = type;
    }

    /** Text, to be escaped. */
    public static Content text(String text) {
        return new Characters(ContentType.TEXT, text);
    }

    /** HTML, as it is. */
    public static Content html(String html) {
        return new Characters(ContentType.HTML, html);
    }

    /** Characters of either type. */
    public static Content of(ContentType type, String characters) {
        return new Characters(type, characters);
    }

    /** Bytes of UTF-8; the array is not copied. */
    public static Content of(ContentType type, byte[] utf8) {
        return new Bytes(type, utf8);
    }

    /** A stream of UTF-8, opened when its place in the output is reached, read to its end by that thread, and closed. */
    public static Content of(ContentType type, StreamSupplier utf8) {
        return new Stream(type, utf8);
    }

    /** A publisher of UTF-8, subscribed to when its place in the output is reached; the document waits until it completes. */
    public static Content of(ContentType type, Flow.Publisher<ByteBuffer> utf8) {
        return new Published(type, utf8);
    }

    /** How it is put in. */
    public ContentType type() {
        return type;
    }

    /** Opens a stream. */
    @FunctionalInterface
    public interface StreamSupplier {
        /** A stream that the caller closes. */
        InputStream open() throws IOException;
    }

    /** Characters. */
    public static final class Characters extends Content {
        private final String value;

        private Characters(ContentType type, String value) {
            super(type);
            this.value = Objects.requireNonNull(value);
        }

        /** The characters, not escaped. */
        public String value() {
            return value;
        }
    }

    /** Bytes. */
    public static final class Bytes extends Content {
        private final byte[] value;

        private Bytes(ContentType type, byte[] value) {
            super(type);
            this.value = Objects.requireNonNull(value);
        }

        /** The bytes themselves, not a copy. */
        public byte[] value() {
            return value;
        }
    }

    /** A stream. */
    public static final class Stream extends Content {
        private final StreamSupplier supplier;

        private Stream(ContentType type, StreamSupplier supplier) {
            super(type);
            this.supplier = Objects.requireNonNull(supplier);
        }

        /** What opens the stream. */
        public StreamSupplier supplier() {
            return supplier;
        }
    }

    /** A publisher. */
    public static final class Published extends Content {
        private final Flow.Publisher<ByteBuffer> publisher;

        private Published(ContentType type, Flow.Publisher<ByteBuffer> publisher) {
            super(type);
            this.publisher = Objects.requireNonNull(publisher);
        }

        /** The publisher. */
        public Flow.Publisher<ByteBuffer> publisher() {
            return publisher;
        }
    }
}
