package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser makes of a rewritten page what it makes of the library's output. */
@Tag("nginx")
@Tag("chromium")
class ChromiumTest {
    @Test
    void browser_sees_the_document_that_the_library_writes(@TempDir Path temporary)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage()) {
            Files.write(stage.folder.resolve("pages/rewritten.html"), Stage.rewritten(Stage.PAGE));
            String expected = Chromium.dom(stage.originUrl("/plain/rewritten.html"), temporary);
            assertThat(expected).contains("data-headrace=\"1\"", "<!-- rewritten -->");

            for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.H2)) {
                stage.nginx.forget();
                String seen = Chromium.dom(stage.url(protocol, "/gzip/page.html"), temporary);
                assertThat(seen).isEqualTo(expected);
                assertThat(stage.nginx.nextRequest("/gzip/page.html"))
                        .startsWith("200 GET /gzip/page.html ")
                        .endsWith(protocol.isHttp2() ? " via=2.0 headrace-example" : " via=1.1 headrace-example");
            }
        }
    }
}
