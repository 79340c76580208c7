package dev.headrace.front.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.front.config.TenantConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RereadTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path path;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(path).tenant("a", "[a.example]").tenant("b", "[b.example]");
    }

    @Test
    void whatDidNotChange_isTheSameObject() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.tenant("b", "[b.example, c.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(after.problems()).isEmpty();
        assertThat(after.configuration().front())
                .isSameAs(before.configuration().front());
        assertThat(tenant(after, "a")).isSameAs(tenant(before, "a"));
        assertThat(hosts(after, "b")).containsExactly("b.example", "c.example");
    }

    @Test
    void writingTheSameAgain_isNoChange() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.tenant("b", "[b.example]");

        assertThat(tenant(Configurations.reread(before), "b")).isSameAs(tenant(before, "b"));
    }

    @Test
    void change_isSeen_thoughSizeAndTimeStayTheSame() throws Exception {
        Path file = path.resolve("tenants/b.yaml");
        FileTime now = FileTime.from(Instant.now());
        Files.setLastModifiedTime(file, now);
        Snapshot before = Configurations.read(folder.file());
        folder.tenant("b", "[c.example]");
        Files.setLastModifiedTime(file, now);

        assertThat(hosts(Configurations.reread(before), "b")).containsExactly("c.example");
    }

    @Test
    void badFile_leavesItsTenantAsItWas_andTouchesNoOther() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.write("tenants/a.yaml", "hosts: [").tenant("b", "[b.example, c.example]");

        Snapshot after = Configurations.reread(before);
        Snapshot again = Configurations.reread(after);
        folder.tenant("a", "[x.example]");
        Snapshot mended = Configurations.reread(again);

        assertThat(folder.lines(after.problems())).singleElement().asString().startsWith("tenants/a.yaml:1:9: ");
        assertThat(tenant(after, "a")).isSameAs(tenant(before, "a"));
        assertThat(hosts(after, "b")).containsExactly("b.example", "c.example");
        assertThat(again.problems()).isEqualTo(after.problems());
        assertThat(mended.problems()).isEmpty();
        assertThat(hosts(mended, "a")).containsExactly("x.example");
    }

    @Test
    void newTenant_comes_andOneWhoseFileIsGone_goes() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.delete("tenants/a.yaml").tenant("c", "[a.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(after.problems()).isEmpty();
        assertThat(after.configuration().tenants()).containsOnlyKeys("b", "c");
    }

    @Test
    void hostOfAnother_isNotGivenAway() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.tenant("a", "[a.example, b.example]").tenant("b", "[b.example, new.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(folder.lines(after.problems()))
                .containsExactly(
                        "tenants/a.yaml:1:20: \"b.example\" is a host of tenant \"b\" already, at tenants/b.yaml:1:9");
        assertThat(tenant(after, "a")).isSameAs(tenant(before, "a"));
        assertThat(hosts(after, "b")).containsExactly("b.example", "new.example");
    }

    @Test
    void host_movesFromOneToAnother() throws ConfigurationException {
        Snapshot before =
                Configurations.read(folder.tenant("a", "[a.example, x.example]").file());
        folder.tenant("a", "[a.example]").tenant("b", "[b.example, x.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(after.problems()).isEmpty();
        assertThat(hosts(after, "b")).containsExactly("b.example", "x.example");
    }

    @Test
    void host_doesNotMove_whenItsGiverIsWrongElsewhere() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.tenant("a", "[a.example, x.example]")
                .tenant("c", "[c.example]")
                .file());
        // "a" gives x away but claims a host of "c", so it goes on as before; then "b" cannot have x.
        folder.tenant("a", "[a.example, c.example]").tenant("b", "[b.example, x.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(folder.lines(after.problems()))
                .containsExactly(
                        "tenants/a.yaml:1:20: \"c.example\" is a host of tenant \"c\" already, at tenants/c.yaml:1:9",
                        "tenants/b.yaml:1:20: \"x.example\" is a host of tenant \"a\" already, at tenants/a.yaml:1:20");
        assertThat(hosts(after, "a")).containsExactly("a.example", "x.example");
        assertThat(hosts(after, "b")).containsExactly("b.example");
    }

    @Test
    void badHeadraceYaml_goesOnAsItWas_andTenantsAreRead() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.write("headrace.yaml", "workers: x\n").tenant("b", "[c.example]");

        Snapshot after = Configurations.reread(before);

        assertThat(folder.lines(after.problems()))
                .containsExactly("headrace.yaml:1:10: workers should be a whole number, not \"x\"");
        assertThat(after.configuration().front())
                .isSameAs(before.configuration().front());
        assertThat(hosts(after, "b")).containsExactly("c.example");
    }

    @Test
    void headraceYamlWithAnUnknownTenant_goesOnAsItWas() throws ConfigurationException {
        Snapshot before = Configurations.read(folder.file());
        folder.write("headrace.yaml", "workers: 7\ndefault-tenant: shop\n");

        Snapshot after = Configurations.reread(before);

        assertThat(folder.lines(after.problems()))
                .containsExactly("headrace.yaml:2:17: unknown tenant \"shop\" in tenants; known: a, b");
        assertThat(after.configuration().front().workers()).isZero();
    }

    @Test
    void defaultTenantWhoseFileIsGone_stays() throws ConfigurationException {
        Snapshot before = Configurations.read(
                folder.write("headrace.yaml", "default-tenant: a\n").file());
        folder.delete("tenants/a.yaml");

        Snapshot after = Configurations.reread(before);

        assertThat(folder.lines(after.problems()))
                .containsExactly("headrace.yaml:1:17: unknown tenant \"a\" in tenants; known: b");
        assertThat(tenant(after, "a")).isSameAs(tenant(before, "a"));
    }

    @Test
    void fileOfRules_isWatched_too() throws ConfigurationException {
        String rules = "rules: [{on: p, append: x}]\n";
        folder.write("rules.yaml", rules)
                .write(
                        "tenants/a.yaml",
                        "hosts: [a]\nupstreams: {a: {servers: [http://a]}}\nrewrite: {file: ../rules.yaml}");
        Snapshot before = Configurations.read(folder.file());
        folder.write("rules.yaml", rules.replace("x", "y"));

        Snapshot after = Configurations.reread(before);

        assertThat(before.files())
                .containsExactly(Stream.of(
                                "headrace.yaml", "tenants", "tenants/a.yaml", "tenants/b.yaml", "tenants/../rules.yaml")
                        .map(path::resolve)
                        .toArray(Path[]::new));
        assertThat(tenant(after, "a").rewrite().version())
                .isNotEqualTo(tenant(before, "a").rewrite().version());
    }

    @Test
    void rulesThatAreWrittenAlike_areReadOnce_andForgottenWhenNobodyHasThem() throws ConfigurationException {
        String tenant = "hosts: [%s]\nupstreams: {a: {servers: [http://a]}}\nrewrite: {rules: [{on: p, append: %s}]}\n";
        folder.write("tenants/a.yaml", tenant.formatted("a", "x")).write("tenants/b.yaml", tenant.formatted("b", "x"));
        Snapshot before = Configurations.read(folder.file());
        folder.write("tenants/a.yaml", tenant.formatted("a", "y"));
        Snapshot apart = Configurations.reread(before);
        folder.write("tenants/b.yaml", tenant.formatted("b", "y"));
        Snapshot after = Configurations.reread(apart);

        assertThat(tenant(before, "a").rewrite()).isSameAs(tenant(before, "b").rewrite());
        assertThat(before.rules()).hasSize(1);
        assertThat(apart.rules()).hasSize(2);
        assertThat(tenant(after, "b").rewrite()).isSameAs(tenant(apart, "a").rewrite());
        assertThat(after.rules()).hasSize(1);
    }

    @Test
    void start_leavesOutWhatIsWrong_unlessItIsHeadraceYaml() throws ConfigurationException {
        folder.tenant("a", "[]");

        Snapshot started = Configurations.start(folder.file());

        assertThat(started.configuration().tenants()).containsOnlyKeys("b");
        assertThat(started.problems()).hasSize(1);
        folder.write("headrace.yaml", "workers: x");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configurations.start(folder.file()))
                .satisfies(e -> assertThat(e.problems()).hasSize(2));
    }

    private static TenantConfig tenant(Snapshot snapshot, String name) {
        return Objects.requireNonNull(snapshot.configuration().tenants().get(name));
    }

    private static List<String> hosts(Snapshot snapshot, String name) {
        return tenant(snapshot, name).hosts().stream().map(Object::toString).toList();
    }
}
