package dev.headrace.front.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headrace.front.config.feature.AnalyticsBeaconConfig;
import dev.headrace.front.config.feature.BaseTagConfig;
import dev.headrace.front.config.feature.CollapseWhitespaceConfig;
import dev.headrace.front.config.feature.CspNoncesConfig;
import dev.headrace.front.config.feature.DeferredScriptsConfig;
import dev.headrace.front.config.feature.ElideAttributesConfig;
import dev.headrace.front.config.feature.EmailObfuscationConfig;
import dev.headrace.front.config.feature.EsiConfig;
import dev.headrace.front.config.feature.ExcludesConfig;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.feature.HeadTagsConfig;
import dev.headrace.front.config.feature.HttpsRewritesConfig;
import dev.headrace.front.config.feature.InjectConfig;
import dev.headrace.front.config.feature.InjectionConfig;
import dev.headrace.front.config.feature.LazyLoadingConfig;
import dev.headrace.front.config.feature.LinkMapConfig;
import dev.headrace.front.config.feature.PreloadConfig;
import dev.headrace.front.config.feature.RemoveCommentsConfig;
import dev.headrace.front.config.feature.ResourceHintsConfig;
import dev.headrace.front.config.feature.RewriteDomainsConfig;
import dev.headrace.front.config.feature.TrimUrlsConfig;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSchemaTest {
    private static final Path DOCS = Path.of(System.getProperty("headrace.root", ".."), "docs");
    private static final Path SCHEMAS = DOCS.resolve("schema");

    @ParameterizedTest
    @CsvSource({
        "FrontConfig, headrace.schema.json, Headrace: headrace.yaml",
        "TenantConfig, tenant.schema.json, Headrace: a tenant",
    })
    void schema_isWhatTheTypesGive(String type, String file, String title) throws Exception {
        String generated = ConfigSchema.of(Class.forName("dev.headrace.front.config." + type), title);
        Path written = Files.writeString(
                Files.createDirectories(Path.of(System.getProperty("headrace.root", ".."), "proxy-front/target/schema"))
                        .resolve(file),
                generated);

        assertThat(SCHEMAS.resolve(file))
                .as("if the types were meant to change, copy " + written + " there")
                .content()
                .isEqualTo(generated);
    }

    static Stream<Path> examples() throws IOException {
        Path folder = DOCS.resolve("example-configuration");
        return Stream.concat(Stream.of(folder.resolve("headrace.yaml")), tenants(folder).stream());
    }

    private static List<Path> tenants(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tenants"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isValid(Path file) throws IOException {
        String schema = file.endsWith("headrace.yaml") ? "headrace.schema.json" : "tenant.schema.json";

        assertThat(schema(schema).validate(Files.readString(file), InputFormat.YAML))
                .isEmpty();
        assertThat(Files.readString(file))
                .startsWith("# yaml-language-server: $schema=")
                .contains("schema/" + schema);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            headrace.schema.json | drain-timout: 30s
            headrace.schema.json | drain-timeout: 30
            headrace.schema.json | workers: 1025
            headrace.schema.json | listen: [{tls: true}]
            headrace.schema.json | tls: {provider: "ssl"}
            tenant.schema.json   | state: online
            tenant.schema.json   | {hosts: [a], state: on}
            tenant.schema.json   | {hosts: [a], upstreams: {main: {servers: [a]}}}
            tenant.schema.json   | {hosts: [a], upstreams: {main: {}}}
            tenant.schema.json   | {hosts: [a], rewrite: true}
            tenant.schema.json   | {hosts: [a], rewrite: {rules: [{on: a, removed: true}]}}
            tenant.schema.json   | {hosts: [a], routes: [{rewrite: {rules: [{on: a}]}}]}
            """)
    void mistake_isNotValid(String schema, String yaml) throws IOException {
        assertThat(schema(schema).validate(yaml, InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void everySetting_isDescribed_withItsDefaultAndBounds() {
        List<Class<?>> groups = List.of(
                FrontConfig.class,
                ListenerConfig.class,
                TlsConfig.class,
                ClientsConfig.class,
                AccessLogConfig.class,
                AdminConfig.class,
                SecretConfig.class,
                TenantConfig.class,
                PagesConfig.class,
                HttpsConfig.class,
                HstsConfig.class,
                AccessConfig.class,
                UpstreamConfig.class,
                UpstreamTlsConfig.class,
                HealthConfig.class,
                PassiveHealthConfig.class,
                ActiveHealthConfig.class,
                RouteConfig.class,
                LimitsConfig.class,
                ShadowConfig.class,
                FeaturesConfig.class,
                LazyLoadingConfig.class,
                AnalyticsBeaconConfig.class,
                BaseTagConfig.class,
                CollapseWhitespaceConfig.class,
                CspNoncesConfig.class,
                ElideAttributesConfig.class,
                EmailObfuscationConfig.class,
                DeferredScriptsConfig.class,
                ExcludesConfig.class,
                EsiConfig.class,
                HeadTagsConfig.class,
                HttpsRewritesConfig.class,
                InjectConfig.class,
                InjectionConfig.class,
                LinkMapConfig.class,
                PreloadConfig.class,
                RemoveCommentsConfig.class,
                ResourceHintsConfig.class,
                RewriteDomainsConfig.class,
                TrimUrlsConfig.class);

        for (Class<?> group : groups) {
            for (RecordComponent component : group.getRecordComponents()) {
                String description = Descriptions.of(group).get(component.getName());
                assertThat(description).as(component.toString()).isNotBlank();
                String plain = String.valueOf(description).replaceAll("(?<=\\d),(?=\\d)|\"", "");
                Default declared = component.getAnnotation(Default.class);
                if (declared != null && component.getType() != List.class) {
                    assertThat(plain).as(component.toString()).contains("default", declared.value());
                }
                Bounds bounds = component.getAnnotation(Bounds.class);
                if (bounds != null) {
                    assertThat(plain)
                            .as(component.toString())
                            .containsPattern("from " + bounds.min() + "\\b[^;]* to " + bounds.max() + "\\b");
                }
            }
        }
    }

    private static Schema schema(String file) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(SCHEMAS.resolve(file)));
    }
}
