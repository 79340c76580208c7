package dev.headrace.front.demo;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder with the demo's configuration, as any front has one. */
final class DemoFolder implements AutoCloseable {
    private static final String CERTIFICATE = "certs/demo.crt";
    private static final String KEY = "certs/demo.key";

    private final Path path;
    private final boolean kept;

    private DemoFolder(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /**
     * Makes one.
     *
     * @param kept where it stays; null for a temporary one, which is deleted at the end
     * @throws IOException if there is something already
     */
    static DemoFolder make(@Nullable Path kept) throws IOException {
        if (kept == null) {
            return new DemoFolder(Files.createTempDirectory("headrace-demo"), false);
        }
        try {
            Files.createDirectories(kept);
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(kept.toString(), null, "is a file; the demo needs a folder");
        }
        if (!isEmpty(kept)) {
            throw new FileSystemException(kept.toString(), null, "is not empty; the demo needs a new folder");
        }
        return new DemoFolder(kept.toAbsolutePath().normalize(), true);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    Path path() {
        return path;
    }

    boolean isKept() {
        return kept;
    }

    /** {@code headrace.yaml}. */
    Path configuration() {
        return path.resolve("headrace.yaml");
    }

    /** What a client has to trust. */
    Path certificate() {
        return path.resolve(CERTIFICATE);
    }

    /** The rules of a tenant that has some. */
    Path rules(DemoTenant tenant) {
        return path.resolve("tenants/rules").resolve(tenant.key() + ".yaml");
    }

    /** Writes a resource with its {@code ${NAME}} filled in. */
    void write(String file, Map<String, Object> values) throws IOException {
        String text = Resources.text("configuration/" + file);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        Path target = path.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    void write(SelfMadeCertificate made) throws IOException {
        Path key = path.resolve(KEY);
        Files.createDirectories(key.getParent());
        Files.writeString(certificate(), made.certificate());
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(key, made.key());
    }

    /** Puts another file in the place of this one, at once. */
    void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".next");
        Files.write(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what is not to be kept. */
    @Override
    public void close() throws IOException {
        if (kept || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            throw new FileSystemException(file.toString(), null, "is left: something was written to it at the end");
        }
    }
}
