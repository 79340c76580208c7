package dev.headrace.front.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.config.reading.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages about features show is what a tenant's file takes. */
class FeatureDocsTest {
    private static final Path DOCS = Path.of(System.getProperty("headrace.root", ".."), "docs/features");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)\n```", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void examples_areAccepted(Path page, @TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(folder.resolve("headrace.yaml"), "listen: [{address: '127.0.0.1:0'}]\n");
        List<String> examples = YAML.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .filter(example -> example.contains("features:"))
                .toList();
        for (String example : examples) {
            String rest = example.contains("hosts: [shop.example]")
                    ? ""
                    : "hosts: [shop.example]\nupstreams: {main: {servers: ['http://127.0.0.1:1']}}\n";
            Files.writeString(folder.resolve("tenants/shop.yaml"), rest + example);
            assertThat(Configurations.start(folder.resolve("headrace.yaml")).problems())
                    .as(example)
                    .isEmpty();
        }
    }

    @Test
    void everyFeature_hasAPage_thatTheListLeadsTo() throws IOException {
        String list = Files.readString(DOCS.resolve("README.md"));
        for (FeatureName name : FeatureName.values()) {
            String page = name.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
            assertThat(DOCS.resolve(page)).exists();
            assertThat(list).contains("](" + page + ")");
        }
    }
}
