package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that React and Vue rendered on a server are taken over by them in Chromium without a complaint, with all features on. */
@Tag("nginx")
@Tag("chromium")
@Tag("npm")
@Timeout(180)
class HydrationTest {
    private static final Path BUILD =
            Path.of(System.getProperty("headrace.root", ".."), "proxy-front/target/hydration");
    private static final List<String> FILES = List.of(
            "package.json", "render.mjs", "console.js", "react-app.js", "react-main.js", "vue-app.js", "vue-main.js");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private static void render(Path pages) throws IOException, InterruptedException {
        Files.createDirectories(BUILD);
        for (String file : FILES) {
            try (InputStream in = HydrationTest.class.getResourceAsStream("hydration/" + file)) {
                Files.copy(Objects.requireNonNull(in, file), BUILD.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.isDirectory(BUILD.resolve("node_modules/vue"))) {
            run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", BUILD.toString());
        }
        run("sh", "-c", "cd '" + BUILD + "' && node render.mjs '" + pages + "'");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Finished finished = Finished.run(List.of(command));
        assertThat(finished.exit()).as(finished.errors()).isZero();
    }

    private String document(String page, String settings) throws Exception {
        try (Nginx nginx = Nginx.start(folder.resolve("origin"));
                Site site = new Site(folder.resolve("front"))) {
            render(folder.resolve("origin/pages"));
            site.tenant("a", nginx.plain(0), settings).start();
            assertThat(site.messages).isEmpty();
            return Chromium.document(
                    folder.resolve("profile"),
                    "a.shop.test",
                    site.address(1),
                    "https://a.shop.test/" + page + ".html",
                    "--virtual-time-budget=10000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"react", "vue"})
    void page_withAllFeatures_isHydratedWithoutAComplaint(String page) throws Exception {
        String document = document(page, AllFeatures.YAML);
        assertThat(document).contains("data-hydrated=\"yes\"").contains("data-count=\"1\"");
        assertThat(document).contains("data-said=\"\"");
        // The features were at work outside of the root.
        assertThat(document).contains("loading=\"lazy\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"react", "vue"})
    void page_thatIsChangedInTheRoot_isComplainedOf(String page) throws Exception {
        String document = document(page, """
                rewrite: {rules: [{on: "h1", set-inner-content: "changed"}]}
                """);
        assertThat(document).contains("data-hydrated=\"yes\"").doesNotContain("data-said=\"\"");
    }
}
