package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.proxy.Client;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.proxy.Phase;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AccessLogTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private static ExchangeLog.Entry entry(String target) {
        Client client = new Client(InetAddress.getLoopbackAddress(), false, null, false);
        return new ExchangeLog.Entry(
                client,
                HttpMethod.GET,
                "a.example",
                target,
                null,
                200,
                Phase.RESPONSE_ENDED,
                null,
                null,
                true,
                0,
                5,
                40,
                100,
                1000);
    }

    @Test
    void logThatWasPutAside_goesOnInANewFile() throws IOException {
        Path file = folder.resolve("access.log");
        try (AccessLog log = new AccessLog(file, complaints::add)) {
            log.finished(entry("/1"));
            awaitText(file, "/1");
            Files.move(file, folder.resolve("access.1"));
            log.reopen();
            log.finished(entry("/2"));
        }
        assertThat(file)
                .content()
                .contains("\"/2\"", "\"bytes-in\":40,\"bytes-out\":100")
                .doesNotContain("\"/1\"");
        assertThat(complaints).isEmpty();
    }

    @Test
    void logThatCannotBeOpenedAgain_losesLinesAndSaysSo_untilItCan() throws IOException {
        Path file = folder.resolve("access.log");
        try (AccessLog log = new AccessLog(file, complaints::add)) {
            Files.delete(file);
            Files.createDirectory(file);
            log.reopen();
            log.finished(entry("/1"));
            while (log.lost() < 1) {
                Thread.onSpinWait();
            }
            Files.delete(file);
            log.finished(entry("/2"));
        }
        assertThat(file).content().contains("\"/2\"").doesNotContain("\"/1\"");
        assertThat(complaints).singleElement().asString().contains("lines are lost");
    }

    private static void awaitText(Path file, String text) throws IOException {
        while (!Files.readString(file).contains(text)) {
            Thread.onSpinWait();
        }
    }
}
