package dev.headrace.front.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux does with connections that come while one of two processes at the same port ends. */
final class ReusedPorts {
    private static final Path MIGRATES = Path.of("/proc/sys/net/ipv4/tcp_migrate_req");

    private ReusedPorts() {}

    /** What an operator should set, if anything. */
    static Optional<String> problem() {
        try {
            boolean migrates = !Files.readString(MIGRATES).strip().equals("0");
            return migrates
                    ? Optional.empty()
                    : Optional.of(
                            "reuse-port: connections that are being made while this process ends may be reset, unless"
                                    + " net.ipv4.tcp_migrate_req is 1, and it is 0");
        } catch (IOException e) {
            // Another system, or a Linux before 5.14, which has no such setting.
            return Optional.empty();
        }
    }
}
