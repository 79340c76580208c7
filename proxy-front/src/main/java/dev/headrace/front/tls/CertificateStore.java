package dev.headrace.front.tls;

import dev.headrace.front.tls.CertificateReader.FileState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Certificates by the names that they are for. Immutable; threads may share it.
 *
 * <p>A name finds the certificates that have exactly that name, and only if there is none, those with the wildcard that
 * takes the place of its first label (RFC 9525 §6.3). If two certificates with keys of one type have the same name, the one
 * counts that is valid when the store is made, and of two such the one that is valid longer. Names are those of the subject
 * alternative names; the common name is not read.
 */
public final class CertificateStore {
    private static final CertificateStore EMPTY =
            new CertificateStore(List.of(), null, List.of(), Map.of(), Instant.EPOCH);

    private final List<ServerCertificate> certificates;
    private final @Nullable ServerIdentity defaultIdentity;
    private final List<CertificateProblem> problems;
    private final Map<FileState, CertificateParser.Parsed> files;
    private final Map<String, ServerIdentity> exact;
    /** By the name without {@code *.} in front. */
    private final Map<String, ServerIdentity> wildcards;

    private final Set<ServerIdentity> identities;

    CertificateStore(
            List<ServerCertificate> certificates,
            @Nullable ServerCertificate byDefault,
            List<CertificateProblem> problems,
            Map<FileState, CertificateParser.Parsed> files,
            Instant time) {
        this.certificates = List.copyOf(certificates);
        this.problems = List.copyOf(problems);
        this.files = files;
        Map<String, List<ServerCertificate>> byName = new HashMap<>();
        for (ServerCertificate certificate : certificates) {
            for (String name : certificate.names()) {
                byName.computeIfAbsent(name, n -> new ArrayList<>(1)).add(certificate);
            }
        }
        Map<List<ServerCertificate>, ServerIdentity> known = new HashMap<>();
        exact = new HashMap<>();
        wildcards = new HashMap<>();
        byName.forEach((name, all) -> {
            ServerIdentity identity = known.computeIfAbsent(best(all, time), ServerIdentity::new);
            if (HostNames.isWildcard(name)) {
                wildcards.put(name.substring(2), identity);
            } else {
                exact.put(name, identity);
            }
        });
        identities = Set.copyOf(known.values());
        defaultIdentity = byDefault == null ? null : defaultIdentity(byDefault);
    }

    /** Also those of other key types that the default certificate shares its name with. */
    private ServerIdentity defaultIdentity(ServerCertificate certificate) {
        for (String name : certificate.names()) {
            ServerIdentity found = HostNames.isWildcard(name) ? wildcards.get(name.substring(2)) : exact.get(name);
            if (found != null && found.certificates().contains(certificate)) {
                return found;
            }
        }
        return new ServerIdentity(List.of(certificate));
    }

    /** A store without certificates. */
    public static CertificateStore empty() {
        return EMPTY;
    }

    /** One for each type of key. */
    private static List<ServerCertificate> best(List<ServerCertificate> all, Instant time) {
        if (all.size() == 1) {
            return List.copyOf(all);
        }
        Comparator<ServerCertificate> order = Comparator.comparing(
                        (ServerCertificate certificate) -> certificate.isValidAt(time))
                .thenComparing(ServerCertificate::notAfter)
                .thenComparing(ServerCertificate::notBefore);
        Map<KeyType, ServerCertificate> best = new LinkedHashMap<>();
        for (ServerCertificate certificate : all) {
            best.merge(certificate.keyType(), certificate, (a, b) -> order.compare(a, b) >= 0 ? a : b);
        }
        return List.copyOf(best.values());
    }

    /**
     * The certificates for a name, or null if there is none. Allocates nothing that stays.
     *
     * @param serverName in lower case, without a dot at its end
     */
    public @Nullable ServerIdentity find(String serverName) {
        ServerIdentity found = exact.get(serverName);
        if (found != null) {
            return found;
        }
        int dot = serverName.indexOf('.');
        return dot <= 0 || serverName.charAt(0) == '*' ? null : wildcards.get(serverName.substring(dot + 1));
    }

    /** What a client may get that asks for no name or for an unknown one; null if there is none. */
    public @Nullable ServerIdentity defaultIdentity() {
        return defaultIdentity;
    }

    /** All that were loaded, in the order of their files. */
    public List<ServerCertificate> certificates() {
        return certificates;
    }

    /** What was wrong with the files, in their order. */
    public List<CertificateProblem> problems() {
        return problems;
    }

    /** Whether this store may show that identity to someone. */
    boolean shows(ServerIdentity identity) {
        return identities.contains(identity) || defaultIdentity != null && defaultIdentity.equals(identity);
    }

    /** The files that these certificates were read from, as they were then. */
    Map<FileState, CertificateParser.Parsed> files() {
        return files;
    }
}
