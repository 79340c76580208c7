package dev.headrace.front.config.reading;

import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.ListenerConfig;
import dev.headrace.front.config.SecretConfig;
import dev.headrace.front.config.TlsConfig;
import dev.headrace.front.config.value.ListenAddress;
import dev.headrace.front.yaml.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code headrace.yaml} as it was read.
 *
 * @param config null if there is nothing to be made of it
 * @param defaultTenant where the default tenant is named
 */
record FrontFile(
        Path path,
        @Nullable FrontConfig config,
        Location defaultTenant,
        List<FileState> files,
        List<Problem> problems) {
    static FrontFile read(Path path, Binder binder) {
        Source source = Source.of(path);
        FrontConfig config = source.isSound() ? binder.bind(source, FrontConfig.class) : null;
        if (config != null) {
            check(source, config);
        }
        return new FrontFile(
                path, config, source.location(List.of("default-tenant")), source.files(), source.problems());
    }

    boolean isSound() {
        return config != null && problems.isEmpty();
    }

    boolean isCurrent() {
        return files.stream().allMatch(FileState::isCurrent);
    }

    private static void check(Source source, FrontConfig config) {
        checkListeners(source, config);
        if (config.admin() != null && config.admin().token() != null) {
            checkSecret(source, List.of("admin", "token"), config.admin().token());
        }
        TlsConfig tls = config.tls();
        if (tls.unknownName() == TlsConfig.UnknownName.DEFAULT && tls.defaultCertificate() == null) {
            source.problem(List.of("tls", "unknown-name"), "unknown-name: default needs a default-certificate");
        }
        if (!Files.isDirectory(config.tenants())) {
            source.problem(List.of("tenants"), "tenants should be a folder, and there is none at " + config.tenants());
        }
    }

    private static void checkListeners(Source source, FrontConfig config) {
        if (config.listen().isEmpty()) {
            source.problem(List.of("listen"), "listen should have one address at least");
        }
        Set<ListenAddress> addresses = new HashSet<>();
        for (int i = 0; i < config.listen().size(); i++) {
            ListenerConfig listener = config.listen().get(i);
            checkAddress(source, List.of("listen", Integer.toString(i), "address"), listener.address(), addresses);
            if (listener.proxyProtocol() && config.trustedProxies().isEmpty()) {
                source.problem(
                        List.of("listen", Integer.toString(i), "proxy-protocol"),
                        "proxy-protocol needs trusted-proxies: without them, every connection is refused");
            }
        }
    }

    private static void checkSecret(Source source, List<String> at, SecretConfig secret) {
        if ((secret.file() == null) == (secret.env() == null)) {
            source.problem(at, at.get(at.size() - 1) + " should have file or env, one of them");
        }
    }

    private static void checkAddress(
            Source source, List<String> at, ListenAddress address, Set<ListenAddress> addresses) {
        if (address.port() != 0 && !addresses.add(address)) {
            source.problem(at, address + " is listened at already");
        }
    }
}
