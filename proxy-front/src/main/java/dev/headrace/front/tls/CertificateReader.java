package dev.headrace.front.tls;

import dev.headrace.front.tls.CertificateProblem.Severity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates from PEM files into a {@link CertificateStore}.
 *
 * <p>Of a folder, the files {@code *.pem}, {@code *.crt} and {@code *.cer} are read, not those in folders within it and not
 * those whose names begin with a dot. Each holds a certificate, then the certificates that lead to its issuer, and its private
 * key; or the key is in the file beside it that has the ending {@code .key}. Keys are PKCS#8, PKCS#1 or SEC 1, and not encrypted.
 *
 * <p>A file that cannot be used is told among the store's problems, and the others are loaded. Files that have not changed since
 * the previous store are not read again. Reading blocks: an event loop is not the place for it.
 */
public final class CertificateReader {
    private static final String KEY_ENDING = "key";
    private static final Set<String> ENDINGS = Set.of("pem", "crt", "cer", KEY_ENDING);

    private final TlsEngine engine;
    private final InstantSource clock;

    /** Certificates are checked by the provider that will serve them. */
    public CertificateReader(TlsProvider provider) {
        this(provider, InstantSource.system());
    }

    CertificateReader(TlsProvider provider, InstantSource clock) {
        this.engine = provider.engine();
        this.clock = clock;
    }

    /**
     * Reads folders and files.
     *
     * @param places folders and files, each of which must exist; what does not is a problem of the store
     * @param defaultCertificate the file of what clients get that ask for an unknown name; it may be one of the places
     * @param previous what was read before; unchanged files are taken from it
     */
    public CertificateStore read(
            Collection<Path> places, @Nullable Path defaultCertificate, CertificateStore previous) {
        Reading reading = new Reading(previous);
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                reading.readFolder(place);
            } else {
                reading.readFile(place);
            }
        }
        ServerCertificate byDefault = defaultCertificate == null ? null : reading.readFile(defaultCertificate);
        return reading.store(byDefault);
    }

    /** A certificate's file and that of its key, as they were when they were read. */
    record FileState(Path file, Stamp stamp, @Nullable Stamp keyStamp) {}

    /** Tells two states of a file apart. */
    record Stamp(long size, FileTime modified, @Nullable Object fileKey) {
        /** Null if there is no such file. */
        static @Nullable Stamp of(Path file) throws IOException {
            // Asked first, because most certificates have no second file, and an exception costs more than all else
            // here.
            if (!file.toFile().isFile()) {
                return null;
            }
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.size(), found.lastModifiedTime(), found.fileKey());
        }
    }

    /** What came of a file. */
    private sealed interface Outcome {}

    private record Loaded(FileState state, CertificateParser.Parsed parsed) implements Outcome {}

    private record Unusable(String reason) implements Outcome {}

    /** One run. */
    private final class Reading {
        private final CertificateStore previous;
        private final Instant time = clock.instant();
        private final CertificateParser parser;
        private final Map<Path, @Nullable ServerCertificate> done = new LinkedHashMap<>();
        private final Map<FileState, CertificateParser.Parsed> files = new LinkedHashMap<>();
        private final List<CertificateProblem> problems = new ArrayList<>();

        Reading(CertificateStore previous) {
            this.previous = previous;
            this.parser = new CertificateParser(engine, previous.certificates());
        }

        void readFolder(Path folder) {
            TreeSet<Path> found = new TreeSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Reading::isForUs)) {
                entries.forEach(found::add);
            } catch (IOException e) {
                error(folder, "the folder cannot be read: " + e.getMessage());
                return;
            }
            List<Path> certificates =
                    found.stream().filter(file -> !isKey(file)).toList();
            List<Outcome> outcomes =
                    certificates.parallelStream().map(this::load).toList();
            Set<String> stems = new HashSet<>();
            for (int i = 0; i < outcomes.size(); i++) {
                stems.add(stem(certificates.get(i)));
                take(certificates.get(i), outcomes.get(i));
            }
            for (Path file : found) {
                if (isKey(file) && !stems.contains(stem(file))) {
                    error(
                            file,
                            "there is no certificate to this key: " + stem(file) + ".crt or " + stem(file) + ".pem");
                }
            }
        }

        private static boolean isForUs(Path entry) {
            return !fileName(entry).startsWith(".") && ENDINGS.contains(ending(entry));
        }

        private static boolean isKey(Path file) {
            return ending(file).equals(KEY_ENDING);
        }

        @Nullable
        ServerCertificate readFile(Path file) {
            Path absolute = absolute(file);
            if (!done.containsKey(absolute)) {
                take(file, load(file));
            }
            return done.get(absolute);
        }

        private static Path absolute(Path file) {
            return file.toAbsolutePath().normalize();
        }

        private void take(Path file, Outcome outcome) {
            Path absolute = absolute(file);
            if (done.containsKey(absolute)) {
                return;
            }
            if (outcome instanceof Loaded loaded) {
                files.put(loaded.state, loaded.parsed);
                loaded.parsed.warnings().forEach(message -> warn(file, message));
                warnOfTime(file, loaded.parsed.certificate());
                done.put(absolute, loaded.parsed.certificate());
            } else if (outcome instanceof Unusable unusable) {
                error(file, unusable.reason);
                done.put(absolute, null);
            }
        }

        /** Changes nothing here, so that several threads may do it. */
        private Outcome load(Path file) {
            try {
                return tryToLoad(file);
            } catch (BadCertificateException e) {
                return new Unusable(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return new Unusable("it cannot be read: " + e.getMessage());
            }
        }

        private Loaded tryToLoad(Path file) throws BadCertificateException, IOException {
            Path keyFile = file.resolveSibling(stem(file) + "." + KEY_ENDING);
            // Taken before the file is read: what changes meanwhile is read again next time.
            Stamp stamp = Stamp.of(file);
            if (stamp == null) {
                throw new BadCertificateException(Files.exists(file) ? "this is no file" : "there is no such file");
            }
            FileState state = new FileState(file, stamp, Stamp.of(keyFile));
            CertificateParser.Parsed parsed = previous.files().get(state);
            if (parsed == null) {
                parsed = parser.parse(file, keyFile);
            }
            return new Loaded(state, parsed);
        }

        private void warnOfTime(Path file, ServerCertificate certificate) {
            if (time.isAfter(certificate.notAfter())) {
                warn(file, "the certificate has expired at " + certificate.notAfter());
            } else if (time.isBefore(certificate.notBefore())) {
                warn(file, "the certificate is not valid before " + certificate.notBefore());
            }
        }

        private void warn(Path file, String message) {
            problems.add(new CertificateProblem(file, Severity.WARNING, message));
        }

        private void error(Path file, String message) {
            problems.add(new CertificateProblem(file, Severity.ERROR, message));
        }

        CertificateStore store(@Nullable ServerCertificate byDefault) {
            List<ServerCertificate> certificates = files.values().stream()
                    .map(CertificateParser.Parsed::certificate)
                    .toList();
            return new CertificateStore(certificates, byDefault, problems, files, time);
        }
    }

    private static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String stem(Path file) {
        String name = fileName(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String ending(Path file) {
        String name = fileName(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
