package dev.headrace.front.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is named on the command line; {@code -} is the standard input. */
record InputFile(String name, @Nullable Path path) {
    static final String STANDARD_INPUT = "-";

    static InputFile of(String name) throws IOException {
        return new InputFile(name, name.equals(STANDARD_INPUT) ? null : path(name));
    }

    /** The path, or an {@link IOException} if the system can have no such path. */
    static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new FileSystemException(name, null, "not a name that a file can have: " + e.getReason());
        }
    }

    /** The path of something that can be read, not of a directory. */
    static Path existing(String name) throws IOException {
        Path path = path(name);
        if (Files.isDirectory(path)) {
            throw new FileSystemException(name, null, "is a directory");
        }
        return path;
    }

    /** Opens it; closing leaves the standard input open. */
    InputStream open(Console console) throws IOException {
        if (path == null) {
            return new FilterInputStream(console.in()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return in.read(bytes, offset, length);
                }

                @Override
                public void close() {}
            };
        }
        return Files.newInputStream(existing(name));
    }

    /** Its size in bytes, or -1 if that is not known. */
    long size() throws IOException {
        return path != null && Files.isRegularFile(path) ? Files.size(path) : -1;
    }
}
