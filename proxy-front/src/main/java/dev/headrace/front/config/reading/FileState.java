package dev.headrace.front.config.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was read.
 *
 * @param settled whether it was last written so long before that time and size would tell of any change since
 */
record FileState(
        Path path, FileTime modified, long size, @Nullable Object key, boolean settled, String digest) {
    /** Two writes that are nearer to each other may have the same time, depending on the file system. */
    private static final Duration CLOCK_TICK = Duration.ofSeconds(2);

    /** A file and what is in it. */
    record Content(FileState state, ByteBuffer bytes) {}

    static Content read(Path path) throws IOException {
        Instant now = Instant.now();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        byte[] bytes = Files.readAllBytes(path);
        FileState state = new FileState(
                path,
                attributes.lastModifiedTime(),
                attributes.size(),
                attributes.fileKey(),
                attributes.lastModifiedTime().toInstant().isBefore(now.minus(CLOCK_TICK)),
                Digests.sha256(bytes));
        return new Content(state, ByteBuffer.wrap(bytes));
    }

    /** Whether what is in the file is what was in it. */
    boolean isCurrent() {
        return ifCurrent() != null;
    }

    /** The state of now, if what is in the file is what was in it; this one, if time and size tell so. */
    @Nullable
    FileState ifCurrent() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            boolean same = now.size() == size
                    && now.lastModifiedTime().equals(modified)
                    && (key == null || key.equals(now.fileKey()));
            if (same && settled) {
                return this;
            }
            FileState read = read(path).state();
            return read.digest.equals(digest) ? read : null;
        } catch (IOException e) {
            // It is gone, or closed to us; reading it will say so.
            return null;
        }
    }
}
