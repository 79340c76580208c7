package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.reading.Configurations;
import dev.headrace.front.config.reading.Snapshot;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {
    private static final int TENANTS = 200;

    private final Assembly assembly = new Assembly(Surroundings.NONE, tenant -> (request, report) -> {});

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private ManySites sites;

    @SuppressWarnings("NullAway.Init") // Read before each test.
    private Snapshot snapshot;

    @BeforeEach
    void read() throws Exception {
        sites = new ManySites(folder, "http://127.0.0.1:8081").front("").tenants(TENANTS);
        snapshot = Configurations.read(sites.file());
    }

    private RoutingTable reread() throws IOException {
        snapshot = Configurations.reread(snapshot);
        assertThat(snapshot.problems()).isEmpty();
        return assembly.table(snapshot.configuration());
    }

    private static List<Tenant> tenants(RoutingTable table) {
        return IntStream.range(0, TENANTS)
                .mapToObj(i -> table.tenant(ManySites.host(i)).orElseThrow())
                .toList();
    }

    private static @Nullable Rewriting rewriting(Tenant tenant) {
        return Objects.requireNonNull(tenant.route("/")).rewriting();
    }

    @Test
    void oneChange_replacesNoOtherTenant() throws Exception {
        List<Tenant> before = tenants(assembly.table(snapshot.configuration()));
        sites.tenant(7, "another text");

        List<Tenant> after = tenants(reread());

        assertThat(after.get(7)).isNotSameAs(before.get(7));
        for (int i = 0; i < TENANTS; i++) {
            if (i != 7) {
                assertThat(after.get(i)).isSameAs(before.get(i));
            }
        }
    }

    @Test
    void upstreamThatDidNotChange_staysWhatItWas_whenItsTenantChanges() throws Exception {
        Tenant before = tenants(assembly.table(snapshot.configuration())).get(7);
        sites.tenant(7, "another text");
        Tenant after = tenants(reread()).get(7);
        Files.writeString(
                sites.tenantFile(7),
                Files.readString(sites.tenantFile(7)).replace("balance: least-requests", "balance: round-robin"));
        Tenant changed = tenants(reread()).get(7);

        assertThat(rewriting(after)).isNotSameAs(rewriting(before));
        assertThat(after.routes().get(0).upstream())
                .isSameAs(before.routes().get(0).upstream());
        assertThat(changed.routes().get(0).upstream())
                .isNotSameAs(after.routes().get(0).upstream());
    }

    @Test
    void tenantsWithTheSameRules_shareOneRewriter_andNoneIsKeptThatNobodyHas() throws Exception {
        List<Tenant> before = tenants(assembly.table(snapshot.configuration()));
        assertThat(rewriting(before.get(0))).isSameAs(rewriting(before.get(2))).isNotSameAs(rewriting(before.get(1)));
        assertThat(assembly.rewriters()).isEqualTo(1 + TENANTS / 2);

        for (int i = 0; i < TENANTS; i++) {
            sites.tenant(i, "one text for all, which is new");
        }
        List<Tenant> after = tenants(reread());

        assertThat(assembly.rewriters()).isEqualTo(1);
        assertThat(after).allSatisfy(tenant -> assertThat(rewriting(tenant)).isSameAs(rewriting(after.get(0))));
    }

    @Test
    void killSwitch_leavesNoRewriter_andTakesThemBack() throws Exception {
        assembly.table(snapshot.configuration());
        sites.front("rewriting: false\n");
        assertThat(tenants(reread()))
                .allSatisfy(tenant -> assertThat(tenant.routes())
                        .allSatisfy(route -> assertThat(route.rewriting()).isNull()));
        assertThat(assembly.rewriters()).isZero();
        sites.front("");
        assertThat(rewriting(tenants(reread()).get(0))).isNotNull();
    }
}
