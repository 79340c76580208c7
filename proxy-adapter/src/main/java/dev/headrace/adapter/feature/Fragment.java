package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/** What a {@link FragmentSource} got. */
public final class Fragment {
    private final int status;
    private final @Nullable String contentType;
    private final byte[] content;

    private Fragment(int status, @Nullable String contentType, byte[] content) {
        this.status = status;
        this.contentType = contentType;
        this.content = content;
    }

    /**
     * A response.
     *
     * @param status the status code (RFC 9110 §15); only those of 2xx are used
     * @param contentType the value of {@code Content-Type}; null if there was none
     * @param content the content without codings; not copied, so it must not be changed any more
     */
    public static Fragment of(int status, @Nullable String contentType, byte[] content) {
        return new Fragment(status, contentType, content);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The value of {@code Content-Type}; null if there was none. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** The content itself, not a copy. */
    public byte[] content() {
        return content;
    }
}
